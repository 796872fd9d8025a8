// Package cmd is the program: the tree of commands, and those of them that judge
// certificates or tell of the program itself. It says what is wanted and asks the rooms
// below it; it judges nothing and parses no card.
package cmd

import (
	"github.com/spf13/cobra"

	"vaxcheck/cmd/admin"
	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/doctor"
	"vaxcheck/cmd/gate"
	"vaxcheck/cmd/show"
)

// rootCommand builds the tree of commands.
func rootCommand(c *cli.Console) *cobra.Command {
	root := &cobra.Command{
		Use:           "vaxcheck",
		Short:         commandsIn(c.Words).Root(),
		Long:          commandsIn(c.Words).RootLong(),
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.SetIn(c.Env.In)
	root.SetOut(c.Env.Out)
	root.SetErr(c.Env.Err)
	root.AddCommand(
		verifyCommand(c), gate.Command(c), decodeCommand(c), inspectCommand(c),
		admin.Command(c), policyCommand(c), doctor.Command(c, buildTime), versionCommand(c), licensesCommand(c),
	)
	addHelpTopics(root, c.Words, func(lang string) *cobra.Command {
		return rootCommand(&cli.Console{Env: c.Env, Config: c.Config, Version: c.Version,
			Words: show.SentencesIn(lang)})
	})
	registerCompletions(root, c)
	return root
}
