package capture

import (
	"image"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"vaxcheck/decode/qr"
)

// reader returns the texts of the codes it finds.
type reader func(t *testing.T, img image.Image) []string

var allReaders = map[string]reader{
	"qr":      readOurs,
	"gozxing": readGozxing,
	"zbar":    readZbar,
	"zxing":   readZXing,
}

func readOurs(_ *testing.T, img image.Image) []string {
	result := qr.Read(qr.FromImage(img), qr.Options{})
	var texts []string
	for _, s := range result.Symbols {
		texts = append(texts, s.Text)
	}
	return texts
}

// readGozxing tries what its users try: the Hybrid binarizer, the Global one,
// and the inverted picture.
func readGozxing(_ *testing.T, img image.Image) (texts []string) {
	defer func() {
		if recover() != nil {
			texts = nil // it panics on empty pictures
		}
	}()
	source := gozxing.NewLuminanceSourceFromImage(img)
	hints := map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true}
	for _, b := range []gozxing.Binarizer{
		gozxing.NewHybridBinarizer(source),
		gozxing.NewGlobalHistgramBinarizer(source),
		gozxing.NewHybridBinarizer(source.Invert()),
	} {
		bitmap, err := gozxing.NewBinaryBitmap(b)
		if err != nil {
			continue
		}
		if result, err := qrcode.NewQRCodeReader().Decode(bitmap, hints); err == nil {
			return []string{result.GetText()}
		}
	}
	return nil
}

// The peers are programs, from Debian's zbar-tools and zxing-cpp-tools. Their
// times include writing a file and reading it.

func readZbar(t *testing.T, img image.Image) []string {
	return run(t, img, "zbarimg", "-q", "--raw", "-Sdisable", "-Sqr.enable")
}

func readZXing(t *testing.T, img image.Image) []string {
	var texts []string
	for _, line := range run(t, img, "ZXingReader", "-1", "-format", "QRCode") {
		_, text, _ := strings.Cut(line, `"`) // the name of the file and the format come first
		if end := strings.LastIndexByte(text, '"'); end >= 0 {
			texts = append(texts, text[:end])
		}
	}
	return texts
}

// run returns the lines that a program writes about the picture. A program that
// finds nothing fails, so only its absence is told apart.
func run(t *testing.T, img image.Image, program string, args ...string) []string {
	if _, err := exec.LookPath(program); err != nil {
		t.Skip(err)
	}
	if img.Bounds().Empty() {
		return nil // there is no such file
	}
	name := filepath.Join(t.TempDir(), "capture.png")
	writePNG(t, name, img)
	out, _ := exec.Command(program, append(args, name)...).Output()
	return strings.FieldsFunc(string(out), func(r rune) bool { return r == '\n' })
}
