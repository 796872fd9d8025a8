package cmd

import (
	"runtime"
	"strings"
)

// bugError tells where a panic happened and not what its value was, which may
// quote a card.
type bugError struct{ place string }

func (e *bugError) Error() string { return "internal error in " + e.place }

// panicPlace names the function of ours that panicked, for a recover's use.
func panicPlace() string {
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
