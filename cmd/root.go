package cmd

import (
	"github.com/spf13/cobra"
)

// app holds the commands that look after trust sets.
type app struct{ *console }

// source is where the set in force is found.
func (a *app) source() trustSource { return trustSource{a.inForce, a.tellDamage} }

// root builds the tree of commands.
func (a *app) root() *cobra.Command {
	c, from := a.console, a.source()
	root := &cobra.Command{
		Use:           "vaxcheck",
		Short:         c.words.Commands.Root(),
		Long:          c.words.Commands.RootLong(),
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.SetIn(c.env.In)
	root.SetOut(c.env.Out)
	root.SetErr(c.env.Err)
	root.AddCommand(
		verifyCommand(c, from), gateCommand(c, from), decodeCommand(c), inspectCommand(c, from),
		a.trustCommand(), policyCommand(c, from), doctorCommand(c, from, buildTime), versionCommand(c), licensesCommand(c),
	)
	addHelpTopics(root, c.words, func(lang string) *cobra.Command {
		return (&app{&console{env: c.env, config: c.config, version: c.version, words: sentencesIn(lang)}}).root()
	})
	registerCompletions(root, c.words, from)
	return root
}
