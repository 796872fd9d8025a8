package capture

import (
	"image"
	"image/color"
	"image/draw"
	"math/rand/v2"
)

// pictureTypes paint the same grey picture in different types.
var pictureTypes = []func(*image.Gray) image.Image{
	func(g *image.Gray) image.Image { return onto(image.NewGray16(g.Rect), g) },
	func(g *image.Gray) image.Image { return onto(image.NewRGBA(g.Rect), g) },
	func(g *image.Gray) image.Image { return onto(image.NewNRGBA(g.Rect), g) },
	func(g *image.Gray) image.Image { return onto(image.NewRGBA64(g.Rect), g) },
	func(g *image.Gray) image.Image { return onto(image.NewNRGBA64(g.Rect), g) },
	func(g *image.Gray) image.Image { return onto(image.NewCMYK(g.Rect), g) },
	func(g *image.Gray) image.Image { return onto(image.NewPaletted(g.Rect, greys()), g) },
	func(g *image.Gray) image.Image { return clear16(g) },
	func(g *image.Gray) image.Image { return clearPaletted(g) },
	func(g *image.Gray) image.Image { return yCbCr(g, image.YCbCrSubsampleRatio444) },
	func(g *image.Gray) image.Image { return yCbCr(g, image.YCbCrSubsampleRatio420) },
	func(g *image.Gray) image.Image { return yCbCr(g, image.YCbCrSubsampleRatio410) },
	func(g *image.Gray) image.Image {
		return &image.NYCbCrA{YCbCr: *yCbCr(g, image.YCbCrSubsampleRatio422), A: opaque(g), AStride: g.Stride}
	},
	func(g *image.Gray) image.Image { return own{g} },
	func(g *image.Gray) image.Image { return part(image.NewGray(larger(g)), g) },
	func(g *image.Gray) image.Image { return part(image.NewNRGBA(larger(g)), g) },
	func(g *image.Gray) image.Image { return part(image.NewPaletted(larger(g), greys()), g) },
	func(g *image.Gray) image.Image { return partYCbCr(g) },
}

// inType is a good capture in the nth picture type.
func inType(n int, r *rand.Rand) Picture {
	s := newShot(cards()[n%2].encode(n % masks))
	s.turn = degrees(r, 5)
	s.noise = 2
	p := s.take(r)
	p.Image = pictureTypes[n](p.Image.(*image.Gray))
	return p
}

func onto(img draw.Image, g *image.Gray) image.Image {
	draw.Draw(img, g.Rect, g, image.Point{}, draw.Src)
	return img
}

func greys() color.Palette {
	var p color.Palette
	for i := range 256 {
		p = append(p, color.Gray{uint8(255 - i)})
	}
	return p
}

// clear16 draws in black where the ink is and leaves the rest transparent,
// with black below.
func clear16(g *image.Gray) image.Image {
	img := image.NewNRGBA64(g.Rect)
	for i, v := range g.Pix {
		img.SetNRGBA64(i%g.Stride, i/g.Stride, color.NRGBA64{A: 0x101 * uint16(255-v)})
	}
	return img
}

// clearPaletted is the same with a palette of two.
func clearPaletted(g *image.Gray) image.Image {
	img := image.NewPaletted(g.Rect, color.Palette{color.NRGBA{}, color.NRGBA{A: 255}})
	for i, v := range g.Pix {
		if v < 128 {
			img.Pix[i] = 1
		}
	}
	return img
}

func yCbCr(g *image.Gray, ratio image.YCbCrSubsampleRatio) *image.YCbCr {
	img := image.NewYCbCr(g.Rect, ratio)
	for y := range g.Rect.Dy() {
		copy(img.Y[y*img.YStride:], g.Pix[y*g.Stride:][:g.Rect.Dx()])
	}
	for i := range img.Cb {
		img.Cb[i], img.Cr[i] = 110, 135
	}
	return img
}

func opaque(g *image.Gray) []uint8 {
	a := make([]uint8, len(g.Pix))
	for i := range a {
		a[i] = 255
	}
	return a
}

// own is a picture whose type nobody knows.
type own struct{ image.Image }

// larger returns a rectangle around the picture that does not begin at (0,0).
func larger(g *image.Gray) image.Rectangle { return g.Rect.Inset(-9).Add(image.Pt(-40, 25)) }

type cropper interface {
	draw.Image
	SubImage(image.Rectangle) image.Image
}

// part draws the picture into a larger one and cuts it out of that.
func part(img cropper, g *image.Gray) image.Image {
	inner := img.Bounds().Inset(9)
	draw.Draw(img, inner, g, image.Point{}, draw.Src)
	return img.SubImage(inner)
}

func partYCbCr(g *image.Gray) image.Image {
	whole := yCbCr(g, image.YCbCrSubsampleRatio420)
	return whole.SubImage(whole.Rect.Inset(3))
}
