package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

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
	if err := unix.IoctlSetWinsize(int(p.master.Fd()), unix.TIOCSWINSZ,
		&unix.Winsize{Col: columns, Row: rows}); err != nil {
		p.t.Fatal(err)
	}
}

// start runs a program on the terminal, which is its controlling one.
func (p *pseudoTerminal) start(dir, name string, args ...string) *exec.Cmd {
	p.t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr, cmd.Dir = p.slave, p.slave, p.slave, dir
	cmd.Env = append(os.Environ(), envNow+"=", "LC_ALL=C.UTF-8", "TERM=xterm-256color", "COLORTERM=truecolor",
		"NO_COLOR=", "HOME="+dir, "TMPDIR="+dir)
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
