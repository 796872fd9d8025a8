package show

import (
	"cmp"
	"io"
	"strings"
	"time"

	"vaxcheck/verify"
)

// Document is the answer of a command that judges nothing.
type Document interface {
	Text(s *Settings) string
	Object() any      // for json
	Objects() []any   // for ndjson, one a line
	Rows() [][]string // for csv, names of the columns first
}

// WriteDocument writes a document in the format of the settings.
func WriteDocument(w io.Writer, s *Settings, d Document) (err error) {
	switch s.Format {
	case "json":
		err = appendJSON(w, d.Object())
	case "ndjson":
		for _, object := range d.Objects() {
			err = cmp.Or(err, appendJSON(w, object))
		}
	case "csv":
		err = NewCSV(w).Rows(d.Rows()...)
	default:
		_, err = io.WriteString(w, d.Text(s))
	}
	return err
}

func appendJSON(w io.Writer, object any) error {
	line, err := EncodeJSON(object)
	if err != nil {
		return err
	}
	_, err = w.Write(line)
	return err
}

// Table lays out rows for people in columns, and for programs with one tab between
// cells.
func (s *Settings) Table(rows [][]string) string {
	if s.Terminal {
		return InColumns(rows, nil)
	}
	var b strings.Builder
	for _, row := range rows {
		b.WriteString(strings.Join(row, "\t") + "\n")
	}
	return b.String()
}

// InColumns lays out rows in columns, two spaces apart. The last cell of a row takes the
// room it needs. The first cells are painted by paint, which is told the row; nil
// leaves them as they are.
func InColumns(rows [][]string, paint func(row int, cell string) string) string {
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
				line.WriteString(strings.Repeat(" ", widths[i]-Display.StringWidth(cell)+2))
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
			widths[i] = max(widths[i], Display.StringWidth(cell))
		}
	}
	return widths
}

// MaxName is how much of a name a column on a terminal shows.
const MaxName = 40

// Brief shortens a text for a column on a terminal.
func (s *Settings) Brief(text string, width int) string {
	if !s.Terminal {
		return SafeTextWhole(text)
	}
	return Display.Truncate(SafeText(text), width, "…")
}

// Address is a URL: on a terminal no letter passes for another, and programs
// get the whole of it.
func (s *Settings) Address(url string) string {
	if !s.Terminal {
		return SafeTextWhole(url)
	}
	return asciiText(url)
}

// Day is a day for people, and an instant for programs.
func (s *Settings) Day(t *verify.Timestamp) string {
	switch {
	case t == nil:
		return "-"
	case s.Terminal:
		return t.String()[:len(time.DateOnly)]
	}
	return t.String()
}

// Indent moves each line of a text to the right.
func Indent(text string) string {
	return "  " + strings.ReplaceAll(strings.TrimSuffix(text, "\n"), "\n", "\n  ") + "\n"
}

// Aligned lays help out in columns wherever it goes.
func Aligned(rows [][]string) string {
	return Indent(InColumns(rows, nil))
}

// AddRow adds a row of a label and a value, left out if the value has nothing to say.
func AddRow(rows [][]string, label, value string) [][]string {
	if value == "" {
		return rows
	}
	return append(rows, []string{label, value})
}
