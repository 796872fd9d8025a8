package main

import "vaxcheck/internal/mint"

// under sets a vector's policy and, unless it is "", its time.
func under(policy, at string, v vector) vector {
	v.policy, v.at = policy, at
	v.spec = specContract
	return v
}

// policies are genuine cards that meet a policy by their doses, or do not.
func policies() []vector {
	recent := issuedAt(mint.Hanako(), "1646500000") // the day after the third dose
	month := func(month string) []byte { return american(dosed(dose("207", month))) }
	wordless := american(dosed(mint.Dose{Code: "207", DateText: "in spring"}))
	sameDay := american(dosed(dose("207", "2021-01-01"), dose("208", "2021-01-01")))
	sameMonth := american(dosed(dose("207", "2021-01"), dose("207", "2021-01")))
	janssen := american(dosed(dose("212", "2021-05-01")))
	boosted := american(dosed(dose("212", "2021-05-01"), dose("207", "2021-11-01")))
	mixed := american(dosed(dose("207", "2021-01-01"), dose("210", "2021-02-01")))
	v := func(name, policy, at, details string, body []byte, comment string) vector {
		return under(policy, at, content("policy-"+name, comment, details, body))
	}
	return []vector{
		v("any", "any", "", "", jp(mint.Taro()), "One dose, of which one is asked for."),
		v("primary", "primary", "", "", american(mint.Sample()), "Two doses of a series of two."),
		v("primary-one", "primary", "", tooFew, jp(mint.Taro()), "One dose of a series of two."),
		v("primary-janssen", "primary", "", "", janssen, "One dose of a product of which one is the series."),
		v("primary-family", "primary", "", tooFew, jp(mint.Family()), "Two people, of whom one lacks a dose."),
		v("primary-same-day", "primary", "", tooFew, sameDay, "Two records of one day are one dose."),
		v("primary-same-month", "primary", "", tooFew, sameMonth, "Two records of one month may be one dose."),
		v("booster", "booster", "", "", jp(mint.Hanako()), "Three doses."),
		v("booster-two", "booster", "", tooFew, american(mint.Sample()), "Two doses of three."),
		v("booster-janssen", "booster", "", "", boosted, "A series of one and a booster."),
		v("booster-janssen-one", "booster", "", tooFew, janssen, "A series of one and no booster."),
		v("single-dose", "single-dose.toml", "", "", jp(mint.Taro()), "A product that the policy counts twice."),
		v("accepted", "accepted.toml", "", "", american(mint.Sample()), "A product accepted by its code."),
		v("accepted-name", "accepted.toml", "", "", jp(mint.Hanako()), "Products accepted by name and by code."),
		v("not-accepted", "accepted.toml", "", notAccepted, jp(mint.Taro()), "Another product."),
		v("not-accepted-mixed", "accepted.toml", "", tooFew, mixed, "One of two doses is of another product."),
		v("min-days", "min-days.toml", "2022-03-19T00:30:00+09:00", "", jp(recent),
			"Fourteen calendar days in the zone of the door."),
		v("min-days-zone", "min-days.toml", "2022-03-18T15:30:00Z", tooRecent, jp(recent),
			"The same instant, a day less in another zone."),
		v("min-days-month", "min-days.toml", "2021-06-13T12:00:00Z", tooRecent, month("2021-05"),
			"A month counts as its last day."),
		v("min-days-month-past", "min-days.toml", "2021-06-14T12:00:00Z", "", month("2021-05"),
			"A day later that is long enough."),
		v("min-days-future", "min-days.toml", "", "no_covid19_dose", month("2099-01-01"),
			"A dose that has not been given yet."),
		v("min-days-wordless", "min-days.toml", "", unclearDate, wordless,
			"A date in words proves nothing about days."),
		v("max-days", "max-days.toml", "2022-11-30T23:59:59+09:00", "", jp(mint.Hanako()), "The last of 270 days."),
		v("max-days-over", "max-days.toml", "2022-12-01T00:00:00+09:00", tooOldDose, jp(mint.Hanako()),
			"The day after."),
		v("max-days-month", "max-days.toml", "2022-01-27T12:00:00Z", tooOldDose, month("2021-05"),
			"A month counts as its first day."),
		v("measles", "measles.toml", "", "", american(dosed(dose("03", "1972-01-01"))),
			"A vaccine against several diseases, this one among them."),
		v("measles-code", "measles.toml", "", "", american(dosed(dose("5", "1972-01-01"))),
			"A CVX code without its leading zero."),
		v("measles-none", "measles.toml", "", "no_dose", american(mint.Sample()), "Doses against another disease."),
		v("event-two-doses", "event.toml", "", "", american(mint.Sample()), "One of three ways."),
		v("event-one-dose", "event.toml", "", tooFew+" no_accepted_test no_exemption", jp(mint.Taro()),
			"None of three ways."),
	}
}

// tested is the person with a test, which does not expire here.
func tested(change func(t *mint.Test)) mint.Person {
	p := expiring(issuedAt(mint.Tested(), "1641600000"), "")
	change(&p.Tests[0])
	return p
}

// tests are genuine cards with a laboratory result.
func tests() []vector {
	const soon, policy = "2022-01-11T00:00:00Z", "tested.toml"
	v := func(name, policy, at, expect, comment string, change func(t *mint.Test)) vector {
		fails := map[string]string{insufficient: "policy", unclear: "policy"}[expect]
		return vector{name: "test-" + name, spec: specTest, comment: comment, expect: expect, fails: fails,
			policy: policy, at: at,
			body: american(tested(change))}
	}
	same := func(*mint.Test) {}
	result := func(code string) func(*mint.Test) { return func(t *mint.Test) { t.Result.Code = code } }
	status := func(status string) func(*mint.Test) { return func(t *mint.Test) { t.Status = status } }
	code := func(code string) func(*mint.Test) { return func(t *mint.Test) { t.Code = code } }
	date := func(date string) func(*mint.Test) { return func(t *mint.Test) { t.Date = date } }
	none := v("no-dose", "", soon, insufficient, "A test is no dose.", same)
	none.details = noDose
	return []vector{
		none,
		v("negative", policy, soon, "valid", "A recent negative antigen test.", same),
		v("event", "event.toml", soon, "valid", "The same as one of three ways.", same),
		v("limit", policy, "2022-01-13T00:30:00Z", "valid", "72 hours old, its own zone counted.", same),
		v("old", policy, "2022-01-13T00:30:01Z", insufficient, "A second more.", same),
		v("ahead", policy, "2022-01-10T00:25:00Z", "valid", "Taken five minutes ahead of the clock.", same),
		v("future", policy, "2022-01-10T00:24:59Z", insufficient,
			"Taken later than that: a sample that was not there yet.", same),
		v("day", policy, "2022-01-12T10:00:00Z", "valid",
			"A day without time counts from its first moment on earth.", date("2022-01-10")),
		v("day-old", policy, "2022-01-12T10:00:01Z", insufficient,
			"A second more than 72 hours from there.", date("2022-01-10")),
		v("month", policy, soon, insufficient, "A month is no time of a sample.", date("2022-01")),
		v("no-date", policy, soon, unclear, "No date.", date("")),
		v("no-zone", policy, soon, "valid", "A time without zone is as good as a day.", date("2022-01-10T09:30:00")),
		v("no-zone-old", policy, "2022-01-12T10:00:01Z", insufficient,
			"And counts from that day's first moment on earth.", date("2022-01-10T09:30:00")),
		v("capital", policy, soon, "valid", "A status in another case.", status("Final")),
		v("positive", policy, soon, insufficient, "Detected.", result("260373001")),
		v("unknown-result", policy, soon, unclear, "A result that no table has.", result("1")),
		v("preliminary", policy, soon, insufficient, "Not final yet.", status("preliminary")),
		v("error", policy, soon, insufficient, "Entered in error.", status("entered-in-error")),
		v("corrected", policy, soon, "valid", "A corrected result stands.", status("corrected")),
		v("antibody", policy, soon, insufficient, "An antibody test says nothing of now.", code("94507-1")),
		v("unknown-test", policy, soon, unclear, "A test that no table has.", code("1-1")),
		v("pcr", "pcr.toml", soon, "valid", "A test of the kind that is asked for.", code("94500-6")),
		v("not-pcr", "pcr.toml", soon, insufficient, "A test of another kind.", same),
		v("in-words", policy, soon, unclear,
			"A result in words.", func(t *mint.Test) { t.Result, t.ResultText = mint.Coding{}, "negative" }),
		{name: "test-expired", spec: specExpiry, expect: "invalid/expired", fails: "expiry", policy: "tested.toml",
			at: "2022-01-12T00:00:00Z", body: american(expiring(mint.Tested(), "1641945600")),
			comment: "The card's own expiry comes first."},
	}
}

// exemptions are genuine cards that state an exemption.
func exemptions() []vector {
	const at = "2022-06-01T00:00:00Z"
	v := func(name, policy, details, comment string, body []byte) vector {
		w := under(policy, at, content("exemption-"+name, comment, details, body))
		w.spec = specExempt
		return w
	}
	edited := func(member string) []byte {
		return by(us(), mint.US(us(), mint.Exempt()).EditPayload(`"recordedDate"`, member+`,"recordedDate"`))
	}
	unmet := func(w vector) vector { w.expect, w.fails = insufficient, "policy"; return w }
	late := v("expired", "exempt.toml", "", "An exemption that has run out.", american(mint.Exempt()))
	late.at, late.expect, late.fails = "2023-02-01T00:00:00Z", "invalid/expired", "expiry"
	return []vector{
		v("accepted", "exempt.toml", "", "The policy takes it.", american(mint.Exempt())),
		v("event", "event.toml", "", "The same as one of three ways.", american(mint.Exempt())),
		v("not-asked", "any", noDose, "An exemption is no dose.", american(mint.Exempt())),
		unmet(v("refuted", "exempt.toml", "",
			"A condition that was refuted.", edited(`"verificationStatus":{"coding":[{"code":"refuted"}]}`))),
		unmet(v("inactive", "exempt.toml", "",
			"A condition that is over.", edited(`"clinicalStatus":{"coding":[{"code":"inactive"}]}`))),
		unmet(v("diagnosis", "exempt.toml", "", "A diagnosis is no exemption.",
			edited(`"code":{"coding":[{"system":"http://snomed.info/sct","code":"1"}]}`))),
		unmet(v("none", "exempt.toml", "", "Doses, where only an exemption is taken.", american(mint.Sample()))),
		late,
	}
}
