package cmd

import (
	"slices"
	"strconv"

	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/show"
	"vaxcheck/cmd/words"
	"vaxcheck/verify"
	"vaxcheck/verify/rules"
)

// topic is a page of help that is no command. Its text is put together when somebody
// reads it: every start of the program lists the topics.
type topic struct {
	name, short string
	text        func() string
}

// topics returns all pages. What they list comes from where it is defined.
func topics(w *show.Sentences) []topic {
	t := topicsIn(w)
	return []topic{
		{"exit-codes", t.ExitCodes(), func() string {
			return t.ExitCodesText() + "\n\n" + show.Aligned(exitCodeRows(w))
		}},
		{"reasons", t.Reasons(), func() string { return reasonsTopic(w) }},
		{"levels", t.Levels(), t.LevelsText},
		{"json", t.JSON(), func() string {
			return t.JSONText() + "\n\n" + show.Aligned(jsonRows(w)) + "\n" + t.JSONMore()
		}},
		{"environment", t.Environment(), func() string { return environmentTopic(w) }},
		{"policies", t.Policies(), func() string {
			return t.PoliciesText() + "\n\n" + policyExample(w) + "\n" + t.KeysIn()
		}},
	}
}

// topicText is the text of the topic of a name, "" for none.
func topicText(w *show.Sentences, name string) string {
	all := topics(w)
	if i := slices.IndexFunc(all, func(t topic) bool { return t.name == name }); i >= 0 {
		return all[i].text()
	}
	return ""
}

func exitCodeRows(w *show.Sentences) [][]string {
	var rows [][]string
	for _, c := range cli.ExitCodes {
		rows = append(rows, []string{strconv.Itoa(c), topicsIn(w).Codes().Of(strconv.Itoa(c))})
	}
	return rows
}

// reasonsTopic lists the reasons under the verdicts they lead to.
func reasonsTopic(w *show.Sentences) string {
	t := topicsIn(w)
	out := t.ReasonsText() + "\n"
	for _, v := range verify.Verdicts() {
		var rows [][]string
		for _, r := range verify.Reasons() {
			if verify.VerdictFor(r) == v {
				rows = append(rows, []string{string(r), w.Reasons(string(r)).Sentence},
					[]string{"", w.Reasons(string(r)).Next})
			}
		}
		if len(rows) > 0 {
			out += "\n" + w.Verdicts().Of(string(v)) + " (" + string(v) + ")\n" + show.Aligned(rows)
		}
	}
	return out + "\n" + t.DetailsHead() + "\n" + show.Aligned(sortedRows(w.Details())) + "\n" +
		t.KindsHead() + "\n" + show.Aligned(sortedRows(w.CodeKinds()))
}

func sortedRows(table words.Group) [][]string {
	var rows [][]string
	for _, code := range table.Codes() {
		rows = append(rows, []string{code, table.Of(code)})
	}
	return rows
}

// policyExample is the file of a policy that comes with the program.
func policyExample(w *show.Sentences) string {
	p, _ := rules.Find("primary")
	return indented(show.TOML(show.PolicyKeys(p), policyIn(w).PolicyKeys().Of))
}
