package verify

import (
	"vaxcheck/verify/record"
	"vaxcheck/verify/rules"
)

// Content is what a proven card says, at level C. Subjects is given only if
// the card has several people; then the doses, tests, recoveries and exemptions
// tell whose they are by their place in it. Recoveries is left out if there are
// none, so that cards of formats that know none look as they always did.
type Content struct {
	Subject     *SubjectView    `json:"subject"`
	Subjects    []SubjectView   `json:"subjects,omitempty"`
	Doses       []DoseView      `json:"doses"`
	Tests       []TestView      `json:"tests"`
	Recoveries  []RecoveryView  `json:"recoveries,omitempty"`
	Exemptions  []ExemptionView `json:"exemptions"`
	StatePasses []StatePassView `json:"state_passes,omitempty"`
	Others      []record.Other  `json:"others,omitempty"`
	PolicyRules []RuleResult    `json:"policy_rules,omitempty"`
}

// SubjectView is a person. BirthDate is as the card has it, nil if not given.
type SubjectView struct {
	Names     []record.Name `json:"names"`
	BirthDate *string       `json:"birth_date"`
	Document  string        `json:"document,omitempty"`
}

// DoseView is one vaccination. Subject is nil if the card has one person, and
// -1 if it does not say whose dose it is.
type DoseView struct {
	Subject   *int          `json:"subject,omitempty"`
	Date      *string       `json:"date"`
	DateText  string        `json:"date_text,omitempty"`
	Status    string        `json:"status"`
	Vaccine   record.Coded  `json:"vaccine"`
	Kind      *record.Coded `json:"vaccine_kind,omitempty"`
	TextOnly  string        `json:"text_by_issuer,omitempty"`
	Number    int           `json:"number,omitempty"`
	Series    int           `json:"series,omitempty"`
	Disease   string        `json:"disease,omitempty"`
	Lot       *string       `json:"lot"`
	Performer *string       `json:"performer"`
	Country   string        `json:"country,omitempty"`
	Maker     string        `json:"maker,omitempty"`
	MakerName *record.Words `json:"maker_name,omitempty"`
	Subpotent bool          `json:"subpotent,omitempty"`
	Counts    bool          `json:"counts"`
	record.Stated
}

// TestView is one laboratory result.
type TestView struct {
	Subject   *int          `json:"subject,omitempty"`
	Date      *string       `json:"date"`
	Status    string        `json:"status"`
	Final     bool          `json:"final"`
	Test      record.Coded  `json:"test"`
	Kind      string        `json:"kind,omitempty"`
	Disease   string        `json:"disease,omitempty"`
	Value     *record.Coded `json:"value"`
	ValueText string        `json:"value_text,omitempty"`
	Result    string        `json:"result,omitempty"`
	Performer *string       `json:"performer"`
	Country   string        `json:"country,omitempty"`
	Product   string        `json:"product,omitempty"`
	Device    string        `json:"device,omitempty"`
	record.Stated
}

// RecoveryView is a statement that someone has had a disease.
type RecoveryView struct {
	Subject       *int         `json:"subject,omitempty"`
	FirstPositive *string      `json:"first_positive"`
	Condition     record.Coded `json:"condition"`
	Disease       string       `json:"disease,omitempty"`
	ValidFrom     *string      `json:"valid_from"`
	ValidUntil    *string      `json:"valid_until"`
	Country       string       `json:"country,omitempty"`
	Counts        bool         `json:"counts"`
	record.Stated
}

// ExemptionView is an exemption under a policy.
type ExemptionView struct {
	Subject  *int    `json:"subject,omitempty"`
	Policy   string  `json:"policy"`
	Code     string  `json:"code,omitempty"`
	Version  string  `json:"version,omitempty"`
	Recorded *string `json:"recorded"`
	Recorder string  `json:"recorder,omitempty"`
}

// StatePassView is a state's statement that someone met its rules of the day.
type StatePassView struct {
	Subject *int   `json:"subject,omitempty"`
	Disease string `json:"disease,omitempty"`
	Counts  bool   `json:"counts"`
}

// contentView describes what the card says. It is nil unless the card is proven and its
// content could be read.
func (r Report) contentView() *Content {
	if !r.Proven() || r.content == nil {
		return nil
	}
	c := &Content{
		Doses: []DoseView{}, Tests: []TestView{}, Exemptions: []ExemptionView{},
		Others: r.content.Others, PolicyRules: ruleResults(r.rules.Rules),
	}
	for _, s := range r.content.Subjects {
		c.Subjects = append(c.Subjects, SubjectView{Names: append([]record.Name{}, s.Names...),
			BirthDate: optional(s.BirthDate), Document: s.Document})
	}
	if len(c.Subjects) > 0 {
		c.Subject = &c.Subjects[0]
	}
	one := len(c.Subjects) == 1
	for _, d := range r.content.Doses {
		c.Doses = append(c.Doses, doseView(d, whose(d.Subject, one)))
	}
	for _, t := range r.content.Tests {
		c.Tests = append(c.Tests, testView(t, whose(t.Subject, one)))
	}
	for _, x := range r.content.Recoveries {
		c.Recoveries = append(c.Recoveries, RecoveryView{
			Subject: whose(x.Subject, one), FirstPositive: optional(x.FirstPositive),
			Condition: x.Condition, Disease: x.Disease,
			ValidFrom: optional(x.ValidFrom), ValidUntil: optional(x.ValidUntil),
			Country: x.Country, Counts: x.Counts, Stated: x.Stated,
		})
	}
	for _, e := range r.content.Exemptions {
		c.Exemptions = append(c.Exemptions, ExemptionView{Subject: whose(e.Subject, one), Policy: e.Policy,
			Code: e.Code, Version: e.Version, Recorded: optional(e.Recorded), Recorder: e.Recorder})
	}
	for _, s := range r.content.Passes {
		c.StatePasses = append(c.StatePasses,
			StatePassView{Subject: whose(s.Subject, one), Disease: s.Disease, Counts: s.Counts})
	}
	if one {
		c.Subjects = nil
	}
	return c
}

// whose returns the place of a record's person among several. It is nil where there is
// only one person it can be.
func whose(subject int, one bool) *int {
	if one && subject == 0 {
		return nil
	}
	return &subject
}

func doseView(d record.Dose, subject *int) DoseView {
	return DoseView{
		Subject: subject, Date: optional(d.Date), DateText: d.DateText, Status: d.Status,
		Vaccine: d.Vaccine, Kind: given(d.Kind), TextOnly: d.TextOnly, Number: d.Number, Series: d.Series,
		Disease: d.Disease, Lot: optional(d.Lot), Performer: optional(d.Performer), Country: d.Country,
		Maker: d.Maker, MakerName: d.MakerName, Subpotent: d.Subpotent, Counts: d.Counts, Stated: d.Stated,
	}
}

func testView(t record.Test, subject *int) TestView {
	return TestView{
		Subject: subject, Date: optional(t.Date), Status: t.Status, Final: t.Final, Test: t.Test, Kind: t.Kind,
		Disease: t.Disease, Value: given(t.Value), ValueText: t.ValueText, Result: t.Result,
		Performer: optional(t.Performer), Country: t.Country, Product: t.Product, Device: t.Device, Stated: t.Stated,
	}
}

// given returns a code that the card gives, nil for one that it does not give.
func given(c record.Coded) *record.Coded {
	if c.Code == "" {
		return nil
	}
	return &c
}

// optional returns a text that the card gives, nil for one that it does not give.
func optional(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

// RuleResult is how one rule of the policy came out for one person, see rules.Result.
type RuleResult struct {
	Subject int     `json:"subject"`
	Way     string  `json:"way"`
	Rule    string  `json:"rule"`
	Outcome Outcome `json:"outcome"`
	Want    string  `json:"want,omitempty"`
	Have    string  `json:"have,omitempty"`
}

// ruleResults returns how the policy's rules came out as views have it.
func ruleResults(told []rules.Result) (results []RuleResult) {
	for _, r := range told {
		outcome := Fail
		if r.Met {
			outcome = Pass
		}
		results = append(results, RuleResult{r.Subject, r.Way, r.Rule, outcome, r.Want, r.Have})
	}
	return results
}
