package admin

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"vaxcheck/cmd/show"
	"vaxcheck/trust/refresh"
)

// maxListed is how much of each list a terminal is shown.
const maxListed = 20

func (r renewal) Object() any { return r }

func (r renewal) Objects() []any { return []any{r} }

// Rows has one row for each change, and one that tells of the whole.
func (r renewal) Rows() [][]string {
	if r.Supplement != "" {
		return r.supplementRows()
	}
	rows := [][]string{{"change", "issuer", "name", "kid", "before", "after"}}
	offered := TrustHead{}
	if r.Offered != nil {
		offered = *r.Offered
	}
	rows = append(rows, []string{r.Outcome, "", "", "", show.TimeText(r.Before.Created),
		show.TimeText(offered.Created)})
	if r.Changes == nil {
		return rows
	}
	for _, c := range changeLines(*r.Changes) {
		for _, l := range c.lines {
			rows = append(rows, []string{c.name, l.issuer, l.name, l.kid, l.before, l.after})
		}
	}
	return rows
}

// changeLine is one thing that changed.
type changeLine struct{ issuer, name, kid, before, after string }

// changeGroup holds the changes under one name, which JSON has for them.
type changeGroup struct {
	name  string
	lines []changeLine
}

// The names of changes.
const (
	issuersAdded   = "issuers_added"
	issuersRemoved = "issuers_removed"
	issuersRenamed = "issuers_renamed"
	keysAdded      = "keys_added"
	keysRemoved    = "keys_removed"
	keysChanged    = "keys_changed"
	listsChanged   = "revocation_lists_changed"
)

// changeLines brings all changes into one form.
func changeLines(c refresh.Changes) []changeGroup {
	var renamed, lists []changeLine
	for _, r := range c.IssuersRenamed {
		renamed = append(renamed, changeLine{issuer: r.ID, before: r.Before, after: r.After})
	}
	for _, l := range c.ListsChanged {
		lists = append(lists, changeLine{issuer: l.Issuer, kid: l.KeyID, before: listText(l.Before),
			after: listText(l.After)})
	}
	return []changeGroup{
		{issuersAdded, issuerChanges(c.IssuersAdded)}, {issuersRemoved, issuerChanges(c.IssuersRemoved)},
		{issuersRenamed, renamed},
		{keysAdded, keyChanges(c.KeysAdded)}, {keysRemoved, keyChanges(c.KeysRemoved)},
		{keysChanged, keyChanges(c.KeysChanged)},
		{listsChanged, lists},
	}
}

func issuerChanges(issuers []refresh.Issuer) []changeLine {
	var lines []changeLine
	for _, is := range issuers {
		lines = append(lines, changeLine{issuer: is.ID, name: is.Name, after: strconv.Itoa(is.Keys)})
	}
	return lines
}

func keyChanges(keys []refresh.Key) []changeLine {
	var lines []changeLine
	for _, k := range keys {
		lines = append(lines, changeLine{issuer: k.Issuer, kid: k.ID, after: strings.Join(k.What, " ")})
	}
	return lines
}

// listText is a revocation list in short: its counter and length.
func listText(l *refresh.ListFacts) string {
	if l == nil {
		return ""
	}
	return fmt.Sprintf("%s (%d)", l.Counter, l.Entries)
}

func (r renewal) Text(s *show.Settings) string {
	if r.Supplement != "" {
		return r.supplementText(s)
	}
	w := renewIn(s.Words)
	var out string
	if r.Outcome == outcomeNothing {
		return w.Outcomes().Fill(r.Outcome, "Created", show.TimeText(r.Before.Created)) + "\n"
	}
	out = w.Outcomes().Fill(r.Outcome, "Created", show.TimeText(r.Offered.Created),
		"Whose", w.For().Of(string(r.Scope))) + "\n"
	c := r.Changes
	rows := [][]string{
		{w.Before(), show.TimeText(r.Before.Created), w.Counts(c.Before.Issuers, c.Before.Keys)},
		{w.After(), show.TimeText(r.Offered.Created), w.Counts(c.After.Issuers, c.After.Keys)},
	}
	out += show.Indent(s.Table(rows))
	return out + changesText(s, *c)
}

// changesText tells what is otherwise in one set than in another.
func changesText(s *show.Settings, c refresh.Changes) (out string) {
	w := renewIn(s.Words)
	if c.Empty() {
		return w.SameContent() + "\n"
	}
	for _, group := range changeLines(c) {
		if len(group.lines) > 0 {
			out += w.ChangeNames().Of(group.name) + " (" + strconv.Itoa(len(group.lines)) + ")\n" +
				shortList(s, group.table(s))
		}
	}
	return out
}

// table lists the changes of the group.
func (k changeGroup) table(s *show.Settings) (rows [][]string) {
	for _, l := range k.lines {
		row := []string{s.Address(l.issuer)}
		switch k.name {
		case issuersAdded, issuersRemoved:
			count, _ := strconv.Atoi(l.after)
			row = []string{s.Words.Entry.Keys(count), s.Brief(l.name, show.MaxName), s.Address(l.issuer)}
		case issuersRenamed:
			row = append(row, s.Brief(l.before, show.MaxName)+" → "+s.Brief(l.after, show.MaxName))
		case keysChanged:
			row = append(row, show.SafeText(l.kid), show.SafeText(l.after))
		case listsChanged:
			row = append(row, show.SafeText(l.kid),
				show.SafeText(cmp.Or(l.before, "-"))+" → "+show.SafeText(cmp.Or(l.after, "-")))
		default:
			row = append(row, show.SafeText(l.kid))
		}
		rows = append(rows, row)
	}
	return rows
}

// shortList shows a list, on a terminal the first of it.
func shortList(s *show.Settings, rows [][]string) string {
	shown := rows
	if s.Terminal {
		shown = shown[:min(len(shown), maxListed)]
	}
	out := show.Indent(s.Table(shown))
	if more := len(rows) - len(shown); more > 0 {
		out += show.Indent(renewIn(s.Words).More(more))
	}
	return out
}
