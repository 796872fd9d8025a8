package cmd

import (
	"cmp"
	"strings"
	"vaxcheck/trust"
	"vaxcheck/trust/inforce"
	"vaxcheck/verify"
)

// maxKin is how many of many entries or issuers a note names.
const maxKin = 3

// Kinds of local entries.
const (
	kindAddition = "addition"
	kindBlock    = "block"
)

// entryView is a local addition or block, and who made it.
type entryView struct {
	Kind   string        `json:"kind"`
	Scope  inforce.Scope `json:"scope"`
	Issuer string        `json:"issuer,omitempty"`
	Name   string        `json:"name,omitempty"`
	KID    string        `json:"kid,omitempty"`  // of a blocked key
	KIDs   []string      `json:"kids,omitempty"` // of an addition
	whyView
}

// whyView tells who made a change, when and why.
type whyView struct {
	Who  string           `json:"who"`
	When verify.Timestamp `json:"when"`
	Why  string           `json:"why"`
}

func whyOf(e trust.Entry) whyView { return whyView{e.Who, verify.Timestamp(e.When), e.Why} }

func additionOf(a trust.Addition, of inforce.Scope) entryView {
	v := entryView{Kind: kindAddition, Scope: of, Issuer: a.Issuer, Name: a.Name, whyView: whyOf(a.Entry)}
	for _, k := range a.Keys() {
		v.KIDs = append(v.KIDs, k.ID)
	}
	return v
}

func blockViewOf(b trust.Block, of inforce.Scope) entryView {
	return entryView{Kind: kindBlock, Scope: of, Issuer: b.Issuer, KID: b.KeyID, whyView: whyOf(b.Entry)}
}

// entriesOf lists a local layer.
func entriesOf(l trust.Local, of inforce.Scope) []entryView {
	entries := []entryView{}
	for _, a := range l.Additions {
		entries = append(entries, additionOf(a, of))
	}
	for _, b := range l.Blocks {
		entries = append(entries, blockViewOf(b, of))
	}
	return entries
}

// row shows an entry in one line.
func (v entryView) row(s *settings) []string {
	w := s.words
	what := safeText(v.KID)
	if v.Issuer != "" {
		what = strings.TrimSpace(s.address(v.Issuer) + " " + what)
	}
	keys := "-"
	if v.Kind == kindAddition {
		keys = w.Plural("local.keys", len(v.KIDs))
	}
	name, why := cmp.Or(s.brief(v.Name, maxName), "-"), cmp.Or(s.brief(v.Why, maxShown), "-")
	return []string{w.Group("local-kinds").Of(v.Kind), what, name, keys, w.Group("local-scopes").Of(string(v.Scope)), s.brief(v.Who, maxName), s.day(&v.When), why}
}

// fact is a block in a table of facts.
func (y whyView) fact(s *settings) []string {
	by := s.words.Fill("trust.blocked-by", "Who", safeText(y.Who), "When", y.When.String(), "Why", safeText(y.Why))
	return []string{s.words.Say("trust.blocked"), by}
}
