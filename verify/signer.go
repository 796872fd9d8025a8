package verify

import (
	"crypto/ecdsa"
	"crypto/x509"
	"encoding/asn1"
	"slices"

	"vaxcheck/icao"
	"vaxcheck/internal/finding"
)

// Object identifiers of RFC 5280, of ICAO Doc 9303-12 and of the report on VDS-NC.
var (
	oidDistributionPoints = asn1.ObjectIdentifier{2, 5, 29, 31}
	oidFreshestCRL        = asn1.ObjectIdentifier{2, 5, 29, 46}

	oidHealthSigner  = asn1.ObjectIdentifier{2, 23, 136, 1, 1, 14, 2}
	oidDocumentTypes = asn1.ObjectIdentifier{2, 23, 136, 1, 1, 6, 2}
)

// documentOf is the document type that signers of a message's type may have.
var documentOf = map[string]string{icao.TypeVaccination: "NV", icao.TypeTest: "NT"}

// unfit tells why a certificate's holder may not sign a message of a type, "" if
// they may. The authorities that certify them sign passports too: without the
// extended key usage every signer of passports could write certificates. A message whose
// type cannot be read, "", is judged no further than that.
func unfit(cert *x509.Certificate, messageType string) finding.Finding {
	types, stated, ok := documentTypes(cert)
	switch {
	case len(cert.AuthorityKeyId) == 0:
		return keyNoAuthorityID
	case !slices.ContainsFunc(cert.UnknownExtKeyUsage, oidHealthSigner.Equal):
		return keyNotHealth
	case !ok, stated && messageType != "" && !slices.Contains(types, documentOf[messageType]):
		return keyOtherDocuments
	case cert.IsCA, cert.KeyUsage != 0 && cert.KeyUsage&x509.KeyUsageDigitalSignature == 0:
		return keyNotDocuments
	case slices.ContainsFunc(cert.UnhandledCriticalExtensions, func(id asn1.ObjectIdentifier) bool {
		return !id.Equal(oidDocumentTypes)
	}):
		return keyCriticalExtension
	}
	return ""
}

// documentTypes reads the extension of that name: SEQUENCE { version INTEGER,
// SET OF PrintableString }.
func documentTypes(cert *x509.Certificate) (types []string, stated, ok bool) {
	for _, e := range cert.Extensions {
		if !e.Id.Equal(oidDocumentTypes) {
			continue
		}
		var list struct {
			Version int
			Types   []string `asn1:"set"`
		}
		rest, err := asn1.Unmarshal(e.Value, &list)
		return list.Types, true, err == nil && len(rest) == 0
	}
	return nil, false, true
}

// publicOf returns the certificate's key, which decoding has found to be one on a curve
// of ours.
func publicOf(cert *x509.Certificate) *ecdsa.PublicKey {
	key, _ := cert.PublicKey.(*ecdsa.PublicKey)
	return key
}
