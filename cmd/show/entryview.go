package show

import (
	"cmp"
	"strings"

	"vaxcheck/trust"
	"vaxcheck/trust/inforce"
	"vaxcheck/verify"
)

// MaxNamed is how many of many entries or issuers a note names.
const MaxNamed = 3

// The types of local entries.
const (
	entryAddition = "addition"
	entryBlock    = "block"
)

// EntryView is a local addition or block, and who made it.
type EntryView struct {
	Type   string        `json:"kind"`
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

// NewWhyView returns who made an entry, when and why.
func NewWhyView(e trust.Entry) WhyView { return WhyView{e.Who, verify.Timestamp(e.When), e.Why} }

// AdditionView returns an addition as an entry.
func AdditionView(a trust.Addition, of inforce.Scope) EntryView {
	v := EntryView{Type: entryAddition, Scope: of, Issuer: a.Issuer, Name: a.Name, WhyView: NewWhyView(a.Entry)}
	for _, k := range a.Keys() {
		v.KIDs = append(v.KIDs, k.ID)
	}
	return v
}

// BlockView returns a block as an entry.
func BlockView(b trust.Block, of inforce.Scope) EntryView {
	return EntryView{Type: entryBlock, Scope: of, Issuer: b.Issuer, KID: b.KeyID, WhyView: NewWhyView(b.Entry)}
}

// EntryViews returns the entries of a local layer.
func EntryViews(l trust.Local, of inforce.Scope) []EntryView {
	entries := []EntryView{}
	for _, a := range l.Additions {
		entries = append(entries, AdditionView(a, of))
	}
	for _, b := range l.Blocks {
		entries = append(entries, BlockView(b, of))
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
	if v.Type == entryAddition {
		keys = w.Entry.Keys(len(v.KIDs))
	}
	name, why := cmp.Or(s.Brief(v.Name, MaxName), "-"), cmp.Or(s.Brief(v.Why, MaxShown), "-")
	return []string{w.Entry.Types().Of(v.Type), what, name, keys,
		w.Entry.Scopes().Of(string(v.Scope)), s.Brief(v.Who, MaxName), s.Day(&v.When), why}
}

// BlockRow is a block in a table of facts.
func (y WhyView) BlockRow(s *Settings) []string {
	by := s.Words.Entry.BlockedBy(SafeText(y.Who), y.When.String(), SafeText(y.Why))
	return []string{s.Words.Entry.Blocked(), by}
}
