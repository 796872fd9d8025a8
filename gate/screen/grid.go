package screen

import (
	"strings"
	"unicode/utf8"

	"github.com/mattn/go-runewidth"

	"vaxcheck/gate"
)

// display measures text as terminals show it: Han and kana two columns wide,
// combining marks none, and what is ambiguous one. It does not look at the
// environment.
var display = runewidth.Condition{EastAsianWidth: false, StrictEmojiNeutral: true}

// style is how a cell looks. Without painted the terminal's own colours hold.
type style struct {
	ink, field gate.Colour
	painted    bool
	bold       bool
}

func on(field, ink gate.Colour) style { return style{ink: ink, field: field, painted: true} }

// cell is one column of one row. The right half of a wide character has no text.
type cell struct {
	text  string
	style style
}

// Grid is a drawing of a whole terminal.
type Grid struct {
	columns, rows int
	cells         []cell

	From int // the first of the panel's details that was drawn
}

func newGrid(columns, rows int) *Grid {
	g := &Grid{columns: columns, rows: rows, cells: make([]cell, columns*rows)}
	for i := range g.cells {
		g.cells[i].text = " "
	}
	return g
}

func (g *Grid) at(column, row int) *cell { return &g.cells[row*g.columns+column] }

// fill paints a row.
func (g *Grid) fill(row int, s style) {
	for column := range g.columns {
		*g.at(column, row) = cell{" ", s}
	}
}

// put writes a text, cut where the row or the room ends, and returns where it ends.
func (g *Grid) put(column, row, room int, text string, s style) int {
	if row < 0 || row >= g.rows || column < 0 {
		return column
	}
	if room = min(room, g.columns-column); room <= 0 {
		return column
	}
	for _, r := range display.Truncate(text, room, "…") {
		switch display.RuneWidth(r) {
		case 0:
			if column > 0 {
				g.at(column-1, row).text += string(r)
			}
		case 1:
			*g.at(column, row) = cell{string(r), s}
			column++
		default:
			*g.at(column, row), *g.at(column+1, row) = cell{string(r), s}, cell{"", s}
			column += 2
		}
	}
	return column
}

// centre writes a text in the middle of a row.
func (g *Grid) centre(row int, text string, s style) {
	g.put(max(0, (g.columns-display.StringWidth(text))/2), row, g.columns, text, s)
}

// right writes a text at the end of a row.
func (g *Grid) right(row int, text string, s style) {
	g.put(max(0, g.columns-display.StringWidth(text)-1), row, g.columns, text, s)
}

// picture draws a bitmap, two pixels to a cell.
func (g *Grid) picture(column, row int, b *bitmap, s style) {
	halves := [2][2]string{{" ", "▄"}, {"▀", "█"}} // by upper and lower pixel
	for y := 0; y < b.height; y += 2 {
		for x := range b.width {
			if column+x < g.columns && row+y/2 < g.rows {
				*g.at(column+x, row+y/2) = cell{halves[bit(b.at(x, y))][bit(b.at(x, y+1))], s}
			}
		}
	}
}

func bit(on bool) int {
	if on {
		return 1
	}
	return 0
}

// String returns the drawing without its colours, for tests and for who takes it down.
func (g *Grid) String() string {
	var b strings.Builder
	for row := range g.rows {
		var line strings.Builder
		for column := range g.columns {
			line.WriteString(g.at(column, row).text)
		}
		b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
	return b.String()
}

// wrap breaks a text into lines of at most so many columns: at spaces, and between
// any two characters of a text that has none.
func wrap(text string, columns int) (lines []string) {
	for columns > 2 && display.StringWidth(text) > columns {
		cut := breakAt(text, len(display.Truncate(text, columns, "")))
		lines = append(lines, strings.TrimSpace(text[:cut]))
		text = strings.TrimSpace(text[cut:])
	}
	if text != "" {
		lines = append(lines, text)
	}
	return lines
}

func isLatin(r rune) bool { return r > ' ' && r < utf8.RuneSelf }

// neverFirst are characters with which no line of Japanese begins.
const neverFirst = "、。」)・ーっゃゅょ"

// breakAt finds the best place to break a text at or before the one where there is
// no more room.
func breakAt(text string, room int) int {
	if space := strings.LastIndexByte(text[:room+1], ' '); space > room/2 {
		return space
	}
	for range len(neverFirst) {
		next, _ := utf8.DecodeRuneInString(text[room:])
		_, size := utf8.DecodeLastRuneInString(text[:room])
		if room <= size || !strings.ContainsRune(neverFirst, next) {
			break
		}
		room -= size
	}
	if word := strings.TrimRightFunc(text[:room], isLatin); len(word) > room/2 && isLatin(rune(text[room])) {
		room = len(word) // a word among kanji stays whole
	}
	if last, size := utf8.DecodeLastRuneInString(text[:room]); strings.ContainsRune("「(", last) && room > size {
		room -= size // nor does one end with a bracket that opens
	}
	return room
}
