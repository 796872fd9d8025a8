package verify

import (
	"testing"
	"time"
)

func TestParseDate(t *testing.T) {
	for text, want := range map[string]string{
		"2021-07-10": "2021-07-10", "2021-07": "2021-07", "2021": "2021", "2021-07-XX": "2021-07", "2021-XX-XX": "2021",
		"2021-07-10T09:30:00+14:00": "2021-07-10", "2021-07-10T09:30": "2021-07-10", "2021-07-10T": "2021-07-10", "2021-07-": "2021-07",
		"2021-07-XXT10:00:00Z": "2021-07",
		"":                     "", "XXXX-XX-XX": "", "X": "", "2021-XX-10": "", "2021-02-30": "", "2030/01/01": "", "20300101": "", "01.01.2030": "", "x": "", "2021-07T10:00": "",
		"2021-07-xx": "", "２０２１": "",
	} {
		d, ok := parseDate(text)
		if d.String() != want || ok != (want != "") || Dated(text) != ok {
			t.Errorf("%q: %s %v", text, d, ok)
		}
	}
}

// TestDaysBetween: as many days as calendars can be apart.
func TestDaysBetween(t *testing.T) {
	at := time.Date(9999, 12, 31, 23, 0, 0, 0, time.FixedZone("", 14*3600))
	for day, want := range map[string]int{"9999-12-31": 0, "9999-12-30": 1, "0001-01-01": 3652058} {
		d, _ := parseDate(day)
		if got := daysBetween(d.Earliest(), at); got != want {
			t.Errorf("%s: %d days", day, got)
		}
	}
}
