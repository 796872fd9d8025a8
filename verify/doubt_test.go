package verify

import "testing"

// TestSettle: what counts for nothing in itself is not asked for a date, and what is in
// doubt already gets that doubt as well.
func TestSettle(t *testing.T) {
	for name, tt := range map[string]struct {
		counts bool
		doubts doubt
		date   string
		want   doubt
		still  bool // counts afterwards
	}{
		"counts":                   {true, 0, "2021-07-10", 0, true},
		"counts, undated":          {true, 0, "spring", doubtDate, false},
		"does not count, undated":  {false, 0, "spring", 0, false},
		"in doubt, undated":        {false, doubtPerson, "", doubtPerson | doubtDate, false},
		"in doubt, dated":          {false, doubtPerson, "2021", doubtPerson, false},
		"counts, though in doubt":  {true, doubtResult, "2021-07-10", doubtResult, false},
		"counts, number in doubt":  {true, doubtNumber, "2021-07-10", doubtNumber, true},
		"number and date in doubt": {true, doubtNumber, "", doubtNumber | doubtDate, false},
	} {
		r := Record{
			Doses:      []Dose{{Counts: tt.counts, doubts: tt.doubts, Date: tt.date}},
			Tests:      []Test{{Final: tt.counts, doubts: tt.doubts, Date: tt.date}},
			Recoveries: []Recovery{{Counts: tt.counts, doubts: tt.doubts, FirstPositive: tt.date}},
		}
		r.settle()
		if got := r.Doses[0]; got.doubts != tt.want || got.Counts != tt.still {
			t.Errorf("%s: dose in doubt %v, counts %v", name, got.doubts.words(), got.Counts)
		}
		if got := r.Tests[0]; got.doubts != tt.want {
			t.Errorf("%s: test in doubt %v", name, got.doubts.words())
		}
		if got := r.Recoveries[0]; got.doubts != tt.want || got.Counts != (tt.counts && tt.want == 0) {
			t.Errorf("%s: recovery in doubt %v, counts %v", name, got.doubts.words(), got.Counts)
		}
	}
}
