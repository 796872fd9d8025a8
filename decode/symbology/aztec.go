package symbology

import (
	"cmp"
	"slices"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/aztec/decoder"
	"github.com/makiuchi-d/gozxing/aztec/detector"
)

// aztec returns the Aztec codes: those of which the message around the middle can be corrected
// are recognised, whatever becomes of the rest.
func (v *view) aztec() (found []Symbol) {
	for _, e := range v.eyes() {
		guarded(func() {
			if s, ok := v.readAztec(e); ok && !known(found, s) {
				found = append(found, s)
			}
		})
	}
	inReadingOrder(found)
	return found
}

// inReadingOrder sorts symbols by rows from the top and in each row from the left. In one row are
// those whose middle lies above the lower end of the first.
func inReadingOrder(found []Symbol) {
	slices.SortStableFunc(found, func(a, b Symbol) int { return cmp.Compare(a.middle().Y, b.middle().Y) })
	for rest := found; len(rest) > 0; {
		row := 1
		for row < len(rest) && rest[row].middle().Y < rest[0].bottom() {
			row++
		}
		slices.SortStableFunc(rest[:row], func(a, b Symbol) int { return cmp.Compare(a.middle().X, b.middle().X) })
		rest = rest[row:]
	}
}

func (s Symbol) middle() (p Point) {
	for _, corner := range s.At {
		p.X, p.Y = p.X+corner.X/4, p.Y+corner.Y/4
	}
	return p
}

func (s Symbol) bottom() float64 {
	return max(s.At[0].Y, s.At[1].Y, s.At[2].Y, s.At[3].Y)
}

// known tells whether a symbol is one of those found: the same text, or in the same place.
func known(found []Symbol, s Symbol) bool {
	return slices.ContainsFunc(found, func(f Symbol) bool {
		return f.Text == s.Text && (s.Text != "" || f.At[0] == s.At[0])
	})
}

// readAztec reads the symbol around an eye: large ones first, whose eye has two rings more.
func (v *view) readAztec(e eye) (s Symbol, ok bool) {
	frame, ok := e.frame()
	if !ok {
		return s, false
	}
	for _, compact := range []bool{false, true} {
		frame.compact = compact
		rings := fullRings
		if compact {
			rings = compactRings
		}
		g := v.climbed(frame.widened(float64(rings)+0.5), within(rings, compact, false))
		if m, ok := v.readMode(g); ok {
			return v.readData(g, m), true
		}
	}
	return s, false
}

// readData reads the message of a symbol with one grid or another.
func (v *view) readData(eye grid, m mode) (s Symbol) {
	s = Symbol{Kind: Aztec, At: v.corners(eye, m)}
	for _, how := range growths {
		if v.grew == maxGrown || v.spent() {
			break
		}
		v.grew++
		g := v.grown(eye, m.size(eye.compact)/2, how)
		s = Symbol{Kind: Aztec, At: v.corners(g, m)}
		seen := detector.NewAztecDetectorResult(v.sampled(g, m), nil, g.compact, m.blocks, m.layers)
		if said, err := decoder.NewDecoder().Decode(seen); err == nil {
			s.Text = said.GetText()
			break
		}
	}
	return s
}

// corners returns where the corners of a symbol are in the picture, its own upper left one first.
func (v *view) corners(g grid, m mode) (corners []Point) {
	for _, q := range quadrants {
		corner := m.turn.of(module{int(q.X), int(q.Y)})
		p := g.mapping()(float64(corner.u)*g.reach, float64(corner.v)*g.reach)
		corners = append(corners, Point{X: p.X * float64(v.scale), Y: p.Y * float64(v.scale)})
	}
	return corners
}

// sampled returns the modules of a symbol as the standard has them, upright.
func (v *view) sampled(g grid, m mode) *gozxing.BitMatrix {
	size := m.size(g.compact)
	out, _ := gozxing.NewSquareBitMatrix(size)
	at := g.mapping()
	for y := range size {
		for x := range size {
			if v.darkness(at, m.turn.of(module{x - size/2, y - size/2})) > len(spots)/2 {
				out.Set(x, y)
			}
		}
	}
	return out
}
