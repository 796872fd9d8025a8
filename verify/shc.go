package verify

import (
	"errors"
	"slices"
	"strings"
	"unicode"

	"vaxcheck/decode"
	"vaxcheck/fhir"
	"vaxcheck/internal/finding"
)

// readSHC maps a FHIR bundle into the record.
func readSHC(c *decode.Credential) (Record, *decode.Problem) {
	bundle, err := fhir.ReadContent(c.SHC.Bundle)
	if err != nil {
		return Record{}, contentProblem(err, fhir.ErrTooManyEntries, `SMART Health Cards "Health Cards are Small"`)
	}
	r := Record{
		Subjects: make([]Subject, 0, len(bundle.Patients)),
		Doses:    make([]Dose, 0, len(bundle.Immunizations)),
		unread:   bundle.Unread,
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
		r.Others = append(r.Others, Other{Type: o.ResourceType, Count: o.Count})
	}
	return r, nil
}

// contentProblem tells why proven content could not be read. What exceeds a bound is
// refused whoever signed it; anything else is not understood.
func contentProblem(err, bound error, spec string) *decode.Problem {
	p := &decode.Problem{Reason: decode.ReasonContentUnclear, Kind: decode.UnclearStructure, Detail: finding.From(err), Spec: spec}
	if errors.Is(err, bound) {
		p.Reason, p.Kind = decode.ReasonPayloadMalformed, ""
	}
	return p
}

// personDoubts returns the doubts about the person whom a record is about: who it is,
// and whether they may be relied on as described.
func personDoubts(b fhir.Bundle, patient int) doubt {
	if patient < 0 || patient >= len(b.Patients) {
		return doubtPerson
	}
	return doubtStructure.when(b.Patients[patient].Uninterpreted)
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

// dose maps an Immunization. Whether it counts is FHIR's to say: completed, not of
// reduced potency, with nothing in it that may turn its meaning around. of are the
// doubts about its person.
func dose(i fhir.Immunization, of doubt) Dose {
	d := Dose{
		Subject: i.PatientIndex, Date: i.Occurrence, DateText: i.OccurrenceText, Status: i.Status,
		TextOnly: i.TextOnly, Lot: i.Lot, Performer: i.Performer, Maker: i.Manufacturer.Code, Subpotent: i.Subpotent,
	}
	vaccine, product := d.readCodes(i.Codes)
	if i.Subpotent || i.NotGiven || notGiven(i.Status) || !vaccine && product == 0 {
		return d // no dose, whatever else is in doubt
	}
	d.doubts = of | product | doubtStatus.when(!i.Is("completed")) | doubtStructure.when(i.Uninterpreted)
	d.Counts = d.doubts == 0
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

// readCodes reads the codes of a dose, which should be translations of one
// product. It tells whether they name a vaccine, and whether what was given is in doubt:
// no code is known, or one contradicts the vaccine, being for something else or against
// another disease. Codes that disagree on the product name none.
func (d *Dose) readCodes(codes []fhir.Coding) (vaccine bool, doubts doubt) {
	anyKnown, contradicted := false, false
	for _, c := range codes {
		coded := Coded{System: systemName(c.System), Code: c.Code}
		p, known := fhir.LookupVaccine(c)
		if known {
			coded.Name, coded.known = &Words{EN: p.EN, JA: p.JA}, p.System+":"+p.Code
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
			d.Product, d.mixed = "", true
		}
		d.Codes = append(d.Codes, coded)
	}
	if !vaccine && len(d.Codes) > 0 {
		d.Vaccine = d.Codes[0]
	}
	return vaccine, doubtProduct.when(!anyKnown || vaccine && contradicted)
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
func test(o fhir.Observation, of doubt) Test {
	t := Test{Subject: o.PatientIndex, Date: o.Effective, Status: o.Status, ValueText: o.ValueText, Performer: o.Performer}
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
	if standsNot(o.Status) {
		return t
	}
	t.doubts = of | doubtStatus.when(!o.Stands()) | doubtStructure.when(o.Uninterpreted || o.Ambiguous) |
		doubtResult.when(t.Kind == "" || t.Disease == "" || t.Result == "")
	t.Final = t.doubts&(doubtStatus|doubtStructure) == 0
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

func exemption(e fhir.Exemption, of doubt) Exemption {
	x := Exemption{
		Subject: e.PatientIndex, Policy: e.Policy.System, Code: e.Policy.Code, Version: e.PolicyVersion,
		Recorded: e.Recorded, Recorder: e.Recorder,
	}
	if !e.Over {
		x.doubts = of | doubtStructure.when(e.Uninterpreted)
		x.Counts = x.doubts == 0
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
