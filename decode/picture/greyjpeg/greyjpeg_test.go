package greyjpeg

import (
	"bytes"
	"image/jpeg"
	"slices"
	"testing"

	"vaxcheck/decode/qr/gray"
)

// kinds are files of every kind that is taken.
func kinds() map[string]drawn {
	all := map[string]drawn{
		"4:2:0": plain(nil),
		"grey": plain(func(d *drawn) {
			d.sampling, d.scans = []byte{0x11}, []drawnScan{{parts: []int{0}, last: 63}}
		}),
		"grey, said to be 2 by 2": plain(func(d *drawn) {
			d.sampling, d.scans = []byte{0x22}, []drawnScan{{parts: []int{0}, last: 63}}
		}),
		"extended":          plain(func(d *drawn) { d.extended = true }),
		"wide quantization": plain(func(d *drawn) { d.wide = true }),
		"restarts":          plain(func(d *drawn) { d.interval = 3 }),
		"restarts, rows":    plain(func(d *drawn) { d.interval = 6 }),
		"a restart each":    plain(func(d *drawn) { d.interval = 1 }),
		"large numbers":     plain(func(d *drawn) { d.most, d.share = 1023, 1 }),
		"nearly empty":      plain(func(d *drawn) { d.share = 300 }),
		"comments":          plain(func(d *drawn) { d.between = "\xff\xfe\x00\x04ab\xff\xff\xff" }),
		"noise after scans": plain(func(d *drawn) { d.after = "noise\xff\x00\xff\xd3" }),
		"no JFIF":           plain(func(d *drawn) { d.jfif = false }),
		"Adobe, YCbCr":      plain(func(d *drawn) { d.jfif, d.adobe = false, 1 }),
		"JFIF and Adobe":    plain(func(d *drawn) { d.adobe = 0 }),
		"other order":       plain(func(d *drawn) { d.scans[0].parts = []int{2, 0, 1} }),
		"scan by scan": plain(func(d *drawn) {
			d.scans = []drawnScan{{parts: []int{1}, last: 63}, {parts: []int{0}, last: 63}, {parts: []int{2}, last: 63}}
		}),
		"brightness twice": plain(func(d *drawn) { d.scans = append(d.scans, drawnScan{parts: []int{0}, last: 63}) }),
		"one pixel":        plain(func(d *drawn) { d.width, d.height = 1, 1 }),
		"progressive":      inScans(nil),
		"progressive, restarts": inScans(func(d *drawn) {
			d.sampling, d.interval = []byte{0x11, 0x11, 0x11}, 7
		}),
		"progressive, large numbers": inScans(func(d *drawn) { d.most, d.share = 1023, 1 }),
		"progressive, nearly empty":  inScans(func(d *drawn) { d.share, d.width, d.height = 900, 400, 300 }),
		"progressive, grey": inScans(func(d *drawn) {
			d.sampling = []byte{0x11}
			d.scans = []drawnScan{{parts: []int{0}}, {[]int{0}, 1, 63, 0, 2}, {[]int{0}, 1, 63, 2, 1}, {[]int{0}, 1, 63, 1, 0}}
		}),
		"progressive, brightness alone": inScans(func(d *drawn) {
			d.scans = []drawnScan{d.scans[0], d.scans[1], d.scans[4], d.scans[5], d.scans[6], d.scans[9]}
		}),
		"progressive, unfinished": inScans(func(d *drawn) { d.scans = d.scans[:5] }),
	}
	for name, sampling := range map[string]string{"4:4:4": "\x11\x11\x11", "4:2:2": "\x21\x11\x11", "4:4:0": "\x12\x11\x11",
		"4:1:1": "\x41\x11\x11", "4:1:0": "\x42\x11\x11", "4:4:4 in fours": "\x22\x22\x22", "4:2:2 in fours": "\x22\x12\x12"} {
		if name != "4:4:4 in fours" { // more than ten blocks
			all[name] = plain(func(d *drawn) { d.sampling = []byte(sampling) })
			all["progressive, "+name] = inScans(func(d *drawn) { d.sampling = []byte(sampling) })
		}
	}
	return all
}

// TestSame: what is taken is as bright as image/jpeg has it.
func TestSame(t *testing.T) {
	for name, d := range kinds() {
		t.Run(name, func(t *testing.T) {
			for seed := range uint64(5) {
				d := d
				d.width, d.height = max(d.width-int(seed)*5, 1), max(d.height-int(seed)*3, 1)
				if data := d.bytes(seed); !same(t, data) {
					t.Error("not taken")
				}
			}
		})
	}
}

// odd are files that image/jpeg reads otherwise, or refuses.
func odd() map[string][]byte {
	files := map[string][]byte{
		"RGB by Adobe": plain(func(d *drawn) { d.jfif, d.adobe = false, 0 }).bytes(1),
		"RGB by name":  plain(func(d *drawn) { d.jfif, d.ids = false, "RGB" }).bytes(1),
		"CMYK": plain(func(d *drawn) {
			d.sampling, d.adobe, d.scans[0].parts = []byte{0x11, 0x11, 0x11, 0x11}, 2, []int{0, 1, 2, 3}
		}).bytes(1),
		"twelve blocks":     plain(func(d *drawn) { d.sampling = []byte{0x22, 0x22, 0x22} }).bytes(1),
		"three to one":      plain(func(d *drawn) { d.sampling = []byte{0x31, 0x11, 0x11} }).bytes(1),
		"unlike colours":    plain(func(d *drawn) { d.sampling = []byte{0x22, 0x11, 0x21} }).bytes(1),
		"one name for two":  plain(func(d *drawn) { d.ids = "112" }).bytes(1),
		"no colour":         plain(func(d *drawn) { d.scans = nil }).bytes(1),
		"no brightness":     plain(func(d *drawn) { d.scans[0].parts = []int{1, 2} }).bytes(1),
		"one name selected": plain(func(d *drawn) { d.scans[0].parts = []int{0, 1, 1} }).bytes(1),
		"band of none":      inScans(func(d *drawn) { d.scans = append(d.scans, drawnScan{[]int{0}, 9, 8, 0, 0}) }).bytes(1),
		"two in a band":     inScans(func(d *drawn) { d.scans = append(d.scans, drawnScan{[]int{0, 1}, 1, 8, 0, 0}) }).bytes(1),
		"bits left out":     inScans(func(d *drawn) { d.scans = append(d.scans, drawnScan{[]int{0}, 1, 8, 3, 1}) }).bytes(1),
		"not interleaved, restarts": plain(func(d *drawn) {
			d.scans, d.interval = []drawnScan{{parts: []int{0}, last: 63}}, 2
		}).bytes(1),
		"not a JPEG": []byte("\x89PNG\r\n\x1a\n"), "empty": nil,
	}
	whole := plain(func(d *drawn) { d.interval = 5 }).bytes(1)
	change := func(of string, by string) []byte {
		i := bytes.Index(whole, []byte(of))
		return slices.Concat(whole[:i], []byte(by), whole[i+len(of):])
	}
	files["two frames"] = change("\xff\xdd", string(whole[bytes.Index(whole, []byte{0xff, 0xc0}):][:19])+"\xff\xdd")
	files["twelve bits"] = change("\xff\xc0\x00\x11\x08", "\xff\xc0\x00\x11\x0c")
	files["arithmetic"] = change("\xff\xc0", "\xff\xc9")
	files["restart left out"] = change("\xff\xd2", "")
	files["restart counted wrong"] = change("\xff\xd1", "\xff\xd4")
	files["too many codes"] = change("\xff\xc4\x01\x13\x00\x00\x01\x01\x01\x02", "\xff\xc4\x01\x13\x00\x02\x01\x01\x01\x00")
	files["third table"] = change("\xff\xc4\x01\x13\x00", "\xff\xc4\x01\x13\x02")
	files["fifth quantization"] = change("\xff\xdb\x00\x43\x00", "\xff\xdb\x00\x43\x04")
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

// TestCut: of a file that ends early nothing is taken.
func TestCut(t *testing.T) {
	for _, d := range []drawn{plain(nil), inScans(nil), plain(func(d *drawn) { d.interval = 2 })} {
		data := d.bytes(3)
		for n := range data {
			if _, ok := Decode(data[:n], nil); ok {
				t.Errorf("taken with %d of %d bytes", n, len(data))
			}
		}
	}
}

// TestLate: a decoder that is late ends.
func TestLate(t *testing.T) {
	for _, d := range []drawn{plain(nil), inScans(nil)} {
		data, asked := d.bytes(1), 0
		count := func() bool { asked++; return false }
		if _, ok := Decode(data, count); !ok {
			t.Fatal("not taken")
		}
		for n := range asked {
			left := n
			if _, ok := Decode(data, func() bool { left--; return left < 0 }); ok {
				t.Errorf("taken, though late the %d. time of %d", n+1, asked)
			}
		}
	}
}

// same compares a file with what image/jpeg makes of it, and tells whether it was taken.
func same(t *testing.T, data []byte) bool {
	t.Helper()
	got, taken := Decode(data, nil)
	if !taken {
		return false
	}
	img, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		t.Errorf("taken, though %v", err)
		return true
	}
	want := gray.Of(img) // Y as it stands
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

// colourAlone tells whether a file has a scan of colour alone. It is passed over, whatever is wrong
// with it; image/jpeg refuses the file, or carries a run of empty blocks from it into the next scan.
func colourAlone(data []byte) bool {
	d := decoder{file: data, at: 2}
	d.segments()
	for rest := data; ; {
		_, after, found := bytes.Cut(rest, []byte{0xff, markScan, 0, 8, 1})
		if !found || len(after) == 0 || d.parts == nil {
			return false
		}
		if after[0] != d.parts[0].id {
			return true
		}
		rest = after
	}
}

// FuzzSame: whatever the file, what is taken is what image/jpeg makes of it. Where colours have scans
// of their own it only has to end.
func FuzzSame(f *testing.F) {
	for _, d := range kinds() {
		d.width, d.height = min(d.width, 40), min(d.height, 30)
		f.Add(d.bytes(7))
	}
	for _, data := range odd() {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		cfg, err := jpeg.DecodeConfig(bytes.NewReader(data))
		if err != nil || cfg.Width*cfg.Height > 1<<16 {
			return
		}
		if colourAlone(data) {
			Decode(data, nil)
		} else {
			same(t, data)
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	for name, d := range map[string]drawn{"sequential": plain(nil), "progressive": inScans(nil)} {
		d.width, d.height, d.share = 1600, 1200, 12
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
				jpeg.Decode(bytes.NewReader(data))
			}
		})
	}
}
