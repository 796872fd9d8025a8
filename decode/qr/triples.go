package qr

import (
	"cmp"
	"math"
	"slices"
)

// Limits on what three finder patterns may look like together.
const (
	axisOff       = 0.95 // radians an axis may point past the other finder: a curled sheet shears corners
	modulesLeast  = 11   // between two middles; version 1 has 14
	modulesMost   = 190  // version 40 has 170
	scaleRatio    = 6.0  // of the modules at the two ends of a side
	sidesApart    = 0.4  // |log| of the ratio of the two sides
	maxPairsOfOne = 40   // frames looked at together, those with the least rms
)

// side is the way from one finder to another.
type side struct {
	axis    int     // of the first finder that points to the other: 0 e1, 1 e2, 2 -e1, 3 -e2
	off     float64 // angle between that axis and the way, radians
	modules float64 // the way in modules of that axis
	ok      bool
}

// axis returns one of the four axes of a frame.
func (f *frame) axis(i int) Point {
	e := f.e1
	if i&1 == 1 {
		e = f.e2
	}
	if i >= 2 {
		e = e.times(-1)
	}
	return e
}

// sideTo describes the way to another finder.
func (f *frame) sideTo(g *frame) side {
	way := g.c.sub(f.c)
	best := side{off: math.Inf(1)}
	for i := range 4 {
		e := f.axis(i)
		off := math.Abs(math.Atan2(e.cross(way), e.dot(way)))
		if off < best.off {
			// Where the axis is off the way is not a multiple of it, but a
			// bent one of the same length.
			best = side{axis: i, off: off, modules: way.length() / e.length()}
		}
	}
	best.ok = best.off <= axisOff
	return best
}

// triple is three finder patterns that may belong to one symbol, turned so that
// their axes run along the symbol's rows and columns.
type triple struct {
	corner, right, below frame // upper left, upper right, lower left
	ids                  [3]int
	modules              float64 // between the middles, the mean of both sides
	score                float64 // 0 for a perfect square
}

// pair holds both directions of a side.
type pair struct {
	there, back side
	modules     float64 // exact under perspective
	cost        float64
	ok          bool
}

func pairOf(a, b *frame) pair {
	p := pair{there: a.sideTo(b), back: b.sideTo(a)}
	if !p.there.ok || !p.back.ok {
		return p
	}
	// In a projective map of a line the product of the scales at the ends is
	// the square of the mean scale.
	p.modules = math.Sqrt(p.there.modules * p.back.modules)
	ratio := math.Abs(math.Log(p.there.modules / p.back.modules))
	p.ok = p.modules >= modulesLeast && p.modules <= modulesMost && ratio <= math.Log(scaleRatio)
	p.cost = p.there.off + p.back.off + ratio/2
	return p
}

// triplesOf returns the plausible triples of frames, best first, but no more
// than max of those that want accepts.
func triplesOf(frames []*frame, max int, want func(ids [3]int) bool) []*triple {
	frames = bestFrames(frames)
	n := len(frames)
	pairs := make([]pair, n*n)
	for i := range n {
		for j := range n {
			if i != j && frames[i].inverted == frames[j].inverted {
				pairs[i*n+j] = pairOf(frames[i], frames[j])
			}
		}
	}
	var out []*triple
	for a := range n {
		for b := range n {
			if !pairs[a*n+b].ok {
				continue
			}
			for c := range n {
				if c == b || !pairs[a*n+c].ok || !want([3]int{frames[a].id, frames[b].id, frames[c].id}) {
					continue
				}
				if t := tripleOf(frames[a], frames[b], frames[c], pairs[a*n+b], pairs[a*n+c]); t != nil {
					out = append(out, t)
				}
			}
		}
	}
	slices.SortStableFunc(out, func(s, t *triple) int { return cmp.Compare(s.score, t.score) })
	return out[:min(len(out), max)]
}

// bestFrames returns the unused frames, at most so many, sharp ones first.
func bestFrames(frames []*frame) []*frame {
	var out []*frame
	for _, f := range frames {
		if !f.used {
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(a, b *frame) int { return cmp.Compare(a.rms, b.rms) })
	return out[:min(len(out), maxPairsOfOne)]
}

// tripleOf returns three finders as a triple, a being the corner, or nil if
// they cannot be one. A mirrored symbol comes out transposed.
func tripleOf(a, b, c *frame, ab, ac pair) *triple {
	sides := math.Abs(math.Log(ab.modules / ac.modules))
	if (ab.there.axis-ac.there.axis)&1 == 0 || sides >= sidesApart ||
		b.c.sub(a.c).cross(c.c.sub(a.c)) <= 0 {
		return nil
	}
	t := &triple{
		corner:  turned(*a, a.axis(ab.there.axis), a.axis(ac.there.axis)),
		modules: (ab.modules + ac.modules) / 2,
		ids:     [3]int{a.id, b.id, c.id},
		score:   2*sides + ab.cost + ac.cost + a.rms + b.rms + c.rms,
	}
	if t.corner.e1.cross(t.corner.e2) <= 0 {
		return nil
	}
	u := b.axis(ab.back.axis ^ 2) // away from the corner
	t.right = turned(*b, u, b.across(ab.back.axis, u, 1))
	v := c.axis(ac.back.axis ^ 2)
	t.below = turned(*c, c.across(ac.back.axis, v, -1), v)
	return t
}

// across returns the other axis, on the side of e that sign says.
func (f *frame) across(axis int, e Point, sign float64) Point {
	other := f.axis(axis ^ 1)
	if e.cross(other)*sign < 0 {
		other = other.times(-1)
	}
	return other
}

// turned returns a frame with other axes.
func turned(f frame, u, v Point) frame {
	f.e1, f.e2 = u, v
	return f
}

// smallestModule is the size of the smallest module among the three, pixels.
func (t *triple) smallestModule() float64 {
	return min(t.corner.module(), t.right.module(), t.below.module())
}

// blur is the sum of how far off the three finders' borders are, modules.
func (t *triple) blur() float64 { return t.corner.rms + t.right.rms + t.below.rms }
