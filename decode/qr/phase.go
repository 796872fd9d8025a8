package qr

import "math"

// Correction of a grid by the edges of the data, which lie on whole module
// coordinates wherever they are.
const (
	phaseSamples = 4 // a module; the wave is then 1, i, -1, -i
	phaseTrust   = 3 // a node moves by its displacement times this times the confidence, once at most
)

// phaseRounds are the windows, in modules around a node, of the rounds of a
// refinement. The symbol is decoded after each half.
var phaseRounds = [4]int{7, 7, 4, 4}

// wave holds for each module the edge sums along one axis: e·cos, e·sin and e.
type wave struct{ c, s, e []float64 }

// phases measures by how much a grid is off everywhere.
type phases struct {
	size    int
	along   [2]wave // along rows, along columns
	samples []float64
	sums    [3][]float64 // integral pictures
}

func (p *phases) resize(size int) {
	p.size = size
	for i := range p.along {
		w := &p.along[i]
		w.c, w.s, w.e = grown(w.c, size*size), grown(w.s, size*size), grown(w.e, size*size)
	}
	p.samples = grown(p.samples, phaseSamples*size+1)
	for i := range p.sums {
		p.sums[i] = grown(p.sums[i], (size+1)*(size+1))
	}
}

// measure takes the edges along all rows and columns of a grid whose module
// middles are given in pixels of g.
func (p *phases) measure(g *Gray, centres []Point, size int) {
	p.resize(size)
	for k := range size {
		p.line(g, centres[k*size:], 1, &p.along[0], k*size, 1)
		p.line(g, centres[k:], size, &p.along[1], k, size)
	}
}

// line takes the edges along one row or column. The samples of a module lie at
// 1/8, 3/8, 5/8 and 7/8, so the differences lie at 0, 1/4, 1/2 and 3/4.
func (p *phases) line(g *Gray, centres []Point, stride int, w *wave, first, next int) {
	n := p.size
	v := p.samples
	for x := range n {
		c := centres[x*stride]
		d := centres[min(x+1, n-1)*stride].sub(centres[max(x-1, 0)*stride])
		if x > 0 && x < n-1 {
			d = d.times(0.5)
		}
		for k := range phaseSamples {
			t := (float64(k)+0.5)/phaseSamples - 0.5
			v[1+x*phaseSamples+k] = g.At(c.X+t*d.X, c.Y+t*d.Y)
		}
	}
	v[0] = v[1]
	for x := range n {
		var e [phaseSamples]float64
		for k := range e {
			diff := v[x*phaseSamples+k+1] - v[x*phaseSamples+k]
			e[k] = diff * diff
		}
		at := first + x*next
		w.c[at], w.s[at], w.e[at] = e[0]-e[2], e[1]-e[3], e[0]+e[1]+e[2]+e[3]
	}
}

// move is a displacement in modules and how sure it is, 0 to 1.
type move struct{ off, sure float64 }

func moveOf(c, s, e float64) move {
	if e <= 0 {
		return move{}
	}
	return move{math.Atan2(s, c) / (2 * math.Pi), math.Hypot(c, s) / e}
}

// moves fills dst with the displacement at each node of a lattice along one axis.
func (p *phases) moves(dst []move, l *lattice, axis, reach int) {
	n := p.size
	w := &p.along[axis]
	for i, src := range [3][]float64{w.c, w.s, w.e} {
		integrate(p.sums[i], src, n)
	}
	for j := range l.n {
		for i := range l.n {
			x, y := min(i*l.step, n-1), min(j*l.step, n-1)
			box := windowAround(x, y, n, reach)
			dst[j*l.n+i] = moveOf(box.sum(p.sums[0]), box.sum(p.sums[1]), box.sum(p.sums[2]))
		}
	}
}

// refineLattice moves the nodes of a lattice to where the edges say, once.
func (a *attempt) refineLattice(l *lattice, reach int) {
	n := a.layout.Size
	a.looked(2 * moduleLooks * n * n)
	s := &a.sampler
	s.resize(n)
	l.centres(s.centres)
	s.toLevel(a.scale)
	a.phases.measure(a.g, s.centres, n)
	var moves [2][]move
	for axis := range moves {
		a.moveBuffers[axis] = grown(a.moveBuffers[axis], l.n*l.n)
		moves[axis] = a.moveBuffers[axis]
		a.phases.moves(moves[axis], l, axis, reach)
	}
	l.shift(moves)
}

// shift moves all nodes by displacements along both axes.
func (l *lattice) shift(moves [2][]move) {
	moved := make([]Point, l.n*l.n)
	step := 1 / float64(l.step)
	for j := range l.n {
		for i := range l.n {
			du := l.node(i+1, j).sub(*l.node(i-1, j)).times(step / 2)
			dv := l.node(i, j+1).sub(*l.node(i, j-1)).times(step / 2)
			mu, mv := moves[0][j*l.n+i], moves[1][j*l.n+i]
			moved[j*l.n+i] = l.node(i, j).
				along(du, mu.off*min(1, phaseTrust*mu.sure)).
				along(dv, mv.off*min(1, phaseTrust*mv.sure))
		}
	}
	for j := range l.n {
		for i := range l.n {
			*l.node(i, j) = moved[j*l.n+i]
		}
	}
	l.rim()
}

// refine corrects a lattice by its phases, decoding on the way.
func (a *attempt) refine(l *lattice, stage string) {
	if a.skips(stagePhase) {
		return
	}
	for round, reach := range phaseRounds {
		a.refineLattice(l, reach)
		if round%2 == 1 {
			a.try(l, stage, round == len(phaseRounds)-1)
			if a.done {
				return
			}
		}
	}
}
