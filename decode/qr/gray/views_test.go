package gray

import (
	"math/rand/v2"
	"testing"
)

func random(w, h int) *Picture {
	r := rand.New(rand.NewPCG(uint64(w), uint64(h)))
	g := New(w, h)
	for i := range g.Pix {
		g.Pix[i] = byte(r.UintN(256))
	}
	return g
}

// TestHalve compares with the plain sum, for rows of all lengths.
func TestHalve(t *testing.T) {
	for w := 2; w < 40; w++ {
		g := random(w, 5)
		h := Halve(g)
		if h.Width != w/2 || h.Height != 2 {
			t.Fatalf("%d by 5 became %d by %d", w, h.Width, h.Height)
		}
		for y := range h.Height {
			for x, got := range h.Row(y) {
				a, b := g.Row(2 * y)[2*x:], g.Row(2*y + 1)[2*x:]
				if want := byte((int(a[0]) + int(a[1]) + int(b[0]) + int(b[1]) + 2) / 4); got != want {
					t.Fatalf("width %d, (%d, %d): %d, want %d", w, x, y, got, want)
				}
			}
		}
	}
}

// TestAdaptive compares with windows that are added up anew for each pixel.
func TestAdaptive(t *testing.T) {
	for _, c := range [][3]int{{40, 30, 4}, {9, 30, 4}, {10, 3, 4}, {8, 50, 4}, {5, 5, 9}, {1, 7, 3}, {7, 1, 3}, {60, 40, 12}} {
		g := random(c[0], c[1])
		var b Binary
		b.Adaptive(g, c[2], 3, make([]int32, g.Width))
		radius := min(c[2], g.Width-1, g.Height-1)
		for y := range g.Height {
			for x := range g.Width {
				sum, n := 0, 0
				for v := max(y-radius, 0); v <= min(y+radius, g.Height-1); v++ {
					for u := max(x-radius, 0); u <= min(x+radius, g.Width-1); u++ {
						sum, n = sum+int(g.Row(v)[u]), n+1
					}
				}
				want := byte(0)
				if (int(g.Row(y)[x])+3)*n < sum {
					want = 1
				}
				if got := b.Row(y)[x]; got != want {
					t.Fatalf("%v, (%d, %d): %d, want %d", c, x, y, got, want)
				}
			}
		}
	}
}
