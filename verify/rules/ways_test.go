package rules

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vaxcheck/verify/record"
)

// counted is a dose of a product with the card's own number of it.
func counted(product string, number int, date string) record.Dose {
	return record.Dose{Date: date, Disease: record.COVID19, Product: product, Number: number, Counts: true}
}

// outcome holds a record of one person against rules and returns the details,
// nil if they are met.
func outcome(t *testing.T, rules string, r record.Record, at time.Time) []string {
	t.Helper()
	p, err := Parse([]byte("name = 'test'\ndisease = 'covid-19'\n" + rules))
	if err != nil {
		t.Fatal(err)
	}
	r.Subjects = make([]record.Subject, 1)
	e := p.Evaluate(r, at)
	if e.Met {
		return nil
	}
	return e.Details
}

func TestNumberedDoses(t *testing.T) {
	at := time.Date(2022, 3, 10, 8, 0, 0, 0, time.UTC)
	const single = "single_dose_products = ['jcovden']\n"
	tooFew, notAccepted := []string{detailTooFew}, []string{detailNotAccepted}
	uncounted := counted("comirnaty", 3, "2021-12-01")
	uncounted.Counts = false
	for name, tt := range map[string]struct {
		rules string
		doses []record.Dose
		want  []string
	}{
		"first of a series":  {"min_doses = 2", []record.Dose{counted("comirnaty", 1, "2021-12-01")}, tooFew},
		"second":             {"min_doses = 2", []record.Dose{counted("comirnaty", 2, "2021-12-01")}, nil},
		"second is no third": {"min_doses = 3", []record.Dose{counted("comirnaty", 2, "2021-12-01")}, tooFew},
		"two, the later numbered": {"min_doses = 3",
			[]record.Dose{counted("comirnaty", 0, "2021-06-01"), counted("comirnaty", 3, "2021-12-01")}, nil},
		"more doses than numbers": {"min_doses = 2",
			[]record.Dose{counted("comirnaty", 1, "2021-06-01"), counted("spikevax", 1, "2021-12-01")}, nil},
		"not counted": {"min_doses = 3",
			[]record.Dose{counted("comirnaty", 2, "2021-06-01"), uncounted}, tooFew},
		"from the future": {"min_doses = 2", []record.Dose{counted("comirnaty", 2, "2022-03-12")},
			[]string{"no_covid19_dose"}},
		"the highest":   {"min_doses = 20", []record.Dose{counted("comirnaty", 20, "2021-12-01")}, nil},
		"beyond belief": {"min_doses = 2", []record.Dose{counted("comirnaty", 21, "2021-12-01")}, tooFew},
		"negative":      {"min_doses = 2", []record.Dose{counted("comirnaty", -2, "2021-12-01")}, tooFew},
		"single dose, first": {single + "min_doses = 2",
			[]record.Dose{counted("jcovden", 1, "2021-12-01")}, nil},
		"single dose, no number": {single + "min_doses = 2",
			[]record.Dose{counted("jcovden", 0, "2021-12-01")}, nil},
		"single dose, second": {single + "min_doses = 2",
			[]record.Dose{counted("jcovden", 2, "2021-12-01")}, nil},
		"single dose as booster": {single + "min_doses = 3",
			[]record.Dose{counted("jcovden", 2, "2021-12-01")}, tooFew},
		"booster after one": {single + "min_doses = 3",
			[]record.Dose{counted("comirnaty", 2, "2021-12-01")}, tooFew},
		"booster with the first": {single + "min_doses = 3",
			[]record.Dose{counted("jcovden", 1, "2021-06-01"), counted("comirnaty", 2, "2021-12-01")}, nil},
		"single dose, third": {single + "min_doses = 4",
			[]record.Dose{counted("jcovden", 3, "2021-12-01")}, tooFew},
		"accepted": {"min_doses = 2\naccepted_products = ['comirnaty']",
			[]record.Dose{counted("comirnaty", 2, "2021-12-01")}, nil},
		"not accepted": {"min_doses = 2\naccepted_products = ['spikevax']",
			[]record.Dose{counted("comirnaty", 2, "2021-12-01")}, notAccepted},
		"number of one not accepted": {"min_doses = 2\naccepted_products = ['spikevax']",
			[]record.Dose{counted("spikevax", 1, "2021-06-01"), counted("comirnaty", 2, "2021-12-01")}, tooFew},
		"days since the dose shown": {"min_doses = 2\nmin_days_since_last_dose = 14",
			[]record.Dose{counted("comirnaty", 2, "2022-03-01")}, []string{detailTooRecent}},
		"days enough": {"min_doses = 2\nmin_days_since_last_dose = 9\nmax_days_since_last_dose = 9",
			[]record.Dose{counted("comirnaty", 2, "2022-03-01")}, nil},
		"days too many": {"min_doses = 2\nmax_days_since_last_dose = 8",
			[]record.Dose{counted("comirnaty", 2, "2022-03-01")}, []string{detailTooOld}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := outcome(t, tt.rules, record.Record{Doses: tt.doses}, at); !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestRecoveries(t *testing.T) {
	tokyo := time.FixedZone("", 9*3600)
	at := time.Date(2022, 3, 11, 8, 0, 0, 0, tokyo) // still 10 March in UTC
	const rules = "[recovery]\naccept = true\nmin_age_days = 11\nmax_age_days = 180\n"
	from := func(first, from, until string) record.Recovery {
		return record.Recovery{Disease: record.COVID19, FirstPositive: first, ValidFrom: from,
			ValidUntil: until, Counts: true}
	}
	other, unclear, anothers := from("2022-01-01", "", ""), from("2022-01-01", "", ""), from("2022-01-01", "", "")
	other.Disease, unclear.Counts, anothers.Subject = "measles", false, 1
	for name, tt := range map[string]struct {
		rules string
		r     record.Recovery
		met   bool
	}{
		"in time":               {rules, from("2022-01-01", "2022-01-12", "2022-06-30"), true},
		"no days given":         {rules, from("2022-01-01", "", ""), true},
		"day 11, local day":     {rules, from("2022-02-28", "", ""), true},
		"day 10":                {rules, from("2022-03-01", "", ""), false},
		"day 180":               {rules, from("2021-09-12", "", ""), true},
		"day 181":               {rules, from("2021-09-11", "", ""), false},
		"first day":             {rules, from("2022-01-01", "2022-03-11", ""), true},
		"before the first day":  {rules, from("2022-01-01", "2022-03-12", ""), false},
		"last day":              {rules, from("2022-01-01", "", "2022-03-11"), true},
		"after the last day":    {rules, from("2022-01-01", "", "2022-03-10"), false},
		"month, perhaps later":  {rules, from("2022-01-01", "2022-03", ""), false},
		"month, perhaps ended":  {rules, from("2022-01-01", "", "2022-03"), false},
		"month, surely in time": {rules, from("2022-01", "2022-02", "2022-04"), true},
		"year, perhaps too old": {rules, from("2021", "", ""), false},
		"no date":               {rules, from("", "", ""), false},
		"date in words":         {rules, from("spring", "", ""), false},
		"days in words":         {rules, from("2022-01-01", "spring", ""), false},
		"end in words":          {rules, from("2022-01-01", "", "autumn"), false},
		"another disease":       {rules, other, false},
		"not understood":        {rules, unclear, false},
		"another person's":      {rules, anothers, false},
		"not accepted":          {"min_doses = 1", from("2022-01-01", "", ""), false},
		"from the future":       {"[recovery]\naccept = true\nmax_age_days = 180", from("2022-03-12", "", ""), false},
		"of the day":            {"[recovery]\naccept = true\nmax_age_days = 180", from("2022-03-11", "", ""), true},
	} {
		t.Run(name, func(t *testing.T) {
			if got := outcome(t, tt.rules, record.Record{Recoveries: []record.Recovery{tt.r}},
				at); (got == nil) != tt.met {
				t.Errorf("details %v, want met %v", got, tt.met)
			}
		})
	}
	if got := outcome(t, rules, record.Record{}, at); !slices.Equal(got, []string{detailNoRecovery}) {
		t.Errorf("details %v", got)
	}
	p, _ := Parse([]byte("name = 'a'\ndisease = 'covid-19'\n" + rules))
	want := Result{Way: "recovery", Rule: "recovery", Met: true, Want: "11-180d"}
	if e := p.Evaluate(record.Record{Subjects: make([]record.Subject, 1),
		Recoveries: []record.Recovery{from("2022-01-01", "", "")}}, at); len(e.Rules) != 1 || e.Rules[0] != want {
		t.Errorf("%+v", e.Rules)
	}
}

// TestRules: the rules that are told are those of the policy, each under the way that it
// is part of.
func TestRules(t *testing.T) {
	at := time.Date(2022, 3, 10, 8, 0, 0, 0, time.UTC)
	r := record.Record{Subjects: make([]record.Subject, 1), Doses: []record.Dose{counted("comirnaty", 2, "2022-03-01")}}
	for rules, want := range map[string][]string{
		"min_doses = 1":      {"doses doses true 1 2"},
		"series = 'primary'": {"doses series true primary primary"},
		"min_doses = 1\nmin_days_since_last_dose = 3": {"doses doses true 1 2",
			"doses min_days_since_last_dose true 3 9"},
		"min_doses = 1\nmax_days_since_last_dose = 8": {"doses doses true 1 2",
			"doses max_days_since_last_dose false 8 9"},
		"min_doses = 1\naccepted_products = ['spikevax']": {"doses accepted_products false spikevax 0"},
		"[test]\naccept = true\nmax_age_hours = 72":       {"test test false 72h "},
		"exemption_policies = ['https://e.example/']":     {"exemption exemption false  "},
	} {
		p, err := Parse([]byte("name = 'test'\ndisease = 'covid-19'\n" + rules))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, x := range p.Evaluate(r, at).Rules {
			got = append(got, fmt.Sprint(x.Way, " ", x.Rule, " ", x.Met, " ", x.Want, " ", x.Have))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", rules, diff)
		}
	}
}

// TestHopedDays: a dose whose date is not understood meets the policy's days if any
// could, so that the answer is that it is not understood.
func TestHopedDays(t *testing.T) {
	at := time.Date(2022, 3, 10, 8, 0, 0, 0, time.UTC)
	d := counted("comirnaty", 1, "05/06/2021")
	r := record.Record{Subjects: make([]record.Subject, 1), Doses: []record.Dose{d}}
	r.Settle()
	p, err := Parse([]byte("name = 'test'\ndisease = 'covid-19'\nmin_doses = 1\nmin_days_since_last_dose = 14\nmax_days_since_last_dose = 15"))
	if err != nil {
		t.Fatal(err)
	}
	if e := p.Evaluate(r, at); e.Met || !slices.Equal(e.Unclear, []string{"date"}) {
		t.Errorf("met %v, unclear %v, details %v", e.Met, e.Unclear, e.Details)
	}
}

// TestDosesOfVagueDays: of doses that may be of one day the one counts of which the day is
// known best.
func TestDosesOfVagueDays(t *testing.T) {
	at := time.Date(2022, 3, 10, 8, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		dates []string
		most  int
	}{
		{[]string{"2021-05", "2021-05-20", "2021-05-25"}, 2}, {[]string{"2021-05-02", "2021-05-03", "2021-05"}, 2},
		{[]string{"2021", "2021-05-20", "2021-05"}, 1}, {[]string{"2021-04", "2021-05-20", "2021-06"}, 3},
	} {
		var r record.Record
		for _, date := range tt.dates {
			r.Doses = append(r.Doses, counted("comirnaty", 0, date))
		}
		for asked := 1; asked <= 3; asked++ {
			if met := outcome(t, fmt.Sprintf("min_doses = %d", asked), r, at) == nil; met != (asked <= tt.most) {
				t.Errorf("%v: %d doses: %v", tt.dates, asked, met)
			}
		}
	}
}
