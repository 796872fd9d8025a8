package cmd

import (
	"strings"

	"github.com/fatih/color"
)

func (c checkup) object() any { return c }

func (c checkup) objects() []any { return []any{c} }

func (c checkup) rows() [][]string {
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

// text says on the first line whether the doors may open, and unless quiet
// how each check came out, on a line of its own.
func (c checkup) text(s *settings) string {
	p, w := newPage(s), doctorIn(s.words)
	summary, look := c.summary(p), color.FgGreen
	if !c.Ready {
		look = color.FgRed
	}
	p.line(0, p.paint(summary, color.Bold, look))
	if s.quiet {
		return p.String()
	}
	var rows [][]string
	for _, d := range c.Checks {
		rows = append(rows, []string{w.Outcomes().Of(d.Outcome.String()), w.Checks().Of(d.ID), advised(w, d)})
	}
	if !s.terminal {
		return p.String() + s.table(rows)
	}
	widest := 0
	for _, word := range w.Outcomes().All() {
		widest = max(widest, display.StringWidth(word))
	}
	for i := range rows {
		rows[i][0] = display.FillRight(rows[i][0], widest)
	}
	return p.String() + indent(inColumns(rows, func(row int, cell string) string {
		outcome := c.Checks[row].Outcome
		word := w.Outcomes().Of(outcome.String())
		return p.paint(word, healthLooks[outcome]...) + strings.TrimPrefix(cell, word)
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
func (c checkup) summary(p *page) string {
	w := doctorIn(p.w)
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
		return w.NotReady(p.list(failing...))
	case notes > 0:
		return w.ReadyNotes(notes)
	}
	return w.Ready()
}
