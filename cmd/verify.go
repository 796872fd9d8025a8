package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"vaxcheck/decode"
	"vaxcheck/verify"
)

func verifyCommand(c *console) *cobra.Command {
	cmd := &cobra.Command{Use: "verify [FILE…]", Short: commandsIn(c.words).Verify(), Long: commandsIn(c.words).VerifyLong()}
	o := newOptions(c, cmd)
	o.judging("A")
	var f judgeFlags
	f.register(cmd, flagsIn(c.words))
	cmd.Flags().StringVar(&f.qrFile, "qr", "", flagsIn(c.words).QR())
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return runJudging(cmd.Context(), o, f, args, verifyRenderer)
	}
	return cmd
}

func inspectCommand(c *console) *cobra.Command {
	cmd := &cobra.Command{Use: "inspect [FILE…]", Short: commandsIn(c.words).Inspect(), Long: commandsIn(c.words).InspectLong()}
	o := newOptions(c, cmd)
	o.judging("C")
	var f judgeFlags
	f.register(cmd, flagsIn(c.words))
	cmd.Flags().StringVar(&f.trace, "trace", "", flagsIn(c.words).Trace())
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		f.traces = cmd.Flags().Changed("trace")
		if f.traces && !cmd.Flags().Changed("budget") {
			f.budget = 0 // drawing would use it up
		}
		return runJudging(cmd.Context(), o, f, args, inspectRenderer)
	}
	return cmd
}

// judgeFlags are the flags of commands that judge inputs.
type judgeFlags struct {
	readFlags
	qrFile string // for pictures of the codes
	traces bool   // --trace was given
	trace  string // folder for pictures of the search
}

func verifyRenderer(env *Env, s *settings) (renderer, error) {
	if r := jsonFor(env.Out, s, func(x answer) any { return x.object(s.level) }); r != nil {
		return r, nil
	}
	if s.format == "csv" {
		return newCSVRenderer(env.Out, s), nil
	}
	return newTextRenderer(env.Out, env.Err, s), nil
}

func inspectRenderer(env *Env, s *settings) (renderer, error) {
	if r := jsonFor(env.Out, s, func(x answer) any { return x.inspection(s.level) }); r != nil {
		return r, nil
	}
	if s.format == "csv" {
		return nil, usageError(errorsIn(s.words).NoCSV())
	}
	return newInspectTextRenderer(env.Out, env.Err, s), nil
}

// jsonFor returns the renderer for json and ndjson, nil for other formats.
func jsonFor(out io.Writer, s *settings, object func(answer) any) renderer {
	switch s.format {
	case "json":
		return &jsonRenderer{w: out, object: object}
	case "ndjson":
		return &ndjsonRenderer{w: out, object: object}
	}
	return nil
}

// runJudging reads, judges and renders all inputs of one command.
func runJudging(ctx context.Context, o *options, f judgeFlags, args []string, render func(*Env, *settings) (renderer, error)) error {
	c := o.console
	s, err := o.resolve()
	if err != nil {
		return err
	}
	in, err := newReader(&c.env, s.words, f.readFlags)
	if err != nil {
		return err
	}
	if f.qrFile != "" && s.level < verify.LevelB {
		return usageError(errorsIn(s.words).QRLevel())
	}
	workers, err := f.workers(s.words)
	if err != nil {
		return err
	}
	if args, err = arguments(args, &c.env, s.words); err != nil {
		return err
	}
	var traced *tracer
	if f.traces {
		if traced, err = newTracer(s, f.trace, len(args) == 1 && !f.recursive); err != nil {
			return err
		}
	}
	set, refused, err := o.judgingSet()
	if err != nil {
		return err
	}
	out, err := render(&c.env, s)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(args, isCode) {
		c.talk(s, s.words.ShellHistory()) // which keeps it
	}
	in.trace = traced.trace()
	r := run{console: c, settings: s, out: out, drawing: qrFiles{words: s.words, name: f.qrFile}}
	p := pipeline{judge: judgeWith(s, set, refused), workers: workers, emit: r.emit, trouble: r.trouble, stream: slices.Equal(args, []string{"-"})}
	return errors.Join(r.all(ctx, &p, in.inputs(args, f.recursive)), traced.finish(c, s))
}

// arguments is what to read: standard input if nothing is named and someone
// sends something.
func arguments(args []string, env *Env, w *sentences) ([]string, error) {
	if len(args) > 0 {
		return args, nil
	}
	if env.InTTY {
		return nil, &codedError{code: exitUsage, err: errors.New(errorsIn(w).NoInput()), hint: w.NoInputHint()}
	}
	return []string{"-"}, nil
}

// run is one run of verify or inspect.
type run struct {
	console  *console
	settings *settings
	out      renderer
	drawing  qrFiles
	sum      summary
}

func (r *run) all(ctx context.Context, p *pipeline, inputs func(func(input) bool)) error {
	s := r.settings
	r.sum.Verdicts = map[verify.Verdict]int{}
	info := runInfo{Version: version(), StartedAt: verify.Timestamp(s.instant().Time), Level: s.level, Policy: s.policy.Name}
	if s.at.Stated {
		info.AsOf = &info.StartedAt
	}
	if err := r.out.begin(info); err != nil {
		return r.console.writeError(err)
	}
	if err := p.run(ctx, inputs); err != nil {
		if errors.Is(err, context.Canceled) {
			r.sum.ExitCode = exitInterrupted
			_ = r.out.end(r.sum) // what was answered is kept, and well-formed
		}
		return err
	}
	r.sum.ExitCode = r.console.code
	return r.console.writeError(r.out.end(r.sum))
}

// emit renders one answer and counts it.
func (r *run) emit(a answer) error {
	code := exitCodeFor(a.report)
	if a.bug {
		code = exitBug
	}
	r.sum.Results++
	r.sum.Verdicts[a.report.Verdict()]++
	r.console.raise(code)
	if err := r.out.answer(a); err != nil {
		return r.console.writeError(err)
	}
	return r.draw(a)
}

// trouble tells why an input could not be read.
func (r *run) trouble(at origin, err error) {
	text := err.Error()
	if bug := (*bugError)(nil); errors.As(err, &bug) {
		text = errorsIn(r.settings.words).Bug(bug.place)
		r.console.raise(exitBug)
	}
	fmt.Fprintf(r.console.env.Err, "vaxcheck: %s: %s\n", safeText(decode.WithoutCodes(at.Name)), safeText(text))
}

// draw writes the codes of a proven certificate to the file asked for.
func (r *run) draw(a answer) error {
	if r.drawing.name == "" {
		return nil
	}
	texts := a.qrTexts(r.settings.level)
	if texts == nil {
		r.console.talk(r.settings, r.settings.words.NotDrawn(a.origin.label()))
	}
	for _, text := range texts {
		if err := r.drawing.write(text); err != nil {
			r.console.raise(r.console.tell(err)) // the other inputs still want an answer
		}
	}
	return nil
}

// qrFiles numbers the pictures of one run: name.png, name-2.png, …
type qrFiles struct {
	words   *sentences
	name    string
	written int
}

func (q *qrFiles) write(text string) error {
	picture, err := qrPNG(text)
	if err != nil {
		return &codedError{code: exitFile, err: errorsIn(q.words).Draw(err)}
	}
	name := q.name
	if q.written++; q.written > 1 {
		ext := filepath.Ext(name)
		name = strings.TrimSuffix(name, ext) + "-" + strconv.Itoa(q.written) + ext
	}
	if err := writeNew(name, picture); err != nil {
		return &codedError{code: exitFile, err: errorsIn(q.words).Write(name, shortPathError(err))}
	}
	return nil
}
