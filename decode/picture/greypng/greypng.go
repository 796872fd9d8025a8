// Package greypng decodes PNG files to their brightness, in one go from the packed bytes to one
// byte a pixel.
//
// It takes files that are in order, not interlaced, and in which nothing is transparent. Whatever
// is odd it does not take, and leaves it to image/png, which then decides alone what the file is
// worth: so there is no second opinion on damage. What is taken is as bright as what image/png
// gives, byte for byte.
package greypng

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"

	"vaxcheck/decode/qr/gray"
)

const signature = "\x89PNG\r\n\x1a\n"

// Kinds of colour (PNG, section 11.2.2).
const (
	kindGrey     = 0
	kindRGB      = 2
	kindPalette  = 3
	kindGreyOver = 4 // with opacity
	kindRGBOver  = 6
)

// head is the header of a file.
type head struct {
	width, height, depth int
	kind                 byte
}

// samples is how many numbers a pixel has.
func (h head) samples() int { return [...]int{1, 0, 3, 1, 2, 0, 4}[h.kind] }

// rowBytes is how many bytes a row has.
func (h head) rowBytes() int { return (h.width*h.depth*h.samples() + 7) / 8 }

// pixelBytes is how far back the pixel before stands, for the filters.
func (h head) pixelBytes() int { return max(h.depth*h.samples()/8, 1) }

// Decode returns the brightness of a PNG file whose size has been looked at, or false if the file is
// not one that is taken or if it is late.
func Decode(file []byte, late func() bool) (*gray.Picture, bool) {
	h, parts, palette, ok := chunks(file)
	if !ok {
		return nil, false
	}
	each := 1 + h.rowBytes()
	f := inflater{parts: parts, out: make([]byte, each*h.height), late: late}
	if !f.zlib() {
		return nil, false
	}
	above := make([]byte, each-1)
	for rest := f.out; len(rest) > 0; rest = rest[each:] {
		row := rest[1:each]
		if !unfilter(rest[0], row, above, h.pixelBytes()) {
			return nil, false
		}
		above = row
	}
	if h.kind == kindGrey && h.depth == 8 {
		return &gray.Picture{Pix: f.out[1:], Stride: each, Width: h.width, Height: h.height}, true
	}
	out, convert := gray.New(h.width, h.height), h.converter(palette)
	for y := range h.height {
		if !convert(out.Row(y), f.out[y*each+1:][:each-1]) {
			return nil, false
		}
	}
	return out, true
}

// chunks reads all chunks, and returns the parts of the packed pixels.
func chunks(file []byte) (h head, pixels [][]byte, palette []byte, ok bool) {
	rest, found := bytes.CutPrefix(file, []byte(signature))
	if !found {
		return
	}
	ended := false // of the pixels
	for n := 0; ; n++ {
		kind, body, after, ok := chunk(rest)
		if !ok || (n == 0) != (kind == "IHDR") {
			return h, nil, nil, false
		}
		switch rest = after; kind {
		case "IHDR":
			if h, ok = newHead(body); !ok {
				return h, nil, nil, false
			}
		case "PLTE":
			if palette != nil || pixels != nil || !h.fits(body) {
				return h, nil, nil, false
			}
			palette = body
		case "IDAT":
			if ended {
				return h, nil, nil, false
			}
			pixels = append(pixels, body)
		case "IEND":
			return h, pixels, palette, pixels != nil && len(body) == 0 && (h.kind != kindPalette || palette != nil)
		case "tRNS":
			return h, nil, nil, false
		}
		ended = pixels != nil && kind != "IDAT"
	}
}

// chunk reads one chunk (5.3).
func chunk(data []byte) (kind string, body, rest []byte, ok bool) {
	const around = 12
	if len(data) < around {
		return
	}
	n := binary.BigEndian.Uint32(data)
	if uint64(n) > uint64(len(data)-around) {
		return
	}
	named, sum := data[4:8+n], data[8+n:]
	return string(named[:4]), named[4:], sum[4:], crc32.ChecksumIEEE(named) == binary.BigEndian.Uint32(sum)
}

// newHead reads the header (11.2.2).
func newHead(body []byte) (head, bool) {
	if len(body) != 13 || body[10] != 0 || body[11] != 0 || body[12] != 0 {
		return head{}, false
	}
	h := head{int(binary.BigEndian.Uint32(body)), int(binary.BigEndian.Uint32(body[4:])), int(body[8]), body[9]}
	const most = 1 << 24
	return h, h.width > 0 && h.height > 0 && h.width < most && h.height < most && h.known()
}

// known tells whether there are such numbers for such colours.
func (h head) known() bool {
	switch h.kind {
	case kindGrey:
		return h.depth == 16 || h.depth == 8 || h.depth == 4 || h.depth == 2 || h.depth == 1
	case kindPalette:
		return h.depth == 8 || h.depth == 4 || h.depth == 2 || h.depth == 1
	case kindRGB, kindGreyOver, kindRGBOver:
		return h.depth == 16 || h.depth == 8
	}
	return false
}

// fits tells whether there may be such a palette (11.2.3).
func (h head) fits(palette []byte) bool {
	n := len(palette) / 3
	return len(palette)%3 == 0 && n > 0 && n <= 256 && n <= 1<<h.depth && h.kind != kindGrey && h.kind != kindGreyOver
}
