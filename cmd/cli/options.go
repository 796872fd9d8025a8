package cli

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"vaxcheck/cmd/show"
	"vaxcheck/cmd/words"
	"vaxcheck/verify"
	"vaxcheck/verify/rules"
)

// Options are the common flags as they were given.
type Options struct {
	Console *Console
	Cmd     *cobra.Command
	TrustFlags

	level, Format, Lang, at, Policy, Color string
	maxAge                                 string
	judges, PolicyChosen                   bool // by a policy; one named on the command line
	Quiet                                  bool
}

// NewOptions registers the flags that every command with an answer understands.
func NewOptions(c *Console, cmd *cobra.Command) *Options {
	o := BareOptions(c, cmd)
	f, w := cmd.Flags(), FlagsIn(c.Words)
	f.StringVar(&o.Format, "format", "text", w.Format())
	f.BoolVarP(&o.Quiet, "quiet", "q", false, w.Quiet())
	return o
}

// BareOptions registers the flags that every command understands.
func BareOptions(c *Console, cmd *cobra.Command) *Options {
	o := &Options{Console: c, Cmd: cmd, Format: "text"}
	f, w := cmd.Flags(), FlagsIn(c.Words)
	f.StringVar(&o.Lang, "lang", "", w.Lang())
	f.StringVar(&o.Color, "color", "auto", w.Color())
	o.TrustFlags.register(cmd, w)
	return o
}

// PlainOptions registers the flags of commands that need no trust set.
func PlainOptions(c *Console, cmd *cobra.Command) *Options {
	o := &Options{Console: c, Cmd: cmd, Color: "never"}
	cmd.Flags().StringVar(&o.Format, "format", "text", FlagsIn(c.Words).Format())
	cmd.Flags().StringVar(&o.Lang, "lang", "", FlagsIn(c.Words).Lang())
	return o
}

// Judging registers the flags of commands that judge.
func (o *Options) Judging(level string) {
	f, w := o.Cmd.Flags(), FlagsIn(o.Console.Words)
	f.StringVar(&o.level, "level", level, w.Level())
	f.StringVar(&o.at, "at", "", w.At())
	o.Ruling()
}

// Ruling registers the flags that say what is asked of records and trust data.
func (o *Options) Ruling() {
	f, w := o.Cmd.Flags(), FlagsIn(o.Console.Words)
	f.StringVar(&o.Policy, "policy", rules.Builtin()[0].Name, w.Policy())
	f.StringVar(&o.maxAge, "max-age", "", w.MaxAge())
	o.judges = true
}

// Resolve turns flags, environment and configuration into settings.
func (o *Options) Resolve() (*show.Settings, error) {
	s, err := o.ResolveOutput()
	if err != nil {
		return nil, err
	}
	c := o.Console
	if err := c.Config.usable(s.Words); err != nil {
		return nil, err
	}
	if err := HomeKnown(c.Env.Places, s.Words); err != nil &&
		!o.judges { // who judges gives its answer for every certificate
		return nil, err
	}
	if text := HomeNote(&c.Env, s.Words); text != "" {
		fmt.Fprintln(c.Env.Err, "vaxcheck: "+text)
	}
	return s, settle(s, o.resolveLevel, o.resolveAt, o.ResolvePolicy)
}

// ResolveOutput settles how the answer is written. It needs no configuration file that
// can be used.
func (o *Options) ResolveOutput() (*show.Settings, error) {
	env := o.Console.Env
	s := &show.Settings{Format: o.Format, Words: o.Console.Words, Quiet: o.Quiet, Terminal: env.OutTTY, Now: env.Now}
	if s.Terminal && env.Size != nil {
		s.Columns, s.Rows = env.Size()
	}
	return s, settle(s, o.resolveLang, o.resolveFormat, o.resolveColor)
}

// settle takes the steps to settings until one fails.
func settle(s *show.Settings, steps ...func(*show.Settings) error) error {
	for _, step := range steps {
		if err := step(s); err != nil {
			return err
		}
	}
	return nil
}

func (o *Options) resolveLang(s *show.Settings) error {
	if o.Lang == "" {
		return nil
	}
	lang, ok := words.Parse(o.Lang)
	if !ok {
		return Usage(ErrorsIn(o.Console.Words).Lang(o.Lang))
	}
	s.Words = show.SentencesIn(lang)
	o.Console.Words = s.Words
	return nil
}

func (o *Options) resolveFormat(s *show.Settings) error {
	switch s.Format {
	case "text", "json", "ndjson", "csv":
		return nil
	}
	return Usage(ErrorsIn(s.Words).Format(s.Format))
}

// resolveColor decides on colour: asked for, or a terminal that has not been
// told otherwise.
func (o *Options) resolveColor(s *show.Settings) error {
	switch o.Color {
	case "always":
		s.Color = true
	case "never":
	case "auto":
		get := o.Console.Env.Getenv
		s.Color = s.Terminal && get("NO_COLOR") == "" && get("TERM") != "dumb"
	default:
		return Usage(ErrorsIn(s.Words).Color(o.Color))
	}
	return nil
}

// resolveAt reads --at: an instant, with the zone the calendar day is meant in.
func (o *Options) resolveAt(s *show.Settings) error {
	if o.at == "" && !o.Cmd.Flags().Changed("at") {
		return nil
	}
	t, err := ParseInstant(o.at)
	switch e := ErrorsIn(s.Words); {
	case errors.Is(err, ErrNoHour):
		return Usage(e.AtNoHour(o.at))
	case errors.Is(err, errNoZone):
		return Usage(e.AtNoZone(o.at))
	case err != nil:
		return Usage(e.At(o.at))
	}
	s.At = verify.Instant{Time: t, Stated: true}
	return nil
}
