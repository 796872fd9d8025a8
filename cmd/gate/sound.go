package gate

import (
	"slices"
	"time"

	"vaxcheck/gate"
	"vaxcheck/verify"
)

// Sounds are the ways to sound, in the order in which a key goes through them.
var Sounds = []string{"off", "same", "each"}

// Gaps between the bells of a pattern.
const (
	short = 200 * time.Millisecond
	long  = 600 * time.Millisecond
)

// patterns are when the bells after the first ring. A terminal has but one sound.
var patterns = map[verify.Verdict][]time.Duration{
	verify.Valid:        {},
	verify.Insufficient: {short},
	verify.Review:       {long},
	verify.Invalid:      {short, 2 * short},
	verify.Specimen:     {long, long + short},
	verify.Unreadable:   {short, short + long},
	verify.NotReady:     {long, 2 * long},
}

func (d *door) nextSound() {
	d.flags.sound = Sounds[(slices.Index(Sounds, d.flags.sound)+1)%len(Sounds)]
}

// ring sounds for an answer that has not been heard.
func (d *door) ring(s gate.State) {
	if s.Phase != gate.Answered || s.At.Equal(d.heard) {
		return
	}
	d.heard, d.bells = s.At, nil
	if d.flags.sound == "off" {
		return
	}
	_ = d.show.bell()
	if d.flags.sound == "each" {
		for _, after := range patterns[s.View.Verdict] {
			d.bells = append(d.bells, s.At.Add(after))
		}
	}
}
