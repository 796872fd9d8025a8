package gray

// Places between pixels are counted in parts of a pixel. Whole numbers are faster here, and
// the same on every kind of processor.
const (
	part      = 256
	partShift = 8
	unpart    = 1.0 / (part * part)
)

// At is the brightness at a place, between the four pixels around it. Places
// outside the picture have the brightness of its rim.
func (g *Picture) At(x, y float64) float64 {
	xi := min(max(int(x*part)-part/2, 0), g.Width<<partShift-part-1)
	yi := min(max(int(y*part)-part/2, 0), g.Height<<partShift-part-1)
	return float64(g.between(xi>>partShift, yi>>partShift, xi&(part-1), yi&(part-1))) * unpart
}

// between is the brightness in the square of four pixels, so many parts from the first, in
// parts of parts of a grey level.
func (g *Picture) between(x, y, fx, fy int) int {
	at := y*g.Stride + x
	p := g.Pix[at : at+2]
	q := g.Pix[at+g.Stride : at+g.Stride+2]
	top := int(p[0])<<partShift + fx*(int(p[1])-int(p[0]))
	low := int(q[0])<<partShift + fx*(int(q[1])-int(q[0]))
	return top<<partShift + fy*(low-top)
}

// Along fills dst with the brightness of places on a line, from one in steps, and returns
// the least and the greatest.
func (g *Picture) Along(dst []float64, x, y, dx, dy float64) (low, high float64) {
	low, high = 255, 0
	n := float64(len(dst) - 1)
	if !g.within(x, y) || !g.within(x+n*dx, y+n*dy) {
		for i := range dst {
			v := g.At(x+float64(i)*dx, y+float64(i)*dy)
			dst[i] = v
			low, high = min(low, v), max(high, v)
		}
		return low, high
	}
	const fine = 1 << 24 // so that steps add up
	const shift, toPart = 24, 24 - partShift
	xi, yi := int(x*fine)-fine/2, int(y*fine)-fine/2
	dxi, dyi := int(dx*fine), int(dy*fine)
	least, most := 255*part*part, 0
	for i := range dst {
		v := g.between(xi>>shift, yi>>shift, xi>>toPart&(part-1), yi>>toPart&(part-1))
		least, most = min(least, v), max(most, v)
		dst[i] = float64(v) * unpart
		xi, yi = xi+dxi, yi+dyi
	}
	return float64(least) * unpart, float64(most) * unpart
}

// within tells whether a place has four pixels around it, and some room.
func (g *Picture) within(x, y float64) bool {
	return x >= 1 && y >= 1 && x < float64(g.Width-1) && y < float64(g.Height-1)
}
