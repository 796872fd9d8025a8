package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"vaxcheck/internal/mint"
)

// Sequences with which the gate turns to its screen and back.
const (
	entered = "\x1b[?1049h"
	left    = "\x1b[?1049l"
)

// gateCard is nearly as long as a single code may be, 2,395 characters, so that it
// counts only if it arrives whole.
var gateCard = sync.OnceValue(func() string {
	issuer, p := mint.NewIssuer("https://gate.example/issuer", "Gate", "gate pty"), mint.Hanako()
	card := ""
	for n := 0; ; n++ {
		p.Doses = append(p.Doses, mint.Dose{Code: "208", Date: fmt.Sprintf("2022-%02d-%02d", n/28%12+1,
			n%28+1), Lot: strconv.Itoa(n * n * 7919)})
		if next := mint.Numeric(mint.Japan(issuer, p).JWS(issuer)); len(next) <= 2395 {
			card = next
			continue
		}
		return card
	}
})

func gateTrust(t *testing.T, dir string) string {
	t.Helper()
	name := filepath.Join(dir, "issuers.json")
	now, err := time.Parse(time.RFC3339, scriptNow)
	if err == nil {
		err = os.WriteFile(name, mint.Snapshot(now,
			mint.NewIssuer("https://gate.example/issuer", "Gate", "gate pty")), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	return name
}

// envTyping asks for the tests that type as scanners do. On a busy machine typist and
// gate are held up for longer than a scanner ever pauses.
const envTyping = "VAXCHECK_TEST_TYPING"

// TestGateTyped: the longest code arrives whole from a fast scanner, a slow one and
// a paste.
func TestGateTyped(t *testing.T) {
	if len(gateCard()) < 2300 || len(gateCard()) > 2395 {
		t.Fatalf("%d characters", len(gateCard()))
	}
	for name, tt := range map[string]struct {
		text  string
		every time.Duration
	}{
		"1 ms":        {gateCard() + "\r", time.Millisecond},
		"16 ms":       {gateCard() + "\r", 16 * time.Millisecond},
		"no end":      {gateCard(), time.Millisecond},
		"pasted":      {"\x1b[200~" + gateCard() + "\x1b[201~", 0},
		"all at once": {gateCard() + "\r\n", 0},
	} {
		t.Run(name, func(t *testing.T) {
			if tt.every > 0 && os.Getenv(envTyping) == "" {
				t.Skip("needs a machine with nothing else to do: set " + envTyping + "=1")
			}
			dir, p := t.TempDir(), newPseudoTerminal(t)
			cmd := p.start(dir, "vaxcheck", "gate", "--trust", gateTrust(t, dir), "--plain", "--allow-return")
			p.expect(0, "Ready")
			from := 0
			for tries := 0; p.types(tt.text, tt.every) > 100*time.Millisecond; tries++ {
				if tries == 3 {
					t.Skip("this machine is too busy to type on")
				}
				time.Sleep(3 * time.Second) // a typist that is held up proves nothing
				from = len(p.text())
			}
			last := time.Now()
			p.expect(from, "VALID.")
			t.Logf("%d characters; from the last one to the verdict %s", len(gateCard()),
				time.Since(last).Round(time.Millisecond))
			if said := p.text()[from:]; strings.Contains(said, "INVALID") || strings.Contains(said, "NOT READ") {
				t.Errorf("%q", said)
			}
			p.leave(cmd)
		})
	}
}

// oddCodes are what a visitor's code may hold to press a key of the gate, or to be none.
var oddCodes = []string{"h", "q", " ", "l", "", "    ", "hh", "qq", "menu", "fifteen letters", "\x03",
	"\x03\x03", "\x1a", "\x0c", "\x1b",
	"\x1b[A", "\x1b[1;", "\x1bO", "\x1b[200~", "\x1b[201~", "\x1b[200~q", "\xff", "\xff\xfeh", "\x00", "　"}

// TestGateOddCodes: whatever a code holds, the answer before it gives way, and no key of the
// gate is pressed.
func TestGateOddCodes(t *testing.T) {
	t.Parallel()
	dir, p := t.TempDir(), newPseudoTerminal(t)
	cmd := p.start(dir, "vaxcheck", "gate", "--trust", gateTrust(t, dir), "--plain", "--allow-return", "--clear", "1m")
	p.expect(0, "Ready")
	issuer, who := mint.NewIssuer("https://gate.example/issuer", "Gate", "gate pty"), mint.Hanako()
	for i, code := range oddCodes {
		who.Doses[0].Lot = strconv.Itoa(i) // the same card again would be the same scan
		from := len(p.text())
		p.types(mint.Numeric(mint.Japan(issuer, who).JWS(issuer))+"\r", 0)
		p.expect(from, "VALID.")
		time.Sleep(wedgePause)
		from = len(p.text())
		p.types(code+"\r", 0)
		p.expect(from, "NOT READ.")
		time.Sleep(wedgePause)
		if said := p.text()[from:]; strings.Count(said, "\n") != 1 {
			t.Errorf("%q: %q", code, said)
		}
	}
	from := len(p.text())
	p.types("menu", 0)
	p.expect(from, "Set the scanner to send Enter")
	p.leave(cmd)
}

// TestGateQueue: one code that each of a queue shows lets in one of them; held, its answer
// does not stay green for the others.
func TestGateQueue(t *testing.T) {
	t.Parallel()
	dir, p := t.TempDir(), newPseudoTerminal(t)
	cmd := p.start(dir, "vaxcheck", "gate", "--trust", gateTrust(t, dir), "--plain")
	p.expect(0, "Ready")
	p.types(gateCard()+"\r", 0)
	p.expect(0, "VALID.")
	time.Sleep(wedgePause)
	p.types("h", 0)
	time.Sleep(2 * wedgePause)
	from := len(p.text())
	p.types(gateCard()+"\r", 0)
	p.expect(from, "held: VALID. It does not count for whoever comes now")
	for range 3 {
		time.Sleep(1500 * time.Millisecond)
		p.types(gateCard()+"\r", 0)
	}
	p.expect(from, "CHECK. This name and birth date, or certificate, came in before.")
	p.leave(cmd)
	// How many of them are 2 s apart is the machine's matter; that one is let in is not.
	if _, counts, _ := strings.Cut(p.text(),
		"Shift from"); !regexp.MustCompile(`hour +CHECK +VALID\s+[0-9: -]+ +[1-3] +1\s`).MatchString(counts) {
		t.Errorf("%q", counts)
	}
}

// TestGateEnds: however a gate ends, the terminal is given back, and nothing of the
// visitor stays on it.
func TestGateEnds(t *testing.T) {
	for name, s := range map[string]syscall.Signal{"terminate": syscall.SIGTERM, "hang up": syscall.SIGHUP,
		"interrupt": syscall.SIGINT, "quit": syscall.SIGQUIT} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir, p := t.TempDir(), newPseudoTerminal(t)
			cmd := p.start(dir, "vaxcheck", "gate", "--trust", gateTrust(t, dir), "--level", "C")
			p.expect(0, "Ready")
			p.types(gateCard()+"\r", 0)
			p.expect(0, "花子")
			if err := cmd.Process.Signal(s); err != nil {
				t.Fatal(err)
			}
			p.ends(cmd, 130)
		})
	}
}

// TestGateLeavesNothing looks for the visitor after a shift: on the terminal, in its
// title, and in all files.
func TestGateLeavesNothing(t *testing.T) {
	t.Parallel()
	dir, p := t.TempDir(), newPseudoTerminal(t)
	cmd := p.start(dir, "vaxcheck", "gate", "--trust", gateTrust(t, dir), "--level", "C", "--tally",
		"tally.csv", "--sound", "each")
	p.expect(0, "Ready")
	from := len(p.text())
	p.types(gateCard()+"\r", 0)
	p.expect(from, "花子")
	from = len(p.text())
	p.resize(100, 40)
	p.expect(from, "花子")
	expectNoSockets(t, cmd.Process.Pid)
	p.types("\x1b", 0)
	p.expect(from, "Ready")
	p.leave(cmd)
	_, after, _ := strings.Cut(p.text(), left)
	if !strings.Contains(after, "1 result") || strings.Contains(after, "花子") || strings.Contains(after, "1985") {
		t.Errorf("%q", after)
	}
	if strings.Contains(p.text(), "\x1b]") {
		t.Error("the terminal's title is changed")
	}
	files := 0
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if files++; bytes.Contains(data, []byte("花子")) || bytes.Contains(data, []byte(gateCard()[5:25])) ||
			bytes.Contains(data, []byte("1985")) {
			t.Errorf("%s tells of the visitor", path)
		}
		return err
	})
	if err != nil || files != 2 {
		t.Errorf("%d files, want the trust set and the tally; %v", files, err)
	}
	tally, err := os.ReadFile(filepath.Join(dir, "tally.csv"))
	if err != nil || !regexp.MustCompile(`^\x{feff}hour,verdict,count\r\n[0-9T:+Z-]+,valid,1\r\n$`).Match(tally) {
		t.Errorf("%q, %v", tally, err)
	}
}

// expectNoSockets looks at what a process has open.
func expectNoSockets(t *testing.T, pid int) {
	t.Helper()
	folder := fmt.Sprintf("/proc/%d/fd", pid)
	open, err := os.ReadDir(folder)
	if err != nil || len(open) < 3 {
		t.Fatalf("%d files, %v", len(open), err)
	}
	for _, f := range open {
		if to, _ := os.Readlink(filepath.Join(folder, f.Name())); strings.HasPrefix(to, "socket:") {
			t.Error("the gate opens a socket")
		}
	}
}

// TestGateHurriedLeave: what a scanner types while somebody leaves does not end up in
// the shell.
func TestGateHurriedLeave(t *testing.T) {
	if os.Getenv(envTyping) == "" {
		t.Skip("set " + envTyping + " to type without a pause; other work on the machine fails it")
	}
	dir, p := t.TempDir(), newPseudoTerminal(t)
	cmd := p.start(dir, "bash", "--norc", "--noprofile", "-i")
	p.types("PS1='$ '; vaxcheck gate --trust "+gateTrust(t, dir)+"\r", 0)
	p.expect(0, "Ready")
	time.Sleep(time.Second)
	p.types("q", 0)
	time.Sleep(time.Second)
	p.types("q", 0)
	time.Sleep(wedgePause)
	p.types(gateCard()+"\r", time.Millisecond/2)
	p.expect(0, "Shift from")
	time.Sleep(time.Second)
	if _, after, _ := strings.Cut(p.text(), left); strings.Contains(after, "5676") ||
		strings.Contains(after, "not found") {
		t.Errorf("the shell is given %q", after)
	}
	p.exit(cmd)
}

// wedgePause is long enough for a key to count.
const wedgePause = 160 * time.Millisecond

// TestGateSuspended puts the gate aside and brings it back: the terminal is in order
// meanwhile, and no visitor comes back with it.
func TestGateSuspended(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip("bash is not installed: install it to put jobs aside")
	}
	dir, p := t.TempDir(), newPseudoTerminal(t)
	cmd := p.start(dir, "bash", "--norc", "--noprofile", "-i")
	p.types("vaxcheck gate --level C --trust "+gateTrust(t, dir)+"\r", 0)
	p.expect(0, "Ready")
	p.types(gateCard()+"\r", 0)
	p.expect(0, "花子")
	from := len(p.text())
	time.Sleep(time.Second)
	p.types("\x1a", 0)
	p.expect(from, "Stopped")
	if !strings.Contains(p.text()[from:], left) {
		t.Error("the screen is not given back")
	}
	from = len(p.text())
	p.types("fg\r", 0)
	if again := p.expect(from, "Ready"); !strings.Contains(again, entered) || strings.Contains(again, "花子") {
		t.Errorf("%q", again)
	}
	from = len(p.text())
	time.Sleep(3 * time.Second) // the same code again would be the same scan
	p.types(gateCard()+"\r", 0)
	p.expect(from, "came in before")
	for range 2 {
		time.Sleep(time.Second)
		p.types("q", 0)
	}
	p.expect(from, "Shift from")
	p.exit(cmd)
}
