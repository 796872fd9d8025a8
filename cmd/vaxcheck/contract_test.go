package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"vaxcheck/cmd"
	"vaxcheck/cmd/cli"
	"vaxcheck/decode/codes"
	"vaxcheck/verify"
)

// contract is docs/contract.md: its words in code, and its text.
type contract struct {
	text  string
	words map[string]bool
}

// readContract reads the page. A word in code is whatever stands between
// backticks, and each part of it that a member or a flag could be.
func readContract(t *testing.T) contract {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root(t), "docs", "contract.md"))
	if err != nil {
		t.Fatal(err)
	}
	c := contract{string(data), map[string]bool{}}
	for _, code := range regexp.MustCompile("`[^`]+`").FindAllString(c.text, -1) {
		for _, word := range regexp.MustCompile(`[A-Za-z0-9_=-]+`).FindAllString(code, -1) {
			c.words[word] = true
		}
		for _, word := range strings.Fields(strings.Trim(code, "`")) {
			c.words[word] = true
		}
	}
	return c
}

// expect tells which of some words the page does not have.
func (c contract) expect(t *testing.T, what string, words []string) {
	t.Helper()
	if len(words) == 0 {
		t.Errorf("no %s were found", what)
	}
	for _, word := range words {
		if !c.words[word] {
			t.Errorf("docs/contract.md does not name %s %s", what, word)
		}
	}
}

// printed is what a command prints, on a machine on which nothing is installed.
func printed(t *testing.T, args ...string) string {
	t.Helper()
	var out, talk bytes.Buffer
	env := cli.System()
	env.In, env.Out, env.Err = strings.NewReader(""), &out, &talk
	env.InTTY, env.OutTTY, env.ErrTTY = false, false, false
	env.Places, env.AccountPlaces = cli.Places{}, nil
	env.Getenv = func(string) string { return "" }
	env.Now = func() time.Time { return time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC) }
	cmd.Main(context.Background(), args, env)
	if out.Len() == 0 {
		t.Fatalf("%v: nothing is printed: %s", args, talk.String())
	}
	return out.String()
}

// TestContractReasons: the page has every verdict, check, outcome, reason with
// the verdict it leads to, and detail.
func TestContractReasons(t *testing.T) {
	c := readContract(t)
	for _, v := range verify.Verdicts() {
		if !strings.Contains(c.text, "\n| `"+string(v)+"` | ") {
			t.Errorf("docs/contract.md does not name verdict %s", v)
		}
	}
	for _, r := range verify.Reasons() {
		if row := "\n| `" + string(r) + "` | `" + string(verify.VerdictFor(r)) +
			"` | "; !strings.Contains(c.text, row) {
			t.Errorf("docs/contract.md has no row for reason %s, or another verdict than %s", r, verify.VerdictFor(r))
		}
	}
	var ids []string
	for _, id := range verify.CheckIDs() {
		ids = append(ids, string(id))
	}
	if !strings.Contains(c.text, "\n`"+strings.Join(ids, " ")+"`\n") {
		t.Errorf("docs/contract.md does not list the checks in their order: %s", strings.Join(ids, " "))
	}
	c.expect(t, "outcome", []string{"pass", "fail", "undecided", "absent", "not_run"})

	_, details, _ := strings.Cut(printed(t, "help", "reasons"), "\nDetails of policy_not_met")
	c.expect(t, "detail", firstWords(details))
	c.expect(t, "detail", append(codes.Whys(), verify.DetailModulePixels+"1"))
}

// firstWords are the first words of a text's indented lines: what help lists.
func firstWords(text string) []string {
	var words []string
	for _, line := range regexp.MustCompile(`(?m)^  \S+`).FindAllString(text, -1) {
		words = append(words, strings.TrimSpace(line))
	}
	return words
}

// TestContractExitCodes: the page has every exit code, and their order.
func TestContractExitCodes(t *testing.T) {
	c := readContract(t)
	codes := firstWords(printed(t, "help", "exit-codes"))
	if len(codes) < 5 || !strings.Contains(c.text, strings.Join(codes, ", ")+".") {
		t.Errorf("docs/contract.md does not have the order %v", codes)
	}
	for _, code := range codes {
		if _, err := strconv.Atoi(code); err != nil || !strings.Contains(c.text, "\n| "+code+" | ") {
			t.Errorf("docs/contract.md has no row for exit code %s", code)
		}
	}
}

// TestContractCommands: the page has every command, flag, topic and variable.
func TestContractCommands(t *testing.T) {
	c := readContract(t)
	topics := regexp.MustCompile(`(?s)\nHelp topics:\n(.*?)\n\n`).FindString(printed(t))
	c.expect(t, "topic", firstWords(topics))
	commands := below(t, nil)
	if len(commands) < 20 {
		t.Fatalf("only %d commands", len(commands))
	}
	for _, path := range commands {
		c.expect(t, "command", path)
		help := printed(t, append(slices.Clone(path), "--help")...)
		var flags []string
		for _, flag := range regexp.MustCompile(`(?m)^  .{4}(--[a-z-]+)`).FindAllStringSubmatch(help, -1) {
			flags = append(flags, flag[1])
		}
		c.expect(t, "flag of "+strings.Join(path, " "), flags)
	}
	variables, _, _ := strings.Cut(printed(t, "help", "environment"), "\n\nThese files")
	var names []string
	for _, line := range regexp.MustCompile(`(?m)^  [A-Z_, ]+  `).FindAllString(variables, -1) {
		names = append(names, regexp.MustCompile(`\w+`).FindAllString(line, -1)...)
	}
	c.expect(t, "variable", names)
}

// below lists the commands below one, each with its path.
func below(t *testing.T, path []string) [][]string {
	t.Helper()
	text := printed(t, append(slices.Clone(path), "--help")...)
	var all [][]string
	for _, name := range firstWords(regexp.MustCompile(`(?s)\nCommands:\n(.*?)\n\n`).FindString(text)) {
		sub := append(slices.Clone(path), name)
		all = append(append(all, sub), below(t, sub)...)
	}
	return all
}

// documented are commands that between them print what programs read.
var documented = [][]string{
	{"verify", "--level", "C"}, {"inspect"}, {"trust", "status", "--all"}, {"trust", "list"}, {"trust", "verify"},
	{"trust", "show", "https://vc.vrs.digital.go.jp/issuer"}, {"trust", "list", "--kind", "csca"},
	{"trust", "list", "--kind", "dsc"},
	{"policy", "list"}, {"policy", "show", "any"}, {"doctor"}, {"version"}, {"licenses"},
}

// TestContractMembers: the page has every schema and member of the JSON, and
// every column of the CSV.
func TestContractMembers(t *testing.T) {
	c := readContract(t)
	for _, path := range regexp.MustCompile(`(?m)^  ([a-z]\S*)  `).FindAllStringSubmatch(printed(t, "help",
		"json"), -1) {
		c.expect(t, "member", regexp.MustCompile(`\w+`).FindAllString(path[1], -1))
	}
	for _, args := range documented {
		if args[0] == "verify" || args[0] == "inspect" {
			folder := filepath.Join(root(t), "testdata")
			args = append(slices.Clone(args), "--trust", filepath.Join(folder, "trust", "issuers.json"),
				filepath.Join(folder, "specimen.png"))
		}
		var document any
		if err := json.Unmarshal([]byte(printed(t, append(slices.Clone(args), "--format", "json")...)),
			&document); err != nil {
			t.Fatalf("%v: %v", args, err)
		}
		c.expect(t, "member of "+args[0], members(document))
		if args[0] == "inspect" { // too deep for a table
			continue
		}
		head, _, _ := strings.Cut(printed(t, append(slices.Clone(args), "--format", "csv")...), "\r\n")
		for _, column := range strings.Split(strings.TrimPrefix(head, "\ufeff"), ",") {
			c.expect(t, "column of "+args[0], []string{column})
		}
	}
	c.expect(t, "schema", schemas(t))
}

// members are the names of all members in a document, but the text of a card
// and what is counted by name.
func members(value any) []string {
	var names []string
	switch v := value.(type) {
	case map[string]any:
		for name, inner := range v {
			names = append(names, name)
			if !slices.Contains([]string{"header", "payload", "verdicts"}, name) {
				names = append(names, members(inner)...)
			}
		}
	case []any:
		for _, inner := range v {
			names = append(names, members(inner)...)
		}
	}
	return names
}

// schemas are those that help names.
func schemas(t *testing.T) []string {
	t.Helper()
	all := regexp.MustCompile(`vaxcheck\.[a-z-]+/1`).FindAllString(printed(t, "help", "json"), -1)
	if len(all) < 10 {
		t.Fatalf("only %d schemas", len(all))
	}
	return all
}
