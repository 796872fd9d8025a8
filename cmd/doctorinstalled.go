package cmd

import (
	"slices"
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
	if d.refused = homeKnown(d.env.Places, d.s.words); d.refused != nil {
		return
	}
	if len(d.options.trust) > 0 || d.options.issuer != "" {
		d.set, _, d.refused = d.options.trustSet(d.from)
		return
	}
	if d.held, d.refused = d.from.standing(false); d.refused == nil {
		d.set = d.held.set
	}
	for _, b := range d.held.beside {
		b.read()
	}
}

// installed tells what is damaged or lost of what update, import, add and block
// have left here.
func (d *doctor) installed() diagnosis {
	switch {
	case d.held == nil && d.env.Places.Home == HomeClosed:
		return diagnosis{ID: doctorInstalled, finding: d.w.TrustFirst()}
	case d.held == nil:
		return passed(doctorInstalled, d.w.NotUsed(), facts{"damage": []damageView{}})
	}
	var worst, next string
	var findings []string
	views := []damageView{}
	for _, k := range d.held.everyKeep() {
		for _, n := range k.notes {
			code := d.held.loss(k, n)
			if code == "" {
				continue
			}
			views = append(views, damageViewOf(k, n))
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
		return passed(doctorInstalled, d.w.Undamaged(), f)
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
	Kind  string     `json:"kind,omitempty"` // none for the issuers' directory
}

func damageViewOf(k *keep, n store.Note) damageView {
	v := damageView{Scope: k.scope, File: n.File, Code: n.Code}
	if k.kind != nil {
		v.Kind = k.kind.Name
	}
	return v
}

// everyKeep lists the stores of all kinds.
func (st *standing) everyKeep() []*keep {
	all := slices.Clone(st.keeps)
	for _, b := range st.beside {
		all = append(all, b.keeps...)
	}
	return all
}

// loss tells what a note means for judging, "" for nothing.
func (st *standing) loss(k *keep, n store.Note) string {
	what := whatOf(n)
	switch {
	case what == whatLocal && !n.Recovered:
		return installedLocal
	case n.Code == store.CodeLost, n.Code == store.CodeNewer, what == whatSet && olderThan(n.File, st.inForce(k)), what == whatOwner && k.kind != nil:
		return installedSet
	case harmless[n.Code]:
		return ""
	}
	return installedRecovered
}

// inForce is when the set was made that is used in place of what a store has
// lost.
func (st *standing) inForce(k *keep) time.Time {
	if k.kind != nil {
		return k.state.Generation.Created
	}
	return st.signed.Info().Created
}

// olderThan tells whether a set made at that time is older than the one that a
// file held, which the file's name says.
func olderThan(file string, made time.Time) bool {
	stamp, _, _ := strings.Cut(file, "-")
	lost, err := time.Parse("20060102T150405Z", stamp)
	return err != nil || lost.After(made.Truncate(time.Second))
}
