package fhir

import (
	"strings"
	"time"
)

// Date is a calendar date as a card gives it. Day, or Month and Day, are 0 if
// the card does not say; the zero Date is none.
type Date struct {
	Year, Month, Day int
}

// ParseDate reads a FHIR date or dateTime: YYYY, YYYY-MM, YYYY-MM-DD, or the
// last followed by a time with seconds and a zone. It takes the calendar date as
// written and never shifts it through the zone: the day on which a dose was
// given is the day the place of the dose called it. The date must exist; year
// 0000 does not.
func ParseDate(s string) (Date, bool) {
	day, clock, timed := strings.Cut(s, "T")
	if timed && (len(day) != len("2006-01-02") || !isClock(clock)) {
		return Date{}, false
	}
	var d Date
	year, rest, hasMonth := strings.Cut(day, "-")
	month, date, hasDay := strings.Cut(rest, "-")
	ok := positive(&d.Year, year, 4) &&
		(!hasMonth || positive(&d.Month, month, 2)) &&
		(!hasDay || positive(&d.Day, date, 2))
	if !ok || d.Month > 12 || d.Day > d.lastDay() {
		return Date{}, false
	}
	return d, true
}

// positive reads exactly width ASCII digits that are not all zero.
func positive(to *int, s string, width int) (ok bool) {
	*to, ok = digits(s, width)
	return ok && *to > 0
}

// lastDay returns the number of days in the date's month.
func (d Date) lastDay() int {
	return time.Date(d.Year, time.Month(d.Month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// isClock recognises hh:mm:ss with an optional fraction and a zone, as FHIR R4
// asks of a dateTime. Second 60 is allowed for leap seconds.
func isClock(s string) bool {
	if len(s) < len("00:00:00Z") || s[2] != ':' || s[5] != ':' {
		return false
	}
	hour, ok1 := digits(s[:2], 2)
	minute, ok2 := digits(s[3:5], 2)
	second, ok3 := digits(s[6:8], 2)
	if !ok1 || !ok2 || !ok3 || hour > 23 || minute > 59 || second > 60 {
		return false
	}
	zone := s[8:]
	if fraction, found := strings.CutPrefix(zone, "."); found {
		zone = strings.TrimLeft(fraction, "0123456789")
		if len(zone) == len(fraction) {
			return false
		}
	}
	return isZone(zone)
}

// isZone recognises Z and offsets up to 14 hours.
func isZone(s string) bool {
	if s == "Z" {
		return true
	}
	if len(s) != len("+00:00") || (s[0] != '+' && s[0] != '-') || s[3] != ':' {
		return false
	}
	hour, ok1 := digits(s[1:3], 2)
	minute, ok2 := digits(s[4:6], 2)
	return ok1 && ok2 && minute <= 59 && hour*60+minute <= 14*60
}

// digits reads exactly width ASCII digits.
func digits(s string, width int) (int, bool) {
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, len(s) == width
}

// String writes the date as FHIR does, as far as it goes; "" for the zero Date.
func (d Date) String() string {
	if d.Year == 0 {
		return ""
	}
	layout := "2006-01-02"
	switch {
	case d.Month == 0:
		layout = "2006"
	case d.Day == 0:
		layout = "2006-01"
	}
	return d.Earliest().Format(layout)
}

// Earliest returns midnight UTC of the first day the date can mean: of 2021-05 the
// first of May.
func (d Date) Earliest() time.Time {
	return time.Date(d.Year, time.Month(max(d.Month, 1)), max(d.Day, 1), 0, 0, 0, 0, time.UTC)
}

// Latest returns midnight UTC of the last day the date can mean: of 2021-05 the last of
// May.
func (d Date) Latest() time.Time {
	switch {
	case d.Month == 0:
		d.Month, d.Day = 12, 31
	case d.Day == 0:
		d.Day = d.lastDay()
	}
	return d.Earliest()
}

// Before tells whether d is certainly earlier than e: 2021-04 is before 2021-05
// and before 2021-05-01, but neither before nor after 2021-04-15.
func (d Date) Before(e Date) bool { return d.Latest().Before(e.Earliest()) }
