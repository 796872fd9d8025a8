package trust

import (
	"encoding/binary"
	"strings"

	"vaxcheck/internal/strictjson"
	"vaxcheck/trust/packed"
)

// maxRevocations bounds the entries of one list.
const maxRevocations = 1_000_000

// oddEntries counts the entries that are not as the specification has them.
type oddEntries struct{ unreadable, form, stamps int }

// revocations reads the entries. One that is empty, or null, names nothing; a number
// names what its digits name; in anything else but a text nothing can be made out.
func revocations(items strictjson.Value) (entries []revocation, odd oddEntries) {
	for item := range items.Items() {
		text := item.Literal()
		switch item.Kind() {
		case strictjson.String, strictjson.Number, strictjson.Null:
		default:
			odd.unreadable++
			continue
		}
		if id, _, _ := strings.Cut(text, "."); !isSpecified(id) || item.Kind() != strictjson.String {
			odd.form++
		}
		if text == "" {
			continue
		}
		said, stampOK := parseRevocation(text)
		if !stampOK {
			odd.stamps++
		}
		entries = append(entries, said...)
	}
	return entries, odd
}

// appendTo writes the list in the form that readListing reads.
func (l *listing) appendTo(out []byte) []byte {
	out = packed.AppendText(out, l.counter)
	out = packed.AppendText(out, l.method)
	out = binary.AppendUvarint(out, uint64(l.width))
	out = packed.AppendText(out, l.records)
	return binary.AppendUvarint(out, uint64(l.unreadable))
}

// readListing reads what appendTo wrote. Whether it could be read the reader tells.
func readListing(c *packed.Reader) listing {
	l := listing{counter: c.Text(), method: c.Text()}
	l.width = c.Count(maxRevocationID)
	l.records = c.Text()
	l.unreadable = c.Count(maxRevocations)
	if len(l.records)%(l.width+stampSize) != 0 {
		c.Refuse()
	}
	return l
}
