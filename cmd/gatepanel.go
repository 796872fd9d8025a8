package cmd

import (
	"cmp"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"vaxcheck/gate"
	"vaxcheck/gate/screen"
	"vaxcheck/gate/serial"
	"vaxcheck/trust"
	"vaxcheck/verify"
)

// panelShowing draws the gate over the whole terminal.
type panelShowing struct{ screen *screen.Screen }

func (p *panelShowing) begin() error { return p.screen.Enter() }
func (p *panelShowing) end() error   { return p.screen.Leave() }
func (p *panelShowing) bell() error  { return p.screen.Bell() }
func (p *panelShowing) redraw()      { p.screen.Redraw() }

func (p *panelShowing) show(d *door, s gate.State) error {
	columns, rows := d.console.env.Size()
	panel := d.panel(s)
	panel.From = d.scroll
	grid := panel.Draw(columns, rows)
	d.scroll = grid.From
	return p.screen.Show(grid)
}

// depth is how many colours the terminal has, as far as it says so.
func (d *door) depth() screen.Depth {
	get := d.console.env.Getenv
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
	w, say := d.s.words, speech{d.s}
	now := d.console.env.Now()
	p := screen.Panel{
		Title: gateIn(w).Title(), Clock: now.Format("15:04:05"),
		Loud:   []string{say.asOf(), say.unplugged(&d.port), d.unopened(), d.pageTaken()},
		Counts: d.counts(), Status: d.status(now), Keys: gateIn(w).Keys(d.nextLanguage().Name()), More: gateIn(w).More,
	}
	if d.flags.camera {
		p.Keys = gateIn(w).PageKeys(d.nextLanguage().Name())
	}
	p.Loud = append(p.Loud, d.unended(say))
	if now.Before(d.leaving) {
		p.Loud = append(p.Loud, gateIn(w).Leaving())
	}
	switch {
	case s.Stale:
		p.Say, p.Details = say.stale(s), panelLines(say.details(s.View))
	case s.Kind == gate.Answered, s.Kind == gate.NotReady:
		p.Verdict, p.Reason, p.Next = verdictOf(s), say.reason(s), say.next(s)
		p.Word = cmp.Or(w.Verdicts().Of(string(p.Verdict)), noVerdict)
		p.Details = panelLines(say.details(s.View))
	case s.Kind == gate.Waiting:
		p.Say, p.Have, p.Want = gateIn(w).Waiting(s.Have, s.Want), s.Have, s.Want
	case s.Kind == gate.Several:
		p.Say = gateIn(w).Several()
	default:
		p.Say = gateIn(w).Ready()
	}
	if s.Held {
		p.Loud = append(p.Loud, gateIn(w).Held())
	}
	if d.away && s.Kind == gate.Idle {
		p.Say = gateIn(w).Away()
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

// noEndFor is how long it is said that a scanner sends no end.
const noEndFor = 30 * time.Second

// unended says, once in a shift, that a scanner sends no end behind its codes, "" otherwise.
func (d *door) unended(say speech) string {
	at := d.noEnd.Load()
	if at == nil || d.console.env.Now().Sub(*at) >= noEndFor {
		return ""
	}
	return gateIn(say.words).NoEnd()
}

// speech is what the gate says of answers, in the language of its settings.
type speech struct{ *settings }

// reason says the gravest reason in a line. What an unreadable code is instead says
// more than that it is none.
func (t speech) reason(s gate.State) string {
	v := s.View
	if len(v.Reasons) == 0 {
		return ""
	}
	p, first := newPage(t.settings), v.Reasons[0]
	text := p.w.ReasonText(first.Code)
	for _, detail := range first.Details {
		kind, known := p.w.Kinds().Lookup(detail)
		switch {
		case known:
			return p.w.ThisIs(kind)
		case p.w.Whys().Of(detail) != "", p.w.Details().Of(detail) != "":
			return t.sentence(text) + strings.TrimSpace(p.detail(detail))
		}
	}
	if v.SeenBefore != nil && first.Code == verify.ReasonSeenBefore {
		text = t.sentence(text) + t.first(time.Time(*v.SeenBefore), s.At)
	}
	return text
}

// stale says of a success that is held that it is none any more.
func (t speech) stale(s gate.State) string {
	return gateIn(t.words).Stale(t.words.Verdicts().Of(string(verdictOf(s))), s.At.In(newPage(t.settings).zone()).Format("15:04"))
}

// justNow is how long ago a first time is said to have been: who reads an answer once more
// sees by it that they have scanned the same code twice.
const justNow = 3 * time.Minute

// first says when somebody came first.
func (t speech) first(first, at time.Time) string {
	if ago := at.Sub(first); ago < justNow {
		return gateIn(t.words).FirstAgo(int(ago / time.Second))
	}
	return gateIn(t.words).First(first.In(newPage(t.settings).zone()).Format("15:04"))
}

// next is the next step, shorter than elsewhere where all is well.
func (t speech) next(s gate.State) string {
	v := s.View
	switch {
	case len(v.Reasons) > 0:
		first := v.Reasons[0]
		known := func(detail string) bool { return t.words.KindNext().Of(detail) != "" }
		if next := gateIn(t.words).NextStep().Of(string(first.Code)); next != "" && !slices.ContainsFunc(first.Details, known) {
			return next
		}
		return newPage(t.settings).nextStep(v)
	case v.Content != nil:
		return gateIn(t.words).Compare()
	}
	return gateIn(t.words).NotWhose()
}

// details are what the level shows besides, the person first: that is what staff
// compares.
func (t speech) details(v verify.View) []line {
	inside := *t.settings
	inside.terminal, inside.color = false, false // lines for the panel, which has colours of its own
	p := newPage(&inside)
	for _, r := range v.Reasons[min(1, len(v.Reasons)):] {
		p.heading(p.w.ReasonText(r.Code))
	}
	p.content(v)
	p.code(answer{}, v)
	return p.lines
}

// panelLines draws lines for the panel, which indents no heading.
func panelLines(lines []line) []string {
	var drawn []string
	for _, l := range lines {
		l.indent -= indentSection
		drawn = append(drawn, l.String())
	}
	return drawn
}

// asOf says loudly that it is not judged as of now.
func (t speech) asOf() string {
	if !t.at.Stated {
		return ""
	}
	return t.words.AsOf(t.at.Time.Format(time.RFC3339))
}

// counts are those of the shift.
func (d *door) counts() string {
	tally := d.engine.Tally()
	var counts []string
	for _, v := range verify.Verdicts() {
		if n := tally.Of(v); n > 0 {
			counts = append(counts, strconv.Itoa(n)+" "+d.s.words.Verdicts().Of(string(v)))
		}
	}
	return cmp.Or(newPage(d.s).list(counts...), gateIn(d.s.words).None())
}

// status is how the gate is set: level and policy, the trust set and its age, sound.
func (d *door) status(now time.Time) string {
	return newPage(d.s).list(speech{d.s}.status(d.set.Load(), now), gateIn(d.s.words).SoundIs().Of(d.flags.sound))
}

func (t speech) status(set *trust.Set, now time.Time) string {
	p := newPage(t.settings)
	age := p.w.Labels.NoTrustSet()
	if set != nil {
		age = p.trustBrief(verify.TrustOf(set, now))
	}
	return p.list(gateIn(p.w).Level(t.level.String(), safeText(t.policy.Name)), p.w.Labels.TrustSet()+" "+age)
}

// plainShowing writes a line for each answer: verdict, reason and name, in the order
// in which they matter to who hears them.
type plainShowing struct {
	out     io.Writer
	eol     string    // ends a line
	begun   bool      // something was said
	at      time.Time // of the state that was said last
	leaving time.Time
	stale   bool
	// As they were said last: the scanner's trouble, and the page's.
	trouble, missing, taken, noEnd string
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
		lines = append(lines, gateIn(d.s.words).Leaving())
	}
	for _, line := range []string{
		news(&p.trouble, speech{d.s}.unplugged(&d.port)), news(&p.missing, d.unopened()), news(&p.taken, d.pageTaken()),
		news(&p.noEnd, d.unended(speech{d.s})),
	} {
		if line != "" {
			lines = append(lines, line)
		}
	}
	if !p.begun || s.Kind != gate.Idle && !s.At.Equal(p.at) || s.Stale && !p.stale {
		lines = append(lines, d.spoken(s))
	}
	p.begun, p.at, p.leaving, p.stale = true, s.At, d.leaving, s.Stale
	for _, line := range lines {
		if _, err := fmt.Fprint(p.out, line, p.eol); err != nil {
			return err
		}
	}
	return nil
}

// spoken is a state in one line. That it is not judged as of now is said each time:
// whoever hears an answer may not have heard what was said at the start.
func (d *door) spoken(s gate.State) string {
	panel, say := d.panel(s), speech{d.s}
	text := panel.Say
	if panel.Word != "" {
		text = say.answer(panel, s.View)
	}
	if as := say.asOf(); as != "" {
		return text + " " + as
	}
	return text
}

// unplugged says that the scanner at the port is not connected, "" if it is.
func (t speech) unplugged(p *portWay) string {
	trouble := p.trouble.Load()
	if trouble == nil {
		return ""
	}
	cause := cmp.Or(gateIn(t.words).Trouble().Of(serial.TroubleOf(*trouble).String()), (*trouble).Error())
	return gateIn(t.words).Unplugged(safeText(p.name), safeText(cause))
}

// answer is an answer in one line.
func (t speech) answer(panel screen.Panel, v verify.View) string {
	text := panel.Word
	for _, more := range []string{panel.Reason, t.names(v)} {
		if more != "" {
			text = t.sentence(text) + more
		}
	}
	return strings.TrimSpace(t.sentence(text))
}

// names are those of the card's people, in one form each.
func (t speech) names(v verify.View) string {
	var names []string
	if v.Content != nil {
		for _, person := range people(*v.Content) {
			for _, n := range sortedNames(person.Names)[:min(1, len(person.Names))] {
				names = append(names, composeName(n))
			}
		}
	}
	return strings.Join(names, t.words.Comma())
}

// sentence ends a sentence so that another may follow.
func (t speech) sentence(text string) string {
	stop := gateIn(t.words).Stop()
	return strings.TrimSuffix(text, strings.TrimSpace(stop)) + stop
}
