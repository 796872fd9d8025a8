package verify

import (
	"strings"
	"time"

	"vaxcheck/fhir"
)

// parseDate reads a calendar date as any of the formats writes it: as far as it
// is known, with filler letters for what is not, as in 2021-05-XX, or with a time
// behind it, which makes it no other day.
func parseDate(text string) (fhir.Date, bool) {
	day, _, timed := strings.Cut(text, "T")
	if timed && len(day) != len(time.DateOnly) {
		return fhir.Date{}, false
	}
	for {
		last := strings.LastIndexByte(day, '-')
		if last < 0 || strings.Trim(day[last:], "-X") != "" {
			break
		}
		day = day[:last]
	}
	return fhir.ParseDate(day)
}

// Dated tells whether a dose's date is understood, at least its year. One that is
// not, a date in words among them, may be any day, one in the future too.
func Dated(date string) bool {
	_, ok := parseDate(date)
	return ok
}

// daysBetween counts calendar days from a date to the day of an instant, both
// as people there write them.
func daysBetween(day, at time.Time) int {
	const seconds = 24 * 60 * 60
	y, m, d := at.Date()
	return int((time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() - day.Unix()) / seconds)
}
