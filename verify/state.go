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
	return j.blockedState(state) || j.blockedKeys(j.c.KeyID)
}

func (j *judge) blockedState(state string) bool {
	blocked := func(code string) bool { _, blocked := j.set.BlockedIssuer(code); return blocked }
	if !slices.ContainsFunc(StateCodes(state), blocked) {
		return false
	}
	j.record(CheckIssuer, Fail, ReasonIssuerBlocked, "blocked on this machine")
	return true
}

// blockedKeys tells whether one of the ids of a key is blocked. Empty ids are passed
// over.
func (j *judge) blockedKeys(ids ...string) bool {
	blocked := func(id string) bool { _, blocked := j.set.BlockedKey(id); return id != "" && blocked }
	if !slices.ContainsFunc(ids, blocked) {
		return false
	}
	j.record(CheckKey, Fail, ReasonKeyBlocked, "blocked on this machine")
	return true
}
