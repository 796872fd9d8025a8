package store

import (
	"io/fs"
	"path/filepath"
	"regexp"
	"strings"
)

// faulty does what the disk does, and asks before each step. If the answer is
// an error the step is not done. A write is two steps, so that it can be
// stopped halfway.
type faulty struct {
	disk
	before func(step string) error
}

// with is the same store with other file operations.
func (s *Store) with(before func(step string) error) *Store {
	c := *s
	c.files = &faulty{before: before}
	return &c
}

var digits = regexp.MustCompile(`[0-9]{8}T[0-9]{6}Z-[0-9a-f]{64}`)

// stepName names a step alike whichever generation it is about.
func stepName(op, path string) string {
	name := digits.ReplaceAllString(filepath.Base(path), "GENERATION")
	if strings.HasPrefix(name, prefixTemp) {
		name = "TEMPORARY"
	}
	if op == "list" || op == "make folder" || op == "sync folder" || op == "create" {
		return op
	}
	return op + " " + name
}

func (f *faulty) list(dir string) ([]fs.DirEntry, error) {
	if err := f.before(stepName("list", dir)); err != nil {
		return nil, err
	}
	return f.disk.list(dir)
}

func (f *faulty) read(path string, limit int64) ([]byte, fs.FileInfo, error) {
	if err := f.before(stepName("read", path)); err != nil {
		return nil, nil, err
	}
	return f.disk.read(path, limit)
}

func (f *faulty) makeFolder(dir string) error {
	if err := f.before(stepName("make folder", dir)); err != nil {
		return err
	}
	return f.disk.makeFolder(dir)
}

func (f *faulty) create(dir string) (file, error) {
	if err := f.before(stepName("create", dir)); err != nil {
		return nil, err
	}
	opened, err := f.disk.create(dir)
	return &faultyFile{opened, f.before}, err
}

func (f *faulty) rename(from, to string) error {
	if err := f.before(stepName("rename to", to)); err != nil {
		return err
	}
	return f.disk.rename(from, to)
}

func (f *faulty) remove(path string) error {
	if err := f.before(stepName("remove", path)); err != nil {
		return err
	}
	return f.disk.remove(path)
}

func (f *faulty) syncFolder(dir string) error {
	if err := f.before(stepName("sync folder", dir)); err != nil {
		return err
	}
	return nil
}

func (f *faulty) lock(path string) (func(), error) {
	if err := f.before(stepName("lock", path)); err != nil {
		return nil, err
	}
	return f.disk.lock(path)
}

type faultyFile struct {
	file
	before func(step string) error
}

func (f *faultyFile) Write(data []byte) (int, error) {
	written := 0
	for i, part := range [][]byte{data[:len(data)/2], data[len(data)/2:]} {
		if err := f.before([]string{"write first half", "write second half"}[i]); err != nil {
			return written, err
		}
		n, err := f.file.Write(part)
		if written += n; err != nil {
			return written, err
		}
	}
	return written, nil
}

func (f *faultyFile) Sync() error {
	if err := f.before("sync"); err != nil {
		return err
	}
	return nil // no test cuts the power, so there is nothing to wait for
}

// Close closes even if it is told to fail, as systems do.
func (f *faultyFile) Close() error {
	if err := f.before("close"); err != nil {
		f.file.Close()
		return err
	}
	return f.file.Close()
}
