package trust

import (
	"fmt"
	"slices"
	"sync"

	"vaxcheck/trust/csca"
	"vaxcheck/trust/dsc"
	"vaxcheck/trust/x509facts"
)

// PartName names a part of a set: what it holds of one sort of trusted keys.
type PartName string

// The parts of a set: the issuers of health cards, the country signing
// authorities of ICAO VDS-NC, and the document signers of EU DCC.
const (
	PartIssuers     PartName = "issuers"
	PartAuthorities PartName = "authorities"
	PartSigners     PartName = "signers"
)

// PartNames lists the parts that a set can have, in the order of Set.Parts.
func PartNames() []PartName {
	names := []PartName{PartIssuers}
	for _, row := range partRows {
		names = append(names, row.name)
	}
	return names
}

// partRow is all that a set must know of a part that it can hold beside its issuers.
// What it holds of one is a set of the part's own package.
type partRow struct {
	name       PartName
	bundled    func() (any, error) // what is part of the program, nil for nothing
	merge      func([]any) any     // of some that may be nil, nil for nothing
	provenance func(any) x509facts.Provenance
}

// partRows are the parts beside the issuers, in the order of Parts. It is never
// written to.
var partRows = []partRow{
	rowOf(PartAuthorities, csca.Bundled, csca.Merge),
	rowOf(PartSigners, dsc.Bundled, dsc.Merge),
	rowOf(PartPassIssuers, bundledPassKeys, passForm.Merge),
}

// partSet is what a part's package has sets of.
type partSet interface {
	comparable
	Provenance() x509facts.Provenance
}

// rowOf makes the row of a part whose package has sets of type T.
func rowOf[T partSet](name PartName, bundled func() (T, error), merge func(...T) T) partRow {
	return partRow{
		name: name,
		bundled: func() (any, error) {
			held, err := bundled()
			return someOf(held), err
		},
		merge: func(all []any) any {
			var sets []T
			for _, each := range all {
				held, _ := each.(T)
				sets = append(sets, held)
			}
			return someOf(merge(sets...))
		},
		provenance: func(held any) x509facts.Provenance { return held.(T).Provenance() },
	}
}

// someOf is nil for nothing.
func someOf[T comparable](held T) any {
	var nothing T
	if held == nothing {
		return nil
	}
	return held
}

// partsHeld is what a set holds beside its issuers, each given when it is first
// needed.
type partsHeld map[PartName]func() (any, error)

// put holds what is there already, if it is something.
func (p partsHeld) put(name PartName, held any) {
	if held != nil {
		p[name] = func() (any, error) { return held, nil }
	}
}

// of returns what is held of a part, nil for nothing.
func (p partsHeld) of(name PartName) any {
	held, _ := p.open(name)
	return held
}

// open is of, with the error of a part that does not open.
func (p partsHeld) open(name PartName) (any, error) {
	if give := p[name]; give != nil {
		return give()
	}
	return nil, nil
}

// Sound opens all parts, and returns the error of the first that does not open: of a
// damaged program. Such a set must judge nothing, as it would do so by fewer parts than it
// says it has.
func (s *Set) Sound() error {
	for _, row := range partRows {
		if _, err := s.held.open(row.name); err != nil {
			return fmt.Errorf("open %s: %w", row.name, err)
		}
	}
	return nil
}

// heldOf returns what a set holds of a part, as a set of the part's own package: an empty
// one for nothing.
func heldOf[T any](s *Set, name PartName) *T {
	if held, some := s.held.of(name).(*T); some {
		return held
	}
	return new(T)
}

// WithPart returns the set with what further sets hold of a part beside what it
// holds itself. They are asked for when the part is first needed, which for most
// cards is never.
func (s *Set) WithPart(name PartName, further func() []*Set) *Set {
	over := s.copied()
	at := slices.IndexFunc(partRows, func(r partRow) bool { return r.name == name })
	over.held[name] = sync.OnceValues(func() (any, error) {
		own, err := s.held.open(name)
		all := []any{own}
		for _, more := range further() {
			all = append(all, more.held.of(name))
		}
		return partRows[at].merge(all), err
	})
	return over
}

// PartInfo is Info for what is judged by a part: where it is from, how old, and
// what local layers lie over it. Latest is that of the whole set, since the clock
// can be earlier than neither. It is Info for a set that holds nothing of the part.
func (s *Set) PartInfo(name PartName) Info {
	for _, row := range partRows {
		if held := s.held.of(name); row.name == name && held != nil {
			return s.infoOf(row.provenance(held))
		}
	}
	return s.Info()
}

func (s *Set) infoOf(p x509facts.Provenance) Info {
	info := Info{Source: p.Source, Created: p.Created, Latest: p.Latest, SHA256: p.SHA256, Origin: p.Origin,
		OriginSHA256: p.OriginSHA256}
	if latest := s.Info().Latest; latest.After(info.Latest) {
		info.Latest = latest
	}
	return s.layer.over(info)
}

// Part is one part of a set.
type Part struct {
	Name PartName
	Info
}

// Parts returns what the set holds, always in this order: issuers, then the others
// as their table has them; what it holds nothing of is left out.
func (s *Set) Parts() []Part { return slices.Clone(s.parts()) }

func (s *Set) makeParts() []Part {
	var parts []Part
	if info := s.Info(); info.Keys > 0 {
		parts = append(parts, Part{PartIssuers, info})
	}
	for _, row := range partRows {
		if s.held.of(row.name) != nil {
			parts = append(parts, Part{row.name, s.PartInfo(row.name)})
		}
	}
	return parts
}

// Part returns a part; it is not ok if the set holds nothing of it.
func (s *Set) Part(name PartName) (Part, bool) {
	for _, p := range s.parts() {
		if p.Name == name {
			return p, true
		}
	}
	return Part{}, false
}

// Whole describes the set with all its parts, without telling them apart: Created
// is when the oldest was taken, zero if that is not known of each, and Latest when
// the newest was. SHA256 is that of the parts' own in hex, in the order of Parts,
// each followed by a line feed; of a set of one part it is that part's.
func (s *Set) Whole() Info { return s.whole() }

func (s *Set) makeWhole() Info {
	own := s.Info()
	whole := own.provenance()
	var all []x509facts.Provenance
	for _, p := range s.parts() {
		all = append(all, p.provenance())
	}
	switch len(all) {
	case 0: // nothing but blocks
	case 1:
		whole = all[0]
	default:
		whole = x509facts.Unite(all)
	}
	return Info{Source: whole.Source, Created: whole.Created, Latest: whole.Latest, SHA256: whole.SHA256,
		Additions: own.Additions, Blocks: own.Blocks}
}

func (i Info) provenance() x509facts.Provenance {
	return x509facts.Provenance{Source: i.Source, Created: i.Created, Latest: i.Latest, SHA256: i.SHA256}
}
