package qr

// Windows of the adaptive mean. The binary picture is used to find symbols and
// never to sample them, so one window does for modules of 1 to 20 pixels.
const (
	windowShare = 24 // the radius is the shorter side divided by this: wider than modules, narrower than shadows
	windowLeast = 12 // pixels
	meanBias    = 3  // grey levels a pixel must be darker than its surroundings
	sharpBias   = 1  // the same for blurred pictures, where rings are faint
)

// binary is a black and white picture: 1 is dark.
type binary struct {
	pix           []byte
	width, height int
}

func (b *binary) row(y int) []byte { return b.pix[y*b.width : (y+1)*b.width] }

// resize makes room for a picture, reusing the old one's.
func (b *binary) resize(w, h int) {
	if cap(b.pix) < w*h {
		b.pix = make([]byte, w*h)
	}
	b.pix, b.width, b.height = b.pix[:w*h], w, h
}

func windowRadius(g *Gray) int {
	return max(min(g.Width, g.Height)/windowShare, windowLeast)
}

// adaptive marks as dark what is darker than the mean of the window around it
// by more than bias. Sums of columns and one running sum need one visit a pixel.
func (b *binary) adaptive(g *Gray, radius, bias int, columns []int32) {
	w, h := g.Width, g.Height
	b.resize(w, h)
	radius = min(radius, w-1, h-1)
	columns = columns[:w]
	clear(columns)
	for y := range radius {
		addRow(columns, g.row(y))
	}
	for y := range h {
		if below := y + radius; below < h {
			addRow(columns, g.row(below))
		}
		if above := y - radius - 1; above >= 0 {
			subRow(columns, g.row(above))
		}
		rows := int32(min(y+radius, h-1) - max(y-radius, 0) + 1)
		thresholdRow(b.row(y), g.row(y), columns, radius, rows, int32(bias))
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

// global marks as dark what lies below the level that splits the brightness of
// the picture best in two (Otsu).
func (b *binary) global(g *Gray) {
	b.resize(g.Width, g.Height)
	level := otsu(g)
	for y := range g.Height {
		dst := b.row(y)
		for x, v := range g.row(y) {
			dst[x] = byte(uint32(int32(v)-level) >> 31)
		}
	}
}

func otsu(g *Gray) int32 {
	var count [256]float64
	total, sum := 0.0, 0.0
	for y := range g.Height {
		for _, v := range g.row(y) {
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
