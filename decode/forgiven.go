package decode

// A Deviation is one way in which genuine certificates depart from their
// specification and are read all the same, because they can mean only one thing.
// Each is a row below, and becomes a Note of the certificate that has it. A
// deviation makes no certificate valid: a listed signer's signature must hold over the
// very bytes that deviate.
type Deviation struct {
	Code string // of the Note, such as "deflate_trailing"
	What string // in English, for auditors: what is odd, and how it was read
	Spec string // the section that it departs from
}

// Deviations of the framing and the claims of SMART Health Cards, of the claims of EU
// DCC, and of the header of ICAO VDS-NC; behind each where it was met.
var (
	zipHeader = Deviation{"zip_header", "zip is not DEF: the payload was read in the framing that it has", specJWS} // drafts, test systems

	deflateTrailing = Deviation{"deflate_trailing", "bytes follow the end of the DEFLATE stream, and are not read", specDeflate} // a state's cards end in gzip's trailer
	gzipFraming     = Deviation{"gzip_framing", "the payload is a gzip stream instead of raw DEFLATE", specDeflate}              // a library's default
	zlibFraming     = Deviation{"zlib_framing", "the payload is a zlib stream instead of raw DEFLATE", specDeflate}              // a library's default
	plainPayload    = Deviation{"payload_uncompressed", "the payload is not compressed", specDeflate}                            // drafts, test systems

	issuerForm = Deviation{"issuer_form", "iss is not in the one form that it may have, and was read as if it were", specIssuer} // servers that write their own address

	issuedAsIAT      = Deviation{"iat_for_nbf", "the time of issue stands in iat, and there is no nbf", specClaims}       // a province; drafts
	issuedAsNBF      = Deviation{"nbf_for_iat", "the time of issue stands in nbf, and there is no iat", specCWT}          // general libraries for CWT
	timeMilliseconds = Deviation{"time_milliseconds", "a time is in milliseconds, and was read as that", specNumericDate} // languages that count so
	timeText         = Deviation{"time_text", "a time is a text, and was read as the time in it", specNumericDate}        // printed numbers
	timeNull         = Deviation{"time_null", "a time is null, and was read as not given", specNumericDate}               // writers of every member

	typeForm  = Deviation{"vc_type", "vc.type is no list of texts with #health-card among them; what it says instead leaves no doubt", specClaims} // drafts
	listOfOne = Deviation{"list_of_one", "vc, credentialSubject or fhirBundle is a list of one, and was read as what is in the list", specClaims}  // libraries for verifiable credentials

	sealVersion = Deviation{"vds_version", "the version is missing or no number, and was read as 1", specVDSNC}                      // as for SMART Health Cards: a number as a text
	stateForm   = Deviation{"vds_state", "the issuing state is not in capital letters alone, and was read as if it were", specVDSNC} // as for EU DCC: white space around codes
)

// Forgiven lists the deviations that reading forgives, from the outermost layer on.
func Forgiven() []Deviation {
	return []Deviation{zipHeader, deflateTrailing, gzipFraming, zlibFraming, plainPayload, issuerForm,
		issuedAsIAT, issuedAsNBF, timeMilliseconds, timeText, timeNull, typeForm, listOfOne, sealVersion, stateForm}
}

// forgive notes a deviation, once.
func (c *Credential) forgive(d Deviation) {
	for _, n := range c.Notes {
		if n.Code == d.Code {
			return
		}
	}
	c.note(d.Code, d.What, d.Spec)
}
