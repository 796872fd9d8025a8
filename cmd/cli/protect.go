package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

var (
	ErrNotRegular = errors.New("not a regular file")
	errOwner      = errors.New("owned neither by root nor by whoever runs this")
	errWritable   = errors.New("writable by others than its owner")
)

// readProtected reads a file that binds everyone on the machine. It is refused
// if others could have written it or put it there: the owner of file and folder
// must be root or whoever runs this, and neither group nor others may write. On
// Windows, whose access lists Go cannot read without help, nothing is checked.
func readProtected(path string, limit int64) ([]byte, error) {
	for _, p := range []string{filepath.Dir(path), path} {
		info, err := os.Stat(p)
		if err != nil {
			return nil, ShortPathError(err)
		}
		if err := checkOwner(info); err != nil {
			if info.IsDir() {
				err = fmt.Errorf("its folder is %w", err)
			}
			return nil, err
		}
		if p == path && !info.Mode().IsRegular() {
			return nil, ErrNotRegular
		}
	}
	return ReadLimited(path, limit)
}
