package cmd

import (
	"strings"

	"vaxcheck/cmd/show"
	"vaxcheck/cmd/words"
)

func (w policyWords) PolicyKeys() words.Group { return w.Group("policy-key") }

type versionWords struct{ *words.Language }

// versionIn returns them in the language of other sentences.
func versionIn(w *show.Sentences) versionWords { return versionWords{w.Language} }

func (w versionWords) Short() string        { return w.Say("version.short") }
func (w versionWords) Long() string         { return w.Say("version.long") }
func (w versionWords) Commit() string       { return w.Say("version.commit") }
func (w versionWords) Modified() string     { return w.Say("version.modified") }
func (w versionWords) Platform() string     { return w.Say("version.platform") }
func (w versionWords) TrustSet() string     { return w.Say("version.trust-set") }
func (w versionWords) TrustDamaged() string { return w.Say("version.trust-damaged") }
func (w versionWords) VaccineTable() string { return w.Say("version.vaccine-table") }

// Parts name the parts of the trust set beside the issuers.
func (w versionWords) Parts() words.Group { return w.Group("version-parts") }

type licensesWords struct{ *words.Language }

// licensesIn returns them in the language of other sentences.
func licensesIn(w *show.Sentences) licensesWords { return licensesWords{w.Language} }

func (w licensesWords) Short() string { return w.Say("licenses.short") }
func (w licensesWords) Long() string  { return w.Say("licenses.long") }

type helpWords struct{ *words.Language }

// helpIn returns them in the language of other sentences.
func helpIn(w *show.Sentences) helpWords { return helpWords{w.Language} }

func (w helpWords) Short() string               { return w.Say("help.short") }
func (w helpWords) Long() string                { return w.Say("help.long") }
func (w helpWords) Usage() string               { return w.Say("help.usage") }
func (w helpWords) Commands() string            { return w.Say("help.commands") }
func (w helpWords) Topics() string              { return w.Say("help.topics") }
func (w helpWords) Flags() string               { return w.Say("help.flags") }
func (w helpWords) HelpFlag() string            { return w.Say("help.help-flag") }
func (w helpWords) VersionFlag() string         { return w.Say("help.version-flag") }
func (w helpWords) Default(value string) string { return w.Fill("help.default", "Value", value) }
func (w helpWords) More(command string) string  { return w.Fill("help.more", "Command", command) }

// topicWords head the topics and introduce what they list.
type topicWords struct{ *words.Language }

// topicsIn returns them in the language of other sentences.
func topicsIn(w *show.Sentences) topicWords { return topicWords{w.Language} }

// Codes tell what exit codes mean, by number.
func (w topicWords) Codes() words.Group { return w.Group("exit-code") }

// Fields tell of the fields of the JSON, by path.
func (w topicWords) Fields() words.Group { return w.Group("field") }

// Variable tells what an environment variable is for.
func (w topicWords) Variable(name string) string {
	return w.Group("variable").Fill(name, "Tags", words.TagList())
}

func (w topicWords) ExitCodes() string       { return w.Say("topic.exit-codes") }
func (w topicWords) ExitCodesText() string   { return w.Say("topic.exit-codes-text") }
func (w topicWords) Reasons() string         { return w.Say("topic.reasons") }
func (w topicWords) ReasonsText() string     { return w.Say("topic.reasons-text") }
func (w topicWords) DetailsHead() string     { return w.Say("topic.details-head") }
func (w topicWords) KindsHead() string       { return w.Say("topic.kinds-head") }
func (w topicWords) Levels() string          { return w.Say("topic.levels") }
func (w topicWords) LevelsText() string      { return w.Say("topic.levels-text") }
func (w topicWords) JSON() string            { return w.Say("topic.json") }
func (w topicWords) JSONText() string        { return w.Say("topic.json-text") }
func (w topicWords) JSONMore() string        { return w.Say("topic.json-more") }
func (w topicWords) Environment() string     { return w.Say("topic.environment") }
func (w topicWords) EnvironmentText() string { return w.Say("topic.environment-text") }
func (w topicWords) Policies() string        { return w.Say("topic.policies") }
func (w topicWords) PoliciesText() string    { return w.Say("topic.policies-text") }
func (w topicWords) KeysIn() string          { return w.Say("topic.keys-in") }

type completionWords struct{ *words.Language }

// completionIn returns them in the language of other sentences.
func completionIn(w *show.Sentences) completionWords { return completionWords{w.Language} }

func (w completionWords) Short() string            { return w.Say("completion.short") }
func (w completionWords) Long() string             { return w.Say("completion.long") }
func (w completionWords) NoDescriptions() string   { return w.Say("completion.no-descriptions") }
func (w completionWords) Shell(name string) string { return w.Fill("completion.shell", "Name", name) }

// How tells, by shell, how to install a script.
func (w completionWords) How() words.Group { return w.Group("completion-how") }

// Levels are completions of --level: "A\twhat it shows".
func (w completionWords) Levels() (levels []string) {
	for _, level := range []string{"A", "B", "C"} {
		levels = append(levels, level+"\t"+w.Say("completion.level-"+strings.ToLower(level)))
	}
	return levels
}
