package camera

import (
	"slices"
	"time"

	"vaxcheck/decode"
)

// Times of the help for a code that will not scan.
const (
	helpAfter = 3 * time.Second // of trying
	// helpGap is how long nothing may be seen of it before trying begins anew:
	// what only a thorough search sees is seen so seldom.
	helpGap = 2*thoroughly + thoroughly/2
)

// adviser finds out why a code in view is not read. The zero adviser has seen
// nothing yet.
type adviser struct {
	since, last time.Time
	kinds       map[string]int // what stood in the way, how often
	read        time.Time      // when a code was read last
	stuck       bool           // a code is in view that cannot be, and has been for a while
}

// see takes what was read in one frame. It returns one of HelpKinds when help is
// due, and "" otherwise.
func (a *adviser) see(codes []decode.Code, now time.Time) string {
	kind, read := "", false
	for _, c := range codes {
		if c.Problem == nil {
			read = true
		} else if slices.Contains(HelpKinds(), c.Problem.Kind) {
			kind = c.Problem.Kind
		}
	}
	if read || now.Sub(a.last) > helpGap {
		*a = adviser{since: now, kinds: map[string]int{}, read: a.read}
	}
	if read {
		a.read = now
	}
	a.stuck = !slices.Contains(general, kind) && !read && now.Sub(a.read) >= stuckAfter
	if kind != "" && !read {
		a.kinds[kind]++
		a.last = now
	}
	if now.Sub(a.since) < helpAfter {
		return ""
	}
	return a.usual()
}

// general are the kinds that a picture has which shows no code.
var general = []string{"", "too_dark", "low_contrast"}

// stuckAfter is how long no code may have been read: one that is being put away cannot be
// for a moment, either.
const stuckAfter = 1500 * time.Millisecond

// usual is what stood in the way most often.
func (a *adviser) usual() (most string) {
	for _, kind := range HelpKinds() {
		if a.kinds[kind] > a.kinds[most] {
			most = kind
		}
	}
	return most
}
