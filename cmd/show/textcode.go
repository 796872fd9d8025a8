package show

import (
	"slices"
	"strings"
	"time"

	"vaxcheck/decode"
	"vaxcheck/verify"
	"vaxcheck/verify/record"
)

// Code writes what level B shows. A card that is not proven has neither issuer
// nor times: what it claims is not ours to repeat.
func (p *Sheet) Code(a Answer, v verify.View) {
	c, l := v.Code, p.W.Labels
	if c == nil {
		return
	}
	proven := c.Key != nil
	if proven {
		p.Heading(l.Code())
	} else {
		p.Heading(l.CodeUnproven())
	}
	rows := []row{{l.Format(), c.Format.Title()}}
	if proven {
		rows = append(rows, p.provenance(c, timesUnclear(v))...)
	}
	p.rows(indentValue, append(rows, row{l.Hash(), c.SHA256}, row{l.Symbol(), p.symbol(c.QR)})...)
	p.draw(a.QrTexts(v.Level))
}

// provenance is who signed and when.
func (p *Sheet) provenance(c *verify.CodeView, timesUnclear bool) []row {
	l := p.W.Labels
	rows := []row{
		{l.Issuer(), SafeText(c.Issuer.Name)},
		{l.Issuer(), asciiText(c.Issuer.ID)},
		{l.Key(), SafeText(c.Key.ID) + " (" + p.List(SafeText(c.Key.Alg), p.W.Source(c.Key.Source)) + ")"},
	}
	if c.Issuer.Name != "" {
		rows[1].label = ""
	}
	if k := c.Key.Withdrawn; k != nil {
		rows = append(rows, row{"", p.Paint(l.Withdrawn(dayOf(k.FirstListed), dayOf(k.LastListed)),
			verdictLooks[verify.Review]...)})
	}
	if c.IssuedAt != nil {
		rows = append(rows, row{l.Issued(), p.local(c.IssuedAt)})
	}
	if c.ExpiresAt != nil {
		return append(rows, row{l.Expires(), p.local(c.ExpiresAt)})
	}
	if c.Format.OpenEnded() {
		return append(rows, row{l.Expires(), l.ExpiryNotStated()})
	}
	if timesUnclear { // it may end, or may not
		return append(rows, row{l.Expires(), l.NotDated()})
	}
	return append(rows, row{l.Expires(), l.NoExpiry()})
}

// timesUnclear tells whether it cannot be read when a certificate ends.
func timesUnclear(v verify.View) bool {
	return slices.ContainsFunc(v.Reasons, func(r verify.ReasonView) bool {
		return r.Code == decode.ReasonContentUnclear && slices.Contains(r.Details, decode.UnclearTimes)
	})
}

// dayOf is the day of an instant, in UTC as directories have it.
func dayOf(t verify.Timestamp) string { return time.Time(t).UTC().Format(time.DateOnly) }

// symbol describes the symbols the card was read from.
func (p *Sheet) symbol(q verify.QRView) string {
	l := p.W.Labels
	form := ""
	if q.Version != nil && q.Level != nil {
		form = l.Version(*q.Version, *q.Level)
	}
	return p.List(form, l.Chunks(q.Chunks))
}

// draw draws a proven card's codes again where there is a terminal to draw on.
// The drawing needs its own colours, so without colour there is none.
func (p *Sheet) draw(texts []string) {
	if !p.s.Terminal {
		return
	}
	for _, text := range texts {
		drawing, ok := drawQR(text, p.s.Columns, p.s.Rows)
		if !ok || !p.s.Color {
			p.Line(indentValue, p.W.Labels.NoRoom())
			return
		}
		for text := range strings.Lines(drawing) {
			p.Line(0, strings.TrimSuffix(text, "\n"))
		}
	}
}

// coded is a code of a code system, as the card has it.
func coded(c record.Coded) string {
	if c.Code == "" {
		return ""
	}
	return "[" + asciiText(c.System) + " " + SafeText(c.Code) + "]"
}

// term is a code's name in the language, "" if the code is not known.
func (p *Sheet) term(c record.Coded) string {
	if c.Name == nil {
		return ""
	}
	return p.W.In(c.Name.EN, c.Name.JA)
}
