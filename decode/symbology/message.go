package symbology

import (
	"slices"

	"github.com/makiuchi-d/gozxing/common/reedsolomon"
)

// mode is what the ring around the eye says: how large the symbol is, and how much of it is the
// message (ISO/IEC 24778, 7.2.3).
type mode struct {
	layers, blocks int
	turn           turn // from the modules of the symbol to those of the grid
}

// size is how many modules the symbol has on a side.
func (m mode) size(compact bool) int {
	if compact {
		return 4*m.layers + 11
	}
	return 4*m.layers + 2*((2*m.layers+6)/15) + 15
}

// turn is one of the ways in which a square can lie: turned by quarters, and mirrored before.
type turn struct {
	quarters int
	mirrored bool
}

func (t turn) of(m module) module {
	if t.mirrored {
		m.u = -m.u
	}
	for range t.quarters {
		m.u, m.v = -m.v, m.u
	}
	return m
}

// turns are all ways, the likely ones first.
func turns() (all []turn) {
	for _, mirrored := range []bool{false, true} {
		for quarters := range 4 {
			all = append(all, turn{quarters, mirrored})
		}
	}
	return all
}

// oddMarks is how many of the twelve marks that tell how a symbol lies may be wrong: any two
// ways differ in eight of them.
const oddMarks = 2

// readMode reads the ring around the eye. One way alone agrees with the marks.
func (v *view) readMode(g grid) (m mode, ok bool) {
	ring := fullRings + 1
	if g.compact {
		ring = compactRings + 1
	}
	at := g.mapping()
	dark := func(m module) bool { return v.darkness(at, m) > len(spots)/2 }
	for _, t := range turns() {
		seen := func(u, v int) bool { return dark(t.of(module{u, v})) }
		if wrongMarks(ring, seen) > oddMarks {
			continue
		}
		if m, ok = parseMode(modeBits(ring, seen), g.compact); ok {
			m.turn = t
			return m, true
		}
	}
	return m, false
}

// wrongMarks counts the modules in the corners of the ring that are not as they should be: upper
// left, upper right, lower right and lower left have three, two, one and no dark ones.
func wrongMarks(r int, seen func(u, v int) bool) (wrong int) {
	for _, m := range []module{{-r, -r}, {1 - r, -r}, {-r, 1 - r}, {r, -r}, {r, 1 - r}, {r, r - 1}} {
		if !seen(m.u, m.v) {
			wrong++
		}
	}
	for _, m := range []module{{r - 1, -r}, {r, r}, {r - 1, r}, {-r, r}, {1 - r, r}, {-r, r - 1}} {
		if seen(m.u, m.v) {
			wrong++
		}
	}
	return wrong
}

// modeBits reads the four sides of the ring in turn, without its corners and without the line of
// the reference grid through the middle.
func modeBits(ring int, seen func(u, v int) bool) (bits []bool) {
	for quarters := range 4 {
		side := turn{quarters: quarters}
		for u := 2 - ring; u <= ring-2; u++ {
			if u == 0 && ring > compactRings+1 {
				continue
			}
			m := side.of(module{u, -ring})
			bits = append(bits, seen(m.u, m.v))
		}
	}
	return bits
}

// parseMode corrects the bits and takes them apart.
func parseMode(bits []bool, compact bool) (m mode, ok bool) {
	var words []int
	for quad := range slices.Chunk(bits, 4) {
		word := 0
		for _, b := range quad {
			word <<= 1
			if b {
				word |= 1
			}
		}
		words = append(words, word)
	}
	data, split := 4, 11
	if compact {
		data, split = 2, 6
	}
	if reedsolomon.NewReedSolomonDecoder(reedsolomon.GenericGF_AZTEC_PARAM).Decode(words, len(words)-data) != nil {
		return m, false
	}
	value := 0
	for _, w := range words[:data] {
		value = value<<4 | w
	}
	m.layers, m.blocks = value>>split+1, value&(1<<split-1)+1
	return m, true
}
