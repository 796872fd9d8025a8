package cmd

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"vaxcheck/decode"
	"vaxcheck/verify"
)

func decodeCommand(c *console) *cobra.Command {
	cmd := &cobra.Command{Use: "decode [FILE…]", Short: commandsIn(c.words).Decode(), Long: commandsIn(c.words).DecodeLong()}
	o := &options{console: c, cmd: cmd, format: "text", color: "never"}
	cmd.Flags().StringVar(&o.lang, "lang", "", flagsIn(c.words).Lang())
	cmd.Flags().BoolVarP(&o.quiet, "quiet", "q", false, flagsIn(c.words).Quiet())
	var f readFlags
	f.register(cmd, flagsIn(c.words))
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return runDecode(cmd.Context(), o, f, args) }
	return cmd
}

// runDecode prints the text of each code. A code's text is all its content, so
// a cap below level B forbids it.
func runDecode(ctx context.Context, o *options, f readFlags, args []string) error {
	c := o.console
	s, err := o.resolve()
	if err != nil {
		return err
	}
	in, err := newReader(&c.env, s.words, f)
	if err != nil {
		return err
	}
	limit, by, err := c.capLevel(verify.LevelC)
	if err != nil {
		return err
	}
	if limit < verify.LevelB {
		return &codedError{code: exitUsage, err: errors.New(errorsIn(s.words).DecodeCapped(safeText(by)))}
	}
	if args, err = arguments(args, &c.env, s.words); err != nil {
		return err
	}
	workers, err := f.workers(s.words)
	if err != nil {
		return err
	}
	in.raw = true
	r := run{console: c, settings: s}
	p := pipeline{workers: workers, code: r.printCode, trouble: r.trouble}
	return p.run(ctx, in.inputs(args, f.recursive))
}

// printCode prints one code on one line, or says that an input has none.
func (r *run) printCode(at origin, code decode.Code) error {
	if p := code.Problem; p != nil {
		r.fail(exitUnreadable, p.Reason)
		r.console.talk(r.settings, safeText(decode.WithoutCodes(at.Name))+": "+r.settings.words.ReasonText(p.Reason))
		return nil
	}
	text := code.Text
	if r.settings.terminal || strings.ContainsAny(text, "\r\n") {
		text = safeTextWhole(text) // one code, one line
	}
	_, err := fmt.Fprintln(r.console.env.Out, text)
	return r.console.writeError(err)
}

// fail raises the exit code for an input without a code.
func (r *run) fail(code int, reason verify.Reason) {
	if reason == reasonFileNotRead {
		code = exitFile
	}
	r.console.raise(code)
}
