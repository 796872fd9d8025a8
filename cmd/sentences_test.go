package cmd

import (
	"testing"

	"vaxcheck/cmd/words"
	"vaxcheck/cmd/words/wordstest"
)

// TestSentences holds the sentences of the room, as they are declared, against all
// catalogues.
func TestSentences(t *testing.T) {
	wordstest.Hold(t, "cmd", func(l *words.Language) []any {
		return []any{commandWords{l}, versionWords{l}, licensesWords{l}, helpWords{l}, topicWords{l},
			completionWords{l}, policyWords{l}, ruleWords{l}, configWords{l}}
	})
}
