package codes

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"vaxcheck/decode"
)

// toUTF8 turns a text file's bytes into text. Windows PowerShell writes UTF-16 when output
// is redirected, and old mails are in ISO 8859-1: both are read too, with a note.
func toUTF8(data []byte) (text string, notes []decode.Note, ok bool) {
	if order := utf16Order(data); order != nil {
		text, ok := fromUTF16(data, order)
		return text, []decode.Note{noteUTF16}, ok
	}
	if bytes.IndexByte(data, 0) >= 0 {
		return "", nil, false
	}
	if utf8.Valid(data) {
		return string(data), nil, true
	}
	text, ok = fromLatin(data)
	return text, []decode.Note{noteLatin}, ok
}

// utf16Mark tells by its byte order mark in which order the bytes of UTF-16 stand, nil for
// what has none.
func utf16Mark(data []byte) binary.ByteOrder {
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}):
		return binary.LittleEndian
	case bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		return binary.BigEndian
	}
	return nil
}

// utf16Order tells in which order the bytes of a whole file of UTF-16 stand, nil for what
// is none: a byte order mark says so, or else that every other byte of the beginning is
// zero, as it is in any code.
func utf16Order(data []byte) binary.ByteOrder {
	const enough = 16
	if order := utf16Mark(data); order != nil || len(data) < enough {
		return order
	}
	var zeros [2]int
	for i, b := range data[:enough] {
		if b == 0 {
			zeros[i%2]++
		}
	}
	switch zeros {
	case [2]int{0, enough / 2}:
		return binary.LittleEndian
	case [2]int{enough / 2, 0}:
		return binary.BigEndian
	}
	return nil
}

func fromUTF16(data []byte, order binary.ByteOrder) (string, bool) {
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	text := strings.TrimPrefix(string(utf16.Decode(units)), "\ufeff")
	return text, len(data)%2 == 0 && !strings.ContainsRune(text, 0) &&
		!strings.ContainsRune(text, utf8.RuneError)
}

// fromLatin reads ISO 8859-1, whose bytes are the first characters of Unicode. Control
// characters are in no text, but for those that separate the fields of some codes.
func fromLatin(data []byte) (string, bool) {
	var b strings.Builder
	b.Grow(len(data) + len(data)/8)
	for _, c := range data {
		if c < ' ' && !strings.ContainsRune("\t\r\n\f\x1d\x1e\x1f", rune(c)) || c == 0x7f {
			return "", false
		}
		b.WriteRune(rune(c))
	}
	return b.String(), true
}
