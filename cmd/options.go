package cmd

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"vaxcheck/cmd/words"
	"vaxcheck/verify"
)

// options are the common flags as they were given.
type options struct {
	console *console
	cmd     *cobra.Command
	trustFlags

	level, format, lang, at, policy, color string
	maxAge                                 string
	judges, policyChosen                   bool // by a policy; one named on the command line
	quiet                                  bool
}

// newOptions registers the flags that every command with an answer understands.
func newOptions(c *console, cmd *cobra.Command) *options {
	o := bareOptions(c, cmd)
	f, w := cmd.Flags(), flagsIn(c.words)
	f.StringVar(&o.format, "format", "text", w.Format())
	f.BoolVarP(&o.quiet, "quiet", "q", false, w.Quiet())
	return o
}

// bareOptions registers the flags that every command understands.
func bareOptions(c *console, cmd *cobra.Command) *options {
	o := &options{console: c, cmd: cmd, format: "text"}
	f, w := cmd.Flags(), flagsIn(c.words)
	f.StringVar(&o.lang, "lang", "", w.Lang())
	f.StringVar(&o.color, "color", "auto", w.Color())
	o.trustFlags.register(cmd, w)
	return o
}

// plainOptions registers the flags of commands that need no trust set.
func plainOptions(c *console, cmd *cobra.Command) *options {
	o := &options{console: c, cmd: cmd, color: "never"}
	cmd.Flags().StringVar(&o.format, "format", "text", flagsIn(c.words).Format())
	cmd.Flags().StringVar(&o.lang, "lang", "", flagsIn(c.words).Lang())
	return o
}

// judging registers the flags of commands that judge.
func (o *options) judging(level string) {
	f, w := o.cmd.Flags(), flagsIn(o.console.words)
	f.StringVar(&o.level, "level", level, w.Level())
	f.StringVar(&o.at, "at", "", w.At())
	o.ruling()
}

// ruling registers the flags that say what is asked of records and trust data.
func (o *options) ruling() {
	f, w := o.cmd.Flags(), flagsIn(o.console.words)
	f.StringVar(&o.policy, "policy", verify.BuiltinPolicies()[0].Name, w.Policy())
	f.StringVar(&o.maxAge, "max-age", "", w.MaxAge())
	o.judges = true
}

// resolve turns flags, environment and configuration into settings.
func (o *options) resolve() (*settings, error) {
	s, err := o.resolveOutput()
	if err != nil {
		return nil, err
	}
	c := o.console
	if err := c.config.usable(s.words); err != nil {
		return nil, err
	}
	if err := homeKnown(c.env.Places, s.words); err != nil && !o.judges { // who judges gives its answer for every certificate
		return nil, err
	}
	if text := homeNote(&c.env, s.words); text != "" {
		fmt.Fprintln(c.env.Err, "vaxcheck: "+text)
	}
	return s, settle(s, o.resolveLevel, o.resolveAt, o.resolvePolicy)
}

// resolveOutput settles how the answer is written. It needs no configuration file that
// can be used.
func (o *options) resolveOutput() (*settings, error) {
	env := o.console.env
	s := &settings{format: o.format, words: o.console.words, quiet: o.quiet, terminal: env.OutTTY, now: env.Now}
	if s.terminal && env.Size != nil {
		s.columns, s.rows = env.Size()
	}
	return s, settle(s, o.resolveLang, o.resolveFormat, o.resolveColor)
}

// settle takes the steps to settings until one fails.
func settle(s *settings, steps ...func(*settings) error) error {
	for _, step := range steps {
		if err := step(s); err != nil {
			return err
		}
	}
	return nil
}

func (o *options) resolveLang(s *settings) error {
	if o.lang == "" {
		return nil
	}
	lang, ok := words.Parse(o.lang)
	if !ok {
		return usageError(errorsIn(o.console.words).Lang(o.lang))
	}
	s.words = sentencesIn(lang)
	o.console.words = s.words
	return nil
}

func (o *options) resolveFormat(s *settings) error {
	switch s.format {
	case "text", "json", "ndjson", "csv":
		return nil
	}
	return usageError(errorsIn(s.words).Format(s.format))
}

// resolveColor decides on colour: asked for, or a terminal that has not been
// told otherwise.
func (o *options) resolveColor(s *settings) error {
	switch o.color {
	case "always":
		s.color = true
	case "never":
	case "auto":
		get := o.console.env.Getenv
		s.color = s.terminal && get("NO_COLOR") == "" && get("TERM") != "dumb"
	default:
		return usageError(errorsIn(s.words).Color(o.color))
	}
	return nil
}

// resolveAt reads --at: an instant, with the zone the calendar day is meant in.
func (o *options) resolveAt(s *settings) error {
	if o.at == "" && !o.cmd.Flags().Changed("at") {
		return nil
	}
	t, err := parseInstant(o.at)
	switch e := errorsIn(s.words); {
	case errors.Is(err, errNoHour):
		return usageError(e.AtNoHour(o.at))
	case errors.Is(err, errNoZone):
		return usageError(e.AtNoZone(o.at))
	case err != nil:
		return usageError(e.At(o.at))
	}
	s.at = verify.Instant{Time: t, Stated: true}
	return nil
}
