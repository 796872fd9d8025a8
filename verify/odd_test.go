package verify_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"vaxcheck/decode"
	"vaxcheck/internal/mint"
	"vaxcheck/verify"
	"vaxcheck/verify/rules"
)

// TestOddContent: what a listed issuer signed and nobody can understand is to check, and
// neither valid nor "not enough"; and what can be understood is taken for no more than it
// says. Each row is an edit of a card that is valid, and the details that come of it.
func TestOddContent(t *testing.T) {
	const ref, dose, date = `"patient":{"reference":"resource:0"}`, `"status":"completed"`,
		`"occurrenceDateTime":"2021-01-01"`
	to := func(reference string) [2]string { return [2]string{ref, `"patient":` + reference} }
	for name, tt := range map[string]struct {
		edit [2]string
		want string
	}{
		"a related person":    {to(`{"reference":"RelatedPerson/1"}`), "content_unclear person"},
		"a group":             {to(`{"reference":"https://fhir.example/Group/7"}`), "content_unclear person"},
		"something contained": {to(`{"reference":"#baby"}`), "content_unclear person"},
		"of another type": {to(`{"type":"RelatedPerson","reference":"urn:uuid:zzz"}`),
			"content_unclear person"},
		"two references": {to(`[{"reference":"resource:0"},{"reference":"resource:1"}]`),
			"content_unclear person"},
		"a number": {to(`{"reference":0}`), "content_unclear person"},
		"true":     {to(`true`), "content_unclear person"},
		"nowhere, an entry unread": {[2]string{`{"reference":"resource:0"}`,
			`{"reference":"resource:9"},"x":[null]`}, ""},
		"not given": {[2]string{dose, dose + `,"notGiven":true`}, "policy_not_met no_covid19_dose"},
		"was not given": {[2]string{dose, dose + `,"wasNotGiven":true`},
			"policy_not_met no_covid19_dose"},
		"given":                 {[2]string{dose, dose + `,"notGiven":false`}, ""},
		"not given, unreadable": {[2]string{dose, dose + `,"notGiven":"true"`}, "content_unclear structure"},
		"two dates": {[2]string{date, `"occurrenceDateTime":"2021-01-01 2027-01-29"`},
			"content_unclear date"},
		"a date and a word": {[2]string{date, `"occurrenceDateTime":"2021-01-01 cancelled"`},
			"content_unclear date"},
		"a date and a word behind T": {[2]string{date, `"occurrenceDateTime":"2021-01-01Tnot given"`},
			"content_unclear date"},
		"a date and a time": {[2]string{date, `"occurrenceDateTime":"2021-01-01 10:30"`}, ""},
		"a resource without type": {[2]string{`"resourceType":"Immunization"`, `"kind":"Immunization"`},
			"content_unclear structure"},
		"a type in a list": {[2]string{`"resourceType":"Immunization"`,
			`"resourceType":["Immunization"]`}, ""},
		"a type with white space": {[2]string{`"resourceType":"Immunization"`,
			`"resourceType":" Immunization"`}, ""},
		"a bundle in the bundle": {[2]string{`"resourceType":"Immunization"`,
			`"resourceType":"Bundle"`}, "content_unclear structure"},
		"a resource with others in it": {[2]string{`"resourceType":"Immunization"`,
			`"contained":[{}],"resourceType":"Basic"`}, "content_unclear structure"},
	} {
		t.Run(name, func(t *testing.T) {
			p := mint.Sample()
			p.Doses = p.Doses[:1]
			r := judge(t, mint.US(issuer, p).EditPayload(tt.edit[0], tt.edit[1]).JWS(issuer))
			if got := told(r); got != tt.want {
				t.Errorf("%s: %q, want %q", r.Verdict(), got, tt.want)
			}
		})
	}
}

// told are the first reason and its details at level C, "" for a valid card.
func told(r verify.Report) string {
	for _, reason := range r.View(verify.LevelC).Reasons {
		return strings.TrimSpace(string(reason.Code) + " " + strings.Join(reason.Details, " "))
	}
	return ""
}

// TestOddDCC: the same of EU certificates under policies of each kind.
func TestOddDCC(t *testing.T) {
	by := documentSigner("odd", mint.DSCOptions{})
	set := certificates(t, signerPEM(by))
	const recovered = "name = 'r'\ndisease = 'covid-19'\n[recovery]\naccept = true\nmax_age_days = 180"
	const tested = "name = 't'\ndisease = 'covid-19'\n[test]\naccept = true\nmax_age_hours = 72"
	at := time.Date(2022, 1, 11, 9, 0, 0, 0, time.UTC)
	vaccinated, test, recovery := mint.VaccinatedDCC("UT"), mint.TestedDCC("UT"), mint.RecoveredDCC("UT")
	for name, tt := range map[string]struct {
		card   mint.DCC
		edit   [2]string
		policy string
		want   string
	}{
		"as it is":            {vaccinated, [2]string{`"dn":2`, `"dn":2`}, "primary", ""},
		"number of a series":  {vaccinated, [2]string{`"dn":2`, `"dn":"2/2"`}, "primary", "content_unclear number"},
		"number, any will do": {vaccinated, [2]string{`"dn":2`, `"dn":"2/2"`}, "any", ""},
		"half a number":       {vaccinated, [2]string{`"dn":2`, `"dn":2.5`}, "primary", "content_unclear number"},
		"number as text":      {vaccinated, [2]string{`"dn":2`, `"dn":"2.0"`}, "primary", ""},
		"number in a list":    {vaccinated, [2]string{`"dn":2`, `"dn":[2]`}, "primary", ""},
		"series in words": {vaccinated, [2]string{`"sd":2`, `"sd":"3 doses"`}, "primary",
			"content_unclear number"},
		"series in a list": {vaccinated, [2]string{`"sd":2`, `"sd":[3]`}, "primary",
			"policy_not_met too_few_doses"},
		"no number": {vaccinated, [2]string{`"dn":2,`, ``}, "primary", "policy_not_met too_few_doses"},
		"disease in words": {vaccinated, [2]string{`"tg":"840539006"`, `"tg":"COVID-19"`}, "any",
			"content_unclear product"},
		"disease missing": {vaccinated, [2]string{`"tg":"840539006",`, ``}, "any", "content_unclear product"},
		"two days": {vaccinated, [2]string{`"2021-07-31"`, `["2021-07-31","2027-01-01"]`}, "any",
			"content_unclear date"},
		"two days in one": {vaccinated, [2]string{`"2021-07-31"`, `"2021-07-31 2027-01-01"`}, "any",
			"content_unclear date"},
		"a day in a list": {vaccinated, [2]string{`"2021-07-31"`, `["2021-07-31"]`}, "any", ""},
		"test as it is":   {test, [2]string{`"tr":"260415000"`, `"tr":"260415000"`}, tested, ""},
		"result in words": {test, [2]string{`"tr":"260415000"`, `"tr":"negative"`}, tested,
			"content_unclear result"},
		"result missing": {test, [2]string{`"tr":"260415000",`, ``}, tested, "content_unclear result"},
		"positive": {test, [2]string{`"tr":"260415000"`, `"tr":"260373001"`}, tested,
			"policy_not_met no_accepted_test"},
		"kind in words":     {test, [2]string{`"tt":"LP6464-4"`, `"tt":"PCR"`}, tested, "content_unclear result"},
		"recovery as it is": {recovery, [2]string{`"du"`, `"du"`}, recovered, ""},
		"end unreadable":    {recovery, [2]string{`"du":`, `"du":{"d":1},"x":`}, recovered, "content_unclear date"},
		"end in two": {recovery, [2]string{`"du":`, `"du":["2022-05-19","2021-12-31"],"x":`},
			recovered, "content_unclear date"},
		"recovery in words": {recovery, [2]string{`"tg":"840539006"`, `"tg":"covid"`}, recovered,
			"content_unclear result"},
		"recovery, of nothing": {recovery, [2]string{`"tg":"840539006",`, ``}, recovered, "content_unclear result"},
	} {
		t.Run(name, func(t *testing.T) {
			p, built := rules.Find(tt.policy)
			if !built {
				var err error
				if p, err = rules.Parse([]byte(tt.policy)); err != nil {
					t.Fatal(err)
				}
			}
			c := decode.Parse(decode.Code{Text: tt.card.Edit(tt.edit[0], tt.edit[1]).Sign(by, mint.DCCOptions{})})
			if got := told(verify.Check(c, set, p, verify.Instant{Time: at, Stated: true})); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

// TestOddResults: a test that says more than one thing is no result.
func TestOddResults(t *testing.T) {
	p, err := rules.Parse([]byte("name = 't'\ndisease = 'covid-19'\n[test]\naccept = true\nmax_age_hours = 72"))
	if err != nil {
		t.Fatal(err)
	}
	set, at := setOf(t, issuer), verify.Instant{Time: time.Date(2022, 1, 11, 0, 0, 0, 0, time.UTC), Stated: true}
	for edit, want := range map[[2]string]string{
		{`"status":"final"`, `"status":"final"`}:                         "",
		{`"status":"final"`, `"status":["final"]`}:                       "content_unclear status",
		{`"status":"final"`, `"status":"Preliminary"`}:                   "policy_not_met no_accepted_test",
		{`"status":"final"`, `"status":"final","valueBoolean":true`}:     "content_unclear structure",
		{`"status":"final"`, `"status":"final","component":{"x":1}`}:     "content_unclear structure",
		{`"status":"final"`, `"status":"final","component":"x"`}:         "content_unclear structure",
		{`"valueCodeableConcept":{`, `"valueString":"none found","y":{`}: "content_unclear result",
	} {
		c := decode.Parse(decode.Code{Text: mint.US(issuer, mint.Tested()).EditPayload(edit[0], edit[1]).JWS(issuer)})
		if got := told(verify.Check(c, set, p, at)); got != want {
			t.Errorf("%v: %q, want %q", edit, got, want)
		}
	}
	if !slices.Contains(verify.UnclearDetails(), "result") {
		t.Error("the details are not told")
	}
}
