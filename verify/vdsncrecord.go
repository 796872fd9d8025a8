package verify

import (
	"strings"

	"vaxcheck/decode"
	"vaxcheck/fhir"
	"vaxcheck/icao"
)

// readVDSNC maps the message of a VDS-NC into the record.
func readVDSNC(c *decode.Credential) (Record, *decode.Problem) {
	m, err := icao.Read(c.Payload)
	if err != nil {
		return Record{}, contentProblem(err, icao.ErrTooMany, specSeal)
	}
	r := Record{Subjects: []Subject{{Names: names(m.Person), BirthDate: m.Person.BirthDate, Document: m.Person.Document}}, Specimen: m.Specimen()}
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
func names(p icao.Person) []Name {
	if p.Whole() == "" {
		return nil
	}
	n := Name{Text: p.Name}
	if primary, secondary, ok := p.Parts(); ok {
		n.Family, n.Given = primary, strings.Fields(secondary)
	}
	return []Name{n}
}

// sealDose maps a vaccination. A VDS-NC states none that was not given, so that
// all are completed; whether one counts depends on its product alone. Issuers
// give the general code and the brand in words as often as a code of the
// product: both are read, and where they name two products, neither is relied on.
func sealDose(d icao.Dose) Dose {
	out := Dose{Date: d.Date, Status: "completed", TextOnly: d.Brand, Lot: d.Lot, Performer: d.Centre, Country: d.Country, Number: d.Number()}
	byCode, coded := fhir.LookupVaccine(fhir.CodingICD11(d.Code))
	byBrand, branded := fhir.LookupBrand(d.Brand)
	out.Vaccine = Coded{System: "icd-11", Code: d.Code}
	if coded {
		out.Vaccine.Name, out.Vaccine.known = &Words{EN: byCode.EN, JA: byCode.JA}, byCode.System+":"+byCode.Code
		out.Disease, out.Product = byCode.Group, byCode.Slug
	}
	switch {
	case !branded:
	case out.Product == "":
		out.Disease, out.Product = byBrand.Group, byBrand.Slug
	case out.Product != byBrand.Slug:
		out.Product, out.mixed = "", true
	}
	if icao.Covid(d.Disease) && out.Disease == "" {
		out.Disease = covid19 // a vaccine that the tables lack, against a disease they know
	}
	out.Codes = []Coded{out.Vaccine}
	contradicted := d.Disease != "" && out.Disease == covid19 && !icao.Covid(d.Disease)
	switch {
	case contradicted, coded && !isVaccine(byCode):
	case out.Disease == "" && d.Disease == "":
		out.doubts = doubtProduct
	default:
		out.Counts = out.Disease != ""
	}
	return out
}

// sealTest maps a test. The report defines it for COVID-19 alone and has no
// member for the disease.
func sealTest(t *icao.Test) Test {
	out := Test{Date: t.Sampled, Status: "final", Final: true, Disease: covid19, Performer: t.Provider, Country: t.Country,
		Test: Coded{System: "icao", Code: t.Kind}, Value: Coded{System: "icao", Code: t.Result}}
	if w, known := t.KindWord(); known {
		out.Kind, out.Test.Name = w.Class, &Words{EN: w.EN, JA: w.JA}
	}
	if w, known := t.ResultWord(); known {
		out.Result, out.Value.Name = w.Class, &Words{EN: w.EN, JA: w.JA}
	}
	out.doubts = doubtResult.when(out.Kind == "" || out.Result == "")
	return out
}
