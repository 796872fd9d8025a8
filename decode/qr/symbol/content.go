package symbol

import (
	"unicode/utf8"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/common"
	"github.com/makiuchi-d/gozxing/qrcode/decoder"
)

// StructuredAppend says which part of a text spread over several symbols one
// symbol holds (ISO/IEC 18004, "Structured Append").
type StructuredAppend struct {
	Index, Count int  // of the part, from 0, and how many there are
	Parity       byte // the same for all parts
}

// Content is what a symbol says, and how.
type Content struct {
	Text             string
	Segments         []Segment
	Version          int    // 1 to 40
	Level            string // of error correction: "L", "M", "Q" or "H"
	Mask             int    // 0 to 7
	Mirrored         bool
	StructuredAppend *StructuredAppend // nil if it stands alone
}

// Segment is one stretch of a symbol's data.
type Segment struct {
	Mode  string // "numeric", "alphanumeric", "byte", "kanji", "eci", "fnc1", "structured_append" or "hanzi"
	Bytes []byte // of a byte segment, as they stand in the symbol
}

// Content reads the data of a symbol without errors. It returns false if the
// data does not follow the standard, which no other grid will change.
func (c *Codewords) Content() (s Content, ok bool) {
	// The bits are a stranger's.
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	// With ISO 8859-1 every byte becomes one code point; nothing is guessed.
	res := c.parse(map[gozxing.DecodeHintType]any{
		gozxing.DecodeHintType_CHARACTER_SET: "ISO-8859-1",
	})
	if res == nil {
		return s, false
	}
	if s.Text, ok = plainText(res); !ok {
		guess := c.parse(nil)
		if guess == nil {
			return s, false
		}
		s.Text = guess.GetText()
	}
	s.Version, s.Level, s.Mask = c.layout.Version, res.GetECLevel(), c.format.mask()
	s.Mirrored = c.format.mirrored
	s.Segments = segments(res.GetRawBytes(), c.layout.blocks, res.GetByteSegments())
	if res.HasStructuredAppend() {
		n := res.GetStructuredAppendSequenceNumber()
		s.StructuredAppend = &StructuredAppend{n >> 4 & 15, n&15 + 1, byte(res.GetStructuredAppendParity())}
	}
	return s, true
}

// parse gives the data codewords to the library's parser and returns nil if that
// refuses them.
func (c *Codewords) parse(hints map[gozxing.DecodeHintType]any) *common.DecoderResult {
	res, err := decoder.DecodedBitStreamParser_Decode(c.data(), c.layout.blocks, c.level(), hints)
	if err != nil {
		return nil
	}
	return res
}

// plainText returns the text of a symbol that names its character set or whose
// bytes are UTF-8, which today's encoders write. Otherwise it returns false, and
// the library must guess.
func plainText(res *common.DecoderResult) (string, bool) {
	text := res.GetText()
	// Modifiers 2, 4 and 6 mean that a character set is named.
	if res.GetSymbologyModifier()%2 == 0 {
		return text, true
	}
	raw := make([]byte, 0, len(text))
	for _, c := range text {
		if c > 0xff { // from a Kanji segment; other bytes are Shift JIS most likely
			return "", false
		}
		raw = append(raw, byte(c))
	}
	return string(raw), utf8.Valid(raw)
}

// segments names the segments in the data of a symbol that the decoder has
// accepted. It stops at a kind that is not followed here.
func segments(data []byte, v *decoder.Version, raw [][]byte) []Segment {
	var out []Segment
	bits := common.NewBitSource(data)
	for bits.Available() >= 4 {
		indicator, _ := bits.ReadBits(4)
		mode, err := decoder.ModeForBits(indicator)
		if err != nil || mode == decoder.Mode_TERMINATOR {
			break
		}
		name, length, ok := segmentLength(bits, mode, v)
		if !ok || length > bits.Available() {
			break
		}
		s := Segment{Mode: name}
		if mode == decoder.Mode_BYTE && len(raw) > 0 {
			s.Bytes, raw = raw[0], raw[1:]
		}
		out = append(out, s)
		for ; length > 0; length -= 32 {
			_, _ = bits.ReadBits(min(length, 32)) // the length was checked
		}
	}
	return out
}

// segmentLength reads the head of a segment and returns the bits that follow.
func segmentLength(bits *common.BitSource, mode *decoder.Mode, v *decoder.Version) (name string, length int, ok bool) {
	switch mode {
	case decoder.Mode_FNC1_FIRST_POSITION, decoder.Mode_FNC1_SECOND_POSITION:
		return "fnc1", 0, true
	case decoder.Mode_STRUCTURED_APPEND:
		return "structured_append", 16, true
	case decoder.Mode_ECI:
		return "eci", eciLength(bits), true
	case decoder.Mode_HANZI:
		if _, err := bits.ReadBits(4); err != nil { // which subset
			return "", 0, false
		}
	}
	count, err := bits.ReadBits(mode.GetCharacterCountBits(v))
	if err != nil {
		return "", 0, false
	}
	switch mode {
	case decoder.Mode_NUMERIC:
		return "numeric", count/3*10 + [3]int{0, 4, 7}[count%3], true
	case decoder.Mode_ALPHANUMERIC:
		return "alphanumeric", count/2*11 + count%2*6, true
	case decoder.Mode_BYTE:
		return "byte", count * 8, true
	case decoder.Mode_KANJI:
		return "kanji", count * 13, true
	case decoder.Mode_HANZI:
		return "hanzi", count * 13, true
	}
	return "", 0, false
}

// eciLength reads the first byte of a character set's number, which tells how
// many bits more there are.
func eciLength(bits *common.BitSource) int {
	first, err := bits.ReadBits(8)
	switch {
	case err != nil || first&0x80 == 0:
		return 0
	case first&0x40 == 0:
		return 8
	}
	return 16
}
