package cli

import "errors"

// codedError is an error that knows its exit code and, if there is one, the
// next step for whoever reads it.
type codedError struct {
	code int
	err  error
	hint string
	is   error // what errors.Is matches besides err's own chain, or nil
}

func (e *codedError) Error() string   { return e.err.Error() }
func (e *codedError) Unwrap() []error { return []error{e.err, e.is} }

// codedOf returns the error with its exit code. One that has none is cobra's own
// complaint, and wrong usage.
func codedOf(err error) *codedError {
	var coded *codedError
	if !errors.As(err, &coded) {
		coded = &codedError{code: ExitUsage, err: err}
	}
	return coded
}

// CodeOf returns the exit code that an error knows, 0 if it knows none.
func CodeOf(err error) int {
	var coded *codedError
	if errors.As(err, &coded) {
		return coded.code
	}
	return 0
}

// HintOf returns the next step that is told with an error, "" for none.
func HintOf(err error) string { return codedOf(err).hint }

// Usage is the error of wrong usage, in words.
func Usage(text string) error { return WrongUsage(errors.New(text)) }

// WrongUsage is the error of wrong usage, for a cause.
func WrongUsage(err error) error { return &codedError{code: ExitUsage, err: err} }

// FileError is the error of a file, port or terminal that cannot be used.
func FileError(err error) error { return &codedError{code: ExitFile, err: err} }

// NotReady is the error of trust data that is not there, or is not what it should be.
func NotReady(err error) error { return &codedError{code: ExitNotReady, err: err} }

// Refused is the error of trust data that nothing may be judged by.
func Refused(err error) error {
	return &codedError{code: ExitNotReady, err: err, is: errTrustRefused}
}

// WithHint adds the next step to an error: what to try, and never what went wrong.
func WithHint(err error, hint string) error {
	return &codedError{code: codedOf(err).code, err: err, hint: hint}
}
