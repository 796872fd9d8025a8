package gate

import (
	"crypto/hmac"
	"crypto/sha256"
	"slices"
	"time"

	"vaxcheck/decode"
	"vaxcheck/verify"
)

// sighting is what is known of a code that was seen a moment ago: since when, last
// when, and whether it was answered. The zero sighting is that of a code that was not
// seen.
type sighting struct {
	since    time.Time // when it was seen first
	last     time.Time
	filmed   time.Time // when a camera saw it last
	first    time.Time // when its visitor had come first, if the answer was that
	chunk    bool      // one of several codes of a certificate
	other    bool      // no certificate's, such as a poster's
	answered bool
}

// inView tells whether a code that a camera saw may be before it still. One that is held
// badly is read only when the camera looks well; a poster behind the visitors seldom.
func (s sighting) inView(looked, now time.Time) bool {
	return now.Sub(s.filmed) < Same && (s.other || looked.Sub(s.filmed) < Gone)
}

// once tells whether a code that is seen now is the same scan as before: for a while
// from its first sighting on, lest a queue pass on one code that each shows soon enough.
// One that stays before a camera is one scan however long it does.
func (s sighting) once(filmed bool, looked, now time.Time) bool {
	return now.Sub(s.since) < Same || filmed && s.inView(looked, now)
}

// sight notes that codes are seen, and returns what was known of them before, if they are
// the same scan still.
func (e *Engine) sight(codes []decode.Code, filmed bool, now time.Time) (before []sighting) {
	for id, s := range e.recent {
		if now.Sub(s.last) >= Same {
			delete(e.recent, id)
		}
	}
	for _, c := range codes {
		id := e.hash(c)
		s := e.recent[id]
		if !s.once(filmed, e.looked, now) {
			s = sighting{since: now}
		}
		before = append(before, s)
		s.last, s.chunk, s.other = now, decode.IsChunk(c.Text), !decode.LooksLikeCertificate(c.Text)
		if filmed {
			s.filmed = now
		}
		if c.Problem == nil {
			e.recent[id] = s
		}
	}
	if filmed {
		e.looked = now
	}
	return before
}

// crowded tells whether frames show two certificates by turns, one of which comes back
// while the other has hardly gone. Which of them a visitor means is not known.
func (e *Engine) crowded(codes []decode.Code, now time.Time) bool {
	back := e.state.Phase == Several
	chunk := false
	for _, c := range codes {
		id := e.hash(c)
		s, known := e.recent[id]
		chunk = chunk || decode.IsChunk(c.Text)
		back = back || known && now.Sub(s.last) < Same && !e.isShown(id)
	}
	return back && decode.LooksLikeCertificate(codes[0].Text) && e.others(codes, chunk, now)
}

// others tells whether a certificate was seen just now beside codes of one, of which the
// codes may be parts.
func (e *Engine) others(codes []decode.Code, parts bool, now time.Time) bool {
	own := map[verify.Identity]bool{}
	for _, c := range codes {
		own[e.hash(c)] = true
	}
	for id, s := range e.recent {
		if !own[id] && !s.other && !(parts && s.chunk) && now.Sub(s.last) < Gone {
			return true
		}
	}
	return false
}

// given is an answer that was given a moment ago: who was let in by it, and its codes.
type given struct {
	at      time.Time
	verdict verify.Verdict
	ids     []verify.Identity
	codes   []verify.Identity
}

// takeBack undoes the answers of the last moment when a camera turns out to see several
// certificates: nobody had the time to read them, and each visitor is to come again.
func (e *Engine) takeBack(filmed bool, now time.Time) {
	for _, g := range e.given {
		if !filmed || now.Sub(g.at) >= Flash {
			continue
		}
		e.tally.uncount(g.verdict, g.at)
		for _, id := range g.ids {
			delete(e.seen, id)
		}
		for _, id := range g.codes {
			if s, known := e.recent[id]; known {
				s.answered = false
				e.recent[id] = s
			}
		}
	}
	e.given = nil
}

// isShown tells whether a code is one of those that were answered last.
func (e *Engine) isShown(id verify.Identity) bool { return slices.Contains(e.shown, id) }

// settle notes that codes have their answer.
func (e *Engine) settle(codes []decode.Code, first time.Time) {
	e.shown = e.shown[:0]
	for _, c := range codes {
		id := e.hash(c)
		e.shown = append(e.shown, id)
		if s, known := e.recent[id]; known {
			s.answered, s.first = true, first
			e.recent[id] = s
		}
	}
}

// hash returns what stands for a code in memory, as its text is a visitor's. All that
// could not be read have the same.
func (e *Engine) hash(c decode.Code) verify.Identity {
	if c.Problem != nil {
		return verify.Identity{}
	}
	mac := hmac.New(sha256.New, e.key)
	mac.Write([]byte(c.Text))
	return verify.Identity(mac.Sum(nil))
}
