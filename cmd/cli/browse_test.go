package cli

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// TestBrowse starts an opener that is none, one that fails and one that is not there.
func TestBrowse(t *testing.T) {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		t.Skip("the opener here is the system's own")
	}
	dir := t.TempDir()
	script := "#!/bin/sh\ncase $1 in *fail*) exit 4;; esac\necho \"$1\" >" + filepath.Join(dir, "opened") + "\n"
	if err := os.WriteFile(filepath.Join(dir, "xdg-open"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	desktop := func(path string) func(string) string {
		return func(name string) string { return map[string]string{"PATH": path, "DISPLAY": ":0"}[name] }
	}
	if err := browse("http://127.0.0.1:1/#key", desktop("."+string(os.PathListSeparator)+dir)); err != nil {
		t.Error(err)
	}
	if said, err := os.ReadFile(filepath.Join(dir, "opened")); string(said) != "http://127.0.0.1:1/#key\n" {
		t.Errorf("%q, %v", said, err)
	}
	if err := browse("http://fail", desktop(dir)); err == nil {
		t.Error("a failure is not seen")
	}
	if err := browse("http://x", desktop(t.TempDir())); !errors.Is(err, errNoProgram) {
		t.Error(err)
	}
	if err := browse("http://x", func(string) string { return "" }); !errors.Is(err, ErrNoBrowser) {
		t.Error(err)
	}
}
