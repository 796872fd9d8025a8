package qr

import "vaxcheck/decode/qr/gray"

// Small pictures, often cut to the symbol's rim, are enlarged without smoothing
// and given the margin that the search needs.
const (
	smallSide     = 420 // pixels; a picture whose shorter side is at most this is small
	enlargeTo     = 600 // pixels, about
	enlargeMost   = 4
	enlargeMargin = 24 // pixels of margin around the enlarged picture
)

// enlargements are the margins tried: white paper and, for inverted symbols,
// black.
var enlargements = [2]struct {
	name string
	dark bool
}{{"enlarged-", false}, {"enlarged-dark-", true}}

// readSmall searches a small picture again, enlarged, until nothing hints at
// another symbol.
func (r *reader) readSmall(g *Gray) {
	if min(g.Width, g.Height) > smallSide || r.skips(stageEnlarged) {
		return
	}
	factor := min(1+enlargeTo/max(g.Width, g.Height), enlargeMost)
	low, high := extremes(g)
	for _, e := range enlargements {
		if r.late() {
			return
		}
		margin := high
		if e.dark {
			margin = low
		}
		r.looked(factor * factor * g.Width * g.Height / pixelsALook)
		s := newSearch(r, r.newPicture(enlarge(g, factor, margin)))
		s.prefix, s.scale, s.margin = e.name, float64(factor), enlargeMargin
		if s.run(); s.patience() == 0 {
			return
		}
	}
}

// extremes returns the darkest and the lightest brightness.
func extremes(g *Gray) (low, high byte) {
	low = 255
	for y := range g.Height {
		for _, v := range g.Row(y) {
			low, high = min(low, v), max(high, v)
		}
	}
	return low, high
}

// enlarge repeats each pixel and adds a margin.
func enlarge(g *Gray, factor int, margin byte) *Gray {
	out := gray.New(g.Width*factor+2*enlargeMargin, g.Height*factor+2*enlargeMargin)
	for i := range out.Pix {
		out.Pix[i] = margin
	}
	for y := range g.Height * factor {
		dst := out.Row(y + enlargeMargin)[enlargeMargin:]
		for x, v := range g.Row(y / factor) {
			for i := range factor {
				dst[x*factor+i] = v
			}
		}
	}
	return out
}
