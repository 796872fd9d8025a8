package doctor

import (
	"vaxcheck/cmd/show"
	"vaxcheck/trust"
	"vaxcheck/verify"
	"vaxcheck/verify/rules"
)

// trustAge holds the age of the trust set against the strictest limit, as
// judging does.
func (d *doctor) trustAge() diagnosis {
	if d.configured.Broken() != nil {
		return d.unconfigured(doctorTrustAge)
	}
	if d.set == nil {
		return diagnosis{ID: doctorTrustAge, finding: d.w.TrustFirst()}
	}
	days, _ := d.options.MaxAgeDays() // refused before, if it is wrong
	rules := d.s.Policy.LimitTrustAge(d.configured.MaxAgeDays()).LimitTrustAge(days).Trust
	limit, f := rules.MaxAgeDays, facts{"age_days": nil, "max_age_days": nil}
	if limit > 0 {
		f["max_age_days"] = limit
	}
	created := d.set.Info().Created
	old := rules.TooOld(created, d.now)
	if created.After(d.now) {
		return passed(doctorTrustAge, d.w.TrustLater(), f) // the clock's check has more to say
	}
	if created.IsZero() {
		if old {
			return failed(doctorTrustAge, string(verify.ReasonTrustTooOld), d.w.AgeUnknown(), d.w.Refresh(), f)
		}
		return noted(doctorTrustAge, "age_unknown", d.w.AgeUnknown(), d.w.Refresh(), f)
	}
	age := *show.DaysBetween(created, d.now)
	f["age_days"] = age
	if old {
		return failed(doctorTrustAge, string(verify.ReasonTrustTooOld), d.w.Age(age, limit), d.w.Refresh(), f)
	}
	return d.partAges(passed(doctorTrustAge, d.w.Age(age, limit), f), rules)
}

// partAges adds the ages of the parts beside the issuers, which no update of the
// directory changes. One beyond the limit keeps nobody
// from judging what the directory answers for, but is worth knowing: all that is
// judged by that part is to check.
func (d *doctor) partAges(of diagnosis, rules rules.TrustRules) diagnosis {
	for _, part := range d.set.Parts() {
		if part.Name == trust.PartIssuers {
			continue
		}
		age := show.DaysBetween(part.Created, d.now)
		of.Facts[string(part.Name)+"_age_days"] = age
		finding := d.w.AgeUnknown()
		if age != nil {
			finding = d.w.Days(*age)
		}
		of.finding += d.w.PartAge(d.w.Parts().Of(string(part.Name)), finding)
		if rules.TooOld(part.Created, d.now) {
			of.Outcome, of.Code, of.next = healthNote, "lists_too_old", d.w.PartTooOld()
		}
	}
	return of
}
