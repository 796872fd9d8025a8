package cmd

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"vaxcheck/verify"
)

// textRenderer writes answers for people. What it shows is the View at the
// level of the run, so that it has nothing else to show.
type textRenderer struct {
	out, errw io.Writer
	s         *settings
	body      func(p *page, a answer) // what follows the verdict
	some      bool                    // something has been written
}

// newTextRenderer writes what verify shows.
func newTextRenderer(out, errw io.Writer, s *settings) renderer {
	return &textRenderer{out: out, errw: errw, s: s, body: (*page).result}
}

func (r *textRenderer) begin(runInfo) error { return nil }

// answer writes one block, in one write: the verdict's line, and unless quiet
// what there is to say about it.
func (r *textRenderer) answer(a answer) error {
	p := newPage(r.s)
	if r.some && !r.s.quiet {
		p.line(0, "")
	}
	r.some = true
	p.verdictLine(a)
	if !r.s.quiet {
		r.body(p, a)
	}
	_, err := io.WriteString(r.out, p.String())
	return err
}

// end sums up a run of several answers, on the side: the answers are those
// above.
func (r *textRenderer) end(sum summary) error {
	if sum.Results < 2 || r.s.quiet {
		return nil
	}
	p := newPage(r.s)
	var counts []string
	for _, v := range verify.Verdicts() {
		if n := sum.Verdicts[v]; n > 0 {
			counts = append(counts, strconv.Itoa(n)+" "+p.w.Verdicts().Of(string(v)))
		}
	}
	_, err := fmt.Fprintf(r.errw, "%s: %s\n", p.w.Labels.Results(sum.Results), p.list(counts...))
	return err
}

// result is the body for verify.
func (p *page) result(a answer) {
	v := a.report.View(p.s.level)
	p.judgement(a, v)
	p.code(a, v)
	p.content(v)
}

// verdictLine says the verdict and of what. Nothing of a card stands here. A
// quiet run has no other line on which to say that it looks at another time.
func (p *page) verdictLine(a answer) {
	v := a.report.View(verify.LevelA)
	line := p.verdictWord(v.Verdict) + "  " + a.origin.label()
	if v.AsOf != nil && p.s.quiet {
		line += "  (" + p.w.AsOf(p.asOf(v)) + ")"
	}
	p.line(0, line)
}

// label names an input, and where several answers belong to it, which.
func (o origin) label() string {
	name := safeText(o.Name)
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
func (p *page) local(t *verify.Timestamp) string {
	if t == nil {
		return ""
	}
	return time.Time(*t).In(p.zone()).Format(time.RFC3339)
}

// zone is that of --at, or the clock's.
func (p *page) zone() *time.Location { return p.s.instant().Time.Location() }

// asOf is the time asked for, in the zone it was asked for in: the calendar
// day is that of the zone.
func (p *page) asOf(v verify.View) string {
	if p.s.at.Stated {
		return p.s.at.Time.Format(time.RFC3339)
	}
	return v.AsOf.String()
}

// judgement says why, what to do next, and what it was judged with.
func (p *page) judgement(a answer, v verify.View) {
	if v.AsOf != nil {
		p.loud(indentSection, p.w.AsOf(p.asOf(v)))
	}
	if a.bug || v.Verdict == "" {
		p.line(indentSection, p.w.Bug())
		return
	}
	for _, r := range v.Reasons {
		p.reason(r)
	}
	next := p.nextStep(v)
	if next != "" {
		p.line(indentSection, p.w.Next()+": "+next)
	}
	p.line(indentSection, p.judgedWith(v))
	if part := p.trustPart(v.Trust); part != "" {
		p.line(indentSection, part)
	}
}

// nextStep is what to do about the gravest reason, or with a good certificate.
func (p *page) nextStep(v verify.View) string {
	switch {
	case len(v.Reasons) > 0:
		first := v.Reasons[0]
		for _, d := range first.Details {
			if next := p.w.KindNext().Of(d); next != "" {
				return next
			}
		}
		return p.w.Reasons(string(first.Code)).Next
	case v.Content != nil:
		return p.compare(people(*v.Content))
	}
	return p.w.NotWhose()
}

// compare says what of a certificate to compare with a document, as far as the
// certificate has it.
func (p *page) compare(all []verify.SubjectView) string {
	var name, birth, document string
	for _, s := range all {
		if slices.ContainsFunc(s.Names, func(n verify.Name) bool { return composeName(n) != "" }) {
			name = p.w.Compare.Name()
		}
		if s.BirthDate != nil {
			birth = p.w.Compare.BirthDate()
		}
		if s.Document != "" {
			document = p.w.Compare.Document()
		}
	}
	items := slices.DeleteFunc([]string{name, birth, document}, func(item string) bool { return item == "" })
	switch {
	case len(items) == 0:
		return p.w.Compare.Nothing()
	case document != "":
		return p.w.Compare.WithDocument(items)
	}
	return p.w.Compare.WithID(items)
}

// reason writes a reason's sentence with its code, and what is known beyond:
// the kind of an unreadable code, or the rules of the policy that are not met.
func (p *page) reason(r verify.ReasonView) {
	p.line(indentSection, p.w.ReasonText(r.Code)+" ("+string(r.Code)+")")
	for _, d := range r.Details {
		p.line(indentSection, p.detail(d))
	}
}

// detail says what stands behind a reason's detail.
func (p *page) detail(d string) string {
	if kind, known := p.w.Kinds().Lookup(d); known {
		return p.w.ThisIs(kind)
	}
	if why, known := p.w.Whys().Lookup(d); known {
		return why
	}
	if n, found := strings.CutPrefix(d, verify.DetailModulePixels); found {
		return p.w.ModulePixels(safeText(n))
	}
	return "  " + named(p.w.Details(), d)
}

// judgedWith tells when, with which trust set and under which policy, on one
// line.
func (p *page) judgedWith(v verify.View) string {
	l := p.w.Labels
	checked := l.Checked() + " " + p.local(&v.CheckedAt)
	if v.AsOf != nil {
		checked = "" // said already
	}
	policy := safeText(v.Policy)
	if title := p.policyTitle(); v.Policy == p.s.policy.Name && title != "" {
		policy += ": " + safeText(title)
	}
	return p.list(checked, l.TrustSet()+" "+p.trust(v.Trust), l.Policy()+" "+policy)
}

// policyTitle is what the policy asks for, in the other language if need be.
func (p *page) policyTitle() string {
	title := p.s.policy.Title
	return p.w.in(title.EN, title.JA)
}

// trust names a trust set, the days its parts were made and the age of the oldest.
func (p *page) trust(t *verify.TrustView) string {
	if t == nil {
		return p.w.Labels.NoTrustSet()
	}
	return p.w.source(t.Source) + " " + p.made(t.Oldest, t.Newest, t.AgeDays)
}

// trustBrief is trust without the days of parts that were made on several, for a
// line with other things on it.
func (p *page) trustBrief(t *verify.TrustView) string {
	if t.Oldest == nil || dayOf(*t.Oldest) == dayOf(*t.Newest) {
		return p.trust(t)
	}
	return p.w.source(t.Source) + " (" + p.w.Labels.OldestPart() + p.age(t.AgeDays) + ")"
}

// made tells the days on which parts were made, and the age of the oldest.
func (p *page) made(oldest, newest *verify.Timestamp, days *int) string {
	l := p.w.Labels
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
func (p *page) age(days *int) string {
	if days == nil {
		return p.w.Labels.MadeLater()
	}
	return p.w.Labels.AgeDays(*days)
}

// trustPart tells which part of the trust set answered, "" if that is all of it or
// not to be told.
func (p *page) trustPart(t *verify.TrustView) string {
	if t == nil || t.Part == nil || t.Part.SHA256 == t.SHA256 {
		return ""
	}
	part := t.Part
	return p.list(p.w.Labels.JudgedBy()+" "+p.w.TrustParts().Of(string(part.Name)),
		p.w.source(part.Source)+" "+p.made(part.Created, part.Created, part.AgeDays), p.w.Labels.Hash()+" "+part.SHA256)
}
