package capture

import "math"

// lens is how sharp the capture is; lengths are in modules.
type lens struct {
	sigma            float64 // of the Gaussian blur
	motion, motionTo float64 // length of the hand's movement, and its direction in radians
}

func (l lens) blur(p *plane, pixels float64) {
	if l.sigma > 0 {
		p.gauss(l.sigma * pixels)
	}
	if l.motion > 0 {
		p.smear(l.motion*pixels, l.motionTo)
	}
}

// gauss blurs by a Gaussian of so many pixels, first along the rows, then along
// the columns.
func (p *plane) gauss(sigma float64) {
	kernel := gaussian(sigma)
	radius := len(kernel) - 1
	line := make([]float32, p.width+2*radius)
	for y := range p.height {
		row := p.row(y)
		copy(line[radius:], row)
		for i := range radius {
			line[i], line[len(line)-1-i] = row[0], row[len(row)-1]
		}
		for x := range row {
			at := line[x : x+2*radius+1]
			sum := kernel[0] * at[radius]
			for i := 1; i <= radius; i++ {
				sum += kernel[i] * (at[radius-i] + at[radius+i])
			}
			row[x] = sum
		}
	}
	p.gaussColumns(kernel)
}

// gaussColumns works on whole rows, which lie together in memory.
func (p *plane) gaussColumns(kernel []float32) {
	from := &plane{append([]float32(nil), p.pix...), p.width, p.height}
	for y := range p.height {
		to := p.row(y)
		for x, v := range from.row(y) {
			to[x] = kernel[0] * v
		}
		for i := 1; i < len(kernel); i++ {
			k := kernel[i]
			above, below := from.row(max(y-i, 0)), from.row(min(y+i, p.height-1))
			for x := range to {
				to[x] += k * (above[x] + below[x])
			}
		}
	}
}

// gaussian returns the right half of a kernel whose sum is 1.
func gaussian(sigma float64) []float32 {
	radius := int(math.Ceil(3 * sigma))
	half := make([]float32, radius+1)
	sum := float32(0)
	for i := range half {
		half[i] = float32(math.Exp(-float64(i*i) / (2 * sigma * sigma)))
		sum += half[i]
		if i > 0 {
			sum += half[i]
		}
	}
	for i := range half {
		half[i] /= sum
	}
	return half
}

// smear takes the mean along a line of so many pixels.
func (p *plane) smear(length, direction float64) {
	const fewest = 4 // points along the line
	steps := max(int(math.Ceil(length)), fewest)
	border := int(length/2) + 2
	from := p.padded(border)
	clear(p.pix)
	for i := range steps {
		d := ((float64(i)+0.5)/float64(steps) - 0.5) * length
		x, y := float64(border)+d*math.Cos(direction), float64(border)+d*math.Sin(direction)
		p.addShifted(from, x, y, 1/float32(steps))
	}
}

// padded returns a copy with a border that repeats the outermost pixels.
func (p *plane) padded(border int) *plane {
	wide := newPlane(p.width+2*border, p.height+2*border)
	for y := range wide.height {
		from, to := p.row(min(max(y-border, 0), p.height-1)), wide.row(y)
		copy(to[border:], from)
		for i := range border {
			to[i], to[len(to)-1-i] = from[0], from[len(from)-1]
		}
	}
	return wide
}

// addShifted adds f times what a larger plane shows from (x,y) on.
func (p *plane) addShifted(from *plane, x, y float64, f float32) {
	x0, y0 := int(x), int(y)
	fx, fy := float32(x-float64(x0)), float32(y-float64(y0))
	a, b, c, d := f*(1-fx)*(1-fy), f*fx*(1-fy), f*(1-fx)*fy, f*fx*fy
	for i := range p.height {
		to, above, below := p.row(i), from.row(y0 + i)[x0:], from.row(y0 + i + 1)[x0:]
		for j := range to {
			to[j] += a*above[j] + b*above[j+1] + c*below[j] + d*below[j+1]
		}
	}
}
