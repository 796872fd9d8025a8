package verify

import "vaxcheck/decode"

// outlivesSigner is forgiven of an EU DCC. Its specification has no certificate outlive
// its signer's, and those of some states (AD, HR, HU, IE, SC) all do.
var outlivesSigner = decode.Note{Code: "outlives_signer",
	Detail: expiryAfterSigner, Spec: specDCCUsage}

// Forgiven lists the ways in which genuine certificates depart from their specifications
// and are judged all the same: those of reading, and those of judging. Departures of the
// content from what its format asks of issuers are notes of the packages that read it.
func Forgiven() []decode.Note { return append(decode.Forgiven(), outlivesSigner) }

// forgive notes a deviation that judging forgives.
func (j *judge) forgive(d decode.Note) { j.forgiven = append(j.forgiven, d) }
