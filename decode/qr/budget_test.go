package qr

import (
	"math"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vaxcheck/decode/qr/symbol/symboltest"
)

// TestWorkIsCounted: what is found, why not, and after how much work is the same each
// time, also for many who read at once.
func TestWorkIsCounted(t *testing.T) {
	b, _ := symboltest.Dense(t, 8, 2)
	for name, g := range map[string]*Gray{
		"read": render(b, shot{module: 4}), "bent": render(b, shot{module: 5, bend: 0.08, waves: 0.7}),
		"hopeless": render(b, shot{module: 2, noise: 150}),
	} {
		for _, o := range []Options{{}, {Work: 300_000}, {Work: 3_000_000}} {
			want := Read(g, o)
			ended := o.Work > 0 && want.Work >= o.Work
			if want.Work == 0 || ended && want.Why != WhyTimeUp && len(want.Symbols) == 0 || !ended && want.Why == WhyTimeUp {
				t.Errorf("%s, %+v: %d looks, %q, %d symbols", name, o, want.Work, want.Why, len(want.Symbols))
			}
			var all sync.WaitGroup
			for range 4 {
				all.Go(func() {
					if got := Read(g, o); !cmp.Equal(got, want) {
						t.Errorf("%s, %+v: %s", name, o, cmp.Diff(want, got))
					}
				})
			}
			all.Wait()
		}
	}
}

// TestWorkEnds: a search that its bound has ended has one reason, and what it had made
// out is told apart; one look more would do.
func TestWorkEnds(t *testing.T) {
	b, _ := symboltest.Dense(t, 18, 2)
	g := render(b, shot{module: 6, bend: 0.1, waves: 0.8})
	whole := Read(g, Options{Work: math.MaxInt64})
	if len(whole.Symbols) != 1 {
		t.Fatalf("%q", whole.Why)
	}
	cut := Read(g, Options{Work: whole.Work / 2})
	if cut.Why != WhyTimeUp || cut.ModulePixels != 0 || cut.Seen == "" || cut.Seen == WhyTimeUp || len(cut.Symbols) > 0 {
		t.Errorf("cut short: %+v", cut)
	}
	if again := Read(g, Options{Work: whole.Work + 1}); !cmp.Equal(again, whole) {
		t.Errorf("with just the work it takes: %s", cmp.Diff(whole, again))
	}
	ended := Read(g, Options{Deadline: func() bool { return true }})
	if ended.Why != WhyTimeUp || len(ended.Symbols) > 0 {
		t.Errorf("by the clock: %+v", ended)
	}
}
