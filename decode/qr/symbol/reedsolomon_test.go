package symbol

import (
	"math/rand/v2"
	"testing"
)

func TestReedSolomon(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	var d blockDecoder
	for range 500 {
		check := 2 * (3 + r.IntN(12))
		n := check + 1 + r.IntN(100)
		clean := encodeBlock(r, n, check)
		erasures := r.IntN(check + 1)
		errors := (check - erasures) / 2
		damaged := append([]byte(nil), clean...)
		places := r.Perm(n)
		for _, p := range places[:min(erasures+errors, n)] {
			damaged[p] ^= byte(1 + r.IntN(255))
		}
		erased := places[:min(erasures, n)]
		if changed, ok := d.correct(damaged, check, erased); !ok || string(damaged) != string(clean) {
			t.Fatalf("n %d check %d erasures %d errors %d: %v, %d changed", n, check, erasures, errors, ok, changed)
		}
	}
}

// encodeBlock makes a random block whose value at the first powers is zero.
func encodeBlock(r *rand.Rand, n, check int) []byte {
	generator := []byte{1}
	for i := range check {
		next := make([]byte, len(generator)+1)
		for j, c := range generator {
			next[j] ^= c
			next[j+1] ^= field.mul(c, field.exp[i])
		}
		generator = next
	}
	block := make([]byte, n)
	for i := range n - check {
		block[i] = byte(r.UintN(256))
	}
	rest := append([]byte(nil), block...)
	for i := range n - check {
		f := rest[i]
		for j, c := range generator {
			rest[i+j] ^= field.mul(f, c)
		}
	}
	copy(block[n-check:], rest[n-check:])
	return block
}

func TestReedSolomonRefuses(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 9))
	var d blockDecoder
	wrong := 0
	for range 300 {
		block := encodeBlock(r, 140, 28)
		for _, p := range r.Perm(140)[:60] {
			block[p] ^= byte(1 + r.IntN(255))
		}
		if _, ok := d.correct(block, 28, nil); ok {
			wrong++
		}
	}
	if wrong > 0 {
		t.Errorf("%d of 300 ruined blocks were corrected", wrong)
	}
	for _, c := range []struct {
		block  []byte
		check  int
		erased []int
	}{{nil, 2, nil}, {make([]byte, 3), 10, nil}, {make([]byte, 300), 10, nil}, {make([]byte, 20), 69, nil},
		{make([]byte, 20), 2, []int{1, 2, 3}}} {
		if _, ok := d.correct(c.block, c.check, c.erased); ok {
			t.Errorf("%d codewords with %d check codewords were taken", len(c.block), c.check)
		}
	}
}
