package symbology

import (
	"math"

	"github.com/makiuchi-d/gozxing/common"
)

// grid says where the modules of an Aztec code are in a view: the places of the corners of a
// square around its middle, in the order of quadrants.
type grid struct {
	reach   float64 // of the square to either side, in modules
	corners [4]Point
	compact bool
}

// quadrants are the directions of the corners, as a picture is read.
var quadrants = [4]Point{{X: -1, Y: -1}, {X: 1, Y: -1}, {X: 1, Y: 1}, {X: -1, Y: 1}}

// mapping returns the function from modules, the middle one being (0, 0), to pixels.
func (g grid) mapping() func(u, v float64) Point {
	r, c := g.reach, g.corners
	t := common.PerspectiveTransform_QuadrilateralToQuadrilateral(-r, -r, r, -r, r, r, -r, r,
		c[0].X, c[0].Y, c[1].X, c[1].Y, c[2].X, c[2].Y, c[3].X, c[3].Y)
	return func(u, v float64) Point {
		p := [2]float64{u, v}
		t.TransformPoints(p[:])
		return Point{X: p[0], Y: p[1]}
	}
}

// widened returns the same grid, told by a larger square.
func (g grid) widened(reach float64) grid {
	at := g.mapping()
	for i, q := range quadrants {
		g.corners[i] = at(q.X*reach, q.Y*reach)
	}
	g.reach = reach
	return g
}

// axis is a line in a picture: a·x + b·y + c is a module coordinate.
type axis struct{ a, b, c float64 }

func (l axis) of(p Point) float64 { return l.a*p.X + l.b*p.Y + l.c }

// frame fits the rings of an eye with squares that may be slanted, and returns the first grid.
func (e eye) frame() (g grid, ok bool) {
	best := math.Inf(1)
	for turn := range 9 {
		angle := math.Pi / 2 * float64(turn) / 9
		sin, cos := math.Sincos(angle)
		u := axis{cos / e.unit, sin / e.unit, -(cos*e.middle.X + sin*e.middle.Y) / e.unit}
		v := axis{-sin / e.unit, cos / e.unit, (sin*e.middle.X - cos*e.middle.Y) / e.unit}
		for range 6 {
			u, v = e.refit(u, v)
		}
		if off := e.off(u, v); off < best {
			best, ok = off, g.span(u, v)
		}
	}
	return g, ok && best < offRings
}

// offRings is how far the edges of rings may be off those of squares, in modules (rms).
const offRings = 0.35

// refit fits both axes anew to the edges that are nearer to their sides of the squares.
func (e eye) refit(u, v axis) (axis, axis) {
	var sums [2]normal
	e.each(func(p Point, at float64) {
		of := [2]float64{u.of(p), v.of(p)}
		side := 0
		if math.Abs(of[1]) > math.Abs(of[0]) {
			side = 1
		}
		sums[side].add(p, e.middle, math.Copysign(at, of[side]))
	})
	return sums[0].axis(e.middle, u), sums[1].axis(e.middle, v)
}

// off tells how far edges are from the squares (rms, in modules).
func (e eye) off(u, v axis) float64 {
	sum, n := 0.0, 0.0
	e.each(func(p Point, at float64) {
		d := max(math.Abs(u.of(p)), math.Abs(v.of(p))) - at
		sum, n = sum+d*d, n+1
	})
	return math.Sqrt(sum / n)
}

// each goes through the edges: places, and how many modules they are from the middle.
func (e eye) each(visit func(p Point, at float64)) {
	for i, edges := range e.edges {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / directions)
		for ring, way := range edges {
			visit(Point{X: e.middle.X + way*cos, Y: e.middle.Y + way*sin}, float64(ring)+0.5)
		}
	}
}

// span makes a grid of two axes; they may be turned by any quarter, and mirrored.
func (g *grid) span(u, v axis) bool {
	det := u.a*v.b - u.b*v.a
	if math.Abs(det) < 1e-9 {
		return false
	}
	g.reach = 4.5
	for i, q := range quadrants {
		du, dv := q.X*g.reach-u.c, q.Y*g.reach-v.c
		g.corners[i] = Point{X: (du*v.b - dv*u.b) / det, Y: (dv*u.a - du*v.a) / det}
	}
	return true
}

// normal are the sums of a least squares fit of an axis.
type normal struct{ xx, xy, yy, x, y, n, xt, yt, t float64 }

func (s *normal) add(p, from Point, target float64) {
	x, y := p.X-from.X, p.Y-from.Y
	s.xx, s.xy, s.yy, s.x, s.y, s.n = s.xx+x*x, s.xy+x*y, s.yy+y*y, s.x+x, s.y+y, s.n+1
	s.xt, s.yt, s.t = s.xt+x*target, s.yt+y*target, s.t+target
}

// axis returns the fit, or what was there before if there is too little for one.
func (s *normal) axis(from Point, before axis) axis {
	det := func(a, b, c, d, e, f, g, h, i float64) float64 { return a*(e*i-f*h) - b*(d*i-f*g) + c*(d*h-e*g) }
	whole := det(s.xx, s.xy, s.x, s.xy, s.yy, s.y, s.x, s.y, s.n)
	if math.Abs(whole) < 1e-9 {
		return before
	}
	a := det(s.xt, s.xy, s.x, s.yt, s.yy, s.y, s.t, s.y, s.n) / whole
	b := det(s.xx, s.xt, s.x, s.xy, s.yt, s.y, s.x, s.t, s.n) / whole
	c := det(s.xx, s.xy, s.xt, s.xy, s.yy, s.yt, s.x, s.y, s.t) / whole
	return axis{a, b, c - a*from.X - b*from.Y}
}
