package show

import (
	"strconv"

	"vaxcheck/cmd/words"
	"vaxcheck/internal/finding"
)

// Sentences are all that is said, in one language.
type Sentences struct {
	*words.Language
	Compare CompareWords
	Labels  LabelWords
	Inspect InspectWords
	Entry   EntryWords
}

// SentencesIn returns the sentences in the language of a tag.
func SentencesIn(tag string) *Sentences { return sentencesOf(words.For(tag)) }

func sentencesOf(l *words.Language) *Sentences {
	return &Sentences{l, CompareWords{l}, LabelWords{l}, InspectWords{l}, EntryWords{l}}
}

// Finding says what a parser or a check found.
func (w *Sentences) Finding(f finding.Finding) string { return f.In(w.Group("finding").Of) }

// Comma stands between the items of a list.
func (w Sentences) Comma() string { return w.Say("general.comma") }

// And joins what belongs together within one item.
func (w Sentences) And() string         { return w.Say("general.and") }
func (w Sentences) Hint() string        { return w.Say("general.hint") }
func (w Sentences) NoInputHint() string { return w.Say("general.no-input-hint") }

// ShellHistory warns whoever gave a code as an argument.
func (w Sentences) ShellHistory() string { return w.Say("general.shell-history") }

// NotDrawn says that --qr draws no code that is not proven.
func (w Sentences) NotDrawn(input string) string { return w.Fill("general.not-drawn", "Input", input) }

// Traced says how many pictures --trace has written.
func (w Sentences) Traced(pictures int) string {
	if pictures == 0 {
		return w.Say("general.traced-none")
	}
	return w.Plural("general.traced", pictures)
}
func (w Sentences) LevelCapped(level string) string {
	return w.Fill("general.level-capped", "Level", level)
}

// AsOf says loudly that the judgement is not as of now.
func (w Sentences) AsOf(when string) string { return w.Fill("general.as-of", "When", when) }
func (w Sentences) Verdicts() words.Group   { return w.Group("verdict") }

// ReasonsToo has the sentences of reasons that say something else after a graver one.
func (w Sentences) ReasonsToo() words.Group { return w.Group("reason-too") }

// TagWidth is the least display width of a verdict's word between its brackets: that of the
// words met every minute.
func (w Sentences) TagWidth() int {
	width, _ := strconv.Atoi(w.Say("general.tag-width"))
	return width
}
func (w Sentences) Reasons(code string) words.Advice { return w.Advice("reason", code) }

// CodeKinds name what an unreadable code is instead.
func (w Sentences) CodeKinds() words.Group    { return w.Group("kind") }
func (w Sentences) ThisIs(kind string) string { return w.Fill("general.this-is", "Kind", kind) }

// Next heads a next step.
func (w Sentences) Next() string     { return w.Say("general.next") }
func (w Sentences) NotWhose() string { return w.Say("general.not-whose") }

// Whys tell why a picture could not be read.
func (w Sentences) Whys() words.Group            { return w.Group("why") }
func (w Sentences) ModulePixels(n string) string { return w.Fill("general.module-pixels", "N", n) }

// CodeKindNext replaces a reason's next step for some kinds of code.
func (w Sentences) CodeKindNext() words.Group { return w.Group("kind-next") }
func (w Sentences) Bug() string               { return w.Say("general.bug") }
func (w Sentences) Checks() words.Group       { return w.Group("check") }
func (w Sentences) Outcomes() words.Group     { return w.Group("outcome") }

// Sources name where trust sets and keys come from that are not files; SourceLocal adds that
// something was added or blocked here; TrustParts name the parts of a trust set.
func (w Sentences) Sources() words.Group { return w.Group("source") }
func (w Sentences) SourceLocal(source string) string {
	return w.Fill("general.source-local", "Source", source)
}
func (w Sentences) TrustParts() words.Group { return w.Group("trust-part") }

// Rules name the rules of a policy.
func (w Sentences) Rules() words.Group { return w.Group("rule") }

// Details belong to the reasons policy_not_met and revocation_unknown.
func (w Sentences) Details() words.Group  { return w.Group("detail") }
func (w Sentences) NameUses() words.Group { return w.Group("name-use") }

// Statuses are those of doses and tests.
func (w Sentences) Statuses() words.Group  { return w.Group("status") }
func (w Sentences) TestKinds() words.Group { return w.Group("test-kind") }

// Results are those of tests.
func (w Sentences) Results() words.Group { return w.Group("test-result") }
