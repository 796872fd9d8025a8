package decode

import (
	"image"
	"image/color"
	"image/draw"
	"image/gif"

	"vaxcheck/decode/qr"
)

// gifFrames shows the first frames of a GIF as a viewer would, one drawn over
// the other.
func gifFrames(in *timedReader, pixels int) ([]frame, error) {
	cfg, err := gif.DecodeConfig(in.rewind())
	if err != nil {
		return nil, err
	}
	all, err := gif.DecodeAll(in.of(gifHead(in.data, min(maxFrames, pixels/(cfg.Width*cfg.Height)))))
	if err != nil {
		return nil, err
	}
	canvas := image.NewRGBA(image.Rect(0, 0, all.Config.Width, all.Config.Height))
	var out []frame
	for i, part := range all.Image {
		var before *image.RGBA
		if all.Disposal[i] == gif.DisposalPrevious {
			before = image.NewRGBA(canvas.Rect)
			copy(before.Pix, canvas.Pix)
		}
		draw.Draw(canvas, part.Rect, part, part.Rect.Min, draw.Over)
		out = append(out, frame{onWhite: qr.FromImage(canvas)})
		switch all.Disposal[i] {
		case gif.DisposalBackground:
			draw.Draw(canvas, part.Rect, image.NewUniform(color.Transparent), image.Point{}, draw.Src)
		case gif.DisposalPrevious:
			canvas = before
		}
	}
	return out, nil
}

// gifHead returns a GIF cut after so many frames, so that thousands of large
// frames packed into few bytes are never unpacked. A file whose blocks cannot
// be followed to the end of a first frame is returned as it is, for the decoder
// to refuse. The blocks are those of GIF89a, sections 17 to 27.
func gifHead(data []byte, frames int) []byte {
	const screen, trailer = 13, 0x3b
	if len(data) < screen {
		return data
	}
	p, end := screen+colourTable(data[10]), 0
	for n := 0; n < frames && p < len(data); {
		switch data[p] {
		case 0x21: // an extension: its label, then data
			p = skipSubBlocks(data, p+2)
		case 0x2c: // a frame: descriptor, colours, code size, data
			if p+10 > len(data) {
				p = len(data) + 1
				break
			}
			p = skipSubBlocks(data, p+11+colourTable(data[p+9]))
			if p <= len(data) {
				n, end = n+1, p
			}
		default:
			p = len(data)
		}
	}
	if end == 0 {
		return data
	}
	return append(data[:end:end], trailer)
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
