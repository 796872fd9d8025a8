package cmd

import (
	"fmt"

	"vaxcheck/trust/inforce"

	"github.com/spf13/cobra"
)

// Actions on the local layer.
const (
	actionAdd    = "add"
	actionBlock  = "block"
	actionRemove = "remove"
)

// changes are the flags of commands that change a store.
type changes struct {
	*options
	machine, force, dryRun bool
}

// changeOptions registers the flags of commands that change a store.
func changeOptions(c *console, cmd *cobra.Command) *changes {
	o := &changes{options: plainOptions(c, cmd)}
	cmd.Flags().BoolVar(&o.machine, "machine", false, localIn(c.words).MachineFlag())
	return o
}

// scope is whose store a command changes.
func (o *changes) scope() inforce.Scope {
	if o.machine {
		return inforce.Machine
	}
	return inforce.User
}

func trustAddCommand(c *console) *cobra.Command {
	w := localIn(c.words)
	cmd := &cobra.Command{Use: "add --issuer URL --jwks FILE --name NAME", Short: w.Add(), Long: w.AddLong(), Args: exactArgs(c.words, 0)}
	o := changeOptions(c, cmd)
	f := cmd.Flags()
	issuer, jwks := f.String("issuer", "", w.IssuerFlag()), f.String("jwks", "", w.JWKSFlag())
	name, why := f.String("name", "", w.NameFlag()), f.String("why", "", w.WhyFlag())
	cmd.RunE = func(*cobra.Command, []string) error {
		return changeLocal(c, o, func(s *settings, e *localEdit) error { return e.add(s, *issuer, *jwks, *name, *why) })
	}
	return cmd
}

func trustBlockCommand(c *console) *cobra.Command {
	w := localIn(c.words)
	cmd := &cobra.Command{Use: "block ISSUER|KID --why TEXT", Short: w.Block(), Long: w.BlockLong(), Args: exactArgs(c.words, 1)}
	o := changeOptions(c, cmd)
	why, kid := cmd.Flags().String("why", "", w.WhyFlag()), cmd.Flags().String("kid", "", w.KIDFlag())
	cmd.ValidArgsFunction = completeIssuers(c)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		return changeLocal(c, o, func(s *settings, e *localEdit) error { return e.block(s, args[0], *kid, *why) })
	}
	return cmd
}

func trustRemoveCommand(c *console) *cobra.Command {
	w := localIn(c.words)
	cmd := &cobra.Command{Use: "remove ISSUER|KID", Short: w.Remove(), Long: w.RemoveLong(), Args: exactArgs(c.words, 1)}
	o := changeOptions(c, cmd)
	kid := cmd.Flags().String("kid", "", w.KIDFlag())
	cmd.ValidArgsFunction = completeLocal(c)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		return changeLocal(c, o, func(s *settings, e *localEdit) error { return e.remove(s, args[0], *kid) })
	}
	return cmd
}

// changeLocal works out a change, writes it and tells what was done.
func changeLocal(c *console, o *changes, edit func(*settings, *localEdit) error) error {
	s, err := o.resolve()
	if err != nil {
		return err
	}
	t, err := openTrust(c, false)
	tellDamage(c, t)
	if err != nil {
		return err
	}
	e := &localEdit{console: c, known: t, into: t.Stores.Of(o.scope()), result: localChange{Schema: schemaTrustChange}}
	if e.into == nil {
		return noPlace(c)
	}
	if err := edit(s, e); err != nil {
		return err
	}
	if err := e.write(); err != nil {
		return err
	}
	for _, text := range e.warnings {
		warn(c, text)
	}
	return c.print(s, e.result)
}

// warn says something that must not be missed.
func warn(c *console, text string) {
	fmt.Fprintln(c.env.Err, localIn(c.words).Warning()+": "+text)
}

// readNamed reads a small file, or standard input.
func readNamed(c *console, name string) ([]byte, error) {
	if name == "-" {
		return readAllLimited(c.env.In, maxTrustFile)
	}
	return readLimited(name, maxTrustFile)
}
