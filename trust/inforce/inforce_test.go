package inforce

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"
	"testing"
	"time"

	"vaxcheck/trust"
	"vaxcheck/trust/store"
)

// codes are those of the notes of a scope's store, each once, without harmless ones.
func (t *Trust) codes(of Scope) (codes []store.Code) {
	for _, n := range t.Stores.Of(of).Notes {
		if !Harmless(n) && !slices.Contains(codes, n.Code) {
			codes = append(codes, n.Code)
		}
	}
	return codes
}

// TestNewest: the newest valid set counts, whoever holds it.
func TestNewest(t *testing.T) {
	p := newPlaces(t)
	expect := func(source string, created time.Time, holder Scope, codes ...store.Code) {
		t.Helper()
		known, err := Open(p, check)
		if err != nil {
			t.Fatal(err)
		}
		if i := known.Set.Info(); i.Source != source || !i.Created.Equal(created) || known.Holder != holder ||
			!slices.Equal(known.codes(User), codes) {
			t.Errorf("%s of %s, held by %s, %v", i.Source, i.Created, known.Holder, known.codes(User))
		}
	}
	bundled, err := trust.Bundled()
	if err != nil {
		t.Fatal(err)
	}
	own := bundled.Info().Created
	expect("bundled", own, Program)
	install(t, p, User, published(t, own.AddDate(0, -1, 0), clinic))
	expect("bundled", own, Program)
	install(t, p, User, published(t, onDay(2), clinic))
	expect("installed", onDay(2), User)
	install(t, p, Machine, published(t, onDay(3), clinic, hospital))
	expect("installed", onDay(3), Machine)
	newest := install(t, p, User, published(t, onDay(4), clinic))
	expect("installed", onDay(4), User)
	damage(t, file(p, User, newest.File))
	expect("installed", onDay(3), Machine, store.CodeDamaged)
}

// TestNoPlaces: without folders there is the program's own.
func TestNoPlaces(t *testing.T) {
	known := mustOpen(t, Places{})
	own, err := trust.Bundled()
	if err != nil {
		t.Fatal(err)
	}
	if known.Set.Info().Source != "bundled" || len(known.Stores) != 0 || len(known.Set.Parts()) != len(own.Parts()) {
		t.Errorf("%+v", known)
	}
	if _, _, err := known.RollBack(User); !errors.Is(err, ErrNoPlace) {
		t.Error(err)
	}
	if _, err := known.Imports.Of(csca).RollBack(Machine); !errors.Is(err, ErrNoPlace) {
		t.Error(err)
	}
	for _, c := range RecheckAll(Places{}, check) {
		if c.Result != OK || c.Scope != Program || c.Created.IsZero() {
			t.Errorf("%+v", c)
		}
	}
}

// TestLayers: what machine and user add and block is in force together, and over what
// is imported.
func TestLayers(t *testing.T) {
	p := newPlaces(t)
	keepLocal(t, p, User, additionOf(t, clinic))
	keepLocal(t, p, Machine, blockOf(t, hospital.URL))
	bring(t, p, User, onDay(1), "AAU")
	set := mustOpen(t, p).Set
	_, added := set.Key(clinic.URL, clinic.KID)
	_, blocked := set.BlockedIssuer(hospital.URL)
	if part, _ := set.Part(trust.PartAuthorities); !added || !blocked || part.Blocks != 1 ||
		part.Additions != 1 || part.Source != "bundled, imported" {
		t.Errorf("added %v, blocked %v, %+v", added, blocked, part)
	}
}

// TestLocalUnknown: where it is not known what is blocked nothing may be judged, in
// whatever way it is not known.
func TestLocalUnknown(t *testing.T) {
	for name, test := range map[string]struct {
		scope Scope
		spoil func(t *testing.T, p Places)
		want  error
	}{
		"damaged": {User, func(t *testing.T, p Places) {
			damage(t, file(p, User, "local.1.blob"))
			damage(t, file(p, User, "local.2.blob"))
		}, store.ErrBlob},
		"of a newer version": {User, func(t *testing.T, p Places) {
			line := "vaxcheck trust store 2"
			sum := sha256.Sum256([]byte(line))
			if err := os.WriteFile(file(p, User, "format"), fmt.Appendf(nil, "%s %x\n", line, sum[:4]),
				0o600); err != nil {
				t.Fatal(err)
			}
		}, store.ErrNewer},
		"of a form to come": {User, func(t *testing.T, p Places) {
			if err := directoryStores(p, check).Of(User).Store.WriteBlob(FileLocal,
				[]byte(`{"schema":"vaxcheck.local/99"}`)); err != nil {
				t.Fatal(err)
			}
		}, trust.ErrVersion},
		"no layer": {User, func(t *testing.T, p Places) {
			if err := directoryStores(p, check).Of(User).Store.WriteBlob(FileLocal, []byte("{}")); err != nil {
				t.Fatal(err)
			}
		}, trust.ErrDamaged},
		"others write": {Machine, func(t *testing.T, p Places) {
			if runtime.GOOS == "windows" {
				t.Skip("modes of files tell nothing on Windows")
			}
			if err := os.Chmod(file(p, Machine, ""), 0o777); err != nil {
				t.Fatal(err)
			}
		}, ErrOthersWrite},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPlaces(t)
			keepLocal(t, p, test.scope, blockOf(t, clinic.URL))
			install(t, p, test.scope, published(t, onDay(2), clinic))
			test.spoil(t, p)
			known, err := Open(p, check)
			var unknown *LocalUnknownError
			if !errors.As(err, &unknown) || !errors.Is(err, test.want) || unknown.Scope != test.scope ||
				unknown.Folder != file(p, test.scope, "") || known.Set != nil {
				t.Errorf("%v", err)
			}
		})
	}
}

// TestOneCopy: with one whole copy it is known what is blocked. The last change may be
// missing.
func TestOneCopy(t *testing.T) {
	p := newPlaces(t)
	keepLocal(t, p, User, blockOf(t, hospital.URL))
	keepLocal(t, p, User, blockOf(t, clinic.URL))
	damage(t, file(p, User, "local.1.blob"))
	known := mustOpen(t, p)
	if _, blocked := known.Set.BlockedIssuer(clinic.URL); !blocked ||
		!slices.Equal(known.codes(User), []store.Code{store.CodeDamaged}) {
		t.Errorf("blocked %v, %v", blocked, known.codes(User))
	}
}

// TestChangeLocal: what is not known is not changed, and a change that is refused
// changes nothing.
func TestChangeLocal(t *testing.T) {
	p := newPlaces(t)
	keepLocal(t, p, User, blockOf(t, clinic.URL))
	h := directoryStores(p, check).Of(User)
	refused := errors.New("refused")
	if err := h.ChangeLocal(func(l trust.Local) (trust.Local, error) {
		return trust.Local{},
			refused
	}); !errors.Is(err, refused) {
		t.Error(err)
	}
	if mustOpen(t, p).Stores.Of(User).Local.Empty() {
		t.Error("the block is gone")
	}
	damage(t, file(p, User, "local.1.blob"))
	damage(t, file(p, User, "local.2.blob"))
	var unknown *LocalUnknownError
	err := h.ChangeLocal(func(l trust.Local) (trust.Local, error) { return trust.Local{}, nil })
	if !errors.As(err, &unknown) || unknown.Scope != User || !errors.Is(h.LocalErr, store.ErrBlob) {
		t.Errorf("%v", err)
	}
}

// TestHistory: a key that an installed set listed, and a newer one does not, is
// withdrawn; after a rollback it is not.
func TestHistory(t *testing.T) {
	p := newPlaces(t)
	for n, snapshot := range []struct{ issuers int }{{2}, {1}} {
		issuers := published(t, onDay(n+1), clinic, hospital)
		if snapshot.issuers == 1 {
			issuers = published(t, onDay(n+1), hospital)
		}
		known := mustOpen(t, p)
		set, err := check(issuers.Data, issuers.Signature, SourceInstalled)
		if err == nil {
			err = known.Stores.Of(User).Install(issuers, set, false)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	known := mustOpen(t, p)
	if _, gone := known.Set.Withdrawn(clinic.URL, clinic.KID); !gone {
		t.Error("not withdrawn")
	}
	if _, to := known.History().Period(); !to.Equal(onDay(2)) {
		t.Errorf("known to %s", to)
	}
	aside, now, err := known.RollBack(User)
	if err != nil || !aside.Created.Equal(onDay(2)) || !now.Signed.Info().Created.Equal(onDay(1)) ||
		now.Holder != User {
		t.Fatalf("%+v, %+v, %v", aside, now, err)
	}
	known = mustOpen(t, p)
	if _, listed := known.Set.Key(clinic.URL, clinic.KID); !listed {
		t.Error("still withdrawn")
	}
	if got := known.Stores.SetAside(known.Stores.Of(User)); !slices.Equal(got, []string{aside.SHA256}) {
		t.Errorf("set aside: %v", got)
	}
	// A history that is damaged is told, and what the program knows is used.
	damage(t, file(p, User, "history.1.blob"))
	damage(t, file(p, User, "history.2.blob"))
	if known := mustOpen(t, p); known.Stores.Of(User).History != nil ||
		!slices.Equal(known.codes(User), []store.Code{store.CodeDamaged}) {
		t.Errorf("%v", known.codes(User))
	}
}

// TestRollBackNotHeld: a user's rollback that would change nothing for that user is
// none. The machine's own may be set aside whatever the user has.
func TestRollBackNotHeld(t *testing.T) {
	p := newPlaces(t)
	install(t, p, User, published(t, onDay(1), clinic))
	install(t, p, Machine, published(t, onDay(2), clinic))
	var other *NotHeldError
	if _, _, err := mustOpen(t, p).RollBack(User); !errors.As(err, &other) || other.Holder != Machine {
		t.Errorf("%v", err)
	}
	_, now, err := mustOpen(t, p).RollBack(Machine)
	if err != nil || now.Holder != User {
		t.Fatal(err)
	}
	if _, now, err = now.RollBack(User); err != nil || now.Holder != Program {
		t.Fatal(err)
	}
	if _, _, err = now.RollBack(User); !errors.As(err, &other) || other.Holder != Program {
		t.Errorf("%v", err)
	}
	if _, _, err = now.RollBack(Machine); !errors.Is(err, store.ErrNothing) && !errors.Is(err, store.ErrChanged) {
		t.Errorf("%v", err)
	}
}

// TestFollows: what a user installs must follow what is in force, what an administrator
// installs what everyone has.
func TestFollows(t *testing.T) {
	p := newPlaces(t)
	expect := func(machine, user time.Time) {
		t.Helper()
		known := mustOpen(t, p)
		for of, want := range map[Scope]time.Time{Machine: machine, User: user} {
			if got := known.Follows(known.Stores.Of(of)).Info().Created; !got.Equal(want) {
				t.Errorf("%s: a set of %s, want %s", of, got, want)
			}
		}
	}
	bundled, err := trust.Bundled()
	if err != nil {
		t.Fatal(err)
	}
	own := bundled.Info().Created
	expect(own, own)
	install(t, p, User, published(t, onDay(3), clinic))
	expect(own, onDay(3))
	install(t, p, Machine, published(t, onDay(2), clinic))
	expect(onDay(2), onDay(3))
	install(t, p, Machine, published(t, onDay(4), clinic))
	expect(onDay(4), onDay(4))
}

// TestSetAside: what an administrator set aside a user does not bring by accident, and
// not the other way round.
func TestSetAside(t *testing.T) {
	p := newPlaces(t)
	install(t, p, Machine, published(t, onDay(1), clinic))
	install(t, p, User, published(t, onDay(2), clinic))
	for _, of := range []Scope{User, Machine} {
		if _, _, err := mustOpen(t, p).RollBack(of); err != nil {
			t.Fatal(err)
		}
	}
	all := mustOpen(t, p).Stores
	if n, m := len(all.SetAside(all.Of(User))), len(all.SetAside(all.Of(Machine))); n != 2 || m != 1 {
		t.Errorf("%d for the user, %d for the machine", n, m)
	}
}

// TestAdditions: those that speak for listed issuers come first.
func TestAdditions(t *testing.T) {
	p := newPlaces(t)
	install(t, p, Machine, published(t, onDay(1), hospital))
	other := clinic
	other.URL = hospital.URL
	keepLocal(t, p, User, additionOf(t, clinic))
	keepLocal(t, p, Machine, additionOf(t, hospital)) // which the directory lists itself
	keepLocal(t, p, User, additionOf(t, other))
	var got []string
	for _, a := range mustOpen(t, p).Additions() {
		got = append(got, fmt.Sprint(a.Scope, " ", a.Addition.Issuer, " ", a.Listed, " ", a.Name))
	}
	want := []string{"user " + hospital.URL + " true Hospital", "machine " + hospital.URL + " false ",
		"user " + clinic.URL + " false "}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

// TestWith: a local layer is tried over the directory's set alone.
func TestWith(t *testing.T) {
	p := newPlaces(t)
	keepLocal(t, p, User, blockOf(t, hospital.URL))
	set, err := mustOpen(t, p).With(additionOf(t, clinic))
	if err != nil {
		t.Fatal(err)
	}
	_, added := set.Key(clinic.URL, clinic.KID)
	if _, blocked := set.BlockedIssuer(hospital.URL); !added || blocked {
		t.Errorf("added %v, blocked %v", added, blocked)
	}
}
