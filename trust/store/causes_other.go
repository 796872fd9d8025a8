//go:build !windows

package store

import (
	"io/fs"
	"syscall"
)

var (
	causesFull     = []error{syscall.ENOSPC, syscall.EDQUOT}
	causesReadOnly = []error{syscall.EROFS, fs.ErrPermission}
)
