package codes

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"math/rand"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"vaxcheck/decode"
	"vaxcheck/decode/picture"
	"vaxcheck/internal/mint"
)

// smallText makes a symbol of version 4, whose picture is small enough to fuzz.
var smallText = pictureText(60)

// pictureText returns a text of the shape of a card's with so many digits.
func pictureText(digits int) string {
	r := rand.New(rand.NewSource(int64(digits)))
	var b strings.Builder
	b.WriteString("shc:/")
	for range digits {
		b.WriteByte(byte('0' + r.Intn(10)))
	}
	return b.String()
}

// wantTexts checks that a picture gives exactly these codes in this order.
func wantTexts(t *testing.T, data []byte, want ...string) []symbolText {
	t.Helper()
	codes, problem := readPicture(data, Options{})
	if problem != nil {
		t.Fatalf("problem %s: %s", problem.Reason, problem.Detail)
	}
	if len(codes) != len(want) {
		t.Fatalf("%d codes, want %d", len(codes), len(want))
	}
	for i := range want {
		if codes[i].Text != want[i] {
			t.Errorf("code %d has another text than was drawn", i)
		}
	}
	return codes
}

func wantProblem(t *testing.T, data []byte, want decode.Reason) {
	t.Helper()
	codes, problem := readPicture(data, Options{})
	if problem == nil || problem.Reason != want || len(codes) != 0 {
		t.Errorf("%d codes, problem %+v, want %q", len(codes), problem, want)
	}
	if problem == nil || problem.Detail == "" {
		t.Error("no detail")
	}
}

func TestPictureFormats(t *testing.T) {
	text := pictureText(1000)
	img := mint.Picture([]string{text}, 3)
	for _, kind := range mint.PictureKinds {
		t.Run(kind, func(t *testing.T) {
			data := mint.PictureFile(kind, img)
			if got := picture.Sniff(data); got != kind {
				t.Errorf("sniffed %q", got)
			}
			wantTexts(t, data, text)
		})
	}
}

// painted copies a picture into another kind of image.
func painted[I interface {
	image.Image
	Set(x, y int, c color.Color)
}](img image.Image, out I, recolour func(dark bool) color.Color) I {
	b := img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			out.Set(x, y, recolour(color.GrayModel.Convert(img.At(x, y)).(color.Gray).Y < 128))
		}
	}
	return out
}

func choose(dark, light color.Color) func(bool) color.Color {
	return func(isDark bool) color.Color {
		if isDark {
			return dark
		}
		return light
	}
}

func TestPictureColours(t *testing.T) {
	text := pictureText(300)
	img := mint.Picture([]string{text}, 4)
	r := img.Bounds()
	clear := color.NRGBA{}
	tests := []struct {
		name string
		img  image.Image
	}{
		{"black on nothing", painted(img, image.NewNRGBA(r), choose(color.NRGBA{A: 255}, clear))},
		{"black on nothing, 16 bit", painted(img, image.NewNRGBA64(r),
			choose(color.NRGBA64{A: 65535}, clear))},
		{"half transparent", painted(img, image.NewRGBA(r), choose(color.NRGBA{R: 40, A: 128}, color.White))},
		{"grey, 16 bit", painted(img, image.NewGray16(r),
			choose(color.Gray16{Y: 1000}, color.Gray16{Y: 50000}))},
		{"blue on yellow", painted(img, image.NewRGBA(r),
			choose(color.RGBA{B: 200, A: 255}, color.RGBA{R: 250, G: 240, A: 255}))},
		{"white on black", painted(img, image.NewGray(r), choose(color.White, color.Black))},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { wantTexts(t, mint.PictureFile("png", tt.img), text) })
	}
}

func TestGIFFrames(t *testing.T) {
	texts := []string{pictureText(40), pictureText(41), pictureText(42)} // of one version
	blank := image.NewPaletted(mint.Picture(texts[:1], 3).Bounds(), color.Palette{color.White, color.Black})
	film := gif.GIF{Image: []*image.Paletted{blank}, Delay: []int{10}}
	for _, text := range texts {
		film.Image = append(film.Image, mint.Picture([]string{text}, 3).(*image.Paletted))
		film.Delay = append(film.Delay, 10)
	}
	film.Disposal = []byte{gif.DisposalNone, gif.DisposalBackground, gif.DisposalPrevious, gif.DisposalNone}
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, &film); err != nil {
		t.Fatal(err)
	}
	wantTexts(t, b.Bytes(), texts...)
}

// lyingPictures are files whose headers claim far more pixels than they hold.
func lyingPictures(t testing.TB) map[string][]byte {
	one := image.NewPaletted(image.Rect(0, 0, 8, 8), color.Palette{color.White, color.Black})
	lie := map[string][]byte{}
	for _, kind := range mint.PictureKinds {
		lie[kind] = mint.PictureFile(kind, one)
	}
	binary.BigEndian.PutUint32(lie["png"][16:], 60_000)
	binary.BigEndian.PutUint32(lie["png"][20:], 60_000)
	binary.BigEndian.PutUint32(lie["png"][29:], crc32.ChecksumIEEE(lie["png"][12:29]))
	sof := bytes.Index(lie["jpeg"], []byte{0xff, 0xc0})
	copy(lie["jpeg"][sof+5:], "\xea\x60\xea\x60")
	copy(lie["gif"][6:], "\x60\xea\x60\xea")
	binary.LittleEndian.PutUint32(lie["bmp"][18:], 60_000)
	binary.LittleEndian.PutUint32(lie["bmp"][22:], 60_000)
	copy(lie["webp"][21:], "\xff\xff\xff\x0f")
	// Width and height are the first two entries of the directory.
	dir := int(binary.LittleEndian.Uint32(lie["tiff"][4:])) + 2
	for _, entry := range []int{dir, dir + 12} {
		binary.LittleEndian.PutUint16(lie["tiff"][entry+2:], 4)
		binary.LittleEndian.PutUint32(lie["tiff"][entry+8:], 60_000)
	}
	return lie
}

func TestPictureTooLarge(t *testing.T) {
	for kind, data := range lyingPictures(t) {
		t.Run(kind, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			wantProblem(t, data, decode.ReasonImageTooLarge)
			runtime.ReadMemStats(&after)
			if used := after.TotalAlloc - before.TotalAlloc; used > 1<<20 {
				t.Errorf("%d bytes allocated", used)
			}
		})
	}
	narrow := mint.PictureFile("png", image.NewGray(image.Rect(0, 0, picture.MaxSide+1, 1)))
	wantProblem(t, narrow, decode.ReasonImageTooLarge)
}

func TestPictureDamaged(t *testing.T) {
	img := mint.Picture([]string{smallText}, 2)
	for _, kind := range mint.PictureKinds {
		data := mint.PictureFile(kind, img)
		for _, share := range []int{4, 8, 16, 32} { // in 64ths of the file
			t.Run(kind, func(t *testing.T) {
				wantProblem(t, data[:max(len(data)*share/64, 14)],
					decode.ReasonFileDamaged)
			})
		}
	}
	wantProblem(t, nil, decode.ReasonFileDamaged)
	wantProblem(t, []byte("shc:/5676"), decode.ReasonFileDamaged)
	wantProblem(t, []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"), decode.ReasonFileDamaged)
}

// A GIF whose last frame is cut off still shows the frames before.
func TestGIFCutShort(t *testing.T) {
	frame := mint.Picture([]string{smallText}, 3).(*image.Paletted)
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, &gif.GIF{Image: []*image.Paletted{frame, frame},
		Delay: []int{0, 0}}); err != nil {
		t.Fatal(err)
	}
	wantTexts(t, b.Bytes()[:b.Len()*3/4], smallText)
}

func TestPictureWithoutCode(t *testing.T) {
	noise := image.NewGray(image.Rect(0, 0, 700, 500))
	rand.New(rand.NewSource(1)).Read(noise.Pix)
	stripes := image.NewGray(image.Rect(0, 0, 400, 400)) // as if of finder patterns: 1:1:3:1:1 in each row
	for i := range stripes.Pix {
		if strings.Contains("1 5 7 8 9", strconv.Itoa(i%400%10)) {
			stripes.Pix[i] = 255
		}
	}
	for name, img := range map[string]image.Image{
		"1x1": image.NewGray(image.Rect(0, 0, 1, 1)), "line": image.NewGray(image.Rect(0, 0, 2500, 1)),
		"column": image.NewGray(image.Rect(0, 0, 1, 3)), "black": image.NewGray(image.Rect(0, 0, 90, 90)),
		"noise": noise, "stripes": stripes,
	} {
		t.Run(name, func(t *testing.T) { wantProblem(t, mint.PictureFile("png", img), decode.ReasonNoCode) })
	}
}

// FuzzReadPicture checks that whatever the file, there are codes or a reason
// why not, and that what is said of a code is possible.
func FuzzReadPicture(f *testing.F) {
	img := mint.Picture([]string{smallText}, 2)
	for _, kind := range mint.PictureKinds {
		f.Add(mint.PictureFile(kind, img))
	}
	for _, data := range lyingPictures(f) {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		codes, problem := readPictureWithin(data, 7000, Options{}) // as many as the samples have
		if (problem == nil) != (len(codes) > 0) || problem != nil && problem.Detail == "" {
			t.Fatalf("%d codes, problem %+v", len(codes), problem)
		}
		seen := map[string]bool{}
		for _, c := range codes {
			s := c.Symbol
			if s.Version < 1 || s.Version > 40 || len(s.Level) != 1 || !strings.Contains("LMQH", s.Level) ||
				len(s.Corners) != 4 || s.Found == "" {
				t.Errorf("impossible symbol %+v", s)
			}
			if seen[c.Text] {
				t.Error("a text came twice")
			}
			seen[c.Text] = true
		}
	})
}

func TestSymbolNotes(t *testing.T) {
	for name, tt := range map[string]struct {
		symbol symbolText
		want   string
	}{
		"as it should be": {symbolText{Text: "shc:/56", Modes: []string{"byte", "numeric"},
			Symbol: decode.Symbol{Version: 22}}, ""},
		"one segment": {symbolText{Text: "shc:/56", Modes: []string{"byte"}}, "qr_segments"},
		"too large":   {symbolText{Text: "SHC:/56", Symbol: decode.Symbol{Version: 23}}, "qr_version"},
		"another code": {symbolText{Text: "https://a.example", Modes: []string{"byte"},
			Symbol: decode.Symbol{Version: 40}}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			got := ""
			for _, n := range tt.symbol.notes() {
				got += n.Code
			}
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
