package capture

import (
	"image"
	"math"
	"math/rand/v2"
)

// shot is one capture: a code on a surface, the camera's place, the light, and
// what lens, sensor and file format make of it. Lengths are in modules unless
// they say pixels; levels are grey levels from 0 to 255.
type shot struct {
	code *code
	geometry

	ink, paper float32
	quiet      float64 // width of the quiet zone
	page       float64 // paper beyond the quiet zone
	rings      []ring  // beyond that
	desk       *texture
	border     float64 // how much the picture shows around the quiet zone

	width, height int // of the picture in pixels; 0 for what the border asks

	dirt float64 // share of the code's area

	light
	lens
	sensor

	tint *tint
}

// newShot returns a good capture of a code: black on white paper, upright, four
// pixels a module, sharp, evenly lit, a little of the white page around it.
func newShot(k *code) shot {
	s := shot{code: k, ink: 20, paper: 235, quiet: 4, page: math.Inf(1), border: 2}
	s.n = float64(k.size)
	s.pixels = 4
	return s
}

// take draws the capture.
func (s *shot) take(r *rand.Rand) Picture {
	s.place(r)
	p := newPlane(s.width, s.height)
	p.draw(&s.geometry, s.surface())
	if s.dirt > 0 {
		s.spot(p, r)
	}
	s.shine(p)
	s.blur(p, s.pixels)
	s.expose(p, r)
	return Picture{
		Image:        s.store(p),
		Texts:        []string{s.code.text},
		ModulePixels: s.pixels,
	}
}

// place puts the code into the picture: in the middle, but for a fraction of a
// pixel, or anywhere in a picture that has room.
func (s *shot) place(r *rand.Rand) {
	s.sin, s.cos = math.Sincos(s.turn)
	s.x, s.y = 0, 0
	x0, y0, x1, y1 := s.bounds(s.quiet + s.border)
	if s.width == 0 {
		s.width, s.height = int(math.Ceil(x1-x0)), int(math.Ceil(y1-y0))
		s.x, s.y = r.Float64()-0.5-x0, r.Float64()-0.5-y0
		return
	}
	s.x = r.Float64()*(float64(s.width)-(x1-x0)) - x0
	s.y = r.Float64()*(float64(s.height)-(y1-y0)) - y0
}

func (s *shot) surface() *surface {
	f := &surface{code: s.code, ink: s.ink, paper: s.paper, desk: s.desk}
	f.rings = append(f.rings, ring{float32(s.quiet + s.page), s.paper})
	f.rings = append(f.rings, s.rings...)
	return f
}

// frame adds a strip around the sheet.
func (s *shot) frame(width float64, level float32) {
	inner := float32(s.quiet + s.page)
	if len(s.rings) > 0 {
		inner = s.rings[len(s.rings)-1].until
	}
	s.rings = append(s.rings, ring{inner + float32(width), level})
}

// spot drops blots of ink and of paint, some modules wide, until they cover
// their share of the code. They keep off the finders, so that what they show is
// how much the code's redundancy bears.
func (s *shot) spot(p *plane, r *rand.Rand) {
	const finder = 8 // modules a side, with its separator
	low := func(u float64) bool { return u < finder }
	high := func(u float64) bool { return u > s.n-finder }
	for left := s.dirt * s.n * s.n; left > 0; {
		u, v := r.Float64()*s.n, r.Float64()*s.n
		if low(u) && (low(v) || high(v)) || high(u) && low(v) {
			continue
		}
		radius := min(within(r, 1.2, 3.2), math.Sqrt(left/math.Pi)+0.3)
		level := s.ink
		if r.IntN(2) == 0 {
			level = s.paper
		}
		x, y := s.picture(u, v)
		p.disc(x, y, radius*s.pixels, level)
		left -= math.Pi * radius * radius
	}
}

func (p *plane) disc(cx, cy, radius float64, level float32) {
	for y := max(0, int(cy-radius)); y < min(p.height, int(cy+radius)+1); y++ {
		for x := max(0, int(cx-radius)); x < min(p.width, int(cx+radius)+1); x++ {
			if math.Hypot(float64(x)+0.5-cx, float64(y)+0.5-cy) < radius {
				p.row(y)[x] = level
			}
		}
	}
}

// store turns the plane into a picture: a grey one, or a coloured one if the
// shot is tinted, as it comes out of a JPEG file if the quality is set.
func (s *shot) store(p *plane) image.Image {
	if s.tint != nil {
		return s.jpegged(s.tint.paint(p))
	}
	return s.jpegged(p.grey())
}
