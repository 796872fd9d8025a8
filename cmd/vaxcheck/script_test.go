package main

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"encoding/base64"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"vaxcheck/cmd"
	"vaxcheck/cmd/cli"
	"vaxcheck/internal/vectors"
	"vaxcheck/trust"
)

// What only the command of the scripts and of other tests here knows: the time its clock shows, the
// size, such as 140x70, of the terminal that all its streams then are, the
// folder in which the user keeps data, and the one in which an administrator
// keeps data and configuration.
const (
	envUser     = "VAXCHECK_TEST_USER"
	envNow      = "VAXCHECK_TEST_NOW"
	envTerminal = "VAXCHECK_TEST_TTY"
	envMachine  = "VAXCHECK_TEST_MACHINE"
	envKey      = "VAXCHECK_TEST_KEY"     // of the directory, in base64
	envTimeout  = "VAXCHECK_TEST_TIMEOUT" // of an update
	envAccount  = "VAXCHECK_TEST_ACCOUNT" // its home, as the system knows it
)

// The command of the scripts has this version and, unless a script sets
// another time, this clock.
const (
	scriptVersion = "v0.0.0-script"
	scriptNow     = "2026-11-21T09:00:00Z"
)

var update = flag.Bool("update", false, "write the output of the command into the scripts")

func TestMain(m *testing.M) {
	if os.Getenv("GORACE") == "" {
		os.Setenv("GORACE", "atexit_sleep_ms=10") // else each of some hundred commands sleeps a second under -race
	}
	testscript.Main(m, map[string]func(){"vaxcheck": scriptedMain})
}

// scriptedMain is main with a clock and a terminal that a test can set.
func scriptedMain() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	cmd.Version = scriptVersion
	env := cli.System()
	if home, set := os.LookupEnv(envAccount); set {
		env = cli.SystemOf(accountOf(home))
	}
	if text := os.Getenv(envNow); text != "" {
		now, err := time.Parse(time.RFC3339, text)
		if err != nil {
			panic(err)
		}
		env.Now = func() time.Time { return now }
	}
	env.Places.MachineData, env.Places.MachineConfig = os.Getenv(envMachine), os.Getenv(envMachine)
	if folder, set := os.LookupEnv(envUser); set {
		env.Places.UserData = folder
	}
	env.User = func() string { return "alice" }
	if text := os.Getenv(envKey); text != "" {
		env.VerifySnapshot = verifyWith(text)
	}
	env.FetchTimeout, _ = time.ParseDuration(os.Getenv(envTimeout))
	if text := os.Getenv(envTerminal); text != "" {
		var columns, rows int
		if _, err := fmt.Sscanf(text, "%dx%d", &columns, &rows); err != nil {
			panic(err)
		}
		env.InTTY, env.OutTTY, env.ErrTTY = true, true, true
		env.Size = func() (int, int) { return columns, rows }
	}
	code := cmd.Main(ctx, os.Args[1:], env)
	stop()
	os.Exit(code)
}

// accountOf stands in for the system, which knows nothing of the account but this home.
func accountOf(home string) func(variable string) (string, error) {
	return func(string) (string, error) {
		if home == "" {
			return "", fs.ErrNotExist
		}
		return home, nil
	}
}

// verifyWith checks snapshots with another key than the directory's.
func verifyWith(text string) func(data, signature []byte) error {
	point, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		panic(err)
	}
	key, err := ecdsa.ParseUncompressedPublicKey(elliptic.P256(), point)
	if err != nil {
		panic(err)
	}
	return func(data, signature []byte) error { return trust.VerifySnapshotWith(key, data, signature) }
}

// TestScripts runs the scripts, which are the command as users meet it. They
// find the project's test data in their folder, and besides what testscript
// offers they may say:
//
//	exits CODE COMMAND…  run a command that must end with exactly this code
//	vector NAME [FILE]   write the body of a vector to a file, NAME.txt if none is named
//	lines FILE NAME…     write each line of a file that is not empty to a file of its own
//	[!] says FILE        the last output holds each line of a file; with ! it holds none
//	plain FILE           write the last output, a table for spreadsheets, with the line ends of scripts
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		Setup:               func(env *testscript.Env) error { return setUp(env, filepath.Join(root(t), "testdata")) },
		Condition:           condition,
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":  exits,
			"vector": func(ts *testscript.TestScript, _ bool, args []string) { vector(ts, root(t), args) },
			"lines":  lines,
			"says":   says,
			"plain":  plain,
		},
	})
}

// setUp gives a script its clock and the test data but for the vectors, of
// which there are many.
func setUp(env *testscript.Env, testdata string) error {
	if err := os.Chmod(env.WorkDir, 0o755); err != nil { // whatever the umask is
		return err
	}
	home := filepath.Join(env.WorkDir, ".home")
	if err := os.Mkdir(home, 0o755); err != nil {
		return err
	}
	env.Setenv("HOME", home)
	env.Setenv(envNow, scriptNow)
	env.Setenv("TRUST", filepath.Join(env.WorkDir, "testdata", "trust", "issuers.json"))
	for _, pattern := range []string{"*.png", "trust/*.json", "trust/*.pem", "trust/*.crl", "policies/*.toml"} {
		names, err := filepath.Glob(filepath.Join(testdata, filepath.FromSlash(pattern)))
		if err != nil || len(names) == 0 {
			return fmt.Errorf("%d files match %s: %w", len(names), pattern, err)
		}
		folder := filepath.Join(env.WorkDir, "testdata", filepath.Dir(filepath.FromSlash(pattern)))
		for _, name := range names {
			data, err := os.ReadFile(name)
			err = errors.Join(err, os.MkdirAll(folder, 0o700),
				os.WriteFile(filepath.Join(folder, filepath.Base(name)), data, 0o600))
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// condition knows whether permissions bind the user of the test.
func condition(name string) (bool, error) {
	if name == "root" {
		return os.Geteuid() == 0, nil
	}
	return false, fmt.Errorf("unknown condition %q", name)
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND…")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got, failed := 0, (*exec.ExitError)(nil)
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &failed) {
		got = failed.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

func vector(ts *testscript.TestScript, root string, args []string) {
	if len(args) < 1 || len(args) > 2 {
		ts.Fatalf("usage: vector NAME [FILE]")
	}
	v, err := vectors.Named(os.DirFS(filepath.Join(root, "testdata")), args[0])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(append(args, args[0]+".txt")[1]), v.Body, 0o600))
}

func lines(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: lines FILE NAME…")
	}
	list := strings.Fields(ts.ReadFile(args[0])) // a code has no spaces
	if len(list) != len(args)-1 {
		ts.Fatalf("%d lines for %d names", len(list), len(args)-1)
	}
	for i, line := range list {
		ts.Check(os.WriteFile(ts.MkAbs(args[i+1]), []byte(line+"\n"), 0o600))
	}
}

func says(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: [!] says FILE")
	}
	said := ts.ReadFile("stdout") + ts.ReadFile("stderr")
	words := strings.Split(strings.TrimSpace(ts.ReadFile(args[0])), "\n")
	if words[0] == "" {
		ts.Fatalf("no words in %s", args[0])
	}
	for _, word := range words {
		if strings.Contains(said, word) == neg {
			ts.Fatalf("%q: said %v, should be %v", word, neg, !neg)
		}
	}
}

func plain(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: plain FILE")
	}
	table, marked := strings.CutPrefix(ts.ReadFile("stdout"), "\ufeff")
	if !marked || strings.Count(table, "\n") != strings.Count(table, "\r\n") {
		ts.Fatalf("no byte order mark, or lines that do not end in CRLF")
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.ReplaceAll(table, "\r\n", "\n")), 0o600))
}
