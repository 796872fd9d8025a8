package csca

import (
	"encoding/binary"

	"vaxcheck/trust/packed"
	"vaxcheck/trust/x509facts"
)

// form is the compact form of authorities, of each the SHA-256 of the certificate;
// lists, 1 byte; kind of key, 1 byte; not before and not after, varints;
// three-letter code, subject in DER, key identifier and key, texts. Lists of what
// they revoked are no part of it.
var form = &x509facts.Form[Authority]{
	Form: packed.Form{Magic: "vaxtcsca", Version: 1}, Limit: maxAuthorities,
	IDs: (*Authority).ids, Tidy: tidy, Append: appendAuthority, Read: readAuthority,
}

// maxAuthorities bounds a set. The largest real one has some 250.
const maxAuthorities = 2_000

// Open reads a set in the compact form, see x509facts.Form.
func Open(data, source string) (*Set, error) {
	held, err := form.Open(data, source)
	if err != nil {
		return nil, err
	}
	return newSet(held, nil), nil
}

func (a *Authority) ids() []string { return []string{a.keyID} }

func appendAuthority(out []byte, a *Authority) []byte {
	out = append(packed.AppendSum(out, a.SHA256), byte(a.Lists), byte(a.key.Type))
	out = binary.AppendVarint(out, a.NotBefore.Unix())
	out = binary.AppendVarint(out, a.NotAfter.Unix())
	for _, text := range []string{a.State, a.subject, a.keyID, a.key.Data} {
		out = packed.AppendText(out, text)
	}
	return out
}

func readAuthority(r *packed.Reader, source string) (a Authority, ok bool) {
	a = Authority{Source: source, SHA256: r.Sum(), Lists: Lists(r.Byte())}
	a.key.Type = x509facts.KeyType(r.Byte())
	a.NotBefore, a.NotAfter = r.Time(), r.Time()
	a.State, a.subject, a.keyID, a.key.Data = r.Text(), r.Text(), r.Text(), r.Text()
	return a, r.Good() && a.key.Type <= x509facts.RSA && a.keyID != "" && a.readSubject()
}
