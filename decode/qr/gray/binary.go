package gray

// Binary is a black and white picture: 1 is dark.
type Binary struct {
	Pix           []byte
	Width, Height int
}

// Row returns the pixels of one row.
func (b *Binary) Row(y int) []byte { return b.Pix[y*b.Width : (y+1)*b.Width] }

// resize makes room for a picture, reusing the old one's.
func (b *Binary) resize(w, h int) {
	if cap(b.Pix) < w*h {
		b.Pix = make([]byte, w*h)
	}
	b.Pix, b.Width, b.Height = b.Pix[:w*h], w, h
}

// Adaptive marks as dark what is darker than the mean of the window around it
// by more than bias. Sums of columns and one running sum need one visit a pixel.
func (b *Binary) Adaptive(g *Picture, radius, bias int, columns []int32) {
	w, h := g.Width, g.Height
	b.resize(w, h)
	radius = min(radius, w-1, h-1)
	columns = columns[:w]
	clear(columns)
	for y := range radius {
		addRow(columns, g.Row(y))
	}
	for y := range h {
		if below := y + radius; below < h {
			addRow(columns, g.Row(below))
		}
		if above := y - radius - 1; above >= 0 {
			subRow(columns, g.Row(above))
		}
		rows := int32(min(y+radius, h-1) - max(y-radius, 0) + 1)
		thresholdRow(b.Row(y), g.Row(y), columns, radius, rows, int32(bias))
	}
}

func addRow(columns []int32, row []byte) {
	row = row[:len(columns)]
	for x, v := range row {
		columns[x] += int32(v)
	}
}

func subRow(columns []int32, row []byte) {
	row = row[:len(columns)]
	for x, v := range row {
		columns[x] -= int32(v)
	}
}

// thresholdRow compares each pixel with the mean of a window of so many rows.
func thresholdRow(dst, src []byte, columns []int32, radius int, rows, bias int32) {
	w := len(src)
	dst, columns = dst[:w], columns[:w]
	sum, wide := int32(0), int32(0)
	for x := range radius {
		sum += columns[x]
		wide++
	}
	for x := range src {
		if right := x + radius; right < w {
			sum += columns[right]
			wide++
		}
		if left := x - radius - 1; left >= 0 {
			sum -= columns[left]
			wide--
		}
		area := rows * wide
		// The sign bit: a jump here is mispredicted at every edge.
		dst[x] = byte(uint32((int32(src[x])+bias)*area-sum) >> 31)
	}
}

// Global marks as dark what lies below the level that splits the brightness of
// the picture best in two (Otsu).
func (b *Binary) Global(g *Picture) {
	b.resize(g.Width, g.Height)
	level := otsu(g)
	for y := range g.Height {
		dst := b.Row(y)
		for x, v := range g.Row(y) {
			dst[x] = byte(uint32(int32(v)-level) >> 31)
		}
	}
}

func otsu(g *Picture) int32 {
	var count [256]float64
	total, sum := 0.0, 0.0
	for y := range g.Height {
		for _, v := range g.Row(y) {
			count[v]++
		}
	}
	for v, n := range count {
		total += n
		sum += n * float64(v)
	}
	best, level := -1.0, int32(128)
	dark, darkSum := 0.0, 0.0
	for v, n := range count {
		dark += n
		darkSum += n * float64(v)
		if dark == 0 || dark == total {
			continue
		}
		apart := darkSum/dark - (sum-darkSum)/(total-dark)
		if between := dark * (total - dark) * apart * apart; between > best {
			best, level = between, int32(v)+1
		}
	}
	return level
}
