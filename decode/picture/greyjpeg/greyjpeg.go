// Package greyjpeg decodes the brightness of JPEG files, and nothing of their colour: the numbers of
// colour are passed over, and nothing is computed from them.
//
// It takes files that are in order, sequential and progressive, grey or YCbCr, with Huffman codes
// (ITU-T T.81). Whatever is odd it does not take, and leaves it to image/jpeg, which then decides
// alone what the file is worth: so there is no second opinion on damage. What is taken has the
// same Y as image/jpeg gives it, byte for byte. One thing is not looked at, though: what the scans
// say that hold colour alone.
package greyjpeg

import (
	"bytes"
	"encoding/binary"

	"vaxcheck/decode/qr/gray"
)

// Markers (T.81, table B.1).
const (
	markSequential  = 0xc0
	markExtended    = 0xc1
	markProgressive = 0xc2
	markHuffman     = 0xc4
	markRestart     = 0xd0 // to 0xd7
	markRestartLast = 0xd7
	markStart       = 0xd8
	markEnd         = 0xd9
	markScan        = 0xda
	markQuantum     = 0xdb
	markInterval    = 0xdd
	markApp         = 0xe0 // to 0xef
	markAdobe       = 0xee
	markAppLast     = 0xef
	markComment     = 0xfe
)

const (
	blockSide = 8
	blockSize = blockSide * blockSide
	tables    = 4 // of each kind, at most
)

// decoder is what has been read of a file. All that begins with luma is the first component's.
type decoder struct {
	file []byte
	at   int // the next byte
	late func() bool

	width, height         int
	baseline, progressive bool
	parts                 []component // 1 or 3
	across, down          int         // units (MCU) of an interleaved scan
	jfif, adobeRGB        bool
	interval              int // units between restarts, 0 for none

	quanta [tables][blockSize]int32 // in zigzag order
	dc, ac [tables]*huffman

	luma        *gray.Picture
	lumaStarted bool     // a scan has held some
	lumaBlocks  []coeffs // of a progressive file, until all of its scans are read
}

// component is one of the planes of a picture.
type component struct {
	id     byte
	h, v   int // blocks of a unit
	quanta byte
}

// Decode returns the brightness of a JPEG file whose size has been looked at, or false if the file
// is not one that is taken or if it is late.
func Decode(file []byte, late func() bool) (*gray.Picture, bool) {
	d := decoder{file: file, late: late}
	if !bytes.HasPrefix(file, []byte{0xff, markStart}) {
		return nil, false
	}
	d.at = 2
	if !d.segments() || !d.lumaStarted || d.isRGB() {
		return nil, false
	}
	if d.progressive && !d.finish() {
		return nil, false
	}
	return d.luma, true
}

// segments reads all up to the end of the picture.
func (d *decoder) segments() bool {
	for {
		marker, ok := d.marker()
		switch {
		case !ok:
			return false
		case marker == markEnd:
			return true
		case marker >= markRestart && marker <= markRestartLast: // one after the last interval
			continue
		}
		body, ok := d.segment()
		if !ok || !d.read(marker, body) {
			return false
		}
	}
}

// marker finds the next marker. What stands before it is passed over, as others do.
func (d *decoder) marker() (byte, bool) {
	for {
		n := bytes.IndexByte(d.file[d.at:], 0xff)
		if n < 0 {
			return 0, false
		}
		d.at += n
		for d.at < len(d.file) && d.file[d.at] == 0xff {
			d.at++
		}
		if d.at == len(d.file) {
			return 0, false
		}
		d.at++
		if m := d.file[d.at-1]; m != 0 {
			return m, true
		}
	}
}

// segment returns what belongs to a marker.
func (d *decoder) segment() ([]byte, bool) {
	rest := d.file[d.at:]
	if len(rest) < 2 {
		return nil, false
	}
	n := int(binary.BigEndian.Uint16(rest))
	if n < 2 || n > len(rest) {
		return nil, false
	}
	d.at += n
	return rest[2:n], true
}

// read reads a segment, and the data of the scan that follows it.
func (d *decoder) read(marker byte, body []byte) bool {
	switch marker {
	case markSequential, markExtended, markProgressive:
		d.baseline, d.progressive = marker == markSequential, marker == markProgressive
		return d.frame(body)
	case markHuffman:
		return d.huffmans(body)
	case markQuantum:
		return d.quantums(body)
	case markInterval:
		if len(body) != 2 {
			return false
		}
		d.interval = int(binary.BigEndian.Uint16(body))
		return true
	case markScan:
		return d.scan(body)
	case markApp:
		if len(body) >= 5 {
			d.jfif = string(body[:5]) == "JFIF\x00"
		}
		return true
	case markAdobe:
		if len(body) >= 12 && string(body[:5]) == "Adobe" {
			d.adobeRGB = body[11] == 0
		}
		return true
	}
	return marker >= markApp && marker <= markAppLast || marker == markComment
}

// frame reads the frame header (B.2.2).
func (d *decoder) frame(body []byte) bool {
	const fixed, each = 6, 3
	if d.parts != nil || len(body) != fixed+each && len(body) != fixed+3*each {
		return false
	}
	n := int(body[5])
	d.height, d.width = int(binary.BigEndian.Uint16(body[1:])), int(binary.BigEndian.Uint16(body[3:]))
	if body[0] != 8 || len(body) != fixed+each*n || d.width == 0 || d.height == 0 {
		return false
	}
	for c := body[fixed:]; len(c) > 0; c = c[each:] {
		d.parts = append(d.parts, component{c[0], int(c[1] >> 4), int(c[1] & 15), c[2]})
	}
	if !d.sampled() {
		return false
	}
	luma := &d.parts[0]
	d.across = ceilDiv(d.width, blockSide*luma.h)
	d.down = ceilDiv(d.height, blockSide*luma.v)
	return true
}

// sampled tells whether the samplings are among those that image/jpeg takes.
func (d *decoder) sampled() bool {
	for i, c := range d.parts {
		if c.quanta >= tables || c.h < 1 || c.h > 4 || c.h == 3 || c.v < 1 || c.v > 4 || c.v == 3 {
			return false
		}
		for _, before := range d.parts[:i] {
			if before.id == c.id {
				return false
			}
		}
	}
	luma := &d.parts[0]
	if len(d.parts) == 1 {
		luma.h, luma.v = 1, 1 // one component is never interleaved, whatever it says
		return true
	}
	cb, cr := d.parts[1], d.parts[2]
	return luma.v != 4 && luma.h%cb.h == 0 && luma.v%cb.v == 0 && cb.h == cr.h && cb.v == cr.v
}

// quantums reads quantization tables (B.2.4.1).
func (d *decoder) quantums(body []byte) bool {
	for len(body) > 0 {
		wide, to := int(body[0]>>4), body[0]&15
		body = body[1:]
		if wide > 1 || to >= tables || len(body) < blockSize*(1+wide) {
			return false
		}
		for i := range d.quanta[to] {
			if wide == 0 {
				d.quanta[to][i] = int32(body[i])
			} else {
				d.quanta[to][i] = int32(binary.BigEndian.Uint16(body[2*i:]))
			}
		}
		body = body[blockSize*(1+wide):]
	}
	return true
}

// isRGB tells whether the first component is red, as image/jpeg tells it.
func (d *decoder) isRGB() bool {
	if len(d.parts) == 1 || d.jfif {
		return false
	}
	return d.adobeRGB || d.parts[0].id == 'R' && d.parts[1].id == 'G' && d.parts[2].id == 'B'
}

func ceilDiv(a, b int) int { return (a + b - 1) / b }
