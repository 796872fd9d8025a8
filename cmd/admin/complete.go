package admin

import (
	"cmp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/show"
	"vaxcheck/trust"
)

// CompleteIssuers offers the issuers of the set in force, whose damage is no
// concern of a shell's.
func CompleteIssuers(c *cli.Console) cobra.CompletionFunc {
	return completeOne(func(start string) (ids []string) {
		t, err := cli.OpenTrust(c, false)
		if err != nil {
			return nil
		}
		for _, is := range everyIssuer(t.Set) {
			if strings.HasPrefix(is.ID, start) {
				ids = append(ids, cobra.CompletionWithDesc(is.ID, show.SafeText(is.Name)))
			}
		}
		return ids
	})
}

// completeShown offers what can be shown of the list that is named: issuers, or
// countries.
func completeShown(c *cli.Console, named func() (*trust.Supplement, error)) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, start string) ([]string, cobra.ShellCompDirective) {
		k, _ := named() // an unknown one is told when the command runs
		if k == nil {
			return CompleteIssuers(c)(cmd, args, start)
		}
		return completeCountries(c, k)(cmd, args, start)
	}
}

// completeCountries offers the countries of which the set in force holds members of a
// supplement.
func completeCountries(c *cli.Console, k *trust.Supplement) cobra.CompletionFunc {
	return completeOne(func(start string) (countries []string) {
		t, err := cli.OpenTrust(c, false)
		if err != nil {
			return nil
		}
		for _, m := range k.Members(t.Set) {
			if m.Country != "" && strings.HasPrefix(m.Country, strings.ToUpper(start)) &&
				!slices.Contains(countries, m.Country) {
				countries = append(countries, m.Country)
			}
		}
		return countries
	})
}

// completeLocal offers what was added and blocked.
func completeLocal(c *cli.Console) cobra.CompletionFunc {
	return completeOne(func(start string) (ids []string) {
		t, _ := cli.OpenTrust(c, false)
		for _, h := range t.Stores {
			for _, v := range show.EntryViews(h.Local, h.Scope) {
				if id := cmp.Or(v.Issuer, v.KID); strings.HasPrefix(id, start) && !slices.Contains(ids, id) {
					ids = append(ids, id)
				}
			}
		}
		return ids
	})
}

// completeOne completes the only argument of a command, which is no file.
func completeOne(offer func(start string) []string) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, start string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return offer(start), cobra.ShellCompDirectiveNoFileComp
	}
}
