package decode

import (
	"cmp"
	"errors"
	"math"
	"net/url"
	"strings"
	"time"

	"vaxcheck/internal/strictjson"
)

const (
	specClaims  = `SMART Health Cards "Protocol Details: Modeling Verifiable Credentials"`
	specIssuer  = `SMART Health Cards "Determining keys associated with an issuer"`
	specExpiry  = `SMART Health Cards "Expiration"`
	specRevoke  = `SMART Health Cards "Revocation"`
	specDeflate = `SMART Health Cards "Health Cards are Small", RFC 1951`
)

// typeHealthCard is the type every SMART Health Card states.
const typeHealthCard = "https://smarthealth.cards#health-card"

// maxRevocationID is the longest revocation id the specification allows.
const maxRevocationID = 24

// readPayload inflates and reads the payload. It happens before anything is
// authenticated, since the issuer's name stands inside; only the issuer is
// checked here, the other claims wait in SHC until someone may believe them.
func (c *Credential) readPayload(compressed []byte) {
	if c.Header.Get("zip").Text() != "DEF" {
		return // it says itself that it is not compressed: nothing to inflate
	}
	refuse := func(detail, spec string) { c.refuse(StagePayload, ReasonPayloadMalformed, detail, spec) }
	text, release, err := inflate(compressed)
	defer release()
	if err == errTooLarge {
		c.refuse(StagePayload, ReasonPayloadTooLarge, "the payload inflates beyond the limit", specDeflate)
		return
	}
	if err != nil {
		refuse(err.Error(), specDeflate)
		return
	}
	if rest, found := strings.CutPrefix(string(text[:min(len(text), 3)]), "\ufeff"); found && rest == "" {
		c.note("payload_bom", "a byte order mark before the payload", specClaims)
		text = text[3:]
	}
	payload, err := strictjson.ParseSmall(text, strictjson.DefaultDepth, MaxValues)
	switch {
	case errors.Is(err, strictjson.ErrTooLong):
		c.refuse(StagePayload, ReasonPayloadTooLarge, "the payload has too many values", specJSON)
	case err != nil:
		refuse("the payload's JSON is refused: "+err.Error(), specJSON)
	case payload.Kind() != strictjson.Object:
		refuse("the payload is no object", specClaims)
	case payload.Get("iss").Kind() != strictjson.String:
		refuse("iss is missing or no text", specClaims)
	default:
		c.Payload, c.Issuer = payload, payload.Get("iss").Text()
		c.checkIssuer()
		c.readClaims()
	}
}

// checkIssuer repairs nothing.
func (c *Credential) checkIssuer() {
	if problem := IssuerProblem(c.Issuer); problem != "" {
		c.refuse(StageIssuer, ReasonIssuerMalformed, problem, specIssuer)
	}
}

// IssuerProblem tells why no card can name this issuer, "" if one can. Issuer
// URLs have the one form that can be compared byte for byte.
func IssuerProblem(id string) string {
	u, err := url.Parse(id)
	switch {
	case !strings.HasPrefix(id, "https://"):
		return "iss is no https URL"
	case strings.HasSuffix(id, "/"):
		return "iss ends in a slash"
	case err != nil || u.Host == "":
		return "iss is no absolute URL with a host"
	case u.User != nil || strings.ContainsAny(id, "?#"):
		return "iss has user information, a query or a fragment"
	}
	return ""
}

// readClaims reads what the signature, once it holds, makes the issuer's word.
func (c *Credential) readClaims() {
	c.SHC = &SHC{}
	vc := c.Payload.Get("vc")
	subject := vc.Get("credentialSubject")
	c.SHC.Bundle = subject.Get("fhirBundle")
	c.SHC.FHIRVersion = subject.Get("fhirVersion").Text()
	c.SHC.Types = make([]string, 0, vc.Get("type").Len())
	for t := range vc.Get("type").Items() {
		c.SHC.Types = append(c.SHC.Types, t.Text())
	}
	c.SHC.Problem = cmp.Or(c.checkClaims(vc), c.readRevocationID(vc.Get("rid")))
	if !strings.HasPrefix(c.SHC.FHIRVersion, "4.0.") {
		c.note("fhir_version", "fhirVersion is not 4.0: the content may be misread", specClaims)
	}
}

// checkClaims returns the first rule of form that the claims break.
func (c *Credential) checkClaims(vc strictjson.Value) *Problem {
	if p := c.readTimes(); p != nil {
		return p
	}
	subject := vc.Get("credentialSubject")
	switch {
	case vc.Kind() != strictjson.Object, !allText(vc.Get("type")):
		return malformed("vc is no object or vc.type no list of texts", specClaims)
	case !contains(c.SHC.Types, typeHealthCard):
		return malformed("vc.type does not say that this is a health card", specClaims)
	case subject.Kind() != strictjson.Object, subject.Get("fhirBundle").Kind() != strictjson.Object:
		return malformed("credentialSubject or fhirBundle is missing or no object", specClaims)
	}
	return nil
}

// readTimes reads nbf and exp: numbers, fractions allowed.
func (c *Credential) readTimes() *Problem {
	issued, ok := numericDate(c.Payload.Get("nbf"))
	if !ok {
		return malformed("nbf is missing or no date in seconds", specClaims)
	}
	c.IssuedAt = issued
	exp := c.Payload.Get("exp")
	if !exp.Exists() {
		return nil
	}
	expires, ok := numericDate(exp)
	if seconds, _ := exp.Float(); !ok || seconds >= tooManySeconds {
		return malformed("exp is no date in seconds", specExpiry)
	}
	c.ExpiresAt = expires
	return nil
}

// tooManySeconds is the first time that is none in seconds. Read literally,
// milliseconds would make a card valid for ever.
const tooManySeconds = 1e11

// lastInstant is the latest time RFC 3339 can write; a date beyond it, such as
// one in milliseconds, is far in the future either way.
var lastInstant = time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC)

// numericDate reads a JWT NumericDate: seconds since 1970, which may have a
// fraction. Japan's cards carry microseconds. The fraction is cut off after
// nine digits, never rounded, so that an instant before a whole second stays
// before it.
func numericDate(v strictjson.Value) (time.Time, bool) {
	seconds, ok := v.Float()
	if !ok || seconds < 0 {
		return time.Time{}, false
	}
	if seconds > float64(lastInstant.Unix()) {
		return lastInstant, true
	}
	whole, fraction, _ := strings.Cut(v.Literal(), ".")
	if strings.ContainsAny(v.Literal(), "eE") || len(whole) > 12 {
		floor := math.Floor(seconds)
		return time.Unix(int64(floor), int64((seconds-floor)*1e9)).UTC(), true
	}
	return time.Unix(digits(whole), digits((fraction + "000000000")[:9])).UTC(), true
}

// digits reads decimal digits, as many as an int64 holds.
func digits(text string) (n int64) {
	for i := range len(text) {
		if text[i] != '-' { // "-0" is a legal zero
			n = n*10 + int64(text[i]-'0')
		}
	}
	return n
}

// readRevocationID reads vc.rid. One of the wrong form is kept up to its first
// dot: issuers write "id.timestamp" into their lists.
func (c *Credential) readRevocationID(rid strictjson.Value) *Problem {
	if !rid.Exists() {
		return nil
	}
	if rid.Kind() != strictjson.String {
		return malformed("vc.rid is no text", specRevoke)
	}
	c.SHC.RevocationID = rid.Text()
	if !validRevocationID(rid.Text()) {
		c.note("rid_form", "vc.rid is not 1 to 24 characters of base64url", specRevoke)
	}
	return nil
}

func validRevocationID(id string) bool {
	for i := range len(id) {
		if !isBase64URL(id[i]) {
			return false
		}
	}
	return id != "" && len(id) <= maxRevocationID
}

func malformed(detail, spec string) *Problem {
	return &Problem{Stage: StagePayload, Reason: ReasonPayloadMalformed, Detail: detail, Spec: spec}
}

func allText(v strictjson.Value) bool {
	for item := range v.Items() {
		if item.Kind() != strictjson.String {
			return false
		}
	}
	return v.Kind() == strictjson.Array
}

func contains(list []string, want string) bool {
	for _, s := range list {
		if s == want {
			return true
		}
	}
	return false
}
