package dsc

import (
	"bytes"
	"crypto/elliptic"
	"encoding/pem"
	"errors"
	"slices"
	"testing"
	"time"

	"vaxcheck/internal/mint"
	"vaxcheck/trust/packed"
	"vaxcheck/trust/x509facts"
)

// several are signers of every sort.
func several(t testing.TB) *Set {
	t.Helper()
	return New([]Signer{
		mustRead(t, plain("a").DER, Said{Name: "Gov of Utopia"}),
		mustRead(t, signer("b", mint.SignerOptions{Usage: purpose("1.3.6.1.4.1.0.1847.2021.1.2")}).DER,
			Said{KeyID: "AAAAAAAAAAA=", Withdrawn: true}),
		mustReadKey(t, spki(t, plain("c")),
			Said{KeyID: "S2V5MVJF", Country: "GB", Usage: Test, NotBefore: time.Unix(1600000000, 0)}),
		mustReadKey(t, spki(t, plain("d")), Said{KeyID: "AAAAAAAAAAA="}),
	}, time.Unix(1700000000, 0).UTC(), "https://list.example", []byte("list"))
}

// facts is a signer without the key that may have been built.
func facts(s Signer) Signer {
	s.key, s.Source = nil, ""
	return s
}

func TestCompactRoundTrip(t *testing.T) {
	if string(mustBundled(t).Compact()) != bundledData {
		t.Error("other bytes from the same facts")
	}
	own := several(t)
	again, err := Open(string(own.Compact()), "own")
	if err != nil {
		t.Fatal(err)
	}
	before, after := slices.Collect(own.All()), slices.Collect(again.All())
	if len(before) != 4 || len(after) != 4 {
		t.Fatalf("%d of %d signers", len(after), len(before))
	}
	for i := range before {
		if facts(before[i]) != facts(after[i]) || before[i].key.Key != after[i].key.Key || after[i].Source != "own" {
			t.Errorf("got %+v, want %+v", after[i], before[i])
		}
	}
	if i := again.Info(); i.Origin != "https://list.example" || !i.Created.Equal(own.Info().Created) ||
		i.OriginSHA256 != own.Info().OriginSHA256 || i.Withdrawn != 1 {
		t.Errorf("%+v", i)
	}
}

// TestOpenGivesNoStrangeSigner: what no list can say is not read out of a file.
func TestOpenGivesNoStrangeSigner(t *testing.T) {
	for name, change := range map[string]func(*Signer){
		"kind 0": func(s *Signer) { s.key.Type = x509facts.Other }, "kind 9": func(s *Signer) { s.key.Type = 9 },
		"country": func(s *Signer) { s.Country = "gb" }, "no identifier": func(s *Signer) { s.KeyID = "" },
		"flags": func(s *Signer) { s.Usage = 1 << 5 },
	} {
		bad := mustReadKey(t, spki(t, plain("c")), Said{KeyID: "S2V5MVJF"})
		change(&bad)
		if s, err := Open(string(setOf(bad).Compact()), ""); err != nil || s.Info().Signers != 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func certificates(ders ...[]byte) []byte {
	var out []byte
	for _, der := range ders {
		out = append(out, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})...)
	}
	return out
}

func TestLoad(t *testing.T) {
	one, icao := plain("a").DER, utopia().Signer("x", mint.SignerOptions{}).DER
	for name, data := range map[string][]byte{
		"PEM": certificates(one), "DER": one, "twice": certificates(one, one),
		"beside an authority": certificates(utopia().DER, one),
		"with text":           append([]byte("hello\n"), certificates(one)...),
	} {
		s, err := Load(data, "file")
		if err != nil || s.Info().Signers != 1 || s.Info().Source != "file" ||
			s.Info().SHA256 != x509facts.Hex(data) || !s.Info().Created.IsZero() {
			t.Fatalf("%s: %v", name, err)
		}
		if found := s.Find(kidOf(one)); len(found) != 1 || found[0].Source != "file" || !found[0].May(Any) {
			t.Errorf("%s: %+v", name, found)
		}
	}
	odd := signer("a", mint.SignerOptions{Curve: elliptic.P224()}).DER
	if s, err := Load(certificates(odd, one, icao), ""); err != nil || s.Info().Signers != 2 ||
		len(s.Notes()) != 1 || s.Notes()[0].Code != "key" || s.Notes()[0].KeyID != kidOf(odd) {
		t.Errorf("a key of another kind: %v", err)
	}
	for name, test := range map[string]struct {
		data []byte
		want error
	}{
		"an authority": {utopia().PEM(), ErrNoSigner}, "a signer of VDS-NC": {icao, ErrNoSigner},
		"P-224":   {odd, ErrNoSigner},
		"nothing": {nil, ErrCertificate}, "text": {[]byte("hello"), ErrCertificate},
		"too large": {make([]byte, x509facts.MaxFile+1), ErrTooLarge},
		"damaged":   {certificates(one, one[1:]), ErrCertificate},
	} {
		if _, err := Load(test.data, ""); !errors.Is(err, test.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(several(f).Compact())
	f.Fuzz(func(t *testing.T, data []byte) {
		data = bytes.Clone(data)
		packed.Seal(data)
		s, err := Open(string(data), "fuzz")
		if err != nil {
			return
		}
		sound(t, s)
	})
}

// sound sees that a set can be asked everything, and stored.
func sound(t *testing.T, s *Set) {
	t.Helper()
	for one := range s.All() {
		one.Public()
		if !slices.ContainsFunc(s.Find(one.KeyID), func(f Signer) bool { return facts(f) == facts(one) }) ||
			one.Usage > Any {
			t.Errorf("%+v", one)
		}
	}
	if again, err := Open(string(s.Compact()), "fuzz"); err != nil || again.Info().Signers != s.Info().Signers {
		t.Errorf("what was written cannot be opened: %v", err)
	}
}

func FuzzLoad(f *testing.F) {
	f.Add(certificates(plain("a").DER, utopia().DER))
	f.Add(signer("b", mint.SignerOptions{Usage: purpose("1.3.6.1.4.1.0.1847.2021.1.2")}).DER)
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := Load(data, "fuzz")
		if err != nil {
			return
		}
		for one := range s.All() {
			if one.Public() == nil || one.Withdrawn || one.Bare {
				t.Errorf("%+v", one)
			}
		}
		sound(t, s)
	})
}
