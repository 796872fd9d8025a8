package trust

import (
	"errors"
	"fmt"

	"vaxcheck/trust/csca"
)

// Authorities returns the country signing authorities that the set holds beside
// its issuers, nil if it holds none. They answer for certificates that bring
// their signer's certificate along (ICAO VDS-NC).
func (s *Set) Authorities() *csca.Set {
	if s.authorities == nil {
		return nil
	}
	return s.authorities()
}

// AuthorityInfo is Info for what is judged by the authorities: where they are
// from and how old. Latest is that of the whole set, since the clock can be
// earlier than neither. It is Info for a set without authorities.
func (s *Set) AuthorityInfo() Info {
	held := s.Authorities()
	if held == nil {
		return s.Info()
	}
	a := held.Info()
	info := Info{Source: a.Source, Created: a.Created, Latest: a.Latest, SHA256: a.SHA256, Origin: a.Origin, OriginSHA256: a.OriginSHA256}
	if latest := s.Info().Latest; latest.After(info.Latest) {
		info.Latest = latest
	}
	return info
}

// IsCertificates tells whether data looks like a file of certificates and not
// like a directory of issuers.
func IsCertificates(data []byte) bool { return csca.IsFile(data) }

// LoadCertificates makes a set of the country signing authorities in a file, PEM
// or DER. It holds no issuers, so that it judges VDS-NC alone unless it is merged.
// A file of certificates does not tell its own age. The error is ErrTooLarge,
// ErrLayout or ErrNoKeys.
func LoadCertificates(data []byte, source string) (*Set, error) {
	held, err := csca.Load(data, source)
	if err != nil {
		return nil, fmt.Errorf("load certificates: %w", certificateError(err))
	}
	b := builder{authorities: held}
	return b.set(facts{}, source, held.Sum())
}

// certificateError is the error of this package that says the same.
func certificateError(err error) error {
	switch {
	case errors.Is(err, csca.ErrTooLarge):
		return ErrTooLarge
	case errors.Is(err, csca.ErrNoAuthority):
		return ErrNoKeys
	}
	return ErrLayout
}

// giving returns what gives the authorities, nil for none.
func giving(held *csca.Set) func() *csca.Set {
	if held == nil {
		return nil
	}
	return func() *csca.Set { return held }
}
