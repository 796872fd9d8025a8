package fhir

import (
	"strings"

	"vaxcheck/internal/strictjson"
)

// node is a value in the bundle together with where it stands, so that what is
// odd about it can be noted. A node whose value is absent is fine to look into.
type node struct {
	r     *reader
	entry int
	path  path
	value strictjson.Value
}

func (n node) note(code string) {
	if n.r.quiet {
		return
	}
	n.r.notes.add(Note{Code: code, Entry: n.entry, Path: n.path.String()})
}

// child returns the member of that name, whatever its type.
func (n node) child(name string) node {
	return n.down(name, n.value.Get(name))
}

func (n node) down(name string, v strictjson.Value) node {
	if !n.r.quiet {
		n.path = n.path.down(name)
	}
	n.value = v
	return n
}

// is tells whether the node is of the kind its reader expects, and notes it if
// it is there but of another one. A null is as good as absent; the walk for
// empty values notes it.
func (n node) is(want strictjson.Kind) bool {
	switch n.value.Kind() {
	case want:
		return true
	case strictjson.Absent, strictjson.Null:
		return false
	}
	n.note(noteWrongType)
	return false
}

// typed returns the member of that name if it is of the wanted kind, else an absent
// one.
func (n node) typed(name string, want strictjson.Kind) node {
	c := n.child(name)
	if !c.is(want) {
		c.value = strictjson.Value{}
	}
	return c
}

func (n node) object(name string) node { return n.typed(name, strictjson.Object) }

func (n node) text(name string) string {
	return n.typed(name, strictjson.String).value.Text()
}

// number returns a number as it is written, "" if there is none.
func (n node) number(name string) string {
	return n.typed(name, strictjson.Number).value.Literal()
}

// items returns those items of the array of that name that are of the wanted kind.
func (n node) items(name string, want strictjson.Kind) []node {
	list := n.typed(name, strictjson.Array)
	out := make([]node, 0, list.value.Len())
	for v := range list.value.Items() {
		item := list
		item.value = v
		if item.is(want) {
			out = append(out, item)
		}
	}
	return out
}

func (n node) objects(name string) []node { return n.items(name, strictjson.Object) }

func (n node) texts(name string) []string {
	var out []string
	for _, item := range n.items(name, strictjson.String) {
		out = append(out, item.value.Text())
	}
	return out
}

// each returns the objects of a list, or an object that stands alone where a list is
// due.
func (n node) each(name string) []node {
	if c := n.child(name); c.value.Kind() == strictjson.Object {
		c.note(noteListForm)
		return []node{c}
	}
	return n.objects(name)
}

// one returns the object of that name, or the only one in a list of that name.
func (n node) one(name string) node {
	c := n.child(name)
	if only := c.value.Index(0); c.value.Kind() == strictjson.Array && c.value.Len() == 1 &&
		only.Kind() == strictjson.Object {
		c.note(noteListForm)
		c.value = only
		return c
	}
	return n.object(name)
}

// word returns a text, or a number as it is written.
func (n node) word(name string) string {
	c := n.child(name)
	if c.value.Kind() == strictjson.Number {
		c.note(noteNumberForm)
		return c.value.Literal()
	}
	return n.text(name)
}

// words returns the texts of a list, or one that stands alone.
func (n node) words(name string) []string {
	if c := n.child(name); c.value.Kind() == strictjson.String {
		c.note(noteListForm)
		return []string{c.value.Text()}
	}
	return n.texts(name)
}

// joined returns a text, or those of a list with spaces between them.
func (n node) joined(name string) string {
	c := n.child(name)
	if c.value.Kind() != strictjson.Array {
		return n.text(name)
	}
	c.note(noteListForm)
	return strings.Join(n.texts(name), " ")
}

// first returns the first item of the array of that name, if it is an object.
func (n node) first(name string) node {
	if list := n.each(name); len(list) > 0 {
		return list[0]
	}
	return n.down(name, strictjson.Value{})
}

// codings reads a CodeableConcept's codes. One without a code says nothing and
// is left out; one without a system is kept, since an auditor wants to see it.
func (n node) codings() []Coding {
	var out []Coding
	for _, c := range n.each("coding") {
		coding := Coding{System: c.text("system"), Code: strings.TrimSpace(c.word("code"))}
		if coding.System == "" || coding.Code == "" {
			c.note(noteCodingIncomplete)
		}
		if systemName(coding.System) == "" && SystemName(coding.System) != "" {
			c.note(noteSystemForm)
		}
		if coding.Code != "" {
			out = append(out, coding)
		}
	}
	return out
}
