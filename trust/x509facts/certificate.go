// Package x509facts reads what sets of signers and authorities keep of X.509
// certificates (RFC 5280), and stores it: whose a certificate is, its key and its
// period. It is no judge of certificates: a list says whom to trust, and real
// certificates on such lists are sloppy about all that says nothing of their key.
//
// Nothing here reads a file, the clock or the network.
package x509facts

import (
	"bytes"
	"crypto/sha256"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"time"
)

// Reasons why certificates are refused.
var (
	ErrCertificate = x509Certificate
	ErrTooLarge    = errors.New("larger than any real list of certificates")
	ErrPrivateKey  = errors.New("the file holds a private key, so that whoever has read it could sign")
)

// Limits, in bytes. The largest real certificate on a list has some 2 kB, the
// largest list some 3 MB.
const (
	MaxCertificate = 16 << 10
	MaxFile        = 16 << 20
)

var (
	oidKeyUsage         = asn1.ObjectIdentifier{2, 5, 29, 15}
	oidBasicConstraints = asn1.ObjectIdentifier{2, 5, 29, 19}
)

// Certificate is what is needed of a certificate. Its signature was not checked.
type Certificate struct {
	Subject    string // a name, in DER
	NotBefore  time.Time
	NotAfter   time.Time
	Key        Key
	Extensions []pkix.Extension // each kind once
	SHA256     [sha256.Size]byte
}

// form is a certificate as it is written (RFC 5280, section 4.1). The standard
// library refuses a quarter of the real authorities, Japan's among them, for
// explicit curve parameters, a negative serial number or odd basic constraints.
type form struct {
	TBS       tbsForm
	Algorithm asn1.RawValue
	Signature asn1.BitString
}

type tbsForm struct {
	Version         int `asn1:"optional,explicit,default:0,tag:0"`
	Serial          asn1.RawValue
	Algorithm       asn1.RawValue
	Issuer          asn1.RawValue
	Validity        struct{ NotBefore, NotAfter time.Time }
	Subject         asn1.RawValue
	PublicKey       publicKeyInfo
	IssuerUniqueID  asn1.BitString   `asn1:"optional,tag:1"`
	SubjectUniqueID asn1.BitString   `asn1:"optional,tag:2"`
	Extensions      []pkix.Extension `asn1:"optional,explicit,tag:3"`
}

// Parse reads exactly one certificate, in DER. The error is ErrCertificate. No
// extension may stand there twice, or one reader would see another certificate
// than its neighbour.
func Parse(der []byte) (Certificate, error) {
	var f form
	if len(der) > MaxCertificate || !Whole(der, &f) {
		return Certificate{}, ErrCertificate
	}
	seen := map[string]bool{}
	for _, e := range f.TBS.Extensions {
		if seen[e.Id.String()] {
			return Certificate{}, ErrCertificate
		}
		seen[e.Id.String()] = true
	}
	return Certificate{
		Subject:   string(f.TBS.Subject.FullBytes),
		NotBefore: f.TBS.Validity.NotBefore.UTC(), NotAfter: f.TBS.Validity.NotAfter.UTC(),
		Key: f.TBS.PublicKey.key(), Extensions: f.TBS.Extensions, SHA256: sha256.Sum256(der),
	}, nil
}

// Hex is the certificate's hash in hex.
func (c *Certificate) Hex() string { return hex.EncodeToString(c.SHA256[:]) }

// Extension returns the value of an extension.
func (c *Certificate) Extension(id asn1.ObjectIdentifier) (value []byte, ok bool) {
	for _, e := range c.Extensions {
		if e.Id.Equal(id) {
			return e.Value, true
		}
	}
	return nil, false
}

// IsCA tells whether the basic constraints say that this is an authority's.
func (c *Certificate) IsCA() bool {
	var basic struct {
		CA     bool `asn1:"optional"`
		MaxLen int  `asn1:"optional,default:-1"`
	}
	value, _ := c.Extension(oidBasicConstraints)
	return Whole(value, &basic) && basic.CA
}

// SignsDocuments tells whether the key may sign anything but certificates and
// lists of them: a key usage (RFC 5280, section 4.2.1.3) does not forbid it. Some
// states sign health certificates with such a key of an authority.
func (c *Certificate) SignsDocuments() bool {
	value, there := c.Extension(oidKeyUsage)
	var usage asn1.BitString
	return !there || Whole(value, &usage) && usage.At(0) == 1
}

// Whole reads DER with nothing after it.
func Whole(der []byte, to any) bool {
	rest, err := asn1.Unmarshal(der, to)
	return err == nil && len(rest) == 0
}

const pemCertificate = "CERTIFICATE"

// IsFile tells whether data looks like a file of certificates: PEM, or one
// certificate in DER.
func IsFile(data []byte) bool {
	return hasPEM(data, pemCertificate) || bytes.HasPrefix(data, []byte{0x30, 0x82})
}

// hasPEM tells whether a line of data begins a block with the label. JSON can have
// such blocks inside its texts.
func hasPEM(data []byte, label string) bool {
	begin := []byte("-----BEGIN " + label + "-----")
	data = Unmarked(data[:min(len(data), MaxFile)])
	return bytes.HasPrefix(data, begin) || bytes.Contains(data, append([]byte{'\n'}, begin...))
}

// Unmarked takes away the byte order mark that some editors put before a text.
// Behind it the first block of PEM would not be found.
func Unmarked(data []byte) []byte { return bytes.TrimPrefix(data, []byte("\ufeff")) }

// Split returns the certificates of a file: all in PEM, where everything else is
// passed over, or the file itself unless it holds revocation lists.
func Split(data []byte) [][]byte {
	var all [][]byte
	for block, rest := pem.Decode(Unmarked(data)); block != nil; block, rest = pem.Decode(rest) {
		if block.Type == pemCertificate {
			all = append(all, block.Bytes)
		}
	}
	if all == nil && !IsListFile(data) {
		return [][]byte{data}
	}
	return all
}

// Private tells whether a file in PEM holds a private key, of whatever kind. Nothing
// that stands beside it is to be believed any more.
func Private(data []byte) bool { return bytes.Contains(data, []byte("PRIVATE KEY-----")) }
