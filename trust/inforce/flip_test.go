package inforce

import (
	"os"
	"path/filepath"
	"testing"

	"vaxcheck/trust"
)

// TestFlipEachByte turns each bit pattern of each byte of a small store: what is
// in force afterwards is a whole set, the newest or one before it, and what is
// blocked is blocked, or nothing is judged.
func TestFlipEachByte(t *testing.T) {
	p := newPlaces(t)
	install(t, p, User, published(t, onDay(5), clinic))
	install(t, p, User, published(t, onDay(6), clinic, hospital))
	keepLocal(t, p, User, blockOf(t, clinic.URL))
	set, err := trust.LoadSnapshot(published(t, onDay(6), clinic, hospital).Data, "")
	if err != nil {
		t.Fatal(err)
	}
	if err := directoryStores(p, check).Of(User).Store.WriteBlob(FileHistory,
		new(trust.History).Extend(set).Encode()); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(file(p, User, "*"))
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
				outcomes[flipped(t, p, filepath.Base(name), i)]++
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
func flipped(t *testing.T, p Places, file string, at int) string {
	t.Helper()
	known, err := Open(p, check)
	if err != nil {
		t.Fatalf("%s, byte %d: %v, though one copy is whole", file, at, err)
	}
	if _, blocked := known.Set.BlockedIssuer(clinic.URL); !blocked {
		t.Fatalf("%s, byte %d: the block is gone", file, at)
	}
	_, clinicListed := known.Set.Key(clinic.URL, clinic.KID)
	_, hospitalListed := known.Set.Key(hospital.URL, hospital.KID)
	switch info := known.Set.Info(); {
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
	p := newPlaces(t)
	keepLocal(t, p, User, blockOf(t, clinic.URL))
	data, err := os.ReadFile(file(p, User, "local.1.blob"))
	if err != nil || len(data) < 100 {
		t.Fatal(err)
	}
	for i := range data {
		data[i] ^= 0x01
		for _, name := range []string{"local.1.blob", "local.2.blob"} {
			if err := os.WriteFile(file(p, User, name), data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if known, err := Open(p, check); err == nil || known.Set != nil {
			t.Fatalf("byte %d: %+v, %v", i, known, err)
		}
		data[i] ^= 0x01
	}
}
