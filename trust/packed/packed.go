// Package packed is how the program writes trust data of its own making into a
// file: a head with a checksum, then numbers, hashes and texts.
//
//	 0  magic, 8 bytes
//	 8  version, 4 bytes, big endian
//	12  CRC-32C of all that follows, 4 bytes, big endian
//	16  what the file has to say
//
// Numbers and the lengths of texts are varints as in encoding/binary. The checksum
// guards against damage, not against forgery: who can write the file can compute it.
package packed

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"hash/crc32"
	"math"
	"time"
)

// Reasons why a file is refused.
var (
	ErrDamaged = errors.New("stored trust data damaged")
	ErrVersion = errors.New("stored trust data of an unknown version")
)

// Places in the head, and its size.
const (
	atVersion  = 8
	atChecksum = 12
	HeadSize   = 16
)

// Form is one kind of file.
type Form struct {
	Magic   string // 8 bytes
	Version uint32
}

// Begin writes the head. Seal completes it once all stands behind it.
func (f Form) Begin() []byte {
	out := binary.BigEndian.AppendUint32([]byte(f.Magic), f.Version)
	return binary.BigEndian.AppendUint32(out, 0)
}

// Seal writes the checksum into its place. Data too short for one stays as it is.
func Seal(data []byte) {
	if len(data) >= HeadSize {
		binary.BigEndian.PutUint32(data[atChecksum:], crc32.Checksum(data[HeadSize:], castagnoli))
	}
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Open checks the head and returns what stands behind it. The error is ErrVersion
// or ErrDamaged.
func (f Form) Open(data string) (rest string, err error) {
	switch {
	case len(data) < HeadSize || data[:len(f.Magic)] != f.Magic:
		return "", ErrDamaged
	case Uint32(data[atVersion:]) != f.Version:
		return "", ErrVersion
	case checksum(data[HeadSize:]) != Uint32(data[atChecksum:]):
		return "", ErrDamaged
	}
	return data[HeadSize:], nil
}

// checksum goes piece by piece, because package crc32 takes no strings and the
// whole file would be copied.
func checksum(data string) (sum uint32) {
	piece := make([]byte, 8<<10)
	for len(data) > 0 {
		n := copy(piece, data)
		sum = crc32.Update(sum, castagnoli, piece[:n])
		data = data[n:]
	}
	return sum
}

// Uint32 is the number that a text begins with, big endian.
func Uint32(s string) uint32 {
	return uint32(s[3]) | uint32(s[2])<<8 | uint32(s[1])<<16 | uint32(s[0])<<24
}

// Uint64 is Uint32 for 8 bytes.
func Uint64(s string) uint64 { return uint64(Uint32(s))<<32 | uint64(Uint32(s[4:])) }

// AppendText appends a text.
func AppendText(out []byte, text string) []byte {
	return append(binary.AppendUvarint(out, uint64(len(text))), text...)
}

// AppendSum appends a hash given in hex, zeros if there is none.
func AppendSum(out []byte, text string) []byte {
	var sum [sha256.Size]byte
	hex.Decode(sum[:], []byte(text)) // ours, or empty
	return append(out, sum[:]...)
}

// AppendFlag appends a byte that tells yes from no.
func AppendFlag(out []byte, yes bool) []byte {
	if yes {
		return append(out, 1)
	}
	return append(out, 0)
}

// Reader takes values off the front. After an error everything it gives is zero.
type Reader struct {
	rest string
	bad  bool
}

// Read returns a reader of data.
func Read(data string) *Reader { return &Reader{rest: data} }

// Good tells that everything so far could be read.
func (r *Reader) Good() bool { return !r.bad }

// Done tells that everything could be read and nothing is left.
func (r *Reader) Done() bool { return !r.bad && r.rest == "" }

// Refuse makes the reader as if what was read last could not be.
func (r *Reader) Refuse() { r.bad, r.rest = true, "" }

// Take takes n bytes, "" if there are not as many.
func (r *Reader) Take(n uint64) string {
	if r.bad || n > uint64(len(r.rest)) {
		r.Refuse()
		return ""
	}
	part := r.rest[:n]
	r.rest = r.rest[n:]
	return part
}

// Byte takes one byte.
func (r *Reader) Byte() byte {
	if b := r.Take(1); b != "" {
		return b[0]
	}
	return 0
}

// Sum takes a hash and returns it in hex.
func (r *Reader) Sum() string { return hex.EncodeToString([]byte(r.Take(sha256.Size))) }

// Text takes what AppendText wrote.
func (r *Reader) Text() string { return r.Take(r.Uvarint()) }

// Count takes a number of things, at most limit.
func (r *Reader) Count(limit uint64) int {
	n := r.Uvarint()
	if n > min(limit, math.MaxInt) {
		r.Refuse()
		return 0
	}
	return int(n)
}

// Time takes seconds since 1970, a varint.
func (r *Reader) Time() time.Time { return time.Unix(r.Varint(), 0).UTC() }

// Uvarint takes a number.
func (r *Reader) Uvarint() (v uint64) {
	for shift := 0; shift < 64; shift += 7 {
		b := r.Byte()
		v |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return v
		}
	}
	r.Refuse()
	return 0
}

// Varint takes a number with a sign.
func (r *Reader) Varint() int64 {
	u := r.Uvarint()
	return int64(u>>1) ^ -int64(u&1)
}
