package decode

import (
	"encoding/binary"
	"slices"

	"golang.org/x/image/tiff"
)

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
