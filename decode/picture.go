package decode

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"runtime"
	"slices"

	"vaxcheck/decode/qr"
)

// Limits on a picture, checked against its header before any pixel is decoded:
// a file of a hundred bytes may claim sixty thousand pixels a side.
const (
	maxPicturePixels = 50_000_000
	// maxPictureSide also bounds one row, of which there is at least one in memory
	// whatever the kind.
	maxPictureSide = 20_000
	maxFrames      = 16
	// decodeTimes is how many times the budget for the search a file may take to
	// be decoded: a few hundred bytes may ask for hours.
	decodeTimes = 4
)

// symbolText is what one QR symbol says. Modes names its segments in their order
// ("byte", "numeric", …).
type symbolText struct {
	Text   string
	Raw    []byte // of the byte segments, nil if there are others with text
	Modes  []string
	Symbol Symbol
	part   *qr.StructuredAppend // nil if it stands alone

	joined  []Note // if it was joined from several
	problem *Problem
}

// readPicture finds the QR codes of one picture; data is the whole file. The
// codes come from top to bottom and left to right, frame after frame, each text
// once. If there are none, problem tells why.
func readPicture(data []byte, o Options) (codes []symbolText, problem *Problem) {
	return readPictureWithin(data, maxPicturePixels, o)
}

func readPictureWithin(data []byte, maxPixels int, o Options) (codes []symbolText, problem *Problem) {
	frames, problem, release := openPicture(data, maxPixels, o)
	defer release()
	if problem != nil {
		return nil, problem
	}
	return readFrames(frames, o)
}

// readFrames finds the QR codes of frames, all of them within one budget.
func readFrames(frames []frame, o Options) (codes []symbolText, problem *Problem) {
	late := o.within(o.Budget)
	for _, f := range frames {
		result := qr.Read(f.onWhite, qr.Options{Deadline: late, Trace: o.Trace})
		if len(result.Symbols) == 0 && f.onBlack != nil {
			result.Symbols = qr.Read(f.onBlack, qr.Options{Deadline: late, Trace: o.Trace}).Symbols
		}
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
	c := symbolText{Text: s.Text, part: s.StructuredAppend, Symbol: Symbol{
		Version: s.Version, Level: s.Level, Found: s.Found, ModulePixels: s.ModulePixels,
		Mirrored: s.Mirrored, Inverted: s.Inverted, Corrected: s.Corrected,
	}}
	for _, corner := range s.Corners {
		c.Symbol.Corners = append(c.Symbol.Corners, Point(corner))
	}
	for _, segment := range s.Segments {
		c.Modes = append(c.Modes, string(segment.Mode))
		c.Raw = append(c.Raw, segment.Bytes...)
	}
	if slices.ContainsFunc(c.Modes, func(m string) bool { return m != "byte" && m != "eci" }) {
		c.Raw = nil
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

// openPicture decodes a file into grey frames. Whoever has used them calls
// release.
func openPicture(data []byte, maxPixels int, o Options) (frames []frame, problem *Problem, release func()) {
	release = func() {}
	fault := func(reason Reason, kind, detail string) *Problem {
		return &Problem{Stage: StageDecode, Reason: reason, Kind: kind, Detail: detail}
	}
	// The decoders read strangers' bytes; one that panics has found damage.
	defer func() {
		if recover() != nil {
			frames, problem = nil, fault(ReasonFileDamaged, "", "the picture cannot be decoded")
		}
	}()
	kind := sniffPicture(data)
	codec, ok := pictureCodec(kind)
	if !ok {
		return nil, fault(ReasonFileDamaged, "", "not a picture of a kind that is read"), release
	}
	in := newTimedReader(data, nil)
	cfg, err := codec.config(in)
	switch {
	case unsupportedPicture(kind, data, err):
		return nil, fault(ReasonUnsupported, "picture", "a picture of a kind that is not read"), release
	case err != nil || cfg.Width < 1 || cfg.Height < 1:
		return nil, fault(ReasonFileDamaged, "", "the header of the "+kind+" picture cannot be read"), release
	case cfg.Width > maxPictureSide || cfg.Height > maxPictureSide || cfg.Width*cfg.Height > maxPixels:
		return nil, fault(ReasonImageTooLarge, "", sizeDetail(cfg.Width, cfg.Height, maxPixels)), release
	}
	heavy := codec.takes(data, cfg, maxPixels).bytes(len(data))
	release = o.Room.Enter(heavy)
	clearAway(heavy)
	in.timeUp = o.within(decodeTimes * o.Budget) // waiting costs no time
	frames, err = codec.frames(in, maxPixels)
	clearAway(heavy)
	switch {
	case err == nil:
	case in.late:
		problem = fault(ReasonNoCode, string(qr.WhyTimeUp), "the picture takes too long to decode")
	case unsupportedPicture(kind, data, err):
		problem = fault(ReasonUnsupported, "picture", "a picture of a kind that is not read")
	default:
		problem = fault(ReasonFileDamaged, "", "the "+kind+" picture cannot be decoded")
	}
	return frames, problem, release
}

// clearAway has what is left behind collected before a heavy picture is decoded, and
// after it: on a busy machine a hundred megabytes more are sooner asked for than those
// of before are seen to be free.
func clearAway(bytes int64) {
	const heavy = 64 << 20
	if bytes > heavy {
		runtime.GC()
	}
}

func sizeDetail(width, height, maxPixels int) string {
	return fmt.Sprintf("%d by %d pixels; at most %d in all and %d a side are read", width, height, maxPixels, maxPictureSide)
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
