package screen

import (
	"bytes"
	_ "embed"
	"image/color"
	"image/png"
	"sync"
)

// kanjiSize is the width and height of a kanji, in pixels.
const kanjiSize = 16

// drawnKanji are those of the verdicts' Japanese words, in the order in which kanji.png
// has them side by side.
const drawnKanji = "有効条件未達要確認無見本読取不可準備中"

// kanjiPicture was drawn for this program by hand, dark on light, and is its own source:
// any editor of pictures changes it, and a kanji more is sixteen columns more.
//
//go:embed kanji.png
var kanjiPicture []byte

// kanji are cut out of their picture when the first is drawn.
var kanji = sync.OnceValue(func() map[rune]*bitmap {
	picture, err := png.Decode(bytes.NewReader(kanjiPicture))
	if err != nil {
		return nil // the words are written small then
	}
	all := map[rune]*bitmap{}
	for i, r := range []rune(drawnKanji) {
		b := newBitmap(kanjiSize, kanjiSize)
		for at := range b.on {
			pixel := picture.At(i*kanjiSize+at%kanjiSize, at/kanjiSize)
			b.on[at] = color.GrayModel.Convert(pixel).(color.Gray).Y < 0x80
		}
		all[r] = b
	}
	return all
})
