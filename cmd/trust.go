package cmd

import (
	"github.com/spf13/cobra"

	"vaxcheck/trust"
)

func (a *app) trustCommand() *cobra.Command {
	w := a.words.Admin.Trust
	cmd := &cobra.Command{Use: "trust", Short: w.Short(), Long: w.Long()}
	group(a.words, cmd)
	cmd.AddCommand(
		a.trustStatusCommand(), a.trustListCommand(), a.trustShowCommand(),
		a.trustAddCommand(), a.trustBlockCommand(), a.trustRemoveCommand(),
		a.trustUpdateCommand(), a.trustImportCommand(), a.trustExportCommand(), a.trustRollbackCommand(), a.trustVerifyCommand(),
	)
	return cmd
}

func (a *app) trustStatusCommand() *cobra.Command {
	w := a.words.Admin.Trust
	cmd := &cobra.Command{Use: "status", Short: w.Status(), Long: w.StatusLong(), Args: exactArgs(a.words, 0)}
	o := newOptions(a.console, cmd)
	all := cmd.Flags().Bool("all", false, a.words.Admin.Renew.AllFlag())
	cmd.RunE = func(*cobra.Command, []string) error {
		if len(o.trust) > 0 || o.issuer != "" {
			return a.withTrust(o, func(s *settings, set *trust.Set) (document, error) {
				return newStatus(set, s.now()), nil
			})
		}
		s, err := o.resolve()
		if err != nil {
			return err
		}
		t, err := a.inForce(true)
		a.tellDamage(t)
		if err != nil {
			return err
		}
		return a.print(s, statusOf(t, s.now(), *all))
	}
	return cmd
}

func (a *app) trustListCommand() *cobra.Command {
	w := a.words.Admin.Trust
	cmd := &cobra.Command{Use: "list", Short: w.List(), Long: w.ListLong(), Args: exactArgs(a.words, 0)}
	o := newOptions(a.console, cmd)
	search := cmd.Flags().String("search", "", w.Search())
	name := a.kindFlag(cmd)
	cmd.RunE = func(*cobra.Command, []string) error {
		k, err := a.kindNamed(*name)
		switch {
		case err != nil:
			return err
		case k != nil:
			return a.listKind(o, k, *search)
		}
		return a.withTrust(o, func(s *settings, set *trust.Set) (document, error) {
			l := newListing(set, *search)
			if len(l.issuers) == 0 {
				a.talk(s, s.words.Admin.Trust.NoMatch())
			}
			return l, nil
		})
	}
	return cmd
}

func (a *app) trustShowCommand() *cobra.Command {
	w := a.words.Admin.Trust
	cmd := &cobra.Command{Use: "show ISSUER|KID", Short: w.Show(), Long: w.ShowLong(), Args: exactArgs(a.words, 1)}
	o := newOptions(a.console, cmd)
	name := a.kindFlag(cmd)
	cmd.ValidArgsFunction = completeShown(a.source(), func() (*trust.Supplement, error) { return a.kindNamed(*name) })
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		k, err := a.kindNamed(*name)
		switch {
		case err != nil:
			return err
		case k != nil:
			return a.showKind(o, k, args[0])
		}
		return a.withTrust(o, func(s *settings, set *trust.Set) (document, error) {
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
func (a *app) withTrust(o *options, build func(*settings, *trust.Set) (document, error)) error {
	s, err := o.resolve()
	if err != nil {
		return err
	}
	set, err := o.tellingSet(a.source())
	if err != nil {
		return err
	}
	d, err := build(s, set)
	if err != nil {
		return err
	}
	return a.print(s, d)
}
