package qr

import "math"

// Point is a place in a picture, in pixels from its upper left corner. The
// first pixel covers 0 to 1, so its middle is (0.5, 0.5); places in a symbol
// are counted in modules in the same way.
type Point struct{ X, Y float64 }

func (p Point) add(q Point) Point              { return Point{p.X + q.X, p.Y + q.Y} }
func (p Point) sub(q Point) Point              { return Point{p.X - q.X, p.Y - q.Y} }
func (p Point) times(k float64) Point          { return Point{p.X * k, p.Y * k} }
func (p Point) cross(q Point) float64          { return p.X*q.Y - p.Y*q.X }
func (p Point) dot(q Point) float64            { return p.X*q.X + p.Y*q.Y }
func (p Point) length() float64                { return math.Hypot(p.X, p.Y) }
func (p Point) distance(q Point) float64       { return math.Hypot(p.X-q.X, p.Y-q.Y) }
func (p Point) along(d Point, k float64) Point { return Point{p.X + d.X*k, p.Y + d.Y*k} }

// finite tells whether a place can be worked with: far outside any picture is
// as good as infinite.
func (p Point) finite() bool {
	const far = 1e7
	return math.Abs(p.X) < far && math.Abs(p.Y) < far // false for NaN as well
}

// solve replaces the right sides b, of which there are cols for each row, by
// the solution of a·x = b. Both are overwritten; a is n by n, row after row. It
// returns false if a is singular.
func solve(a, b []float64, n, cols int) bool {
	const singular = 1e-12
	for col := range n {
		best := col
		for row := col + 1; row < n; row++ {
			if math.Abs(a[row*n+col]) > math.Abs(a[best*n+col]) {
				best = row
			}
		}
		if !(math.Abs(a[best*n+col]) > singular) {
			return false
		}
		if best != col {
			swapRows(a, n, col, best)
			swapRows(b, cols, col, best)
		}
		eliminate(a, b, n, cols, col)
	}
	substitute(a, b, n, cols)
	return true
}

func swapRows(m []float64, width, i, j int) {
	for k := range width {
		m[i*width+k], m[j*width+k] = m[j*width+k], m[i*width+k]
	}
}

// eliminate clears a column below the diagonal.
func eliminate(a, b []float64, n, cols, col int) {
	pivot := a[col*n : col*n+n]
	for row := col + 1; row < n; row++ {
		r := a[row*n : row*n+n]
		f := r[col] / pivot[col]
		if f == 0 {
			continue
		}
		for k := col; k < n; k++ {
			r[k] -= f * pivot[k]
		}
		for k := range cols {
			b[row*cols+k] -= f * b[col*cols+k]
		}
	}
}

// substitute solves the triangle that elimination has left.
func substitute(a, b []float64, n, cols int) {
	for row := n - 1; row >= 0; row-- {
		for k := range cols {
			s := b[row*cols+k]
			for j := row + 1; j < n; j++ {
				s -= a[row*n+j] * b[j*cols+k]
			}
			b[row*cols+k] = s / a[row*n+row]
		}
	}
}

// mirrorUpper copies the upper triangle of normal equations to the lower.
func mirrorUpper(a []float64, n int) {
	for i := range n {
		for j := range i {
			a[i*n+j] = a[j*n+i]
		}
	}
}
