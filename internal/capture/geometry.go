package capture

import "math"

// geometry says where each point of the picture lies on the sheet. The sheet is
// measured in modules, (0,0) being the upper left corner of the code and (n,n)
// the lower right one; pictures in pixels, (0,0) being the corner of a pixel.
type geometry struct {
	n      float64 // modules a side
	pixels float64 // of a module at the middle of the code
	turn   float64 // radians, clockwise

	// The scale changes by the factor 1/(1-tilt/2)² from the middle to the
	// side that faces the camera, which lies in the direction tiltTo (radians,
	// in the picture before it is turned).
	tilt, tiltTo float64

	// The sheet is bent by bend·n·sin(2π·periods·u/n+phase), seen as a shift
	// of v, or of u along v if across is set.
	bend, periods, phase float64
	across               bool

	// The sheet is creased along the line at distance creaseAt (modules from
	// the middle) in the direction creaseTo: past it, crease modules of shear
	// and creaseSquash of compression a module.
	crease, creaseSquash, creaseAt, creaseTo float64

	mirrored bool

	x, y     float64 // where the middle of the code is in the picture
	sin, cos float64
}

// sheet maps a point of the picture to the sheet.
func (g *geometry) sheet(x, y float64) (u, v float64) {
	x, y = (x-g.x)/g.pixels, (y-g.y)/g.pixels
	x, y = g.cos*x+g.sin*y, g.cos*y-g.sin*x
	if g.tilt != 0 {
		// Beyond the horizon there is only desk, far away.
		w := max(1+g.tilt*(x*math.Cos(g.tiltTo)+y*math.Sin(g.tiltTo))/g.n, 0.05)
		x, y = x/w, y/w
	}
	if g.crease != 0 || g.creaseSquash != 0 {
		x, y = g.fold(x, y, g.crease, 1+g.creaseSquash)
	}
	u, v = x+g.n/2, y+g.n/2
	if g.bend != 0 {
		if g.across {
			u += g.wave(v)
		} else {
			v += g.wave(u)
		}
	}
	if g.mirrored {
		u = g.n - u
	}
	return u, v
}

// picture maps a point of the sheet to the picture: the inverse of sheet.
func (g *geometry) picture(u, v float64) (x, y float64) {
	if g.mirrored {
		u = g.n - u
	}
	if g.bend != 0 {
		if g.across {
			u -= g.wave(v)
		} else {
			v -= g.wave(u)
		}
	}
	x, y = u-g.n/2, v-g.n/2
	if g.crease != 0 || g.creaseSquash != 0 {
		squash := 1 / (1 + g.creaseSquash)
		x, y = g.fold(x, y, -g.crease*squash, squash)
	}
	if g.tilt != 0 {
		w := 1 - g.tilt*(x*math.Cos(g.tiltTo)+y*math.Sin(g.tiltTo))/g.n
		x, y = x/w, y/w
	}
	x, y = g.cos*x-g.sin*y, g.cos*y+g.sin*x
	return g.x + x*g.pixels, g.y + y*g.pixels
}

func (g *geometry) wave(along float64) float64 {
	// Counted from the middle, which stays where it is.
	at := func(along float64) float64 {
		return math.Sin(2*math.Pi*g.periods*along/g.n + g.phase)
	}
	return g.bend * g.n * (at(along) - at(g.n/2))
}

// fold shears and stretches what lies past the crease.
func (g *geometry) fold(x, y, shear, stretch float64) (float64, float64) {
	dx, dy := math.Cos(g.creaseTo), math.Sin(g.creaseTo) // across the line
	d := x*dx + y*dy - g.creaseAt
	if d <= 0 {
		return x, y
	}
	along, further := shear*d, (stretch-1)*d
	return x + further*dx - along*dy, y + further*dy + along*dx
}

// bounds returns the rectangle that the code takes in the picture with a border
// of so many modules.
func (g *geometry) bounds(border float64) (x0, y0, x1, y1 float64) {
	const steps = 32 // a side, so that the curve of a bent one is followed
	x0, y0, x1, y1 = math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for i := range steps + 1 {
		at := -border + (g.n+2*border)*float64(i)/steps
		for _, p := range [4][2]float64{{at, -border}, {at, g.n + border}, {-border, at}, {g.n + border, at}} {
			x, y := g.picture(p[0], p[1])
			x0, y0, x1, y1 = min(x0, x), min(y0, y), max(x1, x), max(y1, y)
		}
	}
	return x0, y0, x1, y1
}
