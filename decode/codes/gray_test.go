package codes

import (
	"image"
	"math"
	"testing"
	"time"

	"vaxcheck/decode"
	"vaxcheck/decode/qr"
	"vaxcheck/internal/mint"
)

// grayOf is a picture as a camera would give it.
func grayOf(img image.Image) Gray {
	g := qr.FromImage(img)
	out := Gray{Width: g.Width, Height: g.Height}
	for y := range g.Height {
		out.Pix = append(out.Pix, g.Pix[y*g.Stride:][:g.Width]...)
	}
	return out
}

func TestReadGray(t *testing.T) {
	text := pictureText(1500)
	frame := grayOf(arranged(1280, 720, map[image.Point]image.Image{
		{X: 300, Y: 120}: mint.Picture([]string{text}, 4)}))
	codes := ReadGray(frame, Options{})
	if len(codes) != 1 || codes[0].Text != text || codes[0].Symbol == nil {
		t.Fatalf("%d codes, want the one that was drawn", len(codes))
	}
}

// TestReadGrayWithin: a frame without a code takes no longer than it may, by a
// clock that a test sets.
func TestReadGrayWithin(t *testing.T) {
	clock := time.Unix(0, 0)
	now := func() time.Time { clock = clock.Add(time.Millisecond); return clock }
	frame := grayOf(arranged(640, 480, map[image.Point]image.Image{{X: -200,
		Y: 20}: mint.Picture([]string{pictureText(1500)}, 4)}))
	codes := ReadGray(frame, Options{Now: now, Budget: 10 * time.Millisecond})
	if len(codes) != 1 || codes[0].Problem == nil || codes[0].Problem.Kind == "" {
		t.Fatalf("%d codes, want one problem that tells why", len(codes))
	}
	if took := clock.Sub(time.Unix(0, 0)); took > 20*time.Millisecond {
		t.Errorf("time was asked for %s after it was up", took)
	}
}

func TestReadGrayRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		frame  Gray
		reason decode.Reason
	}{
		"nothing":        {Gray{}, decode.ReasonFileDamaged},
		"negative":       {Gray{Width: -4, Height: -4, Pix: make([]byte, 16)}, decode.ReasonFileDamaged},
		"too few pixels": {Gray{Width: 100, Height: 100, Pix: make([]byte, 9999)}, decode.ReasonFileDamaged},
		"too many":       {Gray{Width: 10, Height: 10, Pix: make([]byte, 101)}, decode.ReasonFileDamaged},
		"too large":      {Gray{Width: 10_000, Height: 10_000}, decode.ReasonImageTooLarge},
		"overflow":       {Gray{Width: math.MaxInt, Height: math.MaxInt}, decode.ReasonImageTooLarge},
		"too small":      {Gray{Width: 5, Height: 5, Pix: make([]byte, 25)}, decode.ReasonNoCode},
		"dark":           {Gray{Width: 64, Height: 64, Pix: make([]byte, 64*64)}, decode.ReasonNoCode},
	} {
		codes := ReadGray(c.frame, Options{})
		if len(codes) != 1 || codes[0].Problem == nil || codes[0].Problem.Reason != c.reason {
			t.Errorf("%s: %+v, want %s", name, codes, c.reason)
		}
	}
}

// FuzzReadGray checks that whatever the pixels and whatever is said of them,
// there is an answer: texts, or one reason why there are none.
func FuzzReadGray(f *testing.F) {
	g := grayOf(mint.Picture([]string{smallText}, 2))
	f.Add(g.Width, g.Height, g.Pix)
	f.Add(g.Height, g.Width+1, g.Pix)
	f.Add(3, -1, []byte("abc"))
	f.Fuzz(func(t *testing.T, width, height int, pix []byte) {
		if len(pix) > 20_000 {
			return
		}
		codes := ReadGray(Gray{width, height, pix}, Options{})
		if len(codes) == 0 {
			t.Fatal("no answer")
		}
		for _, c := range codes {
			if c.Problem != nil && (len(codes) != 1 || c.Problem.Detail == "") ||
				c.Problem == nil && c.Symbol == nil {
				t.Errorf("%+v", c)
			}
		}
	})
}
