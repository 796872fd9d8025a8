package cli

import (
	"os"
	"strings"
	"testing"

	"vaxcheck/cmd/show"
	"vaxcheck/trust/inforce"
)

// TestStoreErrors: whatever keeps a store from being changed is said in both
// languages, with what to do and where.
func TestStoreErrors(t *testing.T) {
	if codes := show.SentencesIn("en").Group("store-errors").Codes(); len(codes) != len(storeErrors) {
		t.Errorf("words for %v", codes)
	}
	for _, lang := range []string{"en", "ja"} {
		a := &Console{Words: show.SentencesIn(lang)}
		for _, cause := range storeErrors {
			err := StoreError(a, &inforce.Holding{Scope: inforce.User, Folder: "/some/place"}, cause.err,
				ExitFile).(*codedError)
			if err.code != ExitFile || err.hint == "" || strings.ContainsAny(err.hint+err.Error(), "{}%") ||
				!strings.Contains(err.Error(), a.Words.Group("store-whose").Of(string(inforce.User))) {
				t.Errorf("%s, %v: %v, %q", lang, cause.err, err, err.hint)
			}
		}
		err := StoreError(a, &inforce.Holding{Scope: inforce.Machine, Folder: "/some/\x1bplace"},
			os.ErrClosed, ExitNotReady).(*codedError)
		if err.code != ExitNotReady || !strings.Contains(err.hint, `/some/\u{001b}place`) {
			t.Errorf("%s: %v, %q", lang, err, err.hint)
		}
	}
}
