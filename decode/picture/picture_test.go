package picture

import (
	"bytes"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"runtime"
	"slices"
	"testing"

	"vaxcheck/internal/mint"
)

// unbounded are options without a bound on memory and time.
func unbounded(pixels int) Options {
	return Options{Pixels: pixels, Enter: func(int64) func() { return func() {} }, Begin: func() func() bool { return nil }}
}

// TestGIFFrames: of a film as many frames are opened as there is room for.
func TestGIFFrames(t *testing.T) {
	code := mint.Picture([]string{"shc:/5676"}, 3).(*image.Paletted)
	side := code.Bounds().Dx()
	film := gif.GIF{}
	for range 4 {
		film.Image, film.Delay = append(film.Image, code), append(film.Delay, 10)
	}
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, &film); err != nil {
		t.Fatal(err)
	}
	for frames := 1; frames <= 5; frames++ {
		got, fault, release := Open(b.Bytes(), unbounded(frames*side*side))
		release()
		if want := min(frames, 4); fault != nil || len(got) != want {
			t.Errorf("room for %d frames: %d opened, fault %+v", frames, len(got), fault)
		}
	}
}

func TestSniff(t *testing.T) {
	box := func(brands string) string { return string([]byte{0, 0, 0, byte(8 + len(brands))}) + "ftyp" + brands }
	tests := map[string]string{
		"": "", "shc:/5676": "", "BM": "", "BMI of the patient: 22 (normal)": "", "RIFF____WAVE": "", "\x89PNG": "",
		"\xff\xd8\xff\xe1": "jpeg", "MM\x00*": "tiff",
		box("heic\x00\x00\x00\x00mif1heic"): "heic", box("mif1\x00\x00\x00\x00mif1avif"): "avif",
		box("avif\x00\x00\x00\x00"): "avif", box("isom\x00\x00\x02\x00isommp41"): "", "\xff\xff\xff\xffftypheic": "heic",
	}
	for data, want := range tests {
		if got := Sniff([]byte(data)); got != want {
			t.Errorf("%q: %q, want %q", data, got, want)
		}
	}
}

// TestGIFHiddenFrames: frames behind an extension that the decoder reads to another
// end than its blocks have are not unpacked one and all.
func TestGIFHiddenFrames(t *testing.T) {
	const frames, side = 40, 700
	one := image.NewPaletted(image.Rect(0, 0, side, side), color.Palette{color.White, color.Black})
	film := gif.GIF{}
	for range frames {
		film.Image, film.Delay = append(film.Image, one), append(film.Delay, 0)
	}
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, &film); err != nil {
		t.Fatal(err)
	}
	head := 13 + colourTable(b.Bytes()[10])
	for _, length := range []byte{12, 255} { // of the first block of a text, of which the decoder reads twelve bytes
		text := append([]byte{0x21, 0x01, length}, make([]byte, 13)...)
		data := slices.Concat(b.Bytes()[:head], text, b.Bytes()[head:])
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		got, problem, _ := Open(data, unbounded(2*side*side))
		runtime.ReadMemStats(&after)
		if problem != nil || len(got) < 1 || len(got) > 2 {
			t.Errorf("%d: %d frames, %+v", length, len(got), problem)
		}
		if used := after.TotalAlloc - before.TotalAlloc; used > 20*side*side {
			t.Errorf("%d: %d bytes for two frames of %d", length, used, side*side)
		}
	}
}

// TestGrey: what is decoded for its brightness alone is what the standard library makes of the file,
// and what is not is left to it: other colours, what is transparent, damage, and what takes too long.
func TestGrey(t *testing.T) {
	code := mint.Picture([]string{"shc:/5676"}, 3)
	var small bytes.Buffer
	if err := jpeg.Encode(&small, code, nil); err != nil {
		t.Fatal(err)
	}
	sheer := image.NewNRGBA(image.Rect(0, 0, 40, 30))
	for i := range sheer.Pix {
		sheer.Pix[i] = byte(i * 7)
	}
	files := map[string][]byte{"JPEG": small.Bytes(), "JPEG, CMYK": flatJPEG(false, 0x11, 0x11, 0x11, 0x11),
		"JPEG, progressive": flatJPEG(true, 0x22, 0x11, 0x11), "JPEG, refused": flatJPEG(false, 0x21, 0x21, 0x11, 0x11),
		"PNG": mint.PictureFile("png", code), "PNG, transparent": mint.PictureFile("png", sheer),
		"PNG, interlaced": interlacedPNG(60, 50)}
	for name, data := range files {
		t.Run(name, func(t *testing.T) {
			img, _, err := image.Decode(bytes.NewReader(data))
			got, fault, _ := Open(data, unbounded(MaxPixels))
			if (err != nil) != (fault != nil) {
				t.Fatalf("fault %+v, error %v", fault, err)
			}
			if err == nil {
				want := frameOf(img)
				sameGray(t, "white", got[0].OnWhite, want.OnWhite)
				sameGray(t, "black", got[0].OnBlack, want.OnBlack)
			}
		})
	}
	for _, name := range []string{"JPEG", "PNG"} {
		data := files[name]
		for n := 9; n < len(data); n += 1 + n/8 {
			if _, fault, _ := Open(data[:n], unbounded(MaxPixels)); fault == nil || fault.Cause != Damaged {
				t.Errorf("%s, %d of %d bytes: fault %+v", name, n, len(data), fault)
			}
		}
		late := unbounded(MaxPixels)
		late.Begin = func() func() bool { return func() bool { return true } }
		if _, fault, _ := Open(data, late); fault == nil || fault.Cause != TimeUp {
			t.Errorf("%s, late: fault %+v", name, fault)
		}
	}
}
