package verify

// Content is what a proven card says, at level C. Subjects is given only if
// the card has several people; then the doses, tests and exemptions tell whose
// they are by their place in it.
type Content struct {
	Subject     *SubjectView    `json:"subject"`
	Subjects    []SubjectView   `json:"subjects,omitempty"`
	Doses       []DoseView      `json:"doses"`
	Tests       []TestView      `json:"tests"`
	Exemptions  []ExemptionView `json:"exemptions"`
	Others      []Other         `json:"others,omitempty"`
	PolicyRules []RuleResult    `json:"policy_rules,omitempty"`
}

// SubjectView is a person. BirthDate is as the card has it, nil if not given.
type SubjectView struct {
	Names     []Name  `json:"names"`
	BirthDate *string `json:"birth_date"`
	Document  string  `json:"document,omitempty"`
}

// DoseView is one vaccination. Subject is nil if the card has one person, and
// -1 if it does not say whose dose it is.
type DoseView struct {
	Subject   *int    `json:"subject,omitempty"`
	Date      *string `json:"date"`
	DateText  string  `json:"date_text,omitempty"`
	Status    string  `json:"status"`
	Vaccine   Coded   `json:"vaccine"`
	TextOnly  string  `json:"text_by_issuer,omitempty"`
	Disease   string  `json:"disease,omitempty"`
	Lot       *string `json:"lot"`
	Performer *string `json:"performer"`
	Country   string  `json:"country,omitempty"`
	Maker     string  `json:"maker,omitempty"`
	Subpotent bool    `json:"subpotent,omitempty"`
	Counts    bool    `json:"counts"`
}

// TestView is one laboratory result.
type TestView struct {
	Subject   *int    `json:"subject,omitempty"`
	Date      *string `json:"date"`
	Status    string  `json:"status"`
	Final     bool    `json:"final"`
	Test      Coded   `json:"test"`
	Kind      string  `json:"kind,omitempty"`
	Disease   string  `json:"disease,omitempty"`
	Value     *Coded  `json:"value"`
	ValueText string  `json:"value_text,omitempty"`
	Result    string  `json:"result,omitempty"`
	Performer *string `json:"performer"`
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

// contentView is nil unless the card is proven and its content could be read.
func (r Report) contentView() *Content {
	if !r.Proven() || r.content == nil {
		return nil
	}
	c := &Content{
		Doses: []DoseView{}, Tests: []TestView{}, Exemptions: []ExemptionView{},
		Others: r.content.Others, PolicyRules: r.rules.rules,
	}
	for _, s := range r.content.Subjects {
		c.Subjects = append(c.Subjects, SubjectView{Names: append([]Name{}, s.Names...), BirthDate: optional(s.BirthDate), Document: s.Document})
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
	for _, e := range r.content.Exemptions {
		c.Exemptions = append(c.Exemptions, ExemptionView{Subject: whose(e.Subject, one), Policy: e.Policy,
			Code: e.Code, Version: e.Version, Recorded: optional(e.Recorded), Recorder: e.Recorder})
	}
	if one {
		c.Subjects = nil
	}
	return c
}

// whose is nil where there is only one person it can be.
func whose(subject int, one bool) *int {
	if one && subject == 0 {
		return nil
	}
	return &subject
}

func doseView(d Dose, subject *int) DoseView {
	return DoseView{
		Subject: subject, Date: optional(d.Date), DateText: d.DateText, Status: d.Status, Vaccine: d.Vaccine,
		TextOnly: d.TextOnly, Disease: d.Disease, Lot: optional(d.Lot), Performer: optional(d.Performer),
		Country: d.Country, Maker: d.Maker, Subpotent: d.Subpotent, Counts: d.Counts,
	}
}

func testView(t Test, subject *int) TestView {
	v := TestView{
		Subject: subject, Date: optional(t.Date), Status: t.Status, Final: t.Final, Test: t.Test, Kind: t.Kind,
		Disease: t.Disease, ValueText: t.ValueText, Result: t.Result, Performer: optional(t.Performer),
	}
	if t.Value.Code != "" {
		v.Value = &t.Value
	}
	return v
}

// optional is nil for what the card does not give.
func optional(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
