package csca

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/pem"
	"fmt"
	"time"
)

// maxFile bounds a file of certificates, in bytes.
const maxFile = 16 << 20

// New makes a set of authorities that a published list names: taken when, from
// which URL, and the list's own bytes.
func New(list []Authority, created time.Time, origin string, published []byte) *Set {
	sum := sha256.Sum256(published)
	return newSet(Info{Created: created, Latest: created, Origin: origin, OriginSHA256: hex.EncodeToString(sum[:])}, list)
}

// IsFile tells whether data looks like a file of certificates: PEM, or one
// certificate in DER.
func IsFile(data []byte) bool {
	return bytes.Contains(data[:min(len(data), maxFile)], []byte("-----BEGIN CERTIFICATE-----")) || bytes.HasPrefix(data, []byte{0x30, 0x82})
}

// Load reads certificates that somebody hands over: PEM, where everything but
// certificates is passed over, or one certificate in DER. What comes from
// elsewhere than a list must itself say that it is an authority's. The error is
// ErrTooLarge, ErrCertificate or ErrNoAuthority.
func Load(data []byte, source string) (*Set, error) {
	if len(data) > maxFile {
		return nil, fmt.Errorf("load certificates: %w", ErrTooLarge)
	}
	var list []Authority
	for _, der := range certificates(data) {
		p, err := parse(der)
		switch {
		case err != nil:
			return nil, fmt.Errorf("load certificates: %w", err)
		case !p.ca:
			continue
		case p.keyID == "":
			return nil, fmt.Errorf("load certificates: %w", ErrCertificate)
		case len(list) >= maxAuthorities:
			return nil, fmt.Errorf("load certificates: %w", ErrTooLarge)
		}
		p.Source = source
		list = append(list, p.Authority)
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("load certificates: %w", ErrNoAuthority)
	}
	sum := sha256.Sum256(data)
	return newSet(Info{Source: source, SHA256: hex.EncodeToString(sum[:])}, list), nil
}

// certificates splits a file into certificates.
func certificates(data []byte) [][]byte {
	var all [][]byte
	for block, rest := pem.Decode(data); block != nil; block, rest = pem.Decode(rest) {
		if block.Type == "CERTIFICATE" {
			all = append(all, block.Bytes)
		}
	}
	if all == nil {
		return [][]byte{data}
	}
	return all
}
