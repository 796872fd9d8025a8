package cmd

import (
	"strconv"

	"vaxcheck/cmd/words"
	"vaxcheck/internal/finding"
)

// sentences are all that is said, in one language.
type sentences struct {
	*words.Language
	Compare compareWords
	Labels  labelWords
	Inspect inspectWords
}

// sentencesIn returns the sentences in the language of a tag.
func sentencesIn(tag string) *sentences { return sentencesOf(words.For(tag)) }

func sentencesOf(l *words.Language) *sentences {
	return &sentences{l, compareWords{l}, labelWords{l}, inspectWords{l}}
}

// finding says what a parser or a check found.
func (w *sentences) finding(f finding.Finding) string { return f.In(w.Group("finding").Of) }

// Lang: "en" or "ja"

// Comma: between the items of a list
func (w sentences) Comma() string { return w.Say("general.comma") }

// And: between what belongs together within one
func (w sentences) And() string         { return w.Say("general.and") }
func (w sentences) Hint() string        { return w.Say("general.hint") }
func (w sentences) NoInputHint() string { return w.Say("general.no-input-hint") }

// ShellHistory: a code was given as an argument
func (w sentences) ShellHistory() string { return w.Say("general.shell-history") }

// NotDrawn: --qr, and the code is not proven
func (w sentences) NotDrawn(input string) string { return w.Fill("general.not-drawn", "Input", input) }

// Traced: --trace
func (w sentences) Traced(pictures int) string {
	if pictures == 0 {
		return w.Say("general.traced-none")
	}
	return w.Plural("general.traced", pictures)
}
func (w sentences) LevelCapped(level string) string {
	return w.Fill("general.level-capped", "Level", level)
}

// AsOf says loudly that the judgement is not as of now.
func (w sentences) AsOf(when string) string { return w.Fill("general.as-of", "When", when) }
func (w sentences) Verdicts() words.Group   { return w.Group("verdict") }

// TagWidth is the least display width of a verdict's word between its brackets: that of the words met every minute.
func (w sentences) TagWidth() int {
	width, _ := strconv.Atoi(w.Say("general.tag-width"))
	return width
}
func (w sentences) Reasons(code string) words.Advice { return w.Advice("reason", code) }

// Kinds: what an unreadable code is instead
func (w sentences) Kinds() words.Group        { return w.Group("kind") }
func (w sentences) ThisIs(kind string) string { return w.Fill("general.this-is", "Kind", kind) }

// Next: heads a next step
func (w sentences) Next() string     { return w.Say("general.next") }
func (w sentences) NotWhose() string { return w.Say("general.not-whose") }

// Whys: why a picture could not be read
func (w sentences) Whys() words.Group            { return w.Group("why") }
func (w sentences) ModulePixels(n string) string { return w.Fill("general.module-pixels", "N", n) }

// KindNext replaces a reason's next step for some kinds of code.
func (w sentences) KindNext() words.Group { return w.Group("kind-next") }
func (w sentences) Bug() string           { return w.Say("general.bug") }
func (w sentences) Checks() words.Group   { return w.Group("check") }
func (w sentences) Outcomes() words.Group { return w.Group("outcome") }

// Sources are those of trust sets and keys that are not files, SourceLocal one with what was added and blocked here; TrustParts are the parts of a trust set.
func (w sentences) Sources() words.Group { return w.Group("source") }
func (w sentences) SourceLocal(source string) string {
	return w.Fill("general.source-local", "Source", source)
}
func (w sentences) TrustParts() words.Group { return w.Group("trust-part") }

// Rules: of a policy
func (w sentences) Rules() words.Group { return w.Group("rule") }

// Details: of policy_not_met and revocation_unknown
func (w sentences) Details() words.Group  { return w.Group("detail") }
func (w sentences) NameUses() words.Group { return w.Group("name-use") }

// Statuses: of doses and tests
func (w sentences) Statuses() words.Group  { return w.Group("status") }
func (w sentences) TestKinds() words.Group { return w.Group("test-kind") }

// Results: of tests
func (w sentences) Results() words.Group { return w.Group("test-result") }

// flagWords describe the flags, commandWords the commands, in their help.
type flagWords struct{ *words.Language }

// flagsIn returns them in the language of other sentences.
func flagsIn(w *sentences) flagWords { return flagWords{w.Language} }

func (w flagWords) Level() string     { return w.Say("flag.level") }
func (w flagWords) Format() string    { return w.Say("flag.format") }
func (w flagWords) Lang() string      { return w.Fill("flag.lang", "Tags", words.TagList()) }
func (w flagWords) At() string        { return w.Say("flag.at") }
func (w flagWords) Policy() string    { return w.Say("flag.policy") }
func (w flagWords) MaxAge() string    { return w.Say("flag.max-age") }
func (w flagWords) Color() string     { return w.Say("flag.color") }
func (w flagWords) Trust() string     { return w.Say("flag.trust") }
func (w flagWords) Issuer() string    { return w.Say("flag.issuer") }
func (w flagWords) Recursive() string { return w.Say("flag.recursive") }
func (w flagWords) Jobs() string      { return w.Say("flag.jobs") }
func (w flagWords) Budget() string    { return w.Say("flag.budget") }
func (w flagWords) Quiet() string     { return w.Say("flag.quiet") }
func (w flagWords) QR() string        { return w.Say("flag.qr") }
func (w flagWords) Trace() string     { return w.Say("flag.trace") }

type commandWords struct{ *words.Language }

// commandsIn returns them in the language of other sentences.
func commandsIn(w *sentences) commandWords { return commandWords{w.Language} }

func (w commandWords) Root() string        { return w.Say("command.root") }
func (w commandWords) RootLong() string    { return w.Say("command.root-long") }
func (w commandWords) Verify() string      { return w.Say("command.verify") }
func (w commandWords) VerifyLong() string  { return w.Say("command.verify-long") }
func (w commandWords) Decode() string      { return w.Say("command.decode") }
func (w commandWords) DecodeLong() string  { return w.Say("command.decode-long") }
func (w commandWords) Inspect() string     { return w.Say("command.inspect") }
func (w commandWords) InspectLong() string { return w.Say("command.inspect-long") }
