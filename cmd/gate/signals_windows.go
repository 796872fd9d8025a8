package gate

import (
	"os"

	"golang.org/x/sys/windows"
)

// gateSignals end a shift, or change the size of the terminal, or have brought the
// program back.
var gateSignals = []os.Signal{windows.SIGTERM}

func isEnd(s os.Signal) bool { return s == windows.SIGTERM }
func isBack(os.Signal) bool  { return false }

// stop does nothing: consoles have no jobs.
func stop() {}
