// Package alike makes certificates of all formats that get the same answer: level A must not
// tell one of them from another. Nothing shipped uses it.
package alike

import (
	"encoding/asn1"
	"encoding/pem"
	"maps"
	"regexp"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vaxcheck/internal/mint"
	"vaxcheck/trust"
)

// The world of these tests: an issuer, an authority with its signer and a document
// signer, all of whom one trust set knows.
var (
	issuer    = mint.NewIssuer("https://alike.example/issuer", "Example Alike", "level A")
	authority = mint.NewAuthority("UT", "UTO", "CSCA Alike", "level A")
	stranger  = mint.NewAuthority("UT", "UTO", "CSCA Alike", "level A, stranger")
	japan     = mint.NewAuthority("JP", "JPN", "CSCA Alike", "level A, Japan")
	revokes   = mint.NewAuthority("UT", "UTO", "CSCA Alike Revoking", "level A, revoking")
	nobody    = mint.NewIssuer("https://stranger.example/shc", "Stranger", "level A, nobody")
	// Made is when the trust set was made.
	Made = time.Date(2026, 8, 22, 4, 0, 0, 0, time.UTC)
)

// Trust returns the files of the trust set that knows them, by their names.
func Trust() map[string][]byte {
	revoking := mint.NewIssuer("https://alike.example/revoking", "Example Revoking", "level A, revoking")
	revoking.CRLVersion, revoking.CRL = 1, &mint.CRL{Method: "rid", Ctr: 1, RIDs: []string{"c29tZW9uZQ"}}
	silent := mint.NewIssuer("https://alike.example/silent", "Example Silent", "level A, silent")
	silent.CRLVersion = 1
	period := issuer.WithCertificate(time.Date(2021, 6, 1, 0, 0, 0, 0, time.UTC),
		time.Date(2041, 6, 1, 0, 0, 0, 0, time.UTC))
	certificates := slices.Concat(authority.PEM(), japan.PEM(), revokes.PEM())
	for _, d := range []mint.DSC{signer(), tester()} {
		certificates = append(certificates, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: d.DER})...)
	}
	certificates = append(certificates, mint.ListPEM(authority.CRL(Made, Made.AddDate(5, 0, 0), mint.ListOptions{}))...)
	certificates = append(certificates,
		mint.ListPEM(revokes.CRL(Made, Made.AddDate(5, 0, 0), mint.ListOptions{Serials: []int64{2}}))...)
	return map[string][]byte{"issuers.json": mint.Snapshot(Made, period, revoking, silent),
		"certificates.pem": certificates}
}

func signer() mint.DSC { return authority.DSC("level A", mint.DSCOptions{}) }

func tester() mint.DSC {
	return authority.DSC("level A, tests", mint.DSCOptions{Usage: []asn1.ObjectIdentifier{mint.OIDSignsTests}})
}

// Alike are certificates of all formats that get one answer.
type Alike struct {
	Answer string   // verdict, and reason if there is one
	Flags  []string // --at and the like; without --at the clock shows Now
	Local  trust.Local
	Cards  map[string]string
}

// Now is when they are judged, where their flags do not say it.
var Now = time.Date(2026, 11, 22, 10, 0, 0, 0, time.FixedZone("JST", 9*60*60))

// All returns them, by what they have in common.
func All() map[string]Alike {
	shc := func(i mint.Issuer, p mint.Person) string { return mint.Numeric(mint.Japan(i, p).JWS(i)) }
	listed := authority.Signer("listed", mint.SignerOptions{})
	seal := func(o mint.SignerOptions) string { return mint.Vaccinated("UTO").Sign(authority.Signer("o", o)) }
	vaccinated, european := mint.Vaccinated("UTO"), mint.VaccinatedDCC("UT")
	tested, revoked, expiring := mint.Tested(), mint.Hanako(), mint.Hanako()
	tested.Expires, revoked.RID, expiring.Expires = "", "c29tZW9uZQ", "2250892800"
	valid := map[string]string{
		"shc":    shc(issuer, mint.Hanako()),
		"vds_nc": vaccinated.Sign(listed),
		"eu_dcc": european.Sign(signer(), mint.DCCOptions{})}
	revoking, silent := mint.NewIssuer("https://alike.example/revoking", "", "level A, revoking"),
		mint.NewIssuer("https://alike.example/silent", "", "level A, silent")
	plain := mint.Japan(issuer, mint.Hanako())
	header := map[any]any{mint.LabelAlg: -8, mint.LabelKID: signer().KID()}
	damaged := map[string]string{}
	for format, text := range valid {
		damaged[format] = text[:len(text)-1]
	}
	return map[string]Alike{
		"damaged": {Answer: "unreadable/code_damaged", Cards: damaged},
		"valid":   {Answer: "valid", Cards: valid},
		"insufficient": {Answer: "insufficient/policy_not_met", Cards: map[string]string{
			"shc":    shc(issuer, tested),
			"vds_nc": mint.TestedSeal("UTO").Sign(authority.Signer("t", mint.SignerOptions{Documents: []string{"NT"}})),
			"eu_dcc": mint.TestedDCC("UT").Sign(signer(), mint.DCCOptions{})}},
		"another policy": {Answer: "insufficient/policy_not_met", Flags: []string{"--policy", "booster",
			"--at", "2030-01-01T00:00:00Z"},
			Cards: map[string]string{"vds_nc": valid["vds_nc"], "eu_dcc": valid["eu_dcc"]}},
		"unknown": {Answer: "review/issuer_unknown", Cards: map[string]string{
			"shc":    shc(nobody, mint.Hanako()),
			"vds_nc": vaccinated.Sign(stranger.Signer("x", mint.SignerOptions{})),
			"eu_dcc": european.Sign(stranger.DSC("x", mint.DSCOptions{}), mint.DCCOptions{})}},
		// Altered, or signed by someone who may not.
		"not the issuer's": {Answer: "invalid/signature_invalid", Cards: map[string]string{
			"shc": mint.Numeric(mint.Japan(issuer,
				mint.Hanako()).JWS(mint.Issuer{URL: issuer.URL, KID: issuer.KID, Key: nobody.Key})),
			"vds_nc": vaccinated.Alter("1985-04-01", "1986-04-01").Sign(listed),
			"eu_dcc": european.Sign(signer(),
				mint.DCCOptions{Shown: european.Edit("1985", "1986").CWT(mint.DCCOptions{})}),
			"vds_nc of an unknown signer": vaccinated.Alter("1985-04-01",
				"1986-04-01").Sign(stranger.Signer("x", mint.SignerOptions{})),
			"vds_nc of passports":     seal(mint.SignerOptions{Passport: true}),
			"vds_nc of another state": mint.Vaccinated("XXA").Sign(listed),
			"vds_nc of nobody":        seal(mint.SignerOptions{By: nobody.Key}),
			"eu_dcc of tests":         european.Sign(tester(), mint.DCCOptions{})}},
		"expired": {Answer: "invalid/expired", Flags: []string{"--at", "2046-01-01T00:00:00Z"},
			Cards: map[string]string{
				"shc":    shc(issuer, expiring),
				"vds_nc": valid["vds_nc"],
				"eu_dcc": valid["eu_dcc"]}},
		"early": {Answer: "invalid/not_yet_valid", Flags: []string{"--at", "2020-01-01T00:00:00Z"}, Cards: valid},
		"revoked": {Answer: "invalid/revoked", Cards: map[string]string{
			"shc":    shc(revoking, revoked),
			"vds_nc": vaccinated.Sign(revokes.Signer("r", mint.SignerOptions{}))}},
		"no list": {Answer: "review/revocation_unknown", Flags: []string{"--at", "2036-01-01T00:00:00Z"},
			Cards: map[string]string{
				"shc":                   shc(silent, mint.Hanako()),
				"vds_nc of an old list": seal(mint.SignerOptions{CRL: "https://crl.example/x.crl"}),
				"vds_nc without one": mint.Vaccinated("JPN").Sign(japan.Signer("j",
					mint.SignerOptions{CRL: "https://crl.example/j.crl"}))}},
		"specimen": {Answer: "specimen/specimen", Cards: map[string]string{"shc": shc(mint.Specimen(), mint.Hanako()),
			"vds_nc": mint.Vaccinated("JPN").Edit("ZZ1234567",
				"TK0000000").Sign(japan.Signer("j", mint.SignerOptions{}))}},
		"algorithm": {Answer: "invalid/algorithm_not_allowed", Cards: map[string]string{
			"shc":    mint.Numeric(plain.EditHeader("ES256", "ES257").JWS(issuer)),
			"vds_nc": vaccinated.Algorithm("ES257").Sign(listed),
			"eu_dcc": european.Sign(signer(), mint.DCCOptions{Protected: header})}},
		"header": {Answer: "invalid/header_malformed", Cards: map[string]string{
			"shc":    mint.Numeric(plain.EditHeader("kid", "kit").JWS(issuer)),
			"vds_nc": vaccinated.Algorithm("ES384").Sign(listed),
			"eu_dcc": european.Sign(signer(), mint.DCCOptions{Protected: map[any]any{mint.LabelAlg: -7}})}},
		"signature": {Answer: "invalid/signature_malformed", Cards: map[string]string{
			"shc":    mint.Numeric(plain.Sign(issuer, mint.SignOptions{Truncate: 1})),
			"vds_nc": vaccinated.Cut(1).Sign(listed),
			"eu_dcc": european.Sign(signer(), mint.DCCOptions{Truncate: 1})}},
		"payload": {Answer: "invalid/payload_malformed", Cards: map[string]string{
			"shc":                 mint.Numeric(plain.Sign(issuer, mint.SignOptions{PayloadBytes: []byte{1}})),
			"vds_nc":              vaccinated.Edit(`"msg"`, `"msh":1,"msh"`).Sign(listed),
			"eu_dcc":              european.Sign(signer(), mint.DCCOptions{PayloadBytes: []byte{0xff}}),
			"eu_dcc without COSE": european.Sign(signer(), mint.DCCOptions{COSE: []byte{1}})}},
		"unclear": {Answer: "review/content_unclear", Cards: map[string]string{
			"shc":           mint.Numeric(plain.EditPayload(`"fhirBundle"`, `"bundle"`).JWS(issuer)),
			"shc undated":   mint.Numeric(plain.EditPayload(`"nbf"`, `"NBF"`).JWS(issuer)),
			"vds_nc":        vaccinated.Edit(`"msg"`, `"msh"`).Sign(listed),
			"vds_nc no day": vaccinated.Edit("2021-07-10", "x").Edit("2021-07-31", "x").Sign(listed),
			"eu_dcc":        european.Sign(signer(), mint.DCCOptions{PayloadBytes: []byte{1}}),
			"eu_dcc no exp": european.Sign(signer(), mint.DCCOptions{Claims: map[any]any{mint.ClaimExpires: nil}})}},
		"blocked": {Answer: "invalid/issuer_blocked", Cards: valid,
			Local: trust.Local{Blocks: []trust.Block{block(issuer.URL), block("UTO")}}},
		"too old": {Answer: "review/trust_too_old", Flags: []string{"--max-age", "30d"}, Cards: valid},
		"clock":   {Answer: "review/clock_doubtful", Flags: []string{"now"}, Cards: valid},
	}
}

func block(issuer string) trust.Block {
	return trust.Block{Issuer: issuer, Entry: trust.Entry{Who: "alice", When: Made}}
}

// Clock is the time, and the flags without what stands for an early one.
func (a Alike) Clock() (time.Time, []string) {
	if len(a.Flags) == 1 {
		return Made.AddDate(0, 0, -1), nil
	}
	return Now, a.Flags
}

// namesFormat matches what only some formats have, or are called.
var namesFormat = regexp.MustCompile(`(?i)shc|smart.health|hc1|dcc|vds|icao|jws|jwk|cose|cbor|fhir|base45|csca|dsc|certificates\.pem of|署名者|認証局|文件签名者|认证机构|문서 서명자|인증기관`)

// Same compares what is said of certificates.
func Same(t *testing.T, cards map[string]string, say func(text string) string) {
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
