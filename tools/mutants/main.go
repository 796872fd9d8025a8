// Command mutants tries the mutants of a package that gremlins leaves out: it goes by
// coverage, which tells nothing of the conditions of a case, so that it calls them not
// covered although every test may pass through them.
//
//	mutants PACKAGE < REPORT
//
// The report is the one that gremlins writes with --output.
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

func main() {
	status := flag.String("status", "NOT COVERED", "try the mutants that gremlins reports so")
	flag.Parse()
	if err := run(flag.Arg(0), *status); err != nil {
		fmt.Fprintf(os.Stderr, "mutants: %s\n", err)
		os.Exit(1)
	}
}

// report is what of gremlins' report is used here.
type report struct {
	Files []struct {
		Name      string   `json:"file_name"`
		Mutations []mutant `json:"mutations"`
	}
}

type mutant struct {
	Type, Status string
	Line, Column int
}

// swaps are the tokens that each kind of mutant puts in the place of others, as
// gremlins has them, with the longer ones first.
var swaps = map[string][][2]string{
	"CONDITIONALS_NEGATION": {{"==", "!="}, {"!=", "=="}, {"<=", ">"}, {">=", "<"}, {"<", ">="}, {">", "<="}},
	"CONDITIONALS_BOUNDARY": {{"<=", "<"}, {">=", ">"}, {"<", "<="}, {">", ">="}},
	"ARITHMETIC_BASE":       {{"+", "-"}, {"-", "+"}, {"*", "/"}, {"/", "*"}, {"%", "*"}},
	"INVERT_NEGATIVES":      {{"-", "+"}},
	"INCREMENT_DECREMENT":   {{"++", "--"}, {"--", "++"}},
	"INVERT_LOGICAL":        {{"&&", "||"}, {"||", "&&"}},
}

func run(folder, status string) error {
	var r report
	if err := json.NewDecoder(os.Stdin).Decode(&r); err != nil {
		return err
	}
	counts := map[string]int{}
	for _, f := range r.Files {
		name := filepath.Join(folder, f.Name)
		source, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		for _, m := range f.Mutations {
			if m.Status != status {
				continue
			}
			outcome, err := m.try(folder, name, source)
			if err != nil {
				return err
			}
			counts[outcome]++
			fmt.Printf("%12s %s at %s:%d:%d\n", outcome, m.Type, f.Name, m.Line, m.Column)
		}
	}
	fmt.Printf("Of those not covered: killed: %d, lived: %d\n", counts["KILLED"], counts["LIVED"])
	return nil
}

// try runs the package's tests on its source with one token swapped.
func (m mutant) try(folder, name string, source []byte) (outcome string, err error) {
	mutated, err := m.apply(source)
	if err != nil {
		return "", fmt.Errorf("%s:%d:%d: %w", name, m.Line, m.Column, err)
	}
	scratch, err := os.MkdirTemp("", "mutants-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(scratch)
	at, err := filepath.Abs(name)
	if err != nil {
		return "", err
	}
	other, overlay := filepath.Join(scratch, "mutated.go"), filepath.Join(scratch, "overlay.json")
	instead, err := json.Marshal(map[string]any{"Replace": map[string]string{at: other}})
	if err != nil {
		return "", err
	}
	for file, data := range map[string][]byte{other: mutated, overlay: instead} {
		if err := os.WriteFile(file, data, 0o600); err != nil {
			return "", err
		}
	}
	test := exec.Command("go", "test", "-short", "-failfast", "-timeout", "120s", "-overlay", overlay, "./"+folder)
	if test.Run() != nil {
		return "KILLED", nil
	}
	return "LIVED", nil
}

// apply swaps the token at a mutant's place.
func (m mutant) apply(source []byte) ([]byte, error) {
	lines := bytes.SplitAfter(source, []byte("\n"))
	if m.Line > len(lines) || m.Column > len(lines[m.Line-1]) {
		return nil, fmt.Errorf("no such place: is the report of this source?")
	}
	line := string(lines[m.Line-1])
	for _, swap := range swaps[m.Type] {
		if rest, found := strings.CutPrefix(line[m.Column-1:], swap[0]); found {
			lines[m.Line-1] = []byte(line[:m.Column-1] + swap[1] + rest)
			return bytes.Join(lines, nil), nil
		}
	}
	return nil, fmt.Errorf("nothing for %s: is the report of this source?", m.Type)
}
