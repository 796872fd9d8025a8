package picture

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
)

// What a picture takes at most, in bytes for each of its pixels. It is decoded,
// turned into brightness (one byte; one more if something is transparent), and
// only that is kept while it is searched.
//
//	                        decoding         why
//	PNG, palette            1                interlaced: half as much again, for the last pass
//	PNG, 8 bits             4                grey too, which may turn transparent after the header
//	PNG, 16 bits            8
//	JPEG, grey              1
//	JPEG, colour            1.5, 2 or 3      by how much of its colour is kept; 4:2:0 is 1.5
//	JPEG, RGB or CMYK       7 or 8           the parts, and then one picture made of them
//	  … progressive         + 4 a sample     up to 24: numbers of four bytes until the end
//	GIF                     10               the screen, what it was before, the new frame; one frame's pixels
//	WebP, lossy             1.5
//	WebP, lossless          10.25            or transparent; and up to 2,600 sets of prefix codes, of 56 kB
//	BMP                     1 or 4
//	TIFF                    0                decoded in bands
//
//	searching               3.4              stretched, smoothed, black and white, and halves of halves
//
// A test holds all of it against what is allocated.
const (
	searchStretched = 3.4
	searchDeblurred = 2.4 // nothing smoothed
	deblurBytes     = 17  // for each of a million pixels at most
	deblurMost      = 1_000_000
	enlargedBytes   = 24 << 20 // a small picture is enlarged
	bandBytes       = 8 << 20  // what is under way to brightness, or was and is not yet cleared away
	webpLossless    = 10.25
	webpCodeSets    = 2600
	webpCodeSet     = 56_000
	webpExpansion   = 1000 // of a byte of the file into prefix codes
	jpegNumber      = 4    // bytes of a coefficient
	bytesRGBA       = 4
)

// weight is what the frames of a file take.
type weight struct {
	decoding float64 // bytes beside the frames' brightness
	frames   float64 // bytes of their brightness
	largest  float64 // pixels of the largest
}

// bytes is the most that is held at one time: the file and its frames, and beside
// them what decodes them or what searches one.
func (w weight) bytes(file int) int64 {
	return int64(file) + int64(w.frames+max(w.decoding+bandBytes, searchBytes(w.largest)))
}

// searchBytes is what searching a frame of so many pixels takes beside it.
func searchBytes(pixels float64) float64 {
	deblurring := searchDeblurred*pixels + deblurBytes*min(pixels, deblurMost)
	return max(searchStretched*pixels, deblurring, enlargedBytes)
}

// needs is what decoding a picture of one frame takes: bytes for each pixel, bytes
// besides, and whether something may be transparent.
type needs struct {
	pixel, more float64
	transparent bool
}

func stillTakes(of func(data []byte, cfg image.Config) needs) func([]byte, image.Config, int) weight {
	return func(data []byte, cfg image.Config, _ int) weight {
		pixels, n := float64(cfg.Width)*float64(cfg.Height), of(data, cfg)
		w := weight{decoding: n.pixel*pixels + n.more, frames: pixels, largest: pixels}
		if n.transparent {
			w.frames *= 2
		}
		return w
	}
}

// pngBytes looks at the fields of the header (PNG, section 11.2.2).
func pngBytes(data []byte, _ image.Config) needs {
	const depth, colour, interlace, paletted = 24, 25, 28, 3
	n := needs{pixel: bytesRGBA, transparent: true}
	if data[colour] == paletted {
		n.pixel = 1
	} else if data[depth] == 16 {
		n.pixel *= 2
	}
	if data[interlace] != 0 {
		n.pixel *= 1.5
	}
	return n
}

func bmpBytes(_ []byte, cfg image.Config) needs {
	if _, paletted := cfg.ColorModel.(color.Palette); paletted {
		return needs{pixel: 1}
	}
	return needs{pixel: bytesRGBA, transparent: true}
}

func webpBytes(data []byte, cfg image.Config) needs {
	alpha, lossless := bytes.Contains(data, []byte("ALPH")), bytes.Contains(data, []byte("VP8L"))
	switch {
	case lossless || alpha: // whose alpha may be so
		const pixelsOfTile = 16
		sets := min(webpCodeSets, cfg.Width*cfg.Height/pixelsOfTile+1)
		return needs{pixel: webpLossless, more: float64(min(sets*webpCodeSet, len(data)*webpExpansion)), transparent: true}
	default:
		return needs{pixel: 1.5}
	}
}

// jpegBytes looks at the frame header (ITU-T T.81, B.2.2).
func jpegBytes(data []byte, cfg image.Config) needs {
	samples, progressive := jpegFrame(data)
	n := needs{pixel: samples}
	if progressive {
		n.pixel += jpegNumber * samples
	}
	if cfg.ColorModel == color.RGBAModel || cfg.ColorModel == color.CMYKModel {
		n.pixel += bytesRGBA
	}
	return n
}

// jpegFrame tells how many samples a picture has for each pixel, the most there
// can be if its frame header is not found.
func jpegFrame(data []byte) (samples float64, progressive bool) {
	const most, fixed, component = 4, 10, 3 // components, bytes before them, bytes of each
	for p := 2; p+fixed <= len(data); {
		marker := data[p+1]
		switch {
		case data[p] != 0xff || marker == 0xff || marker == 0:
			p++
		case marker >= 0xd0 && marker <= 0xd7: // restarts have no length
			p += 2
		case marker >= 0xc0 && marker <= 0xc2:
			n := int(data[p+fixed-1])
			if parts := data[p+fixed:]; n > 1 && len(parts) >= n*component {
				return samplesOf(parts[:n*component]), marker == 0xc2
			}
			return 1, marker == 0xc2
		default:
			p += 2 + int(binary.BigEndian.Uint16(data[p+2:]))
		}
	}
	return most, true
}

// samplesOf adds up components by how often each is sampled, against the first.
func samplesOf(components []byte) (samples float64) {
	often := func(c []byte) float64 { return float64(c[1]>>4) * float64(c[1]&15) }
	for c := components; len(c) > 0; c = c[3:] {
		samples += often(c) / max(often(components), 1)
	}
	return samples
}
