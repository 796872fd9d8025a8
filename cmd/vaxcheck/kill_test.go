package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"
	"time"

	"vaxcheck/trust/signed"
)

// envKills is how many random kills TestKillAnywhere makes.
const envKills = "VAXCHECK_TEST_KILLS"

// TestKillAnywhere kills the real command, updating and importing in turn, at a
// random moment of its run. Afterwards the set in force is the one before or the
// new one, whole, and nothing is damaged.
func TestKillAnywhere(t *testing.T) {
	kills := 16
	if n, err := strconv.Atoi(os.Getenv(envKills)); err == nil {
		kills = n
	}
	s := newServer(t)
	old, fresh := snapshotOf(t, 5), snapshotOf(t, 6)
	stick := stickWith(t, fresh)
	took := wholeRun(t, s, old)
	outcomes := map[string]int{}
	for i := range kills {
		var args []string
		if i%2 == 1 {
			args = []string{"trust", "import", stick}
		}
		s.set(old, nil)
		m := newMachine(t, s)
		if got := m.run("trust", "update", "--from", s.url()); got.code != 0 {
			t.Fatalf("%+v", got)
		}
		s.set(fresh, nil)
		if args == nil {
			args = []string{"trust", "update", "--from", s.url()}
		}
		killAfter(t, m, time.Duration(rand.Int64N(int64(took)*12/10)), args)
		outcomes[args[1]+": "+settled(t, m, s)]++
	}
	t.Logf("%d kills within %v: %v", kills, took, outcomes)
}

// settled tells which set is in force after a kill, and sees to it that the next
// run goes through.
func settled(t *testing.T, m *machine, s *server) string {
	t.Helper()
	now := m.inForce()
	if now != onDay(5) && now != onDay(6) {
		t.Errorf("in force: %s", now)
	}
	if got := m.run("trust", "update", "--from", s.url()); got.code != 0 || m.inForce() != onDay(6) {
		t.Errorf("the next update: %+v", got)
	}
	return now
}

// wholeRun runs an update to its end and tells how long it took.
func wholeRun(t *testing.T, s *server, snapshot signed.Snapshot) time.Duration {
	t.Helper()
	s.set(snapshot, nil)
	m := newMachine(t, s)
	start := time.Now()
	if got := m.run("trust", "update", "--from", s.url()); got.code != 0 {
		t.Fatalf("%+v", got)
	}
	return time.Since(start)
}

func killAfter(t *testing.T, m *machine, after time.Duration, args []string) {
	t.Helper()
	cmd := m.command(args...)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(after)
	_ = cmd.Process.Kill() // it may have ended
	_ = cmd.Wait()
}

// stickWith is a folder with a snapshot and its signature.
func stickWith(t *testing.T, s signed.Snapshot) string {
	t.Helper()
	dir := t.TempDir()
	for name, data := range map[string][]byte{signed.SnapshotName: s.Data, signed.SignatureName: s.Signature} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestKillAtEachStep lets the kernel kill the real command at its first, second,
// third … call of each kind that changes the disk.
func TestKillAtEachStep(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err != nil || runtime.GOOS != "linux" {
		t.Skip("strace is not installed: install it to kill the program at its system calls")
	}
	if testing.Short() {
		t.Skip("starts some hundred programs")
	}
	s := newServer(t)
	old, fresh := snapshotOf(t, 5), snapshotOf(t, 6)
	stick := stickWith(t, fresh)
	for _, call := range []string{"fsync", "renameat,rename,renameat2", "unlinkat,unlink", "mkdirat,mkdir",
		"write,pwrite64"} {
		t.Run(call, func(t *testing.T) {
			outcomes := map[string]int{}
			ended := 0
			for n := 1; ended < 4 && n < 60; n++ { // counted for each thread, so one run to the end does not mean all
				s.set(old, nil)
				m := newMachine(t, s)
				if got := m.run("trust", "update", "--from", s.url()); got.code != 0 {
					t.Fatalf("%+v", got)
				}
				s.set(fresh, nil)
				cmd := m.command("trust", "import", stick)
				cmd.Args = append([]string{strace, "-f", "-qq", "-o", os.DevNull, "-e", "trace=" + call,
					"-e", fmt.Sprintf("inject=%s:signal=KILL:when=%d", call, n), cmd.Path}, cmd.Args[1:]...)
				cmd.Path = strace
				if cmd.Run() == nil {
					ended++
				}
				outcomes[settled(t, m, s)]++
			}
			t.Logf("%v", outcomes)
		})
	}
}
