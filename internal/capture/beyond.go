package capture

import (
	"image/color"
	"math"
	"math/rand/v2"
)

const beyondCount = 12 // pictures a class

// Beyond returns the classes of Judged again, 12 pictures each, beginning where
// those end and going on to about where the best reader known must give up.
func Beyond() Set { return newSet("beyond", beyond, beyondCount, allSizes(), true) }

// Each of these is the class of Judged at its worst, changed in what the class
// is about.
var beyond = []class{
	{"bent", further(bent, func(s *shot, t float64, r *rand.Rand) {
		s.bend, s.periods = between(0.10, 0.16, t), within(r, 0.5, 1.1)
	})},
	{"blurred", further(blurred, func(s *shot, t float64, _ *rand.Rand) {
		s.sigma = between(0.45, 0.75, t)
	})},
	{"clean", further(clean, func(s *shot, t float64, _ *rand.Rand) {
		s.pixels = between(2, 1, t)
	})},
	{"compressed", further(compressed, func(s *shot, t float64, _ *rand.Rand) {
		s.pixels, s.quality = between(5, 2.5, t), int(math.Round(between(12, 4, t)))
	})},
	{"dim", further(dim, func(s *shot, t float64, _ *rand.Rand) {
		s.ink, s.paper = 10, float32(between(40, 18, t))
		s.noise = 3.5
	})},
	{"glare", further(glared, func(s *shot, t float64, _ *rand.Rand) {
		s.glares[0].radius = 0.1
		s.glares[0].level = between(190, 480, t)
	})},
	{"handheld", further(handheld, func(s *shot, t float64, _ *rand.Rand) {
		s.tilt, s.bend = between(0.40, 0.70, t), between(0.035, 0.09, t)
		s.sigma, s.noise = between(0.28, 0.45, t), between(9, 20, t)
	})},
	{"inverted", further(inverted, func(s *shot, t float64, r *rand.Rand) {
		s.pixels, s.turn = between(3, 1.3, t), anyway(r)
	})},
	{"moire", further(moired, func(s *shot, t float64, _ *rand.Rand) {
		s.moire = between(32, 110, t)
	})},
	{"moved", further(moved, func(s *shot, t float64, _ *rand.Rand) {
		s.motion = between(0.9, 2.2, t)
	})},
	{"noisy", further(noisy, func(s *shot, t float64, _ *rand.Rand) {
		s.noise = between(75, 170, t)
	})},
	{"phonescreen", further(phonescreen, func(s *shot, t float64, _ *rand.Rand) {
		s.tilt, s.glares[0].level = between(0.35, 0.8, t), between(160, 320, t)
		s.sigma, s.noise = between(0.25, 0.5, t), between(6, 15, t)
	})},
	{"screenshot", further(screenshot, func(s *shot, t float64, _ *rand.Rand) {
		s.pixels, s.quiet, s.page = between(2.8, 1.1, t), between(2, 0.5, t), 0
	})},
	{"shaded", further(shaded, func(s *shot, t float64, _ *rand.Rand) {
		s.shade, s.shadow = between(0.7, 0.95, t), between(0.5, 0.9, t)
		s.shadowEdge = 0.005
	})},
	{"small", further(small, func(s *shot, t float64, _ *rand.Rand) {
		s.pixels = between(2.2, 1.1, t)
	})},
	{"tilted", further(tilted, func(s *shot, t float64, _ *rand.Rand) {
		s.tilt = between(0.6, 1, t)
	})},
	{"tinted", further(tinted, func(s *shot, t float64, _ *rand.Rand) {
		ink, paper := between(110, 124, t), between(150, 130, t)
		s.tint = &tint{color.NRGBA{uint8(ink), uint8(paper), 128, 255},
			color.NRGBA{uint8(paper), uint8(paper), 128, 255}}
		s.noise = 8
	})},
	{"turned", further(turned, func(s *shot, t float64, _ *rand.Rand) {
		s.pixels = between(3, 1.2, t)
	})},
}

// further returns the worst of a class, and then some.
func further(worst, change func(s *shot, t float64, r *rand.Rand)) func(*shot, float64, *rand.Rand) {
	return func(s *shot, t float64, r *rand.Rand) {
		worst(s, 1, r)
		change(s, t, r)
	}
}
