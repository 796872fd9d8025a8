package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strings"
)

// module is the path that our own packages begin with.
const module = "vaxcheck/"

// pkg is one of our packages. Imports are of ours alone, by their names without
// the module's.
type pkg struct {
	Name    string
	Doc     string
	Imports []string
}

// list asks the go command for the packages that the program is linked from.
// Linux stands for every system: what differs between them is not ours.
func list(root string) (map[string]pkg, error) {
	cmd := exec.Command("go", "list", "-deps", "-json=ImportPath,Doc,Imports", "./cmd/vaxcheck")
	cmd.Dir, cmd.Stderr = root, os.Stderr
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS=linux", "GOARCH=amd64")
	out, err := cmd.Output()
	if err != nil {
		return nil, err
	}
	packages := map[string]pkg{}
	for d := json.NewDecoder(strings.NewReader(string(out))); d.More(); {
		var p struct {
			ImportPath, Doc string
			Imports         []string
		}
		if err := d.Decode(&p); err != nil {
			return nil, err
		}
		if name, ours := strings.CutPrefix(p.ImportPath, module); ours {
			packages[name] = pkg{name, p.Doc, own(p.Imports)}
		}
	}
	return packages, nil
}

// own are those of some imports that are ours.
func own(imports []string) []string {
	var names []string
	for _, i := range imports {
		if name, ours := strings.CutPrefix(i, module); ours {
			names = append(names, name)
		}
	}
	return names
}

// drawn tells whether a package is in the picture. Small tools that everyone may
// use would only hide who rests on whom.
func drawn(name string) bool { return !strings.HasPrefix(name, "internal/") }

// mermaid draws the packages by rooms, with an arrow from each to what it rests
// on. What another arrow's end rests on already is left out.
func mermaid(packages map[string]pkg) string {
	var b strings.Builder
	b.WriteString("```mermaid\nflowchart TD\n")
	rooms := map[string][]string{}
	for name := range packages {
		if drawn(name) {
			rooms[room(name)] = append(rooms[room(name)], name)
		}
	}
	for _, r := range slices.Sorted(maps.Keys(rooms)) {
		fmt.Fprintf(&b, "  subgraph room_%s[%s]\n", id(r), r)
		for _, name := range slices.Sorted(slices.Values(rooms[r])) {
			fmt.Fprintf(&b, "    %s[%s]\n", id(name), name)
		}
		b.WriteString("  end\n")
	}
	for _, name := range slices.Sorted(maps.Keys(packages)) {
		for _, to := range direct(packages, name) {
			fmt.Fprintf(&b, "  %s --> %s\n", id(name), id(to))
		}
	}
	return b.String() + "```\n"
}

// room is the part of the house that a package stands in: its first folder, and
// one for those that read what a certificate says.
func room(name string) string {
	first, _, _ := strings.Cut(name, "/")
	if slices.Contains([]string{"fhir", "icao", "dcc", "nzcp"}, first) {
		return "content"
	}
	return first
}

// id is a package's name as Mermaid takes it.
func id(name string) string { return strings.ReplaceAll(name, "/", "_") }

// direct are the imports of a package that none of its other imports brings.
func direct(packages map[string]pkg, name string) []string {
	var out []string
	for _, to := range slices.Sorted(slices.Values(packages[name].Imports)) {
		others := slices.DeleteFunc(slices.Clone(packages[name].Imports), func(o string) bool { return o == to })
		if drawn(to) && !slices.ContainsFunc(others, func(o string) bool { return reaches(packages, o, to) }) {
			out = append(out, to)
		}
	}
	return out
}

// reaches tells whether a package rests on another, by any way.
func reaches(packages map[string]pkg, from, to string) bool {
	return slices.ContainsFunc(packages[from].Imports, func(i string) bool {
		return i == to || reaches(packages, i, to)
	})
}

// table lists the packages with the first sentence of what they say of themselves,
// and how many of ours each rests on and is used by.
func table(packages map[string]pkg) string {
	users := map[string]int{}
	for _, p := range packages {
		for _, i := range p.Imports {
			users[i]++
		}
	}
	out := "| package | says of itself | uses | used by |\n|---|---|---|---|\n"
	for _, name := range slices.Sorted(maps.Keys(packages)) {
		p := packages[name]
		out += fmt.Sprintf("| `%s` | %s | %d | %d |\n", name, strings.ReplaceAll(p.Doc, "|", `\|`),
			len(p.Imports), users[name])
	}
	return out
}
