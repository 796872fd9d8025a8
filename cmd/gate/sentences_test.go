package gate

import (
	"testing"

	"vaxcheck/cmd/words"
	"vaxcheck/cmd/words/wordstest"
)

// TestSentences holds the sentences of the room, as they are declared, against all
// catalogues.
func TestSentences(t *testing.T) {
	wordstest.Hold(t, "gate", func(l *words.Language) []any {
		return []any{gateWords{l}}
	})
}
