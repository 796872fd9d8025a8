package cli

import (
	"vaxcheck/cmd/show"
	"vaxcheck/cmd/words"
)

// StoreWords tell what is wrong with a store, and what to do.
type StoreWords struct{ *words.Language }

// StoresIn returns them in the language of other sentences.
func StoresIn(w *show.Sentences) StoreWords { return StoreWords{w.Language} }

func (w StoreWords) Whose() words.Group { return w.Group("store-whose") }

// What names the small files of a store and its folder.
func (w StoreWords) What() words.Group { return w.Group("store-what") }

// Notes say what happened, without a full stop.
func (w StoreWords) Notes() words.Group { return w.Group("store-notes") }

// Next tells what to do, by what it happened to.
func (w StoreWords) Next() words.Group { return w.Group("store-next") }
func (w StoreWords) Stop() string      { return w.Say("store.stop") }

// Errors are those of storeErrors: what happened, and what to do.
func (w StoreWords) Errors(code string) words.Advice { return w.Advice("store-errors", code) }
func (w StoreWords) NoPlace() string                 { return w.Say("store.no-place") }
func (w StoreWords) NoPlaceNext() string             { return w.Say("store.no-place-next") }

// LocalUnknown says whose additions and blocks cannot be relied on.
func (w StoreWords) LocalUnknown(whose string) string {
	return w.Fill("store.local-unknown", "Whose", whose)
}
func (w StoreWords) LocalRestore(folder string) string {
	return w.Fill("store.local-restore", "Folder", show.SafeText(folder))
}

func (w StoreWords) LocalOthers(folder string) string {
	return w.Fill("store.local-others", "Folder", show.SafeText(folder))
}

// OfPart names the store of a supplement, by its name for --kind.
func (w StoreWords) OfPart(whose, part string) string {
	return w.Fill("store.of-part", "Whose", whose, "Name", w.Group("part-names").Of(part))
}

// PartNext tells what to do about a store of a supplement, instead of Next.
func (w StoreWords) PartNext() words.Group { return w.Group("store-part-next") }

// homeWords are about the user's home, and the variable that should name it.
type homeWords struct{ *words.Language }

// homeIn returns them in the language of other sentences.
func homeIn(w *show.Sentences) homeWords { return homeWords{w.Language} }

func (w homeWords) None(variable string) string {
	return w.Fill("home.none", "Variable", show.SafeText(variable))
}
func (w homeWords) Elsewhere(variable, folder string) string {
	return w.Fill("home.elsewhere", "Variable", show.SafeText(variable), "Folder", show.SafeText(folder))
}

func (w homeWords) Closed(folder string) string {
	return w.Fill("home.closed", "Folder", show.SafeText(folder))
}
func (w homeWords) ClosedNext(variable string) string {
	return w.Fill("home.closed-next", "Variable", show.SafeText(variable))
}
