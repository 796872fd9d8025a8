package decode

// What is forgiven: ways in which genuine certificates depart from their specification, and
// are read all the same, because they can mean one thing only. Each is a row here, and
// becomes a note of the certificate that has it; docs/auditors.md tells why, and where each
// was seen. None of them makes a certificate valid: a listed signer's signature must
// hold over the very bytes that deviate.

// Deviations in how a code is written. A text that is a code as it stands is never read
// otherwise, and of what else it may mean only that is taken which can be read to its end.
// What stands around a code package codes forgives.
var (
	noteCase   = Note{"letter_case", hcertLetterCase, specBase45}
	notePrefix = Note{"prefix_missing", textPrefixMissing, ""}
	noteForm   = Note{"prefix_form", shcPrefixForm, specQR}
	noteBlanks = Note{"inner_white_space", textInnerWhiteSpace, ""}
)

// writtenNotes are all of the above.
var writtenNotes = []Note{noteCase, notePrefix, noteForm, noteBlanks}

// Deviations of the framing and the claims of SMART Health Cards, of the claims of EU
// DCC, and of the header of ICAO VDS-NC; behind each where it was met.
var (
	zipHeader = Note{"zip_header", shcZIPHeader, specJWS} // drafts, test systems

	deflateTrailing = Note{"deflate_trailing", shcDeflateTrailing, specDeflate}  // a state's cards end in gzip's trailer
	gzipFraming     = Note{"gzip_framing", shcGzip, specDeflate}                 // a library's default
	zlibFraming     = Note{"zlib_framing", shcZlib, specDeflate}                 // a library's default
	plainPayload    = Note{"payload_uncompressed", shcUncompressed, specDeflate} // drafts, test systems

	issuerForm = Note{"issuer_form", shcIssuerForm, specIssuer} // servers that write their own address

	issuedAsIAT      = Note{"iat_for_nbf", claimsIssuedAsIAT, specClaims}                 // a province; drafts
	issuedAsNBF      = Note{"nbf_for_iat", claimsIssuedAsNBF, specCWT}                    // general libraries for CWT
	timeMilliseconds = Note{"time_milliseconds", claimsTimeMilliseconds, specNumericDate} // languages that count so
	timeText         = Note{"time_text", claimsTimeText, specNumericDate}                 // printed numbers
	timeNull         = Note{"time_null", claimsTimeNull, specNumericDate}                 // writers of every member

	typeForm  = Note{"vc_type", shcTypeForm, specClaims}      // drafts
	listOfOne = Note{"list_of_one", shcListOfOne, specClaims} // libraries for verifiable credentials

	sealVersion = Note{"vds_version", vdsNCVersionMissing, specVDSNC} // as for SMART Health Cards: a number as a text
	stateForm   = Note{"vds_state", vdsNCStateCase, specVDSNC}        // as for EU DCC: white space around codes
)

// Forgiven lists the deviations of framing and claims, from the outermost layer on.
func Forgiven() []Note {
	return []Note{zipHeader, deflateTrailing, gzipFraming, zlibFraming, plainPayload, issuerForm,
		issuedAsIAT, issuedAsNBF, timeMilliseconds, timeText, timeNull, typeForm, listOfOne, sealVersion, stateForm}
}

// forgive notes a deviation, once.
func (c *Credential) forgive(d Note) {
	for _, n := range c.Notes {
		if n.Code == d.Code {
			return
		}
	}
	c.Notes = append(c.Notes, d)
}
