package admin

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"github.com/spf13/cobra"

	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/show"
	"vaxcheck/internal/files"
	"vaxcheck/trust/inforce"
	"vaxcheck/trust/refresh"
	"vaxcheck/trust/signed"
	"vaxcheck/trust/store"
	"vaxcheck/verify"
)

// schemas of what export and rollback print.
const (
	schemaTrustExport   = "vaxcheck.trust-export/1"
	schemaTrustRollback = "vaxcheck.trust-rollback/1"
)

// renewOptions registers the flags of commands that bring a set.
func renewOptions(c *cli.Console, cmd *cobra.Command) *changes {
	o := changeOptions(c, cmd)
	w := renewIn(c.Words)
	cmd.Flags().BoolVar(&o.dryRun, "dry-run", false, w.DryRunFlag())
	cmd.Flags().BoolVar(&o.force, "force", false, w.ForceFlag())
	return o
}

func trustImportCommand(c *cli.Console) *cobra.Command {
	w := renewIn(c.Words)
	cmd := &cobra.Command{Use: "import FILE|DIR", Short: w.Import(), Long: w.ImportLong(),
		Args: cli.ExactArgs(c.Words, 1)}
	o := renewOptions(c, cmd)
	name, about := supplementFlag(c, cmd), statementFlags(o.Options)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		s, err := o.Resolve()
		if err != nil {
			return err
		}
		k, err := supplementNamed(c, *name)
		if err != nil {
			return err
		}
		if cli.IsCode(args[0]) {
			return refusal(c, &refresh.Error{Reason: refresh.NotFound}, nil)
		}
		if _, err := os.Stat(args[0]); args[0] != "-" && errors.Is(err, fs.ErrNotExist) {
			return cli.FileError(fmt.Errorf("%s: %w", show.SafeText(args[0]), cli.ShortPathError(err)))
		}
		if k != nil {
			return importSupplement(c, s, o, k, args[0], about)
		}
		if err := about.refuse(s.Words); err != nil {
			return err
		}
		return importDirectory(c, s, o, args[0])
	}
	return cmd
}

// importDirectory takes in what the issuers' directory has signed.
func importDirectory(c *cli.Console, s *show.Settings, o *changes, name string) error {
	in, err := newIntake(c, o, "import", name)
	if err != nil {
		return err
	}
	snapshot, err := readCarried(c, name)
	if err == nil {
		err = in.admit(snapshot)
	} else {
		err = in.refused(err)
	}
	return finishIntake(c, s, in, err)
}

// readCarried reads what was brought on a stick, or comes on standard input.
func readCarried(c *cli.Console, name string) (signed.Snapshot, error) {
	if name == "-" {
		data, err := cli.ReadAllLimited(c.Env.In, signed.MaxArchive)
		if err != nil && !errors.Is(err, cli.ErrTooLarge) {
			return signed.Snapshot{}, &refresh.Error{Reason: refresh.NotRead, Err: err}
		}
		if err != nil {
			return signed.Snapshot{}, &refresh.Error{Reason: refresh.TooLarge}
		}
		return refresh.ReadExport(data)
	}
	folder, base := stickAt(name)
	return refresh.ReadStick(folder, base)
}

// stickAt opens the folder to look in.
func stickAt(name string) (folder fs.FS, base string) {
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return os.DirFS(name), "."
	}
	return os.DirFS(filepath.Dir(name)), filepath.Base(name)
}

func trustExportCommand(c *cli.Console) *cobra.Command {
	w := renewIn(c.Words)
	cmd := &cobra.Command{Use: "export FILE", Short: w.Export(), Long: w.ExportLong(), Args: cli.ExactArgs(c.Words, 1)}
	o := cli.PlainOptions(c, cmd)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		s, err := o.Resolve()
		if err != nil {
			return err
		}
		archive, g, err := exported(c)
		if err != nil {
			return err
		}
		return writeExport(c, s, args[0], archive, g)
	}
	return cmd
}

// exported is the file of the set in force. The one inside the program is no
// file that its directory signed.
func exported(c *cli.Console) ([]byte, store.Generation, error) {
	w := renewIn(c.Words)
	t, err := cli.OpenTrust(c, true)
	cli.TellDamage(c, t)
	if t.Signed == nil {
		return nil, store.Generation{}, err
	}
	h := t.Stores.Of(t.Holder)
	if h == nil {
		return nil, store.Generation{}, cli.WithHint(cli.NotReady(errors.New(w.ExportBundled())), w.ExportBundledNext())
	}
	archive, g, err := h.Store.Export()
	if err != nil {
		err = cli.StoreError(c, h, err, cli.ExitNotReady)
	}
	return archive, g, err
}

// writeExport writes a new file, never over one that is there.
func writeExport(c *cli.Console, s *show.Settings, name string, archive []byte, g store.Generation) error {
	if name == "-" {
		if c.Env.OutTTY {
			return cli.Usage(renewIn(s.Words).ExportTerminal())
		}
		_, err := c.Env.Out.Write(archive)
		return c.WriteError(err)
	}
	if cli.IsCode(name) {
		return cli.Usage(cli.ErrorsIn(s.Words).CodeAsCommand())
	}
	if err := files.New(name, archive, 0o644); err != nil {
		return cli.FileError(cli.ErrorsIn(s.Words).Write(show.SafeText(name), cli.ShortPathError(err)))
	}
	return c.Print(s, exportDone{schemaTrustExport, name, len(archive), verify.Timestamp(g.Created), g.SHA256})
}

type exportDone struct {
	Schema  string           `json:"schema"`
	File    string           `json:"file"`
	Bytes   int              `json:"bytes"`
	Created verify.Timestamp `json:"created"`
	SHA256  string           `json:"sha256"` // of the snapshot in it
}

func (e exportDone) Object() any    { return e }
func (e exportDone) Objects() []any { return []any{e} }

func (e exportDone) Rows() [][]string {
	return [][]string{{"file", "bytes", "created", "sha256"},
		{e.File, strconv.Itoa(e.Bytes), e.Created.String(), e.SHA256}}
}

func (e exportDone) Text(s *show.Settings) string {
	return renewIn(s.Words).Exported(e.File, strconv.Itoa(e.Bytes), e.Created.String()) + "\n"
}

func trustRollbackCommand(c *cli.Console) *cobra.Command {
	w := renewIn(c.Words)
	cmd := &cobra.Command{Use: "rollback", Short: w.Rollback(), Long: w.RollbackLong(), Args: cli.ExactArgs(c.Words, 0)}
	o := changeOptions(c, cmd)
	name := supplementFlag(c, cmd)
	cmd.RunE = func(*cobra.Command, []string) error {
		s, err := o.Resolve()
		if err != nil {
			return err
		}
		k, err := supplementNamed(c, *name)
		if err != nil {
			return err
		}
		var done show.Document
		if k == nil {
			done, err = rollBack(c, o.scope())
		} else {
			done, err = rollBackSupplement(c, o.scope(), k)
		}
		if err != nil {
			return err
		}
		return c.Print(s, done)
	}
	return cmd
}

// rollBack sets aside what a store has in force.
func rollBack(c *cli.Console, of inforce.Scope) (rollbackDone, error) {
	w := renewIn(c.Words)
	t, err := cli.OpenTrust(c, true)
	cli.TellDamage(c, t)
	if t.Signed == nil {
		return rollbackDone{}, err
	}
	aside, now, err := t.RollBack(of)
	var other *inforce.NotHeldError
	switch {
	case errors.As(err, &other):
		return rollbackDone{}, cli.WithHint(cli.NotReady(errors.New(w.NotHeld().Of(string(other.Holder)))),
			w.NotHeldNext().Of(string(other.Holder)))
	case err != nil:
		return rollbackDone{}, cli.StoreError(c, t.Stores.Of(of), err, cli.ExitNotReady)
	}
	return rollbackDone{schemaTrustRollback, of, verify.Timestamp(aside.Created), aside.SHA256, now.Holder,
		HeadOf(now.Signed.Info()),
		refresh.Compare(t.Signed, now.Signed)}, nil
}

type rollbackDone struct {
	Schema  string           `json:"schema"`
	Scope   inforce.Scope    `json:"scope"`
	Created verify.Timestamp `json:"created"` // of the set that was set aside
	SHA256  string           `json:"sha256"`
	Holder  inforce.Scope    `json:"held_by"` // who holds the set in force now
	InForce TrustHead        `json:"in_force"`
	Changes refresh.Changes  `json:"changes"` // keys that were withdrawn and are accepted again among them
}

func (r rollbackDone) Object() any    { return r }
func (r rollbackDone) Objects() []any { return []any{r} }

func (r rollbackDone) Rows() [][]string {
	return [][]string{{"scope", "created", "sha256", "in_force_held_by", "in_force_created", "in_force_sha256"},
		{string(r.Scope), r.Created.String(), r.SHA256, string(r.Holder), show.TimeText(r.InForce.Created),
			r.InForce.SHA256}}
}

func (r rollbackDone) Text(s *show.Settings) string {
	again := ""
	if !r.Changes.Empty() {
		again = changesText(s, r.Changes)
	}
	w := renewIn(s.Words)
	return w.RolledBack(r.Created.String(), s.Words.Source(r.InForce.Source),
		show.TimeText(r.InForce.Created)) + "\n" + again
}
