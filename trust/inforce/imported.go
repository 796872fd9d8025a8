package inforce

import (
	"slices"
	"sync"
	"time"

	"vaxcheck/trust"
	"vaxcheck/trust/store"
)

// Imported is what machine and user have imported of one supplement. All of it is in
// force together with what the program has. It is read when it is first needed;
// judging needs all of it, as the set is named whole.
type Imported struct {
	Supplement *trust.Supplement
	Stores     Holdings

	all  Imports // this one among them
	once sync.Once
	read bool
	see  func(*Holding) // is shown what is read; nil for nobody
}

// Imports are what machine and user have imported of all supplements.
type Imports []*Imported

// OpenImports returns the stores of all supplements with nothing read yet.
func OpenImports(places Places) (all Imports) {
	for _, s := range trust.Supplements() {
		all = append(all, &Imported{Supplement: s, Stores: supplementStores(places, s)})
	}
	for _, i := range all {
		i.all = all
	}
	return all
}

func supplementStores(places Places, s *trust.Supplement) (all Holdings) {
	for _, scope := range scopes {
		if h := holdingAt(places, scope, s.Name, SourceImported, s.Check); h != nil {
			h.Supplement = s
			h.Store.WithLayout(Layout)
			all = append(all, h)
		}
	}
	return all
}

// Of is the one of a supplement.
func (all Imports) Of(s *trust.Supplement) *Imported {
	return all[slices.IndexFunc(all, func(i *Imported) bool { return i.Supplement == s })]
}

// Read takes in what the stores hold.
func (all Imports) Read() {
	for _, i := range all {
		i.Read()
	}
}

// Watch shows each store to see as soon as it is read.
func (all Imports) Watch(see func(*Holding)) {
	for _, i := range all {
		if !i.read {
			i.see = see
			continue
		}
		for _, h := range i.Stores {
			see(h)
		}
	}
}

// addTo returns the set with all that is imported, which is asked for when it is
// first needed.
func (all Imports) addTo(set *trust.Set) *trust.Set {
	for _, i := range all {
		set = set.WithPart(i.Supplement.Part, func() []*trust.Set { return i.sets(nil, nil) })
	}
	return set
}

// Read takes in what the stores hold, once.
func (i *Imported) Read() {
	i.once.Do(func() {
		for _, h := range i.Stores {
			h.readSupplement()
			if i.see != nil {
				i.see(h)
			}
		}
		i.read = true
	})
}

// sets returns the sets that would be in force with another one in a store, or with no
// store those that are in force.
func (i *Imported) sets(in *Holding, other *trust.Set) []*trust.Set {
	i.Read()
	var sets []*trust.Set
	for _, h := range i.Stores {
		set := h.State.Set
		if h == in {
			set = other
		}
		if set != nil && !h.Ignored {
			sets = append(sets, set)
		}
	}
	return sets
}

// InForce lists the supplement's members in force, the program's own among them, and
// describes the part to which they add.
func (i *Imported) InForce() ([]trust.Member, trust.Info, error) { return i.With(nil, nil) }

// With is InForce as it would be with another set in a store, nil for none.
func (i *Imported) With(in *Holding, other *trust.Set) ([]trust.Member, trust.Info, error) {
	set, err := trust.Bundled()
	if err != nil {
		return nil, trust.Info{}, err
	}
	for _, each := range i.all {
		set = set.WithPart(each.Supplement.Part, func() []*trust.Set { return each.sets(in, other) })
	}
	return i.Supplement.Members(set), i.Supplement.Info(set), nil
}

// Compare tells what another set in a store would change, and describes the part then.
func (i *Imported) Compare(in *Holding, other *trust.Set) (trust.MemberChanges, trust.Info, error) {
	before, _, err := i.InForce()
	if err != nil {
		return trust.MemberChanges{}, trust.Info{}, err
	}
	after, info, err := i.With(in, other)
	return trust.CompareMembers(before, after), info, err
}

// Bringer is the store with which a member came, nil if it is the program's own.
func (i *Imported) Bringer(m *trust.Member) *Holding {
	if m.Source != SourceImported {
		return nil
	}
	i.Read()
	for _, h := range i.Stores {
		if h.Counts() && slices.ContainsFunc(h.Members(), func(have trust.Member) bool { return have.Is(m) }) {
			return h
		}
	}
	return nil
}

// Joined is the file that a store is to keep of one that is brought, and its time:
// with what it holds already where the supplement is joined. Then it is later than
// what it follows, also within one second.
func (i *Imported) Joined(in *Holding, file []byte, brought time.Time, inForce *trust.Set) ([]byte, time.Time,
	[]trust.Note, error) {
	if i.Supplement.Join == nil {
		return file, brought, nil, nil
	}
	held := in.State.Set
	file, notes, err := i.Supplement.Join(file, held, inForce)
	if next := in.State.Generation.Created.Add(time.Second); held != nil && next.After(brought) {
		brought = next
	}
	return file, brought, notes, err
}

// Shrinks tells whether a set leaves out more than a tenth of what the one that it
// replaces in a store had, as somebody who brings a single certificate does not mean
// to, and how many there were and would be left.
func (i *Imported) Shrinks(in *Holding, set *trust.Set) (before, left int, shrinks bool) {
	if in.State.Set == nil || i.Supplement.Join != nil {
		return 0, 0, false
	}
	held := in.Members()
	lost := len(trust.CompareMembers(held, i.Supplement.Members(set)).Removed)
	return len(held), len(held) - lost, lost*10 > len(held)
}

// RolledBack is what became of a supplement when an import was set aside.
type RolledBack struct {
	Aside   store.Generation
	Changes trust.MemberChanges
	Info    trust.Info // of the part then
}

// RollBack sets aside what was imported last. What was imported before it is in force
// again, at last the program's own alone. The error is ErrNoPlace, ErrNotImported or
// the store's.
func (i *Imported) RollBack(of Scope) (done RolledBack, err error) {
	i.Read()
	in := i.Stores.Of(of)
	switch {
	case in == nil:
		return done, ErrNoPlace
	case in.State.Set == nil:
		return done, ErrNotImported
	}
	aside, left, err := in.Store.Rollback(in.State.Generation.SHA256)
	if err != nil {
		return done, err
	}
	done.Aside = aside
	done.Changes, done.Info, err = i.Compare(in, left.Set)
	return done, err
}
