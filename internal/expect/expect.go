// Package expect holds what several packages' tests ask of texts that people are shown.
// Nothing shipped uses it.
package expect

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// Face is where an answer is shown: in which language, and whether on a terminal.
type Face struct {
	Lang     string
	Terminal bool
}

// String returns the face as test names have it.
func (f Face) String() string { return fmt.Sprintf("%s, terminal %v", f.Lang, f.Terminal) }

// Faces returns English and Japanese, through a pipe and on a terminal.
func Faces() []Face { return []Face{{"en", false}, {"ja", false}, {"en", true}, {"ja", true}} }

// Lines fails the test for each of the texts wanted that is not in a text.
func Lines(t *testing.T, text string, want ...string) {
	t.Helper()
	for _, w := range want {
		if !strings.Contains(text, w) {
			t.Errorf("%q is not in:\n%s", w, text)
		}
	}
}

// Without fails the test for each of the texts withheld that is in a text.
func Without(t *testing.T, text string, withheld []string) {
	t.Helper()
	for _, w := range withheld {
		if strings.Contains(text, w) {
			t.Errorf("%q is in:\n%s", w, text)
		}
	}
}

// Harmless fails the test if a text has what no terminal should be sent, but for the
// characters that are allowed.
func Harmless(t *testing.T, text, allowed string) {
	t.Helper()
	if !utf8.ValidString(text) {
		t.Errorf("not UTF-8: %q", text)
	}
	for _, r := range text {
		if Dangerous(r) && !strings.ContainsRune(allowed, r) {
			t.Fatalf("%U in %q", r, text)
		}
	}
}

// Dangerous tells, in a way of its own, what no terminal should be sent.
func Dangerous(r rune) bool {
	if unicode.In(r, unicode.C, unicode.Zl, unicode.Zp) || unicode.Is(unicode.Bidi_Control, r) {
		return true
	}
	return !unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Zs)
}

// Uncoloured takes colours out of a text, and nothing else.
func Uncoloured(text string) string { return colour.ReplaceAllString(text, "") }

var colour = regexp.MustCompile("\x1b\\[[0-9;]*m")
