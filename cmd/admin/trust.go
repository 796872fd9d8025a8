// Package admin has the commands by which a machine's trust is looked after: what is in
// force and why, newer sets, lists that an administrator vouches for, what is added and
// blocked here.
package admin

import (
	"github.com/spf13/cobra"

	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/show"
	"vaxcheck/trust"
)

// Command returns the command trust, with all that is below it.
func Command(c *cli.Console) *cobra.Command {
	w := TrustIn(c.Words)
	cmd := &cobra.Command{Use: "trust", Short: w.Short(), Long: w.Long()}
	cli.Parent(c.Words, cmd)
	cmd.AddCommand(
		trustStatusCommand(c), trustListCommand(c), trustShowCommand(c),
		trustAddCommand(c), trustBlockCommand(c), trustRemoveCommand(c),
		trustUpdateCommand(c), trustImportCommand(c), trustExportCommand(c), trustRollbackCommand(c),
		trustVerifyCommand(c),
	)
	return cmd
}

func trustStatusCommand(c *cli.Console) *cobra.Command {
	w := TrustIn(c.Words)
	cmd := &cobra.Command{Use: "status", Short: w.Status(), Long: w.StatusLong(), Args: cli.ExactArgs(c.Words, 0)}
	o := cli.NewOptions(c, cmd)
	all := cmd.Flags().Bool("all", false, renewIn(c.Words).AllFlag())
	cmd.RunE = func(*cobra.Command, []string) error {
		if len(o.Trust) > 0 || o.Issuer != "" {
			return withTrust(c, o, func(s *show.Settings, set *trust.Set) (show.Document, error) {
				return newStatus(set, s.Now()), nil
			})
		}
		s, err := o.Resolve()
		if err != nil {
			return err
		}
		t, err := cli.OpenTrust(c, true)
		cli.TellDamage(c, t)
		if err != nil {
			return err
		}
		return c.Print(s, statusOf(t, s.Now(), *all))
	}
	return cmd
}

func trustListCommand(c *cli.Console) *cobra.Command {
	w := TrustIn(c.Words)
	cmd := &cobra.Command{Use: "list", Short: w.List(), Long: w.ListLong(), Args: cli.ExactArgs(c.Words, 0)}
	o := cli.NewOptions(c, cmd)
	search := cmd.Flags().String("search", "", w.Search())
	name := supplementFlag(c, cmd)
	cmd.RunE = func(*cobra.Command, []string) error {
		k, err := supplementNamed(c, *name)
		switch {
		case err != nil:
			return err
		case k != nil:
			return listSupplement(c, o, k, *search)
		}
		return withTrust(c, o, func(s *show.Settings, set *trust.Set) (show.Document, error) {
			l := newListing(set, *search)
			if len(l.issuers) == 0 {
				c.Talk(s, TrustIn(s.Words).NoMatch())
			}
			return l, nil
		})
	}
	return cmd
}

func trustShowCommand(c *cli.Console) *cobra.Command {
	w := TrustIn(c.Words)
	cmd := &cobra.Command{Use: "show ISSUER|KID", Short: w.Show(), Long: w.ShowLong(), Args: cli.ExactArgs(c.Words, 1)}
	o := cli.NewOptions(c, cmd)
	name := supplementFlag(c, cmd)
	cmd.ValidArgsFunction = completeShown(c, func() (*trust.Supplement, error) { return supplementNamed(c, *name) })
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		k, err := supplementNamed(c, *name)
		switch {
		case err != nil:
			return err
		case k != nil:
			return showSupplement(c, o, k, args[0])
		}
		return withTrust(c, o, func(s *show.Settings, set *trust.Set) (show.Document, error) {
			f := findInSet(set, args[0])
			if f.empty() {
				return nil, notInSet(s, set, args[0])
			}
			return f, nil
		})
	}
	return cmd
}

// withTrust prints a document made from the trust set.
func withTrust(c *cli.Console, o *cli.Options, build func(*show.Settings, *trust.Set) (show.Document, error)) error {
	s, err := o.Resolve()
	if err != nil {
		return err
	}
	set, err := o.TellingSet()
	if err != nil {
		return err
	}
	d, err := build(s, set)
	if err != nil {
		return err
	}
	return c.Print(s, d)
}
