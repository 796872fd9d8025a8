// Package dsc knows the document signers of EU Digital COVID Certificates: the
// keys under which states sign them, each with its certificate (DSC, HCERT
// specification 1.0.8, section 5). A code names its key by an identifier of eight
// bytes, which is a hint: several keys may share one.
//
// A Set holds facts alone: whose key it is, its identifier, its period, what it
// may sign, and whether its list has withdrawn it. It comes from the program
// itself (Bundled), from the compact form (Open), from certificates (Load) or from
// a list that a state published (LoadList). Nothing here reads a file, the clock or
// the network.
package dsc

import (
	"cmp"
	"crypto"
	"errors"
	"slices"
	"sync"
	"time"

	"vaxcheck/internal/finding"
	"vaxcheck/trust/x509facts"
)

// Reasons why certificates and lists are refused.
var (
	ErrCertificate = x509facts.ErrCertificate
	ErrKey         = dscKey
	ErrKeyID       = dscKeyID
	ErrNoSigner    = errors.New("no certificate of a signer that may sign health certificates")
	ErrLayout      = errors.New("not laid out as a list of signers")
	ErrTooLarge    = x509facts.ErrTooLarge
)

// Usage says which kinds of certificates a signer may sign. The zero Usage is none.
type Usage uint8

// The kinds, and all of them.
const (
	Test Usage = 1 << iota
	Vaccination
	Recovery

	Any = Test | Vaccination | Recovery
)

// Names lists the kinds as they are written for programs: vaccination, test,
// recovery. It is not nil.
func (u Usage) Names() []string {
	names := []string{}
	for _, use := range []struct {
		bit  Usage
		name string
	}{{Vaccination, "vaccination"}, {Test, "test"}, {Recovery, "recovery"}} {
		if u&use.bit != 0 {
			names = append(names, use.name)
		}
	}
	return names
}

// Signer is one key of one state.
type Signer struct {
	KeyID     string // base64: the first 8 bytes of the certificate's SHA-256; of a bare key what the list calls it
	ListedID  string // base64: what the list calls the key if that is something else, else ""
	Country   string // two capital letters; "" if neither certificate nor list tells
	Name      string // for people: as the list calls the signer, else the subject; "" if neither is known
	NotBefore time.Time
	NotAfter  time.Time // zero, as NotBefore is, if it is not known
	Usage     Usage
	Withdrawn bool   // the list has ended it before its time: it must not be believed
	Bare      bool   // a key without a certificate: all facts are the list's
	SHA256    string // hex, of the certificate, or of a bare key's SubjectPublicKeyInfo
	Source    string // which set it came from

	key *builtKey
}

// builtKey is a key that is built when it is first asked for: a queue of visitors
// brings codes of few keys, and building one costs as much as using it.
type builtKey struct {
	x509facts.Key
	build  sync.Once
	public crypto.PublicKey
}

// Public returns the key: an *ecdsa.PublicKey on P-256, P-384 or P-521, or an
// *rsa.PublicKey of 2048 to 8192 bits. It is nil only for a damaged record and
// for the zero Signer. That of a withdrawn signer is given too, so that it can be
// told whether a signature was made with it.
func (s *Signer) Public() crypto.PublicKey {
	if s.key == nil {
		return nil
	}
	s.key.build.Do(func() { s.key.public = s.key.Key.Public() })
	return s.key.public
}

// May tells whether the signer may sign certificates of all the given kinds.
func (s *Signer) May(u Usage) bool { return u != 0 && s.Signs()&u == u }

// Signs is what the signer may sign. A withdrawn one may sign nothing.
func (s *Signer) Signs() Usage {
	if s.Withdrawn {
		return 0
	}
	return s.Usage
}

// Set is a set of signers, in the order of country, key identifier and hash, each
// found by its key identifier in base64 as lists write it. It
// never changes. The zero Set is empty.
type Set struct {
	*x509facts.Set[Signer]
	ids   func() map[x509facts.Key][]string // all identifiers of each key, made when first asked for
	notes []Note
}

// Info tells what a set is and how old.
type Info struct {
	x509facts.Provenance
	Signers   int // withdrawn ones too
	Withdrawn int
	Countries int
}

// Note tells what was left out or odd in a list, or in a file of certificates.
// Code is stable, Detail is for people and may change.
type Note struct {
	KeyID   string
	Code    string // certificate, key, key_id, key_id_differs, kind, usage, date, malformed or count
	Detail  finding.Finding
	Dropped bool // the entry is not used
}

func newSet(held *x509facts.Set[Signer], notes []Note) *Set {
	s := &Set{Set: held, notes: notes}
	s.ids = sync.OnceValue(s.idsByKey)
	return s
}

// tidy puts signers in their order, each key of an identifier once.
func tidy(list []Signer) []Signer {
	list = unite(list)
	slices.SortFunc(list, func(a, b Signer) int {
		return cmp.Or(cmp.Compare(a.Country, b.Country), cmp.Compare(a.KeyID, b.KeyID), cmp.Compare(a.SHA256, b.SHA256))
	})
	return list
}

// unite makes one record of all that is said of one key under one identifier.
func unite(list []Signer) []Signer {
	type identity struct {
		id  string
		key x509facts.Key
	}
	out := make([]Signer, 0, len(list))
	index := make(map[identity]int, len(list))
	for _, s := range list {
		is := identity{s.KeyID, s.key.Key}
		i, known := index[is]
		switch {
		case !known:
			index[is] = len(out)
			out = append(out, s)
		case s.Bare || s.SHA256 == out[i].SHA256:
			out[i].join(&s)
		case out[i].Bare:
			s.join(&out[i])
			out[i] = s
		default: // another certificate of the key, with the same first 8 bytes of its hash
			out = append(out, s)
		}
	}
	return out
}

// join takes in what is said of the same key elsewhere. Whoever says that it is
// withdrawn is believed. A certificate says itself what it is for and from when to
// when; of a bare key the strictest holds.
func (s *Signer) join(other *Signer) {
	s.Withdrawn = s.Withdrawn || other.Withdrawn
	s.ListedID = cmp.Or(s.ListedID, other.ListedID)
	s.Country, s.Name = cmp.Or(s.Country, other.Country), cmp.Or(s.Name, other.Name)
	if !s.Bare {
		return
	}
	s.Usage &= other.Usage
	if s.NotBefore.Before(other.NotBefore) {
		s.NotBefore = other.NotBefore
	}
	if s.NotAfter.IsZero() || !other.NotAfter.IsZero() && other.NotAfter.Before(s.NotAfter) {
		s.NotAfter = other.NotAfter
	}
}

// Info describes the set.
func (s *Set) Info() Info {
	info := Info{Provenance: s.Provenance()}
	countries := map[string]bool{"": true}
	for one := range s.All() {
		info.Signers++
		if one.Withdrawn {
			info.Withdrawn++
		}
		countries[one.Country] = true
	}
	info.Countries = len(countries) - 1
	return info
}

// Dated returns the set as one that was taken at another time, which the file
// that it was loaded from does not tell.
func (s *Set) Dated(created time.Time) *Set {
	return newSet(s.Set.Dated(created), s.notes)
}

// Notes lists what was left out or odd when the set was loaded. A set in the
// compact form has none.
func (s *Set) Notes() []Note { return slices.Clone(s.notes) }

// KeyIDs returns all identifiers under which a signer's key is listed. A state that
// renewed a certificate and kept its key has several, and a code may name any of them
// where its signature does not cover the name.
func (s *Set) KeyIDs(of *Signer) []string {
	if s.ids == nil || of.key == nil {
		return nil
	}
	return s.ids()[of.key.Key]
}

func (s *Set) idsByKey() map[x509facts.Key][]string {
	ids := make(map[x509facts.Key][]string, s.Len())
	for one := range s.All() {
		ids[one.key.Key] = append(ids[one.key.Key], one.keyIDs()...)
	}
	return ids
}

// keyIDs returns the key identifiers by which the signer is found.
func (s *Signer) keyIDs() []string {
	if s.ListedID == "" {
		return []string{s.KeyID}
	}
	return []string{s.KeyID, s.ListedID}
}

// Merge unites sets as x509facts has it; nil ones are empty. A signer that any of
// them calls withdrawn is withdrawn.
func Merge(sets ...*Set) *Set {
	return x509facts.Join(sets, func(sets []*Set) *Set {
		var held []*x509facts.Set[Signer]
		var notes []Note
		for _, s := range sets {
			held, notes = append(held, s.Set), append(notes, s.notes...)
		}
		return newSet(form.Merge(held...), notes)
	})
}
