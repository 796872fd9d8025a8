package verify

import (
	"slices"

	"vaxcheck/internal/finding"
)

// CheckID names one check, in JSON and in the documentation.
type CheckID string

// The checks, in the order of the contract.
const (
	CheckDecode     CheckID = "decode"
	CheckHeader     CheckID = "header"
	CheckPayload    CheckID = "payload"
	CheckIssuer     CheckID = "issuer"
	CheckKey        CheckID = "key"
	CheckSignature  CheckID = "signature"
	CheckNotBefore  CheckID = "not_before"
	CheckExpiry     CheckID = "expiry"
	CheckRevocation CheckID = "revocation"
	CheckKeyPeriod  CheckID = "key_period"
	CheckTrustAge   CheckID = "trust_age"
	CheckClock      CheckID = "clock"
	CheckSpecimen   CheckID = "specimen"
	CheckPolicy     CheckID = "policy"
)

// checkRule is one row of the contract's list of checks. A valid card may do
// without those that mayAbsent: not every card expires, not every issuer
// revokes, and few publish the period of a key.
type checkRule struct {
	id        CheckID
	mayAbsent bool
	spec      string
}

// specOwn is the specification that is named for checks of our own, such as the age of
// the trust set.
const specOwn = `vaxcheck, page for auditors, "What is checked"`

// order lists the checks as the contract does.
var order = [...]checkRule{
	{CheckDecode, false, `SMART Health Cards "Encoding QRs"`},
	{CheckHeader, false, `SMART Health Cards "Health Cards are encoded as Compact Serialization JSON Web Signatures"`},
	{CheckPayload, false, `SMART Health Cards "Protocol Details: Modeling Verifiable Credentials"`},
	{CheckIssuer, false, `SMART Health Cards "Determining keys associated with an issuer"`},
	{CheckKey, false, `SMART Health Cards "Determining keys associated with an issuer"`},
	{CheckSignature, false, `RFC 7515 section 5.2, RFC 7518 section 3.4`},
	{CheckNotBefore, false, `RFC 7519 section 4.1.5`},
	{CheckExpiry, true, `SMART Health Cards "Expiration", RFC 7519 section 4.1.4`},
	{CheckRevocation, true, `SMART Health Cards "Revocation"`},
	{CheckKeyPeriod, true, `SMART Health Cards "Certificates"`},
	{CheckTrustAge, false, specOwn},
	{CheckClock, false, specOwn},
	{CheckSpecimen, false, specOwn},
	{CheckPolicy, false, specOwn},
}

// CheckIDs returns the checks in their order.
func CheckIDs() []CheckID {
	ids := make([]CheckID, len(order))
	for i, o := range order {
		ids[i] = o.id
	}
	return ids
}

// Outcome is how a check came out. The zero value is NotRun: silence is never
// a pass.
type Outcome uint8

// The outcomes.
const (
	NotRun    Outcome = iota
	Pass              // the check was made and holds
	Fail              // the check was made and does not hold
	Undecided         // it cannot be settled here
	Absent            // the card or its issuer says nothing on it
)

var outcomeNames = [...]string{"not_run", "pass", "fail", "undecided", "absent"}

func (o Outcome) String() string { return outcomeNames[o] }

// MarshalText writes the outcome as in the contract.
func (o Outcome) MarshalText() ([]byte, error) { return []byte(o.String()), nil }

// checkResult records how one check came out. Reason is "" unless Outcome is Fail
// or Undecided. Detail is for auditors and holds no text of the card.
type checkResult struct {
	ID      CheckID
	Outcome Outcome
	Reason  Reason
	Detail  finding.Finding
	Spec    string
}

// results holds one result for each check, in their order. The zero value has
// run nothing.
type results [len(order)]checkResult

// newResults returns results in which nothing has been run.
func newResults() (r results) {
	for i, o := range order {
		r[i] = checkResult{ID: o.id, Spec: o.spec}
	}
	return r
}

// at returns the place where a check's result is kept.
func (r *results) at(id CheckID) *checkResult {
	return &r[place(id)]
}

// place returns where a check stands in their order, from 0.
func place(id CheckID) int {
	return slices.IndexFunc(order[:], func(rule checkRule) bool { return rule.id == id })
}

// outcome returns how a check came out.
func (r *results) outcome(id CheckID) Outcome { return r.at(id).Outcome }

// reasonsGiven returns the reasons of all checks that did not hold, gravest
// verdict first, and within one verdict in the order of the checks.
func (r *results) reasonsGiven() []Reason {
	var given []Reason
	for _, c := range r {
		if c.Reason != "" && !slices.Contains(given, c.Reason) {
			given = append(given, c.Reason)
		}
	}
	sortReasons(given)
	return given
}

// sortReasons puts reasons of the gravest verdict first.
func sortReasons(given []Reason) {
	slices.SortStableFunc(given, func(a, b Reason) int { return gravity(VerdictFor(a)) - gravity(VerdictFor(b)) })
}

// verdict makes the answer of the outcomes, and of nothing else. A card is valid only
// if every check says pass, or says absent where a valid card may do without, as one
// without an end may of expiry. If a check is silent and none gives a reason there is
// no verdict: that is a mistake of ours, and the caller must treat it as one.
func (r *results) verdict() Verdict {
	if given := r.reasonsGiven(); len(given) > 0 {
		return VerdictFor(given[0])
	}
	for i, c := range r {
		if c.Outcome != Pass && !(c.Outcome == Absent && order[i].mayAbsent) {
			return ""
		}
	}
	return Valid
}
