// Package words holds the sentences for people, a catalogue for each language, and
// the choice of a language. It knows ids and no meaning: what a room says, and with
// which values, the room declares in Go, once, as methods over a Language.
//
// A catalogue is a message file of go-i18n, as package catalogue reads it.
package words

import (
	"embed"
	"fmt"
	"strconv"
	"sync"

	"vaxcheck/internal/catalogue"
)

//go:embed active.*.json
var files embed.FS

// Language is the catalogue of one language. It is read when its first sentence is
// asked for. What it lacks is said in English.
type Language struct {
	tag      string
	once     sync.Once
	file     catalogue.File
	fallback *Language // nil for English

	asked func(id string) // told what is asked for; nil but in tests
}

// Tag returns the language's tag (BCP 47), such as "ja" or "zh-Hans".
func (l *Language) Tag() string { return l.tag }

// Name returns the language's name in itself: "日本語".
func (l *Language) Name() string { return l.Say("language.name") }

// Say returns the sentence of an id.
func (l *Language) Say(id string) string {
	m, _ := l.find(id)
	return form(m, "other", id)
}

// Fill returns the sentence of an id with values in the places of their names: name,
// value, name, value.
func (l *Language) Fill(id string, pairs ...string) string {
	return catalogue.Fill(l.Say(id), pairs...)
}

// Plural returns the sentence of an id in the form that goes with a count, which
// stands at {{.Count}}, with further values as for Fill.
func (l *Language) Plural(id string, count int, pairs ...string) string {
	m, of := l.find(id)
	return catalogue.Fill(form(m, of.category(count), id), append(pairs, "Count", strconv.Itoa(count))...)
}

// find returns a message and the language that has it.
func (l *Language) find(id string) (catalogue.Message, *Language) {
	if l.asked != nil {
		l.asked(id)
	}
	if m := l.text().Lookup(id); m != nil || l.fallback == nil {
		return m, l
	}
	return l.fallback.find(id)
}

// IDs returns the ids of the sentences that the language itself has.
func (l *Language) IDs() []string { return l.text().IDs() }

// Watched returns the language of a tag as a test watches it, which is told every id
// that is asked for, and of a group "group.*".
func Watched(tag string, asked func(id string)) *Language {
	l := For(tag)
	return &Language{tag: l.tag, fallback: l.fallback, asked: asked}
}

// text is the file's.
func (l *Language) text() catalogue.File {
	l.once.Do(func() {
		var err error
		if l.file, err = files.ReadFile(fileName(l.tag)); err != nil { // a test reads them all
			panic(fmt.Sprintf("catalogue of %s: %v", l.tag, err))
		}
	})
	return l.file
}

func fileName(tag string) string { return "active." + tag + ".json" }

// form returns the text of a plural category, and the id for a message that no language
// has.
func form(m catalogue.Message, category, id string) string {
	if m == nil {
		return id
	}
	return m.Form(category)
}
