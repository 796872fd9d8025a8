package screen

import (
	"bytes"
	"flag"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"vaxcheck/gate"
	"vaxcheck/verify"
)

var update = flag.Bool("update", false, "write the drawings into testdata")

// words are those of the contract.
var words = map[verify.Verdict][2]string{
	verify.Valid: {"VALID", "有効"}, verify.Insufficient: {"NOT ENOUGH", "条件未達"}, verify.Review: {"CHECK", "要確認"},
	verify.Invalid: {"INVALID", "無効"}, verify.Specimen: {"SPECIMEN", "見本"},
	verify.Unreadable: {"NOT READ", "読取不可"}, verify.NotReady: {"NOT READY", "準備中"},
}

func panel(v verify.Verdict, lang int) Panel {
	return Panel{
		Verdict: v, Word: words[v][lang],
		Reason: [2]string{"The signature does not match.", "署名を確認できません。内容が、発行者が署名したものと一致しません。"}[lang],
		Next:   [2]string{"Do not accept it as proof. Ask for the original, in the issuer's app or on paper, and check that.", "このままでは証明として扱えません。発行元のアプリまたは紙の原本を見せてもらい、読み取り直してください。"}[lang],
		Details: []string{"Name  EXAMPLE HANAKO (usual)", "Birth date  1987-03-07", "three", "four", "five",
			"six", "seven", "eight"},
		Title: "vaxcheck gate", Clock: "10:00:00", Counts: "1 VALID", Status: "level A", Keys: "Esc clear",
		More: func(n int) string { return "more" },
	}
}

// TestWords: each word of a verdict is drawn large on the usual terminal and on
// larger ones, each differently, and so is each shape.
func TestWords(t *testing.T) {
	for _, size := range [][2]int{{78, 16}, {118, 26}, {198, 36}, {300, 60}} {
		seen := map[string]string{}
		for _, v := range verify.Verdicts() {
			for _, text := range words[v] {
				b := word(text, size[0], size[1])
				if b == nil || b.width > size[0] || b.height > size[1] || 3*b.height < size[1] {
					t.Errorf("%s is not drawn on %v", text, size)
					continue
				}
				drawn := newGrid(b.width, b.height/2)
				drawn.picture(0, 0, b, plain)
				if twin := seen[drawn.String()]; twin != "" {
					t.Errorf("%s looks like %s", text, twin)
				}
				seen[drawn.String()] = text
			}
			sign := newGrid(16, 8)
			sign.picture(0, 0, shape(v, 16, 16), plain)
			if strings.TrimSpace(sign.String()) == "" || seen[sign.String()] != "" {
				t.Errorf("the shape of %s is empty, or that of %s", v, seen[sign.String()])
			}
			seen[sign.String()] = string(v)
		}
	}
	if word("有X", 100, 20) != nil || word("ÄX", 100, 20) != nil || word("", 100, 20) != nil ||
		word("VALID", 8, 20) != nil {
		t.Error("a word is drawn that cannot be")
	}
}

// TestKanji: the picture has what it should, and nothing twice.
func TestKanji(t *testing.T) {
	size, err := png.DecodeConfig(bytes.NewReader(kanjiPicture))
	if err != nil || size.Height != kanjiSize || size.Width != kanjiSize*utf8.RuneCountInString(drawnKanji) {
		t.Errorf("%d by %d pixels for %s, %v", size.Width, size.Height, drawnKanji, err)
	}
	seen := map[string]rune{fmt.Sprint(newBitmap(kanjiSize, kanjiSize).on): ' '}
	for r, drawn := range kanji() {
		if twin := seen[fmt.Sprint(drawn.on)]; twin != 0 {
			t.Errorf("%c looks like %c", r, twin)
		}
		seen[fmt.Sprint(drawn.on)] = r
	}
}

// TestDrawings holds the drawings of each verdict on the usual terminal.
func TestDrawings(t *testing.T) {
	for _, v := range verify.Verdicts() {
		for lang, name := range []string{"en", "ja"} {
			file := filepath.Join("testdata", string(v)+"-"+name+".txt")
			got := panel(v, lang).Draw(80, 24).String()
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil || got != string(want) {
				t.Errorf("%s differs (%v):\n%s", file, err, got)
			}
		}
	}
}

// TestField: a third of the screen has the verdict's colour.
func TestField(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {60, 20}, {132, 43}, {40, 12}, {200, 60}} {
		g := panel(verify.Invalid, 0).Draw(size[0], size[1])
		painted := 0
		for _, c := range g.cells {
			if c.style.painted && c.style.field == gate.LookOf(verify.Invalid).Field {
				painted++
			}
		}
		if 3*painted < len(g.cells) {
			t.Errorf("%v: %d of %d cells", size, painted, len(g.cells))
		}
	}
}

// TestAnySize: whatever the size, nothing fails and what matters most is there.
func TestAnySize(t *testing.T) {
	for columns := range 140 {
		for rows := range 50 {
			for lang := range 2 {
				p := panel(verify.Unreadable, lang)
				if columns%3 == 0 {
					p = Panel{Say: p.Next, Have: 2, Want: columns/3 + 3, Loud: []string{p.Reason, ""}}
				}
				g := p.Draw(columns, rows)
				if len(g.cells) != max(columns, 1)*max(rows, 1) {
					t.Fatal(columns, rows)
				}
				if p.Word != "" && columns >= 10 && rows > 0 &&
					(rows < leastRows || columns < leastColumns) && !strings.Contains(g.String(), p.Word) {
					t.Fatalf("%d×%d: no verdict:\n%s", columns, rows, g)
				}
			}
		}
	}
}

func TestMore(t *testing.T) {
	if text := panel(verify.Valid, 0).Draw(80, 24).String(); !strings.Contains(text, "Birth date") ||
		!strings.Contains(text, "more") || strings.Contains(text, "eight") {
		t.Error(text)
	}
	if text := panel(verify.Valid, 0).Draw(80, 40).String(); strings.Contains(text, "more") ||
		!strings.Contains(text, "eight") {
		t.Error(text)
	}
}

// TestShow: what has not changed is not written.
func TestShow(t *testing.T) {
	var out bytes.Buffer
	s := New(&out, TrueColour)
	p := panel(verify.Valid, 1)
	show := func(g *Grid) string {
		out.Reset()
		if err := s.Show(g); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	if first := show(p.Draw(80, 24)); !strings.Contains(first, "48;2;52;211;153") || !strings.Contains(first, "署名を") {
		t.Errorf("%q", first)
	}
	if again := show(p.Draw(80, 24)); again != "" {
		t.Errorf("%q is written again", again)
	}
	p.Clock = "10:00:01"
	if second := show(p.Draw(80, 24)); len(second) > 80 || !strings.Contains(second, "1\x1b[0m") {
		t.Errorf("%q is written for a second", second)
	}
	p.Reason = "署名を確認できなかった。内容が、発行者が署名したものと一致しません。"
	if wide := show(p.Draw(80, 24)); !strings.Contains(wide, "\x1b[12;16H\x1b[0;1mな") {
		t.Errorf("%q", wide)
	}
	s.Redraw()
	if all := show(p.Draw(80, 24)); !strings.HasPrefix(all, wipe) {
		t.Errorf("%q", all)
	}
	if other := show(p.Draw(90, 30)); !strings.HasPrefix(other, wipe) {
		t.Errorf("%q", other)
	}
	if err := show(Panel{}.Draw(90, 30)); strings.Contains(err, "署名") {
		t.Error("the last visitor stays")
	}
}

// TestSequences: nothing names the window or asks the terminal anything, and what
// Enter changes Leave changes back.
func TestSequences(t *testing.T) {
	modes := regexp.MustCompile(`\x1b\[\?(\d+)([hl])`)
	state := map[string]string{}
	for _, m := range modes.FindAllStringSubmatch(enter, -1) {
		state[m[1]] = m[2]
	}
	for _, m := range modes.FindAllStringSubmatch(leave, -1) {
		if state[m[1]] == m[2] || state[m[1]] == "" {
			t.Errorf("mode %s is not changed back", m[1])
		}
		delete(state, m[1])
	}
	if len(state) > 0 {
		t.Errorf("modes %v stay", state)
	}
	for _, depth := range []Depth{NoColour, Colours16, Colours256, TrueColour} {
		var out bytes.Buffer
		s := New(&out, depth)
		if s.Enter() != nil || s.Show(panel(verify.Invalid, 1).Draw(80, 24)) != nil || s.Bell() != nil ||
			s.Leave() != nil {
			t.Fatal("not written")
		}
		if rest := regexp.MustCompile(`\x1b(\[\??[0-9;]*[hlmHJ])`).ReplaceAllString(out.String(),
			""); strings.ContainsAny(rest, "\x1b\n\r") {
			t.Errorf("%q", rest)
		}
	}
}

func TestDepths(t *testing.T) {
	valid, invalid := gate.LookOf(verify.Valid), gate.LookOf(verify.Invalid)
	for _, tt := range []struct {
		depth Depth
		look  gate.Look
		want  []string
	}{
		{TrueColour, valid, []string{"48;2;52;211;153", "38;2;0;0;0"}},
		{Colours256, valid, []string{"48;5;78", "38;5;16"}},
		{Colours256, invalid, []string{"48;5;124", "38;5;231"}},
		{Colours16, valid, []string{"42", "30"}},
		{Colours16, invalid, []string{"41", "97"}},
		{NoColour, invalid, []string{"7"}},
	} {
		if got := tt.depth.paint(tt.look.Field, tt.look.Ink); !slices.Equal(got, tt.want) {
			t.Errorf("%d: %v, want %v", tt.depth, got, tt.want)
		}
	}
	for depth := Colours16; depth <= Colours256; depth++ { // verdicts that differ stay apart
		seen := map[string]gate.Colour{}
		for _, v := range verify.Verdicts() {
			field := gate.LookOf(v).Field
			code := depth.paint(field, gate.Colour{})[0]
			if other, taken := seen[code]; taken && other != field {
				t.Errorf("depth %d: %s has the colour of another", depth, v)
			}
			seen[code] = field
		}
	}
}

func TestWrap(t *testing.T) {
	for _, tt := range []struct {
		text    string
		columns int
		want    []string
	}{
		{"", 10, nil},
		{"short", 10, []string{"short"}},
		{"one two three four", 9, []string{"one two", "three", "four"}},
		{"abcdefghijkl", 5, []string{"abcde", "fghij", "kl"}},
		{"署名を確認できません。内容が", 10, []string{"署名を確認", "できませ", "ん。内容が"}},
		{"アプリの「SHC」のタブ", 14, []string{"アプリの", "「SHC」のタブ"}},
		{"署名。確認", 4, []string{"署", "名。", "確認"}},
		{"。。。。", 4, []string{"。", "。", "。。"}},
	} {
		if got := wrap(tt.text, tt.columns); !slices.Equal(got, tt.want) {
			t.Errorf("%q: %q, want %q", tt.text, got, tt.want)
		}
	}
}
