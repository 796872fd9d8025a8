package trust

import (
	"crypto/elliptic"
	"crypto/sha256"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"slices"
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
		info := s.PartInfo(PartAuthorities)
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
	if i := own.Info(); i.Issuers != 0 || i.Source != "own.pem" ||
		i.SHA256 != own.PartInfo(PartAuthorities).SHA256 || !own.Info().Created.IsZero() {
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
	if plain := smallSet(t); plain.Authorities().Len() != 0 || plain.PartInfo(PartAuthorities) != plain.Info() {
		t.Error("a directory of issuers holds authorities")
	}
	signer := authority.Signer("x", mint.SignerOptions{})
	for name, test := range map[string]struct {
		data []byte
		want error
	}{"a signer": {signer.DER, ErrNoKeys}, "text": {[]byte("-"), ErrLayout},
		"too large": {make([]byte, 17<<20), ErrTooLarge}} {
		if _, err := LoadCertificates(test.data, ""); !errors.Is(err, test.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if !IsCertificates(authority.PEM()) || IsCertificates([]byte(`{"issuerInfo":[]}`)) {
		t.Error("files are taken for the wrong kind")
	}
}

// TestPrivateKey: what stands beside a private key is not believed.
func TestPrivateKey(t *testing.T) {
	key := []byte("-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n")
	own := mint.NewAuthority("UT", "UTO", "CSCA", "trust tests").PEM()
	if _, err := LoadCertificates(append(key, own...), "own.pem"); !errors.Is(err, ErrPrivateKey) {
		t.Error(err)
	}
	if _, err := LoadSigners(append(own, key...), "own.pem", time.Time{}); !errors.Is(err, ErrPrivateKey) {
		t.Error(err)
	}
}

// TestMergeRevocationLists: lists need their authority, in whichever file it is.
func TestMergeRevocationLists(t *testing.T) {
	authority := mint.NewAuthority("UT", "UTO", "CSCA", "trust tests")
	day := time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC)
	lists, err := LoadCertificates(authority.CRL(day, day.AddDate(0, 3, 0),
		mint.ListOptions{Serials: []int64{2}}), "lists.crl")
	if err != nil {
		t.Fatal(err)
	}
	for name, sets := range map[string][]*Set{"alone": {lists}, "twice": {lists, lists},
		"beside issuers": {smallSet(t), lists}} {
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

// TestInstalledKeepsWhatIsBeside: a newer directory of issuers does not take
// authorities and signers away.
func TestInstalledKeepsWhatIsBeside(t *testing.T) {
	data := directory(t, issuerEntry(testIssuer, testKey(t, "a")))
	set, err := LoadInstalled(data, "installed")
	if err != nil {
		t.Fatal(err)
	}
	if bundled := mustBundled(t); set.Authorities().Len() == 0 || set.Authorities() != bundled.Authorities() {
		t.Error("the bundled authorities are not there")
	}
	if bundled := mustBundled(t); set.Signers().Len() == 0 || set.Signers() != bundled.Signers() {
		t.Error("the bundled signers are not there")
	}
	if alone := mustLoad(t, data); alone.Authorities().Len()+alone.Signers().Len() != 0 {
		t.Error("a directory alone holds authorities or signers")
	}
}

func TestBundledHoldsSigners(t *testing.T) {
	set := mustBundled(t)
	with, err := set.With(Local{}, nil, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []*Set{set, with} {
		info := s.PartInfo(PartSigners)
		if s.Signers().Info().Signers != 893 || info.Source != "bundled" ||
			info.SHA256 != s.Signers().Info().SHA256 || info.SHA256 == s.Info().SHA256 {
			t.Errorf("%+v", info)
		}
		if !info.Latest.Equal(s.Info().Latest) || !info.Created.Before(s.Info().Created) {
			t.Errorf("signers of %v, latest %v", info.Created, info.Latest)
		}
	}
	if plain := smallSet(t); plain.Signers().Len() != 0 || plain.PartInfo(PartSigners) != plain.Info() {
		t.Error("a directory of issuers holds signers")
	}
}

// TestLoadSigners: certificates that are not of authorities become document
// signers, also where both stand in one file.
func TestLoadSigners(t *testing.T) {
	authority := mint.NewAuthority("UT", "UTO", "CSCA", "trust tests")
	signer := authority.Signer("x", mint.SignerOptions{Passport: true})
	sum := sha256.Sum256(signer.DER)
	kid := base64.StdEncoding.EncodeToString(sum[:8])
	both := append(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: signer.DER}), authority.PEM()...)
	for name, data := range map[string][]byte{"alone": signer.DER, "beside an authority": both} {
		set, err := LoadCertificates(data, "own.pem")
		if err != nil {
			t.Fatal(err)
		}
		found := set.Signers().Find(kid)
		if len(found) != 1 || !signer.Key.PublicKey.Equal(found[0].Public()) || found[0].Source != "own.pem" {
			t.Errorf("%s: %+v", name, found)
		}
		if info := set.PartInfo(PartSigners); info.Source != "own.pem" || info.SHA256 != set.Info().SHA256 ||
			!info.Created.IsZero() {
			t.Errorf("%s: %+v", name, info)
		}
		if there := set.Authorities().Len() != 0; there != (name != "alone") {
			t.Errorf("%s: authorities %v", name, there)
		}
		merged, err := Merge(smallSet(t), set, mustBundled(t))
		if err != nil || merged.Signers().Info().Signers != 894 || len(merged.Signers().Find(kid)) != 1 {
			t.Errorf("%s: merged: %v", name, err)
		}
	}
	odd := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE",
		Bytes: authority.Signer("x", mint.SignerOptions{Passport: true, Curve: elliptic.P224()}).DER})
	if set, err := LoadCertificates(append(odd, both...), ""); err != nil ||
		!slices.Equal(codes(set.Notes()), []string{"key"}) {
		t.Errorf("a key of another kind: %v", err)
	}
	if _, err := LoadCertificates(append(both,
		pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: signer.DER[1:]})...), ""); !errors.Is(err,
		ErrLayout) {
		t.Errorf("one that is damaged: %v", err)
	}
}

// TestBlockSigner: the key of a document signer is blocked by the identifier that
// codes name it by.
func TestBlockSigner(t *testing.T) {
	const kid = "2twGemH3wdc="
	block := mustBlock(t, kid)
	if block.KeyID != kid || block.Issuer != "" {
		t.Fatalf("%+v", block)
	}
	local, err := DecodeLocal(mustEncode(t, Local{Blocks: []Block{block}}))
	if err != nil {
		t.Fatal(err)
	}
	set := mustWith(t, mustBundled(t), local, nil)
	if b, blocked := set.BlockedKey(kid); !blocked || b.Why != byTester.Why {
		t.Errorf("%+v", b)
	}
	if _, blocked := set.BlockedKey("jd4FUVxAJjY="); blocked {
		t.Error("another key is blocked")
	}
	if rest, gone := local.Without(kid); len(gone.Blocks) != 1 || !rest.Empty() {
		t.Errorf("%d removed", len(gone.Blocks))
	}
	for _, other := range []string{"2twGemH3wdc", "S2V5MVBSTw==", "2twGemH3wdd="} {
		if b, err := NewBlock(other, byTester); err == nil && b.KeyID != "" {
			t.Errorf("%s is taken for a key", other)
		}
	}
}
