// Package csca knows the country signing certificate authorities: the roots
// under which states sign passports and, some of them, health proofs (ICAO Doc
// 9303-12). A code that brings its signer's certificate proves nothing by itself;
// only a chain to an authority that is held here does.
//
// A Set holds facts alone: whose authority it is, its name, its key and key
// identifier, its period, and which lists name it. It comes from the program
// itself (Bundled), from the compact form (Open) or from certificates (Load).
// With the authorities come the lists of what they have revoked, as far as they
// are held. Nothing here reads a file, the clock or the network.
package csca

import (
	"cmp"
	"crypto"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"slices"
	"sync"
	"time"

	"vaxcheck/trust/x509facts"
)

// Reasons why certificates are refused.
var (
	ErrCertificate    = x509facts.ErrCertificate
	ErrRevocationList = errors.New("not a revocation list that can be read without guessing")
	ErrNoAuthority    = errors.New("no certificate of an authority")
	ErrTooLarge       = x509facts.ErrTooLarge
)

// Lists says which published lists name an authority.
type Lists uint8

// The lists. An authority that only the passport list names was not declared
// for health proofs; what its signers may do is told by their certificates.
const (
	Health   Lists = 1 << iota // ICAO health master list
	Passport                   // ICAO master list
	Manual                     // added by the registry the set is from
)

// Names lists the lists as they are written for programs: health, passport,
// manual. It is not nil.
func (l Lists) Names() []string {
	names := []string{}
	for _, list := range []struct {
		bit  Lists
		name string
	}{{Health, "health"}, {Passport, "passport"}, {Manual, "manual"}} {
		if l&list.bit != 0 {
			names = append(names, list.name)
		}
	}
	return names
}

// Authority is one certificate of a country signing authority. Several may
// share a key, as link certificates do.
type Authority struct {
	Country   string // of the subject, two capital letters
	State     string // three letters from the alternative name, "" if it has none
	Subject   string // for people: "C=JP, O=Japanese Government, …"
	NotBefore time.Time
	NotAfter  time.Time
	SHA256    string // hex, of the certificate
	Lists     Lists
	Source    string // which set it came from

	subject string // DER
	keyID   string // subject key identifier
	key     x509facts.Key
}

// KeyID is the subject key identifier in hex.
func (a *Authority) KeyID() string { return hex.EncodeToString([]byte(a.keyID)) }

// OnHealthList tells whether ICAO's health master list names the authority: its
// state declared it for health proofs.
func (a *Authority) OnHealthList() bool { return a.Lists&Health != 0 }

// Public builds the key. It is nil for a kind that is not supported, such as
// those on Brainpool curves.
func (a *Authority) Public() crypto.PublicKey { return a.key.Public() }

// Names tells whether a certificate names the authority as its issuer.
func (a *Authority) Names(cert *x509.Certificate) bool {
	return equalNames(a.subject, string(cert.RawIssuer))
}

// sound are the algorithms by which an authority's signature proves something.
// The standard library checks SHA-1 too, of which collisions can be made.
var sound = []x509.SignatureAlgorithm{
	x509.ECDSAWithSHA256, x509.ECDSAWithSHA384, x509.ECDSAWithSHA512,
	x509.SHA256WithRSA, x509.SHA384WithRSA, x509.SHA512WithRSA,
	x509.SHA256WithRSAPSS, x509.SHA384WithRSAPSS, x509.SHA512WithRSAPSS,
}

// Sound tells whether a certificate is signed by an algorithm that is supported:
// ECDSA or RSA over SHA-256, SHA-384 or SHA-512.
func Sound(cert *x509.Certificate) bool { return slices.Contains(sound, cert.SignatureAlgorithm) }

// Signed tells whether the authority's key signed a certificate, by an algorithm
// that is Sound. Its period is not looked at.
func (a *Authority) Signed(cert *x509.Certificate) bool {
	return a.holds(cert.SignatureAlgorithm, cert.RawTBSCertificate, cert.Signature)
}

// holds tells whether a signature is one of the authority's key.
func (a *Authority) holds(algorithm x509.SignatureAlgorithm, signed, signature []byte) bool {
	public := a.Public()
	if public == nil || !slices.Contains(sound, algorithm) {
		return false
	}
	holder := &x509.Certificate{PublicKey: public}
	return holder.CheckSignature(algorithm, signed, signature) == nil
}

// Set is a set of authorities, in the order of country, subject and hash, with the
// lists of what they revoked. It never changes. The zero Set is empty.
type Set struct {
	*x509facts.Set[Authority]
	lists []*RevocationList // newest first, proven or not
	// inForce holds the list that was found for a name, so that a queue of codes
	// checks its signature once.
	inForce *sync.Map
}

// Info tells what a set is and how old.
type Info struct {
	x509facts.Provenance
	Authorities int
	Revocations int // lists of revoked certificates, used or not
}

// newSet puts a set together, each list once.
func newSet(held *x509facts.Set[Authority], lists []*RevocationList) *Set {
	return &Set{held, sortLists(lists), &sync.Map{}}
}

// tidy puts authorities in their order, each certificate once.
func tidy(list []Authority) []Authority {
	slices.SortStableFunc(list, func(a, b Authority) int {
		return cmp.Or(cmp.Compare(a.Country, b.Country), cmp.Compare(a.subject, b.subject),
			cmp.Compare(a.SHA256, b.SHA256))
	})
	return slices.CompactFunc(list, func(a, b Authority) bool { return a.SHA256 == b.SHA256 })
}

// Info describes the set.
func (s *Set) Info() Info {
	return Info{s.Provenance(), s.Len(), len(s.lists)}
}

// Dated returns the set as one that was taken at another time, which the file
// that it was loaded from does not tell.
func (s *Set) Dated(created time.Time) *Set {
	return newSet(s.Set.Dated(created), s.lists)
}

// Split parts a set into its authorities and its revocation lists.
func (s *Set) Split() (authorities, lists *Set) {
	return newSet(s.Set, nil), newSet(form.New(s.Provenance(), nil), s.lists)
}

// Find returns all authorities with a subject key identifier. An identifier is
// a hint that anyone may copy; it proves nothing.
func (s *Set) Find(keyID []byte) []Authority { return s.Set.Find(string(keyID)) }

// Merge unites sets as x509facts has it, with all their lists; nil ones are empty.
func Merge(sets ...*Set) *Set {
	return x509facts.Join(sets, func(sets []*Set) *Set {
		var held []*x509facts.Set[Authority]
		var lists []*RevocationList
		for _, s := range sets {
			held, lists = append(held, s.Set), append(lists, s.lists...)
		}
		return newSet(form.Merge(held...), lists)
	})
}
