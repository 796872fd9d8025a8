package codes

import (
	"net/url"
	"strings"
	"testing"

	"vaxcheck/decode"
	"vaxcheck/internal/mint"
)

// indented is a seal over several lines.
func indented() string {
	return strings.NewReplacer(`{"data":`, "{\n  \"data\":\n  ", `,"sig":{`, ",\n\"sig\": {\n", `"}}`,
		"\"\n}\n}").Replace(seal())
}

// wrapped is a text with a line end after each so many bytes, which letters of
// several bytes do not survive.
func wrapped(text string, width int) string {
	var b strings.Builder
	for ; len(text) > width; text = text[width:] {
		b.WriteString(text[:width] + "\r\n")
	}
	return b.String() + text
}

// TestSealsInFiles: as many certificates as there are, however they are written
// down.
func TestSealsInFiles(t *testing.T) {
	good, cut := seal(), seal()[:900]
	ascii := mint.Vaccinated("UTO").Edit("Ministère/健康省", "Ministry").Sign(signer())
	card := "shc:/" + strings.Repeat("5", 40)
	for name, test := range map[string]struct {
		text  string
		seals int // that are whole
		codes int
	}{
		"one":                  {good, 1, 1},
		"indented":             {indented(), 1, 1},
		"not indented":         {strings.ReplaceAll(indented(), "  ", ""), 1, 1},
		"two indented":         {indented() + "\n" + indented(), 2, 2},
		"two, braces together": {indented() + indented(), 2, 2},
		"two on a line":        {good + good, 2, 2},
		"two on a line, apart": {good + " \t " + good + "\n" + good, 3, 3},
		"wrapped":              {wrapped(ascii, 76), 1, 1},
		"wrapped narrowly":     {wrapped(ascii, 12), 1, 1},
		"two wrapped":          {wrapped(ascii, 76) + "\n" + wrapped(ascii, 77), 2, 2},
		"cut short, then good": {cut + "\n" + good, 1, 2},
		"cut, indented, card":  {cut + "\n" + card + "\n" + indented(), 1, 3},
		"array, indented":      {"[\n" + good + "\n]\n" + good, 2, 2},
		"array of two":         {"[" + good + "," + good + "]", 0, 1},
		"something behind":     {good + "x", 0, 1},
		"something else":       {good + "{}", 0, 1},
		"bracket, then a card": {"[\n" + card, 0, 2},
		"brace, then cards":    {"{\n" + good + "\n" + card, 1, 3},
		"closed too often":     {good + "}", 0, 1},
	} {
		for _, end := range []string{"", "\n", "\r\n"} {
			codes := Read([]byte(test.text + end))
			whole := 0
			for _, code := range codes {
				if c := decode.Parse(code); len(c.Problems) == 0 && c.Format == decode.FormatVDSNC {
					whole++
				}
			}
			if whole != test.seals || len(codes) != test.codes {
				t.Errorf("%s: %d codes, %d of them seals", name, len(codes), whole)
			}
		}
	}
}

// TestUnclosedSwallowsNothing: whatever an unclosed bracket stands before, the codes after
// it are read.
func TestUnclosedSwallowsNothing(t *testing.T) {
	jws := mint.Japan(testIssuer, mint.Hanako()).JWS(testIssuer)
	digits, eu := mint.Numeric(jws), mint.VaccinatedDCC("UT").Sign(testDSC, mint.DCCOptions{})
	ways := map[string]string{
		"link": "https://x/#" + digits, "encoded": "https://x/?c=" + url.QueryEscape(eu),
		"bare": digits[len("shc:/"):], "JWS": jws,
		"AIM": "]Q1" + digits, "ECI": `\000026` + eu, "small": strings.ToLower(eu),
		"quoted": `"` + digits + `"`, "markup": `<a href="https://x/#` + digits + `">`,
		"sentence": "see " + eu + " please", "seal": seal(),
		"card file":    strings.ReplaceAll(string(mint.File(jws)), "\n", ""),
		"full width":   strings.Map(func(r rune) rune { return r - '!' + '！' }, digits),
		"blank before": "  " + digits,
	}
	for _, head := range []string{"{ hi", "{", "[", `{"`, `{"a":`, `{"a": "b`, `{"verifiableCredential": [`,
		"{x", `[{"data":{`} {
		for name, code := range ways {
			codes := Read([]byte(head + "\n" + code + "\n" + code + "\n"))
			whole := 0
			for _, code := range codes {
				if len(decode.Parse(code).Problems) == 0 {
					whole++
				}
			}
			if head == "[" && name == "seal" || name == "quoted" && strings.HasPrefix(head, `{"verifiable`) {
				continue // they may belong together
			}
			if whole != 2 {
				t.Errorf("%q before %s: %d of %d are whole", head, name, whole, len(codes))
			}
		}
	}
}

// TestWrappedContainers: what ends a document is no part of one, wherever it was wrapped.
func TestWrappedContainers(t *testing.T) {
	seal := mint.Vaccinated("UTO").Edit("Ministère/健康省", "Ministry").Sign(signer())
	for text, want := range map[string]int{seal: 1, seal + seal: 2} {
		for width := 12; width < 200; width++ {
			if width == 49 || width == 149 {
				continue // the first line ends in a brace
			}
			codes := Read([]byte(wrapped(text, width)))
			if len(codes) != want || len(decode.Parse(codes[0]).Problems) != 0 {
				t.Errorf("%.20q, %d wide: %d codes, %+v", text, width, len(codes),
					decode.Parse(codes[0]).Problems)
			}
		}
	}
}

// TestSymbolIsLeftAsItIs: one symbol is one code, and its line ends are its own.
func TestSymbolIsLeftAsItIs(t *testing.T) {
	text := strings.Replace(seal(), "HANAKO", "HANA\nKO", 1) + seal()
	codes := expand(decode.Code{Text: text, Symbol: &decode.Symbol{}})
	if len(codes) != 1 || codes[0].Text != text {
		t.Errorf("%d codes", len(codes))
	}
	if c := decode.Parse(codes[0]); len(c.Problems) == 0 {
		t.Error("a line end in a string, and text behind it")
	}
}

func TestUnwrap(t *testing.T) {
	for text, want := range map[string]string{
		"{\"a\nb\":\r\n1}": `{"ab":  1}`, "{\"a\\\n\"b\":\"\r\\\\\n\"\n}": `{"a\"b":"\\" }`,
		`{"a":1}`: `{"a":1}`, "\n": " ", "\"\n": `"`,
	} {
		if got := unwrap(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func FuzzDocument(f *testing.F) {
	f.Add(seal() + seal())
	f.Add("[\n" + indented() + "\n]")
	f.Add(wrapped(seal(), 30) + "\n{\n" + seal())
	f.Fuzz(func(t *testing.T, text string) {
		for _, seal := range splitSeals(text) {
			if seal == "" || !strings.Contains(text, seal) {
				t.Errorf("%q out of nowhere", seal)
			}
		}
		if again := unwrap(text); again != unwrap(again) {
			t.Error("unwrapped twice")
		}
		for code := range readText(text, nil) {
			if code.Problem == nil && code.Text == "" {
				t.Error("a code of nothing")
			}
		}
	})
}
