package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// damagedProgram builds the program with one bit of a file in it turned over.
func damagedProgram(t *testing.T, file string) (bin string) {
	t.Helper()
	dir, path := t.TempDir(), filepath.Join(root(t), filepath.FromSlash(file))
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	data[len(data)/2] ^= 1
	bad, overlay := filepath.Join(dir, "bad"), filepath.Join(dir, "overlay.json")
	form, err := json.Marshal(map[string]map[string]string{"Replace": {path: bad}})
	if err = errors.Join(err, os.WriteFile(bad, data, 0o600), os.WriteFile(overlay, form, 0o600)); err != nil {
		t.Fatal(err)
	}
	bin = filepath.Join(dir, "vaxcheck.exe")
	build := exec.Command("go", "build", "-overlay", overlay, "-o", bin, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return bin
}

// TestDamagedProgram: a program of which a part of the trust set is damaged judges nothing,
// certificates of the other parts neither, and says why.
func TestDamagedProgram(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program twice")
	}
	card := filepath.Join(root(t), "testdata", "specimen.png")
	for _, file := range []string{"trust/csca/bundled.csca", "trust/dsc/bundled.dsc"} {
		bin := damagedProgram(t, file)
		for _, tt := range []struct {
			args []string
			says string
		}{
			{[]string{"verify", "--format", "ndjson", card}, `"code":"trust_refused"`},
			{[]string{"doctor", "--format", "json"}, `"trust_refused"`},
			{[]string{"version", "--format", "json"}, `"trust":null`},
		} {
			cmd := exec.Command(bin, tt.args...)
			cmd.Env = append(os.Environ(), "HOME="+t.TempDir(), "XDG_DATA_HOME=", "XDG_CONFIG_HOME=")
			var out, told bytes.Buffer
			cmd.Stdout, cmd.Stderr = &out, &told
			err := cmd.Run()
			if !strings.Contains(out.String(), tt.says) {
				t.Errorf("%s, %v: %v\n%s%s", file, tt.args, err, out.String(), told.String())
			}
			if tt.args[0] == "verify" && (cmd.ProcessState.ExitCode() != 5 ||
				!strings.Contains(told.String(), "bundled")) {
				t.Errorf("%s: %v, %s", file, err, told.String())
			}
		}
	}
}
