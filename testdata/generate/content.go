package main

import (
	"slices"

	"vaxcheck/internal/mint"
)

const (
	insufficient = "insufficient/policy_not_met"
	unclear      = "review/content_unclear"
)

// Details of policy_not_met.
const (
	noDose      = "no_covid19_dose"
	tooFew      = "too_few_doses"
	tooRecent   = "too_recent"
	tooOldDose  = "too_old"
	notAccepted = "product_not_accepted"
)

// dosed is the American sample with other doses.
func dosed(list ...mint.Dose) mint.Person {
	p := mint.Sample()
	p.Doses = list
	return p
}

// dose is a dose of a product by its CVX code.
func dose(cvx, date string) mint.Dose { return mint.Dose{Code: cvx, Date: date, Lot: "ZZ0031"} }

// Details of content_unclear.
const (
	unclearDate      = "date"
	unclearPerson    = "person"
	unclearStatus    = "status"
	unclearProduct   = "product"
	unclearStructure = "structure"
)

// content is a vector of a genuine card that is valid, does not show what the policy
// asks for, or cannot be understood.
func content(name, comment, details string, body []byte) vector {
	v := vector{name: name, spec: specDose, comment: comment, expect: "valid", details: details, body: body}
	switch details {
	case "":
	case unclearDate, unclearPerson, unclearStatus, unclearProduct, unclearStructure:
		v.expect, v.fails = unclear, "policy"
	default:
		v.expect, v.fails = insufficient, "policy"
	}
	return v
}

// doses are cards with one record that may or may not count as a dose.
func doses() []vector {
	one := func(name, comment, details string, d mint.Dose) vector {
		return content("dose-"+name, comment, details, american(dosed(d)))
	}
	edited := func(name, comment, details, from, to string) vector {
		return content("dose-"+name, comment, details, with(from, to))
	}
	status := func(s string) mint.Dose { d := dose("207", "2021-01-01"); d.Status = s; return d }
	coded := func(list ...mint.Coding) mint.Dose { return mint.Dose{Codings: list, Date: "2021-01-01"} }
	subpotent := dose("207", "2021-01-01")
	subpotent.Subpotent = true
	const icd, cvx = "http://id.who.int/icd/release/11/mms", "http://hl7.org/fhir/sid/cvx"
	return []vector{
		one("status-capital", "Completed is completed, whatever its case.", "", status("Completed")),
		one("status-spaces", "White space around completed.", "", status(" completed\n")),
		one("status-not-done-capital", "Not-Done is not done, whatever its case.", noDose, status("Not-Done")),
		one("status-error", "Entered in error.", noDose, status("entered-in-error")),
		one("status-not-done", "Not done.", noDose, status("not-done")),
		one("status-unknown", "A status of the issuer's own.", unclearStatus, status("done, believe me")),
		one("none-given", "CVX 998: no vaccine was given.", noDose, dose("998", "2021-01-01")),
		one("unknown-product", "CVX 999: nobody knows what was given.", noDose, dose("999", "2021-01-01")),
		one("globulin", "An immune globulin is no vaccine.", noDose, dose("14", "2021-01-01")),
		one("influenza", "A vaccine against something else.", noDose, dose("141", "2021-01-01")),
		one("unlisted-code", "A code that no table has.", unclearProduct, dose("99999", "2021-01-01")),
		one("unlisted-system", "A known code in an unknown code system.", unclearProduct,
			coded(mint.Coding{System: "http://codes.example/vaccines", Code: "207"})),
		one("system-case", "A code system whose URL differs in case.",
			"", coded(mint.Coding{System: "http://hl7.org/fhir/sid/CVX", Code: "207"})),
		one("subpotent", "Less than a full dose.", noDose, subpotent),
		one("product-unspecified", "CVX 213: a vaccine against COVID-19, not said which.", "",
			dose("213", "2021-01-01")),
		one("leading-zero", "A CVX code with a zero before it.", "", dose("0207", "2021-01-01")),
		one("icd", "A code of ICD-11 alone.", "", coded(mint.Coding{System: icd, Code: "XM68M6"})),
		one("two-codes", "Two codes of one product.",
			"", coded(mint.Coding{System: icd, Code: "XM8NQ0"}, mint.Coding{System: cvx, Code: "208"})),
		one("known-after-unknown", "A known code behind one that is not.",
			"", coded(mint.Coding{System: "http://codes.example/vaccines", Code: "X"},
				mint.Coding{System: cvx, Code: "208"})),
		one("date-in-words", "A date in words, which may be any day.", unclearDate,
			mint.Dose{Code: "207", DateText: "in the spring of 2021"}),
		one("date-missing", "No date at all.", unclearDate, mint.Dose{Code: "207"}),
		one("date-year", "Only the year.", "", dose("207", "2021")),
		one("date-month", "Only year and month.", "", dose("207", "2021-03")),
		one("date-impossible", "The thirtieth of February.", unclearDate, dose("207", "2021-02-30")),
		one("date-month-17", "The seventeenth month.", unclearDate, dose("207", "2021-17-01")),
		one("date-day-first", "The day before the month, or the other way round.", unclearDate,
			dose("207", "01/02/2021")),
		one("date-slashes", "The year first, with other signs between.", "", dose("207", "2021/02/01")),
		one("date-digits", "The year first, without signs between.", "", dose("207", "20210201")),
		one("date-in-words-plain", "A date where dates in words belong.",
			"", mint.Dose{Code: "207", DateText: "2021-02-01"}),
		one("date-with-time", "A time of day and a zone.", "", dose("207", "2021-03-05T09:00:00+14:00")),
		edited("subpotent-text", "Whether the dose was full cannot be read.", unclearStructure, `"lotNumber"`,
			`"isSubpotent":"no","lotNumber"`),
		edited("modifier", "An extension that may turn the meaning around.", unclearStructure, `"lotNumber"`,
			`"modifierExtension":[{"url":"https://fhir.example/not","valueBoolean":true}],"lotNumber"`),
		edited("rules", "Rules that are not known.", unclearStructure, `"lotNumber"`,
			`"implicitRules":"https://fhir.example/rules","lotNumber"`),
		edited("code-as-text", "A product in words and without code.", unclearProduct,
			`"coding":[{"system":"`+cvx+`","code":"207"}]`, `"text":"Spikevax, two doses"`),
		edited("display", "Words beside a code do not count in its place.", noDose, `"code":"207"`,
			`"code":"998","display":"Spikevax"`),
		edited("code-number", "A code that is a number.", "", `"code":"207"`, `"code":207`),
		edited("coding-object", "An object where a list of codes belongs.", "",
			`"coding":[{"system":"`+cvx+`","code":"207"}]`, `"coding":{"system":"`+cvx+`","code":"207"}`),
		edited("status-true", "A status that is no text.", unclearStatus, `"status":"completed"`, `"status":true`),
		edited("status-missing", "No status.", unclearStatus, `"status":"completed",`, ``),
		edited("lot-number", "A lot that is a number.", "", `"lotNumber":"ZZ0021"`, `"lotNumber":21`),
		edited("performer-object", "A performer that is no list.", "",
			`"performer":[{"actor":{"display":"Example General Hospital"}}]`, `"performer":{"actor":[]}`),
		edited("date-number", "A date that is a number: the other dose still counts.", "",
			`"occurrenceDateTime":"2021-01-01"`, `"occurrenceDateTime":20210101`),
		edited("meta-text", "meta that is a text.", "",
			`"meta":{"security":[{"system":"https://smarthealth.cards/ial","code":"IAL1.2"}]}`, `"meta":"x"`),
	}
}

// people are cards of which it is not plain whose doses they show.
func people() []vector {
	alone := mint.Sample()
	unvaccinated := mint.Person{Names: []mint.Name{{Family: "Other", Given: []string{"Unvaccinated"}}},
		BirthDate: "2001-01-01"}
	alone.Others = []mint.Person{unvaccinated}
	family := mint.Sample()
	family.Others = []mint.Person{unvaccinated}
	nobody := mint.Sample()
	nobody.Names, nobody.BirthDate = nil, ""
	const reference = `"patient":{"reference":"resource:0"}`
	edited := func(name, comment, details, from, to string) vector {
		v := content("person-"+name, comment, details, with(from, to))
		v.spec = specBundle
		return v
	}
	return []vector{
		content("person-unvaccinated-too",
			"Two people, of whom one has no dose: nothing tells who is at the door.", noDose, american(alone)),
		content("person-nameless", "Neither name nor birth date.", "", american(nobody)),
		edited("reference-dangling", "Doses of somebody who is not on the card, which names one person.",
			"", reference, `"patient":{"reference":"resource:9"}`),
		edited("reference-outside", "Doses of somebody on a server, on a card that names one person.",
			"", reference, `"patient":{"reference":"Patient/1"}`),
		edited("reference-missing", "Doses of nobody, on a card that names one person.", "", reference+`,`, ``),
		edited("reference-text", "A reference that is a text.", "", reference, `"patient":"resource:0"`),
		edited("reference-typed", "The type before the reference.", "", reference,
			`"patient":{"reference":"Patient/resource:0"}`),
		content("person-reference-dangling-two",
			"Doses of somebody who is not on the card, which names two people.", unclearPerson,
			by(us(), mint.US(us(), family).EditPayload(reference, `"patient":{"reference":"resource:9"}`))),
		edited("family-list", "A family name in a list.", "", `"family":"Person"`, `"family":["Person"]`),
		edited("reference-to-dose", "A dose that is said to be of a dose.", unclearPerson, reference,
			`"patient":{"reference":"resource:1"}`),
		edited("reference-ambiguous",
			"Two entries with the address that doses refer to, of which one is a person.", "",
			`"fullUrl":"resource:1"`, `"fullUrl":"resource:0"`),
		edited("missing", "Doses, and no person.", unclearPerson, `"resourceType":"Patient"`,
			`"resourceType":"Practitioner"`),
		edited("name-text", "A name that is a text.", "",
			`"name":[{"family":"Person","given":["Sample","Q."]}]`, `"name":"Sample Person"`),
		edited("name-object", "A name that is no list.", "",
			`"name":[{"family":"Person","given":["Sample","Q."]}]`, `"name":{"family":"Person"}`),
		edited("given-text", "Given names that are no list.", "", `"given":["Sample","Q."]`, `"given":"Sample"`),
		edited("given-mixed", "Given names of every type.", "", `"given":["Sample","Q."]`,
			`"given":[null,1,true,{},[],"Sample"]`),
		edited("birth-date-number", "A birth date that is a number.", "", `"birthDate":"1970-01-20"`,
			`"birthDate":19700120`),
		edited("birth-date-partial", "A birth date without day.", "", `"birthDate":"1970-01-20"`,
			`"birthDate":"1970-01"`),
	}
}

// bundles are cards whose content cannot be read, or hardly.
func bundles() []vector {
	const places = `{"resourceType":"Location"}`
	crowded := func(extra int) mint.Person {
		p := mint.Sample()
		p.Extra = slices.Repeat([]string{places}, extra)
		return p
	}
	bad := func(name, comment string, body []byte) vector {
		return vector{name: "bundle-" + name, spec: specBundle, comment: comment, expect: unclear,
			fails: "payload", details: unclearStructure, body: body}
	}
	refused := func(name, comment string, body []byte) vector {
		return vector{name: "bundle-" + name, spec: specBundle, comment: comment, expect: malformedPayload,
			fails: "payload", body: body}
	}
	good := func(name, comment string, body []byte) vector {
		return vector{name: "bundle-" + name, spec: specBundle, comment: comment, expect: "valid", body: body}
	}
	return []vector{
		bad("other-resource", "A resource that is no bundle.",
			with(`"resourceType":"Bundle"`, `"resourceType":"Patient"`)),
		bad("no-entry", "No entries.", with(`"entry":[`, `"entries":[`)),
		bad("empty", "An empty list of entries.", with(`"entry":[`, `"entry":[],"entries":[`)),
		bad("entry-object", "Entries that are no list.", with(`"entry":[`, `"entry":{},"entries":[`)),
		good("entry-null", "An entry that is null beside those that are needed.", with(`"entry":[`, `"entry":[null,`)),
		good("resource-list", "A resource that is a list beside those that are needed.", with(`"entry":[`,
			`"entry":[{"resource":[]},`)),
		content("bundle-resource-missing", "An entry that may have been the dose that is asked for.", unclearStructure,
			by(us(), mint.US(us(), dosed()).EditPayload(`"entry":[`, `"entry":[{"fullUrl":"resource:7"},`))),
		refused("crowded", "More entries than are read.", american(crowded(998))),
		good("full", "As many entries as are read.", american(crowded(997))),
		good("type", "Another type of bundle.", with(`"type":"collection"`, `"type":"batch"`)),
		good("others", "Resources that are not interpreted.", american(crowded(2))),
		good("untyped", "A resource without type.", with(`"entry":[`, `"entry":[{"resource":{}},`)),
		good("big-number", "A number with more digits than anyone has.", with(`"type":"collection"`,
			`"type":"collection","total":1e400`)),
	}
}
