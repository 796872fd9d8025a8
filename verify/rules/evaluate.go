package rules

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"vaxcheck/fhir"
	"vaxcheck/verify/record"
)

// Details of the reason policy_not_met.
const (
	detailNoDose      = "no_dose"
	detailNoCOVID19   = "no_covid19_dose"
	detailTooFew      = "too_few_doses"
	detailTooRecent   = "too_recent"
	detailTooOld      = "too_old"
	detailNotAccepted = "product_not_accepted"
	detailNoTest      = "no_accepted_test"
	detailNoRecovery  = "no_accepted_recovery"
	detailNoExemption = "no_exemption"
	detailNoPass      = "no_state_pass"
	detailNotStated   = "no_dose_stated" // a state's pass, which names no dose
)

// Details lists the details of the reason policy_not_met.
func Details() []string {
	return []string{detailNoDose, detailNoCOVID19, detailTooFew, detailTooRecent, detailTooOld, detailNotAccepted,
		detailNoTest, detailNoRecovery, detailNoExemption, detailNoPass, detailNotStated}
}

// Rules of a policy, as Result names them.
const (
	ruleDoses     = "doses"
	ruleProducts  = "accepted_products"
	ruleSeries    = "series"
	ruleMinDays   = "min_days_since_last_dose"
	ruleMaxDays   = "max_days_since_last_dose"
	ruleTest      = "test"
	ruleRecovery  = "recovery"
	ruleExemption = "exemption"
	ruleStatePass = "state_pass"
)

// Names lists the rules of a policy.
func Names() []string {
	return []string{ruleDoses, ruleProducts, ruleSeries, ruleMinDays, ruleMaxDays, ruleTest, ruleRecovery,
		ruleExemption, ruleStatePass}
}

// Result is how one rule of the policy came out for one person. Way is how the rule would
// let a person in: by "doses", by a "test", by a "recovery", by an "exemption" or a
// "state_pass"; all rules of one way must be met, and one way is enough. Want and Have are
// numbers or words of the policy, never texts of the card.
type Result struct {
	Subject   int
	Way, Rule string
	Met       bool
	Want      string
	Have      string
}

// Evaluation is how a record came out under a policy.
type Evaluation struct {
	Met     bool
	Unclear []string // doubts on which it hangs that the policy is not met
	Details []string
	Rules   []Result
}

// Evaluate holds a record against the policy on the calendar day of an instant, in that
// instant's own zone. If it is not met, and would be if everything in doubt came out in
// the card's favour, it tells those doubts: a booster whose date nobody can read may be
// recent enough.
func (p Policy) Evaluate(r record.Record, at time.Time) Evaluation {
	e := p.holdAgainst(r, at, 0)
	if e.Met {
		return e
	}
	doubts := r.AllDoubts()
	switch {
	case doubts != 0 && p.holdAgainst(r, at, doubts).Met:
		e.Unclear = p.needed(r, at, doubts).Words()
	case r.Unread:
		e.Unclear = record.DoubtStructure.Words()
	}
	return e
}

// needed returns those doubts without which the policy would not be met even if all
// others came out in the card's favour: of a card with a dose of unclear date and one
// of an unknown product, both of which are asked for, both. If none is needed by
// itself, as each makes up for another, it returns all.
func (p Policy) needed(r record.Record, at time.Time, doubts record.Doubt) (needed record.Doubt) {
	for one := range doubts.Each() {
		if !p.holdAgainst(r, at, doubts&^one).Met {
			needed |= one
		}
	}
	return cmp.Or(needed, doubts)
}

// holdAgainst evaluates a record person by person. What is known for certain counts; of
// what is in doubt those doubts that hope names, each as the policy would like it best.
// Without any it tells what is proven. A card with several people meets the policy only
// if each of them does, as nothing on it tells which of them is at the door.
func (p Policy) holdAgainst(r record.Record, at time.Time, hope record.Doubt) Evaluation {
	people := len(r.Subjects)
	e := Evaluation{Met: people > 0}
	if people == 0 && hope.Has(record.DoubtPerson) {
		people, e.Met = 1, true // whoever it may be about
	}
	for i := range people {
		one := person{policy: &p, record: &r, index: i, at: at, hope: hope}
		if !one.evaluate() {
			e.Met = false
			for _, d := range one.details {
				if !slices.Contains(e.Details, d) {
					e.Details = append(e.Details, d)
				}
			}
		}
		e.Rules = append(e.Rules, one.rules...)
	}
	if people == 0 {
		e.Details = []string{p.noDose()}
	}
	return e
}

// person is the evaluation of one person of a record.
type person struct {
	policy  *Policy
	record  *record.Record
	index   int
	at      time.Time
	hope    record.Doubt // these are taken to be as the policy would have it
	details []string
	rules   []Result
}

// hopes tells whether there are doubts and all of them are to count in the person's
// favour.
func (p *person) hopes(doubts record.Doubt) bool { return doubts != 0 && doubts&^p.hope == 0 }

// concerns tells whether a record is about the person.
func (p *person) concerns(subject int, doubts record.Doubt) bool {
	return subject == p.index || p.hopes(doubts&record.DoubtPerson)
}

func (p *person) evaluate() bool {
	byDoses := p.byDoses()
	byTest := p.byTest()
	byRecovery := p.byRecovery()
	byExemption := p.byExemption()
	byStatePass := p.byStatePass()
	return byDoses || byTest || byRecovery || byExemption || byStatePass
}

// rule records an outcome and, if the rule is not met, why.
func (p *person) rule(name string, met bool, want, have, detail string) bool {
	if !met {
		p.details = append(p.details, detail)
	}
	way := "doses"
	if name == "test" || name == "recovery" || name == "exemption" || name == "state_pass" {
		way = name
	}
	p.rules = append(p.rules, Result{p.index, way, name, met, want, have})
	return met
}

// byDoses tells whether the vaccinations meet the policy.
func (p *person) byDoses() bool {
	least := p.policy.leastDoses()
	if least == 0 {
		return false
	}
	doses := p.doses()
	if len(doses) == 0 {
		detail := p.policy.noDose()
		if p.statePass(func(s record.StatePass) bool { return s.Counts }) {
			detail = detailNotStated
		}
		return p.rule(ruleDoses, false, strconv.Itoa(least), "0", detail)
	}
	accepted, met := doses, true
	if products := p.policy.AcceptedProducts; len(products) > 0 {
		accepted = slices.DeleteFunc(slices.Clone(doses), func(d *record.Dose) bool {
			return !p.hopes(d.Doubts&record.DoubtProduct) && !named(d, products)
		})
		met = p.rule(ruleProducts, len(accepted) > 0, strings.Join(products, " "),
			strconv.Itoa(len(accepted)), detailNotAccepted)
	}
	credit := p.policy.credit(accepted)
	if slices.ContainsFunc(accepted, p.hopesNumber) {
		credit = max(credit, least)
	}
	if met && p.policy.MinDoses > 0 {
		met = p.rule(ruleDoses, credit >= least, strconv.Itoa(least), strconv.Itoa(credit), detailTooFew)
	}
	if p.policy.Series != "" {
		have := seriesOf(accepted)
		if slices.ContainsFunc(accepted, p.hopesNumber) {
			have = seriesBooster
		}
		met = p.rule(ruleSeries, have >= seriesNamed(p.policy.Series), p.policy.Series, have.String(),
			detailTooFew) && met
	}
	return p.lastDose(accepted) && met
}

// hopesNumber tells whether a dose's number is in doubt and is to count as the highest
// that the policy asks for.
func (p *person) hopesNumber(d *record.Dose) bool { return p.hopes(d.Doubts & record.DoubtNumber) }

// leastDoses returns how many doses the policy asks for, 0 if it asks for none.
func (p Policy) leastDoses() int {
	if p.Series != "" {
		return max(p.MinDoses, 1)
	}
	return p.MinDoses
}

// doses returns the person's doses against the disease that count, in the order
// of their days. Records whose days may be the same are taken as one dose, the
// one that is dated best; a dose from the future has not been given.
func (p *person) doses() []*record.Dose {
	dated := make([]datedDose, 0, len(p.record.Doses))
	y, m, day := p.at.Date()
	future := time.Date(y, m, day+2, 0, 0, 0, 0, time.UTC) // it may be tomorrow elsewhere
	for i := range p.record.Doses {
		d := &p.record.Doses[i]
		if !p.concerns(d.Subject, d.Doubts) || !d.Counts && !p.hopes(d.Doubts&^record.DoubtNumber) ||
			!against(d, p.policy.Disease) && !p.hopes(d.Doubts&record.DoubtProduct) {
			continue
		}
		if x := p.dateOf(d); x.first.Before(future) {
			dated = append(dated, x)
		}
	}
	slices.SortStableFunc(dated, func(a, b datedDose) int { return cmp.Compare(a.span(), b.span()) })
	distinct := dated[:0]
	for _, x := range dated {
		if !slices.ContainsFunc(distinct, x.overlaps) {
			distinct = append(distinct, x)
		}
	}
	slices.SortStableFunc(distinct, func(a, b datedDose) int { return a.first.Compare(b.first) })
	doses := make([]*record.Dose, len(distinct))
	for i, x := range distinct {
		doses[i] = x.dose
	}
	return doses
}

// datedDose is a dose with the first and the last day it can have been given.
type datedDose struct {
	dose        *record.Dose
	first, last time.Time
	hoped       bool // it cannot be told, and is taken to be as the policy would have it
}

// dateOf returns a dose with the days on which it may have been given. A dose whose
// date is not understood gets here only if that doubt counts in the person's favour;
// then it is as recent as the policy allows, and on a day of its own.
func (p *person) dateOf(d *record.Dose) datedDose {
	if d.Doubts.Has(record.DoubtDate) {
		y, m, day := p.at.Date()
		hoped := time.Date(y, m, day-p.policy.MinDaysSinceLastDose, 0, 0, 0, 0, time.UTC)
		return datedDose{dose: d, first: hoped, last: hoped, hoped: true}
	}
	day, _ := record.ParseDate(d.Date)
	return datedDose{dose: d, first: day.Earliest(), last: day.Latest()}
}

// span returns on how many days the dose may have been given, less one: 0 for a full
// date, 30 for May 2021.
func (x datedDose) span() int64 { return x.last.Unix() - x.first.Unix() }

// overlaps tells whether two doses may be of one day.
func (x datedDose) overlaps(y datedDose) bool {
	return !x.hoped && !y.hoped && !x.first.After(y.last) && !y.first.After(x.last)
}

// against tells whether a dose's product is against the disease, alone or
// among others.
func against(d *record.Dose, disease string) bool {
	return fhir.Product{Group: d.Disease}.Against(disease)
}

// credit returns how many doses are proven: as many as stand on the card, where a first
// one of a single-dose product counts as two, or as many as the highest number that one
// of them carries, as in "2 of 2". A dose that is said to be a later one than the
// first, or one of a longer series, is not a series of one, whatever its product. A
// number proves no more than itself, and one that no policy could ask for proves
// nothing.
func (p Policy) credit(doses []*record.Dose) int {
	n := len(doses)
	if n > 0 && doses[0].Number <= 1 && doses[0].Series <= 1 && named(doses[0], p.SingleDoseProducts) {
		n++
	}
	for _, d := range doses {
		if d.Number <= maxDoses {
			n = max(n, d.Number)
		}
	}
	return n
}

// named tells whether a list names a dose's product, by its slug ("comirnaty") or a
// code ("cvx:208"). A dose whose codes name several products is none of them.
func named(d *record.Dose, products []string) bool {
	if d.Mixed {
		return false
	}
	if d.Product != "" && slices.Contains(products, d.Product) {
		return true
	}
	return slices.ContainsFunc(d.Codes, func(c record.Coded) bool {
		return c.Known != "" && slices.Contains(products, c.Known)
	})
}

// lastDose holds the days since the last dose against the policy's bounds, on
// each day that it can mean.
func (p *person) lastDose(doses []*record.Dose) bool {
	least, most := p.policy.MinDaysSinceLastDose, p.policy.MaxDaysSinceLastDose
	if least == 0 && most == 0 || len(doses) == 0 {
		return true
	}
	var first, last time.Time // the bounds of the day of the last dose
	for _, d := range doses {
		day := p.dateOf(d)
		if day.last.After(last) {
			last = day.last
		}
		if day.first.After(first) {
			first = day.first
		}
	}
	met := true
	if least > 0 {
		days := record.DaysBetween(last, p.at)
		met = p.rule(ruleMinDays, days >= least, strconv.Itoa(least), strconv.Itoa(days), detailTooRecent)
	}
	if most > 0 {
		days := record.DaysBetween(first, p.at)
		met = p.rule(ruleMaxDays, days <= most, strconv.Itoa(most), strconv.Itoa(days), detailTooOld) && met
	}
	return met
}

// noDose returns the detail for a record without any dose against the disease.
func (p Policy) noDose() string {
	if p.Disease == record.COVID19 {
		return detailNoCOVID19
	}
	return detailNoDose
}
