package gate_test

import (
	"math"
	"testing"

	"vaxcheck/gate"
	"vaxcheck/verify"
)

// leastContrast is what WCAG 2 asks for text of any size (1.4.3).
const leastContrast = 4.5

// leastDistance is how far two colours must lie apart in everybody's eyes, as
// CIEDE2000. Side by side two can be told apart from about 1 on.
const leastDistance = 15

func linear(c gate.Colour) (rgb [3]float64) {
	for i, v := range [3]uint8{c.R, c.G, c.B} {
		if s := float64(v) / 255; s <= 0.04045 {
			rgb[i] = s / 12.92
		} else {
			rgb[i] = math.Pow((s+0.055)/1.055, 2.4)
		}
	}
	return rgb
}

func luminance(c gate.Colour) float64 {
	l := linear(c)
	return 0.2126*l[0] + 0.7152*l[1] + 0.0722*l[2]
}

type matrix [3][3]float64

func (m matrix) times(v [3]float64) (out [3]float64) {
	for i, row := range m {
		out[i] = row[0]*v[0] + row[1]*v[1] + row[2]*v[2]
	}
	return out
}

// eyes are how colours look to people, on linear RGB: Machado, Oliveira and
// Fernandes, "A Physiologically-based Model for Simulation of Color Vision
// Deficiency" (2009), severity 1.0.
var eyes = map[string]matrix{
	"usual": {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	"protanope": {{0.152286, 1.052583, -0.204868},
		{0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
	"deuteranope": {{0.367322, 0.860646, -0.227968},
		{0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
	"tritanope": {{1.255528, -0.076749, -0.178779},
		{-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
}

// lab is a colour in CIELAB, white being D65.
func lab(rgb [3]float64) [3]float64 {
	for i := range rgb {
		rgb[i] = min(max(rgb[i], 0), 1)
	}
	xyz := matrix{{0.4124564, 0.3575761, 0.1804375},
		{0.2126729, 0.7151522, 0.0721750}, {0.0193339, 0.1191920, 0.9503041}}.times(rgb)
	for i, white := range [3]float64{0.95047, 1, 1.08883} {
		if t := xyz[i] / white; t > 216.0/24389 {
			xyz[i] = math.Cbrt(t)
		} else {
			xyz[i] = (24389.0/27*t + 16) / 116
		}
	}
	return [3]float64{116*xyz[1] - 16, 500 * (xyz[0] - xyz[1]), 200 * (xyz[1] - xyz[2])}
}

// distance is the colour difference CIEDE2000 (CIE 142; Sharma, Wu and Dalal 2005).
func distance(p, q [3]float64) float64 {
	pow7 := func(x float64) float64 { return math.Pow(x, 7) }
	rad := math.Pi / 180
	mean := (math.Hypot(p[1], p[2]) + math.Hypot(q[1], q[2])) / 2
	stretch := 1 + 0.5*(1-math.Sqrt(pow7(mean)/(pow7(mean)+pow7(25))))
	polar := func(c [3]float64) (chroma, hue float64) {
		a := c[1] * stretch
		return math.Hypot(a, c[2]), math.Mod(math.Atan2(c[2], a)/rad+360, 360)
	}
	c1, h1 := polar(p)
	c2, h2 := polar(q)
	dh, h := h2-h1, (h1+h2)/2
	switch {
	case c1*c2 == 0:
		dh, h = 0, h1+h2
	case dh > 180:
		dh, h = dh-360, h+180
	case dh < -180:
		dh, h = dh+360, h+180
	}
	dL, dC, dH := q[0]-p[0], c2-c1, 2*math.Sqrt(c1*c2)*math.Sin(dh/2*rad)
	l, c := (p[0]+q[0])/2, (c1+c2)/2
	t := 1 - 0.17*math.Cos((h-30)*rad) + 0.24*math.Cos(2*h*rad) +
		0.32*math.Cos((3*h+6)*rad) - 0.20*math.Cos((4*h-63)*rad)
	sL := 1 + 0.015*(l-50)*(l-50)/math.Sqrt(20+(l-50)*(l-50))
	sC, sH := 1+0.045*c, 1+0.015*c*t
	turn := -math.Sin(60*math.Exp(-math.Pow((h-275)/25, 2))*rad) * 2 * math.Sqrt(pow7(c)/(pow7(c)+pow7(25)))
	dL, dC, dH = dL/sL, dC/sC, dH/sH
	return math.Sqrt(dL*dL + dC*dC + dH*dH + turn*dC*dH)
}

// TestDistance holds our formula against pairs of its authors' table.
func TestDistance(t *testing.T) {
	for _, c := range []struct {
		p, q [3]float64
		want float64
	}{
		{[3]float64{50, 2.6772, -79.7751}, [3]float64{50, 0, -82.7485}, 2.0425},
		{[3]float64{50, 2.5, 0}, [3]float64{73, 25, -18}, 27.1492},
		{[3]float64{50, 2.5, 0}, [3]float64{61, -5, 29}, 22.8977},
		{[3]float64{2.0776, 0.0795, -1.1350}, [3]float64{0.9033, -0.0636, -0.5514}, 0.9082},
	} {
		if got := distance(c.p, c.q); math.Abs(got-c.want) > 0.0001 {
			t.Errorf("%v and %v: %.4f, want %.4f", c.p, c.q, got, c.want)
		}
	}
}

func TestContrast(t *testing.T) {
	for _, v := range verify.Verdicts() {
		look := gate.LookOf(v)
		a, b := luminance(look.Field), luminance(look.Ink)
		if ratio := (max(a, b) + 0.05) / (min(a, b) + 0.05); ratio < leastContrast {
			t.Errorf("%s: contrast %.2f", v, ratio)
		}
	}
}

// TestPalette: nobody's eyes confuse two colours, and what two verdicts share a
// colour for is the same advice.
func TestPalette(t *testing.T) {
	for who, eye := range eyes {
		worst, pair := math.Inf(1), ""
		for i, v := range verify.Verdicts() {
			for _, w := range verify.Verdicts()[:i] {
				a, b := gate.LookOf(v).Field, gate.LookOf(w).Field
				if a == b && v == verify.Insufficient && w == verify.Review {
					continue // both are for the person in charge
				}
				if d := distance(lab(eye.times(linear(a))), lab(eye.times(linear(b)))); d < worst {
					worst, pair = d, string(v)+" and "+string(w)
				}
			}
		}
		t.Logf("%s: at least %.1f, %s", who, worst, pair)
		if worst < leastDistance {
			t.Errorf("%s: %s are only %.1f apart", who, pair, worst)
		}
	}
}

// TestGreenForOneAlone: a look of nobody's is a refusal, and none but valid is
// at its place.
func TestGreenForOneAlone(t *testing.T) {
	valid := gate.LookOf(verify.Valid)
	for _, v := range append(verify.Verdicts(), "", "verified") {
		if look := gate.LookOf(v); v != verify.Valid && (look.Place == valid.Place || look.Field == valid.Field) {
			t.Errorf("%q looks like valid", v)
		}
	}
	if gate.LookOf("").Place != gate.Left {
		t.Error("no verdict is not shown as a refusal")
	}
}
