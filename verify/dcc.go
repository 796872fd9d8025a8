package verify

import (
	"slices"
	"time"

	"vaxcheck/dcc"
	"vaxcheck/decode"
	"vaxcheck/trust"
	"vaxcheck/trust/dsc"
	"vaxcheck/verify/record"
)

// listedSigner settles issuer, key and signature of a certificate that names its
// signer by a key id alone. An id is a hint that several keys may share: all are
// tried, and the one under which the signature holds is the signer's. Whom the
// certificate itself names as its issuer decides nothing.
func (j *judge) listedSigner() {
	if j.results.outcome(CheckHeader) != Pass || j.results.outcome(CheckPayload) != Pass {
		return
	}
	signers := j.set.Signers().Find(j.c.KeyID)
	if j.blockedKeys("", j.c.KeyID) || slices.ContainsFunc(signers, j.blockedDocumentSigner) {
		return
	}
	if len(signers) == 0 {
		j.record(CheckIssuer, Undecided, ReasonIssuerUnknown, issuerNoSigner)
		return
	}
	j.pass(CheckIssuer, issuerSignerListed)
	if j.results.outcome(CheckSignature) != Fail {
		j.signedByOneOf(signers)
	}
}

// blockedDocumentSigner tells whether a signer who may have signed is blocked on this
// machine: the state, or the key by any of the ids under which it is listed.
func (j *judge) blockedDocumentSigner(s dsc.Signer) bool {
	return j.blockedState(s.Country) || j.set.Info().Blocks > 0 &&
		j.blockedKeys(s.Country, slices.Concat(j.set.Signers().KeyIDs(&s), []string{j.c.KeyID})...)
}

// signedByOneOf looks for the signer's key. One that a list has withdrawn under this
// id proves nothing, whoever else still has it there: forgeries with good signatures
// are known. Under another id the same key may go on, in a renewed certificate.
func (j *judge) signedByOneOf(signers []dsc.Signer) {
	var found *dsc.Signer
	for i := range signers {
		s := &signers[i]
		if holdsCOSE(j.c.Algorithm, s.Public(), j.c.Signed, j.c.Signature) && (found == nil || s.Withdrawn) {
			found = s
		}
	}
	switch {
	case found == nil:
		j.pass(CheckKey, issuerListed)
		j.record(CheckSignature, Fail, ReasonSignatureInvalid, signatureWrong)
	case found.Withdrawn:
		j.record(CheckKey, Undecided, ReasonKeyWithdrawn, keySignerWithdrawn)
		j.record(CheckSignature, Undecided, ReasonKeyWithdrawn, signatureWithdrawn)
	default:
		j.pass(CheckSignature, "")
		j.signedBy(found)
	}
}

// signedBy hands the signer's key to the report, if they may sign certificates of this
// kind. Which kind it is can be told now, as the signature holds.
func (j *judge) signedBy(s *dsc.Signer) {
	if usage, known := usageOf(j.c); known && !s.May(usage) {
		j.record(CheckKey, Fail, ReasonSignerNotAllowed, keyOtherKind)
		return
	}
	j.pass(CheckKey, keyListedForKind)
	j.signer = s
	j.issuer = &trust.Issuer{ID: s.Country, Name: s.Name}
	j.key = &signingKey{ID: j.c.KeyID, Algorithm: j.c.Algorithm, Public: s.Public(), Source: s.Source}
	if !s.NotBefore.IsZero() || !s.NotAfter.IsZero() {
		j.key.Periods = []trust.Period{{NotBefore: s.NotBefore, NotAfter: s.NotAfter, NamesIssuer: true}}
	}
}

// usages are the kinds of certificates that signers are restricted to (HCERT
// specification 1.0.8, section 5.3).
var usages = map[dcc.Group]dsc.Usage{dcc.GroupVaccination: dsc.Vaccination, dcc.GroupTest: dsc.Test,
	dcc.GroupRecovery: dsc.Recovery}

// usageOf tells of which kind a certificate is; not known if it is of none.
func usageOf(c *decode.Credential) (usage dsc.Usage, known bool) {
	group, err := dcc.GroupOf(c.DCC.Certificate)
	return usages[group], err == nil
}

// statedTimes judges the times of an EU DCC, both of which its specification
// requires, and holds them against the period of the signer's certificate.
func (j *judge) statedTimes() {
	j.notBefore()
	switch expires := j.c.ExpiresAt; {
	case j.timeUnclear(decode.TimeExpires):
		j.unclear(CheckExpiry, expiryUnclear, decode.UnclearTimes)
	case j.at.Time.After(expires):
		j.record(CheckExpiry, Fail, ReasonExpired, expiryPassedExp)
	default:
		j.pass(CheckExpiry, "")
	}
	j.signerPeriod()
}

// signerPeriod holds issue and end of an EU DCC against the period of its signer. States
// let certificates outlive their signer's; such a one proves what it says for as long as
// both are in date.
func (j *judge) signerPeriod() {
	begins, ends := j.signer.NotBefore, j.signer.NotAfter
	issued, over := j.c.IssuedAt, func(t time.Time) bool { return !ends.IsZero() && t.After(ends) }
	switch {
	case begins.IsZero() && ends.IsZero():
		j.absent(CheckKeyPeriod, keyPeriodSignerNoneStated)
	case j.timeUnclear(decode.TimeIssued):
		return // which notBefore says
	case issued.Before(begins), over(issued):
		j.record(CheckKeyPeriod, Undecided, ReasonKeyOutsidePeriod, keyPeriodOutsideSigner)
	case over(j.c.ExpiresAt) && over(j.at.Time):
		j.record(CheckKeyPeriod, Undecided, ReasonKeyOutsidePeriod, keyPeriodAfterSigner)
	case over(j.c.ExpiresAt):
		j.forgive(outlivesSigner)
		j.pass(CheckKeyPeriod, keyPeriodOutlived)
	default:
		j.pass(CheckKeyPeriod, "")
	}
}

// noRevocation says that there is nothing to apply: no state announces a list of
// revoked certificates inside one, and none is held.
func (j *judge) noRevocation() {
	j.absent(CheckRevocation, revocationFormatWithout)
}

// readDCC maps the content of an EU DCC into the record.
func readDCC(c *decode.Credential) (record.Record, *decode.Problem) {
	r, err := dccRecord(c.DCC.Certificate)
	if err != nil {
		return record.Record{}, contentProblem(err, dcc.ErrTooMany, specDCC)
	}
	return r, nil
}
