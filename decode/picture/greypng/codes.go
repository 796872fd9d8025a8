package greypng

import "math/bits"

// Limits of DEFLATE (RFC 1951, section 3.2).
const (
	longest   = 15 // bits of a code
	lookBits  = 11 // looked up at once
	lengths   = 286
	distances = 30
	endBlock  = 256
	mostOf    = lengths + distances
)

// entry is what a code says: in its low byte how many bits it takes, in the next one how many bits
// follow it, or what it is, and above them a byte, a length or a distance. The entry 0 is no code.
type entry uint32

const (
	isByte   entry = 0x8000
	isEnd    entry = 0x4000
	isNumber entry = 0x1f00 // mask of how many bits follow
)

func (e entry) bits() int   { return int(e & 0xff) }
func (e entry) follow() int { return int(e & isNumber >> 8) }
func (e entry) value() int  { return int(e >> 16) }

// codes is a table of codes.
type codes struct {
	short [1 << lookBits]entry // by the next bits, the first lowest
	// limit is where the codes of a length end, as the first of 16 bits; first is which symbol
	// the code 0 of a length would be.
	limit, first [longest + 1]int
	symbols      [lengths + 2]entry // in the order of their codes, without their bits
}

// set makes the table, and tells whether the codes use all bits there are for them. There may be
// none, or one of one bit.
func (c *codes) set(lengths []byte, means func(symbol int) entry) bool {
	var counts, next [longest + 1]int
	for _, n := range lengths {
		counts[n]++
	}
	counts[0] = 0
	*c = codes{}
	code, before := 0, 0
	var start [longest + 1]int
	for n := 1; n <= longest; n++ {
		start[n], next[n] = code, before
		c.first[n] = before - code
		code, before = code+counts[n], before+counts[n]
		c.limit[n] = code << (16 - n)
		if code > 1<<n {
			return false
		}
		code <<= 1
	}
	if before > 1 && code != 2<<longest || before == 1 && counts[1] != 1 {
		return false
	}
	for symbol, n := range lengths {
		if n == 0 {
			continue
		}
		e := means(symbol)
		c.symbols[next[n]] = e
		next[n]++
		if n <= lookBits {
			c.look(start[n], int(n), e)
		}
		start[n]++
	}
	return true
}

// look enters a code for all that may follow it.
func (c *codes) look(code, n int, e entry) {
	if e == 0 {
		return
	}
	for i := int(bits.Reverse16(uint16(code)) >> (16 - n)); i < len(c.short); i += 1 << n {
		c.short[i] = e | entry(n)
	}
}

// long is the entry of a code that is too long to be looked up, 0 if there is none such.
func (c *codes) long(ahead uint64) entry {
	code := int(bits.Reverse16(uint16(ahead)))
	if code < c.limit[lookBits] { // one that stands for nothing
		return 0
	}
	for n := lookBits + 1; n <= longest; n++ {
		if code < c.limit[n] {
			if e := c.symbols[code>>(16-n)+c.first[n]]; e != 0 {
				return e | entry(n)
			}
			return 0
		}
	}
	return 0
}

// ofLength is what a symbol of the first alphabet means (3.2.5).
func ofLength(symbol int) entry {
	switch {
	case symbol < endBlock:
		return isByte | entry(symbol)<<16
	case symbol == endBlock:
		return isEnd
	case symbol < 265:
		return entry(symbol-254) << 16
	case symbol < 285:
		more := (symbol - 261) / 4
		return entry(more)<<8 | entry((4+(symbol-265)%4)<<more+3)<<16
	case symbol == 285:
		return 258 << 16
	}
	return 0
}

// ofDistance is what a symbol of the second alphabet means.
func ofDistance(symbol int) entry {
	switch {
	case symbol < 4:
		return entry(symbol+1) << 16
	case symbol < distances:
		more := symbol/2 - 1
		return entry(more)<<8 | entry((2+symbol%2)<<more+1)<<16
	}
	return 0
}
