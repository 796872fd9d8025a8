package decode

import "strings"

// nesting follows JSON as it comes, byte by byte, without judging it: how many
// brackets are open, those inside strings not counted.
type nesting struct {
	depth    int
	inString bool
	escaped  bool
}

func (n *nesting) step(b byte) {
	switch {
	case b == '\r' || b == '\n': // wherever a text was wrapped
	case n.escaped:
		n.escaped = false
	case n.inString:
		n.escaped, n.inString = b == '\\', b != '"'
	case b == '"':
		n.inString = true
	case b == '{' || b == '[':
		n.depth++
	case b == '}' || b == ']':
		n.depth--
	}
}

// A Document gathers the lines of a container that is written over several, such
// as an indented card file. It ends where its brackets are closed, or before a
// line that begins a code: a lone bracket may be all that somebody's code says,
// and one that was cut short must not swallow the next.
type Document struct {
	text []byte
	open nesting
	lone bool // an opening bracket and no more
}

// BeginDocument tells whether a line begins a container written over several
// lines.
func BeginDocument(line string) (d Document, ok bool) {
	text := trim(line)
	switch {
	case strings.HasPrefix(text, "["):
		ok = text == "[" || beginsSeal(text) && !strings.HasSuffix(text, "]")
	default:
		ok = strings.HasPrefix(text, "{") && !strings.HasSuffix(text, "}")
	}
	if ok {
		d.Add(line)
		d.lone = text == "["
	}
	return d, ok
}

// Add takes in the next line, without its end. It tells whether that was the last.
func (d *Document) Add(line string) (last bool) {
	if len(d.text) > 0 {
		d.text = append(d.text, '\n')
	}
	d.text, d.lone = append(d.text, line...), false
	for i := range len(line) {
		d.open.step(line[i])
	}
	return d.open.depth <= 0 && !d.open.inString
}

// Text is the document so far.
func (d *Document) Text() string { return string(d.text) }

// Len is how many bytes it has so far.
func (d *Document) Len() int { return len(d.text) }

// HeadLength is how many bytes of a line tell whether a code begins there.
const HeadLength = len(prefixSHC)

// EndsBefore tells from the first bytes of a line whether the document ends
// before it.
func (d *Document) EndsBefore(head string) bool {
	if d.lone {
		return false // of the array that some issuers write around a certificate
	}
	for _, prefix := range []string{"eyJ", `{"dat`, `{"sig`} {
		if strings.HasPrefix(head, prefix) {
			return true
		}
	}
	return hasPrefixFold(head, prefixSHC) || hasPrefixFold(head, "HC1:")
}

// readSeals takes ICAO VDS-NC out of a text from a file: written over several
// lines or wrapped, one behind the other. One out of a symbol is left as it is.
func readSeals(code Code) []Code {
	if code.Symbol != nil {
		return []Code{code}
	}
	var codes []Code
	for _, text := range splitSeals(unwrap(trim(code.Text))) {
		one := code
		one.Text = text
		codes = append(codes, one)
	}
	return codes
}

// unwrap writes a text of several lines as the one line that a code has. Line ends
// between values are white space; strings of JSON hold none, so that one inside
// a string is where the text was wrapped.
func unwrap(text string) string {
	if !strings.ContainsAny(text, "\r\n") {
		return text
	}
	var n nesting
	line := make([]byte, 0, len(text))
	for i := range len(text) {
		n.step(text[i])
		switch {
		case text[i] != '\r' && text[i] != '\n':
			line = append(line, text[i])
		case !n.inString:
			line = append(line, ' ')
		}
	}
	return string(line)
}

// splitSeals splits a text that is nothing but ICAO VDS-NC, one behind the other.
// Any other text is one.
func splitSeals(text string) []string {
	var seals []string
	for rest := text; rest != ""; {
		var n nesting
		length := 0
		for length < len(rest) && (length == 0 || n.depth > 0 || n.inString) {
			n.step(rest[length])
			length++
		}
		if !beginsSeal(rest) || len(seals) == MaxCards {
			return []string{text}
		}
		seals = append(seals, rest[:length])
		rest = strings.Trim(rest[length:], asciiSpace)
	}
	return seals
}
