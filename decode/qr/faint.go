package qr

import "vaxcheck/decode/qr/gray"

const (
	contrastBox = 1.2  // modules around a pixel whose mean is taken away
	patchReach  = 10.0 // modules around a candidate that are looked at
	patchMost   = 400  // pixels; a larger finder is not blurred
)

// fitFaint fits a frame to a candidate in a picture of local contrast, in which
// alone the light ring of a badly blurred finder is seen.
func (r *reader) fitFaint(g *Gray, c candidate) (frame, bool) {
	m := c.module()
	reach := int(patchReach * m)
	if 2*reach > patchMost {
		return frame{}, false
	}
	x0, y0 := max(int(c.x)-reach, 0), max(int(c.y)-reach, 0)
	x1, y1 := min(int(c.x)+reach, g.Width), min(int(c.y)+reach, g.Height)
	if x1-x0 < leastSide || y1-y0 < leastSide {
		return frame{}, false
	}
	r.looked(2 * (x1 - x0) * (y1 - y0))
	r.patch = gray.LocalContrast(r.patch, g.Part(x0, y0, x1, y1), max(int(contrastBox*m+0.5), 1), &r.patchSums)
	c.x, c.y = c.x-float64(x0), c.y-float64(y0)
	f, ok := r.rays.fit(r.patch, c)
	f.c = f.c.add(Point{float64(x0), float64(y0)})
	return f, ok
}
