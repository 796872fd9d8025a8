package verify

import "vaxcheck/decode"

// format is how one kind of certificate is judged where the kinds differ.
// Whatever is not in here is the same for all of them: decoding's findings, the
// signature, the policy, the report.
type format struct {
	// signer settles issuer and key: who says to have signed, and whether they
	// may. The signature is checked with the key that it leaves in the report.
	signer func(*judge)
	// record reads what a proven certificate says.
	record func(*decode.Credential) (Record, *decode.Problem)
	// times and revocation make the checks of those names, of a proven
	// certificate alone.
	times, revocation func(*judge)
	// notes tells where the content departs from the format's rules for issuers.
	notes func(*decode.Credential) []Note
}

// formats has a row for every format that package decode reads. It is never
// written to.
var formats = map[decode.Format]format{
	decode.FormatSHC: {
		signer:     (*judge).issuerAndKey,
		record:     readSHC,
		times:      (*judge).claimedTimes,
		revocation: (*judge).revocationList,
		notes:      fhirNotes,
	},
}

// readRecord reads a proven credential's content into the neutral record. It
// is the one place where a format's own content meets ours.
func readRecord(c *decode.Credential) (Record, *decode.Problem) {
	if f, known := formats[c.Format]; known {
		return f.record(c)
	}
	return Record{}, &decode.Problem{Reason: decode.ReasonPayloadMalformed, Detail: "content of an unknown format"}
}

// contentNotes lists where a proven credential's content departs from its
// format's rules for issuers.
func contentNotes(c *decode.Credential) []Note {
	if f, known := formats[c.Format]; known {
		return f.notes(c)
	}
	return nil
}
