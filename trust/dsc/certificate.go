package dsc

import (
	"cmp"
	"encoding/asn1"
	"encoding/base64"
	"strings"
	"time"

	"vaxcheck/trust/x509facts"
)

// Limits of one entry.
const (
	idSize  = 8   // bytes of a key identifier that is made of a certificate
	maxID   = 32  // bytes of any other
	maxName = 512 // bytes
)

// Said is what a list says of a signer beside its certificate or key. Where there
// is a certificate, that is believed for all that it says itself.
type Said struct {
	KeyID               string // base64, "" if the list does not name the key
	Country, Name       string
	NotBefore, NotAfter time.Time // zero if unknown
	Usage               Usage
	Withdrawn           bool
}

// Read reads a signer's certificate, in DER. The error is ErrCertificate, ErrKey
// or ErrKeyID.
func Read(der []byte, said Said) (Signer, error) {
	c, err := x509facts.Parse(der)
	if err != nil {
		return Signer{}, err
	}
	return read(&c, said)
}

func read(c *x509facts.Certificate, said Said) (Signer, error) {
	usage, ok := usageOf(c)
	country, subject, named := x509facts.Name(c.Subject)
	switch {
	case !ok || !named:
		return Signer{}, ErrCertificate
	case c.Key.Type == x509facts.Other:
		return Signer{}, ErrKey
	case said.KeyID != "" && !validID(said.KeyID):
		return Signer{}, ErrKeyID
	}
	s := Signer{
		KeyID: idOf(c.SHA256[:]), Country: cmp.Or(countryCode(country), countryCode(said.Country)),
		Name: clip(cmp.Or(said.Name, subject)), NotBefore: c.NotBefore, NotAfter: c.NotAfter,
		Usage: usage, Withdrawn: said.Withdrawn, SHA256: c.Hex(), key: &builtKey{Key: c.Key},
	}
	if said.KeyID != s.KeyID {
		s.ListedID = said.KeyID
	}
	return s, nil
}

// ReadKey reads a bare key, a SubjectPublicKeyInfo in DER. The error is ErrKey or
// ErrKeyID.
func ReadKey(der []byte, said Said) (Signer, error) {
	key := x509facts.ReadKey(der)
	if key.Type == x509facts.Other {
		return Signer{}, ErrKey
	}
	if !validID(said.KeyID) {
		return Signer{}, ErrKeyID
	}
	return Signer{
		KeyID: said.KeyID, Country: countryCode(said.Country), Name: clip(said.Name),
		NotBefore: wholeSecond(said.NotBefore),
		NotAfter:  wholeSecond(said.NotAfter), Usage: said.Usage & Any, Withdrawn: said.Withdrawn, Bare: true,
		SHA256: x509facts.Hex(der), key: &builtKey{Key: key},
	}, nil
}

var oidExtendedUse = asn1.ObjectIdentifier{2, 5, 29, 37}

// purposes are the extended key usages of health certificates, in the correct form
// and in that of an early document, which a third of the real certificates have.
var purposes = map[string]Usage{
	"1.3.6.1.4.1.1847.2021.1.1": Test, "1.3.6.1.4.1.0.1847.2021.1.1": Test,
	"1.3.6.1.4.1.1847.2021.1.2": Vaccination, "1.3.6.1.4.1.0.1847.2021.1.2": Vaccination,
	"1.3.6.1.4.1.1847.2021.1.3": Recovery, "1.3.6.1.4.1.0.1847.2021.1.3": Recovery,
}

// icaoHealth is the arc of ICAO's purposes for health proofs (Doc 9303, VDS-NC).
var icaoHealth = asn1.ObjectIdentifier{2, 23, 136, 1, 1, 14}

// usageOf reads what a certificate is for. One that names kinds of health
// certificates is for these; one that names none, or purposes that have nothing to
// do with them, is for all; one that is for ICAO's health proofs is for none. It is
// not ok if the purposes cannot be read.
func usageOf(c *x509facts.Certificate) (named Usage, ok bool) {
	value, there := c.Extension(oidExtendedUse)
	if !there {
		return Any, true
	}
	var list []asn1.ObjectIdentifier
	if !x509facts.Whole(value, &list) {
		return 0, false
	}
	icao := false
	for _, id := range list {
		named |= purposes[id.String()]
		icao = icao || len(id) >= len(icaoHealth) && id[:len(icaoHealth)].Equal(icaoHealth)
	}
	if named == 0 && !icao {
		return Any, true
	}
	return named, true
}

// idOf is the key identifier that a certificate's hash begins with.
func idOf(sum []byte) string { return base64.StdEncoding.EncodeToString(sum[:idSize]) }

// ValidKeyID tells whether a text is a key identifier made of a certificate: eight
// bytes in base64.
func ValidKeyID(text string) bool {
	id, ok := decodeID(text)
	return ok && len(id) == idSize
}

func validID(text string) bool {
	_, ok := decodeID(text)
	return ok
}

// decodeID reads a key identifier as lists write it. Each has one spelling.
func decodeID(text string) ([]byte, bool) {
	id, err := base64.StdEncoding.Strict().DecodeString(text)
	return id, err == nil && len(id) > 0 && len(id) <= maxID && base64.StdEncoding.EncodedLen(len(id)) == len(text)
}

// countryCode is a list's code of a country, "" if it is none.
func countryCode(text string) string {
	if len(text) == 2 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'A' && text[1] <= 'Z' {
		return text
	}
	return ""
}

// clip keeps a name short, and makes UTF-8 of it.
func clip(name string) string {
	return strings.ToValidUTF8(name[:min(len(name), maxName)], "")
}

func wholeSecond(t time.Time) time.Time {
	if t.IsZero() {
		return time.Time{}
	}
	return t.UTC().Truncate(time.Second)
}
