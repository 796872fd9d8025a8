package files

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

func expect(t *testing.T, folder, name, text string, mode fs.FileMode) {
	t.Helper()
	path := filepath.Join(folder, name)
	data, err := os.ReadFile(path)
	if err != nil || string(data) != text {
		t.Errorf("%q, %v", data, err)
	}
	if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != mode {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if all, err := os.ReadDir(folder); err != nil || len(all) != 1 {
		t.Errorf("%d files, %v", len(all), err)
	}
}

func TestNew(t *testing.T) {
	folder := t.TempDir()
	name := filepath.Join(folder, "new")
	if err := New(name, []byte("first"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := New(name, []byte("second"), 0o644); !errors.Is(err, fs.ErrExist) {
		t.Errorf("written over another: %v", err)
	}
	expect(t, folder, "new", "first", 0o600)
	if err := New(filepath.Join(folder, "none", "new"), nil, 0o600); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("in a folder that is not there: %v", err)
	}
}

func TestReplace(t *testing.T) {
	folder := t.TempDir()
	name := filepath.Join(folder, "file")
	if err := Replace(name, []byte("first"), 0o640); err != nil {
		t.Fatal(err)
	}
	expect(t, folder, "file", "first", 0o640)
	if err := Replace(name, []byte("second"), 0o644); err != nil {
		t.Fatal(err)
	}
	expect(t, folder, "file", "second", 0o640) // as it was before
	if err := Replace(filepath.Join(folder, "none", "file"), nil, 0o644); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("in a folder that is not there: %v", err)
	}
}

// TestReplaceLeavesNothing: what cannot be put in its place is taken away again.
func TestReplaceLeavesNothing(t *testing.T) {
	folder := t.TempDir()
	if err := os.Mkdir(filepath.Join(folder, "file"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := Replace(filepath.Join(folder, "file"), []byte("text"), 0o644); err == nil {
		t.Error("a folder is replaced")
	}
	if all, err := os.ReadDir(folder); err != nil || len(all) != 1 || !all[0].IsDir() {
		t.Errorf("%v, %v", all, err)
	}
}
