package admin

import (
	"strconv"
	"strings"

	"vaxcheck/cmd/show"
)

// schemaTrustChange is what add, block and remove print.
const schemaTrustChange = "vaxcheck.trust-change/1"

// entryRows shows entries for people, and the keys of additions below them.
func entryRows(s *show.Settings, entries []show.EntryView) string {
	var rows [][]string
	for _, v := range entries {
		rows = append(rows, v.Row(s))
	}
	return s.Table(rows)
}

// entryCells are the same for spreadsheets.
func entryCells(entries []show.EntryView) [][]string {
	rows := [][]string{{"kind", "scope", "issuer", "name", "kids", "who", "when", "why"}}
	for _, v := range entries {
		kids := v.KIDs
		if v.KID != "" {
			kids = []string{v.KID}
		}
		rows = append(rows, []string{v.Type, string(v.Scope), v.Issuer, v.Name, strings.Join(kids, " "),
			v.Who, v.When.String(), v.Why})
	}
	return rows
}

// localChange is what became of add, block or remove.
type localChange struct {
	Schema  string           `json:"schema"`
	Action  string           `json:"action"`
	Changed bool             `json:"changed"` // false if it was so before
	Entries []show.EntryView `json:"entries"`
}

func (c localChange) Object() any { return c }

func (c localChange) Objects() []any { return []any{c} }

func (c localChange) Rows() [][]string {
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

func (c localChange) Text(s *show.Settings) string {
	w := localIn(s.Words)
	head := w.Unchanged()
	if len(c.Entries) == 0 {
		return w.AcceptedAlready() + "\n"
	}
	if c.Changed {
		head = w.Done().Of(c.Action)
	}
	out := head + "\n" + show.Indent(entryRows(s, c.Entries))
	for _, v := range c.Entries {
		for _, kid := range v.KIDs {
			out += show.Indent(w.Key() + "\t" + kid)
		}
	}
	return out
}
