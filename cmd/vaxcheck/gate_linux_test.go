package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
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

	"golang.org/x/sys/unix"

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
		p.Doses = append(p.Doses, mint.Dose{Code: "208", Date: fmt.Sprintf("2022-%02d-%02d", n/28%12+1, n%28+1), Lot: strconv.Itoa(n * n * 7919)})
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
		err = os.WriteFile(name, mint.Snapshot(now, mint.NewIssuer("https://gate.example/issuer", "Gate", "gate pty")), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	return name
}

// pseudoTerminal is a terminal whose keyboard and screen a test is.
type pseudoTerminal struct {
	t             *testing.T
	master, slave *os.File
	before        unix.Termios

	mu  sync.Mutex
	out bytes.Buffer
}

func newPseudoTerminal(t *testing.T) *pseudoTerminal {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Skipf("there are no pseudo-terminals here: %v", err)
	}
	if testing.Short() {
		t.Skip("left to the run without -short")
	}
	fd := int(master.Fd())
	number, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	err = errors.Join(err, unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0))
	slave, openErr := os.OpenFile("/dev/pts/"+strconv.Itoa(number), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err = errors.Join(err, openErr); err != nil {
		t.Fatal(err)
	}
	p := &pseudoTerminal{t: t, master: master, slave: slave}
	p.resize(80, 24)
	p.before = p.settings()
	t.Cleanup(func() { _, _ = master.Close(), slave.Close() })
	go p.watch()
	return p
}

func (p *pseudoTerminal) watch() {
	buffer := make([]byte, 4096)
	for {
		n, err := p.master.Read(buffer)
		p.mu.Lock()
		p.out.Write(buffer[:n])
		p.mu.Unlock()
		if err != nil {
			return
		}
	}
}

func (p *pseudoTerminal) settings() unix.Termios {
	p.t.Helper()
	s, err := unix.IoctlGetTermios(int(p.slave.Fd()), unix.TCGETS)
	if err != nil {
		p.t.Fatal(err)
	}
	return *s
}

func (p *pseudoTerminal) resize(columns, rows uint16) {
	p.t.Helper()
	if err := unix.IoctlSetWinsize(int(p.master.Fd()), unix.TIOCSWINSZ, &unix.Winsize{Col: columns, Row: rows}); err != nil {
		p.t.Fatal(err)
	}
}

// start runs a program on the terminal, which is its controlling one.
func (p *pseudoTerminal) start(dir, name string, args ...string) *exec.Cmd {
	p.t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr, cmd.Dir = p.slave, p.slave, p.slave, dir
	cmd.Env = append(os.Environ(), envNow+"=", "LC_ALL=C.UTF-8", "TERM=xterm-256color", "COLORTERM=truecolor", "NO_COLOR=", "HOME="+dir, "TMPDIR="+dir)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() { _ = cmd.Process.Kill() })
	return cmd
}

func (p *pseudoTerminal) text() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.out.String()
}

// expect waits until a text stands behind all that was there before, and returns
// what does.
func (p *pseudoTerminal) expect(from int, text string) string {
	p.t.Helper()
	for end := time.Now().Add(2 * patience); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if all := p.text(); strings.Contains(all[from:], text) {
			return all[from:]
		}
	}
	p.t.Fatalf("no %q in %q", text, p.text()[from:])
	return ""
}

// types types a text, at once or a character every so often. It returns the longest
// time between two: other programs may hold a typist up.
func (p *pseudoTerminal) types(text string, every time.Duration) (longest time.Duration) {
	p.t.Helper()
	size := 1
	if every == 0 {
		size = len(text)
	}
	last := time.Now()
	next := last
	for i := 0; i < len(text); i += size {
		if _, err := io.WriteString(p.master, text[i:i+size]); err != nil {
			p.t.Fatal(err)
		}
		longest, last = max(longest, time.Since(last)), time.Now()
		next = next.Add(every)
		time.Sleep(time.Until(next))
	}
	return longest
}

// ends waits for a program, and checks that the terminal is as it was.
func (p *pseudoTerminal) ends(cmd *exec.Cmd, code int) {
	p.t.Helper()
	_ = cmd.Wait()
	if got := cmd.ProcessState.ExitCode(); got != code {
		p.t.Errorf("exit code %d, want %d", got, code)
	}
	if p.settings() != p.before {
		p.t.Error("the terminal is not given back as it was")
	}
	time.Sleep(50 * time.Millisecond)
	if strings.Count(p.text(), entered) != strings.Count(p.text(), left) {
		p.t.Error("the screen is not given back")
	}
}

func (p *pseudoTerminal) leave(cmd *exec.Cmd) {
	p.t.Helper()
	for range 2 {
		time.Sleep(time.Second)
		p.types("q", 0)
	}
	p.ends(cmd, 0)
}

// exit ends a shell. What is typed before the gate has quite gone is lost with it.
func (p *pseudoTerminal) exit(shell *exec.Cmd) {
	p.t.Helper()
	done := make(chan error, 1)
	go func() { done <- shell.Wait() }()
	for range 20 {
		p.types("exit\r", 0)
		select {
		case <-done:
			return
		case <-time.After(time.Second):
		}
	}
	p.t.Error("the shell does not end")
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
			t.Logf("%d characters; from the last one to the verdict %s", len(gateCard()), time.Since(last).Round(time.Millisecond))
			if said := p.text()[from:]; strings.Contains(said, "INVALID") || strings.Contains(said, "NOT READ") {
				t.Errorf("%q", said)
			}
			p.leave(cmd)
		})
	}
}

// oddCodes are what a visitor's code may hold to press a key of the gate, or to be none.
var oddCodes = []string{"h", "q", " ", "l", "", "    ", "hh", "qq", "menu", "fifteen letters", "\x03", "\x03\x03", "\x1a", "\x0c", "\x1b",
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
	if _, counts, _ := strings.Cut(p.text(), "Shift from"); !regexp.MustCompile(`hour +CHECK +VALID\s+[0-9: -]+ +[1-3] +1\s`).MatchString(counts) {
		t.Errorf("%q", counts)
	}
}

// TestGateEnds: however a gate ends, the terminal is given back, and nothing of the
// visitor stays on it.
func TestGateEnds(t *testing.T) {
	for name, s := range map[string]syscall.Signal{"terminate": syscall.SIGTERM, "hang up": syscall.SIGHUP, "interrupt": syscall.SIGINT, "quit": syscall.SIGQUIT} {
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
	cmd := p.start(dir, "vaxcheck", "gate", "--trust", gateTrust(t, dir), "--level", "C", "--tally", "tally.csv", "--sound", "each")
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
		if files++; bytes.Contains(data, []byte("花子")) || bytes.Contains(data, []byte(gateCard()[5:25])) || bytes.Contains(data, []byte("1985")) {
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
	t.Parallel()
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
	if _, after, _ := strings.Cut(p.text(), left); strings.Contains(after, "5676") || strings.Contains(after, "not found") {
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

// TestGateAlone: Ctrl-Z where no shell could bring the gate back does nothing.
func TestGateAlone(t *testing.T) {
	t.Parallel()
	dir, p := t.TempDir(), newPseudoTerminal(t)
	cmd := p.start(dir, "vaxcheck", "gate", "--trust", gateTrust(t, dir))
	p.expect(0, "Ready")
	p.types("\x1a", 0)
	time.Sleep(time.Second)
	p.types(gateCard()+"\r", 0)
	p.expect(0, "Whose certificate it is was not checked")
	p.leave(cmd)
}

// TestGateSerial: a scanner at a port, pulled out and plugged in again.
func TestGateSerial(t *testing.T) {
	t.Parallel()
	socat, err := exec.LookPath("socat")
	if err != nil {
		t.Skip("socat is not installed: install it to read a serial port")
	}
	dir, p := t.TempDir(), newPseudoTerminal(t)
	port, scanner := filepath.Join(dir, "port"), filepath.Join(dir, "scanner")
	plug := func() *exec.Cmd {
		c := exec.Command(socat, "pty,raw,echo=0,link="+scanner, "pty,raw,echo=0,link="+port)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = c.Process.Kill() })
		return c
	}
	send := func(text string) {
		t.Helper()
		f, err := os.OpenFile(scanner, os.O_WRONLY, 0)
		if err == nil {
			_, err = f.WriteString(text)
			err = errors.Join(err, f.Close())
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	cmd := p.start(dir, "vaxcheck", "gate", "--trust", gateTrust(t, dir), "--serial", port, "--allow-return", "--plain")
	p.expect(0, "SCANNER NOT CONNECTED")
	cable := plug()
	time.Sleep(3 * time.Second)
	send(gateCard() + "\r")
	p.expect(0, "\nVALID.")
	time.Sleep(3 * time.Second)
	from := len(p.text())
	send(gateCard()[:1000])
	_ = cable.Process.Kill()
	_ = cable.Wait()
	p.expect(from, "SCANNER NOT CONNECTED")
	_, _ = os.Remove(port), os.Remove(scanner)
	plug()
	time.Sleep(3 * time.Second)
	from = len(p.text())
	send(gateCard() + "\r\n")
	p.expect(from, "VALID.")
	time.Sleep(3 * time.Second)
	from = len(p.text())
	send(" \r") // a code of nothing
	p.expect(from, "NOT READ. This is a scan without any text.")
	p.types(gateCard()[:20]+"\r", 0) // the keyboard works beside it
	p.expect(from, "damaged")
	p.leave(cmd)
}

// TestGateInTmux looks at the gate as a terminal that is used shows it.
func TestGateInTmux(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("tmux"); err != nil {
		t.Skip("tmux is not installed: install it to look at the screen")
	}
	dir := t.TempDir()
	tmux := func(args ...string) string {
		t.Helper()
		cmd := exec.Command("tmux", append([]string{"-S", filepath.Join(dir, "socket"), "-f", "/dev/null"}, args...)...)
		cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8", envNow+"=", "TERM=xterm-256color")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("tmux %v: %v\n%s", args, err, out)
		}
		return string(out)
	}
	if testing.Short() {
		t.Skip("left to the run without -short")
	}
	tmux("new-session", "-d", "-x", "80", "-y", "24", "vaxcheck gate --lang ja --level C --trust "+gateTrust(t, dir)+"; sleep 60")
	t.Cleanup(func() { tmux("kill-server") })
	sees := func(text string) string {
		t.Helper()
		for range 1000 {
			if screen := tmux("capture-pane", "-p"); strings.Contains(screen, text) {
				return screen
			}
			time.Sleep(20 * time.Millisecond)
		}
		t.Fatalf("no %q in\n%s", text, tmux("capture-pane", "-p"))
		return ""
	}
	sees("準備ができています")
	title := tmux("display", "-p", "#{pane_title}")
	tmux("send-keys", "-l", gateCard())
	tmux("send-keys", "Enter")
	screen := sees("見本 花子")
	lines := strings.Split(screen, "\n")
	if !strings.Contains(lines[3], "▄██") || !strings.Contains(lines[22], "レベル C") || !strings.HasPrefix(lines[23], " Esc 消す") {
		t.Error(screen)
	}
	for range 2 {
		time.Sleep(time.Second)
		tmux("send-keys", "q")
	}
	after := sees("までの受付: 1件")
	if all := tmux("capture-pane", "-p", "-S", "-"); strings.Contains(all, "花子") || strings.Contains(after, "花子") {
		t.Errorf("the visitor stays in the scrollback:\n%s", all)
	}
	if now := tmux("display", "-p", "#{pane_title}"); now != title {
		t.Errorf("the title is %q", now)
	}
}

// TestGateCamera: with a page the terminal still takes scans, the page is served, and
// nothing listens but that, on the loopback interface.
func TestGateCamera(t *testing.T) {
	t.Parallel()
	dir, p := t.TempDir(), newPseudoTerminal(t)
	cmd := p.start(dir, "env", "DISPLAY=", "WAYLAND_DISPLAY=", "vaxcheck", "gate", "--trust", gateTrust(t, dir), "--camera", "--port", "0", "--plain")
	said := p.expect(0, "Open this in a browser: http://127.0.0.1:")
	address, _, _ := strings.Cut(said[strings.Index(said, "http://"):], "#")
	response, err := http.Get(address)
	if err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("%v, %v", response, err)
	}
	_ = response.Body.Close()
	port, err := strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(address, "http://127.0.0.1:"), "/"))
	if err != nil {
		t.Fatal(err)
	}
	if listens := listening(t, cmd.Process.Pid); len(listens) != 1 || listens[0] != fmt.Sprintf("0100007F:%04X", port) {
		t.Errorf("it listens on %v", listens)
	}
	from := len(p.text())
	p.types(gateCard()+"\r", 0)
	p.expect(from, "VALID.")
	p.leave(cmd)
	if _, err := http.Get(address); err == nil {
		t.Error("the page outlives the gate")
	}
}

// listening lists where a process listens, as the kernel writes it.
func listening(t *testing.T, pid int) (addresses []string) {
	t.Helper()
	folder := fmt.Sprintf("/proc/%d/", pid)
	files, err := os.ReadDir(folder + "fd")
	if err != nil {
		t.Fatal(err)
	}
	own := map[string]bool{}
	for _, f := range files {
		to, _ := os.Readlink(folder + "fd/" + f.Name())
		own[strings.Trim(to, "socket:[]")] = true
	}
	for _, table := range []string{"tcp", "tcp6", "udp", "udp6"} {
		data, _ := os.ReadFile(folder + "net/" + table)
		for line := range strings.Lines(string(data)) {
			fields := strings.Fields(line)
			const open = "0A" // LISTEN
			if len(fields) > 9 && own[fields[9]] && (fields[3] == open || table[0] == 'u') {
				addresses = append(addresses, fields[1])
			}
		}
	}
	return addresses
}
