package qr

// Bounds on the work one picture may cause, whatever the deadline says.
const (
	maxTriples = 24 // in a row, of one pass, of which nothing was read
	maxFurther = 8  // attempts of one pass that are taken through the costly stages
)

// late tells whether the search must end: enough was read, or time is up.
func (r *reader) late() bool {
	if r.options.MaxCodes > 0 && len(r.symbols) >= r.options.MaxCodes {
		return true
	}
	if r.options.Deadline != nil && r.options.Deadline() {
		r.blame.timeUp = true
	}
	return r.blame.timeUp
}
