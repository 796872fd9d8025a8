package verify

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"vaxcheck/fhir"
)

// Details of the reason policy_not_met.
const (
	detailNoDose      = "no_dose"
	detailTooFew      = "too_few_doses"
	detailTooRecent   = "too_recent"
	detailTooOld      = "too_old"
	detailNotAccepted = "product_not_accepted"
	detailNoTest      = "no_accepted_test"
	detailNoRecovery  = "no_accepted_recovery"
	detailNoExemption = "no_exemption"
)

// RuleResult is how one rule of the policy came out for one person. Way is how
// the rule would let a person in: by "doses", by a "test", by a "recovery" or by
// an "exemption"; all rules of one way must be met, and one way is enough. Want and Have are
// numbers or words of the policy, never texts of the card.
type RuleResult struct {
	Subject int     `json:"subject"`
	Way     string  `json:"way"`
	Rule    string  `json:"rule"`
	Outcome Outcome `json:"outcome"`
	Want    string  `json:"want,omitempty"`
	Have    string  `json:"have,omitempty"`
}

// evaluation is how a record came out under a policy.
type evaluation struct {
	met     bool
	details []string
	rules   []RuleResult
}

// evaluate holds a record against the policy on the calendar day of an
// instant, in that instant's own zone. A card with several people meets it only
// if each of them does: nothing on the card tells which of them is at the door.
func (p Policy) evaluate(r Record, at time.Time) evaluation {
	e := evaluation{met: len(r.Subjects) > 0}
	for i := range r.Subjects {
		one := person{policy: &p, record: &r, index: i, at: at}
		if !one.evaluate() {
			e.met = false
			for _, d := range one.details {
				if !slices.Contains(e.details, d) {
					e.details = append(e.details, d)
				}
			}
		}
		e.rules = append(e.rules, one.rules...)
	}
	if len(r.Subjects) == 0 {
		e.details = []string{p.noDose()}
	}
	return e
}

// person is the evaluation of one person of a record.
type person struct {
	policy  *Policy
	record  *Record
	index   int
	at      time.Time
	details []string
	rules   []RuleResult
}

func (p *person) evaluate() bool {
	byDoses := p.byDoses()
	byTest := p.byTest()
	byRecovery := p.byRecovery()
	byExemption := p.byExemption()
	return byDoses || byTest || byRecovery || byExemption
}

// rule records an outcome and, if the rule is not met, why.
func (p *person) rule(name string, met bool, want, have, detail string) bool {
	outcome := Pass
	if !met {
		outcome = Fail
		p.details = append(p.details, detail)
	}
	way := "doses"
	if name == "test" || name == "recovery" || name == "exemption" {
		way = name
	}
	p.rules = append(p.rules, RuleResult{Subject: p.index, Way: way, Rule: name, Outcome: outcome, Want: want, Have: have})
	return met
}

// byDoses tells whether the vaccinations meet the policy.
func (p *person) byDoses() bool {
	if p.policy.MinDoses == 0 {
		return false
	}
	doses := p.doses()
	if len(doses) == 0 {
		return p.rule("doses", false, strconv.Itoa(p.policy.MinDoses), "0", p.policy.noDose())
	}
	accepted := doses
	if len(p.policy.AcceptedProducts) > 0 {
		accepted = slices.DeleteFunc(slices.Clone(doses), func(d *Dose) bool { return !named(d, p.policy.AcceptedProducts) })
	}
	met := true
	if len(p.policy.AcceptedProducts) > 0 {
		met = p.rule("accepted_products", len(accepted) > 0, strings.Join(p.policy.AcceptedProducts, " "), strconv.Itoa(len(accepted)), detailNotAccepted)
	}
	credit := p.policy.credit(accepted)
	if met {
		met = p.rule("doses", credit >= p.policy.MinDoses, strconv.Itoa(p.policy.MinDoses), strconv.Itoa(credit), detailTooFew)
	}
	return p.lastDose(accepted) && met
}

// doses returns the person's doses against the disease that count, in the order
// of their days. Records whose days may be the same are taken as one dose, the
// one that is dated best; a dose from the future has not been given.
func (p *person) doses() []*Dose {
	dated := make([]datedDose, 0, len(p.record.Doses))
	y, m, day := p.at.Date()
	future := time.Date(y, m, day+2, 0, 0, 0, 0, time.UTC) // it may be tomorrow elsewhere
	for i := range p.record.Doses {
		d := &p.record.Doses[i]
		if d.Subject != p.index || !d.Counts || !against(d, p.policy.Disease) {
			continue
		}
		if x := dateOf(d); x.first.Before(future) {
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
	doses := make([]*Dose, len(distinct))
	for i, x := range distinct {
		doses[i] = x.dose
	}
	return doses
}

// datedDose is a dose with the first and the last day it can have been given.
type datedDose struct {
	dose        *Dose
	first, last time.Time
}

// dateOf is a dose with its days. A dose whose date is not understood does not
// count and does not get here.
func dateOf(d *Dose) datedDose {
	day, _ := parseDate(d.Date)
	return datedDose{dose: d, first: day.Earliest(), last: day.Latest()}
}

// span is how many days the dose may have been given on, less one.
func (x datedDose) span() int64 { return x.last.Unix() - x.first.Unix() }

// overlaps tells whether two doses may be of one day.
func (x datedDose) overlaps(y datedDose) bool {
	return !x.first.After(y.last) && !y.first.After(x.last)
}

// against tells whether a dose's product is against the disease, alone or
// among others.
func against(d *Dose, disease string) bool {
	return fhir.Product{Group: d.Disease}.Against(disease)
}

// credit is how many doses are proven: those that stand on the card, a first one
// of a single-dose product counted as two, or as many as the highest number that
// one of them carries. A dose that is said to be a later one than the first, or one of
// a longer series, is not a series of one, whatever its product. A number proves no more than
// itself, and one that no policy could ask for proves nothing.
func (p Policy) credit(doses []*Dose) int {
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

// named tells whether a list names a dose's product, by its slug or a code. A
// dose whose codes name several products is none of them.
func named(d *Dose, products []string) bool {
	if d.mixed {
		return false
	}
	if d.Product != "" && slices.Contains(products, d.Product) {
		return true
	}
	return slices.ContainsFunc(d.Codes, func(c Coded) bool { return c.known != "" && slices.Contains(products, c.known) })
}

// lastDose holds the days since the last dose against the policy's bounds, on
// each day that it can mean.
func (p *person) lastDose(doses []*Dose) bool {
	least, most := p.policy.MinDaysSinceLastDose, p.policy.MaxDaysSinceLastDose
	if least == 0 && most == 0 || len(doses) == 0 {
		return true
	}
	var first, last time.Time // the bounds of the day of the last dose
	for _, d := range doses {
		day := dateOf(d)
		if day.last.After(last) {
			last = day.last
		}
		if day.first.After(first) {
			first = day.first
		}
	}
	met := true
	if least > 0 {
		days := daysBetween(last, p.at)
		met = p.rule("min_days_since_last_dose", days >= least, strconv.Itoa(least), strconv.Itoa(days), detailTooRecent)
	}
	if most > 0 {
		days := daysBetween(first, p.at)
		met = p.rule("max_days_since_last_dose", days <= most, strconv.Itoa(most), strconv.Itoa(days), detailTooOld) && met
	}
	return met
}

// noDose is the detail for a record without any dose against the disease.
func (p Policy) noDose() string {
	if p.Disease == covid19 {
		return "no_covid19_dose"
	}
	return detailNoDose
}
