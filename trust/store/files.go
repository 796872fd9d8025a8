package store

import (
	"crypto/rand"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"github.com/rogpeppe/go-internal/lockedfile"
	"github.com/rogpeppe/go-internal/robustio"

	"vaxcheck/trust/signed"
)

// Everyone may read a store, only its owner write it. Trust sets are public.
const (
	modeFolder = 0o755
	modeFile   = 0o644
)

// files is all that a store asks of the file system, in steps so small that
// tests can let any of them fail, or be the last before the power goes.
type files interface {
	// list returns the folder's entries, or an error that isMissing if the
	// folder was never made.
	list(dir string) ([]fs.DirEntry, error)
	// read returns a regular file of at most limit bytes.
	read(path string, limit int64) ([]byte, fs.FileInfo, error)
	makeFolder(dir string) error
	// create makes a new file under a name of its own, beginning with prefixTemp.
	create(dir string) (file, error)
	// rename replaces what is at to, in one step.
	rename(from, to string) error
	remove(path string) error
	// syncFolder makes names lasting, where the system can.
	syncFolder(dir string) error
	// lock waits until no other process holds the lock.
	lock(path string) (unlock func(), err error)
}

// file is a file being written.
type file interface {
	io.WriteCloser
	Sync() error
	Name() string
}

// disk is the computer's file system. What it makes for everyone can be read by
// everyone, however narrow the umask of who makes it.
type disk struct{ everyone bool }

func (disk) list(dir string) ([]fs.DirEntry, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) && leadsNowhere(dir) {
		return nil, errNoFolder
	}
	return entries, err
}

// leadsNowhere tells whether the folder is missing only because a link points
// to a place that is not there, such as a drive that is not connected, or
// because something on the way to it is not a folder.
func leadsNowhere(dir string) bool {
	for {
		if _, err := os.Lstat(dir); err == nil {
			info, err := os.Stat(dir)
			return err != nil || !info.IsDir()
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return false
		}
		dir = parent
	}
}

// fileInTheWay tells whether the folder cannot be there, as it, or something on
// the way to it, is a file.
func fileInTheWay(dir string) bool {
	for {
		info, err := os.Stat(dir)
		if err == nil {
			return !info.IsDir()
		}
		_, dangling := os.Lstat(dir)
		parent := filepath.Dir(dir)
		if dangling == nil || errors.Is(err, fs.ErrPermission) || parent == dir {
			return false
		}
		dir = parent
	}
}

// read looks before it opens: opening a pipe would wait for ever.
func (disk) read(path string, limit int64) ([]byte, fs.FileInfo, error) {
	info, err := os.Lstat(path)
	if err != nil {
		return nil, nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, nil, errNotFile
	}
	if info.Size() > limit {
		return nil, nil, signed.ErrTooLarge
	}
	data, err := robustio.ReadFile(path)
	return data, info, err
}

func (d disk) makeFolder(dir string) error {
	var missing []string
	for at := dir; d.everyone; at = filepath.Dir(at) {
		if _, err := os.Lstat(at); err == nil || at == filepath.Dir(at) {
			break
		}
		missing = append(missing, at)
	}
	err := os.MkdirAll(dir, modeFolder)
	for _, made := range missing {
		err = errors.Join(err, os.Chmod(made, modeFolder))
	}
	return err
}

func (d disk) create(dir string) (file, error) {
	name := filepath.Join(dir, prefixTemp+rand.Text())
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, modeFile)
	if err == nil && d.everyone {
		err = f.Chmod(modeFile)
	}
	if err != nil && f != nil {
		f.Close()
	}
	return f, err
}

func (disk) rename(from, to string) error { return robustio.Rename(from, to) }

func (disk) remove(path string) error { return os.Remove(path) }

func (disk) syncFolder(dir string) error {
	if runtime.GOOS == "windows" { // folders cannot be opened for writing there
		return nil
	}
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := f.Sync(); err != nil && !errors.Is(err, errors.ErrUnsupported) && !errors.Is(err, fs.ErrInvalid) {
		return err
	}
	return nil
}

// lock makes the file first: lockedfile would let the group write it.
func (disk) lock(path string) (func(), error) {
	if info, err := os.Lstat(path); err == nil && !info.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "lock", Path: path, Err: errNotFile}
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, modeFile)
	if err != nil {
		return nil, err
	}
	f.Close()
	return lockedfile.MutexAt(path).Lock()
}
