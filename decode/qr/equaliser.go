package qr

import "vaxcheck/decode/qr/symbol"

const (
	equaliserReach = 2 // modules around that enter the sum: 5 by 5
	equaliserTaps  = (2*equaliserReach + 1) * (2*equaliserReach + 1)
	equaliserTerms = equaliserTaps + 1 // and a constant
	equaliserClip  = 2.0               // soft values beyond count as this
	equaliserRidge = 0.01              // of the number of modules trained on; keeps the weights small
	equaliserSure  = 0.35              // decided modules with more join the training
	equaliserTurns = 2                 // rounds with decided modules
)

// equaliser learns from modules whose colour is known how a module and those
// around it make one soft value, and undoes blur of any kind by it.
type equaliser struct {
	padded []float64 // soft values with a light rim
	stride int
	a      [equaliserTerms * equaliserTerms]float64
	b      [equaliserTerms]float64
	taps   [equaliserTaps]int // offsets of the neighbours
	known  []float64          // colours that are certain
	target []float64          // 1, -1, or 0 where not known
	out    []float64
}

// equalise returns better soft values of a symbol, or nil if it learned
// nothing. The known modules are trained on first, then those that these decide.
// The colours of more modules may be told, 0 being not known.
func (e *equaliser) equalise(l *symbol.Layout, soft, told []float64) []float64 {
	n := l.Size
	e.pad(soft, n)
	e.known, e.target, e.out = grown(e.known, n*n), grown(e.target, n*n), grown(e.out, n*n)
	for i, k := range l.Known {
		e.known[i] = float64(k)
		if k == 0 && told != nil {
			e.known[i] = told[i]
		}
	}
	copy(e.target, e.known)
	for turn := range 1 + equaliserTurns {
		if turn > 0 {
			e.decide()
		}
		if !e.train(n) {
			return nil
		}
		e.apply(n)
	}
	return e.out
}

// pad copies soft values into the middle of a light rim.
func (e *equaliser) pad(soft []float64, n int) {
	e.stride = n + 2*equaliserReach
	e.padded = grown(e.padded, e.stride*e.stride)
	for i := range e.padded {
		e.padded[i] = -1
	}
	for y := range n {
		row := e.padded[(y+equaliserReach)*e.stride+equaliserReach:]
		for x, v := range soft[y*n : (y+1)*n] {
			row[x] = min(max(v, -equaliserClip), equaliserClip)
		}
	}
	for i := range e.taps {
		e.taps[i] = i/(2*equaliserReach+1)*e.stride + i%(2*equaliserReach+1)
	}
}

// decide takes what the equaliser is sure of as known.
func (e *equaliser) decide() {
	for i, v := range e.out {
		switch {
		case e.known[i] != 0:
		case v > equaliserSure:
			e.target[i] = 1
		case v < -equaliserSure:
			e.target[i] = -1
		default:
			e.target[i] = 0
		}
	}
}

// train finds the weights by least squares.
func (e *equaliser) train(n int) bool {
	clear(e.a[:])
	clear(e.b[:])
	count := 0
	var row [equaliserTerms]float64
	row[equaliserTaps] = 1
	for i, t := range e.target[:n*n] {
		if t == 0 {
			continue
		}
		count++
		from := e.padded[i/n*e.stride+i%n:]
		for k, tap := range e.taps {
			row[k] = from[tap]
		}
		for j, v := range row {
			a := e.a[j*equaliserTerms : (j+1)*equaliserTerms]
			for k := j; k < equaliserTerms; k++ {
				a[k] += v * row[k]
			}
			e.b[j] += v * t
		}
	}
	for i := range equaliserTaps {
		e.a[i*equaliserTerms+i] += equaliserRidge * float64(count)
	}
	mirrorUpper(e.a[:], equaliserTerms)
	return solve(e.a[:], e.b[:], equaliserTerms, 1)
}

func (e *equaliser) apply(n int) {
	for y := range n {
		for x := range n {
			from := e.padded[y*e.stride+x:]
			v := e.b[equaliserTaps]
			for k, tap := range e.taps {
				v += e.b[k] * from[tap]
			}
			e.out[y*n+x] = v
		}
	}
}
