package qr

import (
	"container/heap"
	"math"
)

// growth says how a grid is grown from the finders.
type growth struct {
	name  string
	step  int     // modules between nodes
	sigma float64 // modules; how far the nodes count from which the next is predicted
	reach int     // modules around a node whose edges are measured
	stage stages
}

// growths in the order tried: the second follows curves twice as sharp, but is
// less sure in noise.
var growths = [2]growth{
	{"grown", 3, 4.5, 3, stageGrown},
	{"regrown", 2, 2.6, 2, stageGrown | stageRegrown},
}

// finderNodes is how far from a finder's middle its frame is trusted, modules.
const finderNodes = 4.0

// seedNodes is the same for an alignment pattern.
const seedNodes = 2.0

const (
	worstNode  = 0.1 // quality of a node whose phases say nothing
	curveRidge = 2.0 // square of a node's error over the curvature to be expected, by modules⁴
)

// grower sets the nodes of a lattice one after the other, always the one with
// most neighbours set.
type grower struct {
	growth
	base    []Point // of each node, what its place is an offset from
	a       *attempt
	l       *lattice
	set     []bool
	quality []float64 // of set nodes, 0 to 1
	usual   float64   // sureness of the phases inside the finders
	support []float64 // of each node: sum of the weights of its set neighbours
	queue   nodeQueue
	weights []float64 // by distance in nodes
	reachN  int       // nodes that weights covers on either side
}

// grow makes a lattice from the three finders and the edges of the data. With a
// warp it is grown as an offset from the warp, and from the alignment patterns
// that the warp was bent through as well.
func (a *attempt) grow(how growth, w *warp) *lattice {
	l := newLattice(a.layout.Size, how.step)
	g := &grower{growth: how, a: a, l: l, set: make([]bool, l.n*l.n), support: make([]float64, l.n*l.n)}
	g.base, g.quality = make([]Point, l.n*l.n), make([]float64, l.n*l.n)
	g.makeWeights()
	if w != nil {
		g.follow(w)
	} else {
		g.plant()
	}
	for g.queue.Len() > 0 {
		n := heap.Pop(&g.queue).(queued)
		if g.set[n.node] {
			continue
		}
		if now := g.support[n.node]; n.support < now { // it has gained since
			heap.Push(&g.queue, queued{n.node, now})
			continue
		}
		a.looked(nodeLooks)
		i, j := n.node%l.n, n.node/l.n
		*l.node(i, j), g.quality[n.node] = g.measured(i, j)
		g.mark(i, j)
	}
	l.rim()
	return l
}

func (g *grower) makeWeights() {
	sigma := g.sigma / float64(g.step)
	g.reachN = int(math.Ceil(2.5 * sigma))
	w := 2*g.reachN + 1
	g.weights = make([]float64, w*w)
	for y := range w {
		for x := range w {
			dx, dy := float64(x-g.reachN), float64(y-g.reachN)
			g.weights[y*w+x] = math.Exp(-(dx*dx + dy*dy) / (2 * sigma * sigma))
		}
	}
}

// plant sets the nodes inside the finders from their frames.
func (g *grower) plant() {
	far := float64(g.l.size) - 3.5
	t := g.a.t
	for k, f := range []*frame{&t.corner, &t.right, &t.below} {
		c := [3]Point{{3.5, 3.5}, {far, 3.5}, {3.5, far}}[k]
		for j := range g.l.n {
			for i := range g.l.n {
				u, v := g.l.coordinate(i)-c.X, g.l.coordinate(j)-c.Y
				if math.Abs(u) <= finderNodes && math.Abs(v) <= finderNodes {
					*g.l.node(i, j) = f.at(u, v)
					g.set[j*g.l.n+i] = true
				}
			}
		}
	}
	g.settle()
}

// settle corrects the planted nodes by the phases inside the finders, which tell
// how sure phases are in this picture, and begins the growth from them.
func (g *grower) settle() {
	n := g.l.n
	moved := make([]Point, n*n)
	count := 0.0
	for at := range n * n {
		if !g.set[at] {
			continue
		}
		p, sure := g.corrected(at%n, at/n)
		moved[at], g.quality[at] = p, 1
		g.usual += sure
		count++
	}
	g.usual = max(g.usual/max(count, 1), 0.05)
	for at := range n * n {
		if g.set[at] {
			*g.l.node(at%n, at/n) = moved[at]
			g.mark(at%n, at/n)
		}
	}
}

// follow takes a warp as base, and the nodes at the places it was bent through
// as set.
func (g *grower) follow(w *warp) {
	n := g.l.n
	for j := range n {
		for i := range n {
			u, v := g.l.coordinate(i), g.l.coordinate(j)
			g.base[j*n+i] = w.at(u, v)
			for k, c := range w.controls {
				near := seedNodes
				if k < frameControlCount {
					near = finderNodes
				}
				if math.Abs(u-c.u) <= near && math.Abs(v-c.v) <= near {
					*g.l.node(i, j) = g.base[j*n+i]
					g.set[j*n+i] = true
				}
			}
		}
	}
	g.settle()
}

// mark sets a node and gives its neighbours the support.
func (g *grower) mark(i, j int) {
	n, w := g.l.n, 2*g.reachN+1
	g.set[j*n+i] = true
	for y := max(j-g.reachN, 0); y <= min(j+g.reachN, n-1); y++ {
		for x := max(i-g.reachN, 0); x <= min(i+g.reachN, n-1); x++ {
			at := y*n + x
			if g.set[at] {
				continue
			}
			g.support[at] += g.weights[(y-j+g.reachN)*w+x-i+g.reachN] * g.quality[j*n+i]
			if max(x-i, i-x, y-j, j-y) <= 1 {
				heap.Push(&g.queue, queued{at, g.support[at]})
			}
		}
	}
}

// measured predicts a node and corrects it by the phases around it. It returns
// also how good the node is.
func (g *grower) measured(i, j int) (Point, float64) {
	p, du, dv := g.predict(i, j)
	q, sure := g.moved(p, du, dv)
	return q, min(max(sure/g.usual, worstNode), 1)
}

// corrected moves a set node by the phases around it.
func (g *grower) corrected(i, j int) (Point, float64) {
	_, du, dv := g.predict(i, j)
	return g.moved(*g.l.node(i, j), du, dv)
}

// moved corrects a place by the phases around it, which are as sure as the less
// sure of the two axes.
func (g *grower) moved(p, du, dv Point) (Point, float64) {
	s := g.a.scale
	mu := g.phase(p.times(s), du.times(s), dv.times(s))
	mv := g.phase(p.times(s), dv.times(s), du.times(s))
	q := p.along(du, mu.off*min(1, phaseTrust*mu.sure)).along(dv, mv.off*min(1, phaseTrust*mv.sure))
	return q, min(mu.sure, mv.sure)
}

// predict fits a curved surface to the nodes around and returns its value and
// slopes, in modules. Its curvature is held back where few nodes tell.
func (g *grower) predict(i, j int) (p, du, dv Point) {
	n, w := g.l.n, 2*g.reachN+1
	var a [36]float64
	var rhs [12]float64
	for y := max(j-g.reachN, 0); y <= min(j+g.reachN, n-1); y++ {
		for x := max(i-g.reachN, 0); x <= min(i+g.reachN, n-1); x++ {
			if !g.set[y*n+x] {
				continue
			}
			q := g.l.node(x, y).sub(g.base[y*n+x])
			weight := g.weights[(y-j+g.reachN)*w+x-i+g.reachN] * max(g.quality[y*n+x], worstNode)
			dx, dy := float64(x-i), float64(y-j)
			row := [6]float64{1, dx, dy, dx * dx, dx * dy, dy * dy}
			for r, v := range row {
				for c := r; c < 6; c++ {
					a[r*6+c] += weight * v * row[c]
				}
				rhs[2*r] += weight * v * q.X
				rhs[2*r+1] += weight * v * q.Y
			}
		}
	}
	ridge := curveRidge / math.Pow(float64(g.step), 4)
	for r := 1; r < 6; r++ {
		a[r*6+r] += 1e-9
		if r > 2 {
			a[r*6+r] += ridge
		}
	}
	mirrorUpper(a[:], 6)
	b, bu, bv := g.baseAt(i, j)
	k := 1 / float64(g.step)
	if !solve(a[:], rhs[:], 6, 2) {
		return b, bu.times(k), bv.times(k)
	}
	return b.add(Point{rhs[0], rhs[1]}), bu.add(Point{rhs[2], rhs[3]}).times(k), bv.add(Point{rhs[4], rhs[5]}).times(k)
}

// baseAt returns the base of a node and its slopes, for one node.
func (g *grower) baseAt(i, j int) (p, du, dv Point) {
	n := g.l.n
	left, right, up, down := max(i-1, 0), min(i+1, n-1), max(j-1, 0), min(j+1, n-1)
	du = g.base[j*n+right].sub(g.base[j*n+left]).times(1 / float64(right-left))
	dv = g.base[down*n+i].sub(g.base[up*n+i]).times(1 / float64(down-up))
	return g.base[j*n+i], du, dv
}

// phase measures the displacement along du in the window around p, which is
// the middle of a module.
func (g *grower) phase(p, du, dv Point) move {
	var c, s, e float64
	gray := g.a.g
	r := g.reach
	for y := -r; y <= r; y++ {
		row := p.along(dv, float64(y))
		start := row.along(du, -float64(r)-0.5-0.125)
		quarter := du.times(0.25)
		last := gray.At(start.X, start.Y)
		for k := range phaseSamples * (2*r + 1) {
			start = start.add(quarter)
			v := gray.At(start.X, start.Y)
			d := (v - last) * (v - last)
			last = v
			e += d
			switch k & 3 {
			case 0:
				c += d
			case 1:
				s += d
			case 2:
				c -= d
			case 3:
				s -= d
			}
		}
	}
	return moveOf(c, s, e)
}

// queued is a node with the support it had when it was queued.
type queued struct {
	node    int
	support float64
}

// nodeQueue is a heap, most support first.
type nodeQueue []queued

func (q nodeQueue) Len() int { return len(q) }
func (q nodeQueue) Less(i, j int) bool {
	if q[i].support != q[j].support {
		return q[i].support > q[j].support
	}
	return q[i].node < q[j].node
}
func (q nodeQueue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *nodeQueue) Push(x any)   { *q = append(*q, x.(queued)) }
func (q *nodeQueue) Pop() any {
	old := *q
	n := old[len(old)-1]
	*q = old[:len(old)-1]
	return n
}
