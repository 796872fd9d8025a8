package decode

import (
	"slices"

	"vaxcheck/decode/find"
	"vaxcheck/internal/strictjson"
)

// IsWhole tells whether a text can be read to its end: digits to a JWS of three parts,
// base45 to what is signed, or a chunk to its characters. One that breaks off inside of
// its signature is not whole.
func IsWhole(text string) bool {
	is, _ := wholeness(text)
	return is
}

// IsComplete tells whether a text is whole with a signature of the right length, which
// shows that nothing is missing and nothing too much.
func IsComplete(text string) bool {
	is, signed := wholeness(text)
	return is && signed
}

// wholeness tells whether a text is whole, and whether its signature has the right length.
// The payload of a JWS is left packed: a line may hold many that are large.
func wholeness(text string) (is, signed bool) {
	if len(text) > MaxLine {
		return false, false
	}
	if jws, found := compact(text); found {
		return wholeJWS(jws)
	}
	c := Parse(Code{Text: text})
	p := c.Problem(StageDecode)
	switch {
	case p != nil && p.Reason == ReasonChunksMissing:
		return true, true
	case p != nil && p.Reason != ReasonUnsupported && p.Reason != ReasonNeedsNetwork:
		return false, false
	case slices.ContainsFunc(c.Notes, func(n Note) bool { return n.Code == "zlib_trailing" }):
		return false, false // the end may be no part of it
	}
	return c.Signed != "", c.Problem(StageSignature) == nil
}

// compact is the JWS that a text is, or has in digits; a chunk of several is none.
func compact(text string) (jws string, found bool) {
	text = Trim(text)
	switch {
	case Format(recognise(text).kind) != FormatSHC:
		return "", false
	case !find.HasPrefixFold(text, PrefixSHC):
		return text, looksLikeJWS(text)
	case IsChunk(text):
		k, detail := parseChunk(text)
		return k.part, detail == "" && k.total == 1
	}
	jws, detail := fromDigits(text[len(PrefixSHC):])
	return jws, detail == ""
}

// wholeJWS is the wholeness of a JWS. One without a signature is whole.
func wholeJWS(jws string) (is, signed bool) {
	header, payload, signature, ok := threeParts(jws)
	if !ok || len(jws) > MaxJWS || breaksOff(signature) || tokenPart(header).Kind() != strictjson.Object {
		return false, false
	}
	if _, err := decodeBase64(payload); err != nil {
		return false, false
	}
	bytes, err := decodeBase64(signature)
	return true, err == nil && len(bytes) == signatureSize
}

// signatureLength is the length of an ES256 signature in base64url.
const signatureLength = (signatureSize*8 + 5) / 6

// breaksOff tells a signature of which the end is missing.
func breaksOff(signature string) bool { return signature != "" && len(signature) < signatureLength }
