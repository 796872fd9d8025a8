package decode

import (
	"encoding/base64"
	"errors"
	"strings"

	"vaxcheck/internal/finding"
	"vaxcheck/internal/strictjson"
)

const (
	specVDSNC     = `ICAO technical report "VDS-NC", version 1.1`
	specSealCert  = `ICAO Doc 9303-12 section 7.1.3, technical report "VDS-NC"`
	specCanonical = `RFC 8785`
)

// sealDepth bounds the nesting of a VDS-NC. What the report defines nests eight
// levels, with the array some write around it.
const sealDepth = 16

// sealAlgorithm is what an algorithm of the report means for key and signature.
type sealAlgorithm struct {
	curve string
	size  int // bytes of the raw signature
}

var sealAlgorithms = map[string]sealAlgorithm{ES256: {"P-256", 64}, ES384: {"P-384", 96}, ES512: {"P-521", 132}}

// typedSeal is an ICAO VDS-NC that a scanner typed under another keyboard layout than its
// own: too much of its JSON is lost.
var typedSeal = Problem{Stage: StageDecode, Reason: ReasonUnsupported, Detail: vdsNCTyped, Kind: kindTypedSeal}

// isSeal recognises a VDS-NC by its shape: JSON that begins with data or sig, or
// has both.
func isSeal(text string) bool {
	if BeginsSeal(text) {
		return true
	}
	if !strings.HasPrefix(text, "{") && !strings.HasPrefix(text, "[") || len(text) > MaxSeal {
		return false
	}
	doc, err := strictjson.ParseSmall([]byte(text), sealDepth, MaxValues)
	return err == nil && HasSeal(sealOf(doc))
}

// BeginsSeal tells whether the first member of an object, perhaps the first of
// an array, is an object named data or sig.
func BeginsSeal(text string) bool {
	rest := strings.TrimLeft(strings.TrimPrefix(text, "["), asciiSpace)
	rest, found := strings.CutPrefix(rest, "{")
	if !found {
		return false
	}
	rest = strings.TrimLeft(rest, asciiSpace)
	for _, name := range []string{`"data"`, `"sig"`} {
		if after, found := strings.CutPrefix(rest, name); found {
			after, found = strings.CutPrefix(strings.TrimLeft(after, asciiSpace), ":")
			return found && strings.HasPrefix(strings.TrimLeft(after, asciiSpace), "{")
		}
	}
	return false
}

func HasSeal(doc strictjson.Value) bool {
	return doc.Get("data").Kind() == strictjson.Object && doc.Get("sig").Kind() == strictjson.Object
}

// sealOf takes a seal out of the array of one that some issuers write around it.
func sealOf(doc strictjson.Value) strictjson.Value {
	if doc.Kind() == strictjson.Array && doc.Len() == 1 {
		return doc.Index(0)
	}
	return doc
}

// parseSeal reads an ICAO VDS-NC: {"data": …, "sig": {alg, cer, sigvl}}. What is
// signed is the canonical form (RFC 8785) of data as it was received, members
// that nobody knows included.
func parseSeal(c *Credential, text string) {
	c.Format, c.Text = FormatVDSNC, text
	if len(text) > MaxSeal {
		c.refuse(StageDecode, ReasonFileDamaged, vdsNCTooLong, specVDSNC)
		return
	}
	doc, err := strictjson.ParseSmall([]byte(text), sealDepth, MaxValues)
	switch {
	case errors.Is(err, strictjson.ErrSyntax), errors.Is(err, strictjson.ErrTrailing):
		c.damaged(vdsNCJSON, specJSON)
		return
	case err != nil:
		c.refuse(StagePayload, ReasonPayloadMalformed, claimsJSON(finding.From(err)), specJSON)
		return
	}
	doc = sealOf(doc)
	if !HasSeal(doc) {
		c.damaged(vdsNCNotOneObject, specVDSNC)
		return
	}
	c.Header, c.Payload = doc.Get("sig"), doc.Get("data")
	c.checkSealNames(doc)
	c.readSealHeader()
	c.readSealSignature()
	c.canonicalise()
}

// checkSealNames refuses names that a careless reader takes for data or sig: it
// would check the one and show the other.
func (c *Credential) checkSealNames(doc strictjson.Value) {
	for name := range doc.Members() {
		switch {
		case name == "data", name == "sig":
		case strings.EqualFold(name, "data"), strings.EqualFold(name, "sig"):
			c.refuse(StagePayload, ReasonPayloadMalformed, vdsNCMemberCase, specVDSNC)
		default:
			c.note("vds_unsigned_member", vdsNCUnsignedMember, specVDSNC)
		}
	}
}

// readSealHeader reads data.hdr: what kind of message, and by which state.
func (c *Credential) readSealHeader() {
	header := c.Payload.Get("hdr")
	version, isNumber := header.Get("v").Float()
	kind := header.Get("t").Text()
	switch {
	case kind == "" || c.Payload.Get("msg").Kind() != strictjson.Object:
		c.unclear(vdsNCHeader, specVDSNC)
	case kind != "icao.vacc" && kind != "icao.test":
		c.unsupportedSeal(vdsNCOtherType)
	case !header.Get("v").Exists(), header.Get("v").Text() == "1":
		c.forgive(sealVersion)
	case !isNumber && header.Get("v").Text() == "":
		c.unclear(vdsNCVersionType, specVDSNC)
	case version != 1:
		c.unsupportedSeal(vdsNCOtherVersion)
	}
	stated := header.Get("is").Text()
	if c.Issuer = upper(strings.Trim(stated, asciiSpace)); c.Issuer != stated {
		c.forgive(stateForm)
	}
	if c.Issuer != "D" && (len(c.Issuer) != 3 || strings.Trim(c.Issuer, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "") {
		c.refuse(StageIssuer, ReasonIssuerMalformed, vdsNCStateLength, "ICAO Doc 9303-3 section 5")
	}
}

// upper is a text with the letters a to z in capitals, and no others: there are letters
// whose capital is one of A to Z.
func upper(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' {
			return r - 'a' + 'A'
		}
		return r
	}, text)
}

// unsupportedSeal says that the issuer may be right and this program too old.
func (c *Credential) unsupportedSeal(detail finding.Finding) {
	c.Problems = append(c.Problems, Problem{Stage: StageDecode, Reason: ReasonUnsupported, Detail: detail, Spec: specVDSNC, Kind: kindSeal})
}

// readSealSignature reads sig: the algorithm, the signer's certificate and the
// signature. The certificate proves nothing; anyone can make one.
func (c *Credential) readSealSignature() {
	c.Algorithm = c.Header.Get("alg").Text()
	algorithm, known := sealAlgorithms[c.Algorithm]
	if !known {
		c.refuse(StageHeader, ReasonAlgorithmNotAllowed, vdsNCAlgorithm, specVDSNC)
		return
	}
	c.readSealCertificate(algorithm)
	signature, ok := c.sealBase64("sigvl")
	switch {
	case !ok:
		c.refuse(StageSignature, ReasonSignatureMalformed, jwsSignatureBase64, specBase64)
	case len(signature) != algorithm.size:
		c.refuse(StageSignature, ReasonSignatureMalformed, vdsNCSignatureForm, specSignature)
	default:
		c.Signature = signature
	}
}

// sealBase64 decodes a member of sig. Issuers write it with padding and without,
// and in either alphabet; nothing else is passed over.
func (c *Credential) sealBase64(name string) ([]byte, bool) {
	text := strings.TrimRight(c.Header.Get(name).Text(), "=")
	text = strings.NewReplacer("+", "-", "/", "_").Replace(text)
	for i := range len(text) {
		if !isBase64URL(text[i]) {
			return nil, false
		}
	}
	data, err := base64.RawURLEncoding.DecodeString(text)
	if _, strict := decodeBase64(text); err == nil && strict != nil {
		c.note("base64_bits", vdsNCBase64Bits, specBase64)
	}
	return data, err == nil && len(data) > 0
}

// canonicalise makes the bytes that were signed, and the text of the whole.
func (c *Credential) canonicalise() {
	data, err := c.Payload.Canonical()
	seal, sealErr := c.Header.Canonical()
	if err != nil || sealErr != nil || !finite(c.Payload) {
		c.refuse(StagePayload, ReasonPayloadMalformed, vdsNCNumberForm, specCanonical)
		return
	}
	c.Signed = string(data)
	c.Text = `{"data":` + c.Signed + `,"sig":` + string(seal) + `}`
}

// finite tells whether all numbers in a value are within what a double holds.
// RFC 8785, section 3.2.2.3, has no form for others.
func finite(v strictjson.Value) bool {
	if v.Kind() == strictjson.Number {
		_, ok := v.Float()
		return ok
	}
	for item := range v.Items() {
		if !finite(item) {
			return false
		}
	}
	for _, member := range v.Members() {
		if !finite(member) {
			return false
		}
	}
	return true
}
