package screen

import "math"

// bitmap is a drawing of pixels, on or off. A terminal's cell holds two, one above
// the other, so that they are about square.
type bitmap struct {
	width, height int
	on            []bool
}

func newBitmap(width, height int) *bitmap {
	return &bitmap{width, height, make([]bool, max(0, width)*max(0, height))}
}

// at tells whether a pixel is on; those outside are off.
func (b *bitmap) at(x, y int) bool {
	return x >= 0 && y >= 0 && x < b.width && y < b.height && b.on[y*b.width+x]
}

func (b *bitmap) set(x, y int) {
	if x >= 0 && y >= 0 && x < b.width && y < b.height {
		b.on[y*b.width+x] = true
	}
}

// paste copies what is on in another bitmap to a place.
func (b *bitmap) paste(other *bitmap, x, y int) {
	for i, on := range other.on {
		if on {
			b.set(x+i%other.width, y+i/other.width)
		}
	}
}

// point is a place in a drawing: 0 is its left or upper edge, 1 the other.
type point struct{ x, y float64 }

// strokes are lines through points, drawn with a pen.
type strokes [][]point

// draw draws strokes so that they fill the bitmap, with a pen so many pixels wide.
func (b *bitmap) draw(s strokes, pen int) {
	place := func(p point) point {
		return point{float64(pen)/2 + p.x*float64(b.width-pen), float64(pen)/2 + p.y*float64(b.height-pen)}
	}
	for _, stroke := range s {
		for i := 1; i < len(stroke); i++ {
			b.line(place(stroke[i-1]), place(stroke[i]), float64(pen)/2)
		}
	}
}

// line sets the pixels whose centres lie within radius of a line. Its ends are
// square where it runs along an axis, so that corners are full.
func (b *bitmap) line(from, to point, radius float64) {
	const little = 1e-6
	dx, dy := to.x-from.x, to.y-from.y
	length := math.Hypot(dx, dy)
	for y := range b.height {
		for x := range b.width {
			px, py := float64(x)+0.5-from.x, float64(y)+0.5-from.y
			along, across := 0.0, 0.0
			if length > 0 {
				along, across = (px*dx+py*dy)/length, math.Abs(px*dy-py*dx)/length
			}
			ends := 0.0
			if dx == 0 || dy == 0 {
				ends = radius
			}
			if across <= radius+little && along >= -ends-little && along <= length+ends+little {
				b.set(x, y)
			}
		}
	}
}

// enlarged returns the bitmap with each pixel so many times as wide and high. Doubled,
// its slanting lines stay smooth.
func (b *bitmap) enlarged(times int) *bitmap {
	if times > 1 && times%2 == 0 {
		return b.doubled().enlarged(times / 2)
	}
	big := newBitmap(b.width*times, b.height*times)
	for i := range big.on {
		big.on[i] = b.at(i%big.width/times, i/big.width/times)
	}
	return big
}

// doubled makes four pixels of one, and fills the corners between pixels that touch
// with their corners only: slanting lines stay smooth, and crossings sharp.
func (b *bitmap) doubled() *bitmap {
	big := newBitmap(2*b.width, 2*b.height)
	for i := range big.on {
		x, y := i%big.width, i/big.width
		dx, dy := x%2*2-1, y%2*2-1 // to the neighbours that this corner touches
		x, y = x/2, y/2
		big.on[i] = b.at(x, y) || b.at(x+dx, y) && b.at(x, y+dy) && !b.at(x+dx, y+dy) && !b.at(x-dx, y) &&
			!b.at(x, y-dy)
	}
	return big
}
