package verify

import (
	"slices"
	"strings"

	"vaxcheck/dcc"
	"vaxcheck/fhir"
	"vaxcheck/icao"
	"vaxcheck/internal/strictjson"
	"vaxcheck/verify/record"
)

// dccRecord maps the content of an EU DCC, the object with ver, nam, dob and v, t
// or r, into the record. The error is one of package dcc.
func dccRecord(certificate strictjson.Value) (record.Record, error) {
	c, err := dcc.Read(certificate)
	if err != nil {
		return record.Record{}, err
	}
	r := record.Record{Subjects: []record.Subject{{Names: dccNames(c.Name), BirthDate: c.BirthDate}}}
	for _, v := range c.Vaccinations {
		r.Doses = append(r.Doses, dccDose(v))
	}
	for _, t := range c.Tests {
		r.Tests = append(r.Tests, dccTest(t))
	}
	for _, x := range c.Recoveries {
		r.Recoveries = append(r.Recoveries, dccRecovery(x))
	}
	return r, nil
}

// dccNames returns the forms of a name that are given: as it is written, and in the
// letters of a passport.
func dccNames(n dcc.Name) []record.Name {
	var names []record.Name
	add := func(use, family, given string) {
		if family+given == "" {
			return
		}
		name := record.Name{Use: use, Family: family}
		if given != "" {
			name.Given = []string{given}
		}
		names = append(names, name)
	}
	add("", n.Family, n.Given)
	add("transliterated", icao.Plain(n.FamilyTransliterated), icao.Plain(n.GivenTransliterated))
	return names
}

// dccStated returns who states an entry, and under which number.
func dccStated(e dcc.Entry) record.Stated {
	return record.Stated{Issuer: e.Issuer, CertificateID: e.ID}
}

// dccDose maps a vaccination. A DCC states none that was not given; whether one
// counts depends on the disease that it is said to be against, as long as nothing
// in its codes speaks of another. Some states write the brand where its code is
// due, and some leave the product out.
func dccDose(v dcc.Vaccination) record.Dose {
	product, kind := vaccineOf(fhir.CodingEUProduct(v.Product)), vaccineOf(fhir.CodingEUKind(v.Kind))
	if brand, branded := fhir.LookupBrand(v.Product); branded && product.Name == nil {
		product.Name, product.Product = &record.Words{EN: brand.EN, JA: brand.JA}, brand
	}
	out := record.Dose{
		Stated: dccStated(v.Entry), Date: v.Date, Status: "completed", Number: max(v.Number, 0),
		Series:  max(v.Series, 0),
		Vaccine: product.Coded, Kind: kind.Coded, Codes: []record.Coded{product.Coded, kind.Coded},
		Product: product.Slug,
		Disease: dccDisease(v.Entry), Maker: v.Maker, Country: icao.ThreeLetters(v.Country),
	}
	if v.Product == "" {
		out.Vaccine, out.Kind = kind.Coded, record.Coded{}
	}
	if w, ok := v.MakerWord(); ok {
		out.MakerName = &record.Words{EN: w.EN, JA: w.JA}
	}
	switch fits := product.fits(out.Disease) && kind.fits(out.Disease); {
	case out.Disease == "" && isSNOMED(v.Disease) && !product.Against(record.COVID19) && !kind.Against(record.COVID19):
		return out // against something else
	case out.Disease == "", !fits, v.Misses("tg"):
		out.Doubts = record.DoubtProduct
	}
	out.Doubts |= record.DoubtDate.When(v.Misses("dt"))
	if v.Misses("dn", "sd") {
		out.Doubts, out.Number, out.Series = out.Doubts|record.DoubtNumber, 0, 0
	}
	out.Counts = out.Doubts&^record.DoubtNumber == 0
	return out
}

// isSNOMED tells whether a code has the form of those of SNOMED CT. One that is not known
// is of something else; words may be of anything.
func isSNOMED(code string) bool {
	return len(code) >= 6 && strings.Trim(code, "0123456789") == ""
}

// codedProduct is a code of a vaccine together with what it stands for, the zero
// Product if it is not known.
type codedProduct struct {
	record.Coded
	fhir.Product
}

func vaccineOf(c fhir.Coding) codedProduct {
	out := codedProduct{Coded: record.Coded{System: systemName(c.System), Code: c.Code}}
	if p, known := fhir.LookupVaccine(c); known {
		out.Product, out.Name, out.Known = p, &record.Words{EN: p.EN, JA: p.JA}, p.System+":"+p.Code
	}
	return out
}

// fits tells whether a code may be that of a vaccine against the disease: it is one, or
// nobody knows it.
func (c codedProduct) fits(disease string) bool { return c.Name == nil || c.Against(disease) }

// dccWord gives a code the name of a value set, if it has one.
func dccWord(system, code string, w dcc.Word, known bool) record.Coded {
	coded := record.Coded{System: system, Code: code}
	if known {
		coded.Name = &record.Words{EN: w.EN, JA: w.JA}
	}
	return coded
}

// dccDisease names the disease that an entry is about, "" if it is not known.
func dccDisease(e dcc.Entry) string {
	w, _ := dcc.DiseaseWord(e.Disease)
	return w.Class
}

// dccTest maps a test. Issuers state results that are final.
func dccTest(t dcc.Test) record.Test {
	kind, kindKnown := t.KindWord()
	result, resultKnown := t.ResultWord()
	out := record.Test{
		Stated: dccStated(t.Entry), Date: t.Sampled, Status: "final", Final: true, Disease: dccDisease(t.Entry),
		Test: dccWord("loinc", t.Kind, kind, kindKnown), Kind: kind.Class,
		Value: dccWord("snomed-ct", t.Result, result, resultKnown), Result: result.Class,
		Performer: t.Centre, Country: icao.ThreeLetters(t.Country), Product: t.Name, Device: t.Device,
	}
	other := out.Disease == "" && isSNOMED(t.Disease)
	out.Doubts = record.DoubtResult.When(!other &&
		(out.Kind == "" || out.Result == "" || out.Disease == "")) | record.DoubtDate.When(t.Misses("sc"))
	return out
}

// dccRecovery maps a recovery, which counts if its disease is known.
func dccRecovery(r dcc.Recovery) record.Recovery {
	w, known := dcc.DiseaseWord(r.Disease)
	doubts := record.DoubtResult.When(!known &&
		!isSNOMED(r.Disease)) | record.DoubtDate.When(r.Misses("fr", "df", "du"))
	return record.Recovery{
		Stated: dccStated(r.Entry), Condition: dccWord("snomed-ct", r.Disease, w, known), Disease: w.Class,
		FirstPositive: r.FirstPositive, ValidFrom: r.ValidFrom, ValidUntil: r.ValidUntil,
		Country: icao.ThreeLetters(r.Country), Counts: known, Doubts: doubts,
	}
}

// dccNotes lists where the content of an EU DCC departs from its schema and value
// sets.
func dccNotes(certificate strictjson.Value) []Note {
	c, err := dcc.Read(certificate)
	if err != nil {
		return nil
	}
	out := notesFrom(c.Notes)
	for _, v := range c.Vaccinations {
		out = unknownVaccine(out, fhir.CodingEUProduct(v.Product), "v.mp")
		out = unknownVaccine(out, fhir.CodingEUKind(v.Kind), "v.vp")
	}
	return out
}

// unknownVaccine adds a note, once, on a code that is given and not known.
func unknownVaccine(notes []Note, c fhir.Coding, path string) []Note {
	n := Note{Code: dcc.NoteUnknownCode.Code, Detail: dcc.NoteUnknownCode.Detail, Path: path}
	if _, known := fhir.LookupVaccine(c); known || c.Code == "" || slices.Contains(notes, n) {
		return notes
	}
	return append(notes, n)
}
