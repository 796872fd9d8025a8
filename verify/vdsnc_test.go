package verify_test

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"vaxcheck/decode"
	"vaxcheck/decode/codes"
	"vaxcheck/internal/mint"
	"vaxcheck/trust"
	"vaxcheck/verify"
	"vaxcheck/verify/rules"
)

var sealTime = verify.Instant{Time: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)}

func sealAuthority() mint.Authority {
	return mint.NewAuthority("UT", "UTO", "CSCA", "verify seal tests").Explicit(mint.P384Parameters())
}

func certificates(t testing.TB, pem []byte) *trust.Set {
	t.Helper()
	set, err := trust.LoadCertificates(pem, "test")
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func judgeSeal(text string, set *trust.Set) verify.Report {
	return verify.Check(decode.Parse(decode.Code{Text: text}), set, rules.Builtin()[0], sealTime)
}

// TestSealContent: the message becomes the record that all formats share.
func TestSealContent(t *testing.T) {
	set := certificates(t, sealAuthority().PEM())
	r := judgeSeal(mint.Vaccinated("UTO").Edit("XM0GQ8",
		"XM8NQ0").Sign(sealAuthority().Signer("x", mint.SignerOptions{})), set)
	v := r.View(verify.LevelC)
	if v.Verdict != verify.Valid || v.Code.Format != decode.FormatVDSNC || v.Code.Issuer.ID != "UTO" ||
		v.Code.Key.Alg != "ES256" || v.Code.Key.Source != "test" {
		t.Fatalf("%s %v %+v", v.Verdict, v.Reasons, v.Code)
	}
	if n := v.Subject.Names; len(n) != 1 || n[0].Text != "MIHON HANAKO" ||
		*v.Subject.BirthDate != "1985-04-01" || v.Subject.Document != "ZZ1234567" {
		t.Errorf("%+v", v.Subject)
	}
	if len(v.Doses) != 2 {
		t.Fatalf("%d doses", len(v.Doses))
	}
	d := v.Doses[0]
	if *d.Date != "2021-07-10" || d.Status != "completed" || d.Vaccine.System != "icd-11" ||
		d.Vaccine.Code != "XM8NQ0" || d.Vaccine.Name.JA != "コミナティ" ||
		d.TextOnly != "COMIRNATY" || d.Country != "UTO" || d.Disease != "covid-19" || d.Number != 1 ||
		*d.Lot != "ZZ0001" || *d.Performer != "Ministère/健康省" || !d.Counts {
		t.Errorf("%+v", d)
	}
	named := mint.Vaccinated("UTO").Edit(`"n":"MIHON HANAKO"`,
		`"n":"MIHON<<HANAKO<MARIA"`).Sign(sealAuthority().Signer("x", mint.SignerOptions{}))
	if n := judgeSeal(named, set).View(verify.LevelC).Subject.Names; n[0].Text != "MIHON<<HANAKO<MARIA" ||
		n[0].Family != "MIHON" || !slices.Equal(n[0].Given, []string{"HANAKO", "MARIA"}) {
		t.Errorf("%+v", n)
	}
}

// TestSealOfTwoProducts: where code and brand name two products, neither counts
// as the one that a policy asks for.
func TestSealOfTwoProducts(t *testing.T) {
	policy := rules.Policy{Name: "own", Disease: "covid-19", MinDoses: 1,
		AcceptedProducts: []string{"comirnaty", "spikevax"}}
	set, signer := certificates(t, sealAuthority().PEM()), sealAuthority().Signer("x", mint.SignerOptions{})
	for code, want := range map[string]verify.Verdict{"XM0GQ8": verify.Valid, "XM6QV1": verify.Insufficient} {
		text := mint.Vaccinated("UTO").Edit("XM0GQ8", code).Sign(signer)
		if r := verify.Check(decode.Parse(decode.Code{Text: text}), set, policy, sealTime); r.Verdict() != want {
			t.Errorf("%s: %s %v", code, r.Verdict(), r.Reasons())
		}
	}
}

// TestSealBlocked: what is blocked on this machine is asked about no further.
func TestSealBlocked(t *testing.T) {
	text := mint.Vaccinated("UTO").Sign(sealAuthority().Signer("x", mint.SignerOptions{}))
	kid := decode.Parse(decode.Code{Text: text}).KeyID
	base := certificates(t, sealAuthority().PEM())
	for what, want := range map[string]verify.Reason{kid: verify.ReasonKeyBlocked,
		"UTO": verify.ReasonIssuerBlocked, "UT": verify.ReasonIssuerBlocked} {
		block, err := trust.NewBlock(what, trust.Entry{Who: "test", When: time.Unix(1700000000, 0)})
		if err != nil {
			t.Fatal(err)
		}
		set, err := base.With(trust.Local{Blocks: []trust.Block{block}}, nil, time.Time{})
		if err != nil {
			t.Fatal(err)
		}
		r := judgeSeal(text, set)
		if !slices.Equal(r.Reasons(), []verify.Reason{want}) ||
			r.Outcome(verify.CheckSignature) != verify.NotRun || r.View(verify.LevelC).Content != nil {
			t.Errorf("%s: %v", what, r.Reasons())
		}
		plain := judgeSeal(text, base).View(verify.LevelA).Trust
		if told := r.View(verify.LevelA).Trust; told.Source != plain.Source+"+local" ||
			told.SHA256 == plain.SHA256 || len(told.SHA256) != len(plain.SHA256) {
			t.Errorf("%s: judged with %+v, without the block %+v", what, told, plain)
		}
	}
}

// TestStateCodes: what has the form of a code, and which codes are one state.
func TestStateCodes(t *testing.T) {
	for code, want := range map[string]string{"JP": "JP JPN", "JPN": "JP JPN", "D": "D DE DEU", "ZZX": "ZZX",
		"QQ": "QQ", "jp": "", "J1": "", "JAPAN": "", "": ""} {
		if got := strings.Join(verify.StateCodes(code), " "); got != want {
			t.Errorf("%q: %s", code, got)
		}
	}
}

// TestSealWithoutAuthorities: a set of issuers alone knows no state.
func TestSealWithoutAuthorities(t *testing.T) {
	set, err := trust.LoadSnapshot(mint.Snapshot(time.Unix(1700000000, 0), mint.Specimen()), "issuers")
	if err != nil {
		t.Fatal(err)
	}
	r := judgeSeal(mint.Vaccinated("UTO").Sign(sealAuthority().Signer("x", mint.SignerOptions{})), set)
	if !slices.Equal(r.Reasons(), []verify.Reason{verify.ReasonIssuerUnknown}) || r.Proven() ||
		r.View(verify.LevelC).Content != nil {
		t.Errorf("%v, proven %v", r.Reasons(), r.Proven())
	}
}

// TestInspectSeal shows both ends of the chain, and what is not proven under its
// own heading alone.
func TestInspectSeal(t *testing.T) {
	signer := sealAuthority().Signer("x", mint.SignerOptions{CRL: "https://crl.example/x.crl"})
	text := mint.Vaccinated("UTO").Sign(signer)
	in := judgeSeal(text, certificates(t, sealAuthority().PEM())).Inspect(verify.LevelC)
	a, c := in.KeyFacts.Authority, in.Card.Signer
	sum := sha256.Sum256(signer.DER)
	if a.State != "UTO" || a.Subject != "C=UT, O=Test Government, CN=CSCA" || a.KeyID != c.AuthorityKey ||
		c.SHA256 != hex.EncodeToString(sum[:]) {
		t.Errorf("%+v %+v", a, c)
	}
	if !slices.Equal(c.ExtendedUsage, []string{"2.23.136.1.1.14.2"}) ||
		!slices.Equal(c.Documents, []string{"NV"}) || len(c.RevocationAt) != 1 || c.Serial != "2" {
		t.Errorf("%+v", c)
	}
	if !strings.HasPrefix(in.Card.Text, `{"data":{"hdr":`) || in.Witness != nil || in.Unproven != nil {
		t.Errorf("%.60s", in.Card.Text)
	}
	for _, d := range in.Details {
		if strings.Contains(d.Spec, "SMART Health Cards") {
			t.Errorf("%s cites %s", d.ID, d.Spec)
		}
	}
	in = judgeSeal(text, certificates(t,
		mint.NewAuthority("UT", "UTO", "CSCA", "another").PEM())).Inspect(verify.LevelC)
	if in.Card != nil || in.KeyFacts != nil || in.Unproven.Signer == nil {
		t.Error("what is not proven stands among what is")
	}
}

// TestInspectSealList shows the list that was used, and none that was not.
func TestInspectSealList(t *testing.T) {
	made := time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC)
	text := mint.Vaccinated("UTO").Sign(sealAuthority().Signer("x", mint.SignerOptions{}))
	with := func(crl []byte) *verify.RevocationListView {
		set := certificates(t, append(sealAuthority().PEM(), mint.ListPEM(crl)...))
		return judgeSeal(text, set).Inspect(verify.LevelB).KeyFacts.Authority.Revocation
	}
	crl := sealAuthority().CRL(made, time.Time{}, mint.ListOptions{Serials: []int64{2, 3}, Number: 12})
	sum := sha256.Sum256(crl)
	l := with(crl)
	if l == nil || l.Issuer != "C=UT, O=Test Government, CN=CSCA" || l.Number != "12" || l.Entries != 2 ||
		l.NextUpdate != nil ||
		l.ThisUpdate.String() != "2026-10-01T00:00:00Z" || l.RevokedAt.String() != "2026-09-30T00:00:00Z" ||
		l.SHA256 != hex.EncodeToString(sum[:]) || l.Source != "test" {
		t.Errorf("%+v", l)
	}
	if l := with(sealAuthority().CRL(made, made, mint.ListOptions{})); l == nil || l.RevokedAt != nil ||
		l.NextUpdate.String() != "2026-10-01T00:00:00Z" {
		t.Errorf("%+v", l)
	}
	if l := with(mint.NewAuthority("UT", "UTO", "CSCA", "forger").CRL(made, made, mint.ListOptions{})); l != nil {
		t.Errorf("%+v", l)
	}
}

// TestSealListFarAhead: a list later than the clock is a matter of the clock, and
// no policy lets it pass; one within the skew is not.
func TestSealListFarAhead(t *testing.T) {
	policy := rules.Builtin()[0]
	policy.Trust.AllowMissingLists = true
	text := mint.Vaccinated("UTO").Sign(sealAuthority().Signer("x",
		mint.SignerOptions{CRL: "https://crl.example/x.crl"}))
	for ahead, want := range map[time.Duration][]verify.Reason{rules.ClockSkew: nil,
		rules.ClockSkew + time.Second: {verify.ReasonClockDoubtful}} {
		crl := sealAuthority().CRL(sealTime.Time.Add(ahead), time.Time{}, mint.ListOptions{})
		set := certificates(t, append(sealAuthority().PEM(), mint.ListPEM(crl)...))
		if r := verify.Check(decode.Parse(decode.Code{Text: text}), set, policy,
			sealTime); !slices.Equal(r.Reasons(), want) {
			t.Errorf("%v ahead: %v", ahead, r.Reasons())
		}
		if r := verify.Check(decode.Parse(decode.Code{Text: text}), set, policy,
			verify.Instant{Time: sealTime.Time, Stated: true}); r.Verdict() != verify.Valid {
			t.Errorf("%v ahead of a stated time: %v", ahead, r.Reasons())
		}
	}
}

// specVectors reads the vectors of the reference, which are not part of the
// project, and its authority.
func specVectors(t *testing.T) (vectors []string, authority []byte) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "shared", "spec", "icao-vds-nc.md"))
	if err != nil {
		t.Skip("reference kept beside the project is not here: spec/icao-vds-nc.md")
	}
	for _, m := range regexp.MustCompile("(?s)Vector \\d[^\n]*:\n\n```\n(.*?)\n```").FindAllSubmatch(text, -1) {
		vectors = append(vectors, string(m[1]))
	}
	authority = regexp.MustCompile("(?s)-----BEGIN.*?END CERTIFICATE-----\n").Find(text)
	if len(vectors) != 8 || authority == nil {
		t.Fatalf("%d vectors", len(vectors))
	}
	return vectors, authority
}

// TestReferenceVectors judges all vectors of the reference, the Japanese and
// Australian specimens with the authorities that come with the program.
func TestReferenceVectors(t *testing.T) {
	vectors, authority := specVectors(t)
	bundled, err := trust.Bundled()
	if err != nil {
		t.Fatal(err)
	}
	own, none := certificates(t, authority), []verify.Reason{}
	for i, want := range []struct {
		set     *trust.Set
		verdict verify.Verdict
		reasons []verify.Reason
		hash    string // of the canonical data
	}{
		{own, verify.Valid, none, "b46ff73de1b0dbc66e98506ec86a8e36f047ace124a9313d11c44b4006bf034a"},
		{own, verify.Valid, none, "b46ff73de1b0dbc66e98506ec86a8e36f047ace124a9313d11c44b4006bf034a"},
		{own, verify.Invalid, []verify.Reason{verify.ReasonSignerNotAllowed},
			"b46ff73de1b0dbc66e98506ec86a8e36f047ace124a9313d11c44b4006bf034a"},
		{bundled, verify.Specimen, []verify.Reason{verify.ReasonSpecimen, verify.ReasonRevocationUnknown},
			"866297a950c44c3813e4dc87827ccafa76d9623f911c614d428ff6558b1ead17"},
		{bundled, verify.Specimen, []verify.Reason{verify.ReasonSpecimen, verify.ReasonRevocationUnknown},
			"fef380de86a95d431d72672340592fb418e2ce419a5ea41cb677cf006dccd39e"},
		{bundled, verify.Specimen, []verify.Reason{verify.ReasonSpecimen},
			"b44f5197d5b880610460d7684247296a31973f322cb41f1e128c763fc7f7b5e9"},
		{bundled, verify.Review, []verify.Reason{verify.ReasonIssuerUnknown},
			"19c84aa8bc7e13b87e556ea7cf3041d2cace6668f050e5ad4cb1e3c43300381a"},
		{bundled, verify.Invalid, []verify.Reason{verify.ReasonCountryMismatch,
			verify.ReasonSignerNotAllowed}, "8b9ca42f51cc08f259acbc9b0668376ce0f435ce90b52c988e6de43e7cf7a845"},
	} {
		c := decode.Parse(decode.Code{Text: vectors[i]})
		if sum := sha256.Sum256([]byte(c.Signed)); hex.EncodeToString(sum[:]) != want.hash {
			t.Errorf("vector %d: another canonical form", i+1)
		}
		r := judgeSeal(vectors[i], want.set)
		if r.Verdict() != want.verdict || !slices.Equal(append(none, r.Reasons()...), want.reasons) {
			t.Errorf("vector %d: %s %v", i+1, r.Verdict(), r.Reasons())
		}
	}
	one, two := decode.Parse(decode.Code{Text: vectors[0]}), decode.Parse(decode.Code{Text: vectors[1]})
	if one.Text != two.Text || len(one.Text) != 1229 || len(one.Signed) != 452 {
		t.Errorf("canonical texts of %d and %d bytes", len(one.Text), len(two.Text))
	}
}

// TestSealCorpus judges the texts that others publish.
func TestSealCorpus(t *testing.T) {
	dir := filepath.Join("..", "..", "shared", "corpus", "vds-nc")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("data of others kept beside the project is not here: corpus/vds-nc")
	}
	bundled, err := trust.Bundled()
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]verify.Reason{
		"jpn-triple-vaccine.txt": {verify.ReasonSpecimen, verify.ReasonRevocationUnknown},
		"single-vaccine.txt":     {verify.ReasonCountryMismatch, verify.ReasonSignerNotAllowed},
		"test.txt":               {verify.ReasonCountryMismatch, verify.ReasonSignerNotAllowed},
	} {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		read := codes.Read(data)
		if len(read) != 1 {
			t.Errorf("%s: %d codes", name, len(read))
			continue
		}
		r := judgeSeal(read[0].Text, bundled)
		if !slices.Equal(r.Reasons(), want) {
			t.Errorf("%s: %s %v", name, r.Verdict(), r.Reasons())
		}
	}
}
