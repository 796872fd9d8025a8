// Package verify judges a credential against a trust set at an instant.
//
// Check runs the checks of the contract in their order and records the outcome
// of each; the verdict is a pure function of those outcomes. A forged card is a
// result and not an error: Check always returns a Report. Who reads a Report
// sees it through View at a disclosure level; what the level withholds is not
// in the View.
//
// The package opens no file, reads no clock and knows no network.
package verify

import (
	"slices"

	"vaxcheck/decode"
	"vaxcheck/verify/record"
	"vaxcheck/verify/rules"
)

// Verdict is the answer for one card. The zero value is no verdict.
type Verdict string

// The verdicts, gravest first: for one card the first that applies wins.
const (
	NotReady     Verdict = "not_ready"
	Unreadable   Verdict = "unreadable"
	Invalid      Verdict = "invalid"
	Specimen     Verdict = "specimen"
	Review       Verdict = "review"
	Insufficient Verdict = "insufficient"
	Valid        Verdict = "valid"
)

// Verdicts returns all verdicts, gravest first.
func Verdicts() []Verdict {
	return []Verdict{NotReady, Unreadable, Invalid, Specimen, Review, Insufficient, Valid}
}

// Reason is a stable code that tells why a card is not valid.
type Reason = decode.Reason

// Reasons that need a key, a clock or a policy to be told.
const (
	ReasonTrustMissing Reason = "trust_missing"
	ReasonTrustRefused Reason = "trust_refused"

	ReasonSignatureInvalid Reason = "signature_invalid"
	ReasonExpired          Reason = "expired"
	ReasonNotYetValid      Reason = "not_yet_valid"
	ReasonRevoked          Reason = "revoked"
	ReasonIssuerBlocked    Reason = "issuer_blocked"
	ReasonKeyBlocked       Reason = "key_blocked"

	ReasonSignerNotAllowed   Reason = "signer_not_allowed"
	ReasonSignerNotCertified Reason = "signer_not_certified"
	ReasonCountryMismatch    Reason = "country_mismatch"

	ReasonSpecimen Reason = "specimen"

	ReasonIssuerUnknown     Reason = "issuer_unknown"
	ReasonKeyUnknown        Reason = "key_unknown"
	ReasonKeyWithdrawn      Reason = "key_withdrawn"
	ReasonKeyOutsidePeriod  Reason = "key_outside_period"
	ReasonTrustTooOld       Reason = "trust_too_old"
	ReasonClockDoubtful     Reason = "clock_doubtful"
	ReasonRevocationUnknown Reason = "revocation_unknown"
	ReasonSeenBefore        Reason = "seen_before" // at the gate alone

	ReasonPolicyNotMet Reason = "policy_not_met"
)

// reasons says which verdict each reason leads to, gravest first. It is the
// only place that does.
var reasons = []struct {
	reason  Reason
	verdict Verdict
}{
	{ReasonTrustMissing, NotReady},
	{ReasonTrustRefused, NotReady},

	{decode.ReasonNoCode, Unreadable},
	{decode.ReasonNotCertificate, Unreadable},
	{decode.ReasonCodeDamaged, Unreadable},
	{decode.ReasonChunksMissing, Unreadable},
	{decode.ReasonChunksConflict, Unreadable},
	{decode.ReasonUnsupported, Unreadable},
	{decode.ReasonNeedsNetwork, Unreadable},
	{decode.ReasonImageTooLarge, Unreadable},
	{decode.ReasonFileDamaged, Unreadable},
	{decode.ReasonFileNotRead, Unreadable},

	{decode.ReasonHeaderMalformed, Invalid},
	{decode.ReasonAlgorithmNotAllowed, Invalid},
	{decode.ReasonPayloadMalformed, Invalid},
	{decode.ReasonPayloadTooLarge, Invalid},
	{decode.ReasonIssuerMalformed, Invalid},
	{decode.ReasonSignatureMalformed, Invalid},
	{ReasonSignatureInvalid, Invalid},
	{ReasonExpired, Invalid},
	{ReasonNotYetValid, Invalid},
	{ReasonRevoked, Invalid},
	{ReasonIssuerBlocked, Invalid},
	{ReasonKeyBlocked, Invalid},
	{ReasonSignerNotAllowed, Invalid},
	{ReasonSignerNotCertified, Invalid},
	{ReasonCountryMismatch, Invalid},

	{ReasonSpecimen, Specimen},

	{ReasonIssuerUnknown, Review},
	{ReasonKeyUnknown, Review},
	{ReasonKeyWithdrawn, Review},
	{ReasonKeyOutsidePeriod, Review},
	{decode.ReasonContentUnclear, Review},
	{ReasonTrustTooOld, Review},
	{ReasonClockDoubtful, Review},
	{ReasonRevocationUnknown, Review},
	{ReasonSeenBefore, Review},

	{ReasonPolicyNotMet, Insufficient},
}

// Reasons returns every reason code, gravest verdict first.
func Reasons() []Reason {
	all := make([]Reason, len(reasons))
	for i, r := range reasons {
		all[i] = r.reason
	}
	return all
}

// UnclearDetails returns the details of the reason content_unclear.
func UnclearDetails() []string {
	return append([]string{decode.UnclearTimes}, record.DoubtDetails()...)
}

// Details lists the details of the reasons policy_not_met, content_unclear and
// revocation_unknown.
func Details() []string {
	return slices.Concat(UnclearDetails(), rules.Details(), []string{detailNoList, detailStaleList})
}

// VerdictFor returns the verdict a reason leads to by itself. A reason that is
// not in the list leads to Invalid: what nobody planned for is a refusal.
func VerdictFor(reason Reason) Verdict {
	for _, r := range reasons {
		if r.reason == reason {
			return r.verdict
		}
	}
	return Invalid
}

// gravity orders verdicts, 0 the gravest.
func gravity(v Verdict) int {
	for i, w := range Verdicts() {
		if v == w {
			return i
		}
	}
	return -1
}
