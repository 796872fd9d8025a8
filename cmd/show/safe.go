package show

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxShown is how many characters of one text of a card or file are shown.
const MaxShown = 200

// maxMarks is how many combining marks may stand on one character: no script
// needs more, and stacks of them paint over the neighbouring lines.
const maxMarks = 4

// runeGuard tells, going through a text, which characters are harmless on a
// terminal and mean what they look like.
type runeGuard struct {
	previous rune
	marks    int // combining marks since the last character that is none
}

// harmless judges the next character. What is not graphic is not harmless:
// control and format characters, the separators of lines and paragraphs, private use,
// surrogates, unassigned. Of the rest those are out that show nothing or
// choose between forms, except where kanji need that.
func (g *runeGuard) harmless(r rune) bool {
	previous := g.previous
	g.previous = r
	if !unicode.Is(unicode.M, r) {
		g.marks = 0
		return unicode.IsGraphic(r) && !unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r) && r != brailleBlank
	}
	g.marks++
	switch {
	case unicode.Is(unicode.Variation_Selector, r):
		return unicode.Is(unicode.Han, previous)
	case unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r):
		return false
	}
	return g.marks <= maxMarks
}

// brailleBlank is a letter to Unicode and empty to the eye.
const brailleBlank = '\u2800'

// SafeText makes a text of a card or a file's name harmless for a terminal:
// characters that move the cursor, turn the reading direction or cannot be
// seen are shown as \u{202e}, and what is longer than anyone reads is cut. Runs
// of spaces become one, or they could push a word to where a verdict stands.
func SafeText(s string) string { return escapeText(spaces.ReplaceAllString(s, " "), MaxShown) }

var spaces = regexp.MustCompile(`\p{Zs}{2,}`)

// maxLine is how many characters of a line of an error are shown: what it quotes is cut
// already, and its cause stands at the end.
const maxLine = 2000

// SafeLines is SafeText for texts of ours, which may have several lines: each is made
// harmless by itself, and cut only where it is longer than any real one.
func SafeLines(s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = escapeText(spaces.ReplaceAllString(line, " "), maxLine)
	}
	return strings.Join(lines, "\n")
}

// SafeTextWhole is SafeText without the cut, for auditors who asked for it all.
func SafeTextWhole(s string) string { return escapeText(s, len(s)*len(`\u{10ffff}`)) }

// asciiText also escapes every character beyond ASCII: in an address, where
// letters of different scripts look alike, none may pass for another.
func asciiText(s string) string {
	var b strings.Builder
	for _, r := range SafeText(s) {
		if r < utf8.RuneSelf || r == '…' {
			b.WriteRune(r)
			continue
		}
		b.WriteString(escapeRune(r))
	}
	return b.String()
}

// escapeText escapes what is not harmless and cuts after limit characters, an
// escape never in its middle.
func escapeText(s string, limit int) string {
	var b strings.Builder
	var g runeGuard
	shown := 0
	for i, r := range s {
		piece := string(r)
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(s[i:], piece):
			piece = fmt.Sprintf(`\x{%02x}`, s[i])
			g = runeGuard{}
		case !g.harmless(r):
			piece = escapeRune(r)
		}
		shown += utf8.RuneCountInString(piece)
		if shown > limit {
			return b.String() + "…"
		}
		b.WriteString(piece)
	}
	return b.String()
}

func escapeRune(r rune) string { return fmt.Sprintf(`\u{%04x}`, r) }

// safeJSON does for JSON, already encoded, what SafeText does for text, in
// escapes of JSON's own, so that the value stays the same: in well-formed JSON
// such characters stand inside strings only. Bytes that are not UTF-8 become
// U+FFFD, as readers of JSON take them.
func safeJSON(b []byte) []byte {
	out := make([]byte, 0, len(b))
	var g runeGuard
	for len(b) > 0 {
		if c := b[0]; c >= ' ' && c < 0x7f { // nearly all there is
			g = runeGuard{previous: rune(c)}
			out, b = append(out, c), b[1:]
			continue
		}
		r, size := utf8.DecodeRune(b)
		switch {
		case slices.Contains([]rune{'\n', '\r', '\t'}, r): // between values
			out = append(out, b[0])
			g = runeGuard{}
		case g.harmless(r) && !(r == utf8.RuneError && size == 1):
			out = append(out, b[:size]...)
		default:
			out = appendJSONEscape(out, r)
		}
		b = b[size:]
	}
	return out
}

// appendJSONEscape writes \uXXXX, a pair of surrogates for what lies above the
// first plane.
func appendJSONEscape(out []byte, r rune) []byte {
	units := []rune{r}
	if r > 0xffff {
		const high, low = 0xd800, 0xdc00
		units = []rune{high + (r-0x10000)>>10, low + (r-0x10000)&0x3ff}
	}
	for _, u := range units {
		out = fmt.Appendf(out, `\u%04x`, u)
	}
	return out
}
