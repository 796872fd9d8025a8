package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"vaxcheck/cmd"
	"vaxcheck/cmd/cli"
	"vaxcheck/internal/vectors"
)

// patience is how long a running command may take to say something or to end.
const patience = 10 * time.Second

// streamCards are lines that a scanner might send, and the verdicts they get.
func streamCards(t *testing.T) (lines, verdicts []string) {
	t.Helper()
	cards, err := vectors.Named(os.DirFS(filepath.Join(root(t), "testdata")), "us-several-cards")
	if err != nil {
		t.Fatal(err)
	}
	lines = strings.Fields(string(cards.Body))
	verdicts = []string{"valid", "valid", "invalid"}
	if len(lines) != len(verdicts) {
		t.Fatalf("%d cards, want %d", len(lines), len(verdicts))
	}
	return lines, verdicts
}

func issuersFile(t *testing.T) string {
	t.Helper()
	return filepath.Join(root(t), "testdata", "trust", "issuers.json")
}

// conversation is a command that runs and waits for lines.
type conversation struct {
	*exec.Cmd
	in      io.WriteCloser
	answers chan string // lines of its stdout, closed at its end
}

// converse starts the command of the scripts, which stands in the path.
func converse(t *testing.T, args ...string) *conversation {
	t.Helper()
	c := &conversation{Cmd: exec.Command("vaxcheck", args...), answers: make(chan string)}
	c.Env = append(os.Environ(), envNow+"="+scriptNow, "LC_ALL=C")
	in, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Process.Kill() }) // does nothing to one that has ended
	c.in = in
	go func() {
		defer close(c.answers)
		for scanner := bufio.NewScanner(out); scanner.Scan(); {
			c.answers <- scanner.Text()
		}
	}()
	return c
}

// answer waits for the next line of output.
func (c *conversation) answer(t *testing.T) string {
	t.Helper()
	select {
	case line, open := <-c.answers:
		if !open {
			t.Fatal("the command ended without an answer")
		}
		return line
	case <-time.After(patience):
		t.Fatal("no answer while the stream is open")
	}
	return ""
}

func (c *conversation) say(t *testing.T, line string) {
	t.Helper()
	if _, err := io.WriteString(c.in, line+"\n"); err != nil {
		t.Fatal(err)
	}
}

// code waits for the end and returns the exit code.
func (c *conversation) code(t *testing.T) int {
	t.Helper()
	late := time.AfterFunc(patience, func() { _ = c.Process.Kill() })
	for line := range c.answers {
		t.Logf("said at the end: %.80s", line)
	}
	err := c.Wait()
	if !late.Stop() {
		t.Fatal("the command did not end")
	}
	if failed := (*exec.ExitError)(nil); err != nil && !errors.As(err, &failed) {
		t.Fatal(err)
	}
	return c.ProcessState.ExitCode()
}

// TestAnswerBeforeNextLine sends a line only when the one before has been
// answered, as at a door where a person waits behind each.
func TestAnswerBeforeNextLine(t *testing.T) {
	lines, verdicts := streamCards(t)
	words := map[string]string{"valid": "VALID  -", "invalid": "INVALID  -"}
	for _, c := range []struct {
		name string
		args []string
		want func(i int) string
		head bool // a line comes before the first answer
		code int
	}{
		{name: "text", args: []string{"verify", "-q"}, want: func(i int) string { return words[verdicts[i]] }, code: 1},
		{name: "ndjson", args: []string{"verify", "--format", "ndjson", "-"}, want: func(i int) string {
			return `"verdict":"` + verdicts[i] + `"`
		}, code: 1},
		{name: "csv", args: []string{"verify", "--format", "csv"}, want: func(i int) string {
			return "," + verdicts[i] + ","
		}, head: true, code: 1},
		{name: "inspect", args: []string{"inspect", "--format", "ndjson"}, want: func(i int) string {
			return `"verdict":"` + verdicts[i] + `"`
		}, code: 1},
		{name: "decode", args: []string{"decode"}, want: func(i int) string { return lines[i] }},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.name != "decode" {
				c.args = append(c.args, "--trust", issuersFile(t))
			}
			talk := converse(t, c.args...)
			if c.head {
				talk.answer(t)
			}
			for i, line := range lines {
				talk.say(t, line)
				if got := talk.answer(t); !strings.Contains(got, c.want(i)) {
					t.Errorf("line %d: %.200s", i+1, got)
				}
			}
			if err := talk.in.Close(); err != nil {
				t.Fatal(err)
			}
			if got := talk.code(t); got != c.code {
				t.Errorf("exit code %d, want %d", got, c.code)
			}
		})
	}
}

// TestInterrupt interrupts commands that wait for a line.
func TestInterrupt(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a process cannot be interrupted by another here")
	}
	lines, _ := streamCards(t)
	for _, args := range [][]string{
		{"verify", "-q"},
		{"verify", "--format", "json"},
		{"verify", "--format", "ndjson", "-"},
		{"inspect", "--format", "ndjson"},
	} {
		for _, said := range []int{0, 2} {
			t.Run(fmt.Sprintf("%s after %d lines", strings.Join(args, " "), said), func(t *testing.T) {
				talk := converse(t, append(args, "--trust", issuersFile(t))...)
				for _, line := range lines[:said] {
					talk.say(t, line)
					talk.answer(t)
				}
				if said == 0 {
					time.Sleep(200 * time.Millisecond) // it has no way to say that it waits
				}
				if err := talk.Process.Signal(os.Interrupt); err != nil {
					t.Fatal(err)
				}
				if got := talk.code(t); got != 130 {
					t.Errorf("exit code %d, want 130", got)
				}
			})
		}
	}
}

// TestStreamMemory sends a day of many doors through one run: each line is
// answered, in order, and nothing of it stays.
func TestStreamMemory(t *testing.T) {
	count := 20_000
	if testing.Short() {
		count = 2_000
	}
	const warm = 500       // lines until buffers and pools have their sizes
	const growth = 1 << 20 // bytes; the lines themselves are twenty times as much
	cards, verdicts := streamCards(t)
	cards, verdicts = append(cards, "visitor"), append(verdicts, "unreadable")

	answers, done := stream(t, func(w io.Writer) error {
		for i := range count {
			line := cards[i%len(cards)]
			if line == "visitor" {
				line = fmt.Sprint(line, " ", i)
			}
			if _, err := fmt.Fprintln(w, line); err != nil {
				return err
			}
		}
		return nil
	})
	var before uint64
	got := 0
	for ; answers.Scan(); got++ {
		var a struct {
			Input   struct{ Index, Line int }
			Verdict string
		}
		if err := json.Unmarshal(answers.Bytes(), &a); err != nil {
			t.Fatal(err)
		}
		if a.Input.Index != got || a.Input.Line != got+1 || a.Verdict != verdicts[got%len(verdicts)] {
			t.Fatalf("answer %d: %s", got, answers.Bytes())
		}
		if got == warm {
			before = liveHeap()
		}
		if got == count-1 {
			if after := liveHeap(); after > before+growth {
				t.Errorf("heap grew from %d to %d bytes in %d lines", before, after, count-warm)
			}
		}
	}
	if got != count {
		t.Errorf("%d answers for %d lines", got, count)
	}
	if code := <-done; code != 1 {
		t.Errorf("exit code %d, want 1", code)
	}
}

// stream runs verify inside the test, so that its memory can be looked at. The
// exit code comes when it has ended.
func stream(t *testing.T, send func(io.Writer) error) (answers *bufio.Scanner, done <-chan int) {
	t.Helper()
	inRead, inWrite := io.Pipe()
	outRead, outWrite := io.Pipe()
	now, err := time.Parse(time.RFC3339, scriptNow)
	if err != nil {
		t.Fatal(err)
	}
	env := cli.Env{
		In: inRead, Out: outWrite, Err: io.Discard,
		Getenv: func(string) string { return "" },
		Now:    func() time.Time { return now },
	}
	go func() { inWrite.CloseWithError(send(inWrite)) }()
	code := make(chan int, 1)
	go func() {
		code <- cmd.Main(context.Background(), []string{"verify", "--format", "ndjson", "--trust", issuersFile(t)}, env)
		outWrite.Close()
	}()
	t.Cleanup(func() { outRead.Close() })
	return bufio.NewScanner(outRead), code
}

// liveHeap is what is still in use after a collection, in bytes.
func liveHeap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
