package show

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/mattn/go-runewidth"

	"vaxcheck/internal/expect"
	"vaxcheck/internal/mint"
	"vaxcheck/verify"
)

// TestTextVerdicts shows every verdict at every level on every face, with all
// renderers for people and for spreadsheets.
func TestTextVerdicts(t *testing.T) {
	fromA, fromB := withheld(t)
	renderers := map[string]func(*bytes.Buffer, *Settings) Renderer{"text": textOf, "inspect": inspectOf, "csv": csvOf}
	for verdict, report := range textReports(t) {
		for _, f := range expect.Faces() {
			for level := verify.LevelA; level <= verify.LevelC; level++ {
				for name, make := range renderers {
					t.Run(fmt.Sprintf("%s at %s, %s, %s", verdict, level, f, name), func(t *testing.T) {
						text := rendered(t, settingsFor(f, level), report, make)
						if name != "csv" {
							expectVerdictFirst(t, f, verdict, text)
						}
						switch {
						case level == verify.LevelA:
							expect.Without(t, text, fromA)
						case level == verify.LevelB:
							expect.Without(t, text, fromB)
						case !report.Proven():
							proven, _, _ := strings.Cut(text, settingsFor(f, level).Words.Inspect.UnprovenNote())
							expect.Without(t, proven, append(fromB, "issuer.example", "stranger.example"))
						}
						expect.Harmless(t, expect.Uncoloured(strings.TrimPrefix(text, "\ufeff")), "\r\n")
					})
				}
			}
		}
	}
}

// expectVerdictFirst holds the first line against the contract.
func expectVerdictFirst(t *testing.T, f expect.Face, v verify.Verdict, text string) {
	t.Helper()
	first, _, _ := strings.Cut(expect.Uncoloured(text), "\n")
	word := SentencesIn(f.Lang).Verdicts().Of(string(v))
	if !f.Terminal && first != word+"  a.png" {
		t.Errorf("first line %q", first)
	}
	if f.Terminal && !regexp.MustCompile(`^\[ +`+word+` +\] +a\.png$`).MatchString(first) {
		t.Errorf("first line %q", first)
	}
	if coloured := strings.Contains(text, "\x1b["); coloured != f.Terminal {
		t.Errorf("colour: %v", coloured)
	}
}

// TestTextTags: brackets as the contract shows them, and all names of inputs
// in one column.
func TestTextTags(t *testing.T) {
	en := NewSheet(settingsFor(expect.Face{Lang: "en", Terminal: true}, verify.LevelA))
	for v, want := range map[verify.Verdict]string{
		verify.Valid: "[  VALID  ]", verify.Review: "[  CHECK  ]", verify.Invalid: "[ INVALID ]",
	} {
		if got := en.tag(en.W.Verdicts().Of(string(v))); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	for _, w := range allLanguages() {
		p := NewSheet(settingsFor(expect.Face{Lang: w.Tag(), Terminal: true}, verify.LevelA))
		width := 0
		for _, v := range append(verify.Verdicts(), "") {
			got := runewidth.StringWidth(expect.Uncoloured(p.verdictWord(v)))
			if width == 0 {
				width = got
			}
			if got != width {
				t.Errorf("%s: %q is %d columns wide, others %d", w.Tag(), p.verdictWord(v), got, width)
			}
		}
	}
}

func TestTextValid(t *testing.T) {
	report := textReports(t)[verify.Valid]
	want := "VALID  a.png\n" +
		"  Next: This tells nothing about who holds the certificate. To compare the name, ask for level C (--level C).\n" +
		"  checked 2022-07-01T00:30:00Z, trust set test.json of 2022-06-01 (29 days old), policy any: at least one COVID-19 vaccination\n"
	if got := rendered(t, settingsFor(expect.Face{Lang: "en", Terminal: false}, verify.LevelA), report,
		textOf); got != want {
		t.Errorf("got:\n%swant:\n%s", got, want)
	}
	ja := "有効  a.png\n" +
		"  次に: お持ちの方がご本人かどうかは確認していません。氏名を見比べるときはレベル C(--level C)で表示してください。\n" +
		"  判定日時 2022-07-01T00:30:00Z、信頼リスト test.json 2022-06-01 作成 (29日経過)、条件 any: 新型コロナワクチン接種1回以上\n"
	if got := rendered(t, settingsFor(expect.Face{Lang: "ja", Terminal: false}, verify.LevelA), report,
		textOf); got != ja {
		t.Errorf("got:\n%swant:\n%s", got, ja)
	}
}

func TestTextLevelB(t *testing.T) {
	text := rendered(t, settingsFor(expect.Face{Lang: "en", Terminal: false}, verify.LevelB),
		textReports(t)[verify.Valid], textOf)
	hash := sha256.Sum256([]byte(mint.Japan(textIssuer, mint.Hanako()).JWS(textIssuer)))
	expect.Lines(t, text, "Format   SMART Health Card\n", "Issuer   Example Health Agency\n",
		"         https://issuer.example/shc\n",
		textIssuer.KID+" (ES256, test.json)", "Issued   2022-04-15T05:20:00Z",
		"does not expire", hex.EncodeToString(hash[:]), "1 code\n")
	unproven := rendered(t, settingsFor(expect.Face{Lang: "en", Terminal: false}, verify.LevelB),
		textReports(t)[verify.Invalid], textOf)
	expect.Lines(t, unproven, "Code (not proven)")
	expect.Without(t, unproven, []string{"issuer.example", "Example Health Agency", textIssuer.KID, "Issued"})
}

// TestTextDraws: the code is drawn on a terminal with room and colour, for a
// proven card and from level B on.
func TestTextDraws(t *testing.T) {
	reports := textReports(t)
	tests := []struct {
		name                   string
		verdict                verify.Verdict
		level                  verify.Level
		terminal, color, large bool
		drawn, hint            bool
	}{
		{"room", verify.Valid, verify.LevelB, true, true, true, true, false},
		{"level A", verify.Valid, verify.LevelA, true, true, true, false, false},
		{"pipe", verify.Valid, verify.LevelB, false, true, true, false, false},
		{"no room", verify.Valid, verify.LevelB, true, true, false, false, true},
		{"no colour", verify.Valid, verify.LevelC, true, false, true, false, true},
		{"unproven", verify.Invalid, verify.LevelC, true, true, true, false, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := settingsFor(expect.Face{Lang: "en", Terminal: tt.terminal}, tt.level)
			s.Color = tt.color
			if tt.large {
				s.Columns, s.Rows = 200, 100
			}
			text := rendered(t, s, reports[tt.verdict], textOf)
			if drawn := strings.Contains(text, "█"); drawn != tt.drawn {
				t.Errorf("drawn: %v", drawn)
			}
			if hint := strings.Contains(text, s.Words.Labels.NoRoom()); hint != tt.hint {
				t.Errorf("hint: %v", hint)
			}
		})
	}
}

func TestTextReasons(t *testing.T) {
	reports := textReports(t)
	for _, w := range allLanguages() {
		s := settingsFor(expect.Face{Lang: w.Tag(), Terminal: false}, verify.LevelA)
		for v, r := range reports {
			text := rendered(t, s, r, textOf)
			for _, reason := range r.Reasons() {
				expect.Lines(t, text, w.Reasons(string(reason)).Sentence+" ("+string(reason)+")")
			}
			if len(r.Reasons()) > 0 {
				expect.Lines(t, text, w.Next()+": "+w.Reasons(string(r.Reasons()[0])).Next)
			}
			if v == verify.NotReady {
				expect.Lines(t, text, w.Labels.NoTrustSet())
			}
		}
		expect.Lines(t, rendered(t, s, reports[verify.Unreadable], textOf), w.ThisIs(w.CodeKinds().Of("url")))
		detail := w.Details().Of("no_covid19_dose")
		expect.Without(t, rendered(t, s, reports[verify.Insufficient], textOf), []string{detail})
		s.Level = verify.LevelC
		expect.Lines(t, rendered(t, s, reports[verify.Insufficient], textOf), detail)
	}
}

// TestTextAsOf: another time than now is told loudly, in its own zone, also
// where there is only one line.
func TestTextAsOf(t *testing.T) {
	tokyo := time.FixedZone("", 9*60*60)
	at := verify.Instant{Time: time.Date(2022, 7, 1, 9, 0, 0, 0, tokyo), Stated: true}
	report := judged(t, cardCode(textIssuer, mint.Hanako()), at)
	for _, w := range allLanguages() {
		s := settingsFor(expect.Face{Lang: w.Tag(), Terminal: false}, verify.LevelA)
		s.At = at
		notice := w.AsOf("2022-07-01T09:00:00+09:00")
		expect.Lines(t, rendered(t, s, report, textOf), "\n  !!! "+notice+" !!!\n")
		s.Quiet = true
		if got, want := rendered(t, s, report, textOf), w.Verdicts().Of(string(verify.Valid))+"  a.png  ("+
			notice+")\n"; got != want {
			t.Errorf("quiet: got %q, want %q", got, want)
		}
	}
}

// TestTextSeveral: blocks are kept apart, lines of a quiet run are not, and
// the sum goes to the side.
func TestTextSeveral(t *testing.T) {
	reports := textReports(t)
	var out, side bytes.Buffer
	for _, quiet := range []bool{false, true} {
		out.Reset()
		side.Reset()
		s := settingsFor(expect.Face{Lang: "en", Terminal: false}, verify.LevelA)
		s.Quiet = quiet
		r := newTextRenderer(&out, &side, s)
		for i, a := range []Answer{
			{Origin: Origin{Name: "-", Line: 3}, Report: reports[verify.Valid]},
			{Origin: Origin{Name: "b\x1b[2J.png", Index: 1, Code: 2}, Report: reports[verify.Invalid]},
		} {
			if err := r.Answer(a); err != nil {
				t.Fatal(i, err)
			}
		}
		sum := Summary{Results: 2, Verdicts: map[verify.Verdict]int{verify.Valid: 1, verify.Invalid: 1}}
		if err := r.End(sum); err != nil {
			t.Fatal(err)
		}
		switch {
		case quiet && (out.String() != "VALID  -:3\nINVALID  b\\u{001b}[2J.png #2\n" || side.Len() > 0):
			t.Errorf("quiet: %q and %q", out.String(), side.String())
		case !quiet && (strings.Count(out.String(), "\n\n") != 1 || side.String() != "2 results: 1 INVALID, 1 VALID\n"):
			t.Errorf("got %q and %q", out.String(), side.String())
		}
	}
}

// TestTextBug: what our own mistake kept from being judged says so.
func TestTextBug(t *testing.T) {
	var out bytes.Buffer
	s := settingsFor(expect.Face{Lang: "en", Terminal: false}, verify.LevelC)
	r := newTextRenderer(&out, &out, s)
	if err := r.Answer(Answer{Origin: Origin{Name: "a.png"}}); err != nil {
		t.Fatal(err)
	}
	expect.Lines(t, out.String(), NoVerdict+"  a.png\n", SentencesIn("en").Bug())
}
