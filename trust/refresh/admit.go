// Package refresh brings newer trust sets: over the network, or from a stick or
// folder. All of them take one road, Admit, which decides whether a snapshot
// may follow the set in force. It alone may use the network, and only Fetch
// does; nothing that judges imports it.
//
// Nothing here reads the clock, the environment or the disk, or installs
// anything: that is for the caller and package store.
package refresh

import (
	"errors"
	"slices"
	"time"

	"vaxcheck/trust"
	"vaxcheck/trust/signed"
)

// maxAhead is how far in the future a snapshot may be. Gate laptops have bad
// clocks, hence the day.
const maxAhead = 24 * time.Hour

// Conditions say under what a candidate is admitted: what is in force, what time it is,
// how a signature is checked.
type Conditions struct {
	Now time.Time
	// InForce is the signed set in force, without local additions; nil if there
	// is none.
	InForce *trust.Set
	// SetAside are the SHA-256, in hex, of snapshots that were rolled back.
	SetAside []string
	// Force admits a set that shrunk or was set aside. It admits nothing else.
	Force bool
	// Check verifies the signature over the exact bytes and parses strictly. Of
	// its errors trust.ErrSignature and trust.ErrTooLarge are told apart.
	Check func(snapshot, signature []byte, source string) (*trust.Set, error)
	// Source is the name of the set.
	Source string
	// Layout bounds the candidate's two files; nil for the directory's.
	Layout *signed.Layout
}

// Candidate is a snapshot that may be installed.
type Candidate struct {
	Snapshot signed.Snapshot
	Set      *trust.Set
	SHA256   string // of the snapshot, in hex
	Changes  Changes
}

// Admit decides whether a snapshot may follow the set in force. The error is an
// *Error with one of the reasons from TooLarge to SetAside. With Shrunk and
// SetAside, which Force overrules, the candidate is returned beside the error,
// so that what would change can be shown.
func Admit(s signed.Snapshot, c Conditions) (*Candidate, error) {
	set, err := c.checked(s)
	if err != nil {
		return nil, err
	}
	got := &Candidate{Snapshot: s, Set: set, SHA256: s.SHA256()}
	if err := c.timely(got); err != nil {
		return nil, err
	}
	got.Changes = Compare(c.InForce, set)
	if err := c.complete(got); err != nil && !c.Force {
		return got, err
	}
	if slices.Contains(c.SetAside, got.SHA256) && !c.Force {
		return got, &Error{Reason: SetAside, Got: set.Info().Created}
	}
	return got, nil
}

// checked checks a snapshot as such: its size, its signature over the exact bytes, and
// that it can be read strictly.
func (c Conditions) checked(s signed.Snapshot) (*trust.Set, error) {
	layout := signed.Directory
	if c.Layout != nil {
		layout = *c.Layout
	}
	if err := layout.CheckSize(s); err != nil {
		return nil, &Error{Reason: TooLarge}
	}
	set, err := c.Check(s.Data, s.Signature, c.Source)
	if err != nil {
		return nil, Unfit(err)
	}
	return set, nil
}

// Unfit finds the reason for which package trust refused a file.
func Unfit(err error) *Error {
	switch {
	case errors.Is(err, trust.ErrSignature):
		return &Error{Reason: Signature}
	case errors.Is(err, trust.ErrTooLarge):
		return &Error{Reason: TooLarge}
	}
	return &Error{Reason: Malformed, Err: err}
}

// timely refuses a candidate by its time: one that tells none, is from the future,
// older than what is in force, or that very set. Two sets of one time cannot both be
// the newest.
func (c Conditions) timely(got *Candidate) error {
	e := &Error{Got: got.Set.Info().Created}
	if e.Got.IsZero() {
		e.Reason = NoTime
		return e
	}
	if e.Got.After(c.Now.Add(maxAhead)) {
		e.Reason, e.Held = Future, c.Now
		return e
	}
	if c.InForce == nil {
		return nil
	}
	held := c.InForce.Info()
	e.Held = held.Created
	switch {
	case e.Got.Before(held.Created):
		e.Reason = Older
	case held.OriginSHA256 == got.SHA256:
		e.Reason = NothingNew
	case e.Got.Equal(held.Created):
		e.Reason = Older
	default:
		return nil
	}
	return e
}

// complete refuses a candidate that has shrunk by more than a tenth, in issuers or in
// keys.
func (c Conditions) complete(got *Candidate) error {
	before, after := got.Changes.Before, got.Changes.After
	if after.Issuers*10 < before.Issuers*9 || after.Keys*10 < before.Keys*9 {
		return &Error{Reason: Shrunk, Before: before, After: after}
	}
	return nil
}
