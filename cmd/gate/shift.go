package gate

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"slices"
	"time"

	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/show"
	"vaxcheck/cmd/words"
	"vaxcheck/decode"
	"vaxcheck/decode/codes"
	"vaxcheck/gate"
	"vaxcheck/gate/wedge"
)

// Times of a shift.
const (
	beat        = 250 * time.Millisecond // how often the time is looked at
	leaveWithin = 5 * time.Second        // how soon a second key must follow to leave
	saveEvery   = time.Minute
)

// shift runs the gate until somebody leaves it. Everything happens on this
// goroutine, save that others wait for bytes and may hand the engine what a camera
// saw. However it ends, the terminal is given back as it was.
func (d *door) shift(ctx context.Context) (err error) {
	t, err := d.openTerminal()
	if err != nil {
		return err
	}
	defer t.close()
	defer d.port.listen(ctx, d.console.Env.Now)()
	defer d.page.serve(ctx)()
	signals := make(chan os.Signal, 4)
	signal.Notify(signals, gateSignals...)
	defer signal.Stop(signals)
	for {
		state, changed := d.engine.State()
		if err := d.announce(state); err != nil {
			return d.console.WriteError(err)
		}
		alarm := time.NewTimer(d.nextWake(&t.reader))
		select {
		case <-ctx.Done():
			return ctx.Err()
		case s := <-signals:
			switch {
			case isEnd(s):
				return context.Canceled
			case isBack(s):
				t.suspend(func() {})
			}
		case typed, open := <-t.bytes:
			if !open || d.typed(t, typed) {
				return nil
			}
		case e := <-d.port.events:
			d.received(e)
		case d.page.closed = <-d.page.opened:
		case place := <-d.page.bugs:
			d.bug(place)
		case err := <-d.page.ended:
			return cli.FileError(err)
		case <-alarm.C:
			if d.wake(t) {
				return nil
			}
		case <-changed:
		}
		alarm.Stop()
	}
}

// moment is how long bytes are waited for that may have come already; it is longer for
// who was held up.
const (
	moment = 2 * time.Millisecond
	heldUp = 20 * time.Millisecond
)

// wake asks the time, once what has been typed was taken: whoever was held up would
// take the delay for a silence.
func (d *door) wake(t *terminal) (leave bool) {
	if due := t.reader.Due(); !due.IsZero() {
		wait := moment
		if d.console.Env.Now().Sub(due) > heldUp {
			wait = wedge.Silence
		}
		select {
		case typed, open := <-t.bytes:
			return !open || d.typed(t, typed)
		case <-time.After(wait):
		}
	}
	return d.handle(t, t.reader.Tick(d.console.Env.Now())) || d.tick()
}

// nextWake is when something is to be done although nothing happens.
func (d *door) nextWake(r *wedge.Reader) time.Duration {
	now := d.console.Env.Now()
	next := now.Truncate(beat).Add(beat)
	for _, due := range append([]time.Time{r.Due()}, d.bells...) {
		if !due.IsZero() && due.Before(next) {
			next = due
		}
	}
	return max(0, next.Sub(now))
}

// tick does what is to be done as time goes by.
func (d *door) tick() (leave bool) {
	now := d.console.Env.Now()
	d.retry(now)
	d.engine.Tick()
	for len(d.bells) > 0 && !now.Before(d.bells[0]) {
		d.bells = d.bells[1:]
		_ = d.show.bell()
	}
	if now.Sub(d.saved) >= saveEvery {
		d.saved = now
		_ = d.tally.write(d.engine.Tally()) // said at the end, if it still fails
	}
	return false
}

func (d *door) typed(t *terminal, bytes []byte) (leave bool) {
	events := t.reader.Feed(bytes, d.console.Env.Now())
	clear(bytes)
	return d.handle(t, events)
}

// handle does what events ask for.
func (d *door) handle(t *terminal, events []wedge.Event) (leave bool) {
	for _, e := range events {
		// What is typed here is typed in front, unless the page is there.
		d.away = e.Type == wedge.FocusOut && d.port.name == "" && !d.flags.camera
		switch e.Type {
		case wedge.Scan:
			if now := d.console.Env.Now(); e.NoEnd {
				d.noEnd.CompareAndSwap(nil, &now)
			}
			d.scan(scannedCodes(e.Text))
		case wedge.Ended:
			d.noEnd.Store(nil) // it sends one after all
		case wedge.TooLong:
			d.scan([]decode.Code{codes.TypedTooLong()})
		case wedge.FocusOut:
			d.engine.Clear()
		case wedge.Pressed:
			if d.press(t, e.Key) {
				return true
			}
		}
	}
	return false
}

// scan hands codes to the engine. A panic is a mistake of ours: it costs this answer
// and no other, and what it says may quote a card.
func (d *door) scan(codes []decode.Code) {
	d.leaving = time.Time{}
	defer func() {
		if recover() != nil {
			defer d.bug(cli.PanicPlace())
			d.engine.Fail()
		}
	}()
	d.engine.Scan(codes)
}

// bug says that a place of ours panicked.
func (d *door) bug(place string) {
	d.console.Raise(cli.ExitBug)
	fmt.Fprintf(d.console.Env.Err, "vaxcheck: %s\n", cli.ErrorsIn(d.s.Words).Bug(place))
}

// press obeys a key. Leaving takes two.
func (d *door) press(t *terminal, key wedge.Key) (leave bool) {
	now := d.console.Env.Now()
	if key == 'q' || key == wedge.CtrlC {
		if now.Before(d.leaving) {
			return true
		}
		d.leaving = now.Add(leaveWithin)
		return false
	}
	d.leaving = time.Time{}
	switch key {
	case wedge.Escape:
		d.engine.Clear()
	case 'h', ' ':
		d.engine.Hold()
	case 'l':
		d.otherLanguage()
	case 's':
		d.nextSound()
	case 'p':
		d.page.open()
	case wedge.Up, wedge.PageUp:
		d.scroll = max(0, d.scroll-steps[key])
	case wedge.Down, wedge.PageDown:
		d.scroll += steps[key] // as far as there are lines
	case wedge.CtrlL:
		d.show.redraw()
	case wedge.CtrlZ:
		t.suspend(stop)
	}
	return false
}

// steps are how many lines a key goes on.
var steps = map[wedge.Key]int{wedge.Up: 1, wedge.Down: 1, wedge.PageUp: 5, wedge.PageDown: 5}

func (d *door) otherLanguage() {
	d.s.Words = show.SentencesIn(d.nextLanguage().Tag())
	d.console.Words = d.s.Words
}

// nextLanguage is the one that the key l goes on to.
func (d *door) nextLanguage() *words.Language {
	here := slices.Index(d.tags, d.s.Words.Tag())
	return words.For(d.tags[(here+1)%len(d.tags)])
}

// terminal is the keyboard of a gate in raw mode.
type terminal struct {
	door    *door
	bytes   chan []byte
	reader  wedge.Reader
	restore func()
}

// openTerminal turns the terminal to raw mode and shows the gate.
func (d *door) openTerminal() (*terminal, error) {
	t := &terminal{door: d, bytes: make(chan []byte, 64)}
	if err := t.enter(); err != nil {
		return nil, err
	}
	if d.console.Env.InTTY {
		go t.listen(d.console.Env.In)
	}
	return t, nil
}

// raw turns the terminal to raw mode, if somebody can type.
func (t *terminal) raw() (out io.Writer, restore func(), err error) {
	env := t.door.console.Env
	if !env.InTTY || env.Raw == nil {
		return env.Out, func() {}, nil
	}
	return env.Raw()
}

func (t *terminal) enter() error {
	d := t.door
	out, restore, err := t.raw()
	if err != nil {
		return cli.FileError(gateIn(d.s.Words).Terminal(err))
	}
	t.restore = restore
	if d.show == nil {
		d.show = d.newShowing(out)
	}
	if err := d.show.begin(); err != nil {
		restore()
		return d.console.WriteError(err)
	}
	return nil
}

// listen hands on what is typed until the terminal is gone. A console on Windows
// says that it ended when somebody types Ctrl-Z.
func (t *terminal) listen(in io.Reader) {
	defer close(t.bytes)
	for {
		buffer := make([]byte, 4096)
		n, err := in.Read(buffer)
		if n > 0 {
			t.bytes <- buffer[:n]
		}
		if err == io.EOF && runtime.GOOS == "windows" {
			time.Sleep(wedge.Silence)
			continue
		}
		if err != nil {
			return
		}
	}
}

// close gives the terminal back. What a scanner is still typing must not end up in
// the shell, nor in its history, so it is waited for.
func (t *terminal) close() {
	t.door.engine.Clear()
	_ = t.door.show.end()
	patience := time.After(10 * wedge.Silence)
	for quiet := false; !quiet; {
		select {
		case _, open := <-t.bytes:
			quiet = !open
		case <-time.After(wedge.Silence):
			quiet = true
		case <-patience:
			quiet = true
		}
	}
	t.restore()
}

// suspend gives the terminal back while something else is done with it, and takes it
// again. Nothing of a visitor is shown meanwhile, nor after.
func (t *terminal) suspend(meanwhile func()) {
	t.door.engine.Clear()
	_ = t.door.show.end()
	t.restore()
	meanwhile()
	_ = t.enter() // the terminal was there before
}

// announce shows a state, and sounds for a new one.
func (d *door) announce(s gate.State) error {
	if !s.At.Equal(d.shown) {
		d.shown, d.scroll = s.At, 0
	}
	d.ring(s)
	return d.show.show(d, s)
}
