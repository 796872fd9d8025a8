// Package picture decodes the files of pictures into grey frames: every kind that is read,
// within limits of size, memory and time that are checked against the header before any
// pixel is decoded. What a picture shows is not its business.
package picture

import (
	"bytes"
	"encoding/binary"
	"runtime"

	"vaxcheck/internal/finding"
)

// Limits on a picture: a file of a hundred bytes may claim sixty thousand pixels a side.
const (
	MaxPixels = 50_000_000
	// MaxSide also bounds one row, of which there is at least one in memory whatever the
	// kind.
	MaxSide   = 20_000
	maxFrames = 16
)

// Options say what a file may take to be decoded.
type Options struct {
	Pixels int // at most, in all its frames
	// Enter waits until there is memory for so many bytes, and returns what gives them
	// back.
	Enter func(bytes int64) (leave func())
	// Begin is called when there is, and returns what tells that the time to decode is up,
	// nil if it may take as long as it takes.
	Begin func() (timeUp func() bool)
}

// Cause is why a file cannot be decoded.
type Cause uint8

// The causes.
const (
	Damaged Cause = iota
	Unsupported
	TooLarge
	TimeUp
)

// Fault is a file that cannot be decoded. Detail never holds what the file
// does.
type Fault struct {
	Cause  Cause
	Detail finding.Finding
}

// Open decodes a file into grey frames. Whoever has used them calls release.
func Open(data []byte, o Options) (frames []Frame, fault *Fault, release func()) {
	release = func() {}
	// The decoders read strangers' bytes; one that panics has found damage.
	defer func() {
		if recover() != nil {
			frames, fault = nil, &Fault{Damaged, pictureUndecodable}
		}
	}()
	kind := Sniff(data)
	codec, ok := codecOf(kind)
	if !ok {
		return nil, &Fault{Damaged, pictureUnknownKind}, release
	}
	in := newTimedReader(data, nil)
	cfg, err := codec.config(in)
	switch {
	case unsupported(kind, data, err):
		return nil, &Fault{Unsupported, pictureKindNotRead}, release
	case err != nil || cfg.Width < 1 || cfg.Height < 1:
		return nil, &Fault{Damaged, pictureHeader(kind)}, release
	case cfg.Width > MaxSide || cfg.Height > MaxSide || cfg.Width*cfg.Height > o.Pixels:
		return nil, &Fault{TooLarge, SizeDetail(cfg.Width, cfg.Height, o.Pixels)}, release
	case kind == "jpeg" && tooManyScans(data):
		return nil, &Fault{TimeUp, pictureTooSlow}, release
	}
	heavy := codec.takes(data, cfg, o.Pixels).bytes(len(data))
	release = o.Enter(heavy)
	clearAway(heavy)
	in.timeUp = o.Begin() // waiting costs no time
	frames, err = codec.decode(in, cfg, o.Pixels)
	clearAway(heavy)
	switch {
	case err == nil:
	case in.late:
		fault = &Fault{TimeUp, pictureTooSlow}
	case unsupported(kind, data, err):
		fault = &Fault{Unsupported, pictureKindNotRead}
	default:
		fault = &Fault{Damaged, pictureUndecodableKind(kind)}
	}
	return frames, fault, release
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

// SizeDetail tells how large a picture is, and how large one may be.
func SizeDetail(width, height, maxPixels int) finding.Finding {
	return pictureSize(width, height, maxPixels, MaxSide)
}

// Sniff names the kind of a picture by its content: "png", "jpeg",
// "gif", "webp", "bmp", "tiff", or "heic" and "avif", which are not read. It
// returns "" for anything else.
func Sniff(data []byte) string {
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
