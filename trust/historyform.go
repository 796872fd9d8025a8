package trust

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"

	"vaxcheck/trust/packed"
)

// The binary form of a history:
//
//	header      that of package packed
//	body        from, to: seconds since 1970
//	            number of issuers, sorted by id, each:
//	              bytes of its id that are those of the id before; the others, a text
//	              number of its keys, sorted by id, each:
//	                kind, 1 byte, plus 16 if the private half was published
//	                  0  the id, a text that is no thumbprint
//	                  1  the id as a thumbprint, 32 bytes
//	                  2  x and y, 32 bytes each, and their published lengths, 1 byte
//	                     each; the id is their thumbprint
//	                seconds from the history's beginning to when it was first listed
//	                seconds from when it was last listed to the history's end
//
// Whoever can write it can say that a key was once listed, which makes no card
// valid.
const (
	idText, idThumbprint, idPoint = 0, 1, 2
	flagExposed                   = 16

	// pairSize is the most that the form needs for a pair beside its ids.
	pairSize = 1 + 2*coordinateSize + 2 + 6*binary.MaxVarintLen64
)

var historyForm = packed.Form{Magic: "vaxhisto", Version: 1}

// Encode returns the history in the binary form that DecodeHistory reads. The
// same history gives the same bytes.
func (h *History) Encode() []byte {
	out := binary.AppendVarint(historyForm.Begin(), h.from)
	out = binary.AppendVarint(out, h.to)
	out = binary.AppendUvarint(out, uint64(len(h.issuers)))
	before := ""
	for _, id := range slices.Sorted(maps.Keys(h.issuers)) {
		shared := commonPrefix(before, id)
		out = binary.AppendUvarint(out, uint64(shared))
		out = packed.AppendText(out, id[shared:])
		out = h.appendPairs(out, h.issuers[id])
		before = id
	}
	packed.Seal(out)
	return out
}

func (h *History) appendPairs(out []byte, pairs []pairContents) []byte {
	out = binary.AppendUvarint(out, uint64(len(pairs)))
	for _, p := range pairs {
		out = p.appendKey(out)
		out = binary.AppendUvarint(out, uint64(p.first-h.from))
		out = binary.AppendUvarint(out, uint64(h.to-p.last))
	}
	return out
}

func (p *pairContents) appendKey(out []byte) []byte {
	var exposed byte
	if p.exposed {
		exposed = flagExposed
	}
	var sum [sumSize]byte
	switch {
	case p.point != nil:
		out = append(out, idPoint|exposed)
		out = append(out, p.point.x[:]...)
		out = append(out, p.point.y[:]...)
		return append(out, byte(p.point.xLen), byte(p.point.yLen))
	case decodeSum(&sum, p.kid):
		return append(append(out, idThumbprint|exposed), sum[:]...)
	}
	return packed.AppendText(append(out, idText|exposed), p.kid)
}

func commonPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// DecodeHistory reads a history in its binary form. The error is ErrTooLarge,
// ErrVersion or ErrDamaged.
func DecodeHistory(data []byte) (*History, error) {
	h, err := decodeHistory(data)
	if err != nil {
		return nil, fmt.Errorf("decode key history: %w", err)
	}
	return h, nil
}

func decodeHistory(data []byte) (*History, error) {
	if len(data) > maxHistory {
		return nil, ErrTooLarge
	}
	body, err := historyForm.Open(string(data))
	if err != nil {
		return nil, err
	}
	r := packed.Read(body)
	h := &History{from: r.Varint(), to: r.Varint()}
	count := r.Count(maxHistory)
	h.issuers = make(map[string][]pairContents, min(count, maxIssuers))
	before := ""
	for range count {
		id, ok := nextID(r, before)
		if !ok || !h.readPairs(r, id) {
			return nil, ErrDamaged
		}
		before = id
	}
	if !r.Done() || h.to < h.from {
		return nil, ErrDamaged
	}
	return h, nil
}

// nextID reads an issuer's id, which comes after the one before it.
func nextID(c *packed.Reader, before string) (id string, ok bool) {
	shared := c.Count(uint64(len(before)))
	id = before[:shared] + c.Text()
	return id, c.Good() && validIssuerID(id) && id > before
}

// readPairs reads an issuer's keys. It is not ok if they are not in order, or
// take more room than any real ones: ids that share their beginnings would let
// a small file become a large history.
func (h *History) readPairs(c *packed.Reader, issuer string) (ok bool) {
	count := c.Count(maxHistory)
	for range count {
		p := readPair(c)
		ahead, behind := c.Uvarint(), c.Uvarint()
		span := uint64(h.to - h.from)
		if !c.Good() || h.to < h.from || ahead > span || behind > span-ahead {
			return false
		}
		p.first, p.last = h.from+int64(ahead), h.to-int64(behind)
		pairs := h.issuers[issuer]
		if len(pairs) > 0 && pairs[len(pairs)-1].kid >= p.kid || !h.add(issuer, p) {
			return false
		}
	}
	return count > 0
}

// pair reads a key's id and, if it is there, its point.
func readPair(c *packed.Reader) (p pairContents) {
	form := c.Byte()
	p.exposed = form&flagExposed != 0
	switch form &^ flagExposed {
	case idText:
		p.kid = c.Text()
		if !validHistoryID(p.kid) || decodeSum(new([sumSize]byte), p.kid) {
			c.Refuse()
		}
	case idThumbprint:
		p.kid = base64.RawURLEncoding.EncodeToString([]byte(c.Take(sumSize)))
	case idPoint:
		p.point = &coordinates{}
		copy(p.point.x[:], c.Take(coordinateSize))
		copy(p.point.y[:], c.Take(coordinateSize))
		p.point.xLen, p.point.yLen = int(c.Byte()), int(c.Byte())
		if !shortened(p.point.x, p.point.xLen) || !shortened(p.point.y, p.point.yLen) {
			c.Refuse()
			return p
		}
		p.kid = p.point.thumbprint()
	default:
		c.Refuse()
	}
	return p
}

func validHistoryID(kid string) bool { return kid != "" && len(kid) <= maxHistoryID }
