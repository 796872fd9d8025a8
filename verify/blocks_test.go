package verify_test

import (
	"slices"
	"testing"

	"vaxcheck/decode"
	"vaxcheck/internal/mint"
	"vaxcheck/trust"
	"vaxcheck/verify"
)

// blockedKey is a block of one key of an issuer.
func blockedKey(t testing.TB, issuer, kid string) trust.Local {
	t.Helper()
	b, err := trust.NewKeyBlock(issuer, kid, by)
	if err != nil {
		t.Fatal(err)
	}
	return trust.Local{Blocks: []trust.Block{b}}
}

// TestKeyOfIssuerBlocked: one key of an issuer is refused whatever the form of its id, by
// whatever code of a state, and under no other issuer.
func TestKeyOfIssuerBlocked(t *testing.T) {
	signer := documentSigner("one key", mint.DSCOptions{})
	seal := mint.Vaccinated("UTO").Sign(sealAuthority().Signer("x", mint.SignerOptions{}))
	odd := mint.Japan(issuer, mint.Hanako()).EditHeader(issuer.KID, "key-1").JWS(issuer)
	for name, tt := range map[string]struct {
		text        string
		set         *trust.Set
		issuer, kid string
		other       string // who has a key of the same id
	}{
		"SHC": {mint.Japan(issuer, mint.Hanako()).JWS(issuer), setOf(t, issuer), issuer.URL,
			issuer.KID, gone.URL},
		"SHC, odd id": {odd, setOf(t, issuer), issuer.URL, "key-1", gone.URL},
		"VDS-NC": {seal, certificates(t, sealAuthority().PEM()), "UT",
			decode.Parse(decode.Code{Text: seal}).KeyID, "JPN"},
		"DCC": {mint.VaccinatedDCC("UT").Sign(signer, mint.DCCOptions{}),
			certificates(t, signerPEM(signer)), "UTO", signer.KeyID(), "DE"},
		"DCC, another code": {mint.VaccinatedDCC("UT").Sign(signer, mint.DCCOptions{}),
			certificates(t, signerPEM(signer)), "UT", signer.KeyID(), "JP"},
	} {
		judged := func(local trust.Local) verify.Report {
			return judgeSeal(tt.text, with(t, tt.set, local, nil))
		}
		r := judged(blockedKey(t, tt.issuer, tt.kid))
		if r.Verdict() != verify.Invalid || !slices.Contains(r.Reasons(), verify.ReasonKeyBlocked) ||
			r.Outcome(verify.CheckSignature) != verify.NotRun || r.View(verify.LevelC).Content != nil {
			t.Errorf("%s: %s %v", name, r.Verdict(), r.Reasons())
		}
		for _, pair := range [][2]string{{tt.other, tt.kid}, {tt.issuer, tt.kid + "x"}, {tt.kid, tt.issuer}} {
			if r := judged(blockedKey(t, pair[0], pair[1])); slices.Contains(r.Reasons(), verify.ReasonKeyBlocked) {
				t.Errorf("%s: blocked by a block of %q", name, pair)
			}
		}
	}
}
