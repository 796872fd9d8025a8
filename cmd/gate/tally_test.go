package gate

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"vaxcheck/cmd/cli"
	"vaxcheck/internal/mint"
)

// TestTally: the counts of earlier shifts stay, other files too.
func TestTally(t *testing.T) {
	name := filepath.Join(t.TempDir(), "tally.csv")
	shift := func(text string) error {
		st := newStage(t, "--trust", trustFile(t), "--tally", name)
		st.scanText(text)
		return st.saveTally()
	}
	for _, text := range []string{japanese(mint.Hanako()), japanese(mint.Taro()), "https://example.org/menu"} {
		if err := shift(text); err != nil {
			t.Fatal(err)
		}
	}
	const want = "\ufeffhour,verdict,count\r\n2026-11-22T10:00:00+09:00,valid,2\r\n2026-11-22T10:00:00+09:00,unreadable,1\r\n"
	if got, err := os.ReadFile(name); err != nil || string(got) != want {
		t.Errorf("%q, %v", got, err)
	}
	for _, other := range []string{"my novel", "hour,verdict,count\nnoon,valid,1\n",
		"hour,verdict,count\n2026-11-22T10:00:00Z,good,1\n",
		"hour,verdict,count\n2026-11-22T10:00:00Z,valid,-1\n", "hour,verdict\n",
		"hour,verdict,count\n2026-11-22T10:00:00Z,valid\n",
		"hour,verdict,count\n2026-11-22T10:00:00Z,valid,1,\n", ",,\n", " \n", "\x00", "\"",
		"hour,verdict,count\n2026-11-22T10:00:00Z,valid,9223372036854775807\n2026-11-22T10:00:00Z,valid,9223372036854775807\n",
		"hour,verdict,count\n2026-11-22T10:00:00Z,valid,99999999999999999999\n", "hour;verdict;count\n",
		"hour,verdict,count\n,,\n",
		"\xff\xfeh\x00o\x00u\x00r\x00", strings.Repeat("x", maxTally+1)} {
		if err := os.WriteFile(name, []byte(other), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := openDoor(newStage(t).console.Env, "--tally", name)
		if cli.CodeOf(err) != cli.ExitFile || !strings.Contains(err.Error(), "no tally") {
			t.Errorf("%.20q: %v", other, err)
		}
		if got, _ := os.ReadFile(name); string(got) != other {
			t.Errorf("%.20q is written over", other)
		}
	}
	for nothing, rows := range map[string]string{"": "", "\n": "", "\r\n\r\n": "", "\r": "", "\ufeff": "",
		"\ufeff\n": "", "hour,verdict,count": "", "\n\nhour,verdict,count\n\n": "",
		"hour,verdict,count\n2026-11-22T10:00:00+09:00,valid,2": "2026-11-22T10:00:00+09:00,valid,2\r\n"} {
		if err := os.WriteFile(name, []byte(nothing), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := openDoor(newStage(t).console.Env, "--tally", name)
		if got, _ := os.ReadFile(name); err != nil || string(got) != "\ufeffhour,verdict,count\r\n"+rows {
			t.Errorf("%q: %v, %q", nothing, err, got)
		}
	}
	_, err := openDoor(newStage(t).console.Env, "--tally", filepath.Join(name, "below"))
	if cli.CodeOf(err) != cli.ExitFile {
		t.Error(err)
	}
	left, _ := filepath.Glob(filepath.Join(filepath.Dir(name), ".*"))
	if len(left) > 0 {
		t.Errorf("%v are left behind", left)
	}
}

// TestTallyOfTwo: gates that write to one file add up, whoever writes when.
func TestTallyOfTwo(t *testing.T) {
	name := filepath.Join(t.TempDir(), "tally.csv")
	var gates [2]*stage
	for i := range gates {
		gates[i] = newStage(t, "--trust", trustFile(t), "--tally", name)
	}
	for range 3 {
		for _, g := range gates {
			g.wait(time.Minute)
			g.scanText("https://example.org/menu" + g.now.String())
			if err := g.saveTally(); err != nil {
				t.Fatal(err)
			}
		}
	}
	const want = "\ufeffhour,verdict,count\r\n2026-11-22T10:00:00+09:00,unreadable,6\r\n"
	if got, err := os.ReadFile(name); err != nil || string(got) != want {
		t.Errorf("%q, %v", got, err)
	}
	lock := filepath.Join(filepath.Dir(name), ".tally.csv.lock")
	if err := os.WriteFile(lock, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	old := time.Now().Add(-lockStale - time.Second)
	gates[0].scanText("garbage")
	if err := errors.Join(os.Chtimes(lock, old, old), gates[0].saveTally()); err != nil {
		t.Error("of a gate that is gone:", err)
	}
}

// TestTallyTakenOut: counts of this shift that somebody takes out of the file come back, and
// those of others stay out.
func TestTallyTakenOut(t *testing.T) {
	name := filepath.Join(t.TempDir(), "tally.csv")
	st := newStage(t, "--trust", trustFile(t), "--tally", name)
	save := func() string {
		st.wait(time.Minute)
		st.scanText("garbage")
		if err := st.saveTally(); err != nil {
			t.Fatal(err)
		}
		text, _ := os.ReadFile(name)
		return string(text)
	}
	save()
	for i, emptied := range []string{"", "\n", "hour,verdict,count\n"} {
		if err := os.WriteFile(name, []byte(emptied), 0o600); err != nil {
			t.Fatal(err)
		}
		if want, got := fmt.Sprintf("\ufeffhour,verdict,count\r\n2026-11-22T10:00:00+09:00,unreadable,%d\r\n",
			i+2), save(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// FuzzTally: whatever a file holds, it is refused or stays as it is read.
func FuzzTally(f *testing.F) {
	f.Add([]byte("\n"))
	f.Add([]byte("\ufeffhour,verdict,count\r\n2026-11-22T10:00:00+09:00,valid,2\r\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		counts, err := parseTally(text)
		if err != nil {
			return
		}
		for _, c := range counts {
			if c.Number > maxCount/(1+len(counts)) {
				return // a sum that is refused the next time
			}
		}
		again, err := parseTally(tallyText(counts))
		if err != nil || string(tallyText(again)) != string(tallyText(counts)) {
			t.Errorf("%q: %v", text, err)
		}
	})
}

// TestTallyLost: counts that were not written are told of, and said to be nowhere.
func TestTallyLost(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "folder")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	st := newStage(t, "--trust", trustFile(t), "--tally", filepath.Join(dir, "tally.csv"))
	st.scanText("garbage")
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	err := st.saveTally()
	if cli.CodeOf(err) != cli.ExitFile || !strings.Contains(err.Error(), "tally.csv") {
		t.Error(err)
	}
	if err := st.sumUp(false); err != nil || strings.Contains(st.out.String(), "counts written") {
		t.Errorf("%v: %s", err, st.out.String())
	}
}

// TestTallyElsewhere: a device or a folder is not replaced by a file, and a link stays one.
func TestTallyElsewhere(t *testing.T) {
	dir := t.TempDir()
	if _, err := openTally(os.DevNull); !errors.Is(err, cli.ErrNotRegular) {
		t.Error(err)
	}
	if _, err := openTally(dir); err == nil {
		t.Error("a folder is taken")
	}
	target, link := filepath.Join(dir, "tally.csv"), filepath.Join(dir, "link")
	if err := os.WriteFile(target, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(target, link); err != nil {
		t.Skip("no links here: ", err)
	}
	if _, err := openTally(link); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Error("the link is replaced")
	}
}
