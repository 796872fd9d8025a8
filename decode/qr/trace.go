package qr

import (
	"image"
	"image/color"
	"math"
)

// Pictures of what the stages see, for whoever wants to know how a code was
// read or why it was not. They are drawn only if Options.Trace asks for them.
const (
	traceModule = 6  // pixels of a module at least, where a grid is drawn; and of a module that was sampled
	traceEvery  = 4  // modules between the lines of a grid
	traceMargin = 6  // modules shown around a symbol
	traceMost   = 48 // pictures of one search
)

// Colours of what is drawn over a picture.
var (
	traceGood = color.RGBA{0x10, 0xa0, 0x40, 0xff} // sure, or read
	traceFair = color.RGBA{0xf0, 0x90, 0x00, 0xff}
	traceBad  = color.RGBA{0xe0, 0x10, 0x30, 0xff} // chance, or wrong
)

// trace shows a picture to whoever watches.
func (r *reader) trace(stage string, draw func() image.Image) {
	if r.options.Trace == nil || r.traced >= traceMost {
		return
	}
	r.traced++
	r.options.Trace(stage, draw())
}

// traceFinders shows what a pass searched, with the finders known after it: sure
// ones, squeezed or blurred ones, and those that may be chance.
func (s *search) traceFinders(p *pass, scale float64) {
	s.trace(s.prefix+p.name+"-finders", func() image.Image {
		c := newCanvas(s.black.Width, s.black.Height)
		for y := range s.black.Height {
			for x, dark := range s.black.Row(y) {
				c.SetRGBA(x, y, grey(byte(225-165*int(dark))))
			}
		}
		for _, f := range s.frames {
			f1, shade := f.scaled(scale), traceGood
			if f.rms > goodFinder {
				shade = traceFair
			}
			if f.rms > unsharpFinder {
				shade = traceBad
			}
			for _, r := range ringRadius {
				c.square(&f1, r, shade)
			}
		}
		return c
	})
}

// traceGrid shows a grid over the picture it is sampled from.
func (a *attempt) traceGrid(g grid, stage string, shade color.RGBA) {
	a.trace(a.prefix+a.pass+"-"+stage+"-grid", func() image.Image {
		n := float64(a.layout.Size)
		box := a.boundsOf(g)
		zoom := int(min(max(math.Ceil(traceModule/(a.t.smallestModule()*a.scale)), 1), 8))
		c := newCanvas(box.Dx()*zoom, box.Dy()*zoom)
		for y := range c.Rect.Dy() {
			for x := range c.Rect.Dx() {
				c.SetRGBA(x, y, grey(a.g.Pix[(box.Min.Y+y/zoom)*a.g.Stride+box.Min.X+x/zoom]))
			}
		}
		at := func(u, v float64) Point {
			p := g.at(u, v).times(a.scale)
			return Point{(p.X - float64(box.Min.X)) * float64(zoom), (p.Y - float64(box.Min.Y)) * float64(zoom)}
		}
		for k := 0.0; k <= n; k += traceEvery {
			for i := 0.0; i < n; i++ {
				c.line(at(k, i), at(k, i+1), shade)
				c.line(at(i, k), at(i+1, k), shade)
			}
		}
		return c
	})
}

// boundsOf is the part of the sampled picture that shows a symbol.
func (a *attempt) boundsOf(g grid) image.Rectangle {
	n := float64(a.layout.Size)
	var box image.Rectangle
	for _, c := range [8]Point{
		{-traceMargin, -traceMargin}, {n / 2, -traceMargin}, {n + traceMargin, -traceMargin}, {n + traceMargin, n / 2},
		{n + traceMargin, n + traceMargin}, {n / 2, n + traceMargin}, {-traceMargin, n + traceMargin}, {-traceMargin, n / 2},
	} {
		p := g.at(c.X, c.Y).times(a.scale)
		if p.finite() {
			box = box.Union(image.Rect(int(p.X), int(p.Y), int(p.X)+1, int(p.Y)+1))
		}
	}
	return box.Intersect(image.Rect(0, 0, a.g.Width, a.g.Height))
}

// traceModules shows the soft values of a symbol, black and white being as sure
// as their neighbours. Of a symbol that was read, what was wrong is framed.
func (a *attempt) traceModules(soft []float64, stage string, read bool) {
	a.trace(a.prefix+a.pass+"-"+stage+"-modules", func() image.Image {
		n := a.layout.Size
		c := newCanvas(n*traceModule, n*traceModule)
		truth := make([]float64, n*n)
		if read {
			a.words.Truth(truth)
		}
		for i, v := range soft {
			shade := grey(byte(min(max(127.5-127.5*v, 0), 255)))
			wrong := truth[i]*v < 0
			for y := range traceModule {
				for x := range traceModule {
					at := shade
					if wrong && min(x, y, traceModule-1-x, traceModule-1-y) < 2 {
						at = traceBad
					}
					c.SetRGBA(i%n*traceModule+x, i/n*traceModule+y, at)
				}
			}
		}
		return c
	})
}

// canvas is a picture that is drawn on.
type canvas struct{ *image.RGBA }

func newCanvas(w, h int) canvas { return canvas{image.NewRGBA(image.Rect(0, 0, w, h))} }

func grey(v byte) color.RGBA { return color.RGBA{v, v, v, 0xff} }

// square draws the border of a finder at a distance from its middle.
func (c canvas) square(f *frame, r float64, shade color.RGBA) {
	corners := [4]Point{f.at(-r, -r), f.at(r, -r), f.at(r, r), f.at(-r, r)}
	for i, p := range corners {
		c.line(p, corners[(i+1)%4], shade)
	}
}

// line draws from one place to another, of which either may lie outside. What is
// longer than the picture is a grid gone wrong, and left out.
func (c canvas) line(a, b Point, shade color.RGBA) {
	steps := max(math.Abs(b.X-a.X), math.Abs(b.Y-a.Y), 1)
	if !(steps <= float64(c.Rect.Dx()+c.Rect.Dy())) {
		return
	}
	for i := 0.0; i <= steps; i++ {
		p := a.along(b.sub(a), i/steps)
		c.SetRGBA(int(math.Floor(p.X)), int(math.Floor(p.Y)), shade)
	}
}
