package admin

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"vaxcheck/cmd/cli"
	"vaxcheck/trust"
)

// kindFlag registers --kind.
func kindFlag(c *cli.Console, cmd *cobra.Command) *string {
	w := kindsIn(c.Words)
	var all []string
	for _, name := range KindNames() {
		all = append(all, w.OneOf(name, w.Flags().Of(name)))
	}
	return cmd.Flags().String("kind", trust.Directory, w.Flag()+strings.Join(all, w.And()))
}

func KindNames() []string {
	names := []string{trust.Directory}
	for _, k := range trust.Supplements() {
		names = append(names, k.Name)
	}
	return names
}

// kindNamed returns the kind that --kind names, nil for the directory.
func kindNamed(c *cli.Console, name string) (*trust.Supplement, error) {
	all := trust.Supplements()
	at := slices.IndexFunc(all, func(k *trust.Supplement) bool { return k.Name == name })
	switch {
	case name == trust.Directory:
		return nil, nil
	case at < 0:
		return nil, cli.UsageError(kindsIn(c.Words).Unknown(name, strings.Join(KindNames(), ", ")))
	}
	return all[at], nil
}
