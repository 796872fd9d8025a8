package doctor

import (
	"cmp"

	"vaxcheck/cmd/show"
)

// additionView is a local addition, and whether it speaks for an issuer whom the
// directory lists.
type additionView struct {
	show.EntryView
	Listed     bool   `json:"listed"`
	ListedName string `json:"listed_name,omitempty"`
}

// additions names what was added here: who has such a key signs certificates that are
// valid, and under the address of a listed issuer in that issuer's name.
func (d *doctor) additions() diagnosis {
	switch {
	case d.set == nil:
		return diagnosis{ID: doctorAdditions, finding: d.w.TrustFirst()}
	case d.held == nil:
		return passed(doctorAdditions, d.w.NotUsed(), facts{"additions": []additionView{}})
	}
	views := []additionView{}
	for _, a := range d.held.Additions() {
		views = append(views, additionView{show.AdditionView(a.Addition, a.Scope), a.Listed, a.Name})
	}
	f := facts{"additions": views}
	if len(views) == 0 {
		return passed(doctorAdditions, d.w.NoAdditions(), f)
	}
	var findings []string
	for _, v := range views[:min(len(views), show.MaxNamed)] {
		findings = append(findings, d.addition(v))
	}
	if more := len(views) - show.MaxNamed; more > 0 {
		findings = append(findings, d.w.MoreAdditions(more))
	}
	finding := show.NewSheet(d.s).List(findings...)
	if views[0].Listed { // they come first
		return noted(doctorAdditions, "additions_listed", finding, d.w.CheckAdditions(), f)
	}
	return noted(doctorAdditions, "additions", finding, d.w.CheckAdditions(), f)
}

// addition says what was added, by whom, when and why.
func (d *doctor) addition(v additionView) string {
	s := d.s
	entry := show.NewSheet(s).List(s.Words.Entry.Keys(len(v.KIDs)), s.Address(v.Issuer))
	by := d.w.AddedBy(s.Brief(v.Who, show.MaxName), v.When.String()[:len("2006-01-02")], s.Brief(v.Why, show.MaxShown))
	if v.Listed {
		return entry + by + d.w.SpeaksFor(s.Brief(cmp.Or(v.ListedName, v.Issuer), show.MaxName))
	}
	return entry + by
}
