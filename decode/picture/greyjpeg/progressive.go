package greyjpeg

import "math/bits"

// coeffs are the numbers of a block of a progressive file, in zigzag order, and which of them are
// not 0.
type coeffs struct {
	n   [blockSize]int16
	set uint64
}

// put sets a number, unless it is too large for any file that is in order.
func (c *coeffs) put(z int, value int32) bool {
	c.n[z&63] = int16(value)
	if value != 0 {
		c.set |= 1 << (z & 63)
	} else {
		c.set &^= 1 << (z & 63)
	}
	return int32(int16(value)) == value
}

// progress reads what a scan tells of a block (G.1.2).
func (s *scan) progress(part *scanned, x, y int) bool {
	var c *coeffs
	if part.luma {
		c = &s.lumaBlocks[y*s.decoder.across*s.decoder.parts[0].h+x]
	}
	switch {
	case s.band.first == 0 && s.band.refines:
		return s.refineFirst(c)
	case s.band.first == 0:
		return s.progressFirst(part, c)
	case s.band.refines:
		return s.refine(part.ac, c)
	}
	return s.progressBand(part.ac, c)
}

// progressFirst reads the first number of a block; c is nil for colour.
func (s *scan) progressFirst(part *scanned, c *coeffs) bool {
	e, value := s.code(part.dc)
	if e == 0 || e.zeros() != 0 {
		return false
	}
	if c == nil {
		return true
	}
	s.lastDC += value
	return c.put(0, s.lastDC<<s.band.shift)
}

func (s *scan) refineFirst(c *coeffs) bool {
	bit := s.take(1)
	return c == nil || c.put(0, int32(c.n[0])|int32(bit)<<s.band.shift)
}

// progressBand reads numbers of a block for the first time.
func (s *scan) progressBand(h *huffman, c *coeffs) bool {
	if s.run > 0 {
		s.run--
		return true
	}
	for z := s.band.first; z <= s.band.last; z++ {
		e, value := s.code(h)
		if e == 0 {
			return false
		}
		if value == 0 && e.zeros() != 15 {
			s.run = s.runOf(e) - 1
			return true
		}
		z += e.zeros()
		if value == 0 {
			continue
		}
		if z > s.band.last || !c.put(z, value<<s.band.shift) {
			return false
		}
	}
	return true
}

// runOf reads for how many blocks there is nothing more, this one included.
func (s *scan) runOf(e entry) int {
	n := e.zeros()
	if n == 0 {
		return 1
	}
	return 1<<n | int(s.take(n))
}

// refine reads one more bit of the numbers of a block, and those that have only this one
// (G.1.2.3).
func (s *scan) refine(h *huffman, c *coeffs) bool {
	z := s.band.first
	if s.run == 0 {
		for ; z <= s.band.last; z++ {
			e, value := s.code(h)
			if e == 0 || value < -1 || value > 1 {
				return false
			}
			if value == 0 && e.zeros() != 15 {
				s.run = s.runOf(e)
				break
			}
			var ok bool
			if z, ok = s.refineSome(c, z, e.zeros()); !ok || z > s.band.last {
				return false
			}
			if value != 0 && !c.put(z, value<<s.band.shift) {
				return false
			}
		}
	}
	if s.run > 0 {
		s.run--
		_, ok := s.refineSome(c, z, blockSize)
		return ok
	}
	return true
}

// refineSome refines the numbers up to that 0 which comes after so many others, and returns where
// it stands.
func (s *scan) refineSome(c *coeffs, z, zeros int) (int, bool) {
	for ; z <= s.band.last; z++ {
		old := int32(c.n[z&63])
		if old == 0 {
			if zeros == 0 {
				break
			}
			zeros--
			continue
		}
		more := int32(s.take(1)) << s.band.shift
		if old < 0 {
			more = -more
		}
		if more != 0 && !c.put(z, old+more) {
			return 0, false
		}
	}
	return z, true
}

// finish draws what all scans have told.
func (d *decoder) finish() bool {
	quanta, stride := &d.quanta[d.parts[0].quanta], d.across*d.parts[0].h
	var block [blockSize]int32
	for y := range ceilDiv(d.height, blockSide) {
		if d.late != nil && d.late() {
			return false
		}
		for x := range ceilDiv(d.width, blockSide) {
			c, set := &d.lumaBlocks[y*stride+x], uint64(1)
			for left := c.set; left != 0; left &= left - 1 {
				z := bits.TrailingZeros64(left) & 63
				at := zigzag[z] & 63
				block[at] = int32(c.n[z]) * quanta[z]
				set |= 1 << at
			}
			inverse(&block, set, d.luma.Pix[blockSide*(y*d.luma.Stride+x):], d.luma.Stride)
			block = [blockSize]int32{}
		}
	}
	return true
}
