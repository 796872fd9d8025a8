package gray

import (
	"encoding/binary"
	"slices"
)

const (
	tailPerMille = 2 // pixels at either end that are not looked at: specks, glare
	contrastGain = 2
)

// Range returns the grey levels between which all but a few pixels lie. It
// looks at every fourth row of a large picture, which shows as much.
func Range(g *Picture) (low, high int) {
	const every = 4
	step := 1
	if g.Width*g.Height > 1<<18 {
		step = every
	}
	var count [4][256]int // four, so that equal neighbours do not wait for one another
	total := 0
	for y := 0; y < g.Height; y += step {
		row := g.Row(y)
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

// Stretch spreads the levels from low to high over all there are.
func Stretch(g *Picture, low, high int) *Picture {
	var table [256]byte
	for v := range table {
		table[v] = byte(min(max((v-low)*255/(high-low), 0), 255))
	}
	out := New(g.Width, g.Height)
	for y := range g.Height {
		fromPaletted(out.Row(y), g.Row(y), &table)
	}
	return out
}

// Halve returns the means of two by two pixels.
func Halve(g *Picture) *Picture {
	out := New(g.Width/2, g.Height/2)
	for y := range out.Height {
		a, b, dst := g.Row(2*y), g.Row(2*y+1), out.Row(y)
		for len(dst) >= 4 { // eight pixels of either row at a time
			binary.LittleEndian.PutUint32(dst, halveEight(binary.LittleEndian.Uint64(a), binary.LittleEndian.Uint64(b)))
			a, b, dst = a[8:], b[8:], dst[4:]
		}
		for x := range dst {
			i := 2 * x
			dst[x] = byte((uint(a[i]) + uint(a[i+1]) + uint(b[i]) + uint(b[i+1]) + 2) >> 2)
		}
	}
	return out
}

// halveEight returns the means of two by two pixels in two rows of eight: sums stand in
// sixteen bits each.
func halveEight(a, b uint64) uint32 {
	const low, two = 0x00ff00ff00ff00ff, 0x0002000200020002
	s := a&low + a>>8&low + b&low + b>>8&low + two
	s = s >> 2 & low
	s |= s >> 8 // 0 of every four bytes hold two now
	return uint32(s&0xffff | s>>16&0xffff0000)
}

// Smooth returns the means of three by three pixels.
func Smooth(g *Picture) *Picture {
	out := New(g.Width, g.Height)
	w, h := g.Width, g.Height
	sums := make([]uint16, w)
	for y := range h {
		a, b, c := g.Row(max(y-1, 0)), g.Row(y), g.Row(min(y+1, h-1))
		a, c = a[:w], c[:w]
		for x := range b {
			sums[x] = uint16(a[x]) + uint16(b[x]) + uint16(c[x])
		}
		dst := out.Row(y)
		dst[0] = byte((2*uint32(sums[0]) + uint32(sums[min(1, w-1)])) / 9)
		for x := 1; x < w-1; x++ {
			dst[x] = byte((uint32(sums[x-1]) + uint32(sums[x]) + uint32(sums[x+1])) * 7282 >> 16)
		}
		dst[w-1] = byte((2*uint32(sums[w-1]) + uint32(sums[max(w-2, 0)])) / 9)
	}
	return out
}

// Part returns a rectangle of a picture, sharing its pixels.
func (g *Picture) Part(x0, y0, x1, y1 int) *Picture {
	return &Picture{g.Pix[y0*g.Stride+x0:], g.Stride, x1 - x0, y1 - y0}
}

// LocalContrast returns what sets pixels off from the mean of a box around,
// made greater.
func LocalContrast(dst, g *Picture, radius int, sums *[]int32) *Picture {
	w, h := g.Width, g.Height
	if dst == nil || cap(dst.Pix) < w*h {
		dst = New(w, h)
	}
	dst = &Picture{dst.Pix[:w*h], w, w, h}
	s := slices.Grow((*sums)[:0], (w+1)*(h+1))[:(w+1)*(h+1)]
	*sums = s
	clear(s[:w+1])
	for y := range h {
		row := int32(0)
		s[(y+1)*(w+1)] = 0
		for x, v := range g.Row(y) {
			row += int32(v)
			s[(y+1)*(w+1)+x+1] = s[y*(w+1)+x+1] + row
		}
	}
	for y := range h {
		y0, y1 := max(y-radius, 0), min(y+radius+1, h)
		src, out := g.Row(y), dst.Row(y)
		for x, v := range src {
			x0, x1 := max(x-radius, 0), min(x+radius+1, w)
			sum := s[y1*(w+1)+x1] - s[y0*(w+1)+x1] - s[y1*(w+1)+x0] + s[y0*(w+1)+x0]
			mean := sum / int32((x1-x0)*(y1-y0))
			out[x] = byte(min(max(128+contrastGain*(int32(v)-mean), 0), 255))
		}
	}
	return dst
}
