package admin

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"vaxcheck/cmd/cli"
	"vaxcheck/trust"
)

// supplementFlag registers --kind.
func supplementFlag(c *cli.Console, cmd *cobra.Command) *string {
	w := partsIn(c.Words)
	var all []string
	for _, name := range ListNames() {
		all = append(all, w.OneOf(name, w.Flags().Of(name)))
	}
	return cmd.Flags().String("kind", trust.Directory, w.Flag()+strings.Join(all, w.And()))
}

// ListNames lists what --kind takes: the directory, then the supplements.
func ListNames() []string {
	names := []string{trust.Directory}
	for _, k := range trust.Supplements() {
		names = append(names, k.Name)
	}
	return names
}

// supplementNamed returns the supplement that --kind names, nil for the directory.
func supplementNamed(c *cli.Console, name string) (*trust.Supplement, error) {
	all := trust.Supplements()
	at := slices.IndexFunc(all, func(k *trust.Supplement) bool { return k.Name == name })
	switch {
	case name == trust.Directory:
		return nil, nil
	case at < 0:
		return nil, cli.Usage(partsIn(c.Words).Unknown(name, strings.Join(ListNames(), ", ")))
	}
	return all[at], nil
}
