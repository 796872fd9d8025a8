package show

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"vaxcheck/internal/expect"
)

var safeTextTests = []struct{ name, in, want string }{
	{"plain", "Sample Q. Person", "Sample Q. Person"},
	{"kanji", "見本 花子", "見本 花子"},
	{"ideographic space", "見本\u3000花子", "見本\u3000花子"},
	{"accents", "Zoë Nguyễn", "Zoë Nguyễn"},
	{"decomposed", "e\u0301", "e\u0301"},
	{"newline and tab", "a\nb\tc", `a\u{000a}b\u{0009}c`},
	{"carriage return paints over the line", "INVALID\rVALID", `INVALID\u{000d}VALID`},
	{"clear the screen", "\x1b[2J\x1b[H", `\u{001b}[2J\u{001b}[H`},
	{"write the clipboard", "\x1b]52;c;cm0=\a", `\u{001b}]52;c;cm0=\u{0007}`},
	{"link", "\x1b]8;;https://x.example\x1b\\y", `\u{001b}]8;;https://x.example\u{001b}\y`},
	{"C1 control sequence", "\u009b2J", `\u{009b}2J`},
	{"C1 as a byte", "\x9b2J", `\x{9b}2J`},
	{"DEL and backspace", "a\x7f\b", `a\u{007f}\u{0008}`},
	{"bidi override", "\u202eDILAV", `\u{202e}DILAV`},
	{"bidi isolate", "\u2066a\u2069", `\u{2066}a\u{2069}`},
	{"bidi marks", "\u200e\u200f\u061c", `\u{200e}\u{200f}\u{061c}`},
	{"zero width", "a\u200b\u200c\u200db", `a\u{200b}\u{200c}\u{200d}b`},
	{"invisible", "\u2060\ufeff\u00ad\u180e\u3164\u115f\u2800",
		`\u{2060}\u{feff}\u{00ad}\u{180e}\u{3164}\u{115f}\u{2800}`},
	{"separators", "a\u2028b\u2029", `a\u{2028}b\u{2029}`},
	{"tags", "\U000e0041\U000e007f", `\u{e0041}\u{e007f}`},
	{"private use", "\ue000\U000f0000", `\u{e000}\u{f0000}`},
	{"unassigned", "\u0378\uffff", `\u{0378}\u{ffff}`},
	{"variation of a kanji", "\u845b\U000e0100\u845b\ufe00", "\u845b\U000e0100\u845b\ufe00"},
	{"variation of a letter", "a\ufe0f\U000e0100", `a\u{fe0f}\u{e0100}`},
	{"two variations", "\u845b\ufe00\ufe01", "\u845b\ufe00" + `\u{fe01}`},
	{"stack of marks", "a" + strings.Repeat("\u0301", 6), "a" + strings.Repeat("\u0301", 4) + `\u{0301}\u{0301}`},
	{"bad bytes", "a\xff\xfe", `a\x{ff}\x{fe}`},
	{"replacement character", "\ufffd", "\ufffd"},
	{"long", strings.Repeat("x", 201), strings.Repeat("x", 200) + "…"},
	{"just not long", strings.Repeat("見", 200), strings.Repeat("見", 200)},
	{"long with escapes", strings.Repeat("\x1b", 100), strings.Repeat(`\u{001b}`, 25) + "…"},
}

func TestSafeText(t *testing.T) {
	for _, tt := range safeTextTests {
		t.Run(tt.name, func(t *testing.T) {
			if got := SafeText(tt.in); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestSafeTextKin(t *testing.T) {
	long := strings.Repeat("x\u202e", 300)
	if got, want := SafeTextWhole(long), strings.Repeat(`x\u{202e}`, 300); got != want {
		t.Errorf("safeTextWhole cuts: %d of %d bytes", len(got), len(want))
	}
	if got, want := SafeLines("a\x1b\nb\r\n"), "a\\u{001b}\nb\\u{000d}\n"; got != want {
		t.Errorf("safeLines: got %q, want %q", got, want)
	}
	if got, want := asciiText("https://ехample.jp/é"), `https://\u{0435}\u{0445}ample.jp/\u{00e9}`; got != want {
		t.Errorf("asciiText: got %q, want %q", got, want)
	}
}

func FuzzSafeText(f *testing.F) {
	for _, tt := range safeTextTests {
		f.Add(tt.in)
	}
	f.Fuzz(func(t *testing.T, text string) {
		safe := SafeText(text)
		expect.Harmless(t, safe, "")
		if n := utf8.RuneCountInString(safe); n > MaxShown+1 {
			t.Errorf("%d characters", n)
		}
		if again := SafeTextWhole(safe); again != safe {
			t.Errorf("not stable: %q becomes %q", safe, again)
		}
	})
}

func TestSafeJSON(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"plain", `{"a":"見本 <b>"}`, `{"a":"見本 <b>"}`},
		{"white space between values", "{\n\t\"a\": 1\r\n}", "{\n\t\"a\": 1\r\n}"},
		{"bidi", "[\"\u202e\"]", `["\u202e"]`},
		{"C1 and DEL", "[\"\u009b\x7f\"]", `["\u009b\u007f"]`},
		{"pair of surrogates", "[\"\U000e0041\"]", `["\udb40\udc41"]`},
		{"escapes stay", `["\u001b\n\\"]`, `["\u001b\n\\"]`},
		{"after a backslash", "[\"\\\\\u200b\"]", `["\\\u200b"]`},
		{"variation of a kanji", "[\"\u845b\U000e0100\"]", "[\"\u845b\U000e0100\"]"},
		{"bad bytes", "[\"\xff\"]", `["\ufffd"]`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := string(safeJSON([]byte(tt.in))); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func FuzzSafeJSON(f *testing.F) {
	for _, tt := range safeTextTests {
		f.Add(tt.in)
	}
	f.Fuzz(func(t *testing.T, text string) {
		encoded, err := EncodeJSON(map[string]any{text: []string{text, "x" + text}})
		if err != nil {
			t.Fatal(err)
		}
		expect.Harmless(t, string(encoded), "\n")
		var got map[string][]string
		if err := json.Unmarshal(encoded, &got); err != nil {
			t.Fatalf("not JSON: %q", encoded)
		}
		whole := string([]rune(text)) // of UTF-8, as JSON has it
		if want := []string{whole, "x" + whole}; len(got) != 1 || !slices.Equal(got[whole], want) {
			t.Errorf("%q became another value", text)
		}
		expect.Harmless(t, string(safeJSON([]byte(text))), "\n\r\t")
	})
}
