package cmd

import (
	"errors"
	"fmt"

	"vaxcheck/trust"
	"vaxcheck/trust/inforce"
	"vaxcheck/trust/store"
)

// trust are the folders in which trust is kept.
func (p Places) trust() inforce.Places {
	return inforce.Places{Machine: p.MachineData, User: p.UserData}
}

// checkSnapshot is what a snapshot must pass wherever it comes from.
func checkSnapshot(c *console) store.Check {
	return inforce.CheckBy(func(snapshot, signature []byte) error { return verifySnapshot(c, snapshot, signature) })
}

func verifySnapshot(c *console, snapshot, signature []byte) error {
	if c.env.VerifySnapshot != nil {
		return c.env.VerifySnapshot(snapshot, signature)
	}
	return trust.VerifySnapshot(snapshot, signature)
}

// openTrust is what this machine and user know of whom to trust, all of it or as far as
// it is needed to judge. The error is that nothing may be judged; what is known is
// returned all the same.
func openTrust(c *console, all bool) (*inforce.Trust, error) {
	open := inforce.Open
	if all {
		open = inforce.OpenAll
	}
	t, err := open(c.env.Places.trust(), checkSnapshot(c))
	return t, trustError(c, err)
}

// trustError says why nothing may be judged.
func trustError(c *console, err error) error {
	var refused *inforce.RefusedError
	var unknown *inforce.LocalUnknownError
	switch {
	case errors.As(err, &refused):
		return trustRefused(c.words, refused.Name, refused.Err)
	case errors.As(err, &unknown):
		return localUnknown(c, unknown)
	}
	return err
}

// localUnknown says that it is not known what was added and blocked.
func localUnknown(c *console, e *inforce.LocalUnknownError) error {
	w := storesIn(c.words)
	next := w.LocalRestore(e.Folder)
	switch {
	case errors.Is(e.Err, inforce.ErrOthersWrite):
		next = w.LocalOthers(e.Folder)
	case errors.Is(e.Err, store.ErrNewer), errors.Is(e.Err, trust.ErrVersion):
		next = fill(w.Next().Of(inforce.AboutNewer), "folder", e.Folder)
	case !errors.Is(e.Err, store.ErrBlob) && !errors.Is(e.Err, trust.ErrDamaged):
		next = fill(w.Next().Of(inforce.AboutFolder), "folder", e.Folder)
	}
	return &codedError{code: exitNotReady, kind: errTrustRefused, hint: next,
		err: errors.New(w.LocalUnknown(w.Whose().Of(string(e.Scope))))}
}

// storeErrors are the reasons why a store refuses or fails that people can do
// something about.
var storeErrors = []struct {
	err  error
	code string // of its words
}{
	{store.ErrNewer, "newer"}, {store.ErrFull, "full"}, {store.ErrReadOnly, "read-only"}, {store.ErrReadBack, "read-back"},
	{store.ErrChanged, "changed"}, {store.ErrNothing, "nothing"}, {store.ErrTooLarge, "too-large"},
}

// storeError says why a store could not be changed, and what to do.
func storeError(c *console, h *inforce.Holding, err error, code int) error {
	w := storesIn(c.words)
	var unknown *inforce.LocalUnknownError
	switch {
	case errors.Is(err, inforce.ErrNoPlace):
		return noPlace(c)
	case errors.As(err, &unknown):
		return localUnknown(c, unknown)
	}
	for _, known := range storeErrors {
		if errors.Is(err, known.err) {
			why := w.Errors(known.code)
			return &codedError{code: code, hint: fill(why.Next, "folder", h.Folder),
				err: fmt.Errorf("%s: %s", whoseStore(c.words, h), why.Sentence)}
		}
	}
	return &codedError{code: code, hint: fill(w.Next().Of(inforce.AboutFolder), "folder", h.Folder), err: fmt.Errorf("%s: %w", whoseStore(c.words, h), err)}
}

// noPlace is the error where the system names no folder to keep anything in.
func noPlace(c *console) error {
	w := storesIn(c.words)
	return &codedError{code: exitFile, err: errors.New(w.NoPlace()), hint: w.NoPlaceNext()}
}
