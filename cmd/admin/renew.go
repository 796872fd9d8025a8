package admin

import (
	"errors"
	"fmt"
	"time"

	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/show"
	"vaxcheck/cmd/words"
	"vaxcheck/trust"
	"vaxcheck/trust/inforce"
	"vaxcheck/trust/refresh"
	"vaxcheck/trust/signed"
	"vaxcheck/trust/store"
	"vaxcheck/verify"
)

// schemaTrustUpdate is what update and import print.
const schemaTrustUpdate = "vaxcheck.trust-update/1"

// Outcomes of update and import.
const (
	outcomeInstalled = "installed"
	outcomeWould     = "would_install" // --dry-run
	outcomeNothing   = "nothing_new"
	outcomeRefused   = "refused"
)

// renewal is what became of a set that was offered.
type renewal struct {
	Schema  string           `json:"schema"`
	Action  string           `json:"action"` // "update" or "import"
	Outcome string           `json:"outcome"`
	Reason  *refresh.Reason  `json:"reason"` // why it was refused, or is nothing new
	Scope   inforce.Scope    `json:"scope"`
	From    string           `json:"from"`
	Forced  bool             `json:"forced"`
	Before  TrustHead        `json:"in_force_before"`
	Offered *TrustHead       `json:"offered"` // nil if there was nothing that could be read
	Changes *refresh.Changes `json:"changes"`
	// Of a supplement:
	Supplement   string              `json:"kind,omitempty"`
	Imported     *importView         `json:"imported,omitempty"`
	Certificates *certificateChanges `json:"certificates,omitempty"`
	Notes        []noteView          `json:"notes,omitempty"` // what the file has and is not used
}

// intake is how a set comes into a store.
type intake struct {
	console       *cli.Console
	known         *inforce.Trust
	stores        inforce.Holdings  // of what comes in
	into          *inforce.Holding  // the one that it comes into
	imported      *inforce.Imported // what comes in, nil for the directory
	force, dryRun bool
	result        renewal
}

// newIntake prepares the store that a command names. What is damaged is told,
// and is no reason not to bring something better.
func newIntake(c *cli.Console, o *changes, action, from string) (*intake, error) {
	t, err := cli.OpenTrust(c, true)
	cli.TellDamage(c, t)
	if t.Signed == nil {
		return nil, err
	}
	in := &intake{console: c, known: t, stores: t.Stores, into: t.Stores.Of(o.scope()), force: o.force,
		dryRun: o.dryRun}
	if in.into == nil {
		return nil, cli.NoPlace(c)
	}
	in.result = renewal{Schema: schemaTrustUpdate, Action: action, Scope: in.into.Scope, From: from,
		Forced: o.force, Before: HeadOf(t.Follows(in.into).Info())}
	return in, nil
}

// admit takes a snapshot the one road into the store. The error is why it was
// refused, or why it could not be kept.
func (in *intake) admit(snapshot signed.Snapshot) error {
	candidate, err := refresh.Admit(snapshot, refresh.Conditions{
		Now: in.console.Env.Now(), InForce: in.known.Follows(in.into), SetAside: in.stores.SetAside(in.into),
		Force: in.force, Check: cli.CheckSnapshot(in.console), Source: inforce.SourceInstalled,
	})
	if candidate != nil {
		offered := HeadOf(candidate.Set.Info())
		in.result.Offered, in.result.Changes = &offered, &candidate.Changes
	}
	if err != nil {
		return in.refused(err)
	}
	return in.install(snapshot, candidate.Set)
}

// install keeps the set, but in a dry run.
func (in *intake) install(snapshot signed.Snapshot, set *trust.Set) error {
	if in.dryRun {
		in.result.Outcome = outcomeWould
		return nil
	}
	return in.installed(in.into.Install(snapshot, set, in.force), set)
}

// installed records that the store has the set now, or why not.
func (in *intake) installed(err error, set *trust.Set) error {
	switch {
	case err == nil:
		in.result.Outcome = outcomeInstalled
		return nil
	case errors.Is(err, store.ErrSame):
		return in.refused(&refresh.Error{Reason: refresh.NothingNew})
	case errors.Is(err, store.ErrNotNewer): // someone else was faster
		return in.refused(&refresh.Error{Reason: refresh.Older, Got: set.Info().Created,
			Held: in.into.Store.Read().Generation.Created})
	case errors.Is(err, store.ErrSetAside):
		return in.refused(&refresh.Error{Reason: refresh.SetAside, Got: set.Info().Created})
	}
	in.result.Outcome = outcomeRefused
	return cli.StoreError(in.console, in.into, err, cli.ExitNotReady)
}

// refused records a reason. Nothing new is no failure.
func (in *intake) refused(err error) error {
	var e *refresh.Error
	if !errors.As(err, &e) {
		return err
	}
	in.result.Outcome, in.result.Reason = outcomeRefused, &e.Reason
	if e.Reason == refresh.NothingNew {
		in.result.Outcome = outcomeNothing
		return nil
	}
	return refusal(in.console, e, in.imported)
}

// refusal says in a sentence why a set was refused, and what to do. For a
// supplement some reasons have sentences of their own.
func refusal(c *cli.Console, e *refresh.Error, of *inforce.Imported) error {
	w := c.Words
	why := renewIn(w).Reasons(string(e.Reason))
	if own := partsIn(w).Reasons(string(e.Reason)); own != (words.Advice{}) && of != nil {
		why = own
	}
	cause := e.Err
	if errors.Is(cause, trust.ErrNoAuthority) {
		why, cause = partsIn(w).ListsAlone(), nil
	}
	day := func(t time.Time) string { return verify.Timestamp(t).String() }
	values := []string{
		"File", show.SafeText(e.File), "Status", fmt.Sprint(e.Status), "Got", day(e.Got), "Held", day(e.Held),
		"Issuers", fmt.Sprintf("%d → %d", e.Before.Issuers, e.After.Issuers),
		"Keys", fmt.Sprintf("%d → %d", e.Before.Keys, e.After.Keys),
	}
	if of != nil {
		values = append(values, "Name", partsIn(w).Names().Of(of.Supplement.Name), "Kind", of.Supplement.Name,
			"Takes", partsIn(w).Takes().Of(of.Supplement.Name))
	}
	why = why.Fill(values...)
	text := why.Sentence
	if e.File != "" {
		text = show.SafeText(e.File) + ": " + text
	}
	if cause != nil {
		text += fmt.Sprintf(" (%v)", cause)
	}
	return cli.WithHint(cli.Refused(errors.New(text)), why.Next)
}

// finishIntake prints what became of a set, also if it was refused.
func finishIntake(c *cli.Console, s *show.Settings, in *intake, err error) error {
	if err != nil && s.Format == "text" && in.result.Changes == nil && in.result.Certificates == nil ||
		in.result.Outcome == "" {
		return err
	}
	if printed := c.Print(s, in.result); printed != nil {
		return printed
	}
	return err
}
