//go:build !windows

package store

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// wantReadOnly: a store with day 2 in force is read, and says why it cannot be
// written.
func wantReadOnly(t *testing.T, s *Store) {
	t.Helper()
	_, err := s.Install(snapshotOf(t, 3), false)
	wantError(t, err, ErrReadOnly)
	_, _, err = s.Rollback("")
	wantError(t, err, ErrReadOnly)
	wantError(t, s.WriteBlob("local", nil), ErrReadOnly)
	wantDay(t, s, 2)
	wantNotes(t, s.Read().Notes)
	if b, err := s.ReadBlob("local"); err != nil || string(b.Data) != "x" {
		t.Errorf("%+v, %v", b, err)
	}
}

func notRoot(t *testing.T) {
	t.Helper()
	if os.Geteuid() == 0 {
		t.Skip("root may read and write everything: run as somebody else")
	}
}

func chmod(t *testing.T, path string, mode fs.FileMode) {
	t.Helper()
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(path, 0o755) })
}

func TestReadOnlyFolder(t *testing.T) {
	notRoot(t)
	s := newStore(t)
	mustInstall(t, s, 1, 2)
	mustWrite(t, s, "local", "x")
	chmod(t, s.path(nameLock), 0o444)
	chmod(t, s.dir, 0o555)
	wantReadOnly(t, s)
}

func TestNotReadable(t *testing.T) {
	notRoot(t)
	s := newStore(t)
	mustInstall(t, s, 1, 2)
	mustWrite(t, s, "local", "x")
	chmod(t, fileOf(t, s, 2), 0)
	wantNotes(t, s.Read().Notes, CodeUnreadable)
	wantDay(t, s, 1)
	chmod(t, s.dir, 0)
	wantNotes(t, s.Read().Notes, CodeUnreadable)
	_, err := s.ReadBlob("local")
	wantError(t, err, fs.ErrPermission)
}

func TestCheckOwner(t *testing.T) {
	s := newStore(t)
	if notes := CheckOwner(s.dir); len(notes) != 0 {
		t.Errorf("nothing there: %v", notes)
	}
	wantNotes(t, CheckOwner("relative"), CodeUnreadable)
	mustInstall(t, s, 1)
	wantNotes(t, CheckOwner(s.dir))
	file, above := fileOf(t, s, 1), filepath.Dir(s.dir)
	wantNotes(t, CheckOwner(file))
	tests := map[string]struct {
		path string
		mode fs.FileMode
		want []Code
	}{
		"group may write the folder":  {s.dir, 0o775, []Code{CodeWritable}},
		"others may write the folder": {s.dir, 0o757, []Code{CodeWritable}},
		"sticky is not enough for it": {s.dir, 0o777 | fs.ModeSticky, []Code{CodeWritable}},
		"a file in it":                {file, 0o664, []Code{CodeWritable}},
		"the folder above":            {above, 0o777, []Code{CodeWritable}},
		"the folder above, sticky":    {above, 0o777 | fs.ModeSticky, nil},
		"private":                     {s.dir, 0o700, nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			before, err := os.Stat(tt.path)
			if err != nil {
				t.Fatal(err)
			}
			chmod(t, tt.path, tt.mode)
			notes := CheckOwner(s.dir)
			wantNotes(t, notes, tt.want...)
			if len(notes) > 0 && notes[0].File != filepath.Base(tt.path) {
				t.Errorf("about %s", notes[0].File)
			}
			os.Chmod(tt.path, before.Mode())
		})
	}
}

// TestCheckOwnerBehindLinks: what a link leads to counts, and where it lies.
func TestCheckOwnerBehindLinks(t *testing.T) {
	s := newStore(t)
	mustInstall(t, s, 1)
	open := filepath.Join(t.TempDir(), "open")
	if err := os.Mkdir(open, 0o755); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(open, "shc")
	if err := os.Symlink(s.dir, path); err != nil {
		t.Skipf("no links here: %v", err)
	}
	wantNotes(t, CheckOwner(path))
	chmod(t, open, 0o777)
	wantNotes(t, CheckOwner(path), CodeWritable)
	chmod(t, open, 0o755)
	chmod(t, filepath.Dir(s.dir), 0o777)
	wantNotes(t, CheckOwner(path), CodeWritable)
}

func TestCheckOwnerOfStrangers(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root may give files away")
	}
	s := newStore(t)
	mustInstall(t, s, 1)
	if err := os.Lchown(fileOf(t, s, 1), 65534, 65534); err != nil {
		t.Skipf("files cannot be given away here: %v", err)
	}
	wantNotes(t, CheckOwner(s.dir), CodeOwner)
	wantNotes(t, CheckOwner(fileOf(t, s, 1)), CodeOwner)
}
