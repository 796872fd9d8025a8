package show

import (
	"strings"
	"testing"

	"vaxcheck/internal/expect"
	"vaxcheck/internal/mint"
	"vaxcheck/verify"
	"vaxcheck/verify/record"
)

func TestComposeName(t *testing.T) {
	tests := []struct {
		name string
		in   record.Name
		want string
	}{
		{"Latin", record.Name{Family: "Person", Given: []string{"Sample", "Q."}, Prefix: []string{"Dr."},
			Suffix: []string{"Jr."}}, "Dr. Sample Q. Person Jr."},
		{"Han", record.Name{Family: "見本", Given: []string{"花子"}}, "見本 花子"},
		{"Hiragana", record.Name{Family: "みほん", Given: []string{"はなこ"}}, "みほん はなこ"},
		{"narrow Katakana", record.Name{Family: "ﾐﾎﾝ", Given: []string{"ﾊﾅｺ"}}, "ﾐﾎﾝ ﾊﾅｺ"},
		{"Hangul", record.Name{Family: "견본", Given: []string{"하나"}}, "견본 하나"},
		{"one part in Han", record.Name{Family: "見本", Given: []string{"Maria"}}, "見本 Maria"},
		{"text only", record.Name{Text: "Sample Person"}, "Sample Person"},
		{"text as well", record.Name{Family: "Person", Given: []string{"Sample"}, Text: "S. Person"},
			"Sample Person / S. Person"},
		{"text the same", record.Name{Family: "Person", Given: []string{"Sample"}, Text: "Sample Person"},
			"Sample Person"},
		{"blanks", record.Name{Family: " ", Given: []string{"", "Sample"}}, "Sample"},
		{"nothing", record.Name{}, ""},
		{"hostile", record.Name{Family: "x\u202ey", Given: []string{"\x1b[2J"}}, `\u{001b}[2J x\u{202e}y`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := ComposeName(tt.in); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// contentText shows what verify says of a person's card at level C.
func contentText(t *testing.T, lang string, p mint.Person) string {
	t.Helper()
	report := judged(t, cardCode(textIssuer, p), verify.Instant{Time: textNow})
	if !report.Proven() {
		t.Fatal(report.Reasons())
	}
	return rendered(t, settingsFor(expect.Face{Lang: lang, Terminal: false}, verify.LevelC), report, textOf)
}

func TestTextNames(t *testing.T) {
	p := mint.HanakoAbroad()
	p.Names = append(p.Names, mint.Taro().Names[1])
	expect.Lines(t, contentText(t, "en", p),
		"    Name          HANAKO MIHON (official)\n    Name          見本 花子 (usual)\n    Earlier name  旧姓 太郎 (before marriage)\n    Birth date    1985-04-01\n")
	expect.Lines(t, contentText(t, "ja", p),
		"    氏名        HANAKO MIHON (公的な氏名)\n    氏名        見本 花子 (通常の氏名)\n    以前の氏名  旧姓 太郎 (旧姓)\n    生年月日    1985-04-01\n")
	nameless := mint.Hanako()
	nameless.Names, nameless.BirthDate = nil, ""
	expect.Lines(t, contentText(t, "en", nameless), "Name        name not given\n    Birth date  not given\n")
}

func TestTextDoses(t *testing.T) {
	p := mint.Hanako()
	p.Doses = append(p.Doses,
		mint.Dose{Code: "140", Date: "2021-11-01", Lot: "FLU1"},
		mint.Dose{Code: "208", Date: "2021-07-10", Lot: "TWICE"},
		mint.Dose{Code: "208", Date: "2021-08", Status: "entered-in-error"},
		mint.Dose{Code: "208", Date: "2021-09-01", Subpotent: true},
		mint.Dose{Code: "no-such-code", Date: "2021-09-02"},
		mint.Dose{Code: "208", DateText: "in spring"},
	)
	want := `    1  2021-07-10  コミナティ [cvx 208]
       製造番号 ZZ0001、実施者 MHLW_Gov_of_JAPAN
    1  2021-07-10  コミナティ [cvx 208]
       製造番号 TWICE、実施者 MHLW_Gov_of_JAPAN
    2  2021-07-31  コミナティ [cvx 208]
       製造番号 ZZ0002、実施者 MHLW_Gov_of_JAPAN
    -  2021-08  コミナティ [cvx 208]
       実施者 MHLW_Gov_of_JAPAN
       回数に含まない (誤って入力された記録)
    -  2021-09-01  コミナティ [cvx 208]
       実施者 MHLW_Gov_of_JAPAN
       回数に含まない (規定量に満たない接種)
    -  2021-09-02  不明なワクチン [cvx no-such-code]
       実施者 MHLW_Gov_of_JAPAN
       回数に含まない (数えられる接種記録ではない)
`
	text := contentText(t, "ja", p)
	expect.Lines(t, text, want, "    3  2022-03-05  スパイクバックス [cvx 207]\n",
		"    -  in spring  コミナティ [cvx 208]\n       実施者 MHLW_Gov_of_JAPAN\n       回数に含まない (日付がないか、読み取れない)\n")
	if !strings.Contains(text, "    1  2021-11-01  ") {
		t.Errorf("doses against another disease are not counted apart:\n%s", text)
	}
}

func TestTextTests(t *testing.T) {
	p := tested()
	p.Tests = append(p.Tests, mint.Test{Code: "94507-1", Date: "2022-01-11", Status: "preliminary",
		Result: mint.Coding{Code: "10828004"}},
		mint.Test{Code: "1-1", Date: "2022-01-12", ResultText: "weak"})
	expect.Lines(t, contentText(t, "en", p),
		"    -  2022-01-10T09:30:00+09:00  antigen test\n",
		"       result  negative, Not detected [snomed-ct 260415000]\n",
		"    -  2022-01-11  antibody test, which says nothing about an infection now\n",
		"       result  Positive [snomed-ct 10828004]\n", "       NOT FINAL (preliminary)\n",
		"    -  2022-01-12  unknown test\n", "       result  issuer's words weak\n")
}

func TestTextExemption(t *testing.T) {
	expect.Lines(t, contentText(t, "en", mint.Exempt()),
		"  Exemptions (not vaccinations)\n    -  under the policy https://policy.example/vaccination vaccine-exemption\n"+
			"       version 2022-01-01, recorded 2022-02-01, Example Health Office\n",
		"  Policy\n    doses  NOT MET, asked 1, found 0\n")
}

// TestTextFamily: everyone on a card stands with their own doses.
func TestTextFamily(t *testing.T) {
	text := contentText(t, "en", mint.Family())
	first, second, found := strings.Cut(text, "  Person 2\n")
	if !found || !strings.Contains(first, "  Person 1\n") {
		t.Fatalf("no two persons in:\n%s", text)
	}
	expect.Lines(t, first, "花子", "YY0003", "doses  met, asked 1, found 3")
	expect.Without(t, first, []string{"太郎", "ZZ0010"})
	expect.Lines(t, second, "太郎", "1950-12-31", "ZZ0010", "doses  met, asked 1, found 1")
	expect.Without(t, second, []string{"花子", "YY0003"})
}

// TestTextHostileCard: whatever an issuer signs, it stays on its line and
// speaks to nobody but the reader.
func TestTextHostileCard(t *testing.T) {
	hostile := "\x1b[2J\x1b]52;c;cm0=\a\r\nVALID \u202e\u200d\u009b\U000e0041"
	p := mint.Person{
		Names:     []mint.Name{{Use: hostile, Family: hostile, Given: []string{hostile}, Text: hostile}},
		BirthDate: "1985-04-01",
		Doses: []mint.Dose{{Date: "2021-07-10", Status: hostile, Codings: []mint.Coding{{System: hostile,
			Code: hostile}}, Lot: hostile, Performer: hostile}, {Code: "208", DateText: hostile}},
		Tests: []mint.Test{{Code: hostile, Date: hostile, Status: hostile,
			Result: mint.Coding{System: hostile, Code: hostile}, Performer: hostile},
			{Code: "94558-4", ResultText: hostile}},
		Exemption: &mint.Exemption{Policy: hostile, Version: hostile, Code: hostile, Recorded: hostile,
			Recorder: hostile},
	}
	for _, r := range []verify.Report{
		judged(t, cardCode(textIssuer, p), verify.Instant{Time: textNow}),
		judged(t, cardCode(textStranger, p), verify.Instant{Time: textNow}),
	} {
		for _, f := range expect.Faces() {
			for _, text := range []string{
				rendered(t, settingsFor(f, verify.LevelC), r, textOf),
				rendered(t, settingsFor(f, verify.LevelC), r, inspectOf),
			} {
				expect.Harmless(t, expect.Uncoloured(text), "\n")
				if strings.Contains(text, "\nVALID \\u") || strings.Contains(text, "[2J\x1b") {
					t.Errorf("the card has a line of its own:\n%s", text)
				}
			}
		}
	}
}
