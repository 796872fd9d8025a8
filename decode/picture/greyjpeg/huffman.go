package greyjpeg

import "encoding/binary"

const (
	longest  = 16 // bits of a code
	lookBits = 10 // looked up at once
)

// entry is what a code says: in its low byte how many bits it takes, then four bits of how many
// zeros come before a number, four of how many bits of the number follow, and above them the
// number, if it was looked up with the code. If both are 0 there is none. The entry 0 is no code.
type entry uint32

func (e entry) bits() int    { return int(e & 0xff) }
func (e entry) zeros() int   { return int(e >> 8 & 15) }
func (e entry) follow() int  { return int(e >> 12 & 15) }
func (e entry) value() int32 { return int32(e) >> 16 }

func newEntry(bits int, symbol byte) entry {
	return entry(bits) | entry(symbol>>4)<<8 | entry(symbol&15)<<12
}

// huffman is a table of codes.
type huffman struct {
	short [1 << lookBits]entry // by the next bits, for codes that are not longer
	// limit is where the codes of a length end, as the first of 16 bits; first is which symbol
	// the code 0 of a length would be.
	limit   [longest + 1]int
	first   [longest + 1]int
	symbols []byte
}

// huffmans reads tables of codes (B.2.4.2).
func (d *decoder) huffmans(body []byte) bool {
	for len(body) > 0 {
		if len(body) < 1+longest {
			return false
		}
		class, to, n := body[0]>>4, body[0]&15, 0
		for _, count := range body[1 : 1+longest] {
			n += int(count)
		}
		if class > 1 || to >= tables || d.baseline && to > 1 || n == 0 || n > 256 || len(body) < 1+longest+n {
			return false
		}
		h := newHuffman(body[1:1+longest], body[1+longest:][:n])
		if h == nil {
			return false
		}
		if class == 0 {
			d.dc[to] = h
		} else {
			d.ac[to] = h
		}
		body = body[1+longest+n:]
	}
	return true
}

// newHuffman makes a table of how many codes of each length there are, and what they stand for, in
// their order. It is nil if there are more codes than bits for them.
func newHuffman(counts, symbols []byte) *huffman {
	h := &huffman{symbols: append([]byte(nil), symbols...)}
	code, next := 0, 0
	for i, count := range counts {
		length := i + 1
		h.first[length] = next - code
		if code+int(count) > 1<<length {
			return nil
		}
		for range count {
			if length <= lookBits {
				h.look(code<<(lookBits-length), length, symbols[next])
			}
			code, next = code+1, next+1
		}
		h.limit[length] = code << (longest - length)
		code <<= 1
	}
	return h
}

// look enters a code for all that may follow it.
func (h *huffman) look(from, length int, symbol byte) {
	size := int(symbol & 15)
	rest := lookBits - length
	for i := range 1 << rest {
		e := newEntry(length, symbol)
		if size > 0 && size <= rest {
			value := extend(uint64(i)<<(64-rest), size)
			e = entry(length+size) | entry(symbol>>4)<<8 | entry(uint32(value)<<16)
		}
		h.short[from+i] = e
	}
}

// long is the entry of a code that is too long to be looked up, 0 if there is none such.
func (h *huffman) long(ahead uint64) entry {
	code := int(ahead >> (64 - longest))
	for length := lookBits + 1; length <= longest; length++ {
		if code < h.limit[length] {
			return newEntry(length, h.symbols[code>>(longest-length)+h.first[length]])
		}
	}
	return 0
}

// extend is the number that the first bits stand for (F.2.2.1); size is 1 to 16.
func extend(ahead uint64, size int) int32 {
	x := int32(ahead >> (64 - size))
	negative := ^int32(int64(ahead) >> 63) // all bits of it, or none
	return x + negative&(-1<<size+1)
}

// stream reads the data of a scan bit by bit. It ends before the next marker; what would be read
// there is 0, and left then turns negative.
type stream struct {
	data  []byte
	p     int    // the next byte
	ahead uint64 // bits to come, the first at the top
	left  int    // how many
}

// enough is how many bits there are after fill, unless the data end: a code and its number.
const enough = 32

// fill reads on.
func (b *stream) fill() {
	b.p, b.ahead, b.left = fill(b.data, b.p, b.ahead, b.left)
}

func fill(data []byte, p int, ahead uint64, left int) (int, uint64, int) {
	if left < 0 || left > 64-enough {
		return p, ahead, left
	}
	if rest := data[p:]; len(rest) >= 4 {
		w := binary.BigEndian.Uint32(rest)
		if (^w-0x01010101)&w&0x80808080 == 0 { // no byte is 0xff
			return p + 4, ahead | uint64(w)<<(64-enough-left), left + 32
		}
	}
	for left <= 64-8 && p < len(data) {
		c := data[p]
		if c == 0xff {
			if p+1 == len(data) || data[p+1] != 0 {
				break
			}
			p++
		}
		p++
		ahead |= uint64(c) << (64 - 8 - left)
		left += 8
	}
	return p, ahead, left
}

// take returns the next bits, at most 16 and at least 1.
func (b *stream) take(n int) uint32 {
	if b.left < enough {
		b.fill()
	}
	x := uint32(b.ahead >> (64 - n))
	b.drop(n)
	return x
}

func (b *stream) drop(n int) {
	b.ahead <<= n
	b.left -= n
}

// code reads a code, and the number that follows it.
func (b *stream) code(h *huffman) (e entry, value int32) {
	if b.left < enough {
		b.fill()
	}
	e = h.short[b.ahead>>(64-lookBits)]
	if e == 0 {
		e = h.long(b.ahead)
	}
	b.drop(e.bits())
	value = e.value()
	if n := e.follow(); n > 0 {
		value = extend(b.ahead, n)
		b.drop(n)
	}
	return e, value
}

// end is the place of the first byte of which nothing was read.
func (b *stream) end() int {
	p := b.p
	for range b.left / 8 {
		p--
		if b.data[p] == 0 && b.data[p-1] == 0xff {
			p--
		}
	}
	return p
}
