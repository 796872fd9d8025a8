package store

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"vaxcheck/trust"
	"vaxcheck/trust/signed"
)

func TestNothingInstalled(t *testing.T) {
	s := newStore(t)
	st := s.Read()
	if st.Set != nil || len(st.Notes) != 0 {
		t.Errorf("%+v", st)
	}
	_, _, err := s.Export()
	wantError(t, err, ErrNothing)
	_, _, err = s.Rollback("")
	wantError(t, err, ErrNothing)
	if b, err := s.ReadBlob("local"); err != nil || b.Exists() {
		t.Errorf("%+v, %v", b, err)
	}
	if n := names(t, s); n != nil {
		t.Errorf("reading made files: %v", n)
	}
}

func TestInstallAndRollback(t *testing.T) {
	s := newStore(t)
	for n := 1; n <= 5; n++ {
		g, err := s.Install(snapshotOf(t, n), false)
		if err != nil || !g.Created.Equal(day(n)) || g.Installed.IsZero() {
			t.Fatalf("%+v, %v", g, err)
		}
		wantDay(t, s, n)
	}
	wantSnapshots(t, s, "5 4 3")
	g, st, err := s.Rollback(snapshotOf(t, 5).SHA256())
	if err != nil || !g.Aside || inForce(t, st) != 4 {
		t.Fatalf("%+v, %v", g, err)
	}
	_, _, err = s.Rollback(snapshotOf(t, 5).SHA256())
	wantError(t, err, ErrChanged)
	if _, _, err = s.Rollback(""); err != nil {
		t.Fatal(err)
	}
	wantSnapshots(t, s, "5- 4- 3")
	if aside := s.Read().Aside; !slices.Equal(aside, []string{snapshotOf(t, 5).SHA256(), snapshotOf(t, 4).SHA256()}) {
		t.Errorf("set aside: %v", aside)
	}
	_, err = s.Install(snapshotOf(t, 5), false)
	wantError(t, err, ErrSetAside)
	mustInstall(t, s, 6)
	if _, _, err = s.Rollback(""); err != nil {
		t.Fatal(err)
	}
	_, err = s.Install(snapshotOf(t, 4), false)
	wantError(t, err, ErrSetAside)
	if _, err = s.Install(snapshotOf(t, 5), true); err != nil {
		t.Fatal(err)
	}
	wantSnapshots(t, s, "6- 5 4- 3")
	wantNotes(t, s.Read().Notes)
	wantNoTemporaries(t, s)
}

// wantSnapshots compares the days that are there, those set aside with a minus.
func wantSnapshots(t *testing.T, s *Store, want string) {
	t.Helper()
	all, notes := s.Generations()
	wantNotes(t, notes)
	var got []string
	for _, g := range all {
		mark := map[bool]string{true: "-"}[g.Aside]
		got = append(got, string(rune('0'+g.Created.Sub(day(0))/time.Minute))+mark)
	}
	if strings.Join(got, " ") != want {
		t.Errorf("generations %v, want %s", got, want)
	}
}

func TestInstallRefuses(t *testing.T) {
	s := newStore(t)
	mustInstall(t, s, 3)
	other := snapshotOf(t, 3)
	other.Data = bytes.Replace(other.Data, []byte("day 3"), []byte("day X"), 1)
	wrong := snapshotOf(t, 4)
	wrong.Signature = snapshotOf(t, 5).Signature
	tests := map[string]struct {
		snapshot signed.Snapshot
		want     error
	}{
		"the very same":      {snapshotOf(t, 3), ErrSame},
		"older":              {snapshotOf(t, 2), ErrNotNewer},
		"other of that time": {sign(t, other.Data), ErrNotNewer},
		"without a time": {sign(t,
			bytes.Replace(snapshotOf(t, 4).Data, []byte(`"time"`), []byte(`"tame"`), 1)), ErrNoTime},
		"wrong signature": {wrong, ErrRefused},
		"no snapshot":     {sign(t, []byte("{}")), ErrRefused},
		"nothing":         {signed.Snapshot{}, ErrRefused},
		"too large":       {signed.Snapshot{Data: make([]byte, signed.MaxSnapshot+1)}, ErrRefused},
	}
	before := names(t, s)
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := s.Install(tt.snapshot, true)
			wantError(t, err, tt.want)
			if !slices.Equal(names(t, s), before) {
				t.Errorf("files changed: %v", names(t, s))
			}
			wantDay(t, s, 3)
		})
	}
	_, err := s.Install(wrong, false)
	wantError(t, err, trust.ErrSignature)
}

func TestExportIsImportedAlike(t *testing.T) {
	a, b := newStore(t), newStore(t)
	mustInstall(t, a, 1, 2)
	data, g, err := a.Export()
	if err != nil || !g.Created.Equal(day(2)) {
		t.Fatalf("%+v, %v", g, err)
	}
	snapshot, err := signed.Unzip(data)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.Install(snapshot, false); err != nil {
		t.Fatal(err)
	}
	again, _, err := b.Export()
	if err != nil || !bytes.Equal(again, data) {
		t.Errorf("exported anew, other bytes: %v", err)
	}
}

func TestOrigin(t *testing.T) {
	s := newStore(t)
	mustInstall(t, s, 1)
	o := Origin{URL: "https://a.example/x.json?a=1&b=<2>", ETag: `W/"e"`, Fetched: day(9),
		SHA256: snapshotOf(t, 1).SHA256()}
	if err := s.RecordOrigin(o); err != nil {
		t.Fatal(err)
	}
	if got := s.Read().Origin; got != o || got.ETagFor(o.URL) != o.ETag ||
		got.ETagFor("https://b.example/x.json") != "" {
		t.Errorf("%+v", got)
	}
	mustInstall(t, s, 2)
	if got := s.Read().Origin; got != (Origin{}) {
		t.Errorf("origin of another generation: %+v", got)
	}
	mustWrite(t, s, nameOrigin, `{"url":1}`)
	st := s.Read()
	wantNotes(t, st.Notes, CodeDamaged)
	if st.Origin != (Origin{}) {
		t.Errorf("%+v", st.Origin)
	}
}

// TestNotes: everything odd is told, and what is good is used.
func TestNotes(t *testing.T) {
	file := func(name string) func(*testing.T, *Store) {
		return func(t *testing.T, s *Store) { overwrite(t, s.path(name), []byte("?")) }
	}
	tests := map[string]struct {
		do   func(*testing.T, *Store)
		day  int
		want []Code
	}{
		"a stranger's file":  {file("readme.txt"), 2, []Code{CodeForeign}},
		"a stranger's set":   {file("20260101T000000Z-00.set"), 2, []Code{CodeForeign}},
		"a name in capitals": {file("20260101T000000Z-" + strings.Repeat("A", 64) + ".set"), 2, []Code{CodeForeign}},
		"half-written":       {file("tmp-ABC"), 2, []Code{CodeTemporary}},
		"marker damaged":     {file("format"), 2, []Code{CodeMarkerDamaged}},
		"marker missing": {func(t *testing.T, s *Store) {
			os.Remove(s.path("format"))
		}, 2, []Code{CodeMarkerMissing}},
		"marker a folder": {func(t *testing.T, s *Store) { toFolder(t, s.path("format")) }, 2, []Code{CodeNotFile}},
		"newer": {func(t *testing.T,
			s *Store) {
			overwrite(t, s.path("format"), []byte(marker(2)))
		}, 0, []Code{CodeNewer}},
		"the newest cut": {func(t *testing.T, s *Store) {
			os.Truncate(fileOf(t, s, 2), 100)
		}, 1, []Code{CodeDamaged}},
		"the newest empty": {func(t *testing.T, s *Store) { os.Truncate(fileOf(t, s, 2), 0) }, 1, []Code{CodeDamaged}},
		"the newest too long": {func(t *testing.T,
			s *Store) {
			os.Truncate(fileOf(t, s, 2), signed.MaxArchive+1)
		}, 1, []Code{CodeTooLarge}},
		"the newest a folder": {func(t *testing.T, s *Store) { toFolder(t, fileOf(t, s, 2)) }, 1, []Code{CodeNotFile}},
		"the older cut":       {func(t *testing.T, s *Store) { os.Truncate(fileOf(t, s, 1), 100) }, 2, nil},
		"signed by another":   {func(t *testing.T, s *Store) { forge(t, s) }, 2, []Code{CodeRefused}},
		"older under a newer name": {func(t *testing.T, s *Store) {
			data, _ := os.ReadFile(fileOf(t, s, 1))
			overwrite(t, fileOf(t, s, 9), data)
		}, 2, []Code{CodeMisnamed}},
		"all damaged": {func(t *testing.T, s *Store) {
			file(filepath.Base(fileOf(t, s, 1)))(t, s)
			toFolder(t,
				fileOf(t, s, 2))
		}, 0, []Code{CodeNotFile, CodeDamaged}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s := newStore(t)
			mustInstall(t, s, 1, 2)
			tt.do(t, s)
			st := s.Read()
			wantNotes(t, st.Notes, tt.want...)
			if inForce(t, st) != tt.day {
				t.Errorf("day %d is in force, want %d", inForce(t, st), tt.day)
			}
		})
	}
}

// forge puts a newer generation into the store that somebody else signed.
func forge(t *testing.T, s *Store) {
	t.Helper()
	snapshot := snapshotOf(t, 9)
	snapshot.Signature = snapshotOf(t, 2).Signature
	data, err := snapshot.Zip()
	if err != nil {
		t.Fatal(err)
	}
	overwrite(t, fileOf(t, s, 9), data)
}

func toFolder(t *testing.T, path string) {
	t.Helper()
	if err := errors.Join(os.RemoveAll(path), os.MkdirAll(filepath.Join(path, "inside"), 0o755)); err != nil {
		t.Fatal(err)
	}
}

// TestMends: the next writer clears up, and deletes nothing that is not its own.
func TestMends(t *testing.T) {
	s := newStore(t)
	mustInstall(t, s, 1, 2, 3, 4)
	overwrite(t, s.path("format"), []byte("?"))
	overwrite(t, s.path("tmp-X"), []byte("?"))
	overwrite(t, s.path("mine.txt"), []byte("?"))
	os.Truncate(fileOf(t, s, 4), 50)
	toFolder(t, fileOf(t, s, 5))
	mustInstall(t, s, 5)
	wantDay(t, s, 5)
	wantNotes(t, s.Read().Notes, CodeForeign, CodeForeign) // mine.txt, and the folder that was in the way
	all, _ := s.Generations()
	if len(all) != 3 || all[0].Problem != "" || all[1].Problem != "" || !all[1].Created.Equal(day(3)) {
		t.Errorf("%+v", all)
	}
}

// TestDamagedNewerStays: what is newer than the new one is not cleared away, and
// does not count among what is kept.
func TestDamagedNewerStays(t *testing.T) {
	s := newStore(t)
	mustInstall(t, s, 1, 2, 9)
	os.Truncate(fileOf(t, s, 9), 50)
	mustInstall(t, s, 3)
	wantDay(t, s, 3)
	wantNotes(t, s.Read().Notes, CodeDamaged)
	if all, _ := s.Generations(); len(all) != 4 || all[0].Problem != CodeDamaged {
		t.Errorf("%+v", all)
	}
	mustInstall(t, s, 9)
	wantDay(t, s, 9)
	wantNotes(t, s.Read().Notes)
}

func TestNewerStoreIsNotTouched(t *testing.T) {
	s := newStore(t)
	mustInstall(t, s, 1)
	mustWrite(t, s, "local", "blocked")
	overwrite(t, s.path("format"), []byte(marker(2)))
	overwrite(t, s.path("tmp-new"), []byte("?"))
	before := names(t, s)
	_, err := s.Install(snapshotOf(t, 2), true)
	wantError(t, err, ErrNewer)
	_, _, err = s.Rollback("")
	wantError(t, err, ErrNewer)
	wantError(t, s.WriteBlob("local", nil), ErrNewer)
	_, err = s.ReadBlob("local")
	wantError(t, err, ErrNewer)
	if !slices.Equal(names(t, s), before) {
		t.Errorf("touched: %v", names(t, s))
	}
}

// TestNoFolder: places that cannot be a store are told, and are never taken for
// a store with nothing in it.
func TestNoFolder(t *testing.T) {
	for name, make := range map[string]func(dir string) error{
		"a file":          func(dir string) error { return os.WriteFile(dir, nil, 0o644) },
		"a dangling link": func(dir string) error { return os.Symlink(dir+"-elsewhere", dir) },
		"below a file": func(dir string) error {
			os.Remove(filepath.Dir(dir))
			return os.WriteFile(filepath.Dir(dir), nil, 0o644)
		},
		"below a dead link": func(dir string) error {
			os.Remove(filepath.Dir(dir))
			return os.Symlink(dir+"-elsewhere", filepath.Dir(dir))
		},
		"a link to yourself": func(dir string) error { return os.Symlink(dir, dir) },
	} {
		t.Run(name, func(t *testing.T) {
			s := newStore(t)
			if err := os.MkdirAll(filepath.Dir(s.dir), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := make(s.dir); err != nil {
				t.Skipf("cannot be made here: %v", err)
			}
			st := s.Read()
			wantNotes(t, st.Notes, CodeFolder)
			if _, err := s.ReadBlob("local"); err == nil {
				t.Error("taken for a store without such a file")
			}
			if _, err := s.Install(snapshotOf(t, 1), false); err == nil {
				t.Error("installed into nowhere")
			}
		})
	}
}

func TestStoreBehindALink(t *testing.T) {
	s := newStore(t)
	real := t.TempDir()
	if err := errors.Join(os.MkdirAll(filepath.Dir(s.dir), 0o755), os.Symlink(real, s.dir)); err != nil {
		t.Skipf("no links here: %v", err)
	}
	mustInstall(t, s, 1)
	wantDay(t, s, 1)
}

// TestWithLayout: a store of another layout keeps archives with its own names, and
// tells what spoke for the set in force.
func TestWithLayout(t *testing.T) {
	l := signed.Layout{Data: "list", Proof: "note", MaxData: 64 << 10, MaxProof: 256}
	s := newStore(t).WithLayout(l)
	mustInstall(t, s, 1, 2)
	wantDay(t, s, 2)
	data, _, err := s.Export()
	if err != nil {
		t.Fatal(err)
	}
	kept, err := l.Unzip(data)
	if err != nil || !bytes.Equal(kept.Data, snapshotOf(t, 2).Data) ||
		!bytes.Equal(kept.Signature, s.Read().Proof) || len(kept.Signature) == 0 {
		t.Errorf("%d bytes of data, %v", len(kept.Data), err)
	}
	overwrite(t, fileOf(t, s, 2), []byte("broken"))
	st := s.Read()
	wantNotes(t, st.Notes, CodeDamaged)
	if inForce(t, st) != 1 {
		t.Error("the set before it is not in force")
	}
}
