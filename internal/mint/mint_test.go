package mint

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/sha256"
	"crypto/x509"
	"encoding/asn1"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"io"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/google/go-cmp/cmp"
)

// cards is one card of each style for each invented person.
func cards() map[string]Card {
	i := Specimen()
	people := map[string]Person{
		"hanako": Hanako(), "hanako abroad": HanakoAbroad(), "taro": Taro(), "sample": Sample(),
		"tested": Tested(), "exempt": Exempt(), "family": Family(), "nobody": {},
	}
	list := map[string]Card{}
	for name, p := range people {
		list["japan "+name] = Japan(i, p)
		list["us "+name] = US(i, p)
	}
	return list
}

// parts takes a JWS apart and decodes its three parts.
func parts(t *testing.T, jws string) [3][]byte {
	t.Helper()
	fields := strings.Split(jws, ".")
	if len(fields) != 3 {
		t.Fatalf("%d parts, want 3", len(fields))
	}
	var list [3][]byte
	for n, f := range fields {
		var err error
		if list[n], err = base64.RawURLEncoding.Strict().DecodeString(f); err != nil {
			t.Fatal(err)
		}
	}
	return list
}

func readAll(t *testing.T, r io.Reader) string {
	t.Helper()
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestPublishedVector makes the payload and the header of a card that was
// written and signed by other software, known by their hashes.
func TestPublishedVector(t *testing.T) {
	c := Japan(Issuer{
		URL: "https://shc.example.jp/issuer",
		KID: "AwpTBs5BhmtEjUXCLUd83JDbEr2S7vP049w43-9trTc",
	}, Hanako())
	for _, tt := range []struct {
		name, text, sha256 string
		length             int
	}{
		{"header", c.Header, "b0fff11865609f0029a0ff7a1cdd90b3aabf7cabb936f1261f5d064a4c729e4c", 84},
		{"payload", c.Payload, "0e2093216d94b0f50e628cb0988f9bf289a20c61610094f4ba5aa000e9a541f6", 1528},
	} {
		sum := sha256.Sum256([]byte(tt.text))
		if got := hex.EncodeToString(sum[:]); got != tt.sha256 || len(tt.text) != tt.length {
			t.Errorf("%s: %d bytes with SHA-256 %s, want %d with %s", tt.name, len(tt.text), got, tt.length, tt.sha256)
		}
	}
	digits := "shc:/5676290952432060346020603724412628607458"
	if got := Numeric(encode([]byte(c.Header))); !strings.HasPrefix(got, digits) {
		t.Errorf("Numeric = %.45s…, want %s…", got, digits)
	}
}

// TestJOSE lets another implementation verify every card.
func TestJOSE(t *testing.T) {
	i := Specimen()
	key := jose.JSONWebKey{Key: i.Key.Public()}
	sum, err := key.Thumbprint(crypto.SHA256)
	if err != nil {
		t.Fatal(err)
	}
	if want := base64.RawURLEncoding.EncodeToString(sum); i.KID != want {
		t.Errorf("KID = %s, want %s", i.KID, want)
	}
	for name, c := range cards() {
		jws, err := jose.ParseSignedCompact(c.JWS(i), []jose.SignatureAlgorithm{jose.ES256})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		payload, err := jws.Verify(key)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got := readAll(t, flate.NewReader(bytes.NewReader(payload))); got != c.Payload {
			t.Errorf("%s: payload differs:\n%s", name, cmp.Diff(c.Payload, got))
		}
		if got := jws.Signatures[0].Header.KeyID; got != i.KID {
			t.Errorf("%s: kid %q", name, got)
		}
	}
}

func TestDeterministic(t *testing.T) {
	at := time.Date(2022, 1, 1, 0, 0, 0, 0, time.UTC)
	first, second := cards(), cards()
	i, j := Specimen().WithCertificate(at, at), Specimen().WithCertificate(at, at)
	for name := range first {
		if first[name].JWS(i) != second[name].JWS(j) {
			t.Errorf("%s: two signatures differ", name)
		}
	}
	if !bytes.Equal(Snapshot(at, i), Snapshot(at, j)) {
		t.Error("two snapshots differ")
	}
}

func TestStyles(t *testing.T) {
	tests := []struct {
		card            string
		contains, lacks []string
	}{
		{"japan hanako abroad",
			[]string{`"use": "official", "family": "MIHON", "given": ["HANAKO"]`, `"family": "\u898b\u672c"`,
				`"nbf": 1650000000.123456, "vc"`},
			[]string{"meta", "rid", `"exp"`, "見本"}},
		{"us hanako", []string{`"family":"見本"`, `"code":"IAL1.2"`}, []string{`"use"`, ", ", "MHLW"}},
		{"us sample",
			[]string{`"rid":"c3BlY2ltZW4"}}`, `"performer":[{"actor":{"display":"Example General Hospital"}}]`},
			[]string{"laboratory", `"exp"`}},
		{"us tested",
			[]string{`#laboratory"`, `"exp":1642034000`, `"performer":[{"display":"Example Laboratory"}]`,
				`"code":"260415000"`},
			[]string{"immunization", "Immunization"}},
		{"us exempt", []string{`#exemption"`, `"resourceType":"Condition"`, `"code":"vaccine-exemption"`},
			[]string{"Immunization"}},
		{"us family",
			[]string{`"fullUrl":"resource:4","resource":{"resourceType":"Patient"`,
				`"patient":{"reference":"resource:4"}`}, nil},
		{"japan nobody", []string{`"entry": [{"fullUrl": "resource:0", "resource": {"resourceType": "Patient"}}]`},
			[]string{"Immunization"}},
	}
	all := cards()
	for _, tt := range tests {
		c, ok := all[tt.card]
		if !ok {
			t.Fatalf("no card %q", tt.card)
		}
		for _, s := range tt.contains {
			if !strings.Contains(c.Payload, s) {
				t.Errorf("%s lacks %s", tt.card, s)
			}
		}
		for _, s := range tt.lacks {
			if strings.Contains(c.Payload, s) {
				t.Errorf("%s contains %s", tt.card, s)
			}
		}
		if !json.Valid([]byte(c.Header)) || !json.Valid([]byte(c.Payload)) {
			t.Errorf("%s: not JSON", tt.card)
		}
	}
}

func TestHostileStringsStayJSON(t *testing.T) {
	p := Person{
		Names:     []Name{{Family: "\"\\\x00\x1b[31m\u202e\U00020BB7\u007f", Text: "</script>"}},
		Extra:     []string{`{"resourceType":"Basic","extra":1.50}`},
		Doses:     []Dose{{DateText: "in spring", Subpotent: true, Codings: []Coding{{System: "s", Code: "c"}}}},
		NotBefore: "1e3",
		Types:     []string{"other"},
	}
	for _, c := range []Card{Japan(Specimen(), p), US(Specimen(), p)} {
		var v struct {
			VC struct {
				Type              []string
				CredentialSubject struct {
					FHIRBundle struct {
						Entry []struct {
							Resource struct{ Name []Name }
						}
					}
				}
			}
		}
		if err := json.Unmarshal([]byte(c.Payload), &v); err != nil {
			t.Fatal(err)
		}
		got := v.VC.CredentialSubject.FHIRBundle.Entry[0].Resource.Name
		if diff := cmp.Diff(p.Names, got); diff != "" {
			t.Error(diff)
		}
		if !cmp.Equal(v.VC.Type, p.Types) {
			t.Errorf("types %q", v.VC.Type)
		}
		for _, s := range []string{p.Extra[0], "1e3", "in spring", "isSubpotent"} {
			if !strings.Contains(c.Payload, s) {
				t.Errorf("payload lacks %s", s)
			}
		}
	}
}

func TestSignOptions(t *testing.T) {
	i := Specimen()
	c := US(i, Sample())
	n := elliptic.P256().Params().N
	half := new(big.Int).Rsh(n, 1)
	s := func(sig []byte) *big.Int { return new(big.Int).SetBytes(sig[32:]) }
	verifies := func(jws string) bool {
		sig := parts(t, jws)[2]
		hash := sha256.Sum256([]byte(jws[:strings.LastIndex(jws, ".")]))
		return len(sig) == 64 && ecdsa.Verify(&i.Key.PublicKey, hash[:], new(big.Int).SetBytes(sig[:32]), s(sig))
	}
	tests := []struct {
		name string
		opts SignOptions
		good bool // the signature holds
		ok   func(header, payload, sig []byte) bool
	}{
		{"plain", SignOptions{}, true, func(h, p, s []byte) bool { return string(h) == c.Header }},
		{"header bytes", SignOptions{HeaderBytes: []byte("{}")}, true, func(h, p, s []byte) bool {
			return string(h) == "{}"
		}},
		{"payload bytes", SignOptions{PayloadBytes: []byte{1}}, true, func(h, p, s []byte) bool {
			return string(p) == "\x01"
		}},
		{"uncompressed", SignOptions{Uncompressed: true}, true, func(h, p, s []byte) bool {
			return string(p) == c.Payload
		}},
		{"zlib", SignOptions{Zlib: true}, true, func(h, p, s []byte) bool {
			r, err := zlib.NewReader(bytes.NewReader(p))
			return err == nil && readAll(t, r) == c.Payload
		}},
		{"trailing", SignOptions{TrailingBytes: []byte("x")}, true, func(h, p, s []byte) bool {
			return string(p) == string(Deflate(c.Payload))+"x"
		}},
		{"high s", SignOptions{HighS: true}, true, func(h, p, sig []byte) bool { return s(sig).Cmp(half) > 0 }},
		{"low s", SignOptions{LowS: true}, true, func(h, p, sig []byte) bool { return s(sig).Cmp(half) <= 0 }},
		{"zero r", SignOptions{ZeroR: true}, false, func(h, p, s []byte) bool {
			return bytes.Equal(s[:32], make([]byte, 32))
		}},
		{"zero s", SignOptions{ZeroS: true}, false, func(h, p, s []byte) bool {
			return bytes.Equal(s[32:], make([]byte, 32))
		}},
		{"short", SignOptions{Truncate: 1}, false, func(h, p, s []byte) bool { return len(s) == 63 }},
		{"long", SignOptions{Truncate: -1}, false, func(h, p, s []byte) bool { return len(s) == 65 }},
		{"DER", SignOptions{DER: true}, false, func(h, p, s []byte) bool {
			var sig struct{ R, S *big.Int }
			rest, err := asn1.Unmarshal(s, &sig)
			return err == nil && len(rest) == 0
		}},
	}
	for _, tt := range tests {
		jws := c.Sign(i, tt.opts)
		p := parts(t, jws)
		if !tt.ok(p[0], p[1], p[2]) {
			t.Errorf("%s: not as asked for", tt.name)
		}
		if verifies(jws) != tt.good {
			t.Errorf("%s: signature holds %v, want %v", tt.name, !tt.good, tt.good)
		}
	}
}

// TestOtherAlgorithms shows that a verifier that trusts the header would accept
// these cards.
func TestOtherAlgorithms(t *testing.T) {
	i := Specimen()
	spki, err := x509.MarshalPKIXPublicKey(i.Key.Public())
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		alg  jose.SignatureAlgorithm
		opts SignOptions
		key  any
	}{
		{jose.HS256, SignOptions{HMAC: true}, pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: spki})},
		{jose.ES384, SignOptions{ES384: true}, deriveKey(elliptic.P384(), SpecimenSeed).Public()},
	}
	for _, tt := range tests {
		text := US(i, Sample()).EditHeader("ES256", string(tt.alg)).Sign(i, tt.opts)
		jws, err := jose.ParseSignedCompact(text, []jose.SignatureAlgorithm{tt.alg})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := jws.Verify(tt.key); err != nil {
			t.Errorf("%s: %v", tt.alg, err)
		}
	}
}

func TestEditPanicsWithoutMatch(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("editing what is not there went unnoticed")
		}
	}()
	US(Specimen(), Sample()).EditPayload("not there", "")
}
