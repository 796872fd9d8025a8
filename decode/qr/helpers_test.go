package qr

import (
	"math"
	"math/rand/v2"
	"testing"

	"vaxcheck/decode/qr/gray"
	"vaxcheck/decode/qr/symbol/symboltest"
)

// shot says how a symbol is drawn.
type shot struct {
	module   float64 // pixels
	turn     float64 // radians
	tilt     float64 // perspective, 0 is none, 1 the horizon at the rim
	bend     float64 // share of the size that a wave moves rows
	waves    float64
	blur     int // times a mean of three pixels is taken, both ways
	noise    float64
	mirrored bool
	inverted bool
	margin   float64 // modules; 0 means 4
}

// render draws a symbol by asking each pixel's nine parts for their module.
func render(b symboltest.Modules, s shot) *Gray {
	n := float64(len(b))
	if s.margin == 0 {
		s.margin = 4
	}
	reach := (n/2 + s.margin) * (1 + s.tilt/2) * (math.Abs(math.Cos(s.turn)) + math.Abs(math.Sin(s.turn)))
	reach += s.bend * n
	side := int(2 * reach * s.module)
	g := gray.New(side, side)
	for y := range side {
		row := g.Row(y)
		for x := range row {
			dark := 0
			for k := range 9 {
				px, py := float64(x)+(float64(k%3)+0.5)/3, float64(y)+(float64(k/3)+0.5)/3
				if s.dark(b, px/s.module-reach, py/s.module-reach) {
					dark++
				}
			}
			row[x] = byte(225 - dark*200/9)
		}
	}
	for range s.blur {
		g = gray.Smooth(g)
	}
	s.finish(g)
	return g
}

// dark tells whether a place, in modules from the middle of the picture, is dark.
func (s shot) dark(b symboltest.Modules, x, y float64) bool {
	sin, cos := math.Sincos(s.turn)
	x, y = x*cos+y*sin, y*cos-x*sin
	n := float64(len(b))
	w := 1 - s.tilt*x/n
	x, y = x/w+n/2, y/w+n/2
	y += s.bend * n * math.Sin(2*math.Pi*s.waves*x/n)
	if s.mirrored {
		x = n - x
	}
	u, v := int(math.Floor(x)), int(math.Floor(y))
	return u >= 0 && v >= 0 && u < len(b) && v < len(b) && b[v][u]
}

func (s shot) finish(g *Gray) {
	r := rand.New(rand.NewPCG(7, 7))
	for i, v := range g.Pix {
		f := float64(v)
		if s.inverted {
			f = 250 - f
		}
		if s.noise > 0 {
			f += s.noise * r.NormFloat64()
		}
		g.Pix[i] = byte(min(max(f, 0), 255))
	}
}

// paste copies a picture into another.
func paste(dst, src *Gray, x, y int) {
	for i := range src.Height {
		copy(dst.Row(y + i)[x:], src.Row(i))
	}
}

// readOne reads a picture that shows one symbol.
func readOne(t *testing.T, g *Gray, want string) Symbol {
	t.Helper()
	res := Read(g, Options{})
	if len(res.Symbols) != 1 {
		t.Fatalf("%d symbols read, %q; want one", len(res.Symbols), res.Why)
	}
	if res.Symbols[0].Text != want {
		t.Fatalf("read %.40q, want %.40q", res.Symbols[0].Text, want)
	}
	return res.Symbols[0]
}
