package inforce

import (
	"errors"
	"path/filepath"
	"slices"
	"time"

	"vaxcheck/trust"
	"vaxcheck/trust/signed"
	"vaxcheck/trust/store"
)

// Sources of sets, as results name them; package trust has the others.
const (
	SourceInstalled = "installed" // by update or import, for this user or the machine
	SourceImported  = "imported"  // a supplement, which is united with the program's own
)

// Sources lists all sources of keys, as results name them.
func Sources() []string { return append(trust.Sources(), SourceInstalled, SourceImported) }

// Small files of a store that are ours.
const (
	FileLocal   = "local"   // additions and blocks
	FileHistory = "history" // keys that installed sets have listed
)

// MaxFile bounds a file of a supplement, in bytes.
const MaxFile = 16 << 20

// Layout is how a store keeps a file of a supplement, and the note of who vouches for
// it.
var Layout = signed.Layout{Data: "certificates", Proof: "vouched.json", MaxData: MaxFile, MaxProof: trust.MaxVouched}

// Holding is what one store holds.
type Holding struct {
	Scope      Scope
	Supplement *trust.Supplement // nil for the issuers' directory
	Folder     string
	Store      *store.Store
	State      store.State
	Local      trust.Local
	LocalErr   error          // why it is not known what was added and blocked
	History    *trust.History // nil if there is none
	Notes      []store.Note
	// Of a supplement:
	Vouched trust.Vouched // for the set that is held
	Ignored bool          // others could have written it, and nothing else proves it
}

// Folder is where a place keeps the sets of a supplement, or of the directory by
// trust.Directory.
func Folder(place, name string) string { return filepath.Join(place, "trust", name) }

// holdingAt is a store with nothing read yet, nil if the machine has no place for it.
func holdingAt(places Places, scope Scope, name, source string, check store.Check) *Holding {
	place := places.of(scope)
	if place == "" {
		return nil
	}
	folder := Folder(place, name)
	h := &Holding{Scope: scope, Folder: folder, Store: store.At(folder, source, check)}
	if scope == Machine {
		h.Store.ForEveryone()
	}
	return h
}

// directoryStores returns the stores of the issuers' directory.
func directoryStores(places Places, check store.Check) (all Holdings) {
	for _, scope := range scopes {
		if h := holdingAt(places, scope, trust.Directory, SourceInstalled, check); h != nil {
			all = append(all, h)
		}
	}
	return all
}

// readSmall takes in what the store holds beside its generations.
func (h *Holding) readSmall() {
	h.readHistory()
	h.readLocal()
	if h.Scope == Machine {
		h.checkOwner()
	}
}

// checkOwner distrusts what others may write: they could let anyone in, or the
// blocked. Sets prove themselves, so only the local layer is lost.
func (h *Holding) checkOwner() {
	owners := store.CheckOwner(h.Folder)
	h.Notes = append(h.Notes, owners...)
	if len(owners) > 0 && h.LocalErr == nil && !h.Local.Empty() {
		h.LocalErr = ErrOthersWrite
	}
}

// readLocal takes in what was added and blocked. A store that cannot be read has none
// only if there is no file of it.
func (h *Holding) readLocal() {
	b, err := h.Store.ReadBlob(FileLocal)
	h.Notes = append(h.Notes, b.Notes...)
	switch {
	case err == nil && b.Exists():
		h.Local, h.LocalErr = trust.DecodeLocal(b.Data)
	case err != nil && h.Store.MayHold(FileLocal):
		h.LocalErr = err
	}
}

// readHistory takes in which keys earlier sets listed. Without it the history inside
// the program is used.
func (h *Holding) readHistory() {
	b, err := h.Store.ReadBlob(FileHistory)
	h.Notes = append(h.Notes, b.Notes...)
	if err != nil || !b.Exists() {
		return
	}
	known, err := trust.DecodeHistory(b.Data)
	if err != nil {
		h.Notes = append(h.Notes, store.Note{Code: store.CodeDamaged, File: FileHistory, Err: err})
		return
	}
	h.History = known
}

// readSupplement takes in what a store of a supplement holds. Nothing proves it but
// that only an administrator can have put it there.
func (h *Holding) readSupplement() {
	h.State = h.Store.Read()
	h.Notes = h.State.Notes
	if h.State.Set != nil {
		h.Vouched, _ = trust.DecodeVouched(h.State.Proof) // checked with the set
	}
	if h.Scope == Machine {
		owners := store.CheckOwner(h.Folder)
		h.Notes = append(h.Notes, owners...)
		h.Ignored = len(owners) > 0
	}
}

// Counts tells whether something imported is in force from the store.
func (h *Holding) Counts() bool { return h.State.Set != nil && !h.Ignored }

// Members lists what the store holds of its supplement.
func (h *Holding) Members() []trust.Member { return h.Supplement.Members(h.State.Set) }

func (h *Holding) localUnknown() error { return &LocalUnknownError{h.Scope, h.Folder, h.LocalErr} }

// ChangeLocal changes what is added and blocked while nobody else can. What it is by
// then may be newer than what was read. The error is a LocalUnknownError, that of
// change, or the store's.
func (h *Holding) ChangeLocal(change func(trust.Local) (trust.Local, error)) error {
	err := h.Store.UpdateBlob(FileLocal, func(b store.Blob, err error) ([]byte, error) {
		var local trust.Local
		if err == nil && b.Exists() {
			local, err = trust.DecodeLocal(b.Data)
		}
		if err == nil {
			local, err = change(local)
		}
		if err != nil {
			return nil, err
		}
		return local.Encode()
	})
	if errors.Is(err, store.ErrBlob) || errors.Is(err, trust.ErrDamaged) || errors.Is(err, trust.ErrVersion) {
		h.LocalErr = err
		return h.localUnknown()
	}
	return err
}

// Install keeps a set. Of the directory's the history comes first: it may know of a
// set that never came, which harms nothing, but must not lack one that did.
func (h *Holding) Install(s signed.Snapshot, set *trust.Set, force bool) error {
	if h.Supplement == nil {
		if err := h.learn(set); err != nil {
			return err
		}
	}
	_, err := h.Store.Install(s, force)
	return err
}

// learn adds the keys of a set to the history.
func (h *Holding) learn(set *trust.Set) error {
	return h.Store.UpdateBlob(FileHistory, func(b store.Blob, err error) ([]byte, error) {
		known := new(trust.History)
		if err == nil && b.Exists() {
			known, err = trust.DecodeHistory(b.Data)
		}
		if err != nil { // damaged, which was told: what the program knows is not lost
			known = new(trust.History)
		}
		return known.Extend(set).Encode(), nil
	})
}

// forgetAfter takes back what the key history has of sets made later. Until it is
// done, keys that these had dropped stay withdrawn.
func (h *Holding) forgetAfter(made time.Time) error {
	if h.History == nil {
		return nil
	}
	return h.Store.UpdateBlob(FileHistory, func(b store.Blob, err error) ([]byte, error) {
		if err != nil {
			return nil, err
		}
		known, err := trust.DecodeHistory(b.Data)
		if err != nil {
			return nil, err
		}
		return known.Until(made).Encode(), nil
	})
}

// Holdings are the machine's and the user's, as far as there are places.
type Holdings []*Holding

// Of is the one of a scope, nil if there is no place for it.
func (all Holdings) Of(scope Scope) *Holding {
	if at := slices.IndexFunc(all, func(h *Holding) bool { return h.Scope == scope }); at >= 0 {
		return all[at]
	}
	return nil
}

// SetAside are the hashes of sets that were rolled back, by who uses the store or by an
// administrator.
func (all Holdings) SetAside(by *Holding) []string {
	aside := by.State.Aside
	if machine := all.Of(Machine); machine != nil && machine != by {
		aside = slices.Concat(aside, machine.State.Aside)
	}
	return aside
}
