// Package distilltest tries what the generators of package distill have made.
package distilltest

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vaxcheck/internal/distill"
)

// Shared returns the path of a source that is kept beside the project, from a folder
// that lies up folders below its root, and skips the test where it is not there.
func Shared(t *testing.T, up int, file string) string {
	t.Helper()
	path := filepath.Join(strings.Repeat("../", up), "..", "shared", "trust", file)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("trust data kept beside the project is not here: %s", file)
	}
	return path
}

// Bundled checks the files in the folder above by themselves, and makes them anew,
// which must tell the content.
func Bundled(t *testing.T, g distill.Generator, up int, content ...string) {
	t.Helper()
	said := run(t, g, "-check")
	if !strings.HasSuffix(said, "they were not made anew\n") || strings.Count(said, "not here: ") != len(g.Sources) {
		t.Errorf("said %q", said)
	}
	list := Shared(t, up, g.Sources[0].File)
	said = run(t, g, "-check", "-from", filepath.Dir(list))
	for _, want := range append(content, "made anew of their sources, the files are the same\n") {
		if !strings.Contains(said, want) {
			t.Errorf("said %q", said)
		}
	}
	if g.Hashes != nil {
		run(t, g, "-against", list)
	}
}

// List returns a list as it is published, in JSON.
func List[Entry any](t *testing.T, entries ...Entry) []byte {
	t.Helper()
	data, err := json.Marshal(entries)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// CheckRefuses fails the test if a file that is made of another list than that of the
// manifest is taken for the bundled one, or one that is damaged.
func CheckRefuses(t *testing.T, g distill.Generator, other []byte) {
	t.Helper()
	if err := g.Check([][]byte{other}); err == nil ||
		!strings.Contains(err.Error(), "made of another list than "+g.Sources[0].File) {
		t.Errorf("a set of another list is taken: %v", err)
	}
	other[len(other)-1] ^= 1
	if g.Check([][]byte{other}) == nil {
		t.Error("a damaged set is taken")
	}
}

func run(t *testing.T, g distill.Generator, args ...string) string {
	t.Helper()
	var said strings.Builder
	if err := g.Run(append(args, "-to", ".."), &said); err != nil {
		t.Fatalf("%v: %v\n%s", args, err, &said)
	}
	return said.String()
}
