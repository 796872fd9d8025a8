package cli

import (
	"strconv"
	"time"

	"vaxcheck/cmd/show"
	"vaxcheck/cmd/words"
)

// errorWords are the texts of errors. The cause that some of them quote comes from the system
// or a library and is in English.
type errorWords struct{ *words.Language }

// ErrorsIn returns them in the language of other sentences.
func ErrorsIn(w *show.Sentences) errorWords { return errorWords{w.Language} }

func (w errorWords) Format(format string) string {
	return w.Fill("error.format", "Format", strconv.Quote(format))
}
func (w errorWords) Color(color string) string {
	return w.Fill("error.color", "Color", strconv.Quote(color))
}

func (w errorWords) Level(level string) string {
	return w.Fill("error.level", "Level", strconv.Quote(level))
}
func (w errorWords) LevelCap(by, level string) string {
	return w.Fill("error.level-cap", "By", by, "Level", strconv.Quote(level))
}

func (w errorWords) Lang(lang string) string {
	return w.Fill("error.lang", "Lang", strconv.Quote(lang), "Tags", words.TagList())
}
func (w errorWords) At(at string) string { return w.Fill("error.at", "At", strconv.Quote(at)) }
func (w errorWords) Jobs(jobs, most int) string {
	return w.Fill("error.jobs", "Jobs", strconv.Itoa(jobs), "Most", strconv.Itoa(most))
}
func (w errorWords) AtNoHour(at string) string {
	return w.Fill("error.at-no-hour", "At", strconv.Quote(at))
}

func (w errorWords) AtNoZone(at string) string {
	return w.Fill("error.at-no-zone", "At", strconv.Quote(at))
}
func (w errorWords) PolicyUnknown(by, name string) string {
	return w.Fill("error.policy-unknown", "By", by, "Name", name)
}

func (w errorWords) PolicyRefused(by, name string, cause error) error {
	return words.Because(w.Fill("error.policy-refused", "By", by, "Name", name, "Cause", cause.Error()), cause)
}
func (w errorWords) PolicyFirst(command string) string {
	return w.Fill("error.policy-first", "Command", command)
}

func (w errorWords) PolicyLocked(by, policy string) string {
	return w.Fill("error.policy-locked", "By", by, "Policy", policy)
}
func (w errorWords) MaxAge(value string) string {
	return w.Fill("error.max-age", "Value", strconv.Quote(value))
}

func (w errorWords) ConfigRefused(file string, cause error) error {
	return words.Because(w.Fill("error.config-refused", "File", file, "Cause", cause.Error()), cause)
}
func (w errorWords) ConfigHint() string { return w.Say("error.config-hint") }

func (w errorWords) IssuerAlone() string { return w.Say("error.issuer-alone") }
func (w errorWords) TrustMissing(name string, cause error) error {
	return words.Because(w.Fill("error.trust-missing", "Name", name, "Cause", cause.Error()), cause)
}
func (w errorWords) TrustRefused(name string, cause error) error {
	return words.Because(w.Fill("error.trust-refused", "Name", name, "Cause", cause.Error()), cause)
}

func (w errorWords) NoCSV() string                 { return w.Say("error.no-csv") }
func (w errorWords) QRLevel() string               { return w.Say("error.qr-level") }
func (w errorWords) NoInput() string               { return w.Say("error.no-input") }
func (w errorWords) DecodeCapped(by string) string { return w.Fill("error.decode-capped", "By", by) }
func (w errorWords) TraceLevel() string            { return w.Say("error.trace-level") }
func (w errorWords) TraceOne() string              { return w.Say("error.trace-one") }
func (w errorWords) TraceNotEmpty() string         { return w.Say("error.trace-not-empty") }
func (w errorWords) Trace(cause error) error {
	return words.Because(w.Fill("error.trace", "Cause", cause.Error()), cause)
}
func (w errorWords) Budget(budget time.Duration) string {
	return w.Fill("error.budget", "Budget", budget.String())
}

func (w errorWords) Folder() string   { return w.Say("error.folder") }
func (w errorWords) TooLarge() string { return w.Say("error.too-large") }
func (w errorWords) Draw(cause error) error {
	return words.Because(w.Fill("error.draw", "Cause", cause.Error()), cause)
}
func (w errorWords) Write(file string, cause error) error {
	return words.Because(w.Fill("error.write", "File", file, "Cause", cause.Error()), cause)
}

func (w errorWords) WriteAnswer(cause error) error {
	return words.Because(w.Fill("error.write-answer", "Cause", cause.Error()), cause)
}
func (w errorWords) NotFound() string { return w.Say("error.not-found") }

func (w errorWords) CodeAsCommand() string { return w.Say("error.code-as-command") }
func (w errorWords) UnknownCommand(command, of string) string {
	return w.Fill("error.unknown-command", "Command", strconv.Quote(command), "Of", of)
}
func (w errorWords) Bug(place string) string { return w.Fill("error.bug", "Place", place) }

func (w errorWords) FlagUnknown(flag string) string {
	return w.Fill("error.flag-unknown", "Flag", flag)
}
func (w errorWords) FlagNoValue(flag string) string {
	return w.Fill("error.flag-no-value", "Flag", flag)
}
func (w errorWords) FlagBadValue(flag string) string {
	return w.Fill("error.flag-bad-value", "Flag", flag)
}
func (w errorWords) ArgsCount(command string, want, got int) string {
	return w.Plural("error.args-count", want, "Command", command, "Got", strconv.Itoa(got))
}
func (w errorWords) ArgsNone(command string) string {
	return w.Fill("error.args-none", "Command", command)
}

// See names the help that tells more.
func (w errorWords) See(command string) string { return w.Fill("error.see", "Command", command) }

// DidYouMean names what may have been meant.
func (w errorWords) DidYouMean(what string) string { return w.Fill("error.did-you-mean", "What", what) }
