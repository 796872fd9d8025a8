//go:build !windows

package cli

import (
	"os"
	"syscall"
)

// takeSequences has nothing to do: terminals obey control sequences.
func takeSequences(*os.File) (undo func(), err error) { return func() {}, nil }

// apart starts a program in a session of its own, so that what ends the gate does not
// end somebody's browser.
var apart = &syscall.SysProcAttr{Setsid: true}
