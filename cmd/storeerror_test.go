package cmd

import (
	"os"
	"strings"
	"testing"

	"vaxcheck/trust/inforce"
)

// TestStoreErrors: whatever keeps a store from being changed is said in both
// languages, with what to do and where.
func TestStoreErrors(t *testing.T) {
	if codes := sentencesIn("en").Group("store-errors").Codes(); len(codes) != len(storeErrors) {
		t.Errorf("words for %v", codes)
	}
	for _, lang := range []string{"en", "ja"} {
		a := &console{words: sentencesIn(lang)}
		for _, cause := range storeErrors {
			err := storeError(a, &inforce.Holding{Scope: inforce.User, Folder: "/some/place"}, cause.err, exitFile).(*codedError)
			if err.code != exitFile || err.hint == "" || strings.ContainsAny(err.hint+err.Error(), "{}%") || !strings.Contains(err.Error(), a.words.Group("store-whose").Of(string(inforce.User))) {
				t.Errorf("%s, %v: %v, %q", lang, cause.err, err, err.hint)
			}
		}
		err := storeError(a, &inforce.Holding{Scope: inforce.Machine, Folder: "/some/\x1bplace"}, os.ErrClosed, exitNotReady).(*codedError)
		if err.code != exitNotReady || !strings.Contains(err.hint, `/some/\u{001b}place`) {
			t.Errorf("%s: %v, %q", lang, err, err.hint)
		}
	}
}
