package gray

// Undoing heavy blur, of a sigma about 0.7 modules and more, before the search
// for finder patterns: their light ring is all but gone.
const (
	deblurRounds = 12
	deblurGain   = 1.5
	deblurRadius = 2 // pixels of the box that is taken twice: a sigma of 2
)

// Deblur returns the picture of which g is a blurred view, if the blur was of
// about the sigma assumed. Each round adds what the picture so far, blurred,
// lacks, and keeps it between black and white, which is what brings back detail
// that no linear filter can.
func Deblur(g *Picture) *Picture {
	w, h := g.Width, g.Height
	seen := make([]float32, w*h)
	for y := range h {
		for x, v := range g.Row(y) {
			seen[y*w+x] = float32(v)
		}
	}
	low, high := Range(g)
	sharp := append([]float32(nil), seen...)
	blurred, spare := make([]float32, w*h), make([]float32, w*h)
	for range deblurRounds {
		copy(blurred, sharp)
		for range 2 {
			boxRows(spare, blurred, w, h)
			boxColumns(blurred, spare, w, h)
		}
		for i, v := range seen {
			s := sharp[i] + deblurGain*(v-blurred[i])
			sharp[i] = min(max(s, float32(low)), float32(high))
		}
	}
	out := New(w, h)
	for i, v := range sharp {
		out.Pix[i] = byte(v)
	}
	return out
}

// boxRows takes the mean of 2r+1 pixels along rows.
func boxRows(dst, src []float32, w, h int) {
	const r, k = deblurRadius, 1.0 / (2*deblurRadius + 1)
	for y := range h {
		row, out := src[y*w:(y+1)*w], dst[y*w:(y+1)*w]
		sum := row[0] * r
		for x := range r + 1 {
			sum += row[min(x, w-1)]
		}
		for x := range out {
			out[x] = sum * k
			sum += row[min(x+r+1, w-1)] - row[max(x-r, 0)]
		}
	}
}

// boxColumns takes the mean of 2r+1 pixels along columns.
func boxColumns(dst, src []float32, w, h int) {
	const r, k = deblurRadius, 1.0 / (2*deblurRadius + 1)
	sums := make([]float32, w)
	for x := range sums {
		sums[x] = src[x] * r
		for y := range r + 1 {
			sums[x] += src[min(y, h-1)*w+x]
		}
	}
	for y := range h {
		out := dst[y*w : (y+1)*w]
		in, gone := src[min(y+r+1, h-1)*w:], src[max(y-r, 0)*w:]
		in, gone = in[:w], gone[:w]
		for x := range out {
			out[x] = sums[x] * k
			sums[x] += in[x] - gone[x]
		}
	}
}
