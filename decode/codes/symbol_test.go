package codes

import (
	"image"
	"image/color"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"rsc.io/qr/coding"

	"vaxcheck/decode"
	"vaxcheck/decode/qr"
	"vaxcheck/internal/mint"
)

// turned returns a picture turned by degrees about its middle and stretched, on
// a white ground large enough for it.
func turned(img image.Image, degrees, stretch float64) *image.Gray {
	src := qr.FromImage(img)
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	side := int(math.Hypot(float64(src.Width), float64(src.Height)) * stretch)
	out := image.NewGray(image.Rect(0, 0, side, side))
	for i := range out.Pix {
		dx, dy := (float64(i%side)+0.5-float64(side)/2)/stretch, (float64(i/side)+0.5-float64(side)/2)/stretch
		x, y := int(math.Floor(dx*cos+dy*sin+float64(src.Width)/2)), int(math.Floor(dy*cos-dx*sin+float64(src.Height)/2))
		out.Pix[i] = 255
		if x >= 0 && y >= 0 && x < src.Width && y < src.Height {
			out.Pix[i] = src.Pix[y*src.Stride+x]
		}
	}
	return out
}

// arranged puts pictures on a page, each with its upper left corner at a place.
func arranged(w, h int, at map[image.Point]image.Image) *image.Gray {
	page := image.NewGray(image.Rect(0, 0, w, h))
	for i := range page.Pix {
		page.Pix[i] = 230
	}
	for p, img := range at {
		b := img.Bounds()
		for y := range b.Dy() {
			for x := range b.Dx() {
				page.Set(p.X+x, p.Y+y, img.At(b.Min.X+x, b.Min.Y+y))
			}
		}
	}
	return page
}

func mirrored(img image.Image) *image.Gray {
	b := img.Bounds()
	out := image.NewGray(b)
	for y := range b.Dy() {
		for x := range b.Dx() {
			out.Set(b.Dx()-1-x, y, img.At(x, y))
		}
	}
	return out
}

func TestTurnedAndScaled(t *testing.T) {
	text := pictureText(1500)
	img := mint.Picture([]string{text}, 4)
	for _, degrees := range []float64{0, 3, 8, 45, 90, 137, 180, 270} {
		t.Run("turned", func(t *testing.T) {
			wantTexts(t, mint.PictureFile("png", turned(img, degrees, 1)), text)
		})
	}
	for _, stretch := range []float64{0.6, 0.75, 0.9, 1.1, 1.37, 1.9} {
		t.Run("scaled", func(t *testing.T) {
			wantTexts(t, mint.PictureFile("png", turned(img, 0, stretch)), text)
		})
	}
	t.Run("mirrored", func(t *testing.T) { wantTexts(t, mint.PictureFile("png", mirrored(img)), text) })
	t.Run("photograph", func(t *testing.T) {
		page := arranged(3000, 4000, map[image.Point]image.Image{
			{X: 900, Y: 1700}: mint.Picture([]string{text}, 9)})
		codes := wantTexts(t, mint.PictureFile("png", page), text)
		if !strings.HasPrefix(codes[0].Symbol.Found, "halved-") {
			t.Errorf("found by %q, not at half size", codes[0].Symbol.Found)
		}
	})
}

// A code cut out of a screen: a pixel a module and no margin at all.
func TestOnePixelAModule(t *testing.T) {
	for _, n := range []int{60, 600, 1500, 2300} {
		text := pictureText(n)
		bits, version := mint.Matrix(text)
		img := image.NewGray(image.Rect(0, 0, len(bits), len(bits)))
		for i := range img.Pix {
			if !bits[i/len(bits)][i%len(bits)] {
				img.Pix[i] = 255
			}
		}
		codes := wantTexts(t, mint.PictureFile("png", img), text)
		if got := codes[0].Symbol.Version; got != version {
			t.Errorf("version %d, want %d", got, version)
		}
	}
}

func TestSymbolFacts(t *testing.T) {
	for _, n := range []int{10, 60, 300, 1000, 1600, 2390, 5000} {
		text := pictureText(n)
		bits, version := mint.Matrix(text)
		got := wantTexts(t, mint.PNG(text, 4), text)[0]
		if got.Symbol.Version != version || got.Symbol.Level != "L" {
			t.Errorf("%d-%s, want %d-L", got.Symbol.Version, got.Symbol.Level, version)
		}
		if !cmp.Equal(got.Modes, []string{"byte", "numeric"}) {
			t.Errorf("modes %q", got.Modes)
		}
		near, far := 16.0, 16+4*float64(len(bits))
		for i, want := range []decode.Point{{X: near, Y: near}, {X: far, Y: near}, {X: far, Y: far},
			{X: near, Y: far}} {
			if c := got.Symbol.Corners[i]; math.Hypot(c.X-want.X, c.Y-want.Y) > 4 {
				t.Errorf("version %d: corner %d at %v, want %v", version, i, c, want)
			}
		}
	}
}

func TestSeveralCodes(t *testing.T) {
	a, b, c, d := pictureText(1500), pictureText(600), pictureText(2300), pictureText(60)
	one := func(text string, scale int) image.Image { return mint.Picture([]string{text}, scale) }
	t.Run("row", func(t *testing.T) {
		wantTexts(t, mint.PictureFile("png", mint.Picture([]string{a, b, c}, 3)), a, b, c)
	})
	t.Run("page, slightly askew", func(t *testing.T) {
		page := arranged(1400, 1300, map[image.Point]image.Image{
			{X: 40, Y: 60}: one(a, 5), {X: 700, Y: 30}: one(c, 4), {X: 60, Y: 720}: one(d, 4),
			{X: 720, Y: 700}: one(b, 5)})
		wantTexts(t, mint.PictureFile("png", page), a, c, d, b)
	})
	t.Run("thumbnail of the same", func(t *testing.T) {
		page := arranged(1000, 700, map[image.Point]image.Image{{X: 10, Y: 10}: one(a, 5),
			{X: 700, Y: 300}: one(a, 2)})
		wantTexts(t, mint.PictureFile("png", page), a)
	})
	t.Run("one needs another way", func(t *testing.T) {
		page := arranged(1000, 700, map[image.Point]image.Image{{X: 10, Y: 10}: one(b, 5),
			{X: 500, Y: 100}: painted(one(a, 4), image.NewGray(one(a, 4).Bounds()),
				choose(color.Gray{Y: 210}, color.Gray{Y: 5}))})
		wantTexts(t, mint.PictureFile("png", page), b, a)
	})
}

// segmented draws a symbol of version 5, level M, with the segments given.
func segmented(t *testing.T, segments ...coding.Encoding) []byte {
	t.Helper()
	plan, err := coding.NewPlan(5, coding.M, 3)
	if err != nil {
		t.Fatal(err)
	}
	code, err := plan.Encode(segments...)
	if err != nil {
		t.Fatal(err)
	}
	img := image.NewGray(image.Rect(0, 0, (code.Size+8)*4, (code.Size+8)*4))
	for i := range img.Pix {
		if !code.Black(i%img.Stride/4-4, i/img.Stride/4-4) {
			img.Pix[i] = 255
		}
	}
	return mint.PictureFile("png", img)
}

func TestSegments(t *testing.T) {
	tests := []struct {
		name      string
		segments  []coding.Encoding
		text, raw string
		modes     []string
	}{
		{"three", []coding.Encoding{coding.String("shc"), coding.Alpha(":/"), coding.Num("5676")},
			"shc:/5676", "shc", []string{"byte", "alphanumeric", "numeric"}},
		{"numeric, rests of one and two", []coding.Encoding{coding.Num("5676"), coding.Num("00000")},
			"567600000", "", []string{"numeric", "numeric"}},
		{"UTF-8", []coding.Encoding{coding.String("種痘 é")}, "種痘 é", "種痘 é", []string{"byte"}},
		{"UTF-8 over two segments", []coding.Encoding{coding.String("a\xc3"), coding.String("\xa9")}, "aé",
			"aé", []string{"byte", "byte"}},
		{"Shift JIS", []coding.Encoding{coding.String("\x93\xfa\x96\x7b\x8c\xea\x82\xcc\x95\xb6\x8e\x9a")},
			"日本語の文字", "\x93\xfa\x96\x7b\x8c\xea\x82\xcc\x95\xb6\x8e\x9a", []string{"byte"}},
		{"ASCII a guess could touch", []coding.Encoding{coding.String("\\~\x1b$B\x7f")}, "\\~\x1b$B\x7f",
			"\\~\x1b$B\x7f", []string{"byte"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := wantTexts(t, segmented(t, tt.segments...), tt.text)[0]
			if !cmp.Equal(got.Modes, tt.modes) {
				t.Errorf("modes %q", got.Modes)
			}
			if got.Symbol.Version != 5 || got.Symbol.Level != "M" {
				t.Errorf("symbol %d-%s", got.Symbol.Version, got.Symbol.Level)
			}
		})
	}
}

// corpusDir returns a folder of the shared corpus, or skips the test.
func corpusDir(t *testing.T, name string) string {
	t.Helper()
	root, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(root, "go.mod")); err == nil {
			break
		}
		if root == filepath.Dir(root) {
			t.Skip("no go.mod above this package")
		}
		root = filepath.Dir(root)
	}
	dir := filepath.Join(root, "..", "shared", "corpus", name)
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("the shared corpus %s is not here", name)
	}
	return dir
}

// The reference validator's pictures, with the facts its documentation states.
func TestReferencePictures(t *testing.T) {
	dir := corpusDir(t, "shc-reference")
	versions := map[string]int{
		"g-qr-code-0-bad_qr_version.png": 24, "g-qr-code-0-qr_chunk_too_small.png": 12,
		"g-qr-code-1-qr_chunk_too_small.png": 12,
		"g-qr-code-0-scaled-23.jpg":          18, "g-qr-code-0-scaled-85.jpg": 18,
		"g-qr-code-0-single_qr_segment.png":   29,
		"g-qr-code-0-too_many_qr_segment.png": 18, "g-qr-code-inflated-to-v22.png": 22,
	}
	modes := map[string]int{"g-qr-code-0-single_qr_segment.png": 1, "g-qr-code-0-too_many_qr_segment.png": 3}
	files, err := filepath.Glob(filepath.Join(dir, "*.[jp][pn]g"))
	if err != nil || len(files) < len(versions) {
		t.Fatalf("%d pictures found, %v", len(files), err)
	}
	scaled := map[string]bool{}
	for _, file := range files {
		name := strings.TrimPrefix(filepath.Base(file), "test-example-00-")
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			codes, problem := readPicture(data, Options{})
			if problem != nil || len(codes) != 1 || !strings.HasPrefix(codes[0].Text, "shc:/") {
				t.Fatalf("%d codes, problem %+v", len(codes), problem)
			}
			if want := versions[name]; want != 0 && codes[0].Symbol.Version != want {
				t.Errorf("version %d, want %d", codes[0].Symbol.Version, want)
			}
			if want := max(modes[name], 2); modes[name] != 1 && len(codes[0].Modes) != want ||
				modes[name] == 1 && len(codes[0].Modes) != 1 {
				t.Errorf("segments %q", codes[0].Modes)
			}
			if strings.Contains(name, "scaled") {
				scaled[codes[0].Text] = true
			}
		})
	}
	if len(scaled) != 1 {
		t.Errorf("the scaled pictures of one code give %d texts", len(scaled))
	}
}

func BenchmarkReadPicture(b *testing.B) {
	img := turned(mint.Picture([]string{pictureText(1500)}, 4), 0, 1.1)
	img = img.SubImage(image.Rect(0, 0, 600, 600)).(*image.Gray)
	for _, kind := range []string{"png", "jpeg"} {
		data := mint.PictureFile(kind, img)
		b.Run(kind, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, problem := readPicture(data, Options{}); problem != nil {
					b.Fatal(problem)
				}
			}
		})
	}
}
