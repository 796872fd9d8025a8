// Package stricttoml reads TOML 1.0 into structures without guessing: a key that
// the structure does not have is refused, and so is one in another case, which
// the library would take for the same. A misspelt limit must not be a missing
// one.
package stricttoml

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf16"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"
)

// errForm is said where the library knows no place.
var errForm = errors.New("not TOML of the form expected")

// Decode reads text into the structure that v points to. An error tells line,
// column and, if it is a sound one, the key; it never shows the line, since a
// card may have been given by mistake. How long a text may be is for the caller
// to say. It may begin with a byte order mark, and be in UTF-16 with one, as editors and
// shells of Windows write it.
func Decode(text []byte, v any) error {
	text = toUTF8(text)
	dec := toml.NewDecoder(bytes.NewReader(text)).DisallowUnknownFields()
	if err := dec.Decode(v); err != nil {
		return explain(err)
	}
	return exactKeys(text)
}

// toUTF8 takes off a byte order mark, and turns UTF-16 that has one into UTF-8.
func toUTF8(text []byte) []byte {
	order := binary.ByteOrder(binary.LittleEndian)
	switch {
	case bytes.HasPrefix(text, []byte("\xfe\xff")):
		order = binary.BigEndian
	case !bytes.HasPrefix(text, []byte("\xff\xfe")):
		return bytes.TrimPrefix(text, []byte("\ufeff"))
	}
	units := make([]uint16, len(text)/2-1)
	for i := range units {
		units[i] = order.Uint16(text[2+2*i:])
	}
	return []byte(string(utf16.Decode(units)))
}

func explain(err error) error {
	var strict *toml.StrictMissingError
	if errors.As(err, &strict) && len(strict.Errors) > 0 {
		return errors.New("unknown key at " + place(&strict.Errors[0]))
	}
	var bad *toml.DecodeError
	if errors.As(err, &bad) {
		return errors.New("not understood at " + place(bad))
	}
	return errForm
}

// place names a line, a column and, if the library knows a sound one, a key.
func place(err *toml.DecodeError) string {
	row, column := err.Position()
	at := fmt.Sprintf("line %d, column %d", row, column)
	if key := strings.Join(err.Key(), "."); keyName.MatchString(key) {
		at += ", key " + key
	}
	return at
}

var (
	keyName  = regexp.MustCompile(`^[A-Za-z_.]{1,40}$`)
	exactKey = regexp.MustCompile(`^[a-z_]+$`)
)

// exactKeys refuses keys that are not in lower case, as all of ours are.
func exactKeys(text []byte) error {
	var p unstable.Parser
	p.Reset(text)
	for p.NextExpression() {
		if n := oddKey(p.Expression()); n != nil {
			at := p.Shape(n.Raw).Start
			return fmt.Errorf("unknown key at line %d, column %d: keys are in lower case", at.Line, at.Column)
		}
	}
	return nil // what does not parse has been refused before
}

// oddKey finds the first key below a node that is not of the form that all of
// ours have.
func oddKey(n *unstable.Node) *unstable.Node {
	if n.Kind == unstable.Key && !exactKey.Match(n.Data) {
		return n
	}
	for children := n.Children(); children.Next(); {
		if odd := oddKey(children.Node()); odd != nil {
			return odd
		}
	}
	return nil
}
