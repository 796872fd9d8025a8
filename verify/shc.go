package verify

import (
	"errors"
	"slices"
	"strings"
	"unicode"

	"vaxcheck/decode"
	"vaxcheck/fhir"
	"vaxcheck/internal/finding"
	"vaxcheck/verify/record"
)

// readSHC maps a FHIR bundle into the record.
func readSHC(c *decode.Credential) (record.Record, *decode.Problem) {
	bundle, err := fhir.ReadContent(c.SHC.Bundle)
	if err != nil {
		return record.Record{}, contentProblem(err, fhir.ErrTooManyEntries,
			`SMART Health Cards "Health Cards are Small"`)
	}
	r := record.Record{
		Subjects: make([]record.Subject, 0, len(bundle.Patients)),
		Doses:    make([]record.Dose, 0, len(bundle.Immunizations)),
		Unread:   bundle.Unread,
	}
	for _, p := range bundle.Patients {
		r.Subjects = append(r.Subjects, subject(p))
	}
	for _, i := range bundle.Immunizations {
		r.Doses = append(r.Doses, dose(i, personDoubts(bundle, i.PatientIndex)))
	}
	for _, o := range bundle.Observations {
		r.Tests = append(r.Tests, test(o, personDoubts(bundle, o.PatientIndex)))
	}
	for _, e := range bundle.Exemptions {
		r.Exemptions = append(r.Exemptions, exemption(e, personDoubts(bundle, e.PatientIndex)))
	}
	for _, o := range bundle.Others {
		r.Others = append(r.Others, record.Other{Type: o.ResourceType, Count: o.Count})
	}
	return r, nil
}

// contentProblem tells why proven content could not be read. What exceeds a bound is
// refused whoever signed it; anything else is not understood.
func contentProblem(err, bound error, spec string) *decode.Problem {
	p := &decode.Problem{Reason: decode.ReasonContentUnclear, Kind: decode.UnclearStructure,
		Detail: finding.From(err), Spec: spec}
	if errors.Is(err, bound) {
		p.Reason, p.Kind = decode.ReasonPayloadMalformed, ""
	}
	return p
}

// personDoubts returns the doubts about the person whom a record is about: who it is,
// and whether they may be relied on as described.
func personDoubts(b fhir.Bundle, patient int) record.Doubt {
	if patient < 0 || patient >= len(b.Patients) {
		return record.DoubtPerson
	}
	return record.DoubtStructure.When(b.Patients[patient].Uninterpreted)
}

func subject(p fhir.Patient) record.Subject {
	s := record.Subject{BirthDate: p.BirthDate}
	for _, n := range p.Names {
		s.Names = append(s.Names, record.Name{
			Use: n.Use, Family: n.Family, Given: n.Given, Prefix: n.Prefix, Suffix: n.Suffix, Text: n.Text,
			Former: n.Use == "old" || n.Use == "maiden",
		})
	}
	return s
}

// dose maps an Immunization. Whether it counts is FHIR's to say: completed, not of
// reduced potency, with nothing in it that may turn its meaning around. of are the
// doubts about its person.
func dose(i fhir.Immunization, of record.Doubt) record.Dose {
	d := record.Dose{
		Subject: i.PatientIndex, Date: i.Occurrence, DateText: i.OccurrenceText, Status: i.Status,
		TextOnly: i.TextOnly, Lot: i.Lot, Performer: i.Performer, Maker: i.Manufacturer.Code, Subpotent: i.Subpotent,
	}
	vaccine, product := readCodes(&d, i.Codes)
	if i.Subpotent || i.NotGiven || notGiven(i.Status) || !vaccine && product == 0 {
		return d // no dose, whatever else is in doubt
	}
	d.Doubts = of | product | record.DoubtStatus.When(!i.Is("completed")) | record.DoubtStructure.When(i.Uninterpreted)
	d.Counts = d.Doubts == 0
	return d
}

// notGiven tells whether a status says for certain that no dose was given: one of
// FHIR's own codes for that, however it is written.
func notGiven(status string) bool {
	switch letters(status) {
	case "notdone", "enteredinerror", "preparation", "inprogress", "onhold", "stopped", "cancelled", "draft", "planned":
		return true
	}
	return false
}

// letters returns the letters of a code alone, in lower case: those of Not-Done are
// notdone.
func letters(code string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, code)
}

// readCodes reads into a dose its codes, which should be translations of one
// product. It tells whether they name a vaccine, and whether what was given is in doubt:
// no code is known, or one contradicts the vaccine, being for something else or against
// another disease. Codes that disagree on the product name none.
func readCodes(d *record.Dose, codes []fhir.Coding) (vaccine bool, doubts record.Doubt) {
	anyKnown, contradicted := false, false
	for _, c := range codes {
		coded := record.Coded{System: systemName(c.System), Code: c.Code}
		p, known := fhir.LookupVaccine(c)
		if known {
			coded.Name, coded.Known = &record.Words{EN: p.EN, JA: p.JA}, p.System+":"+p.Code
			anyKnown = true
		}
		switch {
		case !known:
		case !isVaccine(p), vaccine && p.Group != d.Disease:
			contradicted = true
		case !vaccine:
			vaccine = true
			d.Vaccine, d.Disease, d.Product = coded, p.Group, p.Slug
		case p.Slug != d.Product:
			d.Product, d.Mixed = "", true
		}
		d.Codes = append(d.Codes, coded)
	}
	if !vaccine && len(d.Codes) > 0 {
		d.Vaccine = d.Codes[0]
	}
	return vaccine, record.DoubtProduct.When(!anyKnown || vaccine && contradicted)
}

// isVaccine tells products that immunise from what shares their code systems:
// immune globulins, skin tests, "no vaccine given". A vaccine of an unknown
// brand is one if it is known what it is against.
func isVaccine(p fhir.Product) bool {
	return p.Kind == "vaccine" || p.Kind == "unspecified" && p.Group != ""
}

// test maps an Observation. Codes that disagree on what was tested or on the
// result leave it open, and so does a result said in two ways. of are the doubts about
// its person.
func test(o fhir.Observation, of record.Doubt) record.Test {
	t := record.Test{Subject: o.PatientIndex, Date: o.Effective, Status: o.Status, ValueText: o.ValueText,
		Performer: o.Performer}
	var kinds, diseases, results agreed
	for _, c := range o.Codes {
		coded := record.Coded{System: systemName(c.System), Code: c.Code}
		if known, ok := fhir.LookupTest(c); ok {
			coded.Name = &record.Words{EN: known.EN, JA: known.JA}
			kinds.add(known.Kind)
			diseases.add(known.Group)
		}
		if t.Test.Code == "" || coded.Name != nil {
			t.Test = coded
		}
	}
	for _, c := range o.Values {
		coded := record.Coded{System: systemName(c.System), Code: c.Code}
		if known, ok := fhir.LookupResult(c); ok {
			coded.Name = &record.Words{EN: known.EN, JA: known.JA}
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
	if standsNot(o.Status) {
		return t
	}
	t.Doubts = of | record.DoubtStatus.When(!o.Stands()) | record.DoubtStructure.When(o.Uninterpreted || o.Ambiguous) |
		record.DoubtResult.When(t.Kind == "" || t.Disease == "" || t.Result == "")
	t.Final = t.Doubts&(record.DoubtStatus|record.DoubtStructure) == 0
	return t
}

// standsNot tells whether a status says for certain that a result does not stand, or not
// yet: one of FHIR's own codes for that, however it is written.
func standsNot(status string) bool {
	switch letters(status) {
	case "registered", "preliminary", "cancelled", "enteredinerror", "appended":
		return true
	}
	return false
}

// agreed gathers words that should all be the same, such as the diseases that the codes
// of one dose are against.
type agreed []string

func (a *agreed) add(word string) { *a = append(*a, word) }

// word returns the one word, "" if there is none or they differ.
func (a agreed) word() string {
	if len(slices.Compact(slices.Sorted(slices.Values(a)))) == 1 {
		return a[0]
	}
	return ""
}

func exemption(e fhir.Exemption, of record.Doubt) record.Exemption {
	x := record.Exemption{
		Subject: e.PatientIndex, Policy: e.Policy.System, Code: e.Policy.Code, Version: e.PolicyVersion,
		Recorded: e.Recorded, Recorder: e.Recorder,
	}
	if !e.Over {
		x.Doubts = of | record.DoubtStructure.When(e.Uninterpreted)
		x.Counts = x.Doubts == 0
	}
	return x
}

// systemName returns the short name of a code system, or its URL if it has none.
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
