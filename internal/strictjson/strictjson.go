// Package strictjson reads JSON from strangers without guessing: exact member
// names, no duplicate members, valid UTF-8 with no lone surrogates, bounded
// depth, and nothing after the value. encoding/json lets the last of two "iss"
// win and takes "ISS" for "iss"; a verifier that does so sees another card than
// its neighbour does.
//
// What it returns is a tree whose zero Value means "absent", so that code that
// walks it never needs a type assertion and never panics, whatever was sent.
package strictjson

import (
	"bytes"
	"errors"
	"io"
	"math"
	"slices"
	"sync"

	"github.com/go-json-experiment/json/jsontext"
)

// DefaultDepth bounds nesting where the caller has no reason for another
// bound. The deepest real card nests 11 levels.
const DefaultDepth = 64

// Reasons why a text is refused. They carry no part of the text itself, since
// the text may hold personal data.
const (
	ErrSyntax    = jsonSyntax
	ErrDuplicate = jsonDuplicate
	ErrUTF8      = jsonUTF8
	ErrDepth     = jsonDepth
	ErrTrailing  = jsonTrailing
	ErrTooLong   = jsonTooLong
)

// MaxValues bounds the values of one text. The issuer directory has some
// 25,000, a card some 150.
const MaxValues = 2_000_000

// Parse reads data as exactly one JSON value, nested at most maxDepth objects
// and arrays deep. White space around it is allowed, a byte order mark is not.
// The error is one of the Err values of this package.
func Parse(data []byte, maxDepth int) (Value, error) {
	return ParseSmall(data, maxDepth, MaxValues)
}

// ParseSmall is Parse for texts that hold at most maxValues values.
func ParseSmall(data []byte, maxDepth, maxValues int) (Value, error) {
	if len(data) > math.MaxInt32 {
		return Value{}, ErrTooLong
	}
	p := parsers.Get().(*parser)
	defer p.release()
	p.in = *bytes.NewBuffer(data) // the library reads a Buffer in place
	p.d.Reset(&p.in)
	p.data, p.maxDepth, p.maxValues = data, maxDepth, maxValues
	if err := p.value(span{}); err != nil {
		return Value{}, err
	}
	if _, err := p.d.ReadToken(); err != io.EOF {
		return Value{}, ErrTrailing
	}
	return Value{d: &document{text: string(data), unescaped: string(p.unescaped), nodes: slices.Clone(p.nodes)}}, nil
}

// parser holds what reading one text needs and the next can use again. nodes
// grow in the order of the text; unescaped holds the contents of strings that
// stand in the text with escapes.
type parser struct {
	in        bytes.Buffer
	data      []byte // the same text
	d         jsontext.Decoder
	maxDepth  int
	maxValues int
	nodes     []node
	unescaped []byte
}

var parsers = sync.Pool{New: func() any { return new(parser) }}

// release forgets the text and gives the parser back, unless a large text has
// made it large.
func (p *parser) release() {
	const keep = 64 << 10
	if len(p.nodes) > keep || len(p.unescaped) > keep {
		return
	}
	p.in, p.data = bytes.Buffer{}, nil
	p.d.Reset(&p.in)
	p.nodes, p.unescaped = p.nodes[:0], p.unescaped[:0]
	parsers.Put(p)
}

// value reads one value, and for a member of an object has its name.
func (p *parser) value(name span) error {
	from := p.d.InputOffset()
	tok, err := p.d.ReadToken()
	if err != nil {
		return classify(err)
	}
	return p.valueOf(tok.Kind(), from, name)
}

// valueOf reads the value whose first token, of a kind, lies behind from.
func (p *parser) valueOf(kind jsontext.Kind, from int64, name span) error {
	if len(p.nodes) >= p.maxValues {
		return ErrTooLong
	}
	if kind == '{' || kind == '[' {
		return p.container(name, kind)
	}
	text, err := p.scalar(kind, from)
	p.nodes = append(p.nodes, node{kind: kinds[kind], name: name, text: text, end: uint32(len(p.nodes) + 1)})
	return err
}

// kinds translates the library's kinds.
var kinds = [...]Kind{'n': Null, 't': Bool, 'f': Bool, '"': String, '0': Number, '{': Object, '[': Array}

// container reads what an object or array holds, to its end.
func (p *parser) container(name span, kind jsontext.Kind) error {
	if p.d.StackDepth() > p.maxDepth {
		return ErrDepth
	}
	at := len(p.nodes)
	p.nodes = append(p.nodes, node{kind: kinds[kind], name: name})
	for {
		from := p.d.InputOffset()
		tok, err := p.d.ReadToken()
		switch next := tok.Kind(); {
		case err != nil:
			return classify(err)
		case next == '}' || next == ']':
			p.nodes[at].end = uint32(len(p.nodes))
			return nil
		case kind == '{':
			var member span
			if member, err = p.scalar('"', from); err == nil {
				err = p.value(member)
			}
		default:
			err = p.valueOf(next, from, span{})
		}
		if err != nil {
			return err
		}
	}
}

// scalar returns where the text of the token just read is, which lies behind
// from: of a string the content. Most texts are parts of the input as it
// stands.
func (p *parser) scalar(kind jsontext.Kind, from int64) (span, error) {
	end := p.d.InputOffset()
	raw := p.data[from:end]
	start := len(raw) - len(bytes.TrimLeft(raw, " \t\r\n,:"))
	raw = raw[start:]
	whole := span{start: uint32(from) + uint32(start), end: uint32(end)}
	switch {
	case kind != '"':
		return whole, nil
	case bytes.IndexByte(raw, '\\') < 0:
		return span{start: whole.start + 1, end: whole.end - 1}, nil
	}
	unescaped := uint32(len(p.unescaped))
	var err error
	p.unescaped, err = jsontext.AppendUnquote(p.unescaped, raw)
	return span{start: unescaped | escaped, end: uint32(len(p.unescaped)) | escaped}, classify(err)
}

// classify turns the library's error, which may quote the text, into one of
// ours, which never does.
func classify(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, jsontext.ErrDuplicateName):
		return ErrDuplicate
	case isUTF8(err):
		return ErrUTF8
	}
	return ErrSyntax
}

// isUTF8 recognises the library's complaint about bad UTF-8, for which it
// exports no value of its own to compare with.
func isUTF8(err error) bool {
	var syn *jsontext.SyntacticError
	if !errors.As(err, &syn) || syn.Err == nil {
		return false
	}
	text := syn.Err.Error()
	return bytes.Contains([]byte(text), []byte("UTF-8")) || bytes.Contains([]byte(text), []byte("surrogate"))
}
