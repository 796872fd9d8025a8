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
	latin := map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_CHARACTER_SET: "ISO-8859-1"}
	data := c.data()
	res := c.parse(data, latin)
	if res != nil {
		s.Text, ok = plainText(res)
	} else if s.Text, ok = c.renamed(data); ok {
		res = c.parse(data, latin) // the data has another name for them now
	}
	if res == nil {
		return s, false
	}
	if !ok {
		guess := c.parse(data, nil)
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

// parse gives data codewords to the library's parser and returns nil if that
// refuses them.
func (c *Codewords) parse(data []byte, hints map[gozxing.DecodeHintType]any) *common.DecoderResult {
	res, err := decoder.DecodedBitStreamParser_Decode(data, c.layout.blocks, c.level(), hints)
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
// accepted, with the bytes of those that are of bytes.
func segments(data []byte, v *decoder.Version, raw [][]byte) []Segment {
	var out []Segment
	for _, h := range headsOf(data, v) {
		s := Segment{Mode: h.mode}
		if h.mode == modeByte && len(raw) > 0 {
			s.Bytes, raw = raw[0], raw[1:]
		}
		out = append(out, s)
	}
	return out
}
