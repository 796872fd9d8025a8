package greyjpeg

import (
	"bytes"

	"vaxcheck/decode/qr/gray"
)

// scan is one pass over a picture, for some of its components.
type scan struct {
	*decoder
	stream
	parts        []scanned
	across, down int // units
	band         band
	lastDC       int32 // luma's, from block to block
	run          int   // blocks that still have nothing in this band
	block        [blockSize]int32
}

// scanned is a component in a scan.
type scanned struct {
	luma   bool
	h, v   int // blocks of a unit
	dc, ac *huffman
}

// band is what a scan of a progressive file tells of a block (G.1.1.1.1).
type band struct {
	first, last int // numbers, in zigzag order
	refines     bool
	shift       int
}

// scan reads a scan header (B.2.3) and the scan.
func (d *decoder) scan(body []byte) bool {
	n := 0
	if len(body) > 0 {
		n = int(body[0])
	}
	if d.parts == nil || n < 1 || n > len(d.parts) || len(body) != 4+2*n {
		return false
	}
	s := &scan{decoder: d, stream: stream{data: d.file, p: d.at}, band: band{last: blockSize - 1}}
	if !s.header(body[1:][:2*n]) || d.progressive && !s.banded(body[1+2*n:]) {
		return false
	}
	if n == 1 && !s.parts[0].luma {
		return d.pass()
	}
	s.across, s.down = d.across, d.down
	if n == 1 { // not interleaved: block by block, and none beyond the picture
		// image/jpeg counts restarts in another way there.
		if d.interval > 0 && s.parts[0].h*s.parts[0].v > 1 {
			return false
		}
		s.across, s.down = ceilDiv(d.width, blockSide), ceilDiv(d.height, blockSide)
		s.parts[0].h, s.parts[0].v = 1, 1
	}
	s.makeRoom()
	if !s.units() {
		return false
	}
	d.at = s.end()
	return true
}

// header finds the components of a scan and their tables.
func (s *scan) header(selectors []byte) bool {
	sum, seen := 0, 0
	for c := selectors; len(c) > 0; c = c[2:] {
		dc, ac := c[1]>>4, c[1]&15
		i := bytes.IndexByte(s.ids(), c[0])
		if i < 0 || seen>>i&1 != 0 || max(dc, ac) >= tables || s.baseline && max(dc, ac) > 1 {
			return false
		}
		seen |= 1 << i
		part := s.decoder.parts[i]
		sum += part.h * part.v
		s.parts = append(s.parts, scanned{i == 0, part.h, part.v, s.dc[dc], s.ac[ac]})
	}
	const most = 10 // blocks of a unit
	return len(s.decoder.parts) == 1 || sum <= most
}

func (d *decoder) ids() (ids []byte) {
	for _, c := range d.parts {
		ids = append(ids, c.id)
	}
	return ids
}

// banded reads which band a scan tells of, and tells whether it has the tables for it.
func (s *scan) banded(fields []byte) bool {
	high, low := int(fields[2]>>4), int(fields[2]&15)
	b := band{int(fields[0]), int(fields[1]), high != 0, low}
	s.band = b
	return b.first <= b.last && b.last < blockSize && (b.first > 0 || b.last == 0) && low < longest-2 &&
		(b.first == 0 || len(s.parts) == 1) && (high == 0 || high == low+1)
}

// ready tells whether all tables are there that a scan needs.
func (s *scan) ready() bool {
	for _, part := range s.parts {
		if s.band.first == 0 && !s.band.refines && part.dc == nil || s.band.last > 0 && part.ac == nil {
			return false
		}
	}
	return true
}

// pass passes over a scan of colour.
func (d *decoder) pass() bool {
	for {
		n := bytes.IndexByte(d.file[d.at:], 0xff)
		if n < 0 || d.at+n+1 >= len(d.file) {
			return false
		}
		d.at += n
		if m := d.file[d.at+1]; m != 0 && (m < markRestart || m > markRestartLast) {
			return true
		}
		d.at += 2
	}
}

// makeRoom makes room for the brightness, whole units of it.
func (s *scan) makeRoom() {
	d, first := s.decoder, s.decoder.parts[0]
	width, height := d.across*first.h, d.down*first.v // in blocks
	if d.luma == nil {
		d.luma = gray.New(blockSide*width, blockSide*height)
		d.luma.Width, d.luma.Height = d.width, d.height
	}
	if d.progressive && d.lumaBlocks == nil {
		d.lumaBlocks = make([]coeffs, width*height)
	}
}

// units reads all units of a scan, and what marks a restart between them.
func (s *scan) units() bool {
	if !s.ready() {
		return false
	}
	last, restarts := s.across*s.down-1, 0
	for i := range last + 1 {
		x, y := i%s.across, i/s.across
		if x == 0 && s.late != nil && s.late() || !s.unit(x, y) {
			return false
		}
		if s.interval > 0 && (i+1)%s.interval == 0 && i < last {
			if !s.restart(restarts) {
				return false
			}
			restarts++
		}
	}
	return s.run == 0
}

// restart begins anew after the n-th restart marker (F.2.1.3.1, G.1.2.2).
func (s *scan) restart(n int) bool {
	p := s.end()
	if p+2 > len(s.data) || s.data[p] != 0xff || s.data[p+1] != markRestart+byte(n%8) {
		return false
	}
	s.stream = stream{data: s.data, p: p + 2}
	s.lastDC, s.run = 0, 0
	return true
}

// unit reads the blocks of one unit.
func (s *scan) unit(x, y int) bool {
	for i := range s.parts {
		part := &s.parts[i]
		if part.luma {
			s.lumaStarted = true
		}
		for row := range part.v {
			for column := range part.h {
				if !s.one(part, x*part.h+column, y*part.v+row) {
					return false
				}
			}
		}
	}
	return s.left >= 0
}

// one reads one block.
func (s *scan) one(part *scanned, x, y int) bool {
	switch {
	case s.progressive:
		return s.progress(part, x, y)
	case part.luma:
		return s.sequential(part, x, y)
	}
	return s.skip(part)
}

// sequential reads a block of brightness and draws it (F.2.2).
func (s *scan) sequential(part *scanned, x, y int) bool {
	quanta := &s.quanta[s.decoder.parts[0].quanta]
	e, value := s.code(part.dc)
	if e == 0 || e.zeros() != 0 {
		return false
	}
	s.lastDC += value
	s.block[0] = s.lastDC * quanta[0]
	set, ok := s.numbers(part.ac, quanta)
	if !ok {
		return false
	}
	out := s.luma
	inverse(&s.block, set|1, out.Pix[blockSide*(y*out.Stride+x):], out.Stride)
	s.block = [blockSize]int32{}
	return true
}

// numbers reads all numbers of a block but the first, and returns which of them are not 0.
func (s *scan) numbers(h *huffman, quanta *[blockSize]int32) (set uint64, ok bool) {
	data, p, ahead, left := s.data, s.p, s.ahead, s.left
	for z := 1; z < blockSize; z++ {
		if left < enough {
			p, ahead, left = fill(data, p, ahead, left)
		}
		e := h.short[ahead>>(64-lookBits)]
		if e == 0 {
			if e = h.long(ahead); e == 0 {
				return 0, false
			}
		}
		ahead <<= e & 63
		left -= e.bits()
		z += e.zeros()
		value := e.value()
		if n := e.follow(); n > 0 {
			value = extend(ahead, n)
			ahead <<= n & 63
			left -= n
		} else if value == 0 {
			if e.zeros() == 0 {
				break // no more of them
			}
			if e.zeros() != 15 {
				return 0, false
			}
			continue
		}
		if z >= blockSize {
			return 0, false
		}
		at := zigzag[z] & 63
		s.block[at] = value * quanta[z]
		set |= 1 << at
	}
	s.p, s.ahead, s.left = p, ahead, left
	return set, true
}

// skip passes over a block of colour.
func (s *scan) skip(part *scanned) bool {
	if e, _ := s.code(part.dc); e == 0 || e.zeros() != 0 {
		return false
	}
	data, p, ahead, left := s.data, s.p, s.ahead, s.left
	h := part.ac
	for z := 1; z < blockSize; z++ {
		if left < enough {
			p, ahead, left = fill(data, p, ahead, left)
		}
		e := h.short[ahead>>(64-lookBits)]
		if e == 0 {
			if e = h.long(ahead); e == 0 {
				return false
			}
		}
		n := e.bits() + e.follow()
		ahead <<= n & 63
		left -= n
		z += e.zeros()
		if e>>12 == 0 { // no number
			if e.zeros() == 0 {
				break
			}
			if e.zeros() != 15 {
				return false
			}
		} else if z >= blockSize {
			return false
		}
	}
	s.p, s.ahead, s.left = p, ahead, left
	return true
}
