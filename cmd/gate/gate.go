// Package gate is the command for a door: its flags, its terminal, page and scanners, and
// the tally. The door itself, which answer is shown how long, is the package of the same
// name at the top.
package gate

import (
	"cmp"
	"context"
	"errors"
	"io"
	"slices"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/show"
	"vaxcheck/cmd/words"
	"vaxcheck/decode"
	"vaxcheck/gate"
	"vaxcheck/gate/camera"
	"vaxcheck/gate/screen"
	"vaxcheck/gate/serial"
	"vaxcheck/trust"
	"vaxcheck/verify"
)

// Bounds of --clear: an answer must be seen, and must not outlive its visitor.
const (
	leastClear = time.Second
	mostClear  = 10 * time.Minute
)

// gateFlags are the gate's own flags.
type gateFlags struct {
	clear              time.Duration
	allowReturn, plain bool
	tally, sound       string
	serial             string
	listPorts          bool
	camera             bool
	port               int
}

// Command returns the command gate.
func Command(c *cli.Console) *cobra.Command {
	w := gateIn(c.Words)
	cmd := &cobra.Command{Use: "gate", Short: w.Short(), Long: w.Long(), Args: cli.ExactArgs(c.Words, 0)}
	o, f := gateOptions(c, cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		for _, named := range []struct{ flag, value string }{{"serial", f.serial}, {"tally", f.tally}} {
			if (named.value == "" || named.value == "-") && cmd.Flags().Changed(named.flag) {
				return cli.Usage(w.NoName("--" + named.flag))
			}
		}
		return runGate(cmd.Context(), o, *f)
	}
	return cmd
}

// gateOptions registers the flags of the gate.
func gateOptions(c *cli.Console, cmd *cobra.Command) (*cli.Options, *gateFlags) {
	w := gateIn(c.Words)
	o, f, flags := cli.BareOptions(c, cmd), &gateFlags{}, cmd.Flags()
	o.Judging("A")
	flags.Var(cli.Seconds(&f.clear, gate.Clear), "clear", w.Clear())
	flags.BoolVar(&f.allowReturn, "allow-return", false, w.AllowReturn())
	flags.BoolVar(&f.plain, "plain", false, w.Plain())
	flags.StringVar(&f.serial, "serial", "", w.Serial())
	flags.BoolVar(&f.listPorts, "list-ports", false, w.ListPorts())
	flags.BoolVar(&f.camera, "camera", false, w.Camera())
	flags.IntVar(&f.port, "port", camera.Port, w.Port())
	flags.StringVar(&f.tally, "tally", "", w.Tally())
	flags.StringVar(&f.sound, "sound", "off", w.Sound())
	return o, f
}

// runGate keeps a gate open until somebody leaves it.
func runGate(ctx context.Context, o *cli.Options, f gateFlags) error {
	if f.listPorts {
		return listPorts(o)
	}
	d, err := newDoor(o, f)
	if err != nil {
		return err
	}
	defer d.page.shut()
	err = d.shift(ctx)
	lost := d.saveTally()
	return cmp.Or(lost, err, d.sumUp(lost == nil)) // nobody may take lost counts for an interruption
}

// newDoor prepares a gate. What can be wrong is found out before the terminal
// changes.
func newDoor(o *cli.Options, f gateFlags) (*door, error) {
	c := o.Console
	s, err := o.Resolve()
	if err != nil {
		return nil, err
	}
	if err := f.check(&c.Env, gateIn(s.Words)); err != nil {
		return nil, err
	}
	set, refused, err := o.JudgingSet()
	if err != nil {
		return nil, err
	}
	d := &door{
		console: c, s: s, flags: f, refused: refused, opened: c.Env.Now(),
		port: portWay{name: f.serial}, tags: words.TagsFrom(s.Words.Tag()),
		load: func() (*trust.Set, error) { set, _, err := o.TrustSet(); return set, err },
	}
	d.set.Store(set)
	if f.tally != "" {
		if d.tally, err = takeTally(f.tally, s.Words); err != nil {
			return nil, err
		}
	}
	d.engine = gate.New(gate.Options{
		Judge: d.judge, Ready: d.ready, Level: s.Level, Clear: f.clear, AllowReturn: f.allowReturn, Now: c.Env.Now,
	})
	return d, d.preparePage()
}

// check refuses flags that contradict one another, or the terminal.
func (f gateFlags) check(env *cli.Env, w gateWords) error {
	switch {
	case f.clear < leastClear || f.clear > mostClear:
		return cli.Usage(w.BadClear(f.clear))
	case !slices.Contains(Sounds, f.sound):
		return cli.Usage(w.BadSound(f.sound))
	case f.port < 0 || f.port > 65535:
		return cli.Usage(w.BadPort(f.port))
	case f.port != camera.Port && !f.camera:
		return cli.Usage(w.PortAlone())
	case f.serial != "" && serial.TroubleOf(serial.Try(f.serial)) == serial.NotSerial:
		return cli.Usage(w.NotPort(show.SafeText(f.serial)))
	case f.serial == "" && !f.camera && !env.InTTY:
		return cli.WithHint(cli.Usage(w.NoTerminal()), w.NoTerminalHint())
	case !f.plain && env.OutTTY && env.Getenv("TERM") == "dumb":
		return cli.WithHint(cli.Usage(w.Dumb()), w.DumbHint())
	}
	return nil
}

// takeTally opens a tally, and says what is wrong with one that cannot be used.
func takeTally(name string, w *show.Sentences) (*tallyFile, error) {
	t, err := openTally(name)
	var other *noTally
	switch {
	case errors.As(err, &other):
		return nil, cli.WithHint(cli.FileError(errors.New(gateIn(w).TallyOther(show.SafeText(name),
			other.line))), gateIn(w).TallyOtherHint())
	case err != nil:
		return nil, cli.FileError(gateIn(w).TallyWrite(show.SafeText(name), err))
	}
	return t, nil
}

// door is a gate in service: an engine, the ways in and what it is shown on.
type door struct {
	console *cli.Console
	s       *show.Settings
	flags   gateFlags
	engine  *gate.Engine
	opened  time.Time
	tally   *tallyFile
	saved   time.Time // when the tally was written last

	load    func() (*trust.Set, error) // looks for one again, and tells nobody what is damaged
	set     atomic.Pointer[trust.Set]  // nil while there is none; judged with by whoever scans
	refused verify.Reason              // why there is none
	tried   time.Time                  // when that was found out

	port    portWay
	page    pageWay
	show    showing
	tags    []string                  // of the languages, as the key l goes through them
	scroll  int                       // the first of the answer's lines that is shown
	leaving time.Time                 // until when the same key leaves
	noEnd   atomic.Pointer[time.Time] // when a scanner first sent no end; the page asks too
	shown   time.Time                 // since when there is what is shown
	heard   time.Time                 // the answer that was sounded for last
	bells   []time.Time               // that have not rung
	away    bool                      // the window is not in front
}

// showing is what a gate is shown on.
type showing interface {
	begin() error
	show(d *door, s gate.State) error
	bell() error
	redraw()
	end() error
}

// instant returns the time of --at, or else the clock's.
func (d *door) instant(now time.Time) verify.Instant {
	if d.s.At.Stated {
		return d.s.At
	}
	return verify.Instant{Time: now}
}

// judge judges at the time of --at, if one was given.
func (d *door) judge(c *decode.Credential, now time.Time) verify.Report {
	set, at := d.set.Load(), d.instant(now)
	if set == nil {
		return verify.NotReadyReport(d.refused, d.s.Policy, at)
	}
	return verify.Check(c, set, d.s.Policy, at)
}

// ready tells whether anything may be judged: with a trust set, and with a clock that
// is not earlier than the set.
func (d *door) ready(now time.Time) (why verify.Report, ok bool) {
	set, at := d.set.Load(), d.instant(now)
	switch {
	case set == nil:
		return verify.NotReadyReport(d.refused, d.s.Policy, at), false
	case at.Behind(set.Whole().Latest):
		return verify.ClockReport(set, d.s.Policy, at), false
	}
	return verify.Report{}, true
}

// retry looks for a trust set again while there is none.
func (d *door) retry(now time.Time) {
	const pause = 10 * time.Second
	if d.set.Load() != nil || now.Sub(d.tried) < pause {
		return
	}
	d.tried = now
	if set, err := d.load(); err == nil {
		d.set.Store(set)
	}
}

// saveTally writes the counts.
func (d *door) saveTally() error {
	if err := d.tally.write(d.engine.Tally()); err != nil {
		return cli.FileError(gateIn(d.s.Words).TallyWrite(show.SafeText(d.tally.name), err))
	}
	return nil
}

// sumUp shows the counts of the shift, and nothing else of it. It tells where they were
// written if they were saved.
func (d *door) sumUp(saved bool) error {
	text := shiftText(d.s, d.engine.Tally(), d.opened, d.console.Env.Now())
	if _, err := io.WriteString(d.console.Env.Out, text); err != nil {
		return d.console.WriteError(err)
	}
	if d.tally != nil && saved {
		d.console.Talk(d.s, gateIn(d.s.Words).TallyAt(show.SafeText(d.tally.name)))
	}
	if state, _ := d.engine.State(); state.Phase == gate.NotReady {
		d.console.Raise(cli.ExitNotReady)
	}
	return nil
}

// newShowing chooses what the gate is shown on, out being the terminal in raw mode.
func (d *door) newShowing(out io.Writer) showing {
	if d.flags.camera && !d.flags.plain && !d.console.Env.OutTTY {
		return &pageShowing{out: d.console.Env.Err} // whatever keeps the output would keep the visitors
	}
	if d.flags.plain || !d.console.Env.OutTTY {
		if !d.console.Env.OutTTY {
			return &plainShowing{out: d.console.Env.Out, eol: "\n"}
		}
		return &plainShowing{out: out, eol: "\r\n"} // in raw mode a line feed alone goes straight down
	}
	return &panelShowing{screen: screen.New(out, d.depth())}
}
