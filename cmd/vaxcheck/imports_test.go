package main

import (
	"errors"
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

	"vaxcheck/internal/mint"
)

// mayImport says which of our packages each of them may import. Data goes one
// way, and the import graph says so.
var mayImport = map[string][]string{
	"vaxcheck/cmd/vaxcheck": {"vaxcheck/cmd", "vaxcheck/cmd/cli", "vaxcheck/cmd/input"},
	"vaxcheck/cmd": {
		"vaxcheck/cmd/admin", "vaxcheck/cmd/cli", "vaxcheck/cmd/doctor", "vaxcheck/cmd/gate",
		"vaxcheck/cmd/input", "vaxcheck/cmd/show", "vaxcheck/cmd/words", "vaxcheck/decode",
		"vaxcheck/internal/legal", "vaxcheck/trust", "vaxcheck/verify",
		"vaxcheck/verify/rules",
	},
	"vaxcheck/cmd/input": {
		"vaxcheck/cmd/cli", "vaxcheck/cmd/show", "vaxcheck/decode", "vaxcheck/decode/codes",
		"vaxcheck/trust", "vaxcheck/verify",
	},
	"vaxcheck/cmd/admin": {
		"vaxcheck/cmd/cli", "vaxcheck/cmd/show", "vaxcheck/cmd/words", "vaxcheck/decode",
		"vaxcheck/internal/files", "vaxcheck/internal/finding", "vaxcheck/trust", "vaxcheck/trust/inforce",
		"vaxcheck/trust/refresh", "vaxcheck/trust/signed", "vaxcheck/trust/store", "vaxcheck/verify",
	},
	"vaxcheck/cmd/doctor": {
		"vaxcheck/cmd/cli", "vaxcheck/cmd/show", "vaxcheck/cmd/words", "vaxcheck/decode",
		"vaxcheck/decode/codes", "vaxcheck/trust", "vaxcheck/trust/inforce", "vaxcheck/trust/store",
		"vaxcheck/verify", "vaxcheck/verify/rules",
	},
	"vaxcheck/cmd/gate": {
		"vaxcheck/cmd/cli", "vaxcheck/cmd/show", "vaxcheck/cmd/words", "vaxcheck/decode",
		"vaxcheck/decode/codes", "vaxcheck/gate", "vaxcheck/gate/camera", "vaxcheck/gate/screen",
		"vaxcheck/gate/serial", "vaxcheck/gate/wedge", "vaxcheck/internal/files", "vaxcheck/trust",
		"vaxcheck/verify",
	},
	"vaxcheck/cmd/cli": {
		"vaxcheck/cmd/show", "vaxcheck/cmd/words", "vaxcheck/decode", "vaxcheck/decode/codes",
		"vaxcheck/internal/files", "vaxcheck/internal/stricttoml", "vaxcheck/trust",
		"vaxcheck/trust/inforce", "vaxcheck/trust/store", "vaxcheck/verify", "vaxcheck/verify/rules",
	},
	"vaxcheck/cmd/show": {
		"vaxcheck/cmd/words", "vaxcheck/decode", "vaxcheck/internal/finding", "vaxcheck/internal/strictjson",
		"vaxcheck/trust", "vaxcheck/trust/inforce", "vaxcheck/verify",
		"vaxcheck/verify/record", "vaxcheck/verify/rules",
	},
	"vaxcheck/cmd/words":           {"vaxcheck/internal/catalogue"},
	"vaxcheck/cmd/words/wordstest": {"vaxcheck/cmd/words"},
	"vaxcheck/verify": {"vaxcheck/decode", "vaxcheck/trust", "vaxcheck/trust/csca",
		"vaxcheck/trust/dsc", "vaxcheck/trust/revocation", "vaxcheck/fhir", "vaxcheck/icao", "vaxcheck/dcc",
		"vaxcheck/nzcp",
		"vaxcheck/verify/record", "vaxcheck/verify/rules", "vaxcheck/internal/strictjson",
		"vaxcheck/internal/finding"},
	"vaxcheck/verify/record": {"vaxcheck/decode", "vaxcheck/fhir"},
	"vaxcheck/verify/rules":  {"vaxcheck/fhir", "vaxcheck/internal/stricttoml", "vaxcheck/verify/record"},
	"vaxcheck/decode": {"vaxcheck/decode/cose", "vaxcheck/decode/find", "vaxcheck/decode/repair",
		"vaxcheck/internal/strictjson", "vaxcheck/internal/finding"},
	"vaxcheck/decode/codes": {
		"vaxcheck/decode", "vaxcheck/decode/find", "vaxcheck/decode/lines", "vaxcheck/decode/picture",
		"vaxcheck/decode/qr", "vaxcheck/decode/symbology", "vaxcheck/internal/strictjson", "vaxcheck/internal/finding",
	},
	"vaxcheck/decode/cose":  {"vaxcheck/internal/finding"},
	"vaxcheck/decode/find":  {},
	"vaxcheck/decode/lines": {},
	"vaxcheck/decode/picture": {"vaxcheck/decode/picture/greyjpeg",
		"vaxcheck/decode/picture/greypng", "vaxcheck/decode/qr",
		"vaxcheck/internal/finding"},
	"vaxcheck/decode/picture/greypng":      {"vaxcheck/decode/qr/gray"},
	"vaxcheck/decode/picture/greyjpeg":     {"vaxcheck/decode/qr/gray"},
	"vaxcheck/decode/repair":               {},
	"vaxcheck/decode/qr":                   {"vaxcheck/decode/qr/gray", "vaxcheck/decode/qr/symbol"},
	"vaxcheck/decode/qr/gray":              {},
	"vaxcheck/decode/qr/symbol":            {},
	"vaxcheck/decode/qr/symbol/symboltest": {},
	"vaxcheck/decode/symbology":            {"vaxcheck/decode/qr/gray"},
	"vaxcheck/trust": {"vaxcheck/trust/csca", "vaxcheck/trust/dsc",
		"vaxcheck/trust/packed", "vaxcheck/trust/revocation", "vaxcheck/trust/x509facts",
		"vaxcheck/internal/strictjson", "vaxcheck/internal/finding"},
	"vaxcheck/trust/csca": {"vaxcheck/trust/packed", "vaxcheck/trust/x509facts"},
	"vaxcheck/trust/csca/distill": {"vaxcheck/internal/distill", "vaxcheck/trust/csca",
		"vaxcheck/trust/x509facts"},
	"vaxcheck/trust/distill": {"vaxcheck/internal/distill", "vaxcheck/trust"},
	"vaxcheck/trust/dsc": {"vaxcheck/trust/packed", "vaxcheck/trust/x509facts",
		"vaxcheck/internal/strictjson", "vaxcheck/internal/finding"},
	"vaxcheck/trust/dsc/distill": {"vaxcheck/internal/distill", "vaxcheck/trust/dsc",
		"vaxcheck/trust/x509facts"},
	"vaxcheck/trust/packed":     {},
	"vaxcheck/trust/x509facts":  {"vaxcheck/trust/packed", "vaxcheck/internal/finding"},
	"vaxcheck/trust/inforce":    {"vaxcheck/trust", "vaxcheck/trust/signed", "vaxcheck/trust/store"},
	"vaxcheck/trust/refresh":    {"vaxcheck/trust", "vaxcheck/trust/revocation", "vaxcheck/trust/signed"},
	"vaxcheck/trust/revocation": {"vaxcheck/trust/packed", "vaxcheck/internal/strictjson"},
	"vaxcheck/trust/signed":     {},
	"vaxcheck/trust/store": {"vaxcheck/trust", "vaxcheck/trust/signed",
		"vaxcheck/internal/strictjson"},
	"vaxcheck/fhir": {"vaxcheck/internal/strictjson", "vaxcheck/internal/finding"},
	"vaxcheck/icao": {"vaxcheck/internal/strictjson", "vaxcheck/internal/finding"},
	"vaxcheck/dcc":  {"vaxcheck/internal/strictjson", "vaxcheck/internal/finding"},
	"vaxcheck/nzcp": {"vaxcheck/internal/strictjson", "vaxcheck/internal/finding"},
	"vaxcheck/gate": {"vaxcheck/decode", "vaxcheck/decode/codes", "vaxcheck/verify"},
	"vaxcheck/gate/camera": {
		"vaxcheck/decode", "vaxcheck/decode/codes", "vaxcheck/gate", "vaxcheck/verify",
	},
	"vaxcheck/gate/screen":                  {"vaxcheck/gate", "vaxcheck/verify"},
	"vaxcheck/gate/serial":                  {},
	"vaxcheck/gate/wedge":                   {"vaxcheck/decode/repair"},
	"vaxcheck/internal/catalogue":           {},
	"vaxcheck/internal/files":               {},
	"vaxcheck/internal/finding":             {"vaxcheck/internal/catalogue"},
	"vaxcheck/internal/finding/generate":    {"vaxcheck/internal/catalogue", "vaxcheck/internal/finding"},
	"vaxcheck/internal/legal":               {},
	"vaxcheck/internal/legal/distill":       {"vaxcheck/internal/legal"},
	"vaxcheck/internal/picture":             {},
	"vaxcheck/internal/strictjson":          {"vaxcheck/internal/finding"},
	"vaxcheck/internal/stricttoml":          {},
	"vaxcheck/internal/distill":             {"vaxcheck/internal/files", "vaxcheck/trust/x509facts"},
	"vaxcheck/internal/distill/distilltest": {"vaxcheck/internal/distill"},
	"vaxcheck/internal/alike":               {"vaxcheck/internal/mint", "vaxcheck/trust"},
	"vaxcheck/internal/expect":              {},
	"vaxcheck/internal/mint":                {},
	"vaxcheck/internal/stock":               {"vaxcheck/internal/mint", "vaxcheck/trust", "vaxcheck/trust/signed"},
	"vaxcheck/internal/capture":             {"vaxcheck/internal/mint"},
	"vaxcheck/internal/vectors": {
		"vaxcheck/decode", "vaxcheck/decode/codes", "vaxcheck/decode/qr", "vaxcheck/trust",
		"vaxcheck/verify", "vaxcheck/internal/finding", "vaxcheck/verify/rules",
	},
}

// offline are the packages that must not be able to reach the network or start
// a program, by any path. The program as a whole can reach the network, for
// trust update; TestNoSocket watches that nothing else does.
var offline = []string{
	"vaxcheck/decode", "vaxcheck/decode/codes", "vaxcheck/fhir", "vaxcheck/gate", "vaxcheck/gate/screen",
	"vaxcheck/gate/serial", "vaxcheck/gate/wedge", "vaxcheck/icao", "vaxcheck/dcc", "vaxcheck/nzcp",
	"vaxcheck/trust", "vaxcheck/trust/csca", "vaxcheck/trust/dsc", "vaxcheck/trust/inforce",
	"vaxcheck/trust/packed", "vaxcheck/trust/revocation", "vaxcheck/trust/signed", "vaxcheck/trust/store",
	"vaxcheck/trust/x509facts", "vaxcheck/verify", "vaxcheck/verify/record", "vaxcheck/verify/rules",
}

// mayUseCobra are the rooms that have commands and flags.
var mayUseCobra = []string{
	"vaxcheck/cmd", "vaxcheck/cmd/admin", "vaxcheck/cmd/cli", "vaxcheck/cmd/doctor", "vaxcheck/cmd/gate",
	"vaxcheck/cmd/input",
}

// mayUseHTTP are the packages that may link net/http: one fetches trust sets, the
// other serves the gate's page on this machine.
var mayUseHTTP = []string{"vaxcheck/trust/refresh", "vaxcheck/gate/camera"}

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
			if strings.HasPrefix(i, "github.com/spf13/") && !slices.Contains(mayUseCobra, pkg) {
				t.Errorf("%s must not import %s: only commands speak with shells", pkg, i)
			}
			if slices.Contains([]string{"net/http", "crypto/tls"}, i) && !slices.Contains(mayUseHTTP, pkg) {
				t.Errorf("%s must not import %s: only trust/refresh may use the network, and only gate/camera serve",
					pkg, i)
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

// TestTestsOnly: what only tests need is not in the program.
func TestTestsOnly(t *testing.T) {
	expectWithoutDeps(t, "the program", goList(t, "-deps", "vaxcheck/cmd/vaxcheck"),
		"github.com/nicksnyder/go-i18n/v2/i18n", "github.com/google/go-cmp/cmp", "testing",
		"vaxcheck/cmd/words/wordstest", "vaxcheck/internal/mint")
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
	"os": append([]string{"Getenv", "LookupEnv", "Environ", "Getwd", "Exit", "Stdin", "Stdout", "Stderr"},
		onFiles...),
	"fmt": {"Print", "Printf", "Println"},
	"log": {"Print", "Printf", "Println", "Fatal", "Fatalf"},
	"net": {"Dial", "Listen", "LookupHost", "LookupIP"},
}

// onFiles are calls of package os that work on files.
var onFiles = []string{
	"Open", "OpenFile", "ReadFile", "WriteFile", "Create", "CreateTemp", "ReadDir", "DirFS", "OpenRoot",
	"Stat", "Lstat",
	"Mkdir", "MkdirAll", "MkdirTemp", "Rename", "Remove", "RemoveAll", "Symlink", "Link", "Chmod", "Chtimes",
	"Truncate",
}

// mayUseFiles are the files that touch the disk for others: those of the store, which are
// the seam that its tests break and the check of owners, and the one way of writing.
var mayUseFiles = []string{"trust/store/files.go", "trust/store/owner.go", "trust/store/owner_other.go",
	"internal/files/files.go"}

// isProgram tells a folder with a program of its own, or with a module, by what is in it.
func isProgram(t *testing.T, dir string) bool {
	t.Helper()
	if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
		return true
	}
	files, _ := filepath.Glob(filepath.Join(dir, "*.go"))
	for _, file := range files {
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.PackageClauseOnly)
		if err != nil {
			t.Fatal(err)
		}
		if parsed.Name.Name == "main" {
			return true
		}
	}
	return false
}

func TestNoWorldOutsideCmd(t *testing.T) {
	files := 0
	for _, dir := range []string{"decode", "fhir", "gate", "icao", "dcc", "nzcp", "internal", "trust", "verify"} {
		err := filepath.WalkDir(filepath.Join(root(t), dir), func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			generators := strings.HasSuffix(filepath.ToSlash(path), "internal/distill") // what they share
			if d.IsDir() && (generators || isProgram(t, path)) {
				return fs.SkipDir
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
	usesFiles := slices.ContainsFunc(mayUseFiles,
		func(f string) bool { return strings.HasSuffix(filepath.ToSlash(path), f) })
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
// addresses to fetch, and look after its trust sets, through the kernel's own
// eyes: only trust update opens a socket.
func TestNoSocket(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("strace is not installed: install it to watch the program's system calls")
	}
	dir := t.TempDir()
	bin := filepath.Join(dir, "vaxcheck"+map[bool]string{true: ".exe"}[runtime.GOOS == "windows"])
	build := exec.Command("go", "build", "-o", bin, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0") // as it is shipped
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	specimen := filepath.Join(root(t), "testdata", "training.png")
	link, jwks := filepath.Join(dir, "link.txt"), filepath.Join(dir, "jwks.json")
	err = os.WriteFile(link, []byte("shlink:/eyJ1cmwiOiJodHRwczovL2V4YW1wbGUub3JnIn0\nhttps://example.org/\n"), 0o600)
	err = errors.Join(err, os.WriteFile(jwks,
		mint.JWKS(mint.NewIssuer("https://clinic.example", "", "no socket")), 0o600))
	if err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"verify", specimen, link}, {"decode", specimen, link}, {"inspect", specimen, link},
		{"trust", "status", "--all"}, {"trust", "list"}, {"trust", "show", "https://clinic.example"},
		{"trust", "verify"},
		{"trust", "import", dir}, {"trust", "export", filepath.Join(dir, "export.zip")}, {"trust", "rollback"},
		{"trust", "add", "--issuer", "https://clinic.example", "--jwks", jwks, "--name", "Clinic"},
		{"trust", "import", "--kind", "csca", "--dated", "2024-03-25",
			filepath.Join(root(t), "testdata", "trust", "csca.pem")},
		{"trust", "show", "--kind", "csca", "UT"}, {"trust", "rollback", "--kind", "csca"},
		{"trust", "block", "https://clinic.example", "--why", "test"}, {"trust", "remove", "https://clinic.example"},
		{"gate", "--list-ports"}, {"policy", "list"}, {"version"}, {"help"},
		{"__complete", "trust", "show", "https://vc"},
	} {
		calls, out := watched(t, strace, dir, bin, args...)
		for _, word := range []string{"socket(", "connect(", "sendto(", "bind("} {
			if strings.Contains(calls, word) {
				t.Errorf("%v: %s is called:\n%s", args, word, calls)
			}
		}
		if n := strings.Count(calls, "execve("); n != 1 {
			t.Errorf("%v: %d programs started", args, n)
		}
		if args[0] == "verify" && !strings.Contains(out, "SPECIMEN") {
			t.Errorf("nothing was judged: %s", out)
		}
	}
	if calls, out := watched(t, strace, dir, bin, "trust", "update", "--from",
		"https://127.0.0.1:1/vci_snapshot.json"); !strings.Contains(calls, "connect(") {
		t.Errorf("trust update: no connection is seen, so none would be seen elsewhere:\n%s\n%s", calls, out)
	}
}

// watched runs the program and returns its calls that concern the network, and
// what it said.
func watched(t *testing.T, strace, dir, bin string, args ...string) (calls, out string) {
	t.Helper()
	trace := filepath.Join(dir, "trace")
	cmd := exec.Command(strace, append([]string{"-f", "-e", "trace=network,execve", "-o", trace, bin}, args...)...)
	cmd.Env = append(os.Environ(), "HOME="+dir, "XDG_DATA_HOME=", "HTTPS_PROXY=", "https_proxy=")
	said, err := cmd.CombinedOutput()
	data, readErr := os.ReadFile(trace)
	if readErr != nil || !strings.Contains(string(data), "execve(") {
		t.Skipf("strace cannot watch here: %v %v\n%s", err, readErr, said)
	}
	return string(data), string(said)
}

// TestOneFetch: what the kernel sees of single runs holds for all, as only one
// place in the program asks for the network.
func TestOneFetch(t *testing.T) {
	names, err := filepath.Glob(filepath.Join(root(t), "cmd", "*.go"))
	rooms, roomsErr := filepath.Glob(filepath.Join(root(t), "cmd", "*", "*.go"))
	names = append(names, rooms...)
	if err = errors.Join(err, roomsErr); err != nil || len(names) < 100 {
		t.Fatalf("%d files, %v", len(names), err)
	}
	var places []string
	for _, name := range names {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(name, "_test.go") && strings.Contains(string(source), "refresh.Fetch(") {
			places = append(places, filepath.Base(name))
		}
	}
	if !slices.Equal(places, []string{"update.go"}) {
		t.Errorf("the network is asked for in %v", places)
	}
}
