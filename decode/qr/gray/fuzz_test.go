package gray

import (
	"image"
	"image/color"
	"testing"
)

// FuzzOf gives strangers' pixels to every way to brightness, which must
// agree with the slow one.
func FuzzOf(f *testing.F) {
	f.Add(byte(0), byte(3), byte(4), []byte("some pixels of a small picture, which repeat"))
	f.Add(byte(6), byte(1), byte(9), []byte{0, 255, 128})
	f.Fuzz(func(t *testing.T, kind, w, h byte, pix []byte) {
		img := strangeImage(kind, image.Rect(-2, 3, -2+int(w%40), 3+int(h%40)), pix)
		g := Of(img)
		for y := range g.Height {
			for x, got := range g.Row(y) {
				want := greyOf(img.At(x-2, y+3))
				if d := int(got) - int(want); d < -3 || d > 3 {
					t.Fatalf("%T (%d, %d): %d, want %d", img, x, y, got, want)
				}
			}
		}
	})
}

// strangeImage makes a picture of some kind from bytes that are used again and
// again. Colours of premultiplied kinds are kept legal.
func strangeImage(kind byte, r image.Rectangle, pix []byte) image.Image {
	fill := func(dst []byte) {
		for i := range dst {
			if len(pix) > 0 {
				dst[i] = pix[i%len(pix)]
			}
		}
	}
	switch kind % 6 {
	case 0:
		m := image.NewNRGBA(r)
		fill(m.Pix)
		return m
	case 1:
		m := image.NewGray16(r)
		fill(m.Pix)
		return m
	case 2:
		m := image.NewNRGBA64(r)
		fill(m.Pix)
		return m
	case 3:
		m := image.NewCMYK(r)
		fill(m.Pix)
		return m
	case 4:
		m := image.NewPaletted(r, color.Palette{color.White, color.Black, color.Transparent})
		fill(m.Pix)
		for i := range m.Pix {
			m.Pix[i] %= 3
		}
		return m
	}
	m := image.NewGray(r)
	fill(m.Pix)
	return m
}
