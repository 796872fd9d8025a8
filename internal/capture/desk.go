package capture

import (
	"math"
	"math/rand/v2"
)

// texture is a pattern that goes on for ever.
type texture struct {
	levels [textureSide * textureSide]float32
	scale  float32 // texels a module
}

const textureSide = 256 // texels; a power of two

func (t *texture) at(u, v float32) float32 {
	// Far from nought, so that cutting off the fraction rounds down.
	const far = 1 << 16
	x, y := int(u*t.scale+far)&(textureSide-1), int(v*t.scale+far)&(textureSide-1)
	return t.levels[y*textureSide+x]
}

// pattern names what a desk looks like.
type pattern int

const (
	boards  pattern = iota // wood: stripes of slowly changing grey with grain
	checked                // a tablecloth
	cloth                  // blotches of all sizes
	prints                 // lines of something like text
	patterns
)

// newDesk returns a desk between the levels dark and light. Its features are
// about as large as some modules.
func newDesk(kind pattern, dark, light float32, r *rand.Rand) *texture {
	t := &texture{scale: 3}
	paint := map[pattern]func(x, y int) float64{
		boards: boardsOf(r), checked: checkedOf(r), cloth: clothOf(r), prints: printsOf(r),
	}[kind]
	for y := range textureSide {
		for x := range textureSide {
			t.levels[y*textureSide+x] = dark + (light-dark)*float32(min(max(paint(x, y), 0), 1))
		}
	}
	return t
}

func boardsOf(r *rand.Rand) func(x, y int) float64 {
	const board = textureSide / 8
	var shade [8]float64
	for i := range shade {
		shade[i] = 0.3 + 0.5*r.Float64()
	}
	grain := clothOf(r)
	return func(x, y int) float64 {
		if y%board < 2 {
			return 0
		}
		return shade[y/board] + 0.4*(grain(x/8, y)-0.5)
	}
}

func checkedOf(r *rand.Rand) func(x, y int) float64 {
	square := 8 << r.IntN(3)
	return func(x, y int) float64 {
		return float64((x/square+y/square)%2)*0.7 + float64(x/square%2)*0.3
	}
}

// clothOf adds waves whose periods divide the side, so that the pattern joins.
func clothOf(r *rand.Rand) func(x, y int) float64 {
	const waves = 10
	var fx, fy [waves]int
	var phase [waves]float64
	for i := range waves {
		fx[i], fy[i], phase[i] = r.IntN(40)-20, r.IntN(40)-20, 2*math.Pi*r.Float64()
	}
	return func(x, y int) float64 {
		sum := 0.0
		for i := range waves {
			sum += math.Sin(2*math.Pi*float64(fx[i]*x+fy[i]*y)/textureSide + phase[i])
		}
		return 0.5 + 0.15*sum
	}
}

// printsOf sets random strokes in lines: dark on light, 6 texels high.
func printsOf(r *rand.Rand) func(x, y int) float64 {
	const line, letter, stroke = 16, 8, 2
	var strokes [textureSide / line][textureSide / stroke][3]bool
	for i := range strokes {
		for j := range strokes[i] {
			for k := range strokes[i][j] {
				strokes[i][j][k] = r.IntN(2) == 0
			}
		}
	}
	return func(x, y int) float64 {
		row := y % line / stroke
		if row >= 3 || x%letter >= 6 || !strokes[y/line][x/stroke][row] {
			return 1
		}
		return 0
	}
}
