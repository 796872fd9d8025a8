package inforce

import "errors"

// RefusedError tells that a set or layer cannot be used: Name is the set's source, or
// FileLocal.
type RefusedError struct {
	Name string
	Err  error
}

func (e *RefusedError) Error() string { return e.Name + " refused: " + e.Err.Error() }
func (e *RefusedError) Unwrap() error { return e.Err }

// LocalUnknownError tells that it is not known what was added and blocked in a store.
// What it blocked must not pass for admitted. Err is ErrOthersWrite, or the store's or
// package trust's reason.
type LocalUnknownError struct {
	Scope  Scope
	Folder string // of the store
	Err    error
}

func (e *LocalUnknownError) Error() string {
	return "local layer of " + string(e.Scope) + " unknown: " + e.Err.Error()
}
func (e *LocalUnknownError) Unwrap() error { return e.Err }

// NotHeldError tells that a rollback would change nothing, as somebody else holds the
// set in force.
type NotHeldError struct{ Holder Scope }

func (e *NotHeldError) Error() string { return "the set in force is held by " + string(e.Holder) }

// Reasons why something cannot be read or changed.
var (
	ErrOthersWrite = errors.New("others may write it")
	ErrNoPlace     = errors.New("there is no folder to keep anything in")
	ErrNotImported = errors.New("nothing of that sort is imported")
)
