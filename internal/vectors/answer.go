package vectors

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vaxcheck/verify"
)

// An Answer is what of a view in JSON a vector tells: of one certificate, at one level.
type Answer struct {
	Verdict string
	Reasons []struct {
		Code    string
		Details []string
	}
	Checks []struct{ ID, Outcome, Reason string }
}

// String is the verdict, or the verdict and the gravest reason, as in a vector's head.
func (a Answer) String() string {
	if len(a.Reasons) == 0 {
		return a.Verdict
	}
	return a.Verdict + "/" + a.Reasons[0].Code
}

// Expect holds the answers at a level against those that a vector must get. The word
// tells which way of asking led to them.
func (v Vector) Expect(t *testing.T, way string, level verify.Level, answers []Answer) {
	t.Helper()
	if level == verify.LevelA {
		v.expectGeneral(t, way, answers)
		return
	}
	var got, fails, details []string
	for _, a := range answers {
		got = append(got, a.String())
		for _, c := range a.Checks {
			holds := c.Outcome != "fail" && c.Outcome != "undecided"
			if !holds {
				fails = append(fails, c.ID)
			}
			if holds != (c.Reason == "") {
				t.Errorf("%s: %s is %s, reason %q", way, c.ID, c.Outcome, c.Reason)
			}
		}
		for _, reason := range a.Reasons {
			details = append(details, reason.Details...)
		}
	}
	if diff := cmp.Diff(v.Results, got); diff != "" {
		t.Errorf("%s: %s", way, diff)
		return
	}
	if len(v.Results) == 1 && !slices.Equal(v.Fails, fails) {
		t.Errorf("%s: checks that do not hold: %v, want %v", way, fails, v.Fails)
	}
	if level == verify.LevelC && len(v.Details) > 0 && !slices.Equal(v.Details, details) {
		t.Errorf("%s: details %v, want %v", way, details, v.Details)
	}
}

// inGeneral are the reasons that level A tells in place of others.
var inGeneral = map[string]string{"signer_not_allowed": "signature_invalid",
	"signer_not_certified": "signature_invalid",
	"country_mismatch":     "signature_invalid"}

// expectGeneral holds level A against the vector: its results, in general words, and
// no more checks than reasons. How a check is told follows from the reason alone,
// whatever the format. A certificate that is invalid has one reason, but for a clock
// that is wrong.
func (v Vector) expectGeneral(t *testing.T, way string, answers []Answer) {
	t.Helper()
	var want, got []string
	for _, result := range v.Results {
		verdict, reason, _ := strings.Cut(result, "/")
		if general := inGeneral[reason]; general != "" {
			result = verdict + "/" + general
		}
		want = append(want, result)
	}
	for _, a := range answers {
		got = append(got, a.String())
		var told, reasons []string
		place := func(check int) int { return slices.Index(verify.CheckIDs(), verify.CheckID(a.Checks[check].ID)) }
		for i, c := range a.Checks {
			if i > 0 && place(i) < place(i-1) {
				t.Errorf("%s: %s comes late", way, c.ID)
			}
			told = append(told, c.Reason)
			checksTold.expect(t, c.Reason, c.ID+" "+c.Outcome)
		}
		for _, reason := range a.Reasons {
			reasons = append(reasons, reason.Code)
		}
		if slices.Sort(told); !slices.Equal(told, slices.Sorted(slices.Values(reasons))) {
			t.Errorf("%s: checks for %v, reasons %v", way, told, reasons)
		}
		if a.Verdict == "invalid" &&
			len(slices.DeleteFunc(reasons, func(r string) bool { return r == "clock_doubtful" })) > 1 {
			t.Errorf("%s: several reasons: %v", way, reasons)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s: %s", way, diff)
	}
}

// toldChecks are the checks that level A has told, by reason.
type toldChecks map[string]string

var checksTold = toldChecks{}

func (all toldChecks) expect(t *testing.T, reason, check string) {
	t.Helper()
	if before, told := all[reason]; told && before != check {
		t.Errorf("%s is told with %s, and elsewhere with %s", reason, check, before)
	}
	all[reason] = check
}
