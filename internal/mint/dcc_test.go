package mint

import (
	"bytes"
	"compress/zlib"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/asn1"
	"encoding/base64"
	"encoding/json"
	"io"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/fxamacker/cbor/v2"
	"github.com/google/go-cmp/cmp"
)

func testDSC(o DSCOptions) DSC {
	return NewAuthority("UT", "UTO", "CSCA", "mint tests").DSC("mint tests", o)
}

// opened takes the message of a code apart with nothing but libraries.
func opened(t *testing.T, text string) (message struct {
	_           struct{} `cbor:",toarray"`
	Protected   []byte
	Unprotected map[any]any
	Payload     []byte
	Signature   []byte
}) {
	t.Helper()
	const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
	var compressed []byte
	for rest := strings.TrimPrefix(text, "HC1:"); rest != ""; {
		group := rest[:min(3, len(rest))]
		rest = rest[len(group):]
		n := 0
		for i := len(group) - 1; i >= 0; i-- {
			n = n*45 + strings.IndexByte(alphabet, group[i])
		}
		compressed = append(compressed, big.NewInt(int64(n)).FillBytes(make([]byte, len(group)-1))...)
	}
	data, err := io.ReadAll(must(zlib.NewReader(bytes.NewReader(compressed))))
	if err != nil {
		t.Fatal(err)
	}
	if err := cbor.Unmarshal(data, &message); err != nil {
		t.Fatal(err)
	}
	return message
}

func TestBase45(t *testing.T) {
	for data, want := range map[string]string{"": "", "AB": "BB8", "Hello!!": "%69 VD92EX0",
		"base-45": "UJCLQE7W581", "ietf!": "QED8WEX0", "\xff\xff": "FGW"} {
		if got := Base45([]byte(data)); got != want {
			t.Errorf("%q: %q", data, got)
		}
	}
}

// TestDCCSignature: what comes out is signed as COSE has it, and is the same each
// time.
func TestDCCSignature(t *testing.T) {
	for name, o := range map[string]DSCOptions{"P-256": {}, "P-384": {Curve: elliptic.P384()}, "RSA": {RSA: 2048}} {
		t.Run(name, func(t *testing.T) {
			by := testDSC(o)
			text := VaccinatedDCC("UT").Sign(by, DCCOptions{})
			if again := VaccinatedDCC("UT").Sign(testDSC(o), DCCOptions{}); again != text {
				t.Error("another code the second time")
			}
			m := opened(t, text)
			hash := sha256.Sum256(must(cbor.Marshal([]any{"Signature1", m.Protected, []byte{}, m.Payload})))
			cert := must(x509.ParseCertificate(by.DER))
			good := false
			switch key := cert.PublicKey.(type) {
			case *ecdsa.PublicKey:
				half := len(m.Signature) / 2
				good = ecdsa.Verify(key, hash[:], new(big.Int).SetBytes(m.Signature[:half]),
					new(big.Int).SetBytes(m.Signature[half:]))
			case *rsa.PublicKey:
				good = rsa.VerifyPSS(key, 5, hash[:], m.Signature, &rsa.PSSOptions{SaltLength: 32}) == nil
			}
			if !good {
				t.Error("the signature does not hold")
			}
			sum := sha256.Sum256(by.DER)
			if !bytes.Equal(m.Protected, CBOR(map[int]any{1: by.Alg(), 4: sum[:8]})) || len(m.Unprotected) > 0 {
				t.Errorf("headers %x, %v", m.Protected, m.Unprotected)
			}
		})
	}
}

func TestDCCClaims(t *testing.T) {
	var claims struct {
		Issuer  string                 `cbor:"1,keyasint"`
		Expires int64                  `cbor:"4,keyasint"`
		Issued  int64                  `cbor:"6,keyasint"`
		HCert   map[int]map[string]any `cbor:"-260,keyasint"`
	}
	for group, d := range map[string]DCC{"v": VaccinatedDCC("UT"), "t": TestedDCC("UT"), "r": RecoveredDCC("UT")} {
		if err := cbor.Unmarshal(opened(t, d.Sign(testDSC(DSCOptions{}), DCCOptions{})).Payload, &claims); err != nil {
			t.Fatal(err)
		}
		if claims.Issuer != "UT" || claims.Issued != DCCIssued || claims.Expires != DCCExpires ||
			claims.HCert[1][group] == nil || claims.HCert[1]["dob"] != "1985-04-01" {
			t.Errorf("%s: %+v", group, claims)
		}
	}
}

func TestDCCOptions(t *testing.T) {
	by := testDSC(DSCOptions{})
	open := func(o DCCOptions) []any {
		m := opened(t, VaccinatedDCC("UT").Sign(by, o))
		return []any{m.Protected, m.Unprotected, m.Payload, m.Signature}
	}
	plain := open(DCCOptions{})
	for name, tt := range map[string]struct {
		o    DCCOptions
		item int // which of the four is another
	}{
		"protected":   {DCCOptions{Protected: map[any]any{1: -7}, Signature: plain[3].([]byte)}, 0},
		"bytes":       {DCCOptions{ProtectedBytes: []byte{}, Signature: plain[3].([]byte)}, 0},
		"unprotected": {DCCOptions{Unprotected: map[any]any{4: []byte("foo")}}, 1},
		"shown":       {DCCOptions{Shown: []byte{0xa0}}, 2},
		"claims":      {DCCOptions{Claims: map[any]any{4: nil}, Signature: plain[3].([]byte)}, 2},
		"DER":         {DCCOptions{DER: true}, 3},
		"cut":         {DCCOptions{Truncate: 2}, 3},
		"longer":      {DCCOptions{Truncate: -2}, 3},
		"tags":        {DCCOptions{Tags: []uint64{61, 18}}, -1},
		"bytes after": {DCCOptions{TrailingBytes: []byte{1, 2}}, -1},
	} {
		for i, item := range open(tt.o) {
			if same := cmp.Equal(item, plain[i]); same == (i == tt.item) {
				t.Errorf("%s: item %d is the same: %v", name, i, same)
			}
		}
	}
	whole := VaccinatedDCC("UT").Sign(by, DCCOptions{COSE: []byte{0xf6}, Uncompressed: true})
	if want := "HC1:" + Base45([]byte{0xf6}); whole != want {
		t.Errorf("%q", whole)
	}
	if VaccinatedDCC("UT").Edit("Hanako", "Taro").Sign(by, DCCOptions{}) == VaccinatedDCC("UT").Sign(by, DCCOptions{}) {
		t.Error("an edit changes nothing")
	}
}

func TestDSC(t *testing.T) {
	authority := NewAuthority("UT", "UTO", "CSCA", "mint tests")
	from, to := time.Date(2021, 1, 2, 3, 4, 5, 0, time.UTC), time.Date(2022, 1, 2, 3, 4, 5, 0, time.UTC)
	usage := []asn1.ObjectIdentifier{OIDSignsTests, EarlyOID(OIDSignsRecoveries), OIDHealthSigner}
	d := authority.DSC("mint tests", DSCOptions{Usage: usage, Country: "XX", Name: "Example", From: from, To: to})
	cert := must(x509.ParseCertificate(d.DER))
	if err := cert.CheckSignatureFrom(must(x509.ParseCertificate(authority.DER))); err != nil {
		t.Error(err)
	}
	if !cmp.Equal(cert.UnknownExtKeyUsage, usage) || usage[1].String() != "1.3.6.1.4.1.0.1847.2021.1.3" {
		t.Errorf("usage %v", cert.UnknownExtKeyUsage)
	}
	if cert.Subject.String() != "CN=Example,C=XX" || !cert.NotBefore.Equal(from) || !cert.NotAfter.Equal(to) {
		t.Errorf("%s, %v, %v", cert.Subject, cert.NotBefore, cert.NotAfter)
	}
	if plain := must(x509.ParseCertificate(testDSC(DSCOptions{}).DER)); plain.ExtKeyUsage != nil ||
		plain.UnknownExtKeyUsage != nil || plain.Subject.Country[0] != "UT" {
		t.Errorf("%+v", plain.Subject)
	}
}

// TestRSAIsTheSame: its id was written down once, so that no change makes vectors
// of another key.
func TestRSAIsTheSame(t *testing.T) {
	if got := testDSC(DSCOptions{RSA: 2048}).KeyID(); got != "uXil6tPjNyM=" {
		t.Errorf("kid %s", got)
	}
	if n := testDSC(DSCOptions{RSA: 2048}).Key.Public().(*rsa.PublicKey).N.BitLen(); n != 2048 {
		t.Errorf("%d bits", n)
	}
}

func TestDSCList(t *testing.T) {
	d := testDSC(DSCOptions{})
	var list struct {
		Certificates []map[string]string `json:"certificates"`
	}
	ended := testDSC(DSCOptions{RSA: 2048})
	ended.Status = "revoked"
	if err := json.Unmarshal(DSCList(time.Unix(0, 0), d, ended), &list); err != nil || len(list.Certificates) != 2 {
		t.Fatal(err, list)
	}
	if c := list.Certificates[0]; c["kid"] != d.KeyID() ||
		c["rawData"] != base64.StdEncoding.EncodeToString(d.DER) || c["country"] != "UT" ||
		c["certificateType"] != "DSC" || c["status"] != "" {
		t.Errorf("%v", c)
	}
	if c := list.Certificates[1]; c["status"] != "revoked" {
		t.Errorf("%v", c)
	}
}

// TestDCCPicture: one segment of the alphabet of QR codes, so that the symbol
// stays small.
func TestDCCPicture(t *testing.T) {
	text := VaccinatedDCC("UT").Sign(testDSC(DSCOptions{}), DCCOptions{})
	_, small := Matrix(text)
	_, large := Matrix(strings.ToLower(text[:4]) + text[4:])
	if len(split(text)) != 1 || small >= large {
		t.Errorf("version %d, as bytes %d", small, large)
	}
}
