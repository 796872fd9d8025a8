package input

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"vaxcheck/cmd/show"
	"vaxcheck/decode"
	"vaxcheck/decode/codes"
	"vaxcheck/internal/mint"
)

// TestRoomChangesNoAnswer: inputs that have to wait for one another are answered as
// without, in their order.
func TestRoomChangesNoAnswer(t *testing.T) {
	dir := t.TempDir()
	var names []string
	for i := range 12 {
		var b bytes.Buffer
		img := image.Image(image.NewGray(image.Rect(0, 0, 40+i, 40)))
		if i%2 == 0 {
			img = mint.Picture([]string{fmt.Sprintf("https://example.com/menu/%d", i)}, 3)
		}
		if err := png.Encode(&b, img); err != nil {
			t.Fatal(err)
		}
		names = append(names, filepath.Join(dir, fmt.Sprint(i, ".png")))
		if err := os.WriteFile(names[i], b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	read := func(rooms int64) (out string) {
		r := &Reader{words: show.SentencesIn("en")}
		if rooms > 0 {
			r.files, r.pictures = codes.NewRoom(rooms), codes.NewRoom(rooms)
		}
		p := Pipeline{Workers: 8, Code: func(at show.Origin, c decode.Code) error {
			out += fmt.Sprintln(at.Index, c.Text, c.Problem != nil)
			return nil
		}, Trouble: func(_ show.Origin, err error) { t.Error(err) }}
		if err := p.Run(t.Context(), r.Inputs(names, false)); err != nil {
			t.Fatal(err)
		}
		return out
	}
	want := read(0)
	for _, rooms := range []int64{1, 30 << 20, 1 << 40} {
		if got := read(rooms); got != want {
			t.Errorf("with room for %d:\n%s\nwithout:\n%s", rooms, got, want)
		}
	}
}
