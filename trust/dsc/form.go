package dsc

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"

	"vaxcheck/trust/packed"
	"vaxcheck/trust/x509facts"
)

// form is the compact form of signers, of each flags, 1 byte (the usage, and those
// below); kind of key, 1 byte; SHA-256 of the certificate or bare key; not before
// and not after, varints; country, name, the list's key identifier (empty if it is
// that of the certificate) and key, texts. Notes are no part of it.
var form = &x509facts.Form[Signer]{
	Form: packed.Form{Magic: "vaxtdccs", Version: 1}, Limit: maxSigners,
	IDs: (*Signer).keyIDs, Tidy: tidy, Append: appendSigner, Read: readSigner,
}

const (
	flagWithdrawn = 1 << 3
	flagBare      = 1 << 4
)

// maxSigners bounds a set. The largest real list has some 900.
const maxSigners = 10_000

// Open reads a set in the compact form, see x509facts.Form.
func Open(data, source string) (*Set, error) {
	held, err := form.Open(data, source)
	if err != nil {
		return nil, err
	}
	return newSet(held, nil), nil
}

func appendSigner(out []byte, s *Signer) []byte {
	flags, id := byte(s.Usage), s.ListedID
	if s.Withdrawn {
		flags |= flagWithdrawn
	}
	if s.Bare {
		flags |= flagBare
		id = s.KeyID
	}
	raw, _ := base64.StdEncoding.DecodeString(id) // ours, or empty
	out = packed.AppendSum(append(out, flags, byte(s.key.Type)), s.SHA256)
	out = binary.AppendVarint(out, s.NotBefore.Unix())
	out = binary.AppendVarint(out, s.NotAfter.Unix())
	for _, text := range []string{s.Country, s.Name, string(raw), s.key.Data} {
		out = packed.AppendText(out, text)
	}
	return out
}

func readSigner(r *packed.Reader, source string) (s Signer, ok bool) {
	flags := r.Byte()
	s = Signer{Usage: Usage(flags) & Any, Withdrawn: flags&flagWithdrawn != 0, Bare: flags&flagBare != 0,
		Source: source, key: &builtKey{}}
	s.key.Type = x509facts.KeyType(r.Byte())
	s.SHA256 = r.Sum()
	s.NotBefore, s.NotAfter, s.Country, s.Name = r.Time(), r.Time(), r.Text(), r.Text()
	id := base64.StdEncoding.EncodeToString([]byte(r.Text()))
	s.key.Data = r.Text()
	if !r.Good() || flags >= flagBare<<1 || s.key.Type == x509facts.Other || s.key.Type > x509facts.RSA ||
		s.Country != countryCode(s.Country) || id != "" && !validID(id) || s.Bare && id == "" {
		return Signer{}, false
	}
	s.KeyID = id
	if !s.Bare {
		sum, _ := hex.DecodeString(s.SHA256) // as Sum wrote it
		s.KeyID, s.ListedID = idOf(sum), id
	}
	return s, true
}
