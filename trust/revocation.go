package trust

import (
	"encoding/binary"
	"math"
	"slices"
	"strings"
	"time"
)

// Methods by which a revocation list names cards.
const (
	MethodRID      = "rid"       // SMART Health Cards, "Revocation"
	MethodHashFHIR = "hash-fhir" // the draft for cards without a rid
)

const (
	maxRevocationID = 24 // characters
	stampSize       = 8  // bytes of a time stamp in a list's records
	// alwaysBefore stands for an entry without a time stamp: every card was
	// issued before it.
	alwaysBefore = math.MaxInt64

	maxLists = 1_000 // of one key, after joining
)

// RevocationList names cards of one key that their issuer has called back. It
// may hold several published lists, of different methods or with counters that
// do not tell which is newer. Counter and Method are then those of all of them,
// each once and with commas between.
type RevocationList struct {
	Counter string // the list's own counter, "" if it has none
	Method  string // MethodRID or MethodHashFHIR; ask Uses rather than compare

	listings []listing
}

// listing is one list, of one method and with one counter.
type listing struct {
	counter, method string

	// records are sorted and of equal length: the id, padded with zero bytes
	// to width, and the time stamp. Searching them allocates nothing.
	width   int
	records string
}

// revocation is one entry: cards of this id issued before the stamp, in seconds
// since 1970, are revoked.
type revocation struct {
	id     string
	before int64
}

// newRevocationList returns nil if there are no lists at all, which is not the
// same as a list without entries.
func newRevocationList(listings []listing) *RevocationList {
	if len(listings) == 0 {
		return nil
	}
	var counters, methods []string
	for _, l := range listings {
		counters = appendNew(counters, l.counter)
		methods = appendNew(methods, l.method)
	}
	return &RevocationList{Counter: strings.Join(counters, ","), Method: strings.Join(methods, ","), listings: listings}
}

func appendNew(to []string, s string) []string {
	if s == "" || slices.Contains(to, s) {
		return to
	}
	return append(to, s)
}

func newListing(counter, method string, entries []revocation) listing {
	l := listing{counter: counter, method: method}
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

// Len returns the number of entries.
func (l *RevocationList) Len() int {
	n := 0
	for _, one := range l.listings {
		n += one.len()
	}
	return n
}

// Uses tells whether cards are named by this method in any part of the list.
func (l *RevocationList) Uses(method string) bool {
	return slices.ContainsFunc(l.listings, func(one listing) bool { return one.method == method })
}

// InStep tells whether the list is, or holds, the one the key announces by
// crlVersion. A list without a counter, or a key that announces none, is never
// in step.
func (l *RevocationList) InStep(crlVersion string) bool {
	return slices.ContainsFunc(l.listings, func(one listing) bool {
		return one.counter != "" && compareCounters(one.counter, crlVersion) == 0
	})
}

// Revoked tells whether the list revokes the card with this revocation id,
// issued at this time: whether any entry of the same id has no time stamp, or
// one strictly later than issued. Entries of all methods are looked at. What follows a dot in id is not compared, as
// an id of a card has no time stamp.
func (l *RevocationList) Revoked(id string, issued time.Time) bool {
	id, _, _ = strings.Cut(id, ".")
	// Whole seconds are enough: a stamp is whole, so it is later than an
	// instant exactly if it is later than the second that the instant is in.
	second := issued.Unix()
	return slices.ContainsFunc(l.listings, func(one listing) bool { return one.revoked(id, second) })
}

func (l *listing) len() int { return len(l.records) / (l.width + stampSize) }

// revoked tells whether an entry of this id has no stamp or a later one.
func (l *listing) revoked(id string, second int64) bool {
	if id == "" || len(id) > l.width {
		return false
	}
	for i := l.search(id); i < l.len(); i++ {
		e := l.at(i)
		if e.id != id {
			return false
		}
		if e.before == alwaysBefore || second < e.before {
			return true
		}
	}
	return false
}

// search returns the first record whose id is not less than id.
func (l *listing) search(id string) int {
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

func (l *listing) at(i int) revocation {
	r := l.records[i*(l.width+stampSize):]
	return revocation{
		id:     strings.TrimRight(r[:l.width], "\x00"),
		before: int64(u64(r[l.width:])),
	}
}

// parseRevocation reads an entry of a published list: id, or id.stamp. An entry
// whose stamp cannot be read counts as one without a stamp, because the issuer
// did mean to revoke. It is not ok if the id itself is malformed.
func parseRevocation(text string) (e revocation, stampOK, ok bool) {
	id, stamp, stamped := strings.Cut(text, ".")
	if len(id) == 0 || len(id) > maxRevocationID || !isBase64URL(id) {
		return revocation{}, false, false
	}
	if !stamped {
		return revocation{id: id, before: alwaysBefore}, true, true
	}
	seconds, good := parseStamp(stamp)
	return revocation{id: id, before: seconds}, good, true
}

func parseStamp(text string) (seconds int64, ok bool) {
	if text == "" {
		return alwaysBefore, false
	}
	for _, c := range []byte(text) {
		if c < '0' || c > '9' || seconds > (math.MaxInt64-9)/10 {
			return alwaysBefore, false
		}
		seconds = seconds*10 + int64(c-'0')
	}
	return seconds, true
}

func isBase64URL(s string) bool {
	for _, c := range []byte(s) {
		switch {
		case 'A' <= c && c <= 'Z', 'a' <= c && c <= 'z', '0' <= c && c <= '9', c == '-', c == '_':
		default:
			return false
		}
	}
	return true
}

// compareCounters orders the counters of lists: as whole numbers if both are.
// Anything else comes before the numbers, in an order that tells no age.
func compareCounters(a, b string) int {
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
