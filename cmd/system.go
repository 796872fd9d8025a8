package cmd

import (
	"os"
	"time"

	"github.com/mattn/go-colorable"
	"github.com/spf13/cobra"
	"golang.org/x/term"
)

// System returns the real world: the process's own streams, environment and
// clock. On Windows the streams understand colour codes.
func System() Env {
	cobra.MousetrapHelpText = "" // answer too when a picture is dropped on the program's icon
	return Env{
		In:     os.Stdin,
		Out:    colorable.NewColorableStdout(),
		Err:    colorable.NewColorableStderr(),
		InTTY:  isTerminal(os.Stdin),
		OutTTY: isTerminal(os.Stdout),
		ErrTTY: isTerminal(os.Stderr),
		Size: func() (int, int) {
			columns, rows, err := term.GetSize(int(os.Stdout.Fd()))
			if err != nil {
				return 0, 0
			}
			return columns, rows
		},
		Getenv: os.Getenv,
		Places: ownPlaces(os.Getenv),
		Now:    time.Now,
	}
}

func isTerminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }
