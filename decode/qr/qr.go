// Package qr finds and reads the QR codes of a picture, dense and bent ones
// held before a camera above all (ISO/IEC 18004, model 2, versions 1 to 40).
//
// A picture walks through the files in this order:
//
//	gray            a package of its own: pictures of brightness, and black and white
//	pyramid.go      contrast stretched, halves
//	passes.go       which pictures are searched, in what order
//	finders.go      places that look like finder patterns
//	rays.go         their borders, looked for along rays
//	frames.go       each as an affine system of coordinates, or refused
//	faint.go        the same where blur has left little contrast
//	triples.go      three that belong together
//	attempt.go      the stages that follow, in turn
//	version.go      the version, from the bits beside the finders
//	homography.go   the first grid
//	alignment.go    alignment patterns, found by correlation
//	warp.go         a grid that bends through them
//	lattice.go      any grid as nodes with curves between
//	phase.go        corrected by the edges of the data
//	growing.go      or grown from the finders by them
//	timing.go       how well a grid agrees with the timing patterns
//	sampling.go     soft values of the modules
//	rescue.go       what is tried when a grid is right and modules are wrong
//	equaliser.go    blur undone by what the known modules teach
//	symbol          a package of its own: from soft values of modules to text
//	several.go      more than one code, and their order
//	small.go        pictures of few pixels
//	budget.go       bounds on the work
//	without.go      what can be left out, to see what it is worth
//	why.go          the reason when nothing was read
//	trace.go        pictures of all this, if asked for
//
// The package reads no clock, starts no goroutine and keeps nothing between two
// pictures: the same pixels give the same answer.
package qr

import (
	"image"

	"vaxcheck/decode/qr/gray"
	"vaxcheck/decode/qr/symbol"
)

// Gray is a picture of brightness.
type Gray = gray.Picture

// FromImage returns the brightness of a picture, which is for reading: pixels may
// be shared.
func FromImage(img image.Image) *Gray { return gray.Of(img) }

// Options say how hard to look.
type Options struct {
	// Work bounds the work for the picture, in looks; 0 is UsualWork. What was read
	// until it was done is returned.
	Work int64
	// Deadline is for those who cannot wait. It is asked between stages, some
	// milliseconds apart; true means that time is up, as if the work were done.
	Deadline func() bool
	// MaxCodes ends the search when so many symbols were read; 0 is no limit.
	MaxCodes int
	// Trace, if there is one, is shown pictures of what the stages saw, as the
	// search goes on, each with a name such as "full-homography-grid". Drawing
	// them takes more time than reading.
	Trace func(stage string, picture image.Image)

	without stages // left out, for measuring
}

// What a symbol says is told by package symbol.
type (
	Content          = symbol.Content
	Segment          = symbol.Segment
	StructuredAppend = symbol.StructuredAppend
)

// Symbol is a QR code that was read.
type Symbol struct {
	Content
	// Corners are the outer corners of the modules in the picture, in pixels:
	// upper left, upper right, lower right, lower left as the symbol is read.
	Corners      [4]Point
	Inverted     bool
	Found        string  // by which pass and stage, "full/homography"
	ModulePixels float64 // size of a module at the smallest finder
	Corrected    int     // codewords that were wrong
}

// Result is what was found in a picture: symbols from top to bottom and left to
// right, each text once, or the reason why there are none.
type Result struct {
	Symbols      []Symbol
	Why          Why     // "" if there are symbols
	Seen         Why     // what had been made out when time was up, for who looks again at once
	ModulePixels float64 // of the smallest symbol or what looked most like one, 0 if nothing did
	Passes       int     // searches made
	Work         int64   // looks
}

// Read returns the QR codes of a picture. It never fails; whatever the pixels
// are, its work is bounded by the size of the picture and by o.
func Read(g *Gray, o Options) Result {
	if o.Work == 0 {
		o.Work = UsualWork
	}
	if !g.Usable() || min(g.Width, g.Height) < leastSide {
		return Result{Why: WhyTooSmall}
	}
	return newReader(o).readPicture(g)
}

// leastSide is the size of the smallest symbol, in modules and so in pixels.
const leastSide = 21
