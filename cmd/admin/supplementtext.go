package admin

import (
	"errors"
	"strconv"

	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/show"
	"vaxcheck/trust"
	"vaxcheck/trust/inforce"
	"vaxcheck/verify"
)

// The changes of certificates, by the names that JSON has for them.
const (
	certificatesAdded   = "certificates_added"
	certificatesRemoved = "certificates_removed"
	certificatesChanged = "certificates_changed"
)

// supplementText tells what became of a file of a supplement.
func (r renewal) supplementText(s *show.Settings) string {
	w := s.Words
	if r.Outcome == outcomeNothing {
		return partsIn(w).SameFile() + "\n"
	}
	out := partsIn(w).Outcomes().Fill(r.Outcome, "Whose", renewIn(w).For().Of(string(r.Scope))) + "\n"
	c := *r.Certificates
	out += show.Indent(s.Table([][]string{
		{renewIn(w).Before(), partsIn(w).Units(r.Supplement, c.Before)},
		{renewIn(w).After(), partsIn(w).Units(r.Supplement, c.After)},
		r.Imported.row(s),
	}))
	return out + c.text(s) + r.notesText(s)
}

// notesText tells what the file has and is not used, and what is odd in it.
func (r renewal) notesText(s *show.Settings) string {
	if len(r.Notes) == 0 {
		return ""
	}
	return TrustIn(s.Words).NotesHead(len(r.Notes)) + "\n" + shortList(s, noteRows(s, r.Notes))
}

// supplementRows has one row for each change, and one that tells of the whole.
func (r renewal) supplementRows() [][]string {
	rows := [][]string{{"change", "kind", "country", "subject", "key_id", "sha256", "dated"},
		{r.Outcome, r.Supplement, "", "", "", "", ""}}
	if r.Certificates == nil {
		return rows
	}
	rows[1][5], rows[1][6] = r.Imported.SHA256, r.Imported.Dated.String()
	for _, change := range r.Certificates.lists() {
		for _, c := range change.list {
			rows = append(rows, []string{change.name, r.Supplement, c.Country, c.Subject, c.KeyID, c.SHA256, ""})
		}
	}
	return rows
}

// certificateChange holds the changes under one name.
type certificateChange struct {
	name string
	list []certificateView
}

func (c certificateChanges) lists() []certificateChange {
	return []certificateChange{{certificatesAdded, c.Added}, {certificatesRemoved, c.Removed},
		{certificatesChanged, c.Changed}}
}

// text lists the changes.
func (c certificateChanges) text(s *show.Settings) (out string) {
	w := s.Words
	if len(c.Added)+len(c.Removed)+len(c.Changed) == 0 {
		return partsIn(w).SameContent() + "\n"
	}
	for _, change := range c.lists() {
		if len(change.list) == 0 {
			continue
		}
		var rows [][]string
		for _, one := range change.list {
			rows = append(rows, one.row(s))
		}
		out += partsIn(w).Changes().Of(change.name) + " (" + strconv.Itoa(len(change.list)) + ")\n" + shortList(s, rows)
	}
	return out
}

// rollBackSupplement sets aside what was imported last of a supplement.
func rollBackSupplement(c *cli.Console, of inforce.Scope, k *trust.Supplement) (supplementRollback, error) {
	imports := inforce.OpenImports(c.Env.Places.Trust())
	imports.Watch(func(h *inforce.Holding) { cli.TellNotes(c, h) })
	from := imports.Of(k)
	done, err := from.RollBack(of)
	switch {
	case errors.Is(err, inforce.ErrNotImported):
		w := partsIn(c.Words)
		return supplementRollback{},
			cli.WithHint(cli.NotReady(errors.New(w.NotImported().Fill(string(of),
				"Name", w.Names().Of(k.Name)))), w.NotImportedNext().Of(string(of)))
	case err != nil:
		return supplementRollback{}, cli.StoreError(c, from.Stores.Of(of), err, cli.ExitNotReady)
	}
	return supplementRollback{schemaTrustRollback, k.Name, of, verify.Timestamp(done.Aside.Created),
		done.Aside.SHA256, HeadOf(done.Info), changesOf(done.Changes)}, nil
}

type supplementRollback struct {
	Schema     string             `json:"schema"`
	Supplement string             `json:"kind"`
	Scope      inforce.Scope      `json:"scope"`
	Created    verify.Timestamp   `json:"created"` // of what was set aside
	SHA256     string             `json:"sha256"`
	InForce    TrustHead          `json:"in_force"`
	Changes    certificateChanges `json:"certificates"`
}

func (r supplementRollback) Object() any    { return r }
func (r supplementRollback) Objects() []any { return []any{r} }

func (r supplementRollback) Rows() [][]string {
	return [][]string{{"kind", "scope", "created", "sha256", "in_force_created", "in_force_sha256", "certificates"},
		{r.Supplement, string(r.Scope), r.Created.String(), r.SHA256, show.TimeText(r.InForce.Created),
			r.InForce.SHA256, strconv.Itoa(r.Changes.After)}}
}

func (r supplementRollback) Text(s *show.Settings) string {
	w := partsIn(s.Words)
	return w.RolledBack(renewIn(s.Words).For().Of(string(r.Scope)), r.Created.String(),
		w.Units(r.Supplement, r.Changes.After)) + "\n" + r.Changes.text(s)
}
