package verify

import (
	"slices"
	"strings"
	"testing"

	"vaxcheck/decode"
	"vaxcheck/fhir"
	"vaxcheck/verify/record"
	"vaxcheck/verify/rules"
)

// TestFormerNames: names that a person had before are marked.
func TestFormerNames(t *testing.T) {
	var got []bool
	for _, use := range []string{"", "official", "old", "maiden"} {
		got = append(got, subject(fhir.Patient{Names: []fhir.Name{{Use: use}}}).Names[0].Former)
	}
	if !slices.Equal(got, []bool{false, false, true, true}) {
		t.Error(got)
	}
}

// TestPersonDoubts: a record of nobody whom the card describes is in doubt.
func TestPersonDoubts(t *testing.T) {
	b := fhir.Bundle{Patients: []fhir.Patient{{}, {Uninterpreted: true}}}
	for patient, want := range map[int]record.Doubt{-1: record.DoubtPerson, 0: 0, 1: record.DoubtStructure,
		2: record.DoubtPerson} {
		if got := personDoubts(b, patient); got != want {
			t.Errorf("person %d: %v", patient, got.Words())
		}
	}
}

// TestIsVaccine: a vaccine of an unknown brand is one if it is known what it is against.
func TestIsVaccine(t *testing.T) {
	for want, products := range map[bool][]fhir.Product{
		true: {{Kind: "vaccine", Group: record.COVID19}, {Kind: "vaccine"},
			{Kind: "unspecified", Group: record.COVID19}},
		false: {{Kind: "unspecified"}, {Kind: "immune_globulin", Group: record.COVID19}, {Kind: "none"}, {}},
	} {
		for _, p := range products {
			if isVaccine(p) != want {
				t.Errorf("%+v: %v", p, !want)
			}
		}
	}
}

const snomed, loinc = "http://snomed.info/sct", "http://loinc.org"

// TestCodesOfTests: a code that is known stands for the test, whichever comes first, and
// codes that disagree leave it open.
func TestCodesOfTests(t *testing.T) {
	pcr, negative := fhir.Coding{System: loinc, Code: "94309-2"}, fhir.Coding{System: snomed, Code: "260415000"}
	positive, own, more := fhir.Coding{System: snomed, Code: "260373001"},
		fhir.Coding{System: "https://own.example", Code: "1"}, fhir.Coding{System: "https://own.example", Code: "2"}
	for name, tt := range map[string]struct {
		codes, values        []fhir.Coding
		test, value          string // the code shown
		kind, result, doubts string
	}{
		"known": {[]fhir.Coding{pcr}, []fhir.Coding{negative}, "94309-2", "260415000",
			"nucleic_acid", "negative", ""},
		"own first": {[]fhir.Coding{own, pcr}, []fhir.Coding{own, negative}, "94309-2", "260415000",
			"nucleic_acid", "negative", ""},
		"own last": {[]fhir.Coding{pcr, own}, []fhir.Coding{negative, own}, "94309-2", "260415000",
			"nucleic_acid", "negative", ""},
		"own alone": {[]fhir.Coding{own, more}, []fhir.Coding{own, more}, "1", "1", "", "", "result"},
		"results disagree": {[]fhir.Coding{pcr}, []fhir.Coding{negative, positive}, "94309-2", "260373001",
			"nucleic_acid", "", "result"},
		"nothing is stated": {nil, nil, "", "", "", "", "result"},
	} {
		got := test(fhir.Observation{Status: "final", Codes: tt.codes, Values: tt.values}, 0)
		if got.Test.Code != tt.test || got.Value.Code != tt.value || got.Kind != tt.kind || got.Result != tt.result {
			t.Errorf("%s: %+v", name, got)
		}
		if doubts := strings.Join(got.Doubts.Words(), " "); doubts != tt.doubts {
			t.Errorf("%s: in doubt: %s", name, doubts)
		}
	}
}

// TestQuantities: a measured value is shown as text, unless there is one.
func TestQuantities(t *testing.T) {
	q := &fhir.Quantity{Comparator: "<", Value: "0.8", Unit: "U/mL"}
	for _, tt := range []struct {
		o    fhir.Observation
		want string
	}{
		{fhir.Observation{Quantity: q}, "<0.8 U/mL"},
		{fhir.Observation{Quantity: q, ValueText: "none"}, "none"}, {fhir.Observation{}, ""},
	} {
		if got := test(tt.o, 0).ValueText; got != tt.want {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
}

// TestNormalName: the spellings of one name come together, be it in parts or as a text.
func TestNormalName(t *testing.T) {
	want := normalName(record.Name{Family: "O'Brien", Given: []string{"Zoë"}})
	for _, n := range []record.Name{
		{Text: "ZOE OBRIEN"}, {Text: "Zoë, O'BRIEN (2)"}, {Family: "OBRIEN<<ZOE"},
		{Family: "O’Brien", Given: []string{"Zoe\u0308"}, Text: "somebody else"},
	} {
		if got := normalName(n); got != want || got == "" {
			t.Errorf("%+v: %q, want %q", n, got, want)
		}
	}
	if a, b := normalName(record.Name{Text: "サトー"}), normalName(record.Name{Text: "サト"}); a == b || a != "サトー" {
		t.Errorf("a long vowel is lost: %q, %q", a, b)
	}
	for _, marked := range []string{"à", "a\u036f", "a'"} {
		if got := normalName(record.Name{Family: marked}); got != "A" {
			t.Errorf("%+q is %q", marked, got)
		}
	}
	if got := normalName(record.Name{Family: " ", Given: []string{"-"}}); got != "" {
		t.Errorf("nobody is %q", got)
	}
}

// TestGiven: a code that the card does not give is not there.
func TestGiven(t *testing.T) {
	if got := testView(record.Test{}, nil).Value; got != nil {
		t.Errorf("%+v", got)
	}
	if got := testView(record.Test{Value: record.Coded{Code: "1"}}, nil).Value; got == nil || got.Code != "1" {
		t.Errorf("%+v", got)
	}
}

// TestIsSNOMED: codes of SNOMED CT have six digits or more.
func TestIsSNOMED(t *testing.T) {
	for code, want := range map[string]bool{"840539006": true, "840539": true, "84053": false,
		"84053900A": false, "": false} {
		if got := isSNOMED(code); got != want {
			t.Errorf("%q: %v", code, got)
		}
	}
}

// TestContentOfRecoveries: they are shown where there are any, and nowhere else.
func TestContentOfRecoveries(t *testing.T) {
	first := "2022-01-01"
	r := newReport(rules.Policy{}, Instant{})
	r.results.at(CheckSignature).Outcome = Pass
	r.content = &record.Record{Subjects: make([]record.Subject, 2),
		Recoveries: []record.Recovery{{Subject: 1, FirstPositive: first, Counts: true,
			Stated: record.Stated{Issuer: "x"}}}}
	got := r.contentView().Recoveries
	if len(got) != 1 || *got[0].Subject != 1 || *got[0].FirstPositive != first || got[0].ValidFrom != nil ||
		!got[0].Counts || got[0].Issuer != "x" {
		t.Errorf("%+v", got)
	}
	if r.content.Recoveries = nil; r.contentView().Recoveries != nil {
		t.Error("there are none")
	}
}

// TestPeopleInContent: with one person no record names whose it is; with several each does.
func TestPeopleInContent(t *testing.T) {
	r := newReport(rules.Policy{}, Instant{})
	r.results.at(CheckSignature).Outcome = Pass
	for people := range 3 {
		r.content = &record.Record{Subjects: make([]record.Subject, people), Doses: []record.Dose{{Subject: 0}}}
		c := r.contentView()
		if (c.Subject != nil) != (people > 0) || len(c.Subjects) != people && people != 1 ||
			people == 1 && c.Subjects != nil || (c.Doses[0].Subject != nil) != (people != 1) {
			t.Errorf("%d people: %+v", people, c)
		}
	}
}

// TestWhere: a problem that cites a section of a specification is told with it, and any
// other with the check's own.
func TestWhere(t *testing.T) {
	p, _ := rules.Find("any")
	for _, cited := range []string{"", "RFC 0"} {
		c := decode.Parse(decode.Code{Problem: &decode.Problem{Stage: decode.StageDecode,
			Reason: decode.ReasonCodeDamaged, Spec: cited}})
		j := judge{c: c, Report: newReport(p, Instant{})}
		own := j.results.at(CheckDecode).Spec
		j.decoded()
		want := cited
		if cited == "" {
			want = own
		}
		if got := j.results.at(CheckDecode).Spec; got != want {
			t.Errorf("%q: %q", cited, got)
		}
	}
}
