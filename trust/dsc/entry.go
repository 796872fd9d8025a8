package dsc

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/binary"
	"encoding/pem"
	"errors"
	"math/big"
	"strings"
	"time"

	"vaxcheck/internal/finding"
	"vaxcheck/internal/strictjson"
	"vaxcheck/trust/x509facts"
)

// entry is one entry of a published list, in whichever words the list has.
type entry struct {
	strictjson.Value
	id, country string // what stands around the entry, "" for nothing
	badDate     bool
}

// Members with a certificate or a key in base64 or PEM, by list: Germany and
// Austria; Poland; PathCheck; this project; the Netherlands; France and Italy; the
// United Kingdom.
var materialNames = []string{"rawData", "certyfikat", "didDocument", "spki_or_cert", "subjectPk",
	"publicKeyPem", "publicKey"}

// signer reads the entry, or tells what is wrong with it.
func (e *entry) signer() (Signer, Note) {
	said := e.said()
	drop := func(code string, detail finding.Finding) (Signer, Note) {
		id := said.KeyID
		if !validID(id) {
			id = ""
		}
		return Signer{}, Note{KeyID: id, Code: code, Detail: detail, Dropped: true}
	}
	if e.Kind() != strictjson.Object {
		return drop("malformed", dscNoObject)
	}
	if kind := e.Get("certificateType"); kind.Exists() && kind.Text() != "DSC" {
		return drop("kind", dscNoSigner)
	}
	der := e.material()
	if der == nil {
		return drop("malformed", dscNoCertificate)
	}
	s, err := e.read(der, said)
	switch {
	case errors.Is(err, ErrKeyID):
		return drop("key_id", finding.From(err))
	case errors.Is(err, ErrKey):
		return drop("key", finding.From(err))
	case err != nil:
		return drop("certificate", finding.From(err))
	case s.Bare && s.Usage == 0:
		return drop("usage", dscUsage)
	}
	return s, Note{}
}

// read takes the DER for a certificate, else for a bare key. What a list calls the
// key of a certificate matters only if it is a key identifier.
func (e *entry) read(der []byte, said Said) (Signer, error) {
	c, err := x509facts.Parse(der)
	if err == nil {
		if !validID(said.KeyID) {
			said.KeyID = ""
		}
		return read(&c, said)
	}
	s, keyErr := ReadKey(der, said)
	if errors.Is(keyErr, ErrKey) {
		return s, err // it may be anything
	}
	return s, keyErr
}

// said gathers what the list says beside certificate and key.
func (e *entry) said() Said {
	return Said{
		KeyID:     e.firstText(e.id, "kid", "identyfikatorKlucza"),
		Country:   e.countryCode(),
		Name:      e.name(),
		NotBefore: e.date("validFrom", "validFromDT", "notBefore"),
		NotAfter:  e.date("validUntil", "validUntilDT", "notAfter"),
		Usage:     e.usage(),
		Withdrawn: e.withdrawn(),
	}
}

// firstText returns the first text that is there: the given one, else a member's.
func (e *entry) firstText(text string, names ...string) string {
	for _, name := range names {
		if text != "" {
			return text
		}
		text = e.Get(name).Text()
	}
	return text
}

// countryCode is the country. France and Italy have it only inside the subject, in
// words: "C=HR, O=AKD d.o.o., CN=Croatia DGC DS 001".
func (e *entry) countryCode() string {
	if code := e.firstText(e.country, "country", "ian"); code != "" {
		return code
	}
	escaped := false // a comma inside a value
	for part := range strings.SplitSeq(e.Get("subject").Text(), ", ") {
		if code, is := strings.CutPrefix(part, "C="); is && !escaped {
			return code
		}
		escaped = strings.HasSuffix(part, `\`)
	}
	return ""
}

func (e *entry) name() string {
	return e.firstText(e.At("displayName", "en").Text(), "name", "subject")
}

// date reads the first date that is there. The registry leaves the zone out, which
// is UTC.
func (e *entry) date(names ...string) time.Time {
	text := e.firstText("", names...)
	if text == "" {
		return time.Time{}
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t
		}
	}
	e.badDate = true
	return time.Time{}
}

// withdrawn tells whether a list ended the signer before its time. What is not
// known to mean anything else means that.
func (e *entry) withdrawn() bool {
	status := e.Get("status")
	return status.Exists() && status.Text() != "current" && status.Text() != "expired"
}

// usage reads what a key may sign: letters, in one text or in a list. None at all,
// or "sig", stand for everything; "l" is Switzerland's light certificate, which is
// none of these.
func (e *entry) usage() Usage {
	var u Usage
	given := false
	add := func(letter string) {
		u |= map[string]Usage{"t": Test, "v": Vaccination, "r": Recovery}[letter]
		given = true
	}
	if use := e.Get("use"); use.Exists() && use.Text() != "sig" {
		given = true
		for _, letter := range use.Text() {
			add(string(letter))
		}
	}
	for _, name := range []string{"usage", "keyUsage", "credentialType"} {
		for letter := range e.Get(name).Items() {
			add(letter.Text())
		}
	}
	if !given {
		return Any
	}
	return u
}

// material returns the certificate or key in DER, nil if there is none.
func (e *entry) material() []byte {
	text := e.firstText(e.Get("x5c").Index(0).Text(), materialNames...)
	if strings.HasPrefix(text, "-----BEGIN ") {
		if block, _ := pem.Decode([]byte(text)); block != nil {
			return block.Bytes
		}
		return nil
	}
	if text == "" {
		return e.numbers()
	}
	der, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return nil
	}
	return der
}

// numbers makes a SubjectPublicKeyInfo of a key given by its numbers as in a JWK,
// but in standard base64 (Switzerland). RSA is told from EC by what is there.
func (e *entry) numbers() []byte {
	var public any
	var err error
	switch curve := curves[e.Get("crv").Text()]; {
	case curve != nil:
		size := (curve.Params().BitSize + 7) / 8
		point := append([]byte{4}, append(e.number("x", size), e.number("y", size)...)...) // SEC 1, section 2.3.3
		public, err = ecdsa.ParseUncompressedPublicKey(curve, point)
	case e.Get("n").Text() != "":
		exponent := binary.BigEndian.Uint32(append([]byte{0}, e.number("e", 3)...))
		public = &rsa.PublicKey{N: new(big.Int).SetBytes(e.number("n", maxModulus)), E: int(exponent)}
	}
	if public == nil || err != nil {
		return nil
	}
	der, err := x509.MarshalPKIXPublicKey(public)
	if err != nil {
		return nil
	}
	return der
}

var curves = map[string]elliptic.Curve{"P-256": elliptic.P256(), "P-384": elliptic.P384(), "P-521": elliptic.P521()}

// maxModulus bounds an RSA modulus, in bytes.
const maxModulus = 1024

// number reads a number in base64, big endian, padded to size bytes. It is 0 if it
// cannot be read or is larger.
func (e *entry) number(name string, size int) []byte {
	data, err := base64.StdEncoding.DecodeString(e.Get(name).Text())
	data = bytes.TrimLeft(data, "\x00")
	padded := make([]byte, size)
	if err == nil && len(data) <= size {
		copy(padded[size-len(data):], data)
	}
	return padded
}
