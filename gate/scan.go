package gate

import (
	"crypto/hmac"
	"crypto/sha256"
	"slices"
	"time"

	"vaxcheck/decode"
	"vaxcheck/verify"
)

// Scan takes what a scanner sent, or what was read from a picture that somebody
// handed over: there is an answer even if it holds no code.
func (e *Engine) Scan(codes []decode.Code) { e.take(codes, true) }

// Frame takes what a camera saw in one moment. A frame without a readable code
// is none of anybody's business.
func (e *Engine) Frame(codes []decode.Code) { e.take(codes, false) }

func (e *Engine) take(codes []decode.Code, all bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	now := e.o.Now()
	if !all {
		codes = slices.DeleteFunc(slices.Clone(codes), func(c decode.Code) bool { return c.Problem != nil })
	}
	if !e.ready(now) || len(codes) == 0 {
		return
	}
	codes = certificatesFirst(codes)
	if certificates(codes) > 1 {
		e.several(now)
		return
	}
	switch fresh := e.fresh(codes, now); {
	case len(fresh) > 0:
		e.join(fresh, now)
	case all && e.state.Kind == Idle:
		e.again(codes, now)
	}
}

// several says that there is more than one certificate, for as long as they stay in
// view and a while longer. It is one state, however many frames show them.
func (e *Engine) several(now time.Time) {
	s := State{Kind: Several, Until: now.Add(e.o.Clear)}
	if e.state.Kind == Several {
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

// fresh leaves out codes that were seen a moment ago. A code that stays in view
// is one scan however long it does.
func (e *Engine) fresh(codes []decode.Code, now time.Time) []decode.Code {
	for id, s := range e.recent {
		if now.Sub(s.last) >= Same {
			delete(e.recent, id)
		}
	}
	return slices.DeleteFunc(slices.Clone(codes), func(c decode.Code) bool {
		if c.Problem != nil {
			return false
		}
		id := e.hash(c.Text)
		s, known := e.recent[id]
		e.recent[id] = sighting{now, s.first}
		return known
	})
}

// again shows an answer once more that somebody cleared before they had read it: a
// scanner was told to send its code again. It is still one scan, counted once, and
// its visitor has not come twice.
func (e *Engine) again(codes []decode.Code, now time.Time) {
	for _, code := range codes {
		if decode.IsChunk(code.Text) {
			e.join([]decode.Code{code}, now)
			continue
		}
		report := e.o.Judge(decode.Parse(code), now)
		if first := e.recent[e.hash(code.Text)].first; !first.IsZero() {
			report = report.SeenBefore(first)
		}
		e.answered(report.View(e.o.Level), now)
	}
}

func (e *Engine) hash(text string) verify.Identity {
	mac := hmac.New(sha256.New, e.key)
	mac.Write([]byte(text))
	return verify.Identity(mac.Sum(nil))
}

// join answers codes that are whole certificates, and shows how many of the
// others are still missing.
func (e *Engine) join(codes []decode.Code, now time.Time) {
	for _, code := range codes {
		if code.Problem != nil || !decode.IsChunk(code.Text) {
			e.chunks = decode.Assembler{Restart: true}
			e.whole(code, now)
			continue
		}
		if c := e.chunks.Add(code); c != nil {
			e.joined(c, code, now)
			continue
		}
		have, want := e.chunks.Progress()
		e.show(State{Kind: Waiting, Have: have, Want: want, Until: now.Add(Chunks)})
	}
}

// joined answers a certificate of several codes. Codes of two visitors make
// none, and neither of them is a forger.
func (e *Engine) joined(c *decode.Credential, last decode.Code, now time.Time) {
	report := e.o.Judge(c, now)
	if len(c.Codes) > 1 && report.Unjoined() {
		report = e.o.Judge(decode.Mixed(c), now)
		e.chunks.Add(last)
	}
	e.conclude(report, now)
}

// whole answers a certificate of one code.
func (e *Engine) whole(code decode.Code, now time.Time) {
	v := e.answer(decode.Parse(code), now)
	if id := e.hash(code.Text); v.SeenBefore != nil && code.Problem == nil {
		e.recent[id] = sighting{now, time.Time(*v.SeenBefore)}
	}
}

func (e *Engine) answer(c *decode.Credential, now time.Time) verify.View {
	return e.conclude(e.o.Judge(c, now), now)
}

// conclude shows and counts an answer. Whoever was let in is remembered.
func (e *Engine) conclude(report verify.Report, now time.Time) verify.View {
	if !e.o.AllowReturn {
		report = e.recognise(report, now)
	}
	v := report.View(e.o.Level)
	e.tally.count(v.Verdict, now)
	e.answered(v, now)
	return v
}

func (e *Engine) answered(v verify.View, now time.Time) {
	e.show(State{Kind: Answered, View: v, Until: now.Add(e.o.Clear)})
}

// recognise says so if the person was let in before in this shift.
func (e *Engine) recognise(report verify.Report, now time.Time) verify.Report {
	ids := report.Identities(e.key)
	for _, id := range ids {
		if first, seen := e.seen[id]; seen {
			report = report.SeenBefore(first)
			break
		}
	}
	if report.Verdict() == verify.Valid && len(e.seen)+len(ids) <= MaxSeen {
		for _, id := range ids {
			e.seen[id] = now
		}
	}
	return report
}
