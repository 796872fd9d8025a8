// Package mint makes signed certificates of invented people, for tests and
// specimens: SMART Health Cards, ICAO VDS-NC, EU DCC, NZ COVID Pass. Nothing shipped imports it.
//
// Everything is deterministic: keys come from a seed that stands in the source,
// signatures have nonces after RFC 6979, so the same call gives the same bytes.
// For the same reason no key made here may ever stand for a real issuer.
//
// A Card keeps header and payload as texts, so that a hostile variant is made
// by editing one. Mistakes of the caller panic: there is no one to report to.
package mint

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/json"
	"math/big"
	"net/url"
	"time"
)

// The issuer of all specimens shipped with vaxcheck. Its private key is
// deliberately public: the seed is all it takes to make it.
const (
	SpecimenURL  = "https://specimen.vaxcheck.example/issuer"
	SpecimenName = "vaxcheck specimen issuer"
	SpecimenSeed = "vaxcheck specimen key 1"
)

// Issuer is one signing key with what a directory says about its owner. An
// issuer with several keys is several Issuers of one URL.
type Issuer struct {
	URL  string // the "iss" claim
	Name string // as the directory lists it
	Key  *ecdsa.PrivateKey
	KID  string   // RFC 7638 thumbprint of the key
	X5C  [][]byte // certificates in DER, leaf first; usually none

	// CRLVersion is announced in the JWK: a number, a string, or nil for an
	// issuer that does not offer revocation. CRL is the key's list, which a
	// directory may lack although it is announced.
	CRLVersion any
	CRL        *CRL

	// LastRetrieved is when the directory last reached the issuer; the zero
	// time stands for the time of the snapshot.
	LastRetrieved time.Time

	seed string
}

// CRL is a revocation list, SMART Health Cards "Revocation". An empty KID
// stands for that of the issuer, an empty Method for "rid". Odd are entries behind
// RIDs that are no texts.
type CRL struct {
	KID    string
	Method string
	Ctr    any
	RIDs   []string
	Odd    []any
}

// MarshalJSON writes the list as issuers publish it.
func (l CRL) MarshalJSON() ([]byte, error) {
	entries := make([]any, 0, len(l.RIDs)+len(l.Odd))
	for _, id := range l.RIDs {
		entries = append(entries, id)
	}
	return json.Marshal(struct {
		KID    string `json:"kid"`
		Method string `json:"method"`
		Ctr    any    `json:"ctr"`
		RIDs   []any  `json:"rids"`
	}{l.KID, l.Method, l.Ctr, append(entries, l.Odd...)})
}

// NewIssuer returns an issuer whose P-256 key is derived from seed.
func NewIssuer(url, name, seed string) Issuer {
	i := Issuer{URL: url, Name: name, seed: seed, Key: deriveKey(elliptic.P256(), seed)}
	i.KID = thumbprint(i.Key)
	return i
}

// Specimen returns the issuer of the specimens shipped with vaxcheck.
func Specimen() Issuer { return NewIssuer(SpecimenURL, SpecimenName, SpecimenSeed) }

// deriveKey returns the key whose scalar is SHA-256(seed) mod (n-1) + 1.
func deriveKey(curve elliptic.Curve, seed string) *ecdsa.PrivateKey {
	sum := sha256.Sum256([]byte(seed))
	one := big.NewInt(1)
	d := new(big.Int).SetBytes(sum[:])
	d.Mod(d, new(big.Int).Sub(curve.Params().N, one)).Add(d, one)
	size := (curve.Params().BitSize + 7) / 8
	return must(ecdsa.ParseRawPrivateKey(curve, d.FillBytes(make([]byte, size))))
}

// coordinates returns x and y of a key as a JWK writes them.
func coordinates(key *ecdsa.PrivateKey) (x, y string) {
	point := must(key.PublicKey.Bytes())[1:]
	return encode(point[:len(point)/2]), encode(point[len(point)/2:])
}

// thumbprint follows RFC 7638: the required members only, in order of name.
func thumbprint(key *ecdsa.PrivateKey) string {
	x, y := coordinates(key)
	sum := sha256.Sum256([]byte(`{"crv":"` + key.Params().Name + `","kty":"EC","x":"` + x + `","y":"` + y + `"}`))
	return encode(sum[:])
}

// WithCertificate returns the issuer with a chain of two certificates, a leaf
// for its key, good from notBefore to notAfter and naming its URL, and the
// authority that signed it, which is good a year longer at both ends.
func (i Issuer) WithCertificate(notBefore, notAfter time.Time) Issuer {
	caKey := deriveKey(elliptic.P256(), i.seed+" CA")
	ca := &x509.Certificate{
		SerialNumber:          big.NewInt(1),
		Subject:               pkix.Name{CommonName: i.Name + " CA"},
		SubjectKeyId:          []byte("specimen authority"),
		NotBefore:             notBefore.AddDate(-1, 0, 0),
		NotAfter:              notAfter.AddDate(1, 0, 0),
		KeyUsage:              x509.KeyUsageCertSign,
		IsCA:                  true,
		BasicConstraintsValid: true,
	}
	leaf := &x509.Certificate{
		SerialNumber:          big.NewInt(2),
		Subject:               pkix.Name{CommonName: i.Name},
		AuthorityKeyId:        ca.SubjectKeyId,
		NotBefore:             notBefore,
		NotAfter:              notAfter,
		KeyUsage:              x509.KeyUsageDigitalSignature,
		BasicConstraintsValid: true,
		URIs:                  []*url.URL{must(url.Parse(i.URL))},
	}
	// Without a source of randomness ECDSA takes its nonce from RFC 6979, and
	// the certificates come out the same every time.
	i.X5C = [][]byte{
		must(x509.CreateCertificate(nil, leaf, ca, i.Key.Public(), caKey)),
		must(x509.CreateCertificate(nil, ca, ca, caKey.Public(), caKey)),
	}
	return i
}

// jwk is a key as an issuer publishes it, SMART Health Cards "Determining keys
// associated with an issuer". []byte is written in base64, as x5c wants it.
type jwk struct {
	Kty        string   `json:"kty"`
	KID        string   `json:"kid"`
	Use        string   `json:"use"`
	Alg        string   `json:"alg"`
	X5C        [][]byte `json:"x5c,omitempty"`
	Crv        string   `json:"crv"`
	X          string   `json:"x"`
	Y          string   `json:"y"`
	CRLVersion any      `json:"crlVersion,omitempty"`
}

func (i Issuer) jwk() jwk {
	x, y := coordinates(i.Key)
	return jwk{
		Kty: "EC", KID: i.KID, Use: "sig", Alg: "ES256", X5C: i.X5C,
		Crv: "P-256", X: x, Y: y, CRLVersion: i.CRLVersion,
	}
}

// JWKS returns the key set one issuer publishes: the keys of all given.
func JWKS(issuers ...Issuer) []byte {
	keys := []jwk{}
	for _, i := range issuers {
		keys = append(keys, i.jwk())
	}
	return marshal(map[string]any{"keys": keys})
}

type listing struct {
	Issuer struct {
		Iss  string `json:"iss"`
		Name string `json:"name"`
	} `json:"issuer"`
	Keys          []jwk  `json:"keys"`
	CRLs          []CRL  `json:"crls,omitempty"`
	LastRetrieved string `json:"lastRetrieved"`
}

// Snapshot returns a directory of issuers in the layout of the VCI directory's
// vci_snapshot.json, made at created. Issuers of one URL share an entry, with
// the name and the retrieval time of the first.
func Snapshot(created time.Time, issuers ...Issuer) []byte {
	entries := []*listing{}
	byURL := map[string]*listing{}
	for _, i := range issuers {
		e := byURL[i.URL]
		if e == nil {
			e = i.listing(created)
			byURL[i.URL] = e
			entries = append(entries, e)
		}
		e.Keys = append(e.Keys, i.jwk())
		if i.CRL != nil {
			e.CRLs = append(e.CRLs, i.crl())
		}
	}
	return marshal(struct {
		Directory  string     `json:"directory"`
		Time       string     `json:"time"`
		IssuerInfo []*listing `json:"issuerInfo"`
	}{"https://directory.example/issuers.json", stamp(created), entries})
}

func (i Issuer) listing(created time.Time) *listing {
	e := &listing{LastRetrieved: stamp(created)}
	e.Issuer.Iss, e.Issuer.Name = i.URL, i.Name
	if !i.LastRetrieved.IsZero() {
		e.LastRetrieved = stamp(i.LastRetrieved)
	}
	return e
}

// crl returns the issuer's list with what its fields leave to be filled in.
func (i Issuer) crl() CRL {
	l := *i.CRL
	if l.KID == "" {
		l.KID = i.KID
	}
	if l.Method == "" {
		l.Method = "rid"
	}
	if l.RIDs == nil {
		l.RIDs = []string{}
	}
	return l
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// marshal writes indented JSON without the escapes meant for web pages.
func marshal(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	must(0, e.Encode(v))
	return b.Bytes()
}

func encode(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }

func must[T any](v T, err error) T {
	if err != nil {
		panic("mint: " + err.Error())
	}
	return v
}
