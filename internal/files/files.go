// Package files writes files so that none is ever seen half written. The trust store
// has a way of its own for its folder, each step of which its tests let fail.
package files

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/rogpeppe/go-internal/robustio"
)

// New writes a file that is not there yet, and leaves none that is not whole. It is
// on the disk when New returns: sticks are pulled out early.
func New(name string, data []byte, mode fs.FileMode) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	if err = fill(f, data); err != nil {
		_ = os.Remove(name)
	}
	return err
}

// Replace puts a file in the place of one that may be there, in one step, so that
// the name holds either what it held or all that is new. The mode is that of the
// file that was there, else that given.
func Replace(name string, data []byte, mode fs.FileMode) error {
	if info, err := os.Stat(name); err == nil {
		mode = info.Mode().Perm()
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".vaxcheck-*")
	if err != nil {
		return err
	}
	err = f.Chmod(mode)
	if err = errors.Join(err, fill(f, data)); err == nil {
		err = robustio.Rename(f.Name(), name)
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
	return err
}

// fill writes a file, makes its content lasting and closes it.
func fill(f *os.File, data []byte) error {
	_, err := f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}
