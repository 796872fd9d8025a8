package cmd

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/input"
	"vaxcheck/cmd/show"
	"vaxcheck/decode"
	"vaxcheck/verify"
)

func decodeCommand(c *cli.Console) *cobra.Command {
	cmd := &cobra.Command{Use: "decode [FILE…]", Short: commandsIn(c.Words).Decode(),
		Long: commandsIn(c.Words).DecodeLong()}
	o := &cli.Options{Console: c, Cmd: cmd, Format: "text", Color: "never"}
	cmd.Flags().StringVar(&o.Lang, "lang", "", cli.FlagsIn(c.Words).Lang())
	cmd.Flags().BoolVarP(&o.Quiet, "quiet", "q", false, cli.FlagsIn(c.Words).Quiet())
	var f input.ReadFlags
	f.Register(cmd, c.Words)
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return runDecode(cmd.Context(), o, f, args) }
	return cmd
}

// runDecode prints the text of each code. A code's text is all its content, so
// a cap below level B forbids it.
func runDecode(ctx context.Context, o *cli.Options, f input.ReadFlags, args []string) error {
	c := o.Console
	s, err := o.Resolve()
	if err != nil {
		return err
	}
	in, err := input.NewReader(&c.Env, s.Words, f)
	if err != nil {
		return err
	}
	limit, by, err := c.CapLevel(verify.LevelC)
	if err != nil {
		return err
	}
	if limit < verify.LevelB {
		return cli.Usage(cli.ErrorsIn(s.Words).DecodeCapped(show.SafeText(by)))
	}
	if args, err = arguments(args, &c.Env, s.Words); err != nil {
		return err
	}
	workers, err := f.Workers(s.Words)
	if err != nil {
		return err
	}
	warnOfHistory(c, s, args)
	in.Raw = true
	r := run{console: c, settings: s}
	p := input.Pipeline{Workers: workers, Code: r.printCode, Trouble: r.trouble}
	return p.Run(ctx, in.Inputs(args, f.Recursive))
}

// printCode prints one code on one line, or says that an input has none.
func (r *run) printCode(at show.Origin, code decode.Code) error {
	if p := code.Problem; p != nil {
		r.fail(cli.ExitUnreadable, p.Reason)
		r.console.Talk(r.settings, show.SafeText(decode.WithoutCodes(at.Name))+": "+
			r.settings.Words.ReasonText(p.Reason))
		return nil
	}
	text := code.Text
	if r.settings.Terminal || strings.ContainsAny(text, "\r\n") {
		text = show.SafeTextWhole(text) // one code, one line
	}
	_, err := fmt.Fprintln(r.console.Env.Out, text)
	return r.console.WriteError(err)
}

// fail raises the exit code for an input without a code.
func (r *run) fail(code int, reason verify.Reason) {
	if reason == decode.ReasonFileNotRead {
		code = cli.ExitFile
	}
	r.console.Raise(code)
}
