// Package finding names what a parser or a check finds, for auditors: by the id of a
// sentence, and the values in it. So nothing but people reads sentences. The English
// ones stand in active.en.json, the only place; other languages are the command's.
//
// Each room of the program has constants for its ids, written from that file by
// 'go generate ./internal/finding'.
package finding

import (
	"cmp"
	_ "embed"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"vaxcheck/internal/catalogue"
)

//go:generate go run ./generate

//go:embed active.en.json
var english catalogue.File

// Prefix is what ids of findings begin with in message files.
const Prefix = "finding."

// Finding is the id of a sentence, such as "shc.odd-digits", with the values in it, if
// it has some. The zero value says nothing. A text that is no id stands for itself.
type Finding string

// separator stands before each value, which is quoted, so that it is in none.
const separator = "\x1f"

// Of returns the finding of an id with values, in the order in which the English
// sentence has them. A value may be a finding.
func Of(id Finding, values ...any) Finding {
	var b strings.Builder
	b.WriteString(string(id))
	for _, v := range values {
		if f, ok := v.(Finding); ok {
			v = string(f) // not its sentence
		}
		b.WriteString(separator + strconv.Quote(fmt.Sprint(v)))
	}
	return Finding(b.String())
}

// From returns the finding that an error is or wraps, "" if it is none.
func From(err error) Finding {
	var f Finding
	errors.As(err, &f)
	return f
}

// ID returns the id without the values.
func (f Finding) ID() string {
	id, _, _ := strings.Cut(string(f), separator)
	return id
}

// Values returns the values, each of which may be a finding of its own.
func (f Finding) Values() []Finding {
	var values []Finding
	for _, quoted := range strings.Split(string(f), separator)[1:] {
		v, _ := strconv.Unquote(quoted)
		values = append(values, Finding(v))
	}
	return values
}

// In returns the sentence as a language says it, which returns a text for an id, or ""
// for one that it lacks. That is said in English.
func (f Finding) In(say func(id string) string) string {
	said := English(f.ID())
	if said == "" {
		return string(f)
	}
	names := catalogue.Names(said)
	var pairs []string
	for i, v := range f.Values()[:min(len(f.Values()), len(names))] {
		pairs = append(pairs, names[i], v.In(say))
	}
	return catalogue.Fill(cmp.Or(say(f.ID()), said), pairs...)
}

// String returns the sentence in English.
func (f Finding) String() string { return f.In(func(string) string { return "" }) }

// Error is String, for findings on which a parser gives up.
func (f Finding) Error() string { return f.String() }

// MarshalText writes the sentence in English, as the contract has it in JSON.
func (f Finding) MarshalText() ([]byte, error) { return []byte(f.String()), nil }

// English returns the English text of an id, with the names of values in it; "" for
// what is no id.
func English(id string) string { return english.Lookup(Prefix + id).Form("other") }

// IDs lists the ids of all findings, in the order of the alphabet.
func IDs() []string {
	ids := english.IDs()
	for i, id := range ids {
		ids[i] = strings.TrimPrefix(id, Prefix)
	}
	return ids
}
