package qr

import (
	"cmp"
	"math"
	"slices"
)

// goodFinder is the rms, in modules, of a finder that hints at a symbol even if
// none was read with it.
const goodFinder = 0.1

// Two finders hint at a symbol even if they are not quite as good.
const (
	pairedFinders = 0.27 // sum of their rms
	pairedSizes   = 1.35 // ratio of their sizes, at most
)

// fairFinder is the rms below which a finder inside a symbol that was read is
// thought to be another symbol's and no look-alike.
const fairFinder = 0.2

// claim marks the frames of a symbol that was read, and those inside it: they
// are look-alikes in its data or, rarely, another symbol's.
func (s *search) claim(ids [3]int, corners [4]Point) {
	for _, f := range s.frames {
		if slices.Contains(ids[:], f.id) {
			f.used = true
		} else if inside(s.given(f.c), corners) {
			f.inside = true
		}
	}
}

// patience is how many passes more without a symbol are worth making: none when no
// finder is left that hints at another, all when two are left that may be one
// symbol's.
func (s *search) patience() int {
	if s.found == 0 {
		return math.MaxInt
	}
	left := slices.DeleteFunc(s.sharpFrames(pairedFinders), func(f *frame) bool { return f.used || f.inside })
	for i, f := range left {
		if slices.ContainsFunc(left[i+1:], f.sharesSide) {
			return math.MaxInt
		}
	}
	if len(left) > 0 && left[0].rms < goodFinder {
		return 1
	}
	return 0
}

// sharesSide tells whether two finders look as if they were one symbol's.
func (f *frame) sharesSide(g *frame) bool {
	a, b := f.module(), g.module()
	return f.inverted == g.inverted && f.rms+g.rms < pairedFinders && a < pairedSizes*b && b < pairedSizes*a && pairOf(f, g).ok
}

// spent tells whether a triple has a finder of a symbol that was read, or is
// most likely made of its data.
func (s *search) spent(t *triple) bool {
	for _, f := range s.frames {
		if !slices.Contains(t.ids[:], f.id) {
			continue
		}
		if f.used || f.inside && f.rms > fairFinder {
			return true
		}
	}
	return false
}

// inside tells whether a place lies in a quadrilateral without dents.
func inside(p Point, corners [4]Point) bool {
	left, right := false, false
	for i, a := range corners {
		side := corners[(i+1)%4].sub(a).cross(p.sub(a))
		left, right = left || side < 0, right || side > 0
	}
	return left != right
}

// add takes a symbol in unless its text was read before: a picture of a screen
// may show a code and its thumbnail.
func (r *reader) add(s Symbol) {
	if !slices.ContainsFunc(r.symbols, func(old Symbol) bool { return sameSymbol(old, s) }) {
		r.symbols = append(r.symbols, s)
	}
}

func sameSymbol(a, b Symbol) bool {
	return a.Text == b.Text && (a.StructuredAppend == nil) == (b.StructuredAppend == nil) &&
		(a.StructuredAppend == nil || *a.StructuredAppend == *b.StructuredAppend)
}

// inReadingOrder sorts symbols by rows from the top and in each row from the
// left. Symbols are in one row if the middle of one lies within the height of
// the first, so that a slightly turned page keeps its order.
func inReadingOrder(symbols []Symbol) {
	slices.SortStableFunc(symbols, func(a, b Symbol) int { return cmp.Compare(middle(a).Y, middle(b).Y) })
	for from := 0; from < len(symbols); {
		to, below := from+1, middle(symbols[from]).Y+height(symbols[from])/2
		for to < len(symbols) && middle(symbols[to]).Y < below {
			to++
		}
		slices.SortStableFunc(symbols[from:to], func(a, b Symbol) int { return cmp.Compare(middle(a).X, middle(b).X) })
		from = to
	}
}

func middle(s Symbol) Point {
	var p Point
	for _, c := range s.Corners {
		p = p.along(c, 0.25)
	}
	return p
}

func height(s Symbol) float64 {
	c := s.Corners
	return max(c[0].Y, c[1].Y, c[2].Y, c[3].Y) - min(c[0].Y, c[1].Y, c[2].Y, c[3].Y)
}
