package show

import (
	"testing"

	"github.com/mattn/go-runewidth"

	"vaxcheck/cmd/words"
	"vaxcheck/cmd/words/wordstest"
	"vaxcheck/verify"
)

// TestSentences holds the sentences of the room, as they are declared, against all
// catalogues.
func TestSentences(t *testing.T) {
	wordstest.Hold(t, "show", func(l *words.Language) []any {
		w := sentencesOf(l)
		return []any{w.GeneralWords, w.Compare, w.Labels, w.Inspect, w.Entry}
	})
}

// TestTagWidth: the words met every minute fill the frame, and none of them is wider.
func TestTagWidth(t *testing.T) {
	for _, w := range allLanguages() {
		widest := 0
		for _, v := range []verify.Verdict{verify.Valid, verify.Review, verify.Invalid} {
			widest = max(widest, runewidth.StringWidth(w.Verdicts().Of(string(v))))
		}
		if w.TagWidth() < widest || w.TagWidth() > 8 {
			t.Errorf("%s: a frame of %d columns for words of up to %d", w.Tag(), w.TagWidth(), widest)
		}
	}
}
