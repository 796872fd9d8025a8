package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestUpToDate: the picture is one of the program as it is.
func TestUpToDate(t *testing.T) {
	root := filepath.Join("..", "..")
	text, err := os.ReadFile(page(root))
	if err != nil {
		t.Fatal(err)
	}
	want, err := remade(string(text), root)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(text), want); diff != "" {
		t.Errorf("run 'go generate ./internal/picture' (-docs/architecture.md +now):\n%s", diff)
	}
	if n := strings.Count(want, " --> "); n < 20 {
		t.Errorf("only %d arrows", n)
	}
}

// TestMermaid: an arrow goes where no longer way does, and none to small tools.
func TestMermaid(t *testing.T) {
	packages := map[string]pkg{
		"cmd": {Imports: []string{"verify", "trust", "internal/tool"}}, "verify": {Imports: []string{"trust", "fhir"}},
		"trust": {Imports: []string{"internal/tool"}}, "fhir": {}, "internal/tool": {},
	}
	want := "```mermaid\nflowchart TD\n  subgraph room_cmd[cmd]\n    cmd[cmd]\n  end\n  subgraph room_content[content]\n    fhir[fhir]\n  end\n" +
		"  subgraph room_trust[trust]\n    trust[trust]\n  end\n  subgraph room_verify[verify]\n    verify[verify]\n  end\n" +
		"  cmd --> verify\n  verify --> fhir\n  verify --> trust\n```\n"
	if got := mermaid(packages); got != want {
		t.Errorf("(-got +want):\n%s", cmp.Diff(got, want))
	}
}
