// Package symbology reads or names the symbols of a picture that are no QR codes: Aztec codes
// (ISO/IEC 24778), Data Matrix (ISO/IEC 16022), PDF417 (ISO/IEC 15438) and the bar codes of goods.
//
// Some states drew EU certificates as Aztec codes, and visitors show boarding passes and parcels
// for certificates. Whoever is told "this is an Aztec code" knows more than one who is told of
// blur. The readers are gozxing's, which look at the middle of a picture only; this package finds
// the middles. It is asked where decode/qr has read nothing.
//
// The package reads no clock, starts no goroutine and keeps nothing between two pictures.
package symbology

import (
	"github.com/makiuchi-d/gozxing"

	"vaxcheck/decode/qr/gray"
)

// Kind names a symbology, as reports do: "aztec".
type Kind string

// The symbologies that are told apart.
const (
	Aztec      Kind = "aztec"
	DataMatrix Kind = "data_matrix"
	PDF417     Kind = "pdf417"   // named, and never read
	BarCode    Kind = "bar_code" // of one dimension; named alone, as no certificate has room in it
)

// Kinds lists all symbologies.
func Kinds() []Kind { return []Kind{Aztec, DataMatrix, PDF417, BarCode} }

// Point is a place in a picture, in pixels, (0, 0) being the corner at the upper left.
type Point struct{ X, Y float64 }

// Symbol is one that was recognised.
type Symbol struct {
	Kind Kind
	Text string  // empty if it was not read
	At   []Point // its corners in the picture, in pixels; of Aztec codes alone
}

// Bounds on the work for one picture.
const (
	fewPixels  = 3 << 19 // a picture is looked at no larger than this
	mostPixels = 3 << 21 // and than this where an Aztec code was seen and not read
	maxSymbols = 16      // middles of Aztec codes that are looked at
)

// Find returns the Aztec codes of a picture in the order of reading, or else what other symbol is in it.
// It never fails; a symbol that is recognised and not read has no text.
func Find(g *gray.Picture) []Symbol {
	return find(g, (*view).aztec, (*view).inverted, (*view).dataMatrix, (*view).pdf417, (*view).barCode)
}

// FindAztec returns the Aztec codes of a picture alone, dark on light: what a camera has time for.
func FindAztec(g *gray.Picture) []Symbol { return find(g, (*view).aztec) }

func find(g *gray.Picture, looks ...func(*view) []Symbol) []Symbol {
	small := newView(g, fewPixels)
	found := small.first(looks)
	if len(found) > 0 && found[0].Kind == Aztec && len(read(found)) < len(found) && small.scale > 1 {
		if more := newView(g, mostPixels).aztec(); len(read(more)) > len(read(found)) {
			return more
		}
	}
	return found
}

// read returns the symbols that have a text.
func read(found []Symbol) (all []Symbol) {
	for _, s := range found {
		if s.Text != "" {
			all = append(all, s)
		}
	}
	return all
}

// first returns what is found by the first look that finds anything.
func (v *view) first(looks []func(*view) []Symbol) []Symbol {
	if v.black == nil {
		return nil
	}
	for _, look := range looks {
		if found := look(v); len(found) > 0 {
			return found
		}
	}
	return nil
}

// inverted returns the Aztec codes that are light on dark.
func (v *view) inverted() []Symbol {
	v.black.FlipAll()
	defer v.black.FlipAll()
	return v.aztec()
}

// view is a picture, made smaller by a whole number, in black and white.
type view struct {
	bitmap *gozxing.BinaryBitmap
	black  *gozxing.BitMatrix // nil if there is too little to see
	scale  int                // pixels of the picture for one of the view
	grew   int                // grids that have grown
	looks  int                // at pixels, to place grids
}

func newView(g *gray.Picture, pixels int) *view {
	v := &view{scale: 1}
	for g.Width/v.scale*(g.Height/v.scale) > pixels {
		v.scale++
	}
	width, height := g.Width/v.scale, g.Height/v.scale
	pix := shrunk(g, v.scale)
	if v.scale == 1 {
		pix = smoothed(pix, width)
	}
	source, err := gozxing.NewPlanarYUVLuminanceSource(pix, width, height, 0, 0, width, height, false)
	if err != nil || min(width, height) == 0 {
		return v
	}
	v.bitmap, _ = gozxing.NewBinaryBitmap(gozxing.NewHybridBinarizer(source))
	v.black, _ = v.bitmap.GetBlackMatrix()
	return v
}

// shrunk returns the pixels of a picture without gaps, each the mean of a square.
func shrunk(g *gray.Picture, by int) []byte {
	width, height := g.Width/by, g.Height/by
	out := make([]byte, 0, width*height)
	sums := make([]int, width)
	for y := range height {
		clear(sums)
		for dy := range by {
			row := g.Pix[(y*by+dy)*g.Stride:]
			for x := range width {
				for _, p := range row[x*by : x*by+by] {
					sums[x] += int(p)
				}
			}
		}
		for _, s := range sums {
			out = append(out, byte(s/(by*by)))
		}
	}
	return out
}

// smoothed returns the pixels, each the mean of itself and those around it: one is noise, and
// a picture that was made smaller has been smoothed by that.
func smoothed(pix []byte, width int) []byte {
	across := make([]byte, len(pix))
	out := make([]byte, len(pix))
	smooth := func(to, from []byte, step int) {
		copy(to, from)
		for i := step; i < len(from)-step; i++ {
			to[i] = byte((int(from[i-step]) + 2*int(from[i]) + int(from[i+step])) / 4)
		}
	}
	smooth(across, pix, 1)
	smooth(out, across, width)
	return out
}

// guarded does what a library does with strangers' pixels; a panic is nothing found.
func guarded(do func()) {
	defer func() { _ = recover() }()
	do()
}
