package verify

import (
	"maps"
	"slices"

	"vaxcheck/decode"
)

// Level A does not tell one format from another. What only some formats have is
// told there by the name of what all of them have, and each reason with one check,
// whichever found it out. The verdict and the exit code are the same.

// generalReasons has the reason that level A tells in place of one that only some
// formats can have: their signers bring certificates of their own, or are listed with
// them. A signature by someone who may not sign for the issuer is not the issuer's. It
// is never written to.
var generalReasons = map[Reason]Reason{
	ReasonSignerNotAllowed:   ReasonSignatureInvalid,
	ReasonSignerNotCertified: ReasonSignatureInvalid,
	ReasonCountryMismatch:    ReasonSignatureInvalid,
}

// generalDetails has the detail that level A tells in place of one that names a format.
// It is never written to.
var generalDetails = map[string]string{"vds_nc_typed": "typed"}

// Kinds lists what a code can be told to be instead of a certificate: what package
// decode knows, and what level A tells in place of it. What an input can be is not among
// them.
func Kinds() []string {
	return slices.AppendSeq(decode.Kinds(), maps.Values(generalDetails))
}

// toldWith has the check with which level A tells a reason, wherever it was found: of
// one format decode finds that a payload is too large, of another payload does. It is
// never written to.
var toldWith = map[Reason]CheckID{
	decode.ReasonPayloadMalformed: CheckPayload, decode.ReasonPayloadTooLarge: CheckPayload,
	ReasonSignatureInvalid: CheckSignature,
	ReasonKeyWithdrawn:     CheckKey, ReasonClockDoubtful: CheckClock, decode.ReasonContentUnclear: CheckPayload,
}

// general returns the reason that level A tells in place of another, which is mostly
// the same.
func general(reason Reason) Reason {
	if common, known := generalReasons[reason]; known {
		return common
	}
	return reason
}

// generalDetail returns the detail that level A tells in place of another, which is
// mostly the same.
func generalDetail(detail string) string {
	if common, known := generalDetails[detail]; known {
		return common
	}
	return detail
}

// reasonsAt returns the reasons as a level tells them. Of a certificate that is invalid
// level A has the first alone, since what else is found out about it differs by format;
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

// generalChecks returns the checks as level A tells them: one for each reason, in their
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
