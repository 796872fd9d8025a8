package cmd

import (
	"fmt"
	"path/filepath"
	"strings"

	"vaxcheck/trust/store"
)

// What a note of a store is about, as the words know it.
const (
	whatSet     = "set"
	whatAside   = "aside"
	whatLocal   = fileLocal
	whatHistory = fileHistory
	whatOrigin  = "origin"
	whatFormat  = "format"
	whatFolder  = "folder"
	whatNewer   = "newer" // the store is of a newer version
	whatOwner   = "owner"
	whatOther   = "other"
)

// whatOf tells what a note is about.
func whatOf(n store.Note) string {
	base, _, _ := strings.Cut(n.File, ".")
	switch {
	case n.Code == store.CodeNewer:
		return whatNewer
	case n.Code == store.CodeOwner || n.Code == store.CodeWritable:
		return whatOwner
	case n.Code == store.CodeLost || strings.HasSuffix(n.File, ".set"):
		return whatSet
	case strings.HasSuffix(n.File, ".aside"):
		return whatAside
	case n.File == "":
		return whatFolder
	case base == whatLocal || base == whatHistory || base == whatOrigin || base == whatFormat:
		return base
	}
	return whatOther
}

// harmless are notes of what every store meets: a write that is going on or was
// interrupted, and files of others.
var harmless = map[store.Code]bool{
	store.CodeTemporary: true, store.CodeForeign: true, store.CodeMarkerMissing: true, store.CodeMore: true,
	store.CodeCopyMissing: true, store.CodeCopyBehind: true,
}

// tellDamage tells what is damaged and what to do, a line for each thing.
func (a *app) tellDamage(st *standing) {
	for _, k := range st.keeps {
		told := map[string]bool{}
		for _, n := range k.notes {
			line := a.words.damage(k, n)
			if !harmless[n.Code] && !told[line] {
				told[line] = true
				fmt.Fprintln(a.env.Err, "vaxcheck: "+line)
			}
		}
	}
}

// damage is a note in one line: where, what happened, what to do.
func (w *words) damage(k *keep, n store.Note) string {
	s, what := w.Admin.Stores, whatOf(n)
	line := s.Whose[k.scope] + ": "
	if what == whatSet || what == whatAside || what == whatOther || what == whatOwner {
		line += shortFile(n.File)
	} else {
		line += s.What[what]
	}
	return line + ": " + s.Notes[n.Code] + s.Stop + fill(s.Next[what], "folder", k.folder)
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

// fill puts values, made harmless, where a text has their names in braces. The
// values stand in pairs of name and value.
func fill(text string, pairs ...string) string {
	var list []string
	for i := 0; i+1 < len(pairs); i += 2 {
		list = append(list, "{"+pairs[i]+"}", safeText(pairs[i+1]))
	}
	return strings.NewReplacer(list...).Replace(text)
}
