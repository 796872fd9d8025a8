package cmd

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"github.com/spf13/cobra"

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
func renewOptions(c *console, cmd *cobra.Command) *changes {
	o := changeOptions(c, cmd)
	w := renewIn(c.words)
	cmd.Flags().BoolVar(&o.dryRun, "dry-run", false, w.DryRunFlag())
	cmd.Flags().BoolVar(&o.force, "force", false, w.ForceFlag())
	return o
}

func trustImportCommand(c *console) *cobra.Command {
	w := renewIn(c.words)
	cmd := &cobra.Command{Use: "import FILE|DIR", Short: w.Import(), Long: w.ImportLong(), Args: exactArgs(c.words, 1)}
	o := renewOptions(c, cmd)
	name, about := kindFlag(c, cmd), statementFlags(o.options)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		s, err := o.resolve()
		if err != nil {
			return err
		}
		k, err := kindNamed(c, *name)
		if err != nil {
			return err
		}
		if isCode(args[0]) {
			return refusal(c, &refresh.Error{Reason: refresh.NotFound}, nil)
		}
		if _, err := os.Stat(args[0]); args[0] != "-" && errors.Is(err, fs.ErrNotExist) {
			return &codedError{code: exitFile, err: fmt.Errorf("%s: %w", safeText(args[0]), shortPathError(err))}
		}
		if k != nil {
			return importKind(c, s, o, k, args[0], about)
		}
		if err := about.refuse(s.words); err != nil {
			return err
		}
		return importDirectory(c, s, o, args[0])
	}
	return cmd
}

// importDirectory takes in what the issuers' directory has signed.
func importDirectory(c *console, s *settings, o *changes, name string) error {
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
func readCarried(c *console, name string) (signed.Snapshot, error) {
	if name == "-" {
		data, err := readAllLimited(c.env.In, signed.MaxArchive)
		if err != nil && !errors.Is(err, errTooLarge) {
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

func trustExportCommand(c *console) *cobra.Command {
	w := renewIn(c.words)
	cmd := &cobra.Command{Use: "export FILE", Short: w.Export(), Long: w.ExportLong(), Args: exactArgs(c.words, 1)}
	o := plainOptions(c, cmd)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		s, err := o.resolve()
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
func exported(c *console) ([]byte, store.Generation, error) {
	w := renewIn(c.words)
	t, err := openTrust(c, true)
	tellDamage(c, t)
	if t.Signed == nil {
		return nil, store.Generation{}, err
	}
	h := t.Stores.Of(t.Holder)
	if h == nil {
		return nil, store.Generation{}, &codedError{code: exitNotReady, err: errors.New(w.ExportBundled()), hint: w.ExportBundledNext()}
	}
	archive, g, err := h.Store.Export()
	if err != nil {
		err = storeError(c, h, err, exitNotReady)
	}
	return archive, g, err
}

// writeExport writes a new file, never over one that is there.
func writeExport(c *console, s *settings, name string, archive []byte, g store.Generation) error {
	if name == "-" {
		if c.env.OutTTY {
			return usageError(renewIn(s.words).ExportTerminal())
		}
		_, err := c.env.Out.Write(archive)
		return c.writeError(err)
	}
	if isCode(name) {
		return usageError(errorsIn(s.words).CodeAsCommand())
	}
	if err := files.New(name, archive, 0o644); err != nil {
		return &codedError{code: exitFile, err: errorsIn(s.words).Write(safeText(name), shortPathError(err))}
	}
	return c.print(s, exportDone{schemaTrustExport, name, len(archive), verify.Timestamp(g.Created), g.SHA256})
}

type exportDone struct {
	Schema  string           `json:"schema"`
	File    string           `json:"file"`
	Bytes   int              `json:"bytes"`
	Created verify.Timestamp `json:"created"`
	SHA256  string           `json:"sha256"` // of the snapshot in it
}

func (e exportDone) object() any    { return e }
func (e exportDone) objects() []any { return []any{e} }

func (e exportDone) rows() [][]string {
	return [][]string{{"file", "bytes", "created", "sha256"}, {e.File, strconv.Itoa(e.Bytes), e.Created.String(), e.SHA256}}
}

func (e exportDone) text(s *settings) string {
	return renewIn(s.words).Exported(e.File, strconv.Itoa(e.Bytes), e.Created.String()) + "\n"
}

func trustRollbackCommand(c *console) *cobra.Command {
	w := renewIn(c.words)
	cmd := &cobra.Command{Use: "rollback", Short: w.Rollback(), Long: w.RollbackLong(), Args: exactArgs(c.words, 0)}
	o := changeOptions(c, cmd)
	name := kindFlag(c, cmd)
	cmd.RunE = func(*cobra.Command, []string) error {
		s, err := o.resolve()
		if err != nil {
			return err
		}
		k, err := kindNamed(c, *name)
		if err != nil {
			return err
		}
		var done document
		if k == nil {
			done, err = rollBack(c, o.scope())
		} else {
			done, err = rollBackKind(c, o.scope(), k)
		}
		if err != nil {
			return err
		}
		return c.print(s, done)
	}
	return cmd
}

// rollBack sets aside what a store has in force.
func rollBack(c *console, of inforce.Scope) (rollbackDone, error) {
	w := renewIn(c.words)
	t, err := openTrust(c, true)
	tellDamage(c, t)
	if t.Signed == nil {
		return rollbackDone{}, err
	}
	aside, now, err := t.RollBack(of)
	var other *inforce.NotHeldError
	switch {
	case errors.As(err, &other):
		return rollbackDone{}, &codedError{code: exitNotReady, err: errors.New(w.NotHeld().Of(string(other.Holder))), hint: w.NotHeldNext().Of(string(other.Holder))}
	case err != nil:
		return rollbackDone{}, storeError(c, t.Stores.Of(of), err, exitNotReady)
	}
	return rollbackDone{schemaTrustRollback, of, verify.Timestamp(aside.Created), aside.SHA256, now.Holder, headOf(now.Signed.Info()),
		refresh.Compare(t.Signed, now.Signed)}, nil
}

type rollbackDone struct {
	Schema  string           `json:"schema"`
	Scope   inforce.Scope    `json:"scope"`
	Created verify.Timestamp `json:"created"` // of the set that was set aside
	SHA256  string           `json:"sha256"`
	Holder  inforce.Scope    `json:"held_by"` // who holds the set in force now
	InForce trustHead        `json:"in_force"`
	Changes refresh.Changes  `json:"changes"` // keys that were withdrawn and are accepted again among them
}

func (r rollbackDone) object() any    { return r }
func (r rollbackDone) objects() []any { return []any{r} }

func (r rollbackDone) rows() [][]string {
	return [][]string{{"scope", "created", "sha256", "in_force_held_by", "in_force_created", "in_force_sha256"},
		{string(r.Scope), r.Created.String(), r.SHA256, string(r.Holder), timeText(r.InForce.Created), r.InForce.SHA256}}
}

func (r rollbackDone) text(s *settings) string {
	again := ""
	if !r.Changes.Empty() {
		again = changesText(s, r.Changes)
	}
	w := renewIn(s.words)
	return w.RolledBack(r.Created.String(), s.words.source(r.InForce.Source), timeText(r.InForce.Created)) + "\n" + again
}
