//go:build !windows

package store

import (
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// checkOwner looks at one file, folder or link. Whether it leads to what
// matters, and is not that itself, tells what the sticky bit is worth.
func checkOwner(path string, leading bool) *Note {
	name := filepath.Base(path)
	info, err := os.Lstat(path)
	if err != nil {
		n := noteOf(name, err)
		return &n
	}
	if owner, ok := info.Sys().(*syscall.Stat_t); !ok || owner.Uid != 0 && int(owner.Uid) != os.Geteuid() {
		return &Note{Code: CodeOwner, File: name, Err: errOwner}
	}
	mode := info.Mode()
	sticky := leading && mode&fs.ModeSticky != 0
	if mode&fs.ModeSymlink == 0 && mode.Perm()&0o022 != 0 && !sticky {
		return &Note{Code: CodeWritable, File: name, Err: errWritable}
	}
	return nil
}
