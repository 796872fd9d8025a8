package mint

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"strings"

	"rsc.io/qr/coding"
)

// quietZone is the white margin of a QR symbol in modules, ISO/IEC 18004.
const quietZone = 4

// Matrix returns the modules of the smallest QR symbol of level L that holds
// text, true being dark, row by row and without quiet zone, and its version.
// Digits at the text's end go into a numeric segment and what precedes them
// into a byte segment, SMART Health Cards "Encoding QRs". An EU DCC is one
// alphanumeric segment.
func Matrix(text string) (bits [][]bool, version int) {
	segments := split(text)
	v := smallest(segments)
	code := must(must(coding.NewPlan(v, coding.L, 0)).Encode(segments...))
	bits = make([][]bool, code.Size)
	for y := range bits {
		bits[y] = make([]bool, code.Size)
		for x := range bits[y] {
			bits[y][x] = code.Black(x, y)
		}
	}
	return bits, int(v)
}

func split(text string) []coding.Encoding {
	if alpha := coding.Alpha(text); strings.HasPrefix(text, "HC1:") && alpha.Check() == nil {
		return []coding.Encoding{alpha}
	}
	head := strings.TrimRight(text, "0123456789")
	var segments []coding.Encoding
	if head != "" {
		segments = append(segments, coding.String(head))
	}
	if tail := text[len(head):]; tail != "" {
		segments = append(segments, coding.Num(tail))
	}
	return segments
}

func smallest(segments []coding.Encoding) coding.Version {
	for v := coding.Version(coding.MinVersion); v <= coding.MaxVersion; v++ {
		bits := 0
		for _, s := range segments {
			bits += s.Bits(v)
		}
		if bits <= 8*v.DataBytes(coding.L) {
			return v
		}
	}
	panic("mint: text too long for a QR symbol")
}

// Picture draws the symbol of each text, side by side with their quiet zones,
// one module being scale pixels wide.
func Picture(texts []string, scale int) image.Image {
	var symbols [][][]bool
	width, height := 0, 0
	for _, text := range texts {
		bits, _ := Matrix(text)
		symbols = append(symbols, bits)
		side := (len(bits) + 2*quietZone) * scale
		width, height = width+side, max(height, side)
	}
	img := image.NewPaletted(image.Rect(0, 0, width, height), color.Palette{color.White, color.Black})
	left := 0
	for _, bits := range symbols {
		draw(img, bits, left, scale)
		left += (len(bits) + 2*quietZone) * scale
	}
	return img
}

func draw(img *image.Paletted, bits [][]bool, left, scale int) {
	side := len(bits) * scale
	for y := range side {
		for x := range side {
			if bits[y/scale][x/scale] {
				img.SetColorIndex(left+quietZone*scale+x, quietZone*scale+y, 1)
			}
		}
	}
}

// PNG returns the picture of one symbol as a PNG file.
func PNG(text string, scale int) []byte {
	var b bytes.Buffer
	e := png.Encoder{CompressionLevel: png.BestCompression}
	must(0, e.Encode(&b, Picture([]string{text}, scale)))
	return b.Bytes()
}
