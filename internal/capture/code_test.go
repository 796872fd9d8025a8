package capture

import (
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode/decoder"
)

// TestCodes has another author's decoder read the modules of every code, with
// every mask.
func TestCodes(t *testing.T) {
	for _, c := range allSizes() {
		if !c.fits() {
			t.Errorf("the text of version %d belongs into another", c.version)
		}
		for mask := range masks {
			k := c.encode(mask)
			matrix, err := gozxing.NewSquareBitMatrix(k.size)
			if err != nil {
				t.Fatal(err)
			}
			for i, dark := range k.dark {
				if dark {
					matrix.Set(i%k.size, i/k.size)
				}
			}
			result, err := decoder.NewDecoder().Decode(matrix, nil)
			if err != nil {
				t.Fatalf("version %d mask %d: %v", c.version, mask, err)
			}
			if k.size != 17+4*c.version || result.GetText() != c.text {
				t.Errorf("version %d mask %d: another text", c.version, mask)
			}
		}
	}
}

func TestFilling(t *testing.T) {
	for version := 1; version <= 40; version++ {
		if c := (content{text: filling(version), version: version}); !c.fits() {
			t.Errorf("the digits for version %d do not fit", version)
		}
	}
}
