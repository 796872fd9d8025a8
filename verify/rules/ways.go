package rules

import (
	"slices"
	"strconv"
	"time"

	"vaxcheck/verify/record"
)

// ClockSkew is how far an honest issuer's clock and ours may lie apart before
// a card counts as not yet valid, and how far ours may lie behind the trust
// set's own time.
const ClockSkew = 5 * time.Minute

// byTest tells whether a recent negative test meets the policy.
func (p *person) byTest() bool {
	rule := p.policy.Test
	if !rule.Accept {
		return false
	}
	met := slices.ContainsFunc(p.record.Tests, func(t record.Test) bool {
		return p.concerns(t.Subject, t.Doubts) && (t.Final || p.hopes(t.Doubts)) &&
			p.is(t.Result, "negative", t.Doubts) &&
			p.is(t.Disease, p.policy.Disease, t.Doubts) &&
			(rule.takes(t.Kind) || t.Kind == "" && p.hopes(t.Doubts&record.DoubtResult)) &&
			(p.recent(t.Date, time.Duration(rule.MaxAgeHours)*time.Hour) || p.hopes(t.Doubts&record.DoubtDate))
	})
	return p.rule(ruleTest, met, strconv.Itoa(rule.MaxAgeHours)+"h", "", detailNoTest)
}

// is tells whether a test's result or disease is the wanted one; or is not known, and
// that doubt counts in the person's favour.
func (p *person) is(word, want string, doubts record.Doubt) bool {
	return word == want || word == "" && p.hopes(doubts&record.DoubtResult)
}

// takes tells whether the rule accepts a kind of test.
func (t TestRule) takes(kind string) bool {
	kinds := t.Kinds
	if len(kinds) == 0 {
		kinds = testKinds
	}
	return slices.Contains(kinds, kind)
}

// recent tells whether a test is at most so old, and not from the future. A
// date without a time is taken at its first moment on earth, 14 hours before
// midnight UTC.
func (p *person) recent(date string, most time.Duration) bool {
	day, ok := record.ParseDate(date)
	if !ok || day.Day == 0 {
		return false
	}
	taken, err := time.Parse(time.RFC3339, date)
	if err != nil {
		taken = day.Earliest().Add(-14 * time.Hour)
	}
	age := p.at.Sub(taken)
	return age >= -ClockSkew && age <= most
}

// byExemption tells whether an exemption meets the policy.
func (p *person) byExemption() bool {
	if len(p.policy.ExemptionPolicies) == 0 {
		return false
	}
	met := slices.ContainsFunc(p.record.Exemptions, func(e record.Exemption) bool {
		return p.concerns(e.Subject, e.Doubts) && (e.Counts || p.hopes(e.Doubts)) &&
			slices.Contains(p.policy.ExemptionPolicies, e.Policy)
	})
	return p.rule(ruleExemption, met, "", "", detailNoExemption)
}

// byStatePass tells whether a state's pass meets the policy.
func (p *person) byStatePass() bool {
	if !p.policy.AcceptStatePass {
		return false
	}
	met := p.statePass(func(s record.StatePass) bool { return s.Counts || p.hopes(s.Doubts) })
	return p.rule(ruleStatePass, met, "", "", detailNoPass)
}

// statePass tells whether there is such a pass of the person for the policy's disease.
func (p *person) statePass(is func(record.StatePass) bool) bool {
	return slices.ContainsFunc(p.record.Passes, func(s record.StatePass) bool {
		return p.concerns(s.Subject, s.Doubts) && s.Disease == p.policy.Disease && is(s)
	})
}

// byRecovery tells whether a recovery meets the policy.
func (p *person) byRecovery() bool {
	rule := p.policy.Recovery
	if !rule.Accept {
		return false
	}
	met := slices.ContainsFunc(p.record.Recoveries, func(r record.Recovery) bool {
		return p.concerns(r.Subject, r.Doubts) && p.is(r.Disease, p.policy.Disease, r.Doubts) &&
			(r.Counts && p.stands(r) && rule.spans(p, r.FirstPositive) || p.hopes(r.Doubts))
	})
	return p.rule(ruleRecovery, met, strconv.Itoa(rule.MinAgeDays)+"-"+strconv.Itoa(rule.MaxAgeDays)+"d", "",
		detailNoRecovery)
}

// spans tells whether the day of a first positive test is as long ago as the
// rule asks, on each day it can mean.
func (t RecoveryRule) spans(p *person, firstPositive string) bool {
	day, ok := record.ParseDate(firstPositive)
	return ok && record.DaysBetween(day.Latest(), p.at) >= t.MinAgeDays &&
		record.DaysBetween(day.Earliest(), p.at) <= t.MaxAgeDays
}

// stands tells whether the day of judgement is within the days for which the issuer
// states a recovery, both included. An end that is not given sets no limit; one that
// cannot be read proves nothing.
func (p *person) stands(r record.Recovery) bool {
	from, fromOK := record.ParseDate(r.ValidFrom)
	until, untilOK := record.ParseDate(r.ValidUntil)
	return (r.ValidFrom == "" || fromOK && record.DaysBetween(from.Latest(), p.at) >= 0) &&
		(r.ValidUntil == "" || untilOK && record.DaysBetween(until.Earliest(), p.at) <= 0)
}
