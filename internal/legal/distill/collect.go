package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"vaxcheck/internal/legal"
)

// systems are those the program is built for: some modules are linked on one
// of them alone.
var systems = []string{"linux", "darwin", "windows"}

// linked is one package of the program, as 'go list' tells it.
type linked struct {
	Dir      string
	Standard bool
	Module   *struct {
		Path, Version, Dir string
		Main               bool
	}
}

// collect makes the notices of the program whose module is in root.
func collect(root string) ([]legal.Notice, error) {
	goroot, err := golang(root, "", "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	std := strings.TrimSpace(string(goroot))
	found := map[string]*module{}
	for _, system := range systems {
		listing, err := golang(root, system, "list", "-deps", "-json=Dir,Standard,Module", "./cmd/vaxcheck")
		if err != nil {
			return nil, err
		}
		if err := addTo(found, listing); err != nil {
			return nil, err
		}
	}
	own, err := notice("vaxcheck", &module{dir: root, folders: map[string]bool{root: true}})
	ofGo, err2 := notice("std", &module{dir: std, folders: map[string]bool{std: true}})
	all, err3 := noticesOf(found)
	return append([]legal.Notice{own, ofGo}, all...), errors.Join(err, err2, err3)
}

// noticesOf makes those of all modules, by name.
func noticesOf(found map[string]*module) ([]legal.Notice, error) {
	var all []legal.Notice
	for _, path := range slices.Sorted(maps.Keys(found)) {
		n, err := notice(path, found[path])
		if err != nil {
			return nil, err
		}
		all = append(all, n)
	}
	return all, nil
}

// notice makes that of one module, and refuses a licence that is not known here.
func notice(path string, m *module) (legal.Notice, error) {
	text, err := legalTexts(m)
	if err != nil {
		return legal.Notice{}, err
	}
	n := legal.Notice{Module: path, Version: m.version, License: license(text), Text: text}
	if n.License == "" {
		return n, fmt.Errorf("%s: no licence, or one that is not known here", path)
	}
	return n, nil
}

// module is where a module lies, and in which of its folders packages are that
// are linked.
type module struct {
	version, dir string
	folders      map[string]bool
}

// addTo notes the modules of the packages in a listing.
func addTo(found map[string]*module, listing []byte) error {
	for d := json.NewDecoder(bytes.NewReader(listing)); ; {
		var p linked
		if err := d.Decode(&p); err != nil {
			return ifNot(err, io.EOF)
		}
		if p.Standard || p.Module == nil || p.Module.Main {
			continue
		}
		m := cmp.Or(found[p.Module.Path], &module{p.Module.Version, p.Module.Dir, map[string]bool{}})
		found[p.Module.Path] = m
		for dir := p.Dir; strings.HasPrefix(dir, m.dir); dir = filepath.Dir(dir) {
			m.folders[dir] = true
		}
	}
}

// ifNot returns the error unless it is the one that was waited for.
func ifNot(err, end error) error {
	if errors.Is(err, end) {
		return nil
	}
	return err
}

// golang runs the go command for a system, as the program is shipped.
func golang(dir, system string, args ...string) ([]byte, error) {
	cmd := exec.Command("go", args...)
	cmd.Dir, cmd.Stderr = dir, os.Stderr
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if system != "" {
		cmd.Env = append(cmd.Env, "GOOS="+system, "GOARCH=amd64")
	}
	return cmd.Output()
}

// passedOn are the files that go along: licences, notices, grants of patents.
var passedOn = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice|patents)(\.(md|txt))?$`)

// legalTexts joins the legal files of a module's folders. A folder may have a
// licence of its own, as a copy of somebody else's package has.
func legalTexts(m *module) (string, error) {
	var all []string
	for _, folder := range slices.Sorted(maps.Keys(m.folders)) {
		files, err := os.ReadDir(folder)
		if err != nil {
			return "", err
		}
		for _, f := range files {
			if f.IsDir() || !passedOn.MatchString(f.Name()) {
				continue
			}
			data, err := os.ReadFile(filepath.Join(folder, f.Name()))
			if err != nil {
				return "", err
			}
			name, _ := filepath.Rel(m.dir, filepath.Join(folder, f.Name()))
			text := strings.Trim(strings.ReplaceAll(string(data), "\r\n", "\n"), "\n")
			all = append(all, "["+filepath.ToSlash(name)+"]\n\n"+text+"\n")
		}
	}
	return strings.Join(all, "\n"), nil
}

// phrases tell licences apart.
var phrases = []struct{ license, phrase string }{
	{"Apache-2.0", "apache license"},
	{"BSD-3-Clause", "neither the name of"},
	{"ISC", "permission to use, copy, modify, and/or distribute"},
	{"MIT", "permission is hereby granted, free of charge"},
}

// license names the licences in a text, as SPDX writes them.
func license(text string) string {
	text = strings.ToLower(strings.Join(strings.Fields(text), " "))
	var found []string
	for _, p := range phrases {
		if strings.Contains(text, p.phrase) {
			found = append(found, p.license)
		}
	}
	return strings.Join(found, " AND ")
}
