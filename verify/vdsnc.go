package verify

import (
	"cmp"
	"crypto/x509"
	"slices"
	"strings"

	"vaxcheck/decode"
	"vaxcheck/icao"
	"vaxcheck/trust"
	"vaxcheck/trust/csca"
	"vaxcheck/verify/record"
	"vaxcheck/verify/rules"
)

// certifiedSigner settles issuer and key of a certificate that brings its
// signer's certificate along: the signer must be made for health proofs, be
// certified by an authority that is held, and both must be of the state that the
// certificate names. The key is believed only if all of that holds.
func (j *judge) certifiedSigner() {
	if j.results.outcome(CheckHeader) != Pass || j.results.outcome(CheckPayload) != Pass ||
		j.results.outcome(CheckIssuer) == Fail {
		return
	}
	if j.blockedSigner(j.c.Issuer) {
		return
	}
	cert := j.c.Signer
	fault := unfit(cert, j.c.Payload.At("hdr", "t").Text())
	authorities := j.set.Authorities().Find(cert.AuthorityKeyId)
	switch {
	case !ofState(cert, j.c.Issuer):
		j.record(CheckIssuer, Fail, ReasonCountryMismatch, issuerOtherState)
	case len(authorities) > 0:
		j.pass(CheckIssuer, issuerAuthorityListed)
	default:
		j.record(CheckIssuer, Undecided, ReasonIssuerUnknown, issuerAuthorityUnknown)
	}
	if fault != "" {
		j.record(CheckKey, Fail, ReasonSignerNotAllowed, fault)
		return
	}
	if len(authorities) > 0 {
		j.certify(cert, authorities)
	} else if j.results.outcome(CheckIssuer) != Fail {
		j.unvouched(cert)
	}
}

// certify looks for the authority that signed the certificate. Several may share
// a key identifier, which anyone may copy: all are tried.
func (j *judge) certify(cert *x509.Certificate, authorities []csca.Authority) {
	named := slices.DeleteFunc(slices.Clone(authorities), func(a csca.Authority) bool { return !a.Names(cert) })
	j.inDateFirst(named)
	unsupported := false
	for i := range named {
		a := &named[i]
		if a.Signed(cert) {
			j.certified(cert, a)
			return
		}
		unsupported = unsupported || a.Public() == nil
	}
	switch {
	case len(named) == 0:
		j.record(CheckKey, Fail, ReasonSignerNotCertified, keyOtherIssuer)
	case !csca.Sound(cert):
		j.record(CheckKey, Undecided, ReasonKeyUnknown, keyAlgorithm)
	case unsupported:
		j.record(CheckKey, Undecided, ReasonKeyUnknown, keyAuthorityUnsupported)
	default:
		j.record(CheckKey, Fail, ReasonSignerNotCertified, keyNotSigned)
	}
}

// certified records a good chain, and hands the key over unless the states
// differ.
func (j *judge) certified(cert *x509.Certificate, a *csca.Authority) {
	j.pass(CheckKey, keyCertified)
	j.authorityOfState(cert, a)
	if j.results.outcome(CheckIssuer) != Pass {
		return
	}
	j.authority = a
	j.issuer = &trust.Issuer{ID: j.c.Issuer, Name: a.Subject}
	j.key = &signingKey{
		ID: j.c.KeyID, Algorithm: j.c.Algorithm, Public: publicOf(cert), Source: a.Source,
		Periods: []trust.Period{{NotBefore: cert.NotBefore, NotAfter: cert.NotAfter, NamesIssuer: true}},
	}
}

// unvouched checks the signature under a certificate for which no authority that is
// held vouches. One that does not even hold there was altered; one that does proves
// nothing.
func (j *judge) unvouched(cert *x509.Certificate) {
	switch {
	case j.results.outcome(CheckSignature) == Fail:
	case holds(j.c.Algorithm, publicOf(cert), j.c.Signed, j.c.Signature):
		j.record(CheckSignature, Undecided, ReasonIssuerUnknown, signatureNotVouched)
	default:
		j.record(CheckSignature, Fail, ReasonSignatureInvalid, signatureWrong)
	}
}

// inDateFirst puts authorities first that are in date at the time of judgement,
// and among them those that end last.
func (j *judge) inDateFirst(list []csca.Authority) {
	late := func(a csca.Authority) int {
		if j.at.Time.Before(a.NotBefore) || j.at.Time.After(a.NotAfter) {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(list, func(a, b csca.Authority) int {
		return cmp.Or(late(a)-late(b), b.NotAfter.Compare(a.NotAfter))
	})
}

// ofState tells whether a signer's certificate is of the state that the
// certificate names, as far as the table of states goes. Without this a signer of
// one state could speak for any other.
func ofState(cert *x509.Certificate, state string) bool {
	country := countryOf(cert.Issuer.Country)
	agrees, known := icao.Carries(state, country)
	return country != "" && countryOf(cert.Subject.Country) == country && (agrees || !known)
}

// authorityOfState asks the same of the authority that certified the signer. Its
// alternative name settles codes that the table lacks.
func (j *judge) authorityOfState(cert *x509.Certificate, a *csca.Authority) {
	named := icao.IsState(a.State)
	_, known := icao.Carries(j.c.Issuer, a.Country)
	switch {
	case a.Country != countryOf(cert.Issuer.Country), named && !icao.SameState(a.State, j.c.Issuer):
		j.record(CheckIssuer, Fail, ReasonCountryMismatch, issuerOtherState)
	case !known && !named:
		j.record(CheckIssuer, Undecided, ReasonIssuerUnknown, issuerUnknownState)
	}
}

func countryOf(codes []string) string {
	if len(codes) != 1 {
		return ""
	}
	return strings.ToUpper(codes[0])
}

// sealTimes judges the periods of signer and authority, which are all the time
// there is: a VDS-NC has no date of issue and none of expiry.
func (j *judge) sealTimes() {
	signer, now := j.c.Signer, j.at.Time
	switch {
	case !now.Add(rules.ClockSkew).Before(signer.NotBefore) && !now.Add(rules.ClockSkew).Before(j.authority.NotBefore):
		j.pass(CheckNotBefore, "")
	case j.behind():
		j.record(CheckNotBefore, Undecided, ReasonClockDoubtful, notBeforeSignerClock)
	default:
		j.record(CheckNotBefore, Fail, ReasonNotYetValid, notBeforeCertificate)
	}
	if now.After(signer.NotAfter) || now.After(j.authority.NotAfter) {
		j.record(CheckExpiry, Fail, ReasonExpired, expiryCertificate)
	} else {
		j.pass(CheckExpiry, "")
	}
	j.sealPeriod()
}

// sealPeriod holds the newest dose against the end of the signer's certificate:
// what was signed after a dose was signed later than that day. Doses before the
// certificate began are usual.
func (j *judge) sealPeriod() {
	if j.content == nil {
		return // what the card says could not be read
	}
	dated := false
	for _, d := range j.content.Doses {
		day, ok := record.ParseDate(d.Date)
		if !ok {
			continue
		}
		dated = true
		if day.Earliest().After(j.c.Signer.NotAfter) || day.Earliest().After(j.authority.NotAfter) {
			j.record(CheckKeyPeriod, Undecided, ReasonKeyOutsidePeriod, keyPeriodDoseAfterSigner)
			return
		}
	}
	if dated {
		j.pass(CheckKeyPeriod, "")
		return
	}
	j.absent(CheckKeyPeriod, keyPeriodNoDose)
}

// sealNotes lists where a proven message departs from the report.
func sealNotes(c *decode.Credential) []Note {
	message, _ := icao.Read(c.Payload)
	return notesFrom(message.Notes)
}
