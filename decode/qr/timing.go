package qr

import (
	"math"

	"vaxcheck/decode/qr/symbol"
)

// timingHopeless is the score of a quick look below which a grid is not sampled;
// chance gives 0.5.
const timingHopeless = 0.56

// Blur takes the alternating modules first.
const (
	timingBlurred   = 0.9 // score below which sharpened modules are looked at too
	timingSharpness = 3.0 // how much is added of what sets them off
)

// timingScore is the share of the timing modules that have the right colour.
func timingScore(l *symbol.Layout, soft []float64) float64 {
	right := 0
	for _, i := range l.Timing {
		if soft[i]*float64(l.Known[i]) > 0 {
			right++
		}
	}
	return float64(right) / float64(len(l.Timing))
}

// bestTiming is the timing score of the modules as sampled or, if they are
// blurred, sharpened.
func (s *sampler) bestTiming(l *symbol.Layout) float64 {
	score := timingScore(l, s.soft)
	if score >= timingBlurred {
		return score
	}
	s.spare = append(s.spare[:0], s.soft...)
	sharpen(s.sharp, s.values, s.size, timingSharpness)
	s.binarize(s.sharp)
	score = max(score, timingScore(l, s.soft))
	copy(s.soft, s.spare)
	return score
}

// sharpen fills dst with values set off from the mean of their four
// neighbours, k times.
func sharpen(dst, values []float64, n int, k float64) {
	for y := range n {
		up, down := max(y-1, 0)*n, min(y+1, n-1)*n
		for x := range n {
			i := y*n + x
			left, right := y*n+max(x-1, 0), y*n+min(x+1, n-1)
			mean := (values[up+x] + values[down+x] + values[left] + values[right]) / 4
			dst[i] = values[i] + k*(values[i]-mean)
		}
	}
}

// glance is a timing score from the timing modules alone, each compared with
// the two beside it. It costs a hundredth of sampling the whole grid.
func (a *attempt) glance(g grid) float64 {
	n := a.layout.Size
	a.looked(2 * 5 * n)
	v := grown(a.line, n)
	a.line = v
	right, total := 0, 0
	for axis := range 2 {
		for i := 7; i < n-7; i++ {
			v[i] = a.timingModule(g, i, axis)
		}
		for i := 8; i < n-8; i++ {
			total++
			if lighter := v[i] > (v[i-1]+v[i+1])/2; lighter != (i%2 == 0) {
				right++
			}
		}
	}
	return float64(right) / float64(total)
}

// timingModule is the brightness of a module of the timing row or column.
func (a *attempt) timingModule(g grid, i, axis int) float64 {
	u, v := float64(i)+0.5, 6.5
	if axis == 1 {
		u, v = v, u
	}
	sum := 0.0
	for _, d := range [5]Point{{0, 0}, {sampleOff, sampleOff}, {sampleOff, -sampleOff},
		{-sampleOff, sampleOff}, {-sampleOff, -sampleOff}} {
		p := g.at(u+d.X, v+d.Y)
		sum += a.g.At(p.X*a.scale, p.Y*a.scale)
	}
	if a.t.corner.inverted {
		return -sum
	}
	return sum
}

const (
	faintSoft  = 0.4  // a module below this is not clearly of one colour
	faintShare = 0.01 // of the modules, in a symbol that is seen well
)

// clear tells whether nearly all modules are clearly of one colour.
func (s *sampler) clear() bool {
	faint := 0
	for _, v := range s.soft {
		if math.Abs(v) < faintSoft {
			faint++
		}
	}
	return float64(faint) < faintShare*float64(len(s.soft))
}
