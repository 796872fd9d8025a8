package symbol

import (
	"math"
	"slices"

	"github.com/makiuchi-d/gozxing/qrcode/decoder"
)

const (
	formatLeast = 0.35   // correlation below which no format information is there
	formatBare  = 0.9    // correlation that a word without the mask must have
	formatMask  = 0x5412 // keeps the format information from being all light
)

// formatWord is the format information that fits best.
type formatWord struct {
	data     int // level and mask, 5 bits
	fit      float64
	mirrored bool
}

func (f formatWord) mask() int { return f.data & 7 }

// formatBits returns the 15 bits of the format information (ISO/IEC 18004,
// "Format information").
func formatBits(data int) int {
	const generator = 0x537
	rest := data << 10
	for bit := 14; bit >= 10; bit-- {
		if rest>>bit&1 == 1 {
			rest ^= generator << (bit - 10)
		}
	}
	return (data<<10 | rest) ^ formatMask
}

// oneFormatCopy is how much the better copy alone counts: the other may be
// damaged.
const oneFormatCopy = 0.85

// readFormat correlates both copies with the 32 legal words, as the symbol is
// and transposed.
func readFormat(size int, soft []float64) formatWord {
	best := formatWord{fit: math.Inf(-1)}
	for _, mirrored := range [2]bool{false, true} {
		copies := formatCopies(size, soft, mirrored)
		for data := range 32 {
			if fit := formatFit(copies, formatBits(data)); fit > best.fit {
				best = formatWord{data, fit, mirrored}
			}
			// Some encoders forget to mask the format information.
			if fit := formatFit(copies, formatBits(data)^formatMask); fit > max(best.fit, formatBare) {
				best = formatWord{data, fit, mirrored}
			}
		}
	}
	return best
}

// formatCopies returns both copies of the format information, clipped to ±1.
func formatCopies(size int, soft []float64, mirrored bool) (copies [2][15]float64) {
	for i := range 15 {
		for k, c := range formatCells(size, i) {
			at := c.Y*size + c.X
			if mirrored {
				at = c.X*size + c.Y
			}
			copies[k][i] = min(max(soft[at], -1), 1)
		}
	}
	return copies
}

// formatFit says how well the copies agree with a word.
func formatFit(copies [2][15]float64, word int) float64 {
	a, b := correlate15(copies[0], word), correlate15(copies[1], word)
	return max((a+b)/2, oneFormatCopy*max(a, b))
}

// correlate15 is 1 where the bits are sure and those of the format's word.
func correlate15(bits [15]float64, word int) float64 {
	sum := 0.0
	for i, b := range bits {
		if word>>i&1 == 1 {
			sum += b
		} else {
			sum -= b
		}
	}
	return sum / float64(len(bits))
}

// Codewords is the data of a symbol on its way from soft values to bytes.
type Codewords struct {
	layout   *Layout
	format   formatWord
	bytes    []byte    // as they stand in the symbol, interleaved
	surety   []float64 // of each codeword: how sure its least sure bit is
	blocks   []block
	Good     int    // blocks that could be repaired
	repaired []bool // which they are
	rs       blockDecoder
	scratch  []byte
	rank     []int
}

// block lists which codewords belong to it, data first.
type block struct {
	places []int
	check  int
}

// Read takes the codewords of a symbol out of soft values. It returns false if
// there is no format information.
func (c *Codewords) Read(l *Layout, soft []float64) bool {
	c.layout, c.format = l, readFormat(l.Size, soft)
	if c.format.fit < formatLeast {
		return false
	}
	n := l.codewords
	c.bytes, c.surety = slices.Grow(c.bytes[:0], n)[:n], slices.Grow(c.surety[:0], n)[:n]
	mask := c.format.mask()
	for k := range c.bytes {
		b, least := byte(0), math.Inf(1)
		for _, at := range l.order[8*k : 8*k+8] {
			x, y := int(at)%l.Size, int(at)/l.Size
			if c.format.mirrored {
				at = int32(x*l.Size + y)
			}
			b <<= 1
			if (soft[at] > 0) != masked(mask, x, y) {
				b |= 1
			}
			least = min(least, math.Abs(soft[at]))
		}
		c.bytes[k], c.surety[k] = b, least
	}
	c.split()
	return true
}

func (c *Codewords) level() decoder.ErrorCorrectionLevel {
	level, _ := decoder.ErrorCorrectionLevel_ForBits(uint(c.format.data >> 3)) // two bits, each legal
	return level
}

// split finds the blocks, whose codewords stand interleaved (ISO/IEC 18004,
// "Constructing the final message codeword sequence").
func (c *Codewords) split() {
	ec := c.layout.blocks.GetECBlocksForLevel(c.level())
	c.blocks = c.blocks[:0]
	var data []int
	longest := 0
	for _, group := range ec.GetECBlocks() {
		for range group.GetCount() {
			data = append(data, group.GetDataCodewords())
			c.blocks = append(c.blocks, block{check: ec.GetECCodewordsPerBlock()})
		}
		longest = max(longest, group.GetDataCodewords())
	}
	place := 0
	for i := range longest {
		for b := range c.blocks {
			if i < data[b] {
				c.blocks[b].places = append(c.blocks[b].places, place)
				place++
			}
		}
	}
	for range ec.GetECCodewordsPerBlock() {
		for b := range c.blocks {
			c.blocks[b].places = append(c.blocks[b].places, place)
			place++
		}
	}
}

// Correct repairs all blocks and returns how many codewords were wrong.
func (c *Codewords) Correct() (corrected int, ok bool) {
	return c.repair(func(b *block) (int, bool) { return c.correctBlock(b, nil) })
}

// repair repairs the blocks in one way. Those that are repaired stay so when
// another fails.
func (c *Codewords) repair(one func(*block) (int, bool)) (corrected int, ok bool) {
	c.repaired = slices.Grow(c.repaired[:0], len(c.blocks))[:len(c.blocks)]
	c.Good = 0
	for i := range c.blocks {
		n, good := one(&c.blocks[i])
		if c.repaired[i] = good; good {
			c.Good++
		}
		corrected += n
	}
	return corrected, c.Good == len(c.blocks)
}

// correctBlock repairs one block, given which of its codewords are doubtful.
func (c *Codewords) correctBlock(b *block, erased []int) (int, bool) {
	c.scratch = c.scratch[:0]
	for _, p := range b.places {
		c.scratch = append(c.scratch, c.bytes[p])
	}
	n, ok := c.rs.correct(c.scratch, b.check, erased)
	if !ok {
		return 0, false
	}
	for i, p := range b.places {
		c.bytes[p] = c.scratch[i]
	}
	return n, true
}

// data returns the data codewords of repaired blocks, one block after another.
func (c *Codewords) data() []byte {
	data := make([]byte, 0, len(c.bytes))
	for _, b := range c.blocks {
		for _, p := range b.places[:len(b.places)-b.check] {
			data = append(data, c.bytes[p])
		}
	}
	return data
}
