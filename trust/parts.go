package trust

import (
	"slices"

	"vaxcheck/trust/x509facts"
)

// PartName names what a set holds of one kind of trusted keys.
type PartName string

// The parts of a set: the issuers of health cards, the country signing
// authorities of ICAO VDS-NC, and the document signers of EU DCC.
const (
	PartIssuers     PartName = "issuers"
	PartAuthorities PartName = "authorities"
	PartSigners     PartName = "signers"
)

// Part is one part of a set.
type Part struct {
	Name PartName
	Info
}

// Parts returns what the set holds, always in this order: issuers, authorities,
// signers; what it holds nothing of is left out.
func (s *Set) Parts() []Part { return slices.Clone(s.parts()) }

func (s *Set) makeParts() []Part {
	var parts []Part
	if info := s.Info(); info.Keys > 0 {
		parts = append(parts, Part{PartIssuers, info})
	}
	if s.Authorities() != nil {
		parts = append(parts, Part{PartAuthorities, s.AuthorityInfo()})
	}
	if s.Signers() != nil {
		parts = append(parts, Part{PartSigners, s.SignerInfo()})
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
