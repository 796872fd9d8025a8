package verify

import (
	"slices"

	"vaxcheck/decode"
)

// Level A does not tell one format from another. What only some formats have is
// told there by the name of what all of them have, and each reason with one check,
// whichever found it out. The verdict and the exit code are the same.

// generalReasons are told in place of reasons that certificates have only whose
// signers bring, or are listed with, certificates of their own. A signature by
// someone who may not sign for the issuer is not the issuer's. It is never written
// to.
var generalReasons = map[Reason]Reason{
	ReasonSignerNotAllowed:   ReasonSignatureInvalid,
	ReasonSignerNotCertified: ReasonSignatureInvalid,
	ReasonCountryMismatch:    ReasonSignatureInvalid,
}

// generalDetails are told in place of details that name a format which is judged.
// It is never written to.
var generalDetails = map[string]string{"vds_nc_typed": "typed"}

// toldWith is the check that a reason is told with where formats differ in the one
// that finds it first. It is never written to.
var toldWith = map[Reason]CheckID{
	decode.ReasonPayloadMalformed: CheckPayload, decode.ReasonPayloadTooLarge: CheckPayload, ReasonSignatureInvalid: CheckSignature,
	ReasonKeyWithdrawn: CheckKey, ReasonClockDoubtful: CheckClock, decode.ReasonContentUnclear: CheckPayload,
}

// general is a reason as level A tells it.
func general(reason Reason) Reason {
	if common, known := generalReasons[reason]; known {
		return common
	}
	return reason
}

// generalDetail is a detail as level A tells it.
func generalDetail(detail string) string {
	if common, known := generalDetails[detail]; known {
		return common
	}
	return detail
}

// reasonsAt are the reasons as a level tells them. A certificate that is invalid has
// one at level A, the first, since what else is found out about it differs by format;
// that the clock is wrong is not about the certificate, and is told all the same.
func (r Report) reasonsAt(level Level) []Reason {
	if level >= LevelB {
		return r.Reasons()
	}
	invalid := r.Verdict() == Invalid
	var told []Reason
	for _, reason := range r.Reasons() {
		reason = general(reason)
		more := invalid && len(told) > 0 && reason != ReasonClockDoubtful
		if !more && !slices.Contains(told, reason) {
			told = append(told, reason)
		}
	}
	return told
}

// generalChecks are the checks as level A tells them: one for each reason, in their
// order.
func (r Report) generalChecks() []CheckView {
	views := []CheckView{}
	for _, reason := range r.reasonsAt(LevelA) {
		i := slices.IndexFunc(r.results[:], func(c checkResult) bool { return general(c.Reason) == reason })
		if i < 0 {
			continue // no check's, but the gate's
		}
		c := CheckView{ID: r.results[i].ID, Outcome: r.results[i].Outcome, Reason: &reason}
		if id, known := toldWith[reason]; known {
			c.ID = id
		}
		views = append(views, c)
	}
	slices.SortStableFunc(views, func(a, b CheckView) int { return place(a.ID) - place(b.ID) })
	return views
}
