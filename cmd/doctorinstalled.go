package cmd

import (
	"strings"
	"time"

	"vaxcheck/trust/store"
)

// Codes of what is wrong with what is installed, the worst last.
const (
	installedRecovered = "damage_recovered" // nothing is lost
	installedLocal     = "local_doubtful"   // the last addition or block may be missing
	installedSet       = "set_lost"         // an older set than the one installed last may be in force
)

// takeTrust finds the set to judge by. What is damaged is part of the answer,
// not told beside it.
func (d *doctor) takeTrust() {
	if len(d.options.trust) > 0 || d.options.issuer != "" {
		d.set, d.refused = d.options.trustSet()
		return
	}
	if d.held, d.refused = d.app.standing(false); d.refused == nil {
		d.set = d.held.set
	}
}

// installed tells what is damaged or lost of what update, import, add and block
// have left here.
func (d *doctor) installed() diagnosis {
	if d.held == nil {
		return passed(doctorInstalled, d.w.NotUsed, facts{"damage": []damageView{}})
	}
	var worst, next string
	var findings []string
	views := []damageView{}
	for _, k := range d.held.keeps {
		for _, n := range k.notes {
			code := d.held.loss(n)
			if code == "" {
				continue
			}
			views = append(views, damageView{k.scope, n.File, n.Code})
			if finding := d.s.words.damaged(k, n); len(findings) == 0 || findings[len(findings)-1] != finding {
				findings = append(findings, finding)
			}
			if code > worst { // the codes sort so
				worst, next = code, d.s.words.mendDamage(k, n)
			}
		}
	}
	f := facts{"damage": views}
	finding := newPage(d.s).list(findings...)
	next = strings.TrimSuffix(strings.TrimSuffix(next, "."), "。")
	switch worst {
	case "":
		return passed(doctorInstalled, d.w.Undamaged, f)
	case installedRecovered:
		return noted(doctorInstalled, installedRecovered, finding, next, f)
	}
	return failed(doctorInstalled, worst, finding, next, f)
}

// damageView is one thing that is damaged.
type damageView struct {
	Scope scope      `json:"scope"`
	File  string     `json:"file"` // "" of what is gone
	Code  store.Code `json:"code"`
}

// loss tells what a note means for judging, "" for nothing.
func (st *standing) loss(n store.Note) string {
	what := whatOf(n)
	switch {
	case what == whatLocal && !n.Recovered:
		return installedLocal
	case n.Code == store.CodeLost, n.Code == store.CodeNewer, what == whatSet && st.older(n.File):
		return installedSet
	case harmless[n.Code]:
		return ""
	}
	return installedRecovered
}

// older tells whether the set in force is older than the one that this file held,
// which its name says.
func (st *standing) older(file string) bool {
	stamp, _, _ := strings.Cut(file, "-")
	made, err := time.Parse("20060102T150405Z", stamp)
	return err != nil || made.After(st.signed.Info().Created.Truncate(time.Second))
}
