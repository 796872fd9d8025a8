package cmd

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"vaxcheck/trust"
	"vaxcheck/trust/store"
)

// What a note of a store is about, as the words know it.
const (
	whatSet     = "set"
	whatAside   = "aside"
	whatLocal   = "local"
	whatHistory = "history"
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

// tellDamage tells what is damaged and what to do, a line for each thing. Of what
// is not read yet it is told when it is.
func (a *app) tellDamage(st *standing) {
	for _, k := range st.keeps {
		a.tellKeep(k)
	}
	for _, b := range st.beside {
		if !b.known {
			b.tell = a.tellKeep
			continue
		}
		for _, k := range b.keeps {
			a.tellKeep(k)
		}
	}
}

// tellKeep tells what is damaged in one store.
func (a *app) tellKeep(k *keep) {
	told := map[string]bool{}
	for _, n := range k.notes {
		line := a.words.damage(k, n)
		if !harmless[n.Code] && !told[line] {
			told[line] = true
			fmt.Fprintln(a.env.Err, "vaxcheck: "+line)
		}
	}
}

// damage is a note in one line: where, what happened, what to do.
func (w *sentences) damage(k *keep, n store.Note) string {
	line := w.damaged(k, n)
	if next := w.mendDamage(k, n); next != "" {
		line += w.Admin.Stores.Stop() + next
	}
	return line
}

// damaged tells where and what happened.
func (w *sentences) damaged(k *keep, n store.Note) string {
	s, what := w.Admin.Stores, whatOf(n)
	name := s.What().Of(what)
	if name == "" {
		name = shortFile(n.File)
	}
	if name != "" { // of what is gone there is no name
		name += ": "
	}
	return w.whose(k) + ": " + name + s.Notes().Of(string(n.Code))
}

// whose names a store.
func (w *sentences) whose(k *keep) string {
	name := w.Admin.Stores.Whose().Of(string(k.scope))
	if k.kind != nil {
		name = w.Admin.Kinds.StoreOf(name, w.Admin.Kinds.Names().Of(k.kind.Name))
	}
	return name
}

// mendDamage tells what to do, "" if the error that follows tells it: where no
// copy is whole none is used.
func (w *sentences) mendDamage(k *keep, n store.Note) string {
	what := whatOf(n)
	if what == whatLocal && k.localErr != nil {
		return ""
	}
	next := w.Admin.Stores.Next().Of(what)
	if own, is := w.Admin.Kinds.Next().Lookup(what); is && k.kind != nil {
		next = fill(own, "kind", k.kind.Name)
	}
	return fill(next, "folder", k.folder)
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

// localUnknown is the error of a local layer that cannot be known. What it
// blocked must not pass for admitted.
func (a *app) localUnknown(k *keep) error {
	w := a.words.Admin.Stores
	next := w.LocalRestore(k.folder)
	switch {
	case errors.Is(k.localErr, errOthersWrite):
		next = w.LocalOthers(k.folder)
	case errors.Is(k.localErr, store.ErrNewer), errors.Is(k.localErr, trust.ErrVersion):
		next = fill(w.Next().Of(whatNewer), "folder", k.folder)
	case !errors.Is(k.localErr, store.ErrBlob) && !errors.Is(k.localErr, trust.ErrDamaged):
		next = fill(w.Next().Of(whatFolder), "folder", k.folder)
	}
	return &codedError{code: exitNotReady, kind: errTrustRefused, hint: next,
		err: errors.New(w.LocalUnknown(w.Whose().Of(string(k.scope))))}
}

// storeErrors are the reasons why a store refuses or fails that people can do
// something about.
var storeErrors = []struct {
	err  error
	code string // of its words
}{
	{store.ErrNewer, "newer"}, {store.ErrFull, "full"}, {store.ErrReadOnly, "read-only"}, {store.ErrReadBack, "read-back"},
	{store.ErrChanged, "changed"}, {store.ErrNothing, "nothing"}, {store.ErrTooLarge, "too-large"},
}

// storeError says why a store could not be changed, and what to do.
func (a *app) storeError(k *keep, err error, code int) error {
	w := a.words.Admin.Stores
	if errors.Is(err, store.ErrBlob) || errors.Is(err, trust.ErrDamaged) || errors.Is(err, trust.ErrVersion) {
		k.localErr = err
		return a.localUnknown(k)
	}
	for _, known := range storeErrors {
		if errors.Is(err, known.err) {
			why := w.Errors(known.code)
			return &codedError{code: code, hint: fill(why.Next, "folder", k.folder),
				err: fmt.Errorf("%s: %s", a.words.whose(k), why.Sentence)}
		}
	}
	return &codedError{code: code, hint: fill(w.Next().Of(whatFolder), "folder", k.folder), err: fmt.Errorf("%s: %w", a.words.whose(k), err)}
}
