package screen

import (
	"strings"
	"testing"

	"vaxcheck/verify"
)

// TestSign: a word whose letters are not drawn stands there in plain letters, with the
// verdict's shape beside it.
func TestSign(t *testing.T) {
	for _, word := range []string{"무효", "待确认"} {
		with := Panel{Verdict: verify.Invalid, Word: word}.Draw(80, 24).String()
		if !strings.Contains(with, word) {
			t.Errorf("%s is not there:\n%s", word, with)
		}
		if !strings.ContainsAny(with, "▀▄█") {
			t.Errorf("%s has no shape:\n%s", word, with)
		}
	}
}
