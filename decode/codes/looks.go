package codes

import (
	"strings"

	"vaxcheck/decode"
	"vaxcheck/decode/find"
)

// maxName is longer than any path a system accepts by default.
const maxName = 4096

// LooksLikeCode tells a code from the name of a file, for programs that are
// given either.
func LooksLikeCode(text string) bool {
	text = decode.Trim(text)
	switch r := decode.Recognise(text); {
	case r.Judged:
		return len(text) >= r.Least
	case r.Kind == "url":
		return strings.Contains(text, "://")
	case r.Reason != "":
		return true
	}
	rest, notes := withoutIdentifiers(text)
	return strings.HasPrefix(text, `{"`) || len(text) > maxName || len(notes) > 0 && LooksLikeCode(rest) ||
		len(text) >= decode.MinCard && (len(decode.Readings(text)) > 0 ||
			typing.Promising(text) && !isProse(text))
}

// looksLikeOne tells a line that is or holds the code of a certificate, of whatever kind,
// or may be one that a scanner typed under another layout.
func looksLikeOne(text string) bool {
	return len(text) >= minTyped && typing.Promising(text) && !isProse(text) || holdsOne(text)
}

// isProse tells words and tables from what a scanner typed: base45 has a blank among 45
// characters, digits have none.
func isProse(text string) bool { return strings.Count(text, " ") > len(text)/12 }

// holdsOne is looksLikeOne without what may have been typed.
func holdsOne(text string) bool {
	if decode.LooksLikeCertificate(text) {
		return true
	}
	if rest, notes := withoutIdentifiers(text); len(notes) > 0 {
		return looksLikeOne(rest)
	}
	for _, meaning := range find.Readings(text) {
		if places, _ := finder.Places(meaning); len(places) > 0 {
			return true
		}
	}
	return false
}

// minTyped is shorter than any line of a code that was typed, and longer than words that
// begin as one.
const minTyped = 60

// holdsCredential tells a container of credentials from other JSON, and from a brace that
// begins anything else.
func holdsCredential(text string) bool {
	text = decode.Trim(text)
	for _, word := range []string{`"verifiableCredential"`, `"resourceType"`, `"@context"`, `"eyJ`} {
		if strings.Contains(text, word) {
			return true
		}
	}
	return decode.BeginsSeal(text)
}
