package cmd

import (
	"runtime/debug"

	"github.com/spf13/cobra"
)

// root builds the tree of commands.
func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "vaxcheck",
		Short:         a.words.Commands.Root,
		Long:          a.words.Commands.RootLong,
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.SetIn(a.env.In)
	root.SetOut(a.env.Out)
	root.SetErr(a.env.Err)
	root.AddCommand(
		a.verifyCommand(), a.gateCommand(), a.decodeCommand(), a.inspectCommand(),
		a.trustCommand(), a.policyCommand(), a.doctorCommand(), a.versionCommand(),
		a.licensesCommand(),
	)
	a.addHelpTopics(root)
	a.registerCompletions(root)
	return root
}

// Version is set by packagers with -ldflags; otherwise the build says it.
var Version string

// version names this build.
func version() string {
	if Version != "" {
		return Version
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}
