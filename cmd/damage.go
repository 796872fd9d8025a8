package cmd

import (
	"fmt"
	"path/filepath"
	"strings"

	"vaxcheck/trust/inforce"
	"vaxcheck/trust/store"
)

// tellDamage tells what is damaged and what to do, a line for each thing. Of what
// is not read yet it is told when it is.
func tellDamage(c *console, t *inforce.Trust) { t.Watch(func(h *inforce.Holding) { tellNotes(c, h) }) }

// tellNotes tells what is damaged in one store.
func tellNotes(c *console, h *inforce.Holding) {
	told := map[string]bool{}
	for _, n := range h.Notes {
		line := damageText(c.words, h, n)
		if !inforce.Harmless(n) && !told[line] {
			told[line] = true
			fmt.Fprintln(c.env.Err, "vaxcheck: "+line)
		}
	}
}

// damageText is a note in one line: where, what happened, what to do.
func damageText(w *sentences, h *inforce.Holding, n store.Note) string {
	line := damagedText(w, h, n)
	if next := mendDamage(w, h, n); next != "" {
		line += storesIn(w).Stop() + next
	}
	return line
}

// damagedText tells where and what happened.
func damagedText(w *sentences, h *inforce.Holding, n store.Note) string {
	s, what := storesIn(w), inforce.About(n)
	name := s.What().Of(what)
	if name == "" {
		name = shortFile(n.File)
	}
	if name != "" { // of what is gone there is no name
		name += ": "
	}
	return whoseStore(w, h) + ": " + name + s.Notes().Of(string(n.Code))
}

// whoseStore names a store.
func whoseStore(w *sentences, h *inforce.Holding) string {
	name := storesIn(w).Whose().Of(string(h.Scope))
	if h.Supplement != nil {
		name = storesIn(w).OfPart(name, h.Supplement.Name)
	}
	return name
}

// mendDamage tells what to do, "" if the error that follows tells it: where no
// copy is whole none is used.
func mendDamage(w *sentences, h *inforce.Holding, n store.Note) string {
	what := inforce.About(n)
	if what == inforce.FileLocal && h.LocalErr != nil {
		return ""
	}
	next := storesIn(w).Next().Of(what)
	if own, is := storesIn(w).PartNext().Lookup(what); is && h.Supplement != nil {
		next = fill(own, "kind", h.Supplement.Name)
	}
	return fill(next, "folder", h.Folder)
}

// shortFile names a file of a store: of the hash in the name of a set the
// beginning is enough.
func shortFile(name string) string {
	stamp, rest, found := strings.Cut(name, "-")
	const enough = 8
	if !found || len(rest) <= enough {
		return safeText(name)
	}
	return safeText(stamp + "-" + rest[:enough] + "…" + filepath.Ext(name))
}
