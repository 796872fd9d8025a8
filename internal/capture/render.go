package capture

// plane is a grey picture whose levels may leave the range from 0 to 255 until
// the sensor takes it.
type plane struct {
	pix           []float32
	width, height int
}

func newPlane(width, height int) *plane {
	return &plane{make([]float32, width*height), width, height}
}

func (p *plane) row(y int) []float32 { return p.pix[y*p.width : (y+1)*p.width] }

// ring is a part of the sheet around the code: up to a distance in modules
// outside the code's edge it has this grey level.
type ring struct {
	until float32
	level float32
}

// surface is what the camera looks at.
type surface struct {
	code       *code
	ink, paper float32
	rings      []ring // from the inside out; beyond the last is the desk
	desk       *texture
}

// level returns the grey level at a point of the sheet.
func (s *surface) level(u, v float32) float32 {
	outside := s.outside(u, v)
	if outside < 0 {
		if s.code.dark[int(v)*s.code.size+int(u)] {
			return s.ink
		}
		return s.paper
	}
	for _, r := range s.rings {
		if outside < r.until {
			return r.level
		}
	}
	return s.desk.at(u, v)
}

// outside returns how far a point is from the code, below zero for its inside.
func (s *surface) outside(u, v float32) float32 {
	n := float32(s.code.size)
	return max(-u, -v, u-n, v-n)
}

// plain returns the level of a pixel that lies in one ring with all its points.
func (s *surface) plain(at, right, down [2]float32) (level float32, ok bool) {
	middle := s.outside(at[0]+(right[0]+down[0])/2, at[1]+(right[1]+down[1])/2)
	reach := max(right[0], -right[0]) + max(right[1], -right[1]) + max(down[0], -down[0]) + max(down[1], -down[1])
	from := float32(0)
	for _, r := range s.rings {
		if middle < r.until+reach {
			return r.level, middle > from+reach && middle < r.until-reach
		}
		from = r.until
	}
	return 0, false
}

// tile is the side in pixels of the squares in which the map from picture to
// sheet is taken to be bilinear: short against any bend.
const tile = 4

// draw fills the plane with what is seen of the surface, as the mean of 3×3
// points a pixel.
func (p *plane) draw(g *geometry, s *surface) {
	across := p.width/tile + 2
	above, below := make([][2]float32, across), make([][2]float32, across)
	corners := func(list [][2]float32, y int) {
		for i := range list {
			u, v := g.sheet(float64(i*tile), float64(y))
			list[i] = [2]float32{float32(u), float32(v)}
		}
	}
	corners(below, 0)
	for y := 0; y < p.height; y += tile {
		above, below = below, above
		corners(below, y+tile)
		for i := 0; i*tile < p.width; i++ {
			p.drawTile(s, i*tile, y, above[i], above[i+1], below[i], below[i+1])
		}
	}
}

// drawTile draws the square at (x0,y0) whose corners lie at a, b (above), c and
// d (below) of the sheet.
func (p *plane) drawTile(s *surface, x0, y0 int, a, b, c, d [2]float32) {
	for y := range min(tile, p.height-y0) {
		row := p.row(y0 + y)
		for x := range min(tile, p.width-x0) {
			// The pixel's upper left corner and its two sides.
			fx, fy := float32(x)/tile, float32(y)/tile
			var at, right, down [2]float32
			for i := range at {
				top, left := b[i]-a[i], c[i]-a[i]
				twist := d[i] - c[i] - top
				at[i] = a[i] + fx*top + fy*left + fx*fy*twist
				right[i] = (top + fy*twist) / tile
				down[i] = (left + fx*twist) / tile
			}
			row[x0+x] = s.mean(at, right, down)
		}
	}
}

// mean returns the mean level of nine points of the parallelogram of a pixel.
func (s *surface) mean(at, right, down [2]float32) float32 {
	if level, ok := s.plain(at, right, down); ok {
		return level
	}
	var sum float32
	for i := range 3 {
		fy := (float32(i) + 0.5) / 3
		u := at[0] + fy*down[0] + right[0]/6
		v := at[1] + fy*down[1] + right[1]/6
		for range 3 {
			sum += s.level(u, v)
			u += right[0] / 3
			v += right[1] / 3
		}
	}
	return sum / 9
}
