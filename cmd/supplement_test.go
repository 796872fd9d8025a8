package cmd

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/show"
	"vaxcheck/internal/expect"
	"vaxcheck/internal/mint"
	"vaxcheck/internal/stock"
	"vaxcheck/internal/vectors"
	"vaxcheck/trust"
	"vaxcheck/trust/inforce"
)

// bundledSupplements is how many kinds the program has something of.
func bundledSupplements() int {
	return len(show.Pick(trust.Supplements(), func(k *trust.Supplement) bool { return k.Join == nil }))
}

// certificateFile is a file with the authorities of invented states.
func certificateFile(t *testing.T, states ...string) string {
	t.Helper()
	var data []byte
	for _, state := range states {
		data = append(data, mint.NewAuthority(state[:2], state, state+" CSCA", "kind "+state).PEM()...)
	}
	name := filepath.Join(t.TempDir(), strings.Join(states, "-")+".pem")
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// vouch imports a file as of a day, and wants an exit code.
func (h *home) vouch(t *testing.T, exit int, name, dated string, more ...string) outcome {
	t.Helper()
	got := h.run(append([]string{"trust", "import", "--kind", "csca", "--dated", dated, name}, more...)...)
	if got.code != exit {
		t.Fatalf("code %d, want %d:\n%s%s", got.code, exit, got.out, got.err)
	}
	return got
}

// states are those of our own of which authorities are in force.
func (h *home) states(t *testing.T) string {
	t.Helper()
	var list struct {
		Certificates []struct{ State, Source string }
	}
	decodeInto(t, h.run("trust", "list", "--kind", "csca", "--format", "json").out, &list)
	var own []string
	for _, c := range list.Certificates {
		if c.Source != "bundled" {
			own = append(own, c.State)
		}
	}
	if bundled := len(list.Certificates) - len(own); bundled != 252 {
		t.Errorf("%d of the program's own are in force", bundled)
	}
	slices.Sort(own)
	return strings.Join(own, " ")
}

func (h *home) expectStates(t *testing.T, want string) {
	t.Helper()
	if got := h.states(t); got != want {
		t.Errorf("in force: %q, want %q", got, want)
	}
}

// TestSupplementUnited: what machine and user imported is in force together with the
// program's own, and each file replaces the one before it in its store alone.
func TestSupplementUnited(t *testing.T) {
	h := newHome(t)
	h.expectStates(t, "")
	h.vouch(t, 0, certificateFile(t, "AAU"), "2024-01-01", "--machine")
	h.vouch(t, 0, certificateFile(t, "BBU"), "2023-01-01")
	h.expectStates(t, "AAU BBU")
	h.vouch(t, 0, certificateFile(t, "BBU", "CCU"), "2024-01-01T00:00:00+09:00")
	h.expectStates(t, "AAU BBU CCU")
	if got := h.run("trust", "rollback", "--kind", "csca"); got.code != 0 ||
		!strings.Contains(got.out, "CCU CSCA") || strings.Contains(got.out, "BBU CSCA") {
		t.Errorf("%+v", got)
	}
	h.expectStates(t, "AAU BBU")
	if got := h.run("trust", "rollback", "--kind", "csca", "--machine", "--lang", "ja"); got.code != 0 ||
		!strings.Contains(got.out, "AAU CSCA") {
		t.Errorf("%+v", got)
	}
	h.expectStates(t, "BBU")
	// What the administrator took back a user does not import by accident.
	h.vouch(t, cli.ExitNotReady, certificateFile(t, "AAU"), "2024-01-01", "--force=false")
	h.vouch(t, 0, certificateFile(t, "AAU"), "2024-01-01", "--force")
	h.expectStates(t, "AAU")
}

// TestSupplementLacking: who imports a single certificate does not lose what was
// imported before without being asked.
func TestSupplementLacking(t *testing.T) {
	h := newHome(t)
	h.vouch(t, 0, certificateFile(t, "AAU", "BBU"), "2024-01-01")
	one := certificateFile(t, "CCU")
	for _, lang := range []string{"en", "ja"} {
		got := h.vouch(t, cli.ExitNotReady, one, "2024-02-01", "--lang", lang)
		if !strings.Contains(got.err, "2 → 0") || !strings.Contains(got.out, "(2)\n") ||
			!strings.Contains(got.err, "--dry-run --force") {
			t.Errorf("%+v", got)
		}
	}
	if got := h.vouch(t, cli.ExitNotReady, one, "2024-02-01", "--format", "json"); !strings.Contains(got.out,
		`"reason":"shrunk"`) || !strings.Contains(got.out, `"before":254,"after":253`) {
		t.Errorf("%+v", got)
	}
	h.expectStates(t, "AAU BBU")
	h.vouch(t, 0, one, "2024-02-01", "--force", "--dry-run")
	h.expectStates(t, "AAU BBU")
	h.vouch(t, 0, one, "2024-02-01", "--force")
	h.expectStates(t, "CCU")
}

// TestSupplementDamaged: the file before a damaged one is used, and damage is told by
// every command that meets it, whatever it judges: else it would tell the format.
func TestSupplementDamaged(t *testing.T) {
	h := newHome(t)
	h.vouch(t, 0, certificateFile(t, "AAU"), "2024-01-01")
	h.vouch(t, 0, certificateFile(t, "AAU", "BBU"), "2024-02-01")
	files, err := filepath.Glob(filepath.Join(inforce.Folder(h.places.UserData, "csca"), "*.set"))
	if err != nil || len(files) != 2 {
		t.Fatalf("%v, %v", files, err)
	}
	damage(t, slices.Max(files))
	h.expectStates(t, "AAU")
	for _, args := range [][]string{{"trust", "status"}, {"trust", "list", "--kind", "csca"},
		{"trust", "show", "--kind", "csca", "AA"}, {"trust", "rollback", "--kind", "csca", "--machine"}} {
		if got := h.run(args...); strings.Count(got.err, "country signing authorities: 20240201") != 1 {
			t.Errorf("%v: %+v", args, got)
		}
	}
	h.expectCard(t, cardOf(clinic), cli.ExitReview, "issuer_unknown")
	h.in = cardOf(clinic)
	if got := h.run("verify"); strings.Count(got.err, "country signing authorities: 20240201") != 1 {
		t.Errorf("not told: %s", got.err)
	}
	if got := h.run("doctor"); got.code != cli.ExitNotReady ||
		!strings.Contains(got.out, "country signing authorities") || got.err != "" {
		t.Errorf("%+v", got)
	}
	// What is imported anew mends it.
	h.vouch(t, 0, certificateFile(t, "AAU", "CCU"), "2024-03-01")
	h.expectStates(t, "AAU CCU")
	if got := h.run("doctor"); strings.Contains(got.out, "country signing") {
		t.Errorf("%+v", got)
	}
}

// TestSupplementOfOthers: what others could have put into the machine's store is not
// used, as nothing else proves it.
func TestSupplementOfOthers(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("modes of files tell nothing on Windows")
	}
	h := newHome(t)
	h.vouch(t, 0, certificateFile(t, "AAU"), "2024-01-01", "--machine")
	h.expectStates(t, "AAU")
	folder := inforce.Folder(h.places.MachineData, "csca")
	if err := os.Chmod(folder, 0o777); err != nil {
		t.Fatal(err)
	}
	h.expectStates(t, "")
	got := h.run("trust", "status")
	if got.code != 0 || !strings.Contains(got.err, "What is imported there is not used") ||
		strings.Contains(got.out, "imported") {
		t.Errorf("%+v", got)
	}
	if got := h.run("doctor"); got.code != cli.ExitNotReady || !strings.Contains(got.out, "others may write it") {
		t.Errorf("%+v", got)
	}
	if got := h.run("trust", "verify"); got.code != cli.ExitNotReady {
		t.Errorf("%+v", got)
	}
}

// TestCompleteSupplements: shells are offered kinds and countries.
func TestCompleteSupplements(t *testing.T) {
	h := newHome(t)
	h.vouch(t, 0, certificateFile(t, "JJU"), "2024-01-01")
	if got := h.run("__complete", "trust", "show", "--kind", "csca", "j"); !strings.HasPrefix(got.out, "JJ\nJP\n:") {
		t.Errorf("%+v", got)
	}
	all := trust.Directory + "\n"
	for _, s := range trust.Supplements() {
		all += s.Name + "\n"
	}
	if got := h.run("__complete", "trust", "list", "--kind", ""); !strings.HasPrefix(got.out, all+":") {
		t.Errorf("%+v", got)
	}
}

// TestHostileCertificate: what a certificate says of itself cannot speak to a
// terminal.
func TestHostileCertificate(t *testing.T) {
	h := newHome(t)
	authority := mint.NewAuthority("UT", "UTO", "\x1b[2J\u202eevil", "hostile kind")
	name := filepath.Join(t.TempDir(), "x.pem")
	if err := os.WriteFile(name, authority.PEM(), 0o600); err != nil {
		t.Fatal(err)
	}
	outputs := []string{h.vouch(t, 0, name, "2024-01-01", "--why", "\x1b[31m\u202ered").out}
	for _, args := range [][]string{{"list"}, {"list", "--format", "json"}, {"list", "--format", "csv"},
		{"show", "UT"}, {"show", "UT", "--format", "ndjson"}} {
		outputs = append(outputs, h.run(slices.Concat([]string{"trust"}, args, []string{"--kind", "csca"})...).out)
	}
	outputs = append(outputs, h.run("trust", "status").out)
	for _, out := range outputs {
		if out == "" || !strings.Contains(out, "evil") && !strings.Contains(out, "red") {
			t.Errorf("not shown: %.200q", out)
		}
		expect.Harmless(t, strings.TrimPrefix(out, "\ufeff"), "\r\n\t")
	}
}

// TestErrTakesTurns: what judging side by side tells does not get mixed up.
func TestErrTakesTurns(t *testing.T) {
	var out, err bytes.Buffer
	h := newHome(t)
	h.vouch(t, 0, certificateFile(t, "AAU"), "2024-01-01")
	files, _ := filepath.Glob(filepath.Join(inforce.Folder(h.places.UserData, "csca"), "*.set"))
	damage(t, slices.Max(files))
	card, readErr := vectors.Named(os.DirFS(testdata), "vds-utopia")
	if readErr != nil {
		t.Fatal(readErr)
	}
	name := filepath.Join(t.TempDir(), "card.txt")
	if e := os.WriteFile(name, card.Body, 0o600); e != nil {
		t.Fatal(e)
	}
	code := Main(context.Background(), []string{"verify", "-q", "-j", "4", name, "missing-1", name,
		"missing-2", name, name}, cli.Env{
		In: strings.NewReader(""), Out: &out, Err: &err, Places: h.places,
		Getenv: func(string) string { return "" }, Now: func() time.Time { return h.now },
		VerifySnapshot: stock.VerifySnapshot,
	})
	if code != cli.ExitFile && code != cli.ExitReview || strings.Count(err.String(),
		"country signing authorities") != 1 || strings.Count(err.String(), "\n") != 3 {
		t.Errorf("code %d:\n%s", code, err.String())
	}
}
