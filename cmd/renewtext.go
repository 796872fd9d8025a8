package cmd

import (
	"fmt"
	"strconv"
	"strings"

	"vaxcheck/trust/refresh"
)

// maxListed is how much of each list a terminal is shown.
const maxListed = 20

func (r renewal) object() any { return r }

func (r renewal) objects() []any { return []any{r} }

// rows has one row for each change, and one that tells of the whole.
func (r renewal) rows() [][]string {
	if r.Kind != "" {
		return r.kindRows()
	}
	rows := [][]string{{"change", "issuer", "name", "kid", "before", "after"}}
	offered := trustHead{}
	if r.Offered != nil {
		offered = *r.Offered
	}
	rows = append(rows, []string{r.Outcome, "", "", "", timeText(r.Before.Created), timeText(offered.Created)})
	if r.Changes == nil {
		return rows
	}
	for _, c := range changeLines(*r.Changes) {
		for _, l := range c.lines {
			rows = append(rows, []string{c.kind, l.issuer, l.name, l.kid, l.before, l.after})
		}
	}
	return rows
}

// changeLine is one thing that changed.
type changeLine struct{ issuer, name, kid, before, after string }

// changeKind are the changes of one kind, by the name that JSON has for it.
type changeKind struct {
	kind  string
	lines []changeLine
}

// Kinds of changes.
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
func changeLines(c refresh.Changes) []changeKind {
	var renamed, lists []changeLine
	for _, r := range c.IssuersRenamed {
		renamed = append(renamed, changeLine{issuer: r.ID, before: r.Before, after: r.After})
	}
	for _, l := range c.ListsChanged {
		lists = append(lists, changeLine{issuer: l.Issuer, kid: l.KeyID, before: listText(l.Before), after: listText(l.After)})
	}
	return []changeKind{
		{issuersAdded, issuerChanges(c.IssuersAdded)}, {issuersRemoved, issuerChanges(c.IssuersRemoved)}, {issuersRenamed, renamed},
		{keysAdded, keyChanges(c.KeysAdded)}, {keysRemoved, keyChanges(c.KeysRemoved)}, {keysChanged, keyChanges(c.KeysChanged)},
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

func (r renewal) text(s *settings) string {
	if r.Kind != "" {
		return r.kindText(s)
	}
	w := renewIn(s.words)
	var out string
	if r.Outcome == outcomeNothing {
		return fill(w.Outcomes().Of(r.Outcome), "created", timeText(r.Before.Created)) + "\n"
	}
	out = fill(w.Outcomes().Of(r.Outcome), "created", timeText(r.Offered.Created), "whose", w.For().Of(string(r.Scope))) + "\n"
	c := r.Changes
	rows := [][]string{
		{w.Before(), timeText(r.Before.Created), w.Counts(c.Before.Issuers, c.Before.Keys)},
		{w.After(), timeText(r.Offered.Created), w.Counts(c.After.Issuers, c.After.Keys)},
	}
	out += indent(s.table(rows))
	return out + changesText(s, *c)
}

// changesText tells what is otherwise in one set than in another.
func changesText(s *settings, c refresh.Changes) (out string) {
	w := renewIn(s.words)
	if c.Empty() {
		return w.SameContent() + "\n"
	}
	for _, kind := range changeLines(c) {
		if len(kind.lines) > 0 {
			out += w.Kinds().Of(kind.kind) + " (" + strconv.Itoa(len(kind.lines)) + ")\n" + shortList(s, kind.table(s))
		}
	}
	return out
}

// table lists the changes of one kind.
func (k changeKind) table(s *settings) (rows [][]string) {
	for _, l := range k.lines {
		row := []string{s.address(l.issuer)}
		switch k.kind {
		case issuersAdded, issuersRemoved:
			count, _ := strconv.Atoi(l.after)
			row = []string{localIn(s.words).Keys(count), s.brief(l.name, maxName), s.address(l.issuer)}
		case issuersRenamed:
			row = append(row, s.brief(l.before, maxName)+" → "+s.brief(l.after, maxName))
		case keysChanged:
			row = append(row, safeText(l.kid), safeText(l.after))
		case listsChanged:
			row = append(row, safeText(l.kid), safeText(orDash(l.before))+" → "+safeText(orDash(l.after)))
		default:
			row = append(row, safeText(l.kid))
		}
		rows = append(rows, row)
	}
	return rows
}

// shortList shows a list, on a terminal the first of it.
func shortList(s *settings, rows [][]string) string {
	shown := rows
	if s.terminal {
		shown = shown[:min(len(shown), maxListed)]
	}
	out := indent(s.table(shown))
	if more := len(rows) - len(shown); more > 0 {
		out += indent(renewIn(s.words).More(more))
	}
	return out
}

func orDash(text string) string {
	if text == "" {
		return "-"
	}
	return text
}
