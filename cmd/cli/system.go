package cli

import (
	"io"
	"os"
	"os/user"
	"runtime"
	"strconv"
	"time"

	"github.com/mattn/go-colorable"
	"github.com/spf13/cobra"
	"golang.org/x/term"
)

// System returns the real world: the process's own streams, environment and
// clock. On Windows the streams understand colour codes.
func System() Env { return SystemOf(knownFolder) }

// SystemOf is System where something else tells the folder that a variable should name, as
// HOME does: the error is fs.ErrNotExist if it has none.
func SystemOf(known func(variable string) (string, error)) Env {
	cobra.MousetrapHelpText = "" // answer too when a picture is dropped on the program's icon
	around := surroundings{Getenv: os.Getenv, Known: known, Look: lookInto}
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
		Raw:           rawTerminal,
		Getenv:        os.Getenv,
		Browse:        func(address string) error { return browse(address, os.Getenv) },
		Places:        around.places(runtime.GOOS),
		AccountPlaces: around.accountPlaces,
		User:          userName,
		Now:           time.Now,
	}
}

// userName is the name under which someone is logged in, and the number of the
// account where it has none.
func userName() string {
	u, err := user.Current()
	switch {
	case err != nil:
		return "uid " + strconv.Itoa(os.Getuid())
	case u.Username == "":
		return "uid " + u.Uid
	}
	return u.Username
}

// rawTerminal turns the terminal to raw mode. What it was before is put back with
// the screen's colours and all.
func rawTerminal() (io.Writer, func(), error) {
	in := int(os.Stdin.Fd())
	before, err := term.MakeRaw(in)
	if err != nil {
		return nil, nil, err
	}
	undo, err := takeSequences(os.Stdout)
	if err != nil {
		_ = term.Restore(in, before)
		return nil, nil, err
	}
	return os.Stdout, func() {
		undo()
		_ = term.Restore(in, before)
	}, nil
}

func isTerminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }
