package find

import "strings"

// IsLink tells a text that is one link: a scheme and an address, and no blanks but
// those of base45, which stand behind a #, ? or =.
func IsLink(text string) bool {
	scheme, rest, found := strings.Cut(text, ":")
	if !found || !isScheme(scheme) || rest == "" {
		return false
	}
	address, _, _ := strings.Cut(rest, " ")
	if len(address) < len(rest) && !strings.ContainsAny(address, "#?=") {
		return false
	}
	return strings.HasPrefix(rest, "//") || strings.HasPrefix(strings.ToLower(scheme), "intent")
}

// isScheme tells the scheme of an address (RFC 3986, section 3.1).
func isScheme(text string) bool {
	for i := range len(text) {
		b := text[i] | 0x20
		if (b < 'a' || b > 'z') && (i == 0 || !isDigit(text[i]) && strings.IndexByte("+-.", text[i]) < 0) {
			return false
		}
	}
	return len(text) > 1 && len(text) <= 40
}

// Readings are what a text with codes in it may mean, each once: as it stands, with
// blanks encoded alone, percent-encoded once or twice, and as a form has it, with + for
// a blank. Base45 has %, + and blanks of its own, so that only reading tells.
func Readings(text string) []string {
	all := []string{text}
	if !strings.ContainsAny(text, "%+") {
		return all
	}
	once := unescape(text)
	for _, reading := range []string{strings.ReplaceAll(text, "%20", " "), once, form(text), unescape(once),
		form(once), unescape(form(text))} {
		if reading != all[len(all)-1] && reading != text {
			all = append(all, reading)
		}
	}
	return all
}

// form undoes the encoding of forms.
func form(text string) string { return unescape(strings.ReplaceAll(text, "+", " ")) }

// unescape undoes percent-encoding, and leaves what is none as it is.
func unescape(text string) string {
	if !strings.Contains(text, "%") {
		return text
	}
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); i++ {
		if b, ok := hex(text, i+1); ok && text[i] == '%' {
			out = append(out, b)
			i += 2
			continue
		}
		out = append(out, text[i])
	}
	return string(out)
}

// hex reads two hexadecimal digits.
func hex(text string, at int) (b byte, ok bool) {
	if at+2 > len(text) {
		return 0, false
	}
	for _, d := range []byte(text[at : at+2]) {
		switch c := d | 0x20; {
		case isDigit(d):
			b = b<<4 | (d - '0')
		case c >= 'a' && c <= 'f':
			b = b<<4 | (c - 'a' + 10)
		default:
			return 0, false
		}
	}
	return b, true
}
