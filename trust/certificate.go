package trust

import (
	"crypto/ecdsa"
	"crypto/x509"
	"encoding/asn1"
	"encoding/base64"

	"vaxcheck/internal/finding"
	"vaxcheck/internal/strictjson"
)

const (
	maxCertificate = 16 << 10 // bytes of base64
	maxAltNames    = 100      // alternative names of one certificate
)

// certificate takes the validity from the leaf of a key's x5c chain. The chain
// itself is not followed: the issuer is trusted because the directory lists it,
// and real chains are sloppy, so whatever is wrong here is a note and the key
// stays ("Certificates").
func (l *loader) certificate(issuer string, k *keyContents, x5c strictjson.Value) {
	note := func(code string, detail finding.Finding) {
		l.note(Note{Issuer: issuer, KeyID: k.id, Code: code, Detail: detail})
	}
	leaf, ok := parseLeaf(x5c.Index(0).Text())
	if !ok {
		note("certificate", trustCertificate)
		return
	}
	public, _ := k.coordinates.public()
	if certified, ok := leaf.PublicKey.(*ecdsa.PublicKey); !ok || !certified.Equal(public) {
		note("certificate_key", trustCertificateKey)
		return
	}
	p := Period{NotBefore: leaf.NotBefore.UTC(), NotAfter: leaf.NotAfter.UTC(), NamesIssuer: namesIssuer(leaf, issuer)}
	if !p.NamesIssuer {
		note("certificate_issuer", trustCertificateIssuer)
	}
	k.periods = append(k.periods, p)
}

// parseLeaf reads a certificate in base64, which x5c has with padding and not in
// the URL alphabet (RFC 7517, section 4.7).
func parseLeaf(text string) (*x509.Certificate, bool) {
	if text == "" || len(text) > maxCertificate {
		return nil, false
	}
	der, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return nil, false
	}
	cert, err := x509.ParseCertificate(der)
	return cert, err == nil
}

// namesIssuer tells whether a URI among the subject alternative names is
// exactly the issuer's id. The names are read from the extension, since a
// url.URL need not give back the text it was made from.
func namesIssuer(cert *x509.Certificate, issuer string) bool {
	const uri = 6 // uniformResourceIdentifier, RFC 5280, section 4.2.1.6
	subjectAltName := asn1.ObjectIdentifier{2, 5, 29, 17}
	for _, ext := range cert.Extensions {
		var names []asn1.RawValue
		if !ext.Id.Equal(subjectAltName) {
			continue
		}
		if _, err := asn1.Unmarshal(ext.Value, &names); err != nil || len(names) > maxAltNames {
			return false
		}
		for _, n := range names {
			if n.Class == asn1.ClassContextSpecific && n.Tag == uri && string(n.Bytes) == issuer {
				return true
			}
		}
	}
	return false
}
