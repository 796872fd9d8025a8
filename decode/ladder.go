package decode

import (
	"fmt"
	"image"
	"slices"

	"github.com/makiuchi-d/gozxing"
	"golang.org/x/image/draw"
)

const (
	longSide        = 2000       // above, a reduced copy is tried first
	shortSide       = 420        // below, a picture is tried at many scales
	maxScaledPixels = 5_000_000  // no picture is enlarged beyond
	maxFullPixels   = 16_000_000 // no larger picture is searched as it is

	meanWindow    = 24 // the shorter side holds so many radii of the mean's window
	minMeanRadius = 12 // pixels
	meanBias      = 3  // grey levels by which a dark pixel is below the mean
)

// threshold is one way to tell dark pixels from light ones.
type threshold struct {
	name     string
	dark     func(grey) *gozxing.BitMatrix // nil if it cannot tell
	inverted bool
}

// rung is a step of the ladder: one view of the picture and the ways to search
// it. A picture of 600 pixels may fail where the same code of 640 is read, so
// most rungs only change the scale.
type rung struct {
	name  string
	scale float64
	ways  []threshold
}

// ladder returns the rungs for a picture of w by h pixels, cheap and likely
// ones first.
func ladder(w, h int) []rung {
	blocks := threshold{name: "hybrid", dark: hybrid}
	global := threshold{name: "global", dark: global}
	mean := threshold{name: "mean", dark: localMean}
	all := []threshold{blocks, global, mean, invert(blocks), invert(mean)}
	two := []threshold{blocks, mean}

	if long := max(w, h); long > longSide {
		reduced := 1 / float64((long+longSide-1)/longSide)
		finest := rung{scale: 1, ways: two}
		if w*h > maxFullPixels {
			finest = rung{name: " less reduced", scale: 2 * reduced, ways: two}
		}
		return []rung{{name: " reduced", scale: reduced, ways: all}, finest}
	}
	rungs := []rung{{scale: 1, ways: all}, {name: " x0.5", scale: 0.5, ways: two}}
	for _, s := range scales(min(w, h)) {
		rungs = append(rungs, rung{name: fmt.Sprintf(" x%g", s), scale: s, ways: two})
	}
	rungs = append(rungs, rung{name: " x1.5", scale: 1.5, ways: []threshold{invert(blocks)}})
	return slices.DeleteFunc(rungs, func(r rung) bool { return float64(w*h)*r.scale*r.scale > maxScaledPixels })
}

// scales returns the scales to try after the picture's own and half of it, for
// the shorter side given.
func scales(short int) []float64 {
	if short > shortSide {
		return []float64{1.5, 2}
	}
	return []float64{1.5, 2, 3, 4, 1.2, 0.8, 1.8}
}

func invert(t threshold) threshold {
	t.name, t.inverted = "inverted "+t.name, true
	return t
}

// view prepares a picture for the rung.
func (r rung) view(g grey) view {
	n := int(1/r.scale + 0.5)
	switch {
	case r.scale == 1:
		return view{grey: g, scale: 1}
	case n >= 2:
		// The cubic filter would need 32 bytes for every pixel of a large picture.
		return view{grey: reduce(g, n), name: r.name, scale: 1 / float64(n)}
	}
	return view{grey: resample(g, r.scale), name: r.name, scale: r.scale}
}

// reduce returns a copy whose pixels are the means of n by n pixels; a rest at
// the right and lower edge is left out.
func reduce(g grey, n int) grey {
	out := newGrey(max(g.w/n, 1), max(g.h/n, 1))
	if g.w < n || g.h < n {
		return out
	}
	sums := make([]int, out.w)
	for y := range out.h {
		clear(sums)
		for row := y * n; row < (y+1)*n; row++ {
			for x := range sums {
				for _, p := range g.pix[row*g.w+x*n:][:n] {
					sums[x] += int(p)
				}
			}
		}
		for x, s := range sums {
			out.pix[y*out.w+x] = byte(s / (n * n))
		}
	}
	return out
}

// resample scales with a cubic filter, by way of RGBA: the library is fast to
// that kind of image only.
func resample(g grey, scale float64) grey {
	src := &image.Gray{Pix: g.pix, Stride: g.w, Rect: image.Rect(0, 0, g.w, g.h)}
	out := newGrey(max(int(float64(g.w)*scale), 1), max(int(float64(g.h)*scale), 1))
	dst := image.NewRGBA(image.Rect(0, 0, out.w, out.h))
	draw.CatmullRom.Scale(dst, dst.Rect, src, src.Rect, draw.Src, nil)
	for i := range out.pix {
		out.pix[i] = dst.Pix[4*i]
	}
	return out
}

func inverted(g grey) grey {
	out := newGrey(g.w, g.h)
	for i, p := range g.pix {
		out.pix[i] = ^p
	}
	return out
}

// hybrid and global are the library's own ways: a threshold for each block of
// eight by eight pixels, and one for the picture.
func hybrid(g grey) *gozxing.BitMatrix { return binarize(gozxing.NewHybridBinarizer, g) }

func global(g grey) *gozxing.BitMatrix { return binarize(gozxing.NewGlobalHistgramBinarizer, g) }

func binarize(make func(gozxing.LuminanceSource) gozxing.Binarizer, g grey) *gozxing.BitMatrix {
	// This source takes brightness as it is; the one for images converts pixel
	// by pixel and takes longer than all the reading.
	src, err := gozxing.NewPlanarYUVLuminanceSource(g.pix, g.w, g.h, 0, 0, g.w, g.h, false)
	if err != nil {
		return nil
	}
	dark, err := make(src).GetBlackMatrix()
	if err != nil {
		return nil
	}
	return dark
}

// localMean takes a pixel as dark if it is darker than the mean of the square
// window around it. Sums of columns that move down the picture, and a sum of
// those that moves right, make the cost independent of the window.
func localMean(g grey) *gozxing.BitMatrix {
	dark, err := gozxing.NewBitMatrix(g.w, g.h)
	if err != nil {
		return nil
	}
	radius := max(min(g.w, g.h)/meanWindow, minMeanRadius)
	columns := make([]int, g.w)
	for y := range min(radius, g.h) {
		addRow(columns, g, y, +1)
	}
	for y := range g.h {
		if y+radius < g.h {
			addRow(columns, g, y+radius, +1)
		}
		if y-radius-1 >= 0 {
			addRow(columns, g, y-radius-1, -1)
		}
		rows := min(y+radius, g.h-1) - max(y-radius, 0) + 1
		markDark(dark, g, y, columns, rows, radius)
	}
	return dark
}

func addRow(columns []int, g grey, y, sign int) {
	for x, p := range g.pix[y*g.w : (y+1)*g.w] {
		columns[x] += sign * int(p)
	}
}

// markDark compares one row with the means of its windows; columns holds the
// sums of so many rows.
func markDark(dark *gozxing.BitMatrix, g grey, y int, columns []int, rows, radius int) {
	sum, n := 0, 0
	for x := range min(radius, g.w) {
		sum, n = sum+columns[x], n+rows
	}
	for x, p := range g.pix[y*g.w : (y+1)*g.w] {
		if x+radius < g.w {
			sum, n = sum+columns[x+radius], n+rows
		}
		if x-radius-1 >= 0 {
			sum, n = sum-columns[x-radius-1], n-rows
		}
		if (int(p)+meanBias)*n < sum {
			dark.Set(x, y)
		}
	}
}
