package x509facts

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"strings"
	"time"

	"vaxcheck/trust/packed"
)

// Reasons why stored facts are refused.
var (
	ErrDamaged = packed.ErrDamaged
	ErrVersion = packed.ErrVersion
)

// Compact is a compact form of a set:
//
//	 0  head of package packed
//	16  when the list was taken, seconds since 1970, 0 if unknown, 8 bytes, big endian
//	24  SHA-256 of the published list, zero if there was none
//	56  URL of the list, a text; then what the set has to say
type Compact packed.Form

// maxCompact bounds a set in a compact form, in bytes. The largest real one has
// some 150 kB.
const maxCompact = 4 << 20

// Begin writes all that stands before what the set has to say. packed.Seal ends it.
func (c Compact) Begin(p Provenance) []byte {
	var created int64
	if !p.Created.IsZero() {
		created = p.Created.Unix()
	}
	out := binary.BigEndian.AppendUint64(packed.Form(c).Begin(), uint64(created))
	return packed.AppendText(packed.AppendSum(out, p.OriginSHA256), p.Origin)
}

// Open reads what Begin wrote, naming the set source, and returns a reader of the
// rest. The error is ErrTooLarge, ErrVersion or ErrDamaged.
func (c Compact) Open(data, source string) (Provenance, *packed.Reader, error) {
	if len(data) > maxCompact {
		return Provenance{}, nil, ErrTooLarge
	}
	rest, err := packed.Form(c).Open(data)
	if err != nil {
		return Provenance{}, nil, err
	}
	r := packed.Read(rest)
	p := Provenance{Source: source, SHA256: Hex([]byte(data))}
	if created := r.Take(8); r.Good() && packed.Uint64(created) != 0 {
		p.Created = time.Unix(int64(packed.Uint64(created)), 0).UTC()
		p.Latest = p.Created
	}
	if origin := r.Take(sha256.Size); strings.Trim(origin, "\x00") != "" {
		p.OriginSHA256 = hex.EncodeToString([]byte(origin))
	}
	if p.Origin = r.Text(); !r.Good() {
		return Provenance{}, nil, ErrDamaged
	}
	return p, r, nil
}
