package qr

import "vaxcheck/decode/qr/gray"

// Contrast of a picture. Codes with a contrast of four to ten grey levels
// become readable when they are given all 256.
const narrowRange = 110 // grey levels; a picture with more needs no stretch

// picture is what one search works on: the grey picture and its halves.
type picture struct {
	levels    []*Gray // the first is the picture itself, each next is half the size
	low, high int     // grey levels between which nearly all pixels of the original lie
	stretched bool
}

func (r *reader) newPicture(g *Gray) *picture {
	p := &picture{}
	p.low, p.high = gray.Range(g)
	if span := p.high - p.low; span > 0 && span < narrowRange && !r.skips(stageStretch) {
		g = gray.Stretch(g, p.low, p.high)
		p.stretched = true
	}
	p.levels = []*Gray{g}
	return p
}

func (p *picture) base() *Gray { return p.levels[0] }

// level returns the picture halved so many times, or the smallest that still
// shows anything.
func (p *picture) level(n int) (g *Gray, scale float64) {
	const tooSmall = 8 // pixels; nothing is sampled from a picture this narrow
	for len(p.levels) <= n {
		last := p.levels[len(p.levels)-1]
		if min(last.Width, last.Height) < 2*tooSmall {
			break
		}
		p.levels = append(p.levels, gray.Halve(last))
	}
	n = min(n, len(p.levels)-1)
	return p.levels[n], 1 / float64(int(1)<<n)
}
