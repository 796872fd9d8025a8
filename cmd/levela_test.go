package cmd

import (
	"bytes"
	"context"
	"encoding/asn1"
	"encoding/pem"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vaxcheck/cmd/words"
	"vaxcheck/decode"
	"vaxcheck/gate"
	"vaxcheck/internal/mint"
	"vaxcheck/trust"
	"vaxcheck/verify"
)

// The world of these tests: an issuer, an authority with its signer and a document
// signer, all of whom one trust set knows.
var (
	alikeIssuer    = mint.NewIssuer("https://alike.example/issuer", "Example Alike", "level A")
	alikeAuthority = mint.NewAuthority("UT", "UTO", "CSCA Alike", "level A")
	alikeStranger  = mint.NewAuthority("UT", "UTO", "CSCA Alike", "level A, stranger")
	alikeJapan     = mint.NewAuthority("JP", "JPN", "CSCA Alike", "level A, Japan")
	alikeRevoking  = mint.NewAuthority("UT", "UTO", "CSCA Alike Revoking", "level A, revoking")
	alikeMade      = time.Date(2026, 8, 22, 4, 0, 0, 0, time.UTC)
)

// alikeSet writes the trust set and returns the flags that name it.
func alikeSet(t *testing.T) (flags []string) {
	t.Helper()
	revoking := mint.NewIssuer("https://alike.example/revoking", "Example Revoking", "level A, revoking")
	revoking.CRLVersion, revoking.CRL = 1, &mint.CRL{Method: "rid", Ctr: 1, RIDs: []string{"c29tZW9uZQ"}}
	silent := mint.NewIssuer("https://alike.example/silent", "Example Silent", "level A, silent")
	silent.CRLVersion = 1
	period := alikeIssuer.WithCertificate(time.Date(2021, 6, 1, 0, 0, 0, 0, time.UTC), time.Date(2041, 6, 1, 0, 0, 0, 0, time.UTC))
	certificates := slices.Concat(alikeAuthority.PEM(), alikeJapan.PEM(), alikeRevoking.PEM())
	for _, d := range []mint.DSC{alikeSigner(), alikeTester()} {
		certificates = append(certificates, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: d.DER})...)
	}
	certificates = append(certificates, mint.ListPEM(alikeAuthority.CRL(alikeMade, alikeMade.AddDate(5, 0, 0), mint.ListOptions{}))...)
	certificates = append(certificates, mint.ListPEM(alikeRevoking.CRL(alikeMade, alikeMade.AddDate(5, 0, 0), mint.ListOptions{Serials: []int64{2}}))...)
	for name, data := range map[string][]byte{"issuers.json": mint.Snapshot(alikeMade, period, revoking, silent), "certificates.pem": certificates} {
		file := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
		flags = append(flags, "--trust", file)
	}
	return flags
}

func alikeSigner() mint.DSC { return alikeAuthority.DSC("level A", mint.DSCOptions{}) }

func alikeTester() mint.DSC {
	return alikeAuthority.DSC("level A, tests", mint.DSCOptions{Usage: []asn1.ObjectIdentifier{mint.OIDSignsTests}})
}

// alike are certificates of all formats that get one answer.
type alike struct {
	answer string   // verdict, and reason if there is one
	flags  []string // --at and the like; without --at the clock shows alikeNow
	local  trust.Local
	cards  map[string]string
}

var alikeNow = time.Date(2026, 11, 22, 10, 0, 0, 0, time.FixedZone("JST", 9*60*60))

func alikes() map[string]alike {
	shc := func(i mint.Issuer, p mint.Person) string { return mint.Numeric(mint.Japan(i, p).JWS(i)) }
	listed := alikeAuthority.Signer("listed", mint.SignerOptions{})
	seal := func(o mint.SignerOptions) string { return mint.Vaccinated("UTO").Sign(alikeAuthority.Signer("o", o)) }
	vaccinated, european := mint.Vaccinated("UTO"), mint.VaccinatedDCC("UT")
	tested, revoked, expiring := mint.Tested(), mint.Hanako(), mint.Hanako()
	tested.Expires, revoked.RID, expiring.Expires = "", "c29tZW9uZQ", "2250892800"
	valid := map[string]string{
		"shc":    shc(alikeIssuer, mint.Hanako()),
		"vds_nc": vaccinated.Sign(listed),
		"eu_dcc": european.Sign(alikeSigner(), mint.DCCOptions{})}
	revoking, silent := mint.NewIssuer("https://alike.example/revoking", "", "level A, revoking"), mint.NewIssuer("https://alike.example/silent", "", "level A, silent")
	plain := mint.Japan(alikeIssuer, mint.Hanako())
	header := map[any]any{mint.LabelAlg: -8, mint.LabelKID: alikeSigner().KID()}
	damaged := map[string]string{}
	for format, text := range valid {
		damaged[format] = text[:len(text)-1]
	}
	return map[string]alike{
		"damaged": {answer: "unreadable/code_damaged", cards: damaged},
		"valid":   {answer: "valid", cards: valid},
		"insufficient": {answer: "insufficient/policy_not_met", cards: map[string]string{
			"shc":    shc(alikeIssuer, tested),
			"vds_nc": mint.TestedSeal("UTO").Sign(alikeAuthority.Signer("t", mint.SignerOptions{Documents: []string{"NT"}})),
			"eu_dcc": mint.TestedDCC("UT").Sign(alikeSigner(), mint.DCCOptions{})}},
		"another policy": {answer: "insufficient/policy_not_met", flags: []string{"--policy", "booster", "--at", "2030-01-01T00:00:00Z"},
			cards: map[string]string{"vds_nc": valid["vds_nc"], "eu_dcc": valid["eu_dcc"]}},
		"unknown": {answer: "review/issuer_unknown", cards: map[string]string{
			"shc":    shc(textStranger, mint.Hanako()),
			"vds_nc": vaccinated.Sign(alikeStranger.Signer("x", mint.SignerOptions{})),
			"eu_dcc": european.Sign(alikeStranger.DSC("x", mint.DSCOptions{}), mint.DCCOptions{})}},
		// Altered, or signed by someone who may not.
		"not the issuer's": {answer: "invalid/signature_invalid", cards: map[string]string{
			"shc":                         mint.Numeric(mint.Japan(alikeIssuer, mint.Hanako()).JWS(mint.Issuer{URL: alikeIssuer.URL, KID: alikeIssuer.KID, Key: textStranger.Key})),
			"vds_nc":                      vaccinated.Alter("1985-04-01", "1986-04-01").Sign(listed),
			"eu_dcc":                      european.Sign(alikeSigner(), mint.DCCOptions{Shown: european.Edit("1985", "1986").CWT(mint.DCCOptions{})}),
			"vds_nc of an unknown signer": vaccinated.Alter("1985-04-01", "1986-04-01").Sign(alikeStranger.Signer("x", mint.SignerOptions{})),
			"vds_nc of passports":         seal(mint.SignerOptions{Passport: true}),
			"vds_nc of another state":     mint.Vaccinated("XXA").Sign(listed),
			"vds_nc of nobody":            seal(mint.SignerOptions{By: textStranger.Key}),
			"eu_dcc of tests":             european.Sign(alikeTester(), mint.DCCOptions{})}},
		"expired": {answer: "invalid/expired", flags: []string{"--at", "2046-01-01T00:00:00Z"}, cards: map[string]string{
			"shc":    shc(alikeIssuer, expiring),
			"vds_nc": valid["vds_nc"],
			"eu_dcc": valid["eu_dcc"]}},
		"early": {answer: "invalid/not_yet_valid", flags: []string{"--at", "2020-01-01T00:00:00Z"}, cards: valid},
		"revoked": {answer: "invalid/revoked", cards: map[string]string{
			"shc":    shc(revoking, revoked),
			"vds_nc": vaccinated.Sign(alikeRevoking.Signer("r", mint.SignerOptions{}))}},
		"no list": {answer: "review/revocation_unknown", flags: []string{"--at", "2036-01-01T00:00:00Z"}, cards: map[string]string{
			"shc":                   shc(silent, mint.Hanako()),
			"vds_nc of an old list": seal(mint.SignerOptions{CRL: "https://crl.example/x.crl"}),
			"vds_nc without one":    mint.Vaccinated("JPN").Sign(alikeJapan.Signer("j", mint.SignerOptions{CRL: "https://crl.example/j.crl"}))}},
		"specimen": {answer: "specimen/specimen", cards: map[string]string{"shc": shc(mint.Specimen(), mint.Hanako()),
			"vds_nc": mint.Vaccinated("JPN").Edit("ZZ1234567", "TK0000000").Sign(alikeJapan.Signer("j", mint.SignerOptions{}))}},
		"algorithm": {answer: "invalid/algorithm_not_allowed", cards: map[string]string{
			"shc":    mint.Numeric(plain.EditHeader("ES256", "ES257").JWS(alikeIssuer)),
			"vds_nc": vaccinated.Algorithm("ES257").Sign(listed),
			"eu_dcc": european.Sign(alikeSigner(), mint.DCCOptions{Protected: header})}},
		"header": {answer: "invalid/header_malformed", cards: map[string]string{
			"shc":    mint.Numeric(plain.EditHeader("kid", "kit").JWS(alikeIssuer)),
			"vds_nc": vaccinated.Algorithm("ES384").Sign(listed),
			"eu_dcc": european.Sign(alikeSigner(), mint.DCCOptions{Protected: map[any]any{mint.LabelAlg: -7}})}},
		"signature": {answer: "invalid/signature_malformed", cards: map[string]string{
			"shc":    mint.Numeric(plain.Sign(alikeIssuer, mint.SignOptions{Truncate: 1})),
			"vds_nc": vaccinated.Cut(1).Sign(listed),
			"eu_dcc": european.Sign(alikeSigner(), mint.DCCOptions{Truncate: 1})}},
		"payload": {answer: "invalid/payload_malformed", cards: map[string]string{
			"shc":                 mint.Numeric(plain.Sign(alikeIssuer, mint.SignOptions{PayloadBytes: []byte{1}})),
			"vds_nc":              vaccinated.Edit(`"msg"`, `"msh":1,"msh"`).Sign(listed),
			"eu_dcc":              european.Sign(alikeSigner(), mint.DCCOptions{PayloadBytes: []byte{0xff}}),
			"eu_dcc without COSE": european.Sign(alikeSigner(), mint.DCCOptions{COSE: []byte{1}})}},
		"unclear": {answer: "review/content_unclear", cards: map[string]string{
			"shc":           mint.Numeric(plain.EditPayload(`"fhirBundle"`, `"bundle"`).JWS(alikeIssuer)),
			"shc undated":   mint.Numeric(plain.EditPayload(`"nbf"`, `"NBF"`).JWS(alikeIssuer)),
			"vds_nc":        vaccinated.Edit(`"msg"`, `"msh"`).Sign(listed),
			"vds_nc no day": vaccinated.Edit("2021-07-10", "x").Edit("2021-07-31", "x").Sign(listed),
			"eu_dcc":        european.Sign(alikeSigner(), mint.DCCOptions{PayloadBytes: []byte{1}}),
			"eu_dcc no exp": european.Sign(alikeSigner(), mint.DCCOptions{Claims: map[any]any{mint.ClaimExpires: nil}})}},
		"blocked": {answer: "invalid/issuer_blocked", cards: valid, local: trust.Local{Blocks: []trust.Block{alikeBlock(alikeIssuer.URL), alikeBlock("UTO")}}},
		"too old": {answer: "review/trust_too_old", flags: []string{"--max-age", "30d"}, cards: valid},
		"clock":   {answer: "review/clock_doubtful", flags: []string{"now"}, cards: valid},
	}
}

func alikeBlock(issuer string) trust.Block {
	return trust.Block{Issuer: issuer, Entry: trust.Entry{Who: "alice", When: alikeMade}}
}

// alikeWays are all ways in which verify and inspect answer.
func alikeWays() (ways [][]string) {
	for _, format := range []string{"text", "json", "ndjson", "csv"} {
		for _, lang := range words.Tags() {
			ways = append(ways, []string{"verify", "--format", format, "--lang", lang})
			if format != "csv" {
				ways = append(ways, []string{"inspect", "--level", "A", "--format", format, "--lang", lang})
			}
		}
	}
	return append(ways, []string{"verify", "-q"})
}

// namesFormat matches what only some formats have, or are called.
var namesFormat = regexp.MustCompile(`(?i)shc|smart.health|hc1|dcc|vds|icao|jws|jwk|cose|cbor|fhir|base45|csca|dsc|certificates\.pem of|署名者|認証局|文件签名者|认证机构|문서 서명자|인증기관`)

// TestLevelATellsNoFormat compares, byte by byte, all that level A says of
// certificates of all formats that get the same answer.
func TestLevelATellsNoFormat(t *testing.T) {
	set := alikeSet(t)
	for name, test := range alikes() {
		t.Run(name, func(t *testing.T) {
			if len(test.cards) < 2 {
				t.Fatal("nothing to compare")
			}
			for _, way := range alikeWays() {
				for _, face := range []bool{false, true} {
					same(t, test.cards, func(text string) string { return test.ask(t, set, way, face, text) })
				}
			}
			if len(test.local.Blocks) == 0 {
				same(t, test.cards, func(text string) string { return test.atTheGate(t, set, text) })
			}
		})
	}
}

// same compares what is said of certificates.
func same(t *testing.T, cards map[string]string, say func(text string) string) {
	t.Helper()
	first, said := "", ""
	for _, format := range slices.Sorted(maps.Keys(cards)) {
		got := say(cards[format])
		if first == "" {
			first, said = format, got
		}
		if diff := cmp.Diff(said, got); diff != "" {
			t.Errorf("%s is told from %s: %s", first, format, diff)
		}
		if found := namesFormat.FindString(got); found != "" {
			t.Errorf("%s: says %q:\n%s", format, found, got)
		}
	}
}

// ask runs the command on a file, and on standard input, and returns all that comes
// out of it.
func (a alike) ask(t *testing.T, set, way []string, terminal bool, text string) string {
	t.Helper()
	t.Chdir(t.TempDir())
	if err := os.WriteFile("card.txt", []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	var all string
	inputs := []string{"card.txt"}
	if !terminal {
		inputs = append(inputs, "-")
	}
	for _, from := range inputs {
		now, flags := a.clock()
		var out, errs bytes.Buffer
		code := Main(context.Background(), append(append(append(append([]string{}, way...), set...), flags...), from), Env{
			In: strings.NewReader(text), Out: &out, Err: &errs, InTTY: true, OutTTY: terminal, ErrTTY: terminal,
			Size: func() (int, int) { return 140, 70 }, Getenv: func(string) string { return "" }, Now: func() time.Time { return now },
			layer: func(s *trust.Set) (*trust.Set, error) { return s.With(a.local, nil, time.Time{}) },
		})
		all += fmt.Sprintf("%s\n%s\n%d\n", out.String(), errs.String(), code)
		a.expect(t, way, out.String())
	}
	return all
}

// expect holds the answer, where it can be read, against the one that is meant.
func (a alike) expect(t *testing.T, way []string, out string) {
	t.Helper()
	if strings.Join(way, " ") != "verify --format ndjson --lang en" {
		return
	}
	if got := readResults(t, "ndjson", out)[0].String(); got != a.answer {
		t.Errorf("%s, want %s", got, a.answer)
	}
}

// clock is the time, and the flags without what stands for an early one.
func (a alike) clock() (time.Time, []string) {
	if len(a.flags) == 1 {
		return alikeMade.AddDate(0, 0, -1), nil
	}
	return alikeNow, a.flags
}

// atTheGate returns what the gate says: on its screen, in a line, and on its page.
func (a alike) atTheGate(t *testing.T, set []string, text string) string {
	t.Helper()
	var all string
	for _, lang := range words.Tags() {
		st := newStage(t, append(append([]string{"--lang", lang}, set...), a.gateFlags()...)...)
		if len(a.flags) == 1 {
			st.wait(alikeMade.AddDate(0, 0, -1).Sub(st.clock()))
		}
		st.scanText(text)
		state, _ := st.engine.State()
		if len(a.flags) == 1 && state.Kind != gate.NotReady {
			t.Error("the gate judges by a clock that is wrong")
		}
		say := speech{st.s}
		all += st.drawn() + st.spoken(state) + fmt.Sprintf("\n%+v\n%s\n", say.pagePanel(state), say.status(st.set.Load(), st.clock()))
	}
	return all
}

func (a alike) gateFlags() []string {
	_, flags := a.clock()
	return flags
}

// TestLevelATrust: the trust set is named as a whole at every level, for what was not
// read too; from level B on with the part that was used.
func TestLevelATrust(t *testing.T) {
	valid := alikes()["valid"].cards
	valid["nothing"] = "https://example.com/menu"
	parts := map[string]trust.PartName{"shc": trust.PartIssuers,
		"vds_nc": trust.PartAuthorities,
		"eu_dcc": trust.PartSigners, "nothing": ""}
	set, err := trust.Bundled()
	if err != nil {
		t.Fatal(err)
	}
	var status struct{ Whole struct{ SHA256 string } }
	decodeInto(t, runOK(t, false, "trust", "status", "--format", "json"), &status)
	if status.Whole.SHA256 != set.Whole().SHA256 {
		t.Errorf("trust status: %s", status.Whole.SHA256)
	}
	for format, text := range valid {
		for _, level := range []verify.Level{verify.LevelA, verify.LevelB, verify.LevelC} {
			report := verify.Check(decode.Parse(decode.Code{Text: text}), set, verify.BuiltinPolicies()[0], verify.Instant{Time: alikeNow})
			got := report.View(level).Trust
			whole := set.Whole()
			if got.Source != "bundled" || got.SHA256 != whole.SHA256 || got.Oldest.String() != "2024-01-08T00:00:00Z" || got.Newest.String() != "2026-08-22T04:43:50Z" || *got.AgeDays != 1049 {
				t.Errorf("%s at %s: %+v", format, level, got)
			}
			if want := parts[format]; level == verify.LevelA || want == "" {
				if got.Part != nil {
					t.Errorf("%s at %s: part %+v", format, level, got.Part)
				}
			} else if part, _ := set.Part(want); got.Part == nil || got.Part.Name != want || got.Part.SHA256 != part.SHA256 || time.Time(*got.Part.Created) != part.Created {
				t.Errorf("%s at %s: part %+v, want %+v", format, level, got.Part, part)
			}
		}
	}
}
