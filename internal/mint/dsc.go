package mint

import (
	"crypto"
	"crypto/elliptic"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"math/big"
	"slices"
	"sync"
	"time"
)

// DSC is a document signer of EU DCC: a key with its certificate.
type DSC struct {
	Key     crypto.Signer // *ecdsa.PrivateKey or *rsa.PrivateKey
	DER     []byte
	Country string
	Status  string // that a list gives it, "" for none
}

// Extended key usages that say what a document signer may sign (EU eHealth
// Network, "Technical Specifications for EU DCC", volume 4), and others that
// stand in certificates.
var (
	OIDSignsTests        = asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 1847, 2021, 1, 1}
	OIDSignsVaccinations = asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 1847, 2021, 1, 2}
	OIDSignsRecoveries   = asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 1847, 2021, 1, 3}
	OIDClientAuth        = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 3, 2}
)

// EarlyOID is the other form in which one of the first three is written, after an
// error in an early document.
func EarlyOID(oid asn1.ObjectIdentifier) asn1.ObjectIdentifier {
	return slices.Insert(slices.Clone(oid), 6, 0)
}

// DSCOptions are the ways to make a document signer. The zero value has a key on
// P-256, and may sign everything, as its certificate says nothing about it.
type DSCOptions struct {
	Curve    elliptic.Curve
	RSA      int                     // bits of an RSA key, in place of one on a curve
	Usage    []asn1.ObjectIdentifier // extended key usages; none for no such extension
	Country  string                  // "" for the authority's
	Name     string                  // common name
	From, To time.Time               // 2021-06-01 to 2041-06-01 unless said otherwise
}

// DSC returns a document signer whose key is derived from seed, certified by the
// authority.
func (a Authority) DSC(seed string, o DSCOptions) DSC {
	t := o.template(a, seed)
	d := DSC{Country: t.Subject.Country[0]}
	switch {
	case o.RSA != 0:
		d.Key = deriveRSA(o.RSA, seed)
	case o.Curve != nil:
		d.Key = deriveKey(o.Curve, seed)
	default:
		d.Key = deriveKey(elliptic.P256(), seed)
	}
	d.DER = must(x509.CreateCertificate(nil, t, a.template, d.Key.Public(), a.Key))
	return d
}

func (o DSCOptions) template(a Authority, seed string) *x509.Certificate {
	serial := sha256.Sum256([]byte(seed + " serial"))
	t := &x509.Certificate{
		SerialNumber: new(big.Int).SetBytes(serial[:8]),
		Subject:      pkix.Name{Country: []string{a.Country}, CommonName: "DSC of " + a.Country},
		NotBefore:    time.Date(2021, 6, 1, 0, 0, 0, 0, time.UTC),
		NotAfter:     time.Date(2041, 6, 1, 0, 0, 0, 0, time.UTC),
		KeyUsage:     x509.KeyUsageDigitalSignature,
	}
	if o.Country != "" {
		t.Subject.Country = []string{o.Country}
	}
	if o.Name != "" {
		t.Subject.CommonName = o.Name
	}
	if !o.From.IsZero() {
		t.NotBefore = o.From
	}
	if !o.To.IsZero() {
		t.NotAfter = o.To
	}
	if len(o.Usage) > 0 {
		t.ExtraExtensions = []pkix.Extension{{Id: oidExtendedUse, Value: must(asn1.Marshal(o.Usage))}}
	}
	return t
}

// KID is the key's id in a COSE header: the first 8 bytes of the certificate's
// SHA-256.
func (d DSC) KID() []byte {
	sum := sha256.Sum256(d.DER)
	return sum[:8]
}

// KeyID is the same as lists write it.
func (d DSC) KeyID() string { return base64.StdEncoding.EncodeToString(d.KID()) }

// Alg is the key's algorithm in a COSE header: PS256 or ES256.
func (d DSC) Alg() int {
	if _, ok := d.Key.(*rsa.PrivateKey); ok {
		return -37
	}
	return -7
}

// DSCList returns a list of document signers in the layout of Germany's.
func DSCList(created time.Time, signers ...DSC) []byte {
	type entry struct {
		Type      string `json:"certificateType"`
		Country   string `json:"country"`
		KID       string `json:"kid"`
		RawData   []byte `json:"rawData"`
		Thumb     string `json:"thumbprint"`
		Timestamp string `json:"timestamp"`
		Status    string `json:"status,omitempty"`
	}
	entries := []entry{}
	for _, d := range signers {
		entries = append(entries, entry{"DSC", d.Country, d.KeyID(), d.DER,
			fmt.Sprintf("%x", sha256.Sum256(d.DER)), stamp(created), d.Status})
	}
	return marshal(map[string]any{"certificates": entries})
}

// derivedRSA keeps the RSA keys, since it takes a while to find their primes.
var derivedRSA sync.Map

// deriveRSA returns a key whose primes are the first two behind numbers derived
// from seed. (crypto/rsa makes no key twice.)
func deriveRSA(bits int, seed string) *rsa.PrivateKey {
	name := fmt.Sprintf("%d %s", bits, seed)
	if key, known := derivedRSA.Load(name); known {
		return key.(*rsa.PrivateKey)
	}
	const e = 65537
	one := big.NewInt(1)
	p, q := derivePrime(bits/2, name+" p", e), derivePrime(bits/2, name+" q", e)
	phi := new(big.Int).Mul(new(big.Int).Sub(p, one), new(big.Int).Sub(q, one))
	key := &rsa.PrivateKey{
		PublicKey: rsa.PublicKey{N: new(big.Int).Mul(p, q), E: e},
		D:         new(big.Int).ModInverse(big.NewInt(e), phi),
		Primes:    []*big.Int{p, q},
	}
	key.Precompute()
	must(0, key.Validate())
	derivedRSA.Store(name, key)
	return key
}

// derivePrime returns a prime of so many bits, the two highest set, that is not 1
// modulo e.
func derivePrime(bits int, seed string, e int64) *big.Int {
	var stream []byte
	for i := uint32(0); 8*len(stream) < bits; i++ {
		sum := sha256.Sum256(binary.BigEndian.AppendUint32([]byte(seed), i))
		stream = append(stream, sum[:]...)
	}
	p := new(big.Int).SetBytes(stream[:bits/8])
	p.SetBit(p, bits-1, 1).SetBit(p, bits-2, 1).SetBit(p, 0, 1)
	two, rest := big.NewInt(2), new(big.Int)
	for !p.ProbablyPrime(20) || rest.Mod(p, big.NewInt(e)).Cmp(big.NewInt(1)) == 0 {
		p.Add(p, two)
	}
	return p
}
