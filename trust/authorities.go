package trust

import (
	"crypto/sha256"
	"errors"
	"fmt"

	"vaxcheck/internal/strictjson"
	"vaxcheck/trust/csca"
	"vaxcheck/trust/dsc"
	"vaxcheck/trust/x509facts"
)

// Authorities returns the country signing authorities that the set holds beside
// its issuers, none if it holds none. They answer for certificates that bring
// their signer's certificate along (ICAO VDS-NC).
func (s *Set) Authorities() *csca.Set { return heldOf[csca.Set](s, PartAuthorities) }

// Signers returns the document signers that the set holds beside its issuers, none
// if it holds none. They sign EU Digital COVID Certificates.
func (s *Set) Signers() *dsc.Set { return heldOf[dsc.Set](s, PartSigners) }

// IsCertificates tells whether data looks like a file of certificates or of
// authorities' revocation lists, and not like a directory of issuers.
func IsCertificates(data []byte) bool { return csca.IsFile(data) }

// LoadCertificates makes a set of the certificates in a file, PEM or DER: those of
// authorities become country signing authorities (ICAO VDS-NC), all others document
// signers (EU DCC). With the authorities go the lists of what they revoked; lists
// alone say nothing until Merge has put them beside their authority. It holds no
// issuers, so that it judges these alone unless it is merged. A file of
// certificates does not tell its own age. A signer whose key is of a kind that is
// not supported is left out with a Note. The error is ErrTooLarge, ErrLayout or
// ErrNoKeys.
func LoadCertificates(data []byte, source string) (*Set, error) {
	authorities, err := csca.Load(data, source)
	if err != nil && !errors.Is(err, csca.ErrNoAuthority) {
		return nil, fmt.Errorf("load certificates: %w", certificateError(err))
	}
	signers, err := dsc.Load(data, source)
	if err != nil && (authorities == nil || !errors.Is(err, dsc.ErrNoSigner)) {
		return nil, fmt.Errorf("load certificates: %w", certificateError(err))
	}
	var b builder
	b.hold(PartAuthorities, someOf(authorities))
	b.hold(PartSigners, someOf(signers))
	if signers != nil {
		b.noteSigners(signers)
	}
	return b.set(contents{}, source, sha256.Sum256(data))
}

// certificateError is the error of this package that says the same.
func certificateError(err error) error {
	switch {
	case errors.Is(err, csca.ErrTooLarge), errors.Is(err, strictjson.ErrTooLong):
		return ErrTooLarge
	case errors.Is(err, dsc.ErrNoSigner):
		return ErrNoKeys
	case errors.Is(err, x509facts.ErrPrivateKey):
		return ErrPrivateKey
	}
	return ErrLayout
}

// listsAlone tells whether the set holds authorities' revocation lists, and no
// authority that could have signed them.
func (s *Set) listsAlone() bool {
	info := s.Authorities().Info()
	return info.Authorities == 0 && info.Revocations > 0
}
