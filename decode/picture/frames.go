package picture

import (
	"bytes"
	"errors"
	"image"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"math"
	"os"
	"runtime"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"
	"golang.org/x/image/webp"

	"vaxcheck/decode/picture/greyjpeg"
	"vaxcheck/decode/picture/greypng"
	"vaxcheck/decode/qr"
)

// Frame is one picture of a file, as brightness.
type Frame struct {
	OnWhite *qr.Gray // what is transparent counts as white paper
	// OnBlack is the same on black paper, for what was drawn in white. It is nil if
	// nothing is transparent.
	OnBlack *qr.Gray
}

// frameOf keeps of a picture what is searched, so that the rest can go before the
// search begins.
func frameOf(img image.Image) Frame {
	b := img.Bounds()
	c := newCanvas(b.Dx(), b.Dy())
	if !opaque(img) {
		c.addBlack()
	}
	rows := bandRows(b.Dx())
	for y := b.Min.Y; y < b.Max.Y; y += rows {
		c.paint(0, y-b.Min.Y, part(img, image.Rect(b.Min.X, y, b.Max.X, min(y+rows, b.Max.Y))))
	}
	return c.Frame
}

func opaque(img image.Image) bool {
	o, ok := img.(interface{ Opaque() bool })
	return !ok || o.Opaque()
}

// part is a rectangle of a picture. Every kind that a decoder gives can be parted.
func part(img image.Image, r image.Rectangle) image.Image {
	return img.(interface {
		SubImage(image.Rectangle) image.Image
	}).SubImage(r)
}

// bandPixels is how many pixels are turned into brightness at a time, in whole rows.
const bandPixels = 1 << 17

func bandRows(width int) int { return max(bandPixels/width, 1) }

// canvas is a frame that is painted part by part.
type canvas struct {
	Frame
	black image.RGBA // used again and again
}

func newCanvas(width, height int) *canvas {
	return &canvas{Frame: Frame{OnWhite: newGray(width, height)}}
}

func newGray(width, height int) *qr.Gray {
	return &qr.Gray{Pix: make([]byte, width*height), Stride: width, Width: width, Height: height}
}

// addBlack is called when something transparent comes. What was painted before
// shows no paper.
func (c *canvas) addBlack() {
	if c.OnBlack == nil {
		c.OnBlack = newGray(c.OnWhite.Width, c.OnWhite.Height)
		copy(c.OnBlack.Pix, c.OnWhite.Pix)
	}
}

// paint puts a part of the picture at (x, y), where there is room for it.
func (c *canvas) paint(x, y int, part image.Image) {
	put(c.OnWhite, x, y, qr.FromImage(part))
	if c.OnBlack != nil {
		put(c.OnBlack, x, y, qr.FromImage(c.blackPaper(part)))
	}
}

func put(dst *qr.Gray, x, y int, part *qr.Gray) {
	for row := range part.Height {
		copy(dst.Pix[(y+row)*dst.Stride+x:], part.Pix[row*part.Stride:][:part.Width])
	}
}

// blackPaper draws a part on black paper.
func (c *canvas) blackPaper(part image.Image) image.Image {
	b := part.Bounds()
	if n := 4 * b.Dx() * b.Dy(); cap(c.black.Pix) < n {
		c.black.Pix = make([]byte, n)
	}
	black := &image.RGBA{Pix: c.black.Pix[:4*b.Dx()*b.Dy()], Stride: 4 * b.Dx(), Rect: b}
	draw.Draw(black, b, image.Black, image.Point{}, draw.Src)
	draw.Draw(black, b, part, b.Min, draw.Over)
	return black
}

// codec reads one kind of picture file.
type codec struct {
	config func(io.Reader) (image.Config, error)
	// grey decodes a file to its brightness alone, unless the file is odd. It is nil for kinds
	// that have no such decoder.
	grey func(data []byte, late func() bool) (*qr.Gray, bool)
	// frames decodes frames of so many pixels in all.
	frames func(in *timedReader, pixels int) ([]Frame, error)
	// takes weighs what frames will need, before it is called.
	takes func(data []byte, cfg image.Config, pixels int) weight
}

// codecOf returns the decoder of a kind that Sniff names.
func codecOf(kind string) (codec, bool) {
	switch kind {
	case "png":
		return codec{png.DecodeConfig, greypng.Decode, still(png.Decode), stillTakes(pngBytes)}, true
	case "jpeg":
		return codec{jpeg.DecodeConfig, greyjpeg.Decode, still(jpeg.Decode), stillTakes(jpegBytes)}, true
	case "gif":
		return codec{gif.DecodeConfig, nil, gifFrames, gifTakes}, true
	case "webp":
		return codec{webp.DecodeConfig, nil, still(webp.Decode), stillTakes(webpBytes)}, true
	case "bmp":
		return codec{bmp.DecodeConfig, nil, still(bmp.Decode), stillTakes(bmpBytes)}, true
	case "tiff":
		return codec{tiffConfig, nil, tiffFrames, tiffTakes}, true
	}
	return codec{}, false
}

// decode decodes a file of such a size.
func (c codec) decode(in *timedReader, size image.Config, pixels int) ([]Frame, error) {
	const little = 500_000 // pixels, of which what is left behind is not worth the while
	if c.grey != nil {
		if bright, ok := c.grey(in.data, in.isLate); ok {
			return []Frame{{OnWhite: bright}}, nil
		}
		if size.Width*size.Height > little {
			runtime.GC() // what was begun in vain has not been weighed
		}
	}
	return c.frames(in, pixels)
}

// unsupported tells a sound file of a kind that the decoders do not read
// from a damaged one.
func unsupported(kind string, data []byte, err error) bool {
	var (
		ofTIFF tiff.UnsupportedError
		ofJPEG jpeg.UnsupportedError
		ofPNG  png.UnsupportedError
	)
	const flags, animation = 20, 2 // of the header of extended WebP
	return err != nil && (errors.As(err, &ofTIFF) || errors.As(err, &ofJPEG) || errors.As(err, &ofPNG) ||
		errors.Is(err, bmp.ErrUnsupported) ||
		kind == "webp" && len(data) > flags && string(data[12:16]) == "VP8X" && data[flags]&animation != 0)
}

// timedReader reads a file for a decoder until time is up. It gives few bytes at
// a time, since a few may stand for much work.
type timedReader struct {
	data   []byte
	reader *bytes.Reader
	timeUp func() bool // nil for as long as it takes
	late   bool
	again  int64 // bytes that may still be read by ReadAt
}

const timedBytes = 256 // given at a time

// errLate ends a decoder.
var errLate = os.ErrDeadlineExceeded

func newTimedReader(data []byte, timeUp func() bool) *timedReader {
	return &timedReader{data: data, reader: bytes.NewReader(data), timeUp: timeUp, again: math.MaxInt64}
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
	r.late = r.late || r.again < 0
	if r.isLate() {
		return 0, errLate
	}
	n, err := r.reader.ReadAt(p, off)
	r.again -= int64(n)
	return n, err
}

// still reads a picture of one frame.
func still(decode func(io.Reader) (image.Image, error)) func(*timedReader, int) ([]Frame, error) {
	return func(in *timedReader, _ int) ([]Frame, error) {
		img, err := decode(in.rewind())
		if err != nil {
			return nil, err
		}
		return []Frame{frameOf(img)}, nil
	}
}
