package symbology

import (
	"math"
)

// module is a place in a symbol, the middle being (0, 0).
type module struct{ u, v int }

// ring is which square around the middle a module belongs to.
func (m module) ring() int { return max(m.u, -m.u, m.v, -m.v) }

// Sizes of Aztec codes (ISO/IEC 24778, 7).
const (
	compactRings = 4  // of the bull's eye, beside the middle
	fullRings    = 6  // of larger symbols
	every        = 16 // modules from one line of the reference grid to the next
)

// known returns what the standard says of a module, whatever the message is.
func (m module) known(compact bool) (dark, ok bool) {
	switch ring := m.ring(); {
	case ring <= compactRings || !compact && ring <= fullRings:
		return ring%2 == 0, true
	case compact || ring == fullRings+1:
		return false, false
	case m.u%every == 0:
		return m.v%2 == 0, true
	}
	return m.u%2 == 0, m.v%every == 0
}

// sample are the modules by which a grid is judged, and what they should be.
type sample struct {
	dark, light []module
	either      []module // the message's: all of one colour, whichever
}

// within returns the modules within a reach, those of the message too if they are asked for.
func within(reach int, compact, message bool) (s sample) {
	for v := -reach; v <= reach; v++ {
		for u := -reach; u <= reach; u++ {
			m := module{u, v}
			switch dark, ok := m.known(compact); {
			case ok && dark:
				s.dark = append(s.dark, m)
			case ok:
				s.light = append(s.light, m)
			case message:
				s.either = append(s.either, m)
			}
		}
	}
	return s
}

func (s sample) size() int { return len(s.dark) + len(s.light) + len(s.either) }

// spots are where a module is looked at, in modules from its middle.
var spots = [5]Point{{}, {X: -0.22, Y: -0.22}, {X: 0.22, Y: -0.22}, {X: 0.22, Y: 0.22}, {X: -0.22, Y: 0.22}}

// darkness is how many of the spots in a module are dark.
func (v *view) darkness(at func(u, v float64) Point, m module) (n int) {
	for _, s := range spots {
		p := at(float64(m.u)+s.X, float64(m.v)+s.Y)
		if v.black.Get(int(math.Floor(p.X)), int(math.Floor(p.Y))) {
			n++
		}
	}
	return n
}

// agreement is how well a grid agrees with a sample, 1 if wholly.
func (v *view) agreement(g grid, s sample) float64 {
	at, n := g.mapping(), 0
	v.looks += len(spots) * s.size()
	for _, m := range s.dark {
		n += v.darkness(at, m)
	}
	for _, m := range s.light {
		n += len(spots) - v.darkness(at, m)
	}
	for _, m := range s.either {
		d := v.darkness(at, m)
		n += max(d, len(spots)-d)
	}
	return float64(n) / float64(len(spots)*s.size())
}

// growth is a way in which a grid grows: by how many modules before it is corrected.
type growth int

// growths are tried in turn.
var growths = [3]growth{3, 2, 1}

// Bounds on the work for one picture.
const (
	maxGrown  = 12       // grids
	maxRounds = 12       // in which the corners of one grid are moved by a step
	maxLooks  = 40 << 20 // at single pixels, about half a second
)

// spent tells whether all work has been done that one picture may cause.
func (v *view) spent() bool { return v.looks > maxLooks }

// grown returns a grid that reaches so far, corrected on the way: by the reference grid, and where
// there is little of that by the message, each module of which is of one colour.
func (v *view) grown(g grid, reach int, how growth) grid {
	for r := int(g.reach); r < reach; {
		r = min(r+int(how), reach)
		g = v.climbed(g.widened(float64(r)+0.5), within(r, g.compact, reach < every))
	}
	return g
}

// climbed moves the corners of a grid in smaller and smaller steps for as long as it agrees
// better with a sample.
func (v *view) climbed(g grid, seen sample) grid {
	best := v.agreement(g, seen)
	unit := math.Hypot(g.corners[1].X-g.corners[0].X, g.corners[1].Y-g.corners[0].Y) / (2 * g.reach)
	for _, step := range [4]float64{0.6, 0.3, 0.15, 0.08} {
		for round, better := 0, true; better && round < maxRounds && !v.spent(); round++ {
			better = false
			for i := range 8 {
				for _, by := range [2]float64{step * unit, -step * unit} {
					next := g.moved(i, by)
					if a := v.agreement(next, seen); a > best {
						g, best, better = next, a, true
					}
				}
			}
		}
	}
	return g
}

// moved returns a grid with one corner moved across or down.
func (g grid) moved(i int, by float64) grid {
	if i%2 == 0 {
		g.corners[i/2].X += by
	} else {
		g.corners[i/2].Y += by
	}
	return g
}
