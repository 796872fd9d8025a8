package gate_test

import (
	"testing"

	"vaxcheck/decode"
	"vaxcheck/internal/mint"
	"vaxcheck/verify"
)

// TestQueueBeforeCamera: a code that was gone from view and comes back is shown by
// somebody else; one that is read seldom, as it is held badly, is not gone.
func TestQueueBeforeCamera(t *testing.T) {
	mine := codes(card(mint.Hanako()))
	for name, tt := range map[string]struct {
		gap   float64
		looks bool
		want  string
	}{
		"gone":           {1.2, true, "review seen_before"},
		"hardly gone":    {0.9, true, "valid"},
		"held badly":     {1.4, false, "valid"},
		"nobody looked":  {2, false, "review seen_before"},
		"gone for long":  {5, true, "review seen_before"},
		"cleared, later": {20, false, "review seen_before"},
	} {
		d := open(t, nil)
		d.film(0, 3, mine)
		d.want("valid")
		if d.at(2.9 + tt.gap - 0.05); tt.looks {
			d.Looked()
		}
		d.at(2.9 + tt.gap).Frame(mine)
		if t.Run(name, func(t *testing.T) { d.t = t; d.want(tt.want) }); d.Tally().Of(verify.Valid) != 1 {
			t.Errorf("%s: %d valid", name, d.Tally().Of(verify.Valid))
		}
	}
	d := open(t, nil)
	d.film(0, 1, mine)
	d.at(1.5).Looked()
	d.at(1.9).Frame(mine) // within two seconds
	d.want("valid")
	d = open(t, nil)
	other := codes(card(mint.Taro())) // one that others show between
	d.film(0, 1, mine)
	d.film(1, 2.5, other)
	d.want("valid")
	d.film(2.5, 3.4, mine)
	d.want("several")
	d.film(3.4, 4, mine)
	d.want("review seen_before")
}

// TestSameCode: a code that stays in view is one scan, and none of somebody who
// comes again.
func TestSameCode(t *testing.T) {
	d := open(t, nil)
	for tenth := range 120 {
		d.at(float64(tenth) / 10).Frame(codes(card(mint.Hanako())))
	}
	d.want("idle")
	if n := d.Tally().Of(verify.Valid); n != 1 {
		t.Errorf("%d valid", n)
	}
	d.at(14).Frame(codes(card(mint.Hanako())))
	d.want("review seen_before")
}

// TestAgain: who cleared an answer before they had read it has the scanner send the
// code again. That is one scan still.
func TestAgain(t *testing.T) {
	d := open(t, nil)
	d.Scan(codes(card(mint.Hanako())))
	d.Clear()
	d.at(1).Frame(codes(card(mint.Hanako()))) // it is still in view
	d.want("idle")
	d.at(1.9).Scan(codes(card(mint.Hanako())))
	d.want("valid")
	if n := d.Tally().Of(verify.Valid); n != 1 {
		t.Errorf("%d valid", n)
	}
	d.at(60).Scan(codes(card(mint.Hanako())))
	d.Clear()
	d.at(61).Scan(codes(card(mint.Hanako())))
	d.want("review seen_before")
	if n := d.Tally().Of(verify.Review); n != 1 {
		t.Errorf("%d to check", n)
	}
	part := mint.Chunks(mint.Japan(issuer(), mint.Taro()).JWS(issuer()), 2)[0]
	d.at(70).Scan(codes(part))
	d.Clear()
	d.at(71).Scan(codes(part))
	d.want("waiting")
}

// TestBetween: a card that comes back after another one was shown for a moment replaces
// its answer. It was the first visitor's VALID that stood over the second's card.
func TestBetween(t *testing.T) {
	altered := []byte(card(mint.Taro()))
	altered[len(altered)-41] ^= 1
	good, bad := codes(card(mint.Hanako())), codes(string(altered))
	d := open(t, nil)
	d.Scan(bad)
	d.want("invalid signature_invalid")
	d.at(0.4).Scan(good)
	d.want("valid")
	d.at(0.8).Scan(bad)
	d.want("invalid signature_invalid")
	d.at(1.2).Scan(good)
	d.want("valid")
	if v, i := d.Tally().Of(verify.Valid), d.Tally().Of(verify.Invalid); v != 1 || i != 1 {
		t.Errorf("%d valid, %d invalid", v, i)
	}
}

// film shows frames of the same codes for a while.
func (d *door) film(from, to float64, shown []decode.Code) {
	for tenth := int(10 * from); tenth < int(10*to); tenth++ {
		d.at(float64(tenth) / 10).Frame(shown)
	}
}

// TestFilmedBetween is the same before a camera. Whose turn it is while both were in view
// within a second is not known.
func TestFilmedBetween(t *testing.T) {
	altered := []byte(card(mint.Taro()))
	altered[len(altered)-41] ^= 1
	good, bad := codes(card(mint.Hanako())), codes(string(altered))
	d := open(t, nil)
	d.film(0, 3, bad)
	d.want("invalid signature_invalid")
	d.film(3, 3.4, good)
	d.want("valid")
	d.film(3.4, 4.3, bad)
	d.want("several")
	d.film(4.3, 4.6, bad)
	d.want("invalid signature_invalid")
	d.film(4.6, 30, bad) // it is cleared, and stays in view
	d.want("idle")
	if v, i := d.Tally().Of(verify.Valid), d.Tally().Of(verify.Invalid); v != 0 || i != 1 {
		t.Errorf("%d valid, %d invalid: what stood for 0.4 s counts for nobody", v, i)
	}
	d.at(31).Frame(good)
	d.want("valid")
}

// TestByTurns: two cards of which each frame shows one are as many as two in one frame.
func TestByTurns(t *testing.T) {
	a, b := codes(card(mint.Hanako())), codes(card(mint.Taro()))
	d := open(t, nil)
	for tenth := range 40 {
		d.at(float64(tenth) / 10).Frame([][]decode.Code{a, b}[tenth%2])
	}
	d.want("several")
	d.film(4, 5.2, a)
	d.want("valid")
	both := append(append([]decode.Code{}, a...), b...)
	d.film(6, 7, both)
	d.film(7, 7.9, b)
	d.want("several")
	d.film(7.9, 8.2, b)
	d.want("valid")
	if n := d.Tally().Of(verify.Valid); n != 2 {
		t.Errorf("%d valid", n)
	}
}

// TestSeveralThenOne: of two certificates that came together one is scanned alone.
func TestSeveralThenOne(t *testing.T) {
	d := open(t, nil)
	d.Scan(codes(card(mint.Hanako()), card(mint.Taro())))
	d.want("several")
	d.at(0.5).Scan(codes(card(mint.Taro())))
	d.want("valid")
}

// TestPoster: another code behind the visitors is read now and then, and takes nobody's
// place.
func TestPoster(t *testing.T) {
	d := open(t, nil)
	poster := codes("https://example.org/menu")
	d.film(0, 3, poster)
	d.want("unreadable not_a_certificate")
	for tenth := 30; tenth < 60; tenth++ {
		d.at(float64(tenth) / 10).Frame([][]decode.Code{codes(card(mint.Hanako())), poster}[tenth%2])
		d.want("valid")
	}
	d.film(6, 10, poster)
	d.want("valid")
	d.film(10, 14, poster)
	d.want("idle")
	d.at(20).Frame(codes(card(mint.Taro())))
	d.film(20.1, 21, poster) // a card of another kind, in the place of one
	d.want("valid")
	d.film(21, 22, poster)
	d.want("unreadable not_a_certificate")
	if n := d.Tally().Of(verify.Unreadable); n != 2 {
		t.Errorf("%d not read", n)
	}
}

// TestUnread: a card that cannot be read has its own turn, and not the answer of the one
// before. What a scanner read, or somebody holds, does not come from the camera.
func TestUnread(t *testing.T) {
	d := open(t, nil)
	d.Frame(codes(card(mint.Hanako())))
	d.Unread()
	d.want("idle")
	d.at(10).Frame(codes(card(mint.Taro())))
	d.Hold()
	d.Unread()
	d.want("valid")
	d.at(20).Scan(codes("garbage"))
	d.Unread()
	d.want("unreadable not_a_certificate")
}
