package csca

import (
	"crypto/x509/pkix"
	"encoding/asn1"
	"strings"

	"vaxcheck/trust/x509facts"
)

// Object identifiers of RFC 5280.
var (
	oidSubjectKeyID   = asn1.ObjectIdentifier{2, 5, 29, 14}
	oidSubjectAltName = asn1.ObjectIdentifier{2, 5, 29, 17}
	oidLocality       = asn1.ObjectIdentifier{2, 5, 4, 7}
)

// Read reads the certificate of an authority. That it is one is taken for
// granted, whatever its extensions say: real ones are sloppy about it, and it
// is a list that makes an authority one. The error is ErrCertificate.
func Read(der []byte, lists Lists) (Authority, error) {
	c, err := x509facts.Parse(der)
	if err != nil {
		return Authority{}, err
	}
	a, err := read(&c)
	if err == nil && a.keyID == "" {
		err = ErrCertificate // nothing could ever lead to it
	}
	a.Lists = lists
	return a, err
}

// read takes what is needed of an authority's certificate.
func read(c *x509facts.Certificate) (Authority, error) {
	a := Authority{NotBefore: c.NotBefore, NotAfter: c.NotAfter, SHA256: c.Hex(), subject: c.Subject, key: c.Key}
	if !a.readSubject() || !a.readExtensions(c) {
		return Authority{}, ErrCertificate
	}
	return a, nil
}

// readSubject takes the country, and the name as people read it.
func (a *Authority) readSubject() (ok bool) {
	a.Country, a.Subject, ok = x509facts.Name(a.subject)
	return ok && a.Country != ""
}

// readExtensions takes the key identifier and the state.
func (a *Authority) readExtensions(c *x509facts.Certificate) bool {
	if value, there := c.Extension(oidSubjectKeyID); there {
		var id []byte
		if !x509facts.Whole(value, &id) {
			return false
		}
		a.keyID = string(id)
	}
	if value, there := c.Extension(oidSubjectAltName); there {
		a.State = stateOf(value)
	}
	return true
}

// stateOf takes the three-letter code from the directory name that Doc 9303-12
// asks for among the alternative names, "" if there is none.
func stateOf(value []byte) string {
	const directoryName = 4
	var names []asn1.RawValue
	if !x509facts.Whole(value, &names) {
		return ""
	}
	for _, n := range names {
		var name pkix.RDNSequence
		if n.Class != asn1.ClassContextSpecific || n.Tag != directoryName || !x509facts.Whole(n.Bytes, &name) {
			continue
		}
		for _, attribute := range x509facts.Attributes(name) {
			if text, ok := attribute.Value.(string); ok && attribute.Type.Equal(oidLocality) {
				return strings.ToUpper(text)
			}
		}
	}
	return ""
}
