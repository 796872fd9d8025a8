package find

import "regexp"

// maxSeal is longer than any ICAO VDS-NC.
const maxSeal = 16 << 10

var sealBegins = regexp.MustCompile(`\{\s*"(data|sig)"\s*:\s*\{`)

// Seals are where an ICAO VDS-NC may begin in a text, in their order: at most one more than
// MaxPlaces.
func Seals(text string) (places []Place) {
	for _, at := range sealBegins.FindAllStringIndex(text, MaxPlaces+1) {
		places = append(places, Place{Kind: Seal, At: at[0]})
	}
	return places
}

// object is the length of the JSON object with which a text begins, or of all of the text
// if it does not end in it.
func object(text string) int {
	depth, inString := 0, false
	for i := 0; i < len(text); i++ {
		switch b := text[i]; {
		case inString && b == '\\':
			i++
		case b == '"':
			inString = !inString
		case inString:
		case b == '{':
			depth++
		case b == '}':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return len(text)
}
