package csca

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash/crc32"
	"time"
)

// The compact form, all numbers big endian or varints of encoding/binary:
//
//	 0  magic "vaxtcsca"
//	 8  version, 4 bytes
//	12  CRC-32C of all that follows, 4 bytes
//	16  when the list was taken, seconds since 1970, 0 if unknown, 8 bytes
//	24  SHA-256 of the published list, zero if there was none
//	56  URL of the list, a text; number of authorities; the authorities
//
//	text       length, bytes
//	authority  SHA-256 of the certificate; lists, 1 byte; kind of key, 1 byte; not
//	           before and not after, varints; three-letter code, subject in DER,
//	           key identifier and key, texts
//
// The checksum guards against damage, not against forgery.
const (
	magic   = "vaxtcsca"
	version = 1

	atVersion  = 8
	atChecksum = 12
	atCreated  = 16
	atOrigin   = 24
	headerSize = 56
)

// Limits of a set. The largest real one has some 250 authorities in 150 kB.
const (
	maxCompact     = 4 << 20 // bytes
	maxAuthorities = 2_000
)

// Compact returns the set in the form that Open reads.
func (s *Set) Compact() []byte {
	info := s.Info()
	out := append(make([]byte, 0, 64<<10), magic...)
	out = binary.BigEndian.AppendUint32(out, version)
	out = binary.BigEndian.AppendUint32(out, 0) // the checksum, once it is known
	var created int64
	if !info.Created.IsZero() {
		created = info.Created.Unix()
	}
	out = binary.BigEndian.AppendUint64(out, uint64(created))
	out = appendSum(out, info.OriginSHA256)
	out = appendText(out, info.Origin)
	out = binary.AppendUvarint(out, uint64(info.Authorities))
	for a := range s.All() {
		out = a.append(out)
	}
	seal(out)
	return out
}

func (a *Authority) append(out []byte) []byte {
	out = append(appendSum(out, a.SHA256), byte(a.Lists), byte(a.kind))
	out = binary.AppendVarint(out, a.NotBefore.Unix())
	out = binary.AppendVarint(out, a.NotAfter.Unix())
	for _, text := range []string{a.State, a.subject, a.keyID, a.key} {
		out = appendText(out, text)
	}
	return out
}

// appendSum appends a hash given in hex, zeros if there is none.
func appendSum(out []byte, text string) []byte {
	var sum [sha256.Size]byte
	hex.Decode(sum[:], []byte(text)) // ours, or empty
	return append(out, sum[:]...)
}

func appendText(out []byte, text string) []byte {
	return append(binary.AppendUvarint(out, uint64(len(text))), text...)
}

// seal writes the checksum into its place.
func seal(data []byte) {
	binary.BigEndian.PutUint32(data[atChecksum:], checksum(data[atChecksum+4:]))
}

func checksum(data []byte) uint32 { return crc32.Checksum(data, crc32.MakeTable(crc32.Castagnoli)) }

// Open reads a set in the compact form, naming it source. The error is
// ErrTooLarge, ErrVersion or ErrDamaged.
func Open(data []byte, source string) (*Set, error) {
	s, err := open(data, source)
	if err != nil {
		return nil, fmt.Errorf("open authorities: %w", err)
	}
	return s, nil
}

func open(data []byte, source string) (*Set, error) {
	switch {
	case len(data) > maxCompact:
		return nil, ErrTooLarge
	case len(data) < headerSize || string(data[:len(magic)]) != magic:
		return nil, ErrDamaged
	case binary.BigEndian.Uint32(data[atVersion:]) != version:
		return nil, ErrVersion
	case checksum(data[atChecksum+4:]) != binary.BigEndian.Uint32(data[atChecksum:]):
		return nil, ErrDamaged
	}
	sum := sha256.Sum256(data)
	info := Info{Source: source, SHA256: hex.EncodeToString(sum[:])}
	if created := int64(binary.BigEndian.Uint64(data[atCreated:])); created != 0 {
		info.Created = time.Unix(created, 0).UTC()
		info.Latest = info.Created
	}
	if origin := [sha256.Size]byte(data[atOrigin:]); origin != [sha256.Size]byte{} {
		info.OriginSHA256 = hex.EncodeToString(origin[:])
	}
	r := reader{rest: data[headerSize:]}
	info.Origin = r.text()
	list := r.authorities(source)
	if r.bad || len(r.rest) > 0 {
		return nil, ErrDamaged
	}
	return newSet(info, list), nil
}

// reader takes values off the front. After an error everything it gives is zero.
type reader struct {
	rest []byte
	bad  bool
}

func (r *reader) authorities(source string) []Authority {
	n := r.uvarint()
	if n > maxAuthorities {
		r.bad = true
		return nil
	}
	var list []Authority
	for range n {
		a := r.authority(source)
		if r.bad {
			return nil
		}
		list = append(list, a)
	}
	return list
}

// authority reads one record. A key that does not hold together is damage: it
// must not turn into an authority without one.
func (r *reader) authority(source string) Authority {
	a := Authority{Source: source, SHA256: hex.EncodeToString(r.take(sha256.Size))}
	head := r.take(2)
	if r.bad {
		return Authority{}
	}
	a.Lists, a.kind = Lists(head[0]), keyKind(head[1])
	a.NotBefore, a.NotAfter = time.Unix(r.varint(), 0).UTC(), time.Unix(r.varint(), 0).UTC()
	a.State, a.subject, a.keyID, a.key = r.text(), r.text(), r.text(), r.text()
	r.bad = r.bad || a.kind > kindRSA || a.keyID == "" || !a.readSubject()
	return a
}

func (r *reader) take(n uint64) []byte {
	if r.bad || n > uint64(len(r.rest)) {
		r.bad, r.rest = true, nil
		return nil
	}
	part := r.rest[:n]
	r.rest = r.rest[n:]
	return part
}

func (r *reader) text() string { return string(r.take(r.uvarint())) }

func (r *reader) uvarint() uint64 {
	v, n := binary.Uvarint(r.rest)
	if r.bad = r.bad || n <= 0; r.bad {
		return 0
	}
	r.rest = r.rest[n:]
	return v
}

func (r *reader) varint() int64 {
	v, n := binary.Varint(r.rest)
	if r.bad = r.bad || n <= 0; r.bad {
		return 0
	}
	r.rest = r.rest[n:]
	return v
}
