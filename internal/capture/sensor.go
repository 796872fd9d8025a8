package capture

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"math/rand/v2"
)

// sensor is what the camera does to the light it gets.
type sensor struct {
	noise   float64 // standard deviation in grey levels, each pixel by itself
	pepper  float64 // share of the pixels that are black or white instead
	quality int     // of the JPEG file, 1 to 100; 0 for none
}

func (c sensor) expose(p *plane, r *rand.Rand) {
	if c.noise > 0 {
		for i := range p.pix {
			p.pix[i] += float32(c.noise * r.NormFloat64())
		}
	}
	if c.pepper > 0 {
		for i := range p.pix {
			if f := r.Float64(); f < c.pepper/2 {
				p.pix[i] = 0
			} else if f < c.pepper {
				p.pix[i] = 255
			}
		}
	}
}

// level rounds a grey level to one that a picture can hold.
func level(v float32) uint8 { return uint8(min(max(v, 0), 255) + 0.5) }

func (p *plane) grey() *image.Gray {
	img := image.NewGray(image.Rect(0, 0, p.width, p.height))
	for i, v := range p.pix {
		img.Pix[i] = level(v)
	}
	return img
}

// tint is the colours of what would be black and white.
type tint struct{ black, white color.NRGBA }

func (t tint) paint(p *plane) *image.NRGBA {
	var table [256]color.NRGBA
	for i := range table {
		mix := func(a, b uint8) uint8 { return uint8((int(a)*(255-i) + int(b)*i + 127) / 255) }
		table[i] = color.NRGBA{
			mix(t.black.R, t.white.R), mix(t.black.G, t.white.G), mix(t.black.B, t.white.B), 255}
	}
	img := image.NewNRGBA(image.Rect(0, 0, p.width, p.height))
	for i, v := range p.pix {
		c := table[level(v)]
		copy(img.Pix[4*i:], []uint8{c.R, c.G, c.B, c.A})
	}
	return img
}

// jpegged returns the picture as it comes back from a JPEG file.
func (c sensor) jpegged(img image.Image) image.Image {
	if c.quality == 0 {
		return img
	}
	var b bytes.Buffer
	must(0, jpeg.Encode(&b, img, &jpeg.Options{Quality: c.quality}))
	return must(jpeg.Decode(&b))
}
