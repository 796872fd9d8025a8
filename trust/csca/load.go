package csca

import (
	"fmt"
	"time"

	"vaxcheck/trust/x509facts"
)

// New makes a set of authorities that a published list names: taken when, from
// which URL, and the list's own bytes.
func New(list []Authority, created time.Time, origin string, published []byte) *Set {
	return newSet(form.New(x509facts.Published(created, origin, published), list), nil)
}

// IsFile tells whether data looks like a file of certificates or revocation
// lists: PEM, or one of them in DER.
func IsFile(data []byte) bool { return x509facts.IsFile(data) || x509facts.IsListFile(data) }

// Load reads certificates and revocation lists that somebody hands over: PEM,
// where everything else is passed over, or one of them in DER. What comes from
// elsewhere than a list must itself say that it is an authority's. A file of
// revocation lists alone makes a set without authorities, which says nothing
// until it is merged with theirs. The error is ErrTooLarge, ErrCertificate,
// ErrRevocationList or ErrNoAuthority.
func Load(data []byte, source string) (*Set, error) {
	if len(data) > x509facts.MaxFile {
		return nil, fmt.Errorf("load certificates: %w", ErrTooLarge)
	}
	if x509facts.Private(data) {
		return nil, fmt.Errorf("load certificates: %w", x509facts.ErrPrivateKey)
	}
	lists, err := loadRevocationLists(x509facts.SplitLists(data), source)
	if err != nil {
		return nil, fmt.Errorf("load certificates: %w", err)
	}
	var list []Authority
	for _, der := range x509facts.Split(data) {
		c, err := x509facts.Parse(der)
		if err != nil {
			return nil, fmt.Errorf("load certificates: %w", err)
		}
		if !c.IsCA() {
			continue
		}
		a, err := read(&c)
		switch {
		case (err != nil || a.keyID == "") && c.SignsDocuments():
			continue // no authority of ours, but perhaps a signer
		case err != nil, a.keyID == "":
			return nil, fmt.Errorf("load certificates: %w", ErrCertificate)
		case len(list) >= maxAuthorities:
			return nil, fmt.Errorf("load certificates: %w", ErrTooLarge)
		}
		a.Source = source
		list = append(list, a)
	}
	if len(list)+len(lists) == 0 {
		return nil, fmt.Errorf("load certificates: %w", ErrNoAuthority)
	}
	return newSet(form.New(x509facts.Provenance{Source: source, SHA256: x509facts.Hex(data)}, list), lists), nil
}
