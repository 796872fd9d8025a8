package dsc

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/sha256"
	"crypto/x509"
	"encoding/asn1"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"vaxcheck/internal/mint"
	"vaxcheck/trust/x509facts"
)

func utopia() mint.Authority { return mint.NewAuthority("UT", "UTO", "Utopia CSCA", "dsc tests") }

// signer mints a signer of Utopia without extended key usages, unless o says more.
func signer(seed string, o mint.SignerOptions) mint.Signer {
	o.Passport = o.Usage == nil
	return utopia().Signer(seed, o)
}

func plain(seed string) mint.Signer { return signer(seed, mint.SignerOptions{}) }

func kidOf(der []byte) string {
	sum := sha256.Sum256(der)
	return base64.StdEncoding.EncodeToString(sum[:8])
}

func spki(t testing.TB, s mint.Signer) []byte {
	t.Helper()
	der, err := x509.MarshalPKIXPublicKey(s.Key.Public())
	if err != nil {
		t.Fatal(err)
	}
	return der
}

func mustRead(t testing.TB, der []byte, said Said) Signer {
	t.Helper()
	s, err := Read(der, said)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func mustReadKey(t testing.TB, der []byte, said Said) Signer {
	t.Helper()
	s, err := ReadKey(der, said)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func setOf(list ...Signer) *Set { return New(list, time.Time{}, "", nil) }

func TestRead(t *testing.T) {
	minted := signer("a", mint.SignerOptions{Negative: true, Name: "Signer 1"})
	s := mustRead(t, minted.DER, Said{Country: "XX", Usage: Test, NotBefore: time.Unix(1, 0)})
	sum := sha256.Sum256(minted.DER)
	if s.KeyID != kidOf(minted.DER) || s.ListedID != "" || s.Country != "UT" ||
		s.Name != "C=UT, CN=Signer 1" || s.Usage != Any || s.SHA256 != hex.EncodeToString(sum[:]) {
		t.Errorf("%+v", s)
	}
	if s.NotBefore.Year() != 2021 || s.NotAfter.Year() != 2041 || s.Bare || s.Withdrawn {
		t.Errorf("%+v", s)
	}
	if public := s.Public(); !minted.Key.PublicKey.Equal(public) || public != s.Public() {
		t.Error("another key, or one that is built anew each time")
	}
	s = mustRead(t, minted.DER, Said{KeyID: "AAAAAAAAAAA=", Name: "Gov of Utopia", Withdrawn: true})
	if s.KeyID != kidOf(minted.DER) || s.ListedID != "AAAAAAAAAAA=" || s.Name != "Gov of Utopia" || s.May(Test) {
		t.Errorf("%+v", s)
	}
	for _, kid := range []string{s.KeyID, s.ListedID} {
		if found := setOf(s).Find(kid); len(found) != 1 || !found[0].Withdrawn {
			t.Errorf("%s: not found", kid)
		}
	}
	odd := signer("a", mint.SignerOptions{Country: "1?"})
	if s := mustRead(t, odd.DER, Said{Country: "XK"}); s.Country != "XK" {
		t.Errorf("country %q", s.Country)
	}
	if (&Signer{}).Public() != nil {
		t.Error("a key out of nothing")
	}
}

func TestReadRefuses(t *testing.T) {
	good := plain("a").DER
	for name, test := range map[string]struct {
		der  []byte
		said Said
		want error
	}{
		"nothing": {nil, Said{}, ErrCertificate}, "cut short": {good[:len(good)-1], Said{}, ErrCertificate},
		"more after it":  {append(bytes.Clone(good), 0), Said{}, ErrCertificate},
		"a bare key":     {spki(t, plain("a")), Said{}, ErrCertificate},
		"P-224":          {signer("a", mint.SignerOptions{Curve: elliptic.P224()}).DER, Said{}, ErrKey},
		"other key id":   {good, Said{KeyID: "hello"}, ErrKeyID},
		"unpadded":       {good, Said{KeyID: "AAAAAAAAAAA"}, ErrKeyID},
		"unused bits":    {good, Said{KeyID: "AAAAAAAAAAB="}, ErrKeyID},
		"line break":     {good, Said{KeyID: "AAAAAAA\nAAAA="}, ErrKeyID},
		"very long":      {good, Said{KeyID: base64.StdEncoding.EncodeToString(make([]byte, maxID+1))}, ErrKeyID},
		"broken purpose": {brokenPurpose(t), Said{}, ErrCertificate},
	} {
		if _, err := Read(test.der, test.said); !errors.Is(err, test.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// brokenPurpose changes the first extended key usage into something else.
func brokenPurpose(t *testing.T) []byte {
	t.Helper()
	der := signer("a", mint.SignerOptions{Usage: purpose("1.3.6.1.4.1.1847.2021.1.1")}).DER
	oid, err := asn1.Marshal(purpose("1.3.6.1.4.1.1847.2021.1.1")[0])
	if err != nil || bytes.Count(der, oid) != 1 {
		t.Fatal("no purpose to break")
	}
	broken := bytes.Clone(oid)
	broken[0] = asn1.TagOctetString
	return bytes.Replace(der, oid, broken, 1)
}

// purpose reads dotted object identifiers.
func purpose(texts ...string) []asn1.ObjectIdentifier {
	list := []asn1.ObjectIdentifier{}
	for _, text := range texts {
		var id asn1.ObjectIdentifier
		for part := range bytes.SplitSeq([]byte(text), []byte(".")) {
			n := 0
			for _, digit := range part {
				n = 10*n + int(digit-'0')
			}
			id = append(id, n)
		}
		list = append(list, id)
	}
	return list
}

func TestUsage(t *testing.T) {
	const correct, variant, client, icao = "1.3.6.1.4.1.1847.2021.1.", "1.3.6.1.4.1.0.1847.2021.1.",
		"1.3.6.1.5.5.7.3.2", "2.23.136.1.1.14.2"
	for name, test := range map[string]struct {
		purposes []asn1.ObjectIdentifier
		want     Usage
	}{
		"test": {purpose(correct + "1"), Test}, "vaccination": {purpose(correct + "2"), Vaccination},
		"recovery": {purpose(correct + "3"), Recovery},
		"old test": {purpose(variant + "1"), Test}, "old vaccination": {purpose(variant + "2"), Vaccination},
		"old recovery":           {purpose(variant + "3"), Recovery},
		"two":                    {purpose(correct+"2", variant+"3"), Vaccination | Recovery},
		"a kind nobody knows":    {purpose(correct + "4"), Any},
		"the arc alone":          {purpose("1.3.6.1.4.1.1847.2021.1"), Any},
		"unrelated":              {purpose(client), Any},
		"unrelated beside":       {purpose(client, correct+"1"), Test},
		"none named":             {purpose(), Any},
		"ICAO":                   {purpose(icao), 0},
		"another of ICAO's":      {purpose("2.23.136.1.1.14.1"), 0},
		"ICAO and unrelated":     {purpose(icao, client), 0},
		"ICAO beside":            {purpose(icao, correct+"2"), Vaccination},
		"ICAO's master list key": {purpose("2.23.136.1.1.3"), Any},
	} {
		s := mustRead(t, signer("a", mint.SignerOptions{Usage: test.purposes}).DER, Said{})
		if s.Usage != test.want {
			t.Errorf("%s: %b, want %b", name, s.Usage, test.want)
		}
		for _, kind := range []Usage{Test, Vaccination, Recovery, Any} {
			if s.May(kind) != (test.want&kind == kind) {
				t.Errorf("%s: may %b", name, kind)
			}
		}
		if s.May(0) {
			t.Errorf("%s: may sign nothing in particular", name)
		}
	}
}

func TestReadKey(t *testing.T) {
	from := time.Date(2021, 1, 1, 1, 0, 0, 500, time.FixedZone("", 3600))
	s := mustReadKey(t, spki(t, plain("a")),
		Said{KeyID: "S2V5MVJF", Country: "GB", Name: "Gov", NotBefore: from, Usage: Test | Recovery})
	if s.KeyID != "S2V5MVJF" || !s.Bare || s.Country != "GB" || s.Usage != Test|Recovery || !s.NotAfter.IsZero() ||
		!s.NotBefore.Equal(time.Date(2021, 1, 1, 0, 0, 0, 0, time.UTC)) ||
		s.SHA256 != x509facts.Hex(spki(t, plain("a"))) {
		t.Errorf("%+v", s)
	}
	if !plain("a").Key.PublicKey.Equal(s.Public()) {
		t.Error("another key")
	}
	if s := mustReadKey(t, spki(t, plain("a")), Said{KeyID: "S2V5MVJF", Country: "gb"}); s.Country != "" ||
		s.May(Test) {
		t.Errorf("%+v", s)
	}
	if _, err := ReadKey(plain("a").DER, Said{KeyID: "S2V5MVJF"}); !errors.Is(err, ErrKey) {
		t.Errorf("a certificate: %v", err)
	}
	if _, err := ReadKey(spki(t, plain("a")), Said{}); !errors.Is(err, ErrKeyID) {
		t.Errorf("no identifier: %v", err)
	}
}

func TestFindAll(t *testing.T) {
	const shared = "AAAAAAAAAAA="
	s := setOf(mustReadKey(t, spki(t, plain("a")), Said{KeyID: shared, Usage: Any}),
		mustReadKey(t, spki(t, plain("b")), Said{KeyID: shared, Usage: Any, Withdrawn: true}),
		mustRead(t, plain("c").DER, Said{}))
	found := s.Find(shared)
	if len(found) != 2 || found[0].Withdrawn == found[1].Withdrawn ||
		plain("c").Key.PublicKey.Equal(found[0].Public()) {
		t.Errorf("%+v", found)
	}
	if i := s.Info(); i.Signers != 3 || i.Withdrawn != 1 || i.Countries != 1 {
		t.Errorf("%+v", i)
	}
	if len(s.Find(""))+len(s.Find("AAAAAAAAAAA")) > 0 {
		t.Error("found by another identifier")
	}
	var none Set
	if none.Info().Signers != 0 || none.Find(shared) != nil || none.Notes() != nil ||
		none.KeyIDs(&Signer{}) != nil || slices.Collect(none.All()) != nil {
		t.Error("the zero set holds something")
	}
}

// What several lists say of one key becomes one record, and none of them can lift
// what another one or the certificate restricts.
func TestMerge(t *testing.T) {
	der := signer("a", mint.SignerOptions{Usage: purpose("1.3.6.1.4.1.1847.2021.1.1")}).DER
	key, kid := spki(t, plain("a")), kidOf(der)
	certified, bare := mustRead(t, der, Said{}), mustReadKey(t, key, Said{KeyID: kid, Usage: Any, Name: "Gov"})
	withdrawn := mustReadKey(t, key, Said{KeyID: kid, Usage: Any, Withdrawn: true})
	early, late := time.Unix(1600000000, 0).UTC(), time.Unix(1700000000, 0).UTC()
	dated := mustReadKey(t, key, Said{KeyID: kid, Usage: Test | Recovery, NotBefore: early, NotAfter: late})
	shorter := mustReadKey(t, key, Said{KeyID: kid, Usage: Vaccination | Test,
		NotBefore: early.Add(time.Hour), NotAfter: late.Add(-time.Hour)})
	for name, test := range map[string]struct {
		a, b Signer
		want func(Signer) bool
	}{
		"certificate and key": {bare, certified,
			func(s Signer) bool { return !s.Bare && s.Usage == Test && s.NotAfter.Equal(certified.NotAfter) }},
		"withdrawn key": {certified, withdrawn, func(s Signer) bool {
			return !s.Bare && s.Withdrawn && !s.May(Test)
		}},
		"withdrawn first": {withdrawn, certified, func(s Signer) bool { return !s.Bare && s.Withdrawn }},
		"twice":           {certified, certified, func(s Signer) bool { return !s.Withdrawn && s.Usage == Test }},
		"listed otherwise": {certified, mustRead(t, der, Said{KeyID: "AAAAAAAAAAA="}),
			func(s Signer) bool { return s.ListedID == "AAAAAAAAAAA=" }},
		"two keys": {dated, shorter, func(s Signer) bool {
			return s.Usage == Test && s.NotBefore.Equal(shorter.NotBefore) && s.NotAfter.Equal(shorter.NotAfter)
		}},
		"undated": {bare, dated, func(s Signer) bool {
			return s.Name == "Gov" && s.NotBefore.Equal(early) &&
				s.NotAfter.Equal(late)
		}},
	} {
		merged := slices.Collect(Merge(setOf(test.a), nil, setOf(test.b)).All())
		if len(merged) != 1 || !test.want(merged[0]) {
			t.Errorf("%s: %+v", name, merged)
		}
	}
	if n := Merge(setOf(certified), setOf(mustRead(t, plain("b").DER, Said{}))).Info().Signers; n != 2 {
		t.Errorf("%d signers out of two", n)
	}
	if one := setOf(certified); Merge() != nil || Merge(nil, one) != one {
		t.Error("nothing, or one, merged")
	}
}

func TestMergeInfo(t *testing.T) {
	bundled := mustBundled(t)
	own, err := Load(plain("a").DER, "own")
	if err != nil {
		t.Fatal(err)
	}
	m := Merge(bundled, own)
	if i := m.Info(); i.Signers != bundled.Info().Signers+1 || i.Source != "bundled, own" || !i.Created.IsZero() ||
		!i.Latest.Equal(bundled.Info().Latest) || i.SHA256 == bundled.Info().SHA256 ||
		i.Countries != bundled.Info().Countries+1 {
		t.Errorf("%+v", i)
	}
	if found := m.Find(kidOf(plain("a").DER)); len(found) != 1 || found[0].Source != "own" {
		t.Errorf("%+v", found)
	}
}

func mustBundled(t testing.TB) *Set {
	t.Helper()
	s, err := Bundled()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// BenchmarkFind is what a judgement asks of the set.
func BenchmarkFind(b *testing.B) {
	s := mustBundled(b)
	b.ReportAllocs()
	for b.Loop() {
		for _, found := range s.Find("jd4FUVxAJjY=") {
			if _, ok := found.Public().(*ecdsa.PublicKey); !ok || !found.May(Test) {
				b.Fatal("another signer")
			}
		}
	}
}

func BenchmarkOpen(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if s, err := Open(bundledData, "bundled"); err != nil || len(s.Find("")) != 0 || s.Len() == 0 {
			b.Fatal(err)
		}
	}
}

func TestDated(t *testing.T) {
	set := setOf(mustRead(t, plain("dated").DER, Said{}))
	day := time.Date(2024, 3, 25, 0, 0, 0, 0, time.UTC)
	dated := set.Dated(day)
	if i := dated.Info(); !i.Created.Equal(day) || !i.Latest.Equal(day) || i.Signers != 1 {
		t.Errorf("%+v", i)
	}
	if !set.Info().Created.IsZero() {
		t.Error("more than the copy is changed")
	}
}

func TestUsageNames(t *testing.T) {
	for usage, want := range map[Usage]string{0: "", Test: "test", Any: "vaccination test recovery",
		Recovery | Vaccination: "vaccination recovery"} {
		if got := usage.Names(); got == nil || strings.Join(got, " ") != want {
			t.Errorf("%d: %q", usage, got)
		}
	}
	if s := (Signer{Usage: Any, Withdrawn: true}); s.Signs() != 0 || s.May(Test) {
		t.Error("a withdrawn signer signs")
	}
}
