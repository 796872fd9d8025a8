package decode

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/asn1"
	"encoding/base64"
	"fmt"
)

// readSealCertificate reads the signer's certificate. Its key is what the signer
// is known by, as issuers of SMART Health Cards are: a certificate has many
// spellings, and anyone can make another.
func (c *Credential) readSealCertificate(algorithm sealAlgorithm) {
	der, ok := c.sealBase64("cer")
	if !ok || len(der) > MaxCertificate {
		c.refuse(StageHeader, ReasonHeaderMalformed, vdsNCCertificateBase64, specSealCert)
		return
	}
	cert, err := x509.ParseCertificate(der) // which refuses trailing bytes
	if err != nil || !wholeCertificate(cert) {
		c.refuse(StageHeader, ReasonHeaderMalformed, vdsNCCertificate, specSealCert)
		return
	}
	c.Signer = cert
	key, ok := cert.PublicKey.(*ecdsa.PublicKey)
	if !ok || key.Params().Name != algorithm.curve {
		c.refuse(StageHeader, ReasonHeaderMalformed, vdsNCCurve, specSealCert)
		return
	}
	c.KeyID = thumbprint(key)
}

// wholeCertificate tells whether a certificate is its three parts and no more
// (RFC 5280, section 4.1). The standard library passes over what follows them,
// which nobody signed.
func wholeCertificate(cert *x509.Certificate) bool {
	var parts struct {
		TBS, Algorithm asn1.RawValue
		Signature      asn1.BitString
	}
	if rest, err := asn1.Unmarshal(cert.Raw, &parts); err != nil || len(rest) > 0 || parts.Signature.BitLength%8 != 0 {
		return false
	}
	again, err := asn1.Marshal(parts)
	return err == nil && bytes.Equal(again, cert.Raw)
}

// thumbprint is the thumbprint (RFC 7638) of a key on a curve of NIST, in
// base64url.
func thumbprint(key *ecdsa.PublicKey) string {
	point, err := key.Bytes() // SEC 1, uncompressed
	if err != nil {
		return "" // a point that is none
	}
	size := len(point) / 2
	sum := sha256.Sum256(fmt.Appendf(nil, `{"crv":"%s","kty":"EC","x":"%s","y":"%s"}`, key.Params().Name,
		base64.RawURLEncoding.EncodeToString(point[1:1+size]), base64.RawURLEncoding.EncodeToString(point[1+size:])))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}
