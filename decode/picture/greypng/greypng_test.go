package greypng

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"image/png"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"vaxcheck/decode/qr/gray"
)

// drawn is a PNG file to be written, of numbers that a seed gives.
type drawn struct {
	head
	level    int      // of compression, as compress/zlib has it
	piece    int      // bytes of a chunk, 0 for all in one
	palette  int      // colours
	filters  []byte   // of the rows, in turn
	clear    bool     // something may be transparent
	between  []string // chunks after the header
	trailing int      // bytes too many in what is packed
	cut      int      // bytes too few
	junk     string   // after what is packed
}

func plain(change func(*drawn)) drawn {
	d := drawn{head: head{61, 43, 8, kindRGB}, level: 6, filters: []byte{4, 1, 0, 3, 2, 4, 4}}
	if change != nil {
		change(&d)
	}
	return d
}

func (d drawn) bytes(seed uint64) []byte {
	r := rand.New(rand.NewPCG(seed, 2))
	out := appendHead([]byte(signature), d.head)
	for _, name := range d.between {
		out = appendChunk(out, name, []byte("between"))
	}
	if d.palette > 0 {
		colours := make([]byte, 3*d.palette)
		for i := range colours {
			colours[i] = byte(r.IntN(256))
		}
		out = appendChunk(out, "PLTE", colours)
	}
	var packed bytes.Buffer
	w, _ := zlib.NewWriterLevel(&packed, d.level)
	raw := d.raw(r)
	w.Write(append(raw[:len(raw)-d.cut], make([]byte, d.trailing)...))
	w.Close()
	packed.WriteString(d.junk)
	for rest := packed.Bytes(); len(rest) > 0; {
		n := min(max(d.piece, 0), len(rest))
		if n == 0 {
			n = len(rest)
		}
		out = appendChunk(out, "IDAT", rest[:n])
		rest = rest[n:]
	}
	return appendChunk(out, "IEND", nil)
}

// raw is the filtered rows. Any bytes are some picture.
func (d drawn) raw(r *rand.Rand) (raw []byte) {
	for y := range d.height {
		row := make([]byte, 1+d.rowBytes())
		row[0] = d.filters[y%len(d.filters)]
		for i := range row[1:] {
			if r.IntN(3) == 0 {
				row[1+i] = byte(r.IntN(256)) >> r.IntN(8)
			}
		}
		if n := d.samples(); !d.clear && (d.kind == kindGreyOver || d.kind == kindRGBOver) {
			opaque(row, n*d.depth/8, d.depth/8, y == 0)
		}
		raw = append(raw, row...)
	}
	return raw
}

// opaque filters a row as the first one or by what is above, so that the last number of each pixel
// is all ones.
func opaque(row []byte, each, wide int, first bool) {
	row[0] = 2
	for i := each - wide; i < len(row)-1; i += each {
		for j := range wide {
			row[1+i+j] = 0
			if first {
				row[1+i+j] = 255
			}
		}
	}
}

func appendHead(out []byte, h head) []byte {
	body := binary.BigEndian.AppendUint32(nil, uint32(h.width))
	body = binary.BigEndian.AppendUint32(body, uint32(h.height))
	return appendChunk(out, "IHDR", append(body, byte(h.depth), h.kind, 0, 0, 0))
}

func appendChunk(out []byte, name string, body []byte) []byte {
	out = binary.BigEndian.AppendUint32(out, uint32(len(body)))
	from := len(out)
	out = append(append(out, name...), body...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[from:]))
}

// kinds are files of every kind that is taken.
func kinds() map[string]drawn {
	of := func(kind byte, depth, palette int) drawn {
		return plain(func(d *drawn) { d.kind, d.depth, d.palette = kind, depth, palette })
	}
	return map[string]drawn{
		"grey, 1 bit": of(kindGrey, 1, 0), "grey, 2 bits": of(kindGrey, 2, 0), "grey, 4 bits": of(kindGrey, 4, 0),
		"grey": of(kindGrey, 8, 0), "grey, 16 bits": of(kindGrey, 16, 0),
		"RGB": of(kindRGB, 8, 0), "RGB, 16 bits": of(kindRGB, 16, 0), "RGB with a palette": of(kindRGB, 8, 7),
		"palette, 1 bit": of(kindPalette, 1, 2), "palette, 2 bits": of(kindPalette, 2, 3),
		"palette, 4 bits": of(kindPalette, 4, 9), "palette": of(kindPalette, 8, 200),
		"grey, opaque": of(kindGreyOver, 8, 0), "grey, opaque, 16 bits": of(kindGreyOver, 16, 0),
		"RGB, opaque": of(kindRGBOver, 8, 0), "RGB, opaque, 16 bits": of(kindRGBOver, 16, 0),
		"stored":         plain(func(d *drawn) { d.level = 0 }),
		"fast":           plain(func(d *drawn) { d.level = 1 }),
		"dense":          plain(func(d *drawn) { d.level = 9 }),
		"codes alone":    plain(func(d *drawn) { d.level = zlib.HuffmanOnly }),
		"small pieces":   plain(func(d *drawn) { d.piece = 1 }),
		"stored, pieces": plain(func(d *drawn) { d.level, d.piece = 0, 7 }),
		"large, pieces":  plain(func(d *drawn) { d.width, d.height, d.piece = 700, 300, 8192 }),
		"one pixel":      plain(func(d *drawn) { d.width, d.height = 1, 1 }),
		"other chunks":   plain(func(d *drawn) { d.between = []string{"gAMA", "tEXt", "abCD"} }),
	}
}

// TestSame: what is taken is as bright as what image/png gives.
func TestSame(t *testing.T) {
	for name, d := range kinds() {
		t.Run(name, func(t *testing.T) {
			for seed := range uint64(5) {
				d := d
				d.width, d.height = max(d.width-int(seed), 1), max(d.height-2*int(seed), 1)
				if !same(t, d.bytes(seed)) {
					t.Error("not taken")
				}
			}
		})
	}
}

// odd are files that image/png reads otherwise, or refuses.
func odd() map[string][]byte {
	whole := plain(nil).bytes(1)
	files := map[string][]byte{
		"transparent": plain(func(d *drawn) { d.kind, d.clear = kindRGBOver, true }).bytes(1),
		"transparent, grey, 16 bits": plain(func(d *drawn) {
			d.kind, d.depth, d.clear = kindGreyOver, 16, true
		}).bytes(1),
		"a colour that is":     plain(func(d *drawn) { d.between = []string{"tRNS"} }).bytes(1),
		"no palette":           plain(func(d *drawn) { d.kind = kindPalette }).bytes(1),
		"large palette":        plain(func(d *drawn) { d.kind, d.depth, d.palette = kindPalette, 1, 3 }).bytes(1),
		"palette for grey":     plain(func(d *drawn) { d.kind, d.palette = kindGrey, 3 }).bytes(1),
		"unknown kind":         plain(func(d *drawn) { d.kind = 5 }).bytes(1),
		"unknown depth":        plain(func(d *drawn) { d.depth = 12 }).bytes(1),
		"unknown filter":       plain(func(d *drawn) { d.filters = []byte{0, 5} }).bytes(1),
		"too much":             plain(func(d *drawn) { d.trailing = 1 }).bytes(1),
		"too little":           plain(func(d *drawn) { d.cut = 1 }).bytes(1),
		"bytes after":          plain(func(d *drawn) { d.junk = "!" }).bytes(1),
		"two headers":          plain(func(d *drawn) { d.between = []string{"IHDR"} }).bytes(1),
		"pixels in two places": appendChunk(appendChunk(whole[:len(whole)-12], "tEXt", nil), "IDAT", nil),
		"no end":               whole[:len(whole)-12],
		"no pixels":            appendChunk(appendHead([]byte(signature), head{1, 1, 8, 0}), "IEND", nil),
		"not a PNG":            []byte("GIF89a"), "empty": nil,
	}
	for name, at := range map[string]int{"header": 17, "pixels": 60, "sum": len(whole) - 14, "end": len(whole) - 1} {
		damaged := bytes.Clone(whole)
		damaged[at] ^= 1
		files["damaged "+name] = damaged
	}
	interlaced := bytes.Clone(whole)
	interlaced[28] = 1
	files["interlaced"] = appendChunk(interlaced[:8], "IHDR", interlaced[16:29])
	files["interlaced"] = append(files["interlaced"], whole[33:]...)
	return files
}

func TestOdd(t *testing.T) {
	for name, data := range odd() {
		t.Run(name, func(t *testing.T) {
			if same(t, data) {
				t.Error("taken")
			}
		})
	}
}

func TestLate(t *testing.T) {
	if _, ok := Decode(plain(nil).bytes(1), func() bool { return true }); ok {
		t.Error("taken")
	}
}

// TestManyBlocks: blocks without end that say nothing are not gone through one and all.
func TestManyBlocks(t *testing.T) {
	const end = "\x00\x00\xff\xff"
	for blocks, want := range map[int]bool{fewBlocks - 1: true, 2 * fewBlocks: false} {
		packed := "\x78\x9c" + strings.Repeat("\x00"+end, blocks) + "\x01\x01\x00\xfe\xffa\x00\x62\x00\x62"
		f := inflater{parts: [][]byte{[]byte(packed)}, out: make([]byte, 1)}
		if got := f.zlib(); got != want {
			t.Errorf("%d blocks: %v", blocks, got)
		}
	}
}

// same compares a file with what image/png makes of it, and tells whether it was taken.
func same(t *testing.T, data []byte) bool {
	t.Helper()
	got, taken := Decode(data, nil)
	if !taken {
		return false
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Errorf("taken, though %v", err)
		return true
	}
	want := gray.Of(img)
	if got.Width != want.Width || got.Height != want.Height {
		t.Fatalf("%d by %d, want %d by %d", got.Width, got.Height, want.Width, want.Height)
	}
	for y := range got.Height {
		for x, v := range got.Row(y) {
			if v != want.Row(y)[x] {
				t.Fatalf("(%d, %d): %d, want %d", x, y, v, want.Row(y)[x])
			}
		}
	}
	return true
}

// FuzzSame: whatever the file, what is taken is what image/png makes of it.
func FuzzSame(f *testing.F) {
	for _, d := range kinds() {
		d.width, d.height = min(d.width, 20), min(d.height, 10)
		r := rand.New(rand.NewPCG(7, 2))
		f.Add(byte(d.width), byte(d.height), byte(d.depth), d.kind, make([]byte, 3*d.palette), d.raw(r))
	}
	f.Fuzz(func(t *testing.T, width, height, depth, kind byte, palette, raw []byte) {
		out := appendHead([]byte(signature), head{int(width), int(height), int(depth), kind})
		if len(palette) > 0 {
			out = appendChunk(out, "PLTE", palette)
		}
		var packed bytes.Buffer
		w, _ := zlib.NewWriterLevel(&packed, 1)
		w.Write(raw)
		w.Close()
		same(t, appendChunk(appendChunk(out, "IDAT", packed.Bytes()), "IEND", nil))
	})
}

// FuzzInflate: whatever is packed, it is taken if compress/zlib takes all of it, and is the same.
func FuzzInflate(f *testing.F) {
	for _, level := range []int{0, 1, 6, 9, zlib.HuffmanOnly} {
		for _, text := range []string{"", "a", "aaaaaaaaaaaaaaaaaaaaaaaaaaa", "The quick brown fox", string(plain(nil).bytes(3))} {
			var b bytes.Buffer
			w, _ := zlib.NewWriterLevel(&b, level)
			io.WriteString(w, text)
			w.Close()
			f.Add(b.Bytes(), byte(len(text)))
		}
	}
	f.Fuzz(func(t *testing.T, packed []byte, piece byte) {
		want, whole := inflated(packed)
		if len(want) > 1<<20 || len(packed) > fewBlocks {
			return
		}
		for _, more := range []int{0, 1} {
			in := inflater{out: make([]byte, len(want)+more)}
			for rest := packed; len(rest) > 0; {
				n := min(int(piece)+1, len(rest))
				in.parts, rest = append(in.parts, rest[:n]), rest[n:]
			}
			if ok := in.zlib(); ok != (whole && more == 0) {
				t.Fatalf("taken: %v, wanted: %v", ok, whole && more == 0)
			}
			if whole && more == 0 && !bytes.Equal(in.out, want) {
				t.Fatalf("%x, want %x", in.out, want)
			}
		}
	})
}

// inflated is what compress/zlib makes of it, and whether all is in order and nothing is left.
func inflated(packed []byte) (out []byte, whole bool) {
	in := bytes.NewReader(packed)
	r, err := zlib.NewReader(in)
	if err != nil {
		return nil, false
	}
	out, err = io.ReadAll(io.LimitReader(r, 1<<20+1))
	return out, err == nil && in.Len() == 0
}

func BenchmarkDecode(b *testing.B) {
	for name, d := range map[string]drawn{"RGB": plain(nil), "grey": plain(func(d *drawn) { d.kind = kindGrey })} {
		d.width, d.height = 1200, 900
		data := d.bytes(1)
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(d.width * d.height))
			for b.Loop() {
				Decode(data, nil)
			}
		})
		b.Run(name+", image", func(b *testing.B) {
			b.SetBytes(int64(d.width * d.height))
			for b.Loop() {
				img, _ := png.Decode(bytes.NewReader(data))
				gray.Of(img)
			}
		})
	}
}
