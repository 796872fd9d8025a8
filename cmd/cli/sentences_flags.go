package cli

import (
	"vaxcheck/cmd/show"
	"vaxcheck/cmd/words"
)

// flagWords describe the flags in the help of commands.
type flagWords struct{ *words.Language }

// FlagsIn returns them in the language of other sentences.
func FlagsIn(w *show.Sentences) flagWords { return flagWords{w.Language} }

func (w flagWords) Recursive() string { return w.Say("flag.recursive") }

func (w flagWords) Level() string  { return w.Say("flag.level") }
func (w flagWords) Format() string { return w.Say("flag.format") }
func (w flagWords) Lang() string   { return w.Fill("flag.lang", "Tags", words.TagList()) }
func (w flagWords) At() string     { return w.Say("flag.at") }
func (w flagWords) Policy() string { return w.Say("flag.policy") }
func (w flagWords) MaxAge() string { return w.Say("flag.max-age") }
func (w flagWords) Color() string  { return w.Say("flag.color") }
func (w flagWords) Trust() string  { return w.Say("flag.trust") }
func (w flagWords) Issuer() string { return w.Say("flag.issuer") }
func (w flagWords) Jobs() string   { return w.Say("flag.jobs") }
func (w flagWords) Budget() string { return w.Say("flag.budget") }
func (w flagWords) Quiet() string  { return w.Say("flag.quiet") }
func (w flagWords) QR() string     { return w.Say("flag.qr") }
func (w flagWords) Trace() string  { return w.Say("flag.trace") }

// InspectFormat is Format of inspect, which has no CSV.
func (w flagWords) InspectFormat() string { return w.Say("flag.inspect-format") }
