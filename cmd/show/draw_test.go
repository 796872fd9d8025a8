package show

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"vaxcheck/internal/mint"
)

// drawnTexts are a card, a chunk of one, and texts that are none.
func drawnTexts() map[string]string {
	issuer := mint.NewIssuer("https://issuer.example", "Example", "draw")
	jws := mint.Japan(issuer, mint.Hanako()).JWS(issuer)
	return map[string]string{
		"card":         mint.Numeric(jws),
		"chunk":        mint.Chunks(jws, 2)[1],
		"capitals":     "SHC:/" + strings.TrimPrefix(mint.Numeric(jws), "shc:/"),
		"other":        "https://issuer.example/567",
		"digits alone": "0123456789",
	}
}

// readBack reads a picture of a code with a reader that is not ours.
func readBack(t *testing.T, img image.Image) string {
	t.Helper()
	bitmap, err := gozxing.NewBinaryBitmapFromImage(img)
	if err != nil {
		t.Fatal(err)
	}
	result, err := qrcode.NewQRCodeReader().Decode(bitmap, nil)
	if err != nil {
		t.Fatal(err)
	}
	return result.GetText()
}

func TestQRPNG(t *testing.T) {
	for name, text := range drawnTexts() {
		t.Run(name, func(t *testing.T) {
			data, err := QRCode(text)
			if err != nil {
				t.Fatal(err)
			}
			img, err := png.Decode(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			if got := readBack(t, img); got != text {
				t.Errorf("reads back as %q", got)
			}
		})
	}
}

// TestQRSegments: a card of three doses fits the largest version an issuer may
// use, which it only does with its digits in numeric mode.
func TestQRSegments(t *testing.T) {
	code, err := encodeQR(drawnTexts()["card"])
	if err != nil {
		t.Fatal(err)
	}
	if version := (code.Size - 17) / 4; version > 22 {
		t.Errorf("version %d", version)
	}
}

func TestQRTooLong(t *testing.T) {
	if _, err := QRCode(strings.Repeat("x", 3000)); err == nil {
		t.Error("a symbol for more than the largest holds")
	}
	if _, ok := drawQR(strings.Repeat("x", 3000), 1000, 1000); ok {
		t.Error("a drawing for more than the largest symbol holds")
	}
}

func TestDrawQR(t *testing.T) {
	for name, text := range drawnTexts() {
		t.Run(name, func(t *testing.T) {
			code, err := encodeQR(text)
			if err != nil {
				t.Fatal(err)
			}
			columns, rows := code.Size+8, (code.Size+9)/2
			drawing, ok := drawQR(text, columns, rows)
			if !ok {
				t.Fatalf("no room in %d by %d", columns, rows)
			}
			if got := readBack(t, photograph(t, drawing, columns, rows)); got != text {
				t.Errorf("reads back as %q", got)
			}
			if _, ok := drawQR(text, columns-1, rows); ok {
				t.Error("drawn wider than the terminal")
			}
			if _, ok := drawQR(text, columns, rows-1); ok {
				t.Error("drawn higher than the terminal")
			}
		})
	}
}

// photograph makes a picture of what a terminal shows of a drawing.
func photograph(t *testing.T, drawing string, columns, rows int) image.Image {
	t.Helper()
	const scale = 4
	img := image.NewGray(image.Rect(0, 0, columns*scale, 2*rows*scale))
	lines := strings.Split(strings.TrimSuffix(drawing, "\n"), "\n")
	if len(lines) != rows {
		t.Fatalf("%d rows, want %d", len(lines), rows)
	}
	for row, line := range lines {
		line, begins := strings.CutPrefix(line, blackOnWhite)
		line, ends := strings.CutSuffix(line, plainColours)
		cells := []rune(line)
		if !begins || !ends || len(cells) != columns {
			t.Fatalf("row %d: %d cells, want %d, with colours of their own", row, len(cells), columns)
		}
		for column, cell := range cells {
			for half, dark := range []string{"▀█", "▄█"} {
				if strings.ContainsRune(dark, cell) {
					continue // dark, as the picture is
				}
				for y := range scale {
					for x := range scale {
						img.SetGray(column*scale+x, (2*row+half)*scale+y, color.Gray{Y: 255})
					}
				}
			}
		}
	}
	return img
}
