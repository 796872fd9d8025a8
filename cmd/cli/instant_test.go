package cli

import (
	"errors"
	"testing"
	"time"
)

func TestParseInstant(t *testing.T) {
	for text, want := range map[string]string{
		"2021-12-20T10:00:00+09:00":         "2021-12-20T10:00:00+09:00",
		"2021-12-20T10:00:00+0900":          "2021-12-20T10:00:00+09:00", // date +%FT%T%z
		"2021-12-20T10:00:00+09":            "2021-12-20T10:00:00+09:00",
		"2021-12-20T01:00:00Z":              "2021-12-20T01:00:00Z",
		"2021-12-20t01:00:00z":              "2021-12-20T01:00:00Z",
		"2021-12-20 10:00:00+09:00":         "2021-12-20T10:00:00+09:00", // date --rfc-3339=seconds
		"2021-12-20 10:00:00 +0900":         "2021-12-20T10:00:00+09:00", // date '+%F %T %z'
		"2021-12-20 01:00:00 UTC":           "2021-12-20T01:00:00Z",      // date -u '+%F %T %Z'
		"20211220T100000+0900":              "2021-12-20T10:00:00+09:00",
		"20211220T100000Z":                  "2021-12-20T10:00:00Z",
		"20211220T1000Z":                    "2021-12-20T10:00:00Z",
		"2021-12-20T10:00+09:00":            "2021-12-20T10:00:00+09:00", // date -Iminutes
		"2021-12-20T10+09:00":               "2021-12-20T10:00:00+09:00", // date -Ihours
		"2021-12-20T10:00:00,5+09:00":       "2021-12-20T10:00:00.5+09:00",
		"2021-12-20T10:00:00,123456789+09":  "2021-12-20T10:00:00.123456789+09:00", // date -Ins
		"2021-12-20T10:00:00.1234567899Z":   "2021-12-20T10:00:00.123456789Z",
		"2021-12-20T10:00:00-05:30":         "2021-12-20T10:00:00-05:30",
		"2021-12-20T10:00:00−05:30":         "2021-12-20T10:00:00-05:30",
		"2021-12-20T10:00:00-0030":          "2021-12-20T10:00:00-00:30",
		"2021-12-20T10:00:00-00:00":         "2021-12-20T10:00:00Z",
		"2021-12-20T24:00:00Z":              "2021-12-21T00:00:00Z",
		"2024-02-29T00:00:00Z":              "2024-02-29T00:00:00Z",
		" 2021-12-20T10:00:00+0900\n":       "2021-12-20T10:00:00+09:00",
		"2021-12-20T100000+09:00":           "2021-12-20T10:00:00+09:00",
		"0001-01-01T00:00:00Z":              "0001-01-01T00:00:00Z",
		"9999-12-31T23:59:59.999999999999Z": "9999-12-31T23:59:59.999999999Z",
	} {
		got, err := ParseInstant(text)
		if err != nil || got.Format(time.RFC3339Nano) != want {
			t.Errorf("%q: %s, %v; want %s", text, got.Format(time.RFC3339Nano), err, want)
		}
	}
}

func TestParseInstantRefuses(t *testing.T) {
	for text, want := range map[string]error{
		"2021-12-20":                  ErrNoHour,
		"20211220":                    ErrNoHour,
		"2021-12-20T10:00:00":         errNoZone,
		"2021-12-20 10:00":            errNoZone,
		"20211220T100000":             errNoZone,
		"20211220T10":                 errNoZone,
		"":                            errNoInstant,
		"yesterday":                   errNoInstant,
		"now":                         errNoInstant,
		"1639962000":                  errNoInstant,
		"@1639962000":                 errNoInstant,
		"2021/12/20 10:00:00+09:00":   errNoInstant,
		"20/12/2021":                  errNoInstant,
		"21-12-20T10:00:00Z":          errNoInstant,
		"+002021-12-20T10:00:00Z":     errNoInstant,
		"2021-02-29T10:00:00Z":        errNoInstant,
		"2021-13-01T10:00:00Z":        errNoInstant,
		"2021-00-01T10:00:00Z":        errNoInstant,
		"2021-01-00T10:00:00Z":        errNoInstant,
		"2021-02-30":                  errNoInstant,
		"2021-12-20T25:00:00Z":        errNoInstant,
		"2021-12-20T24:00:01Z":        errNoInstant,
		"2021-12-20T24:00:00.1Z":      errNoInstant,
		"2021-12-20T10:60:00Z":        errNoInstant,
		"2021-12-20T10:00:60Z":        errNoInstant,
		"2021-12-20T10:00:00+24:00":   errNoInstant,
		"2021-12-20T10:00:00+09:60":   errNoInstant,
		"2021-12-20T10:00:00+9":       errNoInstant,
		"2021-12-20T10:00:00+9:00":    errNoInstant,
		"2021-12-20T10:00:00 JST":     errNoInstant,
		"2021-12-20T10:00:00.Z":       errNoInstant,
		"2021-12-20T10:00:00Z+09:00":  errNoInstant,
		"2021-12-20T10:00:00+09:00 x": errNoInstant,
		"2021-12-20T":                 errNoInstant,
		"2021-12-20+09:00":            errNoInstant,
	} {
		if got, err := ParseInstant(text); !errors.Is(err, want) {
			t.Errorf("%q: %s, %v; want %v", text, got, err, want)
		}
	}
}

func FuzzParseInstant(f *testing.F) {
	f.Add("2021-12-20T10:00:00+0900")
	f.Add("20211220T1000,5Z")
	f.Fuzz(func(t *testing.T, text string) {
		got, err := ParseInstant(text)
		if strict, wrong := time.Parse(time.RFC3339, text); wrong == nil && (err != nil || !got.Equal(strict)) {
			t.Errorf("RFC 3339 %q is read as %s, %v", text, got, err)
		}
		if err != nil {
			return
		}
		if again, err := ParseInstant(got.Format(time.RFC3339Nano)); err != nil && got.Year() < 10000 ||
			err == nil && !again.Equal(got) {
			t.Errorf("%q is read as %s, and that as %s, %v", text, got, again, err)
		}
	})
}
