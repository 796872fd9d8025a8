package decode

import (
	"encoding/hex"
	"math"
	"math/big"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// tagDateTime marks a text as a date and time (RFC 8949, section 3.4.1).
const tagDateTime = 0

// cborWriter writes well-formed CBOR as JSON.
type cborWriter struct {
	cborReader
	out []byte
}

func (w *cborWriter) item(at place) error {
	switch w.next() {
	case cborArray, cborMap, cborTag:
	default:
		return w.scalar()
	}
	switch major, info, n := w.head(); major {
	case cborArray:
		return w.array(info, n, at)
	case cborMap:
		return w.object(info, n, at)
	default:
		return w.dateTime(n)
	}
}

// scalar writes what holds no other item, as the library reads it.
func (w *cborWriter) scalar() error {
	var value any
	rest, err := cborAny.UnmarshalFirst(w.in, &value)
	if err != nil {
		return errCBORText // it is well-formed, and nothing else can be wrong with it
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
		return errCBORValue // a simple value
	}
	return err
}

// big writes an integer of more than 64 bits with its sign. The last of them is none of the
// integers that other readers have.
func (w *cborWriter) big(v *big.Int) error {
	if v.BitLen() > 64 {
		return errCBORValue
	}
	w.out = v.Append(w.out, 10)
	return nil
}

// dateTime writes the text of a date and time, and nothing for any other tag.
func (w *cborWriter) dateTime(tag uint64) error {
	if tag != tagDateTime || w.next() != cborText {
		return errCBORTag
	}
	return w.scalar()
}

func (w *cborWriter) array(info byte, n uint64, at place) error {
	if at != atDCC {
		at = anywhere
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

func (w *cborWriter) object(info byte, n uint64, at place) error {
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

func (w *cborWriter) comma(i uint64) {
	if i > 0 {
		w.out = append(w.out, ',')
	}
}

// key writes the key of a member, and returns it if it is an integer. A text of
// digits would be taken for one, and is refused where there may be integers.
func (w *cborWriter) key(at place) (label string, err error) {
	from := len(w.out)
	major := w.next()
	switch {
	case major == cborText:
		err = w.item(at)
		if err == nil && at != atDCC && isInteger(w.out[from+1:len(w.out)-1]) {
			err = errCBORTwin
		}
		return "", err
	case major <= cborNegative && at != atDCC:
		w.out = append(w.out, '"')
		err = w.item(at)
		label = string(w.out[from+1:])
		w.out = append(w.out, '"')
		return label, err
	}
	return "", errCBORKey
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
func (w *cborWriter) float(f float64) error {
	const least, most = 1e-6, 1e21 // which are written without an exponent
	abs := math.Abs(f)
	switch {
	case math.IsNaN(f), math.IsInf(f, 0):
		return errCBORValue
	case abs != 0 && (abs < least || abs >= most):
		w.out = strconv.AppendFloat(w.out, f, 'e', -1, 64)
	default:
		w.out = strconv.AppendFloat(w.out, f+0, 'f', -1, 64) // f+0 has no negative zero
	}
	return nil
}
