package admin

import (
	"cmp"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/show"
	"vaxcheck/trust"
	"vaxcheck/trust/inforce"
	"vaxcheck/trust/refresh"
	"vaxcheck/trust/signed"
	"vaxcheck/verify"
)

// statement holds the flags --dated and --why: when the list in an imported file was
// made, as the file does not tell, and why it is brought.
type statement struct{ dated, why string }

func statementFlags(o *cli.Options) *statement {
	t, w := new(statement), partsIn(o.Console.Words)
	o.Cmd.Flags().StringVar(&t.dated, "dated", "", w.DatedFlag())
	o.Cmd.Flags().StringVar(&t.why, "why", "", localIn(o.Console.Words).WhyFlag())
	return t
}

// refuse returns an error of usage where the directory is imported, which tells its own
// time.
func (t *statement) refuse(w *show.Sentences) error {
	if t.dated != "" || t.why != "" {
		return cli.Usage(partsIn(w).OnlySupplements())
	}
	return nil
}

// earliestYear is before the first list of such certificates.
const earliestYear = 2000

// dateOf returns when a file of a supplement was made.
func (t *statement) dateOf(k *trust.Supplement, w *show.Sentences, now time.Time) (time.Time, error) {
	switch {
	case k.Join == nil:
		return t.date(w, now)
	case t.dated != "":
		return time.Time{}, cli.Usage(partsIn(w).DatedItself(k.Name))
	}
	return now, nil
}

// date reads --dated: an instant, or a day. A list cannot have
// been made later than now; that of today was made now at the latest.
func (t *statement) date(w *show.Sentences, now time.Time) (time.Time, error) {
	if t.dated == "" {
		return time.Time{}, cli.Usage(partsIn(w).DatedNeeded())
	}
	made, err := cli.ParseInstant(t.dated)
	began := made
	if errors.Is(err, cli.ErrNoHour) {
		const form = "20060102"
		day := strings.ReplaceAll(strings.TrimSpace(t.dated), "-", "")
		made, err = time.Parse(form, day)
		began, _ = time.ParseInLocation(form, day, now.Location())
	}
	switch {
	case err != nil || made.Year() < earliestYear:
		return time.Time{}, cli.Usage(partsIn(w).DatedWrong(t.dated))
	case began.After(now):
		return time.Time{}, cli.Usage(partsIn(w).DatedFuture(t.dated))
	case made.After(now):
		made = now
	}
	return made, nil
}

// importSupplement takes in a file of certificates for which the administrator vouches.
func importSupplement(c *cli.Console, s *show.Settings, o *changes, k *trust.Supplement, name string,
	t *statement) error {
	dated, err := t.dateOf(k, s.Words, c.Env.Now())
	if err != nil {
		return err
	}
	in, err := newIntake(c, o, "import", name)
	if err != nil {
		return err
	}
	if err := in.turnToSupplement(k, o.scope()); err != nil {
		return err
	}
	file, err := readNamed(c, name)
	switch {
	case errors.Is(err, cli.ErrTooLarge):
		err = in.refused(&refresh.Error{Reason: refresh.TooLarge})
	case err != nil:
		err = in.refused(&refresh.Error{Reason: refresh.NotRead, File: filepath.Base(name),
			Err: cli.ShortPathError(err)})
	default:
		err = in.vouch(file, name, dated, t.why)
	}
	return finishIntake(c, s, in, err)
}

// turnToSupplement makes the intake one of a supplement.
func (in *intake) turnToSupplement(k *trust.Supplement, of inforce.Scope) error {
	in.imported = in.known.Imports.Of(k)
	if in.stores, in.into = in.imported.Stores, in.imported.Stores.Of(of); in.into == nil {
		return cli.NoPlace(in.console)
	}
	_, info, err := in.imported.InForce()
	in.result.Supplement, in.result.Before = k.Name, HeadOf(info)
	return err
}

// vouch notes who brings a file, and takes it in.
func (in *intake) vouch(file []byte, name string, dated time.Time, why string) error {
	if name = filepath.Base(name); name == "-" {
		name = ""
	}
	file, dated, notes, err := in.imported.Joined(in.into, file, dated, in.known.Set)
	in.result.Notes = notesOf(notes)
	if err != nil {
		return in.refused(refresh.Unfit(err))
	}
	v, err := trust.NewVouched(in.imported.Supplement.Name, file, strings.ToValidUTF8(name, "?"), dated,
		entry(in.console, why))
	if err != nil {
		return cli.WrongUsage(fmt.Errorf("--why: %w", err))
	}
	note, err := v.Encode()
	if err != nil {
		return err
	}
	return in.admitVouched(v, signed.Snapshot{Data: file, Signature: note})
}

// admitVouched takes a file of a supplement the one road into the store. It follows
// what was imported there before: only that is replaced by it.
func (in *intake) admitVouched(v trust.Vouched, s signed.Snapshot) error {
	candidate, err := refresh.Admit(s, refresh.Conditions{
		Now: in.console.Env.Now(), InForce: in.into.State.Set, SetAside: in.stores.SetAside(in.into),
		Force: in.force, Check: in.imported.Supplement.Check, Source: inforce.SourceImported, Layout: &inforce.Layout,
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
	return in.install(s, candidate.Set)
}

// compare tells what would be in force then.
func (in *intake) compare(v trust.Vouched, set *trust.Set) error {
	changes, info, err := in.imported.Compare(in.into, set)
	if err != nil {
		return err
	}
	offered, imported, views := HeadOf(info),
		importViewOf(v, in.into.Scope, len(in.imported.Supplement.Members(set))), changesOf(changes)
	in.result.Offered, in.result.Imported, in.result.Certificates = &offered, &imported, &views
	in.result.Notes = append(in.result.Notes, notesOf(set.Notes())...)
	return nil
}

// lacking refuses a file that leaves out much of what it replaces.
func (in *intake) lacking(set *trust.Set) error {
	before, left, shrinks := in.imported.Shrinks(in.into, set)
	if !shrinks || in.force {
		return nil
	}
	return &refresh.Error{Reason: refresh.Shrunk, Before: refresh.Counts{Keys: before},
		After: refresh.Counts{Keys: left}}
}

// certificateChanges tells how what is in force of a supplement changes.
type certificateChanges struct {
	Before  int               `json:"before"`
	After   int               `json:"after"`
	Added   []certificateView `json:"added"`
	Removed []certificateView `json:"removed"`
	Changed []certificateView `json:"changed"` // as they are afterwards: withdrawn, say
}

func changesOf(c trust.MemberChanges) certificateChanges {
	return certificateChanges{c.Before, c.After, certificatesOf(c.Added), certificatesOf(c.Removed),
		certificatesOf(c.Changed)}
}

// importView tells who vouches for what was imported.
type importView struct {
	Supplement string           `json:"kind"`
	Scope      inforce.Scope    `json:"scope"`
	Dated      verify.Timestamp `json:"dated"`
	File       string           `json:"file"` // "" if it had no name
	SHA256     string           `json:"sha256"`
	Count      int              `json:"certificates"`
	show.WhyView
}

func importViewOf(v trust.Vouched, of inforce.Scope, count int) importView {
	return importView{v.Supplement, of, verify.Timestamp(v.Dated), v.File, v.SHA256, count, show.NewWhyView(v.Entry)}
}

func importOf(h *inforce.Holding) importView {
	return importViewOf(h.Vouched, h.Scope, len(h.Members()))
}

// importsOf lists what is in force of all that was imported.
func importsOf(i *inforce.Imported) []importView {
	var views []importView
	for _, h := range i.Stores {
		if h.Counts() {
			views = append(views, importOf(h))
		}
	}
	return views
}
