package doctor

import (
	"strings"

	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/show"
	"vaxcheck/trust/inforce"
	"vaxcheck/trust/store"
)

// Codes of what is wrong with what is installed, the worst last.
const (
	installedRecovered = "damage_recovered" // nothing is lost
	installedLocal     = "local_doubtful"   // the last addition or block may be missing
	installedSet       = "set_lost"         // an older set than the one installed last may be in force
)

// lossCodes are those of what is lost.
var lossCodes = map[inforce.Loss]string{
	inforce.LossRecovered: installedRecovered, inforce.LossLocal: installedLocal, inforce.LossSet: installedSet,
}

// takeTrust finds the set to judge by. What is damaged is part of the answer,
// not told beside it.
func (d *doctor) takeTrust() {
	if d.refused = cli.HomeKnown(d.env.Places, d.s.Words); d.refused != nil {
		return
	}
	if len(d.options.Trust) > 0 || d.options.Issuer != "" {
		d.set, _, d.refused = d.options.TrustSet()
		return
	}
	if d.held, d.refused = cli.OpenTrust(d.options.Console, false); d.refused == nil {
		d.set, d.refused = cli.Sound(d.s.Words, d.held.Set)
	}
	d.held.Imports.Read()
}

// installed tells what is damaged or lost of what update, import, add and block
// have left here.
func (d *doctor) installed() diagnosis {
	switch {
	case d.held == nil && d.env.Places.Home == cli.HomeClosed:
		return diagnosis{ID: doctorInstalled, finding: d.w.TrustFirst()}
	case d.held == nil:
		return passed(doctorInstalled, d.w.NotUsed(), facts{"damage": []damageView{}})
	}
	var worst, next string
	var findings []string
	views := []damageView{}
	d.held.Watch(func(h *inforce.Holding) {
		for _, n := range h.Notes {
			code := lossCodes[d.held.Loss(h, n)]
			if code == "" {
				continue
			}
			views = append(views, damageViewOf(h, n))
			if finding := cli.DamageFound(d.s.Words, h, n); len(findings) == 0 || findings[len(findings)-1] != finding {
				findings = append(findings, finding)
			}
			if code > worst { // the codes sort so
				worst, next = code, cli.DamageNext(d.s.Words, h, n)
			}
		}
	})
	f := facts{"damage": views}
	finding := show.NewSheet(d.s).List(findings...)
	next = strings.TrimSuffix(strings.TrimSuffix(next, "."), "。")
	switch worst {
	case "":
		return passed(doctorInstalled, d.w.Undamaged(), f)
	case installedRecovered:
		return noted(doctorInstalled, installedRecovered, finding, next, f)
	}
	return failed(doctorInstalled, worst, finding, next, f)
}

// damageView is one thing that is damaged.
type damageView struct {
	Scope      inforce.Scope `json:"scope"`
	File       string        `json:"file"` // "" of what is gone
	Code       store.Code    `json:"code"`
	Supplement string        `json:"kind,omitempty"` // none for the issuers' directory
}

func damageViewOf(h *inforce.Holding, n store.Note) damageView {
	v := damageView{Scope: h.Scope, File: n.File, Code: n.Code}
	if h.Supplement != nil {
		v.Supplement = h.Supplement.Name
	}
	return v
}
