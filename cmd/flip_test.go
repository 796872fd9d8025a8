package cmd

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vaxcheck/trust"
)

// standingOf is what a home knows, and whether anything may be judged by it.
func (h *home) standingOf() (*standing, error) {
	env := Env{Places: h.places, VerifySnapshot: verifyTestSnapshot, Getenv: func(string) string { return "" }}
	return testApp(env, "en").standing(false)
}

// TestFlipEachByte turns each bit pattern of each byte of a small store: what is
// in force afterwards is a whole set, the newest or one before it, and what is
// blocked is blocked, or nothing is judged.
func TestFlipEachByte(t *testing.T) {
	h := newHome(t)
	h.install(t, scopeUser, published(t, onDay(5), clinic))
	h.install(t, scopeUser, published(t, onDay(6), clinic, hospital))
	h.keepLocal(t, scopeUser, blockOf(t, clinic.URL))
	set, err := trust.LoadSnapshot(published(t, onDay(6), clinic, hospital).Data, "")
	if err != nil {
		t.Fatal(err)
	}
	if err := h.store(scopeUser).WriteBlob(fileHistory, new(trust.History).Extend(set).Encode()); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(h.file(scopeUser, "*"))
	if err != nil || len(files) < 8 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	flips, outcomes := 0, map[string]int{}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for i := range data {
			for _, flip := range []byte{0x01, 0x80} {
				flips++
				data[i] ^= flip
				if err := os.WriteFile(name, data, 0o600); err != nil {
					t.Fatal(err)
				}
				outcomes[h.flipped(t, filepath.Base(name), i)]++
				data[i] ^= flip
			}
		}
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d flips: %v", flips, outcomes)
	if outcomes["newest"] == 0 || outcomes["the one before"] == 0 || flips < 4000 {
		t.Errorf("%d flips: %v", flips, outcomes)
	}
}

// flipped tells what is in force.
func (h *home) flipped(t *testing.T, file string, at int) string {
	t.Helper()
	st, err := h.standingOf()
	if err != nil {
		t.Fatalf("%s, byte %d: %v, though one copy is whole", file, at, err)
	}
	if _, blocked := st.set.BlockedIssuer(clinic.URL); !blocked {
		t.Fatalf("%s, byte %d: the block is gone", file, at)
	}
	_, clinicListed := st.set.Key(clinic.URL, clinic.KID)
	_, hospitalListed := st.set.Key(hospital.URL, hospital.KID)
	switch info := st.set.Info(); {
	case info.Created.Equal(onDay(6)) && clinicListed && hospitalListed && info.Issuers == 2:
		return "newest"
	case info.Created.Equal(onDay(5)) && clinicListed && !hospitalListed && info.Issuers == 1:
		return "the one before"
	default:
		t.Fatalf("%s, byte %d: %+v", file, at, info)
		return ""
	}
}

// TestFlipBothCopies damages both copies of what is blocked at once: then
// nothing is judged.
func TestFlipBothCopies(t *testing.T) {
	h := newHome(t)
	h.keepLocal(t, scopeUser, blockOf(t, clinic.URL))
	data, err := os.ReadFile(h.file(scopeUser, "local.1.blob"))
	if err != nil || len(data) < 100 {
		t.Fatal(err)
	}
	for i := range data {
		data[i] ^= 0x01
		for _, name := range []string{"local.1.blob", "local.2.blob"} {
			if err := os.WriteFile(h.file(scopeUser, name), data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if st, err := h.standingOf(); err == nil || st.set != nil {
			t.Fatalf("byte %d: %+v, %v", i, st, err)
		}
		data[i] ^= 0x01
	}
}

// TestStoreErrors: whatever keeps a store from being changed is said in both
// languages, with what to do and where.
func TestStoreErrors(t *testing.T) {
	for _, lang := range []string{"en", "ja"} {
		a := testApp(Env{}, lang)
		for _, cause := range storeErrors {
			err := a.storeError(&keep{scope: scopeUser, folder: "/some/place"}, cause.err, exitFile).(*codedError)
			if err.code != exitFile || err.hint == "" || strings.ContainsAny(err.hint+err.Error(), "{}%") || !strings.Contains(err.Error(), a.words.Admin.Stores.Whose().Of(string(scopeUser))) {
				t.Errorf("%s, %v: %v, %q", lang, cause.err, err, err.hint)
			}
		}
		err := a.storeError(&keep{scope: scopeMachine, folder: "/some/\x1bplace"}, os.ErrClosed, exitNotReady).(*codedError)
		if err.code != exitNotReady || !strings.Contains(err.hint, `/some/\u{001b}place`) {
			t.Errorf("%s: %v, %q", lang, err, err.hint)
		}
	}
}
