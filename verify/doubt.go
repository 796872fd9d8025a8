package verify

import (
	"iter"

	"vaxcheck/decode"
)

// A doubt is why a record on a proven certificate cannot be understood: a date such as
// 05/06/2021, a product that no table has. A record in doubt counts for nothing; but
// where the policy would be met with it the answer is content_unclear, and not that
// nothing was shown.
type doubt uint8

// The doubts, which may come together.
const (
	doubtDate      doubt = 1 << iota // when it was
	doubtPerson                      // whose it is
	doubtStatus                      // whether it was given
	doubtProduct                     // what was given
	doubtNumber                      // which of how many doses it is
	doubtResult                      // what a test or recovery is about, or its result
	doubtStructure                   // something in it that may change its meaning
)

// doubtWords names each doubt as the details of content_unclear do, in the order in
// which they are told.
var doubtWords = [...]struct {
	doubt doubt
	word  string
}{
	{doubtDate, "date"}, {doubtPerson, "person"}, {doubtStatus, "status"}, {doubtProduct, "product"},
	{doubtNumber, "number"}, {doubtResult, "result"}, {doubtStructure, decode.UnclearStructure},
}

// doubtDetails returns the words of all doubts.
func doubtDetails() (details []string) {
	for _, w := range doubtWords {
		details = append(details, w.word)
	}
	return details
}

// has tells whether one of these doubts is the given one.
func (d doubt) has(one doubt) bool { return d&one != 0 }

// words returns these doubts as details of content_unclear.
func (d doubt) words() (words []string) {
	for _, w := range doubtWords {
		if d.has(w.doubt) {
			words = append(words, w.word)
		}
	}
	return words
}

// each yields these doubts one by one, in the order in which they are told.
func (d doubt) each() iter.Seq[doubt] {
	return func(yield func(doubt) bool) {
		for _, w := range doubtWords {
			if d.has(w.doubt) && !yield(w.doubt) {
				return
			}
		}
	}
}

// when returns the doubt if it holds, and none otherwise.
func (d doubt) when(holds bool) doubt {
	if holds {
		return d
	}
	return 0
}

// doubts returns all doubts on the record together.
func (r *Record) doubts() doubt {
	all := doubtStructure.when(r.unread)
	for _, d := range r.Doses {
		all |= d.doubts
	}
	for _, t := range r.Tests {
		all |= t.doubts
	}
	for _, x := range r.Recoveries {
		all |= x.doubts
	}
	for _, e := range r.Exemptions {
		all |= e.doubts
	}
	for _, s := range r.Passes {
		all |= s.doubts
	}
	return all
}

// settle adds the doubts about dates, which are read alike whatever the format, and lets
// nothing count that is in doubt. Of records that do not count anyway nothing is asked.
func (r *Record) settle() {
	for i := range r.Doses {
		d := &r.Doses[i]
		d.doubts |= doubtDate.when((d.Counts || d.doubts != 0) && !Dated(d.Date))
		d.Counts = d.Counts && d.doubts&^doubtNumber == 0 // it is one dose, whatever its number
	}
	for i := range r.Tests {
		t := &r.Tests[i]
		t.doubts |= doubtDate.when((t.Final || t.doubts != 0) && !Dated(t.Date))
	}
	for i := range r.Recoveries {
		x := &r.Recoveries[i]
		x.doubts |= doubtDate.when((x.Counts || x.doubts != 0) && !x.dated())
		x.Counts = x.Counts && x.doubts == 0
	}
}

// dated tells whether all dates that a recovery gives are understood. It needs the first.
func (x Recovery) dated() bool {
	return Dated(x.FirstPositive) && (x.ValidFrom == "" || Dated(x.ValidFrom)) && (x.ValidUntil == "" || Dated(x.ValidUntil))
}
