package cmd

import (
	"context"
	"errors"
	"iter"
	"slices"
	"testing"

	"vaxcheck/decode"
	"vaxcheck/verify"
)

// A fault of ours costs the answer of the input it happened on, and no other's:
// the others come, in their order, and the trouble names no content.
func TestFaultCostsOneAnswer(t *testing.T) {
	fine := func() (iter.Seq[decode.Code], error) { return these(decode.Code{Text: "https://example.org"}), nil }
	inputs := []input{
		{origin: origin{Name: "a"}, read: fine},
		{origin: origin{Name: "b"}, read: func() (iter.Seq[decode.Code], error) { panic("ZqYamada") }},
		{origin: origin{Name: "c"}, read: fine},
	}
	for _, workers := range []int{1, 3} {
		var names []string
		var bugs int
		var trouble error
		p := pipeline{
			workers: workers,
			judge: func(*decode.Credential) verify.Report {
				return verify.NotReadyReport(verify.ReasonTrustMissing, verify.Policy{}, verify.Instant{})
			},
			emit: func(a answer) error {
				names = append(names, a.origin.Name)
				if a.bug {
					bugs++
				}
				return nil
			},
			trouble: func(_ origin, err error) { trouble = err },
		}
		if err := p.run(context.Background(), slices.Values(inputs)); err != nil {
			t.Fatal(err)
		}
		bug := (*bugError)(nil)
		if !slices.Equal(names, []string{"a", "b", "c"}) || bugs != 1 || !errors.As(trouble, &bug) || bug.place == "" {
			t.Errorf("%d workers: answers %q, %d faults, %v", workers, names, bugs, trouble)
		}
		if trouble != nil && trouble.Error() == "ZqYamada" {
			t.Error("the panic's value is told")
		}
	}
}
