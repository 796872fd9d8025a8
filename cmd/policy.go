package cmd

import (
	"strings"

	"github.com/spf13/cobra"

	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/show"
	"vaxcheck/verify/rules"
)

// schemas of what the policy commands print.
const (
	schemaPolicy   = "vaxcheck.policy/1"
	schemaPolicies = "vaxcheck.policies/1"
)

func policyCommand(c *cli.Console) *cobra.Command {
	w := policyIn(c.Words)
	cmd := &cobra.Command{Use: "policy", Short: w.Short(), Long: w.Long()}
	cli.Parent(c.Words, cmd)
	cmd.AddCommand(policyListCommand(c), policyShowCommand(c), policyTestCommand(c))
	return cmd
}

func policyListCommand(c *cli.Console) *cobra.Command {
	w := policyIn(c.Words)
	cmd := &cobra.Command{Use: "list", Short: w.List(), Long: w.ListLong(), Args: cli.ExactArgs(c.Words, 0)}
	o := cli.PlainOptions(c, cmd)
	cmd.RunE = func(*cobra.Command, []string) error {
		s, err := o.Resolve()
		if err != nil {
			return err
		}
		return c.Print(s, policyList(rules.Builtin()))
	}
	return cmd
}

func policyShowCommand(c *cli.Console) *cobra.Command {
	w := policyIn(c.Words)
	cmd := &cobra.Command{Use: "show NAME|FILE", Short: w.Show(), Long: w.ShowLong(), Args: cli.ExactArgs(c.Words, 1)}
	o := cli.PlainOptions(c, cmd)
	cmd.ValidArgsFunction = completePolicies
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		if err := policyArgument(o, args[0]); err != nil {
			return err
		}
		s, err := o.Resolve()
		if err != nil {
			return err
		}
		return c.Print(s, policyPage(s.Policy))
	}
	return cmd
}

// policyTestCommand is verify with the policy in front, and at the level that
// shows how each rule came out.
func policyTestCommand(c *cli.Console) *cobra.Command {
	w := policyIn(c.Words)
	cmd := &cobra.Command{Use: "test NAME|FILE [CARD…]", Short: w.Test(), Long: w.TestLong(),
		Args: cli.AtLeastOne(c.Words)}
	o := cli.NewOptions(c, cmd)
	o.Judging("C")
	var f judgeFlags
	f.Register(cmd, c.Words)
	_ = cmd.Flags().MarkHidden("policy")
	cmd.ValidArgsFunction = func(cmd *cobra.Command, args []string, start string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveDefault
		}
		return completePolicies(cmd, args, start)
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := policyArgument(o, args[0]); err != nil {
			return err
		}
		return runJudging(cmd.Context(), o, f, args[1:], verifyRenderer)
	}
	return cmd
}

// policyArgument takes the policy from the arguments. A code in its place goes
// no further, as an error would quote it.
func policyArgument(o *cli.Options, name string) error {
	if cli.IsCode(name) || o.Cmd.Flags().Changed("policy") {
		return cli.Usage(cli.ErrorsIn(o.Console.Words).PolicyFirst(o.Cmd.CommandPath()))
	}
	o.Policy, o.PolicyChosen = name, true
	return nil
}

// policyPage is one policy. As text it is a policy file again, with a comment
// on each key, so that one's own can begin with it.
type policyPage rules.Policy

type policyObject struct {
	Schema string         `json:"schema"`
	Policy map[string]any `json:"policy"`
}

func (p policyPage) Object() any {
	return policyObject{schemaPolicy, show.NestedKeys(show.PolicyKeys(rules.Policy(p)))}
}

func (p policyPage) Objects() []any { return []any{p.Object()} }

func (p policyPage) Rows() [][]string { return policyList{rules.Policy(p)}.Rows() }

func (p policyPage) Text(s *show.Settings) string {
	return show.TOML(show.PolicyKeys(rules.Policy(p)), policyIn(s.Words).PolicyKeys().Of)
}

// policyList is several policies.
type policyList []rules.Policy

func (l policyList) Objects() []any {
	var objects []any
	for _, p := range l {
		objects = append(objects, policyPage(p).Object())
	}
	return objects
}

func (l policyList) Object() any {
	var policies []map[string]any
	for _, p := range l {
		policies = append(policies, show.NestedKeys(show.PolicyKeys(p)))
	}
	return struct {
		Schema   string           `json:"schema"`
		Policies []map[string]any `json:"policies"`
	}{schemaPolicies, policies}
}

func (l policyList) Rows() [][]string {
	var rows [][]string
	for _, p := range l {
		var names, values []string
		for _, k := range show.PolicyKeys(p) {
			names, values = append(names, k.Path()), append(values, k.Csv())
		}
		if rows == nil {
			rows = append(rows, names)
		}
		rows = append(rows, values)
	}
	return rows
}

// Text gives each policy its titles in both languages and its rules: for
// people below each other, for programs in one line.
func (l policyList) Text(s *show.Settings) string {
	var rows [][]string
	for _, p := range l {
		name, titles, rules := show.SafeText(p.Name), titles(s, p.Title), policyRules(s.Words, p)
		if !s.Terminal {
			rows = append(rows, []string{name, titles[0], titles[1], strings.Join(rules, "; ")})
			continue
		}
		rows = append(rows, []string{name, titles[0]}, []string{"", titles[1]})
		for _, rule := range rules {
			rows = append(rows, []string{"", "- " + rule})
		}
	}
	return s.Table(rows)
}

// titles returns a title in the reader's language and in English, of readers of English in
// Japanese.
func titles(s *show.Settings, t rules.Title) [2]string {
	first, second := t.In(s.Words.Tag()), t.EN
	if first == t.EN {
		second = t.JA
	}
	return [2]string{show.SafeText(first), show.SafeText(second)}
}

// policyRules says in sentences what a policy asks for.
func policyRules(w *show.Sentences, p rules.Policy) []string {
	r := rulesIn(w)
	var rules []string
	add := func(applies bool, rule string) {
		if applies {
			rules = append(rules, rule)
		}
	}
	add(p.MinDoses > 0, r.Doses(p.MinDoses, p.Disease))
	add(p.Series != "", r.Series().Of(p.Series))
	add(len(p.SingleDoseProducts) > 0, r.SingleDose(strings.Join(p.SingleDoseProducts, ", ")))
	add(len(p.AcceptedProducts) > 0, r.Accepted(strings.Join(p.AcceptedProducts, ", ")))
	add(p.MinDaysSinceLastDose > 0, r.MinDays(p.MinDaysSinceLastDose))
	add(p.MaxDaysSinceLastDose > 0, r.MaxDays(p.MaxDaysSinceLastDose))
	add(p.Test.Accept, r.Test(strings.Join(p.Test.Kinds, ", "), p.Test.MaxAgeHours))
	add(p.Recovery.Accept, r.Recovery(p.Recovery.MinAgeDays, p.Recovery.MaxAgeDays))
	add(len(p.ExemptionPolicies) > 0, r.Exemption(strings.Join(p.ExemptionPolicies, ", ")))
	add(p.AcceptStatePass, r.StatePass())
	add(p.Trust.MaxAgeDays > 0, r.TrustAge(p.Trust.MaxAgeDays))
	add(p.Trust.AllowMissingLists, r.MissingLists())
	return rules
}
