package qr

import "math"

const (
	finestModule   = 9.0  // pixels; where modules are larger a smaller level of the pyramid is sampled
	sampleOff      = 0.18 // modules from the middle to the four other points of a sample
	localWindow    = 5    // modules around, whose dark and light means make the threshold
	thresholdTurns = 2
	leastContrast  = 0.2 // of the symbol's contrast, which a window is taken to have at least
)

// sampler turns a grid into soft values of its modules. Its buffers are used
// again for every grid.
type sampler struct {
	onePoint  bool // one sample a module
	oneLevel  bool // one threshold for the whole symbol
	size      int
	centres   []Point
	values    []float64 // brightness
	soft      []float64 // positive is dark, ±1 as sure as the modules around
	threshold []float64
	sums      []float64 // integral pictures
	darkSums  []float64
	darkCount []float64
	strips    [3][]float64 // sums of the rows of a window: of all, what is dark, and how many
	dark      []float64
	isDark    []float64
	sharp     []float64
	spare     []float64
	told      []float64 // colours that repaired blocks prove
	plain     []float64 // soft values before a rescue
}

func (s *sampler) resize(size int) {
	s.size = size
	n := size * size
	s.centres = grown(s.centres, n)
	s.values, s.soft, s.threshold, s.sharp = grown(s.values, n), grown(s.soft, n), grown(s.threshold, n), grown(s.sharp, n)
	s.dark, s.isDark = grown(s.dark, n), grown(s.isDark, n)
	m := (size + 1) * (size + 1)
	s.sums, s.darkSums, s.darkCount = grown(s.sums, m), grown(s.darkSums, m), grown(s.darkCount, m)
	for i := range s.strips {
		s.strips[i] = grown(s.strips[i], size+1)
	}
}

// grown returns a slice of a length, reusing the old one's room.
func grown[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

// sample reads the modules of a grid from a level of the picture.
func (s *sampler) sample(g *Gray, scale float64, grid grid, size int, inverted bool) {
	s.resize(size)
	grid.centres(s.centres)
	s.toLevel(scale)
	for y := range size {
		for x := range size {
			s.values[y*size+x] = s.module(g, x, y)
		}
	}
	if inverted {
		for i, v := range s.values {
			s.values[i] = 255 - v
		}
	}
	s.binarize(s.values)
}

// toLevel takes the middles to a level of the pyramid.
func (s *sampler) toLevel(scale float64) {
	for i := range s.centres {
		s.centres[i] = s.centres[i].times(scale)
	}
}

// module is the mean of five points of a module.
func (s *sampler) module(g *Gray, x, y int) float64 {
	n := s.size
	c := s.centres[y*n+x]
	du := s.centres[y*n+min(x+1, n-1)].sub(s.centres[y*n+max(x-1, 0)])
	dv := s.centres[min(y+1, n-1)*n+x].sub(s.centres[max(y-1, 0)*n+x])
	ku, kv := sampleOff/2, sampleOff/2
	if x == 0 || x == n-1 {
		ku *= 2
	}
	if y == 0 || y == n-1 {
		kv *= 2
	}
	if s.onePoint {
		return g.At(c.X, c.Y)
	}
	a := Point{du.X*ku + dv.X*kv, du.Y*ku + dv.Y*kv}
	b := Point{du.X*ku - dv.X*kv, du.Y*ku - dv.Y*kv}
	return (g.At(c.X, c.Y) + g.At(c.X+a.X, c.Y+a.Y) + g.At(c.X-a.X, c.Y-a.Y) +
		g.At(c.X+b.X, c.Y+b.Y) + g.At(c.X-b.X, c.Y-b.Y)) / 5
}

// binarize makes soft values by a local threshold: the middle between the means
// of what is dark and what is light in the window around.
func (s *sampler) binarize(values []float64) {
	n, reach := s.size, localWindow
	if s.oneLevel {
		reach = n
	}
	integrate(s.sums, values, n)
	for y := range n {
		rows := windowAround(0, y, n, reach)
		rows.strip(s.strips[0], s.sums)
		for x := range n {
			from, to := max(x-reach, 0), min(x+reach+1, n)
			s.threshold[y*n+x] = (s.strips[0][to] - s.strips[0][from]) / float64((to-from)*(rows.y1-rows.y0))
		}
	}
	floor := s.globalContrast(values) * leastContrast
	for turn := range thresholdTurns {
		s.integrateDark(values)
		for y := range n {
			rows := windowAround(0, y, n, reach)
			rows.strip(s.strips[0], s.sums)
			rows.strip(s.strips[1], s.darkSums)
			rows.strip(s.strips[2], s.darkCount)
			for x := range n {
				i := y*n + x
				from, to := max(x-reach, 0), min(x+reach+1, n)
				middle, half := s.localLevels(from, to, rows.y1-rows.y0, s.threshold[i])
				s.threshold[i] = middle
				if turn == thresholdTurns-1 {
					s.soft[i] = (middle - values[i]) / max(half, floor)
				}
			}
		}
	}
}

// integrateDark makes the integral pictures of the modules below threshold.
func (s *sampler) integrateDark(values []float64) {
	for i, v := range values {
		s.dark[i], s.isDark[i] = 0, 0
		if v < s.threshold[i] {
			s.dark[i], s.isDark[i] = v, 1
		}
	}
	integrate(s.darkSums, s.dark, s.size)
	integrate(s.darkCount, s.isDark, s.size)
}

// localLevels returns the middle between the dark and light means of some columns in
// the strips and half their distance, or the threshold as it was if all is one colour.
func (s *sampler) localLevels(from, to, rows int, threshold float64) (middle, half float64) {
	dark, n := s.strips[1][to]-s.strips[1][from], s.strips[2][to]-s.strips[2][from]
	light, m := s.strips[0][to]-s.strips[0][from]-dark, float64((to-from)*rows)-n
	if n < 1 || m < 1 {
		return threshold, 0
	}
	dark, light = dark/n, light/m
	return (dark + light) / 2, (light - dark) / 2
}

// globalContrast is the mean distance of the values from their mean.
func (s *sampler) globalContrast(values []float64) float64 {
	mean, off := 0.0, 0.0
	for _, v := range values {
		mean += v
	}
	mean /= float64(len(values))
	for _, v := range values {
		off += math.Abs(v - mean)
	}
	return max(off/float64(len(values)), 0.5)
}

// integrate makes the integral picture of n by n values, with a zero row and
// column in front.
func integrate(dst, values []float64, n int) {
	clear(dst[:n+1])
	for y := range n {
		row := 0.0
		above, here := dst[y*(n+1):(y+1)*(n+1)], dst[(y+1)*(n+1):(y+2)*(n+1)]
		here[0] = 0
		for x, v := range values[y*n : (y+1)*n] {
			row += v
			here[x+1] = above[x+1] + row
		}
	}
}

// window is a rectangle in an integral picture.
type window struct{ x0, y0, x1, y1, stride int }

func windowAround(x, y, n, r int) window {
	return window{max(x-r, 0), max(y-r, 0), min(x+r+1, n), min(y+r+1, n), n + 1}
}

func (w window) sum(s []float64) float64 {
	return s[w.y1*w.stride+w.x1] - s[w.y0*w.stride+w.x1] - s[w.y1*w.stride+w.x0] + s[w.y0*w.stride+w.x0]
}

// strip fills dst with the sums of a window's rows from the first column up to each.
func (w window) strip(dst, s []float64) {
	above, below := s[w.y0*w.stride:(w.y0+1)*w.stride], s[w.y1*w.stride:(w.y1+1)*w.stride]
	dst = dst[:len(below)]
	for x, v := range below {
		dst[x] = v - above[x]
	}
}
