package qr

import (
	"encoding/csv"
	"image"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// Of the codes in real photographs of other projects so many are read. Four codes more are
// that no reader had read when the list of texts was made.
const (
	photosFloor  = 376
	photosOthers = 4
)

// TestPhotos reads real photographs. A text that a picture holds counts for all codes that
// have it.
func TestPhotos(t *testing.T) {
	root := filepath.Join(moduleRoot(t), "..", "shared", "corpus", "photos")
	if _, err := os.Stat(root); err != nil {
		t.Skip("the photographs are not there:", root)
	}
	codes, read, others := 0, 0, 0
	for name, want := range photoTexts(t, filepath.Join(root, "truth.tsv")) {
		got := map[string]bool{}
		for _, s := range Read(FromImage(openPhoto(t, filepath.Join(root, name))), Options{}).Symbols {
			got[visible(s.Text)] = true
		}
		for text, n := range want {
			codes += n
			if !got[text] {
				t.Logf("%s: %d of %.40q were not read", name, n, text)
				continue
			}
			read += n
			delete(got, text)
		}
		others += len(got)
	}
	t.Logf("%d of %d codes read, and %d that are not listed", read, codes, others)
	if codes < 376 || read < photosFloor || others > photosOthers {
		t.Errorf("%d of %d codes read, it were %d of 376, and %d others", read, codes, photosFloor, photosOthers)
	}
}

// photoTexts returns, by the name of the picture, how many codes have a text.
func photoTexts(t *testing.T, file string) map[string]map[string]int {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = '\t', true, -1
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]map[string]int{}
	plain := strings.NewReplacer(`\n`, "", `\r`, "", `\t`, "", `\\`, `\`)
	for _, row := range rows[1:] {
		n, err := strconv.Atoi(row[1])
		if err != nil {
			t.Fatal(row, err)
		}
		if texts[row[0]] == nil {
			texts[row[0]] = map[string]int{}
		}
		if n > 0 {
			texts[row[0]][visible(plain.Replace(row[5]))] = n
		}
	}
	return texts
}

func openPhoto(t *testing.T, file string) image.Image {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, _, err := image.Decode(f)
	if err != nil {
		t.Fatal(file, err)
	}
	return img
}

// visible is a text without blanks and controls, in which readers differ.
func visible(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Z, unicode.C) || r == unicode.ReplacementChar {
			return -1
		}
		return r
	}, text)
}
