package decode

import (
	"bytes"
	"errors"
	"net/url"
	"slices"
	"strings"

	"vaxcheck/decode/find"
	"vaxcheck/internal/finding"
	"vaxcheck/internal/strictjson"
)

const (
	specClaims      = `SMART Health Cards "Protocol Details: Modeling Verifiable Credentials"`
	specIssuer      = `SMART Health Cards "Determining keys associated with an issuer"`
	specRevoke      = `SMART Health Cards "Revocation"`
	specNumericDate = `RFC 7519 section 2, SMART Health Cards "Expiration"`
	specDeflate     = `SMART Health Cards "Health Cards are Small", RFC 1951`
)

// typeHealthCard is the type every SMART Health Card states.
const typeHealthCard = typesOfFramework + "health-card"

// typesOfFramework begins all types of the framework.
const typesOfFramework = "https://smarthealth.cards#"

// maxRevocationID is the longest revocation id the specification allows.
const maxRevocationID = 24

// readPayload unpacks and reads the payload. It happens before anything is
// authenticated, since the issuer's name stands inside; so only what must be known to
// find the key is asked for here, and read in whatever form leaves no doubt. The claims
// wait in SHC until someone may believe them.
func (c *Credential) readPayload(packed []byte) {
	refuse := func(detail finding.Finding, spec string) {
		c.refuse(StagePayload, ReasonPayloadMalformed, detail, spec)
	}
	text, odd, release, err := unpack(packed)
	defer release()
	if err == errTooLarge {
		c.refuse(StagePayload, ReasonPayloadTooLarge, shcTooLarge, specDeflate)
		return
	}
	if err != nil {
		refuse(finding.From(err), specDeflate)
		return
	}
	for _, d := range odd {
		c.forgive(d)
	}
	if rest, found := bytes.CutPrefix(text, []byte("\ufeff")); found {
		c.note("payload_bom", claimsByteOrderMark, specClaims)
		text = rest
	}
	payload, err := strictjson.ParseSmall(text, strictjson.DefaultDepth, MaxValues)
	switch {
	case errors.Is(err, strictjson.ErrTooLong):
		c.refuse(StagePayload, ReasonPayloadTooLarge, claimsTooManyValues, specJSON)
	case err != nil:
		refuse(claimsJSON(finding.From(err)), specJSON)
	case payload.Kind() != strictjson.Object:
		refuse(claimsNoObject, specClaims)
	case payload.Get("iss").Text() == "":
		refuse(shcIssuerMissing, specClaims)
	default:
		c.Payload = payload
		c.readIssuer(payload.Get("iss").Text())
		c.readClaims()
	}
}

// readIssuer brings iss into the one form that trust sets have. An issuer in another
// form is nobody who is listed, which is not said here: it is no forgery.
func (c *Credential) readIssuer(iss string) {
	c.Issuer = iss
	if IssuerProblem(iss) == "" && strings.Trim(iss, asciiSpace) == iss {
		return
	}
	if id := issuerURL(iss); IssuerProblem(id) == "" {
		c.Issuer = id
	}
	c.forgive(issuerForm)
}

// issuerURL takes off what people write around an issuer's URL, and writes its scheme
// as it must be. What is left has to be listed, and to have signed: a URL that only
// looks like one of an issuer gains nothing.
func issuerURL(iss string) string {
	id := strings.TrimRight(strings.Trim(iss, asciiSpace), "/")
	for _, scheme := range []string{"https://", "http://"} {
		if find.HasPrefixFold(id, scheme) {
			return "https://" + id[len(scheme):]
		}
	}
	return id
}

// IssuerProblem tells why no card can name this issuer, "" if one can. Issuer
// URLs have the one form that can be compared byte for byte.
func IssuerProblem(id string) finding.Finding {
	u, err := url.Parse(id)
	switch {
	case !strings.HasPrefix(id, "https://"):
		return shcIssuerHTTPS
	case strings.HasSuffix(id, "/"):
		return shcIssuerSlash
	case err != nil || u.Host == "":
		return shcIssuerHost
	case u.User != nil || strings.ContainsAny(id, "?#"):
		return shcIssuerParts
	}
	return ""
}

// readClaims reads what the signature, once it holds, makes the issuer's word.
func (c *Credential) readClaims() {
	vc := c.one(c.Payload.Get("vc"))
	subject := c.one(vc.Get("credentialSubject"))
	c.SHC = &SHC{Bundle: c.one(subject.Get("fhirBundle")), FHIRVersion: subject.Get("fhirVersion").Text(), Types: c.types(vc.Get("type"))}
	c.readTimes()
	c.checkClaims(vc, subject)
	c.readRevocationID(vc.Get("rid"))
	if !strings.HasPrefix(c.SHC.FHIRVersion, "4.0.") {
		c.note("fhir_version", shcFHIRVersion, specClaims)
	}
}

// one takes an object out of a list of one.
func (c *Credential) one(v strictjson.Value) strictjson.Value {
	if v.Kind() != strictjson.Array || v.Len() != 1 {
		return v
	}
	c.forgive(listOfOne)
	return v.Index(0)
}

// types reads vc.type, a list or a text.
func (c *Credential) types(list strictjson.Value) []string {
	if one := list.Text(); one != "" {
		c.forgive(typeForm)
		return []string{one}
	}
	types := make([]string, 0, list.Len())
	for t := range list.Items() {
		types = append(types, t.Text())
	}
	return types
}

// checkClaims asks for what the claims must have to be understood.
func (c *Credential) checkClaims(vc, subject strictjson.Value) {
	ofFramework := func(t string) bool { return strings.HasPrefix(t, typesOfFramework) }
	switch {
	case vc.Kind() != strictjson.Object:
		c.unclear(shcNoVC, specClaims)
	case subject.Kind() != strictjson.Object, c.SHC.Bundle.Kind() != strictjson.Object:
		c.unclear(shcNoBundle, specClaims)
	case slices.Contains(c.SHC.Types, typeHealthCard):
		if slices.Contains(c.SHC.Types, "") {
			c.forgive(typeForm)
		}
	case slices.ContainsFunc(c.SHC.Types, ofFramework):
		c.forgive(typeForm)
	default:
		c.unclear(shcType, specClaims)
	}
}

// readTimes reads when the card was issued, and when it expires. Drafts had iat where
// nbf is due.
func (c *Credential) readTimes() {
	issued := c.Payload.Get("nbf")
	if iat := c.Payload.Get("iat"); notGiven(issued) && !notGiven(iat) {
		c.forgive(issuedAsIAT)
		issued = iat
	}
	c.IssuedAt = c.time(TimeIssued, issued)
	c.ExpiresAt = c.time(TimeExpires, c.Payload.Get("exp"))
	if c.IssuedAt.IsZero() {
		c.unclearTime(TimeIssued)
	}
}

// readRevocationID reads vc.rid. What it is made of is the issuer's business: any
// text can be compared with the entries of a list, and a number by its digits,
// though nobody knows how the issuer writes it into a list.
func (c *Credential) readRevocationID(rid strictjson.Value) {
	if !rid.Exists() {
		return
	}
	c.SHC.RevocationID = rid.Literal()
	switch rid.Kind() {
	case strictjson.String:
		if !validRevocationID(rid.Text()) {
			c.note("rid_form", shcRidForm, specRevoke)
		}
	case strictjson.Null:
		c.note("rid_form", shcRidNull, specRevoke)
	default:
		c.SHC.RevocationOdd = true
		c.note("rid_form", shcRidType, specRevoke)
	}
}

func validRevocationID(id string) bool {
	for i := range len(id) {
		if !isBase64URL(id[i]) {
			return false
		}
	}
	return id != "" && len(id) <= maxRevocationID
}
