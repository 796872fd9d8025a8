package gate

import (
	"slices"
	"time"

	"vaxcheck/decode"
	"vaxcheck/decode/codes"
	"vaxcheck/verify"
)

// Scan takes what a scanner sent, or what was read from a picture that somebody
// handed over: there is an answer even if it holds no code.
func (e *Engine) Scan(read []decode.Code) {
	if len(read) == 0 {
		read = []decode.Code{codes.TypedBlank()}
	}
	e.take(read, false)
}

// Frame takes what a camera saw in one moment. A frame without a readable code changes
// nothing.
func (e *Engine) Frame(codes []decode.Code) {
	e.take(slices.DeleteFunc(slices.Clone(codes), func(c decode.Code) bool { return c.Problem != nil }), true)
}

// Looked notes that a camera has searched a frame for all the time there is: a code
// that has not been seen for a while is in view no longer. A frame with a readable code
// says as much.
func (e *Engine) Looked() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.looked = e.o.Now()
}

// Unread notes that a camera has had a code in view for a while that it cannot read. It
// is not the one whose answer is shown, which would have been read: so that answer is
// cleared, or stale if somebody holds it.
func (e *Engine) Unread() {
	e.mu.Lock()
	defer e.mu.Unlock()
	switch {
	case e.state.Phase != Answered || !e.filmed:
	case e.state.Held:
		e.stale()
	default:
		e.shown = nil // if it is that one after all it is shown again
		e.show(State{})
	}
}

func (e *Engine) take(codes []decode.Code, filmed bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	now := e.o.Now()
	if !e.ready(now) || len(codes) == 0 {
		return
	}
	if !filmed {
		e.stale() // whosever code it is
	}
	codes = certificatesFirst(codes)
	crowd := certificates(codes) > 1 || filmed && e.crowded(codes, now)
	before := e.sight(codes, filmed, now)
	if crowd {
		e.takeBack(filmed, now)
		e.several(now)
		return
	}
	for i, c := range codes {
		e.decide(c, before[i], filmed, now)
	}
}

// several shows that there is more than one certificate, for as long as they stay in
// view and a while longer. It is one state, however many frames show them.
func (e *Engine) several(now time.Time) {
	s := State{Phase: Several, Until: now.Add(e.o.Clear)}
	if e.state.Phase == Several {
		s.At = e.state.At
	}
	e.show(s)
}

// certificatesFirst leaves out other codes, such as a poster's, beside a
// certificate's, and keeps one of them where there is none.
func certificatesFirst(codes []decode.Code) []decode.Code {
	other := func(c decode.Code) bool { return c.Problem != nil || !decode.LooksLikeCertificate(c.Text) }
	if kept := slices.DeleteFunc(slices.Clone(codes), other); len(kept) > 0 {
		return kept
	}
	return codes[:1]
}

// certificates counts the certificates that codes are of, the parts of one that
// is spread over several as one.
func certificates(codes []decode.Code) int {
	count, chunks := 0, 0
	seen := map[string]bool{}
	for _, c := range codes {
		switch {
		case seen[c.Text]:
		case decode.IsChunk(c.Text):
			chunks = 1
		default:
			count++
		}
		seen[c.Text] = true
	}
	return count + chunks
}

// decide decides what becomes of a code that came alone. It is passed over if its answer
// is on the screen already, or if it is a poster behind the visitor. If its answer was
// cleared or gave way to another before anybody read it, that is shown again. Anything
// else is a new scan, and is judged.
func (e *Engine) decide(code decode.Code, before sighting, filmed bool, now time.Time) {
	id := e.hash(code)
	again, shown := before.answered, e.isShown(id)
	switch {
	case again && shown && (e.state.Phase == Answered || filmed && e.state.Phase == Idle):
		return
	case e.state.Phase == Waiting && slices.Contains(e.parts, id):
		return
	case filmed && !decode.LooksLikeCertificate(code.Text) && (again || e.others([]decode.Code{code}, false, now)):
		return // a poster behind the visitor
	case code.Problem == nil && decode.IsChunk(code.Text):
		e.part(code, now)
	case again:
		e.settle([]decode.Code{code}, before.first) // before judging, for Fail
		e.repeat(code, before, now)
	default:
		e.settle([]decode.Code{code}, time.Time{})
		e.whole(code, now)
	}
	e.filmed = filmed
}

// Fail shows and counts that a scan was not read because of a mistake of ours, a
// panic, that its judging met with. While it stays in view it is not tried again.
func (e *Engine) Fail() {
	e.mu.Lock()
	defer e.mu.Unlock()
	now := e.o.Now()
	v := e.o.Judge(decode.Parse(codes.NotRead("")), now).View(e.o.Level)
	e.tally.count(v.Verdict, now)
	e.show(State{Phase: Answered, View: v, Until: now.Add(e.o.Clear)})
}

// repeat shows an answer once more. It is still the same scan, counted once, and its
// visitor has not come twice.
func (e *Engine) repeat(code decode.Code, before sighting, now time.Time) {
	report := e.o.Judge(decode.Parse(code), now)
	if !before.first.IsZero() {
		report = report.SeenBefore(before.first)
	}
	e.answered(report.View(e.o.Level), []decode.Code{code}, now)
}

// whole answers a certificate of one code.
func (e *Engine) whole(code decode.Code, now time.Time) {
	e.restart()
	e.answer(decode.Parse(code), []decode.Code{code}, now)
}

// part takes one code of a certificate that has several, answers that if it was the
// last of them, and shows how many are missing if not.
func (e *Engine) part(code decode.Code, now time.Time) {
	if now.After(e.patient) {
		e.restart()
	}
	e.patient = now.Add(Chunks)
	if c := e.chunks.Add(code); c != nil {
		e.joined(c, code, now)
		return
	}
	e.parts = append(e.parts, e.hash(code))
	have, want := e.chunks.Progress()
	e.show(State{Phase: Waiting, Have: have, Want: want, Until: now.Add(Chunks)})
}

// joined answers a certificate of several codes. Codes of two visitors make
// none, and neither of them is a forger.
func (e *Engine) joined(c *decode.Credential, last decode.Code, now time.Time) {
	report := e.o.Judge(c, now)
	e.restart()
	if len(c.Codes) > 1 && report.Unjoined() {
		report = e.o.Judge(decode.Mixed(c), now)
		e.chunks.Add(last)
		e.parts = append(e.parts, e.hash(last))
	}
	e.conclude(report, c.Codes, now)
}

func (e *Engine) answer(c *decode.Credential, codes []decode.Code, now time.Time) {
	e.conclude(e.o.Judge(c, now), codes, now)
}

// conclude shows and counts the answer to codes. Whoever was let in is remembered.
func (e *Engine) conclude(report verify.Report, codes []decode.Code, now time.Time) {
	g := given{at: now}
	if !e.o.AllowReturn {
		report, g.ids = e.recognise(report, now)
	}
	v := report.View(e.o.Level)
	e.tally.count(v.Verdict, now)
	e.answered(v, codes, now)
	g.verdict, g.codes = v.Verdict, slices.Clone(e.shown)
	e.given = append(slices.DeleteFunc(e.given, func(old given) bool { return now.Sub(old.at) >= Flash }), g)
}

// answered shows the answer to codes.
func (e *Engine) answered(v verify.View, codes []decode.Code, now time.Time) {
	var first time.Time
	if v.SeenBefore != nil {
		first = time.Time(*v.SeenBefore)
	}
	e.settle(codes, first)
	e.show(State{Phase: Answered, View: v, Until: now.Add(e.o.Clear)})
}

// recognise says so if the person was let in before in this shift, and remembers who is
// let in for the first time.
func (e *Engine) recognise(report verify.Report, now time.Time) (_ verify.Report, remembered []verify.Identity) {
	ids := report.Identities(e.key)
	for _, id := range ids {
		if first, seen := e.seen[id]; seen {
			return report.SeenBefore(first), nil
		}
	}
	if report.Verdict() != verify.Valid || len(e.seen)+len(ids) > MaxSeen {
		return report, nil
	}
	for _, id := range ids {
		e.seen[id] = now
	}
	return report, ids
}
