package capture

import (
	"image"
	"math/rand/v2"
	"slices"

	"vaxcheck/internal/mint"
)

// Others returns what the other sets leave out, in classes of different sizes
// whose severity does not rise:
//
//   - several: three codes in one picture
//   - chunks: a card in two or three codes, side by side
//   - large: photos of 12 megapixels
//   - bare: modules of one pixel, without a margin
//   - types: every picture type of the standard library, and one of our own
//   - none: no code, though some look like it
//   - empty: pictures of no or one pixel
func Others() Set {
	return slices.Concat(
		listed("several", 6, several),
		listed("chunks", 4, chunks),
		listed("large", 4, large),
		listed("bare", 12, bare),
		listed("types", len(pictureTypes), inType),
		listed("none", len(codeless), without),
		listed("empty", len(emptySizes), empty),
	)
}

// listed makes a class of count pictures; draw gets the number.
func listed(name string, count int, draw func(n int, r *rand.Rand) Picture) Set {
	var s Set
	for n := range count {
		s = append(s, Recipe{Class: name, N: n, set: "others",
			draw: func(r *rand.Rand) Picture { return draw(n, r) }})
	}
	return s
}

// several lays three sheets on a desk, in three of its quarters, each turned and
// tilted in its own way.
func several(n int, r *rand.Rand) Picture {
	const cell = 760 // pixels a side that each sheet has for itself
	codes := allSizes()
	desk := newDesk(pattern(n%int(patterns)), 60, 180, r)
	desk.scale = 0.5
	p := newPlane(2*cell, 2*cell)
	p.fill(desk)
	out := Picture{ModulePixels: 4}
	quarters := r.Perm(4)[:3]
	slices.Sort(quarters)
	for i, at := range quarters {
		s := newShot(codes[(n+i)%4].encode((n + 3*i) % masks))
		s.pixels = within(r, 4, 5.2)
		s.turn = degrees(r, 12)
		s.tilt, s.tiltTo = within(r, 0, 0.15), anyway(r)
		out.ModulePixels = min(out.ModulePixels, s.pixels)
		sheet := s.plane(r)
		p.lay(sheet, at%2*cell+r.IntN(cell-sheet.width), at/2*cell+r.IntN(cell-sheet.height))
		out.Texts = append(out.Texts, s.code.text)
	}
	p.gauss(0.6)
	sensor{noise: 3}.expose(p, r)
	out.Image = p.grey()
	return out
}

// chunks prints the codes of one card side by side, as it would be sent.
func chunks(n int, r *rand.Rand) Picture {
	issuer := mint.Specimen()
	texts := mint.Chunks(mint.Japan(issuer, mint.Family()).JWS(issuer), 2+n/2)
	var sheets []*plane
	width, height := 0, 0
	for i, text := range texts {
		c := content{text: text, version: smallest(text)}
		s := newShot(c.encode((n + i) % masks))
		s.pixels = 3.7
		sheets = append(sheets, s.plane(r))
		width, height = width+sheets[i].width, max(height, sheets[i].height)
	}
	p := newPlane(width, height)
	for i := range p.pix {
		p.pix[i] = 235
	}
	for i, left := 0, 0; i < len(sheets); i++ {
		p.lay(sheets[i], left, 0)
		left += sheets[i].width
	}
	sensor{noise: 2}.expose(p, r)
	return Picture{Image: p.grey(), Texts: texts, ModulePixels: 3.7}
}

func smallest(text string) int {
	c := content{text: text, version: 1}
	for !c.fits() {
		c.version++
	}
	return c.version
}

// plane draws the sheet alone.
func (s *shot) plane(r *rand.Rand) *plane {
	s.place(r)
	p := newPlane(s.width, s.height)
	p.draw(&s.geometry, s.surface())
	return p
}

// lay copies a plane into a larger one.
func (p *plane) lay(sheet *plane, x, y int) {
	for i := range sheet.height {
		copy(p.row(y + i)[x:], sheet.row(i))
	}
}

// fill covers the plane with a texture, its unit being the pixel.
func (p *plane) fill(t *texture) {
	for y := range p.height {
		for x, row := 0, p.row(y); x < len(row); x++ {
			row[x] = t.at(float32(x), float32(y))
		}
	}
}

// large is a photo of a sheet as a phone stores it: 4000×3000, in colour. The
// code takes from a quarter of the height to nearly all.
func large(n int, r *rand.Rand) Picture {
	s := newShot(cards()[n%2].encode(n % masks))
	s.pixels = between(7, 20, float64(n)/3)
	s.turn = degrees(r, 10)
	s.tilt, s.tiltTo = 0.1, anyway(r)
	s.onDesk(r, 6)
	s.border = 7
	s.width, s.height = 4000, 3000
	s.shade, s.shadeTo = 0.3, anyway(r)
	s.sigma, s.noise = 0.12, 4
	s.quality = 88
	s.tint = &tint{}
	s.tint.white.R, s.tint.white.G, s.tint.white.B = 255, 250, 240
	return s.take(r)
}

// bare is the code and nothing else, one pixel for each module or, in every
// third picture, two: first digits in versions 1 to 40, then cards.
func bare(n int, _ *rand.Rand) Picture {
	versions := [...]int{1, 2, 5, 7, 14, 21, 32, 40}
	c := allSizes()[n%6]
	if n < len(versions) {
		c = content{text: filling(versions[n]), version: versions[n]}
	}
	k, side := c.encode(n%masks), 1+n%3/2
	img := image.NewGray(image.Rect(0, 0, k.size*side, k.size*side))
	for i := range img.Pix {
		if !k.at(i%img.Stride/side, i/img.Stride/side) {
			img.Pix[i] = 255
		}
	}
	return Picture{Image: img, Texts: []string{k.text}, ModulePixels: float64(side)}
}

// filling returns digits for a code of just this version.
func filling(version int) string {
	c := content{text: "9", version: version}
	for next := c; next.room() >= 0; next.text += string('0' + byte(len(c.text)*7%10)) {
		c = next
	}
	return c.text
}
