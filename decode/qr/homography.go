package qr

import "math"

// grid says where the modules of a symbol are in the picture.
type grid interface {
	// at returns the place of module coordinates, (0.5, 0.5) being the middle of
	// the first module.
	at(u, v float64) Point
	// centres fills dst with the middles of all modules, row after row.
	centres(dst []Point)
}

// control is a place in the symbol whose place in the picture is known.
type control struct {
	u, v   float64
	p      Point
	weight float64
}

// Weights of the points a first grid is made from.
const (
	middleWeight    = 4.0 // a finder's middle is surer than its corners
	alignmentWeight = 8.0 // one alignment pattern stands for a whole corner
	reweightings    = 3
)

// frameControlCount is the number of controls from the finders, which come first.
const frameControlCount = 15

// frameControls are the middles and corners of the three finders.
func (t *triple) frameControls(size int) []control {
	far := float64(size) - 3.5
	var out []control
	for i, f := range []*frame{&t.corner, &t.right, &t.below} {
		c := [3]Point{{3.5, 3.5}, {far, 3.5}, {3.5, far}}[i]
		out = append(out, control{c.X, c.Y, f.c, middleWeight})
		for _, d := range [4]Point{{-3.5, -3.5}, {3.5, -3.5}, {3.5, 3.5}, {-3.5, 3.5}} {
			out = append(out, control{c.X + d.X, c.Y + d.Y, f.at(d.X, d.Y), 1})
		}
	}
	return out
}

// homography is a projective map of a symbol of some size.
type homography struct {
	h      [9]float64 // of coordinates that run from -1 to 1 across the symbol
	size   int
	origin Point
	scale  float64
}

// fitHomography returns the projective map nearest to the controls. The
// equations are linear only after multiplying by the denominator, so they are
// solved a few times, weighted by the denominators of the solution before.
func fitHomography(size int, controls []control) (*homography, bool) {
	h := &homography{size: size}
	h.normalise(controls)
	h.h[8] = 1
	for range 1 + reweightings {
		var a [64]float64
		var b [8]float64
		for _, c := range controls {
			h.addEquations(&a, &b, c)
		}
		mirrorUpper(a[:], 8)
		if !solve(a[:], b[:], 8, 1) {
			return nil, false
		}
		copy(h.h[:8], b[:])
	}
	return h, h.sound()
}

// normalise finds the middle and the size of the controls in the picture.
func (h *homography) normalise(controls []control) {
	for _, c := range controls {
		h.origin = h.origin.along(c.p, 1/float64(len(controls)))
	}
	for _, c := range controls {
		h.scale += c.p.distance(h.origin) / float64(len(controls))
	}
	h.scale = max(h.scale, 1e-6)
}

// unit returns module coordinates as they enter the map.
func (h *homography) unit(u, v float64) (float64, float64) {
	half := float64(h.size) / 2
	return u/half - 1, v/half - 1
}

func (h *homography) addEquations(a *[64]float64, b *[8]float64, c control) {
	u, v := h.unit(c.u, c.v)
	den := h.h[6]*u + h.h[7]*v + 1
	w := c.weight / (den * den)
	x, y := (c.p.X-h.origin.X)/h.scale, (c.p.Y-h.origin.Y)/h.scale
	for _, row := range [2][9]float64{
		{u, v, 1, 0, 0, 0, -u * x, -v * x, x},
		{0, 0, 0, u, v, 1, -u * y, -v * y, y},
	} {
		for i := range 8 {
			if row[i] == 0 {
				continue
			}
			for j := i; j < 8; j++ {
				a[i*8+j] += w * row[i] * row[j]
			}
			b[i] += w * row[i] * row[8]
		}
	}
}

// sound tells whether the whole symbol lies on one side of the horizon.
func (h *homography) sound() bool {
	for _, c := range [4][2]float64{{-1, -1}, {1, -1}, {1, 1}, {-1, 1}} {
		if !(h.h[6]*c[0]+h.h[7]*c[1]+1 > 0.05) {
			return false
		}
	}
	n := float64(h.size)
	return h.at(0, 0).finite() && h.at(n, n).finite() && !math.IsNaN(h.h[0])
}

func (h *homography) at(u, v float64) Point {
	u, v = h.unit(u, v)
	k := h.scale / (h.h[6]*u + h.h[7]*v + 1)
	return Point{
		h.origin.X + k*(h.h[0]*u+h.h[1]*v+h.h[2]),
		h.origin.Y + k*(h.h[3]*u+h.h[4]*v+h.h[5]),
	}
}

func (h *homography) centres(dst []Point) {
	for y := range h.size {
		for x := range h.size {
			dst[y*h.size+x] = h.at(float64(x)+0.5, float64(y)+0.5)
		}
	}
}
