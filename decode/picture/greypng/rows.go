package greypng

import (
	"encoding/binary"
	"image"
	"image/color"

	"vaxcheck/decode/qr/gray"
)

// unfilter undoes the filter of a row (section 9), in place; above is the row above it, and each how
// far back the pixel before stands.
func unfilter(filter byte, row, above []byte, each int) bool {
	above = above[:len(row)]
	switch filter {
	case 0:
	case 1:
		for i := each; i < len(row); i++ {
			row[i] += row[i-each]
		}
	case 2:
		addAbove(row, above)
	case 3:
		first := min(each, len(row))
		for i := range first {
			row[i] += above[i] / 2
		}
		for i := first; i < len(row); i++ {
			row[i] += byte((int(row[i-each]) + int(above[i])) / 2)
		}
	case 4:
		paeth(row, above, each)
	default:
		return false
	}
	return true
}

// addAbove adds eight bytes at a time.
func addAbove(row, above []byte) {
	const low = 0x7f7f7f7f7f7f7f7f
	for len(row) >= 8 && len(above) >= 8 {
		a, b := binary.LittleEndian.Uint64(row), binary.LittleEndian.Uint64(above)
		binary.LittleEndian.PutUint64(row, (a&low+b&low)^(a^b)&^low)
		row, above = row[8:], above[8:]
	}
	for i, b := range above {
		row[i] += b
	}
}

// paeth adds what of the three neighbours is next to left + above - upper left.
func paeth(row, above []byte, each int) {
	switch each {
	case 1:
		paethOne(row, above)
		return
	case 3:
		paethThree(row, above)
		return
	case 4:
		paethFour(row, above)
		return
	}
	above = above[:len(row)]
	for i := range min(each, len(row)) {
		row[i] += above[i]
	}
	for i := each; i < len(row); i++ {
		row[i] += byte(nearest(int(row[i-each]), int(above[i]), int(above[i-each])))
	}
}

// nearest is whichever of a, b, c is next to a+b-c, the first of them if two are: without a branch
// that nobody can foresee.
func nearest(a, b, c int) int {
	third := 3*c - (a + b)
	low, high := min(a, b), max(a, b)
	out := c
	if high <= third {
		out = low
	}
	if third <= low {
		out = high
	}
	return out
}

func paethOne(row, above []byte) {
	above = above[:len(row)]
	a, c := 0, 0
	for i := range row {
		b := int(above[i])
		a = (int(row[i]) + nearest(a, b, c)) & 255
		row[i], c = byte(a), b
	}
}

func paethThree(row, above []byte) {
	var a0, a1, a2, c0, c1, c2 int
	for len(row) >= 3 && len(above) >= 3 {
		b0, b1, b2 := int(above[0]), int(above[1]), int(above[2])
		a0 = (int(row[0]) + nearest(a0, b0, c0)) & 255
		a1 = (int(row[1]) + nearest(a1, b1, c1)) & 255
		a2 = (int(row[2]) + nearest(a2, b2, c2)) & 255
		row[0], row[1], row[2] = byte(a0), byte(a1), byte(a2)
		c0, c1, c2 = b0, b1, b2
		row, above = row[3:], above[3:]
	}
}

func paethFour(row, above []byte) {
	var a0, a1, a2, a3, c0, c1, c2, c3 int
	for len(row) >= 4 && len(above) >= 4 {
		b0, b1, b2, b3 := int(above[0]), int(above[1]), int(above[2]), int(above[3])
		a0 = (int(row[0]) + nearest(a0, b0, c0)) & 255
		a1 = (int(row[1]) + nearest(a1, b1, c1)) & 255
		a2 = (int(row[2]) + nearest(a2, b2, c2)) & 255
		a3 = (int(row[3]) + nearest(a3, b3, c3)) & 255
		row[0], row[1], row[2], row[3] = byte(a0), byte(a1), byte(a2), byte(a3)
		c0, c1, c2, c3 = b0, b1, b2, b3
		row, above = row[4:], above[4:]
	}
}

// converter returns what fills a row of brightness from a row of pixels, and tells whether nothing
// in it is transparent.
func (h head) converter(palette []byte) func(dst, src []byte) bool {
	wide := h.depth / 8 // bytes of a number
	switch h.kind {
	case kindRGB:
		return func(dst, src []byte) bool { return fromRGB(dst, src, wide) }
	case kindRGBOver:
		return func(dst, src []byte) bool { return fromRGB(dst, src, wide, 255) }
	case kindGreyOver:
		return func(dst, src []byte) bool { return fromGrey(dst, src, wide, 255) }
	case kindGrey:
		if wide > 0 {
			return func(dst, src []byte) bool { return fromGrey(dst, src, wide) }
		}
	}
	table := h.table(palette)
	return func(dst, src []byte) bool { return fromNumbers(dst, src, h.depth, table) }
}

// fromRGB reads colours of so many bytes each, and what comes after each colour must be of such bytes.
func fromRGB(dst, src []byte, wide int, opaque ...byte) bool {
	each := wide * (3 + len(opaque))
	if len(opaque) == 0 && wide == 1 {
		for i := range dst {
			p := src[:3:3]
			dst[i] = byte(gray.Luma(uint32(p[0]), uint32(p[1]), uint32(p[2])))
			src = src[3:]
		}
		return true
	}
	all := byte(255)
	for i := range dst {
		p := src[:each]
		dst[i] = byte(gray.Luma(uint32(p[0]), uint32(p[wide]), uint32(p[2*wide])))
		for _, o := range p[3*wide:] {
			all &= o
		}
		src = src[each:]
	}
	return all == 255
}

func fromGrey(dst, src []byte, wide int, opaque ...byte) bool {
	each, all := wide*(1+len(opaque)), byte(255)
	for i := range dst {
		p := src[:each]
		dst[i] = p[0]
		for _, o := range p[wide:] {
			all &= o
		}
		src = src[each:]
	}
	return all == 255
}

// fromNumbers reads numbers of a table, several to a byte.
func fromNumbers(dst, src []byte, depth int, table []byte) bool {
	if depth == 8 {
		for i := range dst {
			dst[i] = table[src[i]]
		}
		return true
	}
	mask := byte(1<<depth - 1)
	for i := range dst {
		at := i * depth
		dst[i] = table[src[at/8]>>(8-depth-at%8)&mask]
	}
	return true
}

// table holds the brightness of each number. One that a palette does not have is black.
func (h head) table(palette []byte) []byte {
	if h.kind == kindGrey {
		table := make([]byte, 1<<h.depth)
		for i := range table {
			table[i] = byte(255 * i / (len(table) - 1))
		}
		return table
	}
	all := image.NewPaletted(image.Rect(0, 0, 256, 1), nil)
	for i := range all.Pix {
		all.Pix[i] = byte(i)
		c := color.RGBA{A: 255}
		if 3*i < len(palette) {
			c.R, c.G, c.B = palette[3*i], palette[3*i+1], palette[3*i+2]
		}
		all.Palette = append(all.Palette, c)
	}
	return gray.Of(all).Pix
}
