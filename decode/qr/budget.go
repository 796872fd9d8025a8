package qr

// Bounds on the work one picture may cause.
const (
	maxTriples = 24 // in a row, of one pass, of which nothing was read
	maxFurther = 8  // attempts of one pass that are taken through the costly stages

	// UsualWork is the bound on all of it, in looks.
	UsualWork = 400_000_000
)

// Work is counted in looks: a look at the brightness of one place between four
// pixels, or what takes about as long. It is counted where it is done, by the sizes
// that it hangs on, and so is the same on every machine, however busy.
const (
	pixelsALook    = 4    // of a whole picture, in one round of making something of it
	deblurLooks    = 20   // for a pixel
	runLooks       = 2    // for a run of one colour in a row
	fitLooks       = 1500 // for the fit of a frame to borders that were found
	pairLooks      = 8
	cornerLooks    = 4
	triplesLooks   = 1000 // for the version and the first grid of three finders
	moduleLooks    = 8    // for a module that is sampled or told from its neighbours
	correctLooks   = 6    // for a module, in correcting the symbol
	eraseLooks     = 40   // the same with erasures
	equaliserLooks = 100  // for a module
	nodeLooks      = 600  // for a node of a grid that is grown
)

// looked adds to the work done.
func (r *reader) looked(looks int) { r.work += int64(looks) }

// late tells whether the search must end: enough was read, or time is up.
func (r *reader) late() bool {
	if r.options.MaxCodes > 0 && len(r.symbols) >= r.options.MaxCodes {
		return true
	}
	if r.work >= r.options.Work || r.options.Deadline != nil && r.options.Deadline() {
		r.timeUp = true
	}
	return r.timeUp
}
