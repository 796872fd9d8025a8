package cmd

import (
	"cmp"
	"errors"
	"path/filepath"
	"strings"
	"time"

	"vaxcheck/trust"
	"vaxcheck/trust/refresh"
	"vaxcheck/trust/signed"
)

// told is what an administrator says of a file that tells nothing of itself.
type told struct{ dated, why string }

func (o *options) toldFlags() *told {
	t, w := new(told), o.app.words.Admin.Kinds
	o.cmd.Flags().StringVar(&t.dated, "dated", "", w.DatedFlag)
	o.cmd.Flags().StringVar(&t.why, "why", "", o.app.words.Admin.Local.WhyFlag)
	return t
}

// refuse is wrong usage where the directory is imported: it signs its time.
func (t *told) refuse(w *words) error {
	if t.dated != "" || t.why != "" {
		return usageError("%s", w.Admin.Kinds.OnlyKinds)
	}
	return nil
}

// earliestYear is before the first list of such certificates.
const earliestYear = 2000

// date reads --dated: an instant in RFC 3339 form, or a day. A list cannot have
// been made later than now; that of today was made now at the latest.
func (t *told) date(w *words, now time.Time) (time.Time, error) {
	if t.dated == "" {
		return time.Time{}, usageError("%s", w.Admin.Kinds.DatedNeeded)
	}
	made, err := time.Parse(time.RFC3339, t.dated)
	began := made
	if err != nil {
		made, err = time.Parse(time.DateOnly, t.dated)
		began, _ = time.ParseInLocation(time.DateOnly, t.dated, now.Location())
	}
	switch {
	case err != nil || made.Year() < earliestYear:
		return time.Time{}, usageError(w.Admin.Kinds.DatedWrong, t.dated)
	case began.After(now):
		return time.Time{}, usageError(w.Admin.Kinds.DatedFuture, t.dated)
	case made.After(now):
		made = now
	}
	return made, nil
}

// importKind takes in a file of certificates for which the administrator vouches.
func (a *app) importKind(s *settings, o *options, k *kind, name string, t *told) error {
	dated, err := t.date(s.words, a.env.Now())
	if err != nil {
		return err
	}
	in, err := a.newIntake(o, "import", name)
	if err != nil {
		return err
	}
	if err := in.turnTo(k, o.scope()); err != nil {
		return err
	}
	file, err := a.readNamed(name)
	switch {
	case errors.Is(err, errTooLarge):
		err = in.refused(&refresh.Error{Reason: refresh.TooLarge})
	case err != nil:
		err = in.refused(&refresh.Error{Reason: refresh.NotRead, File: filepath.Base(name), Err: shortPathError(err)})
	default:
		err = in.vouch(file, name, dated, t.why)
	}
	return a.finishIntake(s, in, err)
}

// turnTo makes the intake one of a kind beside the directory.
func (in *intake) turnTo(k *kind, of scope) error {
	for _, b := range in.standing.beside {
		if b.kind == k {
			in.beside, in.keeps, in.keep = b, b.keeps, keepOf(b.keeps, of)
		}
	}
	if in.keep == nil {
		return in.app.noPlace()
	}
	_, info, err := in.beside.certificates(nil, nil)
	in.result.Kind, in.result.Before = k.name, headOf(info)
	return err
}

// vouch notes who brings a file, and takes it in.
func (in *intake) vouch(file []byte, name string, dated time.Time, why string) error {
	if name = filepath.Base(name); name == "-" {
		name = ""
	}
	v, err := trust.NewVouched(in.beside.kind.name, file, strings.ToValidUTF8(name, "?"), dated, in.app.entry(why))
	if err != nil {
		return usageError("--why: %w", err)
	}
	note, err := v.Encode()
	if err != nil {
		return err
	}
	return in.admitVouched(v, signed.Snapshot{Data: file, Signature: note})
}

// admitVouched takes a file of a kind the one road into the store. It follows
// what was imported there before: only that is replaced by it.
func (in *intake) admitVouched(v trust.Vouched, s signed.Snapshot) error {
	k := in.beside.kind
	candidate, err := refresh.Admit(s, refresh.Conditions{
		Now: in.app.env.Now(), InForce: in.keep.state.Set, SetAside: in.setAside(),
		Force: in.force, Check: k.check, Source: sourceImported, Layout: &vouchedLayout,
	})
	if candidate == nil {
		return in.refused(err)
	}
	if compared := in.compare(v, candidate.Set); compared != nil {
		return compared
	}
	if err = cmp.Or(err, in.lacking(candidate.Set)); err != nil {
		return in.refused(err)
	}
	if in.dryRun {
		in.result.Outcome = outcomeWould
		return nil
	}
	_, err = in.keep.store.Install(s, in.force)
	return in.installed(err, candidate.Set)
}

// compare tells what would be in force then.
func (in *intake) compare(v trust.Vouched, set *trust.Set) error {
	before, _, err := in.beside.certificates(nil, nil)
	if err != nil {
		return err
	}
	after, info, err := in.beside.certificates(in.keep, set)
	if err != nil {
		return err
	}
	offered, imported, changes := headOf(info), importViewOf(v, in.keep.scope, len(in.beside.kind.certificates(set))), compareCertificates(before, after)
	in.result.Offered, in.result.Imported, in.result.Certificates = &offered, &imported, &changes
	return nil
}

// lacking refuses a file that leaves out more than a tenth of what the one that
// it replaces had, as somebody who brings a single certificate does not mean to.
func (in *intake) lacking(set *trust.Set) error {
	held := in.keep.state.Set
	if held == nil || in.force {
		return nil
	}
	before := in.beside.kind.certificates(held)
	lost := len(compareCertificates(before, in.beside.kind.certificates(set)).Removed)
	if lost*10 <= len(before) {
		return nil
	}
	return &refresh.Error{Reason: refresh.Shrunk, Before: refresh.Counts{Keys: len(before)}, After: refresh.Counts{Keys: len(before) - lost}}
}

// certificateChanges tells how what is in force of a kind changes.
type certificateChanges struct {
	Before  int               `json:"before"`
	After   int               `json:"after"`
	Added   []certificateView `json:"added"`
	Removed []certificateView `json:"removed"`
}

func compareCertificates(before, after []certificateView) certificateChanges {
	return certificateChanges{len(before), len(after), missingFrom(before, after), missingFrom(after, before)}
}

// missingFrom lists what is in others and not in list.
func missingFrom(list, others []certificateView) []certificateView {
	type id struct{ key, sha256 string }
	have := map[id]bool{}
	for _, c := range list {
		have[id{c.KeyID, c.SHA256}] = true
	}
	missing := []certificateView{}
	for _, c := range others {
		if !have[id{c.KeyID, c.SHA256}] {
			missing = append(missing, c)
		}
	}
	return missing
}
