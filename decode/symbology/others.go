package symbology

import (
	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/datamatrix"
	"github.com/makiuchi-d/gozxing/oned"
)

// dataMatrix reads a Data Matrix around the middle of the picture.
func (v *view) dataMatrix() (found []Symbol) {
	guarded(func() {
		if said, err := datamatrix.NewDataMatrixReader().Decode(v.bitmap, nil); err == nil {
			found = append(found, Symbol{Kind: DataMatrix, Text: said.GetText()})
		}
	})
	return found
}

// rowDecoder reads one row of bars.
type rowDecoder interface {
	DecodeRow(y int, row *gozxing.BitArray, hints map[gozxing.DecodeHintType]any) (*gozxing.Result, error)
}

// Bounds on the rows in which bars are looked for.
const (
	barRows  = 48 // looked at, all over the picture
	agreeing = 3  // one after another that say the same; one alone may be chance
)

// barCode names a bar code of which the check digits hold: of goods, or Code 128.
func (v *view) barCode() (found []Symbol) {
	turned := turned(v.black)
	for _, reader := range []gozxing.Reader{oned.NewMultiFormatUPCEANReader(nil), oned.NewCode128Reader()} {
		if decoder, ok := reader.(rowDecoder); ok && (saysSame(v.black, decoder) || saysSame(turned, decoder)) {
			return []Symbol{{Kind: BarCode}}
		}
	}
	return nil
}

// saysSame tells whether rows next to each other say the same.
func saysSame(black *gozxing.BitMatrix, decoder rowDecoder) bool {
	step := max(1, black.GetHeight()/barRows)
	last, same := "", 0
	for y := step / 2; y < black.GetHeight(); y += step {
		text := readRow(black.GetRow(y, nil), y, decoder)
		if text == "" || text != last {
			same = 0
		}
		if last = text; text != "" {
			same++
		}
		if same == agreeing {
			return true
		}
	}
	return false
}

// readRow reads a row in one direction or the other.
func readRow(row *gozxing.BitArray, y int, decoder rowDecoder) (text string) {
	for range 2 {
		guarded(func() {
			if said, err := decoder.DecodeRow(y, row, nil); err == nil {
				text = said.GetText()
			}
		})
		if text != "" {
			return text
		}
		row.Reverse()
	}
	return ""
}

// turned returns a picture with rows for columns.
func turned(black *gozxing.BitMatrix) *gozxing.BitMatrix {
	out, _ := gozxing.NewBitMatrix(black.GetHeight(), black.GetWidth())
	for y := range black.GetHeight() {
		for x := range black.GetWidth() {
			if black.Get(x, y) {
				out.Set(y, x)
			}
		}
	}
	return out
}

// The first and the last bars of PDF417, dark and light in turn, in modules.
var (
	startBars = [8]int{8, 1, 1, 1, 1, 1, 1, 3}
	stopBars  = [8]int{7, 1, 1, 3, 1, 1, 1, 2}
)

// Bounds by which rows of PDF417 are told from chance.
const (
	fewestRows = 9   // of pixels, one below another
	oddModules = 0.5 // of a module that a bar may be off
)

// pdf417 names PDF417, upright or on its head, lying on one side or the other: its first or last
// bars in rows one below another.
func (v *view) pdf417() []Symbol {
	width, height := v.black.GetWidth(), v.black.GetHeight()
	upright := func(x, y int) bool { return v.black.Get(x, y) }
	lying := func(x, y int) bool { return v.black.Get(y, x) }
	if hasBars(width, height, upright) || hasBars(height, width, lying) {
		return []Symbol{{Kind: PDF417}}
	}
	return nil
}

// hasBars tells whether rows one below another have the bars at nearly the same place, and are not
// all the same: what is beside the bars changes from row to row, and in mere stripes it does not.
func hasBars(width, height int, black func(x, y int) bool) bool {
	rows, last, first, changes := 0, 0, 0, false
	for y := range height {
		x, ok := barsIn(width, func(x int) bool { return black(x, y) })
		switch {
		case !ok:
			rows = 0
			continue
		case rows == 0 || max(x-last, last-x) > 2:
			rows, first, changes = 0, y, false
		}
		rows, last = rows+1, x
		changes = changes || !sameRow(width, first, y, black)
		if rows >= fewestRows && changes {
			return true
		}
	}
	return false
}

// sameRow tells whether two rows are dark in the same places, nearly.
func sameRow(width, a, b int, black func(x, y int) bool) bool {
	others := 0
	for x := range width {
		if black(x, a) != black(x, b) {
			others++
		}
	}
	return others <= width/50
}

// barsIn returns where in a row the first bars begin, or the last ones, forwards or backwards.
func barsIn(width int, black func(x int) bool) (at int, ok bool) {
	var runs [8]int
	begin, dark := 0, false
	for x := 0; x <= width; x++ {
		if x < width && black(x) == dark {
			continue
		}
		copy(runs[:], runs[1:])
		runs[7], begin = x-begin, x
		if dark = !dark; dark && (alike(runs, startBars, false) || alike(runs, stopBars, false)) {
			return x, true
		}
		if !dark && (alike(runs, startBars, true) || alike(runs, stopBars, true)) {
			return x, true
		}
	}
	return 0, false
}

// alike tells whether runs have the widths of bars.
func alike(runs, bars [8]int, backwards bool) bool {
	sum, modules := 0, 0
	for i, r := range runs {
		sum, modules = sum+r, modules+bars[i]
	}
	unit := float64(sum) / float64(modules)
	if unit < 1 {
		return false
	}
	for i, bar := range bars {
		r := runs[i]
		if backwards {
			r = runs[7-i]
		}
		if off := float64(r)/unit - float64(bar); off < -oddModules || off > oddModules {
			return false
		}
	}
	return true
}
