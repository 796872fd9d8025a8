package e2e

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"vaxcheck/gate/camera/e2e/cast"
	"vaxcheck/internal/mint"
)

// programs are what the tests run, and the page's own words as the command has them.
type programs struct{ dir, door, gate, words string }

func build() (programs, error) {
	dir, err := os.MkdirTemp("", "door")
	if err != nil {
		return programs{}, err
	}
	p := programs{dir, filepath.Join(dir, "door"), filepath.Join(dir, "vaxcheck"), filepath.Join(dir, "words.json")}
	for program, source := range map[string]string{p.door: "./door", p.gate: "../../../cmd/vaxcheck"} {
		build := exec.Command("go", "build", "-o", program, ".")
		build.Dir = source
		if out, err := build.CombinedOutput(); err != nil {
			return p, fmt.Errorf("%w\n%s", err, out)
		}
	}
	return p, p.fetchWords()
}

// fetchWords asks a gate for its words, which are no secret.
func (p programs) fetchWords() error {
	g, err := p.open(p.dir)
	if err != nil {
		return err
	}
	address, _, _ := strings.Cut(g.url, "#")
	response, err := http.Get(address + "words.json")
	if err == nil {
		var data []byte
		data, err = io.ReadAll(response.Body)
		response.Body.Close()
		err = errors.Join(err, os.WriteFile(p.words, data, 0o600))
	}
	return errors.Join(err, g.leave())
}

// gate is the command in service, without a terminal.
type gate struct {
	cmd  *exec.Cmd
	url  string // that it had the browser open
	said *quiet
}

// opener stands for the desktop's: it notes what it is to open.
const opener = "#!/bin/sh\nprintf '%s' \"$1\" >\"$HOME/url.new\" && mv \"$HOME/url.new\" \"$HOME/url\"\n"

// open starts a gate that has a folder for its home.
func (p programs) open(home string, args ...string) (*gate, error) {
	if err := os.WriteFile(filepath.Join(home, "xdg-open"), []byte(opener), 0o700); err != nil {
		return nil, err
	}
	g := &gate{cmd: exec.Command(p.gate, append([]string{"gate", "--camera", "--port", "0"}, args...)...),
		said: &quiet{}}
	g.cmd.Env = append(os.Environ(), "HOME="+home, "PATH="+home+":"+os.Getenv("PATH"), "DISPLAY=:none",
		"LC_ALL=C.UTF-8")
	g.cmd.Stdout, g.cmd.Stderr, g.cmd.Dir = g.said, g.said, home
	if err := g.cmd.Start(); err != nil {
		return nil, err
	}
	for end := time.Now().Add(15 * second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if url, err := os.ReadFile(filepath.Join(home, "url")); err == nil {
			g.url = string(url)
			return g, nil
		}
	}
	return nil, errors.Join(fmt.Errorf("no browser was asked for:\n%s", g.said), g.leave())
}

// leave ends a gate as a closing desktop does.
func (g *gate) leave() error {
	err := g.cmd.Process.Signal(os.Interrupt)
	if err == nil {
		_ = g.cmd.Wait()
		if code := g.cmd.ProcessState.ExitCode(); code != 130 {
			err = fmt.Errorf("exit code %d:\n%s", code, g.said)
		}
	}
	return err
}

// TestCommand is the program itself: the browser is opened, a card is answered, and
// the same person is known again by a certificate of another kind.
func TestCommand(t *testing.T) {
	p, err := built()
	if err != nil {
		t.Fatal(err)
	}
	home := t.TempDir()
	issuers, signers := filepath.Join(home, "issuers.json"), filepath.Join(home, "signers.json")
	by := mint.NewAuthority("UT", "UTO", "CSCA Utopia", "camera page tests").DSC("camera page tests", mint.DSCOptions{})
	err = errors.Join(os.WriteFile(issuers, cast.Snapshot(time.Now()), 0o600),
		os.WriteFile(signers, mint.DSCList(time.Now().AddDate(0, 0, -12), by), 0o600))
	if err != nil {
		t.Fatal(err)
	}
	film := shoot(t, nobody(second), atDoor("valid", 3*second, cast.Valid()),
		nobody(3*second), atDoor("seen before", 3*second,
			mint.VaccinatedDCC("UT").Sign(by, mint.DCCOptions{})), nobody(3*second))
	b := openBrowser(t, camera(film)...)
	g, err := p.open(home, "--trust", issuers, "--trust", signers, "--tally", "tally.csv", "--level", "C",
		"--clear", "4s")
	if err != nil {
		t.Fatal(err)
	}
	page := b.first(g.url)
	page.awaitAnswer("valid")
	page.await(fmt.Sprintf(`document.querySelector("#details")?.textContent.includes(%q)`, cast.Name))
	page.shootBoth("valid")
	page.awaitAnswer("review")
	page.await(`sentence.textContent.startsWith("This name and birth date, or certificate, came in before. ")`)
	page.shootBoth("review")
	if f := b.foreign(g.url); len(f) > 0 {
		t.Errorf("requests to others: %q", f)
	}
	b.complaints(t)
	if err := g.leave(); err != nil {
		t.Error(err)
	}
	page.await(`document.body.dataset.cover === "stopped"`)
	if said := g.said.String(); strings.Contains(said, cast.Name) || strings.Contains(said, "VALID") &&
		!strings.Contains(said, "Shift") {
		t.Errorf("the program said %q", said)
	}
	expectTally(t, filepath.Join(home, "tally.csv"))
}

// TestCommandTaken: the program says when a page takes the gate from another, as with
// what the first left in the browser, and not when one is reloaded.
func TestCommandTaken(t *testing.T) {
	p, err := built()
	if err != nil {
		t.Fatal(err)
	}
	b := openBrowser(t, camera(shoot(t, nobody(second)))...)
	g, err := p.open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	first := b.first(g.url)
	first.await(ready)
	first.do(chromedp.Evaluate[chromedp.Void](`window.before = true`), chromedp.Reload())
	first.await(`!window.before && ` + ready)
	const taken = "The page was opened in another window."
	if said := g.said.String(); strings.Contains(said, taken) {
		t.Errorf("a page that was reloaded took the gate: %q", said)
	}
	b.another(eval[string](first, `location.href + "#" + history.state.ticket`)).await(ready)
	first.await(`document.body.dataset.cover === "taken"`)
	for end := time.Now().Add(5 * second); !strings.Contains(g.said.String(),
		taken); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("nothing is said of it: %q", g.said)
		}
	}
	if err := g.leave(); err != nil {
		t.Error(err)
	}
}

// expectTally: one was let in, and whoever came again was not.
func expectTally(t *testing.T, name string) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(string(data))).ReadAll()
	counts := map[string]string{}
	for _, row := range rows {
		if len(row) == 3 {
			counts[row[1]] = row[2]
		}
	}
	if err != nil || counts["valid"] != "1" || counts["review"] == "" || len(counts) != 3 {
		t.Errorf("%v\n%s", err, data)
	}
}
