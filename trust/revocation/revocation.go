// Package revocation knows the lists by which issuers of health cards call single cards
// back (SMART Health Cards, "Revocation"): what their entries name, which of several count,
// and a compact form in which they are searched.
package revocation

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"math"
	"slices"
	"strings"
	"time"

	"vaxcheck/trust/packed"
)

// Methods by which a revocation list names cards.
const (
	MethodRID      = "rid"       // SMART Health Cards, "Revocation"
	MethodHashFHIR = "hash-fhir" // the draft for cards without a rid
)

const (
	maxRevocationID = 24 // characters of an id, as the specification bounds it
	stampSize       = 8  // bytes of a time stamp in a list's records
	// tooManySeconds is the first time stamp that cannot be meant in seconds: it lies
	// in the year 5138.
	tooManySeconds = 100_000_000_000
	// alwaysBefore stands for an entry without a time stamp: every card was
	// issued before it.
	alwaysBefore = math.MaxInt64

	MaxLists = 1_000 // of one key, after joining
)

// List names cards of one key that their issuer has called back. It
// may hold several published lists, of different methods or with counters that
// do not tell which is newer. Counter and Method are then those of all of them,
// each once and with commas between.
//
// What an issuer calls its cards is its own business: ids are compared as texts,
// exactly, whatever they are made of.
type List struct {
	Counter string // the list's own counter, "" if it has none
	Method  string // MethodRID or MethodHashFHIR; ask Uses rather than compare

	listings []Listing
}

// Listing is one list, of one method and with one counter.
type Listing struct {
	counter, method string
	unreadable      int // entries in which nothing could be made out

	// records are sorted and of equal length: the id, padded with zero bytes
	// to width, and the time stamp. Searching them allocates nothing.
	width   int
	records string
}

// Usable tells whether the list names cards in a way that is known.
func (l *Listing) Usable() bool { return l.method != "" }

// Entry is what an entry says: cards of this id, which is a recordID, issued
// before the stamp, in seconds since 1970, are revoked.
type Entry struct {
	id     string
	before int64
}

// New returns nil if there are no lists at all, which is not the
// same as a list without entries.
func New(listings []Listing) *List {
	if len(listings) == 0 {
		return nil
	}
	var counters, methods []string
	for _, l := range listings {
		counters = appendNew(counters, l.counter)
		methods = appendNew(methods, l.method)
	}
	return &List{Counter: strings.Join(counters, ","), Method: strings.Join(methods, ","), listings: listings}
}

func appendNew(to []string, s string) []string {
	if s == "" || slices.Contains(to, s) {
		return to
	}
	return append(to, s)
}

// NewListing makes one list of its entries. unreadable counts those in which nothing could
// be made out.
func NewListing(counter, method string, entries []Entry, unreadable int) Listing {
	l := Listing{counter: counter, method: method, unreadable: unreadable}
	for _, e := range entries {
		l.width = max(l.width, len(e.id))
	}
	records := make([]string, 0, len(entries))
	for _, e := range entries {
		var stamp [stampSize]byte
		binary.BigEndian.PutUint64(stamp[:], uint64(e.before))
		records = append(records, e.id+strings.Repeat("\x00", l.width-len(e.id))+string(stamp[:]))
	}
	slices.Sort(records)
	l.records = strings.Join(slices.Compact(records), "")
	return l
}

// Len returns the number of entries that could be read, those with dots in their ids
// once for each reading.
func (l *List) Len() int {
	n := 0
	for _, one := range l.listings {
		n += one.len()
	}
	return n
}

// Unreadable returns the number of entries in which nothing could be made out. Any
// card may be among those that they name.
func (l *List) Unreadable() int {
	n := 0
	for _, one := range l.listings {
		n += one.unreadable
	}
	return n
}

// Uses tells whether cards are named by this method in any part of the list.
func (l *List) Uses(method string) bool {
	return slices.ContainsFunc(l.listings, func(one Listing) bool { return one.method == method })
}

// InStep tells whether the list is, or holds, the one the key announces by
// crlVersion. A list without a counter, or a key that announces none, is never
// in step.
func (l *List) InStep(crlVersion string) bool {
	return slices.ContainsFunc(l.listings, func(one Listing) bool {
		return one.counter != "" && CompareCounters(one.counter, crlVersion) == 0
	})
}

// Revoked tells whether the list revokes the card with this revocation id,
// issued at this time: whether any entry is the very text of the id, or names it and
// has no time stamp, or one strictly later than issued. Entries of all methods are
// looked at. An id of a card has no time stamp: if what follows its first dot could
// be one, entries of what stands before it count as well.
func (l *List) Revoked(id string, issued time.Time) bool {
	// Whole seconds are enough: a stamp is whole, so it is later than an
	// instant exactly if it is later than the second that the instant is in.
	second := issued.Unix()
	if l.names(id, func(before int64) bool { return before == alwaysBefore || second < before }) {
		return true
	}
	base, stamp, dotted := strings.Cut(id, ".")
	own, ok := parseStamp(stamp)
	return dotted && (ok || isDigits(stamp)) && l.names(base, func(before int64) bool {
		return before == alwaysBefore || second < before || ok && before == own
	})
}

// names tells whether an entry of the id has a stamp that counts.
func (l *List) names(id string, counts func(before int64) bool) bool {
	if id == "" {
		return false
	}
	id = recordID(id)
	return slices.ContainsFunc(l.listings, func(one Listing) bool { return one.names(id, counts) })
}

// digestMark begins the record of an id that is not of the specified form, which
// has no such character.
const digestMark = "#"

// recordID is what stands in a record for an id: one of the specified form itself,
// anything else its hash. So records are short, whatever an issuer calls its cards.
func recordID(id string) string {
	if isSpecified(id) {
		return id
	}
	sum := sha256.Sum256([]byte(id))
	return digestMark + base64.RawURLEncoding.EncodeToString(sum[:])[:maxRevocationID-len(digestMark)]
}

// isSpecified tells whether an id has the form that the specification gives ids.
func isSpecified(id string) bool { return id != "" && len(id) <= maxRevocationID && IsBase64URL(id) }

func (l *Listing) len() int { return len(l.records) / (l.width + stampSize) }

// names tells whether an entry of this record's id has a stamp that counts.
func (l *Listing) names(id string, counts func(before int64) bool) bool {
	if len(id) > l.width {
		return false
	}
	for i := l.search(id); i < l.len(); i++ {
		e := l.at(i)
		if e.id != id {
			return false
		}
		if counts(e.before) {
			return true
		}
	}
	return false
}

// search returns the first record whose id is not less than id.
func (l *Listing) search(id string) int {
	low, high := 0, l.len()
	for low < high {
		mid := int(uint(low+high) >> 1)
		if l.at(mid).id < id {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low
}

func (l *Listing) at(i int) Entry {
	r := l.records[i*(l.width+stampSize):]
	return Entry{
		id:     strings.TrimRight(r[:l.width], "\x00"),
		before: int64(packed.Uint64(r[l.width:])),
	}
}

// parseRevocation reads an entry of a published list, which is not empty: id, or
// id.stamp. An entry whose stamp cannot be read counts as one without a stamp, because
// the issuer did mean to revoke; stampOK is false then. Ids may be of any form. One with
// dots leaves several readings, and all of them count: the whole is the id, or it
// ends at the last dot and a stamp follows, or at the first dot and junk follows.
func parseRevocation(text string) (said []Entry, stampOK bool) {
	first, last := strings.IndexByte(text, '.'), strings.LastIndexByte(text, '.')
	if last < 0 {
		return []Entry{{recordID(text), alwaysBefore}}, true
	}
	name := func(id string, before int64) {
		if id != "" {
			said = append(said, Entry{recordID(id), before})
		}
	}
	seconds, stampOK := parseStamp(text[last+1:])
	if stampOK {
		name(text[:last], seconds)
	}
	if first < last || !stampOK {
		name(text[:first], alwaysBefore)
	}
	if first < last || !stampOK || !isSpecified(text[:last]) {
		name(text, alwaysBefore)
	}
	return said, stampOK
}

// parseStamp reads seconds since 1970. What lies beyond all seconds, such as a
// time in milliseconds, is none.
func parseStamp(text string) (seconds int64, ok bool) {
	if text == "" {
		return alwaysBefore, false
	}
	for _, c := range []byte(text) {
		if c < '0' || c > '9' || seconds >= tooManySeconds {
			return alwaysBefore, false
		}
		seconds = seconds*10 + int64(c-'0')
	}
	if seconds >= tooManySeconds {
		return alwaysBefore, false
	}
	return seconds, true
}

// IsBase64URL tells whether a text has the letters of base64url and no others, as the ids
// and counters of lists that keep to the specification.
func IsBase64URL(s string) bool {
	for _, c := range []byte(s) {
		switch {
		case 'A' <= c && c <= 'Z', 'a' <= c && c <= 'z', '0' <= c && c <= '9', c == '-', c == '_':
		default:
			return false
		}
	}
	return true
}

// CompareCounters orders the counters of lists: as whole numbers if both are.
// Anything else comes before the numbers, in an order that tells no age.
func CompareCounters(a, b string) int {
	numberA, numberB := isDigits(a), isDigits(b)
	switch {
	case numberA && !numberB:
		return 1
	case numberB && !numberA:
		return -1
	case !numberA:
		return strings.Compare(a, b)
	}
	a, b = strings.TrimLeft(a, "0"), strings.TrimLeft(b, "0")
	if len(a) != len(b) {
		return len(a) - len(b)
	}
	return strings.Compare(a, b)
}

func isDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}
