package codes

import (
	"slices"
	"strings"

	"vaxcheck/decode"
	"vaxcheck/decode/find"
)

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

// blanks are the white space of JSON, and what editors put in its place.
const blanks = " \t\r\n\v\f"

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
// lines: as JSON does, so that a brace before anything else begins none.
func BeginDocument(line string) (d Document, ok bool) {
	text := decode.Trim(line)
	switch {
	case strings.HasPrefix(text, "["):
		ok = text == "[" || decode.BeginsSeal(text) && !strings.HasSuffix(text, "]")
	case strings.HasPrefix(text, "{"):
		rest := strings.TrimLeft(text[1:], blanks)
		ok = (rest == "" || rest[0] == '"') && !strings.HasSuffix(text, "}")
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
	d.text, d.lone = append(d.text, line...), d.lone && decode.Trim(line) == ""
	for i := range len(line) {
		d.open.step(line[i])
	}
	return d.open.depth <= 0 && !d.open.inString
}

// Text is the document so far.
func (d *Document) Text() string { return string(d.text) }

// Len is how many bytes it has so far.
func (d *Document) Len() int { return len(d.text) }

// EndsBefore tells whether the document ends before a line: that begins a container
// where none can stand, or holds a code. In a container codes are strings
// that begin in their line or are wrapped, and in most they are JWS.
func (d *Document) EndsBefore(line string) bool {
	text := decode.Trim(line)
	switch {
	case d.lone && (text == "" || text == "{" || decode.BeginsSeal(text)):
		return false // of the array that some issuers write around a certificate
	case d.lone, d.beginsAnother(text):
		return true
	}
	if text == "" || len(line) > decode.MaxLine {
		return false
	}
	if beginsNoValue(text) && (!d.open.inString && holdsOne(text) || d.isTyped(text)) {
		return true
	}
	return holdsOne(decode.Trim(d.outside(line))) || !d.ofCards() && holdsScan(line)
}

// ofCards tells from its beginning whether the document says that it holds cards. Some hold
// them as scanners give them.
func (d *Document) ofCards() bool {
	const beginning = 4 << 10
	text := decode.Trim(string(d.text[:min(len(d.text), beginning)]))
	return holdsCredential(text) && !decode.BeginsSeal(text)
}

// beginsNoValue tells a line that begins as none of a container does.
func beginsNoValue(text string) bool {
	return !strings.ContainsAny(text[:1], `"{}[],:0123456789`)
}

// holdsScan tells a line with what a scanner gives, wherever it stands.
func holdsScan(line string) bool {
	isScan := func(p find.Place) bool { return p.Kind == find.Digits || p.Head > 0 }
	for _, meaning := range find.Readings(line) {
		places, _ := finder.Places(meaning)
		if slices.ContainsFunc(places, func(p find.Place) bool { return isScan(p) && p.Long(meaning) }) {
			return true
		}
	}
	return false
}

// isTyped tells a line that a scanner typed under another layout than its own. What a
// string goes on with may look like that, but is not as long.
func (d *Document) isTyped(text string) bool {
	least := minTyped
	if d.open.inString {
		least = decode.MinCard
	}
	return len(text) >= least && typing.Promising(text)
}

// beginsAnother tells the first line of another container.
func (d *Document) beginsAnother(text string) bool {
	if !strings.HasPrefix(text, "{") {
		return false
	}
	inside := strings.TrimLeft(text[1:], blanks)
	if hasAnyPrefix([]byte(text), []string{`{"dat`, `{"sig`}) ||
		strings.HasPrefix(inside, `"verifiableCredential"`) {
		return true
	}
	last := strings.TrimRight(string(d.text[max(0, len(d.text)-16):]), blanks)
	return !d.open.inString && strings.HasSuffix(last, "{") || d.open.inString && holdsCredential(text)
}

// outside returns a line without the strings that begin in it.
func (d *Document) outside(line string) string {
	n, own := d.open, false
	rest := make([]byte, 0, len(line))
	for i := range len(line) {
		before := n.inString
		n.step(line[i])
		own = n.inString && (own || !before)
		if !own {
			rest = append(rest, line[i])
		}
	}
	return string(rest)
}

// readSeals takes ICAO VDS-NC out of a text from a file: written over several
// lines or wrapped, one behind the other. One out of a symbol is left as it is.
func readSeals(code decode.Code) []decode.Code {
	if code.Symbol != nil {
		return []decode.Code{code}
	}
	var codes []decode.Code
	for _, text := range splitSeals(unwrap(decode.Trim(code.Text))) {
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
		if !decode.BeginsSeal(rest) || len(seals) == MaxCards {
			return []string{text}
		}
		seals = append(seals, rest[:length])
		rest = strings.Trim(rest[length:], blanks)
	}
	return seals
}
