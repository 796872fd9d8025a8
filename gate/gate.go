// Package gate is the door: an engine that takes scan after scan, from a scanner
// or a camera or both, and says for how long which answer is to be shown.
//
// It keeps nothing of a visitor. An answer is forgotten when it is cleared, and it
// is cleared after a while, by hand or by the next scan, so that no verdict
// outlives its visitor. What stays until the end of the shift are counts, and
// keyed hashes of who was let in; the key lives in memory alone.
//
// The engine knows no terminal, page, file or clock of its own.
package gate

import (
	"crypto/rand"
	"sync"
	"time"

	"vaxcheck/decode"
	"vaxcheck/verify"
)

// Times of the gate. Clear is what Options.Clear is unless it is set.
const (
	Clear = 8 * time.Second // how long an answer stays
	Same  = 2 * time.Second // the same code within this time of its first sighting is one scan
	Fresh = time.Minute     // how long a success that is held looks like one
	// Gone is how long after it was last seen a certificate may still be in view: a
	// camera does not read every frame. Once it has looked well it is not.
	Gone = time.Second
	// Flash is how long an answer must have stood for anybody to have acted upon it. A
	// shorter one may be taken back.
	Flash = 500 * time.Millisecond
	// Chunks is how long a certificate of several codes may take from its last
	// code on.
	Chunks = 20 * time.Second
)

// MaxSeen bounds how many identities are remembered in a shift. The oldest ones
// are kept: whoever comes after so many is not told apart any more.
const MaxSeen = 1_000_000

// Options say how a gate judges and shows.
type Options struct {
	// Judge judges a certificate at an instant.
	Judge func(*decode.Credential, time.Time) verify.Report
	// Ready tells why nothing may be judged at an instant; ok if it may.
	Ready func(time.Time) (why verify.Report, ok bool)
	Level verify.Level
	Clear time.Duration // how long an answer stays, 0 for the usual time
	// AllowReturn lets the same person come twice.
	AllowReturn bool
	Now         func() time.Time
}

// Phase is what a gate shows.
type Phase uint8

// The phases.
const (
	Idle     Phase = iota // nothing: the next visitor may come
	Waiting               // some codes of a certificate are still missing
	Several               // more than one certificate at once: none is answered
	Answered              // a verdict
	NotReady              // nothing may be judged
)

// State is what is to be shown. View is the answer at the gate's level for
// Answered and NotReady; its texts are the card's own and hostile. Have and Want
// count the codes of a certificate for Waiting.
type State struct {
	Phase      Phase
	View       verify.View
	Have, Want int
	At         time.Time // since when; holding an answer makes it no other
	Until      time.Time // when it is cleared, zero if it stays
	Held       bool      // kept by hand
	// Stale is a success that is held and that nobody may take for a fresh one any more:
	// it is old, or something was scanned since.
	Stale bool
}

// Engine is a gate in service. Any number of goroutines may use one.
type Engine struct {
	o   Options
	key []byte // of the hashes, for this shift

	mu      sync.Mutex
	chunks  decode.Assembler
	parts   []verify.Identity             // the codes in it
	patient time.Time                     // until when it waits for others
	recent  map[verify.Identity]sighting  // codes that were seen a moment ago
	shown   []verify.Identity             // the codes that were answered last
	filmed  bool                          // by a camera
	looked  time.Time                     // when a camera last looked well
	given   []given                       // answers of the last moment, which may be taken back
	seen    map[verify.Identity]time.Time // who was let in, when first
	state   State
	changed chan struct{}
	tally   Tally
}

// New opens a gate.
func New(o Options) *Engine {
	if o.Clear <= 0 {
		o.Clear = Clear
	}
	key := make([]byte, 32)
	rand.Read(key) // never fails
	e := &Engine{o: o, key: key, chunks: decode.Assembler{Restart: true},
		recent: map[verify.Identity]sighting{}, seen: map[verify.Identity]time.Time{}, changed: make(chan struct{})}
	e.ready(o.Now())
	return e
}

// restart forgets codes of a certificate that is not whole.
func (e *Engine) restart() {
	e.chunks, e.parts = decode.Assembler{Restart: true}, nil
}

// State returns what is to be shown now, and a channel that is closed when that
// changes. What is timed changes only by Tick.
func (e *Engine) State() (State, <-chan struct{}) {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.state, e.changed
}

// Tally returns the counts of the shift so far.
func (e *Engine) Tally() Tally {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.tally.clone()
}

// Clear forgets what is shown, and codes that wait for others.
func (e *Engine) Clear() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.clear()
}

// ClearOld clears what was shown at a time, for whoever saw it then. What has come
// since is somebody else's answer, and stays.
func (e *Engine) ClearOld(at time.Time) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if !e.state.At.After(at) {
		e.clear()
	}
}

func (e *Engine) clear() {
	if e.state.Phase == Waiting {
		e.settle(e.chunks.Pending(), time.Time{}) // those in view are no new scans
	}
	e.restart()
	if e.state.Phase != NotReady {
		e.show(State{})
	}
}

// Hold keeps the answer that is shown until it is cleared by hand or by the next
// scan, or lets it go again; at once if it is stale.
func (e *Engine) Hold() {
	e.mu.Lock()
	defer e.mu.Unlock()
	s, now := e.state, e.o.Now()
	switch {
	case s.Phase != Answered:
		return
	case s.Stale:
		e.clear()
		return
	case s.Held:
		s.Held, s.Until = false, now.Add(e.o.Clear)
	default:
		s.Held, s.Until = true, time.Time{}
	}
	e.show(s)
	e.age(now)
}

// age makes a success that is held stale once it is old, however often it was let go and
// held again.
func (e *Engine) age(now time.Time) {
	if now.Sub(e.state.At) >= Fresh {
		e.stale()
	}
}

// stale takes the look of a success from an answer that is held.
func (e *Engine) stale() {
	if s := e.state; s.Held && !s.Stale && s.View.Verdict == verify.Valid {
		s.Stale = true
		e.show(s)
	}
}

// Tick clears what has been shown long enough. It is to be called a few times a
// second.
func (e *Engine) Tick() {
	e.mu.Lock()
	defer e.mu.Unlock()
	now := e.o.Now()
	if e.state.Phase != Waiting && now.After(e.patient) {
		e.restart() // what a conflict left
	}
	if !e.ready(now) {
		return
	}
	e.age(now)
	if e.state.Until.IsZero() || now.Before(e.state.Until) {
		return
	}
	if e.state.Phase != Waiting {
		e.show(State{})
		return
	}
	for _, c := range e.chunks.Rest() {
		e.answer(c, c.Codes, now)
	}
}

// ready tells whether anything may be judged, and shows why not.
func (e *Engine) ready(now time.Time) bool {
	why, ok := e.o.Ready(now)
	switch {
	case !ok && e.state.Phase != NotReady:
		e.show(State{Phase: NotReady, View: why.View(e.o.Level)})
	case ok && e.state.Phase == NotReady:
		e.show(State{})
	}
	return ok
}

// show puts a state in the place of the one before, of which nothing stays.
func (e *Engine) show(s State) {
	if s.At.IsZero() {
		s.At = e.o.Now()
	}
	e.state = s
	close(e.changed)
	e.changed = make(chan struct{})
}
