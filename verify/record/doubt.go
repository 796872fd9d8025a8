package record

import (
	"iter"

	"vaxcheck/decode"
)

// A Doubt is why a record on a proven certificate cannot be understood: a date such as
// 05/06/2021, a product that no table has. A record in doubt counts for nothing; but
// where the policy would be met with it the answer is content_unclear, and not that
// nothing was shown.
type Doubt uint8

// The doubts, which may come together.
const (
	DoubtDate      Doubt = 1 << iota // when it was
	DoubtPerson                      // whose it is
	DoubtStatus                      // whether it was given
	DoubtProduct                     // what was given
	DoubtNumber                      // which of how many doses it is
	DoubtResult                      // what a test or recovery is about, or its result
	DoubtStructure                   // something in it that may change its meaning
)

// doubtWords names each doubt as the details of content_unclear do, in the order in
// which they are told.
var doubtWords = [...]struct {
	doubt Doubt
	word  string
}{
	{DoubtDate, "date"}, {DoubtPerson, "person"}, {DoubtStatus, "status"}, {DoubtProduct, "product"},
	{DoubtNumber, "number"}, {DoubtResult, "result"}, {DoubtStructure, decode.UnclearStructure},
}

// DoubtDetails returns the words of all doubts.
func DoubtDetails() (details []string) {
	for _, w := range doubtWords {
		details = append(details, w.word)
	}
	return details
}

// Has tells whether one of these doubts is the given one.
func (d Doubt) Has(one Doubt) bool { return d&one != 0 }

// Words returns these doubts as details of content_unclear.
func (d Doubt) Words() (words []string) {
	for _, w := range doubtWords {
		if d.Has(w.doubt) {
			words = append(words, w.word)
		}
	}
	return words
}

// Each yields these doubts one by one, in the order in which they are told.
func (d Doubt) Each() iter.Seq[Doubt] {
	return func(yield func(Doubt) bool) {
		for _, w := range doubtWords {
			if d.Has(w.doubt) && !yield(w.doubt) {
				return
			}
		}
	}
}

// When returns the doubt if it holds, and none otherwise.
func (d Doubt) When(holds bool) Doubt {
	if holds {
		return d
	}
	return 0
}

// AllDoubts returns all doubts on the record together.
func (r *Record) AllDoubts() Doubt {
	all := DoubtStructure.When(r.Unread)
	for _, d := range r.Doses {
		all |= d.Doubts
	}
	for _, t := range r.Tests {
		all |= t.Doubts
	}
	for _, x := range r.Recoveries {
		all |= x.Doubts
	}
	for _, e := range r.Exemptions {
		all |= e.Doubts
	}
	for _, s := range r.Passes {
		all |= s.Doubts
	}
	return all
}

// Settle adds the doubts about dates, which are read alike whatever the format, and lets
// nothing count that is in doubt. Of records that do not count anyway nothing is asked.
func (r *Record) Settle() {
	for i := range r.Doses {
		d := &r.Doses[i]
		d.Doubts |= DoubtDate.When((d.Counts || d.Doubts != 0) && !Dated(d.Date))
		d.Counts = d.Counts && d.Doubts&^DoubtNumber == 0 // it is one dose, whatever its number
	}
	for i := range r.Tests {
		t := &r.Tests[i]
		t.Doubts |= DoubtDate.When((t.Final || t.Doubts != 0) && !Dated(t.Date))
	}
	for i := range r.Recoveries {
		x := &r.Recoveries[i]
		x.Doubts |= DoubtDate.When((x.Counts || x.Doubts != 0) && !x.dated())
		x.Counts = x.Counts && x.Doubts == 0
	}
}

// dated tells whether all dates that a recovery gives are understood. It needs the first.
func (x Recovery) dated() bool {
	return Dated(x.FirstPositive) && (x.ValidFrom == "" || Dated(x.ValidFrom)) &&
		(x.ValidUntil == "" || Dated(x.ValidUntil))
}
