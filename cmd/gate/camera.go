package gate

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"sync/atomic"
	"time"

	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/show"
	"vaxcheck/gate"
	"vaxcheck/gate/camera"
	"vaxcheck/verify"
)

// pageWay is the way in through a page in a browser, which shows the answers too;
// there is none without a server.
type pageWay struct {
	server   *camera.Server
	listener net.Listener
	browse   func(address string) error
	opened   chan error                // how opening the page went
	closed   error                     // why it is not open, as far as is known
	ended    chan error                // why nobody serves it any more
	bugs     chan string               // places of ours that panicked
	taken    atomic.Pointer[time.Time] // when a page took the gate from another last
}

// takenFor is how long it is said that a page took the gate from another.
const takenFor = 10 * time.Second

// preparePage takes the page's port, if there is to be a page.
func (d *door) preparePage() error {
	if !d.flags.camera {
		return nil
	}
	w := gateIn(d.s.Words)
	listener, err := net.Listen("tcp4", net.JoinHostPort("127.0.0.1", strconv.Itoa(d.flags.port)))
	if err != nil {
		return cli.WithHint(cli.FileError(w.PortTaken(d.flags.port, err)), w.PortTakenHint())
	}
	bugs := make(chan string, 1)
	server, err := camera.New(camera.Options{
		Engine: d.engine, Now: d.console.Env.Now, Languages: d.languages(), Sound: d.flags.sound, Typed: scannedCodes,
		Bug: func() {
			select {
			case bugs <- cli.PanicPlace():
			default: // one at a time says enough
			}
		},
		Taken: func() { now := d.console.Env.Now(); d.page.taken.Store(&now) },
	}, listener)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	d.page = pageWay{server: server, listener: listener, browse: d.console.Env.Browse, bugs: bugs,
		opened: make(chan error, 1), ended: make(chan error, 1)}
	return nil
}

// serve opens the page and answers it until the function is called that it returns.
func (p *pageWay) serve(ctx context.Context) (stop func()) {
	if p.server == nil {
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := p.server.Serve(ctx); err != nil {
			p.ended <- err
		}
	}()
	p.open()
	return func() { cancel(); <-done }
}

// open opens the page in a browser, once more if somebody closed it.
func (p *pageWay) open() {
	if p.server == nil {
		return
	}
	go func() {
		err := cli.ErrNoBrowser
		if p.browse != nil {
			err = p.browse(p.server.URL())
		}
		select {
		case p.opened <- err:
		default: // one that was not asked for yet says enough
		}
	}()
}

// shut gives the port back, served or not.
func (p *pageWay) shut() {
	if p.listener != nil {
		_ = p.listener.Close()
	}
}

// unopened tells which address to open by hand, "" if the page is open.
func (d *door) unopened() string {
	if d.page.closed == nil {
		return ""
	}
	return gateIn(d.s.Words).Unopened(d.page.server.URLByHand())
}

// pageTaken says that the gate is in another window than it was, for a while: staff
// should know who opened that.
func (d *door) pageTaken() string {
	at := d.page.taken.Load()
	if at == nil || d.console.Env.Now().Sub(*at) >= takenFor {
		return ""
	}
	return gateIn(d.s.Words).Taken()
}

// languages are those of the page, the chosen one first.
func (d *door) languages() []camera.Language {
	var all []camera.Language
	for _, tag := range d.tags {
		all = append(all, d.language(tag))
	}
	return all
}

// language is what the page says in a language. Its settings are its own: the
// terminal's may change while a page asks.
func (d *door) language(tag string) camera.Language {
	own := *d.s
	own.Words, own.Columns = show.SentencesIn(tag), 0
	say := speech{&own}
	return camera.Language{Tag: tag, Words: gateIn(own.Words).Page(), Panel: say.pagePanel,
		Status: func(now time.Time) string {
			return show.NewSheet(&own).List(say.unplugged(&d.port), d.unended(say), say.status(d.set.Load(), now))
		}}
}

// pagePanel puts a state into words for the page.
func (t speech) pagePanel(s gate.State) camera.Panel {
	w := t.Words
	switch s.Phase {
	case gate.Answered, gate.NotReady:
		p := t.pageAnswer(s)
		if s.Stale {
			p.Word, p.Sentence, p.Next = "", t.stale(s), ""
		}
		return p
	case gate.Waiting:
		return camera.Panel{Word: fmt.Sprintf("%d / %d", s.Have, s.Want),
			Sentence: gateIn(w).Waiting(s.Have, s.Want), Next: t.asOf()}
	case gate.Several:
		return camera.Panel{Word: w.Verdicts().Of(string(verify.Unreadable)), Sentence: gateIn(w).Several(),
			Next: t.asOf()}
	}
	return camera.Panel{Sentence: gateIn(w).Show(), Next: t.asOf()}
}

func (t speech) pageAnswer(s gate.State) camera.Panel {
	v := s.View
	p := camera.Panel{Word: cmp.Or(t.Words.Verdicts().Of(string(verdictOf(s))), show.NoVerdict),
		Sentence: t.reason(s), Next: t.next(s), Name: t.names(v)}
	if p.Sentence == "" {
		p.Sentence, p.Next = p.Next, ""
	}
	if as := t.asOf(); as != "" {
		p.Details = append(p.Details, camera.Line{Value: as, Strong: true})
	}
	for _, l := range t.details(v) {
		p.Details = append(p.Details, camera.Line{Label: l.Label, Value: l.Value, Strong: l.Strong})
	}
	return p
}

// pageShowing shows nothing, as the page shows everything, and says where that is if
// it cannot be opened, and when it was opened once more.
type pageShowing struct {
	out            io.Writer
	missing, taken string // as they were said last
}

func (p *pageShowing) begin() error { return nil }
func (p *pageShowing) end() error   { return nil }
func (p *pageShowing) bell() error  { return nil }
func (p *pageShowing) redraw()      {}

func (p *pageShowing) show(d *door, _ gate.State) error {
	for _, line := range []string{news(&p.missing, d.unopened()), news(&p.taken, d.pageTaken())} {
		if line == "" {
			continue
		}
		if _, err := fmt.Fprintln(p.out, line); err != nil {
			return err
		}
	}
	return nil
}

// news returns a text if it is another than the last one, "" otherwise.
func news(last *string, text string) string {
	if text == *last {
		return ""
	}
	*last = text
	return text
}
