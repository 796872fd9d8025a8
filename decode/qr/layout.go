package qr

import (
	"sync"

	"github.com/makiuchi-d/gozxing/qrcode/decoder"
)

const (
	maxVersion     = 40
	firstVersioned = 7 // the least version that carries version information
)

func sizeOf(version int) int { return 17 + 4*version }

// cell is a place in a symbol, in whole modules.
type cell struct{ x, y int }

// layout is what a symbol of one version looks like before its data is known
// (ISO/IEC 18004, "Structure of QR code symbols").
type layout struct {
	version, size int
	known         []int8  // by module: +1 dark, -1 light, 0 data or format information
	function      []bool  // by module: no data here
	order         []int32 // data modules in the order of their bits
	timing        []int32 // timing modules between the finders
	alignment     []cell  // middles of the alignment patterns
	codewords     int
	blocks        *decoder.Version
}

// layouts are made when first asked for.
var layouts = func() (all [maxVersion + 1]func() *layout) {
	for v := 1; v <= maxVersion; v++ {
		all[v] = sync.OnceValue(func() *layout { return newLayout(v) })
	}
	return all
}()

func layoutOf(version int) *layout { return layouts[version]() }

func newLayout(version int) *layout {
	n := sizeOf(version)
	l := &layout{version: version, size: n, known: make([]int8, n*n), function: make([]bool, n*n)}
	l.blocks, _ = decoder.Version_GetVersionForNumber(version)
	l.codewords = l.blocks.GetTotalCodewords()
	l.drawTiming()
	l.drawAlignment(l.blocks.GetAlignmentPatternCenters())
	l.drawFinders()
	l.drawVersion()
	l.drawFormat()
	l.orderData()
	return l
}

// set marks a module as part of a function pattern.
func (l *layout) set(x, y int, dark bool) {
	i := y*l.size + x
	l.function[i] = true
	l.known[i] = -1
	if dark {
		l.known[i] = 1
	}
}

func (l *layout) drawTiming() {
	for i := range l.size {
		l.set(i, 6, i%2 == 0)
		l.set(6, i, i%2 == 0)
		if i >= 8 && i < l.size-8 {
			l.timing = append(l.timing, int32(6*l.size+i), int32(i*l.size+6))
		}
	}
}

func (l *layout) drawAlignment(centres []int) {
	for _, y := range centres {
		for _, x := range centres {
			last := l.size - 7
			if (x == 6 && y == 6) || (x == 6 && y == last) || (x == last && y == 6) {
				continue // a finder is there
			}
			l.alignment = append(l.alignment, cell{x, y})
			for dy := -2; dy <= 2; dy++ {
				for dx := -2; dx <= 2; dx++ {
					l.set(x+dx, y+dy, max(dx, -dx, dy, -dy) != 1)
				}
			}
		}
	}
}

func (l *layout) drawFinders() {
	for _, c := range []cell{{3, 3}, {l.size - 4, 3}, {3, l.size - 4}} {
		for dy := -4; dy <= 4; dy++ {
			for dx := -4; dx <= 4; dx++ {
				x, y := c.x+dx, c.y+dy
				if x < 0 || y < 0 || x >= l.size || y >= l.size {
					continue
				}
				ring := max(dx, -dx, dy, -dy)
				l.set(x, y, ring != 2 && ring != 4)
			}
		}
	}
}

func (l *layout) drawVersion() {
	if l.version < firstVersioned {
		return
	}
	word := decoder.VERSION_DECODE_INFO[l.version-firstVersioned]
	for i := range 18 {
		dark := word>>i&1 == 1
		l.set(l.size-11+i%3, i/3, dark)
		l.set(i/3, l.size-11+i%3, dark)
	}
}

// drawFormat keeps the places of the format information, whose colours depend
// on level and mask, and sets the one module beside it that is always dark.
func (l *layout) drawFormat() {
	for i := range 15 {
		for _, c := range formatCells(l.size, i) {
			l.function[c.y*l.size+c.x] = true
			l.known[c.y*l.size+c.x] = 0
		}
	}
	l.set(8, l.size-8, true)
}

// formatCells returns where the two copies of a bit of the format information
// are, bit 0 being the least.
func formatCells(size, bit int) [2]cell {
	var a, b cell
	switch {
	case bit < 6:
		a = cell{8, bit}
	case bit < 8:
		a = cell{8, bit + 1}
	case bit == 8:
		a = cell{7, 8}
	default:
		a = cell{14 - bit, 8}
	}
	if bit < 8 {
		b = cell{size - 1 - bit, 8}
	} else {
		b = cell{8, size - 15 + bit}
	}
	return [2]cell{a, b}
}

// orderData lists the data modules: two columns at a time from the right, up
// and down in turn, without the column of the timing pattern.
func (l *layout) orderData() {
	up := true
	for right := l.size - 1; right > 0; right -= 2 {
		if right == 6 {
			right--
		}
		for i := range l.size {
			y := i
			if up {
				y = l.size - 1 - i
			}
			for x := right; x > right-2; x-- {
				if at := y*l.size + x; !l.function[at] {
					l.order = append(l.order, int32(at))
				}
			}
		}
		up = !up
	}
	l.order = l.order[:8*l.codewords] // without the few left over, which hold nothing
}

// masked tells whether a mask turns over the module at (x, y).
func masked(mask, x, y int) bool {
	switch mask {
	case 0:
		return (x+y)%2 == 0
	case 1:
		return y%2 == 0
	case 2:
		return x%3 == 0
	case 3:
		return (x+y)%3 == 0
	case 4:
		return (y/2+x/3)%2 == 0
	case 5:
		return x*y%6 == 0
	case 6:
		return x*y%6 < 3
	}
	return (x+y+x*y%3)%2 == 0
}
