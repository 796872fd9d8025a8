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
		below, above := y+radius, y-radius-1
		switch {
		case below < h && above >= 0:
			moveRow(columns, g.Row(below), g.Row(above))
		case below < h:
			addRow(columns, g.Row(below))
		case above >= 0:
			subRow(columns, g.Row(above))
		}
		rows := int32(min(below, h-1) - max(above, -1))
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

// moveRow adds one row and takes another away.
func moveRow(columns []int32, more, less []byte) {
	more, less = more[:len(columns)], less[:len(columns)]
	for x := range columns {
		columns[x] += int32(more[x]) - int32(less[x])
	}
}

// thresholdRow compares each pixel with the mean of a window of so many rows, which is
// cut off at either end of the row.
func thresholdRow(dst, src []byte, columns []int32, radius int, rows, bias int32) {
	w := len(src)
	dst, columns = dst[:w], columns[:w]
	sum := int32(0)
	for _, c := range columns[:radius] {
		sum += c
	}
	from := min(radius+1, w)
	to := max(w-radius, from)
	for x := range from {
		if x+radius < w {
			sum += columns[x+radius]
		}
		dst[x] = darker(src[x], bias, rows*int32(min(x+radius, w-1)+1), sum)
	}
	if from < to {
		sum = wholeWindows(dst[from:to], src[from:to], columns[from+radius:], columns, sum, rows*int32(2*radius+1), bias)
	}
	for x := to; x < w; x++ {
		sum -= columns[x-radius-1]
		dst[x] = darker(src[x], bias, rows*int32(w-max(x-radius, 0)), sum)
	}
}

// wholeWindows is thresholdRow where no window is cut off: each next sum has one column
// more and one less. It returns the last sum.
func wholeWindows(dst, src []byte, more, less []int32, sum, area, bias int32) int32 {
	dst, more, less = dst[:len(src)], more[:len(src)], less[:len(src)]
	for x, v := range src {
		sum += more[x] - less[x]
		dst[x] = darker(v, bias, area, sum)
	}
	return sum
}

// darker is 1 for a pixel that is darker than the mean of an area. It is the sign bit:
// a jump here is mispredicted at every edge.
func darker(v byte, bias, area, sum int32) byte {
	return byte(uint32((int32(v)+bias)*area-sum) >> 31)
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
