// Package cose takes a COSE_Sign1 apart, the frame of certificates in CBOR, and writes CBOR as
// JSON. It knows no format and proves nothing.
package cose

import (
	"encoding/binary"
	"slices"
	"strconv"

	"github.com/fxamacker/cbor/v2"
)

// Tags around a COSE_Sign1 (RFC 9052, section 2; RFC 8392, section 6).
const (
	tagSign1 = 18
	tagCWT   = 61
)

// Sign1 is a COSE_Sign1 taken apart: its four items, and the tags around them.
type Sign1 struct {
	Tags        []uint64
	Protected   []byte // the content of the byte string, as it was received
	Unprotected cbor.RawMessage
	Payload     []byte
	Signature   []byte
}

// Read reads a COSE_Sign1 without a tag, with its own, or with that of a CWT
// around its own.
func Read(data []byte) (s Sign1, ok bool) {
	if anyItem.Wellformed(data) != nil {
		return Sign1{}, false
	}
	// The library would pass over a tag that says no more than "this is CBOR".
	r := reader{data}
	for r.next() == majorTag {
		_, _, tag := r.head()
		s.Tags = append(s.Tags, tag)
	}
	tagged := len(s.Tags) == 0 || slices.Equal(s.Tags, []uint64{tagSign1}) ||
		slices.Equal(s.Tags, []uint64{tagCWT, tagSign1})
	var items []cbor.RawMessage
	if err := plainItem.Unmarshal(r.in, &items); !tagged || err != nil || len(items) != 4 {
		return Sign1{}, false
	}
	var isHeader, isPayload, isSignature bool
	s.Unprotected = items[1]
	s.Protected, isHeader = ByteString(items[0])
	s.Payload, isPayload = ByteString(items[2])
	s.Signature, isSignature = ByteString(items[3])
	return s, isHeader && isPayload && isSignature && is(s.Unprotected, majorMap)
}

// is tells whether an item is of a major type.
func is(item cbor.RawMessage, major byte) bool { return len(item) > 0 && item[0]>>5 == major }

// ByteString returns the content of a byte string, which is not what the library
// makes of other items: bytes of an array of numbers, or of null.
func ByteString(item cbor.RawMessage) (content []byte, ok bool) {
	if !is(item, majorBytes) {
		return nil, false
	}
	return content, plainItem.Unmarshal(item, &content) == nil
}

// Signed returns the Sig_structure (RFC 9052, section 4.4): the bytes that the
// signature is made over, with header and payload as they were received.
func (s Sign1) Signed() string {
	const context = "Signature1"
	b := make([]byte, 0, len(s.Protected)+len(s.Payload)+len(context)+16)
	b = append(appendHead(b, majorArray, 4), byte(majorText<<5|len(context)))
	b = append(b, context...)
	for _, part := range [][]byte{s.Protected, nil, s.Payload} {
		b = append(appendHead(b, majorBytes, len(part)), part...)
	}
	return string(b)
}

// appendHead appends the first bytes of an item of less than 64 KiB, as short as
// they can be.
func appendHead(b []byte, major byte, n int) []byte {
	switch {
	case n < 24:
		return append(b, major<<5|byte(n))
	case n < 1<<8:
		return append(b, major<<5|24, byte(n))
	case n < 1<<16:
		return binary.BigEndian.AppendUint16(append(b, major<<5|25), uint16(n))
	}
	return binary.BigEndian.AppendUint32(append(b, major<<5|26), uint32(n))
}

// Integer reads an integer.
func Integer(item cbor.RawMessage) (n int64, ok bool) {
	return n, (is(item, majorUnsigned) || is(item, majorNegative)) && plainItem.Unmarshal(item, &n) == nil
}

// Members are the members of a map, as they are.
func Members(item []byte) (members map[any]cbor.RawMessage, ok bool) {
	return members, plainItem.Unmarshal(item, &members) == nil
}

// TextIn is the text under an integer in a map, whatever else is in that; "" for none.
func TextIn(item []byte, key uint64) (text string) {
	var members map[any]cbor.RawMessage
	if !is(item, majorMap) || anyItem.Unmarshal(item, &members) != nil || !is(members[key], majorText) {
		return ""
	}
	if plainItem.Unmarshal(members[key], &text) != nil {
		return ""
	}
	return text
}

// Header is one of the two headers of a COSE_Sign1: what of it is read.
type Header struct {
	Alg  cbor.RawMessage `cbor:"1,keyasint"`
	Crit cbor.RawMessage `cbor:"2,keyasint"`
	KID  cbor.RawMessage `cbor:"4,keyasint"`
}

// Headers reads both headers, and appends them and the tags to out as JSON, for auditors.
func (s Sign1) Headers(out []byte) (text []byte, protected, unprotected Header, err error) {
	if text, err = s.headersJSON(out); err == nil && len(s.Protected) > 0 {
		err = plainItem.Unmarshal(s.Protected, &protected)
	}
	if err == nil {
		err = plainItem.Unmarshal(s.Unprotected, &unprotected)
	}
	return text, protected, unprotected, err
}

func (s Sign1) headersJSON(text []byte) ([]byte, error) {
	text = append(text, `{"tags":[`...)
	for i, tag := range s.Tags {
		if i > 0 {
			text = append(text, ',')
		}
		text = strconv.AppendUint(text, tag, 10)
	}
	protected := s.Protected
	if len(protected) == 0 {
		protected = []byte{majorMap << 5} // an empty byte string stands for an empty map
	}
	if !is(protected, majorMap) {
		return nil, errCBOR
	}
	text, err := AppendJSON(append(text, `],"protected":`...), protected, nil)
	if err == nil {
		text, err = AppendJSON(append(text, `,"unprotected":`...), s.Unprotected, nil)
	}
	return append(text, '}'), err
}
