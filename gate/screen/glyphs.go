package screen

import (
	"strings"

	"vaxcheck/verify"
)

// letters has those of the verdicts' English words, drawn with a pen.
var letters = map[rune]strokes{
	'A': {{{0, 1}, {0.5, 0}, {1, 1}}, {{0.2, 0.68}, {0.8, 0.68}}},
	'C': {{{1, 0.2}, {0.7, 0}, {0.3, 0}, {0, 0.2}, {0, 0.8}, {0.3, 1}, {0.7, 1}, {1, 0.8}}},
	'D': {{{0, 0}, {0, 1}, {0.65, 1}, {1, 0.78}, {1, 0.22}, {0.65, 0}, {0, 0}}},
	'E': {{{1, 0}, {0, 0}, {0, 1}, {1, 1}}, {{0, 0.5}, {0.8, 0.5}}},
	'G': {{{1, 0.2}, {0.7, 0}, {0.3, 0}, {0, 0.2}, {0, 0.8}, {0.3, 1}, {0.7, 1}, {1, 0.8}, {1, 0.55}, {0.6, 0.55}}},
	'H': {{{0, 0}, {0, 1}}, {{1, 0}, {1, 1}}, {{0, 0.5}, {1, 0.5}}},
	'I': {{{0.5, 0}, {0.5, 1}}},
	'K': {{{0, 0}, {0, 1}}, {{1, 0}, {0.05, 0.6}}, {{0.35, 0.4}, {1, 1}}},
	'L': {{{0, 0}, {0, 1}, {1, 1}}},
	'M': {{{0, 1}, {0, 0}}, {{0, 0}, {0.5, 0.6}, {1, 0}}, {{1, 0}, {1, 1}}},
	'N': {{{0, 1}, {0, 0}}, {{0, 0}, {1, 1}}, {{1, 1}, {1, 0}}},
	'O': {{{0.3, 0}, {0.7, 0}, {1, 0.2}, {1, 0.8}, {0.7, 1}, {0.3, 1}, {0, 0.8}, {0, 0.2}, {0.3, 0}}},
	'P': {{{0, 1}, {0, 0}, {0.7, 0}, {1, 0.17}, {1, 0.4}, {0.7, 0.55}, {0, 0.55}}},
	'R': {{{0, 1}, {0, 0}, {0.7, 0}, {1, 0.17}, {1, 0.38}, {0.7, 0.53}, {0, 0.53}}, {{0.45, 0.53}, {1, 1}}},
	'S': {{{1, 0.18}, {0.7, 0}, {0.3, 0}, {0, 0.18}, {0, 0.33}, {0.25, 0.48}, {0.75, 0.52}, {1, 0.67},
		{1, 0.82}, {0.7, 1}, {0.3, 1}, {0, 0.82}}},
	'T': {{{0, 0}, {1, 0}}, {{0.5, 0}, {0.5, 1}}},
	'U': {{{0, 0}, {0, 0.8}, {0.3, 1}, {0.7, 1}, {1, 0.8}, {1, 0}}},
	'V': {{{0, 0}, {0.5, 1}, {1, 0}}},
	'Y': {{{0, 0}, {0.5, 0.5}, {1, 0}}, {{0.5, 0.5}, {0.5, 1}}},
}

// shapes repeat the verdicts for who cannot tell the colours or read the word.
var shapes = map[verify.Verdict]strokes{
	verify.Valid: {{{0, 0.55}, {0.36, 0.95}, {1, 0.1}}},
	verify.Insufficient: {{{0.3, 0}, {0.7, 0}, {1, 0.3}, {1, 0.7}, {0.7, 1}, {0.3, 1}, {0, 0.7}, {0, 0.3}, {0.3, 0}},
		{{0, 0.6}, {1, 0.6}}, {{0, 0.7}, {1, 0.7}}, {{0.1, 0.8}, {0.9, 0.8}}, {{0.2, 0.9}, {0.8, 0.9}}}, // half full
	verify.Review:   {{{0.5, 0}, {0.5, 0.62}}, {{0.5, 0.95}, {0.5, 1}}},
	verify.Invalid:  {{{0, 0.02}, {1, 0.98}}, {{1, 0.02}, {0, 0.98}}},
	verify.Specimen: {{{0.5, 0}, {1, 0.5}, {0.5, 1}, {0, 0.5}, {0.5, 0}}},
	verify.Unreadable: {{{0, 0.3}, {0, 0}, {0.3, 0}}, {{0.7, 0}, {1, 0}, {1, 0.3}},
		{{1, 0.7}, {1, 1}, {0.7, 1}}, {{0.3, 1}, {0, 1}, {0, 0.7}}, {{0.3, 0.7}, {0.7, 0.3}}},
	verify.NotReady: {{{0.25, 0}, {0.25, 1}}, {{0.75, 0}, {0.75, 1}}},
}

// Widths of letters, of the height; wide is how much wider some are, and narrow
// how much narrower.
const (
	letterWidth = 0.72
	wide        = 1.25 // M
	gapWidth    = 0.55 // between two words
)

// word draws a word as large as it fits, nil if there is no drawing of one of its
// characters or no room.
func word(text string, width, height int) *bitmap {
	runes := []rune(text)
	if len(runes) == 0 {
		return nil
	}
	if strings.ContainsRune(drawnKanji, runes[0]) {
		return kanjiWord(runes, width, height)
	}
	return latinWord(runes, width, height)
}

// isDrawn tells whether all letters of a word are drawn here, however large.
func isDrawn(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool {
		_, letter := letters[r]
		return !letter && r != ' ' && !strings.ContainsRune(drawnKanji, r)
	})
}

// kanjiWord sets kanji side by side.
func kanjiWord(runes []rune, width, height int) *bitmap {
	const gap = 1
	times := min(height/kanjiSize, width/(len(runes)*(kanjiSize+gap)-gap))
	if times < 1 {
		return nil
	}
	b := newBitmap(len(runes)*(kanjiSize+gap)-gap, kanjiSize)
	for i, r := range runes {
		drawn := kanji()[r]
		if drawn == nil {
			return nil
		}
		b.paste(drawn, i*(kanjiSize+gap), 0)
	}
	return b.enlarged(times)
}

// least is the least height and width of a letter that can be told from others.
const (
	leastHeight = 7
	leastWidth  = 4
)

// latinWord draws letters with a pen as wide as it may be, narrower where the word is
// long.
func latinWord(runes []rune, width, height int) *bitmap {
	for pen := max(1, height/7); pen > 0 && height >= leastHeight; pen-- {
		for gap := pen; gap >= max(1, pen-1); gap-- {
			units, pens := 0.0, 0
			for _, r := range runes {
				units += letterUnits(r)
				pens += bit(r == 'I')
			}
			free := float64(width - gap*(len(runes)-1) - pens*pen)
			if each := min(letterWidth*float64(height), free/units); each >= max(leastWidth, float64(3*pen)) {
				return setLetters(runes, each, height, pen, gap)
			}
		}
	}
	return nil
}

// letterUnits returns how wide a letter is, in widths of a usual one. I is as wide as
// the pen.
func letterUnits(r rune) float64 {
	switch r {
	case 'I':
		return 0
	case 'M':
		return wide
	case ' ':
		return gapWidth
	}
	return 1
}

// setLetters sets letters of a width.
func setLetters(runes []rune, each float64, height, pen, gap int) *bitmap {
	var all []*bitmap
	total := 0
	for _, r := range runes {
		s, known := letters[r]
		if !known && r != ' ' {
			return nil
		}
		b := newBitmap(letterPixels(r, each, pen), height)
		b.draw(s, pen)
		all = append(all, b)
		total += b.width + gap
	}
	b, x := newBitmap(total-gap, height), 0
	for _, letter := range all {
		b.paste(letter, x, 0)
		x += letter.width + gap
	}
	return b
}

// letterPixels returns how wide a letter is, in pixels. Those that are the same on both
// sides of their middle need a middle that the pen can be on.
func letterPixels(r rune, each float64, pen int) int {
	if r == 'I' {
		return pen
	}
	pixels := int(letterUnits(r) * each)
	if strings.ContainsRune("AVTY", r) {
		pixels -= (pixels + pen) % 2
	}
	return pixels
}

// leastShape is the least width of a shape that can be told from others.
const leastShape = 8

// shape draws a verdict's shape; it is empty if there is no room.
func shape(v verify.Verdict, width, height int) *bitmap {
	s, known := shapes[v]
	if !known || width < leastShape || height < leastHeight {
		return newBitmap(0, 0)
	}
	b := newBitmap(width, height)
	b.draw(s, max(2, height/6))
	return b
}
