package show

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/png"
	"strings"

	"rsc.io/qr/coding"
)

// quietZone is the light margin around a QR symbol in modules, ISO/IEC 18004.
const quietZone = 4

// pngScale is the width of a module in a picture, in pixels.
const pngScale = 6

// Black on white whatever the terminal's own colours are: readers want dark
// modules on a light ground.
const (
	blackOnWhite = "\x1b[38;5;16;48;5;231m"
	plainColours = "\x1b[0m"
)

var errTextTooLong = errors.New("text too long for a QR symbol")

// drawQR draws the symbol of a text for a terminal, two modules to a
// character. It is not ok if the terminal has no room for it, or if there is
// no symbol that holds the text.
func drawQR(text string, columns, rows int) (drawing string, ok bool) {
	code, err := encodeQR(text)
	if err != nil {
		return "", false
	}
	side := code.Size + 2*quietZone
	if side > columns || (side+1)/2 > rows {
		return "", false
	}
	halves := [2][2]string{{" ", "▄"}, {"▀", "█"}} // by upper and lower module
	var b strings.Builder
	for y := 0; y < side; y += 2 {
		b.WriteString(blackOnWhite)
		for x := range side {
			b.WriteString(halves[dark(code, x, y)][dark(code, x, y+1)])
		}
		b.WriteString(plainColours + "\n")
	}
	return b.String(), true
}

// dark is 1 for a dark module, 0 for a light one and around the symbol. The
// place counts from the corner of the quiet zone.
func dark(code *coding.Code, x, y int) uint8 {
	if code.Black(x-quietZone, y-quietZone) {
		return 1
	}
	return 0
}

// QRCode draws the symbol of a text as a PNG file. It fails for a text that no
// symbol holds.
func QRCode(text string) ([]byte, error) {
	code, err := encodeQR(text)
	if err != nil {
		return nil, err
	}
	side := (code.Size + 2*quietZone) * pngScale
	img := image.NewPaletted(image.Rect(0, 0, side, side), color.Palette{color.White, color.Black})
	for y := range side {
		for x := range side {
			img.SetColorIndex(x, y, dark(code, x/pngScale, y/pngScale))
		}
	}
	var b bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	err = encoder.Encode(&b, img)
	return b.Bytes(), err
}

// encodeQR makes the smallest symbol of level L that holds a text.
func encodeQR(text string) (*coding.Code, error) {
	segments := qrSegments(text)
	for v := coding.Version(coding.MinVersion); v <= coding.MaxVersion; v++ {
		bits := 0
		for _, s := range segments {
			bits += s.Bits(v)
		}
		if bits > 8*v.DataBytes(coding.L) {
			continue
		}
		plan, err := coding.NewPlan(v, coding.L, 0)
		if err != nil {
			return nil, err
		}
		return plan.Encode(segments...)
	}
	return nil, errTextTooLong
}

// qrSegments splits the text of a card as SMART Health Cards "Encoding QRs"
// asks for: what stands before the digits in bytes, the digits in numeric
// mode. Any other text is one segment of bytes.
func qrSegments(text string) []coding.Encoding {
	head := strings.TrimRight(text, "0123456789")
	digits := text[len(head):]
	if scheme, _, _ := strings.Cut(head, ":/"); !strings.EqualFold(scheme, "shc") || digits == "" {
		return []coding.Encoding{coding.String(text)}
	}
	return []coding.Encoding{coding.String(head), coding.Num(digits)}
}
