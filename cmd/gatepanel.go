package cmd

import (
	"cmp"
	"fmt"
	"io"
	"runtime"
	"strconv"
	"strings"
	"time"

	"vaxcheck/gate"
	"vaxcheck/gate/screen"
	"vaxcheck/verify"
)

// panelShowing draws the gate over the whole terminal.
type panelShowing struct{ screen *screen.Screen }

func (p *panelShowing) begin() error { return p.screen.Enter() }
func (p *panelShowing) end() error   { return p.screen.Leave() }
func (p *panelShowing) bell() error  { return p.screen.Bell() }
func (p *panelShowing) redraw()      { p.screen.Redraw() }

func (p *panelShowing) show(d *door, s gate.State) error {
	columns, rows := d.app.env.Size()
	return p.screen.Show(d.panel(s).Draw(columns, rows))
}

// depth is how many colours the terminal has, as far as it says so.
func (d *door) depth() screen.Depth {
	get := d.app.env.Getenv
	switch name := get("TERM"); {
	case !d.s.color:
		return screen.NoColour
	case get("COLORTERM") == "truecolor", get("COLORTERM") == "24bit", strings.HasSuffix(name, "-direct"), runtime.GOOS == "windows":
		return screen.TrueColour
	case strings.Contains(name, "256color"):
		return screen.Colours256
	}
	return screen.Colours16
}

// panel puts a state into words.
func (d *door) panel(s gate.State) screen.Panel {
	w := d.s.words
	now := d.app.env.Now()
	p := screen.Panel{
		Title: w.Gate.Title, Clock: now.Format("15:04:05"),
		Loud:   []string{d.asOf(), d.unplugged()},
		Counts: d.counts(), Status: d.status(now), Keys: w.Gate.Keys, More: w.Gate.More,
	}
	if now.Before(d.leaving) {
		p.Loud = append(p.Loud, w.Gate.Leaving)
	}
	switch s.Kind {
	case gate.Answered, gate.NotReady:
		p.Verdict, p.Reason, p.Next = verdictOf(s), d.reason(s.View), d.next(s)
		p.Word = cmp.Or(w.Verdicts[p.Verdict], noVerdict)
		p.Details = d.details(s.View)
	case gate.Waiting:
		p.Say, p.Have, p.Want = w.Gate.Waiting(s.Have, s.Want), s.Have, s.Want
	case gate.Several:
		p.Say = w.Gate.Several
	default:
		p.Say = w.Gate.Ready
	}
	if s.Held {
		p.Loud = append(p.Loud, w.Gate.Held)
	}
	if d.away && s.Kind == gate.Idle {
		p.Say = w.Gate.Away
	}
	return p
}

// verdictOf is the verdict of a state that has one. Nothing is judged while the gate
// is not ready, whatever the reason would lead to elsewhere.
func verdictOf(s gate.State) verify.Verdict {
	if s.Kind == gate.NotReady {
		return verify.NotReady
	}
	return s.View.Verdict
}

// reason says the gravest reason in a line. What an unreadable code is instead says
// more than that it is none.
func (d *door) reason(v verify.View) string {
	if len(v.Reasons) == 0 {
		return ""
	}
	p, first := newPage(d.s), v.Reasons[0]
	text := p.w.ReasonText(first.Code)
	for _, detail := range first.Details {
		kind, known := p.w.Kinds[detail]
		switch {
		case known:
			return p.w.ThisIs(kind)
		case p.w.Whys[detail] != "", p.w.Details[detail] != "":
			return d.sentence(text) + strings.TrimSpace(p.detail(detail))
		}
	}
	if v.SeenBefore != nil && first.Code == verify.ReasonSeenBefore {
		text = d.sentence(text) + p.w.Gate.First(time.Time(*v.SeenBefore).In(p.zone()).Format("15:04"))
	}
	return text
}

// next is the next step, shorter than elsewhere where all is well.
func (d *door) next(s gate.State) string {
	v := s.View
	switch {
	case len(v.Reasons) > 0:
		return newPage(d.s).nextStep(v)
	case v.Content != nil:
		return d.s.words.Gate.Compare
	}
	return d.s.words.Gate.NotWhose
}

// details are what the level shows besides, the person first: that is what staff
// compares.
func (d *door) details(v verify.View) []string {
	inside := *d.s
	inside.terminal, inside.color = false, false // lines for the panel, which has colours of its own
	p := newPage(&inside)
	for _, r := range v.Reasons[min(1, len(v.Reasons)):] {
		p.line(indentSection, p.w.ReasonText(r.Code))
	}
	p.content(v)
	p.code(answer{}, v)
	var lines []string
	for line := range strings.Lines(p.String()) {
		lines = append(lines, strings.TrimPrefix(strings.TrimSuffix(line, "\n"), "  "))
	}
	return lines
}

// asOf says loudly that it is not judged as of now.
func (d *door) asOf() string {
	if !d.s.at.Stated {
		return ""
	}
	return d.s.words.AsOf(d.s.at.Time.Format(time.RFC3339))
}

// counts are those of the shift.
func (d *door) counts() string {
	tally := d.engine.Tally()
	var counts []string
	for _, v := range verify.Verdicts() {
		if n := tally.Of(v); n > 0 {
			counts = append(counts, strconv.Itoa(n)+" "+d.s.words.Verdicts[v])
		}
	}
	return cmp.Or(newPage(d.s).list(counts...), d.s.words.Gate.None)
}

// status is how the gate is set: level and policy, the trust set and its age, sound.
func (d *door) status(now time.Time) string {
	w := d.s.words
	trust := w.Labels.NoTrustSet
	if set := d.set.Load(); set != nil {
		info := set.Info()
		trust = newPage(d.s).trust(verify.TrustOf(info, now))
	}
	return newPage(d.s).list(w.Gate.Level(d.s.level.String(), safeText(d.s.policy.Name)), w.Labels.TrustSet+" "+trust, w.Gate.SoundIs[d.flags.sound])
}

// plainShowing writes a line for each answer: verdict, reason and name, in the order
// in which they matter to who hears them.
type plainShowing struct {
	out     io.Writer
	eol     string    // ends a line
	begun   bool      // something was said
	at      time.Time // of the state that was said last
	leaving time.Time
	trouble string
}

func (p *plainShowing) begin() error { return nil }
func (p *plainShowing) end() error   { return nil }
func (p *plainShowing) redraw()      { p.begun = false }
func (p *plainShowing) bell() error  { _, err := io.WriteString(p.out, "\a"); return err }

// show says what has changed, each thing once. That the gate is ready again goes
// without saying.
func (p *plainShowing) show(d *door, s gate.State) error {
	var lines []string
	if p.leaving != d.leaving && !d.leaving.IsZero() {
		lines = append(lines, d.s.words.Gate.Leaving)
	}
	if trouble := d.unplugged(); trouble != p.trouble {
		if p.trouble = trouble; trouble != "" {
			lines = append(lines, trouble)
		}
	}
	if !p.begun || s.Kind != gate.Idle && !s.At.Equal(p.at) {
		lines = append(lines, d.spoken(s))
	}
	p.begun, p.at, p.leaving = true, s.At, d.leaving
	for _, line := range lines {
		if _, err := fmt.Fprint(p.out, line, p.eol); err != nil {
			return err
		}
	}
	return nil
}

// spoken is a state in one line.
func (d *door) spoken(s gate.State) string {
	panel := d.panel(s)
	if panel.Word == "" {
		return panel.Say
	}
	return d.spokenAnswer(panel, s.View)
}

// unplugged says that the scanner at the port is not connected, "" if it is.
func (d *door) unplugged() string {
	if d.port.trouble == nil {
		return ""
	}
	return d.s.words.Gate.Unplugged(safeText(d.port.name), safeText(d.port.trouble.Error()))
}

func (d *door) spokenAnswer(panel screen.Panel, v verify.View) string {
	var names []string
	if v.Content != nil {
		for _, person := range people(*v.Content) {
			for _, n := range sortedNames(person.Names)[:min(1, len(person.Names))] {
				names = append(names, composeName(n))
			}
		}
	}
	text := panel.Word
	for _, more := range []string{panel.Reason, strings.Join(names, d.s.words.Comma)} {
		if more != "" {
			text = d.sentence(text) + more
		}
	}
	return strings.TrimSpace(d.sentence(text))
}

// sentence ends a sentence so that another may follow.
func (d *door) sentence(text string) string {
	stop := d.s.words.Gate.Stop
	return strings.TrimSuffix(text, strings.TrimSpace(stop)) + stop
}
