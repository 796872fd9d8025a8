package qr

import (
	"image"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"vaxcheck/decode/qr/symbol"
	"vaxcheck/decode/qr/symbol/symboltest"

	"github.com/google/go-cmp/cmp"
)

func TestFramesAreExact(t *testing.T) {
	b, _ := symboltest.Dense(t, 10, 0)
	for _, s := range []shot{{module: 6}, {module: 5, turn: 0.4}, {module: 4, turn: 1.1, inverted: true},
		{module: 3, turn: 0.2}} {
		g := render(b, s)
		r := newReader(Options{})
		search := newSearch(r, r.newPicture(g))
		search.black.Adaptive(g, windowRadius(g), meanBias, make([]int32, g.Width))
		search.newFrames(g, 1, search.scan.scan(&search.black), false)
		sharp := search.sharpFrames(0.1)
		if len(sharp) != 3 {
			t.Errorf("%+v: %d sharp frames", s, len(sharp))
		}
		for _, f := range sharp {
			if math.Abs(f.module()-s.module) > 0.05*s.module || f.inverted != s.inverted {
				t.Errorf("%+v: a module of %.2f pixels, inverted %v", s, f.module(), f.inverted)
			}
		}
	}
}

func TestCrossingsRefuse(t *testing.T) {
	for name, v := range map[string][]float64{
		"nothing":  make([]float64, 40),
		"one step": {0, 0, 0, 0, 200, 200, 200, 200, 200, 200},
		"too wide": {0, 0, 200, 200, 200, 200, 200, 200, 0, 0, 200, 200},
		"one":      {7},
		"none":     nil,
	} {
		if c, ok := crossings(v, 40); ok {
			t.Errorf("%s: taken for a finder at %v", name, c)
		}
	}
	v := []float64{0, 0, 0, 0, 200, 200, 0, 0, 200, 200, 200}
	if c, ok := crossings(v, 40); !ok || c != [3]float64{3.5, 5.5, 7.5} {
		t.Errorf("borders at %v, %v", c, ok)
	}
}

func TestHomographyIsExact(t *testing.T) {
	const size = 89
	project := func(u, v float64) Point {
		w := 1 + 0.004*u - 0.002*v
		return Point{(100 + 4*u + v) / w, (50 - u + 5*v) / w}
	}
	var controls []control
	for _, c := range [][2]float64{{0, 0}, {size, 0}, {size, size}, {0, size}, {40, 30}} {
		controls = append(controls, control{c[0], c[1], project(c[0], c[1]), 1})
	}
	h, ok := fitHomography(size, controls)
	if !ok {
		t.Fatal("no homography")
	}
	if off := h.at(12, 77).distance(project(12, 77)); off > 1e-6 {
		t.Errorf("off by %g pixels", off)
	}
	// A lattice of it follows closely, and so does a warp through the same points.
	w := &warp{base: h, controls: controls}
	if !w.fit() {
		t.Fatal("no warp")
	}
	for _, g := range []grid{latticeOf(h, size, latticeStep), latticeOf(h, size, 3), w} {
		dst := make([]Point, size*size)
		g.centres(dst)
		for _, at := range [][2]int{{0, 0}, {88, 0}, {44, 44}, {3, 86}, {88, 88}} {
			want := project(float64(at[0])+0.5, float64(at[1])+0.5)
			if off := dst[at[1]*size+at[0]].distance(want); off > 0.1 {
				t.Errorf("%T: module %v is off by %.3f pixels", g, at, off)
			}
		}
	}
}

func TestHomographyRefuses(t *testing.T) {
	same := make([]control, 15)
	for i := range same {
		same[i] = control{3, 4, Point{10, 10}, 1}
	}
	if _, ok := fitHomography(21, same); ok {
		t.Error("made of one point")
	}
	if _, ok := fitHomography(21, []control{{0, 0, Point{math.NaN(), 0}, 1}, {1, 0, Point{1, 0}, 1},
		{0, 1, Point{0, 1}, 1}, {1, 1, Point{1, 1}, 1}}); ok {
		t.Error("made of what is no number")
	}
}

func TestSeekAlignment(t *testing.T) {
	b, _ := symboltest.Dense(t, 10, 0)
	g := render(b, shot{module: 5})
	off := &homography{size: 57, origin: Point{20 + 28.5*5 + 9, 20 + 28.5*5 - 6}, scale: 5}
	off.h = [9]float64{28.5, 0, 0, 0, 28.5, 0, 0, 0, 1}
	s := seeker{g, 1, false, new(int64)}
	p, fit := s.seek(off, 50.5, 50.5, 3)
	if want := (Point{20 + 50.5*5, 20 + 50.5*5}); p.distance(want) > 1 || fit < 0.9 {
		t.Errorf("found at %v with %.2f, want %v", p, fit, want)
	}
}

// TestPhases shifts a perfect grid and expects the shift to be measured.
func TestPhases(t *testing.T) {
	b, _ := symboltest.Dense(t, 10, 0)
	g := render(b, shot{module: 6})
	n := len(b)
	centres := make([]Point, n*n)
	for i := range centres {
		centres[i] = Point{24 + 6*(float64(i%n)+0.5-0.2), 24 + 6*(float64(i/n)+0.5+0.1)}
	}
	var p phases
	p.measure(g, centres, n)
	l := newLattice(n, latticeStep)
	moves := make([]move, l.n*l.n)
	for axis, want := range [2]float64{0.2, -0.1} {
		p.moves(moves, l, axis, 7)
		for i, m := range moves {
			if math.Abs(m.off-want) > 0.07 || m.sure < 0.3 {
				t.Fatalf("axis %d, node %d: moved by %.2f, sure %.2f; want %.2f", axis, i, m.off, m.sure, want)
			}
		}
	}
}

func TestVersionWords(t *testing.T) {
	for _, v := range []int{7, 18, 25, 40} {
		b, _ := symboltest.Dense(t, v, 1)
		g := render(b, shot{module: 4})
		n := float64(len(b))
		frameAt := func(u, v float64) frame {
			return frame{c: Point{16 + 4*u, 16 + 4*v}, e1: Point{4, 0}, e2: Point{0, 4}}
		}
		tr := &triple{corner: frameAt(3.5, 3.5), right: frameAt(n-3.5, 3.5), below: frameAt(3.5, n-3.5),
			modules: (n - 7) * 1.08}
		s := newSearch(newReader(Options{}), nil)
		words := s.versions(g, 1, tr)
		if len(words) != 1 || words[0].version != v || words[0].fit < 0.9 {
			t.Errorf("version %d read as %+v", v, words)
		}
	}
}

// TestEqualiser mixes each module with its neighbours and expects it undone.
func TestEqualiser(t *testing.T) {
	b, _ := symboltest.Dense(t, 14, 2)
	l := symbol.LayoutOf(14)
	want := b.Soft()
	n := l.Size
	mixed := make([]float64, n*n)
	for i := range mixed {
		x, y := i%n, i/n
		sum, weights := 0.0, 0.0
		for dy := -1; dy <= 1; dy++ {
			for dx := -1; dx <= 1; dx++ {
				w := []float64{0.4, 0.13, 0.05}[dx*dx+dy*dy]
				weights += w
				if v, u := y+dy, x+dx; v >= 0 && v < n && u >= 0 && u < n {
					sum += w * want[v*n+u]
				} else {
					sum -= w
				}
			}
		}
		mixed[i] = sum / weights
	}
	wrong := func(soft []float64) (n int) {
		for i, v := range soft {
			if (v > 0) != (want[i] > 0) {
				n++
			}
		}
		return n
	}
	before := wrong(mixed)
	var e equaliser
	after := wrong(e.equalise(l, mixed, nil))
	if before < 100 || after > before/10 {
		t.Errorf("%d modules wrong before, %d after", before, after)
	}
}

// TestTrace: the pictures shown are those of the search that reads the code, and
// watching changes nothing.
func TestTrace(t *testing.T) {
	b, _ := symboltest.Dense(t, 18, 2)
	dark := func(img image.Image, x, y int) bool {
		shade, _, _, _ := img.At(x*traceModule+traceModule/2, y*traceModule+traceModule/2).RGBA()
		return shade < 0x8000
	}
	for _, s := range []shot{{module: 4}, {module: 5, inverted: true, turn: 0.3}, {module: 6, bend: 0.08, waves: 0.7}} {
		shown := map[string]image.Image{}
		g := render(b, s)
		seen := Read(g, Options{Trace: func(stage string, picture image.Image) { shown[stage] = picture }})
		if plain := Read(g, Options{}); !cmp.Equal(seen, plain) {
			t.Errorf("%+v: read otherwise when watched: %s", s, cmp.Diff(seen, plain))
		}
		if len(seen.Symbols) != 1 {
			t.Fatalf("%+v: %d symbols", s, len(seen.Symbols))
		}
		stage := strings.ReplaceAll(seen.Symbols[0].Found, "/", "-")
		modules, grid := shown[stage+"-modules"], shown[stage+"-grid"]
		if shown["brightness"] == nil || modules == nil || grid == nil {
			t.Fatalf("%+v: %d pictures, and not of %s", s, len(shown), stage)
		}
		wrong := 0
		for y, row := range b {
			for x := range row {
				if dark(modules, x, y) != row[x] {
					wrong++
				}
			}
		}
		if share := float64(wrong) / float64(len(b)*len(b)); share > 0.03 {
			t.Errorf("%+v: %.3f of the modules shown are wrong", s, share)
		}
	}
}

// TestMaybeFinder: what is refused with less effort is none.
func TestMaybeFinder(t *testing.T) {
	refused, r := 0, rand.New(rand.NewPCG(4, 2))
	for range 200_000 {
		var e [6]int32
		for i := range 5 {
			e[i+1] = e[i] + 1 + r.Int32N(12)
			if i == 2 {
				e[i+1] += r.Int32N(24)
			}
		}
		if maybeFinder(e[:]) {
			continue
		}
		refused++
		if _, ok := finderRuns(e[:], runTolerance, 0.5); ok {
			t.Fatalf("%v was refused", e)
		}
	}
	if refused < 100_000 {
		t.Errorf("only %d refused", refused)
	}
}
