package qr

import "math"

// Search for alignment patterns by correlation with the grey picture.
const (
	alignStep      = 0.34  // modules between the places tried first
	alignPenalty   = 0.012 // per module away from where it was expected
	alignAccept    = 0.65  // correlation
	alignFirst     = 0.6   // correlation, for the one at the lower right
	alignFirstGo   = 2.5   // modules its search reaches, and a share of the size more
	alignFirstPart = 24
	alignReach     = 1.2 // modules the search for the others reaches
	alignReachPart = 0.1 // and this share of the way to the nearest known place
)

// alignmentTemplate is an alignment pattern, dark positive, with mean 0 and
// length 1.
var alignmentTemplate = func() (t [25]float64) {
	const mean = (17.0 - 8.0) / 25 // 17 of the 25 modules are dark
	sum := 0.0
	for i := range t {
		x, y := i%5-2, i/5-2
		t[i] = 1 - mean
		if max(x, -x, y, -y) == 1 {
			t[i] = -1 - mean
		}
		sum += t[i] * t[i]
	}
	for i := range t {
		t[i] /= math.Sqrt(sum)
	}
	return t
}()

// seeker looks for alignment patterns in one level of a picture.
type seeker struct {
	g        *Gray
	scale    float64 // pixels of g for one of the picture
	inverted bool
	work     *int64
}

// seek returns the place of the alignment pattern that the grid puts at (u, v),
// and its correlation.
func (s *seeker) seek(g grid, u, v, reach float64) (Point, float64) {
	p := g.at(u, v).times(s.scale)
	du := g.at(u+0.5, v).sub(g.at(u-0.5, v)).times(s.scale)
	dv := g.at(u, v+0.5).sub(g.at(u, v-0.5)).times(s.scale)
	if !p.finite() || !du.finite() || !dv.finite() {
		return Point{}, -1
	}
	var offsets [25]Point
	for i := range offsets {
		offsets[i] = du.times(float64(i%5-2)).along(dv, float64(i/5-2))
	}
	x, y, best := s.coarse(p, du, dv, &offsets, reach)
	for _, step := range [3]float64{alignStep / 2, alignStep / 4, alignStep / 8} {
		x, y, best = s.climb(p, du, dv, &offsets, x, y, best, step)
	}
	x, y = s.balance(p, du, dv, &offsets, x, y, best)
	return p.along(du, x).along(dv, y).times(1 / s.scale), best
}

// balance moves to the middle of a flat top: of a sharp picture all places
// within half a module correlate alike.
func (s *seeker) balance(p, du, dv Point, offsets *[25]Point, x, y, best float64) (float64, float64) {
	const off = 0.5 // modules to either side, where the top has ended
	top := func(less, more float64) float64 {
		dip := 2*best - less - more
		if dip < 0.1 {
			return 0
		}
		return min(max(off/2*(more-less)/dip, -off/2), off/2)
	}
	at := func(x, y float64) float64 { return s.correlation(p.along(du, x).along(dv, y), offsets) }
	return x + top(at(x-off, y), at(x+off, y)), y + top(at(x, y-off), at(x, y+off))
}

// coarse tries places all around, near ones being preferred.
func (s *seeker) coarse(p, du, dv Point, offsets *[25]Point, reach float64) (bx, by, corr float64) {
	n := int(math.Ceil(reach / alignStep))
	best := math.Inf(-1)
	for j := -n; j <= n; j++ {
		for i := -n; i <= n; i++ {
			x, y := float64(i)*alignStep, float64(j)*alignStep
			c := s.correlation(p.along(du, x).along(dv, y), offsets)
			if score := c - alignPenalty*math.Hypot(x, y); score > best {
				best, bx, by, corr = score, x, y, c
			}
		}
	}
	return bx, by, corr
}

// climb moves uphill in steps of one size.
func (s *seeker) climb(p, du, dv Point, offsets *[25]Point, x, y, best, step float64) (float64, float64, float64) {
	const most = 6 // steps; a top is one or two away
	for range most {
		bx, by, moved := x, y, false
		for _, d := range [4]Point{{step, 0}, {-step, 0}, {0, step}, {0, -step}} {
			c := s.correlation(p.along(du, x+d.X).along(dv, y+d.Y), offsets)
			if c > best {
				best, bx, by, moved = c, x+d.X, y+d.Y, true
			}
		}
		if !moved {
			break
		}
		x, y = bx, by
	}
	return x, y, best
}

// correlation is 1 where the modules around a place are an alignment pattern.
func (s *seeker) correlation(p Point, offsets *[25]Point) float64 {
	*s.work += 25
	const flat = 25.0 // sum of squares of a patch in which nothing is seen
	sum, squares, dot := 0.0, 0.0, 0.0
	for i, o := range offsets {
		v := s.g.At(p.X+o.X, p.Y+o.Y)
		sum += v
		squares += v * v
		dot -= v * alignmentTemplate[i]
	}
	spread := squares - sum*sum/25
	if spread < flat {
		return 0
	}
	if s.inverted {
		dot = -dot
	}
	return dot / math.Sqrt(spread)
}
