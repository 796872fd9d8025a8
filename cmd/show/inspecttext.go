package show

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
func newInspectTextRenderer(out, errw io.Writer, s *Settings) Renderer {
	return &textRenderer{out: out, errw: errw, s: s, body: (*Sheet).inspection}
}

// inspection is the body for inspect. What is not proven comes last, under a
// heading of its own, and nowhere else.
func (p *Sheet) inspection(a Answer) {
	in := a.Report.Inspect(p.s.Level)
	p.judgement(a, in.View)
	p.Code(a, in.View)
	p.symbols(in.Symbols)
	if in.Card != nil {
		p.cardText(*in.Card)
	}
	p.Content(in.View)
	if in.KeyFacts != nil {
		p.Heading(p.W.Inspect.KeyFacts())
		p.rows(indentValue, p.keyFacts(*in.KeyFacts)...)
	}
	p.checks(in)
	p.witness(in.Witness)
	p.notes(in.Notes)
	if in.Unproven != nil {
		p.loud(IndentSection, p.W.Inspect.Unproven())
		p.Line(IndentSection, p.Paint(p.W.Inspect.UnprovenNote(), color.FgYellow))
		p.cardText(*in.Unproven)
	}
}

// pixels tells how wide a module is in the picture, "" if that is not known.
func (p *Sheet) pixels(module float64) string {
	if module <= 0 {
		return ""
	}
	return p.W.ModulePixels(strconv.FormatFloat(module, 'f', 1, 64))
}

// witness tells what another implementation says of the signature.
func (p *Sheet) witness(v *verify.Witness) {
	switch {
	case v == nil:
	case v.Agrees && v.Outcome == verify.Pass:
		p.Line(indentValue, p.W.Inspect.WitnessAccepts()+" ("+SafeText(v.By)+")")
	case v.Agrees:
		p.Line(indentValue, p.W.Inspect.WitnessRejects()+" ("+SafeText(v.By)+")")
	default:
		p.loud(indentValue, p.W.Inspect.WitnessDiffers()+" ("+SafeText(v.By)+")")
	}
}

func (p *Sheet) symbols(symbols []verify.SymbolView) {
	w := p.W.Inspect
	for i, s := range symbols {
		if i == 0 {
			p.Heading(w.Symbols())
		}
		var corners []string
		for _, c := range s.Corners {
			corners = append(corners, fmt.Sprintf("%.0f,%.0f", c.X, c.Y))
		}
		version := ""
		if s.Version > 0 {
			version = p.W.Labels.Version(s.Version, s.Level)
		}
		p.Line(indentValue, fmt.Sprintf("%d  ", i+1)+
			p.List(version, labelled(w.Found(), SafeText(s.Found)), p.pixels(s.ModulePixels),
				labelled(w.Corners(), strings.Join(corners, " "))))
	}
}

// keyFacts are the key and its provenance, from the trust set.
func (p *Sheet) keyFacts(f verify.KeyFacts) []row {
	l, w := p.W.Labels, p.W.Inspect
	rows := []row{
		{l.Issuer(), p.List(SafeText(f.IssuerName), asciiText(f.Issuer))},
		{w.Canonical(), asciiText(f.Canonical)},
		{w.Retrieved(), TimeText(f.LastRetrieved)},
		{l.Key(), SafeText(f.KeyID)},
		{w.Thumbprint(), SafeText(f.Thumbprint)},
		{w.PublicKey(), SafeText(f.PublicKey)},
		{w.Source(), p.W.Source(f.Source)},
		{w.Origin(), SafeText(f.Origin)},
		{"", labelled(l.Hash(), f.OriginSHA256)},
	}
	rows = append(rows, p.authority(f.Authority)...)
	rows = append(rows, p.signer(f.Signer)...)
	for _, period := range f.Periods {
		rows = append(rows, row{w.Period(), p.period(period)})
	}
	rows = append(rows, row{w.CRLVersion(), SafeText(f.CRLVersion)})
	if f.ListEntries != nil {
		rows = append(rows, row{w.RevocationList(), p.List(w.Entries(*f.ListEntries), SafeText(f.ListCounter))})
	}
	if k := f.Withdrawn; k != nil {
		rows = append(rows, row{w.Withdrawn(), k.FirstListed.String() + " - " + k.LastListed.String()})
	}
	if f.Specimen {
		rows = append(rows, row{"", p.Paint(w.Specimen(), verdictLooks[verify.Specimen]...)})
	}
	return rows
}

// authority is the upper end of a chain of certificates.
func (p *Sheet) authority(a *verify.AuthorityView) []row {
	if a == nil {
		return nil
	}
	w := p.W.Inspect
	rows := []row{
		{w.Authority(), p.List(SafeText(a.Subject), SafeText(a.State),
			labelled(w.Lists(), strings.Join(a.Lists, " ")))},
		{"", a.NotBefore.String() + " - " + a.NotAfter.String()},
		{"", p.List(labelled(w.KeyID(), a.KeyID), labelled(p.W.Labels.Hash(), a.SHA256))},
	}
	return append(rows, p.authorityList(a.Revocation)...)
}

// authorityList is what the authority has revoked.
func (p *Sheet) authorityList(l *verify.RevocationListView) []row {
	if l == nil {
		return nil
	}
	w := p.W.Inspect
	next := p.W.Labels.NotGiven()
	if l.NextUpdate != nil {
		next = l.NextUpdate.String()
	}
	return []row{
		{w.RevocationList(), p.List(w.Entries(l.Entries), labelled(w.ListNumber(), l.Number),
			labelled(w.RevokedAt(), TimeText(l.RevokedAt)))},
		{"", p.List(labelled(w.ListMade(), l.ThisUpdate.String()), labelled(w.ListDue(), next))},
		{"", p.List(SafeText(l.Issuer), p.W.Source(l.Source), labelled(p.W.Labels.Hash(), l.SHA256))},
	}
}

// signer is who signed, of formats whose signers are listed.
func (p *Sheet) signer(s *verify.SignerView) []row {
	if s == nil {
		return nil
	}
	w := p.W.Inspect
	return []row{
		{w.Listed(), p.List(SafeText(s.Name), SafeText(s.Country), labelled(w.Signs(), strings.Join(s.Signs, " ")))},
		{"", p.List(labelled(w.KeyID(), SafeText(s.ListedID)), labelled(p.W.Labels.Hash(), s.SHA256))},
	}
}

// certificate writes the signer's certificate that a code brings along.
func (p *Sheet) certificate(c *verify.CertificateView) {
	if c == nil {
		return
	}
	w := p.W.Inspect
	p.Heading(w.Signer())
	rows := []row{
		{w.Subject(), SafeTextWhole(c.Subject)},
		{w.CertifiedBy(), SafeTextWhole(c.Issuer)},
		{w.Serial(), c.Serial},
		{w.Period(), c.NotBefore.String() + " - " + c.NotAfter.String()},
		{w.KeyID(), c.AuthorityKey},
		{w.Usage(), SafeText(strings.Join(append(slices.Clone(c.ExtendedUsage), c.Documents...), " "))},
		{w.RevocationList(), asciiText(strings.Join(c.RevocationAt, " "))},
		{p.W.Labels.Hash(), c.SHA256},
	}
	p.rows(indentValue, rows...)
}

func (p *Sheet) period(v verify.PeriodView) string {
	names := p.W.Inspect.NotNamesIssuer()
	if v.NamesIssuer {
		names = p.W.Inspect.NamesIssuer()
	}
	return v.NotBefore.String() + " - " + v.NotAfter.String() + " (" + names + ")"
}

// cardText writes the card's own text: what was signed, or claims to have
// been.
func (p *Sheet) cardText(c verify.CardText) {
	w := p.W.Inspect
	p.certificate(c.Signer)
	p.Heading(w.Header())
	p.json(c.Header)
	p.Heading(w.Payload())
	p.json(c.Payload)
	p.Heading(w.Signature())
	p.Line(indentValue, SafeTextWhole(c.Signature))
	p.Heading(w.Text())
	p.Line(indentValue, SafeTextWhole(c.Text))
}

// json writes a value over several lines. Its texts are made harmless by
// JSON's own escapes, so that what is shown can be read by machines again.
func (p *Sheet) json(v strictjson.Value) {
	var pretty bytes.Buffer
	if !v.Exists() || json.Indent(&pretty, v.AppendJSON(nil), "", "  ") != nil {
		p.Line(indentValue, p.W.Labels.NotGiven())
		return
	}
	for line := range strings.Lines(string(safeJSON(pretty.Bytes()))) {
		p.Line(indentValue, strings.TrimSuffix(line, "\n"))
	}
}

// checks writes every check with what it found and the section of the
// specification.
func (p *Sheet) checks(in verify.Inspection) {
	w := p.W.Inspect
	if in.Proven == nil {
		p.failing(in.Checks)
		return
	}
	state := w.NotProven()
	if *in.Proven {
		state = w.Proven()
	}
	p.Heading(w.Checks() + " (" + state + ")")
	reasons := map[verify.CheckID]string{}
	for _, c := range in.Checks {
		reasons[c.ID] = string(Value(c.Reason))
	}
	var rows []row
	for _, d := range in.Details {
		rows = append(rows, row{p.W.Outcomes().Of(d.Outcome.String()), p.check(d.ID, reasons[d.ID])})
		for _, more := range []string{p.W.Finding(d.Detail), d.Spec} {
			if more != "" {
				rows = append(rows, row{"", "  " + SafeText(more)})
			}
		}
	}
	p.rows(indentValue, rows...)
}

// failing writes the checks that do not hold, with nothing else of them.
func (p *Sheet) failing(checks []verify.CheckView) {
	var rows []row
	for _, c := range checks {
		rows = append(rows, row{p.W.Outcomes().Of(c.Outcome.String()), p.check(c.ID, string(Value(c.Reason)))})
	}
	if len(rows) > 0 {
		p.Heading(p.W.Inspect.Checks())
		p.rows(indentValue, rows...)
	}
}

// check names a check in the language and by its id, which auditors look up.
func (p *Sheet) check(check verify.CheckID, reason string) string {
	name, id := named(p.W.Checks(), check), string(check)
	if name != id {
		name += " [" + id + "]"
	}
	return p.List(name, reason)
}

func (p *Sheet) notes(notes []verify.Note) {
	if len(notes) == 0 {
		return
	}
	p.Heading(p.W.Inspect.Notes())
	for _, n := range notes {
		place := ""
		if n.Path != "" {
			place = " (" + SafeText(n.Path) + ")"
		}
		p.Line(indentValue, SafeText(n.Code)+": "+SafeText(p.W.Finding(n.Detail))+place)
		if n.Spec != "" {
			p.Line(indentMore, SafeText(n.Spec))
		}
	}
}
