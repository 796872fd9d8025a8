package cmd

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"vaxcheck/decode"
	"vaxcheck/verify"
)

func (a *app) decodeCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "decode [FILE…]", Short: a.words.Commands.Decode, Long: a.words.Commands.DecodeLong}
	o := &options{app: a, cmd: cmd, format: "text", color: "never"}
	cmd.Flags().StringVar(&o.lang, "lang", "", a.words.Flags.Lang)
	cmd.Flags().BoolVarP(&o.quiet, "quiet", "q", false, a.words.Flags.Quiet)
	o.reading()
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return a.runDecode(cmd.Context(), o, args) }
	return cmd
}

// runDecode prints the text of each code. A code's text is all its content, so
// a cap below level B forbids it.
func (a *app) runDecode(ctx context.Context, o *options, args []string) error {
	s, err := o.resolve()
	if err != nil {
		return err
	}
	limit, by, err := a.capLevel(verify.LevelC)
	if err != nil {
		return err
	}
	if limit < verify.LevelB {
		return &codedError{code: exitUsage, err: fmt.Errorf(a.words.Errors.DecodeCapped, safeText(by))}
	}
	if args, err = a.arguments(args); err != nil {
		return err
	}
	workers, err := o.workers()
	if err != nil {
		return err
	}
	a.rawCodes = true
	r := run{app: a, settings: s}
	p := pipeline{workers: workers, code: r.printCode, trouble: r.trouble}
	return p.run(ctx, a.inputs(args, o.recursive))
}

// printCode prints one code on one line, or says that an input has none.
func (r *run) printCode(at origin, code decode.Code) error {
	if p := code.Problem; p != nil {
		r.fail(exitUnreadable, p.Reason)
		r.app.talk(r.settings, safeText(withoutCodes(at.Name))+": "+r.settings.words.ReasonText(p.Reason))
		return nil
	}
	text := code.Text
	if r.settings.terminal || strings.ContainsAny(text, "\r\n") {
		text = safeTextWhole(text) // one code, one line
	}
	_, err := fmt.Fprintln(r.app.env.Out, text)
	return r.app.writeError(err)
}

// fail raises the exit code for an input without a code.
func (r *run) fail(code int, reason verify.Reason) {
	if reason == reasonFileNotRead {
		code = exitFile
	}
	r.app.code = graver(r.app.code, code)
}
