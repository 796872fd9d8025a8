package qr

// Contrast of a picture. Codes with a contrast of four to ten grey levels
// become readable when they are given all 256.
const (
	narrowRange  = 110 // grey levels; a picture with more needs no stretch
	tailPerMille = 2   // pixels at either end that are not looked at: specks, glare
)

// picture is what one search works on: the grey picture and its halves.
type picture struct {
	levels    []*Gray // the first is the picture itself, each next is half the size
	low, high int     // grey levels between which nearly all pixels of the original lie
	stretched bool
}

func (r *reader) newPicture(g *Gray) *picture {
	p := &picture{}
	p.low, p.high = greyRange(g)
	if span := p.high - p.low; span > 0 && span < narrowRange && !r.skips(stageStretch) {
		g = stretch(g, p.low, p.high)
		p.stretched = true
	}
	p.levels = []*Gray{g}
	return p
}

func (p *picture) base() *Gray { return p.levels[0] }

// level returns the picture halved so many times, or the smallest that still
// shows anything.
func (p *picture) level(n int) (g *Gray, scale float64) {
	const tooSmall = 8 // pixels; nothing is sampled from a picture this narrow
	for len(p.levels) <= n {
		last := p.levels[len(p.levels)-1]
		if min(last.Width, last.Height) < 2*tooSmall {
			break
		}
		p.levels = append(p.levels, halve(last))
	}
	n = min(n, len(p.levels)-1)
	return p.levels[n], 1 / float64(int(1)<<n)
}

// greyRange returns the grey levels between which all but a few pixels lie. It
// looks at every fourth row of a large picture, which shows as much.
func greyRange(g *Gray) (low, high int) {
	const every = 4
	step := 1
	if g.Width*g.Height > 1<<18 {
		step = every
	}
	var count [4][256]int // four, so that equal neighbours do not wait for one another
	total := 0
	for y := 0; y < g.Height; y += step {
		row := g.row(y)
		total += len(row)
		for len(row) >= 4 {
			count[0][row[0]]++
			count[1][row[1]]++
			count[2][row[2]]++
			count[3][row[3]]++
			row = row[4:]
		}
		for _, v := range row {
			count[0][v]++
		}
	}
	at := func(v int) int { return count[0][v] + count[1][v] + count[2][v] + count[3][v] }
	tail := total * tailPerMille / 1000
	for n := at(0); n <= tail && low < 255; n += at(low) {
		low++
	}
	high = 255
	for n := at(255); n <= tail && high > low; n += at(high) {
		high--
	}
	return low, high
}

// stretch spreads the levels from low to high over all there are.
func stretch(g *Gray, low, high int) *Gray {
	var table [256]byte
	for v := range table {
		table[v] = byte(min(max((v-low)*255/(high-low), 0), 255))
	}
	out := newGray(g.Width, g.Height)
	for y := range g.Height {
		fromPaletted(out.row(y), g.row(y), &table)
	}
	return out
}

// halve returns the means of two by two pixels.
func halve(g *Gray) *Gray {
	out := newGray(g.Width/2, g.Height/2)
	for y := range out.Height {
		a, b, dst := g.row(2*y), g.row(2*y+1), out.row(y)
		a, b = a[:2*len(dst)], b[:2*len(dst)]
		for x := range dst {
			i := 2 * x
			dst[x] = byte((uint(a[i]) + uint(a[i+1]) + uint(b[i]) + uint(b[i+1]) + 2) >> 2)
		}
	}
	return out
}

// smooth returns the means of three by three pixels.
func smooth(g *Gray) *Gray {
	out := newGray(g.Width, g.Height)
	w, h := g.Width, g.Height
	sums := make([]uint16, w)
	for y := range h {
		a, b, c := g.row(max(y-1, 0)), g.row(y), g.row(min(y+1, h-1))
		a, c = a[:w], c[:w]
		for x := range b {
			sums[x] = uint16(a[x]) + uint16(b[x]) + uint16(c[x])
		}
		dst := out.row(y)
		dst[0] = byte((2*uint32(sums[0]) + uint32(sums[min(1, w-1)])) / 9)
		for x := 1; x < w-1; x++ {
			dst[x] = byte((uint32(sums[x-1]) + uint32(sums[x]) + uint32(sums[x+1])) * 7282 >> 16)
		}
		dst[w-1] = byte((2*uint32(sums[w-1]) + uint32(sums[max(w-2, 0)])) / 9)
	}
	return out
}

// at is the brightness at a place, between the four pixels around it. Places
// outside the picture have the brightness of its rim.
func (g *Gray) at(x, y float64) float64 {
	x -= 0.5
	y -= 0.5
	if !(x > 0) {
		x = 0
	} else if w := float64(g.Width) - 1.001; x > w {
		x = w
	}
	if !(y > 0) {
		y = 0
	} else if h := float64(g.Height) - 1.001; y > h {
		y = h
	}
	ix, iy := int(x), int(y)
	fx, fy := x-float64(ix), y-float64(iy)
	p := g.Pix[iy*g.Stride+ix:]
	q := p[g.Stride : g.Stride+2]
	top := float64(p[0]) + fx*(float64(p[1])-float64(p[0]))
	low := float64(q[0]) + fx*(float64(q[1])-float64(q[0]))
	return top + fy*(low-top)
}
