package admin

import (
	"strconv"

	"vaxcheck/cmd/show"
	"vaxcheck/cmd/words"
)

type TrustWords struct{ *words.Language }

// TrustIn returns them in the language of other sentences.
func TrustIn(w *show.Sentences) TrustWords { return TrustWords{w.Language} }

func (w TrustWords) Short() string        { return w.Say("trust.short") }
func (w TrustWords) Long() string         { return w.Say("trust.long") }
func (w TrustWords) Status() string       { return w.Say("trust.status") }
func (w TrustWords) StatusLong() string   { return w.Say("trust.status-long") }
func (w TrustWords) List() string         { return w.Say("trust.list") }
func (w TrustWords) ListLong() string     { return w.Say("trust.list-long") }
func (w TrustWords) Show() string         { return w.Say("trust.show") }
func (w TrustWords) ShowLong() string     { return w.Say("trust.show-long") }
func (w TrustWords) Search() string       { return w.Say("trust.search") }
func (w TrustWords) NoMatch() string      { return w.Say("trust.no-match") }
func (w TrustWords) TrySearch() string    { return w.Say("trust.try-search") }
func (w TrustWords) Source() string       { return w.Say("trust.source") }
func (w TrustWords) Created() string      { return w.Say("trust.created") }
func (w TrustWords) Unknown() string      { return w.Say("trust.unknown") }
func (w TrustWords) Origin() string       { return w.Say("trust.origin") }
func (w TrustWords) OriginSHA256() string { return w.Say("trust.origin-sha256") }
func (w TrustWords) SHA256() string       { return w.Say("trust.sha256") }

// Whole labels the set as results name it, WholeSHA256 its hash.
func (w TrustWords) Whole() string           { return w.Say("trust.whole") }
func (w TrustWords) WholeSHA256() string     { return w.Say("trust.whole-sha256") }
func (w TrustWords) AgeDays(days int) string { return w.Plural("trust.age-days", days) }
func (w TrustWords) Issuers() string         { return w.Say("trust.issuers") }
func (w TrustWords) Keys() string            { return w.Say("trust.keys") }
func (w TrustWords) RevocationLists() string { return w.Say("trust.revocation-lists") }
func (w TrustWords) KeyCount(keys, withPeriods int) string {
	return w.Fill("trust.key-count", "Keys", strconv.Itoa(keys), "WithPeriods", strconv.Itoa(withPeriods))
}
func (w TrustWords) ListCount(lists, entries, missing int) string {
	text := w.Plural("trust.list-count", entries, "Lists", strconv.Itoa(lists))
	if missing > 0 {
		text += w.Plural("trust.lists-missing", missing)
	}
	return text
}

func (w TrustWords) ListUsed() string            { return w.Say("trust.list-used") }
func (w TrustWords) ListNotUsed() string         { return w.Say("trust.list-not-used") }
func (w TrustWords) StateLists(count int) string { return w.Plural("trust.state-lists", count) }
func (w TrustWords) OldestHead(notReached, days int) string {
	return w.Plural("trust.oldest-head", notReached, "Days", strconv.Itoa(days))
}
func (w TrustWords) NotesHead(count int) string { return w.Plural("trust.notes-head", count) }

func (w TrustWords) Dropped() string         { return w.Say("trust.dropped") }
func (w TrustWords) Odd() string             { return w.Say("trust.odd") }
func (w TrustWords) KeysColumn() string      { return w.Say("trust.keys-column") }
func (w TrustWords) RetrievedColumn() string { return w.Say("trust.retrieved-column") }
func (w TrustWords) NameColumn() string      { return w.Say("trust.name-column") }
func (w TrustWords) IssuerColumn() string    { return w.Say("trust.issuer-column") }
func (w TrustWords) Issuer() string          { return w.Say("trust.issuer") }
func (w TrustWords) Name() string            { return w.Say("trust.name") }
func (w TrustWords) Website() string         { return w.Say("trust.website") }
func (w TrustWords) Canonical() string       { return w.Say("trust.canonical") }
func (w TrustWords) Retrieved() string       { return w.Say("trust.retrieved") }
func (w TrustWords) Key() string             { return w.Say("trust.key") }
func (w TrustWords) Algorithm() string       { return w.Say("trust.algorithm") }
func (w TrustWords) Thumbprint() string      { return w.Say("trust.thumbprint") }
func (w TrustWords) Shortened() string       { return w.Say("trust.shortened") }
func (w TrustWords) Period() string          { return w.Say("trust.period") }
func (w TrustWords) NoPeriod() string        { return w.Say("trust.no-period") }
func (w TrustWords) NamesIssuer() string     { return w.Say("trust.names-issuer") }
func (w TrustWords) NotNamesIssuer() string  { return w.Say("trust.not-names-issuer") }
func (w TrustWords) RevocationList() string  { return w.Say("trust.revocation-list") }
func (w TrustWords) NoList() string          { return w.Say("trust.no-list") }
func (w TrustWords) KeySource() string       { return w.Say("trust.key-source") }
func (w TrustWords) ListHeld(entries int, method, counter string) string {
	return w.Plural("trust.list-held", entries, "Method", method, "Counter", counter)
}
func (w TrustWords) ListMissing(counter string) string {
	return w.Fill("trust.list-missing", "Counter", counter)
}

func (w TrustWords) ListUnreadable(entries int) string {
	return w.Fill("trust.list-unreadable", "Entries", strconv.Itoa(entries))
}
func (w TrustWords) ListedBy(issuers int) string { return w.Plural("trust.listed-by", issuers) }

func (w TrustWords) Warning() string            { return w.Say("trust.warning") }
func (w TrustWords) SpecimenIssuer() string     { return w.Say("trust.specimen-issuer") }
func (w TrustWords) SpecimenKey() string        { return w.Say("trust.specimen-key") }
func (w TrustWords) LocalHead(count int) string { return w.Plural("trust.local-head", count) }
func (w TrustWords) NextRefresh() string        { return w.Say("trust.next-refresh") }
func (w TrustWords) NextNeeds(newer string) string {
	return w.Fill("trust.next-needs", "Newer", show.SafeText(newer))
}
func (w TrustWords) NextFrom() string { return w.Say("trust.next-from") }

func (w TrustWords) SignedBy() string { return w.Say("trust.signed-by") }
func (w TrustWords) SignedByKey(sha256, until string) string {
	return w.Fill("trust.signed-by-key", "Sha256", show.SafeText(sha256), "Until", show.SafeText(until))
}
func (w TrustWords) HeldBy(whose string) string {
	return w.Fill("trust.held-by", "Whose", show.SafeText(whose))
}

func (w TrustWords) PeriodsHead() string { return w.Say("trust.periods-head") }
func (w TrustWords) WithdrawnHead(count, from, to string) string {
	return w.Fill("trust.withdrawn-head", "Count", show.SafeText(count), "From", show.SafeText(from),
		"To", show.SafeText(to))
}
func (w TrustWords) AgesHead() string { return w.Say("trust.ages-head") }

func (w TrustWords) States() words.Group   { return w.Group("trust-states") }
func (w TrustWords) InstalledAt() string   { return w.Say("trust.installed-at") }
func (w TrustWords) NoneInstalled() string { return w.Say("trust.none-installed") }
func (w TrustWords) FetchedFrom(when string) string {
	return w.Fill("trust.fetched-from", "When", show.SafeText(when))
}

// Local and the methods below mark what is not as the directory has it.
func (w TrustWords) Local() string { return w.Say("trust.local") }

func (w TrustWords) LocalIssuer() string { return w.Say("trust.local-issuer") }
func (w TrustWords) Withdrawn() string   { return w.Say("trust.withdrawn") }
func (w TrustWords) Gone() string        { return w.Say("trust.gone") }
func (w TrustWords) WithdrawnSpan(first, last string) string {
	return w.Fill("trust.withdrawn-span", "First", first, "Last", last)
}
