package cmd

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"
)

// Actions on the local layer.
const (
	actionAdd    = "add"
	actionBlock  = "block"
	actionRemove = "remove"
)

// changeOptions registers the flags of commands that change a store.
func (a *app) changeOptions(cmd *cobra.Command) *options {
	o := plainOptions(a.console, cmd)
	cmd.Flags().BoolVar(&o.machine, "machine", false, a.words.Admin.Local.MachineFlag())
	return o
}

// scope is whose store a command changes.
func (o *options) scope() scope {
	if o.machine {
		return scopeMachine
	}
	return scopeUser
}

func (a *app) trustAddCommand() *cobra.Command {
	w := a.words.Admin.Local
	cmd := &cobra.Command{Use: "add --issuer URL --jwks FILE --name NAME", Short: w.Add(), Long: w.AddLong(), Args: exactArgs(a.words, 0)}
	o := a.changeOptions(cmd)
	f := cmd.Flags()
	issuer, jwks := f.String("issuer", "", w.IssuerFlag()), f.String("jwks", "", w.JWKSFlag())
	name, why := f.String("name", "", w.NameFlag()), f.String("why", "", w.WhyFlag())
	cmd.RunE = func(*cobra.Command, []string) error {
		return a.changeLocal(o, func(s *settings, c *localEdit) error { return c.add(s, *issuer, *jwks, *name, *why) })
	}
	return cmd
}

func (a *app) trustBlockCommand() *cobra.Command {
	w := a.words.Admin.Local
	cmd := &cobra.Command{Use: "block ISSUER|KID --why TEXT", Short: w.Block(), Long: w.BlockLong(), Args: exactArgs(a.words, 1)}
	o := a.changeOptions(cmd)
	why, kid := cmd.Flags().String("why", "", w.WhyFlag()), cmd.Flags().String("kid", "", w.KIDFlag())
	cmd.ValidArgsFunction = completeIssuers(a.source())
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		return a.changeLocal(o, func(s *settings, c *localEdit) error { return c.block(s, args[0], *kid, *why) })
	}
	return cmd
}

func (a *app) trustRemoveCommand() *cobra.Command {
	w := a.words.Admin.Local
	cmd := &cobra.Command{Use: "remove ISSUER|KID", Short: w.Remove(), Long: w.RemoveLong(), Args: exactArgs(a.words, 1)}
	o := a.changeOptions(cmd)
	kid := cmd.Flags().String("kid", "", w.KIDFlag())
	cmd.ValidArgsFunction = completeLocal(a.source())
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		return a.changeLocal(o, func(s *settings, c *localEdit) error { return c.remove(s, args[0], *kid) })
	}
	return cmd
}

// changeLocal works out a change, writes it and tells what was done.
func (a *app) changeLocal(o *options, edit func(*settings, *localEdit) error) error {
	s, err := o.resolve()
	if err != nil {
		return err
	}
	t, err := a.inForce(false)
	a.tellDamage(t)
	if err != nil {
		return err
	}
	c := &localEdit{app: a, known: t, into: t.Stores.Of(o.scope()), result: localChange{Schema: schemaTrustChange}}
	if c.into == nil {
		return a.noPlace()
	}
	if err := edit(s, c); err != nil {
		return err
	}
	if err := c.write(); err != nil {
		return err
	}
	for _, text := range c.warnings {
		a.warn(text)
	}
	return a.print(s, c.result)
}

// warn says something that must not be missed.
func (a *app) warn(text string) {
	fmt.Fprintln(a.env.Err, a.words.Admin.Local.Warning()+": "+text)
}

// noPlace is the error where the system names no folder to keep anything in.
func (a *app) noPlace() error {
	w := a.words.Admin.Stores
	return &codedError{code: exitFile, err: errors.New(w.NoPlace()), hint: w.NoPlaceNext()}
}

// readNamed reads a small file, or standard input.
func (a *app) readNamed(name string) ([]byte, error) {
	if name == "-" {
		return readAllLimited(a.env.In, maxTrustFile)
	}
	return readLimited(name, maxTrustFile)
}
