package codes

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
	"slices"
	"testing"
	"time"

	"vaxcheck/decode"
	"vaxcheck/internal/mint"
)

// TestPages reads codes of several pages, each of which may be any size, and
// does not follow a chain of pages that bites its tail.
func TestPages(t *testing.T) {
	texts := []string{"page 1", "page 2", "page 3"}
	var pages [][]byte
	for i, text := range texts {
		pages = append(pages, mint.PictureFile("tiff", mint.Picture([]string{text}, 3+i)))
	}
	film, links := chained(pages)
	wantTexts(t, film, texts...)

	binary.LittleEndian.PutUint32(film[links[2]:],
		binary.LittleEndian.Uint32(film[4:])) // the third leads to the first
	wantTexts(t, film, texts...)

	binary.LittleEndian.PutUint32(film[links[0]:], uint32(len(film))) // the second is not there
	wantTexts(t, film, texts[0])
}

// chained joins TIFF files of one page, each with its directory at its end as
// the encoder writes them, and returns also where the links stand.
func chained(pages [][]byte) (film []byte, links []int) {
	le := binary.LittleEndian
	for i, page := range pages {
		base := len(film)
		directory := int(le.Uint32(page[4:]))
		count := int(le.Uint16(page[directory:]))
		page = slices.Clone(page)
		for e := range count {
			entry := page[directory+2+12*e:]
			tag, kind, n := le.Uint16(entry), le.Uint16(entry[2:]), le.Uint32(entry[4:])
			size := map[uint16]uint32{3: 2, 4: 4, 5: 8}[kind] * n
			if size > 4 || tag == 273 { // a value elsewhere, or the place of the strip
				le.PutUint32(entry[8:], le.Uint32(entry[8:])+uint32(base))
			}
		}
		film = append(film, page...)
		if i > 0 {
			le.PutUint32(film[links[i-1]:], uint32(base+directory))
		}
		links = append(links, base+directory+2+12*count)
	}
	return film, links
}

// TestTransparentPictures: what is seen through may be the paper or the code.
func TestTransparentPictures(t *testing.T) {
	code := mint.Picture([]string{smallText}, 3)
	b := code.Bounds()
	drawn := func(ink color.NRGBA, dark bool) image.Image {
		img := image.NewNRGBA(b)
		for y := b.Min.Y; y < b.Max.Y; y++ {
			for x := b.Min.X; x < b.Max.X; x++ {
				if shade, _, _, _ := code.At(x, y).RGBA(); (shade < 0x8000) == dark {
					img.SetNRGBA(x, y, ink)
				}
			}
		}
		return img
	}
	for name, img := range map[string]image.Image{
		"dark modules drawn":             drawn(color.NRGBA{A: 255}, true),
		"light modules and margin drawn": drawn(color.NRGBA{255, 255, 255, 255}, false),
		"dark modules drawn in white":    drawn(color.NRGBA{255, 255, 255, 255}, true),
	} {
		t.Run(name, func(t *testing.T) { wantTexts(t, mint.PictureFile("png", img), smallText) })
	}
}

// TestPictureKindsNotRead: a sound file is not called damaged.
func TestPictureKindsNotRead(t *testing.T) {
	tiff := mint.PictureFile("tiff", mint.Picture([]string{smallText}, 3))
	fax := slices.Clone(tiff)
	setTIFF(t, fax, 259, 7) // JPEG in TIFF
	rle := mint.PictureFile("bmp", image.NewRGBA(image.Rect(0, 0, 8, 8)))
	rle[28], rle[30] = 8, 1 // run lengths
	animated := []byte("RIFF\x1a\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x02\x00\x00\x00\x07\x00\x00\x07\x00\x00")
	for name, data := range map[string][]byte{"JPEG in TIFF": fax, "BMP with run lengths": rle,
		"animated WebP": animated} {
		t.Run(name, func(t *testing.T) { wantProblem(t, data, decode.ReasonUnsupported) })
	}
}

// TestHeadTellsPictures: the first bytes of each kind are enough to tell that a
// large file is no text.
func TestHeadTellsPictures(t *testing.T) {
	for _, kind := range mint.PictureKinds {
		if head := mint.PictureFile(kind, noisy(200))[:BinaryHead]; !IsBinary(head) {
			t.Errorf("the head of a %s picture passes for text", kind)
		}
	}
	if codes := Read([]byte("II+\x00\x08\x00\x00\x00")); len(codes) != 1 || codes[0].Problem == nil ||
		codes[0].Problem.Reason != decode.ReasonUnsupported {
		t.Errorf("BigTIFF: %+v", codes)
	}
}

// setTIFF changes the value of a field of the first page.
func setTIFF(t *testing.T, data []byte, tag, value uint16) {
	t.Helper()
	le := binary.LittleEndian
	directory := int(le.Uint32(data[4:]))
	for e := range int(le.Uint16(data[directory:])) {
		if entry := data[directory+2+12*e:]; le.Uint16(entry) == tag {
			le.PutUint16(entry[8:], value)
			return
		}
	}
	t.Fatalf("no field %d", tag)
}

// TestDecodingEnds: a file that takes too long to decode is given up, by a clock
// that moves with each look at it.
func TestDecodingEnds(t *testing.T) {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 1200, 1200)), nil); err != nil {
		t.Fatal(err)
	}
	for _, data := range [][]byte{b.Bytes(), mint.PictureFile("png", noisy(600)),
		mint.PictureFile("tiff", noisy(600)), mint.PictureFile("gif", noisy(600))} {
		now := time.Unix(0, 0)
		o := Options{Budget: 2 * time.Second, Now: func() time.Time {
			now = now.Add(time.Second)
			return now
		}}
		codes := ReadWith(data, o)
		if len(codes) != 1 || codes[0].Problem == nil || codes[0].Problem.Reason != decode.ReasonNoCode ||
			codes[0].Problem.Kind != "time_up" {
			t.Errorf("%.4q: %+v", data, codes)
		}
		if looks := now.Unix(); looks > 20 {
			t.Errorf("%.4q: looked at the clock %d times after time was up", data, looks)
		}
	}
}

func noisy(side int) image.Image {
	img := image.NewGray(image.Rect(0, 0, side, side))
	for i := range img.Pix {
		img.Pix[i] = byte(i * i >> 3 * 31)
	}
	return img
}
