package show

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"testing"
	"time"

	"vaxcheck/decode"
	"vaxcheck/internal/expect"
	"vaxcheck/internal/mint"
	"vaxcheck/trust"
	"vaxcheck/verify"
	"vaxcheck/verify/rules"
)

// The world of these tests: one issuer in a trust set, and one that is not.
var (
	textIssuer   = mint.NewIssuer("https://issuer.example/shc", "Example Health Agency", "text tests")
	textStranger = mint.NewIssuer("https://stranger.example/shc", "Stranger", "text tests, stranger")
	textCreated  = time.Date(2022, 6, 1, 12, 0, 0, 0, time.UTC)
	textNow      = time.Date(2022, 7, 1, 0, 30, 0, 0, time.UTC)
)

func textSet(t *testing.T) *trust.Set {
	t.Helper()
	set, err := trust.LoadSnapshot(mint.Snapshot(textCreated, textIssuer), "test.json")
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// judged judges the text of a code under the default policy.
func judged(t *testing.T, text string, at verify.Instant) verify.Report {
	t.Helper()
	return verify.Check(decode.Parse(decode.Code{Text: text}), textSet(t), rules.Builtin()[0], at)
}

// cardCode signs a person's card and returns the text of its code.
func cardCode(issuer mint.Issuer, p mint.Person) string {
	return mint.Numeric(mint.Japan(issuer, p).JWS(issuer))
}

// textReports has a report for each verdict.
func textReports(t *testing.T) map[verify.Verdict]verify.Report {
	t.Helper()
	now := verify.Instant{Time: textNow}
	altered := mint.Japan(textIssuer, mint.Hanako())
	forged := altered.EditPayload("1985-04-01", "1986-04-01").JWS(textStranger)
	reports := map[verify.Verdict]verify.Report{
		verify.Valid:        judged(t, cardCode(textIssuer, mint.Hanako()), now),
		verify.Insufficient: judged(t, cardCode(textIssuer, tested()), now),
		verify.Review:       judged(t, cardCode(textStranger, mint.Hanako()), now),
		verify.Invalid:      judged(t, mint.Numeric(forged), now),
		verify.Specimen:     judged(t, cardCode(mint.Specimen(), mint.Hanako()), now),
		verify.Unreadable:   judged(t, "https://example.com/", now),
		verify.NotReady:     verify.NotReadyReport(verify.ReasonTrustMissing, rules.Builtin()[0], now),
	}
	for v, r := range reports {
		if r.Verdict() != v {
			t.Fatalf("the report for %s is %s: %v", v, r.Verdict(), r.Reasons())
		}
	}
	return reports
}

// tested is a person with a test and no dose, whose card was issued a day after
// the test and does not expire.
func tested() mint.Person {
	p := mint.Tested()
	p.NotBefore, p.Expires = "1641861000", ""
	return p
}

// settingsFor are those for a face.
func settingsFor(f expect.Face, level verify.Level) *Settings {
	return &Settings{Level: level, Format: "text", Words: SentencesIn(f.Lang), Policy: rules.Builtin()[0],
		Color: f.Terminal, Terminal: f.Terminal, Columns: 80, Rows: 24, Now: func() time.Time { return textNow }}
}

// rendered shows one answer with the renderer that make returns.
func rendered(t *testing.T, s *Settings, r verify.Report, make func(*bytes.Buffer, *Settings) Renderer) string {
	t.Helper()
	var out bytes.Buffer
	target := make(&out, s)
	if err := target.Begin(RunInfo{}); err != nil {
		t.Fatal(err)
	}
	if err := target.Answer(Answer{Origin: Origin{Name: "a.png"}, Report: r}); err != nil {
		t.Fatal(err)
	}
	if err := target.End(Summary{Results: 1}); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func textOf(out *bytes.Buffer, s *Settings) Renderer    { return newTextRenderer(out, out, s) }
func inspectOf(out *bytes.Buffer, s *Settings) Renderer { return newInspectTextRenderer(out, out, s) }
func csvOf(out *bytes.Buffer, s *Settings) Renderer     { return newCSVRenderer(out, s) }

// Texts that level A withholds, and those that level B does, of everything the
// reports above are made from.
func withheld(t *testing.T) (fromA, fromB []string) {
	t.Helper()
	fromB = []string{"見本 花子", "花子", "太郎", "1985-04-01", "1986-04-01", "2021-07-10", "2021-07-31",
		"2022-03-05", "ZZ0001", "YY0003",
		"MHLW", "omirnaty", "コミナティ", "pikevax", "スパイクバックス", "Tested", "1999-09-09", "94558-4",
		"Example Laboratory", "2022-01-10"}
	fromA = slices.Clone(fromB)
	for _, i := range []mint.Issuer{textIssuer, textStranger, mint.Specimen()} {
		for _, p := range []mint.Person{mint.Hanako(), tested()} {
			hash := sha256.Sum256([]byte(mint.Japan(i, p).JWS(i)))
			fromA = append(fromA, hex.EncodeToString(hash[:]))
		}
		fromA = append(fromA, i.URL, i.Name, i.KID)
	}
	return append(fromA, "2022-04-15", "2022-01-11"), fromB // the times of issue
}
