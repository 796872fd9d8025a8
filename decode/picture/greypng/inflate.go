package greypng

import (
	"encoding/binary"
	"hash/adler32"
)

// inflater undoes DEFLATE, into as many bytes as there must be.
type inflater struct {
	parts [][]byte // of the data, yet to come
	data  []byte   // of the data, the present part
	p     int      // the next byte of it
	ahead uint64   // bits to come, the first lowest
	left  int      // how many; negative when more were asked for than there are
	out   []byte
	done  int // bytes of it
	late  func() bool

	lengths, distances codes
}

// Blocks that say nothing are not worth making tables for: packed data of more than a few have ofBlock
// bytes in each.
const (
	fewBlocks = 1000
	ofBlock   = 1024
)

// zlib undoes zlib's frame around DEFLATE (RFC 1950), and tells whether all is in order and nothing
// is left over.
func (f *inflater) zlib() bool {
	method, flags := f.take(8), f.take(8)
	const deflate, window, dictionary = 8, 7, 0x20
	if method&15 != deflate || method>>4 > window || (method<<8|flags)%31 != 0 || flags&dictionary != 0 {
		return false
	}
	blocks := 0
	for last := false; !last; blocks++ {
		if f.late != nil && f.late() || blocks > fewBlocks+len(f.out)/ofBlock {
			return false
		}
		last = f.take(1) == 1
		if !f.block(f.take(2)) {
			return false
		}
	}
	f.take(f.left & 7)
	sum := uint32(0)
	for range 4 {
		sum = sum<<8 | uint32(f.take(8))
	}
	return f.left == 0 && f.atEnd() && f.done == len(f.out) && sum == adler32.Checksum(f.out)
}

// atEnd tells whether no byte is left.
func (f *inflater) atEnd() bool {
	for _, part := range f.parts {
		if len(part) > 0 {
			return false
		}
	}
	return f.p == len(f.data)
}

// fill reads on byte by byte, until there are more than 56 bits or no more of them.
func (f *inflater) fill() {
	if f.left < 0 {
		return
	}
	for f.left <= 56 {
		for f.p == len(f.data) {
			if len(f.parts) == 0 {
				return
			}
			f.data, f.parts, f.p = f.parts[0], f.parts[1:], 0
		}
		f.ahead |= uint64(f.data[f.p]) << f.left
		f.p++
		f.left += 8
	}
}

// take returns the next bits, at most 16.
func (f *inflater) take(n int) int {
	if f.left < n {
		f.fill()
	}
	x := int(f.ahead & (1<<n - 1))
	f.ahead >>= n
	f.left -= n
	return x
}

// block reads one block of a type.
func (f *inflater) block(kind int) bool {
	switch kind {
	case 0:
		return f.stored()
	case 1:
		return f.fixed() && f.symbols()
	case 2:
		return f.dynamic() && f.symbols()
	}
	return false
}

// stored copies bytes that are not packed.
func (f *inflater) stored() bool {
	f.take(f.left & 7)
	n, not := f.take(16), f.take(16)
	if f.left < 0 || n != ^not&0xffff || n > len(f.out)-f.done {
		return false
	}
	for ; n > 0 && f.left > 0; n-- {
		f.out[f.done] = byte(f.take(8))
		f.done++
	}
	if n > 0 {
		f.ahead = 0 // holds some that are not counted
	}
	for n > 0 {
		got := copy(f.out[f.done:f.done+n], f.data[f.p:])
		f.p, f.done, n = f.p+got, f.done+got, n-got
		if n > 0 {
			if len(f.parts) == 0 {
				return false
			}
			f.data, f.parts, f.p = f.parts[0], f.parts[1:], 0
		}
	}
	return true
}

// fixed sets the codes that every reader knows (3.2.6).
func (f *inflater) fixed() bool {
	var n [lengths + 2]byte
	for i := range n {
		switch {
		case i < 144:
			n[i] = 8
		case i < 256:
			n[i] = 9
		case i < 280:
			n[i] = 7
		default:
			n[i] = 8
		}
	}
	var d [distances + 2]byte
	for i := range d {
		d[i] = 5
	}
	return f.lengths.set(n[:], ofLength) && f.distances.set(d[:], ofDistance)
}

// lengthOrder is in which order the lengths of the codes of lengths come (3.2.7).
var lengthOrder = [19]byte{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}

// dynamic reads codes (3.2.7).
func (f *inflater) dynamic() bool {
	nLengths, nDistances, nCodes := f.take(5)+257, f.take(5)+1, f.take(4)+4
	if nLengths > lengths || nDistances > distances {
		return false
	}
	var own [19]byte
	for _, at := range lengthOrder[:nCodes] {
		own[at] = byte(f.take(3))
	}
	if !f.lengths.set(own[:], func(symbol int) entry { return isByte | entry(symbol)<<16 }) {
		return false
	}
	var all [mostOf]byte
	for i := 0; i < nLengths+nDistances; {
		e := f.code(&f.lengths)
		if e == 0 || f.left < 0 {
			return false
		}
		symbol, value, times := e.value(), byte(0), 1
		switch symbol {
		case 16:
			if i == 0 {
				return false
			}
			value, times = all[i-1], 3+f.take(2)
		case 17:
			times = 3 + f.take(3)
		case 18:
			times = 11 + f.take(7)
		default:
			value = byte(symbol)
		}
		if i+times > nLengths+nDistances {
			return false
		}
		for range times {
			all[i] = value
			i++
		}
	}
	return f.lengths.set(all[:nLengths], ofLength) && f.distances.set(all[nLengths:nLengths+nDistances], ofDistance)
}

// code reads one code.
func (f *inflater) code(c *codes) entry {
	if f.left < longest {
		f.fill()
	}
	e := c.short[f.ahead&(1<<lookBits-1)]
	if e == 0 {
		e = c.long(f.ahead)
	}
	f.ahead >>= e.bits()
	f.left -= e.bits()
	return e
}

const (
	oneSymbol = 2*longest + 5 + 13 // bits, at most
	reach     = 258 + 8            // bytes that one symbol may write, and some beyond
	between   = 1 << 16            // bytes between two looks at the time
)

// symbols reads the rest of a block.
func (f *inflater) symbols() bool {
	for {
		if f.late != nil && f.late() {
			return false
		}
		until := min(len(f.out), f.done+between)
		ended, ok := f.some(until)
		if !ok || f.left < 0 {
			return false
		}
		if ended {
			return true
		}
	}
}

// some reads symbols until so many bytes are done, or the block ends.
func (f *inflater) some(until int) (ended, ok bool) {
	data, p, ahead, left := f.data, f.p, f.ahead, f.left
	out, done := f.out, f.done
	lengths, distances := &f.lengths, &f.distances
	for done < until || until == len(out) {
		if left < oneSymbol {
			if left >= 0 && len(data)-p >= 8 {
				ahead |= binary.LittleEndian.Uint64(data[p:]) << (left & 63)
				p += (63 - left) >> 3
				left |= 56
			} else {
				f.data, f.p, f.ahead, f.left = data, p, ahead, left
				f.fill()
				data, p, ahead, left = f.data, f.p, f.ahead, f.left
			}
		}
		e := lengths.short[ahead&(1<<lookBits-1)]
		if e == 0 {
			if e = lengths.long(ahead); e == 0 {
				return false, false
			}
		}
		ahead >>= e & 63
		left -= e.bits()
		if e&isByte != 0 {
			if uint(done) >= uint(len(out)) || left < 0 {
				return false, false
			}
			out[done] = byte(e >> 16)
			done++
			continue
		}
		if e&isEnd != 0 {
			ended = true
			break
		}
		n := e.value() + int(ahead&(1<<(e>>8&31)-1))
		ahead >>= e >> 8 & 31
		left -= e.follow()
		if e = distances.short[ahead&(1<<lookBits-1)]; e == 0 {
			if e = distances.long(ahead); e == 0 {
				return false, false
			}
		}
		ahead >>= e & 63
		left -= e.bits()
		back := e.value() + int(ahead&(1<<(e>>8&31)-1))
		ahead >>= e >> 8 & 31
		left -= e.follow()
		if back > done || n > len(out)-done || left < 0 {
			return false, false
		}
		again(out, done, back, n)
		done += n
	}
	f.data, f.p, f.ahead, f.left, f.done = data, p, ahead, left, done
	return ended, left >= 0
}

// again repeats n bytes that stand so far back.
func again(out []byte, at, back, n int) {
	if back < 8 {
		whole := back * (7/back + 1) // as many of them as are enough for eight at a time
		for i := at; i < at+min(n, whole); i++ {
			out[i] = out[i-back]
		}
		if n <= whole {
			return
		}
		at, back, n = at+whole, whole, n-whole
	}
	if len(out)-at < reach {
		for i := at; i < at+n; i++ {
			out[i] = out[i-back]
		}
		return
	}
	from, to := out[at-back:][:reach], out[at:][:reach]
	for i := 0; i < n; i += 8 {
		binary.LittleEndian.PutUint64(to[i:], binary.LittleEndian.Uint64(from[i:]))
	}
}
