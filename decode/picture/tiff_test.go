package picture

import (
	"bytes"
	"cmp"
	"compress/lzw"
	"compress/zlib"
	"encoding/binary"
	"image"
	"math/rand"
	"slices"
	"testing"

	"golang.org/x/image/tiff"

	"vaxcheck/decode/qr"
)

// drawnTIFF says how a TIFF file is written.
type drawnTIFF struct {
	width, height    int
	bits, samples    int
	photometric      int // 0 and 1 are grey, 2 RGB, 3 palette
	extra, predictor int // the fourth number: 0 unnamed, 1 multiplied by, 2 not, -1 not mentioned
	compression      int // 1 none, 5 LZW, 8 DEFLATE, 32773 PackBits
	rows             int // of a strip
	tile, tileRows   int
	order            appendOrder
	short, cut       int // bytes missing from the last block, and at the file's end
}

type appendOrder interface {
	binary.ByteOrder
	binary.AppendByteOrder
}

// bytes writes the file, with pixels that a seed gives.
func (d drawnTIFF) bytes(seed int64) []byte {
	r := rand.New(rand.NewSource(seed))
	order := cmp.Or(d.order, appendOrder(binary.LittleEndian))
	w, h, across := d.width, d.rows, 1
	if d.tile > 0 {
		w, h, across = d.tile, d.tileRows, ceilDiv(d.width, d.tile)
	}
	down := ceilDiv(d.height, h)
	out := []byte("II*\x00____")
	if order == appendOrder(binary.BigEndian) {
		out = []byte("MM\x00*____")
	}
	var offsets, counts []int
	for n := range across * down {
		rows := h
		if d.tile == 0 {
			rows = min(h, d.height-n*h)
		}
		raw := make([]byte, rows*ceilDiv(w*d.bits*d.samples, 8))
		r.Read(raw)
		for i := range raw {
			if d.photometric == 3 && d.bits == 8 {
				raw[i] %= 16
			}
			if i%3 > 0 {
				raw[i] = raw[i-1]
			}
		}
		if n == across*down-1 {
			raw = raw[:max(len(raw)-d.short, 0)]
		}
		packed := packTIFF(d.compression, raw)
		offsets, counts = append(offsets, len(out)), append(counts, len(packed))
		out = append(out, packed...)
	}
	out = d.directory(out, order, offsets, counts)
	return out[:len(out)-d.cut]
}

// packTIFF compresses a block. LZW is that of TIFF, which changes the width of its
// codes one code earlier than compress/lzw; so only what is too short for that.
func packTIFF(compression int, raw []byte) []byte {
	var b bytes.Buffer
	switch compression {
	case 5:
		w := lzw.NewWriter(&b, lzw.MSB, 8)
		w.Write(raw)
		w.Close()
	case 8:
		w := zlib.NewWriter(&b)
		w.Write(raw)
		w.Close()
	case 32773:
		for len(raw) > 0 {
			n := 1
			for n < min(len(raw), 128) && raw[n] == raw[0] {
				n++
			}
			if n > 1 {
				b.Write([]byte{byte(1 - n), raw[0]})
			} else {
				b.Write([]byte{0, raw[0]})
			}
			raw = raw[n:]
		}
	default:
		return raw
	}
	return b.Bytes()
}

// directory adds the only directory, and values that are too long for it.
func (d drawnTIFF) directory(out []byte, order appendOrder, offsets, counts []int) []byte {
	type field struct {
		tag, kind int
		values    []int
	}
	bits := slices.Repeat([]int{d.bits}, d.samples)
	fields := []field{{256, 4, []int{d.width}}, {257, 4, []int{d.height}}, {258, 3, bits}, {259, 3, []int{d.compression}},
		{262, 3, []int{d.photometric}}}
	if d.tile == 0 {
		fields = append(fields, field{273, 4, offsets}, field{278, 4, []int{d.rows}}, field{279, 4, counts})
	}
	fields = append(fields, field{317, 3, []int{max(d.predictor, 1)}})
	if d.photometric == 3 {
		colours := make([]int, 3<<d.bits)
		for i := range colours {
			colours[i] = i * 251 % 65536
		}
		fields = append(fields, field{320, 3, colours})
	}
	if d.tile > 0 {
		fields = append(fields, field{322, 3, []int{d.tile}}, field{323, 3, []int{d.tileRows}},
			field{324, 4, offsets}, field{325, 4, counts})
	}
	if d.samples == 4 && d.extra >= 0 {
		fields = append(fields, field{338, 3, []int{d.extra}})
	}
	directory := order.AppendUint16(nil, uint16(len(fields)))
	for _, f := range fields {
		var raw []byte
		for _, v := range f.values {
			if f.kind == 3 {
				raw = order.AppendUint16(raw, uint16(v))
			} else {
				raw = order.AppendUint32(raw, uint32(v))
			}
		}
		directory = order.AppendUint16(directory, uint16(f.tag))
		directory = order.AppendUint16(directory, uint16(f.kind))
		directory = order.AppendUint32(directory, uint32(len(f.values)))
		if len(raw) > 4 {
			directory = order.AppendUint32(directory, uint32(len(out)))
			out = append(out, raw...)
		} else {
			directory = append(directory, append(raw, 0, 0, 0, 0)[:4]...)
		}
	}
	order.PutUint32(out[4:], uint32(len(out)))
	return append(append(out, directory...), 0, 0, 0, 0)
}

// tiffSamples are files of every kind that is read.
func tiffSamples() map[string]drawnTIFF {
	plain := drawnTIFF{width: 45, height: 37, bits: 8, samples: 1, photometric: 1, compression: 1, rows: 37}
	with := func(change func(*drawnTIFF)) drawnTIFF {
		d := plain
		change(&d)
		return d
	}
	return map[string]drawnTIFF{
		"grey":          plain,
		"big-endian":    with(func(d *drawnTIFF) { d.order = binary.BigEndian }),
		"white is zero": with(func(d *drawnTIFF) { d.photometric = 0 }),
		"one bit":       with(func(d *drawnTIFF) { d.bits, d.compression, d.rows = 1, 32773, 5 }),
		"grey 16":       with(func(d *drawnTIFF) { d.bits, d.compression = 16, 8 }),
		"palette":       with(func(d *drawnTIFF) { d.photometric, d.compression, d.rows = 3, 8, 10 }),
		"RGB":           with(func(d *drawnTIFF) { d.photometric, d.samples, d.compression, d.rows = 2, 3, 8, 1 }),
		"RGB predicted": with(func(d *drawnTIFF) { d.photometric, d.samples, d.compression, d.predictor = 2, 3, 8, 2 }),
		"RGB 16":        with(func(d *drawnTIFF) { d.photometric, d.samples, d.bits, d.predictor, d.rows = 2, 3, 16, 2, 7 }),
		"RGBA":          with(func(d *drawnTIFF) { d.photometric, d.samples, d.extra, d.rows = 2, 4, 1, 9 }),
		"NRGBA":         with(func(d *drawnTIFF) { d.photometric, d.samples, d.extra, d.compression = 2, 4, 2, 8 }),
		"NRGBA 16":      with(func(d *drawnTIFF) { d.photometric, d.samples, d.extra, d.bits = 2, 4, 2, 16 }),
		"NRGBA 16 tiles": with(func(d *drawnTIFF) {
			d.photometric, d.samples, d.extra, d.bits, d.tile, d.tileRows = 2, 4, 2, 16, 16, 16
		}),
		"LZW": with(func(d *drawnTIFF) { d.compression, d.rows = 5, 4 }),
		"RGBA, LZW": with(func(d *drawnTIFF) {
			d.photometric, d.samples, d.compression, d.rows, d.predictor = 2, 4, 5, 1, 2
		}),
		"tiles": with(func(d *drawnTIFF) { d.tile, d.tileRows, d.compression = 16, 32, 8 }),
		"tiles, RGB": with(func(d *drawnTIFF) {
			d.photometric, d.samples, d.tile, d.tileRows,
				d.predictor = 2, 3, 32, 16, 2
		}),
		"one tile":       with(func(d *drawnTIFF) { d.tile, d.tileRows, d.compression = 48, 48, 32773 }),
		"larger tile":    with(func(d *drawnTIFF) { d.tile, d.tileRows = 1024, 256 }),
		"large tile":     with(func(d *drawnTIFF) { d.tile, d.tileRows = 1040, 16 }),
		"small tiles":    with(func(d *drawnTIFF) { d.tile, d.tileRows = 4, 4 }),
		"short":          with(func(d *drawnTIFF) { d.short = 1 }),
		"short, padding": with(func(d *drawnTIFF) { d.tile, d.tileRows, d.short = 16, 16, 16*11+3 }),
		"short, packed":  with(func(d *drawnTIFF) { d.compression, d.short = 8, 50 }),
		"cut":            with(func(d *drawnTIFF) { d.cut = 300 }),
		"fax":            with(func(d *drawnTIFF) { d.bits, d.compression = 1, 4 }),
		"another":        with(func(d *drawnTIFF) { d.compression = 7 }),
		"wide":           with(func(d *drawnTIFF) { d.width, d.height, d.rows, d.compression = 5000, 90, 90, 8 }),
		"wide, two bands each of three strips": with(func(d *drawnTIFF) {
			d.width, d.height, d.rows, d.compression, d.bits, d.photometric, d.samples = 5000, 90, 30, 8, 16, 2, 3
		}),
	}
}

// TestBandsAreThePage: decoded in bands, a page has the brightness that it has when
// it is decoded whole.
func TestBandsAreThePage(t *testing.T) {
	refused := []string{"small tiles", "large tile", "short", "short, packed", "cut", "fax", "another"}
	for name, d := range tiffSamples() {
		t.Run(name, func(t *testing.T) {
			if read := sameAsWhole(t, d.bytes(int64(len(name)))); read == slices.Contains(refused, name) {
				t.Errorf("read: %t", read)
			}
		})
	}
}

// sameAsWhole compares the first page with what the decoder makes of it whole, and
// tells whether it could be read.
func sameAsWhole(t *testing.T, data []byte) bool {
	t.Helper()
	in := newTimedReader(data, nil)
	var got Frame
	page, err := openTIFF(in, data[4:8])
	if err == nil {
		got, err = page.frame()
	}
	whole, errWhole := tiff.Decode(bytes.NewReader(data))
	if errWhole != nil {
		return err == nil
	}
	if err != nil {
		t.Errorf("read whole, and not in bands: %v", err)
		return false
	}
	want := frameOf(whole)
	sameGray(t, "white", got.OnWhite, want.OnWhite)
	sameGray(t, "black", got.OnBlack, want.OnBlack)
	return true
}

func sameGray(t *testing.T, paper string, got, want *qr.Gray) {
	t.Helper()
	switch {
	case (got == nil) != (want == nil):
		t.Errorf("on %s: %v, want %v", paper, got != nil, want != nil)
	case got != nil && (got.Width != want.Width || got.Height != want.Height || !samePixels(got, want)):
		t.Errorf("on %s: other pixels", paper)
	}
}

// samePixels compares what two pictures of one size show, wherever their rows stand.
func samePixels(a, b *qr.Gray) bool {
	for y := range a.Height {
		if !bytes.Equal(a.Row(y), b.Row(y)) {
			return false
		}
	}
	return true
}

// TestFramesOnPaper: what is painted in parts is as bright as the whole, and what
// shows no paper as bright on black as on white.
func TestFramesOnPaper(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	bounds := image.Rect(3, 5, 703, 905) // more than a band
	pictures := map[string]image.Image{}
	nrgba, nrgba64, rgba, rgba64 := image.NewNRGBA(bounds), image.NewNRGBA64(bounds), image.NewRGBA(bounds),
		image.NewRGBA64(bounds)
	for name, pix := range map[string][]byte{"NRGBA": nrgba.Pix, "NRGBA64": nrgba64.Pix, "RGBA": rgba.Pix,
		"RGBA64": rgba64.Pix} {
		r.Read(pix)
		step := 4 * len(pix) / len(nrgba.Pix)
		for i := step - step/4; i < len(pix); i += step {
			for j := range step / 4 {
				pix[i+j] = 255
			}
		}
		pictures[name] = map[string]image.Image{"NRGBA": nrgba, "NRGBA64": nrgba64, "RGBA": rgba, "RGBA64": rgba64}[name]
	}
	for name, img := range pictures {
		whole := qr.FromImage(img)
		f := frameOf(img)
		sameGray(t, name, f.OnWhite, whole)
		if f.OnBlack != nil {
			t.Errorf("%s: on black, though nothing is transparent", name)
		}
		var c canvas
		sameGray(t, name+" on black", qr.FromImage(c.blackPaper(img)), whole)
	}
}

// TestUnnamedAlpha: a fourth number that nothing is said of is taken for opacity that the colours are
// multiplied by.
func TestUnnamedAlpha(t *testing.T) {
	named := drawnTIFF{width: 45, height: 37, bits: 8, samples: 4, photometric: 2, extra: 1, predictor: 2,
		compression: tiffLZW, rows: 1}
	want, fault, _ := Open(named.bytes(1), unbounded(MaxPixels))
	if fault != nil {
		t.Fatalf("%+v", fault)
	}
	for _, extra := range []int{0, -1} {
		unnamed := named
		unnamed.extra = extra
		got, fault, _ := Open(unnamed.bytes(1), unbounded(MaxPixels))
		if fault != nil {
			t.Fatalf("%d: %+v", extra, fault)
		}
		sameGray(t, "white", got[0].OnWhite, want[0].OnWhite)
		sameGray(t, "black", got[0].OnBlack, want[0].OnBlack)
	}
	five := named
	five.samples, five.extra = 5, -1
	if _, fault, _ := Open(five.bytes(1), unbounded(MaxPixels)); fault == nil {
		t.Error("five numbers are read")
	}
}

// TestEndlessLZW: the mark at the end of LZW may be missing, but no pixel.
func TestEndlessLZW(t *testing.T) {
	page := drawnTIFF{width: 16, height: 2, bits: 8, samples: 1, photometric: 1, compression: tiffLZW, rows: 2}
	data := page.bytes(1)
	whole, _, _ := Open(data, unbounded(MaxPixels))
	counts := bytes.Index(data, []byte{279 & 255, 279 >> 8, 4, 0, 1, 0, 0, 0}) + 8
	for fewer := byte(1); fewer < 5; fewer++ {
		cut := bytes.Clone(data)
		cut[counts] -= fewer
		got, fault, _ := Open(cut, unbounded(MaxPixels))
		if fewer > 1 { // more than the mark
			if fault == nil {
				t.Errorf("read without its last %d bytes", fewer)
			}
		} else if fault != nil {
			t.Errorf("%+v", fault)
		} else {
			sameGray(t, "white", got[0].OnWhite, whole[0].OnWhite)
		}
	}
}

// TestSharedStrips: strips that share their bytes are read, and thousands that share much of nothing
// end.
func TestSharedStrips(t *testing.T) {
	var packed bytes.Buffer
	w := zlib.NewWriter(&packed)
	w.Write([]byte{200})
	w.Close()
	const rows = 4000
	for name, nothing := range map[string]int{"a pixel": 0, "much of nothing": 60_000} {
		t.Run(name, func(t *testing.T) {
			empty := bytes.Repeat([]byte{0, 0, 0, 0xff, 0xff}, nothing) // blocks that hold no bytes
			strip := slices.Concat(packed.Bytes()[:2], empty, packed.Bytes()[2:])
			d := drawnTIFF{width: 1, height: rows, bits: 8, samples: 1, photometric: 1, compression: 8, rows: 1}
			out := append([]byte("II*\x00____"), strip...)
			data := d.directory(out, binary.LittleEndian, slices.Repeat([]int{tiffHead}, rows),
				slices.Repeat([]int{len(strip)}, rows))
			frames, fault, _ := Open(data, unbounded(MaxPixels))
			switch {
			case nothing > 0 && (fault == nil || fault.Cause != TimeUp):
				t.Errorf("fault %+v", fault)
			case nothing == 0 && (fault != nil || frames[0].OnWhite.Row(rows - 1)[0] != 200):
				t.Errorf("fault %+v", fault)
			}
		})
	}
}

// FuzzTIFF: whatever the file, what the decoder reads of it whole is read in
// bands, and the same.
func FuzzTIFF(f *testing.F) {
	for name, d := range tiffSamples() {
		if d.width < 100 {
			f.Add(d.bytes(int64(len(name))))
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) < tiffHead || Sniff(data) != "tiff" {
			return
		}
		cfg, err := tiff.DecodeConfig(bytes.NewReader(data))
		if err != nil || cfg.Width > 5000 || cfg.Height > 5000 || cfg.Width*cfg.Height > 20_000 {
			return
		}
		sameAsWhole(t, data)
	})
}
