package show

import (
	"cmp"
	"strings"

	"vaxcheck/trust"
	"vaxcheck/trust/inforce"
	"vaxcheck/verify"
)

// MaxKin is how many of many entries or issuers a note names.
const MaxKin = 3

// Kinds of local entries.
const (
	kindAddition = "addition"
	kindBlock    = "block"
)

// EntryView is a local addition or block, and who made it.
type EntryView struct {
	Kind   string        `json:"kind"`
	Scope  inforce.Scope `json:"scope"`
	Issuer string        `json:"issuer,omitempty"`
	Name   string        `json:"name,omitempty"`
	KID    string        `json:"kid,omitempty"`  // of a blocked key
	KIDs   []string      `json:"kids,omitempty"` // of an addition
	WhyView
}

// WhyView tells who made a change, when and why.
type WhyView struct {
	Who  string           `json:"who"`
	When verify.Timestamp `json:"when"`
	Why  string           `json:"why"`
}

func WhyOf(e trust.Entry) WhyView { return WhyView{e.Who, verify.Timestamp(e.When), e.Why} }

func AdditionOf(a trust.Addition, of inforce.Scope) EntryView {
	v := EntryView{Kind: kindAddition, Scope: of, Issuer: a.Issuer, Name: a.Name, WhyView: WhyOf(a.Entry)}
	for _, k := range a.Keys() {
		v.KIDs = append(v.KIDs, k.ID)
	}
	return v
}

func BlockViewOf(b trust.Block, of inforce.Scope) EntryView {
	return EntryView{Kind: kindBlock, Scope: of, Issuer: b.Issuer, KID: b.KeyID, WhyView: WhyOf(b.Entry)}
}

// EntriesOf lists a local layer.
func EntriesOf(l trust.Local, of inforce.Scope) []EntryView {
	entries := []EntryView{}
	for _, a := range l.Additions {
		entries = append(entries, AdditionOf(a, of))
	}
	for _, b := range l.Blocks {
		entries = append(entries, BlockViewOf(b, of))
	}
	return entries
}

// Row shows an entry in one line.
func (v EntryView) Row(s *Settings) []string {
	w := s.Words
	what := SafeText(v.KID)
	if v.Issuer != "" {
		what = strings.TrimSpace(s.Address(v.Issuer) + " " + what)
	}
	keys := "-"
	if v.Kind == kindAddition {
		keys = w.Plural("local.keys", len(v.KIDs))
	}
	name, why := cmp.Or(s.Brief(v.Name, MaxName), "-"), cmp.Or(s.Brief(v.Why, MaxShown), "-")
	return []string{w.Group("local-kinds").Of(v.Kind), what, name, keys, w.Group("local-scopes").Of(string(v.Scope)), s.Brief(v.Who, MaxName), s.Day(&v.When), why}
}

// Fact is a block in a table of facts.
func (y WhyView) Fact(s *Settings) []string {
	by := s.Words.Fill("trust.blocked-by", "Who", SafeText(y.Who), "When", y.When.String(), "Why", SafeText(y.Why))
	return []string{s.Words.Say("trust.blocked"), by}
}
