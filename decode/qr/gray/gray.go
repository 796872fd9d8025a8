// Package gray holds pictures of brightness, and what can be made of a whole one.
//
//	gray.go    brightness of any picture, one byte a pixel
//	views.go   contrast stretched, halves, means, local contrast
//	place.go   brightness between pixels
//	deblur.go  heavy blur undone
//	binary.go  black and white
package gray

import (
	"image"
	"image/color"
)

// Picture is one of brightness, one byte a pixel, 0 being black. Row y begins at
// Pix[y*Stride].
type Picture struct {
	Pix                   []byte
	Stride, Width, Height int
}

// New returns a black picture.
func New(w, h int) *Picture {
	return &Picture{Pix: make([]byte, w*h), Stride: w, Width: w, Height: h}
}

// Image is the same picture for those who draw.
func (g *Picture) Image() image.Image {
	return &image.Gray{Pix: g.Pix, Stride: g.Stride, Rect: image.Rect(0, 0, g.Width, g.Height)}
}

// Row returns the pixels of one row.
func (g *Picture) Row(y int) []byte {
	return g.Pix[y*g.Stride : y*g.Stride+g.Width]
}

// Usable tells whether the numbers of a picture agree with its pixels.
func (g *Picture) Usable() bool {
	return g != nil && g.Width > 0 && g.Height > 0 && g.Stride >= g.Width &&
		len(g.Pix)/g.Stride >= g.Height-1 && len(g.Pix) >= (g.Height-1)*g.Stride+g.Width
}

// Weights of red, green and blue in brightness, ITU-R BT.601, out of 1024. A
// JPEG's Y has the same, so the kinds of picture agree.
const (
	redWeight   = 306
	greenWeight = 601
	blueWeight  = 117
)

// Luma is the brightness of a colour.
func Luma(r, g, b uint32) uint32 {
	return (redWeight*r + greenWeight*g + blueWeight*b) >> 10
}

// Of returns the brightness of a picture. What is transparent counts as
// white, the paper a code is drawn for. The pixels of a Gray or YCbCr picture
// are shared, not copied: the result is for reading.
func Of(img image.Image) *Picture {
	b := img.Bounds()
	if b.Empty() {
		return &Picture{}
	}
	switch m := img.(type) {
	case *image.YCbCr:
		return &Picture{m.Y[m.YOffset(b.Min.X, b.Min.Y):], m.YStride, b.Dx(), b.Dy()}
	case *image.Gray:
		return &Picture{m.Pix[m.PixOffset(b.Min.X, b.Min.Y):], m.Stride, b.Dx(), b.Dy()}
	}
	g := New(b.Dx(), b.Dy())
	convert := rowConverter(img)
	for y := range g.Height {
		convert(g.Row(y), b.Min.X, b.Min.Y+y)
	}
	return g
}

// rowConverter returns what fills a row of grey from the row of a picture that
// begins at (x, y).
func rowConverter(img image.Image) func(dst []byte, x, y int) {
	switch m := img.(type) {
	case *image.RGBA:
		return func(dst []byte, x, y int) { fromRGBA(dst, m.Pix[m.PixOffset(x, y):]) }
	case *image.NRGBA:
		return func(dst []byte, x, y int) { fromNRGBA(dst, m.Pix[m.PixOffset(x, y):]) }
	case *image.RGBA64:
		return func(dst []byte, x, y int) { fromRGBA64(dst, m.Pix[m.PixOffset(x, y):]) }
	case *image.NRGBA64:
		return func(dst []byte, x, y int) { fromNRGBA64(dst, m.Pix[m.PixOffset(x, y):]) }
	case *image.Gray16:
		return func(dst []byte, x, y int) { fromGray16(dst, m.Pix[m.PixOffset(x, y):]) }
	case *image.CMYK:
		return func(dst []byte, x, y int) { fromCMYK(dst, m.Pix[m.PixOffset(x, y):]) }
	case *image.Paletted:
		table := paletteTable(m.Palette)
		return func(dst []byte, x, y int) { fromPaletted(dst, m.Pix[m.PixOffset(x, y):], &table) }
	case *image.NYCbCrA:
		return func(dst []byte, x, y int) {
			fromYA(dst, m.Y[m.YOffset(x, y):], m.A[m.AOffset(x, y):])
		}
	}
	return func(dst []byte, x, y int) {
		for i := range dst {
			dst[i] = greyOf(img.At(x+i, y))
		}
	}
}

// greyOf is the brightness of any colour on white paper.
func greyOf(c color.Color) byte {
	if c == nil {
		return 255
	}
	r, g, b, a := c.RGBA()
	const full = 0xffff
	return byte(min(Luma(r, g, b)+full-min(a, full), full) >> 8)
}

// fromRGBA reads colours that are multiplied by their opacity already, so
// white paper only has to be added.
func fromRGBA(dst, src []byte) {
	src = src[:4*len(dst)]
	for i := range dst {
		p := src[4*i : 4*i+4 : 4*i+4]
		dst[i] = byte(min(Luma(uint32(p[0]), uint32(p[1]), uint32(p[2]))+255-uint32(p[3]), 255))
	}
}

func fromNRGBA(dst, src []byte) {
	src = src[:4*len(dst)]
	for i := range dst {
		p := src[4*i : 4*i+4 : 4*i+4]
		dst[i] = onWhite(Luma(uint32(p[0]), uint32(p[1]), uint32(p[2])), uint32(p[3]))
	}
}

// onWhite is a brightness seen through its opacity.
func onWhite(y, alpha uint32) byte {
	if alpha == 255 {
		return byte(y)
	}
	return byte((y*alpha + 255*(255-alpha) + 127) / 255)
}

// fromRGBA64 uses the upper bytes of each number: the engine works with 256
// levels, and a stretch of contrast finds what is left of a faint code.
func fromRGBA64(dst, src []byte) {
	src = src[:8*len(dst)]
	for i := range dst {
		p := src[8*i : 8*i+8 : 8*i+8]
		dst[i] = byte(min(Luma(uint32(p[0]), uint32(p[2]), uint32(p[4]))+255-uint32(p[6]), 255))
	}
}

func fromNRGBA64(dst, src []byte) {
	src = src[:8*len(dst)]
	for i := range dst {
		p := src[8*i : 8*i+8 : 8*i+8]
		dst[i] = onWhite(Luma(uint32(p[0]), uint32(p[2]), uint32(p[4])), uint32(p[6]))
	}
}

func fromGray16(dst, src []byte) {
	src = src[:2*len(dst)]
	for i := range dst {
		dst[i] = src[2*i]
	}
}

func fromCMYK(dst, src []byte) {
	src = src[:4*len(dst)]
	for i := range dst {
		p := src[4*i : 4*i+4 : 4*i+4]
		ink := Luma(255-uint32(p[0]), 255-uint32(p[1]), 255-uint32(p[2]))
		dst[i] = byte(ink * (255 - uint32(p[3])) / 255)
	}
}

func fromYA(dst, y, a []byte) {
	y, a = y[:len(dst)], a[:len(dst)]
	for i := range dst {
		dst[i] = onWhite(uint32(y[i]), uint32(a[i]))
	}
}

// paletteTable holds the brightness of each colour number; one that the palette
// does not have is white.
func paletteTable(p color.Palette) (table [256]byte) {
	for i := range table {
		table[i] = 255
		if i < len(p) {
			table[i] = greyOf(p[i])
		}
	}
	return table
}

func fromPaletted(dst, src []byte, table *[256]byte) {
	src = src[:len(dst)]
	for i, c := range src {
		dst[i] = table[c]
	}
}
