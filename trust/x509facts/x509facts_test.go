package x509facts

import (
	"bytes"
	"crypto/rsa"
	"crypto/x509"
	"encoding/asn1"
	"errors"
	"math/big"
	"strings"
	"testing"
	"time"

	"vaxcheck/internal/mint"
)

func utopia() mint.Authority { return mint.NewAuthority("UT", "UTO", "Utopia", "facts tests") }

func TestParse(t *testing.T) {
	c, err := Parse(utopia().DER)
	if err != nil || !c.IsCA() || !c.NotAfter.Equal(mint.AuthorityTo) || len(c.Hex()) != 64 {
		t.Fatalf("%+v, %v", c, err)
	}
	if country, text, ok := Name(c.Subject); country != "UT" || text != "C=UT, O=Test Government, CN=Utopia" || !ok {
		t.Errorf("name %q of %q", text, country)
	}
	signer, err := Parse(utopia().Signer("signer", mint.SignerOptions{Negative: true}).DER)
	if err != nil || signer.IsCA() || signer.Key.Type != P256 {
		t.Errorf("a signer with a negative serial number: %v", err)
	}
	if _, there := signer.Extension(oidBasicConstraints); there {
		t.Error("an extension that is not there")
	}
}

func TestName(t *testing.T) {
	for country, want := range map[string]string{"ut": "UT", "U": "", "UTO": ""} {
		c, err := Parse(mint.NewAuthority(country, "UTO", "Utopia", "facts tests").DER)
		if got, _, ok := Name(c.Subject); err != nil || got != want || !ok {
			t.Errorf("%q gives %q, %v", country, got, err)
		}
	}
	if _, _, ok := Name("no name"); ok {
		t.Error("a name in no DER")
	}
}

// rsaKey returns a SubjectPublicKeyInfo with an RSA key of so many bits, which
// nobody could sign with.
func rsaKey(t *testing.T, bits uint, e int) []byte {
	t.Helper()
	n := new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), bits), big.NewInt(1))
	der, err := x509.MarshalPKIXPublicKey(&rsa.PublicKey{N: n, E: e})
	if err != nil {
		t.Fatal(err)
	}
	return der
}

func TestReadKey(t *testing.T) {
	key := utopia().Key
	der, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	if k := ReadKey(der); k.Type != P384 || !key.PublicKey.Equal(k.Public()) {
		t.Errorf("kind %d", k.Type)
	}
	for bits, want := range map[uint]KeyType{2047: Other, 2048: RSA, 4096: RSA, 8192: RSA, 8193: Other} {
		if k := ReadKey(rsaKey(t, bits, 65537)); k.Type != want || (k.Public() != nil) != (want == RSA) {
			t.Errorf("%d bits: kind %d", bits, k.Type)
		}
	}
	offCurve := bytes.Clone(der)
	offCurve[len(offCurve)-1] ^= 1
	for name, der := range map[string][]byte{
		"nothing": nil, "off the curve": offCurve, "more after it": append(bytes.Clone(der), 0),
		"too large":     make([]byte, MaxCertificate+1),
		"even exponent": rsaKey(t, 2048, 65536), "exponent 1": rsaKey(t, 2048, 1),
	} {
		if k := ReadKey(der); k != (Key{}) {
			t.Errorf("%s: taken", name)
		}
	}
}

func TestParseRefusesExtensionTwice(t *testing.T) {
	var f form
	if !Whole(utopia().DER, &f) {
		t.Fatal("not read")
	}
	f.TBS.Extensions = append(f.TBS.Extensions, f.TBS.Extensions[0])
	der, err := asn1.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Parse(der); !errors.Is(err, ErrCertificate) {
		t.Errorf("%v", err)
	}
}

func TestUnite(t *testing.T) {
	early, late := time.Unix(1, 0), time.Unix(2, 0)
	p := Unite([]Provenance{{Source: "a", Created: late, Latest: late, Origin: "x"},
		{Source: "b", Created: early, Latest: early}})
	if p.Source != "a, b" || !p.Created.Equal(early) || !p.Latest.Equal(late) || p.Origin != "" ||
		p.SHA256 != Hex([]byte("\n\n")) {
		t.Errorf("%+v", p)
	}
}

// TestIsFile: a block inside a text of JSON makes no file of certificates.
func TestIsFile(t *testing.T) {
	certificate, list := string(utopia().PEM()),
		string(mint.ListPEM(utopia().CRL(time.Unix(0, 0), time.Unix(1, 0), mint.ListOptions{})))
	for name, test := range map[string]struct {
		data             string
		certificate, crl bool
	}{
		"certificate": {certificate, true, false}, "list": {list, false, true},
		"both":   {certificate + list, true, true},
		"marked": {"\ufeff" + certificate, true, false}, "list, marked": {"\ufeff" + list, false, true},
		"behind a text": {"text\r\n" + certificate, true, false}, "list behind a text": {"text\n" + list, false, true},
		"in JSON": {strings.ReplaceAll(`["`+certificate+`","`+list+`"]`, "\n", `\n`), false, false},
		"nothing": {"", false, false},
	} {
		if IsFile([]byte(test.data)) != test.certificate || IsListFile([]byte(test.data)) != test.crl {
			t.Errorf("%s is told wrong", name)
		}
	}
	if len(Split([]byte("\ufeff"+certificate+certificate))) != 2 || len(SplitLists([]byte("\ufeff"+list+list))) != 2 {
		t.Error("the mark of an editor hides a block")
	}
	if file := EncodeLists(SplitLists([]byte(list + "\n" + list))); string(file) != list+list ||
		EncodeLists(nil) != nil {
		t.Errorf("written again: %d bytes", len(file))
	}
}

func TestUniteNames(t *testing.T) {
	day := time.Date(2024, 3, 25, 0, 0, 0, 0, time.UTC)
	part := func(source string, days int) Provenance {
		return Provenance{Source: source}.Dated(day.AddDate(0, 0, days))
	}
	first := Unite([]Provenance{part("bundled", 0), part("imported", 2), part("imported", 1)})
	all := Unite([]Provenance{first, part("imported", -1), part("import", 3)})
	if first.Source != "bundled, imported" || all.Source != "bundled, imported, import" ||
		!all.Created.Equal(day.AddDate(0, 0, -1)) || !all.Latest.Equal(day.AddDate(0, 0, 3)) {
		t.Errorf("%+v, %+v", first, all)
	}
}
