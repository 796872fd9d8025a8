package cmd

import (
	"cmp"
	"strconv"
	"strings"

	"vaxcheck/trust"
	"vaxcheck/verify"
)

// schemaTrustChange is what add, block and remove print.
const schemaTrustChange = "vaxcheck.trust-change/1"

// Kinds of local entries.
const (
	kindAddition = "addition"
	kindBlock    = "block"
)

// entryView is a local addition or block, and who made it.
type entryView struct {
	Kind   string   `json:"kind"`
	Scope  scope    `json:"scope"`
	Issuer string   `json:"issuer,omitempty"`
	Name   string   `json:"name,omitempty"`
	KID    string   `json:"kid,omitempty"`  // of a blocked key
	KIDs   []string `json:"kids,omitempty"` // of an addition
	whyView
}

// whyView tells who made a change, when and why.
type whyView struct {
	Who  string           `json:"who"`
	When verify.Timestamp `json:"when"`
	Why  string           `json:"why"`
}

func whyOf(e trust.Entry) whyView { return whyView{e.Who, verify.Timestamp(e.When), e.Why} }

func additionOf(a trust.Addition, of scope) entryView {
	v := entryView{Kind: kindAddition, Scope: of, Issuer: a.Issuer, Name: a.Name, whyView: whyOf(a.Entry)}
	for _, k := range a.Keys() {
		v.KIDs = append(v.KIDs, k.ID)
	}
	return v
}

func blockViewOf(b trust.Block, of scope) entryView {
	return entryView{Kind: kindBlock, Scope: of, Issuer: b.Issuer, KID: b.KeyID, whyView: whyOf(b.Entry)}
}

// entriesOf lists a local layer.
func entriesOf(l trust.Local, of scope) []entryView {
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
	w := s.words.Admin.Local
	what := safeText(v.KID)
	if v.Issuer != "" {
		what = strings.TrimSpace(s.address(v.Issuer) + " " + what)
	}
	keys := "-"
	if v.Kind == kindAddition {
		keys = w.Keys(len(v.KIDs))
	}
	name, why := cmp.Or(s.brief(v.Name, maxName), "-"), cmp.Or(s.brief(v.Why, maxShown), "-")
	return []string{w.Kinds().Of(v.Kind), what, name, keys, w.Scopes().Of(string(v.Scope)), s.brief(v.Who, maxName), s.day(&v.When), why}
}

// entryRows shows entries for people, and the keys of additions below them.
func entryRows(s *settings, entries []entryView) string {
	var rows [][]string
	for _, v := range entries {
		rows = append(rows, v.row(s))
	}
	return s.table(rows)
}

// entryCells are the same for spreadsheets.
func entryCells(entries []entryView) [][]string {
	rows := [][]string{{"kind", "scope", "issuer", "name", "kids", "who", "when", "why"}}
	for _, v := range entries {
		kids := v.KIDs
		if v.KID != "" {
			kids = []string{v.KID}
		}
		rows = append(rows, []string{v.Kind, string(v.Scope), v.Issuer, v.Name, strings.Join(kids, " "), v.Who, v.When.String(), v.Why})
	}
	return rows
}

// localChange is what became of add, block or remove.
type localChange struct {
	Schema  string      `json:"schema"`
	Action  string      `json:"action"`
	Changed bool        `json:"changed"` // false if it was so before
	Entries []entryView `json:"entries"`
}

func (c localChange) object() any { return c }

func (c localChange) objects() []any { return []any{c} }

func (c localChange) rows() [][]string {
	rows := entryCells(c.Entries)
	for i := range rows {
		first := []string{"action", "changed"}
		if i > 0 {
			first = []string{c.Action, strconv.FormatBool(c.Changed)}
		}
		rows[i] = append(first, rows[i]...)
	}
	return rows
}

func (c localChange) text(s *settings) string {
	w := s.words.Admin.Local
	head := w.Unchanged()
	if len(c.Entries) == 0 {
		return w.AcceptedAlready() + "\n"
	}
	if c.Changed {
		head = w.Done().Of(c.Action)
	}
	out := head + "\n" + indent(entryRows(s, c.Entries))
	for _, v := range c.Entries {
		for _, kid := range v.KIDs {
			out += indent(w.Key() + "\t" + kid)
		}
	}
	return out
}
