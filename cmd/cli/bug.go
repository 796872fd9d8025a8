package cli

import (
	"runtime"
	"strings"
)

// BugError tells where a panic happened and not what its value was, which may
// quote a card.
type BugError struct{ Place string }

func (e *BugError) Error() string { return "internal error in " + e.Place }

// PanicPlace names the function of ours that panicked, for a recover's use.
func PanicPlace() string {
	var pcs [32]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(1, pcs[:])])
	for panicked := false; ; {
		f, more := frames.Next()
		panicked = panicked || f.Function == "runtime.gopanic" // who called us only took note of it
		if panicked && strings.HasPrefix(f.Function, "vaxcheck/") {
			return strings.TrimPrefix(f.Function, "vaxcheck/")
		}
		if !more {
			return "an unknown place"
		}
	}
}
