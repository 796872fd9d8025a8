package verify

import (
	"crypto/x509"
	"crypto/x509/pkix"
	"slices"
	"time"

	"vaxcheck/internal/finding"
	"vaxcheck/trust/csca"
	"vaxcheck/verify/rules"
)

// Details of the reason revocation_unknown, of certificates whose signer an
// authority may revoke.
const (
	detailNoList    = "list_missing"
	detailStaleList = "list_out_of_date"
)

// listLifetime is how long a list counts as current that does not say when the
// next one is due: authorities make a new one every 90 days at the latest.
const listLifetime = 90 * 24 * time.Hour

// sealRevocation looks whether the authority has revoked the signer's
// certificate. Who is listed is refused, however old the list is and whatever
// the date beside the entry: a certificate has no time of signing to hold that
// against. Who is not listed passes only if the list is current.
func (j *judge) sealRevocation() {
	list := j.set.Authorities().RevocationList(j.authority)
	j.list = list
	if list == nil {
		j.noList(detailNoList, revocationCRLMissing,
			revocationCRLNone)
		return
	}
	_, listed := list.Revoked(j.c.Signer.SerialNumber)
	switch {
	case listed:
		j.record(CheckRevocation, Fail, ReasonRevoked, revocationCRLNamed)
	case j.ahead(list) && !j.at.Stated:
		j.record(CheckRevocation, Undecided, ReasonClockDoubtful, revocationCRLLater)
	case list.ThisUpdate.After(j.c.Signer.NotAfter):
		j.noList(detailNoList, revocationCRLAfterSigner,
			revocationCRLNoneAfterSigner)
	case j.at.Time.After(dueAfter(list)):
		j.noList(detailStaleList, revocationCRLStale,
			revocationCRLNoneStale)
	case j.ahead(list):
		j.pass(CheckRevocation, revocationCRLNotNamedLater)
	default:
		j.pass(CheckRevocation, revocationCRLNotNamed)
	}
}

// noList records the outcome where no current list is held. Whether there is a list at
// all is for the issuer to say: by the address of one in the signer's certificate.
func (j *judge) noList(detail string, announced, unannounced finding.Finding) {
	switch {
	case !announcesList(j.c.Signer):
		j.absent(CheckRevocation, unannounced)
	case j.policy.Trust.AllowMissingLists:
		j.absent(CheckRevocation, policyAllowed(announced))
	default:
		j.record(CheckRevocation, Undecided, ReasonRevocationUnknown, announced)
		j.listDetail = detail
	}
}

// ahead tells whether a list was made later than the time of judgement. The
// clock's time cannot be: the list was there before it could be brought here.
func (j *judge) ahead(list *csca.RevocationList) bool {
	return list.ThisUpdate.After(j.at.Time.Add(rules.ClockSkew))
}

// dueAfter returns the time after which a list is no longer current.
func dueAfter(list *csca.RevocationList) time.Time {
	if list.NextUpdate.IsZero() {
		return list.ThisUpdate.Add(listLifetime)
	}
	return list.NextUpdate
}

// RevocationListView is the list of revoked certificates that was used of a
// signer's authority. RevokedAt is the date beside the signer's entry, nil for
// none.
type RevocationListView struct {
	Issuer     string     `json:"issuer"`
	Number     string     `json:"number,omitempty"`
	ThisUpdate Timestamp  `json:"this_update"`
	NextUpdate *Timestamp `json:"next_update"`
	Entries    int        `json:"entries"`
	RevokedAt  *Timestamp `json:"revoked_at"`
	SHA256     string     `json:"sha256"`
	Source     string     `json:"source"`
}

// listView describes the list that was used. It is nil if none was at hand.
func (r Report) listView() *RevocationListView {
	l := r.list
	if l == nil {
		return nil
	}
	when, _ := l.Revoked(r.credential.Signer.SerialNumber)
	return &RevocationListView{Issuer: l.Issuer, Number: l.Number, ThisUpdate: Timestamp(l.ThisUpdate),
		NextUpdate: timestamp(l.NextUpdate),
		Entries:    l.Len(), RevokedAt: timestamp(when), SHA256: l.SHA256, Source: l.Source}
}

// announcesList tells whether a signer's certificate says where lists of revoked
// ones are (RFC 5280, sections 4.2.1.13 and 4.2.1.15), in whatever form: the
// standard library takes out addresses alone.
func announcesList(cert *x509.Certificate) bool {
	return slices.ContainsFunc(cert.Extensions, func(e pkix.Extension) bool {
		return e.Id.Equal(oidDistributionPoints) || e.Id.Equal(oidFreshestCRL)
	})
}
