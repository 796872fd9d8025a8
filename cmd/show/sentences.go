package show

import (
	"strconv"

	"vaxcheck/cmd/words"
	"vaxcheck/internal/finding"
)

// Sentences are all that is said, in one language.
type Sentences struct {
	GeneralWords
	Compare CompareWords
	Labels  LabelWords
	Inspect InspectWords
	Entry   EntryWords
}

// SentencesIn returns the sentences in the language of a tag.
func SentencesIn(tag string) *Sentences { return sentencesOf(words.For(tag)) }

func sentencesOf(l *words.Language) *Sentences {
	return &Sentences{GeneralWords{l}, CompareWords{l}, LabelWords{l}, InspectWords{l}, EntryWords{l}}
}

// Finding says what a parser or a check found.
func (w *Sentences) Finding(f finding.Finding) string { return f.In(w.Group("finding").Of) }

// GeneralWords are the sentences that belong to no other group.
type GeneralWords struct{ *words.Language }

// Comma stands between the items of a list.
func (w GeneralWords) Comma() string { return w.Say("general.comma") }

// And joins what belongs together within one item.
func (w GeneralWords) And() string         { return w.Say("general.and") }
func (w GeneralWords) Hint() string        { return w.Say("general.hint") }
func (w GeneralWords) NoInputHint() string { return w.Say("general.no-input-hint") }

// ShellHistory warns whoever gave a code as an argument.
func (w GeneralWords) ShellHistory() string { return w.Say("general.shell-history") }

// NotDrawn says that --qr draws no code that is not proven.
func (w GeneralWords) NotDrawn(input string) string {
	return w.Fill("general.not-drawn", "Input", input)
}

// Traced says how many pictures --trace has written.
func (w GeneralWords) Traced(pictures int) string {
	if pictures == 0 {
		return w.Say("general.traced-none")
	}
	return w.Plural("general.traced", pictures)
}
func (w GeneralWords) LevelCapped(level string) string {
	return w.Fill("general.level-capped", "Level", level)
}

// AsOf says loudly that the judgement is not as of now.
func (w GeneralWords) AsOf(when string) string { return w.Fill("general.as-of", "When", when) }
func (w GeneralWords) Verdicts() words.Group   { return w.Group("verdict") }

// ReasonsToo has the sentences of reasons that say something else after a graver one.
func (w GeneralWords) ReasonsToo() words.Group { return w.Group("reason-too") }

// TagWidth is the least display width of a verdict's word between its brackets: that of the
// words met every minute.
func (w GeneralWords) TagWidth() int {
	width, _ := strconv.Atoi(w.Say("general.tag-width"))
	return width
}
func (w GeneralWords) Reasons(code string) words.Advice { return w.Advice("reason", code) }

// CodeKinds name what an unreadable code is instead.
func (w GeneralWords) CodeKinds() words.Group    { return w.Group("kind") }
func (w GeneralWords) ThisIs(kind string) string { return w.Fill("general.this-is", "Kind", kind) }

// Next heads a next step.
func (w GeneralWords) Next() string     { return w.Say("general.next") }
func (w GeneralWords) NotWhose() string { return w.Say("general.not-whose") }

// Whys tell why a picture could not be read.
func (w GeneralWords) Whys() words.Group            { return w.Group("why") }
func (w GeneralWords) ModulePixels(n string) string { return w.Fill("general.module-pixels", "N", n) }

// CodeKindNext replaces a reason's next step for some kinds of code.
func (w GeneralWords) CodeKindNext() words.Group { return w.Group("kind-next") }
func (w GeneralWords) Bug() string               { return w.Say("general.bug") }
func (w GeneralWords) Checks() words.Group       { return w.Group("check") }
func (w GeneralWords) Outcomes() words.Group     { return w.Group("outcome") }

// Sources name where trust sets and keys come from that are not files; SourceLocal adds that
// something was added or blocked here; TrustParts name the parts of a trust set.
func (w GeneralWords) Sources() words.Group { return w.Group("source") }
func (w GeneralWords) SourceLocal(source string) string {
	return w.Fill("general.source-local", "Source", source)
}
func (w GeneralWords) TrustParts() words.Group { return w.Group("trust-part") }

// Rules name the rules of a policy.
func (w GeneralWords) Rules() words.Group { return w.Group("rule") }

// Details belong to the reasons policy_not_met and revocation_unknown.
func (w GeneralWords) Details() words.Group  { return w.Group("detail") }
func (w GeneralWords) NameUses() words.Group { return w.Group("name-use") }

// Statuses are those of doses and tests.
func (w GeneralWords) Statuses() words.Group  { return w.Group("status") }
func (w GeneralWords) TestKinds() words.Group { return w.Group("test-kind") }

// Results are those of tests.
func (w GeneralWords) Results() words.Group { return w.Group("test-result") }
