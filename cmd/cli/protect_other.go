//go:build !windows

package cli

import (
	"io/fs"
	"os"
	"syscall"
)

// checkOwner tells why others could change a file or folder.
func checkOwner(info fs.FileInfo) error {
	owner, ok := info.Sys().(*syscall.Stat_t)
	if !ok || owner.Uid != 0 && int(owner.Uid) != os.Geteuid() {
		return errOwner
	}
	const groupOrOthers = 0o022
	if info.Mode().Perm()&groupOrOthers != 0 {
		return errWritable
	}
	return nil
}
