package cmd

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"vaxcheck/trust"
)

// kindFlag registers --kind.
func kindFlag(c *console, cmd *cobra.Command) *string {
	w := kindsIn(c.words)
	var all []string
	for _, name := range kindNames() {
		all = append(all, w.OneOf(name, w.Flags().Of(name)))
	}
	return cmd.Flags().String("kind", trust.Directory, w.Flag()+strings.Join(all, w.And()))
}

func kindNames() []string {
	names := []string{trust.Directory}
	for _, k := range trust.Supplements() {
		names = append(names, k.Name)
	}
	return names
}

// kindNamed returns the kind that --kind names, nil for the directory.
func kindNamed(c *console, name string) (*trust.Supplement, error) {
	all := trust.Supplements()
	at := slices.IndexFunc(all, func(k *trust.Supplement) bool { return k.Name == name })
	switch {
	case name == trust.Directory:
		return nil, nil
	case at < 0:
		return nil, usageError(kindsIn(c.words).Unknown(name, strings.Join(kindNames(), ", ")))
	}
	return all[at], nil
}
