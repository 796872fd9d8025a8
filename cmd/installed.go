package cmd

import (
	"errors"
	"path/filepath"
	"time"

	"vaxcheck/trust"
	"vaxcheck/trust/store"
)

// Sources of the set in force, as results name it; package trust has the others.
const (
	sourceInstalled = "installed" // by update or import, for this user or the machine
	// Of a kind beside the directory: an administrator vouches for it. It is united
	// with the program's own.
	sourceImported = "imported"
)

// Small files of a store that are ours.
const (
	fileLocal   = whatLocal   // additions and blocks
	fileHistory = whatHistory // keys that installed sets have listed
)

// scope is whose a store is.
type scope string

const (
	scopeProgram scope = "program" // no store: what is part of the program
	scopeMachine scope = "machine"
	scopeUser    scope = "user"
)

// keep is what one store holds.
type keep struct {
	scope    scope
	kind     *trust.Supplement // nil for the issuers' directory
	folder   string
	store    *store.Store
	state    store.State
	local    trust.Local
	localErr error          // why it is not known what was added and blocked
	history  *trust.History // nil if there is none
	notes    []store.Note
	// Of a kind beside the directory:
	vouched trust.Vouched // for the set that is held
	ignored bool          // others could have written it
}

// kindFolder is where a place keeps the sets of a kind.
func kindFolder(place, kind string) string { return filepath.Join(place, "trust", kind) }

// openKeep returns the store of a scope with nothing read yet, nil if the
// machine has no place for it.
func (a *app) openKeep(of scope) *keep {
	return a.keepIn(of, kindDirectory, sourceInstalled, a.checkSnapshot)
}

// keepIn returns the store of a scope for the sets of one kind.
func (a *app) keepIn(of scope, kind, source string, check store.Check) *keep {
	place := a.env.Places.UserData
	if of == scopeMachine {
		place = a.env.Places.MachineData
	}
	if place == "" {
		return nil
	}
	folder := kindFolder(place, kind)
	k := &keep{scope: of, folder: folder, store: store.At(folder, source, check)}
	if of == scopeMachine {
		k.store.ForEveryone()
	}
	return k
}

// checkSnapshot is what a snapshot must pass wherever it comes from: the
// directory's signature over the exact bytes, and the strict reading.
func (a *app) checkSnapshot(snapshot, signature []byte, source string) (*trust.Set, error) {
	if err := a.verifySnapshot(snapshot, signature); err != nil {
		return nil, err
	}
	return trust.LoadInstalled(snapshot, source)
}

func (a *app) verifySnapshot(snapshot, signature []byte) error {
	if a.env.VerifySnapshot != nil {
		return a.env.VerifySnapshot(snapshot, signature)
	}
	return trust.VerifySnapshot(snapshot, signature)
}

// read takes in what the store holds beside its generations.
func (k *keep) read() {
	k.readHistory()
	k.readLocal()
	if k.scope == scopeMachine {
		k.checkOwner()
	}
}

// checkOwner distrusts what others may write: they could let anyone in, or the
// blocked. Sets prove themselves, so only the local layer is lost.
func (k *keep) checkOwner() {
	owners := store.CheckOwner(k.folder)
	k.notes = append(k.notes, owners...)
	if len(owners) > 0 && k.localErr == nil && !k.local.Empty() {
		k.localErr = errOthersWrite
	}
}

var errOthersWrite = errors.New("others may write it")

// readLocal takes in what was added and blocked. A store that cannot be read
// has none only if there is no file of it.
func (k *keep) readLocal() {
	b, err := k.store.ReadBlob(fileLocal)
	k.notes = append(k.notes, b.Notes...)
	switch {
	case err == nil && b.Exists():
		k.local, k.localErr = trust.DecodeLocal(b.Data)
	case err != nil && k.store.MayHold(fileLocal):
		k.localErr = err
	}
}

// readHistory takes in which keys earlier sets listed. Without it the history
// inside the program is used.
func (k *keep) readHistory() {
	b, err := k.store.ReadBlob(fileHistory)
	k.notes = append(k.notes, b.Notes...)
	if err != nil || !b.Exists() {
		return
	}
	h, err := trust.DecodeHistory(b.Data)
	if err != nil {
		k.notes = append(k.notes, store.Note{Code: store.CodeDamaged, File: fileHistory, Err: err})
		return
	}
	k.history = h
}

// standing is all that this machine and user know of whom to trust.
type standing struct {
	keeps  []*keep    // the machine's and the user's, as far as there are places
	beside []*beside  // of each other kind
	signed *trust.Set // the newest valid set, as its directory made it
	holder scope      // who holds that set
	set    *trust.Set // in force: with local additions, blocks and the key history
}

// standing reads the stores. They are asked only for sets that are newer than
// the one at hand, and those of other kinds when something needs them, unless all
// is wanted. The error is that nothing may be judged;
// the standing is told as far as it is known all the same.
func (a *app) standing(all bool) (*standing, error) {
	st := &standing{holder: scopeProgram}
	var err error
	if st.signed, err = trust.Bundled(); err != nil {
		return st, trustRefused(a.words, "bundled", err)
	}
	for _, of := range []scope{scopeMachine, scopeUser} {
		if k := a.openKeep(of); k != nil {
			st.take(k, all)
		}
	}
	st.beside = a.openAllBeside()
	for _, b := range st.beside {
		if all {
			b.read()
		}
	}
	return st, a.layer(st)
}

// take reads one store, and its set if that is newer.
func (st *standing) take(k *keep, all bool) {
	st.keeps = append(st.keeps, k)
	k.read()
	if held := st.signed.Info().Created; all {
		k.state = k.store.Read()
	} else {
		k.state = k.store.ReadNewer(held)
	}
	k.notes = append(k.state.Notes, k.notes...)
	if s := k.state.Set; s != nil && s.Info().Created.After(st.signed.Info().Created) {
		st.signed, st.holder = s, k.scope
	}
}

// layer puts what is local and the key history over the newest set, and what is
// imported of other kinds beside it.
func (a *app) layer(st *standing) (err error) {
	var local trust.Local
	for _, k := range st.keeps {
		if k.localErr != nil {
			return a.localUnknown(k)
		}
		local = local.Union(k.local)
	}
	complete := st.signed
	for _, b := range st.beside {
		complete = complete.WithPart(b.kind.Part, b.sets)
	}
	if st.set, err = complete.With(local, st.history, st.seen()); err != nil {
		return trustRefused(a.words, fileLocal, err)
	}
	return nil
}

// seen is when the newest directory was made that a store has known.
func (st *standing) seen() (newest time.Time) {
	for _, k := range st.keeps {
		if k.history == nil {
			continue
		}
		if _, to := k.history.Period(); to.After(newest) {
			newest = to
		}
	}
	return newest
}

// history is what the program and both stores know of earlier keys.
func (st *standing) history() *trust.History {
	h, err := trust.BundledHistory()
	if err != nil { // as sound as the set, a test says
		return nil
	}
	for _, k := range st.keeps {
		if k.history != nil {
			h = h.Union(k.history)
		}
	}
	return h
}

// keep returns the store of a scope, nil if there is no place for it.
func (st *standing) keep(of scope) *keep { return keepOf(st.keeps, of) }

func keepOf(keeps []*keep, of scope) *keep {
	for _, k := range keeps {
		if k.scope == of {
			return k
		}
	}
	return nil
}
