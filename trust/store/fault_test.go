package store

import (
	"errors"
	"io/fs"
	"strings"
	"syscall"
	"testing"
)

// operation is something that writes, with all that it may leave behind.
type operation struct {
	name   string
	before []int // days installed beforehand
	do     func(t *testing.T, s *Store) error
	day    int    // in force afterwards
	blob   string // afterwards, of the small file that holds "old" beforehand
}

func operations() []operation {
	install := func(n int) func(*testing.T, *Store) error {
		return func(t *testing.T, s *Store) error { _, err := s.Install(snapshotOf(t, n), false); return err }
	}
	return []operation{
		{"first install", nil, install(1), 1, "old"},
		{"install", []int{1, 2, 3}, install(4), 4, "old"},
		{"roll back", []int{1, 2, 3}, func(t *testing.T, s *Store) error {
			_, _, err := s.Rollback(snapshotOf(t, 3).SHA256())
			return err
		}, 2, "old"},
		{"write small file", []int{1}, func(t *testing.T, s *Store) error {
			return s.WriteBlob("local", []byte("new"))
		}, 1, "new"},
	}
}

// prepared is a store as the operation finds it, with left-over files of an
// earlier crash.
func (o operation) prepared(t *testing.T) *Store {
	t.Helper()
	s := newStore(t)
	mustWrite(t, s, "local", "old")
	mustInstall(t, s, o.before...)
	overwrite(t, s.path("tmp-LEFTOVER"), []byte("half a snap"))
	return s
}

func (o operation) dayBefore() int {
	if len(o.before) == 0 {
		return 0
	}
	return o.before[len(o.before)-1]
}

// wantWhole: what is in force is all of the old or all of the new, and so is
// the small file. It tells whether each is new.
func (o operation) wantWhole(t *testing.T, s *Store, step string) (newDay, newBlob bool) {
	t.Helper()
	got := inForce(t, s.Read())
	if got != o.day && got != o.dayBefore() {
		t.Errorf("%s: day %d is in force, want %d or %d", step, got, o.dayBefore(), o.day)
	}
	b, err := s.ReadBlob("local")
	if err != nil || string(b.Data) != "old" && string(b.Data) != o.blob {
		t.Errorf("%s: small file %q, %v", step, b.Data, err)
	}
	return got == o.day, string(b.Data) == o.blob
}

// stepsOf runs an operation undisturbed and lists its steps.
func (o operation) stepsOf(t *testing.T, from *Store) []string {
	t.Helper()
	var steps []string
	s := from.copied(t).with(func(step string) error { steps = append(steps, step); return nil })
	if err := o.do(t, s); err != nil {
		t.Fatal(err)
	}
	return steps
}

func needsSpace(step string) bool {
	return step == "create" || step == "make folder" || strings.HasPrefix(step, "write") || step == "sync"
}

// TestFaultAtEveryStep lets each step fail once, or it and all after it, and
// every step that needs space once the disk is full. Afterwards what is in force
// is whole, an operation that said it was done is done, and it can be repeated.
func TestFaultAtEveryStep(t *testing.T) {
	faults := map[string]struct {
		err     error
		fails   func(step string, nth, at int) bool
		reports error
	}{
		"once":      {syscall.EIO, func(_ string, nth, at int) bool { return nth == at }, syscall.EIO},
		"from then": {syscall.EIO, func(_ string, nth, at int) bool { return nth >= at }, syscall.EIO},
		"disk full": {syscall.ENOSPC, func(step string, nth, at int) bool {
			return nth >= at && needsSpace(step)
		}, ErrFull},
		"not allowed": {fs.ErrPermission, func(step string, nth, at int) bool {
			return nth >= at && !strings.HasPrefix(step, "read") && step != "list"
		}, ErrReadOnly},
	}
	total := 0
	for _, o := range operations() {
		from := o.prepared(t)
		for name, fault := range faults {
			t.Run(o.name+", "+name, func(t *testing.T) {
				for at, step := range o.stepsOf(t, from) {
					if total++; total%stride() != 0 {
						continue
					}
					s := from.copied(t)
					nth, hit := -1, false
					err := o.do(t, s.with(func(step string) error {
						if nth++; fault.fails(step, nth, at) {
							hit = true
							return &fs.PathError{Op: "test", Path: s.path("x"), Err: fault.err}
						}
						return nil
					}))
					newDay, newBlob := o.wantWhole(t, s, step)
					switch {
					case err == nil && !(newDay && newBlob):
						t.Errorf("%s: said to be done, and is not", step)
					case err != nil && !(hit && hasCause(err, fault.reports)):
						t.Errorf("%s: %v (fault met: %v)", step, err, hit)
					}
					o.repeat(t, s, step)
				}
			})
		}
	}
	t.Logf("%d faults", total/stride())
}

// hasCause: an operation that failed says why, unless it went on to find that
// something else was wrong because of it.
func hasCause(err, want error) bool {
	for _, known := range []error{want, ErrNothing, ErrChanged, ErrReadBack} {
		if errors.Is(err, known) {
			return true
		}
	}
	return false
}

// repeat does the operation once more without faults.
func (o operation) repeat(t *testing.T, s *Store, step string) {
	t.Helper()
	err := o.do(t, s)
	if err != nil && !errors.Is(err, ErrSame) && !errors.Is(err, ErrChanged) {
		t.Errorf("%s: repeated: %v", step, err)
	}
	if err := s.WriteBlob("after", nil); err != nil {
		t.Errorf("%s: afterwards: %v", step, err)
	}
	st := s.Read()
	wantNotes(t, st.Notes)
	wantNoTemporaries(t, s)
	b, err := s.ReadBlob("local")
	if inForce(t, st) != o.day || err != nil || string(b.Data) != o.blob || len(b.Notes) != 0 {
		t.Errorf("%s: repeated: day %d, small file %q, %v", step, inForce(t, st), b.Data, b.Notes)
	}
}

// TestReadingWhileAllFails: whatever the disk does to a reader, it gets a whole
// set or a note.
func TestReadingWhileAllFails(t *testing.T) {
	s := newStore(t)
	mustInstall(t, s, 1, 2)
	for at := range 6 {
		nth := -1
		st := s.with(func(string) error {
			if nth++; nth == at {
				return syscall.EIO
			}
			return nil
		}).Read()
		if day := inForce(t, st); nth >= at && day != 2 && len(st.Notes) == 0 {
			t.Errorf("fault %d: day %d and no note", at, day)
		}
	}
}

// TestVanishing: generations that are cleared away while they are read are
// looked for anew.
func TestVanishing(t *testing.T) {
	s := newStore(t)
	mustInstall(t, s, 1)
	raced := false
	st := s.with(func(step string) error {
		if step == "read GENERATION.set" && !raced {
			raced = true
			mustInstall(t, s, 2, 3, 4)
		}
		return nil
	}).Read()
	if !raced || inForce(t, st) != 4 || len(st.Notes) != 0 {
		t.Errorf("day %d, %v", inForce(t, st), st.Notes)
	}
}

// TestReadBack: a disk that loses what it took is found out, and nothing older
// is deleted.
func TestReadBack(t *testing.T) {
	s := newStore(t)
	mustInstall(t, s, 1, 2, 3)
	lossy := s.with(func(step string) error {
		if strings.HasPrefix(step, "rename to GENERATION") {
			for _, name := range names(t, s) {
				if strings.HasPrefix(name, prefixTemp) {
					overwrite(t, s.path(name), []byte("nothing of it"))
				}
			}
		}
		return nil
	})
	_, err := lossy.Install(snapshotOf(t, 4), false)
	wantError(t, err, ErrReadBack)
	wantDay(t, s, 3)
	if all, _ := s.Generations(); len(all) != 4 {
		t.Errorf("%+v", all)
	}
	mustInstall(t, s, 4)
	wantDay(t, s, 4)
}

// TestMarkerNotRead: a store whose version cannot be told is not written.
func TestMarkerNotRead(t *testing.T) {
	s := newStore(t)
	mustInstall(t, s, 1)
	overwrite(t, s.path(nameFormat), []byte(marker(2)))
	_, err := s.with(func(step string) error {
		if step == "read format" {
			return syscall.EIO
		}
		return nil
	}).Install(snapshotOf(t, 2), false)
	wantError(t, err, syscall.EIO)
	wantNotes(t, s.Read().Notes, CodeNewer)
}
