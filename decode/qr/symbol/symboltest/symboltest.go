// Package symboltest makes symbols with an encoder that shares nothing with the
// reader, for the tests of those who read them.
package symboltest

import (
	"math/rand/v2"
	"testing"

	"rsc.io/qr/coding"
)

// Modules are those of a symbol, true being dark, row by row.
type Modules [][]bool

// Encode makes a symbol.
func Encode(t testing.TB, version, mask int, level coding.Level, parts ...coding.Encoding) Modules {
	t.Helper()
	plan, err := coding.NewPlan(coding.Version(version), level, coding.Mask(mask))
	if err != nil {
		t.Fatal(err)
	}
	code, err := plan.Encode(parts...)
	if err != nil {
		t.Fatal(err)
	}
	b := make(Modules, code.Size)
	for y := range b {
		b[y] = make([]bool, code.Size)
		for x := range b[y] {
			b[y][x] = code.Black(x, y)
		}
	}
	return b
}

// Dense makes a symbol of a version that is full of digits, and their text.
func Dense(t testing.TB, version, mask int) (Modules, string) {
	t.Helper()
	room := coding.Version(version).DataBytes(coding.L)*8 - 4 - 14
	r := rand.New(rand.NewPCG(uint64(version), uint64(mask)))
	text := make([]byte, room/10*3)
	for i := range text {
		text[i] = byte('0' + r.IntN(10))
	}
	return Encode(t, version, mask, coding.L, coding.Num(text)), string(text)
}

// Soft returns the soft values of a perfect sampling.
func (m Modules) Soft() []float64 {
	var soft []float64
	for _, row := range m {
		for _, dark := range row {
			soft = append(soft, map[bool]float64{true: 1, false: -1}[dark])
		}
	}
	return soft
}
