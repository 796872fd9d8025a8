package capture

import (
	"image"
	"math/rand/v2"
)

// The size of most pictures without a code.
const codelessWidth, codelessHeight = 1280, 960

// codeless are pictures in which nothing must be found.
var codeless = []func(r *rand.Rand) *plane{
	func(r *rand.Rand) *plane { return deskOnly(boards, 1, r) },
	func(r *rand.Rand) *plane { return deskOnly(checked, 1, r) },
	func(r *rand.Rand) *plane { return deskOnly(cloth, 0.25, r) },
	func(r *rand.Rand) *plane { return deskOnly(prints, 1, r) },
	func(r *rand.Rand) *plane { return deskOnly(prints, 0.4, r) },
	func(r *rand.Rand) *plane { return noiseOnly(40, r) },
	func(r *rand.Rand) *plane { return noiseOnly(300, r) },
	func(*rand.Rand) *plane { return sheetOf(255) },
	func(*rand.Rand) *plane { return sheetOf(0) },
	finderField,
	barCodes,
	randomModules,
	lookAlike,
	defaced,
}

func without(n int, r *rand.Rand) Picture {
	p := codeless[n](r)
	sensor{noise: 2}.expose(p, r)
	return Picture{Image: p.grey()}
}

func deskOnly(kind pattern, scale float32, r *rand.Rand) *plane {
	t := newDesk(kind, 30, 220, r)
	t.scale = scale
	p := sheetOf(0)
	p.fill(t)
	return p
}

func sheetOf(level float32) *plane {
	p := newPlane(codelessWidth, codelessHeight)
	for i := range p.pix {
		p.pix[i] = level
	}
	return p
}

func noiseOnly(sigma float64, r *rand.Rand) *plane {
	p := sheetOf(128)
	sensor{noise: sigma}.expose(p, r)
	return p
}

// box fills a rectangle.
func (p *plane) box(x, y, width, height int, level float32) {
	for i := max(y, 0); i < min(y+height, p.height); i++ {
		for j := max(x, 0); j < min(x+width, p.width); j++ {
			p.row(i)[j] = level
		}
	}
}

// finderField is covered with finder patterns, of several sizes and by the
// thousand.
func finderField(r *rand.Rand) *plane {
	p := sheetOf(235)
	for top := 4; top < p.height; {
		side := 2 + r.IntN(2)
		for left := 4; left < p.width; left += 8*side + r.IntN(4) {
			p.box(left, top, 7*side, 7*side, 20)
			p.box(left+side, top+side, 5*side, 5*side, 235)
			p.box(left+2*side, top+2*side, 3*side, 3*side, 20)
		}
		top += 9 * side
	}
	return p
}

// barCodes are rows of bars one to four units wide.
func barCodes(r *rand.Rand) *plane {
	p := sheetOf(235)
	for top := 40; top < p.height; top += 200 {
		for left := 60; left < p.width-60; {
			bar := 3 * (1 + r.IntN(4))
			p.box(left, top, bar, 140, 20)
			left += bar + 3*(1+r.IntN(4))
		}
	}
	return p
}

// randomModules look like the data of a code of 5 pixels a module.
func randomModules(r *rand.Rand) *plane {
	const side, modules = 5, 140
	p := sheetOf(235)
	for y := range modules {
		for x := range modules {
			if r.IntN(2) == 0 {
				p.box(100+x*side, 60+y*side, side, side, 20)
			}
		}
	}
	return p
}

// lookAlike has finders, timing, and random data: all of a code but its sense.
func lookAlike(r *rand.Rand) *plane {
	return altered(r, func(k *code, x, y int) bool { return r.IntN(2) == 0 })
}

// defaced is a code whose lower right half is missing.
func defaced(r *rand.Rand) *plane {
	return altered(r, func(k *code, x, y int) bool { return x+y < k.size && k.at(x, y) })
}

// altered draws a code with the data modules as given, its function patterns in
// the upper and left margin as they are.
func altered(r *rand.Rand, data func(k *code, x, y int) bool) *plane {
	k := cards()[0].encode(usualMask)
	changed := *k
	changed.dark = append([]bool(nil), k.dark...)
	for y := 11; y < k.size; y++ {
		for x := 11; x < k.size; x++ {
			changed.dark[y*k.size+x] = data(k, x, y)
		}
	}
	s := newShot(&changed)
	s.pixels = 6
	return s.plane(r)
}

// emptySizes are pictures with next to nothing in them.
var emptySizes = []image.Point{{0, 0}, {1, 1}, {1, 1000}, {1000, 1}, {3, 3}, {0, 50}, {20, 20}}

func empty(n int, _ *rand.Rand) Picture {
	return Picture{Image: image.NewGray(image.Rectangle{Max: emptySizes[n]})}
}
