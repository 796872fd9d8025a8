package fhir

import (
	"maps"
	"slices"
	"strings"
	"sync"
)

// Code systems, as cards write them. They are compared with case.
const (
	systemCVX          = "http://hl7.org/fhir/sid/cvx"
	systemCVXTemporary = "http://hl7.org/fhir/sid/cvx-TEMPORARY-CODE-SYSTEM"
	systemICD11        = "http://id.who.int/icd/release/11/mms"
	systemICD11Short   = "http://id.who.int/icd11/mms"
	systemSNOMED       = "http://snomed.info/sct"
	systemATC          = "http://www.whocc.no/atc"
	systemAIR          = "https://www.humanservices.gov.au/organisations/health-professionals/enablers/air-vaccine-code-formats"
	systemGTIN         = "https://www.gs1.org/gtin"
	systemLOINC        = "http://loinc.org"
	systemMVX          = "http://hl7.org/fhir/sid/mvx"
	systemEU           = "https://ec.europa.eu/health/documents/community-register/html/"
	systemEUTemporary  = "http://ec.europa.eu/temp/vaccineproductname"
)

// tableVersion names the state of the tables; each of them carries it in its
// first line. The date is that of the list of CVX codes behind them.
const tableVersion = "2025-09-03.3"

// TableVersion returns the version of the tables of vaccines, tests and results: the
// date of the CVX list they rest on and a number that grows with corrections.
func TableVersion() string { return tableVersion }

// Product is what a vaccine code stands for. It names products for people to
// read; where a code covers several products, it names the kind of vaccine.
type Product struct {
	System string // short name of the code system, as SystemName gives it
	Code   string // as the system prints it: CVX with two digits at least
	// Group is the disease the product is against, such as "covid-19",
	// "influenza" or "measles", several joined by "+" ("measles+rubella"), or ""
	// if it is unknown. Against asks for one of them.
	Group string
	// Slug is the product's family across codes and systems, such as "comirnaty"
	// for all of its strengths and formulas, or "" if the code does not name one.
	Slug   string
	Kind   string // "vaccine", "not_given", "immune_globulin_or_other" or "unspecified"
	EN, JA string // what to call it; never empty
	Maker  string // "" if unknown or several
}

// Against tells whether the product is against the disease, alone or among
// others: M/R is against "measles" and against "rubella".
func (p Product) Against(disease string) bool {
	for d := range strings.SplitSeq(p.Group, "+") {
		if d == disease && d != "" {
			return true
		}
	}
	return false
}

// Test is what a LOINC code for a laboratory test stands for.
type Test struct {
	System string // short name of the code system
	Code   string
	Kind   string // "nucleic_acid", "antigen", "antibody", "sequence", "culture" or "t_cell"
	Group  string // as in Product
	EN, JA string
}

// Result is what a coded test result stands for. An antibody test that is
// positive says nothing about an infection now: look at the Test as well.
type Result struct {
	System string // short name of the code system
	Code   string
	// Class is "positive", "presumptive_positive", "suspected", "negative",
	// "indeterminate", "invalid", "past_infection", "recent_infection" or
	// "finding". A finding names the organism found, which need not be the one a
	// reader has in mind.
	Class  string
	Slug   string // the result's own word, such as "detected" or "sars_cov_2"
	EN, JA string
}

// SystemName returns a short, stable name of a code system that cards use: cvx, icd-11,
// snomed-ct, atc, air (Australia), eu-mp (products of the EU), gtin, loinc, mvx; "" for
// any other. A system written in another case, with https for http, with a slash at its
// end or by its object identifier is that system.
func SystemName(uri string) string {
	if name := systemName(uri); name != "" {
		return name
	}
	return foldedSystems()[foldSystem(uri)]
}

// systemName returns the name of a code system by its URI as it is specified.
func systemName(uri string) string {
	switch uri {
	case systemCVX, systemCVXTemporary:
		return "cvx"
	case systemICD11, systemICD11Short:
		return "icd-11"
	case systemSNOMED:
		return "snomed-ct"
	case systemATC:
		return "atc"
	case systemAIR:
		return "air"
	case systemEU, systemEUTemporary:
		return "eu-mp"
	case systemGTIN:
		return "gtin"
	case systemLOINC:
		return "loinc"
	case systemMVX:
		return "mvx"
	}
	return ""
}

// foldedSystems has the code systems by what foldSystem makes of their URIs.
var foldedSystems = sync.OnceValue(func() map[string]string {
	folded := map[string]string{
		"urn:oid:2.16.840.1.113883.12.292": "cvx",
		"urn:oid:2.16.840.1.113883.12.227": "mvx",
		"urn:oid:2.16.840.1.113883.6.96":   "snomed-ct",
		"urn:oid:2.16.840.1.113883.6.1":    "loinc",
	}
	for _, uri := range []string{systemCVX, systemCVXTemporary, systemICD11, systemICD11Short, systemSNOMED, systemATC,
		systemAIR, systemEU, systemEUTemporary, systemGTIN, systemLOINC, systemMVX} {
		folded[foldSystem(uri)] = systemName(uri)
	}
	return folded
})

func foldSystem(uri string) string {
	uri = strings.TrimRight(strings.ToLower(strings.TrimSpace(uri)), "/")
	return strings.Replace(uri, "https://", "http://", 1)
}

// LookupVaccine finds what a vaccine code stands for. It is not ok for a code or
// a system the tables do not have, which says nothing against the card. CVX
// codes are found with and without leading zeros.
func LookupVaccine(c Coding) (Product, bool) {
	p, ok := knownVaccines()[canonical(c)]
	return p, ok
}

// LookupBrand finds the product that a brand name as people write it names, such
// as "COMIRNATY" or "AstraZeneca Vaxzevria", whatever the case. It is not ok if no
// word of the name is known, or if they name several products.
func LookupBrand(name string) (Product, bool) {
	var found Product
	for word := range strings.FieldsSeq(strings.ToLower(name)) {
		code, known := knownBrands()[word]
		if !known {
			continue
		}
		p, _ := LookupVaccine(code)
		if found.Slug != "" && found.Slug != p.Slug {
			return Product{}, false
		}
		found = p
	}
	return found, found.Slug != ""
}

// CodingICD11 makes a coding of an ICD-11 code.
func CodingICD11(code string) Coding { return Coding{System: systemICD11, Code: code} }

// CodingEUProduct makes a coding of a product as EU certificates name it (mp): by the
// number of its authorisation, or a word for one that the EU has not authorised.
func CodingEUProduct(code string) Coding { return Coding{System: systemEU, Code: code} }

// CodingEUKind makes a coding of a kind of vaccine as EU certificates name it (vp). The
// codes are of SNOMED CT, but for the one of the ATC that was used at first.
func CodingEUKind(code string) Coding {
	if strings.HasPrefix(code, "J07") {
		return Coding{System: systemATC, Code: code}
	}
	return Coding{System: systemSNOMED, Code: code}
}

// LookupTest finds what a LOINC code for a test stands for.
func LookupTest(c Coding) (Test, bool) {
	t, ok := knownTests()[canonical(c)]
	return t, ok
}

// TestKinds lists the kinds of tests that the tables know, in the order of the alphabet.
func TestKinds() []string {
	kinds := map[string]bool{}
	for _, t := range knownTests() {
		kinds[t.Kind] = true
	}
	return slices.Sorted(maps.Keys(kinds))
}

// ResultClasses lists what results can mean, in the order of the alphabet.
func ResultClasses() []string {
	classes := map[string]bool{}
	for _, r := range knownResults() {
		classes[r.Class] = true
	}
	return slices.Sorted(maps.Keys(classes))
}

// LookupResult finds what a coded test result stands for.
func LookupResult(c Coding) (Result, bool) {
	r, ok := knownResults()[canonical(c)]
	return r, ok
}

// canonical gives a coding the form the tables are keyed by: the system's short
// name, and CVX codes with two digits at least, since some lists write the first
// nine of them with a zero and some without.
func canonical(c Coding) Coding {
	c.System = SystemName(c.System)
	if c.System != "cvx" {
		return c
	}
	c.Code = strings.TrimLeft(c.Code, "0")
	if len(c.Code) == 1 {
		c.Code = "0" + c.Code
	}
	return c
}
