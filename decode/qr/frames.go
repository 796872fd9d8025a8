package qr

import "math"

// Fit of a frame to a finder pattern.
const (
	rayCount      = 64
	rayStride     = 27  // from one ray to the next that is cast
	rayStep       = 0.2 // modules, but at least half a pixel
	rayReach      = 9.0 // modules
	raySwing      = 0.2 // share of a ray's contrast that counts as a change of colour
	raySwingLeast = 3.0 // grey levels
	raysNeeded    = rayCount * 5 / 8

	fitRounds     = 6
	fitCorner     = 0.8  // |u|:|v| above which a point is near a corner, which blur rounds off
	fitCornerTake = 0.1  // the weight of such points
	fitSoft       = 0.25 // modules; points further off count less
	fitFar        = 0.8  // modules; points further off do not count
	fitWorst      = 0.45 // modules, rms; chance patterns end at 0.3 to 0.45, real ones below 0.2
	fitMoved      = 0.15 // modules; if the middle moved further the rays are cast again
	axesSine      = 0.2  // of the angle between the axes, at least
	axesRatio     = 5.0  // of their lengths, at most
)

// ringRadius is the distance of the three borders of a finder pattern from its
// middle, in modules.
var ringRadius = [3]float64{1.5, 2.5, 3.5}

// frame is a finder pattern as an affine system of coordinates: its middle and
// two vectors one module long, so that its border lies at ±3.5.
type frame struct {
	c, e1, e2 Point
	rms       float64 // how far its borders are off, modules
	inverted  bool
	hits      int
	used      bool // part of a symbol that was read
	inside    bool // lies in such a symbol
	id        int  // of the frame, for remembering which triples were tried
}

// at returns the place that lies so many modules from the middle.
func (f *frame) at(u, v float64) Point {
	return Point{f.c.X + u*f.e1.X + v*f.e2.X, f.c.Y + u*f.e1.Y + v*f.e2.Y}
}

// module is the size of a module, pixels.
func (f *frame) module() float64 { return math.Sqrt(math.Abs(f.e1.cross(f.e2))) }

// scaled returns the frame in a picture enlarged by k.
func (f frame) scaled(k float64) frame {
	f.c, f.e1, f.e2 = f.c.times(k), f.e1.times(k), f.e2.times(k)
	return f
}

// rayFit holds what the fit of one frame works with.
type rayFit struct {
	dirs   [rayCount]Point
	order  [rayCount]int      // in which they are cast, from all sides
	points [3][rayCount]Point // crossings relative to the start, by border
	valid  [rayCount]bool
	count  int
	values []float64
	work   *int64
}

func newRayFit(work *int64) *rayFit {
	r := &rayFit{work: work}
	for i := range r.dirs {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / rayCount)
		r.dirs[i] = Point{cos, sin}
		r.order[i] = i * rayStride % rayCount
	}
	return r
}

// fit returns the frame of a candidate, or false if it is no finder pattern.
func (r *rayFit) fit(g *Gray, c candidate) (frame, bool) {
	start, m := Point{c.x, c.y}, c.module()
	f, ok := r.fitFrom(g, start, m, c.inverted)
	if ok && f.c.distance(start) > fitMoved*f.module() {
		if again, ok := r.fitFrom(g, f.c, f.module(), c.inverted); ok {
			f = again
		}
	}
	f.inverted, f.hits = c.inverted, c.hits
	return f, ok
}

func (r *rayFit) fitFrom(g *Gray, start Point, m float64, inverted bool) (frame, bool) {
	r.cast(g, start, m, inverted)
	if r.count < raysNeeded {
		return frame{}, false
	}
	*r.work += fitLooks
	f, ok := r.moments()
	if !ok {
		return frame{}, false
	}
	f, ok = r.refine(f)
	if !ok || !f.plausible() {
		return frame{}, false
	}
	f.c = f.c.add(start)
	return f, true
}

// plausible refuses frames that no finder has at any slant.
func (f *frame) plausible() bool {
	a, b := f.e1.length(), f.e2.length()
	return f.rms <= fitWorst && f.c.finite() && a < axesRatio*b && b < axesRatio*a &&
		math.Abs(f.e1.cross(f.e2)) > axesSine*a*b
}

// moments guesses the frame from the area moments of the three borders, which
// give the affine map but for a turn, and the turn that fits best.
func (r *rayFit) moments() (frame, bool) {
	var f frame
	var xx, xy, yy float64
	for k, radius := range ringRadius {
		c, cov, ok := r.polygon(k)
		if !ok {
			return f, false
		}
		f.c = f.c.add(c.times(1.0 / 3))
		// A square from -r to r has the second moment r²/3.
		w := 1 / (radius * radius)
		xx, xy, yy = xx+cov[0]*w, xy+cov[1]*w, yy+cov[2]*w
	}
	det := xx*yy - xy*xy
	if det <= 0 {
		return f, false
	}
	// The square root of the symmetric matrix.
	s := math.Sqrt(det)
	t := math.Sqrt(xx + yy + 2*s)
	root1, root2 := Point{(xx + s) / t, xy / t}, Point{xy / t, (yy + s) / t}
	return r.bestTurn(f, root1, root2), true
}

// polygon returns the centroid and the second moments about it of the area
// inside one border.
func (r *rayFit) polygon(k int) (c Point, cov [3]float64, ok bool) {
	var area, xx, xy, yy float64
	last := -1
	for i := range r.valid {
		if r.valid[i] {
			last = i
		}
	}
	p := r.points[k][last]
	for i, valid := range r.valid {
		if !valid {
			continue
		}
		q := r.points[k][i]
		w := p.cross(q)
		area += w
		c.X += w * (p.X + q.X)
		c.Y += w * (p.Y + q.Y)
		xx += w * (p.X*p.X + p.X*q.X + q.X*q.X)
		yy += w * (p.Y*p.Y + p.Y*q.Y + q.Y*q.Y)
		xy += w * (2*p.X*p.Y + p.X*q.Y + q.X*p.Y + 2*q.X*q.Y)
		p = q
	}
	if area <= 0 {
		return c, cov, false
	}
	c = c.times(1 / (3 * area))
	cov = [3]float64{xx/(6*area) - c.X*c.X, xy/(12*area) - c.X*c.Y, yy/(6*area) - c.Y*c.Y}
	return c, cov, true
}

// bestTurn tries turns over a quarter of a circle.
func (r *rayFit) bestTurn(f frame, root1, root2 Point) frame {
	const turns = 18
	best := math.Inf(1)
	var out frame
	for i := range turns {
		sin, cos := math.Sincos(math.Pi / 2 * float64(i) / turns)
		g := f
		g.e1 = root1.times(cos).add(root2.times(sin))
		g.e2 = root2.times(cos).sub(root1.times(sin))
		if off := r.misfit(g); off < best {
			best, out = off, g
		}
	}
	return out
}

// misfit is the mean distance of the crossings from the borders, modules.
func (r *rayFit) misfit(f frame) float64 {
	inv := inverse(f)
	sum := 0.0
	for k, radius := range ringRadius {
		for i, p := range r.points[k] {
			if r.valid[i] {
				u, v := inv.of(p)
				sum += math.Abs(max(math.Abs(u), math.Abs(v)) - radius)
			}
		}
	}
	return sum
}

// toModules is the inverse of a frame: u = u0·x + u1·y + u2, v likewise.
type toModules struct{ u, v [3]float64 }

func inverse(f frame) toModules {
	det := f.e1.cross(f.e2)
	a, b := f.e2.Y/det, -f.e2.X/det
	c, d := -f.e1.Y/det, f.e1.X/det
	return toModules{[3]float64{a, b, -a*f.c.X - b*f.c.Y}, [3]float64{c, d, -c*f.c.X - d*f.c.Y}}
}

func (t *toModules) of(p Point) (u, v float64) {
	return t.u[0]*p.X + t.u[1]*p.Y + t.u[2], t.v[0]*p.X + t.v[1]*p.Y + t.v[2]
}

// frame turns the map back into a frame.
func (t *toModules) frame() frame {
	det := t.u[0]*t.v[1] - t.u[1]*t.v[0]
	f := frame{e1: Point{t.v[1] / det, -t.v[0] / det}, e2: Point{-t.u[1] / det, t.u[0] / det}}
	f.c = f.e1.times(-t.u[2]).sub(f.e2.times(t.v[2]))
	return f
}

// refine fits the frame to the borders. Each point tells about one axis only,
// the one whose border it lies on, so with the points assigned the fit is two
// small linear ones.
func (r *rayFit) refine(f frame) (frame, bool) {
	inv := inverse(f)
	for range fitRounds {
		var nu, nv normal3
		for k, radius := range ringRadius {
			for i, p := range r.points[k] {
				if r.valid[i] {
					inv.take(p, radius, &nu, &nv)
				}
			}
		}
		var next toModules
		var okU, okV bool
		if next.u, okU = nu.solve(); !okU {
			return f, false
		}
		if next.v, okV = nv.solve(); !okV {
			return f, false
		}
		inv = next
	}
	out := inv.frame()
	out.rms = r.rms(inv)
	return out, true
}

// take adds a point on a border to the equations of the axis it tells about.
func (t *toModules) take(p Point, radius float64, nu, nv *normal3) {
	u, v := t.of(p)
	au, av := math.Abs(u), math.Abs(v)
	w := pointWeight(max(au, av)-radius, min(au, av)/max(au, av))
	if w == 0 {
		return
	}
	if au > av {
		nu.add(p, math.Copysign(radius, u), w)
	} else {
		nv.add(p, math.Copysign(radius, v), w)
	}
}

// pointWeight says how much a point off by so much counts.
func pointWeight(off, cornerness float64) float64 {
	off = math.Abs(off)
	if !(off <= fitFar) {
		return 0
	}
	w := 1.0
	if off > fitSoft {
		w = fitSoft / off
	}
	if cornerness > fitCorner {
		w *= fitCornerTake
	}
	return w
}

// rms is how far the crossings are from the borders, a crossing that did not
// count being as far off as one may be.
func (r *rayFit) rms(inv toModules) float64 {
	sum, weights := 0.0, 0.0
	for k, radius := range ringRadius {
		for i, p := range r.points[k] {
			if !r.valid[i] {
				continue
			}
			u, v := inv.of(p)
			au, av := math.Abs(u), math.Abs(v)
			off := min(math.Abs(max(au, av)-radius), fitFar)
			w := 1.0
			if min(au, av) > fitCorner*max(au, av) {
				w = fitCornerTake
			}
			sum += w * off * off
			weights += w
		}
	}
	return math.Sqrt(sum / weights)
}

// normal3 are the normal equations of a fit of z = a·x + b·y + c.
type normal3 struct {
	xx, xy, x, yy, y, n float64
	zx, zy, z           float64
}

func (n *normal3) add(p Point, z, w float64) {
	n.xx += w * p.X * p.X
	n.xy += w * p.X * p.Y
	n.x += w * p.X
	n.yy += w * p.Y * p.Y
	n.y += w * p.Y
	n.n += w
	n.zx += w * z * p.X
	n.zy += w * z * p.Y
	n.z += w * z
}

func (n *normal3) solve() ([3]float64, bool) {
	a := [9]float64{n.xx, n.xy, n.x, n.xy, n.yy, n.y, n.x, n.y, n.n}
	b := [3]float64{n.zx, n.zy, n.z}
	ok := solve(a[:], b[:], 3, 1)
	return b, ok
}
