package csca

import (
	"bytes"
	"crypto"
	"crypto/elliptic"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"vaxcheck/internal/mint"
	"vaxcheck/trust/packed"
	"vaxcheck/trust/x509facts"
)

func utopia() mint.Authority { return mint.NewAuthority("UT", "UTO", "Utopia test CSCA", "csca tests") }

func mustRead(t testing.TB, der []byte) Authority {
	t.Helper()
	a, err := Read(der, Health)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func mustParse(t testing.TB, der []byte) *x509.Certificate {
	t.Helper()
	c, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestReadFacts(t *testing.T) {
	authority := utopia()
	for name, der := range map[string][]byte{"named": authority.DER,
		"explicit": authority.Explicit(mint.P384Parameters()).DER} {
		a := mustRead(t, der)
		if a.Country != "UT" || a.State != "UTO" ||
			a.Subject != "C=UT, O=Test Government, CN=Utopia test CSCA" || a.Lists != Health {
			t.Errorf("%s: %+v", name, a)
		}
		if !a.NotBefore.Equal(mint.AuthorityFrom) || !a.NotAfter.Equal(mint.AuthorityTo) || len(a.KeyID()) != 40 {
			t.Errorf("%s: %v %v %s", name, a.NotBefore, a.NotAfter, a.KeyID())
		}
		if !authority.Key.PublicKey.Equal(a.Public()) {
			t.Errorf("%s: another key", name)
		}
		signer := mustParse(t, authority.Signer("signer", mint.SignerOptions{}).DER)
		if !a.Signed(signer) || !a.Names(signer) {
			t.Errorf("%s: its own signer is not recognised", name)
		}
		forged := mustParse(t, authority.Signer("signer",
			mint.SignerOptions{By: mint.NewAuthority("UT", "UTO", "", "forger").Key}).DER)
		if a.Signed(forged) {
			t.Errorf("%s: a signer with a copied identifier and another's signature passes", name)
		}
		old := mustParse(t, authority.Signer("signer", mint.SignerOptions{SHA1: true}).DER)
		if a.Signed(old) || Sound(old) || !Sound(signer) {
			t.Errorf("%s: a signature over SHA-1 proves something", name)
		}
	}
	if _, err := x509.ParseCertificate(authority.Explicit(mint.P384Parameters()).DER); err == nil {
		t.Error("the standard library reads explicit parameters now: this reader may go")
	}
}

// Every parameter of a curve must be the named curve's: whoever may choose one
// of them may sign for everybody.
func TestExplicitParametersAreCompared(t *testing.T) {
	for name, change := range map[string]func(*mint.CurveParameters){
		"prime":        func(p *mint.CurveParameters) { p.Field.Prime = elliptic.P521().Params().P },
		"field":        func(p *mint.CurveParameters) { p.Field.Type = []int{1, 2, 840, 10045, 1, 2} },
		"a":            func(p *mint.CurveParameters) { p.Curve.A[47] ^= 1 },
		"b":            func(p *mint.CurveParameters) { p.Curve.B[0] ^= 1 },
		"base":         func(p *mint.CurveParameters) { p.Base[20] ^= 1 },
		"base cut":     func(p *mint.CurveParameters) { p.Base = p.Base[:49] },
		"order":        func(p *mint.CurveParameters) { p.Order = new(big.Int).Add(p.Order, big.NewInt(2)) },
		"cofactor":     func(p *mint.CurveParameters) { p.Cofactor = big.NewInt(2) },
		"version":      func(p *mint.CurveParameters) { p.Version = 9 },
		"other parity": func(p *mint.CurveParameters) { p.Base = append([]byte{2}, p.Base[1:49]...) },
		"negative":     func(p *mint.CurveParameters) { p.Field.Prime = new(big.Int).Neg(p.Field.Prime) },
	} {
		p := mint.P384Parameters()
		change(&p)
		if a := mustRead(t, utopia().Explicit(p).DER); a.Public() != nil {
			t.Errorf("%s: a key is given", name)
		}
	}
	p := mint.P384Parameters()
	p.Base = append([]byte{3}, p.Base[1:49]...) // y of the base point is odd
	if a := mustRead(t, utopia().Explicit(p).DER); a.Public() == nil {
		t.Error("a compressed base point is refused")
	}
}

func TestReadRefuses(t *testing.T) {
	good := utopia().DER
	for name, der := range map[string][]byte{
		"nothing": nil, "cut short": good[:len(good)-1], "more after it": append(bytes.Clone(good), 0),
		"too large": make([]byte, x509facts.MaxCertificate+1), "text": []byte("certificate"),
		"no key identifier": utopia().Signer("x", mint.SignerOptions{}).DER,
		"huge length":       {0x30, 0x84, 0xff, 0xff, 0xff, 0xff}, "indefinite length": {0x30, 0x80, 0, 0},
	} {
		if _, err := Read(der, 0); !errors.Is(err, ErrCertificate) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestNames(t *testing.T) {
	a := mustRead(t, utopia().DER)
	for name, want := range map[string]bool{"Utopia test CSCA": true, "UTOPIA  Test csca": true, "Utopia test": false} {
		issuer := &pkix.Name{Country: []string{"UT"}, Organization: []string{"Test Government"}, CommonName: name}
		if got := a.Names(mustParse(t, utopia().Signer("x", mint.SignerOptions{Issuer: issuer}).DER)); got != want {
			t.Errorf("%q: %v", name, got)
		}
	}
}

func TestLoad(t *testing.T) {
	authority := utopia()
	signer := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE",
		Bytes: authority.Signer("x", mint.SignerOptions{}).DER})
	both := append(append(bytes.Clone(signer[:0]), authority.PEM()...), authority.PEM()...)
	for name, data := range map[string][]byte{"PEM": authority.PEM(), "DER": authority.DER, "twice": both} {
		s, err := Load(data, "file")
		if err != nil || s.Info().Authorities != 1 || s.Info().Source != "file" || len(s.Info().SHA256) != 64 {
			t.Fatalf("%s: %v", name, err)
		}
		if !IsFile(data) {
			t.Errorf("%s is not recognised", name)
		}
		id := authority.KeyID()
		if found := s.Find(id); len(found) != 1 || found[0].Source != "file" {
			t.Errorf("%s: not found", name)
		}
		if len(s.Find(nil))+len(s.Find(id[1:])) > 0 {
			t.Errorf("%s: found by another identifier", name)
		}
	}
	for name, test := range map[string]struct {
		data []byte
		want error
	}{
		"a signer": {signer, ErrNoAuthority}, "nothing": {nil, ErrCertificate},
		"text":      {[]byte("hello"), ErrCertificate},
		"too large": {make([]byte, x509facts.MaxFile+1), ErrTooLarge},
		"damaged":   {pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: authority.DER[1:]}), ErrCertificate},
	} {
		if _, err := Load(test.data, ""); !errors.Is(err, test.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if IsFile([]byte(`{"issuerInfo":[]}`)) {
		t.Error("a directory is taken for certificates")
	}
}

func TestMerge(t *testing.T) {
	bundled, err := Bundled()
	if err != nil {
		t.Fatal(err)
	}
	own, err := Load(utopia().PEM(), "own")
	if err != nil {
		t.Fatal(err)
	}
	m := Merge(bundled, nil, own)
	if i := m.Info(); i.Authorities != bundled.Info().Authorities+1 || i.Source != "bundled, own" ||
		!i.Created.IsZero() ||
		!i.Latest.Equal(bundled.Info().Latest) || i.SHA256 == bundled.Info().SHA256 {
		t.Errorf("%+v", i)
	}
	if Merge() != nil || Merge(nil, own) != own {
		t.Error("nothing, or one, merged")
	}
	var none Set
	if none.Info().Authorities != 0 || none.Find([]byte{1}) != nil {
		t.Error("the zero set holds something")
	}
	for range none.All() {
		t.Error("the zero set yields something")
	}
}

func TestCompactRoundTrip(t *testing.T) {
	bundled, err := Bundled()
	if err != nil {
		t.Fatal(err)
	}
	if string(bundled.Compact()) != bundledData {
		t.Error("other bytes from the same facts")
	}
	own := New([]Authority{mustRead(t, utopia().DER)}, time.Unix(1700000000, 0).UTC(),
		"https://list.example", []byte("list"))
	again, err := Open(string(own.Compact()), "own")
	if err != nil {
		t.Fatal(err)
	}
	a, b := slices.Collect(again.All())[0], slices.Collect(own.All())[0]
	b.Source = "own"
	if a != b || again.Info().Origin != "https://list.example" || !again.Info().Created.Equal(own.Info().Created) ||
		again.Info().OriginSHA256 != own.Info().OriginSHA256 {
		t.Errorf("got %+v, want %+v", a, b)
	}
}

// The bundled set holds what the signers of real certificates need.
func TestBundled(t *testing.T) {
	s, err := Bundled()
	if err != nil {
		t.Fatal(err)
	}
	countries, health, keys := map[string]bool{}, 0, 0
	japan := false
	for a := range s.All() {
		countries[a.Country] = true
		if a.Lists&Health != 0 {
			health++
		}
		if a.Public() != nil {
			keys++
		}
		if a.SHA256 == "493260e5d98322b0cf61eabcaf5fe34e182a9b82f862f8555e431a8268f984f1" {
			japan = a.Public() != nil && a.KeyID() == "6ab4f29282bd9647f6ff2a02f7944d749e978463" && a.Country == "JP"
		}
	}
	if s.Info().Authorities != 252 || len(countries) != 68 || health != 8 || keys != 215 || !japan {
		t.Errorf("%d authorities, %d countries, %d health, %d keys, Japan %v", s.Info().Authorities,
			len(countries), health, keys, japan)
	}
	australia := []byte{0x36, 0x17, 0xc1, 0xe7, 0xf5, 0x67, 0x95, 0x71, 0x2e, 0x37, 0x75, 0x70, 0x8e, 0x55,
		0x83, 0x31, 0x86, 0xe9, 0x38, 0x0e}
	if n := len(s.Find(australia)); n != 2 {
		t.Errorf("%d candidates for Australia's identifier", n)
	}
}

// Where the standard library reads an authority too, both see the same key.
func TestAgreesWithStandardLibrary(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "trust", "icao-health-csca.json"))
	if err != nil {
		t.Skip("data kept beside the project is not here: trust/icao-health-csca.json")
	}
	data = bytes.ReplaceAll(bytes.ReplaceAll(data, []byte(`\n`), []byte("\n")), []byte(`"-----BEGIN`),
		[]byte("\n-----BEGIN"))
	compared := 0
	for _, der := range x509facts.Split(data) {
		theirs, err := x509.ParseCertificate(der)
		if err != nil {
			continue
		}
		ours, err := Read(der, 0)
		if err != nil {
			continue // the signers in the list have no key identifier
		}
		compared++
		if !ours.NotBefore.Equal(theirs.NotBefore) || !ours.NotAfter.Equal(theirs.NotAfter) ||
			ours.keyID != string(theirs.SubjectKeyId) {
			t.Errorf("%s: other facts", ours.SHA256)
		}
		if public, ok := theirs.PublicKey.(interface{ Equal(crypto.PublicKey) bool }); ok &&
			ours.Public() != nil && !public.Equal(ours.Public()) {
			t.Errorf("%s: another key", ours.SHA256)
		}
	}
	if compared < 150 {
		t.Fatalf("only %d certificates compared", compared)
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(New([]Authority{mustRead(f, utopia().DER)}, time.Time{}, "x", nil).Compact())
	f.Fuzz(func(t *testing.T, data []byte) {
		data = bytes.Clone(data)
		packed.Seal(data)
		s, err := Open(string(data), "fuzz")
		if err != nil {
			return
		}
		for a := range s.All() {
			a.Public()
		}
		if again, err := Open(string(s.Compact()), "fuzz"); err != nil ||
			again.Info().Authorities != s.Info().Authorities {
			t.Errorf("what was written cannot be opened: %v", err)
		}
	})
}

func FuzzLoad(f *testing.F) {
	f.Add(utopia().PEM())
	f.Add(utopia().Explicit(mint.P384Parameters()).DER)
	f.Add(utopia().Signer("x", mint.SignerOptions{}).DER)
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := Load(data, "fuzz")
		if err != nil {
			return
		}
		for a := range s.All() {
			if a.keyID == "" || len(a.Country) != 2 {
				t.Errorf("an authority without identifier or country: %+v", a)
			}
		}
		if _, err := Open(string(s.Compact()), "fuzz"); err != nil {
			t.Errorf("what was loaded cannot be stored: %v", err)
		}
	})
}

func TestDated(t *testing.T) {
	set, err := Load(utopia().PEM(), "own")
	if err != nil {
		t.Fatal(err)
	}
	day := time.Date(2024, 3, 25, 0, 0, 0, 0, time.UTC)
	dated := set.Dated(day)
	if i := dated.Info(); !i.Created.Equal(day) || !i.Latest.Equal(day) || i.SHA256 != set.Info().SHA256 ||
		i.Authorities != 1 {
		t.Errorf("%+v", i)
	}
	if !set.Info().Created.IsZero() {
		t.Error("more than the copy is changed")
	}
	if i := Merge(dated, dated).Info(); i.Source != "own" || i.Authorities != 1 || !i.Created.Equal(day) {
		t.Errorf("merged with itself: %+v", i)
	}
}

func TestListNames(t *testing.T) {
	for lists, want := range map[Lists]string{0: "", Health: "health",
		Health | Passport | Manual: "health passport manual", Manual | Passport: "passport manual"} {
		if got := lists.Names(); got == nil || strings.Join(got, " ") != want {
			t.Errorf("%d: %q", lists, got)
		}
	}
}
