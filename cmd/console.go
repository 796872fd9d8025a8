package cmd

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"vaxcheck/decode"
)

// console is what one run of the command speaks through: the world around it, what is
// configured there, the language in use and the exit code.
type console struct {
	env    Env
	config configurations
	words  *sentences
	// version names this build.
	version string
	code    int // the gravest exit code so far
}

// raise takes note of an exit code, if it is graver than those before.
func (c *console) raise(code int) { c.code = graver(c.code, code) }

// finish reports an error once and returns the exit code of the run.
func (c *console) finish(err error) int {
	switch {
	case err == nil:
		return c.code
	case errors.Is(err, context.Canceled):
		return exitInterrupted
	}
	return graver(c.code, c.tell(err))
}

// tell reports an error and what to do about it, and returns its exit code.
func (c *console) tell(err error) int {
	var coded *codedError
	if !errors.As(err, &coded) {
		coded = &codedError{code: exitUsage, err: err} // cobra's own complaints
	}
	fmt.Fprintf(c.env.Err, "vaxcheck: %s\n", safeLines(decode.WithoutCodes(coded.Error())))
	if coded.hint != "" {
		fmt.Fprintf(c.env.Err, "%s: %s\n", c.words.Hint(), coded.hint)
	}
	return coded.code
}

// talk says something on stderr, unless asked to be quiet.
func (c *console) talk(s *settings, text string) {
	if !s.quiet {
		fmt.Fprintln(c.env.Err, text)
	}
}

// print writes a document in the format asked for, in one write.
func (c *console) print(s *settings, d document) error {
	var out bytes.Buffer
	err := writeDocument(&out, s, d)
	if err == nil {
		_, err = c.env.Out.Write(out.Bytes())
	}
	return c.writeError(err)
}

// writeError is an error of the output, nil if there is none.
func (c *console) writeError(err error) error {
	if err == nil {
		return nil
	}
	return &codedError{code: exitFile, err: errorsIn(c.words).WriteAnswer(shortPathError(err))}
}

// codedError is an error that knows its exit code and, if there is one, the
// next step for whoever reads it.
type codedError struct {
	code int
	err  error
	hint string
	kind error // what errors.Is matches besides err's own chain, or nil
}

func (e *codedError) Error() string   { return e.err.Error() }
func (e *codedError) Unwrap() []error { return []error{e.err, e.kind} }

// usageError is wrong usage, in words.
func usageError(text string) error { return wrongUsage(errors.New(text)) }

// wrongUsage is wrong usage, for a cause.
func wrongUsage(err error) error { return &codedError{code: exitUsage, err: err} }
