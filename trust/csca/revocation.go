package csca

import (
	"crypto/x509"
	"iter"
	"slices"
	"strings"

	"vaxcheck/trust/x509facts"
)

// RevocationList returns the newest list that speaks for the certificates of an
// authority, nil if none does: one of the authority's name that an authority of
// this set with that name signed. It need not be the same key: an authority that
// has changed its key signs with the new one for the old one too (RFC 5280,
// section 5: the scope of a list is its issuer's name). What nobody here signed
// counts as not held, and so does a list of which only a part is given.
func (s *Set) RevocationList(a *Authority) *RevocationList {
	if len(s.lists) == 0 {
		return nil
	}
	return s.listFor(a.subject)
}

// listFor remembers what newestFor finds.
func (s *Set) listFor(name string) *RevocationList {
	if found, known := s.inForce.Load(name); known {
		return found.(*RevocationList)
	}
	found := s.newestFor(name)
	s.inForce.Store(name, found)
	return found
}

// RevocationLists yields all lists that are held, newest first, and whether
// each is the one that is used for its authority.
func (s *Set) RevocationLists() iter.Seq2[*RevocationList, bool] {
	return func(yield func(*RevocationList, bool) bool) {
		for _, l := range s.lists {
			if !yield(l, s.listFor(l.issuer) == l) {
				return
			}
		}
	}
}

// Renew puts the lists of offered to those of held, and returns them in PEM as
// Load reads it, of each authority the newest. A list that no authority of this set
// signed, or of which only a part is given, is refused; one that is held already
// stays, in case its authority comes back, but takes no other's place.
func (s *Set) Renew(held, offered *Set) (file []byte, refused []*RevocationList) {
	var lists, newest []*RevocationList
	for l := range held.RevocationLists() {
		lists = append(lists, l)
	}
	for l := range offered.RevocationLists() {
		if s.proves(l) {
			lists = append(lists, l)
		} else {
			refused = append(refused, l)
		}
	}
	var ders [][]byte
	for _, l := range sortLists(lists) {
		if slices.ContainsFunc(newest, func(n *RevocationList) bool { return equalNames(n.issuer, l.issuer) }) {
			continue
		}
		if ders = append(ders, l.der); s.proves(l) {
			newest = append(newest, l)
		}
	}
	return x509facts.EncodeLists(ders), refused
}

// proves tells whether the list is whole, and an authority of the set signed it.
func (s *Set) proves(l *RevocationList) bool { return !l.partial && s.signed(l) }

// newestFor looks for the list in force under a name. The lists stand newest
// first.
func (s *Set) newestFor(name string) *RevocationList {
	for _, l := range s.lists {
		if equalNames(name, l.issuer) && s.proves(l) {
			return l
		}
	}
	return nil
}

// signed tells whether an authority of the set signed the list.
func (s *Set) signed(l *RevocationList) bool {
	candidates := s.Set.Find(l.keyID)
	if l.keyID == "" {
		candidates = slices.Collect(s.All())
	}
	return slices.ContainsFunc(candidates, func(a Authority) bool { return a.listed(l) })
}

// listed tells whether a list is the authority's own, made in its period and
// signed with its key. SHA-1 does not prove who signed.
func (a *Authority) listed(l *RevocationList) bool {
	switch l.algorithm {
	case x509.SHA1WithRSA, x509.ECDSAWithSHA1, x509.DSAWithSHA1:
		return false
	}
	return !l.ThisUpdate.Before(a.NotBefore) && !l.ThisUpdate.After(a.NotAfter) && equalNames(a.subject, l.issuer) &&
		a.holds(l.algorithm, l.signed, l.signature)
}

// equalNames compares two names in DER.
func equalNames(a, b string) bool { return a == b || sameName([]byte(a), []byte(b)) }

// sortLists puts lists in their order, each once.
func sortLists(lists []*RevocationList) []*RevocationList {
	lists = slices.Clone(lists)
	slices.SortStableFunc(lists, func(a, b *RevocationList) int {
		if order := newerFirst(a, b); order != 0 {
			return order
		}
		return strings.Compare(a.Source, b.Source)
	})
	return slices.CompactFunc(lists, func(a, b *RevocationList) bool { return a.SHA256 == b.SHA256 })
}
