package verify

import (
	"slices"
	"strings"

	"vaxcheck/decode"
	"vaxcheck/fhir"
)

// readSHC maps a FHIR bundle into the record.
func readSHC(c *decode.Credential) (Record, *decode.Problem) {
	claims := c.SHC
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
		d := dose(i)
		d.Counts = d.Counts && understood(bundle, i.PatientIndex)
		r.Doses = append(r.Doses, d)
	}
	for _, o := range bundle.Observations {
		t := test(o)
		t.Final = t.Final && understood(bundle, o.PatientIndex)
		r.Tests = append(r.Tests, t)
	}
	for _, e := range bundle.Exemptions {
		x := exemption(e)
		x.Counts = x.Counts && understood(bundle, e.PatientIndex)
		r.Exemptions = append(r.Exemptions, x)
	}
	for _, o := range bundle.Others {
		r.Others = append(r.Others, Other{Type: o.ResourceType, Count: o.Count})
	}
	return r, nil
}

// understood tells whether the person a record is about may be relied on as
// described. Whose it is if nobody's is judged elsewhere.
func understood(b fhir.Bundle, patient int) bool {
	return patient < 0 || patient >= len(b.Patients) || !b.Patients[patient].Uninterpreted
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
	counts := d.readCodes(i.Codes)
	d.Counts = counts && i.Status == "completed" && !i.Subpotent && !i.Uninterpreted
	return d
}

// readCodes reads the codes of a dose, which should be translations of one
// product. It tells whether they name a vaccine and nothing that contradicts
// it: no code for something else, none against another disease. Codes that
// disagree on the product name none.
func (d *Dose) readCodes(codes []fhir.Coding) (vaccine bool) {
	contradicted := false
	for _, c := range codes {
		coded := Coded{System: systemName(c.System), Code: c.Code}
		p, known := fhir.LookupVaccine(c)
		if known {
			coded.Name, coded.known = &Words{EN: p.EN, JA: p.JA}, p.System+":"+p.Code
		}
		switch {
		case !known:
		case !isVaccine(p), vaccine && p.Group != d.Disease:
			contradicted = true
		case !vaccine:
			vaccine = true
			d.Vaccine, d.Disease, d.Product = coded, p.Group, p.Slug
		case p.Slug != d.Product:
			d.Product, d.mixed = "", true
		}
		d.Codes = append(d.Codes, coded)
	}
	if !vaccine && len(d.Codes) > 0 {
		d.Vaccine = d.Codes[0]
	}
	return vaccine && !contradicted
}

// isVaccine tells products that immunise from what shares their code systems:
// immune globulins, skin tests, "no vaccine given". A vaccine of an unknown
// brand is one if it is known what it is against.
func isVaccine(p fhir.Product) bool {
	return p.Kind == "vaccine" || p.Kind == "unspecified" && p.Group != ""
}

// test maps an Observation. Codes that disagree on what was tested or on the
// result leave it open, and so does a result said in two ways.
func test(o fhir.Observation) Test {
	t := Test{
		Subject: o.PatientIndex, Date: o.Effective, Status: o.Status, ValueText: o.ValueText, Performer: o.Performer,
		Final: !o.Uninterpreted && !o.Ambiguous && (o.Status == "final" || o.Status == "amended" || o.Status == "corrected"),
	}
	var kinds, diseases, results agreed
	for _, c := range o.Codes {
		coded := Coded{System: systemName(c.System), Code: c.Code}
		if known, ok := fhir.LookupTest(c); ok {
			coded.Name = &Words{EN: known.EN, JA: known.JA}
			kinds.add(known.Kind)
			diseases.add(known.Group)
		}
		if t.Test.Code == "" || coded.Name != nil {
			t.Test = coded
		}
	}
	for _, c := range o.Values {
		coded := Coded{System: systemName(c.System), Code: c.Code}
		if known, ok := fhir.LookupResult(c); ok {
			coded.Name = &Words{EN: known.EN, JA: known.JA}
			results.add(known.Class)
		}
		if t.Value.Code == "" || coded.Name != nil {
			t.Value = coded
		}
	}
	t.Kind, t.Disease, t.Result = kinds.word(), diseases.word(), results.word()
	if q := o.Quantity; q != nil && t.ValueText == "" {
		t.ValueText = strings.TrimSpace(q.Comparator + q.Value + " " + q.Unit)
	}
	return t
}

// agreed gathers words that should be one and the same.
type agreed []string

func (a *agreed) add(word string) { *a = append(*a, word) }

// word is the one word, "" if there is none or they differ.
func (a agreed) word() string {
	if len(slices.Compact(slices.Sorted(slices.Values(a)))) == 1 {
		return a[0]
	}
	return ""
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

// fhirNotes lists where a bundle departs from what the framework asks of issuers.
func fhirNotes(c *decode.Credential) []Note {
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
