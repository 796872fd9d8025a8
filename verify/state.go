package verify

import (
	"slices"
	"strings"

	"vaxcheck/icao"
)

// StateCodes returns all codes by which the formats know a state, in the order of
// the alphabet: the three letters of ICAO VDS-NC and the two of EU Digital COVID
// Certificates. A code that no table has stands alone. It is nil for what has not
// the form of such a code.
func StateCodes(code string) []string {
	if !icao.IsState(code) && (len(code) != 2 || strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "") {
		return nil
	}
	if codes := icao.Spellings(code); codes != nil {
		return codes
	}
	return []string{code}
}

// blockedSigner tells whether a state, by whatever code, or the signer's key is
// blocked on this machine. Nothing that is blocked is asked about any further.
func (j *judge) blockedSigner(state string) bool {
	if slices.ContainsFunc(StateCodes(state), func(code string) bool { _, blocked := j.set.BlockedIssuer(code); return blocked }) {
		j.record(CheckIssuer, Fail, ReasonIssuerBlocked, "blocked on this machine")
		return true
	}
	if _, blocked := j.set.BlockedKey(j.c.KeyID); blocked {
		j.record(CheckKey, Fail, ReasonKeyBlocked, "blocked on this machine")
		return true
	}
	return false
}
