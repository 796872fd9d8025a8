package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// mayImport says which of our packages each of them may import. Data goes one
// way, and the import graph says so.
var mayImport = map[string][]string{
	"vaxcheck/cmd/vaxcheck":        {"vaxcheck/cmd"},
	"vaxcheck/cmd":                 {"vaxcheck/verify", "vaxcheck/decode", "vaxcheck/trust", "vaxcheck/trust/store", "vaxcheck/trust/signed", "vaxcheck/trust/refresh", "vaxcheck/internal/strictjson", "vaxcheck/internal/stricttoml"},
	"vaxcheck/verify":              {"vaxcheck/decode", "vaxcheck/trust", "vaxcheck/fhir", "vaxcheck/internal/strictjson", "vaxcheck/internal/stricttoml"},
	"vaxcheck/decode":              {"vaxcheck/decode/qr", "vaxcheck/internal/strictjson"},
	"vaxcheck/decode/qr":           {},
	"vaxcheck/trust":               {"vaxcheck/internal/strictjson"},
	"vaxcheck/trust/distill":       {"vaxcheck/trust"},
	"vaxcheck/trust/refresh":       {"vaxcheck/trust", "vaxcheck/trust/signed"},
	"vaxcheck/trust/signed":        {},
	"vaxcheck/trust/store":         {"vaxcheck/trust", "vaxcheck/trust/signed", "vaxcheck/internal/strictjson"},
	"vaxcheck/fhir":                {"vaxcheck/internal/strictjson"},
	"vaxcheck/internal/strictjson": {},
	"vaxcheck/internal/stricttoml": {},
	"vaxcheck/internal/mint":       {},
	"vaxcheck/internal/capture":    {"vaxcheck/internal/mint"},
}

// offline are the packages that must not be able to reach the network or start
// a program, by any path. The program as a whole can reach the network, for
// trust update; TestNoSocket watches that nothing else does.
var offline = []string{
	"vaxcheck/decode", "vaxcheck/fhir", "vaxcheck/trust", "vaxcheck/trust/signed", "vaxcheck/trust/store",
	"vaxcheck/verify",
}

func goList(t *testing.T, args ...string) []string {
	t.Helper()
	cmd := exec.Command("go", append([]string{"list"}, args...)...)
	cmd.Dir = root(t)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list %v: %v", args, err)
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}

// root is the folder that holds go.mod.
func root(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestImports(t *testing.T) {
	seen := 0
	for _, line := range goList(t, "-f", `{{.ImportPath}} {{join .Imports " "}}`, "./...") {
		pkg, imports, _ := strings.Cut(line, " ")
		allowed, known := mayImport[pkg]
		if !known {
			t.Errorf("%s is not in the list of packages: say what it may import", pkg)
		}
		seen++
		for _, i := range strings.Fields(imports) {
			if strings.HasPrefix(i, "vaxcheck/") && !slices.Contains(allowed, i) {
				t.Errorf("%s must not import %s", pkg, i)
			}
			if strings.HasPrefix(i, "github.com/spf13/") && pkg != "vaxcheck/cmd" {
				t.Errorf("%s must not import %s: only cmd speaks with shells", pkg, i)
			}
			if slices.Contains([]string{"net/http", "crypto/tls"}, i) && pkg != "vaxcheck/trust/refresh" {
				t.Errorf("%s must not import %s: only trust/refresh may use the network", pkg, i)
			}
		}
	}
	if seen != len(mayImport) {
		t.Errorf("%d packages seen, %d listed", seen, len(mayImport))
	}
}

func TestOffline(t *testing.T) {
	for _, pkg := range offline {
		deps := goList(t, "-deps", pkg)
		if len(deps) < 10 {
			t.Fatalf("%s: only %d dependencies listed", pkg, len(deps))
		}
		expectWithoutDeps(t, pkg, deps, "net/http", "crypto/tls", "os/exec", "plugin")
	}
	expectWithoutDeps(t, "the program", goList(t, "-deps", "vaxcheck/cmd/vaxcheck"), "os/exec", "plugin")
}

func expectWithoutDeps(t *testing.T, what string, deps []string, forbidden ...string) {
	t.Helper()
	for _, f := range forbidden {
		if slices.Contains(deps, f) {
			t.Errorf("%s depends on %s", what, f)
		}
	}
}

// outside are calls to the world, which only cmd may make: everyone else is
// handed the clock, the streams, the files and the environment. The store is
// handed a folder, so it may use files.
var outside = map[string][]string{
	"time": {"Now", "Since", "Until"},
	"os":   append([]string{"Getenv", "LookupEnv", "Environ", "Getwd", "Exit", "Stdin", "Stdout", "Stderr"}, onFiles...),
	"fmt":  {"Print", "Printf", "Println"},
	"log":  {"Print", "Printf", "Println", "Fatal", "Fatalf"},
	"net":  {"Dial", "Listen", "LookupHost", "LookupIP"},
}

// onFiles are calls of package os that work on files.
var onFiles = []string{
	"Open", "OpenFile", "ReadFile", "WriteFile", "Create", "CreateTemp", "ReadDir", "DirFS", "OpenRoot", "Stat", "Lstat",
	"Mkdir", "MkdirAll", "MkdirTemp", "Rename", "Remove", "RemoveAll", "Symlink", "Link", "Chmod", "Chtimes", "Truncate",
}

// mayUseFiles are the files of the store that touch the disk: the seam that
// its tests break, and the check of owners.
var mayUseFiles = []string{"trust/store/files.go", "trust/store/owner.go", "trust/store/owner_other.go"}

func TestNoWorldOutsideCmd(t *testing.T) {
	files := 0
	for _, dir := range []string{"decode", "fhir", "internal", "trust", "verify"} {
		err := filepath.WalkDir(filepath.Join(root(t), dir), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.Name() == "distill" { // the generator is a program of its own
				if err == nil {
					return fs.SkipDir
				}
				return err
			}
			if strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") {
				files++
				worldCalls(t, path)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if files < 20 {
		t.Fatalf("only %d files looked at", files)
	}
}

func worldCalls(t *testing.T, path string) {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	usesFiles := slices.ContainsFunc(mayUseFiles, func(f string) bool { return strings.HasSuffix(filepath.ToSlash(path), f) })
	ast.Inspect(file, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			pkg, ok := s.X.(*ast.Ident)
			if ok && pkg.Name == "os" && usesFiles && slices.Contains(onFiles, s.Sel.Name) {
				return true
			}
			if ok && slices.Contains(outside[pkg.Name], s.Sel.Name) {
				t.Errorf("%s: %s.%s belongs to cmd", fset.Position(s.Pos()), pkg.Name, s.Sel.Name)
			}
		}
		return true
	})
}

// TestNoSocket watches the real program judge a card, and one that names
// addresses to fetch, through the kernel's own eyes.
func TestNoSocket(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("strace is not installed: install it to watch the program's system calls")
	}
	dir := t.TempDir()
	bin := filepath.Join(dir, "vaxcheck"+map[bool]string{true: ".exe"}[runtime.GOOS == "windows"])
	if out, err := exec.Command("go", "build", "-o", bin, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	specimen := filepath.Join(root(t), "testdata", "training.png")
	link := filepath.Join(dir, "link.txt")
	if err := os.WriteFile(link, []byte("shlink:/eyJ1cmwiOiJodHRwczovL2V4YW1wbGUub3JnIn0\nhttps://example.org/\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, verb := range []string{"verify", "decode", "inspect"} {
		trace := filepath.Join(dir, verb+".trace")
		cmd := exec.Command(strace, "-f", "-e", "trace=network,execve", "-o", trace, bin, verb, specimen, link)
		out, err := cmd.CombinedOutput()
		calls, readErr := os.ReadFile(trace)
		if readErr != nil || !strings.Contains(string(calls), "execve(") {
			t.Skipf("strace cannot watch here: %v %v\n%s", err, readErr, out)
		}
		for _, word := range []string{"socket(", "connect(", "sendto(", "bind("} {
			if strings.Contains(string(calls), word) {
				t.Errorf("%s: %s is called:\n%s", verb, word, calls)
			}
		}
		if n := strings.Count(string(calls), "execve("); n != 1 {
			t.Errorf("%s: %d programs started", verb, n)
		}
		if !strings.Contains(string(out), "SPECIMEN") && verb == "verify" {
			t.Errorf("nothing was judged: %s", out)
		}
	}
}
