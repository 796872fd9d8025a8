package cmd

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"vaxcheck/trust"
	"vaxcheck/trust/store"
)

// schemaTrustVerify is what trust verify prints.
const schemaTrustVerify = "vaxcheck.trust-verify/1"

// Results of checking one thing anew.
const (
	recheckOK      = "ok"
	recheckOdd     = "odd" // of no consequence, or mended by the next change
	recheckDamaged = "damaged"
)

// recheck is one thing that was checked anew.
type recheck struct {
	Scope  scope  `json:"scope"`
	Kind   string `json:"kind,omitempty"` // none for the issuers' directory
	What   string `json:"what"`           // set, local, history …
	File   string `json:"file,omitempty"`
	Result string `json:"result"`
	Code   string `json:"code,omitempty"` // what is wrong
	keep   *keep  // nil for the program
	note   *store.Note
	detail string // of what is in order
}

// rechecks is everything that was checked anew.
type rechecks struct {
	Schema  string    `json:"schema"`
	Damaged int       `json:"damaged"`
	Checks  []recheck `json:"checks"`
}

func (a *app) trustVerifyCommand() *cobra.Command {
	w := a.words.Admin.Renew
	cmd := &cobra.Command{Use: "verify", Short: w.Verify(), Long: w.VerifyLong(), Args: exactArgs(a.words, 0)}
	o := plainOptions(a.console, cmd)
	cmd.RunE = func(*cobra.Command, []string) error {
		s, err := o.resolve()
		if err != nil {
			return err
		}
		r := a.recheckAll()
		if r.Damaged > 0 {
			a.code = exitNotReady
		}
		return a.print(s, r)
	}
	return cmd
}

// recheckAll looks at the program's own set, and at every file of both stores.
func (a *app) recheckAll() rechecks {
	r := rechecks{Schema: schemaTrustVerify}
	r.add(recheckBundled())
	for _, k := range trust.Supplements() {
		if k.Join == nil {
			r.add(recheckOwn(k))
		}
	}
	for _, of := range []scope{scopeMachine, scopeUser} {
		if k := a.openKeep(of); k != nil {
			r.store(k)
		}
		for _, kind := range trust.Supplements() {
			if k := a.openKind(of, kind); k != nil {
				r.kindStore(k)
			}
		}
	}
	return r
}

func (r *rechecks) add(c recheck) {
	if c.Result == recheckDamaged {
		r.Damaged++
	}
	r.Checks = append(r.Checks, c)
}

// recheckBundled computes every key of the program's set anew.
func recheckBundled() recheck {
	c := recheck{Scope: scopeProgram, What: whatSet, Result: recheckDamaged, Code: string(store.CodeDamaged)}
	set, err := trust.Bundled()
	if err != nil {
		return c
	}
	keys := 0
	for is := range set.Issuers() {
		keys += len(set.Keys(is.ID))
	}
	if _, err := trust.BundledHistory(); err == nil && keys == set.Info().Keys {
		c.Result, c.Code, c.detail = recheckOK, "", optionalTime(set.Info().Created).String()
	}
	return c
}

// recheckOwn reads what the program has of a kind. Of what is joined, which
// are lists that soon are too old, it has none.
func recheckOwn(k *trust.Supplement) recheck {
	c := recheck{Scope: scopeProgram, Kind: k.Name, What: whatSet, Result: recheckDamaged, Code: string(store.CodeDamaged)}
	if set, err := trust.Bundled(); err == nil && len(k.Members(set)) > 0 {
		c.Result, c.Code, c.detail = recheckOK, "", timeText(optionalTime(k.Info(set).Created))
	}
	return c
}

// kindStore checks everything that is imported of a kind, and who may write.
func (r *rechecks) kindStore(k *keep) {
	notes := append(r.generations(k), store.CheckOwner(k.folder)...)
	r.notes(k, notes)
}

// generations checks every generation.
func (r *rechecks) generations(k *keep) []store.Note {
	generations, notes := k.store.Generations()
	for _, g := range generations {
		if g.Problem == "" {
			r.add(recheckOf(k, whatOf(store.Note{File: g.File}), g.File))
		}
	}
	return notes
}

// recheckOf is what is in order in a store.
func recheckOf(k *keep, what, file string) recheck {
	c := recheck{Scope: k.scope, What: what, File: file, Result: recheckOK, keep: k}
	if k.kind != nil {
		c.Kind = k.kind.Name
	}
	return c
}

// notes tells of each thing once.
func (r *rechecks) notes(k *keep, notes []store.Note) {
	seen := map[string]bool{}
	for _, n := range notes {
		if id := string(n.Code) + n.File; !seen[id] {
			seen[id] = true
			r.note(k, n)
		}
	}
}

// store checks every generation, both copies of each small file, and who may
// write.
func (r *rechecks) store(k *keep) {
	notes := r.generations(k)
	k.read()
	notes = append(notes, k.notes...)
	if k.scope != scopeMachine {
		notes = append(notes, store.CheckOwner(k.folder)...)
	}
	r.small(k, whatLocal, notes, !k.local.Empty())
	r.small(k, whatHistory, notes, k.history != nil)
	r.notes(k, notes)
	if k.localErr != nil && !slices.ContainsFunc(notes, func(n store.Note) bool { return whatOf(n) != whatSet && !harmless[n.Code] }) {
		r.note(k, store.Note{Code: store.CodeDamaged, File: fileLocal, Err: k.localErr})
	}
}

// small tells of a small file that is in order.
func (r *rechecks) small(k *keep, what string, notes []store.Note, there bool) {
	if there && !slices.ContainsFunc(notes, func(n store.Note) bool { return whatOf(n) == what }) {
		r.add(recheckOf(k, what, ""))
	}
}

func (r *rechecks) note(k *keep, n store.Note) {
	c := recheckOf(k, whatOf(n), n.File)
	c.Result, c.Code, c.note = recheckDamaged, string(n.Code), &n
	// In their own home people may let others write.
	if harmless[n.Code] || c.What == whatOwner && k.scope == scopeUser {
		c.Result = recheckOdd
	}
	r.add(c)
}

func (r rechecks) object() any    { return r }
func (r rechecks) objects() []any { return []any{r} }

func (r rechecks) rows() [][]string {
	rows := [][]string{{"scope", "what", "file", "result", "code"}}
	for _, c := range r.Checks {
		rows = append(rows, []string{string(c.Scope), c.What, c.File, c.Result, c.Code})
	}
	return rows
}

// text gives each thing a line, and says at the end whether all is well.
func (r rechecks) text(s *settings) string {
	w := s.words.Admin
	var rows [][]string
	for _, c := range r.Checks {
		line := w.Stores.Whose().Of(string(c.Scope)) + ": "
		if c.keep != nil {
			line = s.words.whose(c.keep) + ": "
		}
		switch {
		case c.note != nil:
			line = s.words.damage(c.keep, *c.note)
		case c.File != "":
			line += shortFile(c.File)
		case c.detail != "" && c.Kind != "":
			line += w.Checks.OwnOf(w.Kinds.Names().Of(c.Kind), c.detail)
		case c.detail != "":
			line += w.Checks.SetOf(c.detail)
		default:
			line += w.Stores.What().Of(c.What)
		}
		rows = append(rows, []string{w.Checks.Results().Of(c.Result), line})
	}
	last := w.Checks.Fine()
	if r.Damaged > 0 {
		last = w.Checks.Damaged(fmt.Sprint(r.Damaged))
	}
	return s.table(rows) + last + "\n"
}
