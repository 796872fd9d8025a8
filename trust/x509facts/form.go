package x509facts

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"hash/crc32"
	"time"
)

// Reasons why stored facts are refused.
var (
	ErrDamaged = errors.New("stored certificates damaged")
	ErrVersion = errors.New("stored certificates of an unknown version")
)

// Compact is a compact form of a set, all numbers big endian or varints of
// encoding/binary:
//
//	 0  magic, 8 bytes
//	 8  version, 4 bytes
//	12  CRC-32C of all that follows, 4 bytes
//	16  when the list was taken, seconds since 1970, 0 if unknown, 8 bytes
//	24  SHA-256 of the published list, zero if there was none
//	56  URL of the list, a text; then what the set has to say
//
//	text  length, bytes
//
// The checksum guards against damage, not against forgery.
type Compact struct {
	Magic   string // 8 bytes
	Version uint32
}

const (
	atVersion  = 8
	atChecksum = 12
	atCreated  = 16
	atOrigin   = 24
	headerSize = 56
)

// maxCompact bounds a set in a compact form, in bytes. The largest real one has
// some 150 kB.
const maxCompact = 4 << 20

// Begin writes all that stands before what the set has to say. Seal ends it.
func (c Compact) Begin(p Provenance) []byte {
	out := append(make([]byte, 0, 64<<10), c.Magic...)
	out = binary.BigEndian.AppendUint32(out, c.Version)
	out = binary.BigEndian.AppendUint32(out, 0) // the checksum, once it is known
	var created int64
	if !p.Created.IsZero() {
		created = p.Created.Unix()
	}
	out = binary.BigEndian.AppendUint64(out, uint64(created))
	return AppendText(AppendSum(out, p.OriginSHA256), p.Origin)
}

// AppendSum appends a hash given in hex, zeros if there is none.
func AppendSum(out []byte, text string) []byte {
	var sum [sha256.Size]byte
	hex.Decode(sum[:], []byte(text)) // ours, or empty
	return append(out, sum[:]...)
}

// AppendText appends a text.
func AppendText(out []byte, text string) []byte {
	return append(binary.AppendUvarint(out, uint64(len(text))), text...)
}

// Seal writes the checksum into its place. Data too short for one stays as it is.
func Seal(data []byte) {
	if len(data) >= headerSize {
		binary.BigEndian.PutUint32(data[atChecksum:], checksum(data))
	}
}

func checksum(data []byte) uint32 {
	return crc32.Checksum(data[atChecksum+4:], crc32.MakeTable(crc32.Castagnoli))
}

// Open reads what Begin wrote, naming the set source, and returns a reader of the
// rest. The error is ErrTooLarge, ErrVersion or ErrDamaged.
func (c Compact) Open(data []byte, source string) (Provenance, *Reader, error) {
	switch {
	case len(data) > maxCompact:
		return Provenance{}, nil, ErrTooLarge
	case len(data) < headerSize || string(data[:len(c.Magic)]) != c.Magic:
		return Provenance{}, nil, ErrDamaged
	case binary.BigEndian.Uint32(data[atVersion:]) != c.Version:
		return Provenance{}, nil, ErrVersion
	case checksum(data) != binary.BigEndian.Uint32(data[atChecksum:]):
		return Provenance{}, nil, ErrDamaged
	}
	p := Provenance{Source: source, SHA256: Hex(data)}
	if created := int64(binary.BigEndian.Uint64(data[atCreated:])); created != 0 {
		p.Created = time.Unix(created, 0).UTC()
		p.Latest = p.Created
	}
	if origin := [sha256.Size]byte(data[atOrigin:]); origin != [sha256.Size]byte{} {
		p.OriginSHA256 = hex.EncodeToString(origin[:])
	}
	r := &Reader{rest: data[headerSize:]}
	p.Origin = r.Text()
	return p, r, nil
}

// Reader takes values off the front. After an error everything it gives is zero.
type Reader struct {
	rest []byte
	bad  bool
}

// Good tells that everything so far could be read.
func (r *Reader) Good() bool { return !r.bad }

// Done tells that everything could be read and nothing is left.
func (r *Reader) Done() bool { return !r.bad && len(r.rest) == 0 }

// Take takes n bytes, nil if there are not as many.
func (r *Reader) Take(n uint64) []byte {
	if r.bad || n > uint64(len(r.rest)) {
		r.bad, r.rest = true, nil
		return nil
	}
	part := r.rest[:n]
	r.rest = r.rest[n:]
	return part
}

// Sum takes a hash and returns it in hex.
func (r *Reader) Sum() string { return hex.EncodeToString(r.Take(sha256.Size)) }

// Byte takes one byte.
func (r *Reader) Byte() byte {
	if b := r.Take(1); b != nil {
		return b[0]
	}
	return 0
}

// Text takes what AppendText wrote.
func (r *Reader) Text() string { return string(r.Take(r.uvarint())) }

// Count takes a number of things, at most limit.
func (r *Reader) Count(limit uint64) int {
	n := r.uvarint()
	if n > limit {
		r.bad = true
		return 0
	}
	return int(n)
}

// Time takes seconds since 1970, as a varint.
func (r *Reader) Time() time.Time { return time.Unix(r.varint(), 0).UTC() }

func (r *Reader) uvarint() uint64 {
	v, n := binary.Uvarint(r.rest)
	if r.bad = r.bad || n <= 0; r.bad {
		return 0
	}
	r.rest = r.rest[n:]
	return v
}

func (r *Reader) varint() int64 {
	v, n := binary.Varint(r.rest)
	if r.bad = r.bad || n <= 0; r.bad {
		return 0
	}
	r.rest = r.rest[n:]
	return v
}
