package main

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"strings"

	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/aztec"
	"github.com/boombuler/barcode/datamatrix"
	"github.com/boombuler/barcode/ean"
	"github.com/boombuler/barcode/pdf417"

	"vaxcheck/internal/mint"
)

// otherSymbols are pictures of symbols that are no QR codes.
func otherSymbols() []vector {
	const specAztec, specMatrix = "ISO/IEC 24778", "ISO/IEC 16022"
	card := mint.Numeric(sample().JWS(us()))
	altered := mint.Numeric(alter(sample().JWS(us())))
	v := func(name, spec, expect, comment string, body []byte) vector {
		return vector{name: "picture-" + name, spec: spec, comment: comment, expect: expect, body: body}
	}
	named := func(name, spec, comment string, body []byte) vector {
		w := unread("picture-"+strings.ReplaceAll(name, "_", "-"), spec, noCode, comment, body)
		w.details = name
		return w
	}
	forged := v("aztec-altered", specAztec, "invalid/signature_invalid", "An altered card as an Aztec code.",
		drawn(symbolOf(aztec.Encode([]byte(altered), 23, 0))))
	forged.fails = "signature"
	other := named("aztec", specAztec, "A boarding pass as an Aztec code.",
		drawn(symbolOf(aztec.Encode([]byte("M1TEST/HANAKO        EABC123 NRTHNDXX 0123"), 23, 0))))
	other.name += "-other"
	spoilt := drawn(symbolOf(aztec.Encode([]byte(card), 23, 0)), image.Rect(0, 0, 1<<10, 120))
	return []vector{
		v("aztec-card", specAztec, "valid", "A card as an Aztec code.", drawn(symbolOf(aztec.Encode([]byte(card), 23, 0)))),
		forged,
		other,
		named("aztec", specAztec, "An Aztec code, the upper part of which is black.", spoilt),
		v("data-matrix-card", specMatrix, "valid", "A card as a Data Matrix.",
			drawn(symbolOf(datamatrix.Encode(card)))),
		named("data_matrix", specMatrix, "A parcel's number as a Data Matrix.",
			drawn(symbolOf(datamatrix.Encode("PARCEL 0123456789")))),
		named("pdf417", "ISO/IEC 15438", "A boarding pass as PDF417.",
			drawn(symbolOf(pdf417.Encode("M1TEST/HANAKO        EABC123 NRTHNDXX 0123", 3)))),
		named("bar_code", "ISO/IEC 15420", "The bar code of goods.",
			drawn(symbolOf(barcode.Scale(symbolOf(ean.Encode("4006381333931")), 95, 40)))),
	}
}

func symbolOf[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// drawn is a PNG of a symbol with a light margin and some black places.
func drawn(symbol barcode.Barcode, black ...image.Rectangle) []byte {
	const scale, margin = 4, 24
	b := symbol.Bounds()
	img := image.NewPaletted(image.Rect(0, 0, scale*b.Dx()+2*margin, scale*b.Dy()+2*margin),
		color.Palette{color.White, color.Black})
	for y := range scale * b.Dy() {
		for x := range scale * b.Dx() {
			img.Set(margin+x, margin+y, symbol.At(b.Min.X+x/scale, b.Min.Y+y/scale))
		}
	}
	for _, r := range black {
		draw.Draw(img, r.Intersect(img.Rect), image.Black, image.Point{}, draw.Src)
	}
	var out bytes.Buffer
	e := png.Encoder{CompressionLevel: png.BestCompression}
	if err := e.Encode(&out, img); err != nil {
		panic(err)
	}
	return out.Bytes()
}
