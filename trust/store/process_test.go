package store

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"math/rand"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// The test binary started anew with these set is a process that does one thing
// to a store and, if told so, is killed before a step of it.
const (
	childDo   = "VAXCHECK_STORE_TEST_DO"   // install, rollback, blob or race
	childDir  = "VAXCHECK_STORE_TEST_DIR"  // the store's folder
	childDay  = "VAXCHECK_STORE_TEST_DAY"  // of the snapshot
	childKill = "VAXCHECK_STORE_TEST_KILL" // which step to be killed before, from 1; 0 for none
)

func TestMain(m *testing.M) {
	if os.Getenv(childDo) != "" {
		os.Exit(child())
	}
	os.Exit(m.Run())
}

// child does what the environment says. It tells the step it is at before it
// is killed.
func child() int {
	t := new(testing.T)
	n, _ := strconv.Atoi(os.Getenv(childDay))
	at, _ := strconv.Atoi(os.Getenv(childKill))
	nth := 0
	s := At(os.Getenv(childDir), "test", testCheck).with(func(step string) error {
		if nth++; nth == at {
			fmt.Println(step)
			killMyself()
		}
		return nil
	})
	var err error
	switch os.Getenv(childDo) {
	case "install":
		_, err = s.Install(snapshotOf(t, n), true)
	case "rollback":
		_, _, err = s.Rollback(snapshotOf(t, n).SHA256())
	case "blob":
		err = s.WriteBlob("local", []byte(blobOf(n)))
	case "race":
		err = race(t, s, n)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// killMyself is kill -9: nothing is closed, flushed or deferred.
func killMyself() {
	if p, err := os.FindProcess(os.Getpid()); err == nil {
		p.Kill()
	}
	select {}
}

// blobOf is long enough to be half-written.
func blobOf(n int) string { return strings.Repeat(fmt.Sprintf("serial %d ", n), 100) }

func childCommand(s *Store, do string, day, kill int) *exec.Cmd {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childDo+"="+do, childDir+"="+s.dir,
		childDay+"="+strconv.Itoa(day), childKill+"="+strconv.Itoa(kill))
	return cmd
}

const (
	killsWanted = 200
	// killsByClock more come from outside, at a moment that nobody chose.
	killsByClock = 40
)

// tally counts what was in force after kills at one step.
type tally struct{ kills, old, new int }

// TestKilledAtEveryStep kills processes that install, roll back and write the
// small file, before every step in turn, on one and the same store. Each time
// what is in force is all of the old or all of the new, and the next process
// finishes the work.
func TestKilledAtEveryStep(t *testing.T) {
	wanted := killsWanted
	if testing.Short() {
		wanted = 30
	}
	s := newStore(t)
	mustInstall(t, s, 1, 2)
	mustWrite(t, s, "local", blobOf(2))
	k := &killer{t: t, s: s, day: 2, at: map[string]*tally{}}
	for k.kills < wanted {
		for _, do := range []string{"install", "rollback", "blob"} {
			for step := 1; k.round(do, step); step++ {
			}
		}
	}
	for range killsByClock {
		k.byClock()
	}
	k.report()
	wantNoTemporaries(t, s)
	wantNotes(t, s.Read().Notes)
}

type killer struct {
	t     *testing.T
	s     *Store
	day   int // in force, and the number of the small file
	kills int
	at    map[string]*tally
	order []string
}

// round kills one process before a step, and tells whether it had that many.
func (k *killer) round(do string, step int) bool {
	k.t.Helper()
	if do == "rollback" {
		mustInstallForced(k.t, k.s, k.day+1)
		k.day++
	}
	cmd := childCommand(k.s, do, k.target(do), step)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err == nil {
		k.settle(do)
		return false
	}
	if exit := (*exec.ExitError)(nil); !errors.As(err, &exit) || exit.ExitCode() == 1 && len(out) == 0 {
		k.t.Fatalf("%s, step %d: %v %s", do, step, err, &stderr)
	}
	k.count(do, fmt.Sprintf("%-8s %s", do, strings.TrimSpace(string(out))))
	k.settle(do)
	return true
}

// target is the day that a process is given.
func (k *killer) target(do string) int {
	if do == "rollback" {
		return k.day
	}
	return k.day + 1
}

// byClock kills an install from outside.
func (k *killer) byClock() {
	k.t.Helper()
	cmd := childCommand(k.s, "install", k.day+1, 0)
	if err := cmd.Start(); err != nil {
		k.t.Fatal(err)
	}
	time.Sleep(time.Duration(rand.Intn(14_000)) * time.Microsecond)
	cmd.Process.Kill()
	cmd.Wait()
	k.count("install", "install  at any moment")
	k.settle("install")
}

// count looks at the store as it was left.
func (k *killer) count(do, step string) {
	k.t.Helper()
	entry := k.at[step]
	if entry == nil {
		entry = &tally{}
		k.at[step] = entry
		k.order = append(k.order, step)
	}
	k.kills++
	entry.kills++
	if k.isNew(do, step) {
		entry.new++
	} else {
		entry.old++
	}
}

// isNew tells whether the operation came into force, and fails if what is in
// force is neither of the two.
func (k *killer) isNew(do, step string) bool {
	k.t.Helper()
	st := k.s.Read()
	day := inForce(k.t, st)
	b, err := k.s.ReadBlob("local")
	if err != nil {
		k.t.Fatalf("%s: %v", step, err)
	}
	for _, n := range st.Notes {
		if n.Code != CodeTemporary && n.Code != CodeCopyBehind && n.Code != CodeCopyMissing {
			k.t.Errorf("%s: note %v", step, n)
		}
	}
	old, next := k.day, k.day+1
	switch do {
	case "rollback":
		next = k.day - 1
		fallthrough
	case "install":
		if day != old && day != next {
			k.t.Fatalf("%s: day %d is in force, want %d or %d", step, day, old, next)
		}
		return day == next
	}
	was, is := string(b.Data) == blobOf(k.day), string(b.Data) == blobOf(k.day+1)
	if !was && !is || day != k.day {
		k.t.Fatalf("%s: day %d, small file %.20q", step, day, b.Data)
	}
	return is
}

// settle finishes the work, as the next process would, so that the next round
// begins with day and small file of one number.
func (k *killer) settle(do string) {
	k.t.Helper()
	switch do {
	case "install":
		k.day++
		mustInstallForced(k.t, k.s, k.day)
	case "rollback":
		mustInstallForced(k.t, k.s, k.day)
	case "blob":
	}
	mustWrite(k.t, k.s, "local", blobOf(k.day))
	wantDay(k.t, k.s, k.day)
	wantNoTemporaries(k.t, k.s)
	b, err := k.s.ReadBlob("local")
	if err != nil || string(b.Data) != blobOf(k.day) || len(b.Notes) != 0 {
		k.t.Fatalf("small file %.20q, %v, %v", b.Data, b.Notes, err)
	}
}

func mustInstallForced(t *testing.T, s *Store, n int) {
	t.Helper()
	if _, err := s.Install(snapshotOf(t, n), true); err != nil && !errors.Is(err, ErrSame) {
		t.Fatalf("day %d: %v", n, err)
	}
}

func (k *killer) report() {
	var b strings.Builder
	fmt.Fprintf(&b, "%d kills; in force afterwards, each time whole and valid:\n%-52s %5s %5s %5s\n", k.kills,
		"killed before the step", "kills", "old", "new")
	for _, step := range k.order {
		e := k.at[step]
		fmt.Fprintf(&b, "%-52s %5d %5d %5d\n", step, e.kills, e.old, e.new)
	}
	k.t.Log(b.String())
}

const (
	racers     = 4
	racerSteps = 12
)

// race installs every day that is a multiple of its number's, and counts in the
// small file.
func race(t testing.TB, s *Store, n int) error {
	fmt.Println("ready")
	bufio.NewReader(os.Stdin).ReadString('\n') // until all are
	for i := range racerSteps {
		_, err := s.Install(snapshotOf(t, 1+i*racers+n), false)
		if err != nil && !errors.Is(err, ErrNotNewer) && !errors.Is(err, ErrSame) {
			return err
		}
		err = s.UpdateBlob("local", func(old Blob, err error) ([]byte, error) {
			return fmt.Appendf(old.Data, "%d.%d ", n, i), err
		})
		if err != nil {
			return err
		}
		if st := s.Read(); st.Set == nil {
			return fmt.Errorf("nothing in force: %v", st.Notes)
		}
	}
	return nil
}

// TestTwoAtOnce lets processes install into one store at the same time. The
// newest set is in force at the end, no change of the small file is lost, and
// nothing is left over.
func TestTwoAtOnce(t *testing.T) {
	s := newStore(t)
	type running struct {
		*exec.Cmd
		start  func()
		stderr *bytes.Buffer
	}
	var all []running
	for n := range racers {
		cmd := childCommand(s, "race", n, 0)
		stderr := new(bytes.Buffer)
		cmd.Stderr = stderr
		in, err := cmd.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if line, err := bufio.NewReader(out).ReadString('\n'); err != nil || line != "ready\n" {
			t.Fatalf("%q, %v, %s", line, err, stderr)
		}
		all = append(all, running{cmd, func() { in.Close() }, stderr})
	}
	for _, r := range all {
		r.start()
	}
	for _, r := range all {
		if err := r.Wait(); err != nil {
			t.Errorf("%v: %s", err, r.stderr)
		}
	}
	wantDay(t, s, racers*racerSteps)
	wantNoTemporaries(t, s)
	wantNotes(t, s.Read().Notes)
	b, err := s.ReadBlob("local")
	entries := strings.Fields(string(b.Data))
	slices.Sort(entries)
	if err != nil || len(slices.Compact(entries)) != racers*racerSteps || b.Serial != racers*racerSteps {
		t.Errorf("%d changes kept, serial %d, %v", len(entries), b.Serial, err)
	}
	generations, notes := s.Generations()
	wantNotes(t, notes)
	if len(generations) > keepGenerations {
		t.Errorf("%d generations", len(generations))
	}
}
