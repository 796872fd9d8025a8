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
)

// RevocationList names cards of one key that their issuer has called back.
type RevocationList struct {
	Counter string // the list's own counter, "" if it has none
	Method  string // MethodRID or MethodHashFHIR

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

func newRevocationList(counter, method string, entries []revocation) *RevocationList {
	l := &RevocationList{Counter: counter, Method: method}
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
func (l *RevocationList) Len() int { return len(l.records) / (l.width + stampSize) }

// InStep tells whether the list is the one the key announces by crlVersion. A
// list without a counter, or a key that announces none, is never in step.
func (l *RevocationList) InStep(crlVersion string) bool {
	return l.Counter != "" && compareCounters(l.Counter, crlVersion) == 0
}

// Revoked tells whether the list revokes the card with this revocation id,
// issued at this time: whether any entry of the same id has no time stamp, or
// one strictly later than issued. What follows a dot in id is not compared, as
// an id of a card has no time stamp.
func (l *RevocationList) Revoked(id string, issued time.Time) bool {
	id, _, _ = strings.Cut(id, ".")
	if id == "" || len(id) > l.width {
		return false
	}
	// Whole seconds are enough: a stamp is whole, so it is later than an
	// instant exactly if it is later than the second that the instant is in.
	second := issued.Unix()
	for i := l.search(id); i < l.Len(); i++ {
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
func (l *RevocationList) search(id string) int {
	low, high := 0, l.Len()
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

func (l *RevocationList) at(i int) revocation {
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

// compareCounters orders the counters of lists: as whole numbers if both are,
// else only equal or not. Numbers come after anything else.
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
