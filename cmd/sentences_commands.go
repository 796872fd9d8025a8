package cmd

import (
	"vaxcheck/cmd/show"
	"vaxcheck/cmd/words"
)

// commandWords describe the commands in their help.
type commandWords struct{ *words.Language }

// commandsIn returns them in the language of other sentences.
func commandsIn(w *show.Sentences) commandWords { return commandWords{w.Language} }

func (w commandWords) InspectLong() string { return w.Say("command.inspect-long") }
func (w commandWords) Root() string        { return w.Say("command.root") }
func (w commandWords) RootLong() string    { return w.Say("command.root-long") }
func (w commandWords) Verify() string      { return w.Say("command.verify") }
func (w commandWords) VerifyLong() string  { return w.Say("command.verify-long") }
func (w commandWords) Decode() string      { return w.Say("command.decode") }
func (w commandWords) DecodeLong() string  { return w.Say("command.decode-long") }
func (w commandWords) Inspect() string     { return w.Say("command.inspect") }
