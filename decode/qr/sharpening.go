package qr

// How much is added of what sets a module off from its neighbours.
var sharpenings = [2]float64{0.5, 1}

const (
	timingSharpness = 3.0 // for the timing score alone: there blur takes the alternating modules first
	timingBlurred   = 0.9 // below this score the sharpened one is looked at
)

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
