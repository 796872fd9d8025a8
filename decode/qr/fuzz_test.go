package qr

import (
	"math"
	"testing"

	"vaxcheck/decode/qr/gray"
	"vaxcheck/decode/qr/symbol"
	"vaxcheck/decode/qr/symbol/symboltest"

	"rsc.io/qr/coding"
)

// FuzzRead changes a readable picture. Whatever comes out, a text of the
// symbol's length is its text: damage may hide a symbol, never change it.
func FuzzRead(f *testing.F) {
	const text = "0123456789012345"
	b := symboltest.Encode(f, 2, 3, coding.M, coding.Num(text))
	base := render(b, shot{module: 3})
	f.Add(uint16(0), uint16(100), []byte{255, 0, 255})
	f.Add(uint16(4000), uint16(7), []byte("damage"))
	f.Add(uint16(9), uint16(1), []byte{})
	f.Fuzz(func(t *testing.T, at, step uint16, damage []byte) {
		g := &Gray{Pix: append([]byte(nil), base.Pix...), Stride: base.Stride, Width: base.Width, Height: base.Height}
		p := int(at)
		for _, v := range damage {
			g.Pix[p%len(g.Pix)] = v
			p += int(step)
		}
		res := Read(g, Options{})
		if (len(res.Symbols) == 0) == (res.Why == "") {
			t.Errorf("%d symbols and the reason %q", len(res.Symbols), res.Why)
		}
		for _, s := range res.Symbols {
			if s.Version == 2 && s.Level == "M" && s.Text != text {
				t.Errorf("read %q", s.Text)
			}
		}
	})
}

// FuzzPixels reads pictures made of nothing but strangers' bytes.
func FuzzPixels(f *testing.F) {
	f.Add(uint8(40), []byte("pixels"))
	f.Add(uint8(255), []byte{0, 0, 0, 255})
	f.Fuzz(func(t *testing.T, width uint8, pix []byte) {
		w := int(width)
		if w == 0 || len(pix) == 0 {
			return
		}
		g := gray.New(w, min(len(pix)*4, 60_000)/w+1)
		for i := range g.Pix {
			g.Pix[i] = pix[i*len(pix)/len(g.Pix)]
		}
		if res := Read(g, Options{}); (len(res.Symbols) == 0) == (res.Why == "") {
			t.Errorf("%d symbols and the reason %q", len(res.Symbols), res.Why)
		}
	})
}

// FuzzMatrix enters where soft values have been sampled. Large versions, which cost a
// hundred times as much and take no other branches, come seldom.
func FuzzMatrix(f *testing.F) {
	const small, seldom = 13, 240
	f.Add(uint8(0), []byte{1, 2, 3})
	f.Add(uint8(6), []byte{255, 0})
	f.Add(uint8(255), []byte{255, 0})
	f.Fuzz(func(t *testing.T, version uint8, values []byte) {
		l := symbol.LayoutOf(1 + int(version)%small)
		if version >= seldom {
			l = symbol.LayoutOf(1 + small + (int(version)+len(values))%(symbol.MaxVersion-small))
		}
		soft := make([]float64, l.Size*l.Size)
		for i := range soft {
			switch {
			case l.Known[i] != 0:
				soft[i] = float64(l.Known[i])
			case len(values) > 0:
				soft[i] = float64(values[i%len(values)])/64 - 2
			}
		}
		if len(values) > 3 {
			soft[int(values[0])%len(soft)] = math.NaN()
		}
		var c symbol.Codewords
		var e equaliser
		if l.Version <= symbol.FirstVersioned || len(values)%32 == 1 { // nothing in it hangs on the version
			e.equalise(l, soft, nil)
		}
		if !c.Read(l, soft) {
			return
		}
		if _, ok := c.Correct(); !ok {
			if _, ok = c.CorrectErasing(); !ok {
				return
			}
		}
		if s, ok := c.Content(); ok && s.Version != l.Version {
			t.Errorf("version %d read as %d", l.Version, s.Version)
		}
	})
}
