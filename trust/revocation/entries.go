package revocation

import (
	"encoding/binary"
	"strings"

	"vaxcheck/internal/strictjson"
	"vaxcheck/trust/packed"
)

// MaxEntries bounds the entries of one list.
const MaxEntries = 1_000_000

// Odd counts the entries that are not as the specification has them.
type Odd struct{ Unreadable, Form, Stamps int }

// ReadEntries reads the entries. One that is empty, or null, names nothing; a number
// names what its digits name; in anything else but a text nothing can be made out.
func ReadEntries(items strictjson.Value) (entries []Entry, odd Odd) {
	for item := range items.Items() {
		text := item.Literal()
		switch item.Kind() {
		case strictjson.String, strictjson.Number, strictjson.Null:
		default:
			odd.Unreadable++
			continue
		}
		if id, _, _ := strings.Cut(text, "."); !isSpecified(id) || item.Kind() != strictjson.String {
			odd.Form++
		}
		if text == "" {
			continue
		}
		said, stampOK := parseRevocation(text)
		if !stampOK {
			odd.Stamps++
		}
		entries = append(entries, said...)
	}
	return entries, odd
}

// AppendTo writes the list in the form that ReadListing reads.
func (l *Listing) AppendTo(out []byte) []byte {
	out = packed.AppendText(out, l.counter)
	out = packed.AppendText(out, l.method)
	out = binary.AppendUvarint(out, uint64(l.width))
	out = packed.AppendText(out, l.records)
	return binary.AppendUvarint(out, uint64(l.unreadable))
}

// ReadListing reads what AppendTo wrote. Whether it could be read the reader tells.
func ReadListing(c *packed.Reader) Listing {
	l := Listing{counter: c.Text(), method: c.Text()}
	l.width = c.Count(maxRevocationID)
	l.records = c.Text()
	l.unreadable = c.Count(MaxEntries)
	if len(l.records)%(l.width+stampSize) != 0 {
		c.Refuse()
	}
	return l
}
