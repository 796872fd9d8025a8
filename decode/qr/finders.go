package qr

import (
	"encoding/binary"
	"math"
	"math/bits"
	"slices"

	"vaxcheck/decode/qr/gray"
)

// Limits of the search for finder patterns. They are wide: perspective and
// bending squeeze a finder a lot, and the fit of a frame tells real ones from
// chance ones sharply and cheaply.
const (
	tallPicture   = 800  // rows; of a taller picture every second row is scanned
	runTolerance  = 0.5  // modules that a run may be off, and as many pixels
	middleSlack   = 1.6  // the middle run may be off by so much more
	crossSlack    = 0.6  // tolerance of the cross-checks, in modules
	squeezeMost   = 4.0  // ratio of the module sizes across and down
	mergeModules  = 1.5  // candidates nearer than this are one
	mergeSizes    = 1.6  // if their sizes differ by less than this factor
	maxCandidates = 90   // looked at, those met most often, unless many are sharp; noise makes thousands
	maxIfSharp    = 400  // and so many at most if they are
	maxScanned    = 1500 // places remembered while scanning
)

// candidate is a place where runs of 1:1:3:1:1 were met.
type candidate struct {
	x, y     float64
	mx, my   float64 // module sizes across and down, pixels
	hits     int
	inverted bool
}

func (c candidate) module() float64 { return math.Sqrt(c.mx * c.my) }

// finderScan looks for finder patterns in a binary picture.
type finderScan struct {
	b     *gray.Binary
	found []candidate
	cells map[[2]int32][]int32 // candidates by place, to merge without comparing all
	edges []int32
	tried int // runs looked at
}

// finderCell is the side of the squares by which candidates are filed, pixels.
const finderCell = 16

// scan returns the candidates, those met in most rows first.
func (s *finderScan) scan(b *gray.Binary) []candidate {
	s.b, s.found, s.tried = b, s.found[:0], 0
	s.cells = make(map[[2]int32][]int32)
	step := 1
	if min(b.Width, b.Height) > tallPicture {
		step = 2
	}
	for y := 0; y < b.Height; y += step {
		s.scanRow(y)
	}
	slices.SortStableFunc(s.found, func(a, b candidate) int { return b.hits - a.hits })
	return s.found
}

// scanRow offers five runs at a time, whichever colour they begin with: those
// that begin light are finders of inverted symbols.
func (s *finderScan) scanRow(y int) {
	row := s.b.Row(y)
	s.edges = runEdges(s.edges[:0], row)
	e := s.edges
	s.tried += len(e)
	for i := 0; i+5 < len(e); i++ {
		if !maybeFinder(e[i : i+6 : i+6]) {
			continue
		}
		if m, ok := finderRuns(e[i:i+6], runTolerance, 0.5); ok {
			middle := float64(e[i+2]+e[i+3]) / 2
			s.check(middle, y, m, row[e[i]] == 0)
		}
	}
}

// runEdges appends the places where the colour changes, both ends included.
func runEdges(edges []int32, row []byte) []int32 {
	edges = append(edges, 0)
	last := byte(0)
	if len(row) > 0 {
		last = row[0]
	}
	x := 0
	for ; x+8 <= len(row); x += 8 {
		eight := binary.LittleEndian.Uint64(row[x:])
		changes := eight ^ (eight<<8 | uint64(last))
		last = byte(eight >> 56)
		for ; changes != 0; changes &= changes - 1 {
			edges = append(edges, int32(x+bits.TrailingZeros64(changes)/8))
		}
	}
	for ; x < len(row); x++ {
		if row[x] != last {
			edges = append(edges, int32(x))
			last = row[x]
		}
	}
	return append(edges, int32(len(row)))
}

// maybeFinder refuses most of what finderRuns does in a row, with less effort: the outer
// runs are no longer than a module and a half, and a half pixel, the middle one is at least
// 2.2 less 0.8 pixels.
func maybeFinder(e []int32) bool {
	total := e[5] - e[0]
	longest := 3*total + 8 // fourteenths of a run
	return 5*(e[3]-e[2])+4 >= (e[5]-e[0])*11/7 && 14*(e[1]-e[0]) <= longest && 14*(e[2]-e[1]) <= longest &&
		14*(e[4]-e[3]) <= longest && 14*(e[5]-e[4]) <= longest
}

// finderRuns tells whether five runs between six edges are 1:1:3:1:1, each
// within slack modules and extra pixels, and returns the size of a module.
func finderRuns(e []int32, slack, extra float64) (module float64, ok bool) {
	total := e[5] - e[0]
	if total < 7 {
		return 0, false
	}
	module = float64(total) / 7
	off := slack*module + extra
	near := func(i int, want, off float64) bool {
		return math.Abs(float64(e[i+1]-e[i])-want*module) <= off
	}
	ok = near(2, 3, off*middleSlack) && near(0, 1, off) && near(1, 1, off) && near(3, 1, off) && near(4, 1, off)
	return module, ok
}

// check looks at the runs down and across through the middle of five runs that
// were met in a row, and adds a candidate if they are a finder's too.
func (s *finderScan) check(x float64, y int, m float64, inverted bool) {
	cy, my, ok := s.cross(int(x), y, m, true)
	if !ok {
		return
	}
	cx, mx, ok := s.cross(int(x), int(cy), m, false)
	if !ok || mx > squeezeMost*my || my > squeezeMost*mx {
		return
	}
	s.add(candidate{x: cx, y: cy, mx: mx, my: my, hits: 1, inverted: inverted})
}

// cross measures the five runs through (x, y), down or across, and returns
// their middle and module.
func (s *finderScan) cross(x, y int, m float64, down bool) (middle, module float64, ok bool) {
	var e [6]int32
	at, stride, n := x, 1, s.b.Width
	first := y * s.b.Width
	if down {
		at, stride, n = y, s.b.Width, s.b.Height
		first = x
	}
	pix := s.b.Pix
	colour := pix[first+at*stride]
	longest := int(4*squeezeMost*m) + 2
	if e[2], e[3], ok = runAround(pix, first, stride, n, at, longest); !ok {
		return 0, 0, false
	}
	lo, hi := int(e[2])-1, int(e[3])
	for i := range 2 {
		colour ^= 1
		for end := lo - longest; lo >= 0 && lo > end && pix[first+lo*stride] == colour; {
			lo--
		}
		for end := hi + longest; hi < n && hi < end && pix[first+hi*stride] == colour; {
			hi++
		}
		e[1-i], e[4+i] = int32(lo+1), int32(hi)
	}
	module, ok = finderRuns(e[:], crossSlack, 0.5)
	return float64(e[2]+e[3]) / 2, module, ok
}

// runAround returns the ends of the run of one colour that holds a place.
func runAround(pix []byte, first, stride, n, at, longest int) (from, to int32, ok bool) {
	colour := pix[first+at*stride]
	lo, hi := at, at
	for lo > 0 && pix[first+(lo-1)*stride] == colour {
		if lo--; at-lo > longest {
			return 0, 0, false
		}
	}
	for hi < n && pix[first+hi*stride] == colour {
		if hi++; hi-at > longest {
			return 0, 0, false
		}
	}
	return int32(lo), int32(hi), true
}

// add merges a candidate with one met before at its place, or keeps it.
func (s *finderScan) add(c candidate) {
	reach := int32(mergeModules*c.module()/finderCell) + 1
	cx, cy := int32(c.x)/finderCell, int32(c.y)/finderCell
	reach = min(reach, 4)
	for gy := cy - reach; gy <= cy+reach; gy++ {
		for gx := cx - reach; gx <= cx+reach; gx++ {
			for _, i := range s.cells[[2]int32{gx, gy}] {
				if s.found[i].merge(c) {
					return
				}
			}
		}
	}
	if len(s.found) < maxScanned {
		key := [2]int32{cx, cy}
		s.cells[key] = append(s.cells[key], int32(len(s.found)))
		s.found = append(s.found, c)
	}
}

// merge takes a candidate in if it is another sight of the same finder.
func (c *candidate) merge(d candidate) bool {
	mc, md := c.module(), d.module()
	if c.inverted != d.inverted || math.Hypot(c.x-d.x, c.y-d.y) > mergeModules*max(mc, md) ||
		mc > mergeSizes*md || md > mergeSizes*mc {
		return false
	}
	n := float64(c.hits)
	c.x, c.y = (c.x*n+d.x)/(n+1), (c.y*n+d.y)/(n+1)
	c.mx, c.my = (c.mx*n+d.mx)/(n+1), (c.my*n+d.my)/(n+1)
	c.hits++
	return true
}
