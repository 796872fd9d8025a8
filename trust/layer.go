package trust

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"iter"
	"maps"
	"slices"
	"sync"
	"time"
)

// sourceHistory is the Source of keys that only the history still knows.
const sourceHistory = "history"

// Withdrawal is a key that a directory once listed under an issuer and the set
// does not list. Why it was withdrawn is not known; it may have leaked.
type Withdrawal struct {
	Key         Key       // Public is nil if it is not known
	First, Last time.Time // of the first and last directory that listed it
}

// layer is what Set.With puts over a set: additions, blocks, the key history.
type layer struct {
	base    *Set
	local   map[string]*localIssuer // by issuer
	ids     []string                // sorted, of the issuers that the set itself does not list
	keys    int
	issuers map[string]Block
	kids    map[string]Block
	pairs   map[issuerKey]Block // of one key of an issuer
	history func() *History
	older   bool // than what the history has seen

	additions, blocks int
	form              []byte // JSON of both, nil if there is neither
}

type localIssuer struct {
	name string
	keys []Key
}

// With returns the set with local additions and blocks, and with a history to
// ask about keys that it does not list. The history is asked for when it is
// first needed, which for most cards is never; nil stands for none. Layers that
// the set had are replaced.
//
// Age, names and all else that the set says of its issuers stay as they are. A
// local key for an issuer that the set lists stands beside the others, and a
// local issuer beside the others too. A key whose private half was published, in
// what the set was loaded from or in the history, stays out, with a Note.
//
// The hash of a set with additions or blocks is another one, and so is that of
// what it holds beside its issuers: the SHA-256 of its own and that of the layer's
// JSON, in hex, each followed by a line feed.
// The history does not change it. The error is ErrLocal or ErrTooLarge.
//
// seen is when the newest directory that the history knows was made, the zero
// time if that is not known. A set made before, which stands in for a newer one
// that was lost, still lists keys that were withdrawn since: these are withdrawn
// all the same.
func (s *Set) With(local Local, history func() *History, seen time.Time) (*Set, error) {
	if s.layer != nil {
		s = s.layer.base
	}
	form, err := local.Encode()
	if err != nil {
		return nil, err
	}
	over := s.copied()
	over.layer = &layer{base: s, local: map[string]*localIssuer{}, issuers: map[string]Block{},
		kids: map[string]Block{}, pairs: map[issuerKey]Block{},
		older: toUnix(seen) > s.compact.created(), additions: len(local.Additions), blocks: len(local.Blocks)}
	if history != nil {
		over.layer.history = sync.OnceValue(history)
	}
	for _, a := range local.Additions {
		over.addLocal(a)
	}
	for _, b := range local.Blocks {
		over.layer.block(b)
	}
	slices.Sort(over.layer.ids)
	if !local.Empty() {
		over.layer.form = form
		over.sum = sync.OnceValue(func() string { return layeredSum(s.sum(), form) })
	}
	return over, nil
}

// copied returns a set that knows the same, to be changed before it is used.
func (s *Set) copied() *Set {
	c := &Set{compact: s.compact, source: s.source, sources: s.sources, notes: slices.Clone(s.notes),
		loose: s.loose, exposed: s.exposed, latest: s.latest, sum: s.sum, layer: s.layer, held: maps.Clone(s.held)}
	if c.held == nil {
		c.held = partsHeld{}
	}
	c.info, c.parts, c.whole = sync.OnceValue(c.makeInfo), sync.OnceValue(c.makeParts), sync.OnceValue(c.makeWhole)
	return c
}

func layeredSum(base string, form []byte) string {
	local := sha256.Sum256(form)
	sum := sha256.Sum256([]byte(base + "\n" + hex.EncodeToString(local[:]) + "\n"))
	return hex.EncodeToString(sum[:])
}

// addLocal adds the keys that are not there yet.
func (s *Set) addLocal(a Addition) {
	for i := range a.keys {
		k := &a.keys[i]
		if s.exposed[k.coordinates.padded()] || s.past().exposes(&k.coordinates) {
			s.notes = append(s.notes, exposedNote(a.Issuer, k.id))
			continue
		}
		if _, listed := s.Key(a.Issuer, k.id); listed {
			continue
		}
		if key, ok := k.key(a.Issuer, sourceLocal); ok {
			to := s.layer.at(s, a.Issuer)
			to.name = cmp.Or(to.name, a.Name)
			to.keys = append(to.keys, key)
			s.layer.keys++
		}
	}
}

// at returns what is added to an issuer.
func (l *layer) at(s *Set, issuer string) *localIssuer {
	if l.local[issuer] == nil {
		l.local[issuer] = &localIssuer{}
		if _, listed := s.compact.find(issuer); !listed {
			l.ids = append(l.ids, issuer)
		}
	}
	return l.local[issuer]
}

// block keeps the first of several blocks of one thing.
func (l *layer) block(b Block) {
	switch {
	case b.KeyID == "":
		keepFirst(l.issuers, b.Issuer, b)
	case b.Issuer == "":
		keepFirst(l.kids, b.KeyID, b)
	default:
		keepFirst(l.pairs, issuerKey{b.Issuer, b.KeyID}, b)
	}
}

func keepFirst[K comparable](to map[K]Block, id K, b Block) {
	if _, blocked := to[id]; !blocked {
		to[id] = b
	}
}

// issuerKey names one key of an issuer.
type issuerKey struct{ issuer, kid string }

// BlockedIssuer tells whether all cards of an issuer are refused, listed or not.
func (s *Set) BlockedIssuer(id string) (Block, bool) {
	if s.layer == nil {
		return Block{}, false
	}
	b, blocked := s.layer.issuers[id]
	return b, blocked
}

// BlockedKey tells whether all cards signed with a key are refused, whichever
// issuer they name.
func (s *Set) BlockedKey(kid string) (Block, bool) {
	if s.layer == nil {
		return Block{}, false
	}
	b, blocked := s.layer.kids[kid]
	return b, blocked
}

// BlockedKeyOf tells whether all cards of an issuer that are signed with a key are refused:
// because the key is, or because it is of this issuer.
func (s *Set) BlockedKeyOf(issuer, kid string) (Block, bool) {
	if b, blocked := s.BlockedKey(kid); blocked || s.layer == nil {
		return b, blocked
	}
	b, blocked := s.layer.pairs[issuerKey{issuer, kid}]
	return b, blocked
}

// Withdrawn tells whether a directory listed the key under exactly this issuer
// before the set was made, and the set does not. A key that was first listed
// later than the set is none, as the set cannot know it, and neither is a key
// whose private half was published: that one is used for nothing.
func (s *Set) Withdrawn(issuer, kid string) (Withdrawal, bool) {
	past := s.past()
	if past == nil {
		return Withdrawal{}, false
	}
	i, known := findPair(past.issuers[issuer], kid)
	if !known {
		return Withdrawal{}, false
	}
	return s.withdrawal(issuer, &past.issuers[issuer][i])
}

// Withdrawals yields the withdrawn keys in the order of their issuers' ids.
func (s *Set) Withdrawals() iter.Seq2[string, Withdrawal] {
	return func(yield func(string, Withdrawal) bool) {
		past := s.past()
		if past == nil {
			return
		}
		for id, l := range past.All() {
			if w, gone := s.Withdrawn(id, l.KeyID); gone && !yield(id, w) {
				return
			}
		}
	}
}

// recalled tells whether a key that the set lists was withdrawn after the set
// was made, as the history knows.
func (s *Set) recalled(issuer, kid string) bool {
	if s.layer == nil || !s.layer.older {
		return false
	}
	past := s.past()
	if past == nil {
		return false
	}
	i, known := findPair(past.issuers[issuer], kid)
	return known && past.issuers[issuer][i].last < past.to
}

// past is the history, nil if there is none.
func (s *Set) past() *History {
	if s.layer == nil || s.layer.history == nil {
		return nil
	}
	return s.layer.history()
}

func (s *Set) withdrawal(issuer string, p *pairContents) (Withdrawal, bool) {
	made := s.compact.created()
	known := p.first <= made || s.layer.older && p.last < s.past().to
	exposed := p.exposed || p.point != nil && s.exposed[p.point.padded()]
	if _, listed := s.Key(issuer, p.kid); listed || exposed || made == 0 || !known {
		return Withdrawal{}, false
	}
	l := p.listed()
	_, specimen := specimenIssuer(issuer)
	return Withdrawal{First: l.First, Last: l.Last, Key: Key{
		ID: p.kid, Algorithm: Algorithm, Public: l.Public, Thumbprint: p.kid,
		Specimen: specimen || privateHalfIsPublic(p.kid), Source: sourceHistory,
	}}, true
}

// localKey finds a local key; it is none of another issuer's.
func (s *Set) localKey(issuer, kid string) (Key, bool) {
	for _, k := range s.localKeys(issuer) {
		if k.ID == kid {
			return k, true
		}
	}
	return Key{}, false
}

func (s *Set) localKeys(issuer string) []Key {
	if s.layer == nil || s.layer.local[issuer] == nil {
		return nil
	}
	return s.layer.local[issuer].keys
}

// localIssuer describes an issuer that the set itself does not list.
func (s *Set) localIssuer(id string) (Issuer, bool) {
	if s.layer == nil || s.layer.local[id] == nil {
		return Issuer{}, false
	}
	specimen, _ := specimenIssuer(id)
	reason := specimenReason(id)
	return Issuer{ID: id, Name: cmp.Or(s.layer.local[id].name, specimen.name),
		Specimen: reason != "", SpecimenReason: reason,
		Local: true, KeyCount: len(s.Keys(id))}, true
}

// over adds the layer's hash to what is told of a part: what is blocked is blocked there
// too.
func (l *layer) over(info Info) Info {
	if l != nil && l.form != nil {
		info.SHA256 = layeredSum(info.SHA256, l.form)
		info.Additions, info.Blocks = l.additions, l.blocks
	}
	return info
}

// count adds the layers to what is told of the set.
func (l *layer) count(info *Info) {
	if l == nil {
		return
	}
	info.Issuers += len(l.ids)
	info.Keys += l.keys
	info.Additions, info.Blocks = l.additions, l.blocks
}
