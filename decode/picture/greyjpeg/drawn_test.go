package greyjpeg

import (
	"encoding/binary"
	"math/bits"
	"math/rand/v2"
)

// drawn is a JPEG file to be written, of numbers that a seed gives.
type drawn struct {
	width, height int
	sampling      []byte // of each component: 1 grey, 3 colour, 4 CMYK
	ids           string // of the components; "" for \x01\x02…
	scans         []drawnScan
	progressive   bool
	extended      bool
	interval      int
	wide          bool // quantization of 16 bits
	jfif          bool
	adobe         int    // the transform told, -1 for none
	between       string // before each segment
	after         string // after each scan
	most          int    // a number of a block, 1 to 1023
	share         int    // one number of so many is not 0
}

// drawnScan is one scan: components, band, and the bits told before and now.
type drawnScan struct {
	parts       []int
	first, last int
	high, low   int
}

// plain is a file of three components in one scan.
func plain(change func(*drawn)) drawn {
	d := drawn{width: 83, height: 61, sampling: []byte{0x22, 0x11, 0x11}, jfif: true, adobe: -1, most: 200, share: 6}
	d.scans = []drawnScan{{parts: []int{0, 1, 2}, last: 63}}
	if change != nil {
		change(&d)
	}
	return d
}

// inScans is a progressive file that tells each number bit by bit.
func inScans(change func(*drawn)) drawn {
	return plain(func(d *drawn) {
		d.progressive = true
		d.scans = []drawnScan{
			{parts: []int{0, 1, 2}, low: 1}, {[]int{0}, 1, 5, 0, 2}, {[]int{2}, 1, 63, 0, 1}, {[]int{1}, 1, 63, 0, 1},
			{[]int{0}, 6, 63, 0, 2}, {[]int{0}, 1, 63, 2, 1}, {parts: []int{0, 1, 2}, high: 1},
			{[]int{2}, 1, 63, 1, 0}, {[]int{1}, 1, 63, 1, 0}, {[]int{0}, 1, 63, 1, 0},
		}
		if change != nil {
			change(d)
		}
	})
}

// pen writes a file.
type pen struct {
	drawn
	out    []byte
	codes  [256]uint32 // length in the upper half
	acc    uint64
	n      int
	blocks [][][blockSize]int // of each component, whole units
	wide   []int              // blocks of a row
	last   []int              // first numbers told
	run    int                // blocks without more
	more   []bool             // corrections in them
}

var codeCounts = [longest]byte{0, 1, 1, 1, 2, 2, 4, 4, 8, 8, 16, 16, 0, 0, 1, 192}

// bytes writes the file.
func (d drawn) bytes(seed uint64) []byte {
	p := &pen{drawn: d, out: []byte{0xff, markStart}}
	if d.jfif {
		p.segment(markApp, []byte("JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"))
	}
	if d.adobe >= 0 {
		p.segment(markAdobe, append([]byte("Adobe\x00\x64\x00\x00\x00\x00"), byte(d.adobe)))
	}
	r := rand.New(rand.NewPCG(seed, 1))
	p.quanta(r)
	p.segment(p.frame())
	p.table(r)
	if d.interval > 0 {
		p.segment(markInterval, binary.BigEndian.AppendUint16(nil, uint16(d.interval)))
	}
	p.draw(r)
	for _, s := range d.scans {
		p.scan(s)
		p.out = append(p.out, d.after...)
	}
	p.out = append(p.out, d.between...)
	return append(p.out, 0xff, markEnd)
}

func (p *pen) segment(marker byte, body []byte) {
	p.out = append(p.out, p.between...)
	p.out = append(p.out, 0xff, marker)
	p.out = binary.BigEndian.AppendUint16(p.out, uint16(len(body)+2))
	p.out = append(p.out, body...)
}

func (p *pen) quanta(r *rand.Rand) {
	body := []byte{0}
	if p.drawn.wide {
		body[0] = 0x10
	}
	for range blockSize {
		if p.drawn.wide {
			body = append(body, byte(r.IntN(2)))
		}
		body = append(body, byte(1+r.IntN(9)))
	}
	p.segment(markQuantum, body)
}

func (p *pen) frame() (byte, []byte) {
	body := binary.BigEndian.AppendUint16([]byte{8}, uint16(p.height))
	body = append(binary.BigEndian.AppendUint16(body, uint16(p.width)), byte(len(p.sampling)))
	for i, s := range p.sampling {
		body = append(body, p.id(i), s, 0)
	}
	switch {
	case p.progressive:
		return markProgressive, body
	case p.extended:
		return markExtended, body
	}
	return markSequential, body
}

func (p *pen) id(i int) byte {
	if p.ids == "" {
		return byte(i + 1)
	}
	return p.ids[i]
}

// table writes one table for all: a code of every length for every symbol.
func (p *pen) table(r *rand.Rand) {
	symbols := r.Perm(256)
	body := append([]byte{0}, codeCounts[:]...)
	code, next := uint32(0), 0
	for i, count := range codeCounts {
		for range count {
			p.codes[symbols[next]] = uint32(i+1)<<16 | code
			body = append(body, byte(symbols[next]))
			code, next = code+1, next+1
		}
		code <<= 1
	}
	p.segment(markHuffman, body)
	body[0] = 0x10
	p.segment(markHuffman, body)
}

// draw makes up the numbers.
func (p *pen) draw(r *rand.Rand) {
	for i := range p.sampling {
		h, v := p.size(i)
		across, down := p.units()
		blocks := make([][blockSize]int, across*h*down*v)
		for b := range blocks {
			blocks[b][0] = r.IntN(2*p.most) - p.most
			if r.IntN(3) == 0 {
				continue
			}
			for z := 1; z < blockSize; z++ {
				if r.IntN(p.share) == 0 {
					blocks[b][z] = (r.IntN(2*p.most) - p.most) >> r.IntN(10)
				}
			}
		}
		p.blocks, p.wide = append(p.blocks, blocks), append(p.wide, across*h)
	}
}

func (p *pen) size(i int) (h, v int) {
	if len(p.sampling) == 1 {
		return 1, 1
	}
	return int(p.sampling[i] >> 4), int(p.sampling[i] & 15)
}

func (p *pen) units() (across, down int) {
	h, v := p.size(0)
	return ceilDiv(p.width, 8*h), ceilDiv(p.height, 8*v)
}

func (p *pen) scan(s drawnScan) {
	body := []byte{byte(len(s.parts))}
	for _, i := range s.parts {
		body = append(body, p.id(i), 0)
	}
	p.segment(markScan, append(body, byte(s.first), byte(s.last), byte(s.high<<4|s.low)))
	across, down := p.units()
	if len(s.parts) == 1 {
		h, v := p.size(s.parts[0])
		h0, v0 := p.size(0)
		across, down = ceilDiv(ceilDiv(p.width*h, h0), 8), ceilDiv(ceilDiv(p.height*v, v0), 8)
	}
	p.last = make([]int, len(p.sampling))
	for i := range across * down {
		if p.interval > 0 && i > 0 && i%p.interval == 0 {
			p.flush()
			p.out = append(p.out, 0xff, markRestart+byte((i/p.interval-1)%8))
			clear(p.last)
		}
		for _, part := range s.parts {
			h, v := p.size(part)
			if len(s.parts) == 1 {
				h, v = 1, 1
			}
			for n := range h * v {
				x, y := i%across*h+n%h, i/across*v+n/h
				p.block(s, part, &p.blocks[part][y*p.wide[part]+x])
			}
		}
	}
	p.flush()
}

func (p *pen) block(s drawnScan, part int, b *[blockSize]int) {
	if s.first == 0 && s.high > 0 {
		p.bits(uint64(b[0]>>s.low&1), 1)
		return
	}
	from := s.first
	if from == 0 {
		v := b[0] >> s.low
		p.number(0, v-p.last[part])
		p.last[part], from = v, 1
	}
	switch {
	case s.high > 0:
		p.refine(s, b)
	case from <= s.last:
		p.band(s, from, b)
	}
}

// band writes numbers for the first time.
func (p *pen) band(s drawnScan, from int, b *[blockSize]int) {
	zeros := 0
	for z := from; z <= s.last; z++ {
		v := cut(b[z], s.low)
		if v == 0 {
			zeros++
			continue
		}
		p.endRun()
		for ; zeros > 15; zeros -= 16 {
			p.code(0xf0)
		}
		p.number(zeros, v)
		zeros = 0
	}
	if zeros > 0 {
		p.addRun(nil)
	}
}

// refine writes one more bit of numbers (T.81, figure G.7).
func (p *pen) refine(s drawnScan, b *[blockSize]int) {
	zeros, more, last := 0, []bool(nil), 0
	for z := s.first; z <= s.last; z++ {
		if v := cut(b[z], s.low); v == 1 || v == -1 {
			last = z
		}
	}
	for z := s.first; z <= s.last; z++ {
		v := cut(b[z], s.low)
		if v == 0 {
			zeros++
			continue
		}
		for ; zeros > 15 && z <= last; zeros -= 16 {
			p.endRun()
			p.code(0xf0)
			p.corrections(more)
			more = nil
		}
		if v > 1 || v < -1 {
			more = append(more, max(v, -v)&1 == 1)
			continue
		}
		p.endRun()
		p.number(zeros, v)
		p.corrections(more)
		zeros, more = 0, nil
	}
	if zeros > 0 || len(more) > 0 {
		p.addRun(more)
	}
}

// cut leaves bits away, towards 0.
func cut(v, low int) int {
	if v < 0 {
		return -(-v >> low)
	}
	return v >> low
}

func (p *pen) addRun(more []bool) {
	p.run++
	p.more = append(p.more, more...)
	if !p.progressive || p.run == 1<<15-1 {
		p.endRun()
	}
}

func (p *pen) endRun() {
	if p.run == 0 {
		return
	}
	n := bits.Len(uint(p.run)) - 1
	p.code(byte(n << 4))
	p.bits(uint64(p.run)&(1<<n-1), n)
	p.corrections(p.more)
	p.run, p.more = 0, nil
}

func (p *pen) corrections(more []bool) {
	for _, m := range more {
		if m {
			p.bits(1, 1)
		} else {
			p.bits(0, 1)
		}
	}
}

// number writes a number and how many zeros come before it.
func (p *pen) number(zeros, v int) {
	n := bits.Len(uint(max(v, -v)))
	p.code(byte(zeros<<4 | n))
	if v < 0 {
		v += 1<<n - 1
	}
	p.bits(uint64(v), n)
}

func (p *pen) code(symbol byte) {
	c := p.codes[symbol]
	p.bits(uint64(c&0xffff), int(c>>16))
}

func (p *pen) bits(v uint64, n int) {
	p.acc, p.n = p.acc<<n|v, p.n+n
	for ; p.n >= 8; p.n -= 8 {
		c := byte(p.acc >> (p.n - 8))
		if p.out = append(p.out, c); c == 0xff {
			p.out = append(p.out, 0)
		}
	}
}

// flush ends an interval.
func (p *pen) flush() {
	p.endRun()
	if p.n > 0 {
		p.bits(1<<(8-p.n)-1, 8-p.n)
	}
}
