package verify_test

import (
	"testing"

	"vaxcheck/decode"
	"vaxcheck/internal/mint"
	"vaxcheck/verify"
)

// TestWitness: the second opinion is asked for wherever a signature was checked, and it
// agrees.
func TestWitness(t *testing.T) {
	card := mint.Japan(issuer, mint.Hanako())
	stranger := mint.NewIssuer("https://stranger.example/issuer", "", "stranger")
	for text, want := range map[string]*verify.Witness{
		card.JWS(issuer):         {By: "go-jose", Outcome: verify.Pass, Agrees: true},
		forged(card.JWS(issuer)): {By: "go-jose", Outcome: verify.Fail, Agrees: true},
		mint.Japan(stranger, mint.Hanako()).JWS(stranger): nil,
		"https://example.com/menu":                        nil,
	} {
		got := judge(t, text).Inspect(verify.LevelB).Witness
		if (got == nil) != (want == nil) || got != nil && *got != *want {
			t.Errorf("%.40s: %+v, want %+v", text, got, want)
		}
	}
}

// TestNotesByLevel: deviations of the code are told from level B on, those of the content
// at level C, and only if it is proven.
func TestNotesByLevel(t *testing.T) {
	card := mint.US(issuer, mint.Sample()).EditPayload(`"status":"completed"`,
		`"status":"completed","id":"x"`).JWS(issuer)
	for text, proven := range map[string]bool{card: true, forged(card): false} {
		var counts []int
		for _, level := range levels {
			counts = append(counts, len(judge(t, text).Inspect(level).Notes))
		}
		if a, b, c := counts[0], counts[1], counts[2]; a != 0 || (c > b) != proven {
			t.Errorf("proven %v: notes %v", proven, counts)
		}
	}
	small := decode.Code{Text: "SHC" + mint.Numeric(card)[len("shc"):]}
	r := verify.Check(decode.Parse(small), setOf(t, issuer), policy(t, "any"), verify.Instant{Time: now})
	if a, b := r.Inspect(verify.LevelA).Notes, r.Inspect(verify.LevelB).Notes; len(a) != 0 || len(b) == 0 {
		t.Errorf("an odd prefix: %v, %v", a, b)
	}
}

// TestInspectSymbols: what was seen in a picture, to a hundredth of a pixel.
func TestInspectSymbols(t *testing.T) {
	text := mint.Numeric(mint.Japan(issuer, mint.Hanako()).JWS(issuer))
	c := decode.Parse(decode.Code{Text: text, Symbol: &decode.Symbol{Version: 22, ModulePixels: 3.14159}})
	got := verify.Check(c, setOf(t, issuer), policy(t, "any"), verify.Instant{Time: now}).Inspect(verify.LevelB).Symbols
	if len(got) != 1 || got[0].ModulePixels != 3.14 || got[0].Version != 22 {
		t.Errorf("%+v", got)
	}
	if got := judge(t, text).Inspect(verify.LevelB).Symbols; got != nil {
		t.Errorf("%+v of a text", got)
	}
	if got := new(verify.Report).Inspect(verify.LevelC); got.Symbols != nil || got.Card != nil || got.Unproven != nil {
		t.Errorf("%+v of nothing", got)
	}
}

// TestKeyFacts: where the key is from and what its list holds, if there is one.
func TestKeyFacts(t *testing.T) {
	listed := issuer
	listed.CRLVersion, listed.CRL = 1, &mint.CRL{Ctr: 7, RIDs: []string{"b3RoZXI", "YW5vdGhlcg"}}
	for _, i := range []mint.Issuer{issuer, listed} {
		c := decode.Parse(decode.Code{Text: mint.Japan(i, mint.Hanako()).JWS(i)})
		got := verify.Check(c, setOf(t, i), policy(t, "any"), verify.Instant{Time: now}).Inspect(verify.LevelB).KeyFacts
		if got == nil || got.Origin == "" || got.KeyID != i.KID || got.Thumbprint != i.KID ||
			got.Authority != nil || (got.ListEntries != nil) != (i.CRL != nil) {
			t.Errorf("%+v", got)
		} else if got.ListEntries != nil && *got.ListEntries != 2 {
			t.Errorf("%d entries", *got.ListEntries)
		}
	}
	seal := judgeSeal(mint.Vaccinated("UTO").Sign(sealAuthority().Signer("x", mint.SignerOptions{})),
		certificates(t, sealAuthority().PEM()))
	if got := seal.Inspect(verify.LevelB).KeyFacts; got == nil || len(got.Thumbprint) != 43 {
		t.Errorf("%+v", got)
	}
	if got := judge(t, forged(mint.Japan(issuer,
		mint.Hanako()).JWS(issuer))).Inspect(verify.LevelC).KeyFacts; got != nil {
		t.Errorf("%+v of a forgery", got)
	}
}
