package show

import (
	"cmp"
	"slices"
	"strings"

	"vaxcheck/verify"
)

// People returns everyone a card is about.
func People(c verify.Content) []verify.SubjectView {
	if c.Subjects == nil && c.Subject != nil {
		return []verify.SubjectView{*c.Subject}
	}
	return c.Subjects
}

// selection is what a card says of one of its people, by place; -1 is for what
// it says of nobody in particular.
type selection struct {
	*verify.Content
	person int
}

// about tells whether a record is about the person of the selection.
func (s selection) about(subject *int) bool {
	if subject == nil {
		return s.person == 0
	}
	return *subject == s.person
}

func (s selection) doses() []verify.DoseView {
	return Pick(s.Doses, func(d verify.DoseView) bool { return s.about(d.Subject) })
}

func (s selection) tests() []verify.TestView {
	return Pick(s.Tests, func(t verify.TestView) bool { return s.about(t.Subject) })
}

func (s selection) exemptions() []verify.ExemptionView {
	return Pick(s.Exemptions, func(e verify.ExemptionView) bool { return s.about(e.Subject) })
}

func (s selection) recoveries() []verify.RecoveryView {
	return Pick(s.Recoveries, func(r verify.RecoveryView) bool { return s.about(r.Subject) })
}

func (s selection) statePasses() []verify.StatePassView {
	return Pick(s.StatePasses, func(p verify.StatePassView) bool { return s.about(p.Subject) })
}

func (s selection) empty() bool {
	return len(s.doses())+len(s.tests())+len(s.recoveries())+len(s.exemptions())+len(s.statePasses()) == 0
}

// Pick returns the items that a function takes.
func Pick[T any](items []T, take func(T) bool) []T {
	var picked []T
	for _, item := range items {
		if take(item) {
			picked = append(picked, item)
		}
	}
	return picked
}

// byCard tells whether the card numbers its doses itself.
func byCard(doses []verify.DoseView) bool {
	return !slices.ContainsFunc(doses, func(d verify.DoseView) bool { return d.Number == 0 })
}

// numberedDose is a dose with its number; 0 if it does not count.
type numberedDose struct {
	verify.DoseView
	number int
}

// numbered sorts doses by date, those without one last, and numbers those that
// count: as the card does, or else by our own count, against each disease apart.
// In that, two records of one full date are one dose, as in a policy.
func numbered(doses []verify.DoseView) []numberedDose {
	sorted := slices.Clone(doses)
	slices.SortStableFunc(sorted, func(a, b verify.DoseView) int {
		return cmp.Or(cmp.Compare(b2i(a.Date == nil), b2i(b.Date == nil)), cmp.Compare(Value(a.Date), Value(b.Date)))
	})
	ours, count, day := !byCard(doses), map[string]int{}, map[string]string{}
	out := make([]numberedDose, 0, len(sorted))
	for _, d := range sorted {
		n := numberedDose{DoseView: d}
		if d.Counts {
			if on := fullDate(d.Date); on == "" || on != day[d.Disease] {
				count[d.Disease]++
				day[d.Disease] = on
			}
			n.number = d.Number
			if ours {
				n.number = count[d.Disease]
			}
		}
		out = append(out, n)
	}
	return out
}

// fullDate is the calendar date of a FHIR date or time, "" for a partial one.
func fullDate(date *string) string {
	const form = len("2006-01-02")
	if text := Value(date); len(text) >= form {
		return text[:form]
	}
	return ""
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// each joins what a function makes of the items.
func each[T any](items []T, text func(T) string) string {
	var texts []string
	for _, item := range items {
		if t := text(item); t != "" {
			texts = append(texts, t)
		}
	}
	return strings.Join(texts, "; ")
}

// Value is what a pointer leads to, the zero value for nil.
func Value[T any](p *T) T {
	if p == nil {
		var none T
		return none
	}
	return *p
}
