package picture

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"testing"
	"time"

	"vaxcheck/decode/qr"
	"vaxcheck/internal/mint"
)

const heavyWidth, heavyHeight = 1700, 1600 // nine times too large for the engine to undo blur in it

// heavyPictures are files that need much memory for their pixels, of all kinds
// that somebody can make without an encoder.
func heavyPictures(t testing.TB) map[string][]byte {
	bounds := image.Rect(0, 0, heavyWidth, heavyHeight)
	shade := func(x, y int) byte { return byte(x*7 ^ y*5) }
	gray, paletted := image.NewGray(bounds),
		image.NewPaletted(bounds, color.Palette{color.White, color.Gray{90}, color.Transparent})
	nrgba, rgba64 := image.NewNRGBA(bounds), image.NewNRGBA64(bounds)
	for y := range heavyHeight {
		for x := range heavyWidth {
			v := shade(x, y)
			gray.SetGray(x, y, color.Gray{v})
			paletted.SetColorIndex(x, y, v%3)
			nrgba.SetNRGBA(x, y, color.NRGBA{v, v, 0, 200})
			rgba64.SetNRGBA64(x, y, color.NRGBA64{uint16(v) << 8, 0, 9, 50_000})
		}
	}
	film := gif.GIF{}
	for range 4 {
		film.Image, film.Delay, film.Disposal = append(film.Image, paletted), append(film.Delay, 1),
			append(film.Disposal, gif.DisposalPrevious)
	}
	var frames bytes.Buffer
	if err := gif.EncodeAll(&frames, &film); err != nil {
		t.Fatal(err)
	}
	page := drawnTIFF{width: heavyWidth, height: heavyHeight, bits: 16, samples: 4, photometric: 2, extra: 2,
		compression: 8, rows: heavyHeight}
	tiles := page
	tiles.tile, tiles.tileRows, tiles.compression = 1024, 1024, 1
	return map[string][]byte{
		"PNG, grey": mint.PictureFile("png", gray), "PNG, palette": mint.PictureFile("png", paletted),
		"PNG, 8 bits": mint.PictureFile("png", nrgba), "PNG, 16 bits": mint.PictureFile("png", rgba64),
		"PNG, 16 bits, interlaced": interlacedPNG(heavyWidth, heavyHeight),
		"JPEG, grey":               flatJPEG(false, 0x11), "JPEG, 4:2:0": flatJPEG(false, 0x22, 0x11, 0x11),
		"JPEG, 4:4:4": flatJPEG(false, 0x11, 0x11, 0x11), "JPEG, CMYK": flatJPEG(false, 0x11, 0x11, 0x11, 0x11),
		"JPEG, grey, progressive": flatJPEG(true, 0x11), "JPEG, 4:4:4, progressive": flatJPEG(true, 0x11, 0x11, 0x11),
		"JPEG, CMYK, progressive": flatJPEG(true, 0x11, 0x11, 0x11, 0x11),
		"GIF":                     mint.PictureFile("gif", paletted), "GIF, four frames": frames.Bytes(),
		"BMP, palette": mint.PictureFile("bmp", paletted), "BMP": mint.PictureFile("bmp", nrgba),
		"WebP, lossless": mint.PictureFile("webp", gray),
		"TIFF, 16 bits":  page.bytes(1), "TIFF, tiles": tiles.bytes(1),
	}
}

// flatJPEG writes a JPEG of one colour with components sampled so: every code has
// one bit, and all of them are 0.
func flatJPEG(progressive bool, sampling ...byte) []byte {
	out := []byte{0xff, 0xd8}
	segment := func(marker byte, data ...byte) {
		out = binary.BigEndian.AppendUint16(append(out, 0xff, marker), uint16(len(data)+2))
		out = append(out, data...)
	}
	if len(sampling) == 4 {
		segment(0xee, []byte("Adobe\x00\x64\x00\x00\x00\x00\x02")...)
	}
	segment(0xdb, append([]byte{0}, bytes.Repeat([]byte{1}, 64)...)...)
	frame := []byte{8, heavyHeight >> 8, heavyHeight & 255, heavyWidth >> 8, heavyWidth & 255, byte(len(sampling))}
	scan, blocks := []byte{byte(len(sampling))}, 0
	for i, s := range sampling {
		frame = append(frame, byte(i+1), s, 0)
		scan = append(scan, byte(i+1), 0)
		blocks += int(s>>4) * int(s&15)
	}
	start, last := byte(0xc0), byte(63)
	if progressive {
		start, last = 0xc2, 0
	}
	segment(start, frame...)
	oneCode := append([]byte{1}, make([]byte, 16)...)
	segment(0xc4, append([]byte{0x00}, oneCode...)...)
	segment(0xc4, append([]byte{0x10}, oneCode...)...)
	segment(0xda, append(scan, 0, last, 0)...)
	side := 8 * int(sampling[0]&15)
	units := ceilDiv(heavyWidth, side) * ceilDiv(heavyHeight, side)
	return append(append(out, make([]byte, units*blocks*2/8+1)...), 0xff, 0xd9)
}

// interlacedPNG writes a transparent PNG of 16 bits in seven passes.
func interlacedPNG(width, height int) []byte {
	out := []byte("\x89PNG\r\n\x1a\n")
	chunk := func(kind string, data []byte) {
		out = binary.BigEndian.AppendUint32(out, uint32(len(data)))
		from := len(out)
		out = append(append(out, kind...), data...)
		out = binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[from:]))
	}
	head := binary.BigEndian.AppendUint32(nil, uint32(width))
	head = binary.BigEndian.AppendUint32(head, uint32(height))
	chunk("IHDR", append(head, 16, 6, 0, 0, 1))
	size := 0
	for _, pass := range [][4]int{{8, 8, 0, 0}, {8, 8, 4, 0}, {4, 8, 0, 4}, {4, 4, 2, 0}, {2, 4, 0, 2},
		{2, 2, 1, 0}, {1, 2, 0, 1}} {
		size += ceilDiv(height-pass[3], pass[1]) * (1 + 8*ceilDiv(width-pass[2], pass[0]))
	}
	var packed bytes.Buffer
	w := zlib.NewWriter(&packed)
	w.Write(make([]byte, size))
	w.Close()
	chunk("IDAT", packed.Bytes())
	chunk("IEND", nil)
	return out
}

// TestWeights: what is allocated to decode a picture is no more than it was weighed
// as.
func TestWeights(t *testing.T) {
	if testing.Short() {
		t.Skip("measures memory, which takes seconds")
	}
	for name, data := range heavyPictures(t) {
		t.Run(name, func(t *testing.T) {
			codec, ok := codecOf(Sniff(data))
			cfg, err := codec.config(newTimedReader(data, nil))
			if !ok || err != nil {
				t.Fatal(err)
			}
			w := codec.takes(data, cfg, MaxPixels)
			var fault *Fault
			most := mostAllocated(func() { _, fault, _ = Open(data, unbounded(MaxPixels)) })
			if fault != nil {
				t.Fatalf("%+v", fault)
			}
			wantWeight(t, most, w.frames+w.decoding+bandBytes, w.largest)
		})
	}
}

// TestWeightOfSearch does the same for the search of what has no code.
func TestWeightOfSearch(t *testing.T) {
	for name, size := range map[string]image.Point{"small": {250, 250}, "a million": {1100, 900},
		"four million": {2400, 1700}, "ten million": {3800, 2700}} {
		t.Run(name, func(t *testing.T) {
			g := newGray(size.X, size.Y)
			for i := range g.Pix {
				g.Pix[i] = byte(120 + (i%size.X/9^i/size.X/7)%16) // faint, so that it is stretched
			}
			most := mostAllocated(func() { qr.Read(g, qr.Options{}) })
			wantWeight(t, most, searchBytes(float64(len(g.Pix))), float64(len(g.Pix)))
		})
	}
}

func wantWeight(t *testing.T, most int64, weighed, pixels float64) {
	t.Helper()
	t.Logf("%.1f bytes a pixel, weighed as %.1f", float64(most)/pixels, weighed/pixels)
	if float64(most) > weighed {
		t.Errorf("%d bytes were allocated at one time, weighed as %.0f", most, weighed)
	}
}

// mostAllocated is how many bytes were allocated at one time beyond those before, as
// often as they are looked at; there may have been a few more.
func mostAllocated(do func()) int64 {
	defer debug.SetGCPercent(debug.SetGCPercent(2))
	allocated := func() int64 {
		sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
		metrics.Read(sample)
		return int64(sample[0].Value.Uint64())
	}
	runtime.GC()
	before, most := allocated(), int64(0)
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for {
			select {
			case <-stop:
				return
			case <-time.After(100 * time.Microsecond):
				most = max(most, allocated()-before)
			}
		}
	}()
	do()
	close(stop)
	<-stopped
	return most
}

// TestWeightOfPhotographs: what phones take is weighed so that each processor has
// one.
func TestWeightOfPhotographs(t *testing.T) {
	const room = 64 << 20
	data := flatJPEG(false, 0x22, 0x11, 0x11)
	photo := image.Config{Width: 4032, Height: 3024, ColorModel: color.YCbCrModel}
	if w := stillTakes(jpegBytes)(data, photo, MaxPixels).bytes(5 << 20); w > room {
		t.Errorf("%d bytes", w)
	}
	if w := stillTakes(jpegBytes)([]byte("\xff\xd8\xff\xe0"), photo, MaxPixels).bytes(4); w < 20*12_000_000 {
		t.Errorf("%d bytes for what cannot be told", w)
	}
}
