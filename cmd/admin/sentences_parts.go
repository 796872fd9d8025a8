package admin

import (
	"strconv"

	"vaxcheck/cmd/show"
	"vaxcheck/cmd/words"
)

// kindWords are those of the kinds of certificates beside the issuers' directory.
// The maps by name have each kind of the table, Flags also the directory, Labels
// and Counts those that the status describes.
type kindWords struct{ *words.Language }

// kindsIn returns them in the language of other sentences.
func kindsIn(w *show.Sentences) kindWords { return kindWords{w.Language} }

// Flag describes --kind, OneOf one of its values, and And joins those.
func (w kindWords) Flag() string { return w.Say("part.flag") }
func (w kindWords) OneOf(name, what string) string {
	return w.Fill("part.one-of", "Name", name, "What", what)
}
func (w kindWords) And() string { return w.Say("part.and") }

// Unknown says that a kind is none of those.
func (w kindWords) Unknown(kind, names string) string {
	return w.Fill("part.unknown", "Kind", strconv.Quote(kind), "Names", names)
}
func (w kindWords) Flags() words.Group { return w.Group("part-flags") }

func (w kindWords) Names() words.Group        { return w.Group("part-names") }
func (w kindWords) Labels() words.Group       { return w.Group("part-labels") }
func (w kindWords) Takes() words.Group        { return w.Group("part-takes") }
func (w kindWords) MarksColumns() words.Group { return w.Group("part-marks-columns") }

// Counts says how many of a part there are, and how many of them are out of the ordinary:
// on the list of ICAO, or withdrawn.
func (w kindWords) Counts(part string, all, some int) string {
	return w.Fill("part-counts."+part, "All", strconv.Itoa(all), "Some", strconv.Itoa(some))
}
func (w kindWords) Units(code string, count int) string { return w.Plural("part-units."+code, count) }

func (w kindWords) MadeFrom(count, created, source string) string {
	return w.Fill("part.made-from", "Count", show.SafeText(count), "Created", show.SafeText(created), "Source", show.SafeText(source))
}
func (w kindWords) NoMatch(name string) string {
	return w.Fill("part.no-match", "Name", show.SafeText(name))
}

func (w kindWords) NotFound(name string) string {
	return w.Fill("part.not-found", "Name", show.SafeText(name))
}
func (w kindWords) TrySearch(kind string) string {
	return w.Fill("part.try-search", "Kind", show.SafeText(kind))
}
func (w kindWords) CountryColumn() string { return w.Say("part.country-column") }

func (w kindWords) PeriodColumn() string  { return w.Say("part.period-column") }
func (w kindWords) SourceColumn() string  { return w.Say("part.source-column") }
func (w kindWords) KeyColumn() string     { return w.Say("part.key-column") }
func (w kindWords) SubjectColumn() string { return w.Say("part.subject-column") }
func (w kindWords) Subject() string       { return w.Say("part.subject") }
func (w kindWords) Country() string       { return w.Say("part.country") }
func (w kindWords) KeyID() string         { return w.Say("part.key-id") }
func (w kindWords) ListedKID() string     { return w.Say("part.listed-kid") }
func (w kindWords) KeyType() string       { return w.Say("part.key-type") }
func (w kindWords) Unsupported() string   { return w.Say("part.unsupported") }
func (w kindWords) Bare() string          { return w.Say("part.bare") }
func (w kindWords) Period() string        { return w.Say("part.period") }
func (w kindWords) Lists() string         { return w.Say("part.lists") }
func (w kindWords) Signs() string         { return w.Say("part.signs") }
func (w kindWords) WithdrawnHere() string { return w.Say("part.withdrawn-here") }
func (w kindWords) Number() string        { return w.Say("part.number") }
func (w kindWords) Entries() string       { return w.Say("part.entries") }
func (w kindWords) Use() string           { return w.Say("part.use") }

// ImportedBy tells who vouches for what was imported of a part, and for what.
func (w kindWords) ImportedBy(part, count, dated, whose, who, when, why, file, sha256 string) string {
	facts := []string{"Count", count, "Dated", dated, "Whose", whose, "Who", who, "When", when, "Why", why,
		"File", file, "Sha256", sha256}
	if own := w.Group("part-imported-of"); own.Of(part) != "" {
		return own.Fill(part, facts...)
	}
	return w.Fill("part.imported-facts", facts...)
}
func (w kindWords) Imported() string  { return w.Say("part.imported") }
func (w kindWords) DatedFlag() string { return w.Say("part.dated-flag") }

func (w kindWords) DatedNeeded() string { return w.Say("part.dated-needed") }
func (w kindWords) OnlyKinds() string   { return w.Say("part.only-kinds") }

// DatedWrong says that --dated is no date.
func (w kindWords) DatedWrong(dated string) string {
	return w.Fill("part.dated-wrong", "Dated", strconv.Quote(dated))
}

// DatedFuture says that --dated is in the future.
func (w kindWords) DatedFuture(dated string) string {
	return w.Fill("part.dated-future", "Dated", strconv.Quote(dated))
}

// DatedItself says that a kind tells its own date.
func (w kindWords) DatedItself(kind string) string { return w.Fill("part.dated-itself", "Kind", kind) }

// Outcomes head what came of an import, in the place of those of renewWords.
func (w kindWords) Outcomes() words.Group { return w.Group("part-outcomes") }
func (w kindWords) SameFile() string      { return w.Say("part.same-file") }
func (w kindWords) SameContent() string   { return w.Say("part.same-content") }
func (w kindWords) Changes() words.Group  { return w.Group("part-changes") }
func (w kindWords) RolledBack(whose, dated, count string) string {
	return w.Fill("part.rolled-back", "Whose", show.SafeText(whose), "Dated", show.SafeText(dated), "Count", show.SafeText(count))
}
func (w kindWords) NotImported() words.Group { return w.Group("part-not-imported") }

func (w kindWords) NotImportedNext() words.Group { return w.Group("part-not-imported-next") }

// Reasons tell why an import is refused, in the place of those of renewWords.
func (w kindWords) Reasons(code string) words.Advice { return w.Advice("part-reasons", code) }

// ListsAlone is said where authorities are wanted, and revocation lists come.
func (w kindWords) ListsAlone() words.Advice { return w.Advice("part-reasons", "lists_alone") }

type recheckWords struct{ *words.Language }

// checksIn returns them in the language of other sentences.
func checksIn(w *show.Sentences) recheckWords { return recheckWords{w.Language} }

func (w recheckWords) Results() words.Group { return w.Group("recheck-results") }
func (w recheckWords) SetOf(created string) string {
	return w.Fill("recheck.set-of", "Created", show.SafeText(created))
}
func (w recheckWords) OwnOf(name, created string) string {
	return w.Fill("recheck.own-of", "Name", show.SafeText(name), "Created", show.SafeText(created))
}

func (w recheckWords) Fine() string { return w.Say("recheck.fine") }
func (w recheckWords) Damaged(count string) string {
	return w.Fill("recheck.damaged", "Count", show.SafeText(count))
}
