package capture

import (
	"math"
	"math/rand/v2"
)

const stressCount = 12 // pictures a class

// Stress returns 18 classes of 12 pictures, six codes of versions 10 to 31.
// Each class is one kind of damage, from bearable to past what anyone reads.
func Stress() Set { return newSet("stress", stress, stressCount, allSizes(), true) }

var stress = []class{
	{"bend", stressBend},
	{"fold", stressFold},
	{"blur", stressBlur},
	{"motion", stressMotion},
	{"noise", stressNoise},
	{"tiny", stressTiny},
	{"perspective", stressPerspective},
	{"contrast", stressContrast},
	{"dark", stressDark},
	{"shadow", stressShadow},
	{"glare", stressGlare},
	{"dirt", stressDirt},
	{"pepper", stressPepper},
	{"jpeg", stressJPEG},
	{"desk", stressDesk},
	{"inverted", stressInverted},
	{"mirrored", stressMirrored},
	{"quiet", stressQuiet},
}

// usual is what all stress pictures have in common, so that each class shows
// one thing: five to six pixels a module, a few degrees of turn, a good lens.
func (s *shot) usual(r *rand.Rand) {
	s.pixels = within(r, 5, 6)
	s.turn = degrees(r, 5)
	s.sigma, s.noise = 0.12, 2
}

// stressBend: amplitude 3 to 15 % of the side, 0.4 to 1.3 periods.
func stressBend(s *shot, t float64, r *rand.Rand) {
	s.usual(r)
	s.bend = between(0.03, 0.15, t)
	s.periods = within(r, 0.4, 1.3)
	s.phase = anyway(r)
	s.across = r.IntN(2) == 0
}

// stressFold: a crease through the code, shear 0.05 to 0.4.
func stressFold(s *shot, t float64, r *rand.Rand) {
	s.usual(r)
	s.crease = between(0.05, 0.4, t)
	s.creaseSquash = between(0.02, 0.15, t)
	s.creaseAt, s.creaseTo = within(r, -0.25, 0.25)*s.n, anyway(r)
}

// stressBlur: sigma 0.35 to 0.85 module.
func stressBlur(s *shot, t float64, r *rand.Rand) {
	s.usual(r)
	s.sigma, s.noise = between(0.35, 0.85, t), 3
}

// stressMotion: 0.6 to 1.8 modules.
func stressMotion(s *shot, t float64, r *rand.Rand) {
	s.usual(r)
	s.motion, s.motionTo = between(0.6, 1.8, t), anyway(r)
	s.noise = 3
}

// stressNoise: sigma 30 to 140.
func stressNoise(s *shot, t float64, r *rand.Rand) {
	s.usual(r)
	s.pixels = within(r, 6.5, 8)
	s.noise = between(30, 140, t)
}

// stressTiny: 2.6 to 1.4 pixels a module.
func stressTiny(s *shot, t float64, r *rand.Rand) {
	s.usual(r)
	s.turn = degrees(r, 15)
	s.pixels = between(2.6, 1.4, t)
	s.sigma, s.noise = 0.25, 3
}

// stressPerspective: the scale's inverse changes by 0.35 to 0.95 of what it is
// in the middle.
func stressPerspective(s *shot, t float64, r *rand.Rand) {
	s.usual(r)
	s.turn = anyway(r)
	s.tilt, s.tiltTo = between(0.35, 0.95, t), anyway(r)
}

// stressContrast: 40 to 6 grey levels between ink and paper.
func stressContrast(s *shot, t float64, r *rand.Rand) {
	s.usual(r)
	middle, half := within(r, 90, 160), between(20, 3, t)
	s.ink, s.paper = float32(middle-half), float32(middle+half)
	s.noise = 1.5
}

// stressDark: levels 8 to 60, down to 8 to 20, with noise of 3.
func stressDark(s *shot, t float64, r *rand.Rand) {
	s.usual(r)
	s.ink, s.paper = 8, float32(between(60, 20, t))
	s.noise = 3
}

// stressShadow: the edge of a shadow and light falling off, up to 0.9.
func stressShadow(s *shot, t float64, r *rand.Rand) {
	s.usual(r)
	s.shade, s.shadeTo = between(0.4, 0.9, t), anyway(r)
	s.shadow, s.shadowTo = between(0.4, 0.9, t), anyway(r)
	s.shadowAt, s.shadowEdge = within(r, -0.2, 0.2), within(r, 0.002, 0.02)
}

// stressGlare: 0.4 to 1.6 of full scale.
func stressGlare(s *shot, t float64, r *rand.Rand) {
	s.usual(r)
	s.glares = []glare{{
		within(r, -0.25, 0.25), within(r, -0.25, 0.25),
		within(r, 0.08, 0.13), between(0.4, 1.6, t) * 255,
	}}
}

// stressDirt: blots on 0.5 to 5.5 % of the code.
func stressDirt(s *shot, t float64, r *rand.Rand) {
	s.usual(r)
	s.dirt = between(0.005, 0.055, t)
}

// stressPepper: 2 to 32 % of the pixels black or white.
func stressPepper(s *shot, t float64, r *rand.Rand) {
	s.usual(r)
	s.pixels = within(r, 4, 5)
	s.pepper = between(0.02, 0.32, t)
}

// stressJPEG: quality 30 to 4 at half the size of the others.
func stressJPEG(s *shot, t float64, r *rand.Rand) {
	s.usual(r)
	s.pixels /= 2
	s.quality = int(math.Round(between(30, 4, t)))
}

// stressDesk: everything a gate meets at once.
func stressDesk(s *shot, t float64, r *rand.Rand) {
	s.usual(r)
	s.turn = degrees(r, 30)
	s.tilt, s.tiltTo = between(0.2, 0.55, t), anyway(r)
	s.bend, s.periods, s.phase = between(0.02, 0.07, t), within(r, 0.4, 0.8), anyway(r)
	s.onDesk(r, within(r, 1, 6))
	s.shade, s.shadeTo = between(0.3, 0.6, t), anyway(r)
	s.sigma, s.noise = between(0.15, 0.4, t), between(4, 12, t)
	s.quality = 80
}

// stressInverted: light on dark, smaller and more turned.
func stressInverted(s *shot, t float64, r *rand.Rand) {
	s.usual(r)
	s.pixels = between(5, 1.8, t)
	s.turn = degrees(r, between(2, 45, t))
	s.ink, s.paper = s.paper, s.ink
}

// stressMirrored: seen from behind or in a mirror, turned and tilted.
func stressMirrored(s *shot, t float64, r *rand.Rand) {
	s.usual(r)
	s.turn = anyway(r)
	s.tilt, s.tiltTo = between(0, 0.5, t), anyway(r)
	s.mirrored = true
}

// stressQuiet: a quiet zone of 2 to 0 modules on a patterned desk, with moire.
func stressQuiet(s *shot, t float64, r *rand.Rand) {
	s.usual(r)
	s.quiet = between(2, 0, t)
	s.onDesk(r, 0)
	s.moire, s.moirePixels, s.moireTo = between(10, 30, t), within(r, 3, 12), anyway(r)
}
