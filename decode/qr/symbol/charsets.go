package symbol

import (
	"slices"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/common"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

// charsets are those that the library does not know, by their numbers in segments (AIM
// ECI).
var charsets = map[int]encoding.Encoding{
	8: charmap.ISO8859_6, 10: charmap.ISO8859_8, 12: charmap.ISO8859_10, 13: charmap.Windows874, 16: charmap.ISO8859_14,
}

// latin1 is the number of ISO 8859-1, in which each byte is one character.
const latin1 = 3

// charset returns the character set with a number, nil if there is none.
func charset(number int) encoding.Encoding {
	if set, ok := charsets[number]; ok {
		return set
	}
	if eci, err := common.GetCharacterSetECIByValue(number); err == nil && eci != nil {
		return eci.GetCharset()
	}
	return nil
}

// renamed reads data that names a character set the library does not know. It renames all
// of them in the data, so that every character of the text stands at its place, and puts
// in the bytes as they are to be read.
func (c *Codewords) renamed(data []byte) (text string, ok bool) {
	heads := headsOf(data, c.layout.blocks)
	if !slices.ContainsFunc(heads, func(h head) bool { return h.mode == modeECI && charsets[h.set] != nil }) {
		return "", false
	}
	for _, h := range heads {
		if h.mode == modeECI {
			setByte(data, h.at, latin1)
		}
	}
	res := c.parse(data, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_CHARACTER_SET: "ISO-8859-1"})
	if res == nil {
		return "", false
	}
	characters, raw := []rune(res.GetText()), res.GetByteSegments()
	set := charset(latin1)
	for _, h := range heads {
		switch {
		case h.mode == modeECI:
			if set = charset(h.set); set == nil {
				return "", false
			}
		case h.count > len(characters) || h.mode == modeByte && len(raw) == 0:
			return "", false
		case h.mode == modeByte:
			decoded, err := set.NewDecoder().Bytes(raw[0])
			if err != nil {
				return "", false
			}
			text += string(decoded)
			raw = raw[1:]
		default:
			text += string(characters[:h.count])
		}
		characters = characters[h.count:]
	}
	return text, len(characters) == 0
}

// setByte sets eight bits that begin anywhere.
func setByte(data []byte, at int, v byte) {
	for i := range 8 {
		bit := byte(0x80) >> ((at + i) % 8)
		data[(at+i)/8] &^= bit
		if v<<i&0x80 != 0 {
			data[(at+i)/8] |= bit
		}
	}
}
