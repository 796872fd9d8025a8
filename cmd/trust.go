package cmd

import (
	"github.com/spf13/cobra"

	"vaxcheck/trust"
)

func trustCommand(c *console) *cobra.Command {
	w := trustIn(c.words)
	cmd := &cobra.Command{Use: "trust", Short: w.Short(), Long: w.Long()}
	group(c.words, cmd)
	cmd.AddCommand(
		trustStatusCommand(c), trustListCommand(c), trustShowCommand(c),
		trustAddCommand(c), trustBlockCommand(c), trustRemoveCommand(c),
		trustUpdateCommand(c), trustImportCommand(c), trustExportCommand(c), trustRollbackCommand(c), trustVerifyCommand(c),
	)
	return cmd
}

func trustStatusCommand(c *console) *cobra.Command {
	w := trustIn(c.words)
	cmd := &cobra.Command{Use: "status", Short: w.Status(), Long: w.StatusLong(), Args: exactArgs(c.words, 0)}
	o := newOptions(c, cmd)
	all := cmd.Flags().Bool("all", false, renewIn(c.words).AllFlag())
	cmd.RunE = func(*cobra.Command, []string) error {
		if len(o.trust) > 0 || o.issuer != "" {
			return withTrust(c, o, func(s *settings, set *trust.Set) (document, error) {
				return newStatus(set, s.now()), nil
			})
		}
		s, err := o.resolve()
		if err != nil {
			return err
		}
		t, err := openTrust(c, true)
		tellDamage(c, t)
		if err != nil {
			return err
		}
		return c.print(s, statusOf(t, s.now(), *all))
	}
	return cmd
}

func trustListCommand(c *console) *cobra.Command {
	w := trustIn(c.words)
	cmd := &cobra.Command{Use: "list", Short: w.List(), Long: w.ListLong(), Args: exactArgs(c.words, 0)}
	o := newOptions(c, cmd)
	search := cmd.Flags().String("search", "", w.Search())
	name := kindFlag(c, cmd)
	cmd.RunE = func(*cobra.Command, []string) error {
		k, err := kindNamed(c, *name)
		switch {
		case err != nil:
			return err
		case k != nil:
			return listKind(c, o, k, *search)
		}
		return withTrust(c, o, func(s *settings, set *trust.Set) (document, error) {
			l := newListing(set, *search)
			if len(l.issuers) == 0 {
				c.talk(s, trustIn(s.words).NoMatch())
			}
			return l, nil
		})
	}
	return cmd
}

func trustShowCommand(c *console) *cobra.Command {
	w := trustIn(c.words)
	cmd := &cobra.Command{Use: "show ISSUER|KID", Short: w.Show(), Long: w.ShowLong(), Args: exactArgs(c.words, 1)}
	o := newOptions(c, cmd)
	name := kindFlag(c, cmd)
	cmd.ValidArgsFunction = completeShown(c, func() (*trust.Supplement, error) { return kindNamed(c, *name) })
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		k, err := kindNamed(c, *name)
		switch {
		case err != nil:
			return err
		case k != nil:
			return showKind(c, o, k, args[0])
		}
		return withTrust(c, o, func(s *settings, set *trust.Set) (document, error) {
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
func withTrust(c *console, o *options, build func(*settings, *trust.Set) (document, error)) error {
	s, err := o.resolve()
	if err != nil {
		return err
	}
	set, err := o.tellingSet()
	if err != nil {
		return err
	}
	d, err := build(s, set)
	if err != nil {
		return err
	}
	return c.print(s, d)
}
