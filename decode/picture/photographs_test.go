package picture

import (
	"bytes"
	"image"
	"os"
	"path/filepath"
	"testing"
)

// TestPhotographs: real JPEG and PNG files are decoded to their brightness alone, and to the same as by
// the standard library.
func TestPhotographs(t *testing.T) {
	if testing.Short() {
		t.Skip("decodes a hundred photographs twice")
	}
	files, _ := filepath.Glob(filepath.Join("..", "..", "..", "shared", "corpus", "photos", "*.*"))
	if len(files) == 0 {
		t.Skip("no data of others at corpus/photos: this test needs it")
	}
	alone, all := 0, 0
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		codec, ok := codecOf(Sniff(data))
		if !ok || codec.grey == nil {
			continue
		}
		img, _, err := image.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		all++
		want := frameOf(img)
		if bright, ok := codec.grey(data, nil); ok {
			alone++
			sameGray(t, filepath.Base(name), bright, want.OnWhite)
		} else if want.OnBlack == nil {
			t.Errorf("%s is left to the standard library", name)
		}
	}
	t.Logf("%d of %d for their brightness alone", alone, all)
	if all == 0 {
		t.Error("no photographs")
	}
}
