package cli

import (
	"os"
	"syscall"

	"golang.org/x/sys/windows"
)

// takeSequences lets a console obey control sequences, which older ones do only if
// told to.
func takeSequences(f *os.File) (undo func(), err error) {
	console := windows.Handle(f.Fd())
	var before uint32
	if err := windows.GetConsoleMode(console, &before); err != nil {
		return nil, err
	}
	if err := windows.SetConsoleMode(console,
		before|windows.ENABLE_PROCESSED_OUTPUT|windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING); err != nil {
		return nil, err
	}
	return func() { _ = windows.SetConsoleMode(console, before) }, nil
}

// apart starts a program in a group of its own, which no key of our console ends.
var apart = &syscall.SysProcAttr{CreationFlags: windows.CREATE_NEW_PROCESS_GROUP}
