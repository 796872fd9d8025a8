// Package cli is what every command speaks through: the world around it, places and
// configuration, the common flags and what they come to, errors with their exit codes.
package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"vaxcheck/cmd/show"
	"vaxcheck/decode"
)

// Console is what one run of the command speaks through: the world around it, what is
// configured there, the language in use and the exit code.
type Console struct {
	Env    Env
	Config Configurations
	Words  *show.Sentences
	// Version names this build.
	Version string
	Code    int // the gravest exit code so far
}

// Raise takes note of an exit code, if it is graver than those before.
func (c *Console) Raise(code int) { c.Code = graver(c.Code, code) }

// Finish reports an error once and returns the exit code of the run.
func (c *Console) Finish(err error) int {
	switch {
	case err == nil:
		return c.Code
	case errors.Is(err, context.Canceled):
		return ExitInterrupted
	}
	return graver(c.Code, c.Tell(err))
}

// Tell reports an error and what to do about it, and returns its exit code.
func (c *Console) Tell(err error) int {
	coded := codedOf(err)
	fmt.Fprintf(c.Env.Err, "vaxcheck: %s\n", show.SafeLines(decode.WithoutCodes(coded.Error())))
	if coded.hint != "" {
		fmt.Fprintf(c.Env.Err, "%s: %s\n", c.Words.Hint(), show.SafeLines(decode.WithoutCodes(coded.hint)))
	}
	return coded.code
}

// Talk says something on stderr, unless asked to be quiet.
func (c *Console) Talk(s *show.Settings, text string) {
	if !s.Quiet {
		fmt.Fprintln(c.Env.Err, text)
	}
}

// Print writes a document in the format asked for, in one write.
func (c *Console) Print(s *show.Settings, d show.Document) error {
	var out bytes.Buffer
	err := show.WriteDocument(&out, s, d)
	if err == nil {
		_, err = c.Env.Out.Write(out.Bytes())
	}
	return c.WriteError(err)
}

// WriteError is an error of the output, nil if there is none.
func (c *Console) WriteError(err error) error {
	if err == nil {
		return nil
	}
	return FileError(ErrorsIn(c.Words).WriteAnswer(ShortPathError(err)))
}
