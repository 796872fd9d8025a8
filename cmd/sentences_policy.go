package cmd

import (
	"cmp"
	"strconv"

	"vaxcheck/cmd/show"
	"vaxcheck/cmd/words"
)

type policyWords struct{ *words.Language }

// policyIn returns them in the language of other sentences.
func policyIn(w *show.Sentences) policyWords { return policyWords{w.Language} }

func (w policyWords) Short() string    { return w.Say("policy.short") }
func (w policyWords) Long() string     { return w.Say("policy.long") }
func (w policyWords) List() string     { return w.Say("policy.list") }
func (w policyWords) ListLong() string { return w.Say("policy.list-long") }
func (w policyWords) Show() string     { return w.Say("policy.show") }
func (w policyWords) ShowLong() string { return w.Say("policy.show-long") }
func (w policyWords) Test() string     { return w.Say("policy.test") }
func (w policyWords) TestLong() string { return w.Say("policy.test-long") }

// ruleWords say what a policy asks for.
type ruleWords struct{ *words.Language }

// rulesIn returns them in the language of other sentences.
func rulesIn(w *show.Sentences) ruleWords { return ruleWords{w.Language} }

func (w ruleWords) Doses(count int, disease string) string {
	return w.Plural("rule-text.doses", count, "Disease", disease)
}

// Series tell what is asked for, by the word in policies.
func (w ruleWords) Series() words.Group { return w.Group("rule-text-series") }

func (w ruleWords) SingleDose(products string) string {
	return w.Fill("rule-text.single-dose", "Products", products)
}
func (w ruleWords) Accepted(products string) string {
	return w.Fill("rule-text.accepted", "Products", products)
}

func (w ruleWords) MinDays(days int) string { return w.Plural("rule-text.min-days", days) }
func (w ruleWords) MaxDays(days int) string { return w.Plural("rule-text.max-days", days) }
func (w ruleWords) Test(kinds string, hours int) string {
	return w.Plural("rule-text.test", hours, "Kinds", cmp.Or(kinds, "nucleic_acid, antigen"))
}
func (w ruleWords) Recovery(from, to int) string {
	return w.Plural("rule-text.recovery", to, "From", strconv.Itoa(from))
}

func (w ruleWords) TrustAge(days int) string { return w.Plural("rule-text.trust-age", days) }
func (w ruleWords) Exemption(policies string) string {
	return w.Fill("rule-text.exemption", "Policies", policies)
}
func (w ruleWords) StatePass() string    { return w.Say("rule-text.state-pass") }
func (w ruleWords) MissingLists() string { return w.Say("rule-text.missing-lists") }

// configWords tell of the configuration files.
type configWords struct{ *words.Language }

// configIn returns them in the language of other sentences.
func configIn(w *show.Sentences) configWords { return configWords{w.Language} }

func (w configWords) FilesText() string { return w.Say("config.files-text") }
func (w configWords) KeysText() string  { return w.Say("config.keys-text") }
func (w configWords) DataText() string  { return w.Say("config.data-text") }
func (w configWords) OfMachine() string { return w.Say("config.of-machine") }
func (w configWords) OfUser() string    { return w.Say("config.of-user") }

// Key is the comment on a key of a configuration file.
func (w configWords) Key(name string) string {
	return w.Group("config-key").Fill(name, "Tags", words.TagList())
}
