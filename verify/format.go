package verify

import (
	"crypto"

	"vaxcheck/decode"
	"vaxcheck/trust"
	"vaxcheck/verify/record"
)

// format is how one kind of certificate is judged where the kinds differ.
// Whatever is not in here is the same for all of them: decoding's findings, the
// signature, the policy, the report.
type format struct {
	// names tells whether an issuer can be called so.
	names func(issuer string) bool
	// signer settles issuer and key: who says to have signed, and whether they
	// may. The signature is checked with the key that it leaves in the report.
	signer func(*judge)
	// holds checks a signature over the bytes as received.
	holds func(algorithm string, key crypto.PublicKey, signed string, signature []byte) bool
	// witness asks another implementation about the same signature and key, nil if none is
	// at hand.
	witness func(*decode.Credential, crypto.PublicKey) *Witness
	// record reads what a proven certificate says.
	record func(*decode.Credential) (record.Record, *decode.Problem)
	// times and revocation make the checks of those names, of a proven
	// certificate alone.
	times, revocation func(*judge)
	// part is that of the trust set that answers for the format.
	part trust.PartName
	// specs are the sections cited for checks, where they are others than those in
	// the list of checks.
	specs map[CheckID]string
	// notes tells where the content departs from the format's rules for issuers.
	notes func(*decode.Credential) []Note
}

// Sections cited for ICAO VDS-NC.
const (
	specSeal   = `ICAO technical report "VDS-NC", version 1.1`
	specPeriod = "RFC 5280 section 4.1.2.5"
)

// Sections cited for EU DCC.
const (
	specDCC          = "HCERT specification 1.0.8"
	specDCCText      = "HCERT specification 1.0.8, RFC 9285, RFC 1950"
	specDCCClaims    = "RFC 8392, HCERT specification 1.0.8 section 3.3"
	specDCCSigner    = "HCERT specification 1.0.8 section 4"
	specDCCUsage     = "HCERT specification 1.0.8 section 5"
	specDCCSignature = "RFC 9052 section 4.4, RFC 9053 section 2.1, RFC 8230 section 2"
)

// Sections cited for NZ COVID Pass.
const (
	specNZCP       = "NZ COVID Pass specification version 1"
	specNZCPTrust  = `NZ COVID Pass specification version 1, "Trusted Issuers"`
	specNZCPClaims = `NZ COVID Pass specification version 1, "CWT Claims"`
)

// formats has a row for every format that package decode reads. It is never
// written to.
var formats = map[decode.Format]format{
	decode.FormatSHC: {
		part:       trust.PartIssuers,
		names:      func(issuer string) bool { return decode.IssuerProblem(issuer) == "" },
		signer:     (*judge).issuerAndKey,
		holds:      holds,
		witness:    byJOSE,
		record:     readSHC,
		times:      (*judge).claimedTimes,
		revocation: (*judge).revocationList,
		notes:      fhirNotes,
	},
	decode.FormatVDSNC: {
		part:       trust.PartAuthorities,
		names:      isState,
		signer:     (*judge).certifiedSigner,
		holds:      holds,
		record:     readVDSNC,
		times:      (*judge).sealTimes,
		revocation: (*judge).sealRevocation,
		notes:      sealNotes,
		specs: map[CheckID]string{
			CheckDecode: specSeal, CheckHeader: specSeal, CheckPayload: specSeal,
			CheckIssuer:    "ICAO Doc 9303-3 section 5, Doc 9303-12",
			CheckKey:       "ICAO Doc 9303-12 section 7.1.3, RFC 5280 section 6",
			CheckSignature: "RFC 8785, RFC 7518 section 3.4",
			CheckNotBefore: specPeriod, CheckExpiry: specPeriod, CheckKeyPeriod: specPeriod,
			CheckRevocation: "RFC 5280 section 5",
			CheckSpecimen:   specOwn,
		},
	},
	decode.FormatDCC: {
		part:       trust.PartSigners,
		names:      isState,
		signer:     (*judge).listedSigner,
		holds:      holdsCOSE,
		record:     readDCC,
		times:      (*judge).statedTimes,
		revocation: (*judge).noRevocation,
		notes:      func(c *decode.Credential) []Note { return dccNotes(c.DCC.Certificate) },
		specs: map[CheckID]string{
			CheckDecode: specDCCText, CheckHeader: "RFC 9052 section 3", CheckPayload: specDCCClaims,
			CheckIssuer: specDCCSigner,
			CheckKey:    specDCCUsage, CheckSignature: specDCCSignature,
			CheckNotBefore: "RFC 8392 section 3.1.6", CheckExpiry: "RFC 8392 section 3.1.4",
			CheckKeyPeriod: specDCCUsage, CheckRevocation: specDCC,
			CheckSpecimen: specOwn,
		},
	},
	decode.FormatNZCP: {
		part:       trust.PartPassIssuers,
		names:      trust.IsDID,
		signer:     func(j *judge) { j.issuerAndKeyIn(j.set.PassIssuers()) },
		holds:      holds,
		record:     readNZCP,
		times:      (*judge).claimedTimes,
		revocation: (*judge).noRevocation,
		notes:      nzcpNotes,
		specs: map[CheckID]string{
			CheckDecode: specNZCP + ", RFC 4648 section 6", CheckHeader: "RFC 9052 section 3",
			CheckPayload: specNZCPClaims, CheckIssuer: specNZCPTrust, CheckKey: specNZCPTrust,
			CheckSignature: "RFC 9052 section 4.4, RFC 9053 section 2.1", CheckNotBefore: specNZCPClaims,
			CheckExpiry: specNZCPClaims, CheckKeyPeriod: specNZCPTrust, CheckRevocation: specNZCP,
			CheckSpecimen: specOwn,
		},
	},
}

// NamesIssuer tells whether a certificate of any format can name an issuer so.
func NamesIssuer(text string) bool {
	for _, f := range formats {
		if f.names(text) {
			return true
		}
	}
	return false
}

// readRecord reads a proven credential's content into the neutral record. It
// is the one place where a format's own content meets ours.
func readRecord(c *decode.Credential) (record.Record, *decode.Problem) {
	f, known := formats[c.Format]
	if !known {
		return record.Record{}, &decode.Problem{Reason: decode.ReasonPayloadMalformed, Detail: contentUnknownFormat}
	}
	if c.Unclear != nil {
		return record.Record{}, c.Unclear
	}
	r, problem := f.record(c)
	r.Settle()
	return r, problem
}

// contentNotes lists where a proven credential's content departs from its
// format's rules for issuers.
func contentNotes(c *decode.Credential) []Note {
	if f, known := formats[c.Format]; known {
		return f.notes(c)
	}
	return nil
}
