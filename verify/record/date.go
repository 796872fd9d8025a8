package record

import (
	"regexp"
	"strings"
	"sync"
	"time"

	"vaxcheck/fhir"
)

// ParseDate reads a calendar date as any of the formats writes it: as far as it
// is known, with filler letters for what is not, as in 2021-05-XX, or with a time
// behind it, which makes it no other day. With the year first, other signs between its
// parts, or none, make it no other day either: 2021/5/1, 20210501.
func ParseDate(text string) (fhir.Date, bool) {
	if d, ok := fhir.ParseDate(text); ok {
		return d, true
	}
	day, timed := strings.TrimSpace(text), false
	if i := strings.IndexAny(day, "Tt "); i >= 0 {
		if !clock().MatchString(day[i+1:]) {
			return fhir.Date{}, false // who knows what else it says
		}
		day, timed = day[:i], true
	}
	if day = yearFirst(day); timed && len(day) != len(time.DateOnly) {
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

// clock matches a time of day in whatever form, such as T09:00:00Z, or the beginning of
// one.
var clock = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(\d\d?(:?\d\d){0,2}([.,]\d+)? ?([Zz]|[+-]\d\d(:?\d\d)?)?)?$`)
})

// yearFirst brings a full date with the year first into the form of FHIR, and returns
// anything else as it is.
func yearFirst(day string) string {
	const year, basic = 4, len("20060102")
	if len(day) < basic || strings.Trim(day[:year], decimals) != "" {
		return day
	}
	month, date := day[year:len(day)-2], day[len(day)-2:]
	if len(day) != basic || strings.Trim(day, decimals) != "" {
		sign := day[year : year+1]
		var ok bool
		if month, date, ok = strings.Cut(day[year+1:], sign); !ok || !strings.ContainsAny(sign, "-/.") {
			return day
		}
	}
	for _, part := range []string{month, date} {
		if len(part) < 1 || len(part) > 2 || strings.Trim(part, decimals) != "" {
			return day
		}
	}
	return day[:year] + "-" + ("0" + month)[len(month)-1:] + "-" + ("0" + date)[len(date)-1:]
}

const decimals = "0123456789"

// Dated tells whether a dose's date is understood, at least its year. A date that is
// not, such as "last spring", may be any day, one in the future too.
func Dated(date string) bool {
	_, ok := ParseDate(date)
	return ok
}

// DaysBetween counts calendar days from a date to the day of an instant, both
// as people there write them.
func DaysBetween(day, at time.Time) int {
	const seconds = 24 * 60 * 60
	y, m, d := at.Date()
	return int((time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() - day.Unix()) / seconds)
}
