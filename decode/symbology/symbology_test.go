package symbology

import (
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/aztec"
	"github.com/boombuler/barcode/code128"
	"github.com/boombuler/barcode/datamatrix"
	"github.com/boombuler/barcode/ean"
	"github.com/boombuler/barcode/pdf417"
	"github.com/boombuler/barcode/qr"

	"vaxcheck/decode/qr/gray"

	"github.com/makiuchi-d/gozxing/common"
)

// a certificate's text is as long as this, and of the same letters.
var long = "HC1:" + strings.Repeat("6BFOXN%TSMAHN-H WS 2VIEUCNJO5L1V8SFB7AJAH3EF4XCED", 11)

// paper is where a symbol is drawn: the places of its corners in a picture of some size.
type paper struct {
	width, height int
	corners       [4]Point
	inverted      bool
	noise         int
}

// flat draws a symbol straight, modules having so many pixels, with a margin.
func flat(symbol barcode.Barcode, pixels float64) paper {
	const margin = 25
	b := symbol.Bounds()
	w, h := pixels*float64(b.Dx()), pixels*float64(b.Dy())
	return paper{width: int(w) + 2*margin, height: int(h) + 2*margin, corners: [4]Point{
		{X: margin, Y: margin}, {X: margin + w, Y: margin}, {X: margin + w, Y: margin + h}, {X: margin, Y: margin + h}}}
}

// turned turns what is drawn about the middle of the picture, which grows.
func (p paper) turned(degrees float64) paper {
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	side := int(math.Hypot(float64(p.width), float64(p.height)))
	for i, c := range p.corners {
		x, y := c.X-float64(p.width)/2, c.Y-float64(p.height)/2
		p.corners[i] = Point{X: cos*x - sin*y + float64(side)/2, Y: sin*x + cos*y + float64(side)/2}
	}
	p.width, p.height = side, side
	return p
}

// slanted moves the far corners nearer to one another.
func (p paper) slanted(by float64) paper {
	d := by * (p.corners[1].X - p.corners[0].X)
	p.corners[0].X, p.corners[1].X = p.corners[0].X+d, p.corners[1].X-d/2
	p.corners[0].Y, p.corners[1].Y = p.corners[0].Y+d, p.corners[1].Y+d/2
	return p
}

func (p paper) mirrored() paper {
	for i, c := range p.corners {
		p.corners[i].X = float64(p.width) - c.X
	}
	return p
}

// draw returns the picture, each pixel being the mean of nine places.
func (p paper) draw(symbol barcode.Barcode) *gray.Picture {
	b, c := symbol.Bounds(), p.corners
	back := common.PerspectiveTransform_QuadrilateralToQuadrilateral(
		c[0].X, c[0].Y, c[1].X, c[1].Y, c[2].X, c[2].Y, c[3].X, c[3].Y,
		0, 0, float64(b.Dx()), 0, float64(b.Dx()), float64(b.Dy()), 0, float64(b.Dy()))
	random := rand.New(rand.NewPCG(1, 2))
	g := &gray.Picture{Pix: make([]byte, p.width*p.height), Stride: p.width, Width: p.width, Height: p.height}
	for i := range g.Pix {
		light := 0
		for sub := range 9 {
			at := []float64{float64(i%p.width) + float64(sub%3*2+1)/6, float64(i/p.width) + float64(sub/3*2+1)/6}
			back.TransformPoints(at)
			if !isDark(symbol, b, int(math.Floor(at[0])), int(math.Floor(at[1]))) {
				light++
			}
		}
		level := 20 + 210*light/9
		if p.inverted {
			level = 250 - level
		}
		if p.noise > 0 {
			level += random.IntN(2*p.noise) - p.noise
		}
		g.Pix[i] = byte(min(max(level, 0), 255))
	}
	return g
}

func isDark(symbol barcode.Barcode, b image.Rectangle, x, y int) bool {
	if !(image.Point{x, y}.In(b)) {
		return false
	}
	return color.GrayModel.Convert(symbol.At(x, y)).(color.Gray).Y < 128
}

func mustAztec(t *testing.T, text string, layers int) barcode.Barcode {
	t.Helper()
	symbol, err := aztec.Encode([]byte(text), 23, layers)
	if err != nil {
		t.Fatal(err)
	}
	return symbol
}

// TestAztec: all sizes, however they lie.
func TestAztec(t *testing.T) {
	for name, c := range map[string]struct {
		text   string
		layers int // negative for compact ones, 0 for the least that is enough
		paper  func(barcode.Barcode) paper
	}{
		"one layer":        {"X", -1, func(s barcode.Barcode) paper { return flat(s, 4) }},
		"four layers":      {"BOARDING PASS", -4, func(s barcode.Barcode) paper { return flat(s, 3) }},
		"full, one layer":  {"X", 1, func(s barcode.Barcode) paper { return flat(s, 5) }},
		"most layers":      {long, 32, func(s barcode.Barcode) paper { return flat(s, 3) }},
		"screenshot":       {long, 0, func(s barcode.Barcode) paper { return flat(s, 2) }},
		"no whole pixels":  {long, 0, func(s barcode.Barcode) paper { return flat(s, 3.37) }},
		"large":            {long, 0, func(s barcode.Barcode) paper { return flat(s, 24) }},
		"turned":           {long, 0, func(s barcode.Barcode) paper { return flat(s, 4).turned(33) }},
		"on its side":      {long, 0, func(s barcode.Barcode) paper { return flat(s, 4).turned(90) }},
		"on its head":      {long, 0, func(s barcode.Barcode) paper { return flat(s, 4).turned(180) }},
		"by 45 degrees":    {long, 0, func(s barcode.Barcode) paper { return flat(s, 5).turned(45) }},
		"slanted":          {long, 0, func(s barcode.Barcode) paper { return flat(s, 6).slanted(0.18) }},
		"slanted, compact": {"BOARDING PASS", -4, func(s barcode.Barcode) paper { return flat(s, 8).slanted(0.12).turned(-20) }},
		"mirrored":         {long, 0, func(s barcode.Barcode) paper { return flat(s, 4).turned(10).mirrored() }},
		"inverted":         {long, 0, func(s barcode.Barcode) paper { p := flat(s, 4); p.inverted = true; return p }},
		"noisy":            {long, 0, func(s barcode.Barcode) paper { p := flat(s, 4).turned(5); p.noise = 60; return p }},
	} {
		symbol := mustAztec(t, c.text, c.layers)
		p := c.paper(symbol)
		found := Find(p.draw(symbol))
		if len(found) != 1 || found[0].Kind != Aztec || found[0].Text != c.text {
			t.Errorf("%s, %v: %.80v", name, symbol.Bounds().Max, found)
			continue
		}
		for i, at := range found[0].At {
			if d := math.Hypot(at.X-p.corners[i].X, at.Y-p.corners[i].Y); d > 12 {
				t.Errorf("%s: corner %d is off by %.0f pixels", name, i, d)
			}
		}
	}
}

// TestAztecCount: two in one picture, and one beside what only looks like an eye.
func TestAztecCount(t *testing.T) {
	one, two := mustAztec(t, "ONE", -2), mustAztec(t, long, 0)
	a, b := flat(one, 4).draw(one), flat(two, 4).draw(two)
	g := &gray.Picture{Stride: b.Width, Width: b.Width, Height: a.Height + b.Height}
	for y := range a.Height {
		g.Pix = append(g.Pix, a.Pix[y*a.Stride:y*a.Stride+a.Width]...)
		g.Pix = append(g.Pix, []byte(strings.Repeat("\xe6", b.Width-a.Width))...)
	}
	g.Pix = append(g.Pix, b.Pix...)
	if found := Find(g); len(found) != 2 || found[0].Text != "ONE" || found[1].Text != long {
		t.Errorf("%.100v", found)
	}
}

// TestAztecOrder: those in one row come from the left, whichever begins a little higher.
func TestAztecOrder(t *testing.T) {
	const width = 400
	left, right := mustAztec(t, "LEFT", -2), mustAztec(t, "RIGHT", -2)
	for _, lower := range []int{0, 1, 9} {
		g := &gray.Picture{Pix: []byte(strings.Repeat("\xe6", width*300)), Stride: width, Width: width, Height: 300}
		for i, symbol := range []barcode.Barcode{left, right} {
			p := flat(symbol, 4).draw(symbol)
			for y := range p.Height {
				copy(g.Pix[(y+40+lower*(1-i))*width+i*200:], p.Pix[y*p.Stride:y*p.Stride+p.Width])
			}
		}
		if found := Find(g); len(found) != 2 || found[0].Text != "LEFT" || found[1].Text != "RIGHT" {
			t.Errorf("the left one lower by %d: %.100v", lower, found)
		}
	}
}

// TestAztecNamed: a symbol that is spoilt is named.
func TestAztecNamed(t *testing.T) {
	symbol := mustAztec(t, long, 0)
	g := flat(symbol, 4).draw(symbol)
	for y := range g.Height / 3 {
		clear(g.Pix[y*g.Stride : (y+1)*g.Stride])
	}
	if found := Find(g); len(found) != 1 || found[0].Kind != Aztec || found[0].Text != "" {
		t.Errorf("%.100v", found)
	}
}

// TestOthers: what else visitors show is named; a Data Matrix is read.
func TestOthers(t *testing.T) {
	must := func(symbol barcode.Barcode, err error) barcode.Barcode {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return symbol
	}
	bars := func(symbol barcode.Barcode, err error) barcode.Barcode {
		return must(barcode.Scale(must(symbol, err), symbol.Bounds().Dx(), 60))
	}
	read := Symbol{Kind: DataMatrix, Text: "shc:/5676"}
	for name, c := range map[string]struct {
		symbol barcode.Barcode
		want   Symbol
	}{
		"Data Matrix": {must(datamatrix.Encode("shc:/5676")), read},
		"PDF417":      {must(pdf417.Encode(long, 3)), Symbol{Kind: PDF417}},
		"Code 128":    {bars(code128.Encode("PARCEL 42")), Symbol{Kind: BarCode}},
		"EAN 13":      {bars(ean.Encode("4006381333931")), Symbol{Kind: BarCode}},
		"EAN 8":       {bars(ean.Encode("96385074")), Symbol{Kind: BarCode}},
		"a QR code":   {must(qr.Encode(long, qr.M, qr.Auto)), Symbol{}},
	} {
		for _, degrees := range []float64{0, 90, 180, 270} {
			found := Find(flat(c.symbol, 4).turned(degrees).draw(c.symbol))
			switch {
			case c.want.Kind == "" && len(found) == 0:
			case len(found) != 1 || found[0].Kind != c.want.Kind || found[0].Text != c.want.Text:
				t.Errorf("%s, turned by %.0f: %+v", name, degrees, found)
			}
		}
	}
}

// startAndStop are the bars of PDF417 as stripes, two pixels a module.
var startAndStop = func() (row []byte) {
	level := byte(0)
	for _, modules := range append(startBars[:], stopBars[:]...) {
		for range 2 * modules {
			row = append(row, level)
		}
		level = ^level
	}
	return row
}()

// TestNothing: what is no symbol has no name.
func TestNothing(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	rings := func(x, y float64) float64 { return math.Sin(math.Hypot(x-200, y-150) / 2) }
	pictures := map[string]func(x, y int) byte{
		"empty":        func(x, y int) byte { return 255 },
		"black":        func(x, y int) byte { return 0 },
		"noise":        func(x, y int) byte { return byte(random.IntN(256)) },
		"lines":        func(x, y int) byte { return byte(x / 3 % 2 * 255) },
		"bars alone":   func(x, y int) byte { return startAndStop[x%len(startAndStop)] },
		"chessboard":   func(x, y int) byte { return byte((x/4 + y/4) % 2 * 255) },
		"circles":      func(x, y int) byte { return byte(128 + 127*rings(float64(x), float64(y))) },
		"random tiles": func(x, y int) byte { return byte(uint((x/5*7919)^(y/5*104729)) * 2654435761 >> 13 & 1 * 255) },
	}
	for name, level := range pictures {
		g := &gray.Picture{Pix: make([]byte, 400*300), Stride: 400, Width: 400, Height: 300}
		for i := range g.Pix {
			g.Pix[i] = level(i%400, i/400)
		}
		if found := Find(g); len(found) > 0 {
			t.Errorf("%s: %+v", name, found)
		}
	}
	for _, g := range []*gray.Picture{{}, {Pix: []byte{1}, Stride: 1, Width: 1, Height: 1}, {Pix: make([]byte, 90), Stride: 90, Width: 90, Height: 1}} {
		if found := Find(g); len(found) > 0 {
			t.Errorf("%d×%d: %+v", g.Width, g.Height, found)
		}
	}
}

// FuzzFind: whatever the pixels are, there is an answer.
func FuzzFind(f *testing.F) {
	symbol, err := aztec.Encode([]byte("A FORGER'S"), 23, 0)
	if err != nil {
		f.Fatal(err)
	}
	g := flat(symbol, 3).draw(symbol)
	f.Add(g.Pix, uint16(g.Width))
	f.Add([]byte(strings.Repeat("\x00\xff", 3000)), uint16(60))
	f.Fuzz(func(t *testing.T, pix []byte, width uint16) {
		w := int(width)
		if w == 0 || len(pix) < w || len(pix) > 1<<16 {
			t.Skip()
		}
		for _, s := range Find(&gray.Picture{Pix: pix, Stride: w, Width: w, Height: len(pix) / w}) {
			if s.Kind == "" || s.Text != "" && s.Kind != Aztec && s.Kind != DataMatrix {
				t.Errorf("%+v", s)
			}
		}
	})
}
