package strictjson

import (
	"iter"
	"strconv"
)

// document is one parsed text. Its nodes stand in the order of the text, each
// container before what it holds, and hold no pointers: a card's hundred and
// fifty values are three allocations.
type document struct {
	text      string // as it was read
	unescaped string // contents of strings that stand in text with escapes
	nodes     []node
}

// node is one value. end is the index of the first node behind it and all it
// holds.
type node struct {
	kind Kind
	name span // of a member of an object
	text span // the content of a string, the literal of a number or boolean
	end  uint32
}

// span is a part of a document's text or, if both its ends have the bit
// escaped, of its unescaped texts.
type span struct{ start, end uint32 }

const escaped = 1 << 31

func (d *document) string(s span) string {
	if s.start&escaped != 0 {
		return d.unescaped[s.start&^escaped : s.end&^escaped]
	}
	return d.text[s.start:s.end]
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
	d *document
	i uint32
}

// node returns the value's node, the zero node if it is absent.
func (v Value) node() node {
	if v.d == nil {
		return node{}
	}
	return v.d.nodes[v.i]
}

// Kind returns the value's JSON type.
func (v Value) Kind() Kind { return v.node().kind }

// Exists tells whether the value stands in the text, null included.
func (v Value) Exists() bool { return v.d != nil }

// children visits what a container holds, in the order of the text.
func (v Value) children(of Kind, yield func(Value) bool) {
	n := v.node()
	if n.kind != of {
		return
	}
	for i := v.i + 1; i < n.end; i = v.d.nodes[i].end {
		if !yield(Value{d: v.d, i: i}) {
			return
		}
	}
}

// Get returns the member with exactly this name, absent if v is no object or
// has no such member.
func (v Value) Get(name string) Value {
	n := v.node()
	if n.kind != Object {
		return Value{}
	}
	for i := v.i + 1; i < n.end; i = v.d.nodes[i].end {
		if v.d.string(v.d.nodes[i].name) == name {
			return Value{d: v.d, i: i}
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

// Items visits an array's items, nothing for anything else.
func (v Value) Items() iter.Seq[Value] {
	return func(yield func(Value) bool) { v.children(Array, yield) }
}

// Members visits an object's members, nothing for anything else.
func (v Value) Members() iter.Seq2[string, Value] {
	return func(yield func(string, Value) bool) {
		v.children(Object, func(m Value) bool { return yield(m.d.string(m.node().name), m) })
	}
}

// HasMember tells whether an object anywhere in the value, or the value itself,
// has a member of this name.
func (v Value) HasMember(name string) bool {
	if v.d == nil {
		return false
	}
	for i := v.i + 1; i < v.d.nodes[v.i].end; i++ {
		if n := v.d.nodes[i].name; int(n.end-n.start) == len(name) && v.d.string(n) == name {
			return true
		}
	}
	return false
}

// Len returns the number of an array's items or an object's members, 0 for
// anything else.
func (v Value) Len() int {
	count := 0
	v.children(v.Kind(), func(Value) bool { count++; return true })
	return count
}

// Index returns an array's i-th item, absent if there is none.
func (v Value) Index(i int) Value {
	for item := range v.Items() {
		if i == 0 {
			return item
		}
		i--
	}
	return Value{}
}

// Text returns the content of a string, "" for anything else.
func (v Value) Text() string {
	if n := v.node(); n.kind == String {
		return v.d.string(n.text)
	}
	return ""
}

// Literal returns a number or boolean as it stands in the text, a string's
// content, and "" for anything else.
func (v Value) Literal() string {
	switch n := v.node(); n.kind {
	case Number, Bool, String:
		return v.d.string(n.text)
	}
	return ""
}

// True tells whether the value is the boolean true.
func (v Value) True() bool { return v.Kind() == Bool && v.Literal() == "true" }

// Float returns a number. It is not ok for anything but a number, and for a
// number beyond the range of a float64.
func (v Value) Float() (f float64, ok bool) {
	if v.Kind() != Number {
		return 0, false
	}
	f, err := strconv.ParseFloat(v.Literal(), 64)
	return f, err == nil
}
