package admin

import (
	"testing"
	"time"

	"vaxcheck/cmd/show"
	"vaxcheck/cmd/words"
	"vaxcheck/trust"
)

// TestSupplementsComplete: every kind has all its words, in both languages.
func TestSupplementsComplete(t *testing.T) {
	bundled, err := trust.Bundled()
	if err != nil {
		t.Fatal(err)
	}
	described := newStatus(bundled, time.Now())
	for _, k := range trust.Supplements() {
		for _, tag := range words.Tags() {
			w := show.SentencesIn(tag)
			supplements := partsIn(w)
			if st := described.Parts.of(k.Part); st != nil && st.supplement == k.Name &&
				(supplements.Labels().Of(k.Name) == "" || supplements.Group("part-counts").Of(k.Name) == "") {
				t.Errorf("%s: the status in %s lacks words", k.Name, w.Tag())
			}
			if supplements.Flags().Of(k.Name) == "" || supplements.Names().Of(k.Name) == "" ||
				supplements.Takes().Of(k.Name) == "" || supplements.MarksColumns().Of(k.Name) == "" ||
				supplements.Group("part-units").Of(k.Name) == "" {
				t.Errorf("%s: %s lacks words", w.Tag(), k.Name)
			}
			if w.Group("doctor-parts").Of(string(k.Part)) == "" || w.Group("version-parts").Of(string(k.Part)) == "" {
				t.Errorf("%s: %s lacks the name of %s", w.Tag(), k.Name, k.Part)
			}
		}
	}
}

// TestDated: a list is of today at the latest, by the calendar of whoever says so.
func TestDated(t *testing.T) {
	tokyo := time.FixedZone("JST", 9*60*60)
	morning := time.Date(2026, 11, 21, 8, 0, 0, 0, tokyo) // the day before in UTC
	for given, want := range map[string]string{
		"2026-11-21":                "2026-11-20T23:00:00Z",
		"2026-11-20":                "2026-11-20T00:00:00Z",
		"2026-11-21T08:00:00+09:00": "2026-11-20T23:00:00Z",
		"2026-11-21T08:00:01+09:00": "",
		"2026-11-22":                "",
		"1999-12-31":                "",
		"20240325":                  "2024-03-25T00:00:00Z",
		" 2024-03-25":               "2024-03-25T00:00:00Z",
		"2024-03-25T09:00:00+0900":  "2024-03-25T00:00:00Z",
		"2024-03-25T09:00:00":       "",
		"2024-03":                   "",
		"":                          "",
	} {
		got, err := (&statement{dated: given}).date(show.SentencesIn("en"), morning)
		if (err != nil) != (want == "") || err == nil && got.UTC().Format(time.RFC3339) != want {
			t.Errorf("%q: %v, %v; want %s", given, got, err, want)
		}
	}
}
