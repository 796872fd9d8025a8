package trust

import (
	"cmp"
	"crypto/ecdsa"
	"iter"
	"maps"
	"slices"
	"time"
)

// History remembers which key a directory listed under which issuer, and from
// when until when. Issuers drop old keys although cards signed with them still
// go around, and a set by itself cannot tell such a key from one that nobody
// ever listed.
//
// It only grows, and tells nothing of who may sign now: for that there is Set.
// It never changes, so any number of goroutines may use one.
type History struct {
	from, to int64 // of the directories it was read from, seconds since 1970
	issuers  map[string][]pairContents
	size     int // at least that of the binary form, in bytes
}

// pairContents are what is remembered of one key under one issuer. The keys of an
// issuer are in the order of their ids.
type pairContents struct {
	kid         string
	point       *coordinates // nil if not known, or no point of P-256
	first, last int64        // seconds since 1970
	exposed     bool         // the private half was published
}

// Listed tells when a directory listed a key under an issuer.
type Listed struct {
	KeyID       string           // the kid; of old keys not always the thumbprint
	Public      *ecdsa.PublicKey // nil if not known, or not one that cards may be signed with
	First, Last time.Time        // of the first and last directory that had it; it may have been away between
	Exposed     bool             // the private half was published, so that anyone can sign with it
}

// Limits of a history. The directory's, of four and a half years, takes 108 kB
// with all public keys.
const (
	maxHistory   = 16 << 20 // bytes
	maxHistoryID = 256      // bytes of a key id
)

// Period tells when the first and the last directory were made that the history
// was read from, zero times if there was none.
func (h *History) Period() (from, to time.Time) { return fromUnix(h.from), fromUnix(h.to) }

// Find returns what is known of a key under exactly this issuer.
func (h *History) Find(issuer, kid string) (Listed, bool) {
	pairs := h.issuers[issuer]
	i, known := findPair(pairs, kid)
	if !known {
		return Listed{}, false
	}
	return pairs[i].listed(), true
}

// All yields every issuer's id with each of its keys, in the order of the ids.
func (h *History) All() iter.Seq2[string, Listed] {
	return func(yield func(string, Listed) bool) {
		for _, id := range slices.Sorted(maps.Keys(h.issuers)) {
			for _, p := range h.issuers[id] {
				if !yield(id, p.listed()) {
					return
				}
			}
		}
	}
}

// Keys returns the keys of one issuer in the order of their ids.
func (h *History) Keys(issuer string) []Listed {
	var keys []Listed
	for _, p := range h.issuers[issuer] {
		keys = append(keys, p.listed())
	}
	return keys
}

// Extend returns the history with what a directory's set lists, as of the set's
// own time, public keys included, so that they are still known when the
// directory has dropped them. It remembers too which private halves the set was
// loaded with. A set that does not tell its time adds nothing, and neither do
// local additions. Keys for which there is no room, beyond some 65,000, are not
// remembered.
func (h *History) Extend(s *Set) *History {
	made := s.compact.created()
	if made == 0 {
		return h
	}
	extended := h.clone()
	extended.span(made, made)
	for _, is := range s.compact.contents().issuers {
		for _, k := range is.keys {
			extended.add(is.id, pairContents{kid: k.id, point: &k.coordinates, first: made, last: made})
		}
	}
	extended.expose(s.exposed)
	return extended
}

// Until returns the history as it was when the newest directory had been made at
// t: for a newer one that is not to count after all.
func (h *History) Until(t time.Time) *History {
	end := toUnix(t)
	until := &History{from: min(h.from, end), to: min(h.to, end), issuers: map[string][]pairContents{}}
	for id, pairs := range h.issuers {
		for _, p := range pairs {
			if p.first <= end {
				p.last = min(p.last, end)
				until.add(id, p)
			}
		}
	}
	return until
}

// Union returns what either of two histories knows.
func (h *History) Union(other *History) *History {
	united := h.clone()
	if other.to != 0 {
		united.span(other.from, other.to)
	}
	for id, pairs := range other.issuers {
		for _, p := range pairs {
			united.add(id, p)
		}
	}
	return united
}

// Lean returns the history without the public keys that the set has, so that
// it takes less room beside it. Extend puts them back.
func (h *History) Lean(s *Set) *History {
	lean := h.clone()
	for id, pairs := range lean.issuers {
		for i := range pairs {
			if _, listed := s.Key(id, pairs[i].kid); listed {
				pairs[i].point = nil
			}
		}
	}
	return lean
}

func (h *History) clone() *History {
	c := &History{from: h.from, to: h.to, size: h.size, issuers: make(map[string][]pairContents, len(h.issuers))}
	for id, pairs := range h.issuers {
		c.issuers[id] = slices.Clone(pairs)
	}
	return c
}

// span widens the time that the history covers.
func (h *History) span(from, to int64) {
	if h.to == 0 {
		h.from, h.to = from, to
	}
	h.from, h.to = min(h.from, from), max(h.to, to)
}

// add remembers a pair. It is not ok if there is no more room.
func (h *History) add(issuer string, p pairContents) (ok bool) {
	pairs := h.issuers[issuer]
	i, known := findPair(pairs, p.kid)
	if known {
		pairs[i].unite(p)
		return true
	}
	size := len(issuer) + len(p.kid) + pairSize
	if h.size+size > maxHistory {
		return false
	}
	h.size += size
	h.issuers[issuer] = slices.Insert(pairs, i, p)
	return true
}

// expose marks every key at these points.
func (h *History) expose(exposed map[coordinates]bool) {
	if len(exposed) == 0 {
		return
	}
	for _, pairs := range h.issuers {
		for i := range pairs {
			if p := pairs[i].point; p != nil && exposed[p.padded()] {
				pairs[i].exposed = true
			}
		}
	}
}

// exposes tells whether the private half of the key at this point, under
// whatever issuer, was published.
func (h *History) exposes(c *coordinates) bool {
	if h == nil {
		return false
	}
	for _, pairs := range h.issuers {
		for _, p := range pairs {
			if p.exposed && p.point != nil && p.point.padded() == c.padded() {
				return true
			}
		}
	}
	return false
}

func findPair(pairs []pairContents, kid string) (int, bool) {
	return slices.BinarySearchFunc(pairs, kid, func(p pairContents, kid string) int { return cmp.Compare(p.kid, kid) })
}

func (p *pairContents) unite(other pairContents) {
	p.first, p.last = min(p.first, other.first), max(p.last, other.last)
	p.exposed = p.exposed || other.exposed
	if p.point == nil {
		p.point = other.point
	}
}

func (p *pairContents) listed() Listed {
	l := Listed{KeyID: p.kid, First: fromUnix(p.first), Last: fromUnix(p.last), Exposed: p.exposed}
	if p.point != nil {
		l.Public, _ = p.point.public() // nil if the point is not on the curve
	}
	return l
}
