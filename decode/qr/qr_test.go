package qr

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"vaxcheck/decode/qr/gray"
	"vaxcheck/decode/qr/symbol"
	"vaxcheck/decode/qr/symbol/symboltest"
	"vaxcheck/internal/capture"

	"rsc.io/qr/coding"
)

func TestReadAllVersions(t *testing.T) {
	for v := 1; v <= symbol.MaxVersion; v++ {
		t.Run(fmt.Sprint(v), func(t *testing.T) {
			b, text := symboltest.Dense(t, v, v%8)
			s := readOne(t, render(b, shot{module: 3.3, turn: float64(v) * 0.41}), text)
			if s.Version != v || s.Level != "L" || s.Mask != v%8 || s.Mirrored || s.Inverted {
				t.Errorf("got version %d, level %s, mask %d, mirrored %v, inverted %v", s.Version, s.Level,
					s.Mask, s.Mirrored, s.Inverted)
			}
		})
	}
}

func TestReadLevels(t *testing.T) {
	for level, name := range []string{"L", "M", "Q", "H"} {
		b := symboltest.Encode(t, 5, 2, coding.Level(level), coding.String("level "+name))
		if s := readOne(t, render(b, shot{module: 4}), "level "+name); s.Level != name {
			t.Errorf("level %s read as %s", name, s.Level)
		}
	}
}

func TestReadShots(t *testing.T) {
	for name, s := range map[string]shot{
		"quarter turn":      {module: 4, turn: math.Pi / 2},
		"half turn":         {module: 4, turn: math.Pi},
		"mirrored":          {module: 4, turn: 0.3, mirrored: true},
		"inverted":          {module: 4, turn: 0.3, inverted: true},
		"both":              {module: 4, turn: 2, mirrored: true, inverted: true},
		"tilted":            {module: 5, turn: 0.7, tilt: 0.6},
		"bent":              {module: 5, turn: 0.2, bend: 0.05, waves: 0.7},
		"bent much":         {module: 6, bend: 0.1, waves: 0.8},
		"noisy":             {module: 5, turn: 0.1, noise: 60},
		"blurred":           {module: 6, turn: 0.1, blur: 7},
		"two pixels":        {module: 2, turn: 0.1},
		"one pixel":         {module: 1},
		"one, no margin":    {module: 1, margin: 1e-9},
		"one, bare, turned": {module: 1, margin: 1e-9, turn: math.Pi / 2},
		"large":             {module: 14, turn: 0.5},
	} {
		t.Run(name, func(t *testing.T) {
			b, text := symboltest.Dense(t, 14, 3)
			got := readOne(t, render(b, s), text)
			if got.Mirrored != s.mirrored || got.Inverted != s.inverted {
				t.Errorf("mirrored %v, inverted %v", got.Mirrored, got.Inverted)
			}
		})
	}
}

func TestCornersAndModule(t *testing.T) {
	b, text := symboltest.Dense(t, 10, 0)
	got := readOne(t, render(b, shot{module: 6}), text)
	side := float64(len(b))*6 + 24
	for i, want := range [4]Point{{24, 24}, {side, 24}, {side, side}, {24, side}} {
		if got.Corners[i].distance(want) > 2 {
			t.Errorf("corner %d at %v, want %v", i, got.Corners[i], want)
		}
	}
	if math.Abs(got.ModulePixels-6) > 0.2 {
		t.Errorf("a module of %.2f pixels, want 6", got.ModulePixels)
	}
	mirrored := readOne(t, render(b, shot{module: 6, mirrored: true}), text)
	if mirrored.Corners[0].X < mirrored.Corners[1].X {
		t.Errorf("the upper left of a mirrored symbol is at %v, its upper right at %v", mirrored.Corners[0],
			mirrored.Corners[1])
	}
}

func TestSegments(t *testing.T) {
	b := symboltest.Encode(t, 6, 1, coding.L, coding.String("shc"), coding.Alpha(":/"), coding.Num("5676295953"))
	got := readOne(t, render(b, shot{module: 4}), "shc:/5676295953")
	var modes []string
	for _, s := range got.Segments {
		modes = append(modes, s.Mode)
	}
	if fmt.Sprint(modes) != "[byte alphanumeric numeric]" {
		t.Errorf("segments %v", modes)
	}
	if string(got.Segments[0].Bytes) != "shc" {
		t.Errorf("bytes %q", got.Segments[0].Bytes)
	}
}

func TestByteSegmentsAreRaw(t *testing.T) {
	raw := "\xff\xfe\x80caf\xe9"
	b := symboltest.Encode(t, 4, 1, coding.L, coding.String(raw))
	res := Read(render(b, shot{module: 4}), Options{})
	if len(res.Symbols) != 1 || len(res.Symbols[0].Segments) != 1 {
		t.Fatalf("read %+v", res)
	}
	if got := string(res.Symbols[0].Segments[0].Bytes); got != raw {
		t.Errorf("bytes %q, want %q", got, raw)
	}
}

func TestSeveral(t *testing.T) {
	page := gray.New(900, 700)
	for i := range page.Pix {
		page.Pix[i] = 225
	}
	var want []string
	for i, at := range [][2]int{{20, 40}, {480, 20}, {250, 370}} {
		b, text := symboltest.Dense(t, 8+i, i)
		paste(page, render(b, shot{module: 4.5}), at[0], at[1])
		want = append(want, text)
	}
	res := Read(page, Options{})
	if len(res.Symbols) != 3 {
		t.Fatalf("%d symbols read", len(res.Symbols))
	}
	for i, s := range res.Symbols {
		if s.Text != want[i] {
			t.Errorf("symbol %d is another", i)
		}
	}
	if one := Read(page, Options{MaxCodes: 1}); len(one.Symbols) != 1 {
		t.Errorf("%d symbols read, at most one was asked for", len(one.Symbols))
	}
}

func TestSameTextOnce(t *testing.T) {
	b, text := symboltest.Dense(t, 7, 0)
	small, big := render(b, shot{module: 3}), render(b, shot{module: 6})
	page := gray.New(small.Width+big.Width, big.Height)
	for i := range page.Pix {
		page.Pix[i] = 225
	}
	paste(page, small, 0, 0)
	paste(page, big, small.Width, 0)
	readOne(t, page, text)
}

func TestNothingThere(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	noise := gray.New(800, 600)
	for i := range noise.Pix {
		noise.Pix[i] = byte(r.UintN(256))
	}
	for name, c := range map[string]struct {
		g   *Gray
		why Why
	}{
		"nil":        {nil, WhyTooSmall},
		"empty":      {&Gray{}, WhyTooSmall},
		"one pixel":  {gray.New(1, 1), WhyTooSmall},
		"a line":     {gray.New(5000, 1), WhyTooSmall},
		"lying":      {&Gray{Pix: make([]byte, 10), Stride: 100, Width: 100, Height: 100}, WhyTooSmall},
		"overflow":   {&Gray{Pix: make([]byte, 10), Stride: math.MaxInt, Width: math.MaxInt, Height: 3}, WhyTooSmall},
		"black":      {gray.New(300, 300), WhyTooDark},
		"noise":      {noise, ""},
		"look-alike": {lookAlikes(40), ""},
	} {
		t.Run(name, func(t *testing.T) {
			res := Read(c.g, Options{})
			if len(res.Symbols) > 0 {
				t.Fatalf("read %q", res.Symbols[0].Text)
			}
			if res.Why == "" || c.why != "" && res.Why != c.why {
				t.Errorf("the reason is %q, want %q", res.Why, c.why)
			}
		})
	}
}

// lookAlikes is a picture of n by n finder patterns.
func lookAlikes(n int) *Gray {
	const pitch, module = 27, 3
	g := gray.New(n*pitch, n*pitch)
	for y := range g.Height {
		for x := range g.Row(y) {
			u, v := x%pitch/module-4, y%pitch/module-4
			ring := max(u, -u, v, -v)
			if ring == 2 || ring == 4 {
				g.Row(y)[x] = 255
			}
		}
	}
	return g
}

// noSuchSet fills a symbol of version 6-M with the number of a character set that there
// is not, and zeros. With one of its masks it makes sense to who reads it as its mirror
// image would be.
type noSuchSet struct{}

func (noSuchSet) Check() error            { return nil }
func (noSuchSet) Bits(coding.Version) int { return 8 * 108 }
func (noSuchSet) Encode(b *coding.Bits, _ coding.Version) {
	b.Write(0x7aa0, 16)
	for range 108 - 2 {
		b.Write(0, 8)
	}
}

func TestReasons(t *testing.T) {
	b, _ := symboltest.Dense(t, 14, 0)
	whole := render(b, shot{module: 6})
	covered := func() *Gray {
		g := render(b, shot{module: 6})
		for y := range 90 {
			for x := range 90 {
				g.Row(y)[x] = 225
			}
		}
		return g
	}
	damaged := render(b, shot{module: 6})
	for y := 130; y < 330; y++ {
		for x := 130; x < 330; x++ {
			damaged.Row(y)[x] = byte(25 + 200*((x/6*7+y/6*13)%3&1))
		}
	}
	for name, c := range map[string]struct {
		g   *Gray
		why []Why
	}{
		"cut off":  {whole.Part(0, 0, whole.Width, 300), []Why{WhyCutOff, WhyHidden}},
		"covered":  {covered(), []Why{WhyHidden}},
		"damaged":  {damaged, []Why{WhyDamaged}},
		"content":  {render(symboltest.Encode(t, 6, 5, coding.M, noSuchSet{}), shot{module: 4}), []Why{WhyContent}},
		"no pixel": {render(b, shot{module: 0.8, turn: 0.4}), []Why{WhyFewPixels, WhyNoFinders}},
	} {
		t.Run(name, func(t *testing.T) {
			res := Read(c.g, Options{})
			for _, w := range c.why {
				if res.Why == w {
					return
				}
			}
			t.Errorf("the reason is %q, want %q", res.Why, c.why)
		})
	}
}

func TestSameAnswerTwice(t *testing.T) {
	b, _ := symboltest.Dense(t, 18, 4)
	g := render(b, shot{module: 4, turn: 0.3, bend: 0.06, waves: 0.7, noise: 20})
	first, second := Read(g, Options{}), Read(g, Options{})
	if fmt.Sprint(first) != fmt.Sprint(second) {
		t.Errorf("%v and then %v", first, second)
	}
}

func TestStretchFindsFaintCodes(t *testing.T) {
	b, text := symboltest.Dense(t, 10, 0)
	g := render(b, shot{module: 4})
	for i, v := range g.Pix {
		g.Pix[i] = 120 + v/32 // 7 levels
	}
	readOne(t, g, text)
}

func TestEnlargeKeepsEvenGrey(t *testing.T) {
	g := gray.New(5, 4)
	for i := range g.Pix {
		g.Pix[i] = 77
	}
	for _, v := range enlarge(g, 2, 77).Pix {
		if v != 77 {
			t.Fatalf("an even grey became %d", v)
		}
	}
}

// TestTornFrame: of a frame whose lower part is of a later moment, the hand having moved on, the
// text is the code's or there is none.
func TestTornFrame(t *testing.T) {
	read := 0
	for p := range capture.Judged().Class("clean").Thin(2).All() {
		g := gray.Of(p.Image)
		for _, moved := range []int{1, 12, 60} {
			torn := eachPixel(g, func(x, y int, level byte) float64 {
				if y > g.Height/2 {
					level = g.Row(y)[max(x-moved, 0)]
				}
				return float64(level)
			})
			r := Read(torn, Options{Work: UsualWork})
			for _, s := range r.Symbols {
				if !slices.Contains(p.Texts, s.Text) {
					t.Errorf("%s, moved by %d pixels: another text", p.Name(), moved)
				}
			}
			if len(r.Symbols) > 0 {
				read++
			} else {
				t.Log(p.Name(), moved, r.Why)
			}
		}
	}
	if read == 0 {
		t.Error("nothing is read of frames torn by a pixel")
	}
}
