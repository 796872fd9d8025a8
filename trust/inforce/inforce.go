// Package inforce finds out whom this machine and its user trust: the newest valid
// set of the issuers' directory that is in the program or in a store, what machine
// and user have added and blocked, which keys earlier sets listed, and what is
// imported beside the directory.
//
// Nothing is in force if it is not known what is blocked. What is damaged otherwise
// is a note of the store that holds it, and the next best is used.
//
// It words nothing and prints nothing: what it finds are facts and typed errors.
package inforce

import (
	"time"

	"vaxcheck/trust"
	"vaxcheck/trust/store"
)

// Scope is whose a store is.
type Scope string

// The scopes.
const (
	Program Scope = "program" // no store: what is part of the program
	Machine Scope = "machine"
	User    Scope = "user"
)

// Places are the folders in which the machine and its user keep what they know, ""
// where there is none.
type Places struct{ Machine, User string }

// scopes are the scopes that have stores.
var scopes = []Scope{Machine, User}

func (p Places) of(scope Scope) string {
	if scope == Machine {
		return p.Machine
	}
	return p.User
}

// CheckBy returns the check that a snapshot must pass wherever it comes from: the
// directory's signature over the exact bytes, and the strict reading. Whoever is handed none for
// the signature gets trust.VerifySnapshot, which has the key that is in the program.
func CheckBy(verify func(snapshot, signature []byte) error) store.Check {
	return func(snapshot, signature []byte, source string) (*trust.Set, error) {
		if err := verify(snapshot, signature); err != nil {
			return nil, err
		}
		return trust.LoadInstalled(snapshot, source)
	}
}

// Trust is all that this machine and its user know of whom to trust.
type Trust struct {
	Stores  Holdings   // of the directory's sets: the machine's and the user's, as far as there are places
	Imports Imports    // of each supplement
	Signed  *trust.Set // the newest valid set, as its directory made it
	Holder  Scope      // who holds that set
	Set     *trust.Set // in force: with local additions, blocks, the key history and what is imported

	places Places
	check  store.Check
}

// Open reads the stores. They are asked only for sets that are newer than the one at
// hand, and those of supplements when something needs them. The error, which is a
// RefusedError or a LocalUnknownError, is that nothing may be judged; what is known
// is returned all the same.
func Open(places Places, check store.Check) (*Trust, error) { return open(places, check, false) }

// OpenAll is Open that reads all at once.
func OpenAll(places Places, check store.Check) (*Trust, error) { return open(places, check, true) }

func open(places Places, check store.Check, all bool) (*Trust, error) {
	t := &Trust{Holder: Program, places: places, check: check}
	var err error
	if t.Signed, err = trust.Bundled(); err != nil {
		return t, &RefusedError{trust.SourceBundled, err}
	}
	for _, h := range directoryStores(places, check) {
		t.take(h, all)
	}
	t.Imports = OpenImports(places)
	if all {
		t.Imports.Read()
	}
	return t, t.layer()
}

// take reads one store, and its set if that is newer.
func (t *Trust) take(h *Holding, all bool) {
	t.Stores = append(t.Stores, h)
	h.readSmall()
	if held := t.Signed.Info().Created; all {
		h.State = h.Store.Read()
	} else {
		h.State = h.Store.ReadNewer(held)
	}
	h.Notes = append(h.State.Notes, h.Notes...)
	if s := h.State.Set; s != nil && s.Info().Created.After(t.Signed.Info().Created) {
		t.Signed, t.Holder = s, h.Scope
	}
}

// layer puts what is local and the key history over the newest set, and what is
// imported beside it.
func (t *Trust) layer() (err error) {
	var local trust.Local
	for _, h := range t.Stores {
		if h.LocalErr != nil {
			return h.localUnknown()
		}
		local = local.Union(h.Local)
	}
	if t.Set, err = t.over(t.Imports.addTo(t.Signed), local); err != nil {
		return &RefusedError{FileLocal, err}
	}
	return nil
}

// over puts a local layer and the key history over a set.
func (t *Trust) over(set *trust.Set, local trust.Local) (*trust.Set, error) {
	return set.With(local, t.History, t.seen())
}

// With returns the directory's set as it would be with a local layer alone.
func (t *Trust) With(local trust.Local) (*trust.Set, error) { return t.over(t.Signed, local) }

// seen is when the newest directory was made that a store has known.
func (t *Trust) seen() (newest time.Time) {
	for _, h := range t.Stores {
		if h.History == nil {
			continue
		}
		if _, to := h.History.Period(); to.After(newest) {
			newest = to
		}
	}
	return newest
}

// History returns what the program and both stores know of earlier keys.
func (t *Trust) History() *trust.History {
	known, err := trust.BundledHistory()
	if err != nil { // as sound as the set, a test says
		return nil
	}
	for _, h := range t.Stores {
		if h.History != nil {
			known = known.Union(h.History)
		}
	}
	return known
}

// Watch shows each store to see: those that were read at once, the others as soon as
// they are.
func (t *Trust) Watch(see func(*Holding)) {
	for _, h := range t.Stores {
		see(h)
	}
	t.Imports.Watch(see)
}

// Follows is the set that a new one for a store must follow: for the machine what
// everyone on it has, for a user what is in force.
func (t *Trust) Follows(h *Holding) *trust.Set {
	if h.Scope == User || t.Holder != User {
		return t.Signed
	}
	bundled, err := trust.Bundled()
	if set := h.State.Set; err != nil || set != nil && set.Info().Created.After(bundled.Info().Created) {
		return set
	}
	return bundled
}

// RollBack sets aside what a store has in force, and returns what is in force then. A
// user's rollback has to change what is in force for that user. The error is
// ErrNoPlace, a NotHeldError or the store's.
func (t *Trust) RollBack(of Scope) (aside store.Generation, now *Trust, err error) {
	h := t.Stores.Of(of)
	switch {
	case h == nil:
		return aside, nil, ErrNoPlace
	case of == User && t.Holder != of:
		return aside, nil, &NotHeldError{t.Holder}
	}
	if aside, _, err = h.Store.Rollback(h.State.Generation.SHA256); err != nil {
		return aside, nil, err
	}
	now, _ = OpenAll(t.places, t.check)
	return aside, now, h.forgetAfter(now.Signed.Info().Created)
}

// Added is a local addition.
type Added struct {
	trust.Addition
	Scope Scope
	// Listed tells that it has a key that the directory does not list, for an issuer
	// that it lists, and Name is what it calls that issuer.
	Listed bool
	Name   string
}

// Additions lists those of machine and user, the ones that speak for listed issuers
// first.
func (t *Trust) Additions() []Added {
	var listed, others []Added
	for _, h := range t.Stores {
		for _, a := range h.Local.Additions {
			added := Added{Addition: a, Scope: h.Scope}
			if added.Name, added.Listed = t.speaksFor(a); added.Listed {
				listed = append(listed, added)
				continue
			}
			others = append(others, added)
		}
	}
	return append(listed, others...)
}

// speaksFor tells whether an addition has a key that the directory does not list, for
// an issuer that it lists.
func (t *Trust) speaksFor(a trust.Addition) (name string, listed bool) {
	is, known := t.Signed.Issuer(a.Issuer)
	if !known {
		return "", false
	}
	for _, k := range a.Keys() {
		if _, there := t.Signed.Key(a.Issuer, k.ID); !there {
			return is.Name, true
		}
	}
	return "", false
}
