package show

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"vaxcheck/verify"
	"vaxcheck/verify/record"
)

// textRenderer writes answers for people. What it shows is the View at the
// level of the run, so that it has nothing else to show.
type textRenderer struct {
	out, errw io.Writer
	s         *Settings
	body      func(p *Sheet, a Answer) // what follows the verdict
	some      bool                     // something has been written
}

// newTextRenderer writes what verify shows.
func newTextRenderer(out, errw io.Writer, s *Settings) Renderer {
	return &textRenderer{out: out, errw: errw, s: s, body: (*Sheet).result}
}

func (r *textRenderer) Begin(RunInfo) error { return nil }

// Answer writes one block, in one write: the verdict's line, and unless quiet
// what there is to say about it.
func (r *textRenderer) Answer(a Answer) error {
	p := NewSheet(r.s)
	if r.some && !r.s.Quiet {
		p.Line(0, "")
	}
	r.some = true
	p.verdictLine(a)
	if !r.s.Quiet {
		r.body(p, a)
	}
	_, err := io.WriteString(r.out, p.String())
	return err
}

// End sums up a run of several answers, on the side: the answers are those
// above.
func (r *textRenderer) End(sum Summary) error {
	if sum.Results < 2 || r.s.Quiet {
		return nil
	}
	p := NewSheet(r.s)
	var counts []string
	for _, v := range verify.Verdicts() {
		if n := sum.Verdicts[v]; n > 0 {
			counts = append(counts, strconv.Itoa(n)+" "+p.W.Verdicts().Of(string(v)))
		}
	}
	_, err := fmt.Fprintf(r.errw, "%s: %s\n", p.W.Labels.Results(sum.Results), p.List(counts...))
	return err
}

// result is the body for verify.
func (p *Sheet) result(a Answer) {
	v := a.Report.View(p.s.Level)
	p.judgement(a, v)
	p.Code(a, v)
	p.Content(v)
}

// verdictLine says the verdict and of what. Nothing of a card stands here. A
// quiet run has no other line on which to say that it looks at another time.
func (p *Sheet) verdictLine(a Answer) {
	v := a.Report.View(verify.LevelA)
	line := p.verdictWord(v.Verdict) + "  " + a.Origin.Label()
	if v.AsOf != nil && p.s.Quiet {
		line += "  (" + p.W.AsOf(p.asOf(v)) + ")"
	}
	p.Line(0, line)
}

// Label names an input, and where several answers belong to it, which.
func (o Origin) Label() string {
	name := SafeText(o.Name)
	if o.Line > 0 {
		name += ":" + strconv.Itoa(o.Line)
	}
	if o.Code > 0 {
		name += " #" + strconv.Itoa(o.Code)
	}
	return name
}

// local is an instant in the zone of who checks, with its offset, "" for none:
// text is for people, who live by their own day.
func (p *Sheet) local(t *verify.Timestamp) string {
	if t == nil {
		return ""
	}
	return time.Time(*t).In(p.Zone()).Format(time.RFC3339)
}

// Zone is that of --at, or the clock's.
func (p *Sheet) Zone() *time.Location { return p.s.Instant().Time.Location() }

// asOf is the time asked for, in the zone it was asked for in: the calendar
// day is that of the zone.
func (p *Sheet) asOf(v verify.View) string {
	if p.s.At.Stated {
		return p.s.At.Time.Format(time.RFC3339)
	}
	return v.AsOf.String()
}

// judgement says why, what to do next, and what it was judged with.
func (p *Sheet) judgement(a Answer, v verify.View) {
	if v.AsOf != nil {
		p.loud(IndentSection, p.W.AsOf(p.asOf(v)))
	}
	if a.Bug || v.Verdict == "" {
		p.Line(IndentSection, p.W.Bug())
		return
	}
	for i, r := range v.Reasons {
		sentence := p.W.ReasonText(r.Code)
		if i > 0 {
			sentence = p.W.LesserReason(r.Code)
		}
		p.reason(sentence, r)
	}
	next := p.NextStep(v)
	if next != "" {
		p.Line(IndentSection, p.W.Next()+": "+next)
	}
	p.Line(IndentSection, p.judgedWith(v))
	if part := p.trustPart(v.Trust); part != "" {
		p.Line(IndentSection, part)
	}
}

// NextStep is what to do about the gravest reason, or with a good certificate.
func (p *Sheet) NextStep(v verify.View) string {
	switch {
	case len(v.Reasons) > 0:
		first := v.Reasons[0]
		for _, d := range first.Details {
			if next := p.W.CodeKindNext().Of(d); next != "" {
				return next
			}
		}
		return p.W.Reasons(string(first.Code)).Next
	case v.Content != nil:
		return p.compare(ToCompare(*v.Content))
	}
	return p.W.NotWhose()
}

// Comparable tells what there is in a certificate to compare with a document.
type Comparable struct{ Name, BirthDate, Document bool }

// ToCompare returns what people are asked to compare of a certificate: what it has of any of
// its people.
func ToCompare(c verify.Content) (has Comparable) {
	for _, s := range People(c) {
		if slices.ContainsFunc(s.Names, func(n record.Name) bool { return ComposeName(n) != "" }) {
			has.Name = true
		}
		has.BirthDate = has.BirthDate || s.BirthDate != nil
		has.Document = has.Document || s.Document != ""
	}
	return has
}

// compare says what of a certificate to compare with a document, as far as the
// certificate has it.
func (p *Sheet) compare(has Comparable) string {
	var items []string
	for _, item := range []struct {
		there bool
		name  func() string
	}{
		{has.Name, p.W.Compare.Name}, {has.BirthDate, p.W.Compare.BirthDate}, {has.Document, p.W.Compare.Document},
	} {
		if item.there {
			items = append(items, item.name())
		}
	}
	switch {
	case len(items) == 0:
		return p.W.Compare.Nothing()
	case has.Document:
		return p.W.Compare.WithDocument(items)
	}
	return p.W.Compare.WithID(items)
}

// reason writes a reason's sentence with its code, and what is known beyond:
// the kind of an unreadable code, or the rules of the policy that are not met.
func (p *Sheet) reason(sentence string, r verify.ReasonView) {
	p.Line(IndentSection, sentence+" ("+string(r.Code)+")")
	for _, d := range r.Details {
		p.Line(IndentSection, p.Detail(d))
	}
}

// Detail says what stands behind a reason's detail.
func (p *Sheet) Detail(d string) string {
	if kind, known := p.W.CodeKinds().Lookup(d); known {
		return p.W.ThisIs(kind)
	}
	if why, known := p.W.Whys().Lookup(d); known {
		return why
	}
	if n, found := strings.CutPrefix(d, verify.DetailModulePixels); found {
		return p.W.ModulePixels(SafeText(n))
	}
	return "  " + named(p.W.Details(), d)
}

// judgedWith tells when, with which trust set and under which policy, on one
// line.
func (p *Sheet) judgedWith(v verify.View) string {
	l := p.W.Labels
	checked := l.Checked() + " " + p.local(&v.CheckedAt)
	if v.AsOf != nil {
		checked = "" // said already
	}
	policy := SafeText(v.Policy)
	if title := p.PolicyTitle(); v.Policy == p.s.Policy.Name && title != "" {
		policy += ": " + SafeText(title)
	}
	return p.List(checked, l.TrustSet()+" "+p.Trust(v.Trust), l.Policy()+" "+policy)
}

// PolicyTitle is what the policy asks for, in another language if need be.
func (p *Sheet) PolicyTitle() string {
	return p.s.Policy.Title.In(p.W.Tag())
}

// Trust names a trust set, the days its parts were made and the age of the oldest.
func (p *Sheet) Trust(t *verify.TrustView) string {
	if t == nil {
		return p.W.Labels.NoTrustSet()
	}
	return p.W.Source(t.Source) + " " + p.made(t.Oldest, t.Newest, t.AgeDays)
}

// TrustBrief is trust without the days of parts that were made on several, for a
// line with other things on it.
func (p *Sheet) TrustBrief(t *verify.TrustView) string {
	if t.Oldest == nil || dayOf(*t.Oldest) == dayOf(*t.Newest) {
		return p.Trust(t)
	}
	return p.W.Source(t.Source) + " (" + p.W.Labels.OldestPart() + p.age(t.AgeDays) + ")"
}

// made tells the days on which parts were made, and the age of the oldest.
func (p *Sheet) made(oldest, newest *verify.Timestamp, days *int) string {
	l := p.W.Labels
	if oldest == nil {
		return "(" + l.AgeUnknown() + ")"
	}
	first, last := dayOf(*oldest), dayOf(*newest)
	if first == last {
		return l.Made(first) + " (" + p.age(days) + ")"
	}
	return l.MadeFrom(first, last) + " (" + l.OldestPart() + p.age(days) + ")"
}

// age is that of what was made at a time that is known.
func (p *Sheet) age(days *int) string {
	if days == nil {
		return p.W.Labels.MadeLater()
	}
	return p.W.Labels.AgeDays(*days)
}

// trustPart tells which part of the trust set answered, "" if that is all of it or
// not to be told.
func (p *Sheet) trustPart(t *verify.TrustView) string {
	if t == nil || t.Part == nil || t.Part.SHA256 == t.SHA256 {
		return ""
	}
	part := t.Part
	return p.List(p.W.Labels.JudgedBy()+" "+p.W.TrustParts().Of(string(part.Name)),
		p.W.Source(part.Source)+" "+p.made(part.Created, part.Created, part.AgeDays), p.W.Labels.Hash()+" "+part.SHA256)
}
