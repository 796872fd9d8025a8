package cose

import (
	"encoding/hex"
	"math"
	"math/big"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// tagDateTime marks a text as a date and time (RFC 8949, section 3.4.1).
const tagDateTime = 0

// writer writes well-formed CBOR as JSON.
type writer struct {
	reader
	out []byte
}

func (w *writer) item(at *Keys) error {
	switch w.next() {
	case majorArray, majorMap, majorTag:
	default:
		return w.scalar()
	}
	switch major, info, n := w.head(); major {
	case majorArray:
		return w.array(info, n, at)
	case majorMap:
		return w.object(info, n, at)
	default:
		return w.dateTime(n)
	}
}

// scalar writes what holds no other item, as the library reads it.
func (w *writer) scalar() error {
	var value any
	rest, err := anyItem.UnmarshalFirst(w.in, &value)
	if err != nil {
		return errText // it is well-formed, and nothing else can be wrong with it
	}
	w.in = rest
	switch v := value.(type) {
	case uint64:
		w.out = strconv.AppendUint(w.out, v, 10)
	case int64:
		w.out = strconv.AppendInt(w.out, v, 10)
	case big.Int:
		return w.big(&v)
	case []byte:
		w.out = append(hex.AppendEncode(append(w.out, `"h'`...), v), `'"`...)
	case string:
		w.out, err = jsontext.AppendQuote(w.out, v)
	case bool:
		w.out = strconv.AppendBool(w.out, v)
	case nil:
		w.out = append(w.out, "null"...)
	case float64:
		return w.float(v)
	default:
		return errValue // a simple value
	}
	return err
}

// big writes an integer of more than 64 bits with its sign. The last of them is none of the
// integers that other readers have.
func (w *writer) big(v *big.Int) error {
	if v.BitLen() > 64 {
		return errValue
	}
	w.out = v.Append(w.out, 10)
	return nil
}

// dateTime writes the text of a date and time, and nothing for any other tag.
func (w *writer) dateTime(tag uint64) error {
	if tag != tagDateTime || w.next() != majorText {
		return errTag
	}
	return w.scalar()
}

func (w *writer) array(info byte, n uint64, at *Keys) error {
	if !at.onlyTexts() {
		at = nil
	}
	w.out = append(w.out, '[')
	for i := uint64(0); w.more(i, n, info); i++ {
		w.comma(i)
		if err := w.item(at); err != nil {
			return err
		}
	}
	w.out = append(w.out, ']')
	return nil
}

func (w *writer) object(info byte, n uint64, at *Keys) error {
	w.out = append(w.out, '{')
	for i := uint64(0); w.more(i, n, info); i++ {
		w.comma(i)
		key, err := w.key(at)
		if err != nil {
			return err
		}
		w.out = append(w.out, ':')
		if err := w.item(at.under(key)); err != nil {
			return err
		}
	}
	w.out = append(w.out, '}')
	return nil
}

func (w *writer) comma(i uint64) {
	if i > 0 {
		w.out = append(w.out, ',')
	}
}

// key writes the key of a member, and returns it. A text of digits would be taken for an
// integer, and is refused where there may be integers.
func (w *writer) key(at *Keys) (label string, err error) {
	from := len(w.out)
	switch major := w.next(); {
	case major == majorText:
		err = w.item(at)
	case major <= majorNegative && !at.onlyTexts():
		w.out = append(w.out, '"')
		err = w.item(at)
		w.out = append(w.out, '"')
		return string(w.out[from+1 : len(w.out)-1]), err
	default:
		return "", errKey
	}
	if err != nil {
		return "", err
	}
	text := w.out[from+1 : len(w.out)-1]
	if !at.onlyTexts() && isInteger(text) {
		return "", ErrTwin
	}
	return string(text), nil
}

func isInteger(text []byte) bool {
	if len(text) > 1 && text[0] == '-' {
		text = text[1:]
	}
	for _, digit := range text {
		if digit < '0' || digit > '9' {
			return false
		}
	}
	return len(text) > 0
}

// float writes a number as RFC 8785 does, so that a whole one looks like an
// integer.
func (w *writer) float(f float64) error {
	const least, most = 1e-6, 1e21 // which are written without an exponent
	abs := math.Abs(f)
	switch {
	case math.IsNaN(f), math.IsInf(f, 0):
		return errValue
	case abs != 0 && (abs < least || abs >= most):
		w.out = strconv.AppendFloat(w.out, f, 'e', -1, 64)
	default:
		w.out = strconv.AppendFloat(w.out, f+0, 'f', -1, 64) // f+0 has no negative zero
	}
	return nil
}
