package qr

import (
	"slices"
	"testing"

	"vaxcheck/decode/qr/gray"
	"vaxcheck/internal/capture"
)

// TestCaptures reads a thin slice of the simulated captures. The numbers are
// what is reached; fewer means that something was lost.
func TestCaptures(t *testing.T) {
	for _, c := range []struct {
		name  string
		set   capture.Set
		a     int // pictures of each class
		least int
	}{
		{"judged", capture.Judged(), 2, 36},
		{"stress", capture.Stress(), 1, 18},
		{"beyond", capture.Beyond(), 1, 15},
		{"others", capture.Others(), 1, 7},
	} {
		t.Run(c.name, func(t *testing.T) {
			read, total := 0, 0
			for p := range c.set.Thin(c.a).All() {
				total++
				if readsAll(t, p, Options{}) {
					read++
				} else {
					t.Logf("%s was not read", p.Name())
				}
			}
			t.Logf("%d of %d read", read, total)
			if total == 0 || read < c.least {
				t.Errorf("%d of %d pictures read, it were %d", read, total, c.least)
			}
		})
	}
}

// readsAll tells whether all codes of a picture are read, in order. A text that
// is not in the picture is an error.
func readsAll(t *testing.T, p capture.Picture, o Options) bool {
	t.Helper()
	var got []string
	for _, s := range Read(gray.Of(p.Image), o).Symbols {
		if !slices.Contains(p.Texts, s.Text) {
			t.Errorf("%s: read a text that is not there", p.Name())
		}
		got = append(got, s.Text)
	}
	return slices.Equal(got, p.Texts)
}
