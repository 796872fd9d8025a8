package qr

import (
	"image"
	"math/rand/v2"
	"testing"

	"vaxcheck/decode/qr/gray"
	"vaxcheck/decode/qr/symbol/symboltest"
)

func BenchmarkRead(b *testing.B) {
	code, _ := symboltest.Dense(b, 18, 0)
	photo := render(code, shot{module: 6, turn: 0.2, tilt: 0.3, noise: 8})
	large := gray.New(4000, 3000)
	r := rand.New(rand.NewPCG(1, 2))
	for i := range large.Pix {
		large.Pix[i] = byte(170 + r.IntN(30))
	}
	paste(large, photo, 1500, 1000)
	texture := gray.New(1280, 960)
	for i := range texture.Pix {
		texture.Pix[i] = byte(r.UintN(256))
	}
	for _, c := range []struct {
		name string
		g    *Gray
	}{
		{"photo", photo},
		{"bent", render(code, shot{module: 6, bend: 0.08, waves: 0.7})},
		{"12megapixels", large},
		{"nothing", gray.Smooth(texture)},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Read(c.g, Options{})
			}
		})
	}
}

func BenchmarkFromImage(b *testing.B) {
	for name, img := range map[string]image.Image{
		"YCbCr": image.NewYCbCr(image.Rect(0, 0, 1600, 1200), image.YCbCrSubsampleRatio420),
		"RGBA":  image.NewRGBA(image.Rect(0, 0, 1600, 1200)),
		"NRGBA": image.NewNRGBA(image.Rect(0, 0, 1600, 1200)),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				gray.Of(img)
			}
		})
	}
}
