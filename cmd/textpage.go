package cmd

import (
	"strings"

	"github.com/fatih/color"
	"github.com/mattn/go-runewidth"

	"vaxcheck/verify"
)

// display measures text as terminals show it: Han and kana two columns wide,
// combining marks none, and what is ambiguous one. It does not look at the
// environment, so that the same input gives the same bytes.
var display = runewidth.Condition{EastAsianWidth: false, StrictEmojiNeutral: true}

// line is one line of an answer: a label and its value, a heading, which is a label
// without a value, or a text that stands alone, which is a value without a label.
type line struct {
	label, value string
	strong       bool // to be compared with somebody's papers
	indent       int
	column       int // how far behind the indent the value of a label begins
}

// String draws a line as terminals show it.
func (l line) String() string {
	return strings.Repeat(" ", l.indent) + display.FillRight(l.label, l.column) + l.value
}

// page is what one answer says, line by line.
type page struct {
	lines []line
	s     *settings
	w     *sentences
}

func newPage(s *settings) *page { return &page{s: s, w: s.words} }

// indents of the lines below a verdict.
const (
	indentSection = 2
	indentValue   = 4
	indentMore    = 7
)

// String draws the lines as terminals show them.
func (p *page) String() string {
	var b strings.Builder
	for _, l := range p.lines {
		b.WriteString(l.String() + "\n")
	}
	return b.String()
}

// line writes a text that stands alone.
func (p *page) line(indent int, text string) {
	p.lines = append(p.lines, line{indent: indent, value: text})
}

// heading begins a section.
func (p *page) heading(text string) {
	p.lines = append(p.lines, line{indent: indentSection, label: p.paint(text, color.Bold)})
}

// item writes a text behind a short label, such as the number of a dose.
func (p *page) item(label, text string) {
	p.lines = append(p.lines, line{indent: indentValue, label: label, column: indentMore - indentValue, value: text})
}

// loud writes a line that nobody may miss, with marks that say so without
// colour.
func (p *page) loud(indent int, text string) {
	p.line(indent, p.paint("!!! "+text+" !!!", color.Bold, color.FgYellow))
}

// row is a label and its value; without a label it continues the one above.
type row struct{ label, value string }

// rows writes values below each other, and leaves out those that are empty. It returns
// the lines that it has written.
func (p *page) rows(indent int, rows ...row) []line {
	width := 0
	for _, r := range rows {
		if r.value != "" {
			width = max(width, display.StringWidth(r.label))
		}
	}
	before := len(p.lines)
	for _, r := range rows {
		if r.value != "" {
			p.lines = append(p.lines, line{indent: indent, label: r.label, column: width + 2, value: r.value})
		}
	}
	return p.lines[before:]
}

// list joins what is not empty, in the manner of the language.
func (p *page) list(items ...string) string {
	var given []string
	for _, item := range items {
		if item != "" {
			given = append(given, item)
		}
	}
	return strings.Join(given, p.w.Comma())
}

// labelled is a label and a text of the card, "" if there is none.
func labelled(label, text string) string {
	if text == "" {
		return ""
	}
	return label + " " + safeText(text)
}

// paint colours text if colour is wanted. It must not hold a newline.
func (p *page) paint(text string, look ...color.Attribute) string {
	c := color.New(look...)
	c.DisableColor()
	if p.s.color {
		c.EnableColor()
	}
	return c.Sprint(text)
}

// verdictLooks are the colours of verdicts; green is for one alone.
var verdictLooks = map[verify.Verdict][]color.Attribute{
	verify.Valid:        {color.Bold, color.FgGreen},
	verify.Insufficient: {color.Bold, color.FgYellow},
	verify.Review:       {color.Bold, color.FgYellow},
	verify.Invalid:      {color.Bold, color.FgRed},
	verify.Specimen:     {color.Bold, color.FgMagenta},
	verify.Unreadable:   {color.Bold, color.FgCyan},
	verify.NotReady:     {color.Bold, color.FgCyan},
}

// noVerdict stands where a mistake of ours left none.
const noVerdict = "???"

// verdictWord is a verdict's word, on a terminal between brackets and filled
// up to the width of the widest, so that what follows stands in one column.
func (p *page) verdictWord(v verify.Verdict) string {
	word, known := p.w.Verdicts().Lookup(string(v))
	if !known {
		word = noVerdict
	}
	if !p.s.terminal {
		return p.paint(word, verdictLooks[v]...)
	}
	widest := 0
	for _, other := range p.w.Verdicts().All() {
		widest = max(widest, display.StringWidth(p.tag(other)))
	}
	tag := p.tag(word)
	return p.paint(tag, verdictLooks[v]...) + strings.Repeat(" ", widest-display.StringWidth(tag))
}

// tag puts a verdict's word in the middle between brackets.
func (p *page) tag(word string) string {
	free := max(0, p.w.TagWidth()-display.StringWidth(word))
	return "[ " + strings.Repeat(" ", free/2) + word + strings.Repeat(" ", free-free/2) + " ]"
}
