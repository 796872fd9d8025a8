package cmd

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"vaxcheck/cmd/words"
	"vaxcheck/trust"
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
	Scope   scope            `json:"scope"`
	From    string           `json:"from"`
	Forced  bool             `json:"forced"`
	Before  trustHead        `json:"in_force_before"`
	Offered *trustHead       `json:"offered"` // nil if there was nothing that could be read
	Changes *refresh.Changes `json:"changes"`
	// Of a kind beside the directory:
	Kind         string              `json:"kind,omitempty"`
	Imported     *importView         `json:"imported,omitempty"`
	Certificates *certificateChanges `json:"certificates,omitempty"`
	Notes        []noteView          `json:"notes,omitempty"` // what the file has and is not used
}

// intake is how a set comes into a store.
type intake struct {
	app           *app
	standing      *standing
	keeps         []*keep // the stores of what comes in
	keep          *keep   // the one that it comes into
	beside        *beside // what comes in, nil for the directory
	force, dryRun bool
	result        renewal
}

// newIntake prepares the store that a command names. What is damaged is told,
// and is no reason not to bring something better.
func (a *app) newIntake(o *options, action, from string) (*intake, error) {
	st, err := a.standing(true)
	a.tellDamage(st)
	if st.signed == nil {
		return nil, err
	}
	in := &intake{app: a, standing: st, keeps: st.keeps, keep: st.keep(o.scope()), force: o.force, dryRun: o.dryRun}
	if in.keep == nil {
		return nil, a.noPlace()
	}
	in.result = renewal{Schema: schemaTrustUpdate, Action: action, Scope: in.keep.scope, From: from, Forced: o.force, Before: headOf(in.held().Info())}
	return in, nil
}

// held is the set that a new one must follow: for the machine what everyone on
// it has, for a user what is in force.
func (in *intake) held() *trust.Set {
	if in.keep.scope == scopeUser || in.standing.holder != scopeUser {
		return in.standing.signed
	}
	bundled, err := trust.Bundled()
	if set := in.keep.state.Set; err != nil || set != nil && set.Info().Created.After(bundled.Info().Created) {
		return set
	}
	return bundled
}

// setAside are the sets that were rolled back, by who uses the store or by an
// administrator.
func (in *intake) setAside() []string {
	aside := in.keep.state.Aside
	if machine := keepOf(in.keeps, scopeMachine); machine != nil && machine != in.keep {
		aside = slices.Concat(aside, machine.state.Aside)
	}
	return aside
}

// admit takes a snapshot the one road into the store. The error is why it was
// refused, or why it could not be kept.
func (in *intake) admit(snapshot signed.Snapshot) error {
	candidate, err := refresh.Admit(snapshot, refresh.Conditions{
		Now: in.app.env.Now(), InForce: in.held(), SetAside: in.setAside(),
		Force: in.force, Check: in.app.checkSnapshot, Source: sourceInstalled,
	})
	if candidate != nil {
		offered := headOf(candidate.Set.Info())
		in.result.Offered, in.result.Changes = &offered, &candidate.Changes
	}
	if err != nil {
		return in.refused(err)
	}
	if in.dryRun {
		in.result.Outcome = outcomeWould
		return nil
	}
	return in.install(snapshot, candidate.Set)
}

// install keeps the history first: it may know of a set that never came, which
// harms nothing, but must not lack one that did.
func (in *intake) install(snapshot signed.Snapshot, set *trust.Set) error {
	err := in.keep.store.UpdateBlob(fileHistory, func(b store.Blob, err error) ([]byte, error) {
		known := new(trust.History)
		if err == nil && b.Exists() {
			known, err = trust.DecodeHistory(b.Data)
		}
		if err != nil { // damaged, which was told: what the program knows is not lost
			known = new(trust.History)
		}
		return known.Extend(set).Encode(), nil
	})
	if err == nil {
		_, err = in.keep.store.Install(snapshot, in.force)
	}
	return in.installed(err, set)
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
		return in.refused(&refresh.Error{Reason: refresh.Older, Got: set.Info().Created, Held: in.keep.store.Read().Generation.Created})
	case errors.Is(err, store.ErrSetAside):
		return in.refused(&refresh.Error{Reason: refresh.SetAside, Got: set.Info().Created})
	}
	in.result.Outcome = outcomeRefused
	return in.app.storeError(in.keep, err, exitNotReady)
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
	return in.app.refusal(e, in.beside)
}

// refusal says in a sentence why a set was refused, and what to do. Of a kind
// beside the directory some reasons have sentences of their own.
func (a *app) refusal(e *refresh.Error, of *beside) error {
	w := a.words.Admin
	why := w.Renew.Reasons(string(e.Reason))
	if own := w.Kinds.Reasons(string(e.Reason)); own != (words.Advice{}) && of != nil {
		why = own
	}
	cause := e.Err
	if errors.Is(cause, trust.ErrNoAuthority) {
		why, cause = w.Kinds.ListsAlone(), nil
	}
	day := func(t time.Time) string { return verify.Timestamp(t).String() }
	values := []string{
		"file", e.File, "status", fmt.Sprint(e.Status), "got", day(e.Got), "held", day(e.Held),
		"issuers", fmt.Sprintf("%d → %d", e.Before.Issuers, e.After.Issuers), "keys", fmt.Sprintf("%d → %d", e.Before.Keys, e.After.Keys),
	}
	if of != nil {
		values = append(values, "name", w.Kinds.Names().Of(of.kind.Name), "kind", of.kind.Name, "takes", w.Kinds.Takes().Of(of.kind.Name))
	}
	text := why.Sentence
	if e.File != "" {
		text = safeText(e.File) + ": " + text
	}
	text = fill(text, values...)
	if cause != nil {
		text += fmt.Sprintf(" (%v)", cause)
	}
	return &codedError{code: exitNotReady, kind: errTrustRefused, err: errors.New(text), hint: fill(why.Next, values...)}
}

// finishIntake prints what became of a set, also if it was refused.
func (a *app) finishIntake(s *settings, in *intake, err error) error {
	if err != nil && s.format == "text" && in.result.Changes == nil && in.result.Certificates == nil || in.result.Outcome == "" {
		return err
	}
	if printed := a.print(s, in.result); printed != nil {
		return printed
	}
	return err
}
