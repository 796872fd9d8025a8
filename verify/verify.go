package verify

import (
	"slices"
	"time"

	"vaxcheck/decode"
	"vaxcheck/internal/finding"
	"vaxcheck/trust"
	"vaxcheck/verify/rules"
)

// Instant is the time a card is judged at. Stated means that someone asked for
// this time instead of the clock's, to repeat an earlier judgement; then it may
// well lie before the trust set was made.
type Instant struct {
	Time   time.Time
	Stated bool
}

// Behind tells whether it is the time of a clock that is wrong: earlier than something that
// is over, such as the day on which a trust set was made.
func (i Instant) Behind(past time.Time) bool {
	return !i.Stated && i.Time.Add(rules.ClockSkew).Before(past)
}

// Check judges one credential with the keys of a trust set, under a policy, at
// an instant. A nil set leads to the verdict not_ready, reason trust_missing, and one of
// which a part does not open to trust_refused.
// Nothing of the payload is believed, shown or matched before the signature
// has been found good.
func Check(c *decode.Credential, set *trust.Set, policy rules.Policy, at Instant) Report {
	if set == nil {
		return NotReadyReport(ReasonTrustMissing, policy, at)
	}
	if set.Sound() != nil {
		return NotReadyReport(ReasonTrustRefused, policy, at)
	}
	j := judge{c: c, set: set, Report: newReport(policy, at)}
	j.credential, j.whole = c, set.Whole()
	if f, known := formats[c.Format]; known {
		j.format = f
		j.part, _ = set.Part(f.part)
		for id, spec := range f.specs {
			j.results.at(id).Spec = spec
		}
	}
	j.clock()
	if j.decoded() {
		j.trustAge()
		j.format.signer(&j)
		j.signature()
	}
	if j.Proven() { // from here on the content is the issuer's word
		j.claims()
		j.format.times(&j)
		j.format.revocation(&j)
		j.specimen()
	}
	return j.Report
}

// NotReadyReport is the answer for every input while there is no usable trust
// set.
func NotReadyReport(reason Reason, policy rules.Policy, at Instant) Report {
	r := newReport(policy, at)
	c := r.results.at(CheckKey)
	c.Outcome, c.Reason, c.Detail = Undecided, reason, checkNoTrustSet
	return r
}

// ClockReport is the answer for every input while the clock is earlier than the
// trust set, to whoever judges nothing then.
func ClockReport(set *trust.Set, policy rules.Policy, at Instant) Report {
	r := newReport(policy, at)
	r.whole = set.Whole()
	c := r.results.at(CheckClock)
	c.Outcome, c.Reason, c.Detail = Undecided, ReasonClockDoubtful, checkClock
	return r
}

// judge carries one judgement from check to check.
type judge struct {
	Report
	c      *decode.Credential
	set    *trust.Set
	format format // the zero format if nothing was decoded
}

func (j *judge) pass(id CheckID, detail finding.Finding)   { j.record(id, Pass, "", detail) }
func (j *judge) absent(id CheckID, detail finding.Finding) { j.record(id, Absent, "", detail) }

func (j *judge) record(id CheckID, outcome Outcome, reason Reason, detail finding.Finding) {
	c := j.results.at(id)
	c.Outcome, c.Reason, c.Detail = outcome, reason, detail
}

// stages says which check answers for each stage of decoding.
var stages = [...]struct {
	stage decode.Stage
	check CheckID
}{
	{decode.StageDecode, CheckDecode},
	{decode.StageHeader, CheckHeader},
	{decode.StagePayload, CheckPayload},
	{decode.StageIssuer, CheckIssuer},
	{decode.StageSignature, CheckSignature},
}

// decoded takes over what decoding found, as the outcomes of the first checks. It tells
// whether there is a certificate to go on with.
func (j *judge) decoded() bool {
	for _, s := range stages {
		if p := j.c.Problem(s.stage); p != nil {
			j.record(s.check, Fail, p.Reason, p.Detail)
			if p.Spec != "" {
				j.results.at(s.check).Spec = p.Spec
			}
			if s.stage == decode.StageDecode {
				return false
			}
		}
	}
	if j.format.signer == nil {
		return false // of no format that is judged
	}
	for _, id := range []CheckID{CheckDecode, CheckHeader} {
		if j.results.outcome(id) == NotRun {
			j.pass(id, "")
		}
	}
	if j.results.outcome(CheckPayload) == NotRun {
		j.pass(CheckPayload, "") // until a proven one turns out not to be understood
	}
	return true
}

// issuerAndKey settles both by the issuers' directory.
func (j *judge) issuerAndKey() { j.issuerAndKeyIn(j.set) }

// directory lists issuers and their keys, of one format.
type directory interface {
	Issuer(id string) (trust.Issuer, bool)
	Key(issuer, kid string) (trust.Key, bool)
	Withdrawn(issuer, kid string) (trust.Withdrawal, bool)
}

// issuerAndKeyIn looks the key up under the issuer the card names, and there
// only: one key may be listed by many issuers, and none may speak for another.
// Nothing signed with what is blocked proves anything, so that its signature is
// not even checked.
func (j *judge) issuerAndKeyIn(listed directory) {
	if j.results.outcome(CheckPayload) != Pass || j.results.outcome(CheckIssuer) == Fail {
		return
	}
	if _, blocked := j.set.BlockedIssuer(j.c.Issuer); blocked {
		j.record(CheckIssuer, Fail, ReasonIssuerBlocked, checkBlocked)
		return
	}
	if issuer, known := listed.Issuer(j.c.Issuer); known {
		j.issuer = &issuer
		j.pass(CheckIssuer, issuerListed)
	} else {
		j.record(CheckIssuer, Undecided, ReasonIssuerUnknown, issuerUnknown)
	}
	if j.results.outcome(CheckHeader) == Pass {
		j.lookUpKey(listed)
	}
}

// lookUpKey finds the key among those of the issuer, or else among those that a
// directory once listed under it.
func (j *judge) lookUpKey(in directory) {
	if _, blocked := j.set.BlockedKeyOf(j.c.Issuer, j.c.KeyID); blocked {
		j.record(CheckKey, Fail, ReasonKeyBlocked, checkBlocked)
		return
	}
	key, listed := in.Key(j.c.Issuer, j.c.KeyID)
	if listed {
		j.key = issuerKey(key)
		j.pass(CheckKey, keyListed)
		return
	}
	w, withdrawn := in.Withdrawn(j.c.Issuer, j.c.KeyID)
	switch {
	case withdrawn:
		j.withdrawnKey(w)
	case j.issuer != nil:
		j.record(CheckKey, Undecided, ReasonKeyUnknown, keyUnknown)
	}
}

// withdrawnKey goes on with a key that is not listed any more, where it is still
// known. It may have been withdrawn because it leaked, so that no card of it is
// valid. Of an issuer that is gone with its keys it is only said that they are.
func (j *judge) withdrawnKey(w trust.Withdrawal) {
	j.withdrawn = &w
	if j.issuer == nil {
		j.issuer = &trust.Issuer{ID: j.c.Issuer}
		j.record(CheckIssuer, Undecided, ReasonKeyWithdrawn, issuerWithdrawn)
	}
	if w.Key.Public == nil {
		j.record(CheckKey, Undecided, ReasonKeyWithdrawn, keyWithdrawnNotHeld)
		return
	}
	j.key = issuerKey(w.Key)
	j.record(CheckKey, Undecided, ReasonKeyWithdrawn, keyWithdrawn)
}

// signature checks the signature over the bytes as received.
func (j *judge) signature() {
	if j.key == nil || j.results.outcome(CheckSignature) != NotRun {
		return // there is no key, or it is settled
	}
	if j.key.Algorithm != j.c.Algorithm || !j.format.holds(j.c.Algorithm, j.key.Public, j.c.Signed, j.c.Signature) {
		j.record(CheckSignature, Fail, ReasonSignatureInvalid, signatureWrong)
		return
	}
	j.pass(CheckSignature, "")
}

// claims reads what the issuer said, and holds it against the policy.
func (j *judge) claims() {
	record, problem := readRecord(j.c)
	if problem != nil {
		j.notRead(problem)
		return
	}
	j.content = &record
	j.rules = j.policy.Evaluate(record, j.at.Time)
	switch {
	case j.rules.Met:
		j.pass(CheckPolicy, "")
	case len(j.rules.Unclear) > 0:
		j.unclear(CheckPolicy, policyUnclear, j.rules.Unclear...)
	default:
		j.record(CheckPolicy, Fail, ReasonPolicyNotMet, policyNotMet)
	}
}

// notRead records why proven content could not be read.
func (j *judge) notRead(problem *decode.Problem) {
	if problem.Reason == decode.ReasonContentUnclear {
		j.unclear(CheckPayload, problem.Detail, problem.Kind)
	} else {
		j.record(CheckPayload, Fail, problem.Reason, problem.Detail)
	}
	j.results.at(CheckPayload).Spec = problem.Spec
}

// unclear records that proven content cannot be understood where a check needs it.
func (j *judge) unclear(id CheckID, detail finding.Finding, what ...string) {
	j.record(id, Undecided, decode.ReasonContentUnclear, detail)
	for _, w := range what {
		if !slices.Contains(j.unclearAbout, w) {
			j.unclearAbout = append(j.unclearAbout, w)
		}
	}
}
