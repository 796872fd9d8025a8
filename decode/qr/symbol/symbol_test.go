package symbol

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"github.com/makiuchi-d/gozxing/qrcode/decoder"
	"rsc.io/qr/coding"

	"vaxcheck/decode/qr/symbol/symboltest"
)

// TestLayouts compares every function pattern with an encoder's symbols.
func TestLayouts(t *testing.T) {
	for v := 1; v <= MaxVersion; v++ {
		l := LayoutOf(v)
		b, _ := symboltest.Dense(t, v, 5)
		for i, known := range l.Known {
			if dark := b[i/l.Size][i%l.Size]; known != 0 && dark != (known > 0) {
				t.Fatalf("version %d, module %d: known %d, dark %v", v, i, known, dark)
			}
		}
		rest := -len(l.order)
		for _, function := range l.function {
			if !function {
				rest++
			}
		}
		if len(l.order) != 8*l.codewords || rest < 0 || rest > 7 {
			t.Errorf("version %d: %d data modules, %d left over, %d codewords", v, len(l.order), rest, l.codewords)
		}
	}
}

func TestFormatBits(t *testing.T) {
	// ISO/IEC 18004, "Format information": level M, mask 5.
	if got := formatBits(0b00101); got != 0b100000011001110 {
		t.Errorf("%015b", got)
	}
}

// TestCodewords has another author's decoder read the same symbols.
func TestCodewords(t *testing.T) {
	for v := 1; v <= MaxVersion; v += 3 {
		for level := range 4 {
			text := "Level and version"[:5+v%3]
			b := symboltest.Encode(t, v, (v+level)%8, coding.Level(level), coding.String(text))
			soft := b.Soft()
			var c Codewords
			if !c.Read(LayoutOf(v), soft) {
				t.Fatalf("version %d: no format information", v)
			}
			c.bytes[0] ^= 0x55
			n, ok := c.Correct()
			s, legal := c.Content()
			if !ok || n != 1 || !legal || s.Text != text {
				t.Errorf("version %d level %d: %d corrected, %v, text %q", v, level, n, ok, s.Text)
			}
			theirs, err := decoder.NewDecoder().DecodeBoolMapWithoutHint(b)
			if err != nil || theirs.GetECLevel() != s.Level || !bytes.Equal(theirs.GetRawBytes(), c.data()) {
				t.Errorf("version %d level %d: another decoder finds other data codewords, %v", v, level, err)
			}
		}
	}
}

func TestErasures(t *testing.T) {
	b, text := symboltest.Dense(t, 10, 0) // four blocks of 18 check codewords: 9 errors each
	soft := b.Soft()
	l := LayoutOf(10)
	r := rand.New(rand.NewPCG(3, 4))
	var c Codewords
	c.Read(l, soft)
	for _, b := range c.blocks {
		for _, i := range r.Perm(len(b.places))[:11] {
			for _, at := range l.order[8*b.places[i] : 8*b.places[i]+8] {
				soft[at] *= -0.1
			}
		}
	}
	c.Read(l, soft)
	if _, ok := c.Correct(); ok {
		t.Fatal("corrected without erasures; the damage is too small to test them")
	}
	n, ok := c.CorrectErasing()
	if s, legal := c.Content(); !ok || n != 44 || !legal || s.Text != text {
		t.Errorf("%d corrected, %v, text %.20q", n, ok, s.Text)
	}
}

func TestAlignmentCentresAgree(t *testing.T) {
	for v := 2; v <= MaxVersion; v++ {
		blocks, err := decoder.Version_GetVersionForNumber(v)
		if err != nil {
			t.Fatal(err)
		}
		k := len(blocks.GetAlignmentPatternCenters())
		if got := len(LayoutOf(v).Alignment); got != k*k-3 {
			t.Errorf("version %d: %d alignment patterns, want %d", v, got, k*k-3)
		}
	}
}

// inSet is a segment of bytes, of a character set that is named before them.
type inSet struct {
	number uint
	raw    string
}

func (s inSet) String() string            { return s.raw }
func (s inSet) Check() error              { return nil }
func (s inSet) Bits(v coding.Version) int { return 4 + 8 + coding.String(s.raw).Bits(v) }

func (s inSet) Encode(b *coding.Bits, v coding.Version) {
	b.Write(0b0111, 4)
	b.Write(s.number, 8)
	coding.String(s.raw).Encode(b, v)
}

// TestCharacterSets: each segment is read in the character set that is named before it,
// those too that the library does not know, and what is no letter in it is refused.
func TestCharacterSets(t *testing.T) {
	sets := []coding.Encoding{inSet{3, "\xe9t\xe9 "}, coding.Num("20"), inSet{7, "\xe4\xe2 "}, inSet{13, "\xe2\xa1 "},
		coding.Alpha("A B"), inSet{8, "\xc7 "}, inSet{26, "條"}, inSet{20, "\xb1\x82\xa0"}, inSet{16, "\xd0"}}
	for name, c := range map[string]struct {
		parts []coding.Encoding
		want  string
		ok    bool
	}{
		"many": {sets, "été 20фт โก A Bا 條ｱあŴ", true}, "one": {sets[3:4], "โก ", true},
		"known alone": {sets[:3], "été 20фт ", true}, "none such": {[]coding.Encoding{sets[3], inSet{99, "x"}}, "", false},
	} {
		b := symboltest.Encode(t, 6, 1, coding.L, c.parts...)
		var words Codewords
		if !words.Read(LayoutOf(6), b.Soft()) {
			t.Fatal("no format information")
		}
		got, ok := words.Content()
		if ok != c.ok || ok && got.Text != c.want {
			t.Errorf("%s: %q, %v; want %q", name, got.Text, ok, c.want)
		}
	}
}
