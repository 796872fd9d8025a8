package gray

import (
	"image"
	"image/color"
	"image/draw"
	"math/rand/v2"
	"testing"
)

// kinds makes an empty picture of every kind that has a way of its own, and of
// one that has not.
var kinds = map[string]func(r image.Rectangle) draw.Image{
	"RGBA":    func(r image.Rectangle) draw.Image { return image.NewRGBA(r) },
	"NRGBA":   func(r image.Rectangle) draw.Image { return image.NewNRGBA(r) },
	"RGBA64":  func(r image.Rectangle) draw.Image { return image.NewRGBA64(r) },
	"NRGBA64": func(r image.Rectangle) draw.Image { return image.NewNRGBA64(r) },
	"Gray":    func(r image.Rectangle) draw.Image { return image.NewGray(r) },
	"Gray16":  func(r image.Rectangle) draw.Image { return image.NewGray16(r) },
	"CMYK":    func(r image.Rectangle) draw.Image { return image.NewCMYK(r) },
	"Alpha":   func(r image.Rectangle) draw.Image { return image.NewAlpha(r) },
	"Paletted": func(r image.Rectangle) draw.Image {
		p := color.Palette{}
		for i := range 256 {
			p = append(p, color.Gray{byte(i)})
		}
		return image.NewPaletted(r, p)
	},
}

func TestFromImage(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for name, make := range kinds {
		t.Run(name, func(t *testing.T) {
			img := make(image.Rect(-3, 5, 20, 18))
			for y := 5; y < 18; y++ {
				for x := -3; x < 20; x++ {
					img.Set(x, y, color.NRGBA{byte(r.UintN(256)), byte(r.UintN(256)), byte(r.UintN(256)), 255})
				}
			}
			g := Of(img)
			if g.Width != 23 || g.Height != 13 {
				t.Fatalf("%d by %d", g.Width, g.Height)
			}
			for y := range g.Height {
				for x, got := range g.Row(y) {
					want := greyOf(img.At(x-3, y+5))
					if d := int(got) - int(want); d < -2 || d > 2 {
						t.Fatalf("(%d, %d) is %d, want %d", x, y, got, want)
					}
				}
			}
		})
	}
}

func TestTransparentIsWhite(t *testing.T) {
	for _, name := range []string{"RGBA", "NRGBA", "RGBA64", "NRGBA64", "Alpha"} {
		img := kinds[name](image.Rect(0, 0, 4, 4))
		if g := Of(img); g.Row(2)[2] != 255 {
			t.Errorf("%s: transparent is %d", name, g.Row(2)[2])
		}
	}
	half := image.NewNRGBA(image.Rect(0, 0, 1, 1))
	half.Set(0, 0, color.NRGBA{0, 0, 0, 128})
	if g := Of(half); g.Row(0)[0] < 126 || g.Row(0)[0] > 128 {
		t.Errorf("half transparent black is %d", g.Row(0)[0])
	}
	clear := image.NewPaletted(image.Rect(0, 0, 2, 2), color.Palette{color.Transparent, color.Black})
	if g := Of(clear); g.Row(0)[0] != 255 {
		t.Errorf("a transparent palette entry is %d", g.Row(0)[0])
	}
}

func TestYCbCrIsShared(t *testing.T) {
	img := image.NewYCbCr(image.Rect(0, 0, 30, 20), image.YCbCrSubsampleRatio420)
	img.Y[img.YOffset(7, 9)] = 99
	part := img.SubImage(image.Rect(5, 5, 20, 20))
	g := Of(part)
	if g.Row(4)[2] != 99 || g.Width != 15 || g.Height != 15 {
		t.Errorf("%d by %d, %d", g.Width, g.Height, g.Row(4)[2])
	}
	if allocs := testing.AllocsPerRun(10, func() { Of(part) }); allocs > 1 {
		t.Errorf("%v allocations", allocs)
	}
}

func TestAlphaYCbCr(t *testing.T) {
	img := image.NewNYCbCrA(image.Rect(0, 0, 4, 4), image.YCbCrSubsampleRatio444)
	img.A[img.AOffset(1, 1)] = 255
	g := Of(img)
	if g.Row(0)[0] != 255 || g.Row(1)[1] != 0 {
		t.Errorf("transparent %d, black %d", g.Row(0)[0], g.Row(1)[1])
	}
}

func TestEmptyImages(t *testing.T) {
	for name, make := range kinds {
		if g := Of(make(image.Rectangle{})); g.Usable() {
			t.Errorf("%s: an empty picture is usable", name)
		}
	}
}

func TestEvenGreyStays(t *testing.T) {
	g := New(5, 4)
	for i := range g.Pix {
		g.Pix[i] = 77
	}
	for name, h := range map[string]*Picture{"half": Halve(g), "smooth": Smooth(g)} {
		for _, v := range h.Pix {
			if v != 77 {
				t.Fatalf("%s: an even grey became %d", name, v)
			}
		}
	}
	if h := Halve(g); h.Width != 2 || h.Height != 2 {
		t.Errorf("half is %d by %d", h.Width, h.Height)
	}
}
