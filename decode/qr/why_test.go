package qr

import (
	"fmt"
	"image"
	_ "image/jpeg"
	_ "image/png"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"vaxcheck/decode/qr/gray"
	"vaxcheck/internal/capture"
)

// fault spoils a picture of a code more and more. Of the pictures that are not read the reason is
// one of some, most of the time.
type fault struct {
	name  string
	spoil func(g *Gray, s Symbol, hard float64) *Gray // hard from 0 to 1
	whys  []Why
}

var faults = []fault{
	{"blur", func(g *Gray, s Symbol, hard float64) *Gray {
		return blurred(g, int(s.ModulePixels*(0.5+hard)))
	}, []Why{WhyBlurred, WhyNoFinders, WhyNoise, WhyDamaged}},
	{"noise", func(g *Gray, _ Symbol, hard float64) *Gray {
		r := rand.New(rand.NewPCG(7, 9))
		return eachPixel(g, func(_, _ int, p byte) float64 { return float64(p) + (40+200*hard)*r.NormFloat64() })
	}, []Why{WhyNoise, WhyNoFinders}},
	{"dark", func(g *Gray, _ Symbol, hard float64) *Gray {
		r := rand.New(rand.NewPCG(7, 9))
		return eachPixel(g, func(_, _ int, p byte) float64 { return float64(p)*(0.12-0.1*hard) + 6*r.NormFloat64() })
	}, []Why{WhyTooDark, WhyNoise}},
	{"pale", func(g *Gray, _ Symbol, hard float64) *Gray {
		r := rand.New(rand.NewPCG(7, 9))
		return eachPixel(g, func(_, _ int, p byte) float64 { return 200 + float64(p)*(0.05-0.04*hard) + 2*r.NormFloat64() })
	}, []Why{WhyLowContrast, WhyNoise}},
	{"light on a corner", func(g *Gray, s Symbol, hard float64) *Gray {
		return light(g, s.Corners[1], (0.5+0.15*hard)*s.Corners[0].distance(s.Corners[1]))
	}, []Why{WhyGlare, WhyHidden}},
	{"light in the middle", func(g *Gray, s Symbol, hard float64) *Gray {
		a, b := s.Corners[0], s.Corners[2]
		middle := Point{(a.X + b.X) / 2, (a.Y + b.Y) / 2}
		return light(g, middle, (0.3+0.2*hard)*s.Corners[0].distance(s.Corners[1]))
	}, []Why{WhyGlare}},
	{"a corner covered", func(g *Gray, s Symbol, hard float64) *Gray {
		reach := (0.3 + 0.2*hard) * s.Corners[0].distance(s.Corners[1])
		return eachPixel(g, func(x, y int, p byte) float64 {
			if s.Corners[0].distance(Point{float64(x), float64(y)}) < reach {
				return 90
			}
			return float64(p)
		})
	}, []Why{WhyHidden}},
	{"cut off", func(g *Gray, s Symbol, hard float64) *Gray {
		left := (1-0.3-0.4*hard)*s.Corners[0].X + (0.3+0.4*hard)*s.Corners[1].X
		return g.Part(int(left), 0, g.Width, g.Height)
	}, []Why{WhyCutOff, WhyHidden}},
	{"few pixels", func(g *Gray, s Symbol, hard float64) *Gray {
		return shrunk(g, s.ModulePixels/(1.05-0.4*hard))
	}, []Why{WhyFewPixels, WhyNoFinders}},
	{"scribbled on", func(g *Gray, s Symbol, hard float64) *Gray {
		r := rand.New(rand.NewPCG(7, 9))
		size := float64(17 + 4*s.Version)
		flip := map[[2]int]bool{}
		return eachPixel(g, func(x, y int, p byte) float64 {
			u, v := share(s, float64(x), float64(y))
			at := [2]int{int(u * size), int(v * size)}
			if min(u, v) < 9/size || max(u, v) > 1-9/size {
				return float64(p)
			}
			if _, ok := flip[at]; !ok {
				flip[at] = r.Float64() < 0.4+0.1*hard
			}
			if flip[at] {
				return 255 - float64(p)
			}
			return float64(p)
		})
	}, []Why{WhyDamaged}},
}

// share returns where a place is in a symbol that lies straight, from 0 to 1.
func share(s Symbol, x, y float64) (u, v float64) {
	a, b, d := s.Corners[0], s.Corners[1], s.Corners[3]
	return (x - a.X) / (b.X - a.X), (y - a.Y) / (d.Y - a.Y)
}

func eachPixel(g *Gray, level func(x, y int, p byte) float64) *Gray {
	out := gray.New(g.Width, g.Height)
	for y := range g.Height {
		for x, p := range g.Row(y) {
			out.Pix[y*out.Stride+x] = byte(min(max(level(x, y, p), 0), 255))
		}
	}
	return out
}

// light is a lamp that is reflected at a place.
func light(g *Gray, at Point, reach float64) *Gray {
	return eachPixel(g, func(x, y int, p byte) float64 {
		d := at.distance(Point{float64(x), float64(y)}) / reach
		return float64(p)*0.85 + 300*math.Exp(-d*d*d*d)
	})
}

func blurred(g *Gray, radius int) *Gray {
	for range 3 {
		g = mean(mean(g, radius, 1, 0), radius, 0, 1)
	}
	return g
}

func mean(g *Gray, radius, dx, dy int) *Gray {
	return eachPixel(g, func(x, y int, _ byte) float64 {
		sum := 0
		for i := -radius; i <= radius; i++ {
			sum += int(g.Row(min(max(y+i*dy, 0), g.Height-1))[min(max(x+i*dx, 0), g.Width-1)])
		}
		return float64(sum) / float64(2*radius+1)
	})
}

func shrunk(g *Gray, by float64) *Gray {
	out := gray.New(int(float64(g.Width)/by), int(float64(g.Height)/by))
	return eachPixel(out, func(x, y int, _ byte) float64 {
		sum, n := 0, 0
		for v := int(float64(y) * by); v < int(float64(y+1)*by); v++ {
			for u := int(float64(x) * by); u < int(float64(x+1)*by); u++ {
				sum, n = sum+int(g.Row(v)[u]), n+1
			}
		}
		return float64(sum) / float64(n)
	})
}

// confusion counts reasons.
type confusion map[Why]int

func (c confusion) String() string {
	var all []string
	for _, w := range append([]Why{"read"}, Whys()...) {
		if c[w] > 0 {
			all = append(all, fmt.Sprintf("%s %d", w, c[w]))
		}
	}
	return strings.Join(all, ", ")
}

func (c confusion) add(g *Gray) Why {
	r := Read(g, Options{})
	if len(r.Symbols) > 0 {
		r.Why = "read"
	}
	c[r.Why]++
	return r.Why
}

// TestReasonsOfFaults: where it is known what is wrong with a picture, the reason is right, or at
// least no other fault is invented, nearly always; if the bound on the work has not ended the search.
func TestReasonsOfFaults(t *testing.T) {
	if testing.Short() {
		t.Skip("spoils and reads many pictures")
	}
	const steps, most = 2, 0.25
	for _, f := range faults {
		got, wrong, unread := confusion{}, 0, 0
		for p := range capture.Judged().Class("clean").Thin(2).All() {
			g := gray.Of(p.Image)
			whole := Read(g, Options{})
			if len(whole.Symbols) != 1 {
				continue
			}
			for step := range steps {
				why := got.add(f.spoil(g, whole.Symbols[0], float64(step)/(steps-1)))
				if why != "read" {
					unread++
					if why != WhyTimeUp && !slices.Contains(f.whys, why) {
						wrong++
					}
				}
			}
		}
		t.Logf("%-20s %v", f.name, got)
		if unread == 0 || float64(wrong) > most*float64(unread) {
			t.Errorf("%s: %d of %d reasons are wrong", f.name, wrong, unread)
		}
	}
}

// TestReasonsWithoutCode: no fault is invented where there is no code. Some of the drawn pictures
// have whole finders, and some are dark or pale.
func TestReasonsWithoutCode(t *testing.T) {
	got := confusion{}
	for p := range capture.Others().Class("none").All() {
		switch why := got.add(gray.Of(p.Image)); why {
		case WhyNoFinders, WhyTooDark, WhyLowContrast, WhyHidden, WhyDamaged:
		default:
			t.Errorf("%s: %s", p.Name(), why)
		}
	}
	t.Log("drawn: ", got)
}

// TestReasonsOnPhotographs: the same of real ones, as they are and with their code painted over.
// An Aztec code and a Micro QR code look like a finder.
func TestReasonsOnPhotographs(t *testing.T) {
	if testing.Short() {
		t.Skip("reads many photographs")
	}
	folder := filepath.Join("..", "..", "..", "shared", "corpus", "photos")
	table, err := os.ReadFile(filepath.Join(folder, "pictures.tsv"))
	if err != nil {
		t.Skip("no photographs of others beside the repository:", err)
	}
	none, covered := confusion{}, confusion{}
	for line := range strings.Lines(string(table)) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if f[2] != "1" && f[8] != "none" {
			continue
		}
		g := opened(t, filepath.Join(folder, f[0]))
		if f[8] == "none" {
			t.Log(f[0], none.add(g))
			continue
		}
		if r := Read(g, Options{}); len(r.Symbols) == 1 {
			if why := covered.add(painted(g, r.Symbols[0])); why != WhyNoFinders {
				t.Log("painted over", f[0], why)
			}
		}
	}
	t.Log("none:   ", none)
	t.Log("covered:", covered)
	invented := func(c confusion) int { return c[WhyBlurred] + c[WhyNoise] + c[WhyGlare] + c[WhyFewPixels] }
	if len(none) == 0 || len(covered) == 0 || invented(none) > 0 || invented(covered) > 4 {
		t.Errorf("faults invented: %d and %d", invented(none), invented(covered))
	}
}

func opened(t *testing.T, path string) *Gray {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, _, err := image.Decode(f)
	if err != nil {
		t.Fatal(path, err)
	}
	return gray.Of(img)
}

// painted paints over a symbol, and some modules around it, with the mean of what is beside it.
func painted(g *Gray, s Symbol) *Gray {
	var middle Point
	for _, c := range s.Corners {
		middle = middle.along(c, 0.25)
	}
	var around [4]Point
	for i, c := range s.Corners {
		around[i] = Point{middle.X + 1.12*(c.X-middle.X), middle.Y + 1.12*(c.Y-middle.Y)}
	}
	sum, n := 0.0, 0.0
	for i, a := range around {
		for step := range 50 {
			b := around[(i+1)%4]
			sum += g.At(a.X+(b.X-a.X)*float64(step)/50, a.Y+(b.Y-a.Y)*float64(step)/50)
			n++
		}
	}
	return eachPixel(g, func(x, y int, p byte) float64 {
		sides := 0
		for i, a := range around {
			b := around[(i+1)%4]
			if (b.X-a.X)*(float64(y)-a.Y) > (b.Y-a.Y)*(float64(x)-a.X) {
				sides++
			}
		}
		if sides == 0 || sides == 4 {
			return sum / n
		}
		return float64(p)
	})
}
