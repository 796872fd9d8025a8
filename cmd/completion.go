package cmd

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"vaxcheck/cmd/admin"
	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/gate"
	"vaxcheck/cmd/words"
	"vaxcheck/verify/rules"
)

// registerCompletions adds the command that prints completion scripts, and the
// values that flags and arguments complete to.
func registerCompletions(root *cobra.Command, c *cli.Console) {
	root.InitDefaultCompletionCmd()
	w, said := c.Words, completionIn(c.Words)
	for _, cmd := range root.Commands() {
		if cmd.Name() != "completion" {
			continue
		}
		cmd.Short, cmd.Long = said.Short(), said.Long()
		cli.Parent(w, cmd)
		for _, shell := range cmd.Commands() {
			shell.Short, shell.Long = said.Shell(shell.Name()),
				said.Shell(shell.Name())+"\n\n"+said.How().Of(shell.Name())
			shell.Args = cli.ExactArgs(w, 0)
			if f := shell.Flags().Lookup("no-descriptions"); f != nil {
				f.Usage = said.NoDescriptions()
			}
		}
	}
	// Cobra keeps completions of flags for good, so they are given to it only
	// when a shell asks.
	root.PersistentPreRun = func(cmd *cobra.Command, _ []string) {
		if cmd.Name() == cobra.ShellCompRequestCmd || cmd.Name() == cobra.ShellCompNoDescRequestCmd {
			completeFlags(root, c)
		}
	}
}

// completeFlags tells for all commands from root down what their flags
// complete to.
func completeFlags(root *cobra.Command, c *cli.Console) {
	fixed := map[string][]string{
		"format": formats(root),
		"lang":   words.Tags(),
		"color":  {"auto", "always", "never"},
		"sound":  gate.Sounds,
		"level":  completionIn(c.Words).Levels(),
		"kind":   admin.ListNames(),
	}
	for name, values := range fixed {
		_ = root.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
	}
	_ = root.RegisterFlagCompletionFunc("policy", completePolicies)
	for _, name := range []string{"at", "clear", "jobs", "max-age", "search", "name", "why", "dated"} {
		_ = root.RegisterFlagCompletionFunc(name, cobra.NoFileCompletions)
	}
	_ = root.RegisterFlagCompletionFunc("issuer", func(cmd *cobra.Command, _ []string,
		start string) ([]string, cobra.ShellCompDirective) {
		return admin.CompleteIssuers(c)(cmd, nil, start)
	})
	for _, child := range root.Commands() {
		completeFlags(child, c)
	}
}

// completePolicies offers the built-in policies, and files.
func completePolicies(_ *cobra.Command, args []string, start string) ([]string, cobra.ShellCompDirective) {
	var names []string
	for _, p := range rules.Builtin() {
		if strings.HasPrefix(p.Name, start) && len(args) == 0 {
			names = append(names, p.Name)
		}
	}
	return names, cobra.ShellCompDirectiveDefault
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
