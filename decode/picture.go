package decode

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"slices"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"
	"golang.org/x/image/webp"

	"vaxcheck/decode/qr"
)

// Limits on a picture, checked against its header before any pixel is decoded:
// a file of a hundred bytes may claim sixty thousand pixels a side.
const (
	maxPicturePixels = 50_000_000
	// maxPictureSide also bounds what a TIFF reader inflates for one tile,
	// which may be a thousand rows high in a picture of one row.
	maxPictureSide = 20_000
	maxFrames      = 16
)

// symbolText is what one QR symbol says. Modes names its segments in their order
// ("byte", "numeric", …).
type symbolText struct {
	Text   string
	Modes  []string
	Symbol Symbol
}

// readPicture finds the QR codes of one picture; data is the whole file. The
// codes come from top to bottom and left to right, frame after frame, each text
// once. If there are none, problem tells why.
func readPicture(data []byte, o Options) (codes []symbolText, problem *Problem) {
	return readPictureWithin(data, maxPicturePixels, o)
}

func readPictureWithin(data []byte, maxPixels int, o Options) (codes []symbolText, problem *Problem) {
	frames, reason, detail := openPicture(data, maxPixels)
	if reason != "" {
		return nil, &Problem{Stage: StageDecode, Reason: reason, Detail: detail}
	}
	for _, frame := range frames {
		result := qr.Read(frame, qr.Options{Deadline: o.Late, Trace: o.Trace})
		for _, s := range result.Symbols {
			codes = appendSymbol(codes, s)
		}
		if problem == nil {
			problem = unread(result)
		}
	}
	if len(codes) > 0 {
		return codes, nil
	}
	return nil, problem
}

// appendSymbol adds a symbol, unless its text is there already.
func appendSymbol(codes []symbolText, s qr.Symbol) []symbolText {
	if slices.ContainsFunc(codes, func(c symbolText) bool { return c.Text == s.Text }) {
		return codes
	}
	c := symbolText{Text: s.Text, Symbol: Symbol{
		Version: s.Version, Level: s.Level, Found: s.Found, ModulePixels: s.ModulePixels,
		Mirrored: s.Mirrored, Inverted: s.Inverted, Corrected: s.Corrected,
	}}
	for _, corner := range s.Corners {
		c.Symbol.Corners = append(c.Symbol.Corners, Point(corner))
	}
	for _, segment := range s.Segments {
		c.Modes = append(c.Modes, string(segment.Mode))
	}
	return append(codes, c)
}

// unread is the problem of a picture in which nothing was read, with why as the
// kind, for advice to whoever took it.
func unread(r qr.Result) *Problem {
	p := &Problem{Stage: StageDecode, Reason: ReasonNoCode, Detail: "no QR code was read in the picture", Kind: string(r.Why)}
	p.ModulePixels = r.ModulePixels
	return p
}

// openPicture decodes a file into grey frames: one, or several of a GIF.
func openPicture(data []byte, maxPixels int) (frames []*qr.Gray, problem Reason, detail string) {
	// The decoders read strangers' bytes; one that panics has found damage.
	defer func() {
		if recover() != nil {
			frames, problem, detail = nil, ReasonFileDamaged, "the picture cannot be decoded"
		}
	}()
	kind := sniffPicture(data)
	codec, ok := pictureCodec(kind)
	if !ok {
		return nil, ReasonFileDamaged, "not a picture of a kind that is read"
	}
	cfg, err := codec.config(bytes.NewReader(data))
	if err != nil || cfg.Width < 1 || cfg.Height < 1 {
		return nil, ReasonFileDamaged, "the header of the " + kind + " picture cannot be read"
	}
	if cfg.Width > maxPictureSide || cfg.Height > maxPictureSide || cfg.Width*cfg.Height > maxPixels {
		return nil, ReasonImageTooLarge, fmt.Sprintf("%d by %d pixels; at most %d in all and %d a side are read",
			cfg.Width, cfg.Height, maxPixels, maxPictureSide)
	}
	if kind == "gif" {
		frames, err = gifFrames(data, min(maxFrames, maxPixels/(cfg.Width*cfg.Height)))
	} else {
		frames, err = stillFrame(codec, data)
	}
	if err != nil {
		return nil, ReasonFileDamaged, "the " + kind + " picture cannot be decoded"
	}
	return frames, "", ""
}

type codec struct {
	config func(io.Reader) (image.Config, error)
	decode func(io.Reader) (image.Image, error)
}

// pictureCodec returns the decoder of a kind that sniffPicture names.
func pictureCodec(kind string) (codec, bool) {
	switch kind {
	case "png":
		return codec{png.DecodeConfig, png.Decode}, true
	case "jpeg":
		return codec{jpeg.DecodeConfig, jpeg.Decode}, true
	case "gif":
		return codec{gif.DecodeConfig, gif.Decode}, true
	case "webp":
		return codec{webp.DecodeConfig, webp.Decode}, true
	case "bmp":
		return codec{bmp.DecodeConfig, bmp.Decode}, true
	case "tiff":
		return codec{tiff.DecodeConfig, tiff.Decode}, true
	}
	return codec{}, false
}

func stillFrame(c codec, data []byte) ([]*qr.Gray, error) {
	img, err := c.decode(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return []*qr.Gray{qr.FromImage(img)}, nil
}

// gifFrames shows the first frames of a GIF as a viewer would, one drawn over
// the other.
func gifFrames(data []byte, frames int) ([]*qr.Gray, error) {
	all, err := gif.DecodeAll(bytes.NewReader(gifHead(data, frames)))
	if err != nil {
		return nil, err
	}
	canvas := image.NewRGBA(image.Rect(0, 0, all.Config.Width, all.Config.Height))
	var out []*qr.Gray
	for i, frame := range all.Image {
		var before *image.RGBA
		if all.Disposal[i] == gif.DisposalPrevious {
			before = image.NewRGBA(canvas.Rect)
			copy(before.Pix, canvas.Pix)
		}
		draw.Draw(canvas, frame.Rect, frame, frame.Rect.Min, draw.Over)
		out = append(out, qr.FromImage(canvas))
		switch all.Disposal[i] {
		case gif.DisposalBackground:
			draw.Draw(canvas, frame.Rect, image.NewUniform(color.Transparent), image.Point{}, draw.Src)
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

// sniffPicture names the kind of a picture by its content: "png", "jpeg",
// "gif", "webp", "bmp", "tiff", or "heic" and "avif", which are not read. It
// returns "" for anything else.
func sniffPicture(data []byte) string {
	starts := func(prefix string) bool { return bytes.HasPrefix(data, []byte(prefix)) }
	switch {
	case starts("\x89PNG\r\n\x1a\n"):
		return "png"
	case starts("\xff\xd8\xff"):
		return "jpeg"
	case starts("GIF87a"), starts("GIF89a"):
		return "gif"
	case starts("II*\x00"), starts("MM\x00*"):
		return "tiff"
	case starts("BM") && isBMP(data):
		return "bmp"
	case starts("RIFF") && len(data) >= 12 && string(data[8:12]) == "WEBP":
		return "webp"
	case len(data) >= 12 && string(data[4:8]) == "ftyp":
		return sniffBrands(data)
	}
	return ""
}

// isBMP tells a bitmap from a text that happens to begin with BM: no other has
// the length of an information header at that place.
func isBMP(data []byte) bool {
	if len(data) < 18 {
		return false
	}
	n := binary.LittleEndian.Uint32(data[14:])
	return n >= 12 && n <= 124
}

// sniffBrands names a picture in ISO base media format by the brands in its
// first box, or "" for a film.
func sniffBrands(data []byte) string {
	end := min(len(data), int(min(binary.BigEndian.Uint32(data), 256)))
	kind := ""
	for p := 8; p+4 <= end; p += 4 {
		switch string(data[p : p+4]) {
		case "avif", "avis":
			return "avif"
		case "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1":
			kind = "heic"
		}
	}
	return kind
}
