package cmd

import (
	"strings"

	"vaxcheck/decode"
	"vaxcheck/decode/repair"
)

// scannedCodes are the codes in what a scanner sent.
func scannedCodes(text string) []decode.Code {
	if text = repair.TrimAIM(text); strings.ContainsAny(text, "\r\n") {
		return decode.Read([]byte(text))
	}
	return typedCodes(text)
}

// typedCodes are the codes in what a scanner typed, or somebody pasted, on one line. Of what
// keyboards may have made of a code, the first that can be read is taken; where none
// can, one that is a certificate all the same, so that it is named.
func typedCodes(text string) []decode.Code {
	if repair.IsGarbledSeal(text) {
		return []decode.Code{decode.TypedSeal()}
	}
	var named []decode.Code
	for candidate := range repair.Repair(text) {
		codes := decode.Line(candidate)
		if readable(codes) {
			return codes
		}
		if named == nil && decode.LooksLikeCertificate(candidate) {
			named = codes
		}
	}
	if named != nil {
		return named
	}
	return decode.Line(text)
}

// readable tells whether codes can be judged, or are parts of what can.
func readable(codes []decode.Code) bool {
	for _, code := range codes {
		p := decode.Parse(code).Problem(decode.StageDecode)
		if p != nil && p.Reason != decode.ReasonChunksMissing {
			return false
		}
	}
	return len(codes) > 0
}
