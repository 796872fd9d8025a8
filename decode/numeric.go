package decode

import (
	"strconv"
	"strings"

	"vaxcheck/decode/find"
	"vaxcheck/internal/finding"
)

const (
	specQR    = `SMART Health Cards "Encoding QRs"`
	specChunk = `SMART Health Cards "Chunking Larger SMART Health Cards"`
)

// PrefixSHC names the digits of a SMART Health Card.
const PrefixSHC = "shc:/"

// The longest compact JWS the specification allows in one QR code, and in one
// code of several. Longer ones are read, with a note.
const (
	maxSingle = 1195
	maxChunk  = 1191
)

// parseNumeric reads the text of one QR code, `shc:/` and digits.
func parseNumeric(c *Credential, text string) {
	if !find.HasPrefixFold(text, PrefixSHC) {
		c.damaged(shcPrefixSlash, specQR)
		return
	}
	if text[:len(PrefixSHC)] != PrefixSHC {
		c.note("prefix_case", shcPrefixCase, specQR)
	}
	if IsChunk(text) {
		parseLoneChunk(c, text)
		return
	}
	jws, detail := fromDigits(text[len(PrefixSHC):])
	if detail != "" {
		c.damaged(detail, specQR)
		return
	}
	if len(jws) > maxSingle {
		c.note("jws_too_long", shcTooLongForCode, specQR)
	}
	parseCompact(c, jws)
}

// parseBareDigits names digits that would be a card had they a prefix.
func parseBareDigits(c *Credential, _ string) {
	c.damaged(shcPrefixMissing, specQR)
}

// parseLoneChunk reads a chunk that stands alone: legal as 1 of 1, otherwise
// the others are missing.
func parseLoneChunk(c *Credential, text string) {
	k, detail := parseChunk(text)
	switch {
	case detail != "":
		c.damaged(detail, specChunk)
	case k.total > 1:
		c.Problems = append(c.Problems, *ChunksMissing(1, k.total, specChunk))
	default:
		c.note("chunk_of_one", shcChunkOfOne, specChunk)
		parseCompact(c, k.part)
	}
}

// fromDigits turns pairs of digits into the characters of a compact JWS. Only
// pairs that such a text can hold are legal. detail is "" or what is wrong.
func fromDigits(digits string) (jws string, detail finding.Finding) {
	if digits == "" {
		return "", shcNoDigits
	}
	var buffer [2048]byte // on the stack: nearly every card fits
	out := buffer[:0]
	for i := 0; i+1 < len(digits); i += 2 {
		tens, ones := digits[i]-'0', digits[i+1]-'0'
		if tens > 9 || ones > 9 {
			return "", shcNoDigit
		}
		char := tens*10 + ones + '-'
		if !isJWS[char] {
			return "", shcNoCharacter
		}
		out = append(out, char)
	}
	if len(digits)%2 != 0 {
		return "", shcOddDigits
	}
	return string(out), ""
}

// Numeric writes a compact JWS as the text of one QR code, `shc:/` and two
// digits for each character. Whether a code can hold it is for the caller to
// find out.
func Numeric(jws string) string {
	out := make([]byte, 0, len(PrefixSHC)+2*len(jws))
	out = append(out, PrefixSHC...)
	for i := range len(jws) {
		n := jws[i] - '-'
		out = append(out, '0'+n/10, '0'+n%10)
	}
	return string(out)
}

// isJWS tells the characters of a compact JWS: base64url and the full stop.
var isJWS = func() (is [256]bool) {
	for _, char := range []byte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.") {
		is[char] = true
	}
	return is
}()

// isBase64URL tells whether a byte belongs to the alphabet of base64url.
func isBase64URL(b byte) bool { return isJWS[b] && b != '.' }

// chunk is one code of several that together carry one JWS.
type chunk struct {
	ordinal, total int
	part           string
}

// IsChunk tells whether a text has the header of a chunk, well-formed or not:
// after `shc:/` and anything another slash.
func IsChunk(text string) bool {
	text = Trim(text)
	return find.HasPrefixFold(text, PrefixSHC) && strings.Contains(text[len(PrefixSHC):], "/")
}

// parseChunk reads `shc:/C/N/digits`. detail is "" or what is wrong.
func parseChunk(text string) (k chunk, detail finding.Finding) {
	fields := strings.SplitN(Trim(text)[len(PrefixSHC):], "/", 4)
	if len(fields) != 3 {
		return k, shcChunkForm
	}
	k.ordinal, k.total = ordinal(fields[0]), ordinal(fields[1])
	switch {
	case k.ordinal == 0 || k.total == 0:
		return k, shcChunkNumber(MaxChunks)
	case k.ordinal > k.total:
		return k, shcChunkAboveTotal
	}
	k.part, detail = fromDigits(fields[2])
	return k, detail
}

// ordinal reads a decimal number from 1 to MaxChunks without leading zeros, 0
// for anything else.
func ordinal(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > MaxChunks || strconv.Itoa(n) != text {
		return 0
	}
	return n
}

// ChunksMissing is the problem of a set of codes of which so many are there. spec cites
// how a text is spread over several.
func ChunksMissing(have, total int, spec string) *Problem {
	return &Problem{Stage: StageDecode, Reason: ReasonChunksMissing, Detail: shcChunksMissing(have, total),
		Spec: spec}
}

// damaged refuses a text that is a card, but not a whole one.
func (c *Credential) damaged(detail finding.Finding, spec string) {
	c.refuse(StageDecode, ReasonCodeDamaged, detail, spec)
}

// QRText returns the text a QR code of this code has: the text it was read as,
// or for a JWS from a file its numeric form.
func (c Code) QRText() string {
	if text := Trim(c.Text); looksLikeJWS(text) {
		return Numeric(text)
	}
	return c.Text
}
