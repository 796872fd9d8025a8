package picture

import (
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"slices"

	"vaxcheck/decode/qr"
)

// gifFrames shows the first frames of a GIF as a viewer would, one drawn over
// the other. Each is decoded on its own, so that only their brightness is kept.
func gifFrames(in *timedReader, pixels int) ([]Frame, error) {
	cfg, err := gif.DecodeConfig(in.rewind())
	if err != nil {
		return nil, err
	}
	canvas := image.NewRGBA(image.Rect(0, 0, cfg.Width, cfg.Height))
	var out []Frame
	for _, part := range gifParts(in.data, gifMost(cfg, pixels)) {
		img, err := gif.Decode(in.of(part.file)) // the first frame, whatever else it sees
		if err != nil {
			return nil, err
		}
		canvas = showGIF(canvas, img, part.disposal, func() { out = append(out, Frame{OnWhite: qr.FromImage(canvas)}) })
	}
	return out, nil
}

// gifMost is how many frames of a GIF are shown.
func gifMost(cfg image.Config, pixels int) int { return min(maxFrames, pixels/(cfg.Width*cfg.Height)) }

// gifTakes weighs the screen, what it was before and the frame that comes.
func gifTakes(data []byte, cfg image.Config, pixels int) weight {
	const frame = 2 // bytes a pixel: as it is stored, and in the order of its rows
	screen := float64(cfg.Width * cfg.Height)
	frames := float64(len(gifParts(data, gifMost(cfg, pixels))))
	return weight{decoding: (2*bytesRGBA+frame)*screen + float64(len(data)), frames: frames * screen, largest: screen}
}

// showGIF draws a frame, calls show, and returns the canvas for the next frame.
func showGIF(canvas *image.RGBA, img image.Image, disposal byte, show func()) *image.RGBA {
	shown := img.Bounds()
	var before *image.RGBA
	if disposal == gif.DisposalPrevious {
		before = image.NewRGBA(canvas.Rect)
		copy(before.Pix, canvas.Pix)
	}
	draw.Draw(canvas, shown, img, shown.Min, draw.Over)
	show()
	switch disposal {
	case gif.DisposalBackground:
		draw.Draw(canvas, shown, image.NewUniform(color.Transparent), image.Point{}, draw.Src)
	case gif.DisposalPrevious:
		return before
	}
	return canvas
}

// gifPart is one frame of a GIF, as a file of its own, and what becomes of it
// before the next is drawn.
type gifPart struct {
	file     []byte
	disposal byte
}

// gifParts returns the first frames of a GIF, at most so many, as files of one
// frame: thousands of large frames packed into few bytes are never unpacked. A
// file whose blocks cannot be followed to the end of a first frame is returned as
// it is, for the decoder to refuse. The blocks are those of GIF89a, sections 17 to
// 27.
func gifParts(data []byte, most int) (parts []gifPart) {
	const screen, trailer, control = 13, 0x3b, 0xf9
	if len(data) < screen {
		return []gifPart{{file: data}}
	}
	p, disposal := screen+colourTable(data[10]), byte(0)
	for head, from := p, p; len(parts) < most && p < len(data); {
		switch data[p] {
		case 0x21: // an extension: its label, then data
			if p+3 < len(data) && data[p+1] == control {
				disposal = data[p+3] >> 2 & 7
			}
			p = skipSubBlocks(data, p+2)
		case 0x2c: // a frame: descriptor, colours, code size, data
			if p+10 > len(data) {
				p = len(data) + 1
				break
			}
			p = skipSubBlocks(data, p+11+colourTable(data[p+9]))
			if p <= len(data) {
				parts = append(parts, gifPart{slices.Concat(data[:head], data[from:p], []byte{trailer}), disposal})
				from, disposal = p, 0
			}
		default:
			p = len(data)
		}
	}
	if len(parts) == 0 {
		return []gifPart{{file: data}}
	}
	return parts
}

// colourTable returns the length of the colour table that a GIF's packed field
// announces.
func colourTable(packed byte) int {
	if packed&0x80 == 0 {
		return 0
	}
	return 3 << (1 + packed&7)
}

// skipSubBlocks returns the place after the sub-blocks that begin at p, which
// lies beyond the data if they do not end in it.
func skipSubBlocks(data []byte, p int) int {
	for p < len(data) {
		n := int(data[p])
		p += 1 + n
		if n == 0 {
			return p
		}
	}
	return len(data) + 1
}
