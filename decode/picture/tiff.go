package picture

import (
	"bytes"
	"cmp"
	"compress/zlib"
	"encoding/binary"
	"image"
	"io"
	"slices"

	"golang.org/x/image/ccitt"
	"golang.org/x/image/tiff"
	"golang.org/x/image/tiff/lzw"
)

// A page of a TIFF is decoded in bands of rows, each of them handed to the decoder
// as a small uncompressed file: given the page, it would hold up to 32 bytes for
// each pixel of it, and a page of one strip, as most programs write them, whole.

// tiffFrames reads the first pages of a TIFF file, each as if it were the first.
// A later page that cannot be read costs no earlier one.
func tiffFrames(in *timedReader, pixels int) (frames []Frame, err error) {
	for i, at := range tiffPages(in.data, maxFrames) {
		page, err := openTIFF(in, at)
		if err == nil && !page.within(pixels) {
			continue
		}
		var f Frame
		if err == nil {
			f, err = page.frame()
		}
		if err != nil && i == 0 {
			return nil, err
		}
		if err == nil {
			pixels -= page.pixels()
			frames = append(frames, f)
		}
	}
	return frames, nil
}

// tiffTakes weighs the pages, and a band of one as it stands in the file and as it
// is decoded.
func tiffTakes(data []byte, _ image.Config, pixels int) weight {
	in, w := newTimedReader(data, nil), weight{decoding: bandBytes}
	for _, at := range tiffPages(data, maxFrames) {
		if page, err := openTIFF(in, at); err == nil && page.within(pixels) {
			w.frames += 2 * float64(page.pixels())
			w.largest = max(w.largest, float64(page.pixels()))
		}
	}
	w.frames = min(w.frames, 2*float64(pixels))
	return w
}

// tiffPages follows the chain of directories, one for each page, and returns
// their offsets as they stand in the file (TIFF 6.0, section 2).
func tiffPages(data []byte, most int) (offsets [][]byte) {
	order := tiffOrder(data)
	for at := data[4:8]; len(offsets) < most; {
		offsets = append(offsets, at)
		directory := int(order.Uint32(at))
		if directory+2 > len(data) {
			break
		}
		next := directory + 2 + tiffEntry*int(order.Uint16(data[directory:]))
		if next+4 > len(data) || order.Uint32(data[next:]) == 0 {
			break
		}
		at = data[next : next+4]
	}
	return offsets
}

func tiffOrder(data []byte) binary.ByteOrder {
	if data[0] == 'M' {
		return binary.BigEndian
	}
	return binary.LittleEndian
}

// Fields of a directory (TIFF 6.0, section 8, and 10, 11, 15 for compression and
// tiles), each an entry of twelve bytes: tag, type, count, value or its offset.
const (
	tiffHead         = 8
	tiffEntry        = 12
	tiffWidth        = 256
	tiffHeight       = 257
	tiffBits         = 258
	tiffCompression  = 259
	tiffPhotometric  = 262
	tiffFillOrder    = 266
	tiffStrips       = 273
	tiffRows         = 278
	tiffStripCounts  = 279
	tiffGroup3       = 292
	tiffGroup4       = 293
	tiffTileWidth    = 322
	tiffTileHeight   = 323
	tiffTiles        = 324
	tiffTileCounts   = 325
	tiffExtra        = 338
	tiffLong         = 4 // a type
	tiffMostSamples  = 16
	tiffLeastTile    = 8
	tiffMostPadding  = 16
	tiffMostPadded   = 1024 // a side of a tile that is larger than its page
	tiffMostOfPixel  = 8    // bytes
	tiffUncompressed = 1
	tiffLZW          = 5
	tiffAssociated   = 1 // a value of tiffExtra: opacity, which colours are multiplied by
)

// bandFields are replaced or left out in the directory of a band.
var bandFields = []int{tiffWidth, tiffHeight, tiffCompression, tiffFillOrder, tiffStrips, tiffRows, tiffStripCounts,
	tiffGroup3, tiffGroup4, tiffTileWidth, tiffTileHeight, tiffTiles, tiffTileCounts}

// tiffPage is one page of a file.
type tiffPage struct {
	in            *timedReader
	order         binary.ByteOrder
	entries       [][]byte
	width, height int
	bitsOfPixel   int
}

// tiffConfig is what the first page's directory says of its size.
func tiffConfig(r io.Reader) (image.Config, error) {
	cfg, err := tiff.DecodeConfig(r)
	if in := r.(*timedReader); err != nil && len(in.data) >= tiffHead {
		if page, err := openTIFF(in, in.data[4:8]); err == nil {
			return image.Config{Width: page.width, Height: page.height}, nil
		}
	}
	return cfg, err
}

// openTIFF reads the directory of the page at an offset, as it stands in the file.
func openTIFF(in *timedReader, at []byte) (*tiffPage, error) {
	p := &tiffPage{in: in, order: tiffOrder(in.data)}
	directory := in.data[min(int(p.order.Uint32(at)), len(in.data)):]
	if p.order.Uint32(at) < tiffHead || len(directory) < 2 {
		return nil, tiff.FormatError("directory")
	}
	n := tiffEntry * int(p.order.Uint16(directory))
	if len(directory) < 2+n {
		return nil, tiff.FormatError("directory")
	}
	for entries := directory[2:][:n]; len(entries) > 0; entries = entries[tiffEntry:] {
		p.entries = append(p.entries, entries[:tiffEntry])
	}
	whole := joined(in, in.data[:4], at, in.data[8:])
	if p.unnamedAlpha() {
		p.entries = p.replaced(map[int]int{tiffExtra: tiffAssociated}, []int{tiffExtra})
		whole = p.file(p.entries, nil)
	}
	cfg, err := tiff.DecodeConfig(whole)
	if err != nil {
		return nil, err
	}
	p.width, p.height = cfg.Width, cfg.Height
	bits, err := p.values(tiffBits, tiffMostSamples)
	if err != nil || len(bits) == 0 {
		bits = []int{1}
	}
	p.bitsOfPixel = len(bits) * bits[0]
	return p, err
}

// unnamedAlpha tells whether the page has a fourth number beside red, green and blue without saying
// what it is, which the decoder refuses. Others take it for opacity by which the colours are
// multiplied already, and so do we: if it says nothing at all the colours are still there on black.
func (p *tiffPage) unnamedAlpha() bool {
	const rgb, four = 2, 4
	bits, err := p.values(tiffBits, tiffMostSamples)
	return err == nil && len(bits) == four && p.value(tiffPhotometric, 0) == rgb && p.value(tiffExtra, 0) == 0
}

func (p *tiffPage) pixels() int { return p.width * p.height }

func (p *tiffPage) within(pixels int) bool {
	return max(p.width, p.height) <= MaxSide && p.pixels() <= pixels
}

// values are the first numbers of a field, none if the page does not have it.
func (p *tiffPage) values(tag, most int) ([]int, error) {
	i := slices.IndexFunc(p.entries, func(e []byte) bool { return int(p.order.Uint16(e)) == tag })
	if i < 0 {
		return nil, nil
	}
	e := p.entries[i]
	size, ok := map[uint16]uint64{1: 1, 3: 2, tiffLong: 4}[p.order.Uint16(e[2:])]
	if !ok {
		return nil, tiff.UnsupportedError("type")
	}
	count := uint64(p.order.Uint32(e[4:]))
	raw := e[8:]
	if size*count > 4 {
		raw = p.in.data[min(uint64(p.order.Uint32(raw)), uint64(len(p.in.data))):]
	}
	count = min(count, uint64(most))
	if size*count > uint64(len(raw)) {
		return nil, tiff.FormatError("field")
	}
	out := make([]int, count)
	for i := range out {
		switch at := raw[size*uint64(i):]; size {
		case 1:
			out[i] = int(at[0])
		case 2:
			out[i] = int(p.order.Uint16(at))
		default:
			out[i] = int(p.order.Uint32(at))
		}
	}
	return out, nil
}

// value is the number of a field, or another if the page does not have it.
func (p *tiffPage) value(tag, otherwise int) int {
	if v, err := p.values(tag, 1); err == nil && len(v) > 0 {
		return v[0]
	}
	return otherwise
}

// frame decodes the page.
func (p *tiffPage) frame() (Frame, error) {
	b, err := p.blocks()
	if err != nil {
		return Frame{}, err
	}
	// Thousands of strips may share one megabyte that says nothing. Those that share what says
	// something are no larger packed than unpacked.
	p.in.again = 2*int64(len(p.in.data)) + tiffMostOfPixel*int64(p.pixels())
	c := newCanvas(p.width, p.height)
	for x := 0; x < p.width; x += b.width {
		if err := p.column(c, x, &tiffRowsReader{tiffBlocks: b, column: x / b.width}); err != nil {
			return Frame{}, err
		}
	}
	return c.Frame, nil
}

// column paints the blocks that stand one below the other at x.
func (p *tiffPage) column(c *canvas, x int, rows *tiffRowsReader) error {
	width := rows.width
	most := min(bandRows(width), p.height)
	band := make([]byte, most*rows.rowBytes)
	for y := 0; y < p.height; y += most {
		n := min(most, p.height-y)
		if err := rows.fill(band[:n*rows.rowBytes]); err != nil {
			return err
		}
		img, err := p.decode(width, n, band[:n*rows.rowBytes])
		if err != nil {
			return err
		}
		img = part(img, image.Rect(0, 0, min(width, p.width-x), n))
		if !opaque(img) {
			c.addBlack()
		}
		c.paint(x, y, img)
	}
	return nil
}

// decode decodes rows of so many pixels that are not compressed: a file that
// consists of the page's, for the fields that stand all over it, a directory and
// the rows.
func (p *tiffPage) decode(width, rows int, pixels []byte) (image.Image, error) {
	fields := map[int]int{tiffWidth: width, tiffHeight: rows, tiffCompression: tiffUncompressed,
		tiffStrips: len(p.in.data), tiffStripCounts: len(pixels)}
	return tiff.Decode(p.file(p.replaced(fields, bandFields), pixels))
}

// replaced are the page's entries with others in the place of some.
func (p *tiffPage) replaced(fields map[int]int, of []int) [][]byte {
	kept := slices.DeleteFunc(slices.Clone(p.entries), func(e []byte) bool {
		return slices.Contains(of, int(p.order.Uint16(e)))
	})
	for tag, value := range fields {
		e := make([]byte, tiffEntry)
		p.order.PutUint16(e, uint16(tag))
		p.order.PutUint16(e[2:], tiffLong)
		p.order.PutUint32(e[4:], 1)
		p.order.PutUint32(e[8:], uint32(value))
		kept = append(kept, e)
	}
	slices.SortStableFunc(kept, func(a, b []byte) int { return cmp.Compare(p.order.Uint16(a), p.order.Uint16(b)) })
	return kept
}

// file is the file with pixels at its end, and after them a directory of other entries.
func (p *tiffPage) file(entries [][]byte, pixels []byte) *io.SectionReader {
	directory, at := make([]byte, 2), make([]byte, 4)
	p.order.PutUint16(directory, uint16(len(entries)))
	directory = append(append(directory, bytes.Join(entries, nil)...), 0, 0, 0, 0)
	p.order.PutUint32(at, uint32(len(p.in.data)+len(pixels)))
	return joined(p.in, p.in.data[:4], at, p.in.data[8:], pixels, directory)
}

// joinedReader reads a file that is made of parts, in the time there is for another.
type joinedReader struct {
	in    *timedReader
	parts [][]byte
}

func joined(in *timedReader, parts ...[]byte) *io.SectionReader {
	size := 0
	for _, p := range parts {
		size += len(p)
	}
	return io.NewSectionReader(&joinedReader{in, parts}, 0, int64(size))
}

func (j *joinedReader) ReadAt(b []byte, off int64) (n int, err error) {
	if j.in.isLate() {
		return 0, errLate
	}
	for _, p := range j.parts {
		if off >= int64(len(p)) {
			off -= int64(len(p))
			continue
		}
		n += copy(b[n:], p[off:])
		off = 0
		if n == len(b) {
			return n, nil
		}
	}
	return n, io.EOF
}

// tiffBlocks are the strips or tiles of a page.
type tiffBlocks struct {
	page            *tiffPage
	width, height   int
	across          int
	rowBytes        int
	offsets, counts []int
	tiled           bool
}

// blocks finds the strips or tiles of a page.
func (p *tiffPage) blocks() (*tiffBlocks, error) {
	b := &tiffBlocks{page: p, width: p.width, height: p.height}
	offsets, counts := tiffStrips, tiffStripCounts
	if w := p.value(tiffTileWidth, 0); w != 0 {
		b.tiled, b.width, b.height = true, w, p.value(tiffTileHeight, 0)
		offsets, counts = tiffTiles, tiffTileCounts
		if min(b.width, b.height) < tiffLeastTile ||
			(b.width-p.width > tiffMostPadding || b.height-p.height > tiffMostPadding) &&
				max(b.width, b.height) > tiffMostPadded {
			return nil, tiff.FormatError("tiles")
		}
	} else if rows := p.value(tiffRows, 0); rows > 0 {
		b.height = min(b.height, rows)
	}
	b.across = ceilDiv(p.width, b.width)
	b.rowBytes = ceilDiv(b.width*p.bitsOfPixel, 8)
	n := b.across * ceilDiv(p.height, b.height)
	var err, errCounts error
	b.offsets, err = p.values(offsets, n)
	b.counts, errCounts = p.values(counts, n)
	if err = cmp.Or(err, errCounts); err == nil && min(len(b.offsets), len(b.counts)) < n {
		err = tiff.FormatError("blocks")
	}
	return b, err
}

func ceilDiv(a, b int) int { return (a + b - 1) / b }

// rows is how many rows of pixels the row-th row of blocks has, and how many of
// them the page shows.
func (b *tiffBlocks) rows(row int) (all, shown int) {
	shown = min(b.height, b.page.height-row*b.height)
	if b.tiled {
		return b.height, shown
	}
	return shown, shown
}

// padding is how many bytes of a row the page does not show.
func (b *tiffBlocks) padding(column int) int {
	shown := min(b.width, b.page.width-column*b.width)
	return b.rowBytes - ceilDiv(shown*b.page.bitsOfPixel, 8)
}

// open reads what a block says, not compressed and at most as much as a block of
// its size may.
func (b *tiffBlocks) open(column, row int) (io.Reader, error) {
	p := b.page
	offset, count := int64(b.offsets[row*b.across+column]), int64(b.counts[row*b.across+column])
	most := int64(b.width) * int64(b.height) * tiffMostOfPixel
	in := io.NewSectionReader(p.in, offset, count)
	all, _ := b.rows(row)
	fax := func(format ccitt.SubFormat) io.Reader {
		order := ccitt.MSB
		if p.value(tiffFillOrder, 1) == 2 {
			order = ccitt.LSB
		}
		return ccitt.NewReader(in, order, format, b.width, all, &ccitt.Options{Invert: p.value(tiffPhotometric, 0) == 0})
	}
	var out io.Reader
	switch p.value(tiffCompression, 0) {
	case 0, tiffUncompressed:
		if count > most || offset+count > int64(len(p.in.data)) {
			return nil, tiff.FormatError("block")
		}
		out = in
	case 3:
		out = fax(ccitt.Group3)
	case 4:
		out = fax(ccitt.Group4)
	case tiffLZW:
		out = lzw.NewReader(in, lzw.MSB, 8)
	case 8, 32946:
		var err error
		if out, err = zlib.NewReader(in); err != nil {
			return nil, err
		}
	case 32773:
		out = newPackBits(in)
	default:
		return nil, tiff.UnsupportedError("compression")
	}
	return io.LimitReader(out, most), nil
}

// tiffRowsReader reads the rows of blocks that stand one below the other.
type tiffRowsReader struct {
	*tiffBlocks
	column, row int
	block       io.Reader
	left        int // bytes of the block that the page shows
}

// fill reads whole rows. Only what pads the last one of a block may be missing.
func (r *tiffRowsReader) fill(band []byte) error {
	for len(band) > 0 {
		if r.left == 0 {
			if err := r.next(); err != nil {
				return err
			}
		}
		part := band[:min(len(band), r.left)]
		n, err := io.ReadFull(r.block, part)
		r.left -= len(part)
		if (err == io.EOF || err == io.ErrUnexpectedEOF) && r.left == 0 && len(part)-n <= r.padding(r.column) {
			clear(part[n:])
			err = nil
		}
		if r.left == 0 && err == nil {
			err = r.end()
		}
		if err != nil {
			return err
		}
		band = band[len(part):]
	}
	return nil
}

// end reads what follows the rows of a block: a check sum. LZW has none, and some programs write no
// mark at its end either.
func (r *tiffRowsReader) end() error {
	if r.page.value(tiffCompression, 0) == tiffLZW {
		return nil
	}
	_, err := io.Copy(io.Discard, r.block)
	return err
}

// next opens the block below.
func (r *tiffRowsReader) next() (err error) {
	_, shown := r.rows(r.row)
	r.left = shown * r.rowBytes
	r.block, err = r.open(r.column, r.row)
	r.row++
	return err
}
