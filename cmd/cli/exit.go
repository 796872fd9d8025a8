package cli

import (
	"slices"

	"vaxcheck/decode"
	"vaxcheck/verify"
)

// The exit codes are part of the contract; the help topic is made from the
// table below.
const (
	ExitValid       = 0
	ExitInvalid     = 1
	ExitUsage       = 2
	ExitReview      = 3
	ExitUnreadable  = 4
	ExitNotReady    = 5
	ExitFile        = 6
	ExitSpecimen    = 7
	ExitBug         = 10
	ExitInterrupted = 130
)

// ExitCodes lists the codes gravest first: in a batch the first that applies
// wins. The catalogue says of each what it means ("exit-code.N").
var ExitCodes = []int{
	ExitInterrupted, ExitBug, ExitNotReady, ExitFile, ExitUsage, ExitInvalid, ExitReview, ExitSpecimen, ExitUnreadable,
	ExitValid,
}

// graver returns the graver of two exit codes. A code that is not in the table
// is graver than all.
func graver(a, b int) int {
	if gravityOf(a) <= gravityOf(b) {
		return a
	}
	return b
}

func gravityOf(code int) int { return slices.Index(ExitCodes, code) }

// ExitCodeFor returns the exit code of one report.
func ExitCodeFor(r verify.Report) int {
	switch r.Verdict() {
	case verify.Valid:
		return ExitValid
	case verify.Invalid:
		return ExitInvalid
	case verify.Review, verify.Insufficient:
		return ExitReview
	case verify.Specimen:
		return ExitSpecimen
	case verify.NotReady:
		return ExitNotReady
	case verify.Unreadable:
		if slices.Contains(r.Reasons(), decode.ReasonFileNotRead) {
			return ExitFile
		}
		return ExitUnreadable
	}
	return ExitBug // no verdict is our mistake, never a pass
}
