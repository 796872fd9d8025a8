package camera

import (
	"encoding/json"
	"net/http"
	"time"

	"vaxcheck/gate"
	"vaxcheck/verify"
)

// beat is how often the page is told the time, and so that the program lives.
const beat = time.Second

// event is one line of what the page is told. Lines are JSON objects.
type event struct {
	Greeting *greeting `json:"greeting,omitempty"` // in the first line
	Taken    bool      `json:"taken,omitempty"`    // another page shows the gate now; the last line
	State    *state    `json:"state,omitempty"`    // nil if it is as it was
	Now      int64     `json:"now"`                // milliseconds since 1970
	Zone     int       `json:"zone"`               // seconds east of Greenwich
	Tally    []count   `json:"tally"`
	// Status are the lines on what the gate judges with, by language.
	Status map[string]string `json:"status"`
}

// greeting is what a page is told first. It must believe nothing before the proof.
type greeting struct {
	Proof  string `json:"proof"`  // of knowing the key: see Server.proof
	Name   string `json:"page"`   // the page's name
	Ticket string `json:"ticket"` // lets it in again when it is reloaded
}

// state is what is to be shown, in all languages: nobody waits for a switch.
type state struct {
	Phase  string           `json:"kind"`
	Look   string           `json:"look"`  // a verdict, "" for no colour
	Place  string           `json:"place"` // of the word in its field
	Left   int64            `json:"left"`  // milliseconds until it is cleared, -1 if it stays
	Held   bool             `json:"held"`
	Stale  bool             `json:"stale"` // a success that is none of whoever is here now
	At     int64            `json:"at"`    // since when, in milliseconds: tells one answer from the next
	Panels map[string]Panel `json:"panels"`
}

type count struct {
	Verdict verify.Verdict `json:"verdict"`
	Number  int            `json:"number"`
}

var phaseNames = map[gate.Phase]string{
	gate.Idle: "idle", gate.Waiting: "waiting", gate.Several: "several", gate.Answered: "answered",
	gate.NotReady: "not_ready",
}

// events tells a page what to show as long as it listens and no other comes.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	control := http.NewResponseController(w)
	if control.SetReadDeadline(time.Time{}) != nil { // the limit is for requests that end
		refuse(w, http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/x-ndjson")
	seat := s.desk.sit()
	defer s.desk.leave(seat.page)
	if seat.taken && s.o.Taken != nil {
		s.o.Taken()
	}
	tell := func(e event) bool { return json.NewEncoder(w).Encode(e) == nil && control.Flush() == nil }
	pulse := time.NewTicker(beat)
	defer pulse.Stop()
	shown, changed := s.o.Engine.State()
	e := s.event(&shown)
	for e.Greeting = s.greet(r, seat); tell(e); {
		select {
		case <-r.Context().Done():
			return
		case <-seat.gone:
			tell(event{Taken: true})
			return
		case <-changed:
			shown, changed = s.o.Engine.State()
			e = s.event(&shown)
		case <-pulse.C:
			e = s.event(nil)
		}
	}
}

func (s *Server) greet(r *http.Request, of seat) *greeting {
	return &greeting{Proof: s.proof(theGate, r.Header.Get(headerNonce)), Name: of.page, Ticket: of.ticket}
}

// event is what a page is told now; nothing of the state if it is nil.
func (s *Server) event(shown *gate.State) event {
	now := s.o.Now()
	_, zone := now.Zone()
	e := event{Now: now.UnixMilli(), Zone: zone, Tally: s.tally(), Status: map[string]string{}}
	for _, l := range s.o.Languages {
		e.Status[l.Tag] = l.Status(now)
	}
	if shown != nil {
		e.State = s.state(*shown, now)
	}
	return e
}

func (s *Server) tally() (counts []count) {
	tally := s.o.Engine.Tally()
	for _, v := range verify.Verdicts() {
		counts = append(counts, count{v, tally.Of(v)})
	}
	return counts
}

func (s *Server) state(shown gate.State, now time.Time) *state {
	out := &state{
		Phase: phaseNames[shown.Phase], Look: string(verdictOf(shown)), Held: shown.Held, Stale: shown.Stale,
		At: shown.At.UnixMilli(), Left: -1, Panels: map[string]Panel{},
	}
	out.Place = gate.Middle.String()
	if out.Look != "" {
		out.Place = gate.LookOf(verdictOf(shown)).Place.String()
	}
	if !shown.Until.IsZero() {
		out.Left = max(0, shown.Until.Sub(now).Milliseconds())
	}
	for _, l := range s.o.Languages {
		out.Panels[l.Tag] = l.Panel(shown)
	}
	return out
}

// verdictOf returns the verdict whose look a state has. More than one certificate at
// once is as good as none read.
func verdictOf(shown gate.State) verify.Verdict {
	switch {
	case shown.Stale:
		return ""
	case shown.Phase == gate.Answered, shown.Phase == gate.NotReady:
		if shown.View.Verdict == "" {
			return verify.Invalid // a fault of ours lets nobody in
		}
		return shown.View.Verdict
	case shown.Phase == gate.Several:
		return verify.Unreadable
	}
	return ""
}
