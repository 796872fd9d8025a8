package words

import (
	"strings"
	"vaxcheck/internal/catalogue"
)

// Group is the sentences whose ids begin with a prefix, such as "verdict", and end with
// a code of the contract, such as "valid": "verdict.valid".
type Group struct {
	language *Language
	prefix   string
}

// Group returns the sentences under a prefix.
func (l *Language) Group(prefix string) Group {
	if l.asked != nil {
		l.asked(prefix + ".*")
	}
	return Group{l, prefix}
}

// Of returns the sentence for a code, "" if there is none.
func (g Group) Of(code string) string {
	text, _ := g.Lookup(code)
	return text
}

// Lookup returns the sentence for a code, and whether there is one.
func (g Group) Lookup(code string) (text string, known bool) {
	id := g.id(code)
	if m, _ := g.language.find(id); m == nil {
		return "", false
	}
	return g.language.Say(id), true
}

// Plural returns the sentence for a code in the form that goes with a count.
func (g Group) Plural(code string, count int, pairs ...string) string {
	return g.language.Plural(g.id(code), count, pairs...)
}

// Fill returns the sentence for a code with values, as Language.Fill.
func (g Group) Fill(code string, pairs ...string) string {
	return g.language.Fill(g.id(code), pairs...)
}

// Codes returns the codes that have a sentence, in the order of the alphabet.
func (g Group) Codes() []string {
	source := g.language
	if source.fallback != nil {
		source = source.fallback // English has them all
	}
	var codes []string
	for _, id := range source.text().IDs() {
		if code, in := strings.CutPrefix(id, g.prefix+"."); in {
			codes = append(codes, code)
		}
	}
	return codes
}

func (g Group) id(code string) string { return g.prefix + "." + code }

// All returns the sentences by their codes.
func (g Group) All() map[string]string {
	all := map[string]string{}
	for _, code := range g.Codes() {
		all[code] = g.Of(code)
	}
	return all
}

// Advice is what happened, and what to do next. It is zero where there is none for a
// code.
type Advice struct{ Sentence, Next string }

// Fill returns the advice with values, as Language.Fill.
func (a Advice) Fill(pairs ...string) Advice {
	return Advice{catalogue.Fill(a.Sentence, pairs...), catalogue.Fill(a.Next, pairs...)}
}

// Advice returns the sentence for a code in a group, and the next step in the group's
// twin, which ends in "-next".
func (l *Language) Advice(group, code string) Advice {
	return Advice{l.Group(group).Of(code), l.Group(group + "-next").Of(code)}
}

// Because is an error in people's words, with the cause that errors.Is finds.
func Because(text string, cause error) error { return &because{text, cause} }

type because struct {
	text  string
	cause error
}

func (b *because) Error() string { return b.text }
func (b *because) Unwrap() error { return b.cause }
