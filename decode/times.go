package decode

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"vaxcheck/internal/strictjson"
)

// A Time names a claim about time, of whatever format.
type Time string

// The claims about time.
const (
	TimeIssued  Time = "issued"  // nbf of a SMART Health Card, iat of an EU DCC
	TimeExpires Time = "expires" // exp
)

// tooManySeconds is the greatest time that is surely meant in seconds: the year 5138.
const tooManySeconds = 1e11

// shortestSeconds is how many digits a text has at least that is taken for seconds: those
// of the year 2001.
const shortestSeconds = 10

// Times in milliseconds are recognised from the first of these to before the second.
// Seconds of the same number lie tens of thousands of years ahead.
var (
	firstMilliseconds = time.Date(2019, 1, 1, 0, 0, 0, 0, time.UTC)
	lastMilliseconds  = time.Date(2101, 1, 1, 0, 0, 0, 0, time.UTC)
)

// lastInstant is the latest time that RFC 3339 can write, and what many issuers write
// for never, in whatever zone they are.
var lastInstant = time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC)

// notGiven tells whether a claim is not there, or null.
func notGiven(v strictjson.Value) bool { return !v.Exists() || v.Kind() == strictjson.Null }

// time reads a claim about time. It is zero if the claim is not there, and if it cannot
// be read, which is recorded then.
func (c *Credential) time(of Time, v strictjson.Value) time.Time {
	switch v.Kind() {
	case strictjson.Absent:
		return time.Time{}
	case strictjson.Null:
		c.forgive(timeNull)
		return time.Time{}
	}
	at, odd, ok := readTime(v)
	if !ok {
		c.unclearTime(of)
		return time.Time{}
	}
	for _, d := range odd {
		c.forgive(d)
	}
	return at
}

// unclearTime records that a claim about time cannot be understood.
func (c *Credential) unclearTime(of Time) {
	if !slices.Contains(c.UnclearTimes, of) {
		c.UnclearTimes = append(c.UnclearTimes, of)
	}
}

// readTime reads a number of seconds, or of milliseconds where seconds make no sense;
// or a text with such a number, or with a time as RFC 3339 writes it.
func readTime(v strictjson.Value) (at time.Time, odd []Note, ok bool) {
	literal := v.Literal()
	switch v.Kind() {
	case strictjson.Number:
	case strictjson.String:
		literal = strings.Trim(literal, asciiSpace)
		odd = append(odd, timeText)
		if at, err := time.Parse(time.RFC3339, literal); err == nil {
			return at.UTC(), odd, at.Unix() >= 0
		}
		if len(literal) < shortestSeconds { // 2041 is a year
			return time.Time{}, nil, false
		}
	default:
		return time.Time{}, nil, false
	}
	seconds, err := strconv.ParseFloat(literal, 64)
	if err != nil || seconds < 0 || strings.ContainsFunc(literal, notDecimal) {
		return time.Time{}, nil, false
	}
	if seconds > tooManySeconds {
		ms := time.UnixMilli(int64(min(seconds, math.MaxInt64/2))).UTC()
		if !ms.Before(firstMilliseconds) && ms.Before(lastMilliseconds) {
			return ms, append(odd, timeMilliseconds), true
		}
	}
	return numericDate(seconds, literal), odd, seconds < float64(lastInstant.AddDate(0, 0, 2).Unix())
}

// notDecimal tells characters that no decimal number of JSON has.
func notDecimal(r rune) bool { return !strings.ContainsRune("0123456789.eE+-", r) }

// numericDate is a JWT NumericDate: seconds since 1970, which may have a fraction.
// Japan's cards carry microseconds. The fraction is cut off after nine digits, never
// rounded, so that an instant before a whole second stays before it. What is later than
// lastInstant is that.
func numericDate(seconds float64, literal string) time.Time {
	if seconds > float64(lastInstant.Unix()) {
		return lastInstant
	}
	whole, fraction, _ := strings.Cut(literal, ".")
	if strings.ContainsAny(literal, "eE") || len(whole) > 12 {
		floor := math.Floor(seconds)
		return time.Unix(int64(floor), int64((seconds-floor)*1e9)).UTC()
	}
	return time.Unix(digits(whole), digits((fraction + "000000000")[:9])).UTC()
}

// digits reads decimal digits, as many as an int64 holds.
func digits(text string) (n int64) {
	for i := range len(text) {
		if text[i] >= '0' { // "-0" is a legal zero
			n = n*10 + int64(text[i]-'0')
		}
	}
	return n
}
