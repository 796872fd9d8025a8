package trust

import (
	"errors"
	"testing"
	"time"

	"vaxcheck/internal/mint"
)

func TestBundledHoldsAuthorities(t *testing.T) {
	set := mustBundled(t)
	with, err := set.With(Local{}, nil, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []*Set{set, with} {
		info := s.AuthorityInfo()
		if s.Authorities().Info().Authorities != 252 || info.Source != "bundled" || info.SHA256 == s.Info().SHA256 {
			t.Errorf("%+v", info)
		}
		if !info.Latest.Equal(s.Info().Latest) || !info.Created.Before(s.Info().Created) {
			t.Errorf("authorities of %v, latest %v", info.Created, info.Latest)
		}
	}
}

func TestLoadCertificates(t *testing.T) {
	authority := mint.NewAuthority("UT", "UTO", "CSCA", "trust tests")
	own, err := LoadCertificates(authority.PEM(), "own.pem")
	if err != nil {
		t.Fatal(err)
	}
	if i := own.Info(); i.Issuers != 0 || i.Source != "own.pem" || i.SHA256 != own.AuthorityInfo().SHA256 || !own.Info().Created.IsZero() {
		t.Errorf("%+v", i)
	}
	if len(own.Authorities().Find(authority.KeyID())) != 1 {
		t.Error("the authority is not found")
	}
	merged, err := Merge(own, smallSet(t), own)
	if err != nil || merged.Authorities().Info().Authorities != 1 || merged.Info().Issuers != 2 {
		t.Errorf("merged: %v", err)
	}
	if both, err := Merge(own, own); err != nil || both.Authorities().Info().Authorities != 1 {
		t.Errorf("authorities alone: %v", err)
	}
	if plain := smallSet(t); plain.Authorities() != nil || plain.AuthorityInfo() != plain.Info() {
		t.Error("a directory of issuers holds authorities")
	}
	signer := authority.Signer("x", mint.SignerOptions{})
	for name, test := range map[string]struct {
		data []byte
		want error
	}{"a signer": {signer.DER, ErrNoKeys}, "text": {[]byte("-"), ErrLayout}, "too large": {make([]byte, 17<<20), ErrTooLarge}} {
		if _, err := LoadCertificates(test.data, ""); !errors.Is(err, test.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if !IsCertificates(authority.PEM()) || IsCertificates([]byte(`{"issuerInfo":[]}`)) {
		t.Error("files are taken for the wrong kind")
	}
}

// TestMergeRevocationLists: lists need their authority, in whichever file it is.
func TestMergeRevocationLists(t *testing.T) {
	authority := mint.NewAuthority("UT", "UTO", "CSCA", "trust tests")
	day := time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC)
	lists, err := LoadCertificates(authority.CRL(day, day.AddDate(0, 3, 0), mint.ListOptions{Serials: []int64{2}}), "lists.crl")
	if err != nil {
		t.Fatal(err)
	}
	for name, sets := range map[string][]*Set{"alone": {lists}, "twice": {lists, lists}, "beside issuers": {smallSet(t), lists}} {
		if _, err := Merge(sets...); !errors.Is(err, ErrNoAuthority) {
			t.Errorf("%s: %v", name, err)
		}
	}
	own, err := LoadCertificates(authority.PEM(), "own.pem")
	if err != nil {
		t.Fatal(err)
	}
	merged, err := Merge(lists, own)
	if err != nil {
		t.Fatal(err)
	}
	for a := range merged.Authorities().All() {
		if l := merged.Authorities().RevocationList(&a); l == nil || l.Source != "lists.crl" {
			t.Errorf("%+v", l)
		}
	}
}

// TestInstalledAuthorities: a newer directory of issuers does not take the
// authorities away.
func TestInstalledAuthorities(t *testing.T) {
	data := directory(t, issuerEntry(testIssuer, testKey(t, "a")))
	set, err := LoadInstalled(data, "installed")
	if err != nil {
		t.Fatal(err)
	}
	if bundled := mustBundled(t); set.Authorities() == nil || set.Authorities() != bundled.Authorities() {
		t.Error("the bundled authorities are not there")
	}
	if mustLoad(t, data).Authorities() != nil {
		t.Error("a directory alone holds authorities")
	}
}
