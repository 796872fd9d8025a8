//go:build unix

package store

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// TestForEveryone: what an administrator with a narrow umask installs can be read
// by those at the doors.
func TestForEveryone(t *testing.T) {
	defer syscall.Umask(syscall.Umask(0o077))
	for everyone, want := range map[bool][2]os.FileMode{true: {0o755, 0o644}, false: {0o700, 0o600}} {
		root := filepath.Join(t.TempDir(), "vaxcheck")
		s := At(filepath.Join(root, "trust", "shc"), "machine", nil)
		if everyone {
			s.ForEveryone()
		}
		if err := s.WriteBlob("local", []byte("x")); err != nil {
			t.Fatal(err)
		}
		files := 0
		err := filepath.Walk(root, func(path string, info os.FileInfo, err error) error {
			mode := want[0]
			if err == nil && !info.IsDir() {
				mode, files = want[1], files+1
			}
			if err == nil && info.Mode().Perm() != mode && info.Name() != "lock" {
				t.Errorf("for everyone %v: %s has mode %o", everyone, info.Name(), info.Mode().Perm())
			}
			return err
		})
		if err != nil || files < 2 {
			t.Errorf("%d files, %v", files, err)
		}
	}
}
