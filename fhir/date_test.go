package fhir

import (
	"strings"
	"testing"
	"time"
)

func TestParseDate(t *testing.T) {
	tests := map[string]Date{
		"1985":                             {1985, 0, 0},
		"1985-04":                          {1985, 4, 0},
		"1985-04-01":                       {1985, 4, 1},
		"2020-02-29":                       {2020, 2, 29},
		"2000-02-29":                       {2000, 2, 29},
		"0001-01-01":                       {1, 1, 1},
		"9999-12-31":                       {9999, 12, 31},
		"2021-07-10T09:00:00Z":             {2021, 7, 10},
		"2021-07-10T23:59:60.123456+14:00": {2021, 7, 10},
		"2021-07-10T00:30:00-12:00":        {2021, 7, 10},
		"2021-07-10T00:30:00+09:59":        {2021, 7, 10},
		"2021-07-10T00:30:00-14:00":        {2021, 7, 10},
	}
	for text, want := range tests {
		if got, ok := ParseDate(text); !ok || got != want {
			t.Errorf("%s: %v %v", text, got, ok)
		}
	}
}

func TestParseDateRefuses(t *testing.T) {
	tests := []string{
		"", " ", "85", "19850401", "0000", "0000-01-01", "1985-", "1985-4", "1985-00", "1985-13",
		"1985-04-00", "1985-04-31",
		"2021-02-29", "1900-02-29", "2021-07-10-01", "+1985", "-1985", "1985-04-1", " 1985-04-01",
		"1985-04-01 ", "1985/04/01",
		"01-01-2021", "１９８５", "198٥", "2021-07T09:00:00Z", "2021T09:00:00Z", "2021-07-10T", "2021-07-10T09:00Z",
		"2021-07-10T09:00:00", "2021-07-10T24:00:00Z", "2021-07-10T09:60:00Z", "2021-07-10T09:00:61Z",
		"2021-07-10T09:00:00.Z",
		"2021-07-10T09:00:00z", "2021-07-10t09:00:00Z", "2021-07-10T09:00:00+14:01", "2021-07-10T09:00:00+09",
		"2021-07-10T09:00:00+0900",
		"2021-07-10T09:00:00+09:60", "2021-07-10T09:00:00ZZ", "2021-07-10T9:00:00Z ", "2021-07-10T+9:00:00Z",
		"99999-01-01",
	}
	for _, text := range tests {
		if got, ok := ParseDate(text); ok || got != (Date{}) {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func TestDateBounds(t *testing.T) {
	tests := []struct{ text, earliest, latest string }{
		{"1985", "1985-01-01", "1985-12-31"},
		{"2020-02", "2020-02-01", "2020-02-29"},
		{"2021-02", "2021-02-01", "2021-02-28"},
		{"2021-12", "2021-12-01", "2021-12-31"},
		{"2021-07-10", "2021-07-10", "2021-07-10"},
		{"2021-07-10T00:30:00+14:00", "2021-07-10", "2021-07-10"},
	}
	for _, tt := range tests {
		d, ok := ParseDate(tt.text)
		if !ok {
			t.Fatal(tt.text)
		}
		if got := d.Earliest().Format(time.RFC3339); got != tt.earliest+"T00:00:00Z" {
			t.Errorf("%s: earliest %s", tt.text, got)
		}
		if got := d.Latest().Format(time.RFC3339); got != tt.latest+"T00:00:00Z" {
			t.Errorf("%s: latest %s", tt.text, got)
		}
	}
}

func TestDateBefore(t *testing.T) {
	tests := []struct {
		a, b string
		want bool
	}{
		{"2021-04", "2021-05-01", true},
		{"2021-04", "2021-05", true},
		{"2021-04", "2021-04-30", false},
		{"2021-04-30", "2021-04", false},
		{"2020", "2021", true},
		{"2021", "2021-12-31", false},
		{"2021-04-01", "2021-04-01", false},
		{"2021-04-02", "2021-04-01", false},
	}
	for _, tt := range tests {
		a, _ := ParseDate(tt.a)
		b, _ := ParseDate(tt.b)
		if got := a.Before(b); got != tt.want {
			t.Errorf("%s before %s: %v", tt.a, tt.b, got)
		}
	}
}

// Whatever is read as a date begins with that very date.
func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"1985", "1985-04", "1985-04-01", "2020-02-29", "2021-07-10T09:00:00.5+09:00",
		"2021-02-30", "0000-00-00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, ok := ParseDate(s)
		if !ok {
			if d != (Date{}) {
				t.Errorf("%v without ok", d)
			}
			return
		}
		rest, found := strings.CutPrefix(s, d.String())
		if !found || (rest != "" && rest[0] != 'T') {
			t.Errorf("%q was read as %s", s, d)
		}
		if d.Latest().Before(d.Earliest()) || d.Before(d) || d.Earliest().Year() != d.Year ||
			d.Latest().Year() != d.Year {
			t.Errorf("%s reaches from %s to %s", d, d.Earliest(), d.Latest())
		}
	})
}
