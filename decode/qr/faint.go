package qr

const (
	contrastBox  = 1.2 // modules around a pixel whose mean is taken away
	contrastGain = 2
	patchReach   = 10.0 // modules around a candidate that are looked at
	patchMost    = 400  // pixels; a larger finder is not blurred
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
	r.patch = localContrast(r.patch, g.part(x0, y0, x1, y1), max(int(contrastBox*m+0.5), 1), &r.patchSums)
	c.x, c.y = c.x-float64(x0), c.y-float64(y0)
	f, ok := r.rays.fit(r.patch, c)
	f.c = f.c.add(Point{float64(x0), float64(y0)})
	return f, ok
}

// part returns a rectangle of a picture, sharing its pixels.
func (g *Gray) part(x0, y0, x1, y1 int) *Gray {
	return &Gray{g.Pix[y0*g.Stride+x0:], g.Stride, x1 - x0, y1 - y0}
}

// localContrast returns what sets pixels off from the mean of a box around,
// made greater.
func localContrast(dst, g *Gray, radius int, sums *[]int32) *Gray {
	w, h := g.Width, g.Height
	if dst == nil || cap(dst.Pix) < w*h {
		dst = newGray(w, h)
	}
	dst = &Gray{dst.Pix[:w*h], w, w, h}
	s := grown(*sums, (w+1)*(h+1))
	*sums = s
	clear(s[:w+1])
	for y := range h {
		row := int32(0)
		s[(y+1)*(w+1)] = 0
		for x, v := range g.row(y) {
			row += int32(v)
			s[(y+1)*(w+1)+x+1] = s[y*(w+1)+x+1] + row
		}
	}
	for y := range h {
		y0, y1 := max(y-radius, 0), min(y+radius+1, h)
		src, out := g.row(y), dst.row(y)
		for x, v := range src {
			x0, x1 := max(x-radius, 0), min(x+radius+1, w)
			sum := s[y1*(w+1)+x1] - s[y0*(w+1)+x1] - s[y1*(w+1)+x0] + s[y0*(w+1)+x0]
			mean := sum / int32((x1-x0)*(y1-y0))
			out[x] = byte(min(max(128+contrastGain*(int32(v)-mean), 0), 255))
		}
	}
	return dst
}
