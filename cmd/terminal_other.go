//go:build !windows

package cmd

import (
	"os"
	"os/signal"
	"syscall"
	"time"
)

// takeSequences has nothing to do: terminals obey control sequences.
func takeSequences(*os.File) (undo func(), err error) { return func() {}, nil }

// gateSignals end a shift, or change the size of the terminal, or put the program
// aside.
var gateSignals = []os.Signal{syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT, syscall.SIGWINCH, syscall.SIGTSTP}

func isEnd(s os.Signal) bool {
	return s == syscall.SIGTERM || s == syscall.SIGHUP || s == syscall.SIGQUIT
}

func isStop(s os.Signal) bool { return s == syscall.SIGTSTP }

// stop puts the job aside, as Ctrl-Z does where a terminal is not raw, and returns
// when it goes on. Without a shell that could bring it back nothing happens. The
// signal is not ours meanwhile, and takes a moment to arrive.
func stop() {
	signal.Reset(syscall.SIGTSTP)
	_ = syscall.Kill(0, syscall.SIGTSTP)
	time.Sleep(50 * time.Millisecond)
}
