package gate

import (
	"cmp"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"vaxcheck/cmd/show"
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
	columns, rows := d.console.Env.Size()
	panel := d.panel(s)
	panel.From = d.scroll
	grid := panel.Draw(columns, rows)
	d.scroll = grid.From
	return p.screen.Show(grid)
}

// depth is how many colours the terminal has, as far as it says so.
func (d *door) depth() screen.Depth {
	get := d.console.Env.Getenv
	switch name := get("TERM"); {
	case !d.s.Color:
		return screen.NoColour
	case get("COLORTERM") == "truecolor", get("COLORTERM") == "24bit", strings.HasSuffix(name, "-direct"),
		runtime.GOOS == "windows":
		return screen.TrueColour
	case strings.Contains(name, "256color"):
		return screen.Colours256
	}
	return screen.Colours16
}

// panel puts a state into words.
func (d *door) panel(s gate.State) screen.Panel {
	w, say := d.s.Words, speech{d.s}
	now := d.console.Env.Now()
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
	case s.Phase == gate.Answered, s.Phase == gate.NotReady:
		p.Verdict, p.Reason, p.Next = verdictOf(s), say.reason(s), say.next(s)
		p.Word = cmp.Or(w.Verdicts().Of(string(p.Verdict)), show.NoVerdict)
		p.Details = panelLines(say.details(s.View))
	case s.Phase == gate.Waiting:
		p.Say, p.Have, p.Want = gateIn(w).Waiting(s.Have, s.Want), s.Have, s.Want
	case s.Phase == gate.Several:
		p.Say = gateIn(w).Several()
	default:
		p.Say = gateIn(w).Ready()
	}
	if s.Held {
		p.Loud = append(p.Loud, gateIn(w).Held())
	}
	if d.away && s.Phase == gate.Idle {
		p.Say = gateIn(w).Away()
	}
	return p
}

// verdictOf is the verdict of a state that has one. Nothing is judged while the gate
// is not ready, whatever the reason would lead to elsewhere.
func verdictOf(s gate.State) verify.Verdict {
	if s.Phase == gate.NotReady {
		return verify.NotReady
	}
	return s.View.Verdict
}

// noEndFor is how long it is said that a scanner sends no end.
const noEndFor = 30 * time.Second

// unended says, once in a shift, that a scanner sends no end behind its codes, "" otherwise.
func (d *door) unended(say speech) string {
	at := d.noEnd.Load()
	if at == nil || d.console.Env.Now().Sub(*at) >= noEndFor {
		return ""
	}
	return gateIn(say.Words).NoEnd()
}

// speech is what the gate says of answers, in the language of its settings.
type speech struct{ *show.Settings }

// reason says the gravest reason in a line. What an unreadable code is instead says
// more than that it is none.
func (t speech) reason(s gate.State) string {
	v := s.View
	if len(v.Reasons) == 0 {
		return ""
	}
	p, first := show.NewSheet(t.Settings), v.Reasons[0]
	text := p.W.ReasonText(first.Code)
	for _, detail := range first.Details {
		kind, known := p.W.CodeKinds().Lookup(detail)
		switch {
		case known:
			return p.W.ThisIs(kind)
		case p.W.Whys().Of(detail) != "", p.W.Details().Of(detail) != "":
			return t.sentence(text) + strings.TrimSpace(p.Detail(detail))
		}
	}
	if v.SeenBefore != nil && first.Code == verify.ReasonSeenBefore {
		text = t.sentence(text) + t.first(time.Time(*v.SeenBefore), s.At)
	}
	return text
}

// stale says of a success that is held that it is none any more.
func (t speech) stale(s gate.State) string {
	return gateIn(t.Words).Stale(t.Words.Verdicts().Of(string(verdictOf(s))),
		s.At.In(show.NewSheet(t.Settings).Zone()).Format("15:04"))
}

// justNow is how long ago a first time is said to have been: who reads an answer once more
// sees by it that they have scanned the same code twice.
const justNow = 3 * time.Minute

// first says when somebody came first.
func (t speech) first(first, at time.Time) string {
	if ago := at.Sub(first); ago < justNow {
		return gateIn(t.Words).FirstAgo(int(ago / time.Second))
	}
	return gateIn(t.Words).First(first.In(show.NewSheet(t.Settings).Zone()).Format("15:04"))
}

// nameAndBirth are what most certificates have to compare.
var nameAndBirth = show.Comparable{Name: true, BirthDate: true}

// next is the next step, shorter than elsewhere where all is well and name and birth date
// are what there is to compare.
func (t speech) next(s gate.State) string {
	v := s.View
	switch {
	case len(v.Reasons) > 0:
		first := v.Reasons[0]
		known := func(detail string) bool { return t.Words.CodeKindNext().Of(detail) != "" }
		if next := gateIn(t.Words).NextStep().Of(string(first.Code)); next != "" &&
			!slices.ContainsFunc(first.Details, known) {
			return next
		}
	case v.Content == nil:
		return gateIn(t.Words).NotWhose()
	case show.ToCompare(*v.Content) == nameAndBirth:
		return gateIn(t.Words).Compare()
	}
	return show.NewSheet(t.Settings).NextStep(v)
}

// details are what the level shows besides, the person first: that is what staff
// compares.
func (t speech) details(v verify.View) []show.Line {
	inside := *t.Settings
	inside.Terminal, inside.Color = false, false // lines for the panel, which has colours of its own
	p := show.NewSheet(&inside)
	for _, r := range v.Reasons[min(1, len(v.Reasons)):] {
		p.Heading(p.W.LesserReason(r.Code))
	}
	p.Content(v)
	p.Code(show.Answer{}, v)
	return p.Lines
}

// panelLines draws lines for the panel, which indents no heading.
func panelLines(lines []show.Line) []string {
	var drawn []string
	for _, l := range lines {
		l.Indent -= show.IndentSection
		drawn = append(drawn, l.String())
	}
	return drawn
}

// asOf says loudly that it is not judged as of now.
func (t speech) asOf() string {
	if !t.At.Stated {
		return ""
	}
	return t.Words.AsOf(t.At.Time.Format(time.RFC3339))
}

// counts are those of the shift.
func (d *door) counts() string {
	tally := d.engine.Tally()
	var counts []string
	for _, v := range verify.Verdicts() {
		if n := tally.Of(v); n > 0 {
			counts = append(counts, strconv.Itoa(n)+" "+d.s.Words.Verdicts().Of(string(v)))
		}
	}
	return cmp.Or(show.NewSheet(d.s).List(counts...), gateIn(d.s.Words).None())
}

// status is how the gate is set: level and policy, the trust set and its age, sound.
func (d *door) status(now time.Time) string {
	return show.NewSheet(d.s).List(speech{d.s}.status(d.set.Load(), now), gateIn(d.s.Words).SoundIs().Of(d.flags.sound))
}

func (t speech) status(set *trust.Set, now time.Time) string {
	p := show.NewSheet(t.Settings)
	age := p.W.Labels.NoTrustSet()
	if set != nil {
		age = p.TrustBrief(verify.TrustOf(set, now))
	}
	return p.List(gateIn(p.W).Level(t.Level.String(), show.SafeText(t.Policy.Name)), p.W.Labels.TrustSet()+" "+age)
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
		lines = append(lines, gateIn(d.s.Words).Leaving())
	}
	for _, line := range []string{
		news(&p.trouble, speech{d.s}.unplugged(&d.port)), news(&p.missing, d.unopened()), news(&p.taken, d.pageTaken()),
		news(&p.noEnd, d.unended(speech{d.s})),
	} {
		if line != "" {
			lines = append(lines, line)
		}
	}
	if !p.begun || s.Phase != gate.Idle && !s.At.Equal(p.at) || s.Stale && !p.stale {
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
	cause := cmp.Or(gateIn(t.Words).Trouble().Of(serial.TroubleOf(*trouble).String()), (*trouble).Error())
	return gateIn(t.Words).Unplugged(show.SafeText(p.name), show.SafeText(cause))
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
		for _, person := range show.People(*v.Content) {
			for _, n := range show.SortedNames(person.Names)[:min(1, len(person.Names))] {
				names = append(names, show.ComposeName(n))
			}
		}
	}
	return strings.Join(names, t.Words.Comma())
}

// sentence ends a sentence so that another may follow.
func (t speech) sentence(text string) string {
	stop := gateIn(t.Words).Stop()
	return strings.TrimSuffix(text, strings.TrimSpace(stop)) + stop
}
