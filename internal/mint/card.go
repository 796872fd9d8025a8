package mint

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Card is a SMART Health Card before it is signed: the texts of the JWS header
// and of the payload, exactly as they will be signed.
type Card struct {
	Header, Payload string
}

// EditHeader returns the card with from replaced by to wherever it stands in
// the header. It panics if it stands nowhere, so that no test of a hostile card
// quietly tests a good one.
func (c Card) EditHeader(from, to string) Card {
	c.Header = edit(c.Header, from, to)
	return c
}

// EditPayload does the same in the payload.
func (c Card) EditPayload(from, to string) Card {
	c.Payload = edit(c.Payload, from, to)
	return c
}

func edit(text, from, to string) string {
	if !strings.Contains(text, from) {
		panic(fmt.Sprintf("mint: %q is not in the text to be edited", from))
	}
	return strings.ReplaceAll(text, from, to)
}

// Person is an invented person and what a card says about them. Every field
// may stay empty; what is empty is not written, unless a default is named.
type Person struct {
	Names     []Name
	BirthDate string // YYYY, YYYY-MM or YYYY-MM-DD

	Doses     []Dose
	Tests     []Test
	Exemption *Exemption
	Extra     []string // JSON texts of further resources, copied as they stand

	// Others are further patients of the same card, with doses and tests of
	// their own. What they say of the card (below) is not read.
	Others []Person

	NotBefore string   // number text of "nbf"; default 1650000000, for Japan with .123456
	Expires   string   // number text of "exp"
	RID       string   // revocation id
	Types     []string // instead of the types that follow from the content
}

// Name is a FHIR HumanName. US leaves Use out.
type Name struct {
	Use, Family, Text     string
	Given, Prefix, Suffix []string
}

// Coding is a FHIR Coding.
type Coding struct {
	System, Version, Code string
}

// Dose is a FHIR Immunization.
type Dose struct {
	Date      string   // occurrenceDateTime
	DateText  string   // occurrenceString
	Status    string   // default "completed"
	Code      string   // CVX
	Codings   []Coding // after or instead of Code
	Lot       string
	Performer string // default for Japan "MHLW_Gov_of_JAPAN"
	Subpotent bool
}

// Test is a FHIR Observation of a laboratory.
type Test struct {
	Code       string // LOINC
	Date       string // effectiveDateTime
	Status     string // default "final"
	Result     Coding // default system SNOMED CT
	ResultText string // valueString
	Performer  string
}

// Exemption is a FHIR Condition that names a policy and no reason.
type Exemption struct {
	Policy, Version, Code string
	Recorded, Recorder    string
}

const (
	cvx    = "http://hl7.org/fhir/sid/cvx"
	loinc  = "http://loinc.org"
	snomed = "http://snomed.info/sct"

	cardType = "https://smarthealth.cards#"
)

// house is the style of one issuer's software.
type house struct {
	spelling
	uses      bool   // names carry their use
	assurance string // identity assurance level of doses and tests
	performer string // who gave a dose, if the person does not say
	notBefore string
}

// Japan returns a card spelled as those of Japan's Digital Agency: a space
// after each comma and colon, kanji escaped, names with their use, microseconds.
func Japan(i Issuer, p Person) Card {
	h := house{
		spelling:  spelling{comma: ", ", colon: ": ", ascii: true},
		uses:      true,
		performer: "MHLW_Gov_of_JAPAN",
		notBefore: "1650000000.123456",
	}
	return h.card(i, p, []string{"health-card", "immunization", "covid19"})
}

// US returns a card spelled as is usual in the United States: minified,
// names without use, doses and tests with an identity assurance level.
func US(i Issuer, p Person) Card {
	h := house{
		spelling:  spelling{comma: ",", colon: ":"},
		assurance: "IAL1.2",
		notBefore: "1650000000",
	}
	return h.card(i, p, types(p))
}

func types(p Person) []string {
	list := []string{"health-card"}
	if len(p.Doses) > 0 {
		list = append(list, "immunization", "covid19")
	}
	if len(p.Tests) > 0 {
		list = append(list, "laboratory")
	}
	if p.Exemption != nil {
		list = append(list, "exemption")
	}
	return list
}

func (h house) card(i Issuer, p Person, kinds []string) Card {
	for n := range kinds {
		kinds[n] = cardType + kinds[n]
	}
	if p.Types != nil {
		kinds = p.Types
	}
	bundle := obj("resourceType", "Bundle", "type", "collection", "entry", h.entries(nil, p))
	payload := obj(
		"iss", i.URL,
		"nbf", literal(cmp.Or(p.NotBefore, h.notBefore)),
		"exp", literal(p.Expires),
		"vc", obj(
			"type", texts(kinds),
			"credentialSubject", obj("fhirVersion", "4.0.1", "fhirBundle", bundle),
			"rid", p.RID,
		),
	)
	header := obj("zip", "DEF", "alg", "ES256", "kid", i.KID)
	return Card{Header: h.text(header), Payload: h.text(payload)}
}

// entries appends what a card says of p, and of the others with them. The
// fullUrl of an entry is its place in the bundle.
func (h house) entries(list array, p Person) array {
	add := func(resource any) {
		list = append(list, obj("fullUrl", resourceURL(len(list)), "resource", resource))
	}
	patient := obj("reference", resourceURL(len(list)))
	add(h.patient(p))
	for _, d := range p.Doses {
		add(h.dose(d, patient))
	}
	for _, t := range p.Tests {
		add(h.test(t, patient))
	}
	if p.Exemption != nil {
		add(p.Exemption.resource(patient))
	}
	for _, text := range p.Extra {
		add(literal(text))
	}
	for _, other := range p.Others {
		list = h.entries(list, other)
	}
	return list
}

func resourceURL(n int) string { return fmt.Sprintf("resource:%d", n) }

func (h house) patient(p Person) object {
	var names array
	for _, n := range p.Names {
		if !h.uses {
			n.Use = ""
		}
		names = append(names, obj(
			"use", n.Use, "text", n.Text, "family", n.Family, "given", texts(n.Given),
			"prefix", texts(n.Prefix), "suffix", texts(n.Suffix)))
	}
	return obj("resourceType", "Patient", "name", names, "birthDate", p.BirthDate)
}

func (h house) dose(d Dose, patient object) object {
	codings := d.Codings
	if d.Code != "" {
		codings = slices.Concat([]Coding{{System: cvx, Code: d.Code}}, codings)
	}
	var performer array
	if name := cmp.Or(d.Performer, h.performer); name != "" {
		performer = array{obj("actor", display(name))}
	}
	var subpotent literal
	if d.Subpotent {
		subpotent = "true"
	}
	return obj(
		"resourceType", "Immunization",
		"meta", h.meta(),
		"status", cmp.Or(d.Status, "completed"),
		"vaccineCode", concept(codings...),
		"patient", patient,
		"occurrenceDateTime", d.Date,
		"occurrenceString", d.DateText,
		"performer", performer,
		"lotNumber", d.Lot,
		"isSubpotent", subpotent,
	)
}

func (h house) test(t Test, patient object) object {
	var result object
	if t.Result.Code != "" {
		t.Result.System = cmp.Or(t.Result.System, snomed)
		result = concept(t.Result)
	}
	var performer array
	if t.Performer != "" {
		performer = array{display(t.Performer)}
	}
	return obj(
		"resourceType", "Observation",
		"meta", h.meta(),
		"status", cmp.Or(t.Status, "final"),
		"code", concept(Coding{System: loinc, Code: t.Code}),
		"subject", patient,
		"effectiveDateTime", t.Date,
		"performer", performer,
		"valueCodeableConcept", result,
		"valueString", t.ResultText,
	)
}

func (e Exemption) resource(patient object) object {
	var recorder object
	if e.Recorder != "" {
		recorder = display(e.Recorder)
	}
	return obj(
		"resourceType", "Condition",
		"category", array{concept(Coding{System: e.Policy, Version: e.Version, Code: e.Code})},
		"subject", patient,
		"recordedDate", e.Recorded,
		"recorder", recorder,
	)
}

func (h house) meta() object {
	if h.assurance == "" {
		return nil
	}
	level := obj("system", "https://smarthealth.cards/ial", "code", h.assurance)
	return obj("security", array{level})
}

func display(name string) object { return obj("display", name) }

func concept(codings ...Coding) object {
	var list array
	for _, c := range codings {
		list = append(list, obj("system", c.System, "version", c.Version, "code", c.Code))
	}
	return obj("coding", list)
}
