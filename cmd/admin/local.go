package admin

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/show"
	"vaxcheck/trust/inforce"
)

// Actions on the local layer.
const (
	actionAdd    = "add"
	actionBlock  = "block"
	actionRemove = "remove"
)

// changes are the flags of commands that change a store.
type changes struct {
	*cli.Options
	machine, force, dryRun bool
}

// changeOptions registers the flags of commands that change a store.
func changeOptions(c *cli.Console, cmd *cobra.Command) *changes {
	o := &changes{Options: cli.PlainOptions(c, cmd)}
	cmd.Flags().BoolVar(&o.machine, "machine", false, localIn(c.Words).MachineFlag())
	return o
}

// scope is whose store a command changes.
func (o *changes) scope() inforce.Scope {
	if o.machine {
		return inforce.Machine
	}
	return inforce.User
}

func trustAddCommand(c *cli.Console) *cobra.Command {
	w := localIn(c.Words)
	cmd := &cobra.Command{Use: "add --issuer URL --jwks FILE --name NAME", Short: w.Add(), Long: w.AddLong(),
		Args: cli.ExactArgs(c.Words, 0)}
	o := changeOptions(c, cmd)
	f := cmd.Flags()
	issuer, jwks := f.String("issuer", "", w.IssuerFlag()), f.String("jwks", "", w.JWKSFlag())
	name, why := f.String("name", "", w.NameFlag()), f.String("why", "", w.WhyFlag())
	cmd.RunE = func(*cobra.Command, []string) error {
		return changeLocal(c, o, func(s *show.Settings, e *localEdit) error {
			return e.add(s, *issuer, *jwks, *name, *why)
		})
	}
	return cmd
}

func trustBlockCommand(c *cli.Console) *cobra.Command {
	w := localIn(c.Words)
	cmd := &cobra.Command{Use: "block ISSUER|KID --why TEXT", Short: w.Block(), Long: w.BlockLong(),
		Args: cli.ExactArgs(c.Words, 1)}
	o := changeOptions(c, cmd)
	why, kid := cmd.Flags().String("why", "", w.WhyFlag()), keyIDFlag(c, cmd)
	cmd.ValidArgsFunction = CompleteIssuers(c)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		return changeLocal(c, o, func(s *show.Settings, e *localEdit) error {
			return e.block(s, args[0], kid.id, *why)
		})
	}
	return cmd
}

func trustRemoveCommand(c *cli.Console) *cobra.Command {
	w := localIn(c.Words)
	cmd := &cobra.Command{Use: "remove ISSUER|KID", Short: w.Remove(), Long: w.RemoveLong(),
		Args: cli.ExactArgs(c.Words, 1)}
	o := changeOptions(c, cmd)
	kid := keyIDFlag(c, cmd)
	cmd.ValidArgsFunction = completeLocal(c)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		return changeLocal(c, o, func(s *show.Settings, e *localEdit) error { return e.remove(s, args[0], kid.id) })
	}
	return cmd
}

// changeLocal works out a change, writes it and tells what was done.
func changeLocal(c *cli.Console, o *changes, edit func(*show.Settings, *localEdit) error) error {
	s, err := o.Resolve()
	if err != nil {
		return err
	}
	t, err := cli.OpenTrust(c, false)
	cli.TellDamage(c, t)
	if err != nil {
		return err
	}
	e := &localEdit{console: c, known: t, into: t.Stores.Of(o.scope()), result: localChange{Schema: schemaTrustChange}}
	if e.into == nil {
		return cli.NoPlace(c)
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
	return c.Print(s, e.result)
}

// warn says something that must not be missed.
func warn(c *cli.Console, text string) {
	fmt.Fprintln(c.Env.Err, localIn(c.Words).Warning()+": "+text)
}

// readNamed reads a small file, or standard input.
func readNamed(c *cli.Console, name string) ([]byte, error) {
	if name == "-" {
		return cli.ReadAllLimited(c.Env.In, inforce.MaxFile)
	}
	return cli.ReadLimited(name, inforce.MaxFile)
}

// keyID is the value of --kid. An empty one, as a variable of a script may be, is wrong
// usage: without a key the whole issuer would be meant. So is a second one.
type keyID struct{ id string }

func keyIDFlag(c *cli.Console, cmd *cobra.Command) *keyID {
	k := &keyID{}
	cmd.Flags().Var(k, "kid", localIn(c.Words).KIDFlag())
	return k
}

// Set implements pflag.Value.
func (k *keyID) Set(text string) error {
	if text = strings.TrimSpace(text); text == "" || k.id != "" && k.id != text {
		return errors.New("one key id")
	}
	k.id = text
	return nil
}

func (k *keyID) String() string { return k.id }

// Type implements pflag.Value.
func (k *keyID) Type() string { return "string" }
