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
		*a = adviser{since: now, kinds: map[string]int{}}
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

// strange are the kinds that only a code has which is in view as a whole, or nearly.
var strange = []string{"cut_off", "blurred", "glare", "noisy", "damaged", "bad_content"}

// Bounds of stuck: one that is being put away is blurred for a moment too.
const (
	stuckAfter = 1500 * time.Millisecond
	stuckTimes = 2
)

// stuck tells whether a code has been in view for a while that cannot be read.
func (a *adviser) stuck(now time.Time) bool {
	times := 0
	for _, kind := range strange {
		times += a.kinds[kind]
	}
	return times >= stuckTimes && now.Sub(a.since) >= stuckAfter
}

// usual is what stood in the way most often.
func (a *adviser) usual() (most string) {
	for _, kind := range HelpKinds() {
		if a.kinds[kind] > a.kinds[most] {
			most = kind
		}
	}
	return most
}
