package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// pages are the documents of the project.
func pages(t *testing.T) []string {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(root(t), "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{"docs", "testdata"} {
		err := filepath.WalkDir(filepath.Join(root(t), dir), func(path string, d fs.DirEntry, err error) error {
			if strings.HasSuffix(path, ".md") {
				all = append(all, path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(all) < 10 {
		t.Fatalf("only %d pages", len(all))
	}
	return all
}

// TestLinks: what the documents link to is there, down to the heading.
func TestLinks(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)\s]+)\)`)
	found := 0
	for _, page := range pages(t) {
		for _, m := range link.FindAllStringSubmatch(readText(t, page), -1) {
			if strings.Contains(m[1], "://") {
				continue
			}
			found++
			file, heading, _ := strings.Cut(m[1], "#")
			target := page
			if file != "" {
				target = filepath.Join(filepath.Dir(page), filepath.FromSlash(file))
			}
			if _, err := os.Stat(target); err != nil {
				t.Errorf("%s: there is no %s", page, m[1])
			} else if heading != "" && !anchors(readText(t, target))[heading] {
				t.Errorf("%s: there is no heading %s", page, m[1])
			}
		}
	}
	if found < 30 {
		t.Errorf("only %d links", found)
	}
}

// anchors are the names by which headings of a page are linked to, as GitHub
// makes them.
func anchors(page string) map[string]bool {
	all := map[string]bool{}
	for _, m := range regexp.MustCompile(`(?m)^#+ (.+)$`).FindAllStringSubmatch(page, -1) {
		text := strings.ReplaceAll(strings.ToLower(m[1]), " ", "-")
		all[regexp.MustCompile(`[^\p{L}\p{N}_-]`).ReplaceAllString(text, "")] = true
	}
	return all
}

func readText(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestGlossary: what the glossary names in the code is there.
func TestGlossary(t *testing.T) {
	found := 0
	for _, row := range strings.Split(readText(t, filepath.Join(root(t), "docs", "glossary.md")), "\n") {
		cells := strings.Split(strings.Trim(row, "| "), " | ")
		if len(cells) != 5 || strings.HasPrefix(row, "|---") {
			continue
		}
		for _, place := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(cells[4], -1) {
			found++
			folder, name, _ := strings.Cut(place[1], ".")
			if !names(t, folder, name) {
				t.Errorf("docs/glossary.md: %s: there is no %s", cells[0], place[1])
			}
		}
	}
	if found < 30 {
		t.Errorf("only %d places", found)
	}
}

// names tells whether a package declares a name at its top level; "" asks for
// the package alone.
func names(t *testing.T, folder, name string) bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(root(t), filepath.FromSlash(folder), "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	declared := regexp.MustCompile(`(?m)^(type|func|var|const|\t)\s*` + regexp.QuoteMeta(name) + `\b`)
	for _, file := range files {
		if !strings.HasSuffix(file, "_test.go") && declared.MatchString(readText(t, file)) {
			return true
		}
	}
	return false
}

// TestFilesNamed: source files that documents name are there, and what stands in
// code behind one in a table's cell is in its folder.
func TestFilesNamed(t *testing.T) {
	code := regexp.MustCompile("`([^`\n]+)`")
	source := regexp.MustCompile(`^[a-z0-9_]+/[a-z0-9_/]+\.go$`)
	found := 0
	for _, page := range pages(t) {
		for _, line := range strings.Split(readText(t, page), "\n") {
			folder := ""
			for _, m := range code.FindAllStringSubmatch(line, -1) {
				if source.MatchString(m[1]) {
					found++
					folder = filepath.Dir(filepath.FromSlash(m[1]))
					_, err := os.Stat(filepath.Join(root(t), filepath.FromSlash(m[1])))
					_, beside := os.Stat(filepath.Join(filepath.Dir(page), filepath.FromSlash(m[1])))
					if err != nil && beside != nil {
						t.Errorf("%s: there is no %s", page, m[1])
					}
				} else if filepath.Base(page) == "architecture.md" && folder != "" &&
					strings.HasPrefix(line, "| ") && !mentions(t, folder, m[1]) {
					t.Errorf("%s: there is no %s in %s", page, m[1], folder)
				}
			}
		}
	}
	if found < 20 {
		t.Errorf("only %d files are named", found)
	}
}

// mentions tells whether the sources in a folder have a name; of Type.Method the
// method's.
func mentions(t *testing.T, folder, name string) bool {
	t.Helper()
	name = name[strings.LastIndex(name, ".")+1:]
	files, err := filepath.Glob(filepath.Join(root(t), folder, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	whole := regexp.MustCompile(`\b` + regexp.QuoteMeta(name) + `\b`)
	for _, file := range files {
		if whole.MatchString(readText(t, file)) {
			return true
		}
	}
	return false
}
