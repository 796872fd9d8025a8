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
	"slices"
	"strconv"
	"sync"

	"github.com/go-json-experiment/json/jsontext"
)

// DefaultDepth bounds nesting where the caller has no reason for another
// bound. The deepest real card nests 11 levels.
const DefaultDepth = 64

// Reasons why a text is refused. They carry no part of the text itself, since
// the text may hold personal data.
var (
	ErrSyntax    = errors.New("not well-formed JSON")
	ErrDuplicate = errors.New("duplicate member name")
	ErrUTF8      = errors.New("invalid UTF-8 or lone surrogate")
	ErrDepth     = errors.New("nested too deeply")
	ErrTrailing  = errors.New("text after the JSON value")
)

// Parse reads data as exactly one JSON value, nested at most maxDepth objects
// and arrays deep. White space around it is allowed, a byte order mark is not.
// The error is one of the Err values of this package.
func Parse(data []byte, maxDepth int) (Value, error) {
	p := parsers.Get().(*parser)
	defer p.release()
	p.in = *bytes.NewBuffer(data) // the library reads a Buffer in place
	p.d.Reset(&p.in)
	p.maxDepth = maxDepth
	v, err := p.value()
	if err != nil {
		return Value{}, err
	}
	if _, err := p.d.ReadToken(); err != io.EOF {
		return Value{}, ErrTrailing
	}
	return v, nil
}

// parser holds what reading one text needs and the next can use again. items
// and members are stacks: a container's children gather on top of them and are
// copied out in one piece when it ends.
type parser struct {
	in       bytes.Buffer
	d        jsontext.Decoder
	maxDepth int
	items    []Value
	members  []Member
}

var parsers = sync.Pool{New: func() any { return new(parser) }}

// release forgets the text and gives the parser back.
func (p *parser) release() {
	const keep = 1 << 10
	if cap(p.items) > keep || cap(p.members) > keep {
		return
	}
	p.in = bytes.Buffer{}
	p.d.Reset(&p.in)
	clear(p.items[:cap(p.items)])
	clear(p.members[:cap(p.members)])
	p.items, p.members = p.items[:0], p.members[:0]
	parsers.Put(p)
}

func (p *parser) value() (Value, error) {
	tok, err := p.d.ReadToken()
	if err != nil {
		return Value{}, classify(err)
	}
	switch tok.Kind() {
	case 'n':
		return Value{kind: Null}, nil
	case 't', 'f':
		return Value{kind: Bool, text: tok.String()}, nil
	case '"':
		return Value{kind: String, text: tok.String()}, nil
	case '0':
		return Value{kind: Number, text: tok.String()}, nil
	case '{':
		return p.object()
	case '[':
		return p.array()
	}
	return Value{}, ErrSyntax
}

func (p *parser) object() (Value, error) {
	if p.d.StackDepth() > p.maxDepth {
		return Value{}, ErrDepth
	}
	base := len(p.members)
	for p.d.PeekKind() != '}' {
		tok, err := p.d.ReadToken()
		if err != nil {
			return Value{}, classify(err)
		}
		name := tok.String()
		v, err := p.value()
		if err != nil {
			return Value{}, err
		}
		p.members = append(p.members, Member{Name: name, Value: v})
	}
	members := slices.Clone(p.members[base:])
	p.members = p.members[:base]
	_, err := p.d.ReadToken()
	return Value{kind: Object, kids: &children{members: members}}, classify(err)
}

func (p *parser) array() (Value, error) {
	if p.d.StackDepth() > p.maxDepth {
		return Value{}, ErrDepth
	}
	base := len(p.items)
	for p.d.PeekKind() != ']' {
		item, err := p.value()
		if err != nil {
			return Value{}, err
		}
		p.items = append(p.items, item)
	}
	items := slices.Clone(p.items[base:])
	p.items = p.items[:base]
	_, err := p.d.ReadToken()
	return Value{kind: Array, kids: &children{items: items}}, classify(err)
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

// Kind is the JSON type of a Value.
type Kind uint8

// The kinds; the zero Kind is that of a value that is not there.
const (
	Absent Kind = iota
	Null
	Bool
	Number
	String
	Array
	Object
)

func (k Kind) String() string {
	return [...]string{"absent", "null", "boolean", "number", "string", "array", "object"}[k]
}

// Value is one JSON value. The zero Value is absent: looking into it gives
// further absent values.
type Value struct {
	kind Kind
	text string    // the content of a string, the literal of a number or boolean
	kids *children // of an array or object, nil for anything else
}

// children are an array's items or an object's members.
type children struct {
	items   []Value
	members []Member
}

// Member is one name and value of an object, in the order of the text.
type Member struct {
	Name  string
	Value Value
}

// Kind returns the value's JSON type.
func (v Value) Kind() Kind { return v.kind }

// Exists tells whether the value stands in the text, null included.
func (v Value) Exists() bool { return v.kind != Absent }

// Get returns the member with exactly this name, absent if v is no object or
// has no such member.
func (v Value) Get(name string) Value {
	for _, m := range v.Members() {
		if m.Name == name {
			return m.Value
		}
	}
	return Value{}
}

// At follows member names from v inwards.
func (v Value) At(names ...string) Value {
	for _, name := range names {
		v = v.Get(name)
	}
	return v
}

// Items returns an array's items, nil for anything else.
func (v Value) Items() []Value {
	if v.kids == nil {
		return nil
	}
	return v.kids.items
}

// Index returns an array's i-th item, absent if there is none.
func (v Value) Index(i int) Value {
	if items := v.Items(); i >= 0 && i < len(items) {
		return items[i]
	}
	return Value{}
}

// Members returns an object's members in the order of the text, nil for
// anything else.
func (v Value) Members() []Member {
	if v.kids == nil {
		return nil
	}
	return v.kids.members
}

// Text returns the content of a string, "" for anything else.
func (v Value) Text() string {
	if v.kind != String {
		return ""
	}
	return v.text
}

// Literal returns a number or boolean as it stands in the text, a string's
// content, and "" for anything else.
func (v Value) Literal() string { return v.text }

// True tells whether the value is the boolean true.
func (v Value) True() bool { return v.kind == Bool && v.text == "true" }

// Float returns a number. It is not ok for anything but a number, and for a
// number beyond the range of a float64.
func (v Value) Float() (f float64, ok bool) {
	if v.kind != Number {
		return 0, false
	}
	f, err := strconv.ParseFloat(v.text, 64)
	return f, err == nil
}
