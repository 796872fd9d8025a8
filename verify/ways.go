package verify

import (
	"slices"
	"strconv"
	"time"
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
	met := slices.ContainsFunc(p.record.Tests, func(t Test) bool {
		return p.concerns(t.Subject, t.doubts) && (t.Final || p.hopes(t.doubts)) && p.is(t.Result, "negative", t.doubts) &&
			p.is(t.Disease, p.policy.Disease, t.doubts) && (rule.takes(t.Kind) || t.Kind == "" && p.hopes(t.doubts&doubtResult)) &&
			(p.recent(t.Date, time.Duration(rule.MaxAgeHours)*time.Hour) || p.hopes(t.doubts&doubtDate))
	})
	return p.rule(ruleTest, met, strconv.Itoa(rule.MaxAgeHours)+"h", "", detailNoTest)
}

// is tells whether a test's result or disease is the wanted one; or is not known, and
// that doubt counts in the person's favour.
func (p *person) is(word, want string, doubts doubt) bool {
	return word == want || word == "" && p.hopes(doubts&doubtResult)
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
	day, ok := parseDate(date)
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
	met := slices.ContainsFunc(p.record.Exemptions, func(e Exemption) bool {
		return p.concerns(e.Subject, e.doubts) && (e.Counts || p.hopes(e.doubts)) && slices.Contains(p.policy.ExemptionPolicies, e.Policy)
	})
	return p.rule(ruleExemption, met, "", "", detailNoExemption)
}

// byStatePass tells whether a state's pass meets the policy.
func (p *person) byStatePass() bool {
	if !p.policy.AcceptStatePass {
		return false
	}
	met := p.statePass(func(s StatePass) bool { return s.Counts || p.hopes(s.doubts) })
	return p.rule(ruleStatePass, met, "", "", detailNoPass)
}

// statePass tells whether there is such a pass of the person for the policy's disease.
func (p *person) statePass(is func(StatePass) bool) bool {
	return slices.ContainsFunc(p.record.Passes, func(s StatePass) bool {
		return p.concerns(s.Subject, s.doubts) && s.Disease == p.policy.Disease && is(s)
	})
}

// byRecovery tells whether a recovery meets the policy.
func (p *person) byRecovery() bool {
	rule := p.policy.Recovery
	if !rule.Accept {
		return false
	}
	met := slices.ContainsFunc(p.record.Recoveries, func(r Recovery) bool {
		return p.concerns(r.Subject, r.doubts) && p.is(r.Disease, p.policy.Disease, r.doubts) &&
			(r.Counts && p.stands(r) && rule.spans(p, r.FirstPositive) || p.hopes(r.doubts))
	})
	return p.rule(ruleRecovery, met, strconv.Itoa(rule.MinAgeDays)+"-"+strconv.Itoa(rule.MaxAgeDays)+"d", "", detailNoRecovery)
}

// spans tells whether the day of a first positive test is as long ago as the
// rule asks, on each day it can mean.
func (t RecoveryRule) spans(p *person, firstPositive string) bool {
	day, ok := parseDate(firstPositive)
	return ok && daysBetween(day.Latest(), p.at) >= t.MinAgeDays && daysBetween(day.Earliest(), p.at) <= t.MaxAgeDays
}

// stands tells whether the day of judgement is within the days for which the issuer
// states a recovery, both included. An end that is not given sets no limit; one that
// cannot be read proves nothing.
func (p *person) stands(r Recovery) bool {
	from, fromOK := parseDate(r.ValidFrom)
	until, untilOK := parseDate(r.ValidUntil)
	return (r.ValidFrom == "" || fromOK && daysBetween(from.Latest(), p.at) >= 0) &&
		(r.ValidUntil == "" || untilOK && daysBetween(until.Earliest(), p.at) <= 0)
}
