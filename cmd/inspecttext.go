package cmd

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/fatih/color"

	"vaxcheck/internal/strictjson"
	"vaxcheck/verify"
)

// newInspectTextRenderer writes what inspect shows, as a tree of sections.
// Sections of the specification are in English, as auditors quote them.
func newInspectTextRenderer(out, errw io.Writer, s *settings) renderer {
	return &textRenderer{out: out, errw: errw, s: s, body: (*page).inspection}
}

// inspection is the body for inspect. What is not proven comes last, under a
// heading of its own, and nowhere else.
func (p *page) inspection(a answer) {
	in := a.report.Inspect(p.s.level)
	p.judgement(a, in.View)
	p.code(a, in.View)
	p.symbols(in.Symbols)
	if in.Card != nil {
		p.cardText(*in.Card)
	}
	p.content(in.View)
	if in.KeyFacts != nil {
		p.heading(p.w.Inspect.KeyFacts())
		p.rows(indentValue, p.keyFacts(*in.KeyFacts)...)
	}
	p.checks(in)
	p.witness(in.Witness)
	p.notes(in.Notes)
	if in.Unproven != nil {
		p.loud(indentSection, p.w.Inspect.Unproven())
		p.line(indentSection, p.paint(p.w.Inspect.UnprovenNote(), color.FgYellow))
		p.cardText(*in.Unproven)
	}
}

// pixels tells how wide a module is in the picture, "" if that is not known.
func (p *page) pixels(module float64) string {
	if module <= 0 {
		return ""
	}
	return p.w.ModulePixels(strconv.FormatFloat(module, 'f', 1, 64))
}

// witness tells what another implementation says of the signature.
func (p *page) witness(v *verify.Witness) {
	switch {
	case v == nil:
	case v.Agrees && v.Outcome == verify.Pass:
		p.line(indentValue, p.w.Inspect.WitnessAccepts()+" ("+safeText(v.By)+")")
	case v.Agrees:
		p.line(indentValue, p.w.Inspect.WitnessRejects()+" ("+safeText(v.By)+")")
	default:
		p.loud(indentValue, p.w.Inspect.WitnessDiffers()+" ("+safeText(v.By)+")")
	}
}

func (p *page) symbols(symbols []verify.SymbolView) {
	w := p.w.Inspect
	for i, s := range symbols {
		if i == 0 {
			p.heading(w.Symbols())
		}
		var corners []string
		for _, c := range s.Corners {
			corners = append(corners, fmt.Sprintf("%.0f,%.0f", c.X, c.Y))
		}
		version := ""
		if s.Version > 0 {
			version = p.w.Labels.Version(s.Version, s.Level)
		}
		p.line(indentValue, fmt.Sprintf("%d  ", i+1)+
			p.list(version, labelled(w.Found(), safeText(s.Found)), p.pixels(s.ModulePixels), labelled(w.Corners(), strings.Join(corners, " "))))
	}
}

// keyFacts are the key and its provenance, from the trust set.
func (p *page) keyFacts(f verify.KeyFacts) []row {
	l, w := p.w.Labels, p.w.Inspect
	rows := []row{
		{l.Issuer(), p.list(safeText(f.IssuerName), asciiText(f.Issuer))},
		{w.Canonical(), asciiText(f.Canonical)},
		{w.Retrieved(), when(f.LastRetrieved)},
		{l.Key(), safeText(f.KeyID)},
		{w.Thumbprint(), safeText(f.Thumbprint)},
		{w.PublicKey(), safeText(f.PublicKey)},
		{w.Source(), p.w.source(f.Source)},
		{w.Origin(), safeText(f.Origin)},
		{"", labelled(l.Hash(), f.OriginSHA256)},
	}
	rows = append(rows, p.authority(f.Authority)...)
	rows = append(rows, p.signer(f.Signer)...)
	for _, period := range f.Periods {
		rows = append(rows, row{w.Period(), p.period(period)})
	}
	rows = append(rows, row{w.CRLVersion(), safeText(f.CRLVersion)})
	if f.ListEntries != nil {
		rows = append(rows, row{w.RevocationList(), p.list(w.Entries(*f.ListEntries), safeText(f.ListCounter))})
	}
	if k := f.Withdrawn; k != nil {
		rows = append(rows, row{w.Withdrawn(), k.FirstListed.String() + " - " + k.LastListed.String()})
	}
	if f.Specimen {
		rows = append(rows, row{"", p.paint(w.Specimen(), verdictLooks[verify.Specimen]...)})
	}
	return rows
}

// authority is the upper end of a chain of certificates.
func (p *page) authority(a *verify.AuthorityView) []row {
	if a == nil {
		return nil
	}
	w := p.w.Inspect
	rows := []row{
		{w.Authority(), p.list(safeText(a.Subject), safeText(a.State), labelled(w.Lists(), strings.Join(a.Lists, " ")))},
		{"", a.NotBefore.String() + " - " + a.NotAfter.String()},
		{"", p.list(labelled(w.KeyID(), a.KeyID), labelled(p.w.Labels.Hash(), a.SHA256))},
	}
	return append(rows, p.authorityList(a.Revocation)...)
}

// authorityList is what the authority has revoked.
func (p *page) authorityList(l *verify.RevocationListView) []row {
	if l == nil {
		return nil
	}
	w := p.w.Inspect
	next := p.w.Labels.NotGiven()
	if l.NextUpdate != nil {
		next = l.NextUpdate.String()
	}
	return []row{
		{w.RevocationList(), p.list(w.Entries(l.Entries), labelled(w.ListNumber(), l.Number), labelled(w.RevokedAt(), when(l.RevokedAt)))},
		{"", p.list(labelled(w.ListMade(), l.ThisUpdate.String()), labelled(w.ListDue(), next))},
		{"", p.list(safeText(l.Issuer), p.w.source(l.Source), labelled(p.w.Labels.Hash(), l.SHA256))},
	}
}

// signer is who signed, of formats whose signers are listed.
func (p *page) signer(s *verify.SignerView) []row {
	if s == nil {
		return nil
	}
	w := p.w.Inspect
	return []row{
		{w.Listed(), p.list(safeText(s.Name), safeText(s.Country), labelled(w.Signs(), strings.Join(s.Signs, " ")))},
		{"", p.list(labelled(w.KeyID(), safeText(s.ListedID)), labelled(p.w.Labels.Hash(), s.SHA256))},
	}
}

// certificate writes the signer's certificate that a code brings along.
func (p *page) certificate(c *verify.CertificateView) {
	if c == nil {
		return
	}
	w := p.w.Inspect
	p.heading(w.Signer())
	rows := []row{
		{w.Subject(), safeTextWhole(c.Subject)},
		{w.CertifiedBy(), safeTextWhole(c.Issuer)},
		{w.Serial(), c.Serial},
		{w.Period(), c.NotBefore.String() + " - " + c.NotAfter.String()},
		{w.KeyID(), c.AuthorityKey},
		{w.Usage(), safeText(strings.Join(append(slices.Clone(c.ExtendedUsage), c.Documents...), " "))},
		{w.RevocationList(), asciiText(strings.Join(c.RevocationAt, " "))},
		{p.w.Labels.Hash(), c.SHA256},
	}
	p.rows(indentValue, rows...)
}

func (p *page) period(v verify.PeriodView) string {
	names := p.w.Inspect.NotNamesIssuer()
	if v.NamesIssuer {
		names = p.w.Inspect.NamesIssuer()
	}
	return v.NotBefore.String() + " - " + v.NotAfter.String() + " (" + names + ")"
}

// cardText writes the card's own text: what was signed, or claims to have
// been.
func (p *page) cardText(c verify.CardText) {
	w := p.w.Inspect
	p.certificate(c.Signer)
	p.heading(w.Header())
	p.json(c.Header)
	p.heading(w.Payload())
	p.json(c.Payload)
	p.heading(w.Signature())
	p.line(indentValue, safeTextWhole(c.Signature))
	p.heading(w.Text())
	p.line(indentValue, safeTextWhole(c.Text))
}

// json writes a value over several lines. Its texts are made harmless by
// JSON's own escapes, so that what is shown can be read by machines again.
func (p *page) json(v strictjson.Value) {
	var pretty bytes.Buffer
	if !v.Exists() || json.Indent(&pretty, v.AppendJSON(nil), "", "  ") != nil {
		p.line(indentValue, p.w.Labels.NotGiven())
		return
	}
	for line := range strings.Lines(string(safeJSON(pretty.Bytes()))) {
		p.line(indentValue, strings.TrimSuffix(line, "\n"))
	}
}

// checks writes every check with what it found and the section of the
// specification.
func (p *page) checks(in verify.Inspection) {
	w := p.w.Inspect
	if in.Proven == nil {
		p.failing(in.Checks)
		return
	}
	state := w.NotProven()
	if *in.Proven {
		state = w.Proven()
	}
	p.heading(w.Checks() + " (" + state + ")")
	reasons := map[verify.CheckID]string{}
	for _, c := range in.Checks {
		reasons[c.ID] = string(value(c.Reason))
	}
	var rows []row
	for _, d := range in.Details {
		rows = append(rows, row{p.w.Outcomes().Of(d.Outcome.String()), p.check(d.ID, reasons[d.ID])})
		for _, more := range []string{p.w.finding(d.Detail), d.Spec} {
			if more != "" {
				rows = append(rows, row{"", "  " + safeText(more)})
			}
		}
	}
	p.rows(indentValue, rows...)
}

// failing writes the checks that do not hold, with nothing else of them.
func (p *page) failing(checks []verify.CheckView) {
	var rows []row
	for _, c := range checks {
		rows = append(rows, row{p.w.Outcomes().Of(c.Outcome.String()), p.check(c.ID, string(value(c.Reason)))})
	}
	if len(rows) > 0 {
		p.heading(p.w.Inspect.Checks())
		p.rows(indentValue, rows...)
	}
}

// check names a check in the language and by its id, which auditors look up.
func (p *page) check(check verify.CheckID, reason string) string {
	name, id := named(p.w.Checks(), check), string(check)
	if name != id {
		name += " [" + id + "]"
	}
	return p.list(name, reason)
}

func (p *page) notes(notes []verify.Note) {
	if len(notes) == 0 {
		return
	}
	p.heading(p.w.Inspect.Notes())
	for _, n := range notes {
		place := ""
		if n.Path != "" {
			place = " (" + safeText(n.Path) + ")"
		}
		p.line(indentValue, safeText(n.Code)+": "+safeText(p.w.finding(n.Detail))+place)
		if n.Spec != "" {
			p.line(indentMore, safeText(n.Spec))
		}
	}
}
