package mint

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/png"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/makiuchi-d/gozxing"
	multi "github.com/makiuchi-d/gozxing/multi/qrcode"
	"github.com/makiuchi-d/gozxing/qrcode"
	"rsc.io/qr/coding"
)

// characters undoes digits, in a way of its own.
func characters(t *testing.T, text string) string {
	t.Helper()
	if len(text)%2 != 0 {
		t.Fatal("an odd number of digits")
	}
	var b strings.Builder
	for pair := range slices.Chunk([]byte(text), 2) {
		b.WriteByte(10*(pair[0]-'0') + pair[1] - '0' + 45)
	}
	return b.String()
}

func TestNumericAndChunks(t *testing.T) {
	jws := Japan(Specimen(), Hanako()).JWS(Specimen())
	digits, ok := strings.CutPrefix(Numeric(jws), "shc:/")
	if !ok || characters(t, digits) != jws {
		t.Error("Numeric does not read back")
	}
	for _, n := range []int{1, 2, 3, 11} {
		var joined strings.Builder
		for i, chunk := range Chunks(jws, n) {
			digits, ok := strings.CutPrefix(chunk, fmt.Sprintf("shc:/%d/%d/", i+1, n))
			if !ok {
				t.Errorf("chunk %d of %d begins %.12s", i+1, n, chunk)
			}
			if len(digits)/2 > len(jws)/n+1 {
				t.Errorf("chunk %d of %d has %d characters", i+1, n, len(digits)/2)
			}
			joined.WriteString(characters(t, digits))
		}
		if joined.String() != jws {
			t.Errorf("%d chunks do not read back", n)
		}
	}
}

func TestContainers(t *testing.T) {
	var file struct{ VerifiableCredential []string }
	if err := json.Unmarshal(File("a.b.c", "d.e.f"), &file); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"a.b.c", "d.e.f"}, file.VerifiableCredential); diff != "" {
		t.Error(diff)
	}
	if got := string(File()); !strings.Contains(got, "[]") {
		t.Errorf("empty file %s", got)
	}
	var answer struct {
		ResourceType string
		Parameter    []parameter
	}
	if err := json.Unmarshal(FHIRResponse("a.b.c", "d.e.f"), &answer); err != nil {
		t.Fatal(err)
	}
	if answer.ResourceType != "Parameters" || len(answer.Parameter) != 3 ||
		answer.Parameter[1].ValueString != "d.e.f" || *answer.Parameter[2].Part[0].ValueInteger != 0 {
		t.Errorf("answer %+v", answer)
	}
	if got := string(FHIRResponse()); strings.Contains(got, "parameter") {
		t.Errorf("empty answer %s", got)
	}
}

func bitmap(t *testing.T, img image.Image) *gozxing.BinaryBitmap {
	t.Helper()
	b, err := gozxing.NewBinaryBitmapFromImage(img)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// filling returns the longest text of a card that a symbol of this version holds.
func filling(version int) string {
	long := strings.TrimPrefix(Numeric(US(Specimen(), Family()).JWS(Specimen())), "shc:/")
	long = strings.Repeat(long, 3)
	free := 8*coding.Version(version).DataBytes(coding.L) - coding.String("shc:/").Bits(coding.Version(version))
	n := 0
	for coding.Num(long[:n+2]).Bits(coding.Version(version)) <= free {
		n += 2
	}
	return "shc:/" + long[:n]
}

func TestPNGReadsBack(t *testing.T) {
	for version := 10; version <= 22; version++ {
		text := filling(version)
		if _, got := Matrix(text); got != version {
			t.Errorf("version %d, want %d", got, version)
		}
		img, err := png.Decode(bytes.NewReader(PNG(text, 4)))
		if err != nil {
			t.Fatal(err)
		}
		if side := (17 + 4*version + 8) * 4; img.Bounds() != image.Rect(0, 0, side, side) {
			t.Errorf("version %d: picture of %v", version, img.Bounds())
		}
		result, err := qrcode.NewQRCodeReader().Decode(bitmap(t, img), nil)
		if err != nil {
			t.Errorf("version %d: %v", version, err)
			continue
		}
		if result.GetText() != text {
			t.Errorf("version %d: another text", version)
		}
	}
}

// TestLongest holds the arithmetic of the specification against ours: a version
// 22 symbol takes a JWS of 1195 characters, or a chunk of 1191.
func TestLongest(t *testing.T) {
	if n := len(filling(22)); n != len("shc:/")+2*1195 {
		t.Errorf("version 22 holds %d characters", n)
	}
	chunk := Chunks(strings.Repeat("x", 2*1191), 2)[0]
	if _, v := Matrix(chunk); v != 22 {
		t.Errorf("chunk of 1191 characters has version %d", v)
	}
	if _, v := Matrix(chunk + "00"); v != 23 {
		t.Errorf("chunk of 1192 characters has version %d", v)
	}
}

func TestMatrixOtherTexts(t *testing.T) {
	for _, text := range []string{"12345", "HC1:ABC", "shlink:/eyJ1", "見本", "shc:/1/2/56", "x"} {
		result, err := qrcode.NewQRCodeReader().Decode(bitmap(t, Picture([]string{text}, 6)), nil)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if result.GetText() != text {
			t.Errorf("%s read as %s", text, result.GetText())
		}
	}
}

func TestPictureOfSeveral(t *testing.T) {
	i := Specimen()
	want := []string{Numeric(US(i, Sample()).JWS(i)), Numeric(Japan(i, Taro()).JWS(i))}
	results, err := multi.NewQRCodeMultiReader().DecodeMultiple(bitmap(t, Picture(want, 4)), nil)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range results {
		got = append(got, r.GetText())
	}
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
