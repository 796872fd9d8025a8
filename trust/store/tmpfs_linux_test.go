package store

import (
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// tinyDisk mounts a disk of so many bytes, where the machine lets us.
func tinyDisk(t *testing.T, size string) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size="+size); err != nil {
		t.Skipf("no tiny disk can be mounted here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// TestRealFullDisk installs again and again on a disk that is full and gets some
// room now and then.
func TestRealFullDisk(t *testing.T) {
	dir := tinyDisk(t, "128k")
	s := At(filepath.Join(dir, "trust", "shc"), "test", testCheck)
	mustInstall(t, s, 1, 2)
	mustWrite(t, s, "local", blobOf(2))
	ballast, err := os.Create(filepath.Join(dir, "ballast"))
	if err != nil {
		t.Fatal(err)
	}
	defer ballast.Close()
	for err == nil {
		_, err = ballast.Write(make([]byte, 1024))
	}
	size, err := ballast.Seek(0, io.SeekCurrent)
	if err != nil {
		t.Fatal(err)
	}
	day, blob, full := 2, 2, 0
	for i := range 60 {
		_, err := s.Install(snapshotOf(t, day+1), false)
		if full += counted(t, err); err == nil {
			day++
		}
		err = s.WriteBlob("local", []byte(blobOf(blob+1)))
		full += counted(t, err)
		b, readErr := s.ReadBlob("local")
		if string(b.Data) == blobOf(blob+1) {
			blob++
		}
		if readErr != nil || string(b.Data) != blobOf(blob) || err == nil && len(b.Notes) > 0 {
			t.Fatalf("small file %.20q, %v, %v", b.Data, b.Notes, readErr)
		}
		wantDay(t, s, day)
		if i%10 == 9 {
			size -= 3 * 4096
			if err := ballast.Truncate(max(0, size)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if full == 0 || day == 2 || blob == 2 {
		t.Errorf("%d times full, day %d at the end", full, day)
	}
	t.Logf("%d times full, %d installed, %d written", full, day-2, blob-2)
}

// counted is 1 if the disk was full, and fails if anything else was wrong.
func counted(t *testing.T, err error) int {
	t.Helper()
	if err == nil {
		return 0
	}
	wantError(t, err, ErrFull)
	return 1
}

func TestRealReadOnlyDisk(t *testing.T) {
	dir := tinyDisk(t, "256k")
	s := At(filepath.Join(dir, "trust", "shc"), "test", testCheck)
	mustInstall(t, s, 1, 2)
	mustWrite(t, s, "local", "x")
	if err := syscall.Mount("", dir, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Skipf("cannot be made read-only here: %v", err)
	}
	wantReadOnly(t, s)
}
