package trust

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"sync"

	"vaxcheck/trust/packed"
)

// compact is a set in the compact form, of which nothing but the header has
// been read. It is a string, so that the embedded set stays where the operating
// system mapped it and texts are taken out of it without copying.
type compact struct {
	data                     string
	issuers, entries, points int

	issuerTable, entryTable, pointTable, heap string
}

// Open returns the set that data holds in the compact form, naming it source.
// It reads the header and the checksum and leaves the keys for later. The error
// is ErrTooLarge, ErrVersion or ErrDamaged.
func Open(data []byte, source string) (*Set, error) {
	if len(data) > maxCompact {
		return nil, fmt.Errorf("open trust set: %w", ErrTooLarge)
	}
	return open(string(data), source)
}

func open(data, source string) (*Set, error) {
	c, err := openCompact(data)
	if err != nil {
		return nil, fmt.Errorf("open trust set: %w", err)
	}
	s := &Set{compact: c, source: source, sources: c.sources()}
	s.info, s.parts, s.whole = sync.OnceValue(s.makeInfo), sync.OnceValue(s.makeParts), sync.OnceValue(s.makeWhole)
	s.sum = sync.OnceValue(func() string {
		sum := sha256.Sum256([]byte(data))
		return hex.EncodeToString(sum[:])
	})
	return s, nil
}

func openCompact(data string) (compact, error) {
	if _, err := compactForm.Open(data); err != nil {
		return compact{}, err
	}
	if len(data) < headerSize {
		return compact{}, ErrDamaged
	}
	c := compact{data: data}
	rest := data[headerSize:]
	ok := cut(&c.issuerTable, &rest, packed.Uint32(data[atCounts:]), issuerSize) &&
		cut(&c.entryTable, &rest, packed.Uint32(data[atCounts+4:]), entrySize) &&
		cut(&c.pointTable, &rest, packed.Uint32(data[atCounts+8:]), pointSize) &&
		cut(&c.heap, &rest, packed.Uint32(data[atCounts+12:]), 1)
	c.issuers = len(c.issuerTable) / issuerSize
	c.entries = len(c.entryTable) / entrySize
	c.points = len(c.pointTable) / pointSize
	if !ok || rest != "" || c.issuers > maxIssuers {
		return compact{}, ErrDamaged
	}
	return c, nil
}

// cut moves n things of the given size from rest to table, if rest has as many.
func cut(table, rest *string, n uint32, size int) bool {
	length := uint64(n) * uint64(size)
	if length > uint64(len(*rest)) {
		return false
	}
	*table, *rest = (*rest)[:length], (*rest)[length:]
	return true
}

func (c *compact) created() int64 { return int64(packed.Uint64(c.data[atCreated:])) }

func (c *compact) origin() string { return c.text(packed.Uint32(c.data[atOrigin:])) }

func (c *compact) originSum() (sum [sumSize]byte) {
	copy(sum[:], c.data[atOriginSum:])
	return sum
}

// originSHA256 is the hash in hex, "" if there is none.
func (c *compact) originSHA256() string {
	sum := c.originSum()
	if sum == [sumSize]byte{} {
		return ""
	}
	return hex.EncodeToString(sum[:])
}

func (c *compact) sources() []string {
	r, ok := c.value(packed.Uint32(c.data[atSources:]))
	if !ok {
		return nil
	}
	var list []string
	for range r.Count(maxSources) {
		list = append(list, r.Text())
	}
	if !r.Good() {
		return nil
	}
	return list
}

// value gives a reader at an offset of the heap; it is not ok for none, and gives
// nothing then.
func (c *compact) value(at uint32) (r *packed.Reader, ok bool) {
	if at == 0 || uint64(at) >= uint64(len(c.heap)) {
		r = packed.Read("")
		r.Refuse()
		return r, false
	}
	return packed.Read(c.heap[at:]), true
}

func (c *compact) text(at uint32) string {
	r, _ := c.value(at)
	return r.Text()
}

func (c *compact) issuerRecord(i int) string { return c.issuerTable[i*issuerSize:][:issuerSize] }

// find searches for the issuer with this id.
func (c *compact) find(id string) (int, bool) {
	low, high := 0, c.issuers
	for low < high {
		mid := int(uint(low+high) >> 1)
		if c.text(packed.Uint32(c.issuerRecord(mid))) < id {
			low = mid + 1
		} else {
			high = mid
		}
	}
	// An empty id is what a damaged record would give, never an issuer's.
	return low, id != "" && low < c.issuers && c.text(packed.Uint32(c.issuerRecord(low))) == id
}

func (c *compact) issuer(i int) Issuer {
	r := c.issuerRecord(i)
	_, count := c.entriesOf(i)
	id := c.text(packed.Uint32(r))
	reason := specimenReason(id)
	return Issuer{
		ID:             id,
		Name:           c.text(packed.Uint32(r[4:])),
		Website:        c.text(packed.Uint32(r[8:])),
		Canonical:      c.text(packed.Uint32(r[12:])),
		LastRetrieved:  fromUnix(int64(packed.Uint64(r[16:]))),
		Specimen:       reason != "",
		SpecimenReason: reason,
		KeyCount:       count,
	}
}

// entriesOf returns which entries are the issuer's, none if the record points
// outside the table.
func (c *compact) entriesOf(i int) (first, count int) {
	r := c.issuerRecord(i)
	from, n := packed.Uint32(r[24:]), packed.Uint32(r[28:])
	if n > maxKeys || uint64(from)+uint64(n) > uint64(c.entries) {
		return 0, 0
	}
	return int(from), int(n)
}

// findEntry searches the issuer's entries for the key id.
func (c *compact) findEntry(issuer int, kid string) (int, bool) {
	var sum [sumSize]byte
	if !decodeSum(&sum, kid) {
		return 0, false
	}
	first, count := c.entriesOf(issuer)
	for e := first; e < first+count; e++ {
		if p, ok := c.point(e); ok && p[:sumSize] == string(sum[:]) {
			return e, true
		}
	}
	return 0, false
}

// point returns the record of the point that entry e refers to.
func (c *compact) point(e int) (string, bool) {
	i := packed.Uint32(c.entryTable[e*entrySize:])
	if uint64(i) >= uint64(c.points) {
		return "", false
	}
	return c.pointTable[int(i)*pointSize:][:pointSize], true
}

// entry reads entry e. It is not ok if the coordinates do not hash to the
// recorded thumbprint, or the detail cannot be read: a key whose revocation
// list is damaged must not pass for one without a list.
func (c *compact) entry(e int) (k keyContents, ok bool) {
	p, ok := c.point(e)
	if !ok || !k.readPoint(p) {
		return keyContents{}, false
	}
	at := packed.Uint32(c.entryTable[e*entrySize+4:])
	if at == 0 {
		return k, true
	}
	r, _ := c.value(at)
	k.readDetail(r)
	return k, r.Good()
}

// readPoint takes id and coordinates from a point's record.
func (k *keyContents) readPoint(point string) bool {
	c := &k.coordinates
	copy(c.x[:], point[sumSize:])
	copy(c.y[:], point[sumSize+coordinateSize:])
	c.xLen, c.yLen = int(point[pointSize-2]), int(point[pointSize-1])
	if !shortened(c.x, c.xLen) || !shortened(c.y, c.yLen) {
		return false
	}
	k.id = c.thumbprint()
	return k.id == base64.RawURLEncoding.EncodeToString([]byte(point[:sumSize]))
}

// shortened tells whether a coordinate can have been published with n bytes:
// only zeros may have been left out.
func shortened(coordinate [coordinateSize]byte, n int) bool {
	if n < 1 || n > coordinateSize {
		return false
	}
	for _, b := range coordinate[:coordinateSize-n] {
		if b != 0 {
			return false
		}
	}
	return true
}

// contents reads everything, for putting sets together.
func (c *compact) contents() contents {
	f := contents{created: fromUnix(c.created()), origin: c.origin(), originSum: c.originSum(), sources: c.sources()}
	for i := range c.issuers {
		is := c.issuer(i)
		one := issuerContents{id: is.ID, name: is.Name, website: is.Website, canonical: is.Canonical,
			lastRetrieved: is.LastRetrieved}
		first, count := c.entriesOf(i)
		for e := first; e < first+count; e++ {
			if k, ok := c.entry(e); ok {
				one.keys = append(one.keys, k)
			}
		}
		f.issuers = append(f.issuers, one)
	}
	return f
}
