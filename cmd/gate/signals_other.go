//go:build !windows

package gate

import (
	"os"
	"syscall"
	"time"
)

// gateSignals end a shift, or change the size of the terminal, or have brought the
// program back.
var gateSignals = []os.Signal{syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT, syscall.SIGWINCH, syscall.SIGCONT}

func isEnd(s os.Signal) bool {
	return s == syscall.SIGTERM || s == syscall.SIGHUP || s == syscall.SIGQUIT
}

func isBack(s os.Signal) bool { return s == syscall.SIGCONT }

// stop puts the job aside, as Ctrl-Z does where a terminal is not raw, and returns
// when it goes on. Without a shell that could bring it back nothing happens. The
// signal takes a moment to arrive.
func stop() {
	_ = syscall.Kill(0, syscall.SIGTSTP)
	time.Sleep(50 * time.Millisecond)
}
