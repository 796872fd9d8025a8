package decode

import (
	"encoding/hex"
	"math"
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
	major, info, n := w.head()
	switch major {
	case cborUnsigned:
		w.out = strconv.AppendUint(w.out, n, 10)
	case cborNegative:
		return w.negative(n)
	case cborBytes:
		data, _ := w.string(major, info, n)
		w.out = append(hex.AppendEncode(append(w.out, `"h'`...), data), `'"`...)
	case cborText:
		return w.text(info, n)
	case cborArray:
		return w.array(info, n, at)
	case cborMap:
		return w.object(info, n, at)
	case cborTag:
		return w.dateTime(n)
	default:
		return w.simple(info, n)
	}
	return nil
}

// negative writes -1 - n.
func (w *cborWriter) negative(n uint64) error {
	if n == math.MaxUint64 {
		return errCBORValue
	}
	w.out = strconv.AppendUint(append(w.out, '-'), n+1, 10)
	return nil
}

func (w *cborWriter) text(info byte, n uint64) error {
	text, err := w.string(cborText, info, n)
	if err == nil {
		w.out, err = jsontext.AppendQuote(w.out, text)
	}
	return err
}

// dateTime writes the text of a date and time, and nothing for any other tag.
func (w *cborWriter) dateTime(tag uint64) error {
	if tag != tagDateTime {
		return errCBORTag
	}
	major, info, n := w.head()
	if major != cborText {
		return errCBORTag
	}
	return w.text(info, n)
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

// Simple values, and the additional information of floating-point numbers (RFC
// 8949, section 3.3).
const (
	cborFalse, cborTrue, cborNull, cborUndefined = 20, 21, 22, 23
	cborFloat16, cborFloat32, cborFloat64        = 25, 26, 27
)

func (w *cborWriter) simple(info byte, n uint64) error {
	switch info {
	case cborFalse:
		w.out = append(w.out, "false"...)
	case cborTrue:
		w.out = append(w.out, "true"...)
	case cborNull, cborUndefined:
		w.out = append(w.out, "null"...)
	case cborFloat16:
		return w.float(float16(n))
	case cborFloat32:
		return w.float(float64(math.Float32frombits(uint32(n))))
	case cborFloat64:
		return w.float(math.Float64frombits(n))
	default:
		return errCBORValue
	}
	return nil
}

// float16 is the value of a number of half precision (RFC 8949, appendix D).
func float16(bits uint64) float64 {
	exponent, mantissa := int(bits>>10&0x1f), float64(bits&0x3ff)
	value := math.Ldexp(mantissa+1024, exponent-25)
	switch exponent {
	case 0:
		value = math.Ldexp(mantissa, -24)
	case 31:
		value = math.Inf(1)
	}
	if bits&0x8000 != 0 {
		return -value
	}
	return value
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
