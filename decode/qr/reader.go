package qr

import (
	"image"

	"vaxcheck/decode/qr/gray"
	"vaxcheck/decode/qr/symbol"
)

// reader holds what is shared by all searches in one picture. Buffers of
// picture size live here and are used again.
type reader struct {
	options Options
	symbols []Symbol
	work    int64 // looks
	timeUp  bool  // or the work is done
	passes  int
	traced  int // pictures shown
	blame   blame

	scan    finderScan
	rays    *rayFit
	black   gray.Binary
	columns []int32
	sampler sampler
	words   symbol.Codewords
	phases  phases

	equaliser equaliser
	line      []float64 // of timing modules
	patch     *Gray
	patchSums []int32

	moveBuffers [2][]move
}

func newReader(o Options) *reader {
	r := &reader{options: o}
	r.rays = newRayFit(&r.work)
	r.sampler.onePoint, r.sampler.oneLevel = r.skips(stageFivePoints), r.skips(stageLocal)
	return r
}

// readPicture searches the picture as it is and then, if it is small and
// nothing was read, enlarged.
func (r *reader) readPicture(g *Gray) Result {
	r.looked(g.Width * g.Height / pixelsALook)
	s := newSearch(r, r.newPicture(g))
	s.trace("brightness", func() image.Image { return s.pic.base().Image() })
	s.run()
	var out Result
	if len(r.symbols) == 0 {
		out.Why, out.ModulePixels = s.explain()
	}
	if s.patience() > 0 {
		r.readSmall(g)
	}
	switch {
	case len(r.symbols) > 0:
		inReadingOrder(r.symbols)
		out.Why, out.ModulePixels = "", smallestModule(r.symbols)
	case r.timeUp: // what would have been seen is not known
		out.Seen, out.Why, out.ModulePixels = out.Why, WhyTimeUp, 0
	}
	out.Symbols, out.Passes, out.Work = r.symbols, r.passes, r.work
	return out
}

func smallestModule(symbols []Symbol) float64 {
	least := symbols[0].ModulePixels
	for _, s := range symbols {
		least = min(least, s.ModulePixels)
	}
	return least
}

// search looks for symbols in one picture.
type search struct {
	*reader
	pic       *picture
	frames    []*frame
	tried     map[[3]int]bool
	found     int // symbols read, those with the same text too
	prefix    string
	scale     float64    // pixels of pic for one of the picture given
	margin    float64    // pixels of pic around the picture given
	view      *Gray      // the deblurred picture in passes that make one
	viewScale float64    // its pixels for one of the picture
	earned    []*attempt // worth the stages that cost more
	ids       int        // frames numbered so far
}

func newSearch(r *reader, pic *picture) *search {
	return &search{reader: r, pic: pic, tried: make(map[[3]int]bool), scale: 1}
}

// given returns a place in the picture given.
func (s *search) given(p Point) Point {
	return Point{(p.X - s.margin) / s.scale, (p.Y - s.margin) / s.scale}
}
