package show

import (
	"strconv"
	"strings"

	"vaxcheck/cmd/words"
)

// compareWords tell what to compare with a document: of the items that the
// certificate has, with any document of identity or with the travel document that
// it was issued for. Nothing is said where it has none of them.
type compareWords struct{ *words.Language }

func (w compareWords) Name() string      { return w.Say("compare.name") }
func (w compareWords) BirthDate() string { return w.Say("compare.birth-date") }
func (w compareWords) Document() string  { return w.Say("compare.document") }
func (w compareWords) Nothing() string   { return w.Say("compare.nothing") }
func (w compareWords) WithID(items []string) string {
	return w.Fill("compare.with-id", "Items", w.list(items, w.Say("compare.id-last")))
}
func (w compareWords) WithDocument(items []string) string {
	return w.Fill("compare.with-document", "Items", w.list(items, w.Say("compare.document-last")))
}

// list joins items in a sentence: "a, b and c".
func (w compareWords) list(items []string, last string) string {
	end := len(items) - 1
	if end <= 0 {
		return strings.Join(items, "")
	}
	return strings.Join(items[:end], w.Say("compare.between")) + last + items[end]
}

// labelWords stand before or beside values in the text rendering.
type labelWords struct{ *words.Language }

func (w labelWords) Checked() string    { return w.Say("label.checked") }
func (w labelWords) TrustSet() string   { return w.Say("label.trust-set") }
func (w labelWords) NoTrustSet() string { return w.Say("label.no-trust-set") }
func (w labelWords) AgeUnknown() string { return w.Say("label.age-unknown") }
func (w labelWords) MadeLater() string  { return w.Say("label.made-later") }
func (w labelWords) Policy() string     { return w.Say("label.policy") }

// OldestPart stands before the age of the oldest part.
func (w labelWords) OldestPart() string { return w.Say("label.oldest-part") }

// JudgedBy stands before the name of the part that answered.
func (w labelWords) JudgedBy() string       { return w.Say("label.judged-by") }
func (w labelWords) Made(day string) string { return w.Fill("label.made", "Day", day) }
func (w labelWords) MadeFrom(first, last string) string {
	return w.Fill("label.made-from", "First", first, "Last", last)
}
func (w labelWords) AgeDays(days int) string { return w.Plural("label.age-days", days) }

func (w labelWords) Results(count int) string { return w.Plural("label.results", count) }
func (w labelWords) Code() string             { return w.Say("label.code") }
func (w labelWords) CodeUnproven() string     { return w.Say("label.code-unproven") }
func (w labelWords) Format() string           { return w.Say("label.format") }
func (w labelWords) Issuer() string           { return w.Say("label.issuer") }
func (w labelWords) Key() string              { return w.Say("label.key") }
func (w labelWords) Issued() string           { return w.Say("label.issued") }
func (w labelWords) Expires() string          { return w.Say("label.expires") }
func (w labelWords) NoExpiry() string         { return w.Say("label.no-expiry") }
func (w labelWords) ExpiryNotStated() string  { return w.Say("label.expiry-not-stated") }
func (w labelWords) Hash() string             { return w.Say("label.hash") }
func (w labelWords) Symbol() string           { return w.Say("label.symbol") }
func (w labelWords) NoRoom() string           { return w.Say("label.no-room") }

// Withdrawn tells the days on which a key was first and last listed.
func (w labelWords) Withdrawn(first, last string) string {
	return w.Fill("label.withdrawn", "First", first, "Last", last)
}
func (w labelWords) Version(version int, level string) string {
	return w.Fill("label.version", "Version", strconv.Itoa(version), "Level", level)
}

func (w labelWords) Chunks(count int) string { return w.Plural("label.chunks", count) }
func (w labelWords) Person() string          { return w.Say("label.person") }
func (w labelWords) Name() string            { return w.Say("label.name") }
func (w labelWords) FormerName() string      { return w.Say("label.former-name") }
func (w labelWords) NoName() string          { return w.Say("label.no-name") }
func (w labelWords) NoPerson() string        { return w.Say("label.no-person") }
func (w labelWords) BirthDate() string       { return w.Say("label.birth-date") }
func (w labelWords) Document() string        { return w.Say("label.document") }
func (w labelWords) NotGiven() string        { return w.Say("label.not-given") }
func (w labelWords) WhoseUnknown() string    { return w.Say("label.whose-unknown") }
func (w labelWords) PersonNumber(number int) string {
	return w.Fill("label.person-number", "Number", strconv.Itoa(number))
}

// Doses heads doses under the numbers that the card gives them, DosesCounted those that
// vaxcheck counted. DoseOf is the card's own count, with a series of 0 if it is not said.
func (w labelWords) Doses() string { return w.Say("label.doses") }

func (w labelWords) DosesCounted() string { return w.Say("label.doses-counted") }

// DoseOf is a card's own count of a dose, with a series of 0 if it is not said. After a
// full series a booster has a higher number than it.
func (w labelWords) DoseOf(number, series int) string {
	values := []string{"Number", strconv.Itoa(number), "Series", strconv.Itoa(series)}
	switch {
	case series == 0:
		return w.Fill("label.dose", values...)
	case number > series:
		return w.Fill("label.dose-after-series", values...)
	}
	return w.Fill("label.dose-of", values...)
}
func (w labelWords) Date() string { return w.Say("label.date") }

func (w labelWords) Lot() string                { return w.Say("label.lot") }
func (w labelWords) Provider() string           { return w.Say("label.provider") }
func (w labelWords) Country() string            { return w.Say("label.country") }
func (w labelWords) Maker() string              { return w.Say("label.maker") }
func (w labelWords) VaccineKind() string        { return w.Say("label.kind") }
func (w labelWords) UnknownVaccineKind() string { return w.Say("label.unknown-kind") }
func (w labelWords) NotCounted() string         { return w.Say("label.not-counted") }
func (w labelWords) CannotCount() string        { return w.Say("label.cannot-count") }
func (w labelWords) NotDated() string           { return w.Say("label.not-dated") }
func (w labelWords) Subpotent() string          { return w.Say("label.subpotent") }
func (w labelWords) UnknownProduct() string     { return w.Say("label.unknown-product") }
func (w labelWords) ByIssuer() string           { return w.Say("label.by-issuer") }
func (w labelWords) StatedBy() string           { return w.Say("label.stated-by") }
func (w labelWords) CertificateID() string      { return w.Say("label.certificate-id") }
func (w labelWords) Tests() string              { return w.Say("label.tests") }
func (w labelWords) Test() string               { return w.Say("label.test") }
func (w labelWords) Result() string             { return w.Say("label.result") }
func (w labelWords) NotFinal() string           { return w.Say("label.not-final") }
func (w labelWords) UnknownTest() string        { return w.Say("label.unknown-test") }
func (w labelWords) UnknownResult() string      { return w.Say("label.unknown-result") }
func (w labelWords) Kit() string                { return w.Say("label.kit") }
func (w labelWords) Device() string             { return w.Say("label.device") }
func (w labelWords) TestedIn() string           { return w.Say("label.tested-in") }
func (w labelWords) Recoveries() string         { return w.Say("label.recoveries") }
func (w labelWords) FirstPositive() string      { return w.Say("label.first-positive") }
func (w labelWords) ValidDays() string          { return w.Say("label.valid-days") }
func (w labelWords) UnknownDisease() string     { return w.Say("label.unknown-disease") }
func (w labelWords) NotRelied() string          { return w.Say("label.not-relied") }
func (w labelWords) StatePasses() string        { return w.Say("label.state-passes") }
func (w labelWords) StatePassSays() string      { return w.Say("label.state-pass-says") }
func (w labelWords) Exemptions() string         { return w.Say("label.exemptions") }
func (w labelWords) ExemptionUnder() string     { return w.Say("label.exemption-under") }
func (w labelWords) PolicyVersion() string      { return w.Say("label.policy-version") }
func (w labelWords) Recorded() string           { return w.Say("label.recorded") }
func (w labelWords) Others() string             { return w.Say("label.others") }
func (w labelWords) OtherCount(resource string, count int) string {
	return w.Fill("label.other-count", "Resource", resource, "Count", strconv.Itoa(count))
}
func (w labelWords) Rules() string { return w.Say("label.rules") }

func (w labelWords) RulesAny() string { return w.Say("label.rules-any") }

// RulesAnyPass is RulesAny where a state's pass is one of the ways.
func (w labelWords) RulesAnyPass() string { return w.Say("label.rules-any-pass") }
func (w labelWords) Met() string          { return w.Say("label.met") }
func (w labelWords) NotMet() string       { return w.Say("label.not-met") }
func (w labelWords) Asked() string        { return w.Say("label.asked") }
func (w labelWords) Found() string        { return w.Say("label.found") }

// inspectWords head the sections of what inspect shows, and label what only
// auditors see.
type inspectWords struct{ *words.Language }

func (w inspectWords) Symbols() string        { return w.Say("inspect.symbols") }
func (w inspectWords) Header() string         { return w.Say("inspect.header") }
func (w inspectWords) Payload() string        { return w.Say("inspect.payload") }
func (w inspectWords) Signature() string      { return w.Say("inspect.signature") }
func (w inspectWords) Text() string           { return w.Say("inspect.text") }
func (w inspectWords) Content() string        { return w.Say("inspect.content") }
func (w inspectWords) KeyFacts() string       { return w.Say("inspect.key-facts") }
func (w inspectWords) Checks() string         { return w.Say("inspect.checks") }
func (w inspectWords) Notes() string          { return w.Say("inspect.notes") }
func (w inspectWords) Proven() string         { return w.Say("inspect.proven") }
func (w inspectWords) NotProven() string      { return w.Say("inspect.not-proven") }
func (w inspectWords) WitnessAccepts() string { return w.Say("inspect.witness-accepts") }
func (w inspectWords) WitnessRejects() string { return w.Say("inspect.witness-rejects") }
func (w inspectWords) WitnessDiffers() string { return w.Say("inspect.witness-differs") }

// Unproven heads what nobody has vouched for, and UnprovenNote says so.
func (w inspectWords) Unproven() string       { return w.Say("inspect.unproven") }
func (w inspectWords) UnprovenNote() string   { return w.Say("inspect.unproven-note") }
func (w inspectWords) Found() string          { return w.Say("inspect.found") }
func (w inspectWords) Corners() string        { return w.Say("inspect.corners") }
func (w inspectWords) Canonical() string      { return w.Say("inspect.canonical") }
func (w inspectWords) Retrieved() string      { return w.Say("inspect.retrieved") }
func (w inspectWords) Thumbprint() string     { return w.Say("inspect.thumbprint") }
func (w inspectWords) PublicKey() string      { return w.Say("inspect.public-key") }
func (w inspectWords) Source() string         { return w.Say("inspect.source") }
func (w inspectWords) Origin() string         { return w.Say("inspect.origin") }
func (w inspectWords) Period() string         { return w.Say("inspect.period") }
func (w inspectWords) NamesIssuer() string    { return w.Say("inspect.names-issuer") }
func (w inspectWords) NotNamesIssuer() string { return w.Say("inspect.not-names-issuer") }
func (w inspectWords) CRLVersion() string     { return w.Say("inspect.crl-version") }
func (w inspectWords) RevocationList() string { return w.Say("inspect.revocation-list") }
func (w inspectWords) Specimen() string       { return w.Say("inspect.specimen") }
func (w inspectWords) Withdrawn() string      { return w.Say("inspect.withdrawn") }

// Authority, Lists and the rest belong to chains of certificates.
func (w inspectWords) Authority() string        { return w.Say("inspect.authority") }
func (w inspectWords) Lists() string            { return w.Say("inspect.lists") }
func (w inspectWords) Signer() string           { return w.Say("inspect.signer") }
func (w inspectWords) Listed() string           { return w.Say("inspect.listed") }
func (w inspectWords) Signs() string            { return w.Say("inspect.signs") }
func (w inspectWords) Subject() string          { return w.Say("inspect.subject") }
func (w inspectWords) CertifiedBy() string      { return w.Say("inspect.certified-by") }
func (w inspectWords) Serial() string           { return w.Say("inspect.serial") }
func (w inspectWords) KeyID() string            { return w.Say("inspect.key-id") }
func (w inspectWords) Usage() string            { return w.Say("inspect.usage") }
func (w inspectWords) ListNumber() string       { return w.Say("inspect.list-number") }
func (w inspectWords) ListMade() string         { return w.Say("inspect.list-made") }
func (w inspectWords) ListDue() string          { return w.Say("inspect.list-due") }
func (w inspectWords) RevokedAt() string        { return w.Say("inspect.revoked-at") }
func (w inspectWords) Entries(count int) string { return w.Plural("inspect.entries", count) }
