package admin

import (
	"testing"

	"vaxcheck/cmd/words"
	"vaxcheck/cmd/words/wordstest"
)

// TestSentences holds the sentences of the room, as they are declared, against all
// catalogues.
func TestSentences(t *testing.T) {
	wordstest.Hold(t, "admin", func(l *words.Language) []any {
		return []any{localWords{l}, partWords{l}, recheckWords{l}, renewWords{l}, TrustWords{l}}
	}, "partWords.ImportedBy") // of revocation lists not when they are dated
}
