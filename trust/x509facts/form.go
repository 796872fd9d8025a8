package x509facts

import (
	"encoding/binary"
	"strings"
	"time"

	"vaxcheck/trust/packed"
)

// Form is all that a Set must know of its records, and how it is kept in a file of
// compact form:
//
//	 0  head of package packed
//	16  when the list was taken, seconds since 1970, 0 if unknown, 8 bytes, big endian
//	24  SHA-256 of the published list, zero if there was none
//	56  URL of the list, a text; number of records; the records
type Form[T any] struct {
	packed.Form
	Limit  uint64             // of records
	IDs    func(*T) []string  // by which a record is found
	Tidy   func(list []T) []T // puts records in order, each once; it may change the list
	Append func([]byte, *T) []byte
	// Read takes what Append wrote, naming the record's source. It is not ok if
	// that cannot be or says what no record does.
	Read func(r *packed.Reader, source string) (record T, ok bool)
}

// maxCompact bounds a set in a compact form, in bytes. The largest real one has
// some 150 kB.
const maxCompact = 4 << 20

// Compact returns the set in the form that Open reads.
func (s *Set[T]) Compact() []byte {
	var created int64
	if !s.from.Created.IsZero() {
		created = s.from.Created.Unix()
	}
	out := binary.BigEndian.AppendUint64(s.form.Begin(), uint64(created))
	out = packed.AppendText(packed.AppendSum(out, s.from.OriginSHA256), s.from.Origin)
	out = binary.AppendUvarint(out, uint64(s.Len()))
	for record := range s.All() {
		out = s.form.Append(out, &record)
	}
	packed.Seal(out)
	return out
}

// Open reads a set in the compact form, naming it source: the head, which tells all
// of its Provenance, and whether any byte has changed. The records are read when
// they are first asked for; there are none if one of them says what no record does,
// as only who made the file can have written it. The error is ErrTooLarge or
// one of package packed.
func (f *Form[T]) Open(data, source string) (*Set[T], error) {
	from, r, err := f.head(data, source)
	if err != nil {
		return nil, err
	}
	return f.later(from, func() []T { return f.records(r, source) }), nil
}

// head reads all that stands before the records, and returns a reader of these.
func (f *Form[T]) head(data, source string) (Provenance, *packed.Reader, error) {
	if len(data) > maxCompact {
		return Provenance{}, nil, ErrTooLarge
	}
	rest, err := f.Form.Open(data)
	if err != nil {
		return Provenance{}, nil, err
	}
	r := packed.Read(rest)
	p := Provenance{Source: source, SHA256: Hex([]byte(data))}
	if created := r.Take(8); r.Good() && packed.Uint64(created) != 0 {
		p.Created = time.Unix(int64(packed.Uint64(created)), 0).UTC()
		p.Latest = p.Created
	}
	if sum := r.Sum(); strings.Trim(sum, "0") != "" {
		p.OriginSHA256 = sum
	}
	if p.Origin = r.Text(); !r.Good() {
		return Provenance{}, nil, packed.ErrDamaged
	}
	return p, r, nil
}

// records reads all of them, none if one cannot be read or something stands behind
// the last.
func (f *Form[T]) records(r *packed.Reader, source string) (list []T) {
	count := r.Count(f.Limit)
	list = make([]T, 0, count)
	for range count {
		record, ok := f.Read(r, source)
		if !ok || !r.Good() {
			return nil
		}
		list = append(list, record)
	}
	if !r.Done() {
		return nil
	}
	return list
}
