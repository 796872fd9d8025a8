package cli

import (
	"testing"

	"vaxcheck/cmd/words"
	"vaxcheck/cmd/words/wordstest"
)

// TestSentences holds the sentences of the room, as they are declared, against all
// catalogues.
func TestSentences(t *testing.T) {
	wordstest.Hold(t, "cli", func(l *words.Language) []any {
		return []any{ErrorWords{l}, flagWords{l}, StoreWords{l}, homeWords{l}}
	})
}
