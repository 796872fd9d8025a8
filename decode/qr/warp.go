package qr

import (
	"math"
	"slices"

	"vaxcheck/decode/qr/symbol"
)

const (
	plateSmoothing = 2e-4 // of the plate, coordinates being 1 across the symbol
	latticeStep    = 4    // modules between the nodes a warp is evaluated on
)

// warp is a homography and a thin plate of what it leaves over at the controls.
type warp struct {
	base     *homography
	controls []control
	bend     []Point // a weight for each control, then 1, u, v
	a        []float64
	b        []float64
}

// plate is the shape of a thin plate pushed at one point, by the square of the
// distance.
func plate(square float64) float64 {
	if square < 1e-12 {
		return 0
	}
	return square * math.Log(square) / 2
}

// fit bends the plate through the controls.
func (w *warp) fit() bool {
	n := len(w.controls)
	m := n + 3
	w.a, w.b = grown(w.a, m*m), grown(w.b, 2*m)
	clear(w.a)
	clear(w.b)
	size := float64(w.base.size)
	for i, c := range w.controls {
		off := c.p.sub(w.base.at(c.u, c.v))
		w.b[2*i], w.b[2*i+1] = off.X, off.Y
		for j, d := range w.controls[:i] {
			du, dv := (c.u-d.u)/size, (c.v-d.v)/size
			k := plate(du*du + dv*dv)
			w.a[i*m+j], w.a[j*m+i] = k, k
		}
		w.a[i*m+i] = plateSmoothing / c.weight
		for k, v := range [3]float64{1, c.u / size, c.v / size} {
			w.a[i*m+n+k], w.a[(n+k)*m+i] = v, v
		}
	}
	if !solve(w.a, w.b, m, 2) {
		return false
	}
	w.bend = grown(w.bend, m)
	for i := range w.bend {
		w.bend[i] = Point{w.b[2*i], w.b[2*i+1]}
	}
	return true
}

func (w *warp) at(u, v float64) Point {
	n := len(w.controls)
	size := float64(w.base.size)
	p := w.base.at(u, v).add(w.bend[n]).along(w.bend[n+1], u/size).along(w.bend[n+2], v/size)
	for i, c := range w.controls {
		du, dv := (u-c.u)/size, (v-c.v)/size
		p = p.along(w.bend[i], plate(du*du+dv*dv))
	}
	return p
}

func (w *warp) centres(dst []Point) {
	latticeOf(w, w.base.size, latticeStep).centres(dst)
}

// alignAll visits the alignment patterns, always the one nearest to what is
// known, and bends the warp through each that it finds.
func (s *seeker) alignAll(base *homography, controls []control, l *symbol.Layout) *warp {
	w := &warp{base: base, controls: slices.Clone(controls)}
	if !w.fit() {
		return nil
	}
	left := slices.Clone(l.Alignment)
	for len(left) > 0 {
		next, way := nearest(left, w.controls)
		u, v := float64(left[next].X)+0.5, float64(left[next].Y)+0.5
		left = slices.Delete(left, next, next+1)
		p, fit := s.seek(w, u, v, alignReach+alignReachPart*way)
		if fit < alignAccept {
			continue
		}
		w.controls = append(w.controls, control{u, v, p, 1})
		n := len(w.controls)
		*s.work += int64(n * n * n / 25)
		if !w.fit() {
			return nil
		}
	}
	return w
}

// nearest returns which place is nearest to a control, and how far.
func nearest(left []symbol.Cell, controls []control) (best int, way float64) {
	way = math.Inf(1)
	for i, c := range left {
		for _, k := range controls {
			if d := math.Hypot(float64(c.X)+0.5-k.u, float64(c.Y)+0.5-k.v); d < way {
				best, way = i, d
			}
		}
	}
	return best, way
}
