package store

import (
	"io/fs"
	"syscall"
)

// Numbers of winerror.h.
var (
	causesFull     = []error{syscall.Errno(39), syscall.Errno(112)} // ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL
	causesReadOnly = []error{syscall.Errno(19), fs.ErrPermission}   // ERROR_WRITE_PROTECT
)
