package capture

import (
	"image/color"
	"math"
	"math/rand/v2"
)

const judgedCount = 24 // pictures a class

// Judged returns the captures a gate meets: 18 classes of 24 pictures, two
// cards of versions 18 and 19. A good reader reads all.
func Judged() Set { return newSet("judged", judged, judgedCount, cards(), false) }

// JudgedSizes is the same with six codes of versions 10 to 31, one of them in a
// single byte segment, and all masks.
func JudgedSizes() Set { return newSet("judged", judged, judgedCount, allSizes(), true) }

var judged = []class{
	{"bent", bent},
	{"blurred", blurred},
	{"clean", clean},
	{"compressed", compressed},
	{"dim", dim},
	{"glare", glared},
	{"handheld", handheld},
	{"inverted", inverted},
	{"moire", moired},
	{"moved", moved},
	{"noisy", noisy},
	{"phonescreen", phonescreen},
	{"screenshot", screenshot},
	{"shaded", shaded},
	{"small", small},
	{"tilted", tilted},
	{"tinted", tinted},
	{"turned", turned},
}

// between goes from a to b as t goes from 0 to 1.
func between(a, b, t float64) float64 { return a + (b-a)*t }

// within returns a number between a and b.
func within(r *rand.Rand, a, b float64) float64 { return a + (b-a)*r.Float64() }

// anyway returns a direction.
func anyway(r *rand.Rand) float64 { return 2 * math.Pi * r.Float64() }

// degrees returns an angle of up to so many degrees to either side.
func degrees(r *rand.Rand, most float64) float64 { return within(r, -most, most) * math.Pi / 180 }

// bent is a sheet that curls in one direction, along either side.
func bent(s *shot, t float64, r *rand.Rand) {
	s.pixels = within(r, 5, 7)
	s.turn = degrees(r, 4)
	s.bend = between(0.03, 0.10, t)
	s.periods = within(r, 0.4, 0.9)
	s.phase = anyway(r)
	s.across = r.IntN(2) == 0
	s.sigma, s.noise = 0.12, 3
}

// blurred is out of focus.
func blurred(s *shot, t float64, r *rand.Rand) {
	s.pixels = within(r, 4.5, 7)
	s.turn = degrees(r, 3)
	s.sigma, s.noise = between(0.12, 0.45, t), 2.5
}

// clean is a file that never met a camera, at 12 to 2 pixels a module.
func clean(s *shot, t float64, _ *rand.Rand) {
	s.pixels = math.Round(between(12, 2, t))
}

// compressed has been through a messenger: a JPEG file of low quality, in
// colour every other time.
func compressed(s *shot, t float64, r *rand.Rand) {
	s.pixels = within(r, 4, 7)
	s.turn = degrees(r, 3)
	s.quality = int(between(85, 12, t))
	if r.IntN(2) == 0 {
		s.tint = &tint{color.NRGBA{10, 5, 20, 255}, color.NRGBA{255, 250, 240, 255}}
	}
}

// dim is taken in too little light: few grey levels, most of them dark, and the
// noise that comes with it.
func dim(s *shot, t float64, r *rand.Rand) {
	s.pixels = within(r, 4, 6.5)
	s.turn = degrees(r, 5)
	s.ink = float32(between(25, 12, t))
	s.paper = float32(between(110, 46, t))
	s.sigma, s.noise = 0.15, between(2, 6.2, t)
}

// glared mirrors a lamp somewhere on the code.
func glared(s *shot, t float64, r *rand.Rand) {
	s.pixels = within(r, 4.5, 7)
	s.turn = degrees(r, 5)
	s.ink, s.paper = 30, 200
	s.glares = []glare{{
		within(r, -0.25, 0.25), within(r, -0.25, 0.25),
		within(r, 0.05, 0.12), between(60, 190, t),
	}}
	s.sigma, s.noise = 0.12, 2
}

// handheld has it all: a sheet held in a hand above a patterned desk, slightly
// bent, seen from the side, in uneven light, not quite sharp, with noise.
func handheld(s *shot, t float64, r *rand.Rand) {
	s.pixels = within(r, 5, 7)
	s.turn = degrees(r, 20)
	s.tilt, s.tiltTo = between(0.12, 0.40, t), anyway(r)
	s.bend, s.periods, s.phase = between(0.008, 0.035, t), within(r, 0.4, 0.8), anyway(r)
	s.across = r.IntN(2) == 0
	s.onDesk(r, within(r, 1, 6))
	s.shade, s.shadeTo = between(0.2, 0.5, t), anyway(r)
	s.sigma, s.noise = between(0.12, 0.28, t), between(3, 9, t)
	s.quality = 90
}

// onDesk lays the sheet on a patterned desk; it ends so many modules beyond the
// quiet zone.
func (s *shot) onDesk(r *rand.Rand, page float64) {
	s.page = page
	s.border = page + within(r, 6, 14)
	s.desk = newDesk(pattern(r.IntN(int(patterns))), float32(within(r, 30, 90)), float32(within(r, 110, 210)), r)
}

// inverted is a code in light modules on a dark page.
func inverted(s *shot, t float64, r *rand.Rand) {
	s.pixels = between(8, 3, t)
	s.turn = degrees(r, between(0, 8, t))
	s.ink, s.paper = s.paper, s.ink
	s.sigma, s.noise = 0.2, between(2, 7, t)
}

// moired is a screen photographed so closely that its grid shows.
func moired(s *shot, t float64, r *rand.Rand) {
	s.pixels = within(r, 4.5, 7)
	s.turn = degrees(r, 3)
	s.ink, s.paper = 40, 215
	s.moire, s.moirePixels, s.moireTo = between(6, 32, t), within(r, 3, 14), anyway(r)
	s.sigma, s.noise = 0.12, 2
}

// moved was taken with an unsteady hand.
func moved(s *shot, t float64, r *rand.Rand) {
	s.pixels = within(r, 4.5, 7)
	s.turn = degrees(r, 4)
	s.motion, s.motionTo = between(0.2, 0.9, t), anyway(r)
	s.noise = 2
}

// noisy comes from a small sensor in bad light.
func noisy(s *shot, t float64, r *rand.Rand) {
	s.pixels = within(r, 5, 7.5)
	s.turn = degrees(r, 5)
	s.noise = between(12, 75, t)
}

// phonescreen is a card on another phone: a grey screen in a white frame, a
// lamp mirrored in it, lying on a desk and seen from the side.
func phonescreen(s *shot, t float64, r *rand.Rand) {
	s.pixels = within(r, 5, 7)
	s.turn = degrees(r, 25)
	s.tilt, s.tiltTo = between(0.08, 0.35, t), anyway(r)
	s.ink, s.paper = 45, 190
	s.onDesk(r, within(r, 2, 6))
	s.frame(within(r, 3, 6), 250)
	s.border += 5
	s.glares = []glare{{
		within(r, -0.25, 0.25), within(r, -0.25, 0.25),
		within(r, 0.04, 0.10), between(50, 160, t),
	}}
	s.sigma, s.noise = between(0.1, 0.25, t), between(2, 6, t)
	s.quality = 90
	s.tint = &tint{color.NRGBA{5, 5, 10, 255}, color.NRGBA{248, 252, 255, 255}}
}

// screenshot is the screen itself: whole pixels, other things around the code.
func screenshot(s *shot, t float64, r *rand.Rand) {
	s.pixels = math.Round(between(7, 3, t))
	s.page = 2
	s.width, s.height = 1080, 1400
	s.desk = newDesk(prints, 60, 245, r)
	s.tint = &tint{color.NRGBA{0, 0, 0, 255}, color.NRGBA{255, 255, 255, 255}}
}

// shaded lies half in the shadow of the one who takes the picture, who gets too
// close for the lens and turns up the sensor.
func shaded(s *shot, t float64, r *rand.Rand) {
	s.pixels = within(r, 4.5, 7)
	s.turn = degrees(r, 5)
	s.shade, s.shadeTo = between(0.1, 0.7, t), anyway(r)
	s.shadow, s.shadowTo = between(0.1, 0.5, t), anyway(r)
	s.shadowAt, s.shadowEdge = within(r, -0.2, 0.2), within(r, 0.01, 0.1)
	s.sigma, s.noise = 0.28, 7
}

// small is a code that takes little of a 1920×1080 picture.
func small(s *shot, t float64, r *rand.Rand) {
	s.pixels = between(4.5, 2.2, t)
	s.turn = degrees(r, 6)
	s.onDesk(r, within(r, 3, 12))
	s.border = s.page + 1
	s.width, s.height = 1920, 1080
	s.sigma, s.noise = 0.15, 2
}

// tilted is seen from far to the side, at any turn.
func tilted(s *shot, t float64, r *rand.Rand) {
	s.pixels = within(r, 5.5, 7.5)
	s.turn = anyway(r)
	s.tilt, s.tiltTo = between(0.15, 0.6, t), anyway(r)
	s.sigma, s.noise = 0.12, 2
}

// tinted is printed in colour on coloured paper.
func tinted(s *shot, t float64, r *rand.Rand) {
	s.pixels = within(r, 4, 7)
	s.turn = degrees(r, 4)
	s.noise = 2
	weak := func(full uint8) uint8 { return uint8(between(float64(full), 128, 0.5*t)) }
	inks := []color.NRGBA{{20, 30, 120, 255}, {120, 20, 20, 255}, {10, 80, 30, 255}, {70, 10, 90, 255}}
	papers := []color.NRGBA{{255, 235, 190, 255}, {200, 240, 210, 255}, {255, 215, 225, 255}, {205, 225, 255, 255}}
	ink, paper := inks[r.IntN(len(inks))], papers[r.IntN(len(papers))]
	for _, c := range []*color.NRGBA{&ink, &paper} {
		c.R, c.G, c.B = weak(c.R), weak(c.G), weak(c.B)
	}
	s.ink, s.paper = 0, 255
	s.tint = &tint{ink, paper}
}

// turned lies at any angle.
func turned(s *shot, t float64, r *rand.Rand) {
	s.pixels = between(8, 4, t)
	s.turn = anyway(r)
	s.noise = 2
}
