package doctor

import (
	"strings"

	"github.com/fatih/color"

	"vaxcheck/cmd/show"
)

func (c checkup) Object() any { return c }

func (c checkup) Objects() []any { return []any{c} }

func (c checkup) Rows() [][]string {
	rows := [][]string{{"id", "outcome", "code", "finding", "next"}}
	for _, d := range c.Checks {
		rows = append(rows, []string{d.ID, healthNames[d.Outcome], d.Code, d.finding, d.next})
	}
	return rows
}

var healthLooks = map[health][]color.Attribute{
	healthOK:   {color.FgGreen},
	healthNote: {color.FgYellow},
	healthFail: {color.Bold, color.FgRed},
}

// Text says on the first line whether the doors may open, and unless quiet
// how each check came out, on a line of its own.
func (c checkup) Text(s *show.Settings) string {
	p, w := show.NewSheet(s), doctorIn(s.Words)
	summary, look := c.summary(p), color.FgGreen
	if !c.Ready {
		look = color.FgRed
	}
	p.Line(0, p.Paint(summary, color.Bold, look))
	if s.Quiet {
		return p.String()
	}
	var rows [][]string
	for _, d := range c.Checks {
		rows = append(rows, []string{w.Outcomes().Of(d.Outcome.String()), w.Checks().Of(d.ID), advised(w, d)})
	}
	if !s.Terminal {
		return p.String() + s.Table(rows)
	}
	widest := 0
	for _, word := range w.Outcomes().All() {
		widest = max(widest, show.Display.StringWidth(word))
	}
	for i := range rows {
		rows[i][0] = show.Display.FillRight(rows[i][0], widest)
	}
	return p.String() + show.Indent(show.InColumns(rows, func(row int, cell string) string {
		outcome := c.Checks[row].Outcome
		word := w.Outcomes().Of(outcome.String())
		return p.Paint(word, healthLooks[outcome]...) + strings.TrimPrefix(cell, word)
	}))
}

// advised puts what to do behind what was found.
func advised(w doctorWords, d diagnosis) string {
	if d.next == "" {
		return d.finding
	}
	return d.finding + w.Then() + d.next
}

// summary is one line: whether the machine is ready, and if it is not, why not.
func (c checkup) summary(p *show.Sheet) string {
	w := doctorIn(p.W)
	var failing []string
	notes := 0
	for _, d := range c.Checks {
		switch d.Outcome {
		case healthFail:
			failing = append(failing, w.Checks().Of(d.ID))
		case healthNote:
			notes++
		}
	}
	switch {
	case !c.Ready:
		return w.NotReady(p.List(failing...))
	case notes > 0:
		return w.ReadyNotes(notes)
	}
	return w.Ready()
}
