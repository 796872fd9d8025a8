package cmd

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"vaxcheck/verify"
)

// registerCompletions adds the command that prints completion scripts, and the
// values that flags and arguments complete to.
func (a *app) registerCompletions(root *cobra.Command) {
	root.InitDefaultCompletionCmd()
	w := a.words.Admin.Completion
	for _, cmd := range root.Commands() {
		if cmd.Name() != "completion" {
			continue
		}
		cmd.Short, cmd.Long = w.Short, w.Long
		a.group(cmd)
		for _, shell := range cmd.Commands() {
			shell.Short, shell.Long = w.Shell(shell.Name()), w.Shell(shell.Name())+"\n\n"+w.How[shell.Name()]
			shell.Args = a.args(0)
			if f := shell.Flags().Lookup("no-descriptions"); f != nil {
				f.Usage = w.NoDescriptions
			}
		}
	}
	// Cobra keeps completions of flags for good, so they are given to it only
	// when a shell asks.
	root.PersistentPreRun = func(cmd *cobra.Command, _ []string) {
		if cmd.Name() == cobra.ShellCompRequestCmd || cmd.Name() == cobra.ShellCompNoDescRequestCmd {
			a.completeFlags(root)
		}
	}
}

// completeFlags tells for all commands from root down what their flags
// complete to.
func (a *app) completeFlags(root *cobra.Command) {
	fixed := map[string][]string{
		"format": {"text", "json", "ndjson", "csv"},
		"lang":   {"en", "ja"},
		"color":  {"auto", "always", "never"},
		"sound":  sounds,
		"level":  a.words.Admin.Completion.Levels,
		"kind":   kindNames(),
	}
	for name, values := range fixed {
		_ = root.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
	}
	_ = root.RegisterFlagCompletionFunc("policy", completePolicies)
	for _, name := range []string{"at", "clear", "jobs", "max-age", "search", "name", "why", "dated"} {
		_ = root.RegisterFlagCompletionFunc(name, cobra.NoFileCompletions)
	}
	_ = root.RegisterFlagCompletionFunc("issuer", func(cmd *cobra.Command, _ []string, start string) ([]string, cobra.ShellCompDirective) {
		return a.completeIssuers(cmd, nil, start)
	})
	for _, child := range root.Commands() {
		a.completeFlags(child)
	}
}

// completePolicies offers the built-in policies, and files.
func completePolicies(_ *cobra.Command, args []string, start string) ([]string, cobra.ShellCompDirective) {
	var names []string
	for _, p := range verify.BuiltinPolicies() {
		if strings.HasPrefix(p.Name, start) && len(args) == 0 {
			names = append(names, p.Name)
		}
	}
	return names, cobra.ShellCompDirectiveDefault
}

// completeIssuers offers the issuers of the set in force, whose damage is no
// concern of a shell's.
func (a *app) completeIssuers(_ *cobra.Command, args []string, start string) ([]string, cobra.ShellCompDirective) {
	st, err := a.standing(false)
	if err != nil || len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var ids []string
	for _, is := range everyIssuer(st.set) {
		if strings.HasPrefix(is.ID, start) {
			ids = append(ids, cobra.CompletionWithDesc(is.ID, safeText(is.Name)))
		}
	}
	return ids, cobra.ShellCompDirectiveNoFileComp
}

// completeShown offers what can be shown of a kind: issuers, or countries.
func (a *app) completeShown(kind *string) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, start string) ([]string, cobra.ShellCompDirective) {
		k, _ := a.kindNamed(*kind) // an unknown one is told when the command runs
		if k == nil {
			return a.completeIssuers(cmd, args, start)
		}
		st, err := a.standing(false)
		if err != nil || len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		var countries []string
		for _, c := range k.Members(st.set) {
			if c.Country != "" && strings.HasPrefix(c.Country, strings.ToUpper(start)) && !slices.Contains(countries, c.Country) {
				countries = append(countries, c.Country)
			}
		}
		return countries, cobra.ShellCompDirectiveNoFileComp
	}
}

// completeLocal offers what was added and blocked.
func (a *app) completeLocal(_ *cobra.Command, args []string, start string) ([]string, cobra.ShellCompDirective) {
	st, _ := a.standing(false)
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var ids []string
	for _, k := range st.keeps {
		for _, v := range entriesOf(k.local, k.scope) {
			if id := v.Issuer + v.KID; strings.HasPrefix(id, start) && !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	return ids, cobra.ShellCompDirectiveNoFileComp
}

// completeHelp offers what there is help for.
func completeHelp(cmd *cobra.Command, args []string, start string) ([]string, cobra.ShellCompDirective) {
	target, rest, err := cmd.Root().Find(args)
	if err != nil || len(rest) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var names []string
	for _, c := range target.Commands() {
		if strings.HasPrefix(c.Name(), start) && !slices.Contains([]string{"help"}, c.Name()) && !c.Hidden {
			names = append(names, cobra.CompletionWithDesc(c.Name(), c.Short))
		}
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}
