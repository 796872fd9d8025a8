package symbol

import (
	"github.com/makiuchi-d/gozxing/common"
	"github.com/makiuchi-d/gozxing/qrcode/decoder"
)

// Modes that more is known of than their names.
const (
	modeByte = "byte"
	modeECI  = "eci"
)

// head is the beginning of a segment.
type head struct {
	mode  string
	count int // characters, bytes in a byte segment
	set   int // of a segment that names a character set, its number
	at    int // bits before that number
	bits  int // that follow
}

// headsOf returns the heads of the segments in data. It stops at a kind that is not
// followed here.
func headsOf(data []byte, v *decoder.Version) []head {
	var out []head
	bits := common.NewBitSource(data)
	for bits.Available() >= 4 {
		indicator, _ := bits.ReadBits(4)
		mode, err := decoder.ModeForBits(indicator)
		if err != nil || mode == decoder.Mode_TERMINATOR {
			break
		}
		h, ok := headOf(bits, mode, v)
		if !ok || h.bits > bits.Available() {
			break
		}
		if h.mode == modeECI {
			h.at = 8*len(data) - bits.Available() - 8
		}
		out = append(out, h)
		for left := h.bits; left > 0; left -= 32 {
			_, _ = bits.ReadBits(min(left, 32)) // the length was checked
		}
	}
	return out
}

// headOf reads the head of a segment.
func headOf(bits *common.BitSource, mode *decoder.Mode, v *decoder.Version) (h head, ok bool) {
	switch mode {
	case decoder.Mode_FNC1_FIRST_POSITION, decoder.Mode_FNC1_SECOND_POSITION:
		return head{mode: "fnc1"}, true
	case decoder.Mode_STRUCTURED_APPEND:
		return head{mode: "structured_append", bits: 16}, true
	case decoder.Mode_ECI:
		set, length := eciOf(bits)
		return head{mode: modeECI, set: set, bits: length}, true
	case decoder.Mode_HANZI:
		if _, err := bits.ReadBits(4); err != nil { // which subset
			return head{}, false
		}
	}
	count, err := bits.ReadBits(mode.GetCharacterCountBits(v))
	if err != nil {
		return head{}, false
	}
	switch mode {
	case decoder.Mode_NUMERIC:
		return head{mode: "numeric", count: count, bits: count/3*10 + [3]int{0, 4, 7}[count%3]}, true
	case decoder.Mode_ALPHANUMERIC:
		return head{mode: "alphanumeric", count: count, bits: count/2*11 + count%2*6}, true
	case decoder.Mode_BYTE:
		return head{mode: modeByte, count: count, bits: count * 8}, true
	case decoder.Mode_KANJI:
		return head{mode: "kanji", count: count, bits: count * 13}, true
	case decoder.Mode_HANZI:
		return head{mode: "hanzi", count: count, bits: count * 13}, true
	}
	return head{}, false
}

// eciOf reads the first byte of a character set's number, which is all of it if it is
// small and otherwise tells how many bits more there are.
func eciOf(bits *common.BitSource) (set, more int) {
	first, err := bits.ReadBits(8)
	switch {
	case err != nil || first&0x80 == 0:
		return first, 0
	case first&0x40 == 0:
		return -1, 8
	}
	return -1, 16
}
