package show

import (
	"strings"

	"github.com/fatih/color"
	"github.com/mattn/go-runewidth"

	"vaxcheck/verify"
)

// Display measures text as terminals show it: Han and kana two columns wide,
// combining marks none, and what is ambiguous one. It does not look at the
// environment, so that the same input gives the same bytes.
var Display = runewidth.Condition{EastAsianWidth: false, StrictEmojiNeutral: true}

// Line is one line of an answer: a label and its value, a heading, which is a label
// without a value, or a text that stands alone, which is a value without a label.
type Line struct {
	Label, Value string
	Strong       bool // to be compared with somebody's papers
	Indent       int
	column       int // how far behind the indent the value of a label begins
}

// String draws a line as terminals show it.
func (l Line) String() string {
	return strings.Repeat(" ", l.Indent) + Display.FillRight(l.Label, l.column) + l.Value
}

// Sheet is what one answer says, line by line.
type Sheet struct {
	Lines []Line
	s     *Settings
	W     *Sentences
}

// NewSheet returns a sheet without lines.
func NewSheet(s *Settings) *Sheet { return &Sheet{s: s, W: s.Words} }

// indents of the lines below a verdict.
const (
	IndentSection = 2
	indentValue   = 4
	indentMore    = 7
)

// String draws the lines as terminals show them.
func (p *Sheet) String() string {
	var b strings.Builder
	for _, l := range p.Lines {
		b.WriteString(l.String() + "\n")
	}
	return b.String()
}

// Line writes a text that stands alone.
func (p *Sheet) Line(indent int, text string) {
	p.Lines = append(p.Lines, Line{Indent: indent, Value: text})
}

// Heading begins a section.
func (p *Sheet) Heading(text string) {
	p.Lines = append(p.Lines, Line{Indent: IndentSection, Label: p.Paint(text, color.Bold)})
}

// item writes a text behind a short label, such as the number of a dose.
func (p *Sheet) item(label, text string) {
	p.Lines = append(p.Lines, Line{Indent: indentValue, Label: label, column: indentMore - indentValue, Value: text})
}

// loud writes a line that nobody may miss, with marks that say so without
// colour.
func (p *Sheet) loud(indent int, text string) {
	p.Line(indent, p.Paint("!!! "+text+" !!!", color.Bold, color.FgYellow))
}

// row is a label and its value; without a label it continues the one above.
type row struct{ label, value string }

// rows writes values below each other, and leaves out those that are empty. It returns
// the lines that it has written.
func (p *Sheet) rows(indent int, rows ...row) []Line {
	width := 0
	for _, r := range rows {
		if r.value != "" {
			width = max(width, Display.StringWidth(r.label))
		}
	}
	before := len(p.Lines)
	for _, r := range rows {
		if r.value != "" {
			p.Lines = append(p.Lines, Line{Indent: indent, Label: r.label, column: width + 2, Value: r.value})
		}
	}
	return p.Lines[before:]
}

// List joins what is not empty, in the manner of the language.
func (p *Sheet) List(items ...string) string {
	var given []string
	for _, item := range items {
		if item != "" {
			given = append(given, item)
		}
	}
	return strings.Join(given, p.W.Comma())
}

// labelled is a label and a text of the card, "" if there is none.
func labelled(label, text string) string {
	if text == "" {
		return ""
	}
	return label + " " + SafeText(text)
}

// Paint colours text if colour is wanted. It must not hold a newline.
func (p *Sheet) Paint(text string, look ...color.Attribute) string {
	c := color.New(look...)
	c.DisableColor()
	if p.s.Color {
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

// NoVerdict stands where a mistake of ours left none.
const NoVerdict = "???"

// verdictWord is a verdict's word, on a terminal between brackets and filled
// up to the width of the widest, so that what follows stands in one column.
func (p *Sheet) verdictWord(v verify.Verdict) string {
	word, known := p.W.Verdicts().Lookup(string(v))
	if !known {
		word = NoVerdict
	}
	if !p.s.Terminal {
		return p.Paint(word, verdictLooks[v]...)
	}
	widest := 0
	for _, other := range p.W.Verdicts().All() {
		widest = max(widest, Display.StringWidth(p.tag(other)))
	}
	tag := p.tag(word)
	return p.Paint(tag, verdictLooks[v]...) + strings.Repeat(" ", widest-Display.StringWidth(tag))
}

// tag puts a verdict's word in the middle between brackets.
func (p *Sheet) tag(word string) string {
	free := max(0, p.W.TagWidth()-Display.StringWidth(word))
	return "[ " + strings.Repeat(" ", free/2) + word + strings.Repeat(" ", free-free/2) + " ]"
}
