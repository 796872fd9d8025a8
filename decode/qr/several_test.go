package qr

import (
	"fmt"
	"slices"
	"testing"

	"rsc.io/qr/coding"

	"vaxcheck/decode/qr/gray"
	"vaxcheck/decode/qr/symbol/symboltest"
)

// blank makes a picture of paper.
func blank(w, h int) *Gray {
	g := gray.New(w, h)
	for i := range g.Pix {
		g.Pix[i] = 225
	}
	return g
}

// readAll reads a picture and expects the texts, in their order.
func readAll(t *testing.T, g *Gray, want []string) {
	t.Helper()
	var got []string
	for _, s := range Read(g, Options{}).Symbols {
		got = append(got, s.Text)
	}
	if !slices.Equal(got, want) {
		t.Errorf("%d texts read of %d: %.60q", len(got), len(want), got)
	}
}

// TestSixtyCodes: every code of a sheet is read, however many there are.
func TestSixtyCodes(t *testing.T) {
	const columns, rows, pitch = 10, 6, 100
	page := blank(columns*pitch+20, rows*pitch+20)
	var want []string
	for i := range columns * rows {
		text := fmt.Sprintf("code %02d", i)
		b := symboltest.Encode(t, 1, i%8, coding.L, coding.String(text))
		paste(page, render(b, shot{module: 3}), 10+i%columns*pitch, 10+i/columns*pitch)
		want = append(want, text)
	}
	readAll(t, page, want)
}

// TestHiddenBesideClear: that one code was read at once does not end the search for
// another of which two finders have been seen and the third is blurred.
func TestHiddenBesideClear(t *testing.T) {
	clear, first := symboltest.Dense(t, 5, 1)
	other, second := symboltest.Dense(t, 12, 2)
	a, b := render(clear, shot{module: 4}), render(other, shot{module: 4})
	corner := b.Part(0, 0, 64, 64)
	for range 9 {
		corner = gray.Smooth(corner)
	}
	paste(b, corner, 0, 0)
	page := blank(a.Width+b.Width, b.Height)
	paste(page, a, 0, 0)
	paste(page, b, a.Width, 0)
	readAll(t, page, []string{first, second})
}

// TestSmallBesideLarge: the codes of a small picture are read though they have no
// margin, beside one that has.
func TestSmallBesideLarge(t *testing.T) {
	large, first := symboltest.Dense(t, 2, 0)
	tiny, second := symboltest.Dense(t, 8, 1)
	a := render(large, shot{module: 4})
	b := gray.New(len(tiny)*2, len(tiny)*2)
	for y := range b.Height {
		for x := range b.Width {
			b.Row(y)[x] = 225
			if tiny[y/2][x/2] {
				b.Row(y)[x] = 25
			}
		}
	}
	page := blank(a.Width+b.Width, max(a.Height, b.Height))
	paste(page, a, 0, 0)
	paste(page, b, a.Width, 0)
	readAll(t, page, []string{first, second})
}
