package qr

import (
	"cmp"
	"math"
	"slices"

	"vaxcheck/decode/qr/symbol"
)

// How sure the version information is, as a correlation with the legal word.
const (
	wordCertain  = 0.62 // no other version need be tried
	wordPerfect  = 0.9  // every bit is seen
	wordLikely   = 0.45 // worth more than a first try
	wordLeast    = 0.40 // below this the triple is there by chance
	chanceBlur   = 1.1  // sum of three rms; above it a symbol without version information is there by chance
	oneCopyBonus = 1.6  // for the better copy alone: the other may be damaged
	unversioned  = 8.5  // geometry below this may mean a version without the information
)

// versionWord is a version and how well the version information agrees.
type versionWord struct {
	version int
	fit     float64
}

// versions returns which versions to try for a triple, best first. Geometry is
// good to a quarter at worst; the version information of a symbol, read with the
// frames of the finders beside it, needs no grid.
func (s *search) versions(g *Gray, scale float64, t *triple) []versionWord {
	guess := (t.modules - 10) / 4
	var words []versionWord
	limit, unsure := symbol.FirstVersioned, guess < unversioned
	if s.skips(stageVersion) {
		limit, unsure = symbol.MaxVersion+1, true
	} else if guess > symbol.FirstVersioned-2.5 {
		words = versionWords(g, scale, t, guess)
	}
	if len(words) > 0 && words[0].fit >= wordCertain {
		return words[:1]
	}
	var out []versionWord
	if len(words) > 0 && words[0].fit >= wordLeast {
		out = append(out, words[0])
	}
	if unsure && t.blur() < chanceBlur {
		near := int(math.Round(guess))
		for _, d := range []int{0, 1, -1, 2, -2} {
			out = addVersion(out, near+d, limit)
		}
	}
	return out
}

// addVersion appends a version below a limit if it is not there yet.
func addVersion(words []versionWord, v, limit int) []versionWord {
	if v < 1 || v >= limit || slices.ContainsFunc(words, func(w versionWord) bool { return w.version == v }) {
		return words
	}
	return append(words, versionWord{version: v})
}

// versionWords correlates both copies with the legal words near the geometry's
// guess, best first.
func versionWords(g *Gray, scale float64, t *triple, guess float64) []versionWord {
	right, below := t.right.scaled(scale), t.below.scaled(scale)
	a, b := versionBits(g, &right, false), versionBits(g, &below, true)
	var words []versionWord
	for v := symbol.FirstVersioned; v <= symbol.MaxVersion; v++ {
		word := symbol.VersionInfo(v)
		if math.Abs(float64(v)-guess) > guess/4+2 {
			continue
		}
		ca, cb := correlate(a, word), correlate(b, word)
		words = append(words, versionWord{v, max(ca+cb, oneCopyBonus*max(ca, cb)) / 2})
	}
	slices.SortStableFunc(words, func(a, b versionWord) int { return cmp.Compare(b.fit, a.fit) })
	return words
}

// versionBits reads one copy of the version information, which lies 5 to 7
// modules beside the finder; positive is dark. The other copy is the same, with
// rows and columns exchanged.
func versionBits(g *Gray, f *frame, transposed bool) (bits [18]float64) {
	dark, light := ringLevels(g, f)
	middle, half := (dark+light)/2, (light-dark)/2
	if half == 0 {
		return bits
	}
	for i := range bits {
		u, v := float64(i%3)-7, float64(i/3)-3
		if transposed {
			u, v = v, u
		}
		sum := 0.0
		for dv := -1.0; dv <= 1; dv++ {
			for du := -1.0; du <= 1; du++ {
				p := f.at(u+du/4, v+dv/4)
				sum += g.At(p.X, p.Y)
			}
		}
		bits[i] = min(max((middle-sum/9)/half, -1), 1)
	}
	return bits
}

// ringLevels returns the mean brightness of a finder's dark and light ring; in
// an inverted symbol dark is the lighter.
func ringLevels(g *Gray, f *frame) (dark, light float64) {
	for i := -2.0; i <= 2; i++ {
		for _, p := range [4]Point{{i, -1}, {i, 1}, {-1, i}, {1, i}} {
			// A point on the side: one coordinate is ±1, the other runs along.
			d := f.at(scaleSide(p, i, 3))
			l := f.at(scaleSide(p, i, 2))
			dark += g.At(d.X, d.Y)
			light += g.At(l.X, l.Y)
		}
	}
	return dark / 20, light / 20
}

// scaleSide moves a point on the unit square's side out to a ring of so many
// modules, keeping the other coordinate.
func scaleSide(p Point, along, ring float64) (u, v float64) {
	if p.X == along && math.Abs(p.Y) == 1 {
		return along * (ring - 0.5) / 2.5, p.Y * ring
	}
	return p.X * ring, along * (ring - 0.5) / 2.5
}

// correlate is 1 where the bits are sure and those of the word, 0 by chance.
func correlate(bits [18]float64, word int) float64 {
	sum := 0.0
	for i, b := range bits {
		if word>>i&1 == 1 {
			sum += b
		} else {
			sum -= b
		}
	}
	return sum / float64(len(bits))
}
