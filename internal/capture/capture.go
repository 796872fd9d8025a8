// Package capture draws what cameras make of QR codes: a deterministic
// generator of simulated captures, for the tests of the reader. Nothing shipped
// imports it.
//
// A Set lists pictures in classes; within a class the severity rises with the
// number of the picture. Every picture has a seed of its own (its set, class and
// number), so any one of them can be drawn alone and comes out the same each
// time. Nothing is drawn before it is asked for. The last digit of a grey level
// may differ between processor families, whose floating point does.
//
// The sets:
//
//   - Judged: captures as a gate meets them; a good reader reads all.
//   - Stress: one kind of damage at a time, to past what anyone reads.
//   - Beyond: where the severities of Judged end, and on.
//   - Others: several codes, big pictures, unusual picture types, no code.
package capture

import (
	"fmt"
	"hash/fnv"
	"image"
	"iter"
	"math/rand/v2"
)

// Picture is one capture and what is known about it.
type Picture struct {
	Class string
	N     int // number within the class, from 0; severity rises with it
	Image image.Image

	// Texts are those of the codes in the picture, top to bottom and left to
	// right; none if a reader must find nothing.
	Texts []string

	// ModulePixels is the side of a module in pixels at the middle of the
	// code (of the smallest, if there are several), 0 without a code.
	ModulePixels float64
}

// Name names the picture within its set, for messages and files.
func (p Picture) Name() string { return fmt.Sprintf("%s-%02d", p.Class, p.N) }

// Set is a list of pictures that are drawn when they are asked for.
type Set []Recipe

// Recipe is a picture not yet drawn.
type Recipe struct {
	Class string
	N     int
	set   string
	draw  func(r *rand.Rand) Picture
}

// Draw draws the picture.
func (r Recipe) Draw() Picture {
	h := fnv.New64a()
	fmt.Fprint(h, r.set, "/", r.Class)
	p := r.draw(rand.New(rand.NewPCG(h.Sum64(), uint64(r.N))))
	p.Class, p.N = r.Class, r.N
	return p
}

// All draws the pictures one after the other, class by class.
func (s Set) All() iter.Seq[Picture] {
	return func(yield func(Picture) bool) {
		for _, r := range s {
			if !yield(r.Draw()) {
				return
			}
		}
	}
}

// Thin returns n pictures of each class, from the easiest to the hardest; n=1
// takes the one in the middle.
func (s Set) Thin(n int) Set {
	var thin Set
	for len(s) > 0 {
		class := s.Class(s[0].Class)
		for i := range min(n, len(class)) {
			at := len(class) / 2
			if n > 1 {
				at = i * (len(class) - 1) / (min(n, len(class)) - 1)
			}
			thin = append(thin, class[at])
		}
		s = s[len(class):]
	}
	return thin
}

// Class returns the pictures of one class.
func (s Set) Class(name string) Set {
	var one Set
	for _, r := range s {
		if r.Class == name {
			one = append(one, r)
		}
	}
	return one
}

// class is a kind of capture: what it does to a shot at severity t from 0 to 1.
type class struct {
	name string
	set  func(s *shot, t float64, r *rand.Rand)
}

// newSet lists count pictures of each class, which take turns with the codes.
// With allMasks they take the masks in turn too, but later, so that all pairs
// occur.
func newSet(name string, classes []class, count int, codes []content, allMasks bool) Set {
	var s Set
	for _, c := range classes {
		for n := range count {
			mask := usualMask
			if allMasks {
				mask = (n + n/len(codes)) % masks
			}
			s = append(s, Recipe{Class: c.name, N: n, set: name, draw: func(r *rand.Rand) Picture {
				shot := newShot(codes[n%len(codes)].encode(mask))
				c.set(&shot, float64(n)/float64(count-1), r)
				return shot.take(r)
			}})
		}
	}
	return s
}
