package inforce

import (
	"slices"
	"time"

	"vaxcheck/trust"
	"vaxcheck/trust/store"
)

// Result is what came of checking one thing anew.
type Result string

// Results.
const (
	OK      Result = "ok"
	Odd     Result = "odd" // of no consequence, or mended by the next change
	Damaged Result = "damaged"
)

// Recheck is one thing that was checked anew.
type Recheck struct {
	Result     Result
	Scope      Scope
	Supplement *trust.Supplement // nil for the issuers' directory
	About      string            // AboutSet, FileLocal, FileHistory …
	File       string
	Code       store.Code  // what is wrong
	Created    time.Time   // of a set in the program
	Holding    *Holding    // nil for the program
	Note       *store.Note // nil if nothing is wrong
}

// RecheckAll looks at the program's own sets, and at every file of all stores.
func RecheckAll(places Places, check store.Check) (all []Recheck) {
	all = append(all, recheckBundled())
	for _, s := range trust.Supplements() {
		if s.Join == nil {
			all = append(all, recheckOwn(s))
		}
	}
	var r rechecks
	for _, scope := range scopes {
		if h := directoryStores(places, check).Of(scope); h != nil {
			r.directory(h)
		}
		for _, s := range trust.Supplements() {
			if h := supplementStores(places, s).Of(scope); h != nil {
				r.supplement(h)
			}
		}
	}
	return append(all, r...)
}

// recheckBundled computes every key of the program's set anew.
func recheckBundled() Recheck {
	set, err := trust.Bundled()
	if err != nil {
		return ofProgram(nil, time.Time{}, false)
	}
	keys := 0
	for is := range set.Issuers() {
		keys += len(set.Keys(is.ID))
	}
	_, err = trust.BundledHistory()
	return ofProgram(nil, set.Info().Created, err == nil && keys == set.Info().Keys)
}

// recheckOwn reads what the program has of a supplement. Of what is joined, which are
// lists that soon are too old, it has none.
func recheckOwn(s *trust.Supplement) Recheck {
	set, err := trust.Bundled()
	if err != nil {
		return ofProgram(s, time.Time{}, false)
	}
	return ofProgram(s, s.Info(set).Created, len(s.Members(set)) > 0)
}

func ofProgram(s *trust.Supplement, created time.Time, sound bool) Recheck {
	if !sound {
		return Recheck{Result: Damaged, Scope: Program, Supplement: s, About: AboutSet, Code: store.CodeDamaged}
	}
	return Recheck{Result: OK, Scope: Program, Supplement: s, About: AboutSet, Created: created}
}

type rechecks []Recheck

// supplement checks everything that is imported, and who may write.
func (r *rechecks) supplement(h *Holding) {
	r.notes(h, append(r.generations(h), store.CheckOwner(h.Folder)...))
}

// directory checks every generation, both copies of each small file, and who may
// write.
func (r *rechecks) directory(h *Holding) {
	notes := r.generations(h)
	h.readSmall()
	notes = append(notes, h.Notes...)
	if h.Scope != Machine {
		notes = append(notes, store.CheckOwner(h.Folder)...)
	}
	r.small(h, FileLocal, notes, !h.Local.Empty())
	r.small(h, FileHistory, notes, h.History != nil)
	r.notes(h, notes)
	if h.LocalErr != nil && !slices.ContainsFunc(notes,
		func(n store.Note) bool { return About(n) != AboutSet && !Harmless(n) }) {
		r.note(h, store.Note{Code: store.CodeDamaged, File: FileLocal, Err: h.LocalErr})
	}
}

// generations checks every generation.
func (r *rechecks) generations(h *Holding) []store.Note {
	generations, notes := h.Store.Generations()
	for _, g := range generations {
		if g.Problem == "" {
			r.fine(h, About(store.Note{File: g.File}), g.File)
		}
	}
	return notes
}

// fine is of what is in order in a store.
func (r *rechecks) fine(h *Holding, about, file string) {
	*r = append(*r, Recheck{Result: OK, Scope: h.Scope, Supplement: h.Supplement, About: about, File: file, Holding: h})
}

// small is of a small file that is in order.
func (r *rechecks) small(h *Holding, about string, notes []store.Note, there bool) {
	if there && !slices.ContainsFunc(notes, func(n store.Note) bool { return About(n) == about }) {
		r.fine(h, about, "")
	}
}

// notes takes down what the notes are about, each thing once.
func (r *rechecks) notes(h *Holding, notes []store.Note) {
	seen := map[string]bool{}
	for _, n := range notes {
		if id := string(n.Code) + n.File; !seen[id] {
			seen[id] = true
			r.note(h, n)
		}
	}
}

func (r *rechecks) note(h *Holding, n store.Note) {
	c := Recheck{Result: Damaged, Scope: h.Scope, Supplement: h.Supplement, About: About(n), File: n.File,
		Code: n.Code, Holding: h, Note: &n}
	// In their own home people may let others write.
	if Harmless(n) || c.About == AboutOwner && h.Scope == User {
		c.Result = Odd
	}
	*r = append(*r, c)
}
