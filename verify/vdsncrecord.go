package verify

import (
	"strings"

	"vaxcheck/decode"
	"vaxcheck/fhir"
	"vaxcheck/icao"
	"vaxcheck/verify/record"
)

// readVDSNC maps the message of a VDS-NC into the record.
func readVDSNC(c *decode.Credential) (record.Record, *decode.Problem) {
	m, err := icao.Read(c.Payload)
	if err != nil {
		return record.Record{}, contentProblem(err, icao.ErrTooMany, specSeal)
	}
	r := record.Record{Subjects: []record.Subject{{Names: names(m.Person), BirthDate: m.Person.BirthDate,
		Document: m.Person.Document}}, Specimen: m.Specimen()}
	for _, d := range m.Doses {
		r.Doses = append(r.Doses, sealDose(d))
	}
	if m.Test != nil {
		r.Tests = append(r.Tests, sealTest(m.Test))
	}
	return r, nil
}

// names returns the name as it stands, as passports have it, and beside that its parts
// where the issuer marks them.
func names(p icao.Person) []record.Name {
	if p.Whole() == "" {
		return nil
	}
	n := record.Name{Text: p.Name}
	if primary, secondary, ok := p.Parts(); ok {
		n.Family, n.Given = primary, strings.Fields(secondary)
	}
	return []record.Name{n}
}

// sealDose maps a vaccination. A VDS-NC states none that was not given, so that
// all are completed; whether one counts depends on its product alone. Issuers
// give the general code and the brand in words as often as a code of the
// product: both are read, and where they name two products, neither is relied on.
func sealDose(d icao.Dose) record.Dose {
	out := record.Dose{Date: d.Date, Status: "completed", TextOnly: d.Brand, Lot: d.Lot, Performer: d.Centre,
		Country: d.Country, Number: d.Number()}
	byCode, coded := fhir.LookupVaccine(fhir.CodingICD11(d.Code))
	byBrand, branded := fhir.LookupBrand(d.Brand)
	out.Vaccine = record.Coded{System: "icd-11", Code: d.Code}
	if coded {
		out.Vaccine.Name, out.Vaccine.Known = &record.Words{EN: byCode.EN, JA: byCode.JA}, byCode.System+":"+byCode.Code
		out.Disease, out.Product = byCode.Group, byCode.Slug
	}
	switch {
	case !branded:
	case out.Product == "":
		out.Disease, out.Product = byBrand.Group, byBrand.Slug
	case out.Product != byBrand.Slug:
		out.Product, out.Mixed = "", true
	}
	if icao.Covid(d.Disease) && out.Disease == "" {
		out.Disease = record.COVID19 // a vaccine that the tables lack, against a disease they know
	}
	out.Codes = []record.Coded{out.Vaccine}
	contradicted := d.Disease != "" && out.Disease == record.COVID19 && !icao.Covid(d.Disease)
	switch {
	case contradicted, coded && !isVaccine(byCode):
	case out.Disease == "" && d.Disease == "":
		out.Doubts = record.DoubtProduct
	default:
		out.Counts = out.Disease != ""
	}
	return out
}

// sealTest maps a test. The report defines it for COVID-19 alone and has no
// member for the disease.
func sealTest(t *icao.Test) record.Test {
	out := record.Test{Date: t.Sampled, Status: "final", Final: true, Disease: record.COVID19,
		Performer: t.Provider, Country: t.Country,
		Test: record.Coded{System: "icao", Code: t.Kind}, Value: record.Coded{System: "icao", Code: t.Result}}
	if w, known := t.KindWord(); known {
		out.Kind, out.Test.Name = w.Class, &record.Words{EN: w.EN, JA: w.JA}
	}
	if w, known := t.ResultWord(); known {
		out.Result, out.Value.Name = w.Class, &record.Words{EN: w.EN, JA: w.JA}
	}
	out.Doubts = record.DoubtResult.When(out.Kind == "" || out.Result == "")
	return out
}
