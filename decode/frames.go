package decode

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"os"
	"slices"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"
	"golang.org/x/image/webp"

	"vaxcheck/decode/qr"
)

// frame is one picture of a file.
type frame struct {
	onWhite *qr.Gray // what is transparent counts as white paper
	// onBlack makes the same with black paper, for what was drawn in white. It is
	// nil if nothing is transparent.
	onBlack func() *qr.Gray
}

func frameOf(img image.Image) frame {
	f := frame{onWhite: qr.FromImage(img)}
	if o, ok := img.(interface{ Opaque() bool }); ok && !o.Opaque() {
		f.onBlack = func() *qr.Gray {
			b := img.Bounds()
			black := image.NewRGBA(b)
			draw.Draw(black, b, image.Black, image.Point{}, draw.Src)
			draw.Draw(black, b, img, b.Min, draw.Over)
			return qr.FromImage(black)
		}
	}
	return f
}

// codec reads one kind of picture file.
type codec struct {
	config func(io.Reader) (image.Config, error)
	// frames decodes frames of so many pixels in all.
	frames func(in *timedReader, pixels int) ([]frame, error)
}

// pictureCodec returns the decoder of a kind that sniffPicture names.
func pictureCodec(kind string) (codec, bool) {
	switch kind {
	case "png":
		return codec{png.DecodeConfig, still(png.Decode)}, true
	case "jpeg":
		return codec{jpeg.DecodeConfig, still(jpeg.Decode)}, true
	case "gif":
		return codec{gif.DecodeConfig, gifFrames}, true
	case "webp":
		return codec{webp.DecodeConfig, still(webp.Decode)}, true
	case "bmp":
		return codec{bmp.DecodeConfig, still(bmp.Decode)}, true
	case "tiff":
		return codec{tiff.DecodeConfig, tiffFrames}, true
	}
	return codec{}, false
}

// unsupportedPicture tells a sound file of a kind that the decoders do not read
// from a damaged one.
func unsupportedPicture(kind string, data []byte, err error) bool {
	var (
		ofTIFF tiff.UnsupportedError
		ofJPEG jpeg.UnsupportedError
		ofPNG  png.UnsupportedError
	)
	const flags, animation = 20, 2 // of the header of extended WebP
	return err != nil && (errors.As(err, &ofTIFF) || errors.As(err, &ofJPEG) || errors.As(err, &ofPNG) || errors.Is(err, bmp.ErrUnsupported) ||
		kind == "webp" && len(data) > flags && string(data[12:16]) == "VP8X" && data[flags]&animation != 0)
}

// timedReader reads a file for a decoder until time is up. It gives few bytes at
// a time, since a few may stand for much work.
type timedReader struct {
	data   []byte
	reader *bytes.Reader
	timeUp func() bool // nil for as long as it takes
	late   bool
}

const timedBytes = 256 // given at a time

// errLate ends a decoder.
var errLate = os.ErrDeadlineExceeded

func newTimedReader(data []byte, timeUp func() bool) *timedReader {
	return &timedReader{data: data, reader: bytes.NewReader(data), timeUp: timeUp}
}

// rewind begins at the first byte again.
func (r *timedReader) rewind() io.Reader { return r.of(r.data) }

// of reads other data in the same time.
func (r *timedReader) of(data []byte) io.Reader {
	r.reader.Reset(data)
	return r
}

func (r *timedReader) isLate() bool {
	if r.timeUp != nil && !r.late {
		r.late = r.timeUp()
	}
	return r.late
}

func (r *timedReader) Read(p []byte) (int, error) {
	if r.isLate() {
		return 0, errLate
	}
	if r.timeUp != nil {
		p = p[:min(len(p), timedBytes)]
	}
	return r.reader.Read(p)
}

// ReadAt is for TIFF, whose strips may share their bytes.
func (r *timedReader) ReadAt(p []byte, off int64) (int, error) {
	if r.isLate() {
		return 0, errLate
	}
	return r.reader.ReadAt(p, off)
}

// still reads a picture of one frame.
func still(decode func(io.Reader) (image.Image, error)) func(*timedReader, int) ([]frame, error) {
	return func(in *timedReader, _ int) ([]frame, error) {
		img, err := decode(in.rewind())
		if err != nil {
			return nil, err
		}
		return []frame{frameOf(img)}, nil
	}
}

// tiffFrames reads the first pages of a TIFF file, each as if it were the first.
// A later page that cannot be read costs no earlier one.
func tiffFrames(in *timedReader, pixels int) (frames []frame, err error) {
	for i, at := range tiffPages(in.data, maxFrames) {
		page := in.data
		if i > 0 {
			page = slices.Concat(in.data[:4], at, in.data[8:])
		}
		cfg, err := tiff.DecodeConfig(in.of(page))
		if err == nil && (max(cfg.Width, cfg.Height) > maxPictureSide || cfg.Width*cfg.Height > pixels) {
			continue
		}
		img, err := tiff.Decode(in.of(page))
		if err != nil && i == 0 {
			return nil, err
		}
		if err == nil {
			pixels -= cfg.Width * cfg.Height
			frames = append(frames, frameOf(img))
		}
	}
	return frames, nil
}

// tiffPages follows the chain of directories, one for each page, and returns
// their offsets as they stand in the file (TIFF 6.0, section 2).
func tiffPages(data []byte, most int) (offsets [][]byte) {
	order := binary.ByteOrder(binary.LittleEndian)
	if data[0] == 'M' {
		order = binary.BigEndian
	}
	const entry = 12
	for at := data[4:8]; len(offsets) < most; {
		offsets = append(offsets, at)
		directory := int(order.Uint32(at))
		if directory+2 > len(data) {
			break
		}
		next := directory + 2 + entry*int(order.Uint16(data[directory:]))
		if next+4 > len(data) || order.Uint32(data[next:]) == 0 {
			break
		}
		at = data[next : next+4]
	}
	return offsets
}

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
