package rules

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"vaxcheck/verify/record"
)

// TestSeriesByNumber: how far a certificate's own count shows its holder to have come.
func TestSeriesByNumber(t *testing.T) {
	none, primary, booster := seriesNone, seriesPrimary, seriesBooster
	for _, tt := range []struct {
		product        string
		number, series int
		want           series
	}{
		{"comirnaty", 1, 2, none}, {"comirnaty", 2, 2, primary}, {"comirnaty", 1, 1, primary},
		{"comirnaty", 2, 3, none},
		{"comirnaty", 3, 3, booster}, {"comirnaty", 4, 4, booster}, {"comirnaty", 2, 1, booster},
		{"comirnaty", 3, 2, booster},
		{"jcovden", 1, 1, primary}, {"jcovden", 2, 2, booster}, {"jcovden", 1, 2, none}, {"jcovden", 2, 1, booster},
		{"convidecia", 2, 2, booster}, {"sputnik-light", 2, 2, booster}, {"sputnik-v", 2, 2, primary},
		{"abdala", 3, 3, primary}, {"abdala", 4, 4, booster}, {"abdala", 4, 3, booster}, {"abdala", 2, 3, none},
		{"soberana-02", 3, 3, primary}, {"soberana-plus", 3, 3, primary}, {"zycov-d", 3, 3, primary},
		{"", 1, 1, primary}, {"", 2, 2, primary}, {"", 3, 3, booster}, {"", 1, 2, none},
		{"comirnaty", 0, 2, none}, {"comirnaty", 20, 20, booster}, {"comirnaty", 20, 0, booster},
		{"comirnaty", 21, 21, none}, {"comirnaty", 21, 0, none}, {"comirnaty", 99, 1, none},
		{"comirnaty", 1, 0, none}, {"comirnaty", 2, 0, primary}, {"comirnaty", 3, 0, booster},
		{"jcovden", 1, 0, primary},
	} {
		d := record.Dose{Product: tt.product, Number: tt.number, Series: tt.series}
		if got := seriesOf([]*record.Dose{&d}); got != tt.want {
			t.Errorf("%s, %d of %d: %s, want %s", tt.product, tt.number, tt.series, got, tt.want)
		}
	}
}

// TestSeriesByCount: doses that their card does not number are counted.
func TestSeriesByCount(t *testing.T) {
	for products, want := range map[string]series{
		"":                                      seriesNone,
		"comirnaty":                             seriesNone,
		"comirnaty spikevax":                    seriesPrimary,
		"comirnaty comirnaty x":                 seriesBooster,
		"jcovden":                               seriesPrimary,
		"jcovden comirnaty":                     seriesBooster,
		"comirnaty jcovden":                     seriesPrimary,
		"abdala abdala":                         seriesNone,
		"abdala abdala abdala":                  seriesPrimary,
		"comirnaty abdala":                      seriesNone,
		"soberana-02 soberana-02":               seriesNone,
		"soberana-02 soberana-02 soberana-plus": seriesPrimary,
		"abdala abdala abdala comirnaty":        seriesBooster,
	} {
		var doses []*record.Dose
		for p := range strings.FieldsSeq(products) {
			doses = append(doses, &record.Dose{Product: p})
		}
		if got := seriesOf(doses); got != want {
			t.Errorf("%s: %s, want %s", products, got, want)
		}
	}
	if got := seriesOf([]*record.Dose{{Product: "comirnaty", Series: 2},
		{Product: "comirnaty", Series: 2}}); got != seriesPrimary {
		t.Errorf("two without a number, of two: %s", got)
	}
	if got := seriesOf([]*record.Dose{{Product: "jcovden", Number: 1}, {Product: "comirnaty"}}); got != seriesBooster {
		t.Errorf("a series of one, and another: %s", got)
	}
	two := record.Dose{Product: "comirnaty", Number: 1, Series: 2}
	if got := seriesOf([]*record.Dose{&two, {Product: "comirnaty", Number: 2, Series: 2}}); got != seriesPrimary {
		t.Errorf("both of two: %s", got)
	}
	if got := seriesOf([]*record.Dose{{Product: "jcovden", Mixed: true}}); got != seriesNone {
		t.Errorf("a product in doubt: %s", got)
	}
}

// TestSeriesPolicies: the policies of the program go by the certificate's own count.
func TestSeriesPolicies(t *testing.T) {
	at := time.Date(2022, 6, 1, 0, 0, 0, 0, time.UTC)
	for of, met := range map[[2]int]string{{1, 2}: "any", {2, 3}: "any", {1, 1}: "any primary",
		{2, 2}: "any primary", {3, 3}: "any primary booster", {2, 1}: "any primary booster"} {
		r := record.Record{Subjects: []record.Subject{{}},
			Doses: []record.Dose{{Date: "2021-07-20", Disease: record.COVID19, Product: "comirnaty",
				Number: of[0], Series: of[1], Counts: true}}}
		got := ""
		for _, p := range Builtin() {
			if p.Evaluate(r, at).Met {
				got += " " + p.Name
			}
		}
		if got != " "+met {
			t.Errorf("%s: meets%s, want %s", fmt.Sprint(of), got, met)
		}
	}
}
