package record

import "testing"

// TestSettle: what counts for nothing in itself is not asked for a date, and what is in
// doubt already gets that doubt as well.
func TestSettle(t *testing.T) {
	for name, tt := range map[string]struct {
		counts bool
		doubts Doubt
		date   string
		want   Doubt
		still  bool // counts afterwards
	}{
		"counts":                   {true, 0, "2021-07-10", 0, true},
		"counts, undated":          {true, 0, "spring", DoubtDate, false},
		"does not count, undated":  {false, 0, "spring", 0, false},
		"in doubt, undated":        {false, DoubtPerson, "", DoubtPerson | DoubtDate, false},
		"in doubt, dated":          {false, DoubtPerson, "2021", DoubtPerson, false},
		"counts, though in doubt":  {true, DoubtResult, "2021-07-10", DoubtResult, false},
		"counts, number in doubt":  {true, DoubtNumber, "2021-07-10", DoubtNumber, true},
		"number and date in doubt": {true, DoubtNumber, "", DoubtNumber | DoubtDate, false},
	} {
		r := Record{
			Doses:      []Dose{{Counts: tt.counts, Doubts: tt.doubts, Date: tt.date}},
			Tests:      []Test{{Final: tt.counts, Doubts: tt.doubts, Date: tt.date}},
			Recoveries: []Recovery{{Counts: tt.counts, Doubts: tt.doubts, FirstPositive: tt.date}},
		}
		r.Settle()
		if got := r.Doses[0]; got.Doubts != tt.want || got.Counts != tt.still {
			t.Errorf("%s: dose in doubt %v, counts %v", name, got.Doubts.Words(), got.Counts)
		}
		if got := r.Tests[0]; got.Doubts != tt.want {
			t.Errorf("%s: test in doubt %v", name, got.Doubts.Words())
		}
		if got := r.Recoveries[0]; got.Doubts != tt.want || got.Counts != (tt.counts && tt.want == 0) {
			t.Errorf("%s: recovery in doubt %v, counts %v", name, got.Doubts.Words(), got.Counts)
		}
	}
}
