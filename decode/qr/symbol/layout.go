// Package symbol reads a QR code whose modules are known, each by a soft value
// that says how sure it is (ISO/IEC 18004, model 2, versions 1 to 40): from a grid
// of them to text.
//
//	layout.go       what is known of each version
//	codewords.go    format, masks, blocks
//	reedsolomon.go  errors corrected
//	erasures.go     and more of them where modules are unsure
//	content.go      text
//	segments.go     where its segments are
//	charsets.go     character sets that the library does not know
package symbol

import (
	"sync"

	"github.com/makiuchi-d/gozxing/qrcode/decoder"
)

// Versions run from 1.
const (
	MaxVersion     = 40
	FirstVersioned = 7 // the least version that carries version information
)

// SizeOf is the side of a symbol of a version, in modules.
func SizeOf(version int) int { return 17 + 4*version }

// Cell is a place in a symbol, in whole modules.
type Cell struct{ X, Y int }

// Layout is what a symbol of one version looks like before its data is known
// (ISO/IEC 18004, "Structure of QR code symbols").
type Layout struct {
	Version, Size int
	Known         []int8  // by module: +1 dark, -1 light, 0 data or format information
	Timing        []int32 // timing modules between the finders
	Alignment     []Cell  // middles of the alignment patterns
	function      []bool  // by module: no data here
	order         []int32 // data modules in the order of their bits
	codewords     int
	blocks        *decoder.Version
}

// layouts are made when first asked for.
var layouts = func() (all [MaxVersion + 1]func() *Layout) {
	for v := 1; v <= MaxVersion; v++ {
		all[v] = sync.OnceValue(func() *Layout { return newLayout(v) })
	}
	return all
}()

// LayoutOf returns the layout of a version, 1 to 40.
func LayoutOf(version int) *Layout { return layouts[version]() }

func newLayout(version int) *Layout {
	n := SizeOf(version)
	l := &Layout{Version: version, Size: n, Known: make([]int8, n*n), function: make([]bool, n*n)}
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
func (l *Layout) set(x, y int, dark bool) {
	i := y*l.Size + x
	l.function[i] = true
	l.Known[i] = -1
	if dark {
		l.Known[i] = 1
	}
}

func (l *Layout) drawTiming() {
	for i := range l.Size {
		l.set(i, 6, i%2 == 0)
		l.set(6, i, i%2 == 0)
		if i >= 8 && i < l.Size-8 {
			l.Timing = append(l.Timing, int32(6*l.Size+i), int32(i*l.Size+6))
		}
	}
}

func (l *Layout) drawAlignment(centres []int) {
	for _, y := range centres {
		for _, x := range centres {
			last := l.Size - 7
			if (x == 6 && y == 6) || (x == 6 && y == last) || (x == last && y == 6) {
				continue // a finder is there
			}
			l.Alignment = append(l.Alignment, Cell{x, y})
			for dy := -2; dy <= 2; dy++ {
				for dx := -2; dx <= 2; dx++ {
					l.set(x+dx, y+dy, max(dx, -dx, dy, -dy) != 1)
				}
			}
		}
	}
}

func (l *Layout) drawFinders() {
	for _, c := range []Cell{{3, 3}, {l.Size - 4, 3}, {3, l.Size - 4}} {
		for dy := -4; dy <= 4; dy++ {
			for dx := -4; dx <= 4; dx++ {
				x, y := c.X+dx, c.Y+dy
				if x < 0 || y < 0 || x >= l.Size || y >= l.Size {
					continue
				}
				ring := max(dx, -dx, dy, -dy)
				l.set(x, y, ring != 2 && ring != 4)
			}
		}
	}
}

func (l *Layout) drawVersion() {
	if l.Version < FirstVersioned {
		return
	}
	word := VersionInfo(l.Version)
	for i := range 18 {
		dark := word>>i&1 == 1
		l.set(l.Size-11+i%3, i/3, dark)
		l.set(i/3, l.Size-11+i%3, dark)
	}
}

// VersionInfo returns the 18 bits of the version information of a version that
// has them.
func VersionInfo(version int) int { return decoder.VERSION_DECODE_INFO[version-FirstVersioned] }

// drawFormat keeps the places of the format information, whose colours depend
// on level and mask, and sets the one module beside it that is always dark.
func (l *Layout) drawFormat() {
	for i := range 15 {
		for _, c := range formatCells(l.Size, i) {
			l.function[c.Y*l.Size+c.X] = true
			l.Known[c.Y*l.Size+c.X] = 0
		}
	}
	l.set(8, l.Size-8, true)
}

// formatCells returns where the two copies of a bit of the format information
// are, bit 0 being the least.
func formatCells(size, bit int) [2]Cell {
	var a, b Cell
	switch {
	case bit < 6:
		a = Cell{8, bit}
	case bit < 8:
		a = Cell{8, bit + 1}
	case bit == 8:
		a = Cell{7, 8}
	default:
		a = Cell{14 - bit, 8}
	}
	if bit < 8 {
		b = Cell{size - 1 - bit, 8}
	} else {
		b = Cell{8, size - 15 + bit}
	}
	return [2]Cell{a, b}
}

// orderData lists the data modules: two columns at a time from the right, up
// and down in turn, without the column of the timing pattern.
func (l *Layout) orderData() {
	up := true
	for right := l.Size - 1; right > 0; right -= 2 {
		if right == 6 {
			right--
		}
		for i := range l.Size {
			y := i
			if up {
				y = l.Size - 1 - i
			}
			for x := right; x > right-2; x-- {
				if at := y*l.Size + x; !l.function[at] {
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
