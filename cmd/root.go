package cmd

import (
	"github.com/spf13/cobra"
)

// rootCommand builds the tree of commands.
func rootCommand(c *console) *cobra.Command {
	root := &cobra.Command{
		Use:           "vaxcheck",
		Short:         commandsIn(c.words).Root(),
		Long:          commandsIn(c.words).RootLong(),
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.SetIn(c.env.In)
	root.SetOut(c.env.Out)
	root.SetErr(c.env.Err)
	root.AddCommand(
		verifyCommand(c), gateCommand(c), decodeCommand(c), inspectCommand(c),
		trustCommand(c), policyCommand(c), doctorCommand(c, buildTime), versionCommand(c), licensesCommand(c),
	)
	addHelpTopics(root, c.words, func(lang string) *cobra.Command {
		return rootCommand(&console{env: c.env, config: c.config, version: c.version, words: sentencesIn(lang)})
	})
	registerCompletions(root, c)
	return root
}
