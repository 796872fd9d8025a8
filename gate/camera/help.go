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
	signs       int            // of one that cannot be, since unreadFor after that
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
		*a = adviser{since: now, kinds: map[string]int{}, read: a.read, signs: a.signs}
	}
	switch {
	case read:
		a.read, a.signs = now, 0
	case now.Sub(a.read) >= unreadFor:
		a.signs += signs[kind]
	}
	if kind != "" && !read {
		a.kinds[kind]++
		a.last = now
	}
	if now.Sub(a.since) < helpAfter {
		return ""
	}
	return a.usual()
}

// signs weighs the kinds of trouble as signs that a code is in view. Noisy and small
// are none: the grain of an empty picture looks so, too.
var signs = map[string]int{"finder_hidden": 1, "cut_off": 1, "blurred": 2, "glare": 2, "damaged": 2, "bad_content": 2}

// unreadFor is how long no code has been read when another visitor's may be in view: one
// that is being put away cannot be read for a moment, either.
const unreadFor = 1500 * time.Millisecond

// stuck tells whether a code is in view that cannot be read, a while after one was.
func (a *adviser) stuck() bool { return a.signs >= 2 }

// usual returns the trouble that was met most often.
func (a *adviser) usual() (most string) {
	for _, kind := range HelpKinds() {
		if a.kinds[kind] > a.kinds[most] {
			most = kind
		}
	}
	return most
}
