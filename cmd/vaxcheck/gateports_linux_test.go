package main

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

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
	tmux("new-session", "-d", "-x", "80", "-y", "24", "vaxcheck gate --lang ja --level C --trust "+
		gateTrust(t, dir)+"; sleep 60")
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
	if !strings.Contains(lines[3], "▄██") || !strings.Contains(lines[22], "レベル C") ||
		!strings.HasPrefix(lines[23], " Esc 消す") {
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
	cmd := p.start(dir, "env", "DISPLAY=", "WAYLAND_DISPLAY=", "vaxcheck", "gate",
		"--trust", gateTrust(t, dir), "--camera", "--port", "0", "--plain")
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
