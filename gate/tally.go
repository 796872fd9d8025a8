package gate

import (
	"maps"
	"slices"
	"time"

	"vaxcheck/verify"
)

// Tally counts the answers of a shift by verdict and hour, and knows nothing
// else of them. The zero Tally is empty.
type Tally struct{ counts map[tallyKey]int }

type tallyKey struct {
	hour    time.Time // its beginning, in the gate's own zone
	verdict verify.Verdict
}

// Count is how often a verdict was given in an hour.
type Count struct {
	Hour    time.Time
	Verdict verify.Verdict
	Number  int
}

func (t *Tally) count(v verify.Verdict, at time.Time) {
	if t.counts == nil {
		t.counts = map[tallyKey]int{}
	}
	t.counts[keyOf(v, at)]++
}

func keyOf(v verify.Verdict, at time.Time) tallyKey {
	y, m, d := at.Date()
	return tallyKey{time.Date(y, m, d, at.Hour(), 0, 0, 0, at.Location()), v}
}

// uncount takes back an answer that was counted.
func (t *Tally) uncount(v verify.Verdict, at time.Time) {
	key := keyOf(v, at)
	if t.counts[key]--; t.counts[key] <= 0 {
		delete(t.counts, key)
	}
}

func (t Tally) clone() Tally { return Tally{maps.Clone(t.counts)} }

// Of returns how often a verdict was given in the whole shift.
func (t Tally) Of(v verify.Verdict) (number int) {
	for key, n := range t.counts {
		if key.verdict == v {
			number += n
		}
	}
	return number
}

// Counts returns all counts, by hour and gravest verdict first.
func (t Tally) Counts() []Count {
	var all []Count
	for key, n := range t.counts {
		all = append(all, Count{Hour: key.hour, Verdict: key.verdict, Number: n})
	}
	order := verify.Verdicts()
	slices.SortFunc(all, func(a, b Count) int {
		if c := a.Hour.Compare(b.Hour); c != 0 {
			return c
		}
		return slices.Index(order, a.Verdict) - slices.Index(order, b.Verdict)
	})
	return all
}
