// Package catalogue reads message files of go-i18n (active.TAG.json), which translators'
// tools read and write: ids with a text, or with a text for each plural category of
// CLDR; {{.Name}} stands for a value. Nothing else of templates is used.
//
// A file has its ids in order, each on a line of its own, two blanks in. So it is
// searched in place: nothing is read that is not asked for.
package catalogue

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// File is a message file.
type File []byte

// Message is a sentence as its file has it: a text, or an object of plural forms; nil
// for none.
type Message jsontext.Value

// Lookup finds the message of an id.
func (f File) Lookup(id string) Message {
	for from, to := 0, len(f); from < to; {
		middle := (from + to) / 2
		at := f.entry(middle)
		name := f.idAt(at)
		switch order := strings.Compare(id, string(name)); {
		case at == len(f) || order < 0:
			to = middle
		case order == 0:
			return f.messageAt(at)
		default:
			from = at + 1
		}
	}
	return nil
}

// IDs lists the ids of the file in their order.
func (f File) IDs() (ids []string) {
	for at := f.entry(0); at < len(f); at = f.entry(at + 1) {
		ids = append(ids, string(f.idAt(at)))
	}
	return ids
}

// start is how the line of an id begins. What is below an id stands further in.
var start = []byte("\n  \"")

// entry returns where the first id stands whose line begins at or after a place; the
// file's length if there is none.
func (f File) entry(from int) int {
	i := bytes.Index(f[from:], start)
	if i < 0 {
		return len(f)
	}
	return from + i
}

// idAt is the id of an entry, and nothing at the end of the file.
func (f File) idAt(at int) []byte {
	if at == len(f) {
		return nil
	}
	rest := f[at+len(start):]
	return rest[:max(0, bytes.IndexByte(rest, '"'))]
}

// messageAt is the message of an entry.
func (f File) messageAt(at int) Message {
	rest := f[at+len(start)+len(f.idAt(at)):]
	rest = bytes.TrimLeft(bytes.TrimPrefix(rest, []byte(`"`)), ": ")
	value, err := jsontext.NewDecoder(bytes.NewBuffer(rest)).ReadValue()
	if err != nil {
		return nil
	}
	return Message(value)
}

// Form returns the text of a plural category, that of "other" if there is none of its
// own, and "" for no message.
func (m Message) Form(category string) string {
	switch jsontext.Value(m).Kind() {
	case '"':
		return text(jsontext.Value(m))
	case '{':
		var forms map[string]string
		if json.Unmarshal(m, &forms) == nil {
			return cmp.Or(forms[category], forms["other"])
		}
	}
	return ""
}

func text(raw jsontext.Value) string {
	plain, err := jsontext.AppendUnquote(nil, raw)
	if err != nil {
		return ""
	}
	return string(plain)
}

// Fill puts values in the places of their names in a text: name, value, name, value.
func Fill(text string, pairs ...string) string {
	if !strings.Contains(text, "{{") {
		return text
	}
	var replace []string
	for pair := range slices.Chunk(pairs, 2) {
		replace = append(replace, "{{."+pair[0]+"}}", pair[1])
	}
	return strings.NewReplacer(replace...).Replace(text)
}

// Names lists the names of the values in a text, each once, in the order in which they
// are met.
func Names(text string) (names []string) {
	for {
		_, after, found := strings.Cut(text, "{{.")
		name, rest, closed := strings.Cut(after, "}}")
		if !found || !closed {
			return names
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
		text = rest
	}
}
