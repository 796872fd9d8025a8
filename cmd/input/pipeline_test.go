package input

import (
	"context"
	"errors"
	"iter"
	"slices"
	"testing"

	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/show"
	"vaxcheck/decode"
	"vaxcheck/verify"
	"vaxcheck/verify/rules"
)

// A fault of ours costs the answer of the input it happened on, and no other's:
// the others come, in their order, and the trouble names no content.
func TestFaultCostsOneAnswer(t *testing.T) {
	fine := func() (iter.Seq[decode.Code], error) { return these(decode.Code{Text: "https://example.org"}), nil }
	inputs := []Input{
		{origin: show.Origin{Name: "a"}, read: fine},
		{origin: show.Origin{Name: "b"}, read: func() (iter.Seq[decode.Code], error) { panic("ZqYamada") }},
		{origin: show.Origin{Name: "c"}, read: fine},
	}
	for _, workers := range []int{1, 3} {
		var names []string
		var bugs int
		var trouble error
		p := Pipeline{
			Workers: workers,
			Judge: func(*decode.Credential) verify.Report {
				return verify.NotReadyReport(verify.ReasonTrustMissing, rules.Policy{}, verify.Instant{})
			},
			Emit: func(a show.Answer) error {
				names = append(names, a.Origin.Name)
				if a.Bug {
					bugs++
				}
				return nil
			},
			Trouble: func(_ show.Origin, err error) { trouble = err },
		}
		if err := p.Run(context.Background(), slices.Values(inputs)); err != nil {
			t.Fatal(err)
		}
		bug := (*cli.BugError)(nil)
		if !slices.Equal(names, []string{"a", "b", "c"}) || bugs != 1 || !errors.As(trouble, &bug) || bug.Place == "" {
			t.Errorf("%d workers: answers %q, %d faults, %v", workers, names, bugs, trouble)
		}
		if trouble != nil && trouble.Error() == "ZqYamada" {
			t.Error("the panic's value is told")
		}
	}
}
