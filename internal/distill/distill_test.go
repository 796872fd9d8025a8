package distill

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"vaxcheck/trust/x509facts"
)

// doubling makes a file of a list, twice as long.
func doubling() Generator {
	return Generator{
		Sources: []Source{{File: "list", URL: "https://list.example", Found: "as it is",
			Taken: time.Unix(1_700_000_000, 0).UTC(), Size: 4, SHA256: x509facts.Hex([]byte("list"))}},
		Files: []string{"twice"},
		Make: func(in [][]byte) ([][]byte, string, error) {
			return [][]byte{append(in[0], in[0]...)}, "two lists", nil
		},
		Check: func(files [][]byte) error {
			if len(files[0])%2 != 0 {
				return errors.New("of an odd length")
			}
			return nil
		},
		Hashes: func(files [][]byte) ([]string, error) { return []string{x509facts.Hex(files[0])}, nil },
	}
}

func write(t *testing.T, folder, name, text string) string {
	t.Helper()
	path := filepath.Join(folder, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// run returns what is said, and what the file holds afterwards.
func run(t *testing.T, g Generator, list, file string, args ...string) (said, held string, err error) {
	t.Helper()
	from, to := t.TempDir(), t.TempDir()
	if list != "" {
		write(t, from, "list", list)
	}
	write(t, to, "twice", file)
	var b strings.Builder
	err = g.Run(append([]string{"-from", from, "-to", to}, args...), &b)
	data, readErr := os.ReadFile(filepath.Join(to, "twice"))
	if readErr != nil {
		t.Fatal(readErr)
	}
	if files, _ := os.ReadDir(to); len(files) != 1 {
		t.Errorf("%d files are left", len(files))
	}
	return b.String(), string(data), err
}

func TestRun(t *testing.T) {
	said, held, err := run(t, doubling(), "list", "before")
	if err != nil || held != "listlist" || said != "two lists\n" {
		t.Errorf("%q, said %q, %v", held, said, err)
	}
}

// TestRunRefuses: whatever is wrong, the file stays as it was.
func TestRunRefuses(t *testing.T) {
	refusing := doubling()
	refusing.Make = func([][]byte) ([][]byte, string, error) { return nil, "", errors.New("refused") }
	for name, test := range map[string]struct {
		g    Generator
		list string
		args []string
		want string // of the error
	}{
		"refused": {refusing, "list", nil, "refused"},
		"another list": {doubling(), "lost", nil,
			"list is another file than the manifest names: 4 bytes, sha256 " + x509facts.Hex([]byte("lost"))},
		"no list, odd": {doubling(), "", nil, "of an odd length"},
		"one too many": {doubling(), "list", []string{"more"}, "usage"},
		"unknown flag": {doubling(), "list", []string{"-x"}, "not defined"},
	} {
		_, held, err := run(t, test.g, test.list, "as it was", test.args...)
		if err == nil || !strings.Contains(err.Error(), test.want) || held != "as it was" {
			t.Errorf("%s: %v, and then %q", name, err, held)
		}
	}
}

// TestRunWithoutSources tells what is missing, and leaves files that are whole.
func TestRunWithoutSources(t *testing.T) {
	for _, args := range [][]string{nil, {"-check"}} {
		said, held, err := run(t, doubling(), "", "even", args...)
		if err != nil || held != "even" || said != "not here: list, 4 bytes, sha256 "+x509facts.Hex([]byte("list"))+
			"\n  published at https://list.example, as of 2023-11-14T22:13:20Z\n  as it is\n"+
			"the files are whole and of the sources that the manifest names; they were not made anew\n" {
			t.Errorf("said %q, %v", said, err)
		}
	}
}

func TestCheck(t *testing.T) {
	for name, test := range map[string]struct{ list, file, said, err string }{
		"made anew":      {"list", "listlist", "two lists\nmade anew of their sources, the files are the same\n", ""},
		"another":        {"list", "listlost", "", "twice is another file than the sources make"},
		"odd":            {"list", "odd", "", "of an odd length"},
		"odd, by itself": {"", "odd", "", "of an odd length"},
		"by itself":      {"", "even", "they were not made anew", ""},
		"another list":   {"lost", "even", "", "another file than the manifest names"},
	} {
		said, held, err := run(t, doubling(), test.list, test.file, "-check")
		if held != test.file || !strings.Contains(said, test.said) || (err == nil) != (test.err == "") ||
			err != nil && !strings.Contains(err.Error(), test.err) {
			t.Errorf("%s: said %q, %v", name, said, err)
		}
	}
}

func TestAgainst(t *testing.T) {
	for name, test := range map[string]struct {
		list, file string
		ok         bool
	}{
		"PEM":    {`[{"x": "-----BEGIN X-----\naGVsZA==\n-----END X-----"}]`, "held", true},
		"base64": {`{"aGVsZA==": 1}`, "held", true},
		"absent": {`{"aGVsZA==": 1}`, "lost", false},
		"broken": {`{"aGVsZA==": `, "held", false},
	} {
		said, _, err := run(t, doubling(), "", test.file, "-against", write(t, t.TempDir(), "published", test.list))
		if (err == nil) != test.ok || test.ok && said != "all 1 certificates and keys are in the list\n" {
			t.Errorf("%s: said %q, %v", name, said, err)
		}
	}
	without := doubling()
	without.Hashes = nil
	if _, _, err := run(t, without, "", "", "-against", "x"); err == nil {
		t.Error("compared without hashes")
	}
}
