package csca

import (
	"crypto/sha256"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/hex"
	"strings"
	"time"
)

// maxCertificate bounds one certificate, in bytes. The largest real one of an
// authority has some 2 kB.
const maxCertificate = 16 << 10

// Object identifiers of RFC 5280 and RFC 5480.
var (
	oidSubjectKeyID     = asn1.ObjectIdentifier{2, 5, 29, 14}
	oidSubjectAltName   = asn1.ObjectIdentifier{2, 5, 29, 17}
	oidBasicConstraints = asn1.ObjectIdentifier{2, 5, 29, 19}
	oidLocality         = asn1.ObjectIdentifier{2, 5, 4, 7}
	oidCountry          = asn1.ObjectIdentifier{2, 5, 4, 6}
)

// certificate is what is needed of X.509 (RFC 5280, section 4.1). The standard
// library refuses a quarter of the real authorities, Japan's among them, for
// explicit curve parameters, a negative serial number or odd basic constraints,
// none of which says anything about their key.
type certificate struct {
	TBS       tbsCertificate
	Algorithm asn1.RawValue
	Signature asn1.BitString
}

type tbsCertificate struct {
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

// parsed is an authority with what decides whether it is taken for one.
type parsed struct {
	Authority
	ca bool // basic constraints say so
}

// Read reads the certificate of an authority. That it is one is taken for
// granted, whatever its extensions say: real ones are sloppy about it, and it
// is a list that makes an authority one. The error is ErrCertificate.
func Read(der []byte, lists Lists) (Authority, error) {
	p, err := parse(der)
	if err == nil && p.keyID == "" {
		err = ErrCertificate // nothing could ever lead to it
	}
	p.Lists = lists
	return p.Authority, err
}

// parse reads exactly one certificate, in DER.
func parse(der []byte) (parsed, error) {
	var c certificate
	if len(der) > maxCertificate || !whole(der, &c) {
		return parsed{}, ErrCertificate
	}
	sum := sha256.Sum256(der)
	p := parsed{Authority: Authority{
		NotBefore: c.TBS.Validity.NotBefore.UTC(), NotAfter: c.TBS.Validity.NotAfter.UTC(),
		SHA256: hex.EncodeToString(sum[:]), subject: string(c.TBS.Subject.FullBytes),
	}}
	p.kind, p.key = c.TBS.PublicKey.facts()
	if !p.readSubject() || !p.readExtensions(c.TBS.Extensions) {
		return parsed{}, ErrCertificate
	}
	return p, nil
}

// whole reads DER with nothing after it.
func whole(der []byte, to any) bool {
	rest, err := asn1.Unmarshal(der, to)
	return err == nil && len(rest) == 0
}

// readSubject takes the country, and the name as people read it.
func (a *Authority) readSubject() bool {
	var name pkix.RDNSequence
	if !whole([]byte(a.subject), &name) {
		return false
	}
	a.Subject = nameText(name)
	for _, attribute := range attributes(name) {
		if text, ok := attribute.Value.(string); ok && attribute.Type.Equal(oidCountry) && a.Country == "" {
			a.Country = strings.ToUpper(text)
		}
	}
	return len(a.Country) == 2
}

// readExtensions takes what is needed of the extensions. None may stand there
// twice, or one reader would see another certificate than its neighbour.
func (p *parsed) readExtensions(list []pkix.Extension) bool {
	seen := map[string]bool{}
	for _, e := range list {
		if seen[e.Id.String()] {
			return false
		}
		seen[e.Id.String()] = true
		switch {
		case e.Id.Equal(oidSubjectKeyID):
			var id []byte
			if !whole(e.Value, &id) {
				return false
			}
			p.keyID = string(id)
		case e.Id.Equal(oidSubjectAltName):
			p.State = stateOf(e.Value)
		case e.Id.Equal(oidBasicConstraints):
			var basic struct {
				CA     bool `asn1:"optional"`
				MaxLen int  `asn1:"optional,default:-1"`
			}
			p.ca = whole(e.Value, &basic) && basic.CA
		}
	}
	return true
}

// stateOf takes the three-letter code from the directory name that Doc 9303-12
// asks for among the alternative names, "" if there is none.
func stateOf(value []byte) string {
	const directoryName = 4
	var names []asn1.RawValue
	if !whole(value, &names) {
		return ""
	}
	for _, n := range names {
		var name pkix.RDNSequence
		if n.Class != asn1.ClassContextSpecific || n.Tag != directoryName || !whole(n.Bytes, &name) {
			continue
		}
		for _, attribute := range attributes(name) {
			if text, ok := attribute.Value.(string); ok && attribute.Type.Equal(oidLocality) {
				return strings.ToUpper(text)
			}
		}
	}
	return ""
}
