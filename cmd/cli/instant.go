package cli

import (
	"errors"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Errors of ParseInstant: why a text is no instant. One without an hour or a zone would be another one on
// another machine.
var (
	errNoInstant = errors.New("not a time")
	ErrNoHour    = errors.New("a day without a time")
	errNoZone    = errors.New("a time without a zone")
)

// instantForm is RFC 3339, and what ISO 8601 and 'date' write besides: with fewer
// separators, no seconds or minutes, a comma, a blank before the zone. The groups
// are year, month, day, hour, minute, second, fraction and zone.
var instantForm = regexp.MustCompile(`^(\d{4})-?(\d\d)-?(\d\d)(?:[Tt ](\d\d)(?::?(\d\d)(?::?(\d\d)(?:[.,](\d+))?)?)? ?` +
	`(|[Zz]|UTC|[-+−]\d\d(?::?\d\d)?))?$`)

// ParseInstant reads an instant with its zone, in which days are counted. The error is
// errNoInstant, ErrNoHour or ErrNoZone.
func ParseInstant(text string) (time.Time, error) {
	parts := instantForm.FindStringSubmatch(strings.TrimSpace(text))
	if parts == nil {
		return time.Time{}, errNoInstant
	}
	var n [6]int // year to second
	for i := range n {
		n[i], _ = strconv.Atoi(parts[i+1]) // digits, or what is left out
	}
	day := time.Date(n[0], time.Month(n[1]), n[2], 0, 0, 0, 0, time.UTC)
	zone, ok := parseZone(parts[8])
	switch midnight := n[3] == 24 && n[4] == 0 && n[5] == 0 && strings.Trim(parts[7], "0") == ""; {
	case day.Day() != n[2] || day.Month() != time.Month(n[1]), n[3] > 23 && !midnight, n[4] > 59, n[5] > 59, !ok:
		return time.Time{}, errNoInstant
	case parts[4] == "":
		return time.Time{}, ErrNoHour
	case parts[8] == "":
		return time.Time{}, errNoZone
	}
	nanoseconds, _ := strconv.Atoi((parts[7] + "000000000")[:9])
	return time.Date(n[0], time.Month(n[1]), n[2], n[3], n[4], n[5], nanoseconds, zone), nil
}

// parseZone reads Z, or hours and minutes before or behind it.
func parseZone(text string) (zone *time.Location, ok bool) {
	sign := 1
	if rest, west := strings.CutPrefix(strings.Replace(text, "−", "-", 1), "-"); west {
		text, sign = rest, -1
	}
	digits := strings.NewReplacer("+", "", ":", "").Replace(text)
	if len(digits) < 2 || digits == "UTC" {
		return time.UTC, true
	}
	hours, _ := strconv.Atoi(digits[:2])
	minutes, _ := strconv.Atoi((digits + "00")[2:4])
	if offset := sign * (hours*60 + minutes) * 60; offset != 0 {
		return time.FixedZone("", offset), hours <= 23 && minutes <= 59
	}
	return time.UTC, true
}
