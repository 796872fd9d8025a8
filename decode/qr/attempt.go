package qr

import (
	"math"
	"slices"

	"vaxcheck/decode/qr/symbol"
)

// Timing scores that a grid must reach.
const (
	timingDecode  = 0.62 // to be decoded
	timingPoor    = 0.75 // below this the alignment pattern may have been a look-alike
	timingGood    = 0.97 // above this the modules are worked on
	timingFair    = 0.75 // and above this on the last grid of a stage
	timingSettled = 0.99 // above this no grid that is grown will be better
	earnWarp      = 0.60 // to be worth a bending grid
	earnPhase     = 0.70 // to be worth what follows a bending grid
)

// attempt is the reading of one symbol: three finders and a version.
type attempt struct {
	*search
	t      *triple
	word   versionWord
	layout *symbol.Layout
	seek   seeker
	g      *Gray // level that is sampled
	scale  float64
	pass   string
	timing float64        // best so far
	clear  bool           // seen so well that no other grid will do better
	grids  [2]*homography // with and without the alignment pattern
	done   bool           // read, or beyond reading
}

// tryTriple takes a triple through the first stages, in the picture as it is
// unless it was tried there, and in a clearer view of it if there is one and
// the picture is not as clear.
func (s *search) tryTriple(t *triple, pass string) {
	level := 0
	for m := t.smallestModule(); m > finestModule; m /= 2 {
		level++
	}
	g, scale := s.pic.level(level)
	before := s.tried[t.ids]
	s.tried[t.ids] = true
	if !before {
		s.tryVersions(t, g, scale, pass)
	}
	if s.view != nil && !s.spent(t) && t.ringContrast(g, scale) < clearRing {
		s.tryVersions(t, s.view, s.viewScale, pass+"-view")
	}
}

// tryVersions tries a triple with each version it may have.
func (s *search) tryVersions(t *triple, g *Gray, scale float64, pass string) {
	for _, w := range s.versions(g, scale, t) {
		s.looked(triplesLooks)
		a := &attempt{search: s, t: t, word: w, layout: symbol.LayoutOf(w.version), g: g, scale: scale, pass: pass}
		a.seek = seeker{g, scale, t.corner.inverted, &s.work}
		if a.first(); a.done {
			return
		}
		s.blame.consider(a)
		if a.clear {
			a.giveUp()
			return
		}
		if t.likely(w) && (a.timing > a.notByChance(earnWarp, 2.5) || w.fit > wordLikely) {
			s.earned = append(s.earned, a)
		}
	}
}

// likely tells whether three finders are worth the stages that cost more. One
// that is badly squeezed looks like chance, but hardly two, unless the version
// stands beside them.
func (t *triple) likely(w versionWord) bool {
	rms := [3]float64{t.corner.rms, t.right.rms, t.below.rms}
	slices.Sort(rms[:])
	return w.fit >= wordCertain || rms[1] < unsharpFinder
}

// further takes an attempt through the stages that cost more.
func (a *attempt) further() {
	warps := a.bend()
	if a.done || !a.earned() || a.timing > timingSettled {
		return
	}
	for _, how := range growths {
		if a.skips(how.stage) {
			return
		}
		for _, w := range append(warps, nil) {
			if a.late() {
				return
			}
			if a.growOn(how, w); a.done {
				return
			}
		}
	}
}

// earned tells whether an attempt deserves what follows a bending grid.
func (a *attempt) earned() bool {
	return a.word.fit >= wordCertain || a.timing >= a.notByChance(earnPhase, 3.5)
}

// bend tries grids bent through all alignment patterns, with the lower right
// one taken as found at first and without, and corrected by the edges of the
// data. It returns the warps, from which a grid can be grown.
func (a *attempt) bend() (warps []*warp) {
	if a.skips(stageWarp) {
		return nil
	}
	controls := a.t.frameControls(a.layout.Size)
	for _, base := range a.grids {
		if base == nil || a.late() {
			continue
		}
		w := a.seek.alignAll(base, controls, a.layout)
		if w == nil {
			continue
		}
		warps = append(warps, w)
		a.looked(len(w.controls) * a.layout.Size * a.layout.Size / (latticeStep * latticeStep) * 2)
		l := latticeOf(w, a.layout.Size, latticeStep)
		if a.try(l, "warp", true); a.done {
			return warps
		}
		if a.clear {
			a.done = true
			a.giveUp()
			return warps
		}
		if !a.earned() {
			continue
		}
		if a.refine(l, "phase"); a.done {
			return warps
		}
	}
	return warps
}

// growOn tries a grown grid, and that grid corrected.
func (a *attempt) growOn(how growth, w *warp) {
	name := how.name
	if w != nil {
		name += "-on-warp"
	}
	l := a.grow(how, w)
	if a.try(l, name, false); !a.done {
		a.refine(l, name+"+phase")
	}
}

// first tries the homography of the finders, with and without the alignment
// pattern at the lower right.
func (a *attempt) first() {
	controls := a.t.frameControls(a.layout.Size)
	plain, ok := fitHomography(a.layout.Size, controls)
	if !ok {
		return
	}
	a.grids[1] = plain
	if h := a.withAlignment(plain, controls); h != nil {
		a.grids[0] = h
		a.try(h, "homography", false)
		if a.done || a.timing >= timingPoor {
			return
		}
	}
	a.try(plain, "homography", false)
}

// withAlignment fits again with the lower right alignment pattern, or returns
// nil if it is not found.
func (a *attempt) withAlignment(plain *homography, controls []control) *homography {
	n := len(a.layout.Alignment)
	if n == 0 || a.skips(stageAlignment) {
		return nil
	}
	last := a.layout.Alignment[n-1]
	u, v := float64(last.X)+0.5, float64(last.Y)+0.5
	p, fit := a.seek.seek(plain, u, v, alignFirstGo+float64(a.layout.Size)/alignFirstPart)
	if fit < alignFirst {
		return nil
	}
	h, ok := fitHomography(a.layout.Size, append(controls, control{u, v, p, alignmentWeight}))
	if !ok {
		return nil
	}
	return h
}

// try samples a grid and decodes it if the timing patterns agree. If that fails
// and they agree well, or well enough for the last grid of a stage, the modules
// are worked on.
func (a *attempt) try(g grid, stage string, last bool) float64 {
	if quick := a.glance(g); quick < timingHopeless {
		return quick
	}
	s := &a.sampler
	a.looked(2 * moduleLooks * a.layout.Size * a.layout.Size)
	s.sample(a.g, a.scale, g, a.layout.Size, a.t.corner.inverted)
	timing := s.bestTiming(a.layout)
	a.timing = max(a.timing, timing)
	if timing < timingDecode {
		return timing
	}
	if a.decode(g, s.soft, stage); a.done {
		return timing
	}
	a.traceGrid(g, stage, traceBad)
	a.traceModules(s.soft, stage, false)
	a.clear = a.clear || timing > timingGood && a.word.fit > wordPerfect && s.clear()
	if timing > timingGood || last && timing > timingFair {
		a.rescue(g, stage)
	}
	return timing
}

// decode corrects the modules and reads their content.
func (a *attempt) decode(g grid, soft []float64, stage string) bool {
	c := &a.words
	a.looked(correctLooks * a.layout.Size * a.layout.Size)
	if !c.Read(a.layout, soft) {
		return false
	}
	corrected, ok := c.Correct()
	if ok {
		a.accept(g, soft, corrected, stage)
	}
	return ok
}

// accept reads the content of a symbol without errors and adds the symbol.
func (a *attempt) accept(g grid, soft []float64, corrected int, stage string) {
	a.done = true
	a.traceGrid(g, stage, traceGood)
	a.traceModules(soft, stage, true)
	content, ok := a.words.Content()
	if !ok {
		a.blame.content = a
		a.giveUp()
		return
	}
	s := Symbol{Content: content, Corrected: corrected, Inverted: a.t.corner.inverted,
		Found: a.prefix + a.pass + "/" + stage}
	a.found++
	n := float64(a.layout.Size)
	for i, c := range [4]Point{{0, 0}, {n, 0}, {n, n}, {0, n}} {
		s.Corners[i] = a.given(g.at(c.X, c.Y))
	}
	if s.Mirrored {
		s.Corners[1], s.Corners[3] = s.Corners[3], s.Corners[1]
	}
	s.ModulePixels = a.t.smallestModule() / a.search.scale
	a.add(s)
	a.claim(a.t.ids, s.Corners)
}

// giveUp marks the finders of a symbol that no other grid will make readable.
func (a *attempt) giveUp() {
	for _, f := range a.frames {
		f.used = f.used || slices.Contains(a.t.ids[:], f.id)
	}
}

// promise is greater for attempts more likely to be a symbol.
func (a *attempt) promise() float64 { return max(a.word.fit, 2*a.timing-1) }

// notByChance is a timing score, at least floor, that so many standard
// deviations set off from chance: a small symbol has few timing modules.
func (a *attempt) notByChance(floor, deviations float64) float64 {
	const nearlyAll = 0.9
	return max(floor, min(0.5+deviations/2/math.Sqrt(float64(len(a.layout.Timing))), nearlyAll))
}
