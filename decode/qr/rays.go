package qr

// cast looks along rays for the three borders, until too many of them have found none.
func (r *rayFit) cast(g *Gray, start Point, m float64, inverted bool) {
	step := max(rayStep*m, 0.5)
	n := int(rayReach*m/step) + 1
	if cap(r.values) < n {
		r.values = make([]float64, n)
	}
	v := r.values[:n]
	r.count = 0
	const enough = rayCount - raysNeeded // that find nothing
	for tried, i := range r.order {
		if tried-r.count > enough {
			break
		}
		d := r.dirs[i]
		*r.work += int64(n)
		lo, hi := g.Along(v, start.X, start.Y, d.X*step, d.Y*step)
		if inverted {
			for k, b := range v {
				v[k] = 255 - b
			}
		}
		t, ok := crossings(v, max(raySwing*(hi-lo), raySwingLeast))
		r.valid[i] = ok
		if !ok {
			continue
		}
		r.count++
		for k := range t {
			r.points[k][i] = d.times(t[k] * step)
		}
	}
}

// crossings returns where a ray passes from dark to light, to dark and to light
// again, each at the half level between the extremes next to it: blur and
// shading shift one level for all. Their distances must be a finder's.
func crossings(v []float64, swing float64) (t [3]float64, ok bool) {
	from, to := 0, 0
	sign := 1.0 // looking for a rise
	next := 0
	for i := 1; i < len(v) && next < 3; i++ {
		if sign*(v[i]-v[to]) > 0 {
			to = i
		}
		switch {
		case to == from && sign*(v[i]-v[from]) < 0:
			from, to = i, i // still falling to the extreme
		case sign*(v[to]-v[from]) >= swing && (sign*(v[to]-v[i]) >= swing || i == len(v)-1):
			t[next] = halfway(v, from, to)
			next++
			from, to, sign = to, i, -sign
		case sign*(v[to]-v[from]) < swing && sign*(v[i]-v[from]) < 0:
			from, to = i, i // it was no change of colour yet
		}
	}
	return t, next == 3 && finderRadii(t)
}

// halfway returns where v passes the middle of its values at two places.
func halfway(v []float64, from, to int) float64 {
	level := (v[from] + v[to]) / 2
	for i := from + 1; i <= to; i++ {
		if (v[i-1] < level) != (v[i] < level) {
			return float64(i-1) + (level-v[i-1])/(v[i]-v[i-1])
		}
	}
	return float64(to)
}

// finderRadii tells whether three borders are apart like a finder's: ideally
// the second is 1.67 and the third 2.33 times as far as the first.
func finderRadii(t [3]float64) bool {
	return t[0] > 0 && t[1] >= 1.2*t[0] && t[1] <= 2.5*t[0] && t[2] >= 1.7*t[0] && t[2] <= 3.4*t[0]
}
