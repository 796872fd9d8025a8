package trust

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"sync"

	"vaxcheck/internal/strictjson"
	"vaxcheck/trust/csca"
	"vaxcheck/trust/dsc"
	"vaxcheck/trust/x509facts"
)

// beside is what a set holds beside its issuers, each given when it is first
// needed; nil for none.
type beside struct {
	authorities func() *csca.Set
	signers     func() *dsc.Set
}

// giving holds sets that are there already, nil for none.
func giving(authorities *csca.Set, signers *dsc.Set) (b beside) {
	if authorities != nil {
		b.authorities = func() *csca.Set { return authorities }
	}
	if signers != nil {
		b.signers = func() *dsc.Set { return signers }
	}
	return b
}

// Authorities returns the country signing authorities that the set holds beside
// its issuers, nil if it holds none. They answer for certificates that bring
// their signer's certificate along (ICAO VDS-NC).
func (s *Set) Authorities() *csca.Set {
	if s.beside.authorities == nil {
		return nil
	}
	return s.beside.authorities()
}

// Signers returns the document signers that the set holds beside its issuers, nil
// if it holds none. They sign EU Digital COVID Certificates.
func (s *Set) Signers() *dsc.Set {
	if s.beside.signers == nil {
		return nil
	}
	return s.beside.signers()
}

// WithAuthorities returns the set with the authorities of further sets, and their
// revocation lists, beside its own. These are asked for when the first authority
// is, which for most cards is never.
func (s *Set) WithAuthorities(further func() []*Set) *Set {
	over := s.copied()
	over.beside.authorities = united(s, further, (*Set).Authorities, csca.Merge)
	return over
}

// WithSigners is WithAuthorities for document signers.
func (s *Set) WithSigners(further func() []*Set) *Set {
	over := s.copied()
	over.beside.signers = united(s, further, (*Set).Signers, dsc.Merge)
	return over
}

// united merges what a set and further ones hold, when it is first asked for.
func united[T any](s *Set, further func() []*Set, held func(*Set) T, merge func(...T) T) func() T {
	return sync.OnceValue(func() T {
		all := []T{held(s)}
		for _, more := range further() {
			all = append(all, held(more))
		}
		return merge(all...)
	})
}

// AuthorityInfo is Info for what is judged by the authorities: where they are
// from, how old, and what local layers lie over them. Latest is that of the whole set, since the clock can be
// earlier than neither. It is Info for a set without authorities.
func (s *Set) AuthorityInfo() Info {
	if held := s.Authorities(); held != nil {
		return s.besideInfo(held.Info().Provenance)
	}
	return s.Info()
}

// SignerInfo is AuthorityInfo for what is judged by the signers.
func (s *Set) SignerInfo() Info {
	if held := s.Signers(); held != nil {
		return s.besideInfo(held.Info().Provenance)
	}
	return s.Info()
}

func (s *Set) besideInfo(p x509facts.Provenance) Info {
	info := Info{Source: p.Source, Created: p.Created, Latest: p.Latest, SHA256: p.SHA256, Origin: p.Origin, OriginSHA256: p.OriginSHA256}
	if latest := s.Info().Latest; latest.After(info.Latest) {
		info.Latest = latest
	}
	return s.layer.over(info)
}

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
	b := builder{authorities: authorities, signers: signers}
	b.noteSigners(signers)
	return b.set(facts{}, source, sha256.Sum256(data))
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
