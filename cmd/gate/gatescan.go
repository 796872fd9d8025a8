package gate

import (
	"strings"

	"vaxcheck/decode"
)

// scannedCodes are the codes in what a scanner sent, or somebody pasted.
func scannedCodes(text string) []decode.Code {
	if strings.TrimSpace(text) == "" {
		return []decode.Code{decode.TypedBlank()}
	}
	if strings.ContainsAny(text, "\r\n") {
		return decode.Read([]byte(text))
	}
	return decode.Line(text)
}
