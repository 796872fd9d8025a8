package store

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"vaxcheck/trust"
	"vaxcheck/trust/signed"
)

func realCheck(snapshot, signature []byte, source string) (*trust.Set, error) {
	if err := trust.VerifySnapshot(snapshot, signature); err != nil {
		return nil, err
	}
	return trust.LoadSnapshot(snapshot, source)
}

// realSnapshot reads one of the real snapshots kept beside the project.
func realSnapshot(t testing.TB, name string) signed.Snapshot {
	t.Helper()
	base := filepath.Join("..", "..", "..", "shared", "trust", filepath.FromSlash(name))
	data, err := os.ReadFile(base + ".json")
	if errors.Is(err, os.ErrNotExist) {
		t.Skip("data kept beside the project is not here")
	}
	sig, sigErr := os.ReadFile(base + ".sig")
	if err := errors.Join(err, sigErr); err != nil {
		t.Fatal(err)
	}
	return signed.Snapshot{Data: data, Signature: sig}
}

// TestRealSnapshots installs the real directory's history, newest last, with the
// real pinned key, and rolls back through it.
func TestRealSnapshots(t *testing.T) {
	s := At(filepath.Join(t.TempDir(), "shc"), "user", realCheck)
	history := []string{"history/vci_snapshot-2022-06-01", "history/vci_snapshot-2024-09-20",
		"history/vci_snapshot-2026-07-25", "vci_snapshot"}
	for _, name := range history {
		if _, err := s.Install(realSnapshot(t, name), false); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Install(realSnapshot(t, history[0]), false); !errors.Is(err, ErrNotNewer) {
		t.Error(err)
	}
	for _, want := range []struct {
		issuers int
		day     string
	}{{651, "2026-08-22"}, {651, "2026-07-25"}, {646, "2024-09-20"}} {
		st := s.Read()
		if st.Set == nil || st.Set.Info().Issuers != want.issuers ||
			st.Generation.Created.Format(time.DateOnly) != want.day {
			t.Fatalf("%+v, want %+v", st.Generation, want)
		}
		if _, _, err := s.Rollback(st.Generation.SHA256); err != nil {
			t.Fatal(err)
		}
	}
	if st := s.Read(); st.Set != nil || len(st.Aside) != 3 {
		t.Errorf("%+v", st)
	}
}

// BenchmarkRead is what each start of the program pays.
func BenchmarkRead(b *testing.B) {
	s := At(filepath.Join(b.TempDir(), "shc"), "user", realCheck)
	if _, err := s.Install(realSnapshot(b, "vci_snapshot"), false); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if s.Read().Set == nil {
			b.Fatal("no set")
		}
	}
}
