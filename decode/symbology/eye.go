package symbology

import (
	"math"
	"slices"
)

// rings is how many runs are compared on a line through the middle of an Aztec code: the dark
// middle and three rings to either side. The next ring is dark as well, but what is around it
// may touch it.
const rings = 7

// Bounds by which rings are told from chance.
const (
	directions = 16  // in which they are looked for
	oddRing    = 0.6 // of a ring's width that another may differ
	oddPixels  = 0.7 // and as many pixels
	widestRing = 3   // times as wide as another, in another direction
)

// eye is what looks like the middle of an Aztec code, in pixels of a view.
type eye struct {
	middle Point
	unit   float64                          // pixels of a module at most
	edges  [directions][rings/2 + 1]float64 // from the middle to where each ring begins, and the last ends
}

// eyes returns the places that have the rings of an Aztec code around them.
func (v *view) eyes() (found []eye) {
	width, height := v.black.GetWidth(), v.black.GetHeight()
	for y := range height {
		var runs [rings + 2]int // the last ones that ended, light and dark in turn
		begin, dark := 0, false
		for x := 0; x <= width; x++ {
			if x < width && v.black.Get(x, y) == dark {
				continue
			}
			copy(runs[:], runs[1:])
			runs[len(runs)-1], begin = x-begin, x
			if dark {
				if e, ok := v.eyeAt(runs[:], x, y); ok && !near(found, e) {
					found = append(found, e)
				}
			}
			if dark = !dark; len(found) == maxSymbols || v.spent() {
				return found
			}
		}
	}
	return found
}

// eyeAt tells whether nine runs that end before x are those of an eye, with rings around its middle.
func (v *view) eyeAt(runs []int, x, y int) (e eye, ok bool) {
	unit, ok := even(runs[1 : rings+1])
	if !ok || 2*float64(min(runs[0], runs[rings+1])) < unit {
		return e, false
	}
	for _, r := range runs[rings/2+2:] {
		x -= r
	}
	left := x - runs[rings/2+1]
	top, bottom := v.darkRun((left+x)/2, y)
	e = eye{middle: Point{X: float64(left+x) / 2, Y: float64(top+bottom) / 2}, unit: unit}
	for i := range e.edges {
		wide, ok := v.ringsTowards(e.middle, 2*math.Pi*float64(i)/directions, &e.edges[i])
		if !ok || wide > widestRing*unit || unit > widestRing*wide {
			return e, false
		}
		e.unit = max(e.unit, wide)
	}
	return e, true
}

// even tells whether runs are alike, and their mean.
func even(runs []int) (unit float64, ok bool) {
	sum := 0
	for _, r := range runs {
		sum += r
	}
	unit = float64(sum) / float64(len(runs))
	return unit, unit >= 1 && !slices.ContainsFunc(runs, func(r int) bool {
		return math.Abs(float64(r)-unit) > oddRing*unit+oddPixels
	})
}

// ringsTowards goes from a dark place in one direction through half of the middle and three
// rings. It notes where each ends and returns how wide they are, in pixels.
func (v *view) ringsTowards(from Point, angle float64, edges *[rings/2 + 1]float64) (unit float64, ok bool) {
	const step = 0.25
	sin, cos := math.Sincos(angle)
	way := 0.0
	for ring, dark := 0, true; ring < len(edges); ring, dark = ring+1, !dark {
		for {
			x, y := int(math.Floor(from.X+way*cos)), int(math.Floor(from.Y+way*sin))
			if !v.inside(x, y) {
				return 0, false
			}
			if v.black.Get(x, y) != dark {
				break
			}
			way += step
		}
		edges[ring] = way
	}
	v.looks += int(way / step)
	unit = (edges[3] - edges[0]) / 3
	for i, e := range edges {
		if math.Abs(e-(float64(i)+0.5)*unit) > oddRing*unit+oddPixels {
			return unit, false
		}
	}
	return unit, unit >= 1
}

// darkRun returns where the dark run that goes down through a place begins, and where it has ended.
func (v *view) darkRun(x, y int) (top, bottom int) {
	top, bottom = y, y+1
	for v.black.Get(x, top-1) {
		top--
	}
	for v.black.Get(x, bottom) {
		bottom++
	}
	v.looks += bottom - top
	return top, bottom
}

func (v *view) inside(x, y int) bool {
	return x >= 0 && y >= 0 && x < v.black.GetWidth() && y < v.black.GetHeight()
}

// near tells whether a place is one of those found.
func near(found []eye, e eye) bool {
	return slices.ContainsFunc(found, func(f eye) bool {
		return max(math.Abs(f.middle.X-e.middle.X), math.Abs(f.middle.Y-e.middle.Y)) <= 3*f.unit
	})
}
