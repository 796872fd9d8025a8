package show

import (
	"encoding/csv"
	"io"
	"strings"
	"unicode"
)

// CSV writes rows as spreadsheets take them: with a byte order mark, without which
// they take UTF-8 for something else, and lines that end as RFC 4180 has it.
type CSV struct {
	w      io.Writer
	rows   *csv.Writer
	marked bool
}

// NewCSV returns a CSV that has written nothing.
func NewCSV(w io.Writer) *CSV {
	rows := csv.NewWriter(w)
	rows.UseCRLF = true
	return &CSV{w: w, rows: rows}
}

// Rows writes rows, each cell made harmless, and keeps none of them back.
func (c *CSV) Rows(rows ...[]string) error {
	if err := c.mark(); err != nil {
		return err
	}
	for _, row := range rows {
		cells := make([]string, len(row))
		for i, cell := range row {
			cells[i] = csvCell(cell)
		}
		if err := c.rows.Write(cells); err != nil {
			return err
		}
	}
	c.rows.Flush()
	return c.rows.Error()
}

// mark writes the byte order mark before the first row.
func (c *CSV) mark() (err error) {
	if !c.marked {
		_, err = io.WriteString(c.w, "\ufeff")
		c.marked = true
	}
	return err
}

// csvCell makes a text harmless, for terminals and for spreadsheets: these
// take what begins with certain characters, full-width ones among them, for a
// formula and run it.
func csvCell(text string) string {
	first := strings.TrimLeftFunc(text, unicode.IsSpace)
	text = SafeTextWhole(text)
	if strings.HasPrefix(text, `\u{`) || first != "" && strings.ContainsRune("=+-@＝＋－＠", []rune(first)[0]) {
		return "'" + text
	}
	return text
}
