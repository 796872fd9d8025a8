package decode

import (
	"encoding/base64"
	"strings"

	"vaxcheck/internal/finding"
	"vaxcheck/internal/strictjson"
)

const (
	specJWS       = `SMART Health Cards "Health Cards are encoded as Compact Serialization JSON Web Signatures"`
	specBase64    = `RFC 7515 section 2, RFC 4648 section 5`
	specSignature = `RFC 7518 section 3.4`
	specJSON      = `RFC 7515 section 4, RFC 8259`
)

// signatureSize is the length of an ES256 signature: r and s, 32 bytes each.
const signatureSize = 64

// parseCompact reads a compact JWS: three parts, header, payload, signature.
func parseCompact(c *Credential, text string) {
	c.Format, c.Text = FormatSHC, text
	if len(text) > MaxJWS {
		c.refuse(StageDecode, ReasonFileDamaged, jwsTooLong, specJWS)
		return
	}
	header, payload, signature, ok := threeParts(text)
	if !ok {
		c.damaged(jwsNotThreeParts, specBase64)
		return
	}
	if _, err := decodeBase64(signature); err != nil && breaksOff(signature) {
		c.damaged(jwsSignatureCut, specBase64)
		return
	}
	compressed, err := decodeBase64(payload)
	if err != nil {
		c.damaged(jwsPayloadBase64, specBase64)
		return
	}
	c.Signed = text[:len(header)+1+len(payload)]
	c.readHeader(header)
	c.readPayload(compressed)
	c.readSignature(signature)
}

// threeParts splits a compact JWS. The third part may be empty: that is a card
// without a signature, which is refused as such and not as unreadable.
func threeParts(text string) (header, payload, signature string, ok bool) {
	for i := range len(text) {
		if !isJWS[text[i]] {
			return "", "", "", false
		}
	}
	header, rest, _ := strings.Cut(text, ".")
	payload, signature, found := strings.Cut(rest, ".")
	ok = found && header != "" && payload != "" && !strings.Contains(signature, ".")
	return header, payload, signature, ok
}

// decodeBase64 decodes text of the base64url alphabet, refusing an impossible
// length and unused bits that are not zero. (The library's strict mode would
// still skip line breaks: threeParts has excluded them.)
func decodeBase64(text string) ([]byte, error) {
	return base64.RawURLEncoding.Strict().DecodeString(text)
}

// readHeader checks the protected header. It is compared, never obeyed: keys
// and addresses inside it are ignored.
func (c *Credential) readHeader(part string) {
	text, err := decodeBase64(part)
	if err != nil {
		c.refuse(StageHeader, ReasonHeaderMalformed, jwsHeaderBase64, specBase64)
		return
	}
	if c.Header, err = strictjson.ParseSmall(text, strictjson.DefaultDepth, MaxValues); err != nil {
		c.refuse(StageHeader, ReasonHeaderMalformed, jwsHeaderJSON(finding.From(err)), specJSON)
		return
	}
	if c.Header.Kind() != strictjson.Object {
		c.refuse(StageHeader, ReasonHeaderMalformed, jwsHeaderNoObject, specJSON)
		return
	}
	c.Algorithm, c.KeyID = c.Header.Get("alg").Text(), c.Header.Get("kid").Text()
	c.checkHeader()
}

func (c *Credential) checkHeader() {
	switch h := c.Header; {
	case c.Algorithm != ES256:
		c.refuse(StageHeader, ReasonAlgorithmNotAllowed, jwsAlgorithm, specJWS)
	case c.KeyID == "":
		c.refuse(StageHeader, ReasonHeaderMalformed, jwsNoKID, specJWS)
	case h.Get("crit").Exists(), h.Get("b64").Exists():
		c.refuse(StageHeader, ReasonHeaderMalformed, jwsCritical, "RFC 7515 section 4.1.11, RFC 7797")
	}
	if c.Header.Get("zip").Text() != "DEF" {
		c.forgive(zipHeader)
	}
	for name := range c.Header.Members() {
		switch name {
		case "alg", "zip", "kid":
		default:
			c.note("header_member", jwsHeaderMember, specJWS)
			return
		}
	}
}

// readSignature takes the signature's bytes. DER is not converted: one form,
// one answer.
func (c *Credential) readSignature(part string) {
	signature, err := decodeBase64(part)
	switch {
	case part == "":
		c.refuse(StageSignature, ReasonSignatureMalformed, jwsSignatureEmpty, specSignature)
	case err != nil:
		c.refuse(StageSignature, ReasonSignatureMalformed, jwsSignatureBase64, specBase64)
	case len(signature) != signatureSize:
		c.refuse(StageSignature, ReasonSignatureMalformed, jwsSignatureLength, specSignature)
	default:
		c.Signature = signature
	}
}
