package qr

import "math"

// lattice is a grid that bends: nodes some modules apart, and smooth curves in
// between (Catmull and Rom). Node (i, j) is the middle of module (i·step,
// j·step); a rim of nodes around them is kept by extrapolation.
type lattice struct {
	size, step, n int
	nodes         []Point // (n+2) by (n+2)
	column        []Point // scratch of centres
}

func newLattice(size, step int) *lattice {
	n := (size-1+step-1)/step + 1
	return &lattice{size: size, step: step, n: n, nodes: make([]Point, (n+2)*(n+2)), column: make([]Point, n+2)}
}

// node returns node (i, j), where -1 and n are the rim.
func (l *lattice) node(i, j int) *Point { return &l.nodes[(j+1)*(l.n+2)+i+1] }

// coordinate is the module coordinate of a node.
func (l *lattice) coordinate(i int) float64 { return float64(i*l.step) + 0.5 }

// latticeOf returns the lattice of another grid.
func latticeOf(g grid, size, step int) *lattice {
	l := newLattice(size, step)
	for j := range l.n {
		for i := range l.n {
			*l.node(i, j) = g.at(l.coordinate(i), l.coordinate(j))
		}
	}
	l.rim()
	return l
}

// rim continues the nodes in straight lines.
func (l *lattice) rim() {
	n := l.n
	beyond := func(a, b *Point) Point { return a.times(2).sub(*b) }
	for i := range n {
		*l.node(i, -1) = beyond(l.node(i, 0), l.node(i, 1))
		*l.node(i, n) = beyond(l.node(i, n-1), l.node(i, n-2))
	}
	for j := -1; j <= n; j++ {
		*l.node(-1, j) = beyond(l.node(0, j), l.node(1, j))
		*l.node(n, j) = beyond(l.node(n-1, j), l.node(n-2, j))
	}
}

// cubic returns the weights of four nodes for a place between the middle two.
func cubic(t float64) [4]float64 {
	return [4]float64{
		((2-t)*t - 1) * t / 2,
		((3*t-5)*t*t + 2) / 2,
		((4-3*t)*t + 1) * t / 2,
		(t - 1) * t * t / 2,
	}
}

// split returns the node before a module coordinate and the way to the next.
func (l *lattice) split(u float64) (int, float64) {
	s := (u - 0.5) / float64(l.step)
	i := min(max(int(math.Floor(s)), 0), l.n-2)
	return i, s - float64(i)
}

func (l *lattice) at(u, v float64) Point {
	i, s := l.split(u)
	j, t := l.split(v)
	wu, wv := cubic(s), cubic(t)
	var p Point
	for b, w := range wv {
		for a, k := range wu {
			p = p.along(*l.node(i-1+a, j-1+b), w*k)
		}
	}
	return p
}

func (l *lattice) centres(dst []Point) {
	for y := range l.size {
		l.row(dst[y*l.size:(y+1)*l.size], float64(y)+0.5)
	}
}

// row fills dst with the middles of the modules of one row.
func (l *lattice) row(dst []Point, v float64) {
	j, t := l.split(v)
	w := cubic(t)
	for i := range l.column {
		var p Point
		for b, k := range w {
			p = p.along(l.nodes[(j+b)*(l.n+2)+i], k)
		}
		l.column[i] = p
	}
	for x := range dst {
		i, s := l.split(float64(x) + 0.5)
		w := cubic(s)
		c := l.column[i : i+4]
		dst[x] = Point{
			w[0]*c[0].X + w[1]*c[1].X + w[2]*c[2].X + w[3]*c[3].X,
			w[0]*c[0].Y + w[1]*c[1].Y + w[2]*c[2].Y + w[3]*c[3].Y,
		}
	}
}
