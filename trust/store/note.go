package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"vaxcheck/trust/signed"
)

// Code says what a note is about. Codes are stable; the sentences for people
// are made elsewhere.
type Code string

// What can be met in a store. Only CodeNewer, and CodeFolder and CodeUnreadable
// of the whole folder, keep a store from being used; in all other cases what is
// good is used.
const (
	CodeFolder        Code = "folder"         // the store's place is not a folder, or its drive is not there
	CodeNewer         Code = "newer"          // laid out by a newer version of the program: neither read nor written
	CodeMarkerDamaged Code = "marker_damaged" // the file format cannot be read; the next writer mends it
	CodeMarkerMissing Code = "marker_missing" // the file format is not there although the store is not empty
	CodeForeign       Code = "foreign"        // not ours; left alone
	CodeTemporary     Code = "temporary"      // being written just now, or left over; the next writer clears it
	CodeUnreadable    Code = "unreadable"     // the system does not let us read it
	CodeNotFile       Code = "not_file"       // a folder, link or device where a file should be
	CodeTooLarge      Code = "too_large"      // larger than any real one
	CodeDamaged       Code = "damaged"        // half-written, or bytes have changed
	CodeRefused       Code = "refused"        // the signature does not hold, or the content breaks the rules
	CodeMisnamed      Code = "misnamed"       // good content under a name that is not its own
	CodeCopyMissing   Code = "copy_missing"   // one of the two copies of a small file is not there
	CodeCopyBehind    Code = "copy_behind"    // one copy is older: a write was interrupted
	CodeCopiesDiffer  Code = "copies_differ"  // two good copies of one serial number; the first is used
	CodeLost          Code = "lost"           // the generation that was installed last is not there any more
	CodeMore          Code = "more"           // more than can be listed
	CodeOwner         Code = "owner"          // belongs to someone who could change it: see CheckOwner
	CodeWritable      Code = "writable"       // others may write it: see CheckOwner
)

// Codes lists all codes of notes.
func Codes() []Code {
	return []Code{CodeFolder, CodeNewer, CodeMarkerDamaged, CodeMarkerMissing, CodeForeign, CodeTemporary,
		CodeUnreadable,
		CodeNotFile, CodeTooLarge, CodeDamaged, CodeRefused, CodeMisnamed, CodeCopyMissing,
		CodeCopyBehind, CodeCopiesDiffer, CodeLost, CodeMore, CodeOwner, CodeWritable}
}

// Note tells of one thing that was met. File is a bare name and comes from
// strangers: it must not reach a terminal raw. Err may be nil. Recovered tells of a
// damaged or missing copy of a small file that it was not newer than the one in use.
type Note struct {
	Code Code
	File string
	Err  error
	// Recovered rests on what is left of a copy: it holds against faults, not
	// against whoever may write the store.
	Recovered bool
}

// Reasons why a store refuses to do something, or cannot.
var (
	ErrNothing  = errors.New("no valid generation in the store")
	ErrNewer    = errors.New("store was written by a newer version")
	ErrRefused  = errors.New("not a valid set for this store")
	ErrNoTime   = errors.New("set does not say when it was made")
	ErrSame     = errors.New("this very set is in force already")
	ErrNotNewer = errors.New("a newer set is in force")
	ErrSetAside = errors.New("this very set was rolled back earlier")
	ErrChanged  = errors.New("another set is in force than expected")
	ErrBlob     = errors.New("no copy of the file is valid")
	ErrBlobName = errors.New("not a name for a small file")
	ErrTooLarge = errors.New("larger than a small file may be")
	ErrFull     = errors.New("disk full")
	ErrReadOnly = errors.New("store cannot be written")
	ErrReadBack = errors.New("what was written did not come back")
)

var (
	errMisnamed   = errors.New("name and content differ")
	errNotFile    = errors.New("not a regular file")
	errNoFolder   = errors.New("leads to a place that is not there")
	errVersion    = errors.New("newer layout")
	errFewer      = errors.New("one of two copies")
	errLost       = errors.New("installed last, and gone")
	errBlobFormat = errors.New("header or checksum wrong")
)

// codedError is an error whose note has this code.
type codedError struct {
	code Code
	err  error
}

func coded(code Code, err error) error { return &codedError{code, err} }

func (e *codedError) Error() string { return e.err.Error() }
func (e *codedError) Unwrap() error { return e.err }

// noteOf makes a note of what went wrong with a file.
func noteOf(file string, err error) Note {
	n := Note{Code: CodeUnreadable, File: file, Err: withoutPath(err)}
	var c *codedError
	switch {
	case errors.As(err, &c):
		n.Code = c.code
	case errors.Is(err, errNotFile):
		n.Code = CodeNotFile
	case errors.Is(err, signed.ErrTooLarge):
		n.Code = CodeTooLarge
	}
	return n
}

// problem says what could not be done, and tells the usual causes apart.
func problem(doing string, err error) error {
	cause := withoutPath(err)
	switch {
	case isAny(err, causesFull):
		cause = fmt.Errorf("%w: %w", ErrFull, cause)
	case isAny(err, causesReadOnly):
		cause = fmt.Errorf("%w: %w", ErrReadOnly, cause)
	}
	return fmt.Errorf("%s: %w", doing, cause)
}

// withoutPath takes folder names, which may be a person's name, out of errors
// of the file system.
func withoutPath(err error) error {
	var p *fs.PathError
	var l *os.LinkError
	switch {
	case errors.As(err, &p):
		return fmt.Errorf("%s %s: %w", p.Op, filepath.Base(p.Path), p.Err)
	case errors.As(err, &l):
		return fmt.Errorf("%s %s: %w", l.Op, filepath.Base(l.New), l.Err)
	}
	return err
}

func isAny(err error, causes []error) bool {
	return slices.ContainsFunc(causes, func(cause error) bool { return errors.Is(err, cause) })
}

func isMissing(err error) bool { return errors.Is(err, fs.ErrNotExist) }
