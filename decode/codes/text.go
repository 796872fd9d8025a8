package codes

import (
	"iter"
	"slices"
	"strings"

	"vaxcheck/decode"
	"vaxcheck/decode/find"
	"vaxcheck/decode/lines"
	"vaxcheck/internal/finding"
)

// readText reads a whole text file. A container that is a file's only line may be longer
// than a line of many.
func readText(text string, notes []decode.Note) iter.Seq[decode.Code] {
	if !strings.Contains(text, "\n") {
		text = strings.ReplaceAll(text, "\r", "\n") // old Macintosh, and scanners
	}
	if only := decode.Trim(text); strings.HasPrefix(only, "{") && !strings.Contains(only, "\n") {
		return slices.Values(expand(decode.Code{Text: text, Notes: notes}))
	}
	return func(yield func(decode.Code) bool) {
		p := page{text: text, notes: notes, joins: joinable(len(text))}
		switch codes, listed, others := p.count(); {
		case decode.Trim(text) == "":
			yield(None(KindEmpty))
		case codes == 0:
			p.prose(yield)
		default:
			p.list = listed > 0 && listed >= others
			p.read(yield)
		}
	}
}

// A page is a text that is read line by line. If it is a list of codes, each of its lines is
// answered; of any other text, such as a mail, only the codes in it are.
type page struct {
	text    string
	at      int
	notes   []decode.Note
	list    bool
	joins   int // how many bytes may still be looked at to join lines
	untyped int // lines that no keyboard typed
	loose   int // the end of lines that were to be joined, and give no code together
}

// joinable bounds the work of joining lines by the size of their text.
func joinable(size int) int { return 2*size + lines.MaxBlock }

// next takes the next line with its end, "" if there is none.
func (p *page) next() string {
	line := p.peek(p.at)
	p.at += len(line)
	return line
}

// peek is the line at a place of the text.
func (p *page) peek(at int) string {
	rest := p.text[at:]
	if end := strings.IndexByte(rest, '\n'); end >= 0 {
		return rest[:end+1]
	}
	return rest
}

// count tells how many lines look like codes, how many of these are entries of a list, each
// on a line of its own, and how many are words. Headings and remarks do not count, nor does
// what a code that is wrapped goes on with, nor what is as long as a code.
func (p *page) count() (codes, listed, others int) {
	defer func() { p.at = 0 }()
	for line := p.next(); line != ""; line = p.next() {
		document, is := p.document(line)
		l := lines.Take(line)
		switch {
		case is && holdsCredential(document):
			codes++
			listed++
		case is:
		case decode.Trim(l.Text) == "":
		case looksLikeOne(l.Text):
			codes++
			if !p.skipRest(l) && !l.Quoted && standsAlone(l.Text) {
				listed++
			}
		case !isHeading(l.Text) && (len(l.Text) < minTyped || isProse(l.Text)):
			others++
		}
	}
	return codes, listed, others
}

// skipRest skips the lines with which a code may go on, and tells whether there are any.
func (p *page) skipRest(l lines.Line) (any bool) {
	place := open(l.Text)
	if place.Kind == find.None || alone(l.Text[place.At:]) {
		return false
	}
	for p.at < len(p.text) && p.goesOn(place.Kind, p.peek(p.at)) {
		p.next()
		any = true
	}
	return any
}

// standsAlone tells a code from one with other text before it.
func standsAlone(text string) bool {
	text, _ = withoutIdentifiers(text)
	places, _ := finder.Places(text)
	return find.IsLink(text) || !strings.Contains(text, "://") && (len(places) == 0 || places[0].At == 0)
}

// isHeading tells lines that stand over or beside codes: what ends in a colon or a comma,
// remarks and rules.
func isHeading(text string) bool {
	last := text[len(text)-1]
	return last == ':' || last == ',' || strings.HasSuffix(text, "：") || text[0] == '#' ||
		strings.HasPrefix(text, "//") || strings.Trim(text, "-=_*~") == ""
}

// document takes in the rest of a container that begins with a line.
func (p *page) document(line string) (text string, is bool) {
	d, is := BeginDocument(unquoted(line))
	if !is {
		return "", false
	}
	for p.at < len(p.text) {
		next := p.peek(p.at)
		if d.EndsBefore(unquoted(next)) {
			break
		}
		p.at += len(next)
		if d.Add(unquoted(next)) {
			break
		}
	}
	return d.Text(), true
}

// unquoted is a line without its end and the marks of a quoted mail.
func unquoted(line string) string {
	if l := lines.Take(line); l.Quoted {
		return strings.Repeat(" ", l.Left) + l.Text + strings.Repeat(" ", l.Right)
	}
	return strings.TrimRight(line, "\r\n")
}

// read reads the codes of a text, in their order.
func (p *page) read(yield func(decode.Code) bool) {
	for line := p.next(); line != ""; line = p.next() {
		for _, code := range p.codes(line) {
			if code.Notes = slices.Concat(code.Notes, p.notes); !yield(code) {
				return
			}
		}
	}
}

// codes reads the codes that begin in a line.
func (p *page) codes(line string) []decode.Code {
	if document, is := p.document(line); is {
		if p.list || holdsCredential(document) {
			return expand(decode.Code{Text: document})
		}
		return nil
	}
	l := lines.Take(line)
	switch {
	case decode.Trim(l.Text) == "":
		return nil
	case p.at <= p.loose: // each for itself
	case !looksLikeOne(l.Text) && (!p.list || isHeading(l.Text)):
		return nil
	default:
		if joined := p.joined(l); joined != nil {
			return joined
		}
	}
	if l.Quoted {
		return expand(decode.Code{Text: l.Text, Notes: notesOf([]lines.Line{l})})
	}
	return p.typed(line, l.Text)
}

// typed reads a line that stands for itself. Only so many that no keyboard layout explains
// are tried against all of them.
func (p *page) typed(line, text string) []decode.Code {
	if decode.LooksLikeCertificate(text) || !typing.Promising(text) {
		return Line(line)
	}
	if p.untyped >= maxUntyped {
		return []decode.Code{{Text: text}}
	}
	codes := Line(line)
	if len(codes) == 1 && codes[0].Problem == nil && len(codes[0].Notes) == 0 {
		p.untyped++
	}
	return codes
}

// maxUntyped is more lines of noise than a list of scans has.
const maxUntyped = 1000

// prose answers for a text of which no line looks like a code.
func (p *page) prose(yield func(decode.Code) bool) {
	text := decode.Trim(p.text)
	if len(text) <= decode.MaxLine && !strings.Contains(text, "\n") {
		for _, code := range Line(text) {
			code.Notes = slices.Concat(code.Notes, p.notes)
			if !yield(code) {
				return
			}
		}
		return
	}
	kind, detail := kindOfText(text)
	for _, code := range noCredential(decode.Code{Notes: p.notes}, detail, kind, "") {
		if !yield(code) {
			return
		}
	}
}

// kindOfText names what a text of several lines is, if it is one of the things that codes
// hold.
func kindOfText(text string) (kind string, detail finding.Finding) {
	if strings.HasPrefix(text, "{") {
		if codes := expand(decode.Code{Text: text}); codes[0].Problem != nil &&
			codes[0].Problem.Reason == decode.ReasonNotCertificate {
			return codes[0].Problem.Kind, codes[0].Problem.Detail
		}
	}
	r := decode.Recognise(text)
	if r.Kind == "contact" || r.Kind == "event" {
		return r.Kind, r.Detail
	}
	return "", codeNoLine
}
