package show

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"vaxcheck/decode"
	"vaxcheck/internal/expect"
	"vaxcheck/internal/mint"
	"vaxcheck/trust"
	"vaxcheck/verify"
	"vaxcheck/verify/rules"
)

// TestInspectLevelA: only the checks that do not hold, with nothing that a format
// alone has.
func TestInspectLevelA(t *testing.T) {
	for _, w := range allLanguages() {
		s := settingsFor(expect.Face{Lang: w.Tag(), Terminal: false}, verify.LevelA)
		text := rendered(t, s, textReports(t)[verify.Invalid], inspectOf)
		if !strings.HasSuffix(text, "\n  "+w.Inspect.Checks()+"\n    "+w.Outcomes().Of(verify.Fail.String())+
			"  "+checkName(w, verify.CheckSignature)+w.Comma()+"signature_invalid\n") {
			t.Error(text)
		}
		expect.Without(t, text, []string{"RFC", w.Finding("signature.wrong"), w.Inspect.NotProven(),
			w.Outcomes().Of(verify.NotRun.String())})
		expect.Without(t, rendered(t, s, textReports(t)[verify.Valid], inspectOf),
			[]string{w.Inspect.Checks(), w.Inspect.Proven(), "RFC"})
	}
}

func checkName(w *Sentences, id verify.CheckID) string {
	if w.Checks().Of(string(id)) == string(id) {
		return string(id)
	}
	return w.Checks().Of(string(id)) + " [" + string(id) + "]"
}

// TestInspectChecks: every check with its id, outcome and section, also where
// nothing is proven.
func TestInspectChecks(t *testing.T) {
	for _, w := range allLanguages() {
		s := settingsFor(expect.Face{Lang: w.Tag(), Terminal: false}, verify.LevelB)
		text := rendered(t, s, textReports(t)[verify.Invalid], inspectOf)
		for _, id := range verify.CheckIDs() {
			if name := w.Checks().Of(string(id)); name != string(id) {
				expect.Lines(t, text, name+" ["+string(id)+"]")
			}
		}
		expect.Lines(t, text, w.Outcomes().Of(verify.Pass.String()), w.Outcomes().Of(verify.Fail.String()),
			w.Outcomes().Of(verify.NotRun.String()), w.Inspect.NotProven(),
			"signature_invalid", w.Finding("signature.wrong"), "RFC 7515 section 5.2, RFC 7518 section 3.4")
	}
}

// TestInspectUnproven: what nobody vouches for comes last, under its heading.
func TestInspectUnproven(t *testing.T) {
	for _, w := range allLanguages() {
		s := settingsFor(expect.Face{Lang: w.Tag(), Terminal: false}, verify.LevelC)
		for _, v := range []verify.Verdict{verify.Review, verify.Invalid} {
			proven, unproven, found := strings.Cut(rendered(t, s, textReports(t)[v], inspectOf),
				"!!! "+w.Inspect.Unproven()+" !!!\n")
			if !found {
				t.Fatalf("%s: no heading", v)
			}
			expect.Lines(t, unproven, w.Inspect.UnprovenNote(), `"花子"`, `"lotNumber": "ZZ0001"`, `"alg": "ES256"`)
			expect.Without(t, proven, []string{"花子", "ZZ0001", "DEF", "stranger.example", "issuer.example"})
		}
		expect.Without(t, rendered(t, s, textReports(t)[verify.Valid], inspectOf), []string{w.Inspect.UnprovenNote()})
	}
}

func TestInspectProven(t *testing.T) {
	text := rendered(t, settingsFor(expect.Face{Lang: "en", Terminal: false}, verify.LevelC),
		textReports(t)[verify.Valid], inspectOf)
	expect.Lines(t, text, "Checks (signature holds)", "thumbprint      "+textIssuer.KID,
		"last retrieved  2022-06-01T12:00:00Z",
		mint.Japan(textIssuer, mint.Hanako()).JWS(textIssuer))
	_, payload, _ := strings.Cut(text, "  Payload\n")
	payload, _, _ = strings.Cut(payload, "  Signature\n")
	var got bytes.Buffer
	if err := json.Compact(&got, []byte(payload)); err != nil {
		t.Fatalf("%v in %s", err, payload)
	}
	var claims struct{ Iss string }
	if json.Unmarshal(got.Bytes(), &claims) != nil || claims.Iss != textIssuer.URL {
		t.Errorf("the payload shown is %s", got.String())
	}
}

// TestInspectKeyFacts: periods and the revocation list of a key.
func TestInspectKeyFacts(t *testing.T) {
	issuer := mint.NewIssuer("https://listed.example/shc", "Listed", "key facts").
		WithCertificate(textCreated.AddDate(-1, 0, 0), textCreated.AddDate(1, 0, 0))
	issuer.CRLVersion = 1
	issuer.CRL = &mint.CRL{Method: "rid", Ctr: 1, RIDs: []string{"b3RoZXI"}}
	set, err := trust.LoadSnapshot(mint.Snapshot(textCreated, issuer), "test.json")
	if err != nil {
		t.Fatal(err)
	}
	c := decode.Parse(decode.Code{Text: cardCode(issuer, mint.Hanako()),
		Symbol: &decode.Symbol{Version: 22, Level: "L", Found: "plain", Corners: []decode.Point{{X: 1, Y: 2},
			{X: 3, Y: 4}}}})
	report := verify.Check(c, set, rules.Builtin()[0], verify.Instant{Time: textNow})
	text := rendered(t, settingsFor(expect.Face{Lang: "en", Terminal: false}, verify.LevelB), report, inspectOf)
	period := textCreated.AddDate(-1, 0, 0).Format(time.RFC3339) + " - " +
		textCreated.AddDate(1, 0, 0).Format(time.RFC3339)
	expect.Lines(t, text, period+" (names the issuer)", "revocation list            1 entry",
		"1  version 22, level L, found by plain, corners 1,2 3,4",
		"Symbol   version 22, level L, 1 code")
}

// TestInspectNotes: deviations stand with their code.
func TestInspectNotes(t *testing.T) {
	jws := mint.Japan(textIssuer, mint.Hanako()).JWS(textIssuer)
	report := judged(t, "SHC"+strings.TrimPrefix(mint.Numeric(jws), "shc"), verify.Instant{Time: textNow})
	for _, w := range allLanguages() {
		text := rendered(t, settingsFor(expect.Face{Lang: w.Tag(), Terminal: false}, verify.LevelB), report, inspectOf)
		_, notes, found := strings.Cut(text, "  "+w.Inspect.Notes()+"\n")
		if !found || strings.Count(notes, "\n") == 0 {
			t.Errorf("no notes in:\n%s", text)
		}
	}
}
