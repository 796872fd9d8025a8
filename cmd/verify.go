package cmd

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"vaxcheck/trust"
	"vaxcheck/verify"
)

func (a *app) verifyCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "verify [FILE…]", Short: a.words.Commands.Verify, Long: a.words.Commands.VerifyLong}
	o := a.newOptions(cmd)
	o.judging("A")
	o.reading()
	cmd.Flags().StringVar(&o.qrFile, "qr", "", a.words.Flags.QR)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return a.runJudging(cmd.Context(), o, args, a.verifyRenderer)
	}
	return cmd
}

func (a *app) inspectCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "inspect [FILE…]", Short: a.words.Commands.Inspect, Long: a.words.Commands.InspectLong}
	o := a.newOptions(cmd)
	o.judging("C")
	o.reading()
	cmd.Flags().StringVar(&o.trace, "trace", "", a.words.Flags.Trace)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return a.runJudging(cmd.Context(), o, args, a.inspectRenderer)
	}
	return cmd
}

func (a *app) verifyRenderer(s *settings) (renderer, error) {
	if r := a.jsonFor(s, func(x answer) any { return x.object(s.level) }); r != nil {
		return r, nil
	}
	if s.format == "csv" {
		return newCSVRenderer(a.env.Out, s), nil
	}
	return newTextRenderer(a.env.Out, a.env.Err, s), nil
}

func (a *app) inspectRenderer(s *settings) (renderer, error) {
	if r := a.jsonFor(s, func(x answer) any { return x.inspection(s.level) }); r != nil {
		return r, nil
	}
	if s.format == "csv" {
		return nil, usageError("%s", s.words.Errors.NoCSV)
	}
	return newInspectTextRenderer(a.env.Out, a.env.Err, s), nil
}

// jsonFor returns the renderer for json and ndjson, nil for other formats.
func (a *app) jsonFor(s *settings, object func(answer) any) renderer {
	switch s.format {
	case "json":
		return &jsonRenderer{w: a.env.Out, object: object}
	case "ndjson":
		return &ndjsonRenderer{w: a.env.Out, object: object}
	}
	return nil
}

// runJudging reads, judges and renders all inputs of one command.
func (a *app) runJudging(ctx context.Context, o *options, args []string, render func(*settings) (renderer, error)) error {
	s, err := o.resolve()
	if err != nil {
		return err
	}
	if o.qrFile != "" && s.level < verify.LevelB {
		return usageError("%s", s.words.Errors.QRLevel)
	}
	workers, err := o.workers()
	if err != nil {
		return err
	}
	if args, err = a.arguments(args); err != nil {
		return err
	}
	if a.tracer, err = o.newTracer(s, args); err != nil {
		return err
	}
	set, refused, err := a.judgingSet(o)
	if err != nil {
		return err
	}
	out, err := render(s)
	if err != nil {
		return err
	}
	a.noteArguments(s, args)
	r := run{app: a, settings: s, out: out, drawing: qrFiles{words: s.words, name: o.qrFile}}
	p := pipeline{judge: judgeWith(s, set, refused), workers: workers, emit: r.emit, trouble: r.trouble, stream: slices.Equal(args, []string{"-"})}
	return errors.Join(r.all(ctx, &p, a.inputs(args, o.recursive)), a.finishTrace(s, a.tracer))
}

// arguments is what to read: standard input if nothing is named and someone
// sends something.
func (a *app) arguments(args []string) ([]string, error) {
	if len(args) > 0 {
		return args, nil
	}
	if a.env.InTTY {
		return nil, &codedError{code: exitUsage, err: errors.New(a.words.Errors.NoInput), hint: a.words.NoInputHint}
	}
	return []string{"-"}, nil
}

// judgingSet returns the trust set, or the reason why nothing can be judged.
func (a *app) judgingSet(o *options) (*trust.Set, verify.Reason, error) {
	set, err := o.trustSet()
	switch {
	case err == nil:
		set.Whole() // what is damaged of any part is told now, not when a certificate comes that needs it
		return set, "", nil
	case errors.Is(err, errTrustMissing):
		a.finish(err)
		return nil, verify.ReasonTrustMissing, nil
	case errors.Is(err, errTrustRefused):
		a.finish(err)
		return nil, verify.ReasonTrustRefused, nil
	}
	return nil, "", err
}

// noteArguments warns of codes on the command line: the shell keeps them.
func (a *app) noteArguments(s *settings, args []string) {
	for _, arg := range args {
		if isCode(arg) {
			a.talk(s, s.words.ShellHistory)
			return
		}
	}
}

// talk says something on stderr, unless asked to be quiet.
func (a *app) talk(s *settings, text string) {
	if !s.quiet {
		fmt.Fprintln(a.env.Err, text)
	}
}

// run is one run of verify or inspect.
type run struct {
	app      *app
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
		return r.app.writeError(err)
	}
	if err := p.run(ctx, inputs); err != nil {
		if errors.Is(err, context.Canceled) {
			r.sum.ExitCode = exitInterrupted
			_ = r.out.end(r.sum) // what was answered is kept, and well-formed
		}
		return err
	}
	r.sum.ExitCode = r.app.code
	return r.app.writeError(r.out.end(r.sum))
}

// emit renders one answer and counts it.
func (r *run) emit(a answer) error {
	code := exitCodeFor(a.report)
	if a.bug {
		code = exitBug
	}
	if r.sum.Results == 0 {
		r.app.code = code
	}
	r.sum.Results++
	r.sum.Verdicts[a.report.Verdict()]++
	r.app.code = graver(r.app.code, code)
	if err := r.out.answer(a); err != nil {
		return r.app.writeError(err)
	}
	return r.draw(a)
}

// trouble tells why an input could not be read.
func (r *run) trouble(at origin, err error) {
	text := err.Error()
	if bug := (*bugError)(nil); errors.As(err, &bug) {
		text = fmt.Sprintf(r.settings.words.Errors.Bug, bug.place)
		r.app.code = graver(r.app.code, exitBug)
	}
	fmt.Fprintf(r.app.env.Err, "vaxcheck: %s: %s\n", safeText(withoutCodes(at.Name)), safeText(text))
}

// draw writes the codes of a proven certificate to the file asked for.
func (r *run) draw(a answer) error {
	if r.drawing.name == "" {
		return nil
	}
	texts := a.qrTexts(r.settings.level)
	if texts == nil {
		r.app.talk(r.settings, r.settings.words.NotDrawn(a.origin.label()))
	}
	for _, text := range texts {
		if err := r.drawing.write(text); err != nil {
			r.app.code = graver(r.app.code, r.app.finish(err)) // the other inputs still want an answer
		}
	}
	return nil
}

// qrFiles numbers the pictures of one run: name.png, name-2.png, …
type qrFiles struct {
	words   *words
	name    string
	written int
}

func (q *qrFiles) write(text string) error {
	picture, err := qrPNG(text)
	if err != nil {
		return &codedError{code: exitFile, err: fmt.Errorf(q.words.Errors.Draw, err)}
	}
	name := q.name
	if q.written++; q.written > 1 {
		ext := filepath.Ext(name)
		name = strings.TrimSuffix(name, ext) + "-" + strconv.Itoa(q.written) + ext
	}
	if err := writeNew(name, picture); err != nil {
		return &codedError{code: exitFile, err: fmt.Errorf(q.words.Errors.Write, name, shortPathError(err))}
	}
	return nil
}

// writeNew writes a file that is not there yet: what stands under the name may
// be the very picture that was read. Only the user may read it, since a code
// holds all that the certificate says.
func writeNew(name string, data []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Close()); err != nil {
		_ = os.Remove(name) // half of it would show half the code
	}
	return err
}

// writeError is an error of the output, nil if there is none.
func (a *app) writeError(err error) error {
	if err == nil {
		return nil
	}
	return &codedError{code: exitFile, err: fmt.Errorf(a.words.Errors.WriteAnswer, shortPathError(err))}
}
