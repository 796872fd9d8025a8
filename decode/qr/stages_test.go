package qr

import (
	"bytes"
	"image"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/makiuchi-d/gozxing/qrcode/decoder"
	"rsc.io/qr/coding"
)

func TestFramesAreExact(t *testing.T) {
	b, _ := dense(t, 10, 0)
	for _, s := range []shot{{module: 6}, {module: 5, turn: 0.4}, {module: 4, turn: 1.1, inverted: true},
		{module: 3, turn: 0.2}} {
		g := render(b, s)
		r := newReader(Options{})
		search := newSearch(r, r.newPicture(g))
		search.black.adaptive(g, windowRadius(g), meanBias, make([]int32, g.Width))
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
	b, _ := dense(t, 10, 0)
	g := render(b, shot{module: 5})
	off := &homography{size: 57, origin: Point{20 + 28.5*5 + 9, 20 + 28.5*5 - 6}, scale: 5}
	off.h = [9]float64{28.5, 0, 0, 0, 28.5, 0, 0, 0, 1}
	s := seeker{g, 1, false}
	p, fit := s.seek(off, 50.5, 50.5, 3)
	if want := (Point{20 + 50.5*5, 20 + 50.5*5}); p.distance(want) > 1 || fit < 0.9 {
		t.Errorf("found at %v with %.2f, want %v", p, fit, want)
	}
}

// TestPhases shifts a perfect grid and expects the shift to be measured.
func TestPhases(t *testing.T) {
	b, _ := dense(t, 10, 0)
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
		b, _ := dense(t, v, 1)
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

// TestLayouts compares every function pattern with an encoder's symbols.
func TestLayouts(t *testing.T) {
	for v := 1; v <= maxVersion; v++ {
		l := layoutOf(v)
		b, _ := dense(t, v, 5)
		for i, known := range l.known {
			if dark := b[i/l.size][i%l.size]; known != 0 && dark != (known > 0) {
				t.Fatalf("version %d, module %d: known %d, dark %v", v, i, known, dark)
			}
		}
		rest := -len(l.order)
		for _, function := range l.function {
			if !function {
				rest++
			}
		}
		if len(l.order) != 8*l.codewords || rest < 0 || rest > 7 {
			t.Errorf("version %d: %d data modules, %d left over, %d codewords", v, len(l.order), rest, l.codewords)
		}
	}
}

func TestFormatBits(t *testing.T) {
	// ISO/IEC 18004, "Format information": level M, mask 5.
	if got := formatBits(0b00101); got != 0b100000011001110 {
		t.Errorf("%015b", got)
	}
}

// softOf returns the soft values of a perfect sampling.
func softOf(b bits) []float64 {
	var soft []float64
	for _, row := range b {
		for _, dark := range row {
			soft = append(soft, map[bool]float64{true: 1, false: -1}[dark])
		}
	}
	return soft
}

// TestCodewords has another author's decoder read the same symbols.
func TestCodewords(t *testing.T) {
	for v := 1; v <= maxVersion; v += 3 {
		for level := range 4 {
			text := "Level and version"[:5+v%3]
			b := symbol(t, v, (v+level)%8, coding.Level(level), coding.String(text))
			soft := softOf(b)
			var c codewords
			if !c.read(layoutOf(v), soft) {
				t.Fatalf("version %d: no format information", v)
			}
			c.bytes[0] ^= 0x55
			var s Symbol
			n, ok := c.correct()
			if !ok || n != 1 || !c.content(&s) || s.Text != text {
				t.Errorf("version %d level %d: %d corrected, %v, text %q", v, level, n, ok, s.Text)
			}
			theirs, err := decoder.NewDecoder().DecodeBoolMapWithoutHint(b)
			if err != nil || theirs.GetECLevel() != s.Level || !bytes.Equal(theirs.GetRawBytes(), c.data()) {
				t.Errorf("version %d level %d: another decoder finds other data codewords, %v", v, level, err)
			}
		}
	}
}

func TestErasures(t *testing.T) {
	b, text := dense(t, 10, 0) // four blocks of 18 check codewords: 9 errors each
	soft := softOf(b)
	l := layoutOf(10)
	r := rand.New(rand.NewPCG(3, 4))
	var c codewords
	c.read(l, soft)
	for _, b := range c.blocks {
		for _, i := range r.Perm(len(b.places))[:11] {
			for _, at := range l.order[8*b.places[i] : 8*b.places[i]+8] {
				soft[at] *= -0.1
			}
		}
	}
	c.read(l, soft)
	if _, ok := c.correct(); ok {
		t.Fatal("corrected without erasures; the damage is too small to test them")
	}
	var s Symbol
	if n, ok := c.correctErasing(); !ok || n != 44 || !c.content(&s) || s.Text != text {
		t.Errorf("%d corrected, %v, text %.20q", n, ok, s.Text)
	}
}

func TestReedSolomon(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	var d blockDecoder
	for range 500 {
		check := 2 * (3 + r.IntN(12))
		n := check + 1 + r.IntN(100)
		clean := encodeBlock(r, n, check)
		erasures := r.IntN(check + 1)
		errors := (check - erasures) / 2
		damaged := append([]byte(nil), clean...)
		places := r.Perm(n)
		for _, p := range places[:min(erasures+errors, n)] {
			damaged[p] ^= byte(1 + r.IntN(255))
		}
		erased := places[:min(erasures, n)]
		if changed, ok := d.correct(damaged, check, erased); !ok || string(damaged) != string(clean) {
			t.Fatalf("n %d check %d erasures %d errors %d: %v, %d changed", n, check, erasures, errors, ok, changed)
		}
	}
}

// encodeBlock makes a random block whose value at the first powers is zero.
func encodeBlock(r *rand.Rand, n, check int) []byte {
	generator := []byte{1}
	for i := range check {
		next := make([]byte, len(generator)+1)
		for j, c := range generator {
			next[j] ^= c
			next[j+1] ^= field.mul(c, field.exp[i])
		}
		generator = next
	}
	block := make([]byte, n)
	for i := range n - check {
		block[i] = byte(r.UintN(256))
	}
	rest := append([]byte(nil), block...)
	for i := range n - check {
		f := rest[i]
		for j, c := range generator {
			rest[i+j] ^= field.mul(f, c)
		}
	}
	copy(block[n-check:], rest[n-check:])
	return block
}

func TestReedSolomonRefuses(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 9))
	var d blockDecoder
	wrong := 0
	for range 300 {
		block := encodeBlock(r, 140, 28)
		for _, p := range r.Perm(140)[:60] {
			block[p] ^= byte(1 + r.IntN(255))
		}
		if _, ok := d.correct(block, 28, nil); ok {
			wrong++
		}
	}
	if wrong > 0 {
		t.Errorf("%d of 300 ruined blocks were corrected", wrong)
	}
	for _, c := range []struct {
		block  []byte
		check  int
		erased []int
	}{{nil, 2, nil}, {make([]byte, 3), 10, nil}, {make([]byte, 300), 10, nil}, {make([]byte, 20), 69, nil},
		{make([]byte, 20), 2, []int{1, 2, 3}}} {
		if _, ok := d.correct(c.block, c.check, c.erased); ok {
			t.Errorf("%d codewords with %d check codewords were taken", len(c.block), c.check)
		}
	}
}

// TestEqualiser mixes each module with its neighbours and expects it undone.
func TestEqualiser(t *testing.T) {
	b, _ := dense(t, 14, 2)
	l := layoutOf(14)
	want := softOf(b)
	n := l.size
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

func TestAlignmentCentresAgree(t *testing.T) {
	for v := 2; v <= maxVersion; v++ {
		blocks, err := decoder.Version_GetVersionForNumber(v)
		if err != nil {
			t.Fatal(err)
		}
		k := len(blocks.GetAlignmentPatternCenters())
		if got := len(layoutOf(v).alignment); got != k*k-3 {
			t.Errorf("version %d: %d alignment patterns, want %d", v, got, k*k-3)
		}
	}
}

// TestTrace: the pictures shown are those of the search that reads the code, and
// watching changes nothing.
func TestTrace(t *testing.T) {
	b, _ := dense(t, 18, 2)
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
