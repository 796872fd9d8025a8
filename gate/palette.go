package gate

import (
	"fmt"

	"vaxcheck/verify"
)

// Colour is a colour of a screen, in sRGB.
type Colour struct{ R, G, B uint8 }

// Hex writes a colour as style sheets do, "#34d399".
func (c Colour) Hex() string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// Place is where in its field a verdict stands. It says the same as the colour:
// what lets a visitor in is at one end, what does not at the other.
type Place uint8

// The places, from left to right.
const (
	Left Place = iota
	Middle
	Right
)

func (p Place) String() string { return [...]string{"left", "middle", "right"}[min(p, Right)] }

// Look is how a verdict is shown, by the terminal and by the page alike.
type Look struct {
	Field Colour // a third of the screen
	Ink   Colour // of the word in it
	Place Place
}

var (
	black = Colour{0, 0, 0}
	white = Colour{0xff, 0xff, 0xff}
	check = Colour{0xff, 0xd4, 0x00} // for what a person has to decide
)

// looks are chosen so that nobody's eyes confuse two that differ, and so that
// black or white can be read on each.
var looks = map[verify.Verdict]Look{
	verify.Valid:        {Colour{0x34, 0xd3, 0x99}, black, Right},
	verify.Insufficient: {check, black, Middle},
	verify.Review:       {check, black, Middle},
	verify.Invalid:      {Colour{0xab, 0x00, 0x00}, white, Left},
	verify.Specimen:     {Colour{0xa7, 0x00, 0xf2}, white, Middle},
	verify.Unreadable:   {Colour{0x59, 0x59, 0x5c}, white, Middle},
	verify.NotReady:     {black, white, Middle},
}

// LookOf returns how a verdict is shown. What is no verdict is shown as a
// refusal.
func LookOf(v verify.Verdict) Look {
	if look, known := looks[v]; known {
		return look
	}
	return looks[verify.Invalid]
}
