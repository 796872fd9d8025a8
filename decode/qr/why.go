package qr

import (
	"cmp"
	"math"
	"slices"
)

// Why is the reason why no symbol was read, for advice to whoever took the
// picture.
type Why string

// Reasons, from what was seen least to what was seen best.
const (
	WhyTooSmall    Why = "picture_too_small" // fewer pixels than the smallest symbol has modules
	WhyTooDark     Why = "too_dark"
	WhyLowContrast Why = "low_contrast"
	WhyNoFinders   Why = "no_finders"     // nothing looks like a QR code
	WhyCutOff      Why = "cut_off"        // the picture ends where a finder pattern should be
	WhyHidden      Why = "finder_hidden"  // one or two finder patterns, and no third
	WhyFewPixels   Why = "too_few_pixels" // a module is hardly wider than a pixel
	WhyBlurred     Why = "blurred"
	WhyGlare       Why = "glare"
	WhyNoise       Why = "noisy"
	WhyDamaged     Why = "damaged"     // seen well, but more is wrong than can be corrected
	WhyContent     Why = "bad_content" // read without an error, but not by the standard
	WhyTimeUp      Why = "time_up"
)

// Whys lists all reasons.
func Whys() []Why {
	return []Why{WhyTooSmall, WhyTooDark, WhyLowContrast, WhyNoFinders, WhyCutOff, WhyHidden, WhyFewPixels,
		WhyBlurred, WhyGlare,
		WhyNoise, WhyDamaged, WhyContent, WhyTimeUp}
}

// Limits by which reasons are told apart.
const (
	darkPicture   = 60   // grey levels; a picture without lighter pixels is too dark
	flatPicture   = 24   // grey levels between the darkest and the lightest
	saturated     = 250  // grey level that no light part of a code should exceed all over
	glareShare    = 0.03 // of a symbol that is saturated
	fewPixels     = 1.6  // a module
	blurredRing   = 0.5  // contrast of a finder's light ring, sharp ones have 1
	clearRing     = 0.8  // contrast of rings in a picture where undoing blur gains nothing
	noisyCore     = 0.2  // noise inside a finder, of its contrast
	diagonal      = 0.6  // radians between an axis and the way to the finder across
	blankPicture  = 8    // grey levels; what has fewer is paper without anything on it, if it is no dark one
	likelySymbol  = 0.7  // promise of an attempt that has seen a symbol
	unsharpFinder = 0.3  // rms up to which a finder is taken for a blurred one, modules
	faintSymbol   = 0.3  // promise of an attempt that has seen one if its finders are good
	faintFinder   = 0.22 // rms of such finders; three that are worse agree by chance
)

// blame gathers what the stages saw of symbols that were not read.
type blame struct {
	best    *attempt // the most promising
	faint   *attempt // the most promising of those with good finders
	content *attempt // a symbol was corrected but its data made no sense
}

// consider remembers the attempt that came nearest to a symbol. Three look-alikes
// agree with some version by chance, if only enough are tried.
func (b *blame) consider(a *attempt) {
	rms := max(a.t.corner.rms, a.t.right.rms, a.t.below.rms)
	if rms <= unsharpFinder && (b.best == nil || a.promise() > b.best.promise()) {
		b.best = a
	}
	if rms <= faintFinder && (b.faint == nil || a.promise() > b.faint.promise()) {
		b.faint = a
	}
}

// explain returns the reason, and the size of a module of what looked most like
// a symbol. Where nothing speaks for a symbol there are no finders, whatever the
// picture is like: look-alikes of them are everywhere, and neither sharp nor even.
func (s *search) explain() (Why, float64) {
	b := s.blame
	if b.content != nil {
		return WhyContent, b.content.t.smallestModule()
	}
	if b.best != nil && b.best.promise() >= likelySymbol {
		return b.best.fault(), b.best.t.smallestModule()
	}
	sharp := s.sharpFrames(goodFinder)
	switch {
	case s.pic.high < darkPicture:
		return WhyTooDark, 0
	case s.pic.high-s.pic.low < flatPicture && s.pic.high-s.pic.low >= blankPicture:
		return WhyLowContrast, 0
	case len(sharp) > 0 && sharp[0].module() < fewPixels:
		return WhyFewPixels, sharp[0].module()
	case len(sharp) > 0:
		return s.third(sharp), sharp[0].module()
	case b.faint != nil && b.faint.promise() >= faintSymbol:
		t := b.faint.t
		return s.unsharp(&t.corner, &t.right, &t.below), t.smallestModule()
	}
	return WhyNoFinders, 0
}

// unsharp tells why three finders are not sharp.
func (s *search) unsharp(finders ...*frame) Why {
	for _, f := range finders {
		if f.module() < fewPixels {
			return WhyFewPixels
		}
	}
	if s.noise(finders...) > noisyCore {
		return WhyNoise
	}
	return WhyBlurred
}

// fault tells what is wrong with a symbol that was seen and not read.
func (a *attempt) fault() Why {
	switch {
	case a.t.smallestModule() < fewPixels:
		return WhyFewPixels
	case a.glare() > glareShare:
		return WhyGlare
	case a.t.ringContrast(a.g, a.scale) < blurredRing:
		return WhyBlurred
	case a.search.noise(&a.t.corner, &a.t.right, &a.t.below) > noisyCore:
		return WhyNoise
	}
	return WhyDamaged
}

// noise is how much the pixels in the dark middles of three finders, which have
// one brightness, differ from their neighbours beside the finder's contrast; the
// middle one of the three, as dirt or glare may lie on another.
func (s *search) noise(finders ...*frame) float64 {
	var noise []float64
	for _, f := range finders {
		noise = append(noise, f.noise(s.pic.base()))
	}
	slices.Sort(noise)
	return noise[len(noise)/2]
}

func (f *frame) noise(g *Gray) float64 {
	const reach = 1.1 // modules to either side, well inside the dark middle
	step := max(2*reach/24, 1/f.module())
	squares, n := 0.0, 0.0
	for v := -reach; v <= reach; v += step {
		for u := -reach; u <= reach; u += step {
			p := f.at(u, v)
			x, y := math.Floor(p.X)+0.5, math.Floor(p.Y)+0.5 // one pixel, not the mean of four
			d := g.At(x, y) - g.At(x+1, y)
			squares, n = squares+d*d, n+1
		}
	}
	dark, light := ringLevels(g, f)
	return math.Sqrt(squares/(2*n)) / max(math.Abs(light-dark), 1)
}

// glare is the share of the symbol where stretches of four by four modules have
// no dark pixel.
func (a *attempt) glare() float64 {
	g := a.grids[1]
	if g == nil {
		return 0
	}
	const patch = 4
	bright, total := 0, 0
	for y := 0; y+patch <= a.layout.Size; y += patch {
		for x := 0; x+patch <= a.layout.Size; x += patch {
			total++
			if a.allSaturated(g, x, y, patch) {
				bright++
			}
		}
	}
	return float64(bright) / float64(total)
}

func (a *attempt) allSaturated(g grid, x, y, patch int) bool {
	for v := range patch {
		for u := range patch {
			p := g.at(float64(x+u)+0.5, float64(y+v)+0.5)
			if a.g.At(p.X*a.scale, p.Y*a.scale) < saturated {
				return false
			}
		}
	}
	return true
}

// ringContrast is the least that the light ring of a finder stands out, beside
// the light around that finder: sharp ones have 1.
func (t *triple) ringContrast(g *Gray, scale float64) float64 {
	return min(t.corner.ringContrast(g, scale), t.right.ringContrast(g, scale), t.below.ringContrast(g, scale))
}

func (f *frame) ringContrast(g *Gray, scale float64) float64 {
	f1 := f.scaled(scale)
	ring := func(r float64) float64 {
		sum := 0.0
		for _, d := range [4]Point{{r, 0}, {-r, 0}, {0, r}, {0, -r}} {
			p := f1.at(d.X, d.Y)
			sum += g.At(p.X, p.Y) / 4
		}
		return sum
	}
	whole := math.Abs(ring(4.2) - ring(0))
	if whole < 1 {
		return 0
	}
	return math.Abs(ring(2)-ring(3)) / whole
}

// sharpFrames returns the finders no more than so far off, the best first.
func (s *search) sharpFrames(rms float64) []*frame {
	var out []*frame
	for _, f := range s.frames {
		if f.rms <= rms {
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(a, b *frame) int { return cmp.Compare(a.rms, b.rms) })
	return out
}

// third tells why there is no third finder, from the places where it could be.
func (s *search) third(sharp []*frame) Why {
	if len(sharp) < 2 {
		if s.glareBeside(sharp[0]) {
			return WhyGlare
		}
		return WhyHidden
	}
	a, b := sharp[0], sharp[1]
	side := a.sideTo(b)
	if side.off > diagonal { // it is the corner between them that is missing
		return WhyHidden
	}
	away := 0
	for _, f := range [2]*frame{a, b} {
		for _, turn := range [2]int{1, 3} {
			p := f.c.along(f.axis((side.axis+turn)&3), side.modules)
			g := s.pic.base()
			if p.X < 0 || p.Y < 0 || p.X > float64(g.Width) || p.Y > float64(g.Height) {
				away++
			} else if g.At(p.X, p.Y) >= saturated && brightest(g, f) < saturated && !s.pic.stretched &&
				s.brightAround(p, 3*f.module()) {
				return WhyGlare
			}
		}
	}
	if away == 4 {
		return WhyCutOff
	}
	return WhyHidden
}

// brightest is the grey level of a finder's light, which is its dark where a symbol is inverted.
func brightest(g *Gray, f *frame) float64 {
	dark, light := ringLevels(g, f)
	return max(dark, light)
}

// glareBeside tells whether a finder whose own light is not saturated has much
// that is within the reach of a symbol.
func (s *search) glareBeside(f *frame) bool {
	const reach, every, share = 45, 3, 0.05 // modules; of the places looked at
	g := s.pic.base()
	if brightest(g, f) >= saturated || s.pic.stretched {
		return false
	}
	bright, total := 0.0, 0.0
	for v := -reach; v <= reach; v += every {
		for u := -reach; u <= reach; u += every {
			p := f.at(float64(u), float64(v))
			if p.X < 0 || p.Y < 0 || p.X >= float64(g.Width) || p.Y >= float64(g.Height) {
				continue
			}
			if total++; g.At(p.X, p.Y) >= saturated {
				bright++
			}
		}
	}
	return bright > share*total
}

// brightAround tells whether nothing is dark near a place in a picture whose
// paper is not as bright.
func (s *search) brightAround(p Point, reach float64) bool {
	g := s.pic.base()
	for dy := -1.0; dy <= 1; dy += 0.25 {
		for dx := -1.0; dx <= 1; dx += 0.25 {
			if g.At(p.X+dx*reach, p.Y+dy*reach) < saturated {
				return false
			}
		}
	}
	return true
}
