package cli

import (
	"errors"
	"fmt"

	"vaxcheck/cmd/show"
	"vaxcheck/trust"
	"vaxcheck/trust/inforce"
	"vaxcheck/trust/store"
)

// Trust are the folders in which trust is kept.
func (p Places) Trust() inforce.Places {
	return inforce.Places{Machine: p.MachineData, User: p.UserData}
}

// CheckSnapshot returns the check that a snapshot must pass wherever it comes from.
func CheckSnapshot(c *Console) store.Check {
	return inforce.CheckBy(func(snapshot, signature []byte) error { return VerifySnapshot(c, snapshot, signature) })
}

// VerifySnapshot checks the directory's signature over a snapshot: as Env has it, or with
// the key that is part of the program.
func VerifySnapshot(c *Console, snapshot, signature []byte) error {
	if c.Env.VerifySnapshot != nil {
		return c.Env.VerifySnapshot(snapshot, signature)
	}
	return trust.VerifySnapshot(snapshot, signature)
}

// OpenTrust opens what this machine and its user trust: all of it, or as far as it is
// needed to judge. The error says why nothing may be judged; what could be read is
// returned all the same.
func OpenTrust(c *Console, all bool) (*inforce.Trust, error) {
	open := inforce.Open
	if all {
		open = inforce.OpenAll
	}
	t, err := open(c.Env.Places.Trust(), CheckSnapshot(c))
	return t, trustError(c, err)
}

// trustError says why nothing may be judged.
func trustError(c *Console, err error) error {
	var refused *inforce.RefusedError
	var unknown *inforce.LocalUnknownError
	switch {
	case errors.As(err, &refused):
		return TrustRefused(c.Words, refused.Name, refused.Err)
	case errors.As(err, &unknown):
		return localUnknown(c, unknown)
	}
	return err
}

// localUnknown says that it is not known what was added and blocked.
func localUnknown(c *Console, e *inforce.LocalUnknownError) error {
	w := StoresIn(c.Words)
	next := w.LocalRestore(e.Folder)
	switch {
	case errors.Is(e.Err, inforce.ErrOthersWrite):
		next = w.LocalOthers(e.Folder)
	case errors.Is(e.Err, store.ErrNewer), errors.Is(e.Err, trust.ErrVersion):
		next = w.Next().Fill(inforce.AboutNewer, "Folder", show.SafeText(e.Folder))
	case !errors.Is(e.Err, store.ErrBlob) && !errors.Is(e.Err, trust.ErrDamaged):
		next = w.Next().Fill(inforce.AboutFolder, "Folder", show.SafeText(e.Folder))
	}
	return WithHint(Refused(errors.New(w.LocalUnknown(w.Whose().Of(string(e.Scope))))), next)
}

// storeErrors are the reasons why a store refuses or fails that people can do
// something about.
var storeErrors = []struct {
	err  error
	code string // of its words
}{
	{store.ErrNewer, "newer"}, {store.ErrFull, "full"}, {store.ErrReadOnly, "read-only"},
	{store.ErrReadBack, "read-back"},
	{store.ErrChanged, "changed"}, {store.ErrNothing, "nothing"}, {store.ErrTooLarge, "too-large"},
}

// StoreError says why a store could not be changed, and what to do.
func StoreError(c *Console, h *inforce.Holding, err error, code int) error {
	w := StoresIn(c.Words)
	var unknown *inforce.LocalUnknownError
	switch {
	case errors.Is(err, inforce.ErrNoPlace):
		return NoPlace(c)
	case errors.As(err, &unknown):
		return localUnknown(c, unknown)
	}
	for _, known := range storeErrors {
		if errors.Is(err, known.err) {
			why := w.Errors(known.code).Fill("Folder", show.SafeText(h.Folder))
			return &codedError{code: code, err: fmt.Errorf("%s: %s", WhoseStore(c.Words, h), why.Sentence),
				hint: why.Next}
		}
	}
	return &codedError{code: code, err: fmt.Errorf("%s: %w", WhoseStore(c.Words, h), err),
		hint: w.Next().Fill(inforce.AboutFolder, "Folder", show.SafeText(h.Folder))}
}

// NoPlace is the error where the system names no folder to keep anything in.
func NoPlace(c *Console) error {
	w := StoresIn(c.Words)
	return WithHint(FileError(errors.New(w.NoPlace())), w.NoPlaceNext())
}
