package trust

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"
	"time"

	"vaxcheck/trust/packed"
	"vaxcheck/trust/revocation"
)

// The compact form is made for looking up one key without reading the rest:
// opening it touches only the header and the checksum. All numbers are big
// endian. "Heap" is the offset of a value in the last part, 0 for none.
//
//	header    0  that of package packed
//	         16  when the directory was taken, seconds since 1970, 0 if unknown
//	         24  SHA-256 of the published snapshot, zero if there was none
//	         56  heap: URL of the directory
//	         60  heap: sources of a merged set: count, texts
//	         64  number of issuers, entries and points, size of the heap, 4 bytes each
//	issuers      sorted by id: heap offsets of id, name, website, canonical id;
//	             last retrieval, 8 bytes; first entry and number of entries, 4 bytes each
//	entries      one for each key of each issuer, in the issuer's order:
//	             index of the point, heap offset of the detail
//	points       thumbprint, x and y, 32 bytes each, published lengths of x and y, 1 byte each
//	heap         begins with a zero byte, so that no value has offset 0
//	  text       length, bytes
//	  detail     source; crlVersion, a text; number of periods, each: not before,
//	             not after, whether it names the issuer; number of revocation
//	             lists, each: counter and method, texts; width of ids; size; records;
//	             number of entries that could not be read
//
// Lengths, counts and numbers within the heap are varints as in encoding/binary.
// Each key is checked against its thumbprint when used.
const (
	atCreated   = packed.HeadSize
	atOriginSum = 24
	atOrigin    = 56
	atSources   = 60
	atCounts    = 64
	headerSize  = 80

	sumSize    = 32
	issuerSize = 4*4 + 8 + 2*4
	entrySize  = 2 * 4
	pointSize  = sumSize + 2*coordinateSize + 2
)

var compactForm = packed.Form{Magic: "vaxtrust", Version: 2}

// Limits of a set. The largest real one has 651 issuers with up to 20 keys.
const (
	maxCompact = 16 << 20 // bytes
	maxIssuers = 10_000
	maxKeys    = 1_000 // of one issuer
	maxPeriods = 1_000 // of one key
	maxSources = 1_000
)

// contents are what a set holds, in a form that can be put together.
type contents struct {
	created   time.Time
	origin    string
	originSum [sumSize]byte
	sources   []string
	issuers   []issuerContents
}

type issuerContents struct {
	id, name, website, canonical string
	lastRetrieved                time.Time
	keys                         []keyContents
}

type keyContents struct {
	id          string // the thumbprint
	coordinates coordinates
	source      int // 0 for the set's own, else the 1-based index of a source
	crlVersion  string
	periods     []Period
	lists       []revocation.Listing
}

// encode writes f in the compact form. The same facts give the same bytes.
func (f *contents) encode() ([]byte, error) {
	if len(f.issuers) > maxIssuers || len(f.sources) > maxSources {
		return nil, fmt.Errorf("write compact trust set: %w", ErrTooLarge)
	}
	e := encoder{heap: []byte{0}, values: map[string]uint32{}, points: map[string]uint32{}}
	sorted := slices.SortedFunc(slices.Values(f.issuers), func(a, b issuerContents) int {
		return cmp.Compare(a.id, b.id)
	})
	for i := range sorted {
		e.issuer(&sorted[i])
	}
	head := compactForm.Begin()
	head = binary.BigEndian.AppendUint64(head, uint64(toUnix(f.created)))
	head = append(head, f.originSum[:]...)
	head = binary.BigEndian.AppendUint32(head, e.text(f.origin))
	head = binary.BigEndian.AppendUint32(head, e.sources(f.sources))
	for _, n := range []int{len(sorted), len(e.entryTable) / entrySize, len(e.points), len(e.heap)} {
		head = binary.BigEndian.AppendUint32(head, uint32(n))
	}
	out := slices.Concat(head, e.issuerTable, e.entryTable, e.pointTable, e.heap)
	if len(out) > maxCompact {
		return nil, fmt.Errorf("write compact trust set: %w", ErrTooLarge)
	}
	packed.Seal(out)
	return out, nil
}

type encoder struct {
	issuerTable, entryTable, pointTable, heap []byte

	values map[string]uint32 // where a value stands in the heap
	points map[string]uint32 // index of a point, by thumbprint: issuers share keys
}

// value puts a value into the heap, once, and returns its offset.
func (e *encoder) value(v []byte) uint32 {
	if at, ok := e.values[string(v)]; ok {
		return at
	}
	at := uint32(len(e.heap))
	e.heap = append(e.heap, v...)
	e.values[string(v)] = at
	return at
}

func (e *encoder) text(s string) uint32 {
	if s == "" {
		return 0
	}
	return e.value(packed.AppendText(nil, s))
}

func (e *encoder) sources(sources []string) uint32 {
	if len(sources) == 0 {
		return 0
	}
	v := binary.AppendUvarint(nil, uint64(len(sources)))
	for _, s := range sources {
		v = packed.AppendText(v, s)
	}
	return e.value(v)
}

func (e *encoder) issuer(f *issuerContents) {
	first := len(e.entryTable) / entrySize
	for i := range f.keys {
		e.entryTable = binary.BigEndian.AppendUint32(e.entryTable, e.point(&f.keys[i]))
		e.entryTable = binary.BigEndian.AppendUint32(e.entryTable, e.detail(&f.keys[i]))
	}
	t := e.issuerTable
	for _, s := range []string{f.id, f.name, f.website, f.canonical} {
		t = binary.BigEndian.AppendUint32(t, e.text(s))
	}
	t = binary.BigEndian.AppendUint64(t, uint64(toUnix(f.lastRetrieved)))
	t = binary.BigEndian.AppendUint32(t, uint32(first))
	e.issuerTable = binary.BigEndian.AppendUint32(t, uint32(len(f.keys)))
}

func (e *encoder) point(k *keyContents) uint32 {
	if i, ok := e.points[k.id]; ok {
		return i
	}
	i := uint32(len(e.points))
	e.points[k.id] = i
	var sum [sumSize]byte
	decodeSum(&sum, k.id)
	c := &k.coordinates
	for _, part := range [][]byte{sum[:], c.x[:], c.y[:], {byte(c.xLen), byte(c.yLen)}} {
		e.pointTable = append(e.pointTable, part...)
	}
	return i
}
