package decode

// errBase45 is the error of a text that is no base45. It names no place, which would tell
// of the text.
var errBase45 = hcertBase45

// base45 is the alphabet of RFC 9285, section 4.2: the characters of a QR code's
// alphanumeric mode, the space among them.
const base45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"

// notBase45 marks a character outside the alphabet. A group with one in it
// exceeds any value that a group may have.
const notBase45 = 1 << 20

// base45Values gives each character its value.
var base45Values = func() (values [256]uint32) {
	for i := range values {
		values[i] = notBase45
	}
	for i := range len(base45) {
		values[base45[i]] = uint32(i)
	}
	return values
}()

// decodeBase45 decodes a text as RFC 9285 demands and no more: three characters
// are two bytes, two at the end are one. So each text has one meaning, and each
// meaning one text.
func decodeBase45(text string) ([]byte, error) {
	if len(text)%3 == 1 {
		return nil, errBase45
	}
	out := make([]byte, 0, len(text)/3*2+1)
	for ; len(text) >= 3; text = text[3:] {
		n := base45Values[text[0]] + 45*base45Values[text[1]] + 45*45*base45Values[text[2]]
		if n > 0xffff {
			return nil, errBase45
		}
		out = append(out, byte(n>>8), byte(n))
	}
	if len(text) == 2 {
		n := base45Values[text[0]] + 45*base45Values[text[1]]
		if n > 0xff {
			return nil, errBase45
		}
		out = append(out, byte(n))
	}
	return out, nil
}
