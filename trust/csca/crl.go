package csca

import (
	"bytes"
	"cmp"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/hex"
	"math/big"
	"slices"
	"strings"
	"time"

	"vaxcheck/trust/x509facts"
)

// Limits of revocation lists. A real one of an authority has less than 1 kB.
const (
	maxRevoked         = 20_000  // entries of one list
	maxRevocationLists = 500     // in one file or set
	maxListBytes       = 2 << 20 // of all lists in one file or set
)

// Object identifiers of RFC 5280, sections 5.2 and 5.3.
var (
	oidCRLNumber         = asn1.ObjectIdentifier{2, 5, 29, 20}
	oidReasonCode        = asn1.ObjectIdentifier{2, 5, 29, 21}
	oidDeltaCRL          = asn1.ObjectIdentifier{2, 5, 29, 27}
	oidDistributionPoint = asn1.ObjectIdentifier{2, 5, 29, 28}
	oidCertificateIssuer = asn1.ObjectIdentifier{2, 5, 29, 29}
	oidAuthorityKeyID    = asn1.ObjectIdentifier{2, 5, 29, 35}
)

// RevocationList is what an authority says it has revoked (a CRL, RFC 5280,
// section 5): serial numbers of certificates that it issued. As read it proves
// nothing; see Set.RevocationList.
type RevocationList struct {
	Country    string // of the issuer, two capital letters; "" if its name has none
	Issuer     string // for people: "C=JP, O=Japanese Government, …"
	ThisUpdate time.Time
	NextUpdate time.Time // when a newer one is due at the latest, zero if it does not say
	Number     string    // decimal, "" if it has none
	SHA256     string    // hex, of the list
	Source     string    // which set it came from

	issuer  string // DER
	keyID   string // of the authority's key, "" if it does not say
	number  *big.Int
	revoked map[string]time.Time // when, by serial number
	// partial tells that not all that was revoked stands in the list, or that it
	// says more than is understood. Such a list must not be used.
	partial   bool
	der       []byte
	signed    []byte
	algorithm x509.SignatureAlgorithm
	signature []byte
}

// KeyID is the key identifier of the authority in hex, "" if the list does not
// name it.
func (l *RevocationList) KeyID() string { return hex.EncodeToString([]byte(l.keyID)) }

// Len is how many certificates the list names.
func (l *RevocationList) Len() int { return len(l.revoked) }

// Revoked tells whether the list names a serial number, and the date that
// stands beside it.
func (l *RevocationList) Revoked(serial *big.Int) (time.Time, bool) {
	when, listed := l.revoked[serialKey(serial)]
	return when, listed
}

// serialKey is a serial number in big endian after its sign: real ones can be
// negative.
func serialKey(n *big.Int) string {
	sign := "+"
	if n.Sign() < 0 {
		sign = "-"
	}
	return sign + string(n.Bytes())
}

// readRevocationList reads exactly one list, in DER. The error is
// ErrRevocationList or ErrTooLarge.
func readRevocationList(der []byte, source string) (*RevocationList, error) {
	if len(der) > x509facts.MaxList {
		return nil, ErrTooLarge
	}
	if !x509facts.WholeList(der) {
		return nil, ErrRevocationList
	}
	der = bytes.Clone(der)
	crl, err := x509.ParseRevocationList(der)
	switch {
	case err != nil:
		return nil, ErrRevocationList
	case len(crl.RevokedCertificateEntries) > maxRevoked:
		return nil, ErrTooLarge
	}
	country, name, ok := x509facts.Name(string(crl.RawIssuer))
	if !ok {
		return nil, ErrRevocationList
	}
	l := &RevocationList{
		Country: country, Issuer: name, ThisUpdate: crl.ThisUpdate.UTC(), NextUpdate: crl.NextUpdate.UTC(),
		SHA256: x509facts.Hex(der), Source: source,
		issuer: string(crl.RawIssuer), keyID: string(crl.AuthorityKeyId), number: crl.Number,
		der: der, signed: crl.RawTBSRevocationList, algorithm: crl.SignatureAlgorithm, signature: crl.Signature,
	}
	if l.number != nil {
		l.Number = l.number.String()
	}
	if !l.readExtensions(crl.Extensions, oidAuthorityKeyID, oidCRLNumber) ||
		!l.readEntries(crl.RevokedCertificateEntries) {
		return nil, ErrRevocationList
	}
	return l, nil
}

// loadRevocationLists reads the lists of one file or set, within its limits.
func loadRevocationLists(ders [][]byte, source string) ([]*RevocationList, error) {
	var lists []*RevocationList
	size := 0
	for _, der := range ders {
		l, err := readRevocationList(der, source)
		if err != nil {
			return nil, err
		}
		if size += len(der); size > maxListBytes || len(lists) >= maxRevocationLists {
			return nil, ErrTooLarge
		}
		lists = append(lists, l)
	}
	return lists, nil
}

// readExtensions looks whether the list has extensions that must be understood
// and are not, those of lists in parts above all. None may stand there twice.
func (l *RevocationList) readExtensions(list []pkix.Extension, understood ...asn1.ObjectIdentifier) bool {
	seen := map[string]bool{}
	for _, e := range list {
		if seen[e.Id.String()] {
			return false
		}
		seen[e.Id.String()] = true
		critical := e.Critical && !slices.ContainsFunc(understood, e.Id.Equal)
		if critical || e.Id.Equal(oidDeltaCRL) || e.Id.Equal(oidDistributionPoint) || e.Id.Equal(oidCertificateIssuer) {
			l.partial = true
		}
	}
	return true
}

// readEntries takes the serial numbers. Of one that stands there twice the
// earlier date counts. Whatever the reason, what is listed is revoked.
func (l *RevocationList) readEntries(list []x509.RevocationListEntry) bool {
	l.revoked = make(map[string]time.Time, len(list))
	for _, e := range list {
		if !l.readExtensions(e.Extensions, oidReasonCode) {
			return false
		}
		key := serialKey(e.SerialNumber)
		if when, twice := l.revoked[key]; !twice || e.RevocationTime.Before(when) {
			l.revoked[key] = e.RevocationTime.UTC()
		}
	}
	return true
}

// newerFirst orders lists by their time, and by their number where that is the
// same.
func newerFirst(a, b *RevocationList) int {
	number := func(l *RevocationList) *big.Int { return cmp.Or(l.number, big.NewInt(-1)) }
	return cmp.Or(b.ThisUpdate.Compare(a.ThisUpdate), number(b).Cmp(number(a)), strings.Compare(a.SHA256, b.SHA256))
}
