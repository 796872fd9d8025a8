package cli

import (
	"fmt"
	"path/filepath"
	"strings"

	"vaxcheck/cmd/show"
	"vaxcheck/trust/inforce"
	"vaxcheck/trust/store"
)

// TellDamage tells what is damaged and what to do, a line for each thing. Of what
// is not read yet it is told when it is.
func TellDamage(c *Console, t *inforce.Trust) { t.Watch(func(h *inforce.Holding) { TellNotes(c, h) }) }

// TellNotes tells what is damaged in one store.
func TellNotes(c *Console, h *inforce.Holding) {
	said := map[string]bool{}
	for _, n := range h.Notes {
		line := DamageLine(c.Words, h, n)
		if !inforce.Harmless(n) && !said[line] {
			said[line] = true
			fmt.Fprintln(c.Env.Err, "vaxcheck: "+line)
		}
	}
}

// DamageLine is a note in one line: where, what happened, what to do.
func DamageLine(w *show.Sentences, h *inforce.Holding, n store.Note) string {
	line := DamageFound(w, h, n)
	if next := DamageNext(w, h, n); next != "" {
		line += StoresIn(w).Stop() + next
	}
	return line
}

// DamageFound tells where and what happened.
func DamageFound(w *show.Sentences, h *inforce.Holding, n store.Note) string {
	s, what := StoresIn(w), inforce.About(n)
	name := s.What().Of(what)
	if name == "" {
		name = ShortFile(n.File)
	}
	if name != "" { // of what is gone there is no name
		name += ": "
	}
	return WhoseStore(w, h) + ": " + name + s.Notes().Of(string(n.Code))
}

// WhoseStore names a store.
func WhoseStore(w *show.Sentences, h *inforce.Holding) string {
	if h.Supplement != nil {
		return StoreName(w, h.Scope, h.Supplement.Name)
	}
	return StoreName(w, h.Scope, "")
}

// StoreName names the store of a scope: of a supplement, or of the issuers' directory if
// that is "".
func StoreName(w *show.Sentences, scope inforce.Scope, supplement string) string {
	name := StoresIn(w).Whose().Of(string(scope))
	if supplement != "" {
		return StoresIn(w).OfPart(name, supplement)
	}
	return name
}

// DamageNext tells what to do, "" if the error that follows tells it: where no
// copy is whole none is used.
func DamageNext(w *show.Sentences, h *inforce.Holding, n store.Note) string {
	what := inforce.About(n)
	if what == inforce.FileLocal && h.LocalErr != nil {
		return ""
	}
	if own := StoresIn(w).PartNext(); own.Of(what) != "" && h.Supplement != nil {
		return own.Fill(what, "Kind", h.Supplement.Name, "Folder", show.SafeText(h.Folder))
	}
	return StoresIn(w).Next().Fill(what, "Folder", show.SafeText(h.Folder))
}

// ShortFile names a file of a store: of the hash in the name of a set the
// beginning is enough.
func ShortFile(name string) string {
	stamp, rest, found := strings.Cut(name, "-")
	const enough = 8
	if !found || len(rest) <= enough {
		return show.SafeText(name)
	}
	return show.SafeText(stamp + "-" + rest[:enough] + "…" + filepath.Ext(name))
}
