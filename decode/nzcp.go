package decode

import (
	"encoding/base32"
	"strings"
	"unicode"
	"unicode/utf8"

	"vaxcheck/decode/cose"
	"vaxcheck/decode/find"
	"vaxcheck/internal/finding"
	"vaxcheck/internal/strictjson"
)

const (
	specNZCP       = `NZ COVID Pass specification version 1, "Overview"`
	specNZCPHeader = `NZ COVID Pass specification version 1, "CWT Headers"`
	specNZCPClaims = `NZ COVID Pass specification version 1, "CWT Claims"`
	specBase32     = `RFC 4648 section 6`
)

// prefixNZCP is what the text of a pass begins with: its kind, and the version of all that
// follows.
const prefixNZCP = "NZCP:/1/"

// claimCredential is the claim with the pass itself, whose keys are texts.
const claimCredential = "vc"

var claimKeysNZCP = &cose.Keys{Under: map[string]*cose.Keys{claimCredential: {Texts: true}}}

// noteCase32 is noteCase for base32.
var noteCase32 = Note{"letter_case", nzcpLetterCase, specBase32}

// writtenNZCP tells whether a text is a pass (mine), and written as the specification has
// it (is): without padding, for one.
func writtenNZCP(text string) (is, mine bool) {
	rest, mine := strings.CutPrefix(text, prefixNZCP)
	return mine && !strings.Contains(rest, "=") && find.IsAll(find.Base32, rest), mine
}

// base32Forms are the forms of a pass: in small letters, with blanks, or padded.
func base32Forms(text, squeezed string) []Reading {
	code := strings.ToUpper(squeezed)
	rest, mine := strings.CutPrefix(code, prefixNZCP)
	if !mine || !find.IsAll(find.Base32, rest) {
		return nil
	}
	var notes []Note
	if squeezed != text {
		notes = append(notes, noteBlanks)
	}
	if code != squeezed {
		notes = append(notes, noteCase32)
	}
	return []Reading{{code, notes}}
}

// parseNZCP reads an NZ COVID Pass: a signed CWT in base32. Nothing but the signature tells
// whether a character was lost, so that what is no COSE_Sign1 counts as damaged.
func parseNZCP(c *Credential, text string) {
	c.Format, c.Text = FormatNZCP, text
	switch {
	case len(text) > MaxNZCP:
		c.refuse(StageDecode, ReasonFileDamaged, nzcpTooLong, specNZCP)
		return
	case text[:len(prefixNZCP)] != prefixNZCP:
		c.damaged(hcertPrefixCase, specNZCP)
		return
	}
	data, ok := c.decodeBase32(text[len(prefixNZCP):])
	if !ok {
		c.damaged(nzcpBase32, specBase32)
		return
	}
	message, ok := cose.Read(data)
	if !ok {
		c.damaged(coseNoSign1, specCOSE)
		return
	}
	c.Signed = message.Signed()
	c.readNZCPHeaders(message)
	c.readNZCPClaims(message.Payload)
	c.readNZCPSignature(message.Signature)
}

// decodeBase32 decodes a text of capital letters and digits, padded or not, so that each
// meaning has one canonical text.
func (c *Credential) decodeBase32(text string) ([]byte, bool) {
	encoding := base32.StdEncoding.WithPadding(base32.NoPadding)
	bare := strings.TrimRight(text, "=")
	data, err := encoding.DecodeString(bare)
	if err != nil || encoding.EncodeToString(data) != bare {
		return nil, false
	}
	if bare != text {
		c.note("base32_padding", nzcpPadding, specNZCP)
	}
	c.Text = prefixNZCP + bare
	return data, true
}

// readNZCPHeaders reads the header that the signature covers: what stands in the other
// proves nothing.
func (c *Credential) readNZCPHeaders(s cose.Sign1) {
	protected, _, ok := c.coseHeaders(s, specNZCPHeader)
	if !ok {
		return
	}
	if number, is := cose.Integer(protected.Alg); is && number == coseES256 {
		c.Algorithm = ES256
	} else {
		c.refuse(StageHeader, ReasonAlgorithmNotAllowed, nzcpAlgorithm, specNZCPHeader)
	}
	id, ok := cose.ByteString(protected.KID)
	if !ok || !isShortText(string(id)) {
		c.refuse(StageHeader, ReasonHeaderMalformed, nzcpKID, specNZCPHeader)
		return
	}
	c.KeyID = string(id)
}

// isShortText tells what a key may be called.
func isShortText(text string) bool {
	odd := func(r rune) bool { return r == ' ' || !unicode.IsGraphic(r) }
	return text != "" && len(text) <= MaxKeyName && utf8.ValidString(text) && !strings.ContainsFunc(text, odd)
}

// readNZCPClaims reads the claims: of them the issuer alone is needed to find the key.
func (c *Credential) readNZCPClaims(payload []byte) {
	claims, err := cborValue(payload, claimKeysNZCP)
	switch {
	case cose.IsUnclear(err):
		c.unclear(hcertUnread(finding.From(err)), "RFC 8949")
		c.UnclearTimes = []Time{TimeIssued, TimeExpires}
		c.Issuer = cose.TextIn(payload, 1)
	case err != nil:
		c.refuse(StagePayload, ReasonPayloadMalformed, hcertCBOR(finding.From(err)), "RFC 8949")
		return
	case claims.Kind() != strictjson.Object:
		c.refuse(StagePayload, ReasonPayloadMalformed, nzcpNoMap, specNZCPClaims)
		return
	default:
		c.Payload, c.Issuer = claims, claims.Get(claimIssuer).Text()
		c.readNZCPTimes()
	}
	if c.Issuer == "" {
		c.refuse(StageIssuer, ReasonIssuerMalformed, shcIssuerMissing, specNZCPClaims)
	}
}

// readNZCPTimes reads nbf and exp, both of which the specification requires.
func (c *Credential) readNZCPTimes() {
	c.IssuedAt = c.time(TimeIssued, c.Payload.Get(claimNotBefore))
	c.ExpiresAt = c.time(TimeExpires, c.Payload.Get(claimExpires))
	if c.IssuedAt.IsZero() {
		c.unclearTime(TimeIssued)
	}
	if c.ExpiresAt.IsZero() {
		c.unclearTime(TimeExpires)
	}
}

func (c *Credential) readNZCPSignature(signature []byte) {
	if len(signature) != signatureSize {
		c.refuse(StageSignature, ReasonSignatureMalformed, jwsSignatureLength, "RFC 9053 section 2.1")
		return
	}
	c.Signature = signature
}
