// Package screen draws the gate on a terminal: one panel on the alternate screen, a
// third of it in the verdict's colour with its word in large letters.
//
// A Panel is drawn whole into a Grid, and a Screen writes what has changed since the
// last one. What is in a Panel was made harmless for terminals by whoever made it.
package screen

import (
	"vaxcheck/gate"
	"vaxcheck/verify"
)

// Panel is what is shown: ready texts, each without line ends.
type Panel struct {
	Verdict verify.Verdict // "" if there is none
	Word    string         // the verdict's, large
	Say     string         // in the field where there is no verdict
	Have    int            // codes there are of a certificate of
	Want    int            // several, 0 if none is waited for
	Reason  string
	Next    string
	Details []string
	From    int // the first of the details to be shown, where there is no room for all

	Title, Clock string
	Loud         []string // what nobody may miss, below the title
	Counts       string
	Status       string
	Keys         string
	More         func(lines int) string // of the details there is no room for
}

// The least terminal that has room for large letters.
const (
	leastColumns = 60
	leastRows    = 20
)

// idle is how the field looks while there is no answer.
var idle = on(gate.Colour{R: 0x1e, G: 0x3a, B: 0x8a}, gate.Colour{R: 0xff, G: 0xff, B: 0xff})

// bold and plain are the terminal's own colours.
var (
	plain = style{}
	bold  = style{bold: true}
	bar   = on(gate.Colour{R: 0x30, G: 0x30, B: 0x34}, gate.Colour{R: 0xff, G: 0xff, B: 0xff})
	loud  = on(gate.Colour{R: 0xff, G: 0xd4, B: 0x00}, gate.Colour{}).strong()
)

func (s style) strong() style { s.bold = true; return s }

// Draw draws the panel for a terminal of a size. On a small one it leaves out the
// large letters first, then what stands below.
func (p Panel) Draw(columns, rows int) *Grid {
	g := newGrid(max(columns, 1), max(rows, 1))
	row := p.head(g)
	row = p.field(g, row)
	foot := p.foot(g)
	row = p.answer(g, row, foot)
	p.details(g, row, foot)
	return g
}

// head writes title and clock, and what staff must not miss, and returns the row below.
func (p Panel) head(g *Grid) (row int) {
	if g.rows < 6 {
		return 0
	}
	g.fill(0, bar)
	g.put(1, 0, g.columns-display.StringWidth(p.Clock)-3, p.Title, bar)
	g.right(0, p.Clock, bar.strong())
	row = 1
	for _, text := range p.Loud {
		if text == "" || row > g.rows/3 {
			continue
		}
		g.fill(row, loud)
		g.centre(row, text, loud)
		row++
	}
	return row
}

// style returns how the field looks.
func (p Panel) style() style {
	if p.Verdict == "" {
		return idle
	}
	look := gate.LookOf(p.Verdict)
	return on(look.Field, look.Ink)
}

// field fills a third of the screen in the verdict's colour, and returns the row below.
// Two rows of pixels more than a kanji has are the least it may be.
func (p Panel) field(g *Grid, from int) (row int) {
	s := p.style()
	height := (g.rows + 2) / 3
	large := g.rows >= leastRows && g.columns >= leastColumns
	if large {
		height = max(height, kanjiSize/2+1)
	}
	height = max(1, min(height, g.rows-from))
	for row := range height {
		g.fill(from+row, s)
	}
	middle := from + (height-1)/2
	switch {
	case p.Word == "":
		p.say(g, middle, s.strong())
	case large && isDrawn(p.Word) && p.large(g, from, height, s):
	default:
		if large && !isDrawn(p.Word) {
			p.sign(g, from, height, s)
		}
		g.centre(middle, p.Word, s.strong())
	}
	return from + height
}

// say writes what is said without a verdict, and how far a certificate of several
// codes has come.
func (p Panel) say(g *Grid, middle int, s style) {
	lines := wrap(p.Say, g.columns-2)
	for i, line := range lines {
		g.centre(middle-len(lines)/2+i, line, s)
	}
	if p.Want > 0 {
		b := newBitmap(min(4*p.Want, g.columns-2)/p.Want*p.Want, 2)
		each := b.width / p.Want
		for i := range b.width * 2 {
			if x := i % b.width; each > 0 && x%each < each-1 && x/each < p.Have {
				b.set(x, i/b.width)
			} else if each > 0 && x%each < each-1 && i >= b.width {
				b.set(x, 1)
			}
		}
		g.picture((g.columns-b.width)/2, middle-len(lines)/2+len(lines)+1, b, s)
	}
}

// large draws the word and the shape beside it, at the verdict's place. It is false
// if there is no room.
func (p Panel) large(g *Grid, from, height int, s style) bool {
	const margin, gap = 1, 2
	tall, room := 2*height-2, g.columns-2*margin
	mark := min(tall, room/4)
	text := word(p.Word, room-mark-gap, tall)
	if full := word(p.Word, room, tall); full != nil && (text == nil || full.height > text.height) {
		text = full // rather a small shape than a small word
		mark = min(tall, room-text.width-gap)
	}
	if text == nil {
		return false
	}
	sign := shape(p.Verdict, mark, min(text.height, mark*3/2))
	width := text.width + bit(sign.width > 0)*(gap+sign.width)
	column := margin + (room-width)*int(gate.LookOf(p.Verdict).Place)/int(gate.Right)
	all := newBitmap(width, 2*height)
	left, right := sign, text
	if gate.LookOf(p.Verdict).Place == gate.Right {
		left, right = text, sign
	}
	all.paste(left, 0, height-left.height/2)
	all.paste(right, width-right.width, height-right.height/2)
	g.picture(column, from, all, s)
	return true
}

// sign draws the verdict's shape at its place, for a word whose letters are not drawn.
func (p Panel) sign(g *Grid, from, height int, s style) {
	const margin = 1
	tall, room := 2*height-2, g.columns-2*margin
	b := shape(p.Verdict, min(tall, (room-display.StringWidth(p.Word))/2-margin), tall)
	column := margin
	if gate.LookOf(p.Verdict).Place == gate.Right {
		column = g.columns - margin - b.width
	}
	all := newBitmap(b.width, 2*height)
	all.paste(b, 0, height-b.height/2)
	g.picture(column, from, all, s)
}

// foot writes the lowest rows, and returns the first of them.
func (p Panel) foot(g *Grid) (row int) {
	lines := []string{p.Counts, p.Status, p.Keys}
	keep := min(len(lines), max(0, (g.rows-6)/4))
	row = g.rows - keep
	for i, line := range lines[len(lines)-keep:] {
		g.put(1, row+i, g.columns-2, line, plain)
	}
	return row
}

// answer writes reason and next step, and returns the row below.
func (p Panel) answer(g *Grid, row, foot int) int {
	if foot-row > 7 {
		row++
	}
	write := func(text string, s style) {
		for _, line := range wrap(text, g.columns-2) {
			if row < foot {
				g.put(1, row, g.columns-2, line, s)
				row++
			}
		}
	}
	write(p.Reason, bold)
	write(p.Next, plain)
	return row
}

// details writes as many lines as there is room for, and how many more there are
// below.
func (p Panel) details(g *Grid, row, foot int) {
	if foot-row > len(p.Details)+1 {
		row++
	}
	g.From = max(0, min(p.From, len(p.Details)-(foot-row)))
	lines := p.Details[g.From:]
	for i, line := range lines {
		if row == foot-1 && i < len(lines)-1 && p.More != nil {
			line = p.More(len(lines) - i)
		}
		if row >= foot {
			return
		}
		g.put(1, row, g.columns-2, line, plain)
		row++
	}
}
