package store

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// damageStore is a small store with a file of every kind, and all its bytes.
func damageStore(t *testing.T) (*Store, map[string][]byte) {
	t.Helper()
	s := newStore(t)
	mustInstall(t, s, 1, 2, 3, 4)
	if _, _, err := s.Rollback(""); err != nil {
		t.Fatal(err)
	}
	mustWrite(t, s, "local", "blocked: https://issuer.example")
	mustWrite(t, s, "history", strings.Repeat("a key of long ago\n", 5))
	if err := s.RecordOrigin(Origin{URL: "https://a.example", ETag: `"e"`, Fetched: day(9),
		SHA256: s.Read().Generation.SHA256}); err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	kinds := map[string]int{}
	for _, name := range names(t, s) {
		data, err := os.ReadFile(s.path(name))
		if err != nil {
			t.Fatal(err)
		}
		files[name] = data
		kinds[filepath.Ext(name)]++
	}
	if len(files) != 11 || kinds[suffixSet] != 2 || kinds[suffixAside] != 1 || kinds[".blob"] != 6 {
		t.Fatalf("not a store with everything in it: %v", kinds)
	}
	return s, files
}

// wantUnharmed: after any damage to one file the set in force is whole, the
// newest or an older one with a note; and the small files are right or reported.
// It returns which day is in force.
func wantUnharmed(t *testing.T, s *Store, what string) int {
	t.Helper()
	st := s.Read()
	got := inForce(t, st)
	if got != 3 && len(st.Notes) == 0 || got < 2 {
		t.Errorf("%s: day %d is in force, notes %v", what, got, st.Notes)
	}
	for name, want := range map[string]string{"local": "blocked: https://issuer.example",
		"history": strings.Repeat("a key of long ago\n", 5)} {
		b, err := s.ReadBlob(name)
		if err != nil || string(b.Data) != want {
			t.Errorf("%s: small file %s: %q, %v", what, name, b.Data, err)
		}
	}
	if o := st.Origin; got == 3 && o.ETagFor("https://a.example") != `"e"` {
		t.Errorf("%s: origin %+v", what, o)
	}
	return got
}

// stride is 1, and more where all of it would take too long.
func stride() int {
	if testing.Short() {
		return 7
	}
	return 1
}

// TestEveryByteFlipped changes each byte of each file of a small store, in three
// ways.
func TestEveryByteFlipped(t *testing.T) {
	s, files := damageStore(t)
	masks := []byte{0x01, 0x80, 0xff}
	flips, fellBack, unnoticed := 0, 0, 0
	for name, data := range files {
		f, err := os.OpenFile(s.path(name), os.O_WRONLY, 0) // in place: making files anew waits for the disk
		if err != nil {
			t.Fatal(err)
		}
		for at := 0; at < len(data); at += stride() {
			for _, mask := range masks {
				writeAt(t, f, at, data[at]^mask)
				flips++
				if wantUnharmed(t, s, name) != 3 {
					fellBack++
				}
				if !isTold(s, name) {
					unnoticed++
					wantArchive(t, name)
				}
			}
			writeAt(t, f, at, data[at])
		}
		f.Close()
	}
	if wantUnharmed(t, s, "mended") != 3 || flips < 2_000*len(masks)/stride() {
		t.Errorf("%d flips", flips)
	}
	t.Logf("%d flips in %d files: %d fell back to the generation before, %d changed nothing that counts, no other harm",
		flips, len(files), fellBack, unnoticed)
}

// isTold tells whether a full check tells of the file.
func isTold(s *Store, name string) bool {
	_, notes := s.Generations()
	for _, blob := range []string{"local", "history", nameOrigin} {
		b, _ := s.ReadBlob(blob)
		notes = append(notes, b.Notes...)
	}
	for _, n := range notes {
		if n.File == name {
			return true
		}
	}
	return false
}

func writeAt(t *testing.T, f *os.File, at int, b byte) {
	t.Helper()
	if _, err := f.WriteAt([]byte{b}, int64(at)); err != nil {
		t.Fatal(err)
	}
}

// wantArchive: what is not told is in what a zip archive says of its entries
// besides their content, such as their times. Of a small file and of the marker
// every byte is told.
func wantArchive(t *testing.T, name string) {
	t.Helper()
	if ext := filepath.Ext(name); ext != suffixSet && ext != suffixAside {
		t.Errorf("%s: a changed byte went unnoticed", name)
	}
}

// TestEveryTruncation cuts every file at every length.
func TestEveryTruncation(t *testing.T) {
	s, files := damageStore(t)
	cuts := 0
	for name, data := range files {
		for n := len(data) - 1; n >= 0; n -= stride() {
			if err := os.Truncate(s.path(name), int64(n)); err != nil {
				t.Fatal(err)
			}
			wantUnharmed(t, s, name)
			if !isTold(s, name) {
				t.Errorf("%s: cut to %d bytes unnoticed", name, n)
			}
			cuts++
		}
		overwrite(t, s.path(name), data)
	}
	if cuts < 1_500/stride() {
		t.Errorf("%d cuts", cuts)
	}
	t.Logf("%d cuts", cuts)
}

// TestSwapped puts folders, links, other files and nothing in the place of
// every file, and then lets a writer mend it.
func TestSwapped(t *testing.T) {
	swaps := map[string]func(t *testing.T, path string){
		"gone":   func(t *testing.T, path string) { os.Remove(path) },
		"folder": toFolder,
		"link to a copy": func(t *testing.T, path string) {
			target := filepath.Join(t.TempDir(), "target")
			link(t, os.Rename(path, target), target, path)
		},
		"dead link": func(t *testing.T, path string) { link(t, os.Remove(path), path+"-nowhere", path) },
		"link to itself": func(t *testing.T, path string) {
			link(t, os.Remove(path), path, path)
		},
		"link to the folder": func(t *testing.T, path string) { link(t, os.Remove(path), filepath.Dir(path), path) },
		"empty":              func(t *testing.T, path string) { overwrite(t, path, nil) },
		"zeros":              func(t *testing.T, path string) { overwrite(t, path, make([]byte, 4096)) },
	}
	from, files := damageStore(t)
	for name := range files {
		for what, swap := range swaps {
			t.Run(name+", "+what, func(t *testing.T) {
				s := from.copied(t)
				swap(t, s.path(name))
				wantUnharmed(t, s, name)
				if name == nameLock {
					return // what is wrong with the lock, a writer tells
				}
				mustInstall(t, s, 5)
				mustWrite(t, s, "local", "new")
				wantDay(t, s, 5)
				if b, err := s.ReadBlob("local"); err != nil || string(b.Data) != "new" || len(b.Notes) != 0 {
					t.Errorf("%q, %v, %v", b.Data, b.Notes, err)
				}
			})
		}
	}
}

func link(t *testing.T, before error, target, path string) {
	t.Helper()
	if err := errors.Join(before, os.Symlink(target, path)); err != nil {
		t.Skipf("no links here: %v", err)
	}
}

// TestLockIsNoFile: a lock that is no file keeps writers out, and readers do not
// mind.
func TestLockIsNoFile(t *testing.T) {
	s := newStore(t)
	mustInstall(t, s, 1)
	toFolder(t, s.path(nameLock))
	_, err := s.Install(snapshotOf(t, 2), false)
	wantError(t, err, errNotFile)
	wantDay(t, s, 1)
}
