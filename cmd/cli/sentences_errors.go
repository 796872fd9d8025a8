package cli

import (
	"strconv"
	"time"

	"vaxcheck/cmd/show"
	"vaxcheck/cmd/words"
)

// ErrorWords are the texts of errors. The cause that some of them quote comes from the system
// or a library and is in English.
type ErrorWords struct{ *words.Language }

// ErrorsIn returns them in the language of other sentences.
func ErrorsIn(w *show.Sentences) ErrorWords { return ErrorWords{w.Language} }

func (w ErrorWords) Format(format string) string {
	return w.Fill("error.format", "Format", strconv.Quote(format))
}
func (w ErrorWords) Color(color string) string {
	return w.Fill("error.color", "Color", strconv.Quote(color))
}

func (w ErrorWords) Level(level string) string {
	return w.Fill("error.level", "Level", strconv.Quote(level))
}
func (w ErrorWords) LevelCap(by, level string) string {
	return w.Fill("error.level-cap", "By", by, "Level", strconv.Quote(level))
}

func (w ErrorWords) Lang(lang string) string {
	return w.Fill("error.lang", "Lang", strconv.Quote(lang), "Tags", words.TagList())
}
func (w ErrorWords) At(at string) string { return w.Fill("error.at", "At", strconv.Quote(at)) }
func (w ErrorWords) Jobs(jobs, most int) string {
	return w.Fill("error.jobs", "Jobs", strconv.Itoa(jobs), "Most", strconv.Itoa(most))
}
func (w ErrorWords) AtNoHour(at string) string {
	return w.Fill("error.at-no-hour", "At", strconv.Quote(at))
}

func (w ErrorWords) AtNoZone(at string) string {
	return w.Fill("error.at-no-zone", "At", strconv.Quote(at))
}
func (w ErrorWords) PolicyUnknown(by, name string) string {
	return w.Fill("error.policy-unknown", "By", by, "Name", name)
}

func (w ErrorWords) PolicyRefused(by, name string, cause error) error {
	return words.Because(w.Fill("error.policy-refused", "By", by, "Name", name, "Cause", cause.Error()), cause)
}
func (w ErrorWords) PolicyFirst(command string) string {
	return w.Fill("error.policy-first", "Command", command)
}

func (w ErrorWords) PolicyLocked(by, policy string) string {
	return w.Fill("error.policy-locked", "By", by, "Policy", policy)
}
func (w ErrorWords) MaxAge(value string) string {
	return w.Fill("error.max-age", "Value", strconv.Quote(value))
}

func (w ErrorWords) ConfigRefused(file string, cause error) error {
	return words.Because(w.Fill("error.config-refused", "File", file, "Cause", cause.Error()), cause)
}
func (w ErrorWords) ConfigHint() string { return w.Say("error.config-hint") }

func (w ErrorWords) IssuerAlone() string { return w.Say("error.issuer-alone") }
func (w ErrorWords) TrustMissing(name string, cause error) error {
	return words.Because(w.Fill("error.trust-missing", "Name", name, "Cause", cause.Error()), cause)
}
func (w ErrorWords) TrustRefused(name string, cause error) error {
	return words.Because(w.Fill("error.trust-refused", "Name", name, "Cause", cause.Error()), cause)
}

func (w ErrorWords) NoCSV() string                 { return w.Say("error.no-csv") }
func (w ErrorWords) QRLevel() string               { return w.Say("error.qr-level") }
func (w ErrorWords) NoInput() string               { return w.Say("error.no-input") }
func (w ErrorWords) DecodeCapped(by string) string { return w.Fill("error.decode-capped", "By", by) }
func (w ErrorWords) TraceLevel() string            { return w.Say("error.trace-level") }
func (w ErrorWords) TraceOne() string              { return w.Say("error.trace-one") }
func (w ErrorWords) TraceNotEmpty() string         { return w.Say("error.trace-not-empty") }
func (w ErrorWords) Trace(cause error) error {
	return words.Because(w.Fill("error.trace", "Cause", cause.Error()), cause)
}
func (w ErrorWords) Budget(budget time.Duration) string {
	return w.Fill("error.budget", "Budget", budget.String())
}

func (w ErrorWords) Folder() string { return w.Say("error.folder") }
func (w ErrorWords) Draw(cause error) error {
	return words.Because(w.Fill("error.draw", "Cause", cause.Error()), cause)
}
func (w ErrorWords) Write(file string, cause error) error {
	return words.Because(w.Fill("error.write", "File", file, "Cause", cause.Error()), cause)
}

func (w ErrorWords) WriteAnswer(cause error) error {
	return words.Because(w.Fill("error.write-answer", "Cause", cause.Error()), cause)
}
func (w ErrorWords) NotFound() string { return w.Say("error.not-found") }

func (w ErrorWords) CodeAsCommand() string { return w.Say("error.code-as-command") }
func (w ErrorWords) UnknownCommand(command, of string) string {
	return w.Fill("error.unknown-command", "Command", strconv.Quote(command), "Of", of)
}
func (w ErrorWords) Bug(place string) string { return w.Fill("error.bug", "Place", place) }

func (w ErrorWords) FlagUnknown(flag string) string {
	return w.Fill("error.flag-unknown", "Flag", flag)
}
func (w ErrorWords) FlagNoValue(flag string) string {
	return w.Fill("error.flag-no-value", "Flag", flag)
}
func (w ErrorWords) FlagBadValue(flag string) string {
	return w.Fill("error.flag-bad-value", "Flag", flag)
}
func (w ErrorWords) ArgsCount(command string, want, got int) string {
	return w.Plural("error.args-count", want, "Command", command, "Got", strconv.Itoa(got))
}
func (w ErrorWords) ArgsNone(command string) string {
	return w.Fill("error.args-none", "Command", command)
}

// See names the help that tells more.
func (w ErrorWords) See(command string) string { return w.Fill("error.see", "Command", command) }

// DidYouMean names what may have been meant.
func (w ErrorWords) DidYouMean(what string) string { return w.Fill("error.did-you-mean", "What", what) }
