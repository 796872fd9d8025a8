package qr

import (
	"cmp"
	"math"
	"slices"
)

// Limits on what three finder patterns may look like together.
const (
	axisOff      = 0.95 // radians an axis may point past the other finder: a curled sheet shears corners
	modulesLeast = 11   // between two middles; version 1 has 14
	modulesMost  = 190  // version 40 has 170
	scaleRatio   = 6.0  // of the modules at the two ends of a side
	sidesApart   = 0.4  // |log| of the ratio of the two sides
	smallFirst   = 0.05 // score for a side that is longer by e times
	maxTogether  = 40   // frames looked at together, those with the least rms
	maxSharp     = 300  // and so many at most if they are sharp
	maxOnAxis    = 10   // of more than maxTogether, those that one axis is paired with, the nearest
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
	axis := 0
	along1, along2 := f.e1.dot(way)/f.e1.length(), f.e2.dot(way)/f.e2.length()
	if math.Abs(along2) > math.Abs(along1) {
		axis, along1 = 1, along2
	}
	if along1 < 0 {
		axis += 2
	}
	e := f.axis(axis)
	off := math.Abs(math.Atan2(e.cross(way), e.dot(way)))
	// Where the axis is off the way is not a multiple of it, but a bent one of the
	// same length.
	return side{axis: axis, off: off, modules: way.length() / e.length(), ok: off <= axisOff}
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
	with        *frame // the other
	there, back side
	modules     float64 // exact under perspective
	log         float64 // of modules
	cost        float64
	ok          bool
}

func pairOf(a, b *frame) pair {
	p := pair{with: b, there: a.sideTo(b), back: b.sideTo(a)}
	if !p.there.ok || !p.back.ok {
		return p
	}
	// In a projective map of a line the product of the scales at the ends is
	// the square of the mean scale.
	there, back := math.Log(p.there.modules), math.Log(p.back.modules)
	p.log, p.modules = (there+back)/2, math.Sqrt(p.there.modules*p.back.modules)
	ratio := math.Abs(there - back)
	p.ok = p.modules >= modulesLeast && p.modules <= modulesMost && ratio <= math.Log(scaleRatio)
	p.cost = p.there.off + p.back.off + ratio/2
	return p
}

// triplesOf returns the plausible triples of frames that want accepts, best first.
func triplesOf(frames []*frame, want func(ids [3]int) bool) []corner {
	frames = bestFrames(frames)
	var out []corner
	for a, f := range frames {
		partners := partnersOf(a, frames)
		for i := range partners {
			for j := range partners {
				c := corner{f, &partners[i], &partners[j], 0}
				if c.fits() && want(c.ids()) {
					out = append(out, c)
				}
			}
		}
	}
	slices.SortStableFunc(out, func(s, t corner) int { return cmp.Compare(s.score, t.score) })
	return out
}

// partnersOf pairs a frame with those that it may share a side with. In a picture
// of many only the nearest in each direction are looked at.
func partnersOf(a int, frames []*frame) []pair {
	var out []pair
	if len(frames) <= maxTogether {
		for _, f := range frames {
			out = appendPair(out, frames[a], f)
		}
		return out
	}
	var taken [4]int
	for _, f := range nearFirst(frames[a], frames) {
		if out = appendPair(out, frames[a], f); len(out) == 0 {
			continue
		}
		last := &out[len(out)-1]
		if last.with != f {
			continue
		}
		if taken[last.there.axis]++; taken[last.there.axis] > maxOnAxis {
			out = out[:len(out)-1]
		}
		if min(taken[0], taken[1], taken[2], taken[3]) >= maxOnAxis {
			break
		}
	}
	return out
}

func appendPair(pairs []pair, a, b *frame) []pair {
	if a != b && a.inverted == b.inverted {
		if p := pairOf(a, b); p.ok {
			return append(pairs, p)
		}
	}
	return pairs
}

// nearFirst returns the frames that are within a symbol's reach of one, by distance.
func nearFirst(a *frame, frames []*frame) []*frame {
	type far struct {
		f      *frame
		square float64
	}
	reach := modulesMost * max(a.e1.length(), a.e2.length())
	var near []far
	for _, f := range frames {
		way := f.c.sub(a.c)
		if square := way.dot(way); square > 0 && square < reach*reach*scaleRatio {
			near = append(near, far{f, square})
		}
	}
	slices.SortStableFunc(near, func(f, g far) int { return cmp.Compare(f.square, g.square) })
	out := make([]*frame, len(near))
	for i, f := range near {
		out[i] = f.f
	}
	return out
}

// bestFrames returns the unused frames, sharp ones first: those that are sharp,
// and others to make up a number.
func bestFrames(frames []*frame) []*frame {
	var out []*frame
	sharp := 0
	for _, f := range frames {
		if f.used {
			continue
		}
		out = append(out, f)
		if f.rms < goodFinder {
			sharp++
		}
	}
	slices.SortStableFunc(out, func(a, b *frame) int { return cmp.Compare(a.rms, b.rms) })
	return out[:min(len(out), max(maxTogether, min(sharp, maxSharp)))]
}

// corner is a frame with two sides, of which a symbol may be made.
type corner struct {
	*frame
	right, below *pair
	score        float64
}

func (c *corner) ids() [3]int { return [3]int{c.id, c.right.with.id, c.below.with.id} }

// fits tells whether the sides can be one symbol's, and scores them.
func (c *corner) fits() bool {
	u, v := c.axis(c.right.there.axis), c.axis(c.below.there.axis)
	sides := math.Abs(c.right.log - c.below.log)
	if (c.right.there.axis-c.below.there.axis)&1 == 0 || sides >= sidesApart || u.cross(v) <= 0 ||
		c.right.with.c.sub(c.c).cross(c.below.with.c.sub(c.c)) <= 0 {
		return false
	}
	// On a sheet of many codes their finders make larger squares that are as good.
	size := smallFirst * (c.right.log + c.below.log) / 2
	c.score = 2*sides + c.right.cost + c.below.cost + c.rms + c.right.with.rms + c.below.with.rms + size
	return true
}

// triple is the symbol's. A mirrored one comes out transposed.
func (c *corner) triple() *triple {
	b, d := c.right.with, c.below.with
	u := b.axis(c.right.back.axis ^ 2) // away from the corner
	v := d.axis(c.below.back.axis ^ 2)
	return &triple{
		corner:  turned(*c.frame, c.axis(c.right.there.axis), c.axis(c.below.there.axis)),
		right:   turned(*b, u, b.across(c.right.back.axis, u, 1)),
		below:   turned(*d, d.across(c.below.back.axis, v, -1), v),
		modules: (c.right.modules + c.below.modules) / 2,
		ids:     c.ids(),
		score:   c.score,
	}
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
