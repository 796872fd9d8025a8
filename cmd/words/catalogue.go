// Package words holds the sentences for people, a catalogue for each language, and
// the choice of a language. It knows ids and no meaning: what a room says, and with
// which values, the room declares in Go, once, as methods over a Language.
//
// A catalogue is a message file of go-i18n (active.TAG.json), which translators' tools
// read and write: ids with a text, or with a text for each plural category of CLDR;
// {{.Name}} stands for a value. Nothing else of templates is used.
package words

import (
	"bytes"
	"cmp"
	"embed"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/go-json-experiment/json/jsontext"
)

//go:embed active.*.json
var files embed.FS

// Language is the catalogue of one language. It is read when its first sentence is
// asked for. What it lacks is said in English.
type Language struct {
	tag      string
	once     sync.Once
	file     []byte
	fallback *Language // nil for English
}

// message is a sentence as its file has it: a text, or an object of plural forms; nil
// for none.
type message jsontext.Value

// Tag returns the language's tag (BCP 47), such as "ja" or "zh-Hans".
func (l *Language) Tag() string { return l.tag }

// Say returns the sentence of an id.
func (l *Language) Say(id string) string {
	m, _ := l.find(id)
	return m.form("other", id)
}

// Fill returns the sentence of an id with values in the places of their names: name,
// value, name, value.
func (l *Language) Fill(id string, pairs ...string) string { return fill(l.Say(id), pairs) }

// Plural returns the sentence of an id in the form that goes with a count, which
// stands at {{.Count}}, with further values as for Fill.
func (l *Language) Plural(id string, count int, pairs ...string) string {
	m, of := l.find(id)
	return fill(m.form(of.category(count), id), append(pairs, "Count", strconv.Itoa(count)))
}

// find returns a message and the language that has it.
func (l *Language) find(id string) (message, *Language) {
	if m := l.lookup(id); m != nil || l.fallback == nil {
		return m, l
	}
	return l.fallback.find(id)
}

// lookup searches the file, which has its ids in order: nothing is read that is not
// asked for.
func (l *Language) lookup(id string) message {
	file := l.text()
	for from, to := 0, len(file); from < to; {
		middle := (from + to) / 2
		at := entry(file, middle)
		name := idAt(file, at)
		switch order := strings.Compare(id, string(name)); {
		case at == len(file) || order < 0:
			to = middle
		case order == 0:
			return messageAt(file, at)
		default:
			from = at + 1
		}
	}
	return nil
}

// text is the file's.
func (l *Language) text() []byte {
	l.once.Do(func() {
		var err error
		if l.file, err = files.ReadFile(fileName(l.tag)); err != nil { // a test reads them all
			panic(fmt.Sprintf("catalogue of %s: %v", l.tag, err))
		}
	})
	return l.file
}

func fileName(tag string) string { return "active." + tag + ".json" }

// start is how the line of an id begins. What is below an id stands further in.
var start = []byte("\n  \"")

// entry returns where the first id stands whose line begins at or after a place; the
// file's length if there is none.
func entry(file []byte, from int) int {
	i := bytes.Index(file[from:], start)
	if i < 0 {
		return len(file)
	}
	return from + i
}

// idAt is the id of an entry, and nothing at the end of the file.
func idAt(file []byte, at int) []byte {
	if at == len(file) {
		return nil
	}
	rest := file[at+len(start):]
	return rest[:max(0, bytes.IndexByte(rest, '"'))]
}

// messageAt is the message of an entry.
func messageAt(file []byte, at int) message {
	rest := file[at+len(start)+len(idAt(file, at)):]
	rest = bytes.TrimLeft(bytes.TrimPrefix(rest, []byte(`"`)), ": ")
	value, err := jsontext.NewDecoder(bytes.NewBuffer(rest)).ReadValue()
	if err != nil {
		return nil
	}
	return message(value)
}

// form returns the text of a plural category, that of "other" if there is none of its
// own, and the id for a message that no language has.
func (m message) form(category, id string) string {
	switch jsontext.Value(m).Kind() {
	case '"':
		return text(jsontext.Value(m))
	case '{':
		var forms map[string]string
		if json.Unmarshal(m, &forms) == nil {
			return cmp.Or(forms[category], forms["other"])
		}
	}
	return id
}

func text(raw jsontext.Value) string {
	plain, err := jsontext.AppendUnquote(nil, raw)
	if err != nil {
		return ""
	}
	return string(plain)
}

// fill puts values in the places of their names.
func fill(text string, pairs []string) string {
	if !strings.Contains(text, "{{") {
		return text
	}
	var replace []string
	for pair := range slices.Chunk(pairs, 2) {
		replace = append(replace, "{{."+pair[0]+"}}", pair[1])
	}
	return strings.NewReplacer(replace...).Replace(text)
}
