package show

import (
	"strconv"
	"strings"

	"vaxcheck/cmd/words"
)

// CompareWords tell what to compare with a document: of the items that the
// certificate has, with any document of identity or with the travel document that
// it was issued for. Nothing is said where it has none of them.
type CompareWords struct{ *words.Language }

func (w CompareWords) Name() string      { return w.Say("compare.name") }
func (w CompareWords) BirthDate() string { return w.Say("compare.birth-date") }
func (w CompareWords) Document() string  { return w.Say("compare.document") }
func (w CompareWords) Nothing() string   { return w.Say("compare.nothing") }
func (w CompareWords) WithID(items []string) string {
	return w.Fill("compare.with-id", "Items", w.list(items, w.Say("compare.id-last")))
}
func (w CompareWords) WithDocument(items []string) string {
	return w.Fill("compare.with-document", "Items", w.list(items, w.Say("compare.document-last")))
}

// list joins items in a sentence: "a, b and c".
func (w CompareWords) list(items []string, last string) string {
	end := len(items) - 1
	if end <= 0 {
		return strings.Join(items, "")
	}
	return strings.Join(items[:end], w.Say("compare.between")) + last + items[end]
}

// LabelWords stand before or beside values in the text rendering.
type LabelWords struct{ *words.Language }

func (w LabelWords) Checked() string    { return w.Say("label.checked") }
func (w LabelWords) TrustSet() string   { return w.Say("label.trust-set") }
func (w LabelWords) NoTrustSet() string { return w.Say("label.no-trust-set") }
func (w LabelWords) AgeUnknown() string { return w.Say("label.age-unknown") }
func (w LabelWords) MadeLater() string  { return w.Say("label.made-later") }
func (w LabelWords) Policy() string     { return w.Say("label.policy") }

// OldestPart stands before the age of the oldest part.
func (w LabelWords) OldestPart() string { return w.Say("label.oldest-part") }

// JudgedBy stands before the name of the part that answered.
func (w LabelWords) JudgedBy() string       { return w.Say("label.judged-by") }
func (w LabelWords) Made(day string) string { return w.Fill("label.made", "Day", day) }
func (w LabelWords) MadeFrom(first, last string) string {
	return w.Fill("label.made-from", "First", first, "Last", last)
}
func (w LabelWords) AgeDays(days int) string { return w.Plural("label.age-days", days) }

func (w LabelWords) Results(count int) string { return w.Plural("label.results", count) }
func (w LabelWords) Code() string             { return w.Say("label.code") }
func (w LabelWords) CodeUnproven() string     { return w.Say("label.code-unproven") }
func (w LabelWords) Format() string           { return w.Say("label.format") }
func (w LabelWords) Issuer() string           { return w.Say("label.issuer") }
func (w LabelWords) Key() string              { return w.Say("label.key") }
func (w LabelWords) Issued() string           { return w.Say("label.issued") }
func (w LabelWords) Expires() string          { return w.Say("label.expires") }
func (w LabelWords) NoExpiry() string         { return w.Say("label.no-expiry") }
func (w LabelWords) ExpiryNotStated() string  { return w.Say("label.expiry-not-stated") }
func (w LabelWords) Hash() string             { return w.Say("label.hash") }
func (w LabelWords) Symbol() string           { return w.Say("label.symbol") }
func (w LabelWords) NoRoom() string           { return w.Say("label.no-room") }

// Withdrawn tells the days on which a key was first and last listed.
func (w LabelWords) Withdrawn(first, last string) string {
	return w.Fill("label.withdrawn", "First", first, "Last", last)
}
func (w LabelWords) Version(version int, level string) string {
	return w.Fill("label.version", "Version", strconv.Itoa(version), "Level", level)
}

func (w LabelWords) Chunks(count int) string { return w.Plural("label.chunks", count) }
func (w LabelWords) Person() string          { return w.Say("label.person") }
func (w LabelWords) Name() string            { return w.Say("label.name") }
func (w LabelWords) FormerName() string      { return w.Say("label.former-name") }
func (w LabelWords) NoName() string          { return w.Say("label.no-name") }
func (w LabelWords) NoPerson() string        { return w.Say("label.no-person") }
func (w LabelWords) BirthDate() string       { return w.Say("label.birth-date") }
func (w LabelWords) Document() string        { return w.Say("label.document") }
func (w LabelWords) NotGiven() string        { return w.Say("label.not-given") }
func (w LabelWords) WhoseUnknown() string    { return w.Say("label.whose-unknown") }
func (w LabelWords) PersonNumber(number int) string {
	return w.Fill("label.person-number", "Number", strconv.Itoa(number))
}

// Doses heads doses under the numbers that the card gives them, DosesCounted those that
// vaxcheck counted. DoseOf is the card's own count, with a series of 0 if it is not said.
func (w LabelWords) Doses() string { return w.Say("label.doses") }

func (w LabelWords) DosesCounted() string { return w.Say("label.doses-counted") }

// DoseOf is a card's own count of a dose, with a series of 0 if it is not said. After a
// full series a booster has a higher number than it.
func (w LabelWords) DoseOf(number, series int) string {
	values := []string{"Number", strconv.Itoa(number), "Series", strconv.Itoa(series)}
	switch {
	case series == 0:
		return w.Fill("label.dose", values...)
	case number > series:
		return w.Fill("label.dose-after-series", values...)
	}
	return w.Fill("label.dose-of", values...)
}
func (w LabelWords) Date() string { return w.Say("label.date") }

func (w LabelWords) Lot() string                { return w.Say("label.lot") }
func (w LabelWords) Provider() string           { return w.Say("label.provider") }
func (w LabelWords) Country() string            { return w.Say("label.country") }
func (w LabelWords) Maker() string              { return w.Say("label.maker") }
func (w LabelWords) VaccineKind() string        { return w.Say("label.kind") }
func (w LabelWords) UnknownVaccineKind() string { return w.Say("label.unknown-kind") }
func (w LabelWords) NotCounted() string         { return w.Say("label.not-counted") }
func (w LabelWords) CannotCount() string        { return w.Say("label.cannot-count") }
func (w LabelWords) NotDated() string           { return w.Say("label.not-dated") }
func (w LabelWords) Subpotent() string          { return w.Say("label.subpotent") }
func (w LabelWords) UnknownProduct() string     { return w.Say("label.unknown-product") }
func (w LabelWords) ByIssuer() string           { return w.Say("label.by-issuer") }
func (w LabelWords) StatedBy() string           { return w.Say("label.stated-by") }
func (w LabelWords) CertificateID() string      { return w.Say("label.certificate-id") }
func (w LabelWords) Tests() string              { return w.Say("label.tests") }
func (w LabelWords) Test() string               { return w.Say("label.test") }
func (w LabelWords) Result() string             { return w.Say("label.result") }
func (w LabelWords) NotFinal() string           { return w.Say("label.not-final") }
func (w LabelWords) UnknownTest() string        { return w.Say("label.unknown-test") }
func (w LabelWords) UnknownResult() string      { return w.Say("label.unknown-result") }
func (w LabelWords) Kit() string                { return w.Say("label.kit") }
func (w LabelWords) Device() string             { return w.Say("label.device") }
func (w LabelWords) TestedIn() string           { return w.Say("label.tested-in") }
func (w LabelWords) Recoveries() string         { return w.Say("label.recoveries") }
func (w LabelWords) FirstPositive() string      { return w.Say("label.first-positive") }
func (w LabelWords) ValidDays() string          { return w.Say("label.valid-days") }
func (w LabelWords) UnknownDisease() string     { return w.Say("label.unknown-disease") }
func (w LabelWords) NotRelied() string          { return w.Say("label.not-relied") }
func (w LabelWords) StatePasses() string        { return w.Say("label.state-passes") }
func (w LabelWords) StatePassSays() string      { return w.Say("label.state-pass-says") }
func (w LabelWords) Exemptions() string         { return w.Say("label.exemptions") }
func (w LabelWords) ExemptionUnder() string     { return w.Say("label.exemption-under") }
func (w LabelWords) PolicyVersion() string      { return w.Say("label.policy-version") }
func (w LabelWords) Recorded() string           { return w.Say("label.recorded") }
func (w LabelWords) Others() string             { return w.Say("label.others") }
func (w LabelWords) OtherCount(resource string, count int) string {
	return w.Fill("label.other-count", "Resource", resource, "Count", strconv.Itoa(count))
}
func (w LabelWords) Rules() string { return w.Say("label.rules") }

func (w LabelWords) RulesAny() string { return w.Say("label.rules-any") }

// RulesAnyPass is RulesAny where a state's pass is one of the ways.
func (w LabelWords) RulesAnyPass() string { return w.Say("label.rules-any-pass") }
func (w LabelWords) Met() string          { return w.Say("label.met") }
func (w LabelWords) NotMet() string       { return w.Say("label.not-met") }
func (w LabelWords) Asked() string        { return w.Say("label.asked") }
func (w LabelWords) Found() string        { return w.Say("label.found") }

// InspectWords head the sections of what inspect shows, and label what only
// auditors see.
type InspectWords struct{ *words.Language }

func (w InspectWords) Symbols() string        { return w.Say("inspect.symbols") }
func (w InspectWords) Header() string         { return w.Say("inspect.header") }
func (w InspectWords) Payload() string        { return w.Say("inspect.payload") }
func (w InspectWords) Signature() string      { return w.Say("inspect.signature") }
func (w InspectWords) Text() string           { return w.Say("inspect.text") }
func (w InspectWords) Content() string        { return w.Say("inspect.content") }
func (w InspectWords) KeyFacts() string       { return w.Say("inspect.key-facts") }
func (w InspectWords) Checks() string         { return w.Say("inspect.checks") }
func (w InspectWords) Notes() string          { return w.Say("inspect.notes") }
func (w InspectWords) Proven() string         { return w.Say("inspect.proven") }
func (w InspectWords) NotProven() string      { return w.Say("inspect.not-proven") }
func (w InspectWords) WitnessAccepts() string { return w.Say("inspect.witness-accepts") }
func (w InspectWords) WitnessRejects() string { return w.Say("inspect.witness-rejects") }
func (w InspectWords) WitnessDiffers() string { return w.Say("inspect.witness-differs") }

// Unproven heads what nobody has vouched for, and UnprovenNote says so.
func (w InspectWords) Unproven() string       { return w.Say("inspect.unproven") }
func (w InspectWords) UnprovenNote() string   { return w.Say("inspect.unproven-note") }
func (w InspectWords) Found() string          { return w.Say("inspect.found") }
func (w InspectWords) Corners() string        { return w.Say("inspect.corners") }
func (w InspectWords) Canonical() string      { return w.Say("inspect.canonical") }
func (w InspectWords) Retrieved() string      { return w.Say("inspect.retrieved") }
func (w InspectWords) Thumbprint() string     { return w.Say("inspect.thumbprint") }
func (w InspectWords) PublicKey() string      { return w.Say("inspect.public-key") }
func (w InspectWords) Source() string         { return w.Say("inspect.source") }
func (w InspectWords) Origin() string         { return w.Say("inspect.origin") }
func (w InspectWords) Period() string         { return w.Say("inspect.period") }
func (w InspectWords) NamesIssuer() string    { return w.Say("inspect.names-issuer") }
func (w InspectWords) NotNamesIssuer() string { return w.Say("inspect.not-names-issuer") }
func (w InspectWords) CRLVersion() string     { return w.Say("inspect.crl-version") }
func (w InspectWords) RevocationList() string { return w.Say("inspect.revocation-list") }
func (w InspectWords) Specimen() string       { return w.Say("inspect.specimen") }
func (w InspectWords) Withdrawn() string      { return w.Say("inspect.withdrawn") }

// Authority, Lists and the rest belong to chains of certificates.
func (w InspectWords) Authority() string        { return w.Say("inspect.authority") }
func (w InspectWords) Lists() string            { return w.Say("inspect.lists") }
func (w InspectWords) Signer() string           { return w.Say("inspect.signer") }
func (w InspectWords) Listed() string           { return w.Say("inspect.listed") }
func (w InspectWords) Signs() string            { return w.Say("inspect.signs") }
func (w InspectWords) Subject() string          { return w.Say("inspect.subject") }
func (w InspectWords) CertifiedBy() string      { return w.Say("inspect.certified-by") }
func (w InspectWords) Serial() string           { return w.Say("inspect.serial") }
func (w InspectWords) KeyID() string            { return w.Say("inspect.key-id") }
func (w InspectWords) Usage() string            { return w.Say("inspect.usage") }
func (w InspectWords) ListNumber() string       { return w.Say("inspect.list-number") }
func (w InspectWords) ListMade() string         { return w.Say("inspect.list-made") }
func (w InspectWords) ListDue() string          { return w.Say("inspect.list-due") }
func (w InspectWords) RevokedAt() string        { return w.Say("inspect.revoked-at") }
func (w InspectWords) Entries(count int) string { return w.Plural("inspect.entries", count) }

// EntryWords tell of what was added and blocked on a machine.
type EntryWords struct{ *words.Language }

// Types name an addition and a block, Scopes whose store holds it.
func (w EntryWords) Types() words.Group  { return w.Group("entry-type") }
func (w EntryWords) Scopes() words.Group { return w.Group("entry-scope") }

// Keys counts the keys of an addition.
func (w EntryWords) Keys(count int) string { return w.Plural("entry.keys", count) }

// Blocked stands before BlockedBy, and alone where there is no room for that.
func (w EntryWords) Blocked() string { return w.Say("entry.blocked") }

// BlockedBy tells who blocked something, when and why.
func (w EntryWords) BlockedBy(who, when, why string) string {
	return w.Fill("entry.blocked-by", "Who", who, "When", when, "Why", why)
}
