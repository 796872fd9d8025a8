package admin

import (
	"strconv"

	"vaxcheck/cmd/show"
	"vaxcheck/cmd/words"
)

type trustWords struct{ *words.Language }

// TrustIn returns them in the language of other sentences.
func TrustIn(w *show.Sentences) trustWords { return trustWords{w.Language} }

func (w trustWords) Short() string        { return w.Say("trust.short") }
func (w trustWords) Long() string         { return w.Say("trust.long") }
func (w trustWords) Status() string       { return w.Say("trust.status") }
func (w trustWords) StatusLong() string   { return w.Say("trust.status-long") }
func (w trustWords) List() string         { return w.Say("trust.list") }
func (w trustWords) ListLong() string     { return w.Say("trust.list-long") }
func (w trustWords) Show() string         { return w.Say("trust.show") }
func (w trustWords) ShowLong() string     { return w.Say("trust.show-long") }
func (w trustWords) Search() string       { return w.Say("trust.search") }
func (w trustWords) NoMatch() string      { return w.Say("trust.no-match") }
func (w trustWords) TrySearch() string    { return w.Say("trust.try-search") }
func (w trustWords) Source() string       { return w.Say("trust.source") }
func (w trustWords) Created() string      { return w.Say("trust.created") }
func (w trustWords) Unknown() string      { return w.Say("trust.unknown") }
func (w trustWords) Origin() string       { return w.Say("trust.origin") }
func (w trustWords) OriginSHA256() string { return w.Say("trust.origin-sha256") }
func (w trustWords) SHA256() string       { return w.Say("trust.sha256") }

// Whole labels the set as results name it, WholeSHA256 its hash.
func (w trustWords) Whole() string           { return w.Say("trust.whole") }
func (w trustWords) WholeSHA256() string     { return w.Say("trust.whole-sha256") }
func (w trustWords) AgeDays(days int) string { return w.Plural("trust.age-days", days) }
func (w trustWords) Issuers() string         { return w.Say("trust.issuers") }
func (w trustWords) Keys() string            { return w.Say("trust.keys") }
func (w trustWords) RevocationLists() string { return w.Say("trust.revocation-lists") }
func (w trustWords) KeyCount(keys, withPeriods int) string {
	return w.Fill("trust.key-count", "Keys", strconv.Itoa(keys), "WithPeriods", strconv.Itoa(withPeriods))
}
func (w trustWords) ListCount(lists, entries, missing int) string {
	text := w.Plural("trust.list-count", entries, "Lists", strconv.Itoa(lists))
	if missing > 0 {
		text += w.Plural("trust.lists-missing", missing)
	}
	return text
}

func (w trustWords) ListUsed() string            { return w.Say("trust.list-used") }
func (w trustWords) ListNotUsed() string         { return w.Say("trust.list-not-used") }
func (w trustWords) StateLists(count int) string { return w.Plural("trust.state-lists", count) }
func (w trustWords) OldestHead(notReached, days int) string {
	return w.Plural("trust.oldest-head", notReached, "Days", strconv.Itoa(days))
}
func (w trustWords) NotesHead(count int) string { return w.Plural("trust.notes-head", count) }

func (w trustWords) Dropped() string         { return w.Say("trust.dropped") }
func (w trustWords) Odd() string             { return w.Say("trust.odd") }
func (w trustWords) KeysColumn() string      { return w.Say("trust.keys-column") }
func (w trustWords) RetrievedColumn() string { return w.Say("trust.retrieved-column") }
func (w trustWords) NameColumn() string      { return w.Say("trust.name-column") }
func (w trustWords) IssuerColumn() string    { return w.Say("trust.issuer-column") }
func (w trustWords) Issuer() string          { return w.Say("trust.issuer") }
func (w trustWords) Name() string            { return w.Say("trust.name") }
func (w trustWords) Website() string         { return w.Say("trust.website") }
func (w trustWords) Canonical() string       { return w.Say("trust.canonical") }
func (w trustWords) Retrieved() string       { return w.Say("trust.retrieved") }
func (w trustWords) Key() string             { return w.Say("trust.key") }
func (w trustWords) Algorithm() string       { return w.Say("trust.algorithm") }
func (w trustWords) Thumbprint() string      { return w.Say("trust.thumbprint") }
func (w trustWords) Shortened() string       { return w.Say("trust.shortened") }
func (w trustWords) Period() string          { return w.Say("trust.period") }
func (w trustWords) NoPeriod() string        { return w.Say("trust.no-period") }
func (w trustWords) NamesIssuer() string     { return w.Say("trust.names-issuer") }
func (w trustWords) NotNamesIssuer() string  { return w.Say("trust.not-names-issuer") }
func (w trustWords) RevocationList() string  { return w.Say("trust.revocation-list") }
func (w trustWords) NoList() string          { return w.Say("trust.no-list") }
func (w trustWords) KeySource() string       { return w.Say("trust.key-source") }
func (w trustWords) ListHeld(entries int, method, counter string) string {
	return w.Plural("trust.list-held", entries, "Method", method, "Counter", counter)
}
func (w trustWords) ListMissing(counter string) string {
	return w.Fill("trust.list-missing", "Counter", counter)
}

func (w trustWords) ListUnreadable(entries int) string {
	return w.Fill("trust.list-unreadable", "Entries", strconv.Itoa(entries))
}
func (w trustWords) ListedBy(issuers int) string { return w.Plural("trust.listed-by", issuers) }

func (w trustWords) Warning() string            { return w.Say("trust.warning") }
func (w trustWords) SpecimenIssuer() string     { return w.Say("trust.specimen-issuer") }
func (w trustWords) SpecimenKey() string        { return w.Say("trust.specimen-key") }
func (w trustWords) LocalHead(count int) string { return w.Plural("trust.local-head", count) }
func (w trustWords) NextRefresh() string        { return w.Say("trust.next-refresh") }
func (w trustWords) NextNeeds(newer string) string {
	return w.Fill("trust.next-needs", "Newer", show.SafeText(newer))
}
func (w trustWords) NextFrom() string { return w.Say("trust.next-from") }

func (w trustWords) SignedBy() string { return w.Say("trust.signed-by") }
func (w trustWords) SignedByKey(sha256, until string) string {
	return w.Fill("trust.signed-by-key", "Sha256", show.SafeText(sha256), "Until", show.SafeText(until))
}
func (w trustWords) HeldBy(whose string) string {
	return w.Fill("trust.held-by", "Whose", show.SafeText(whose))
}

func (w trustWords) PeriodsHead() string { return w.Say("trust.periods-head") }
func (w trustWords) WithdrawnHead(count, from, to string) string {
	return w.Fill("trust.withdrawn-head", "Count", show.SafeText(count), "From", show.SafeText(from),
		"To", show.SafeText(to))
}
func (w trustWords) AgesHead() string { return w.Say("trust.ages-head") }

func (w trustWords) States() words.Group   { return w.Group("trust-states") }
func (w trustWords) InstalledAt() string   { return w.Say("trust.installed-at") }
func (w trustWords) NoneInstalled() string { return w.Say("trust.none-installed") }
func (w trustWords) FetchedFrom(when string) string {
	return w.Fill("trust.fetched-from", "When", show.SafeText(when))
}

// Local and the methods below mark what is not as the directory has it.
func (w trustWords) Local() string { return w.Say("trust.local") }

func (w trustWords) LocalIssuer() string { return w.Say("trust.local-issuer") }
func (w trustWords) Blocked() string     { return w.Say("trust.blocked") }
func (w trustWords) Withdrawn() string   { return w.Say("trust.withdrawn") }
func (w trustWords) Gone() string        { return w.Say("trust.gone") }
func (w trustWords) WithdrawnSpan(first, last string) string {
	return w.Fill("trust.withdrawn-span", "First", first, "Last", last)
}
func (w trustWords) BlockedBy(who, when, why string) string {
	return w.Fill("trust.blocked-by", "Who", who, "When", when, "Why", why)
}
