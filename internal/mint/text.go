package mint

import (
	"fmt"
	"reflect"
	"strings"
	"unicode/utf16"
)

// encoding/json cannot be told to write a space after a comma or to escape
// kanji, and sorts the members of a map. The order and the spelling of real
// issuers matter here, since the signature covers them.

type (
	member struct {
		name  string
		value any
	}
	object  []member
	array   []any
	literal string // JSON text that is copied as it stands
)

// obj makes an object of names and values in turn, and leaves out what is
// empty: FHIR knows neither empty strings nor empty arrays.
func obj(pairs ...any) object {
	var o object
	for i := 0; i < len(pairs); i += 2 {
		if v := reflect.ValueOf(pairs[i+1]); v.Len() > 0 {
			o = append(o, member{pairs[i].(string), pairs[i+1]})
		}
	}
	return o
}

func texts(list []string) array {
	var a array
	for _, s := range list {
		a = append(a, s)
	}
	return a
}

// spelling is how an issuer's software writes JSON.
type spelling struct {
	comma, colon string
	ascii        bool // all else becomes \uXXXX
}

func (s spelling) text(v any) string {
	var b strings.Builder
	s.write(&b, v)
	return b.String()
}

func (s spelling) write(b *strings.Builder, v any) {
	switch v := v.(type) {
	case string:
		s.quote(b, v)
	case literal:
		b.WriteString(string(v))
	case object:
		b.WriteByte('{')
		for i, m := range v {
			s.separate(b, i)
			s.quote(b, m.name)
			b.WriteString(s.colon)
			s.write(b, m.value)
		}
		b.WriteByte('}')
	case array:
		b.WriteByte('[')
		for i, item := range v {
			s.separate(b, i)
			s.write(b, item)
		}
		b.WriteByte(']')
	default:
		panic(fmt.Sprintf("mint: no spelling for a %T", v))
	}
}

func (s spelling) separate(b *strings.Builder, i int) {
	if i > 0 {
		b.WriteString(s.comma)
	}
}

func (s spelling) quote(b *strings.Builder, text string) {
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' || r > '~' && s.ascii:
			for _, unit := range utf16.Encode([]rune{r}) {
				fmt.Fprintf(b, `\u%04x`, unit)
			}
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
}
