package symbol

import (
	"cmp"
	"slices"
)

const (
	erasureStep = 2
	// checkKept check codewords are left for finding errors, 5 of them: with
	// fewer a short block is "corrected" into wrong data.
	checkKept = 10
)

// CorrectErasing repairs the blocks as Correct does, and those that need it with
// erasures.
func (c *Codewords) CorrectErasing() (corrected int, ok bool) { return c.repair(c.eraseBlock) }

// eraseBlock takes more and more of the least sure codewords of a block as
// unknown until it can be repaired.
func (c *Codewords) eraseBlock(b *block) (int, bool) {
	c.rank = slices.Grow(c.rank[:0], len(b.places))[:len(b.places)]
	for i := range c.rank {
		c.rank[i] = i
	}
	slices.SortStableFunc(c.rank, func(i, j int) int {
		return cmp.Compare(c.surety[b.places[i]], c.surety[b.places[j]])
	})
	for f := 0; f == 0 || f <= b.check-checkKept; f += erasureStep {
		if n, ok := c.correctBlock(b, c.rank[:f]); ok {
			return n, true
		}
	}
	return 0, false
}

// Truth fills dst, by module, with the colours that the repaired blocks prove: 1
// dark, -1 light, 0 not known.
func (c *Codewords) Truth(dst []float64) {
	clear(dst)
	l, mask := c.layout, c.format.mask()
	for i, b := range c.blocks {
		if !c.repaired[i] {
			continue
		}
		for _, k := range b.places {
			for bit, at := range l.order[8*k : 8*k+8] {
				x, y := int(at)%l.Size, int(at)/l.Size
				if c.format.mirrored {
					at = int32(x*l.Size + y)
				}
				dst[at] = -1
				if (c.bytes[k]>>(7-bit)&1 == 1) != masked(mask, x, y) {
					dst[at] = 1
				}
			}
		}
	}
}
