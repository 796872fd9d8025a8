package mint

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/sha1"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/pem"
	"math/big"
	"time"
)

// Authority is a country signing certificate authority (CSCA, ICAO Doc 9303-12)
// of an invented state.
type Authority struct {
	Country string // two letters
	State   string // three letters
	Key     *ecdsa.PrivateKey
	DER     []byte

	seed     string
	template *x509.Certificate
}

// Object identifiers of Doc 9303-12 and of the technical report on VDS-NC.
var (
	OIDHealthSigner = asn1.ObjectIdentifier{2, 23, 136, 1, 1, 14, 2}
	oidDocumentType = asn1.ObjectIdentifier{2, 23, 136, 1, 1, 6, 2}
	oidExtendedUse  = asn1.ObjectIdentifier{2, 5, 29, 37}
	oidAltName      = asn1.ObjectIdentifier{2, 5, 29, 17}
)

// AuthorityFrom and AuthorityTo bound the period of every authority.
var (
	AuthorityFrom = time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	AuthorityTo   = time.Date(2045, 1, 1, 0, 0, 0, 0, time.UTC)
)

// NewAuthority returns an authority with a P-384 key derived from seed.
func NewAuthority(country, state, name, seed string) Authority {
	a := Authority{Country: country, State: state, seed: seed, Key: deriveKey(elliptic.P384(), seed)}
	id := sha1.Sum(must(a.Key.PublicKey.Bytes()))
	a.template = &x509.Certificate{
		SerialNumber: big.NewInt(1),
		Subject: pkix.Name{Country: []string{country},
			Organization: []string{"Test Government"}, CommonName: name},
		SubjectKeyId:          id[:],
		NotBefore:             AuthorityFrom,
		NotAfter:              AuthorityTo,
		KeyUsage:              x509.KeyUsageCertSign | x509.KeyUsageCRLSign,
		IsCA:                  true,
		MaxPathLenZero:        true,
		BasicConstraintsValid: true,
		ExtraExtensions:       []pkix.Extension{{Id: oidAltName, Value: directoryName(state)}},
	}
	a.DER = must(x509.CreateCertificate(nil, a.template, a.template, a.Key.Public(), a.Key))
	return a
}

// directoryName is the alternative name that Doc 9303-12 asks for.
func directoryName(state string) []byte {
	type attribute struct {
		Type  asn1.ObjectIdentifier
		Value string `asn1:"printable"`
	}
	type set []attribute
	name := must(asn1.Marshal([]asn1.RawValue{{FullBytes: must(asn1.MarshalWithParams(set{{asn1.ObjectIdentifier{2, 5,
		4, 7}, state}}, "set"))}}))
	return must(asn1.Marshal([]asn1.RawValue{{Class: asn1.ClassContextSpecific, Tag: 4, IsCompound: true,
		Bytes: name}}))
}

// PEM returns the authority's certificate.
func (a Authority) PEM() []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: a.DER})
}

// CurveParameters are the parameters of an elliptic curve written out.
type CurveParameters struct {
	Version int
	Field   struct {
		Type  asn1.ObjectIdentifier
		Prime *big.Int
	}
	Curve    struct{ A, B []byte }
	Base     []byte
	Order    *big.Int
	Cofactor *big.Int
}

// P384Parameters are those of P-384.
func P384Parameters() CurveParameters {
	c := elliptic.P384().Params()
	p := CurveParameters{Version: 1, Order: c.N, Cofactor: big.NewInt(1)}
	p.Field.Type, p.Field.Prime = asn1.ObjectIdentifier{1, 2, 840, 10045, 1, 1}, c.P
	p.Curve.A = new(big.Int).Sub(c.P, big.NewInt(3)).FillBytes(make([]byte, 48))
	p.Curve.B = c.B.FillBytes(make([]byte, 48))
	p.Base = append([]byte{4}, append(c.Gx.FillBytes(make([]byte, 48)), c.Gy.FillBytes(make([]byte, 48))...)...)
	return p
}

// Explicit returns the authority with a certificate that writes the curve's
// parameters out instead of naming it, as Japan's does.
func (a Authority) Explicit(p CurveParameters) Authority {
	a.DER = a.resign(a.DER, func(tbs *rawTBS) {
		tbs.PublicKey.Algorithm.Parameters = asn1.RawValue{FullBytes: must(asn1.Marshal(p))}
	})
	return a
}

// Renewed returns the authority with another certificate of its key, for another period.
func (a Authority) Renewed(from, to time.Time) Authority {
	a.DER = a.resign(a.DER, func(tbs *rawTBS) {
		tbs.Serial = big.NewInt(from.Unix())
		tbs.Validity.NotBefore, tbs.Validity.NotAfter = from, to
	})
	return a
}

// rawCertificate is a certificate taken apart as far as is needed to change it.
type rawCertificate struct {
	TBS       rawTBS
	Algorithm pkix.AlgorithmIdentifier
	Signature asn1.BitString
}

type rawTBS struct {
	Version   int `asn1:"optional,explicit,default:0,tag:0"`
	Serial    *big.Int
	Algorithm pkix.AlgorithmIdentifier
	Issuer    asn1.RawValue
	Validity  struct{ NotBefore, NotAfter time.Time }
	Subject   asn1.RawValue
	PublicKey struct {
		Algorithm pkix.AlgorithmIdentifier
		Key       asn1.BitString
	}
	Extensions []pkix.Extension `asn1:"optional,explicit,tag:3"`
}

// resign changes a certificate and signs it anew with the authority's key.
func (a Authority) resign(der []byte, change func(*rawTBS)) []byte {
	var c rawCertificate
	must(asn1.Unmarshal(der, &c))
	change(&c.TBS)
	sig := SignOptions{DER: true}.ecdsa(a.Key, crypto.SHA384, must(asn1.Marshal(c.TBS)))
	c.Signature = asn1.BitString{Bytes: sig, BitLength: 8 * len(sig)}
	return must(asn1.Marshal(c))
}

// Signer is a signer of health proofs: a key with its certificate.
type Signer struct {
	Key *ecdsa.PrivateKey
	DER []byte
}

// SignerOptions are the ways to certify a signer wrongly, or unusually. The
// zero value is a signer of proofs of vaccination on P-256.
type SignerOptions struct {
	Curve     elliptic.Curve
	Usage     []asn1.ObjectIdentifier // extended key usages; nil for that of health proofs
	Passport  bool                    // a signer of passports: no extended key usage
	Documents []string                // document types; nil for "NV", empty for no such extension
	Country   string                  // of the subject; "" for the authority's
	Name      string                  // common name of the subject
	From, To  time.Time
	CRL       string            // where the revocation list is, "" for nowhere
	CRLIssuer bool              // names who issues the list, and no address of it
	By        *ecdsa.PrivateKey // signs instead of the authority, as a forger would
	Negative  bool              // a negative serial number
	NoKeyID   bool              // no authority key identifier
	Issuer    *pkix.Name        // instead of the authority's name
	Critical  bool              // an unknown critical extension
	KeyUsage  x509.KeyUsage     // what the key may do, 0 for no such extension
	SHA1      bool              // signed over SHA-1, of which collisions can be made
}

// Signer returns a signer whose key is derived from seed, certified by the
// authority.
func (a Authority) Signer(seed string, o SignerOptions) Signer {
	if o.Curve == nil {
		o.Curve = elliptic.P256()
	}
	s := Signer{Key: deriveKey(o.Curve, seed)}
	parent, by := *a.template, a.Key
	if o.Issuer != nil {
		parent.Subject = *o.Issuer
	}
	if o.NoKeyID {
		parent.SubjectKeyId = nil
	}
	if o.By != nil {
		by = o.By
		parent.PublicKey = nil
	}
	s.DER = must(x509.CreateCertificate(nil, o.template(a), &parent, s.Key.Public(), by))
	if o.Negative {
		s.DER = a.resign(s.DER, func(tbs *rawTBS) { tbs.Serial = big.NewInt(-2) })
	}
	return s
}

func (o SignerOptions) template(a Authority) *x509.Certificate {
	t := &x509.Certificate{
		SerialNumber: big.NewInt(2),
		Subject:      pkix.Name{Country: []string{a.Country}, CommonName: "Health Office"},
		NotBefore:    time.Date(2021, 6, 1, 0, 0, 0, 0, time.UTC),
		NotAfter:     time.Date(2041, 6, 1, 0, 0, 0, 0, time.UTC),
		KeyUsage:     o.KeyUsage,
	}
	if o.Country != "" {
		t.Subject.Country = []string{o.Country}
	}
	if o.Name != "" {
		t.Subject.CommonName = o.Name
	}
	if !o.From.IsZero() {
		t.NotBefore, t.NotAfter = o.From, o.To
	}
	if o.CRL != "" {
		t.CRLDistributionPoints = []string{o.CRL}
	}
	if o.SHA1 {
		t.SignatureAlgorithm = x509.ECDSAWithSHA1
	}
	t.ExtraExtensions = o.extensions()
	return t
}

func (o SignerOptions) extensions() []pkix.Extension {
	var list []pkix.Extension
	usage := o.Usage
	if usage == nil {
		usage = []asn1.ObjectIdentifier{OIDHealthSigner}
	}
	if !o.Passport {
		list = append(list, pkix.Extension{Id: oidExtendedUse, Critical: true, Value: must(asn1.Marshal(usage))})
	}
	documents := o.Documents
	if documents == nil {
		documents = []string{"NV"}
	}
	if len(documents) > 0 {
		list = append(list, pkix.Extension{Id: oidDocumentType, Value: must(asn1.Marshal(struct {
			Version int
			Types   []string `asn1:"set"`
		}{0, documents}))})
	}
	if o.CRLIssuer {
		list = append(list, pkix.Extension{Id: asn1.ObjectIdentifier{2, 5, 29, 31}, Value: listIssuer()})
	}
	if o.Critical {
		list = append(list, pkix.Extension{Id: asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 99999, 1},
			Critical: true, Value: []byte{5, 0}})
	}
	return list
}

// KeyID is the authority's subject key identifier.
func (a Authority) KeyID() []byte { return a.template.SubjectKeyId }

// listIssuer is a list of one distribution point that has no address (RFC 5280,
// section 4.2.1.13).
func listIssuer() []byte {
	name := must(asn1.Marshal(pkix.Name{Country: []string{"UT"}}.ToRDNSequence()))
	type point struct {
		Issuer []asn1.RawValue `asn1:"tag:2"`
	}
	return must(asn1.Marshal([]point{{[]asn1.RawValue{{Class: asn1.ClassContextSpecific, Tag: 4,
		IsCompound: true, Bytes: name}}}}))
}
