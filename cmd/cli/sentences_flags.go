package cli

import (
	"vaxcheck/cmd/show"
	"vaxcheck/cmd/words"
)

// FlagWords describe the flags in the help of commands.
type FlagWords struct{ *words.Language }

// FlagsIn returns them in the language of other sentences.
func FlagsIn(w *show.Sentences) FlagWords { return FlagWords{w.Language} }

func (w FlagWords) Recursive() string { return w.Say("flag.recursive") }

func (w FlagWords) Level() string  { return w.Say("flag.level") }
func (w FlagWords) Format() string { return w.Say("flag.format") }
func (w FlagWords) Lang() string   { return w.Fill("flag.lang", "Tags", words.TagList()) }
func (w FlagWords) At() string     { return w.Say("flag.at") }
func (w FlagWords) Policy() string { return w.Say("flag.policy") }
func (w FlagWords) MaxAge() string { return w.Say("flag.max-age") }
func (w FlagWords) Color() string  { return w.Say("flag.color") }
func (w FlagWords) Trust() string  { return w.Say("flag.trust") }
func (w FlagWords) Issuer() string { return w.Say("flag.issuer") }
func (w FlagWords) Jobs() string   { return w.Say("flag.jobs") }
func (w FlagWords) Budget() string { return w.Say("flag.budget") }
func (w FlagWords) Quiet() string  { return w.Say("flag.quiet") }
func (w FlagWords) QR() string     { return w.Say("flag.qr") }
func (w FlagWords) Trace() string  { return w.Say("flag.trace") }
