package gray

import (
	"math"
	"testing"
)

// plainAt is At without whole numbers.
func plainAt(g *Picture, x, y float64) float64 {
	x, y = min(max(x-0.5, 0), float64(g.Width)-1.001), min(max(y-0.5, 0), float64(g.Height)-1.001)
	ix, iy := int(x), int(y)
	fx, fy := x-float64(ix), y-float64(iy)
	a, b := g.Row(iy)[ix:], g.Row(iy + 1)[ix:]
	top := float64(a[0]) + fx*(float64(a[1])-float64(a[0]))
	low := float64(b[0]) + fx*(float64(b[1])-float64(b[0]))
	return top + fy*(low-top)
}

// TestPlaces: At and Along agree with the plain way, inside of a picture, at its rim and
// outside.
func TestPlaces(t *testing.T) {
	const off = 2 // grey levels: a 256th of a pixel between black and white, both ways
	g := random(31, 23)
	var line [40]float64
	for _, start := range [][2]float64{{15.3, 11.8}, {2, 2}, {0.1, 0.2}, {30.9, 22.9}, {-5, 40}, {1, 1}, {29.99, 21.99}} {
		for turn := range 24 {
			sin, cos := math.Sincos(float64(turn) * math.Pi / 12)
			dx, dy := cos*0.3, sin*0.3
			low, high := g.Along(line[:], start[0], start[1], dx, dy)
			for i, v := range line {
				x, y := start[0]+float64(i)*dx, start[1]+float64(i)*dy
				want := plainAt(g, x, y)
				if math.Abs(v-want) > off || math.Abs(g.At(x, y)-want) > off || v < low || v > high {
					t.Fatalf("(%.2f, %.2f): %.2f along, %.2f at, want %.2f; %.2f to %.2f", x, y, v, g.At(x, y), want, low, high)
				}
			}
		}
	}
	for _, x := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), 1e300, -1e300} {
		if v := g.At(x, x); !(v >= 0 && v <= 255) {
			t.Errorf("at %g: %g", x, v)
		}
	}
}
