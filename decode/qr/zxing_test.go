package qr

import (
	"image"
	_ "image/jpeg"
	_ "image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"vaxcheck/decode/qr/gray"

	_ "golang.org/x/image/webp"
)

// zxingFloor of the 141 pictures are read. The others are a model 1 code, one
// with finder patterns drawn as dots, and one with an older model of the symbol.
const zxingFloor = 138

func TestZXing(t *testing.T) {
	read, total := 0, 0
	for _, f := range zxingPictures(t) {
		total++
		if readsZXing(t, f, Options{}) {
			read++
		} else {
			t.Log(filepath.Base(f), "was not read")
		}
	}
	if total < 141 || read < zxingFloor {
		t.Errorf("%d of %d pictures read, it were %d of 141", read, total, zxingFloor)
	}
}

// zxingPictures names the pictures, or skips the test where they are not kept.
func zxingPictures(t *testing.T) []string {
	t.Helper()
	root := filepath.Join(moduleRoot(t), "..", "shared", "corpus", "qr-zxing")
	if _, err := os.Stat(root); err != nil {
		t.Skip("the ZXing pictures are not there:", root)
	}
	files, err := filepath.Glob(filepath.Join(root, "*", "*"))
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(files, func(f string) bool { return filepath.Ext(f) == ".txt" })
}

// readsZXing tells whether the text beside a picture is read in it. The parts
// of a structured append have one text for all beside them.
func readsZXing(t *testing.T, f string, o Options) bool {
	t.Helper()
	r, err := os.Open(f)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	img, _, err := image.Decode(r)
	if err != nil {
		t.Fatal(f, err)
	}
	want, wanted := zxingText(f)
	for _, s := range Read(gray.Of(img), o).Symbols {
		if s.Text == want || !wanted && strings.Contains(want, s.Text) {
			return true
		}
	}
	return false
}

// zxingText returns the text of a picture, or of all parts that it is one of.
func zxingText(f string) (text string, own bool) {
	stem := strings.TrimSuffix(f, filepath.Ext(f))
	if data, err := os.ReadFile(stem + ".txt"); err == nil {
		return string(data), true
	}
	data, _ := os.ReadFile(stem[:strings.LastIndex(stem, "-")] + ".txt")
	return string(data), false
}

// moduleRoot returns the folder that holds go.mod.
func moduleRoot(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		up := filepath.Dir(dir)
		if up == dir {
			t.Fatal("no go.mod above the test")
		}
		dir = up
	}
}
