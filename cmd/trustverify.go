package cmd

import (
	"fmt"

	"github.com/spf13/cobra"

	"vaxcheck/trust/inforce"
	"vaxcheck/trust/store"
)

// schemaTrustVerify is what trust verify prints.
const schemaTrustVerify = "vaxcheck.trust-verify/1"

// recheck is one thing that was checked anew.
type recheck struct {
	Scope  inforce.Scope  `json:"scope"`
	Kind   string         `json:"kind,omitempty"` // none for the issuers' directory
	What   string         `json:"what"`           // set, local, history …
	File   string         `json:"file,omitempty"`
	Result inforce.Result `json:"result"`
	Code   store.Code     `json:"code,omitempty"` // what is wrong
	found  inforce.Recheck
}

// rechecks is everything that was checked anew.
type rechecks struct {
	Schema  string    `json:"schema"`
	Damaged int       `json:"damaged"`
	Checks  []recheck `json:"checks"`
}

func trustVerifyCommand(c *console) *cobra.Command {
	w := renewIn(c.words)
	cmd := &cobra.Command{Use: "verify", Short: w.Verify(), Long: w.VerifyLong(), Args: exactArgs(c.words, 0)}
	o := plainOptions(c, cmd)
	cmd.RunE = func(*cobra.Command, []string) error {
		s, err := o.resolve()
		if err != nil {
			return err
		}
		r := rechecksOf(inforce.RecheckAll(c.env.Places.trust(), checkSnapshot(c)))
		if r.Damaged > 0 {
			c.code = exitNotReady
		}
		return c.print(s, r)
	}
	return cmd
}

func rechecksOf(found []inforce.Recheck) rechecks {
	r := rechecks{Schema: schemaTrustVerify}
	for _, c := range found {
		v := recheck{Scope: c.Scope, What: c.About, File: c.File, Result: c.Result, Code: c.Code, found: c}
		if c.Supplement != nil {
			v.Kind = c.Supplement.Name
		}
		if c.Result == inforce.Damaged {
			r.Damaged++
		}
		r.Checks = append(r.Checks, v)
	}
	return r
}

func (r rechecks) object() any    { return r }
func (r rechecks) objects() []any { return []any{r} }

func (r rechecks) rows() [][]string {
	rows := [][]string{{"scope", "what", "file", "result", "code"}}
	for _, c := range r.Checks {
		rows = append(rows, []string{string(c.Scope), c.What, c.File, string(c.Result), string(c.Code)})
	}
	return rows
}

// text gives each thing a line, and says at the end whether all is well.
func (r rechecks) text(s *settings) string {
	w := s.words
	var rows [][]string
	for _, c := range r.Checks {
		rows = append(rows, []string{checksIn(w).Results().Of(string(c.Result)), c.line(s.words)})
	}
	last := checksIn(w).Fine()
	if r.Damaged > 0 {
		last = checksIn(w).Damaged(fmt.Sprint(r.Damaged))
	}
	return s.table(rows) + last + "\n"
}

// line says what was checked, and what is wrong with it.
func (c recheck) line(words *sentences) string {
	w, created := words, timeText(optionalTime(c.found.Created))
	whose := storesIn(w).Whose().Of(string(c.Scope))
	if c.found.Holding != nil {
		whose = whoseStore(words, c.found.Holding)
	}
	whose += ": "
	switch {
	case c.found.Note != nil:
		return damageText(words, c.found.Holding, *c.found.Note)
	case c.File != "":
		return whose + shortFile(c.File)
	case created != "" && c.Kind != "":
		return whose + checksIn(w).OwnOf(kindsIn(w).Names().Of(c.Kind), created)
	case created != "":
		return whose + checksIn(w).SetOf(created)
	}
	return whose + storesIn(w).What().Of(c.What)
}
