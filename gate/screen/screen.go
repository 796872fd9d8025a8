package screen

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"vaxcheck/gate"
	"vaxcheck/verify"
)

// Depth is how many colours a terminal has.
type Depth uint8

// The depths. Without colour the field is in reverse video.
const (
	NoColour Depth = iota
	Colours16
	Colours256
	TrueColour
)

// Sequences of terminals, ECMA-48 and as xterm has them. Text is not to wrap, as
// the last column is drawn too. Nothing here names the window.
const (
	enter = "\x1b[?1049h" + // alternate screen, which has no scrollback
		"\x1b[?25l" + // no cursor
		"\x1b[?7l" + // no wrapping
		"\x1b[?2004h" + // pastes are marked
		"\x1b[?1004h" // so is focus
	leave = reset + "\x1b[H\x1b[J" + "\x1b[?1004l\x1b[?2004l\x1b[?7h\x1b[?25h\x1b[?1049l"
	reset = "\x1b[0m"
	wipe  = reset + "\x1b[H\x1b[J"
	bell  = "\a"
)

// Screen is a terminal that a gate is drawn on. It is not for concurrent use.
type Screen struct {
	w     io.Writer
	depth Depth
	last  *Grid // what is on the terminal, nil if that is not known
}

// New returns a screen that is not entered yet.
func New(w io.Writer, depth Depth) *Screen { return &Screen{w: w, depth: depth} }

// Enter turns to the alternate screen.
func (s *Screen) Enter() error {
	s.last = nil
	_, err := io.WriteString(s.w, enter)
	return err
}

// Leave wipes the panel and gives the terminal back as it was.
func (s *Screen) Leave() error {
	s.last = nil
	_, err := io.WriteString(s.w, leave)
	return err
}

// Redraw lets the next Show draw everything, whatever has become of the terminal.
func (s *Screen) Redraw() { s.last = nil }

// Bell rings the terminal's bell.
func (s *Screen) Bell() error {
	_, err := io.WriteString(s.w, bell)
	return err
}

// Show writes what differs from the last grid, in one write.
func (s *Screen) Show(g *Grid) error {
	var b strings.Builder
	if s.last == nil || s.last.columns != g.columns || s.last.rows != g.rows {
		s.last = newGrid(g.columns, g.rows)
		b.WriteString(wipe)
	}
	for row := range g.rows {
		s.row(&b, g, row)
	}
	s.last = g
	if b.Len() == 0 {
		return nil
	}
	_, err := io.WriteString(s.w, b.String())
	return err
}

// row writes the cells of a row that have changed. The last row and column are
// drawn too, which is why terminals must not wrap.
func (s *Screen) row(b *strings.Builder, g *Grid, row int) {
	look := style{}
	for column := 0; column < g.columns; {
		if *g.at(column, row) == *s.last.at(column, row) {
			column++
			continue
		}
		if g.at(column, row).text == "" && column > 0 {
			column-- // a wide character is written whole
		}
		fmt.Fprintf(b, "\x1b[%d;%dH", row+1, column+1)
		for ; column < g.columns && s.changed(g, column, row); column++ {
			c := g.at(column, row)
			if c.style != look {
				b.WriteString(s.sequence(c.style))
				look = c.style
			}
			b.WriteString(c.text)
		}
	}
	if look != (style{}) {
		b.WriteString(reset)
	}
}

// changed tells whether a cell is to be written, as it or one soon behind it has
// changed: to move the cursor takes more.
func (s *Screen) changed(g *Grid, column, row int) bool {
	const soon = 6
	for behind := column; behind < min(column+soon, g.columns); behind++ {
		if *g.at(behind, row) != *s.last.at(behind, row) {
			return true
		}
	}
	return g.at(column, row).text == ""
}

// sequence selects a style.
func (s *Screen) sequence(look style) string {
	codes := []string{"0"}
	if look.bold {
		codes = append(codes, "1")
	}
	if look.painted {
		codes = append(codes, s.depth.paint(look.field, look.ink)...)
	}
	return "\x1b[" + strings.Join(codes, ";") + "m"
}

// paint returns the parameters for colours behind and of text.
func (d Depth) paint(field, ink gate.Colour) []string {
	switch d {
	case TrueColour:
		return []string{fmt.Sprintf("48;2;%d;%d;%d", field.R, field.G, field.B),
			fmt.Sprintf("38;2;%d;%d;%d", ink.R, ink.G, ink.B)}
	case Colours256:
		return []string{"48;5;" + strconv.Itoa(index256(field)), "38;5;" + strconv.Itoa(index256(ink))}
	case Colours16:
		behind, of := 40, 30
		if bright := index16(field); bright > 7 {
			behind = 100 - 8
		}
		if bright := index16(ink); bright > 7 {
			of = 90 - 8
		}
		return []string{strconv.Itoa(behind + index16(field)), strconv.Itoa(of + index16(ink))}
	}
	return []string{"7"}
}

// index256 returns the nearest colour of the cube of 6×6×6 or the 24 greys, which all
// terminals with 256 colours have alike.
func index256(c gate.Colour) int {
	best, index := math.MaxInt, 0
	for i := 16; i < 256; i++ {
		if d := distance(c, colour256(i)); d < best {
			best, index = d, i
		}
	}
	return index
}

func colour256(i int) gate.Colour {
	if i >= 232 {
		grey := uint8(8 + 10*(i-232))
		return gate.Colour{R: grey, G: grey, B: grey}
	}
	level := func(n int) uint8 {
		if n == 0 {
			return 0
		}
		return uint8(55 + 40*n)
	}
	i -= 16
	return gate.Colour{R: level(i / 36), G: level(i / 6 % 6), B: level(i % 6)}
}

const green = 2 // in palette16

// palette16 has the first 16 colours as xterm shows them; others are near.
var palette16 = [16]gate.Colour{
	{R: 0, G: 0, B: 0}, {R: 205, G: 0, B: 0}, {R: 0, G: 205, B: 0}, {R: 205, G: 205, B: 0},
	{R: 0, G: 0, B: 238}, {R: 205, G: 0, B: 205}, {R: 0, G: 205, B: 205}, {R: 229, G: 229, B: 229},
	{R: 127, G: 127, B: 127}, {R: 255, G: 0, B: 0}, {R: 0, G: 255, B: 0}, {R: 255, G: 255, B: 0},
	{R: 92, G: 92, B: 255}, {R: 255, G: 0, B: 255}, {R: 0, G: 255, B: 255}, {R: 255, G: 255, B: 255},
}

// index16 returns the nearest of these colours. Green is for one verdict alone, whose
// colour lies nearer to others of them.
func index16(c gate.Colour) int {
	if c == gate.LookOf(verify.Valid).Field {
		return green
	}
	best, index := math.MaxInt, 0
	for i, p := range palette16 {
		if d := distance(c, p); d < best {
			best, index = d, i
		}
	}
	return index
}

func distance(a, b gate.Colour) int {
	square := func(x, y uint8) int { return (int(x) - int(y)) * (int(x) - int(y)) }
	return square(a.R, b.R) + square(a.G, b.G) + square(a.B, b.B)
}
