package strictjson

import "github.com/go-json-experiment/json/jsontext"

// AppendJSON appends the value as compact JSON, members in the order of the
// text they came from. An absent value becomes null.
func (v Value) AppendJSON(b []byte) []byte {
	switch v.Kind() {
	case Absent, Null:
		return append(b, "null"...)
	case String:
		b, _ = jsontext.AppendQuote(b, v.Text()) // refuses bad UTF-8 only, which Parse has
		return b
	case Object:
		b = append(b, '{')
		i := 0
		for name, member := range v.Members() {
			b, _ = jsontext.AppendQuote(comma(b, i), name)
			b = member.AppendJSON(append(b, ':'))
			i++
		}
		return append(b, '}')
	case Array:
		b = append(b, '[')
		i := 0
		for item := range v.Items() {
			b = item.AppendJSON(comma(b, i))
			i++
		}
		return append(b, ']')
	}
	return append(b, v.Literal()...)
}

func comma(b []byte, i int) []byte {
	if i > 0 {
		b = append(b, ',')
	}
	return b
}

// MarshalJSON implements json.Marshaler with AppendJSON.
func (v Value) MarshalJSON() ([]byte, error) { return v.AppendJSON(nil), nil }

// Canonical returns the value in the one form of RFC 8785 that everyone
// computes alike: sorted members, shortest numbers, minimal escapes.
func (v Value) Canonical() ([]byte, error) {
	text := jsontext.Value(v.AppendJSON(nil))
	err := text.Canonicalize()
	return text, err
}
