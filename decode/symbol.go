package decode

import (
	"slices"
	"unicode/utf8"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/common"
	"github.com/makiuchi-d/gozxing/qrcode/decoder"
	"github.com/makiuchi-d/gozxing/qrcode/detector"
)

// symbolText is what one QR symbol says. Raw holds the bytes of its byte
// segments, joined, or nil if it has none: the text of a symbol that names no
// character set is a reading of them. Modes names its segments in their order
// ("byte", "numeric", …), or is nil if they are not known.
type symbolText struct {
	Text   string
	Raw    []byte
	Modes  []string
	Symbol Symbol
}

// decodeSymbol reads a sampled grid. The hint keeps the library from guessing a
// character set: with ISO 8859-1 every byte becomes one code point.
func decodeSymbol(grid *common.DetectorResult) (symbolText, bool) {
	size := grid.GetBits().GetWidth()
	res, err := decoder.NewDecoder().Decode(grid.GetBits(), map[gozxing.DecodeHintType]any{
		gozxing.DecodeHintType_CHARACTER_SET: "ISO-8859-1",
	})
	if err != nil || res == nil {
		return symbolText{}, false
	}
	_, mirrored := res.GetOther().(*decoder.QRCodeDecoderMetaData)
	version := (size - 17) / 4 // the library has refused any other size
	return symbolText{
		Text:  textOf(res),
		Raw:   slices.Concat(res.GetByteSegments()...),
		Modes: segmentModes(res.GetRawBytes(), version),
		Symbol: Symbol{
			Version: version,
			Level:   res.GetECLevel(),
			Corners: corners(grid.GetPoints(), size, mirrored),
		},
	}, true
}

// textOf returns the text of a symbol. If the symbol names no character set its
// bytes are taken as UTF-8, which today's encoders write, where they are valid
// UTF-8, and otherwise as what the library thinks most likely.
func textOf(res *common.DecoderResult) string {
	const plain = 1 // symbology modifier of a QR code without ECI or FNC1
	text := res.GetText()
	if res.GetSymbologyModifier() != plain {
		return text
	}
	raw := make([]byte, 0, len(text))
	for _, c := range text {
		if c > 0xff { // from a Kanji segment
			return text
		}
		raw = append(raw, byte(c))
	}
	if utf8.Valid(raw) {
		return string(raw)
	}
	charset, err := common.StringUtils_guessCharset(raw, nil)
	if err != nil {
		return text
	}
	guess, err := charset.NewDecoder().Bytes(raw)
	if err != nil {
		return text
	}
	return string(guess)
}

// segmentModes names the segments in the data of a symbol, or returns nil if it
// holds a kind that is not followed here (ISO/IEC 18004, "Data encodation").
func segmentModes(data []byte, version int) []string {
	v, err := decoder.Version_GetVersionForNumber(version)
	if err != nil {
		return nil
	}
	var modes []string
	bits := common.NewBitSource(data)
	for bits.Available() >= 4 {
		indicator, _ := bits.ReadBits(4)
		mode, err := decoder.ModeForBits(indicator)
		if err != nil {
			return nil
		}
		if mode == decoder.Mode_TERMINATOR {
			break
		}
		count, err := bits.ReadBits(mode.GetCharacterCountBits(v))
		name, length := segmentLength(mode, count)
		if err != nil || name == "" || length > bits.Available() {
			return nil
		}
		modes = append(modes, name)
		for ; length > 0; length -= 32 {
			_, _ = bits.ReadBits(min(length, 32)) // the length was checked
		}
	}
	return modes
}

// segmentLength returns the name of a mode and the bits that count characters
// take in it, or "" for a mode that has no such length.
func segmentLength(mode *decoder.Mode, count int) (name string, length int) {
	switch mode {
	case decoder.Mode_NUMERIC:
		return "numeric", count/3*10 + [3]int{0, 4, 7}[count%3]
	case decoder.Mode_ALPHANUMERIC:
		return "alphanumeric", count/2*11 + count%2*6
	case decoder.Mode_BYTE:
		return "byte", count * 8
	case decoder.Mode_KANJI:
		return "kanji", count * 13
	}
	return "", 0
}

// corners returns the outer corners of a symbol's modules: upper left, upper
// right, lower right, lower left as the symbol is read.
func corners(p []gozxing.ResultPoint, size int, mirrored bool) []Point {
	var bottomRight *detector.AlignmentPattern
	if len(p) > 3 {
		bottomRight, _ = p[3].(*detector.AlignmentPattern)
	}
	n := float64(size)
	xy := []float64{0, 0, n, 0, n, n, 0, n}
	detector.Detector_createTransform(p[1], p[2], p[0], bottomRight, size).TransformPoints(xy)
	if mirrored {
		xy[2], xy[3], xy[6], xy[7] = xy[6], xy[7], xy[2], xy[3]
	}
	out := make([]Point, 4)
	for i := range out {
		out[i] = Point{xy[2*i], xy[2*i+1]}
	}
	return out
}
