package inforce

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"vaxcheck/internal/mint"
	"vaxcheck/trust"
	"vaxcheck/trust/signed"
)

// statesIn are those of members that were imported.
func statesIn(members []trust.Member) string {
	var states []string
	for _, m := range members {
		if m.Source == SourceImported {
			states = append(states, m.State)
		}
	}
	slices.Sort(states)
	return strings.Join(states, " ")
}

func expectStates(t *testing.T, p Places, want string) {
	t.Helper()
	members, info, err := OpenImports(p).Of(csca).InForce()
	if err != nil {
		t.Fatal(err)
	}
	if got := statesIn(members); got != want || !strings.HasPrefix(info.Source, "bundled") {
		t.Errorf("in force: %q, want %q; %+v", got, want, info)
	}
	if got := statesIn(csca.Members(mustOpen(t, p).Set)); got != want {
		t.Errorf("in the set: %q, want %q", got, want)
	}
}

// TestImportsUnited: what machine and user imported is in force together with the
// program's own, and each file replaces the one before it in its store alone.
func TestImportsUnited(t *testing.T) {
	p := newPlaces(t)
	expectStates(t, p, "")
	bring(t, p, Machine, onDay(1), "AAU")
	bring(t, p, User, onDay(1), "BBU")
	expectStates(t, p, "AAU BBU")
	bring(t, p, User, onDay(2), "BBU", "CCU")
	expectStates(t, p, "AAU BBU CCU")
	done, err := OpenImports(p).Of(csca).RollBack(User)
	if err != nil || !done.Aside.Created.Equal(onDay(2)) || statesIn(done.Changes.Removed) != "CCU" ||
		len(done.Changes.Added) != 0 {
		t.Errorf("%+v, %v", done, err)
	}
	expectStates(t, p, "AAU BBU")
	if done, err := OpenImports(p).Of(csca).RollBack(User); err != nil || done.Changes.After+1 != done.Changes.Before {
		t.Errorf("%+v, %v", done, err)
	}
	expectStates(t, p, "AAU")
	if _, err := OpenImports(p).Of(csca).RollBack(User); !errors.Is(err, ErrNotImported) {
		t.Errorf("%v", err)
	}
}

// TestImportsReadLate: to judge a health card the stores of supplements are not even
// looked at. Whoever watches is shown them when they are.
func TestImportsReadLate(t *testing.T) {
	p := newPlaces(t)
	bring(t, p, User, onDay(1), "AAU")
	known, err := Open(p, check)
	if err != nil {
		t.Fatal(err)
	}
	var seen []string
	see := func(h *Holding) {
		name := trust.Directory
		if h.Supplement != nil {
			name = h.Supplement.Name
		}
		seen = append(seen, string(h.Scope)+" "+name)
	}
	known.Watch(see)
	known.Set.Issuer(clinic.URL)
	known.Set.Info()
	if !slices.Equal(seen, []string{"machine shc", "user shc"}) {
		t.Errorf("read before it is needed: %q", seen)
	}
	seen = nil
	before := known.Set.Authorities().Info().Authorities
	known.Set.Authorities()
	if bundled, _ := trust.Bundled(); before != bundled.Authorities().Info().Authorities+1 {
		t.Errorf("%d authorities", before)
	}
	if want := []string{"machine csca", "user csca", "machine crl", "user crl"}; !slices.Equal(seen, want) {
		t.Errorf("%q", seen)
	}
	seen = nil
	if known.Watch(see); !slices.Equal(seen, []string{"machine shc", "user shc", "machine csca", "user csca",
		"machine crl", "user crl"}) {
		t.Errorf("%q", seen)
	}
}

// TestImportsOfOthers: what others could have put into the machine's store is not used,
// as nothing else proves it.
func TestImportsOfOthers(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("modes of files tell nothing on Windows")
	}
	p := newPlaces(t)
	bring(t, p, Machine, onDay(1), "AAU")
	expectStates(t, p, "AAU")
	if err := os.Chmod(Folder(p.Machine, csca.Name), 0o777); err != nil {
		t.Fatal(err)
	}
	expectStates(t, p, "")
	h := mustOpen(t, p).Imports.Of(csca).Stores.Of(Machine)
	if h.Counts() || !h.Ignored || !slices.ContainsFunc(h.Notes, func(n storeNote) bool {
		return About(n) == AboutOwner
	}) {
		t.Errorf("%+v", h)
	}
}

// TestImportsDamaged: the file before a damaged one is used.
func TestImportsDamaged(t *testing.T) {
	p := newPlaces(t)
	bring(t, p, User, onDay(1), "AAU")
	bring(t, p, User, onDay(2), "AAU", "BBU")
	files, err := filepath.Glob(filepath.Join(Folder(p.User, csca.Name), "*.set"))
	if err != nil || len(files) != 2 {
		t.Fatalf("%v, %v", files, err)
	}
	damage(t, slices.Max(files))
	expectStates(t, p, "AAU")
}

// TestBringer: a member came with the import that has it, or with the program.
func TestBringer(t *testing.T) {
	p := newPlaces(t)
	bring(t, p, Machine, onDay(1), "AAU")
	bring(t, p, User, onDay(1), "BBU")
	i := OpenImports(p).Of(csca)
	members, _, err := i.InForce()
	if err != nil {
		t.Fatal(err)
	}
	own, want := 0, map[string]Scope{"AAU": Machine, "BBU": User}
	for _, m := range members {
		h := i.Bringer(&m)
		switch {
		case h == nil && m.Source == "bundled":
			own++
		case h == nil || h.Scope != want[m.State] || h.Vouched.File != "states.pem":
			t.Errorf("%s: %+v", m.State, h)
		}
	}
	if own+2 != len(members) {
		t.Errorf("%d of %d are the program's own", own, len(members))
	}
}

// TestShrinks: whoever brings a single certificate in the place of many is asked.
func TestShrinks(t *testing.T) {
	p := newPlaces(t)
	i := OpenImports(p).Of(csca)
	i.Read()
	load := func(states ...string) *trust.Set {
		set, err := csca.Load(authorities(states...), SourceImported, onDay(2))
		if err != nil {
			t.Fatal(err)
		}
		return set
	}
	if _, _, shrinks := i.Shrinks(i.Stores.Of(User), load("AAU")); shrinks {
		t.Error("the first")
	}
	many := []string{"AAU", "BBU", "CCU", "DDU", "EEU", "FFU", "GGU", "HHU", "IIU", "JJU"}
	bring(t, p, User, onDay(1), many...)
	i = OpenImports(p).Of(csca)
	i.Read()
	for n, want := range map[int]bool{10: false, 9: false, 8: true, 1: true} {
		if before, left, shrinks := i.Shrinks(i.Stores.Of(User), load(many[:n]...)); before != 10 ||
			left != n || shrinks != want {
			t.Errorf("%d: %d of %d, %v", n, left, before, shrinks)
		}
	}
	changes, _, err := i.Compare(i.Stores.Of(User), load("KKU"))
	if err != nil || statesIn(changes.Added) != "KKU" || len(changes.Removed) != 10 {
		t.Errorf("%+v, %v", changes, err)
	}
}

// TestJoined: revocation lists come beside those that are held, and the file is later
// than the one that it follows, whatever the clock says. A file of certificates stays
// as it is.
func TestJoined(t *testing.T) {
	p := newPlaces(t)
	bring(t, p, User, onDay(1), "AAU", "BBU")
	known := mustOpen(t, p)
	all := trust.Supplements()
	crl := all[slices.IndexFunc(all, func(s *trust.Supplement) bool { return s.Name == "crl" })]
	i := known.Imports.Of(crl)
	into := i.Stores.Of(User)
	list := func(state string) []byte {
		return mint.ListPEM(authority(state).CRL(onDay(1), onDay(30), mint.ListOptions{}))
	}
	first, dated, notes, err := i.Joined(into, list("AAU"), onDay(3), known.Set)
	if err != nil || !dated.Equal(onDay(3)) || len(notes) != 0 {
		t.Fatalf("%s, %v, %v", dated, notes, err)
	}
	v, err := trust.NewVouched(crl.Name, first, "", dated, trust.Entry{Who: "root", When: dated})
	if err != nil {
		t.Fatal(err)
	}
	note, err := v.Encode()
	if err != nil {
		t.Fatal(err)
	}
	set, err := crl.Check(first, note, SourceImported)
	if err == nil {
		err = into.Install(signed.Snapshot{Data: first, Signature: note}, set, false)
	}
	if err != nil {
		t.Fatal(err)
	}
	known = mustOpen(t, p)
	i = known.Imports.Of(crl)
	into = i.Stores.Of(User)
	both, dated, _, err := i.Joined(into, list("BBU"), onDay(2), known.Set)
	if err != nil || !dated.Equal(onDay(3).Add(time.Second)) {
		t.Fatalf("%s, %v", dated, err)
	}
	set, err = crl.Load(both, SourceImported, dated)
	if err != nil || len(crl.Members(set)) != 2 {
		t.Fatalf("%v", err)
	}
	if _, _, shrinks := i.Shrinks(into, set); shrinks {
		t.Error("what is joined never shrinks")
	}
	if _, _, _, err := i.Joined(into, list("CCU"), onDay(4), known.Set); !errors.Is(err, trust.ErrSignature) {
		t.Errorf("of nobody: %v", err)
	}
	same, dated, _, err := known.Imports.Of(csca).Joined(into, []byte("file"), onDay(4), known.Set)
	if string(same) != "file" || !dated.Equal(onDay(4)) || err != nil {
		t.Errorf("%q, %s, %v", same, dated, err)
	}
}
