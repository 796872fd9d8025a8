package mint

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"
)

// PictureKinds are the kinds that PictureFile writes.
var PictureKinds = []string{"png", "jpeg", "gif", "bmp", "tiff", "webp"}

// PictureFile is a picture as a file of a kind. It panics if it cannot be one.
func PictureFile(kind string, img image.Image) []byte {
	var b bytes.Buffer
	var err error
	switch kind {
	case "png":
		err = png.Encode(&b, img)
	case "jpeg":
		err = jpeg.Encode(&b, img, nil)
	case "gif":
		err = gif.Encode(&b, img, nil)
	case "bmp":
		err = bmp.Encode(&b, img)
	case "tiff":
		err = tiff.Encode(&b, img, &tiff.Options{Compression: tiff.Deflate})
	case "webp":
		b.Write(losslessWebP(img))
	default:
		panic("no encoder for " + kind)
	}
	if err != nil {
		panic(err)
	}
	return b.Bytes()
}

// losslessWebP writes a black and white picture in the lossless format, whose
// prefix codes (WebP Lossless Bitstream Specification, section 6) then need one
// bit a pixel: green is 0 or 255 and red and blue are made equal to it.
func losslessWebP(img image.Image) []byte {
	var out []byte
	n := 0
	put := func(v uint, bits int) {
		for ; bits > 0; v, bits, n = v>>1, bits-1, n+1 {
			if n%8 == 0 {
				out = append(out, 0)
			}
			out[n/8] |= byte(v&1) << (n % 8)
		}
	}
	size := img.Bounds().Size()
	put(0x2f, 8)
	put(uint(size.X-1), 14)
	put(uint(size.Y-1), 14)
	put(0, 4)
	put(1|2<<1, 4)               // the transform that subtracts green, and no other
	put(0, 2)                    // no colour cache, one set of prefix codes
	put(1|1<<1|1<<2|255<<11, 19) // green: 0 and 255
	put(1, 4)                    // red: 0
	put(1, 4)                    // blue: 0
	put(1|1<<2|255<<3, 11)       // alpha: 255
	put(1, 4)                    // distance: 0
	for y := range size.Y {
		for x := range size.X {
			put(uint(color.GrayModel.Convert(img.At(x, y)).(color.Gray).Y>>7), 1)
		}
	}
	out = append(out, make([]byte, 4+len(out)%2)...)
	head := []byte("RIFF____WEBPVP8L____")
	binary.LittleEndian.PutUint32(head[4:], uint32(12+len(out)))
	binary.LittleEndian.PutUint32(head[16:], uint32(len(out)))
	return append(head, out...)
}
