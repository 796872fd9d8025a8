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

// isState tells whether a text has the form of a state's code.
func isState(text string) bool { return StateCodes(text) != nil }

// blockedSigner tells whether a state, by whatever code, or the signer's key is
// blocked on this machine. Nothing that is blocked is asked about any further.
func (j *judge) blockedSigner(state string) bool {
	return j.blockedState(state) || j.blockedKeys(state, j.c.KeyID)
}

func (j *judge) blockedState(state string) bool {
	blocked := func(code string) bool { _, blocked := j.set.BlockedIssuer(code); return blocked }
	if !slices.ContainsFunc(StateCodes(state), blocked) {
		return false
	}
	j.record(CheckIssuer, Fail, ReasonIssuerBlocked, checkBlocked)
	return true
}

// blockedKeys tells whether one of the ids of a key is blocked, or is among those of a
// state, by whatever code. Empty ids are
// passed over.
func (j *judge) blockedKeys(state string, ids ...string) bool {
	blocked := func(id string) bool {
		of := func(code string) bool { _, blocked := j.set.BlockedKeyOf(code, id); return blocked }
		_, everywhere := j.set.BlockedKey(id)
		return id != "" && (everywhere || slices.ContainsFunc(StateCodes(state), of))
	}
	if !slices.ContainsFunc(ids, blocked) {
		return false
	}
	j.record(CheckKey, Fail, ReasonKeyBlocked, checkBlocked)
	return true
}
