package qr

import (
	"cmp"
	"slices"

	"vaxcheck/decode/qr/gray"
)

// pass is one way to look for finder patterns.
type pass struct {
	name   string
	level  int  // of the pyramid
	smooth bool // mean of 3 by 3 pixels first
	otsu   bool // one threshold for the whole picture
	radius int  // of the window, pixels; 0 is by the size of the picture
	wide   int  // the window's radius is multiplied by this
	bias   int
	faint  bool // finders are looked for in local contrast too
	deblur bool // heavy blur is undone first
	stage  stages
}

// Windows of the adaptive mean. The binary picture is used to find symbols and
// never to sample them, so one window does for modules of 1 to 20 pixels.
const (
	windowShare = 24 // the radius is the shorter side divided by this: wider than modules, narrower than shadows
	windowLeast = 12 // pixels
	meanBias    = 3  // grey levels a pixel must be darker than its surroundings
	sharpBias   = 1  // the same for blurred pictures, where rings are faint
)

// Places in passes.
const (
	passFull   = 0
	passSmooth = 2
)

// passes in the order in which they are made: cheap and likely first.
var passes = []pass{
	{name: "full", wide: 1, bias: meanBias},
	{name: "half", level: 1, wide: 1, bias: meanBias, stage: stageHalves},
	{name: "smooth", smooth: true, wide: 2, bias: meanBias, stage: stageSmooth},
	{name: "quarter", level: 2, wide: 1, bias: meanBias, stage: stageHalves},
	{name: "otsu", otsu: true, stage: stageOtsu},
	{name: "blurred", smooth: true, radius: 9, bias: sharpBias, faint: true, stage: stageBlurred},
	{name: "blurred-half", level: 1, smooth: true, radius: 7, bias: sharpBias, faint: true, stage: stageBlurred},
	{name: "blurred-half-near", level: 1, smooth: true, radius: 4, bias: sharpBias, faint: true, stage: stageBlurred},
	{name: "blurred-quarter", level: 2, smooth: true, radius: 5, bias: sharpBias, faint: true, stage: stageBlurred},
	{name: "blurred-quarter-near", level: 2, smooth: true, radius: 4, bias: sharpBias, faint: true, stage: stageBlurred},
	{name: "deblurred", deblur: true, radius: 16, bias: meanBias, stage: stageDeblurred},
	{name: "deblurred-half", level: 1, deblur: true, radius: 16, bias: meanBias, stage: stageDeblurred},
	{name: "deblurred-quarter", level: 2, deblur: true, radius: 16, bias: meanBias, stage: stageDeblurred},
}

// bigSide is the longer side, in pixels, above which a picture is searched at
// half its size, or a quarter: it shows the same code with a quarter of the work.
const bigSide = 2500

// halvings name how often a big picture is halved for its passes.
var halvings = [...]string{"", "halved-", "quartered-"}

// order returns the passes for a picture. Those for a big one are made at half
// or a quarter of its size; in the larger sizes, where only a tiny code would be
// seen better, it is searched as it is after the likeliest of them, and smoothed
// at last.
func order(g *Gray) []pass {
	fewer := 0
	for side := max(g.Width, g.Height); side > bigSide && fewer < len(halvings)-1; side /= 2 {
		fewer++
	}
	if fewer == 0 {
		return passes
	}
	const likeliest = 2
	var first, rest, plain, smooth []pass
	for i, p := range passes {
		if i < likeliest {
			first = append(first, p.halved(fewer))
		} else {
			rest = append(rest, p.halved(fewer))
		}
	}
	for level := fewer - 1; level >= 0; level-- {
		plain = append(plain, passes[passFull].halved(level))
		smooth = append(smooth, passes[passSmooth].halved(level))
	}
	return slices.Concat(first, plain, rest, smooth)
}

// halved returns a pass made so many levels further up.
func (p pass) halved(times int) pass {
	p.name = halvings[times] + p.name
	p.level += times
	return p
}

// run makes passes until symbols were read and nothing hints at another, or as
// many more as the hints are worth have not found it.
func (s *search) run() {
	barren := 0 // passes in a row in which nothing was read
	passes := order(s.pic.base())
	for i := range passes {
		if s.late() || s.found > 0 && barren >= s.patience() {
			return
		}
		if s.skips(passes[i].stage) {
			continue
		}
		s.passes++
		before := s.found
		s.runPass(&passes[i])
		if barren++; s.found > before {
			barren = 0
		}
	}
}

// runPass searches the picture in one way.
func (s *search) runPass(p *pass) {
	g, scale := s.pic.level(p.level)
	if p.level > 0 && scale > 1/float64(int(1)<<p.level) {
		return // too small to be halved so often
	}
	if p.deblur {
		if g.Width*g.Height > deblurMost {
			return
		}
		s.looked(g.Width * g.Height * deblurLooks)
		g = gray.Deblur(g)
		s.view, s.viewScale = g, scale
		defer func() { s.view = nil }()
	}
	if p.smooth {
		s.looked(g.Width * g.Height / pixelsALook)
		g = gray.Smooth(g)
	}
	s.looked(2 * g.Width * g.Height / pixelsALook)
	s.binarize(g, p)
	candidates := s.scan.scan(&s.black)
	s.looked(runLooks * s.scan.tried)
	added := s.newFrames(g, scale, candidates, p.faint)
	if added > 0 {
		s.traceFinders(p, scale)
	}
	if added == 0 && s.view == nil {
		return
	}
	s.tryTriples(p.name)
}

func (s *search) binarize(g *Gray, p *pass) {
	if p.otsu {
		s.black.Global(g)
		return
	}
	radius := p.radius
	if radius == 0 {
		radius = windowRadius(g) * p.wide
	}
	s.columns = grown(s.columns, g.Width)
	s.black.Adaptive(g, radius, p.bias, s.columns)
}

func windowRadius(g *Gray) int {
	return max(min(g.Width, g.Height)/windowShare, windowLeast)
}

// deblurMost is the greatest picture, in pixels, in which blur is undone: the work is a
// hundred visits each.
const deblurMost = 1_000_000

// sameFinder is how near two frames are that show one finder, in modules.
const sameFinder = 2.5

// newFrames fits frames to candidates and keeps those that show a finder not
// seen before, or seen less well. It returns how many these are.
func (s *search) newFrames(g *Gray, scale float64, candidates []candidate, faint bool) int {
	added, sharp := 0, 0
	for i, c := range candidates {
		if i >= maxCandidates && (4*sharp < i || i >= maxIfSharp) {
			break
		}
		if c.inverted && s.skips(stageInverted) {
			continue
		}
		f, ok := s.rays.fit(g, c)
		if !ok && faint && !s.skips(stageFaint) {
			f, ok = s.fitFaint(g, c)
		}
		if !ok {
			continue
		}
		if f.rms < goodFinder {
			sharp++
		}
		f = f.scaled(1 / scale)
		if s.keep(f) {
			added++
		}
	}
	return added
}

// muchBetter is the share of the rms below which a second sight of a finder
// makes it worth trying again.
const muchBetter = 0.7

func (s *search) keep(f frame) bool {
	for _, old := range s.frames {
		if old.inverted != f.inverted || old.c.distance(f.c) > sameFinder*max(f.module(), old.module()) {
			continue
		}
		if f.rms >= old.rms*muchBetter || old.used {
			return false
		}
		*old = s.named(f)
		return true
	}
	f = s.named(f)
	s.frames = append(s.frames, &f)
	return true
}

// named gives a frame its number.
func (s *search) named(f frame) frame {
	s.ids++
	f.id = s.ids
	return f
}

// tryTriples tries what the frames make, best first, until too many in a row
// were nothing.
func (s *search) tryTriples(name string) {
	failed := 0
	corners := triplesOf(s.frames, func(ids [3]int) bool { return s.view != nil || !s.tried[ids] })
	s.looked(pairLooks*len(s.frames)*len(s.frames) + cornerLooks*len(corners))
	for _, c := range corners {
		if s.late() {
			return
		}
		t := c.triple()
		if s.spent(t) {
			continue
		}
		before := s.found
		s.tryTriple(t, name)
		if failed++; s.found > before {
			failed = 0
		}
		if failed == maxTriples {
			break
		}
	}
	s.tryEarned()
}

// tryEarned takes the attempts that earned it further, the surest first.
func (s *search) tryEarned() {
	slices.SortStableFunc(s.earned, func(a, b *attempt) int { return cmp.Compare(b.promise(), a.promise()) })
	for _, a := range s.earned[:min(len(s.earned), maxFurther)] {
		if s.late() {
			break
		}
		if !s.spent(a.t) {
			a.further()
		}
	}
	s.earned = s.earned[:0]
}
