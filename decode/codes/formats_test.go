package codes

import (
	"slices"
	"strings"
	"testing"

	"vaxcheck/decode"
	"vaxcheck/decode/qr"
	"vaxcheck/internal/mint"
)

// TestSealBytesFromSymbol: the bytes of the segments go before a text that some
// reader made of them.
func TestSealBytesFromSymbol(t *testing.T) {
	guessed := strings.ReplaceAll(seal(), "è", "é")
	for name, test := range map[string]struct {
		symbol symbolText
		want   string
	}{
		"guessed":   {symbolText{Text: guessed, Raw: []byte(seal())}, seal()},
		"no bytes":  {symbolText{Text: guessed}, guessed},
		"no UTF-8":  {symbolText{Text: guessed, Raw: []byte(seal() + "\xff")}, guessed},
		"no seal":   {symbolText{Text: "é", Raw: []byte("e")}, "é"},
		"with mark": {symbolText{Text: guessed, Raw: []byte("\ufeff" + seal())}, "\ufeff" + seal()},
	} {
		if got := test.symbol.plain(); got != test.want {
			t.Errorf("%s: %.60s", name, got)
		}
	}
}

// TestRawBytes: only a symbol of nothing but byte segments is its bytes.
func TestRawBytes(t *testing.T) {
	for want, segments := range map[string][]qr.Segment{
		"ab": {{Mode: "byte", Bytes: []byte("a")}, {Mode: "byte", Bytes: []byte("b")}},
		"a":  {{Mode: "eci"}, {Mode: "byte", Bytes: []byte("a")}},
		"":   {{Mode: "byte", Bytes: []byte("a")}, {Mode: "numeric"}},
	} {
		if codes := appendSymbol(nil, qr.Symbol{Content: qr.Content{Text: "text",
			Segments: segments}}); string(codes[0].Raw) != want {
			t.Errorf("got %q, want %q", codes[0].Raw, want)
		}
	}
}

// TestSealFromPicture reads one out of a symbol of bytes.
func TestSealFromPicture(t *testing.T) {
	codes := Read(mint.PNG(seal(), 3))
	if len(codes) != 1 || codes[0].Text != seal() || len(decode.Parse(codes[0]).Problems) > 0 {
		t.Fatalf("%d codes, %+v", len(codes), codes[0].Problem)
	}
}

// TestSealSpellings: however one in a file is written, it is one code.
func TestSealSpellings(t *testing.T) {
	for name, text := range map[string]string{
		"array": "[" + seal() + "]", "around it": "\ufeff \n" + seal() + "\r\n",
		"white space": strings.NewReplacer(`":`, `" : `, `,"`, " ,\n\"").Replace(seal()),
		"padded":      strings.Replace(seal(), `"}}`, `=="}}`, 1),
		"unknown":     strings.Replace(seal(), `{"data"`, `{"a":1,"data"`, 1),
	} {
		if codes := Read([]byte(text)); len(codes) != 1 || len(decode.Parse(codes[0]).Problems) > 0 {
			t.Errorf("%s: %d codes, %+v", name, len(codes), codes[0].Problem)
		}
	}
	if !LooksLikeCode(seal()) {
		t.Error("taken for the name of a file")
	}
}

func TestDocuments(t *testing.T) {
	for line, want := range map[string]bool{"[": true, "{": true, `[{"data":{`: true, "[1]": false,
		"[x": false, seal(): false, "[" + seal() + "]": false} {
		if _, begins := BeginDocument(line); begins != want {
			t.Errorf("%.20q begins: %v", line, !want)
		}
	}
}

// TestDCCFromFiles: no reader takes a space out of a code.
func TestDCCFromFiles(t *testing.T) {
	text := doubledSpaces(t)
	for name, data := range map[string][]byte{
		"line": []byte(text), "lines": []byte("\r\n" + text + "  \r\n"), "old Macintosh": []byte(text + "\r"),
		"with mark": []byte("\ufeff" + text + "\n"),
		"UTF-16":    utf16le(text), "card file": mint.File(text),
		"pass": pass(t, "pass.json", quote(t,
			map[string]any{"barcode": map[string]any{"message": text}})),
		"picture": mint.PNG(text, 3),
	} {
		codes := Read(data)
		if len(codes) != 1 {
			t.Fatalf("%s: %d codes", name, len(codes))
		}
		if c := decode.Parse(codes[0]); c.Text != text || len(c.Problems) > 0 {
			t.Errorf("%s: %+v", name, c.Problems)
		}
	}
	if !LooksLikeCode(text) || len(Line(text+"\n")) != 1 || decode.Parse(Line(text + "\n")[0]).Text != text {
		t.Error("taken for the name of a file, or for another line")
	}
}

// TestNZCPForms: however it is written, it is one pass with one canonical text.
func TestNZCPForms(t *testing.T) {
	issuer := mint.NewPassIssuer("did:web:pass.example", "key-1", "codes tests: passes")
	text := issuer.Pass().Sign(issuer, mint.DCCOptions{})
	if !LooksLikeCode(text) {
		t.Error("taken for the name of a file")
	}
	for name, tt := range map[string]struct{ text, note string }{
		"as it should be":   {text, ""},
		"small":             {strings.ToLower(text), "letter_case"},
		"mixed":             {strings.ToLower(text[:20]) + text[20:], "letter_case"},
		"padded":            {text + "====", "base32_padding"},
		"padded in part":    {text + "=", "base32_padding"},
		"blanks":            {text[:30] + " " + text[30:], "inner_white_space"},
		"dashes":            {"NZCP:-1-" + text[len("NZCP:/1/"):], "typed"},
		"no marks":          {"NZCP1" + text[len("NZCP:/1/"):], "typed"},
		"small with dashes": {strings.ToLower("NZCP:-1-" + text[len("NZCP:/1/"):]), "typed"},
		"full width":        {strings.Map(func(r rune) rune { return r + '！' - '!' }, text), "typed"},
		"symbology":         {"]Q1" + text, "aim_identifier"},
		"link":              {"https://pass.example/#" + text, "link"},
		"sentence":          {"the pass " + text + ", valid", "embedded"},
		"wrapped":           {text[:60] + "\n" + text[60:120] + "\n" + text[120:], "wrapped"},
		"small and wrapped": {strings.ToLower(text[:60]) + "\r\n" + strings.ToLower(text[60:]), "wrapped"},
		"quoted":            {"> " + text[:60] + "\n> " + text[60:], "quoted"},
	} {
		t.Run(name, func(t *testing.T) {
			var codes []decode.Code
			for code := range In([]byte(tt.text), Options{}) {
				codes = append(codes, code)
			}
			if len(codes) != 1 {
				t.Fatalf("%d codes", len(codes))
			}
			c := decode.Parse(codes[0])
			noted := slices.ContainsFunc(c.Notes, func(n decode.Note) bool { return n.Code == tt.note })
			if len(c.Problems) > 0 || c.Text != text || noted != (tt.note != "") ||
				tt.note == "" && len(c.Notes) > 0 {
				t.Errorf("%.40s, problems %+v, notes %+v", c.Text, c.Problems, c.Notes)
			}
		})
	}
}

// doubledSpaces is a code that has two spaces in a row.
func doubledSpaces(t *testing.T) string {
	for n := range 1000 {
		text := mint.VaccinatedDCC("UT").Sign(testDSC, mint.DCCOptions{Claims: map[any]any{99: n}})
		if strings.Contains(text, "  ") {
			return text
		}
	}
	t.Fatal("no code has two spaces in a row")
	return ""
}
