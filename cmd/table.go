package cmd

import (
	"cmp"
	"encoding/csv"
	"io"
	"strings"
	"time"
	"vaxcheck/verify"
)

// document is the answer of a command that judges nothing.
type document interface {
	text(s *settings) string
	object() any      // for json
	objects() []any   // for ndjson, one a line
	rows() [][]string // for csv, names of the columns first
}

// writeDocument writes a document in the format of the settings.
func writeDocument(w io.Writer, s *settings, d document) (err error) {
	switch s.format {
	case "json":
		err = appendJSON(w, d.object())
	case "ndjson":
		for _, object := range d.objects() {
			err = cmp.Or(err, appendJSON(w, object))
		}
	case "csv":
		err = writeCSV(w, d.rows())
	default:
		_, err = io.WriteString(w, d.text(s))
	}
	return err
}

func appendJSON(w io.Writer, object any) error {
	line, err := encodeJSON(object)
	if err != nil {
		return err
	}
	_, err = w.Write(line)
	return err
}

// writeCSV writes rows as verify writes its answers.
func writeCSV(w io.Writer, rows [][]string) error {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	_, err := io.WriteString(w, "\ufeff")
	for _, row := range rows {
		cells := make([]string, len(row))
		for i, cell := range row {
			cells[i] = csvCell(cell)
		}
		if err == nil {
			err = out.Write(cells)
		}
	}
	out.Flush()
	return cmp.Or(err, out.Error())
}

// table lays out rows for people in columns, and for programs with one tab between
// cells.
func (s *settings) table(rows [][]string) string {
	if s.terminal {
		return inColumns(rows, nil)
	}
	var b strings.Builder
	for _, row := range rows {
		b.WriteString(strings.Join(row, "\t") + "\n")
	}
	return b.String()
}

// inColumns lays out rows in columns, two spaces apart. The last cell of a row takes the
// room it needs. The first cells are painted by paint, which is told the row; nil
// leaves them as they are.
func inColumns(rows [][]string, paint func(row int, cell string) string) string {
	var b strings.Builder
	widths := columnWidths(rows)
	for at, row := range rows {
		var line strings.Builder
		for i, cell := range row {
			shown := cell
			if i == 0 && paint != nil {
				shown = paint(at, cell)
			}
			line.WriteString(shown)
			if i < len(row)-1 {
				line.WriteString(strings.Repeat(" ", widths[i]-display.StringWidth(cell)+2))
			}
		}
		b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
	return b.String()
}

// columnWidths returns the width of the widest cell of each column, the last
// cells of rows left out.
func columnWidths(rows [][]string) []int {
	var widths []int
	for _, row := range rows {
		for i, cell := range row[:max(0, len(row)-1)] {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], display.StringWidth(cell))
		}
	}
	return widths
}

// maxName is how much of a name a column on a terminal shows.
const maxName = 40

// brief shortens a text for a column on a terminal.
func (s *settings) brief(text string, width int) string {
	if !s.terminal {
		return safeTextWhole(text)
	}
	return display.Truncate(safeText(text), width, "…")
}

// address is a URL: on a terminal no letter passes for another, and programs
// get the whole of it.
func (s *settings) address(url string) string {
	if !s.terminal {
		return safeTextWhole(url)
	}
	return asciiText(url)
}

// day is a day for people, and an instant for programs.
func (s *settings) day(t *verify.Timestamp) string {
	switch {
	case t == nil:
		return "-"
	case s.terminal:
		return t.String()[:len(time.DateOnly)]
	}
	return t.String()
}

// indent moves each line of a text to the right.
func indent(text string) string {
	return "  " + strings.ReplaceAll(strings.TrimSuffix(text, "\n"), "\n", "\n  ") + "\n"
}

// aligned lays help out in columns wherever it goes.
func aligned(rows [][]string) string {
	return indent(inColumns(rows, nil))
}
