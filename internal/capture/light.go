package capture

import "math"

// light is how the sheet is lit. Everything is relative to the picture, whose
// longer side is 1, the middle being (0,0).
type light struct {
	// The light falls off in the direction shadeTo (radians), evenly, to
	// 1-shade of it at the picture's far side.
	shade, shadeTo float64

	// A shadow lies beyond a line through the point shadowAt from the middle
	// in the direction shadowTo; it takes away the share shadow of the light.
	// Its edge is shadowEdge wide.
	shadow, shadowTo, shadowAt, shadowEdge float64

	glares []glare

	// Two grids interfere: waves of moire levels, moirePixels long, and
	// a second one turned against it.
	moire, moirePixels, moireTo float64
}

// glare is the mirror image of a lamp: it adds levels in a spot whose standard
// deviation is radius, its middle being (x,y).
type glare struct {
	x, y, radius, level float64
}

// shine lights the plane.
func (l light) shine(p *plane) {
	if l.shade != 0 || l.shadow != 0 {
		l.darken(p)
	}
	for _, g := range l.glares {
		g.add(p)
	}
	if l.moire != 0 {
		l.interfere(p)
	}
}

func (l light) darken(p *plane) {
	side := float64(max(p.width, p.height))
	fx, fy := math.Cos(l.shadeTo)/side, math.Sin(l.shadeTo)/side
	ex, ey := math.Cos(l.shadowTo)/side, math.Sin(l.shadowTo)/side
	for y := range p.height {
		row, dy := p.row(y), float64(y)-float64(p.height)/2
		for x := range row {
			dx := float64(x) - float64(p.width)/2
			f := 1 - l.shade*min(max(0.5+dx*fx+dy*fy, 0), 1)
			if l.shadow != 0 {
				in := (dx*ex + dy*ey - l.shadowAt) / max(l.shadowEdge, 1/side)
				f *= 1 - l.shadow*min(max(in+0.5, 0), 1)
			}
			row[x] *= float32(f)
		}
	}
}

func (g glare) add(p *plane) {
	side := float64(max(p.width, p.height))
	cx, cy := float64(p.width)/2+g.x*side, float64(p.height)/2+g.y*side
	// A Gaussian is the product of those of its coordinates.
	profile := func(n int, c float64) []float32 {
		list := make([]float32, n)
		for i := range list {
			d := (float64(i) + 0.5 - c) / (g.radius * side)
			list[i] = float32(math.Exp(-d * d / 2))
		}
		return list
	}
	fx, fy := profile(p.width, cx), profile(p.height, cy)
	for y := range p.height {
		f := float32(g.level) * fy[y]
		if f < 0.25 {
			continue
		}
		for x, row := 0, p.row(y); x < len(row); x++ {
			row[x] += f * fx[x]
		}
	}
}

func (l light) interfere(p *plane) {
	const second = 0.35 // radians between the two grids
	k := 2 * math.Pi / l.moirePixels
	ax, ay := k*math.Cos(l.moireTo), k*math.Sin(l.moireTo)
	bx, by := k*math.Cos(l.moireTo+second), k*math.Sin(l.moireTo+second)
	for y := range p.height {
		row := p.row(y)
		for x := range row {
			a := math.Sin(ax*float64(x) + ay*float64(y))
			b := math.Sin(bx*float64(x) + by*float64(y))
			row[x] += float32(l.moire * (a + b) / 2)
		}
	}
}
