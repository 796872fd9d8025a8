package store

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestBlob(t *testing.T) {
	s := newStore(t)
	for i, data := range []string{"one", "", strings.Repeat("two\n", 1000)} {
		mustWrite(t, s, "local", data)
		b, err := s.ReadBlob("local")
		if err != nil || string(b.Data) != data || b.Serial != uint64(i+1) || len(b.Notes) != 0 {
			t.Errorf("%+v, %v", b, err)
		}
	}
	if b, err := s.ReadBlob("other"); err != nil || b.Exists() {
		t.Errorf("%+v, %v", b, err)
	}
	wantNotes(t, s.Read().Notes)
	wantError(t, s.WriteBlob("local", make([]byte, maxBlob+1)), ErrTooLarge)
	for _, name := range []string{"", "A", "../x", "a/b", "a.b", "a b", strings.Repeat("a", maxBlobName+1)} {
		wantError(t, s.WriteBlob(name, nil), ErrBlobName)
		_, err := s.ReadBlob(name)
		wantError(t, err, ErrBlobName)
	}
}

// TestBlobCopies: what each state of the two copies gives.
func TestBlobCopies(t *testing.T) {
	seal := func(serial uint64, data string) []byte { return sealBlob("local", serial, []byte(data)) }
	damaged := seal(9, "damaged")
	damaged[len(damaged)-1]++
	tests := map[string]struct {
		first, second []byte
		want          string
		notes         []Code
		err           error
	}{
		"neither":               {nil, nil, "", nil, nil},
		"both":                  {seal(2, "x"), seal(2, "x"), "x", nil, nil},
		"first newer":           {seal(3, "new"), seal(2, "x"), "new", []Code{CodeCopyBehind}, nil},
		"second newer":          {seal(2, "x"), seal(3, "new"), "new", []Code{CodeCopyBehind}, nil},
		"only first":            {seal(2, "x"), nil, "x", []Code{CodeCopyMissing}, nil},
		"only second":           {nil, seal(2, "x"), "x", []Code{CodeCopyMissing}, nil},
		"first damaged":         {damaged, seal(2, "x"), "x", []Code{CodeDamaged}, nil},
		"second damaged":        {seal(2, "x"), damaged, "x", []Code{CodeDamaged}, nil},
		"of one serial number":  {seal(2, "x"), seal(2, "y"), "x", []Code{CodeCopiesDiffer}, nil},
		"both damaged":          {damaged, damaged, "", []Code{CodeDamaged, CodeDamaged}, ErrBlob},
		"one damaged, one gone": {nil, damaged, "", []Code{CodeCopyMissing, CodeDamaged}, ErrBlob},
		"of another file":       {sealBlob("history", 9, nil), seal(2, "x"), "x", []Code{CodeDamaged}, nil},
		"empty":                 {[]byte{}, []byte{}, "", []Code{CodeDamaged, CodeDamaged}, ErrBlob},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s := newStore(t)
			mustInstall(t, s, 1)
			for suffix, data := range map[string][]byte{suffixBlob1: tt.first, suffixBlob2: tt.second} {
				if data != nil {
					overwrite(t, s.path("local"+suffix), data)
				}
			}
			b, err := s.ReadBlob("local")
			wantError(t, err, tt.err)
			wantNotes(t, b.Notes, tt.notes...)
			for _, n := range b.Notes {
				if n.Recovered != (n.Code == CodeCopyBehind) { // the damaged one may be newer
					t.Errorf("%+v", n)
				}
			}
			if string(b.Data) != tt.want || b.Exists() != (tt.want != "") {
				t.Errorf("%+v", b)
			}
			mustWrite(t, s, "local", "mended")
			after, err := s.ReadBlob("local")
			if err != nil || string(after.Data) != "mended" || after.Serial != b.Serial+1 || len(after.Notes) != 0 {
				t.Errorf("%+v, %v", after, err)
			}
		})
	}
}

// TestMend: an interrupted write is finished by whoever writes next, whatever
// that is. A copy that may have been newer is told until this file is written.
func TestMend(t *testing.T) {
	seal := func(serial uint64) []byte { return sealBlob("local", serial, []byte("x")) }
	tests := map[string]struct {
		first, second []byte
		want          []Code // after another write
	}{
		"interrupted":              {seal(6), seal(5), nil},
		"interrupted at first":     {nil, seal(1), nil},
		"gone":                     {nil, seal(2), []Code{CodeCopyMissing}},
		"damaged":                  {[]byte("?"), seal(5), []Code{CodeDamaged}},
		"damaged when interrupted": {seal(5), []byte("?"), []Code{CodeDamaged}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s := newStore(t)
			mustInstall(t, s, 1)
			overwrite(t, s.path("local"+suffixBlob2), tt.second)
			if tt.first != nil {
				overwrite(t, s.path("local"+suffixBlob1), tt.first)
			}
			mustInstall(t, s, 2)
			b, err := s.ReadBlob("local")
			wantError(t, err, nil)
			wantNotes(t, b.Notes, tt.want...)
			mustWrite(t, s, "local", "y")
			b, err = s.ReadBlob("local")
			wantError(t, err, nil)
			wantNotes(t, b.Notes)
		})
	}
}

// TestUpdateBlobRefuses: who may not lose what was there can refuse to write.
func TestUpdateBlobRefuses(t *testing.T) {
	s := newStore(t)
	mustWrite(t, s, "local", "x")
	for _, suffix := range []string{suffixBlob1, suffixBlob2} {
		os.Truncate(s.path("local"+suffix), 5)
	}
	err := s.UpdateBlob("local", func(_ Blob, err error) ([]byte, error) { return nil, err })
	wantError(t, err, ErrBlob)
	_, err = s.ReadBlob("local")
	wantError(t, err, ErrBlob)
	mine := errors.New("mine")
	wantError(t, s.UpdateBlob("other", func(Blob, error) ([]byte, error) { return nil, mine }), mine)
	if b, err := s.ReadBlob("other"); err != nil || b.Exists() {
		t.Errorf("%+v, %v", b, err)
	}
}

func FuzzOpenBlob(f *testing.F) {
	f.Add(sealBlob("local", 1, []byte("data")))
	f.Add(sealBlob("local", 1<<63, nil))
	f.Add(sealBlob("other", 1, []byte("data")))
	f.Add([]byte("vaxcheck blob 1 local 1 0 \n"))
	f.Add([]byte("vaxcheck blob 2 local 1 0 00\n"))
	f.Fuzz(func(t *testing.T, sealed []byte) {
		data, serial, err := openBlob("local", sealed)
		if err != nil {
			if noteOf("", err).Code != CodeDamaged {
				t.Errorf("an error of another kind: %v", err)
			}
			return
		}
		if serial == 0 || !bytes.Equal(sealBlob("local", serial, data), sealed) {
			t.Error("two files give the same data")
		}
	})
}

func FuzzMarker(f *testing.F) {
	f.Add([]byte(marker(1)))
	f.Add([]byte(marker(2)))
	f.Add([]byte("vaxcheck trust store 2 00000000\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if version, ok := markedVersion(data); ok && marker(version) != string(data) {
			t.Errorf("version %d of a damaged marker", version)
		}
	})
}

// TestMayHold: what cannot be looked at may hold anything; where a file stands
// in the way there is nothing.
func TestMayHold(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	gone := filepath.Join(t.TempDir(), "drive")
	if err := os.Symlink(filepath.Join(t.TempDir(), "not connected"), gone); err != nil {
		t.Skip("this system lets nobody make links: ", err)
	}
	held, unheld := newStore(t), newStore(t)
	for _, s := range []*Store{held, unheld} {
		if err := s.WriteBlob("other", []byte("x")); err != nil {
			t.Fatal(err)
		}
	}
	if err := held.WriteBlob("local", []byte("x")); err != nil {
		t.Fatal(err)
	}
	newer := []byte(marker(formatVersion + 1))
	for _, s := range []*Store{held, unheld} {
		if err := os.WriteFile(s.path(nameFormat), newer, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, tt := range map[string]struct {
		store *Store
		want  bool
	}{
		"fresh": {newStore(t), false}, "newer, with it": {held, true}, "newer, without": {unheld, false},
		"a file":               {At(file, "", testCheck), false},
		"below a file":         {At(filepath.Join(file, "trust", "shc"), "", testCheck), false},
		"a drive that is gone": {At(filepath.Join(gone, "trust", "shc"), "", testCheck), true},
	} {
		if got := tt.store.MayHold("local"); got != tt.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestBlobRecovered: a damaged copy that was no newer than the other costs nothing.
func TestBlobRecovered(t *testing.T) {
	for _, spoiled := range []string{suffixBlob1, suffixBlob2} {
		s := newStore(t)
		mustWrite(t, s, "local", "one")
		mustWrite(t, s, "local", "two")
		sealed := sealBlob("local", 2, []byte("two"))
		sealed[len(sealed)-1]++
		overwrite(t, s.path("local"+spoiled), sealed)
		b, err := s.ReadBlob("local")
		if err != nil || string(b.Data) != "two" || len(b.Notes) != 1 || !b.Notes[0].Recovered ||
			b.Notes[0].Code != CodeDamaged {
			t.Errorf("%+v, %v", b, err)
		}
	}
}
