package verify

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"vaxcheck/decode"
	"vaxcheck/internal/finding"
	"vaxcheck/trust"
	"vaxcheck/trust/revocation"
	"vaxcheck/verify/rules"
)

// behind tells whether the clock is earlier than the trust set, which cannot be: the
// set existed before it was installed. Nothing that depends on the time of day can be
// settled then.
func (j *judge) behind() bool { return j.at.Behind(j.whole.Latest) }

// clock checks that the clock is plausible.
func (j *judge) clock() {
	if j.behind() {
		j.record(CheckClock, Undecided, ReasonClockDoubtful, checkClock)
		return
	}
	j.pass(CheckClock, "")
}

// trustAge holds the age of the part of the trust set that is used against the
// policy's limit; that of the whole set if it holds nothing that could be used.
func (j *judge) trustAge() {
	rules, created := j.policy.Trust, j.whole.Created
	if j.part.Name != "" {
		created = j.part.Created
	}
	switch {
	case rules.MaxAgeDays <= 0:
		j.pass(CheckTrustAge, checkNoLimit)
	case rules.TooOld(created, j.at.Time):
		j.record(CheckTrustAge, Undecided, ReasonTrustTooOld, policyTrustSetOld(rules.MaxAgeDays))
	default:
		j.pass(CheckTrustAge, "")
	}
}

// claimedTimes judges what the card itself says of its time, and of its issue
// in the time of the key.
func (j *judge) claimedTimes() {
	j.notBefore()
	j.expiry()
	j.keyPeriod()
}

// notBefore refuses a card from the future. A clock that is itself in doubt
// refuses nobody.
func (j *judge) notBefore() {
	begins := j.c.IssuedAt
	if j.c.NotBefore.After(begins) {
		begins = j.c.NotBefore
	}
	switch {
	case j.timeUnclear(decode.TimeIssued):
		j.unclear(CheckNotBefore, notBeforeUnclear, decode.UnclearTimes)
	case !begins.After(j.at.Time.Add(rules.ClockSkew)):
		j.pass(CheckNotBefore, "")
	case j.behind():
		j.record(CheckNotBefore, Undecided, ReasonClockDoubtful, notBeforeClock)
	default:
		j.record(CheckNotBefore, Fail, ReasonNotYetValid, notBeforeLater)
	}
}

// timeUnclear tells whether a claim about time is needed and cannot be understood.
func (j *judge) timeUnclear(of decode.Time) bool { return slices.Contains(j.c.UnclearTimes, of) }

// expiry refuses a card on and after its expiry, and one that never had a
// moment in which it was valid.
func (j *judge) expiry() {
	expires := j.c.ExpiresAt
	switch {
	case j.timeUnclear(decode.TimeExpires):
		j.unclear(CheckExpiry, expiryUnclear, decode.UnclearTimes)
	case expires.IsZero():
		j.absent(CheckExpiry, expiryNone)
	case !j.at.Time.Before(expires):
		j.record(CheckExpiry, Fail, ReasonExpired, expiryPassed)
	case !j.timeUnclear(decode.TimeIssued) && !expires.After(j.c.IssuedAt):
		j.record(CheckExpiry, Fail, ReasonExpired, expiryBeforeIssue)
	default:
		j.pass(CheckExpiry, "")
	}
}

// keyPeriod holds the card's issue against the period of the certificate of
// its key. All certificates of the directory have run out by now while the
// cards have no end, so only the time of issue can be compared. A certificate
// that does not name the issuer says nothing about it.
func (j *judge) keyPeriod() {
	if j.timeUnclear(decode.TimeIssued) {
		return // which notBefore says
	}
	judged := false
	for _, p := range j.key.Periods {
		if !p.NamesIssuer {
			continue
		}
		if p.Contains(j.c.IssuedAt) {
			j.pass(CheckKeyPeriod, "")
			return
		}
		judged = true
	}
	if judged {
		j.record(CheckKeyPeriod, Undecided, ReasonKeyOutsidePeriod, keyPeriodOutside)
		return
	}
	j.absent(CheckKeyPeriod, keyPeriodNoneStated)
}

// specimen tells a card that anyone could have signed from a real one: the private key
// was published, or the issuer is a test system.
func (j *judge) specimen() {
	if j.issuer.Specimen || j.key.Specimen {
		j.record(CheckSpecimen, Fail, ReasonSpecimen, cmp.Or(j.issuer.SpecimenReason, trust.SpecimenKey))
		return
	}
	if j.content != nil && j.content.Specimen {
		j.record(CheckSpecimen, Fail, ReasonSpecimen, specimenNumber)
		return
	}
	j.pass(CheckSpecimen, "")
}

// revocationList applies the list for the key the card was signed with.
func (j *judge) revocationList() {
	list := j.key.Revocation
	if j.c.Unclear != nil && (j.c.SHC.RevocationID == "" || list != nil && list.Uses(revocation.MethodHashFHIR)) {
		return // what the list would name may not have been read
	}
	id := revocationID(j.c, list)
	switch {
	case list == nil && j.key.CRLVersion == "":
		j.absent(CheckRevocation, revocationNoneOffered)
	case list == nil:
		j.revocationUnknown(revocationUnusable)
	case id != "" && j.c.IssuedAt.IsZero() && list.Revoked(id, time.Time{}) && !list.Revoked(id, endOfTime):
		j.revocationUnknown(revocationNamedUntil)
	case id != "" && list.Revoked(id, j.c.IssuedAt):
		j.record(CheckRevocation, Fail, ReasonRevoked, revocationNamed)
	case j.c.SHC.RevocationOdd:
		j.revocationUnknown(revocationIDType)
	case list.Revoked(plainID(id), j.c.IssuedAt):
		j.revocationUnknown(revocationIDForm)
	case id == "":
		j.pass(CheckRevocation, revocationNoID)
	case list.Unreadable() > 0:
		j.revocationUnknown(revocationEntriesUnread)
	case j.key.CRLVersion != "" && !list.InStep(j.key.CRLVersion):
		j.pass(CheckRevocation, revocationOtherMoment)
	default:
		j.pass(CheckRevocation, revocationNotNamed)
	}
}

// plainID returns an id without the white space and the padding of base64 that it may
// have been written with, "" for one that has none.
func plainID(id string) string {
	if plain := strings.TrimRight(strings.TrimSpace(id), "="); plain != id {
		return plain
	}
	return ""
}

// endOfTime is later than the time stamp of any entry.
var endOfTime = time.Unix(1<<40, 0)

// revocationUnknown records that nobody can tell whether the card is revoked, unless
// the policy does without lists.
func (j *judge) revocationUnknown(detail finding.Finding) {
	if j.policy.Trust.AllowMissingLists {
		j.absent(CheckRevocation, policyAllowed(detail))
		return
	}
	j.record(CheckRevocation, Undecided, ReasonRevocationUnknown, detail)
}

// revocationID returns the id by which a list can name the card: the one it
// carries or, under the method hash-fhir, one computed from its content.
func revocationID(c *decode.Credential, list *revocation.List) string {
	if list != nil && list.Uses(revocation.MethodHashFHIR) && c.SHC.RevocationID == "" {
		return hashFHIR(c.SHC.Bundle)
	}
	return c.SHC.RevocationID
}
