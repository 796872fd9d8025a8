package csca

import (
	"encoding/binary"
	"fmt"

	"vaxcheck/trust/packed"
	"vaxcheck/trust/x509facts"
)

// form is the compact form of authorities: their number, and of each the SHA-256
// of the certificate; lists, 1 byte; kind of key, 1 byte; not before and not
// after, varints; three-letter code, subject in DER, key identifier and key,
// texts. If there are any, the number of revocation lists and the lists follow, in
// DER as their authority signed them, texts: they are proven anew.
var form = x509facts.Compact{Magic: "vaxtcsca", Version: 1}

// maxAuthorities bounds a set. The largest real one has some 250.
const maxAuthorities = 2_000

// Compact returns the set in the form that Open reads.
func (s *Set) Compact() []byte {
	info := s.Info()
	out := binary.AppendUvarint(form.Begin(info.Provenance), uint64(info.Authorities))
	for a := range s.All() {
		out = a.append(out)
	}
	out = s.appendLists(out)
	packed.Seal(out)
	return out
}

func (a *Authority) append(out []byte) []byte {
	out = append(packed.AppendSum(out, a.SHA256), byte(a.Lists), byte(a.key.Kind))
	out = binary.AppendVarint(out, a.NotBefore.Unix())
	out = binary.AppendVarint(out, a.NotAfter.Unix())
	for _, text := range []string{a.State, a.subject, a.keyID, a.key.Data} {
		out = packed.AppendText(out, text)
	}
	return out
}

// Open reads a set in the compact form, naming it source. The error is
// ErrTooLarge, ErrVersion or ErrDamaged.
func Open(data []byte, source string) (*Set, error) {
	from, r, err := form.Open(string(data), source)
	if err != nil {
		return nil, fmt.Errorf("open authorities: %w", err)
	}
	var list []Authority
	for range r.Count(maxAuthorities) {
		a, ok := readAuthority(r, source)
		if !ok {
			return nil, fmt.Errorf("open authorities: %w", ErrDamaged)
		}
		list = append(list, a)
	}
	lists, ok := openLists(r, source)
	if !ok || !r.Done() {
		return nil, fmt.Errorf("open authorities: %w", ErrDamaged)
	}
	return newSet(Info{Provenance: from}, list, lists), nil
}

// readAuthority reads one record.
func readAuthority(r *packed.Reader, source string) (a Authority, ok bool) {
	a = Authority{Source: source, SHA256: r.Sum(), Lists: Lists(r.Byte())}
	a.key.Kind = x509facts.Kind(r.Byte())
	a.NotBefore, a.NotAfter = r.Time(), r.Time()
	a.State, a.subject, a.keyID, a.key.Data = r.Text(), r.Text(), r.Text(), r.Text()
	return a, r.Good() && a.key.Kind <= x509facts.RSA && a.keyID != "" && a.readSubject()
}
