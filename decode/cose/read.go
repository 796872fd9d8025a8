package cose

import "encoding/binary"

// The major types of CBOR (RFC 8949, section 3.1).
const (
	majorUnsigned = iota
	majorNegative
	majorBytes
	majorText
	majorArray
	majorMap
	majorTag
	majorSimple
)

// reader reads well-formed CBOR.
type reader struct {
	in []byte // what is not read yet
}

// next is the major type of the next item.
func (r *reader) next() byte { return r.in[0] >> 5 }

// head reads an item's first bytes: its type, what its additional information
// is, and the number it stands for.
func (r *reader) head() (major, info byte, n uint64) {
	major, info = r.next(), r.in[0]&31
	r.in = r.in[1:]
	if info < 24 || info == indefinite {
		return major, info, uint64(info)
	}
	var wide [8]byte
	size := 1 << (info - 24)
	copy(wide[8-size:], r.take(size))
	return major, info, binary.BigEndian.Uint64(wide[:])
}

// indefinite is the additional information of an item without a length, which
// ends with the byte breakByte.
const (
	indefinite = 31
	breakByte  = 0xff
)

func (r *reader) take(n int) []byte {
	taken := r.in[:n]
	r.in = r.in[n:]
	return taken
}

// more tells whether an array, a map or a string in parts has another item, the
// i-th. It reads the break that ends one without a length.
func (r *reader) more(i, n uint64, info byte) bool {
	if info != indefinite {
		return i < n
	}
	if r.in[0] != breakByte {
		return true
	}
	r.in = r.in[1:]
	return false
}
