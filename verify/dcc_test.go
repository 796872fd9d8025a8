package verify_test

import (
	"encoding/asn1"
	"encoding/pem"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vaxcheck/decode"
	"vaxcheck/internal/mint"
	"vaxcheck/trust"
	"vaxcheck/verify"
	"vaxcheck/verify/record"
	"vaxcheck/verify/rules"
)

func documentSigner(seed string, o mint.DSCOptions) mint.DSC { return sealAuthority().DSC(seed, o) }

func signerPEM(signers ...mint.DSC) (all []byte) {
	for _, d := range signers {
		all = append(all, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: d.DER})...)
	}
	return all
}

func judgeDCC(text string, set *trust.Set) verify.Report { return judgeSeal(text, set) }

// TestDCCContent: a certificate becomes the record that all formats share.
func TestDCCContent(t *testing.T) {
	by := documentSigner("content", mint.DSCOptions{Name: "Utopia Health"})
	r := judgeDCC(mint.VaccinatedDCC("UT").Sign(by, mint.DCCOptions{}), certificates(t, signerPEM(by)))
	v := r.View(verify.LevelC)
	if v.Verdict != verify.Valid || v.Code.Format != decode.FormatDCC || v.Code.Issuer.ID != "UT" ||
		v.Code.Key.ID != by.KeyID() || v.Code.Key.Alg != "ES256" ||
		v.Code.IssuedAt.String() != "2021-08-01T00:00:00Z" || v.Code.ExpiresAt.String() != "2041-04-30T00:00:00Z" {
		t.Fatalf("%s %v %+v", v.Verdict, v.Reasons, v.Code)
	}
	want := []record.Name{{Family: "Mihon", Given: []string{"Hanako"}},
		{Use: "transliterated", Family: "MIHON", Given: []string{"HANAKO"}}}
	if diff := cmp.Diff(want, v.Subject.Names); diff != "" || *v.Subject.BirthDate != "1985-04-01" {
		t.Errorf("%s %s", diff, *v.Subject.BirthDate)
	}
	if d := v.Doses[0]; len(v.Doses) != 1 || *d.Date != "2021-07-31" || d.Number != 2 || d.Series != 2 ||
		d.Vaccine.Name.JA != "スパイクバックス" || !d.Counts {
		t.Errorf("%+v", v.Doses)
	}
}

// TestDCCNotAllowed: a signature of who may not sign such certificates holds, and
// proves nothing: nothing of the content is shown.
func TestDCCNotAllowed(t *testing.T) {
	by := documentSigner("tests", mint.DSCOptions{Usage: []asn1.ObjectIdentifier{mint.OIDSignsTests}})
	r := judgeDCC(mint.VaccinatedDCC("UT").Sign(by, mint.DCCOptions{}), certificates(t, signerPEM(by)))
	in := r.Inspect(verify.LevelC)
	if r.Verdict() != verify.Invalid || r.Outcome(verify.CheckSignature) != verify.Pass || r.Proven() ||
		in.Content != nil || in.Code.Issuer != nil || in.Card != nil || in.Unproven == nil {
		t.Errorf("%s %v, proven %v", r.Verdict(), r.Reasons(), r.Proven())
	}
}

// TestDCCBlocked: what is blocked on this machine is asked about no further.
func TestDCCBlocked(t *testing.T) {
	by := documentSigner("blocked", mint.DSCOptions{})
	text := mint.VaccinatedDCC("UT").Sign(by, mint.DCCOptions{})
	for what, want := range map[string]verify.Reason{by.KeyID(): verify.ReasonKeyBlocked,
		"UT": verify.ReasonIssuerBlocked, "UTO": verify.ReasonIssuerBlocked} {
		set, err := certificates(t, signerPEM(by)).With(blocked(t, what), nil, time.Time{})
		if err != nil {
			t.Fatal(err)
		}
		r := judgeDCC(text, set)
		if !slices.Equal(r.Reasons(), []verify.Reason{want}) ||
			r.Outcome(verify.CheckSignature) != verify.NotRun || r.View(verify.LevelC).Content != nil {
			t.Errorf("%s: %v", what, r.Reasons())
		}
	}
}

// TestDCCBlockedTwin: a state that renewed a certificate and kept its key has two
// ids for it. A block of one holds for the other, which anybody may write into the
// header that is not signed.
func TestDCCBlockedTwin(t *testing.T) {
	old := documentSigner("renewed", mint.DSCOptions{})
	renewed := documentSigner("renewed",
		mint.DSCOptions{From: time.Date(2021, 7, 1, 0, 0, 0, 0, time.UTC),
			To: time.Date(2042, 1, 1, 0, 0, 0, 0, time.UTC)})
	text := mint.VaccinatedDCC("UT").Sign(old,
		mint.DCCOptions{Protected: map[any]any{mint.LabelAlg: -7},
			Unprotected: map[any]any{mint.LabelKID: renewed.KID()}})
	set := certificates(t, signerPEM(old, renewed))
	if r := judgeDCC(text, set); r.Verdict() != verify.Valid {
		t.Fatal(r.Reasons())
	}
	for _, d := range []mint.DSC{old, renewed} {
		over, err := set.With(blocked(t, d.KeyID()), nil, time.Time{})
		if err != nil {
			t.Fatal(err)
		}
		if r := judgeDCC(text, over); !slices.Equal(r.Reasons(), []verify.Reason{verify.ReasonKeyBlocked}) {
			t.Error(r.Reasons())
		}
	}
}

// signerList is the set of signers whom published lists name.
func signerList(t *testing.T, lists ...[]byte) *trust.Set {
	t.Helper()
	var sets []*trust.Set
	for _, list := range lists {
		set, err := trust.LoadSigners(list, "list", sealTime.Time.AddDate(0, 0, -1))
		if err != nil {
			t.Fatal(err)
		}
		sets = append(sets, set)
	}
	set, err := trust.Merge(sets...)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// TestKeyIDOfTwo: a key id is a hint that several keys may share: all are tried.
func TestKeyIDOfTwo(t *testing.T) {
	one, other := documentSigner("one", mint.DSCOptions{}), documentSigner("other", mint.DSCOptions{})
	renamed := strings.Replace(string(mint.DSCList(sealTime.Time, other)), other.KeyID(), one.KeyID(), 1)
	set := signerList(t, []byte(renamed), mint.DSCList(sealTime.Time, one))
	for name, by := range map[string]mint.DSC{"one": one, "other": other} {
		text := mint.VaccinatedDCC("UT").Sign(by,
			mint.DCCOptions{Protected: map[any]any{mint.LabelAlg: -7, mint.LabelKID: one.KID()}})
		if r := judgeDCC(text, set); r.Verdict() != verify.Valid {
			t.Errorf("%s: %s %v", name, r.Verdict(), r.Reasons())
		}
	}
}

// TestDCCWithdrawn: a signature of a signer who was withdrawn holds and proves
// nothing, whoever else still lists the key; one that does not hold is altered.
func TestDCCWithdrawn(t *testing.T) {
	by := documentSigner("withdrawn", mint.DSCOptions{})
	gone := by
	gone.Status = "terminated"
	current, ended := mint.DSCList(sealTime.Time, by), mint.DSCList(sealTime.Time, gone)
	good := mint.VaccinatedDCC("UT")
	texts := map[string]string{
		"key_withdrawn": good.Sign(by, mint.DCCOptions{}),
		"signature_invalid": good.Sign(by,
			mint.DCCOptions{Shown: good.Edit("Hanako", "Hanaka").CWT(mint.DCCOptions{})}),
	}
	for _, set := range []*trust.Set{signerList(t, ended), signerList(t, ended, current)} {
		for want, text := range texts {
			r := judgeDCC(text, set)
			if !slices.Equal(r.Reasons(), []verify.Reason{verify.Reason(want)}) || r.Proven() ||
				r.View(verify.LevelC).Content != nil {
				t.Errorf("%s: %v", want, r.Reasons())
			}
		}
	}
}

// TestDoseOfASeries: a product that completes a series with one dose does not
// complete one of which the issuer says that it has two.
func TestDoseOfASeries(t *testing.T) {
	by := documentSigner("series", mint.DSCOptions{})
	set, primary := certificates(t, signerPEM(by)), rules.Builtin()[1]
	for series, want := range map[string]verify.Verdict{`"dn":1,"sd":1`: verify.Valid,
		`"dn":1,"sd":2`: verify.Insufficient} {
		text := mint.VaccinatedDCC("UT").Edit("EU/1/20/1507", "EU/1/20/1525").Edit(`"dn":2,"sd":2`,
			series).Sign(by, mint.DCCOptions{})
		if r := verify.Check(decode.Parse(decode.Code{Text: text}), set, primary, sealTime); r.Verdict() != want {
			t.Errorf("%s: %s %v", series, r.Verdict(), r.Reasons())
		}
	}
}

// TestOnePerson: the same vaccination in three formats is the same record, and
// meets the same policies.
func TestOnePerson(t *testing.T) {
	by, seal := documentSigner("person", mint.DSCOptions{}), sealAuthority().Signer("x", mint.SignerOptions{})
	set, err := trust.Merge(setOf(t, issuer), certificates(t, sealAuthority().PEM()), certificates(t, signerPEM(by)))
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{
		"shc":    mint.Numeric(mint.Japan(issuer, onePerson()).JWS(issuer)),
		"vds_nc": mint.Vaccinated("UTO").Edit("MIHON HANAKO", "MIHON<<HANAKO").Sign(seal),
		"eu_dcc": mint.VaccinatedDCC("UT").Sign(by, mint.DCCOptions{}),
	}
	for format, text := range texts {
		moderna := rules.Policy{Name: "moderna", Disease: "covid-19", MinDoses: 1,
			AcceptedProducts: []string{"spikevax"}}
		novavax := rules.Policy{Name: "novavax", Disease: "covid-19", MinDoses: 1,
			AcceptedProducts: []string{"nuvaxovid"}}
		for _, p := range append(rules.Builtin(), moderna, novavax) {
			want := verify.Valid
			if p.Name == "booster" || p.Name == "novavax" {
				want = verify.Insufficient
			}
			if r := verify.Check(decode.Parse(decode.Code{Text: text}), set, p, sealTime); r.Verdict() != want {
				t.Errorf("%s, %s: %s %v", format, p.Name, r.Verdict(), r.Reasons())
			}
		}
		v := judgeSeal(text, set).View(verify.LevelC)
		name, last := v.Subject.Names[len(v.Subject.Names)-1], v.Doses[len(v.Doses)-1]
		got := strings.ToUpper(name.Family + " " + strings.Join(name.Given, " ") + " " +
			*v.Subject.BirthDate + " " + *last.Date + " " + last.Disease)
		if string(v.Code.Format) != format || got != "MIHON HANAKO 1985-04-01 2021-07-31 COVID-19" {
			t.Errorf("%s: %s", v.Code.Format, got)
		}
	}
}

// onePerson is Hanako with her doses of the other two formats.
func onePerson() mint.Person {
	p := mint.HanakoAbroad()
	p.Doses = []mint.Dose{p.Doses[0], {Code: "207", Date: p.Doses[1].Date}}
	return p
}
