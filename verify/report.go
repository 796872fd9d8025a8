package verify

import (
	"slices"
	"time"

	"vaxcheck/decode"
	"vaxcheck/trust"
	"vaxcheck/trust/csca"
	"vaxcheck/trust/dsc"
	"vaxcheck/verify/record"
	"vaxcheck/verify/rules"
)

// Report is the result of one judgement: every check with its outcome and,
// only if the signature holds, what the card says. It keeps all of that to
// itself; View and Inspect give out what a disclosure level allows. The zero
// Report has run no check and has no verdict.
type Report struct {
	results results
	policy  rules.Policy
	at      Instant
	whole   trust.Info // the trust set, all its parts together
	part    trust.Part // of it, that answers for the card's format; without a name if none does

	credential *decode.Credential   // unproven
	issuer     *trust.Issuer        // from the trust set; nil if unknown or blocked
	key        *signingKey          // from the trust set or its history; nil if unknown or blocked
	withdrawn  *trust.Withdrawal    // of the key; nil if it is listed
	authority  *csca.Authority      // that certified the signer; nil for formats without
	list       *csca.RevocationList // of that authority; nil if none is at hand
	listDetail string               // of the reason revocation_unknown, "" for none
	signer     *dsc.Signer          // from the trust set; nil for formats without
	content    *record.Record       // nil unless proven
	rules      rules.Evaluation
	forgiven   []decode.Note
	// unclearAbout are the details of the reason content_unclear.
	unclearAbout []string
	seen         time.Time // when this person was let in before, zero if not
}

func newReport(policy rules.Policy, at Instant) Report {
	return Report{results: newResults(), policy: policy, at: at}
}

// Verdict returns the answer, "" for the zero Report.
func (r Report) Verdict() Verdict {
	v := r.results.verdict()
	if !r.seen.IsZero() && gravity(v) > gravity(Review) {
		return Review
	}
	return v
}

// Reasons returns why the card is not valid, gravest first, empty if it is.
func (r Report) Reasons() []Reason {
	given := r.results.reasonsGiven()
	if !r.seen.IsZero() {
		given = append(given, ReasonSeenBefore)
		sortReasons(given)
	}
	return given
}

// Outcome returns how one check came out.
func (r Report) Outcome(id CheckID) Outcome { return r.results.outcome(id) }

// Proven tells whether the signature holds. Until it does, nothing the card
// says may be believed, shown or matched. A signature of someone who may not sign
// such certificates proves nothing.
func (r Report) Proven() bool {
	return r.results.outcome(CheckSignature) == Pass && r.results.outcome(CheckKey) != Fail
}

// Codes returns the codes the card was read from, so that they can be drawn
// again, and nil unless they are proven and the level allows to show them.
func (r Report) Codes(level Level) []decode.Code {
	if level < LevelB || !r.Proven() {
		return nil
	}
	return r.credential.Codes
}

// Unjoined tells whether codes that were joined make no certificate that an issuer
// signed. They may be of two visitors who came one after the other, neither of whom is
// a forger.
func (r Report) Unjoined() bool {
	return !r.Proven() && r.credential != nil && len(r.credential.Codes) > 1 &&
		(r.Verdict() == Invalid || slices.Contains(r.Reasons(), decode.ReasonCodeDamaged))
}
