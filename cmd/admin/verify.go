package admin

import (
	"fmt"

	"github.com/spf13/cobra"

	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/show"
	"vaxcheck/trust/inforce"
	"vaxcheck/trust/store"
)

// schemaTrustVerify is what trust verify prints.
const schemaTrustVerify = "vaxcheck.trust-verify/1"

// recheck is one thing that was checked anew.
type recheck struct {
	Scope      inforce.Scope  `json:"scope"`
	Supplement string         `json:"kind,omitempty"` // none for the issuers' directory
	What       string         `json:"what"`           // set, local, history …
	File       string         `json:"file,omitempty"`
	Result     inforce.Result `json:"result"`
	Code       store.Code     `json:"code,omitempty"` // what is wrong
	found      inforce.Recheck
}

// rechecks is everything that was checked anew.
type rechecks struct {
	Schema  string    `json:"schema"`
	Damaged int       `json:"damaged"`
	Checks  []recheck `json:"checks"`
}

func trustVerifyCommand(c *cli.Console) *cobra.Command {
	w := renewIn(c.Words)
	cmd := &cobra.Command{Use: "verify", Short: w.Verify(), Long: w.VerifyLong(), Args: cli.ExactArgs(c.Words, 0)}
	o := cli.PlainOptions(c, cmd)
	cmd.RunE = func(*cobra.Command, []string) error {
		s, err := o.Resolve()
		if err != nil {
			return err
		}
		r := rechecksOf(inforce.RecheckAll(c.Env.Places.Trust(), cli.CheckSnapshot(c)))
		if r.Damaged > 0 {
			c.Code = cli.ExitNotReady
		}
		return c.Print(s, r)
	}
	return cmd
}

func rechecksOf(found []inforce.Recheck) rechecks {
	r := rechecks{Schema: schemaTrustVerify}
	for _, c := range found {
		v := recheck{Scope: c.Scope, What: c.About, File: c.File, Result: c.Result, Code: c.Code, found: c}
		if c.Supplement != nil {
			v.Supplement = c.Supplement.Name
		}
		if c.Result == inforce.Damaged {
			r.Damaged++
		}
		r.Checks = append(r.Checks, v)
	}
	return r
}

func (r rechecks) Object() any    { return r }
func (r rechecks) Objects() []any { return []any{r} }

func (r rechecks) Rows() [][]string {
	rows := [][]string{{"scope", "what", "file", "result", "code"}}
	for _, c := range r.Checks {
		rows = append(rows, []string{string(c.Scope), c.What, c.File, string(c.Result), string(c.Code)})
	}
	return rows
}

// Text gives each thing a line, and says at the end whether all is well.
func (r rechecks) Text(s *show.Settings) string {
	w := s.Words
	var rows [][]string
	for _, c := range r.Checks {
		rows = append(rows, []string{checksIn(w).Results().Of(string(c.Result)), c.line(s.Words)})
	}
	last := checksIn(w).Fine()
	if r.Damaged > 0 {
		last = checksIn(w).Damaged(fmt.Sprint(r.Damaged))
	}
	return s.Table(rows) + last + "\n"
}

// line says what was checked, and what is wrong with it.
func (c recheck) line(words *show.Sentences) string {
	w, created := words, show.TimeText(show.OptionalTime(c.found.Created))
	whose := cli.StoresIn(w).Whose().Of(string(c.Scope))
	if c.found.Holding != nil {
		whose = cli.WhoseStore(words, c.found.Holding)
	}
	whose += ": "
	switch {
	case c.found.Note != nil:
		return cli.DamageLine(words, c.found.Holding, *c.found.Note)
	case c.File != "":
		return whose + cli.ShortFile(c.File)
	case created != "" && c.Supplement != "":
		return whose + checksIn(w).OwnOf(partsIn(w).Names().Of(c.Supplement), created)
	case created != "":
		return whose + checksIn(w).SetOf(created)
	}
	return whose + cli.StoresIn(w).What().Of(c.What)
}
