package admin

import (
	"strconv"

	"vaxcheck/cmd/show"
	"vaxcheck/cmd/words"
)

// partWords are the words of supplements, the lists beside the issuers' directory.
// The groups by name have each supplement, Flags also the directory, Labels
// and Counts those that the status describes.
type partWords struct{ *words.Language }

// partsIn returns them in the language of other sentences.
func partsIn(w *show.Sentences) partWords { return partWords{w.Language} }

// Flag describes --kind, OneOf one of its values, and And joins those.
func (w partWords) Flag() string { return w.Say("part.flag") }
func (w partWords) OneOf(name, what string) string {
	return w.Fill("part.one-of", "Name", name, "What", what)
}
func (w partWords) And() string { return w.Say("part.and") }

// Unknown says that --kind takes no such name.
func (w partWords) Unknown(name, names string) string {
	return w.Fill("part.unknown", "Kind", strconv.Quote(name), "Names", names)
}
func (w partWords) Flags() words.Group { return w.Group("part-flags") }

func (w partWords) Names() words.Group        { return w.Group("part-names") }
func (w partWords) Labels() words.Group       { return w.Group("part-labels") }
func (w partWords) Takes() words.Group        { return w.Group("part-takes") }
func (w partWords) MarksColumns() words.Group { return w.Group("part-marks-columns") }

// Counts says how many of a part there are, and how many of them are out of the ordinary:
// on the list of ICAO, or withdrawn.
func (w partWords) Counts(part string, all, some int) string {
	return w.Fill("part-counts."+part, "All", strconv.Itoa(all), "Some", strconv.Itoa(some))
}
func (w partWords) Units(code string, count int) string { return w.Plural("part-units."+code, count) }

func (w partWords) MadeFrom(count, created, source string) string {
	return w.Fill("part.made-from", "Count", show.SafeText(count), "Created", show.SafeText(created),
		"Source", show.SafeText(source))
}
func (w partWords) NoMatch(name string) string {
	return w.Fill("part.no-match", "Name", show.SafeText(name))
}

func (w partWords) NotFound(name string) string {
	return w.Fill("part.not-found", "Name", show.SafeText(name))
}
func (w partWords) TrySearch(supplement string) string {
	return w.Fill("part.try-search", "Kind", show.SafeText(supplement))
}
func (w partWords) CountryColumn() string { return w.Say("part.country-column") }

func (w partWords) PeriodColumn() string  { return w.Say("part.period-column") }
func (w partWords) SourceColumn() string  { return w.Say("part.source-column") }
func (w partWords) KeyColumn() string     { return w.Say("part.key-column") }
func (w partWords) SubjectColumn() string { return w.Say("part.subject-column") }
func (w partWords) Subject() string       { return w.Say("part.subject") }
func (w partWords) Country() string       { return w.Say("part.country") }
func (w partWords) KeyID() string         { return w.Say("part.key-id") }
func (w partWords) ListedKID() string     { return w.Say("part.listed-kid") }
func (w partWords) KeyType() string       { return w.Say("part.key-type") }
func (w partWords) Unsupported() string   { return w.Say("part.unsupported") }
func (w partWords) Bare() string          { return w.Say("part.bare") }
func (w partWords) Period() string        { return w.Say("part.period") }
func (w partWords) Lists() string         { return w.Say("part.lists") }
func (w partWords) Signs() string         { return w.Say("part.signs") }
func (w partWords) WithdrawnHere() string { return w.Say("part.withdrawn-here") }
func (w partWords) Number() string        { return w.Say("part.number") }
func (w partWords) Entries() string       { return w.Say("part.entries") }
func (w partWords) Use() string           { return w.Say("part.use") }

// ImportedBy tells who vouches for what was imported of a part, and for what.
func (w partWords) ImportedBy(part, count, dated, whose, who, when, why, file, sha256 string) string {
	values := []string{"Count", count, "Dated", dated, "Whose", whose, "Who", who, "When", when, "Why", why,
		"File", file, "Sha256", sha256}
	if own := w.Group("part-imported-of"); own.Of(part) != "" {
		return own.Fill(part, values...)
	}
	return w.Fill("part.imported-facts", values...)
}
func (w partWords) Imported() string  { return w.Say("part.imported") }
func (w partWords) DatedFlag() string { return w.Say("part.dated-flag") }

func (w partWords) DatedNeeded() string     { return w.Say("part.dated-needed") }
func (w partWords) OnlySupplements() string { return w.Say("part.only-kinds") }

// DatedWrong says that --dated is no date.
func (w partWords) DatedWrong(dated string) string {
	return w.Fill("part.dated-wrong", "Dated", strconv.Quote(dated))
}

// DatedFuture says that --dated is in the future.
func (w partWords) DatedFuture(dated string) string {
	return w.Fill("part.dated-future", "Dated", strconv.Quote(dated))
}

// DatedItself says that files of a supplement tell their own date.
func (w partWords) DatedItself(supplement string) string {
	return w.Fill("part.dated-itself", "Kind", supplement)
}

// Outcomes head what came of an import, in the place of those of renewWords.
func (w partWords) Outcomes() words.Group { return w.Group("part-outcomes") }
func (w partWords) SameFile() string      { return w.Say("part.same-file") }
func (w partWords) SameContent() string   { return w.Say("part.same-content") }
func (w partWords) Changes() words.Group  { return w.Group("part-changes") }
func (w partWords) RolledBack(whose, dated, count string) string {
	return w.Fill("part.rolled-back", "Whose", show.SafeText(whose), "Dated", show.SafeText(dated),
		"Count", show.SafeText(count))
}
func (w partWords) NotImported() words.Group { return w.Group("part-not-imported") }

func (w partWords) NotImportedNext() words.Group { return w.Group("part-not-imported-next") }

// Reasons tell why an import is refused, in the place of those of renewWords.
func (w partWords) Reasons(code string) words.Advice { return w.Advice("part-reasons", code) }

// ListsAlone is said where authorities are wanted, and revocation lists come.
func (w partWords) ListsAlone() words.Advice { return w.Advice("part-reasons", "lists_alone") }

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
