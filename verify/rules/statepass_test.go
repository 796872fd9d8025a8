package rules

import (
	"slices"
	"testing"
	"time"

	"vaxcheck/verify/record"
)

// TestStatePass: a pass that names no dose proves none, and is enough where the policy says
// so, for its own disease and person and if it was understood.
func TestStatePass(t *testing.T) {
	at := time.Date(2022, 3, 10, 8, 0, 0, 0, time.UTC)
	pass := record.StatePass{Disease: record.COVID19, Counts: true}
	for name, tt := range map[string]struct {
		rules string
		pass  record.StatePass
		want  []string
	}{
		"doses asked for":    {"min_doses = 1", pass, []string{detailNotStated}},
		"a series asked for": {"series = 'booster'", pass, []string{detailNotStated}},
		"accepted":           {"min_doses = 1\naccept_state_pass = true", pass, nil},
		"accepted alone":     {"accept_state_pass = true", pass, nil},
		"a test asked for":   {"[test]\naccept = true\nmax_age_hours = 72", pass, []string{detailNoTest}},
		"of another disease": {"min_doses = 1\naccept_state_pass = true",
			record.StatePass{Disease: "measles", Counts: true}, []string{"no_covid19_dose", detailNoPass}},
		"of no known disease": {"accept_state_pass = true", record.StatePass{Counts: true}, []string{detailNoPass}},
		"of somebody else": {"accept_state_pass = true",
			record.StatePass{Subject: 1, Disease: record.COVID19, Counts: true}, []string{detailNoPass}},
		"not understood": {"min_doses = 1\naccept_state_pass = true",
			record.StatePass{Disease: record.COVID19, Doubts: record.DoubtStructure},
			[]string{"no_covid19_dose", detailNoPass}},
	} {
		if got := outcome(t, tt.rules, record.Record{Passes: []record.StatePass{tt.pass}},
			at); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", name, got, tt.want)
		}
	}
	if got := outcome(t, "accept_state_pass = true", record.Record{}, at); !slices.Equal(got, []string{detailNoPass}) {
		t.Errorf("no pass: %v", got)
	}
	if got := outcome(t, "min_doses = 1",
		record.Record{Passes: []record.StatePass{pass},
			Doses: []record.Dose{counted("comirnaty", 1, "2021-12-01")}}, at); got != nil {
		t.Errorf("a dose beside the pass: %v", got)
	}
}

// TestStatePassInDoubt: one that is not understood leaves open what would hang on it, and
// nothing else.
func TestStatePassInDoubt(t *testing.T) {
	r := record.Record{Subjects: make([]record.Subject, 1),
		Passes: []record.StatePass{{Disease: record.COVID19, Doubts: record.DoubtStructure}}}
	for accept, want := range map[bool][]string{true: record.DoubtStructure.Words(), false: nil} {
		p := Policy{Name: "x", Disease: record.COVID19, MinDoses: 1, AcceptStatePass: accept}
		if e := p.Evaluate(r, time.Date(2022, 3, 10, 8, 0, 0, 0, time.UTC)); e.Met || !slices.Equal(e.Unclear, want) {
			t.Errorf("accepted %t: met %t, unclear %v", accept, e.Met, e.Unclear)
		}
	}
}
