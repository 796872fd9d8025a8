package cmd

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/input"
	"vaxcheck/cmd/show"
	"vaxcheck/decode"
	"vaxcheck/verify"
)

func verifyCommand(c *cli.Console) *cobra.Command {
	cmd := &cobra.Command{Use: "verify [FILE…]", Short: commandsIn(c.Words).Verify(),
		Long: commandsIn(c.Words).VerifyLong()}
	o := cli.NewOptions(c, cmd)
	o.Judging("A")
	var f judgeFlags
	f.Register(cmd, c.Words)
	cmd.Flags().StringVar(&f.qrFile, "qr", "", cli.FlagsIn(c.Words).QR())
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return runJudging(cmd.Context(), o, f, args, verifyRenderer)
	}
	return cmd
}

func inspectCommand(c *cli.Console) *cobra.Command {
	cmd := &cobra.Command{Use: "inspect [FILE…]", Short: commandsIn(c.Words).Inspect(),
		Long: commandsIn(c.Words).InspectLong()}
	o := cli.NewOptions(c, cmd)
	cmd.Flags().Lookup("format").Usage = cli.FlagsIn(c.Words).InspectFormat()
	o.Judging("C")
	var f judgeFlags
	f.Register(cmd, c.Words)
	cmd.Flags().StringVar(&f.trace, "trace", "", cli.FlagsIn(c.Words).Trace())
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		f.traces = cmd.Flags().Changed("trace")
		return runJudging(cmd.Context(), o, f, args, inspectRenderer)
	}
	return cmd
}

// judgeFlags are the flags of commands that judge inputs.
type judgeFlags struct {
	input.ReadFlags
	qrFile string // for pictures of the codes
	traces bool   // --trace was given
	trace  string // folder for pictures of the search
}

func verifyRenderer(env *cli.Env, s *show.Settings) (show.Renderer, error) {
	return show.NewRenderer(env.Out, env.Err, s), nil
}

func inspectRenderer(env *cli.Env, s *show.Settings) (show.Renderer, error) {
	if s.Format == "csv" {
		return nil, cli.Usage(cli.ErrorsIn(s.Words).NoCSV())
	}
	return show.NewInspectRenderer(env.Out, env.Err, s), nil
}

// runJudging reads, judges and renders all inputs of one command.
func runJudging(ctx context.Context, o *cli.Options, f judgeFlags, args []string,
	render func(*cli.Env, *show.Settings) (show.Renderer, error)) error {
	c := o.Console
	s, err := o.Resolve()
	if err != nil {
		return err
	}
	in, err := input.NewReader(&c.Env, s.Words, f.ReadFlags)
	if err != nil {
		return err
	}
	if f.qrFile != "" && s.Level < verify.LevelB {
		return cli.Usage(cli.ErrorsIn(s.Words).QRLevel())
	}
	workers, err := f.Workers(s.Words)
	if err != nil {
		return err
	}
	if args, err = arguments(args, &c.Env, s.Words); err != nil {
		return err
	}
	var traced *input.Tracer
	if f.traces {
		if traced, err = input.NewTracer(s, f.trace, len(args) == 1 && !f.Recursive); err != nil {
			return err
		}
	}
	set, refused, err := o.JudgingSet()
	if err != nil {
		return err
	}
	out, err := render(&c.Env, s)
	if err != nil {
		return err
	}
	warnOfHistory(c, s, args)
	in.Trace = traced.Trace()
	r := run{console: c, settings: s, out: out, drawing: qrFiles{words: s.Words, name: f.qrFile}}
	p := input.Pipeline{Judge: input.JudgeWith(s, set, refused), Workers: workers, Emit: r.emit,
		Trouble: r.trouble, Stream: slices.Equal(args, []string{"-"})}
	return errors.Join(r.all(ctx, &p, in.Inputs(args, f.Recursive)), traced.Finish(c, s))
}

// warnOfHistory tells whoever gives a code as an argument that the shell keeps it.
func warnOfHistory(c *cli.Console, s *show.Settings, args []string) {
	if slices.ContainsFunc(args, cli.IsCode) {
		c.Talk(s, s.Words.ShellHistory())
	}
}

// arguments is what to read: standard input if nothing is named and someone
// sends something.
func arguments(args []string, env *cli.Env, w *show.Sentences) ([]string, error) {
	if len(args) > 0 {
		return args, nil
	}
	if env.InTTY {
		return nil, cli.WithHint(cli.Usage(cli.ErrorsIn(w).NoInput()), w.NoInputHint())
	}
	return []string{"-"}, nil
}

// run is one run of verify or inspect.
type run struct {
	console  *cli.Console
	settings *show.Settings
	out      show.Renderer
	drawing  qrFiles
	sum      show.Summary
}

func (r *run) all(ctx context.Context, p *input.Pipeline, inputs func(func(input.Input) bool)) error {
	s := r.settings
	r.sum.Verdicts = map[verify.Verdict]int{}
	info := show.RunInfo{Version: version(), StartedAt: verify.Timestamp(s.Instant().Time), Level: s.Level,
		Policy: s.Policy.Name}
	if s.At.Stated {
		info.AsOf = &info.StartedAt
	}
	if err := r.out.Begin(info); err != nil {
		return r.console.WriteError(err)
	}
	if err := p.Run(ctx, inputs); err != nil {
		if errors.Is(err, context.Canceled) {
			r.sum.ExitCode = cli.ExitInterrupted
			_ = r.out.End(r.sum) // what was answered is kept, and well-formed
		}
		return err
	}
	r.sum.ExitCode = r.console.Code
	return r.console.WriteError(r.out.End(r.sum))
}

// emit renders one answer and counts it.
func (r *run) emit(a show.Answer) error {
	code := cli.ExitCodeFor(a.Report)
	if a.Bug {
		code = cli.ExitBug
	}
	r.sum.Results++
	r.sum.Verdicts[a.Report.Verdict()]++
	r.console.Raise(code)
	if err := r.out.Answer(a); err != nil {
		return r.console.WriteError(err)
	}
	return r.draw(a)
}

// trouble tells why an input could not be read.
func (r *run) trouble(at show.Origin, err error) {
	text := err.Error()
	if bug := (*cli.BugError)(nil); errors.As(err, &bug) {
		text = cli.ErrorsIn(r.settings.Words).Bug(bug.Place)
		r.console.Raise(cli.ExitBug)
	}
	fmt.Fprintf(r.console.Env.Err, "vaxcheck: %s: %s\n", show.SafeText(decode.WithoutCodes(at.Name)),
		show.SafeText(text))
}

// draw writes the codes of a proven certificate to the file asked for.
func (r *run) draw(a show.Answer) error {
	if r.drawing.name == "" {
		return nil
	}
	texts := a.QrTexts(r.settings.Level)
	if texts == nil {
		r.console.Talk(r.settings, r.settings.Words.NotDrawn(a.Origin.Label()))
	}
	for _, text := range texts {
		if err := r.drawing.write(text); err != nil {
			r.console.Raise(r.console.Tell(err)) // the other inputs still want an answer
		}
	}
	return nil
}

// qrFiles numbers the pictures of one run: name.png, name-2.png, …
type qrFiles struct {
	words   *show.Sentences
	name    string
	written int
}

func (q *qrFiles) write(text string) error {
	picture, err := show.QRCode(text)
	if err != nil {
		return cli.FileError(cli.ErrorsIn(q.words).Draw(err))
	}
	name := q.name
	if q.written++; q.written > 1 {
		ext := filepath.Ext(name)
		name = strings.TrimSuffix(name, ext) + "-" + strconv.Itoa(q.written) + ext
	}
	if err := cli.WriteNew(name, picture); err != nil {
		return cli.FileError(cli.ErrorsIn(q.words).Write(name, cli.ShortPathError(err)))
	}
	return nil
}
