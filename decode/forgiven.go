package decode

// What is forgiven: ways in which genuine certificates depart from their specification, and
// are read all the same, because they can mean one thing only. Each is a row here, and
// becomes a note of the certificate that has it; docs/auditors.md tells why, and where each
// was seen. None of them makes a certificate valid: a listed signer's signature must
// hold over the very bytes that deviate.

// Deviations in how a text is written. A text that is a code as it stands is never read
// otherwise, and of what else it may mean only that is taken which can be read to its end.
var (
	noteAIM      = Note{"aim_identifier", "the scanner's identifier of the symbology stands before the code", "ISO/IEC 15424"}
	noteECI      = Note{"eci_identifier", "the scanner's identifier of the character set stands before the code", "AIM ITS/04-001"}
	noteCase     = Note{"letter_case", "not in the capital letters of Base45", specBase45}
	notePrefix   = Note{"prefix_missing", "what names the kind of code is missing before it", ""}
	noteForm     = Note{"prefix_form", "not the prefix shc:/ as it should be", specQR}
	noteBlanks   = Note{"inner_white_space", "white space inside the code", ""}
	noteTyped    = Note{"typed", "changed by a keyboard layout, Caps Lock or an input method", ""}
	noteLink     = Note{"link", "inside a link, whose address proves nothing and is not followed", ""}
	noteEmbedded = Note{"embedded", "other text on the line of the code", ""}
	noteWrapped  = Note{"wrapped", "written over several lines", ""}
	noteQuoted   = Note{"quoted", "quoted as in an answered mail", ""}
	noteText     = Note{"credential_text", "verifiableCredential is a text and no list", specDownload}
	noteUTF16    = Note{"utf16", "the text is in UTF-16", ""}
	noteLatin    = Note{"latin1", "the text is not in UTF-8, and is read as ISO 8859-1", ""}
	noteAppend   = Note{"structured_append", "spread over several QR codes that a reader joins", "ISO/IEC 18004"}
)

// textNotes are all of the above.
var textNotes = []Note{noteAIM, noteECI, noteCase, notePrefix, noteForm, noteBlanks, noteTyped, noteLink, noteEmbedded, noteWrapped,
	noteQuoted, noteText, noteUTF16, noteLatin, noteAppend}

// Deviations of the framing and the claims of SMART Health Cards, of the claims of EU
// DCC, and of the header of ICAO VDS-NC; behind each where it was met.
var (
	zipHeader = Note{"zip_header", "zip is not DEF: the payload was read in the framing that it has", specJWS} // drafts, test systems

	deflateTrailing = Note{"deflate_trailing", "bytes follow the end of the DEFLATE stream, and are not read", specDeflate} // a state's cards end in gzip's trailer
	gzipFraming     = Note{"gzip_framing", "the payload is a gzip stream instead of raw DEFLATE", specDeflate}              // a library's default
	zlibFraming     = Note{"zlib_framing", "the payload is a zlib stream instead of raw DEFLATE", specDeflate}              // a library's default
	plainPayload    = Note{"payload_uncompressed", "the payload is not compressed", specDeflate}                            // drafts, test systems

	issuerForm = Note{"issuer_form", "iss is not in the one form that it may have, and was read as if it were", specIssuer} // servers that write their own address

	issuedAsIAT      = Note{"iat_for_nbf", "the time of issue stands in iat, and there is no nbf", specClaims}       // a province; drafts
	issuedAsNBF      = Note{"nbf_for_iat", "the time of issue stands in nbf, and there is no iat", specCWT}          // general libraries for CWT
	timeMilliseconds = Note{"time_milliseconds", "a time is in milliseconds, and was read as that", specNumericDate} // languages that count so
	timeText         = Note{"time_text", "a time is a text, and was read as the time in it", specNumericDate}        // printed numbers
	timeNull         = Note{"time_null", "a time is null, and was read as not given", specNumericDate}               // writers of every member

	typeForm  = Note{"vc_type", "vc.type is no list of texts with #health-card among them; what it says instead leaves no doubt", specClaims} // drafts
	listOfOne = Note{"list_of_one", "vc, credentialSubject or fhirBundle is a list of one, and was read as what is in the list", specClaims}  // libraries for verifiable credentials

	sealVersion = Note{"vds_version", "the version is missing or no number, and was read as 1", specVDSNC}                      // as for SMART Health Cards: a number as a text
	stateForm   = Note{"vds_state", "the issuing state is not in capital letters alone, and was read as if it were", specVDSNC} // as for EU DCC: white space around codes
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
