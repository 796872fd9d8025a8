// Package trust knows who may sign certificates, with which keys, and how
// fresh that knowledge is. It follows SMART Health Cards, "Determining keys
// associated with an issuer" and "Revocation", and reads the directory that the
// Vaccination Credential Initiative signs and publishes.
//
// A Set answers one question: does this issuer sign with this key? A key is
// never looked up by its id alone, because one key id is often shared by many
// issuers and so proves nothing about any of them.
//
// What the people in charge of a machine add and block, and a History of keys
// that the directory has dropped, are layers over a set: see With.
//
// Sets come from the program itself (Bundled), from the compact form written
// earlier (Open), or from what others publish (LoadSnapshot, LoadJWKS). Nothing
// here reads a file, the clock or the network.
package trust

import (
	"crypto/ecdsa"
	"errors"
	"iter"
	"slices"
	"strings"
	"sync"
	"time"

	"vaxcheck/internal/finding"
	"vaxcheck/trust/packed"
	"vaxcheck/trust/revocation"
	"vaxcheck/trust/x509facts"
)

// Algorithm is the only signature algorithm of SMART Health Cards: ECDSA with
// P-256 and SHA-256.
const Algorithm = "ES256"

// Reasons why a set is refused as a whole. What is wrong with one key or one
// list of an otherwise good set is a Note instead.
var (
	ErrTooLarge  = errors.New("trust set larger than any real one")
	ErrLayout    = errors.New("not laid out as a trust set of this kind")
	ErrNoKeys    = errors.New("no usable key in the trust set")
	ErrDamaged   = packed.ErrDamaged
	ErrVersion   = packed.ErrVersion
	ErrIssuer    = errors.New("issuer id empty or too long")
	ErrSignature = errors.New("snapshot signature does not hold")
	// ErrPrivateKey is said of a file of certificates with a private key in it.
	ErrPrivateKey = x509facts.ErrPrivateKey
	// ErrNoAuthority is said of revocation lists without the authority that could
	// have signed them.
	ErrNoAuthority = errors.New("revocation lists of authorities, and no certificate of an authority")
)

// Set is a trust set. It never changes, so any number of goroutines may use one.
//
// Besides its own issuers every set answers for the built-in specimens, so that
// a card of a well-known test issuer is told apart from a card of an unknown one. Of
// its own issuers those that are known to be test systems are specimens too.
type Set struct {
	compact compact
	source  string
	sources []string // of the parts, if this set was merged
	notes   []Note
	// loose and exposed are what merging this set may still need: lists for
	// keys it does not have, and keys whose private half it was loaded with.
	loose   []looseList
	exposed map[coordinates]bool
	latest  time.Time // of a merged set, the newest part's creation
	sum     func() string
	info    func() Info // made when first asked for, as the two below are
	parts   func() []Part
	whole   func() Info
	layer   *layer    // nil for none
	held    partsHeld // beside the issuers
	// built holds the keys that were asked for, by entry: a queue of visitors
	// brings cards of few keys.
	built sync.Map
}

// Info tells what a set is and how old.
type Info struct {
	Source       string    // "bundled", or the name the set was given when loaded
	Created      time.Time // when the directory was taken, its oldest part if merged; zero if it, or any part, does not say
	Latest       time.Time // when the newest part was taken, zero if none says: the clock cannot be earlier than this
	SHA256       string    // hex, of the bytes the set was made from
	Origin       string    // URL of the directory; "" if unknown
	OriginSHA256 string    // hex, of the published snapshot; "" if there was none
	Issuers      int       // built-in specimens not counted
	Keys         int       // pairs of issuer and key, specimens not counted
	Additions    int       // local ones; their issuers and keys are counted above
	Blocks       int       // local ones
}

// Name is the source, with "+local" behind it if local additions or blocks lie
// over the set.
func (i Info) Name() string {
	if i.Additions+i.Blocks == 0 {
		return i.Source
	}
	return i.Source + "+local"
}

// Note tells what was dropped or odd while a set was loaded. Code is stable,
// Detail is for people and may change.
type Note struct {
	Issuer  string
	KeyID   string
	Code    string
	Detail  finding.Finding
	Dropped bool // something that was published is not used
}

// Issuer is who signs, as the directory describes it.
type Issuer struct {
	ID            string // the URL that cards give as iss
	Name          string // "" if the source does not know it
	Website       string
	Canonical     string    // id of the main entry of the same organisation, "" if none
	LastRetrieved time.Time // when the directory last reached the issuer, zero if unknown
	Specimen      bool      // made for tests; never a real verdict
	// SpecimenReason is why it is one, "" for no specimen.
	SpecimenReason finding.Finding
	Local          bool // added by who is in charge of this machine; no directory lists it
	KeyCount       int
}

// Key is one public key of one issuer.
type Key struct {
	ID         string // the kid, which is always the thumbprint
	Algorithm  string // always "ES256"
	Public     *ecdsa.PublicKey
	Thumbprint string           // RFC 7638, over the coordinates as published
	Periods    []Period         // of the certificates for this very key; usually none or one
	CRLVersion string           // counter of the announced revocation list, "" if none is announced
	Revocation *revocation.List // nil if no list is held, or only one that cannot be used
	Specimen   bool             // the private half is public, or the issuer is a specimen
	Source     string           // which set the key came from, "local", or for a withdrawn key "history"
}

// Period is the validity of one leaf certificate of a key.
type Period struct {
	NotBefore, NotAfter time.Time
	// NamesIssuer tells whether the certificate is made out to the issuer: a
	// URI of its subject alternative name equals the issuer's id. Several
	// issuers publish certificates made out to an example.
	NamesIssuer bool
}

// Contains tells whether t lies in the period, both ends included.
func (p Period) Contains(t time.Time) bool {
	return !t.Before(p.NotBefore) && !t.After(p.NotAfter)
}

// Info describes the set.
func (s *Set) Info() Info { return s.info() }

func (s *Set) makeInfo() Info {
	info := Info{
		Source:       s.source,
		Created:      fromUnix(s.compact.created()),
		SHA256:       s.sum(),
		Origin:       s.compact.origin(),
		OriginSHA256: s.compact.originSHA256(),
		Issuers:      s.compact.issuers,
		Keys:         s.compact.entries,
	}
	info.Latest = s.latest
	if s.latest.IsZero() {
		info.Latest = info.Created
	}
	if len(s.sources) > 0 {
		info.Source = strings.Join(s.sources, ", ")
	}
	s.layer.count(&info)
	return info
}

// Notes lists what was dropped or odd while the set was loaded. A set in the
// compact form has none: it holds only what had been accepted.
func (s *Set) Notes() []Note {
	notes := slices.Clone(s.notes)
	for _, l := range s.loose {
		notes = append(notes, l.note())
	}
	return notes
}

// Compact returns the set in the compact form that Open reads. What the set
// itself does not use is not in it, so sets are best merged before: a stored
// set no longer tells of private halves it was loaded with. Layers are no part
// of it.
func (s *Set) Compact() []byte { return []byte(s.compact.data) }

// Issuer returns the issuer with exactly this id. Ids that differ in case, in a
// trailing slash or in the spelling of the URL are different issuers.
func (s *Set) Issuer(id string) (Issuer, bool) {
	if i, ok := s.compact.find(id); ok {
		return s.listedIssuer(i), true
	}
	if found, ok := s.localIssuer(id); ok {
		return found, true
	}
	specimen, isSpecimen := specimenIssuer(id)
	return specimen.issuer(), isSpecimen
}

// listedIssuer describes the set's own issuer i.
func (s *Set) listedIssuer(i int) Issuer {
	found := s.compact.issuer(i)
	if found.Name == "" {
		specimen, _ := specimenIssuer(found.ID)
		found.Name = specimen.name
	}
	found.KeyCount += len(s.localKeys(found.ID))
	return found
}

// Key returns the issuer's key with this id. It looks inside this issuer only,
// and checks that the key lies on the curve and hashes to its id.
func (s *Set) Key(issuer, kid string) (Key, bool) {
	if i, ok := s.compact.find(issuer); ok {
		if e, ok := s.compact.findEntry(i, kid); ok && !s.recalled(issuer, kid) {
			return s.builtKey(issuer, e)
		}
	}
	if k, ok := s.localKey(issuer, kid); ok {
		return k, true
	}
	specimen, _ := specimenIssuer(issuer)
	return specimen.key(kid)
}

// Issuers yields the set's own issuers and the local ones in the order of their
// ids.
func (s *Set) Issuers() iter.Seq[Issuer] {
	return func(yield func(Issuer) bool) {
		var local []string
		if s.layer != nil {
			local = s.layer.ids
		}
		for i := range s.compact.issuers {
			is := s.listedIssuer(i)
			for len(local) > 0 && local[0] < is.ID {
				added, _ := s.localIssuer(local[0])
				if local = local[1:]; !yield(added) {
					return
				}
			}
			if !yield(is) {
				return
			}
		}
		for _, id := range local {
			if added, _ := s.localIssuer(id); !yield(added) {
				return
			}
		}
	}
}

// Keys returns the keys of one issuer in the order in which they were
// published, then local ones; for a specimen issuer that the set itself does
// not list, the built-in ones first.
func (s *Set) Keys(issuer string) []Key {
	var keys []Key
	i, listed := s.compact.find(issuer)
	if !listed {
		specimen, _ := specimenIssuer(issuer)
		return append(specimen.allKeys(), s.localKeys(issuer)...)
	}
	first, count := s.compact.entriesOf(i)
	for e := first; e < first+count; e++ {
		if k, ok := s.key(issuer, e); ok && !s.recalled(issuer, k.ID) {
			keys = append(keys, k)
		}
	}
	return append(keys, s.localKeys(issuer)...)
}

// builtKey is key, remembered.
func (s *Set) builtKey(issuer string, e int) (Key, bool) {
	if k, ok := s.built.Load(e); ok {
		return k.(Key), true
	}
	k, ok := s.key(issuer, e)
	if ok {
		s.built.Store(e, k)
	}
	return k, ok
}

// key builds the key of entry e of the compact form.
func (s *Set) key(issuer string, e int) (Key, bool) {
	entry, ok := s.compact.entry(e)
	if !ok {
		return Key{}, false
	}
	return entry.key(issuer, s.sourceOf(entry.source))
}

// key builds the key. It is not ok if the point is not on the curve.
func (k *keyContents) key(issuer, source string) (Key, bool) {
	public, ok := k.coordinates.public()
	if !ok {
		return Key{}, false
	}
	_, specimen := specimenIssuer(issuer)
	return Key{
		ID:         k.id,
		Algorithm:  Algorithm,
		Public:     public,
		Thumbprint: k.id,
		Periods:    k.periods,
		CRLVersion: k.crlVersion,
		Revocation: revocation.New(k.lists),
		Specimen:   specimen || privateHalfIsPublic(k.id),
		Source:     source,
	}, true
}

// sourceOf names the part of a merged set, or the set itself for 0.
func (s *Set) sourceOf(part int) string {
	if part > 0 && part <= len(s.sources) {
		return s.sources[part-1]
	}
	return s.source
}

// fromUnix is the inverse of toUnix.
func fromUnix(seconds int64) time.Time {
	if seconds == 0 {
		return time.Time{}
	}
	return time.Unix(seconds, 0).UTC()
}

// toUnix gives whole seconds since 1970, 0 for a time that is not known.
func toUnix(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.Unix()
}
