package verify

import (
	"strings"

	"vaxcheck/decode"
	"vaxcheck/fhir"
)

// readRecord reads a proven credential's content into the neutral record. It
// is the one place where a format's own content meets ours.
func readRecord(c *decode.Credential) (Record, *decode.Problem) {
	if c.Format == decode.FormatSHC && c.SHC != nil {
		return readSHC(c.SHC)
	}
	return Record{}, &decode.Problem{Reason: decode.ReasonPayloadMalformed, Detail: "content of an unknown format"}
}

// readSHC maps a FHIR bundle into the record.
func readSHC(claims *decode.SHC) (Record, *decode.Problem) {
	if claims.Problem != nil {
		return Record{}, claims.Problem
	}
	bundle, err := fhir.ReadContent(claims.Bundle)
	if err != nil {
		return Record{}, &decode.Problem{Reason: decode.ReasonPayloadMalformed, Detail: err.Error(),
			Spec: `SMART Health Cards "Health Cards are Small"`}
	}
	r := Record{
		Subjects: make([]Subject, 0, len(bundle.Patients)),
		Doses:    make([]Dose, 0, len(bundle.Immunizations)),
	}
	for _, p := range bundle.Patients {
		r.Subjects = append(r.Subjects, subject(p))
	}
	for _, i := range bundle.Immunizations {
		r.Doses = append(r.Doses, dose(i))
	}
	for _, o := range bundle.Observations {
		r.Tests = append(r.Tests, test(o))
	}
	for _, e := range bundle.Exemptions {
		r.Exemptions = append(r.Exemptions, exemption(e))
	}
	for _, o := range bundle.Others {
		r.Others = append(r.Others, Other{Type: o.ResourceType, Count: o.Count})
	}
	return r, nil
}

func subject(p fhir.Patient) Subject {
	s := Subject{BirthDate: p.BirthDate}
	for _, n := range p.Names {
		s.Names = append(s.Names, Name{
			Use: n.Use, Family: n.Family, Given: n.Given, Prefix: n.Prefix, Suffix: n.Suffix, Text: n.Text,
			Former: n.Use == "old" || n.Use == "maiden",
		})
	}
	return s
}

// dose maps an Immunization. Whether it counts is FHIR's to say: a status of
// exactly "completed", not of reduced potency, with nothing in it that may
// turn its meaning around.
func dose(i fhir.Immunization) Dose {
	d := Dose{
		Subject: i.PatientIndex, Date: i.Occurrence, DateText: i.OccurrenceText, Status: i.Status,
		TextOnly: i.TextOnly, Lot: i.Lot, Performer: i.Performer, Maker: i.Manufacturer.Code, Subpotent: i.Subpotent,
	}
	vaccine := false
	for _, c := range i.Codes {
		coded := Coded{System: systemName(c.System), Code: c.Code}
		if p, known := fhir.LookupVaccine(c); known {
			coded.Name = &Words{EN: p.EN, JA: p.JA}
			if isVaccine(p) && !vaccine {
				vaccine = true
				d.Vaccine, d.Disease, d.Product = coded, p.Group, p.Slug
			}
		}
		d.Codes = append(d.Codes, coded)
	}
	if !vaccine && len(d.Codes) > 0 {
		d.Vaccine = d.Codes[0]
	}
	d.Counts = vaccine && i.Status == "completed" && !i.Subpotent && !i.Uninterpreted
	return d
}

// isVaccine tells products that immunise from what shares their code systems:
// immune globulins, skin tests, "no vaccine given". A vaccine of an unknown
// brand is one if it is known what it is against.
func isVaccine(p fhir.Product) bool {
	return p.Kind == "vaccine" || p.Kind == "unspecified" && p.Group != ""
}

func test(o fhir.Observation) Test {
	t := Test{
		Subject: o.PatientIndex, Date: o.Effective, Status: o.Status, ValueText: o.ValueText, Performer: o.Performer,
		Final: !o.Uninterpreted && (o.Status == "final" || o.Status == "amended" || o.Status == "corrected"),
	}
	for _, c := range o.Codes {
		coded := Coded{System: systemName(c.System), Code: c.Code}
		if known, ok := fhir.LookupTest(c); ok {
			coded.Name = &Words{EN: known.EN, JA: known.JA}
			t.Kind, t.Disease = known.Kind, known.Group
		}
		if t.Test.Code == "" || coded.Name != nil {
			t.Test = coded
		}
	}
	for _, c := range o.Values {
		coded := Coded{System: systemName(c.System), Code: c.Code}
		if known, ok := fhir.LookupResult(c); ok {
			coded.Name = &Words{EN: known.EN, JA: known.JA}
			t.Result = known.Class
		}
		if t.Value.Code == "" || coded.Name != nil {
			t.Value = coded
		}
	}
	if q := o.Quantity; q != nil && t.ValueText == "" {
		t.ValueText = strings.TrimSpace(q.Comparator + q.Value + " " + q.Unit)
	}
	return t
}

func exemption(e fhir.Exemption) Exemption {
	return Exemption{
		Subject: e.PatientIndex, Policy: e.Policy.System, Code: e.Policy.Code, Version: e.PolicyVersion,
		Recorded: e.Recorded, Recorder: e.Recorder, Counts: !e.Uninterpreted,
	}
}

// systemName is the short name of a code system, or its URL if it has none.
func systemName(uri string) string {
	if name := fhir.SystemName(uri); name != "" {
		return name
	}
	return uri
}

// contentNotes lists where a proven credential's content departs from its
// format's rules for issuers.
func contentNotes(c *decode.Credential) []Note {
	if c.SHC == nil {
		return nil
	}
	bundle, err := fhir.Read(c.SHC.Bundle)
	if err != nil {
		return nil
	}
	var out []Note
	for _, n := range bundle.Notes {
		out = append(out, Note{Code: n.Code, Detail: fhir.NoteText(n.Code), Path: n.Path})
	}
	return out
}

// TableVersion is the version of the tables that name vaccines, tests and
// results.
func TableVersion() string { return fhir.TableVersion() }
