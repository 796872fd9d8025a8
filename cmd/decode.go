package cmd

import (
	"context"
	"fmt"
	"iter"
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
	if limit, err := a.capLevel(verify.LevelC); err != nil || limit < verify.LevelB {
		return &codedError{code: exitUsage, err: fmt.Errorf(a.words.Errors.DecodeCapped, envMaxLevel)}
	}
	if args, err = a.arguments(args); err != nil {
		return err
	}
	r := run{app: a, settings: s}
	done := make(chan error, 1)
	go func() { done <- r.printAll(a.inputs(args, o.recursive)) }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done(): // while it waits for a line, perhaps
		return ctx.Err()
	}
}

func (r *run) printAll(inputs iter.Seq[input]) error {
	for in := range inputs {
		codes, trouble := in.read()
		if trouble != nil {
			r.trouble(in.origin, trouble)
		}
		if err := r.printCodes(in.origin, codes); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) printCodes(at origin, codes []decode.Code) error {
	for _, code := range codes {
		if p := code.Problem; p != nil {
			r.fail(exitUnreadable, p.Reason)
			r.app.talk(r.settings, safeText(at.Name)+": "+r.settings.words.ReasonText(p.Reason))
			continue
		}
		text := code.Text
		if r.settings.terminal || strings.ContainsAny(text, "\r\n") {
			text = safeTextWhole(text) // one code, one line
		}
		if _, err := fmt.Fprintln(r.app.env.Out, text); err != nil {
			return r.app.writeError(err)
		}
	}
	return nil
}

// fail raises the exit code for an input without a code.
func (r *run) fail(code int, reason verify.Reason) {
	if reason == reasonFileNotRead {
		code = exitFile
	}
	r.app.code = graver(r.app.code, code)
}
