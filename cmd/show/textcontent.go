package show

import (
	"cmp"
	"strconv"
	"strings"

	"vaxcheck/verify"
	"vaxcheck/verify/record"
)

// Content writes what level C shows: what a proven card says. Dates stay as
// the card has them.
func (p *Sheet) Content(v verify.View) {
	if v.Content == nil {
		return
	}
	all := People(*v.Content)
	if len(all) == 0 {
		p.Heading(p.W.Labels.Person())
		p.Line(indentValue, p.W.Labels.NoPerson())
	}
	for i, person := range all {
		p.person(person, i, len(all))
		p.records(v.Content, i)
		p.rules(v.PolicyRules, i)
	}
	if nobodys := (selection{v.Content, -1}); !nobodys.empty() {
		p.Heading(p.W.Labels.WhoseUnknown())
		p.records(v.Content, -1)
	}
	p.others(v.Others)
}

// person writes the forms of a person's name and the birth date.
func (p *Sheet) person(s verify.SubjectView, index, count int) {
	l := p.W.Labels
	heading := l.Person()
	if count > 1 {
		heading = l.PersonNumber(index + 1)
	}
	p.Heading(heading)
	var rows []row
	for _, n := range SortedNames(s.Names) {
		rows = append(rows, p.name(n))
	}
	if rows == nil {
		rows = []row{{l.Name(), l.NoName()}}
	}
	birth := l.NotGiven()
	if s.BirthDate != nil {
		birth = SafeText(*s.BirthDate)
	}
	lines := p.rows(indentValue, append(rows, row{l.BirthDate(), birth}, row{l.Document(), SafeText(s.Document)})...)
	for i := range lines {
		lines[i].Strong = lines[i].Label == l.Name() || lines[i].Label == l.BirthDate()
	}
}

func (p *Sheet) name(n record.Name) row {
	l := p.W.Labels
	label, name := l.Name(), cmp.Or(ComposeName(n), l.NoName())
	if n.Former {
		label = l.FormerName()
	}
	if n.Use != "" {
		name += " (" + named(p.W.NameUses(), n.Use) + ")"
	}
	return row{label, name}
}

// records writes the doses, tests, recoveries, exemptions and passes of one person.
func (p *Sheet) records(c *verify.Content, person int) {
	of := selection{c, person}
	if doses := of.doses(); len(doses) > 0 {
		p.doses(doses)
	}
	if tests := of.tests(); len(tests) > 0 {
		p.Heading(p.W.Labels.Tests())
		for _, t := range tests {
			p.test(t)
		}
	}
	if recoveries := of.recoveries(); len(recoveries) > 0 {
		p.Heading(p.W.Labels.Recoveries())
		for _, r := range recoveries {
			p.recovery(r)
		}
	}
	if exemptions := of.exemptions(); len(exemptions) > 0 {
		p.Heading(p.W.Labels.Exemptions())
		for _, e := range exemptions {
			p.exemption(e)
		}
	}
	if passes := of.statePasses(); len(passes) > 0 {
		p.Heading(p.W.Labels.StatePasses())
		for _, s := range passes {
			p.statePass(s)
		}
	}
}

// doses writes vaccinations under the card's own numbers, if it gives them all,
// or else under ours, which says so.
func (p *Sheet) doses(doses []verify.DoseView) {
	heading, theirs := p.W.Labels.DosesCounted(), byCard(doses)
	if theirs {
		heading = p.W.Labels.Doses()
	}
	p.Heading(heading)
	for _, d := range numbered(doses) {
		p.dose(d, theirs)
	}
}

func (p *Sheet) dose(d numberedDose, theirs bool) {
	l := p.W.Labels
	place := "-"
	if d.number > 0 {
		place = strconv.Itoa(d.number)
	}
	date := cmp.Or(Value(d.Date), d.DateText, l.NotGiven())
	p.item(place, SafeText(date)+"  "+p.what(d.Vaccine, l.UnknownProduct()))
	count := ""
	if d.Number > 0 && (d.Series > 0 || !theirs) {
		count = l.DoseOf(d.Number, d.Series)
	}
	p.more(count, p.vaccineKind(d.Kind), labelled(l.ByIssuer(), d.TextOnly), labelled(l.Lot(), Value(d.Lot)),
		labelled(l.Provider(), Value(d.Performer)), labelled(l.Country(), d.Country),
		labelled(l.Maker(), p.maker(d.DoseView)))
	p.stated(d.Stated)
	if !d.Counts {
		p.Line(indentMore, l.NotCounted()+" ("+p.notCounted(d.DoseView)+")")
	}
}

// vaccineKind is the kind of vaccine that a card gives beside the product, or "".
func (p *Sheet) vaccineKind(c *record.Coded) string {
	if c == nil {
		return ""
	}
	return p.W.Labels.VaccineKind() + " " + p.what(*c, p.W.Labels.UnknownVaccineKind())
}

// maker is the maker's name, or what the card has for it.
func (p *Sheet) maker(d verify.DoseView) string {
	if d.MakerName == nil {
		return d.Maker
	}
	return p.W.In(d.MakerName.EN, d.MakerName.JA) + " (" + d.Maker + ")"
}

// stated tells who states a record, and under which number.
func (p *Sheet) stated(s record.Stated) {
	p.more(labelled(p.W.Labels.StatedBy(), s.Issuer), labelled(p.W.Labels.CertificateID(), s.CertificateID))
}

// notCounted tells why a dose does not count.
func (p *Sheet) notCounted(d verify.DoseView) string {
	status, potency, date := "", "", ""
	if d.Status != "completed" {
		status = cmp.Or(named(p.W.Statuses(), d.Status), p.W.Labels.NotGiven())
	}
	if d.Subpotent {
		potency = p.W.Labels.Subpotent()
	}
	if !record.Dated(Value(d.Date)) {
		date = p.W.Labels.NotDated()
	}
	return cmp.Or(p.List(status, potency, date), p.W.Labels.CannotCount())
}

// what is a code's name and the code itself.
func (p *Sheet) what(c record.Coded, unknown string) string {
	name, code := cmp.Or(p.term(c), unknown), coded(c)
	if code == "" {
		return name
	}
	return name + " " + code
}

// more writes a further line about a record, if there is anything to write.
func (p *Sheet) more(items ...string) {
	if text := p.List(items...); text != "" {
		p.Line(indentMore, text)
	}
}

// test writes a laboratory result. What kind of test it was stands first: an
// antibody found is no infection.
func (p *Sheet) test(t verify.TestView) {
	l := p.W.Labels
	sort := l.UnknownTest()
	if t.Kind != "" {
		sort = named(p.W.TestKinds(), t.Kind)
	}
	date := cmp.Or(Value(t.Date), l.NotGiven())
	p.item("-", SafeText(date)+"  "+sort)
	p.rows(indentMore, row{l.Test(), p.what(t.Test, l.UnknownTest())}, row{l.Result(), p.outcome(t)})
	p.more(labelled(l.Kit(), t.Product), labelled(l.Device(), t.Device),
		labelled(l.Provider(), Value(t.Performer)), labelled(l.TestedIn(), t.Country))
	p.stated(t.Stated)
	if !t.Final {
		p.Line(indentMore, l.NotFinal()+" ("+named(p.W.Statuses(), t.Status)+")")
	}
}

// outcome is a test's result: its class, its own word and code, and what the
// laboratory wrote where it gave no code.
func (p *Sheet) outcome(t verify.TestView) string {
	l := p.W.Labels
	class, word := "", ""
	if t.Value != nil {
		word = p.what(*t.Value, l.UnknownResult())
	}
	if t.Result != "" {
		class = named(p.W.Results(), t.Result)
	}
	if t.Value != nil && strings.EqualFold(class, p.term(*t.Value)) {
		class = ""
	}
	return cmp.Or(p.List(class, word, labelled(l.ByIssuer(), t.ValueText)), l.NotGiven())
}

// recovery writes that someone has had a disease, and for which days the issuer
// says so.
func (p *Sheet) recovery(r verify.RecoveryView) {
	l := p.W.Labels
	p.item("-", p.what(r.Condition, l.UnknownDisease()))
	day := func(date *string) string { return SafeText(cmp.Or(Value(date), l.NotGiven())) }
	p.rows(indentMore, row{l.FirstPositive(), day(r.FirstPositive)},
		row{l.ValidDays(), day(r.ValidFrom) + " - " + day(r.ValidUntil)})
	p.more(labelled(l.TestedIn(), r.Country))
	p.stated(r.Stated)
	if !r.Counts {
		p.Line(indentMore, l.NotRelied())
	}
}

// statePass writes what a state's pass says, and what it does not.
func (p *Sheet) statePass(s verify.StatePassView) {
	l := p.W.Labels
	p.item("-", l.StatePassSays())
	if !s.Counts {
		p.Line(indentMore, l.NotRelied())
	}
}

func (p *Sheet) exemption(e verify.ExemptionView) {
	l := p.W.Labels
	text := l.ExemptionUnder() + " " + asciiText(e.Policy)
	if e.Code != "" {
		text += " " + SafeText(e.Code)
	}
	p.item("-", text)
	p.more(labelled(l.PolicyVersion(), e.Version), labelled(l.Recorded(), Value(e.Recorded)), SafeText(e.Recorder))
}

// rules writes how each rule of the policy came out for one person.
func (p *Sheet) rules(rules []verify.RuleResult, person int) {
	l := p.W.Labels
	var rows []row
	ways := map[string]bool{}
	for _, r := range rules {
		if r.Subject != person {
			continue
		}
		ways[r.Way] = true
		met := l.NotMet()
		if r.Outcome == verify.Pass {
			met = l.Met()
		}
		rows = append(rows, row{named(p.W.Rules(), r.Rule),
			p.List(met, labelled(l.Asked(), r.Want), labelled(l.Found(), r.Have))})
	}
	heading := l.Rules()
	if len(ways) > 1 {
		heading = l.RulesAny()
	}
	if ways["state_pass"] && len(ways) > 1 {
		heading = l.RulesAnyPass()
	}
	if rows != nil {
		p.Heading(heading)
		p.rows(indentValue, rows...)
	}
}

// others names content that is not interpreted, by its type only.
func (p *Sheet) others(others []record.Other) {
	if len(others) == 0 {
		return
	}
	p.Heading(p.W.Labels.Others())
	for _, o := range others {
		p.Line(indentValue, p.W.Labels.OtherCount(SafeText(o.Type), o.Count))
	}
}
