package cmd

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vaxcheck/internal/expect"
	"vaxcheck/internal/vectors"
)

// TestSpecimenPictures judges the pictures that the documentation's first
// commands read.
func TestSpecimenPictures(t *testing.T) {
	for name, want := range map[string]vectors.Vector{
		"specimen.png": {Results: []string{"valid"}},
		"altered.png":  {Results: []string{"invalid/signature_invalid"}, Fails: []string{"signature"}},
		"training.png": {Results: []string{"specimen/specimen"}, Fails: []string{"specimen"}, Trust: "bundled"},
	} {
		want.Now = "2026-11-21T09:00:00Z"
		r := road{Face: expect.Faces()[0], format: "ndjson"}
		vector{want}.expect(t, r, vector{want}.ask(t, filepath.Join(testdata, name), r), private{})
	}
}

// TestVectorsGenerated makes everything anew and compares. Other releases of Go
// may compress or sign differently.
func TestVectorsGenerated(t *testing.T) {
	module, err := os.ReadFile(filepath.Join("..", "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	_, release, _ := strings.Cut(string(module), "\ngo ")
	release, _, _ = strings.Cut(release, "\n")
	minor := "go" + strings.Join(strings.Split(release, ".")[:2], ".")
	if !strings.HasPrefix(runtime.Version(), minor) {
		t.Skipf("made with %s, this is %s", minor, runtime.Version())
	}
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip(err)
	}
	fresh := t.TempDir()
	command := exec.Command("go", "run", "./testdata/generate", "-out", fresh)
	command.Dir = ".."
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for _, pattern := range []string{"vectors/*/*", "trust/*", "*.png"} {
		if diff := cmp.Diff(contents(t, fresh, pattern), contents(t, testdata, pattern)); diff != "" {
			t.Errorf("run 'go run ./testdata/generate': %.2000s", diff)
		}
	}
}

// contents are the files of a folder by their paths in it.
func contents(t *testing.T, folder, pattern string) map[string]string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(folder, pattern))
	if err != nil || len(names) == 0 {
		t.Fatalf("%d files found, %v", len(names), err)
	}
	files := map[string]string{}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		path, err := filepath.Rel(folder, name)
		if err != nil {
			t.Fatal(err)
		}
		files[path] = string(data)
	}
	return files
}
