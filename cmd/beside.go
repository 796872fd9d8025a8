package cmd

import (
	"slices"
	"sync"

	"vaxcheck/trust"
	"vaxcheck/trust/store"
	"vaxcheck/verify"
)

// beside is what machine and user have imported of one kind beside the issuers'
// directory. All of it is in force together with what the program has. It is
// read when it is first needed; judging needs all of it, as the set is named whole.
type beside struct {
	kind  *trust.Supplement
	all   []*beside // of every kind, this one among them
	keeps []*keep   // the machine's and the user's, as far as there are places
	once  sync.Once
	known bool        // it was read
	tell  func(*keep) // is told what is damaged as soon as it is read; nil for nobody
}

// openAllBeside returns the stores of all kinds with nothing read yet.
func (a *app) openAllBeside() []*beside {
	var all []*beside
	for _, k := range trust.Supplements() {
		b := &beside{kind: k}
		for _, of := range []scope{scopeMachine, scopeUser} {
			if held := a.openKind(of, k); held != nil {
				b.keeps = append(b.keeps, held)
			}
		}
		all = append(all, b)
	}
	for _, b := range all {
		b.all = all
	}
	return all
}

// besideOf is the one of a kind.
func besideOf(all []*beside, k *trust.Supplement) *beside {
	return all[slices.IndexFunc(all, func(b *beside) bool { return b.kind == k })]
}

// openKind is openKeep for a kind.
func (a *app) openKind(of scope, k *trust.Supplement) *keep {
	held := a.keepIn(of, k.Name, sourceImported, k.Check)
	if held != nil {
		held.kind = k
		held.store.Laid(vouchedLayout)
	}
	return held
}

// read takes in what the stores hold, once.
func (b *beside) read() {
	b.once.Do(func() {
		for _, k := range b.keeps {
			k.readKind()
			if b.tell != nil {
				b.tell(k)
			}
		}
		b.known = true
	})
}

// readKind takes in what a store of a kind holds. Nothing proves it but that only
// an administrator can have put it there.
func (k *keep) readKind() {
	k.state = k.store.Read()
	k.notes = k.state.Notes
	if k.state.Set != nil {
		k.vouched, _ = trust.DecodeVouched(k.state.Proof) // checked with the set
	}
	if k.scope == scopeMachine {
		owners := store.CheckOwner(k.folder)
		k.notes = append(k.notes, owners...)
		k.ignored = len(owners) > 0
	}
}

// sets are those that are in force.
func (b *beside) sets() []*trust.Set { return b.setsWith(nil, nil) }

// setsWith are those that would be in force with another set in a store.
func (b *beside) setsWith(in *keep, other *trust.Set) []*trust.Set {
	b.read()
	var sets []*trust.Set
	for _, k := range b.keeps {
		set := k.state.Set
		if k == in {
			set = other
		}
		if set != nil && !k.ignored {
			sets = append(sets, set)
		}
	}
	return sets
}

// certificates lists all that would be in force with another set in a store, the
// program's own among them; with none for what is in force.
func (b *beside) certificates(in *keep, other *trust.Set) ([]trust.Member, trust.Info, error) {
	set, err := trust.Bundled()
	if err != nil {
		return nil, trust.Info{}, err
	}
	for _, each := range b.all {
		set = set.WithPart(each.kind.Part, func() []*trust.Set { return each.setsWith(in, other) })
	}
	return b.kind.Members(set), b.kind.Info(set), nil
}

// importView tells who vouches for what was imported.
type importView struct {
	Kind   string           `json:"kind"`
	Scope  scope            `json:"scope"`
	Dated  verify.Timestamp `json:"dated"`
	File   string           `json:"file"` // "" if it had no name
	SHA256 string           `json:"sha256"`
	Count  int              `json:"certificates"`
	whyView
}

// importOf is nil for a store from which nothing is in force.
func (k *keep) importOf() *importView {
	if k.state.Set == nil || k.ignored {
		return nil
	}
	v := importViewOf(k.vouched, k.scope, len(k.kind.Members(k.state.Set)))
	return &v
}

func importViewOf(v trust.Vouched, of scope, count int) importView {
	return importView{v.Kind, of, verify.Timestamp(v.Dated), v.File, v.SHA256, count, whyOf(v.Entry)}
}

// imports lists what is in force of all that was imported.
func (b *beside) imports() []importView {
	var views []importView
	for _, k := range b.keeps {
		if v := k.importOf(); v != nil {
			views = append(views, *v)
		}
	}
	return views
}

// vouchedFor tells with which import a certificate came, nil if it is the
// program's own.
func (b *beside) vouchedFor(c certificateView) *importView {
	if c.Source != sourceImported {
		return nil
	}
	for _, k := range b.keeps {
		v := k.importOf()
		if v == nil {
			continue
		}
		for _, have := range k.kind.Members(k.state.Set) {
			if have.SHA256 == c.SHA256 && have.KeyID == c.KeyID {
				return v
			}
		}
	}
	return nil
}
