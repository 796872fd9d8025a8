package cmd

import (
	"encoding"
	"os"
	"reflect"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"vaxcheck/cmd/admin"
	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/show"
	"vaxcheck/cmd/words"
	"vaxcheck/internal/expect"
	"vaxcheck/verify"
	"vaxcheck/verify/rules"
)

func TestVersion(t *testing.T) {
	var b struct {
		Schema, Version, Commit, Go, OS, Arch string
		Trust                                 struct {
			SHA256 string
			Counts admin.SetCounts
		}
		VaccineTable string `json:"vaccine_table"`
	}
	decodeInto(t, runOK(t, false, "version", "--format", "json"), &b)
	if b.Schema != "vaxcheck.version/1" || b.Version == "" || b.Go != runtime.Version() || b.OS != runtime.GOOS ||
		b.Arch != runtime.GOARCH || b.VaccineTable != verify.TableVersion() {
		t.Errorf("got %+v", b)
	}
	if b.Trust.Counts != (admin.SetCounts{Issuers: 651, Keys: 961}) || len(b.Trust.SHA256) != 64 {
		t.Errorf("trust set %+v", b.Trust)
	}
	for lang, want := range map[string]string{"en": `\ntrust set +2026-08-22T04:43:50Z\n`,
		"ja": `\n信頼リスト +2026-08-22T04:43:50Z\n`} {
		text := runOK(t, true, "version", "--lang", lang)
		if !strings.HasPrefix(text, "vaxcheck  ") || !regexp.MustCompile(want).MatchString(text) {
			t.Errorf("%s: no %q in\n%s", lang, want, text)
		}
	}
	if rows := readCSV(t, runOK(t, false, "version", "--format", "csv")); rows[0]["trust_keys"] != "961" ||
		rows[0]["authorities_created"] != "2024-01-08T00:00:00Z" {
		t.Errorf("csv %v", rows)
	}
	if text := runOK(t, false, "--version"); !strings.HasPrefix(text, "vaxcheck version ") {
		t.Errorf("--version says %q", text)
	}
}

// TestTopics: both ways to a topic lead to the same page, and each lists all
// there is.
func TestTopics(t *testing.T) {
	var codes, reasons []string
	for _, c := range cli.ExitCodes {
		codes = append(codes, "  "+strconv.Itoa(c)+" ")
	}
	for _, r := range verify.Reasons() {
		reasons = append(reasons, "  "+string(r)+" ")
	}
	var keys []string
	for _, k := range show.PolicyKeys(rules.Policy{}) {
		keys = append(keys, "  "+k.Name+" = ")
	}
	lists := map[string][]string{
		"exit-codes": codes, "reasons": reasons, "json": {"code.issuer.id", "vaxcheck.report/1"},
		"levels": {"  A  ", "  B  ", "  C  "}, "policies": keys, "environment": {cli.EnvMaxLevel, "NO_COLOR",
			"TERM", "LC_ALL, LC_MESSAGES, LANG", "/etc/vaxcheck/config.toml", "max_level = "},
	}
	for _, lang := range []string{"en", "ja"} {
		for name, all := range lists {
			page := runOK(t, true, "help", name, "--lang", lang)
			for _, want := range all {
				if !strings.Contains(page, want) {
					t.Errorf("%s, %s: no %q", name, lang, want)
				}
			}
			for _, way := range [][]string{{name}, {name, "--help"}, {"help", name}} {
				if got := runIn(false, map[string]string{"LANG": lang}, way...); got.out != page || got.code != 0 {
					t.Errorf("%s, %v: another page, or code %d", lang, way, got.code)
				}
			}
		}
		if topics := topics(show.SentencesIn(lang)); len(topics) != len(lists) {
			t.Errorf("%d topics, %d tested", len(topics), len(lists))
		}
	}
}

// TestJSONTopic holds the topic against the structures the JSON is made from.
func TestJSONTopic(t *testing.T) {
	var fields []string
	fields = append(fields, jsonFields...)
	paths := jsonPaths("", reflect.TypeFor[show.ResultJSON]())
	if len(paths) < 50 {
		t.Fatalf("only %d fields found", len(paths))
	}
	// described tells whether a field, or what it is in, is described.
	described := func(path string) bool {
		for p := path; p != ""; p = p[:max(0, strings.LastIndex(p, "."))] {
			if slices.Contains(fields, p) && (p == path || !slices.Contains(structured, p)) {
				return true
			}
		}
		return false
	}
	for _, p := range paths {
		if !described(p) && !strings.HasPrefix(p, "subjects[]") {
			t.Errorf("%s is not described", p)
		}
	}
	for _, f := range fields {
		if !slices.ContainsFunc(paths, func(p string) bool { return p == f || strings.HasPrefix(p, f+".") }) {
			t.Errorf("%s is described but not there", f)
		}
	}
}

// structured are fields whose own fields are described one by one.
var structured = []string{"trust", "trust.part", "checks[]", "code", "subject"}

// jsonPaths lists the fields of a type as JSON has them.
func jsonPaths(prefix string, typ reflect.Type) []string {
	for typ.Kind() == reflect.Pointer {
		typ = typ.Elem()
	}
	text := typ.Implements(reflect.TypeFor[encoding.TextMarshaler]())
	switch {
	case typ.Kind() == reflect.Slice:
		return jsonPaths(prefix+"[]", typ.Elem())
	case typ.Kind() != reflect.Struct || text:
		return []string{prefix}
	}
	var paths []string
	for i := range typ.NumField() {
		f := typ.Field(i)
		if !f.IsExported() {
			continue
		}
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case name == "-": // not in the JSON
		case f.Anonymous && name == "":
			paths = append(paths, jsonPaths(prefix, f.Type)...)
		case prefix == "":
			paths = append(paths, jsonPaths(name, f.Type)...)
		default:
			paths = append(paths, jsonPaths(prefix+"."+name, f.Type)...)
		}
	}
	return paths
}

// commandTree lists all commands of the tree.
func commandTree(cmd *cobra.Command) []*cobra.Command {
	all := []*cobra.Command{cmd}
	for _, c := range cmd.Commands() {
		all = append(all, commandTree(c)...)
	}
	return all
}

func testRoot(lang string) *cobra.Command {
	return rootCommand(testConsole(cli.Env{Getenv: func(string) string { return "" }}, lang))
}

// TestHelpComplete: every command has help in the language asked for, whichever
// way it is asked, and every flag says what it takes.
func TestHelpComplete(t *testing.T) {
	english := regexp.MustCompile(`\b(Usage|Flags|Commands|default|help for|the|print|disable)\b`)
	for _, lang := range []string{"en", "ja"} {
		for _, cmd := range commandTree(testRoot(lang)) {
			path := strings.Fields(cmd.CommandPath())[1:]
			long := cmd.Long + topicText(show.SentencesIn(lang), cmd.Name())
			if cmd.Short == "" || long == "" && cmd.Name() != "completion" {
				t.Errorf("%s: %s has no words", lang, cmd.CommandPath())
			}
			page := runOK(t, false, append(path, "--help", "--lang", lang)...)
			if again := runOK(t, false, append(append([]string{"help"}, path...), "--lang", lang)...); again != page {
				t.Errorf("%s: two pages for %v", lang, path)
			}
			if found := english.FindString(page); lang == "ja" && found != "" {
				t.Errorf("%q in the Japanese help of %v:\n%s", found, path, page)
			}
			cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
				if f.Value.Type() != "bool" && flagValue(cmd, f.Name) == "" {
					t.Errorf("--%s: value without a name", f.Name)
				}
			})
		}
	}
}

func TestHelpErrors(t *testing.T) {
	for _, tt := range []struct {
		args []string
		lang string
		want string
	}{
		{[]string{"vrify"}, "en", "vaxcheck: unknown command \"vrify\" for \"vaxcheck\"\nhint: did you mean: verify\n"},
		{[]string{"vrify"}, "ja", "vaxcheck: vaxcheck に \"vrify\" というコマンドはありません\nヒント: もしかして: verify\n"},
		{[]string{"card.png"}, "en",
			"vaxcheck: unknown command \"card.png\" for \"vaxcheck\"\nhint: see 'vaxcheck --help'\n"},
		{[]string{"help_test.go"}, "en",
			"vaxcheck: unknown command \"help_test.go\" for \"vaxcheck\"\nhint: did you mean: vaxcheck verify help_test.go\n"},
		{[]string{"help", "nosuch"}, "en",
			"vaxcheck: unknown command \"nosuch\" for \"vaxcheck\"\nhint: see 'vaxcheck --help'\n"},
		{[]string{"shc:/5676"}, "en", "vaxcheck: a code is no command\nhint: did you mean: vaxcheck verify …\n"},
		{[]string{"verify", "--nosuch"}, "en",
			"vaxcheck: unknown flag: --nosuch\nhint: see 'vaxcheck verify --help'\n"},
		{[]string{"completion", "nosuch"}, "en",
			"vaxcheck: unknown command \"nosuch\" for \"vaxcheck completion\"\nhint: see 'vaxcheck completion --help'\n"},
	} {
		got := runIn(true, map[string]string{"LC_ALL": tt.lang}, tt.args...)
		if got.code != cli.ExitUsage || got.out != "" || got.err != tt.want {
			t.Errorf("%v, %s: %+v", tt.args, tt.lang, got)
		}
	}
}

func TestCompletionScripts(t *testing.T) {
	for _, shell := range []string{"bash", "zsh", "fish", "powershell"} {
		if script := runOK(t, false, "completion", shell); !strings.Contains(script, "__complete") ||
			len(script) < 2000 {
			t.Errorf("%s: %.200q", shell, script)
		}
	}
}

func TestCompletions(t *testing.T) {
	for _, tt := range []struct {
		line string
		want []string
	}{
		{"verify --level ", []string{"A", "B", "C"}},
		{"verify --format ", []string{"text", "json", "ndjson", "csv"}},
		{"inspect --format ", []string{"text", "json", "ndjson"}},
		{"trust list --lang ", words.Tags()},
		{"verify --color ", []string{"auto", "always", "never"}},
		{"verify --policy ", []string{"any", "primary", "booster"}},
		{"policy show b", []string{"booster"}},
		{"policy test p", []string{"primary"}},
		{"policy test any ", nil},
		{"trust show " + japan, []string{japan}},
		{"trust b", []string{"block"}},
		{"trust block " + japan, []string{japan}},
		{"trust add --issuer " + japan, []string{japan}},
		{"trust remove ", nil},
		{"help ex", []string{"exit-codes"}},
		{"help policy ", []string{"list", "show", "test"}},
		{"completion f", []string{"fish"}},
	} {
		got := runIn(false, nil, append([]string{"__complete"}, strings.Split(tt.line, " ")...)...)
		var offered []string
		for line := range strings.Lines(got.out) {
			if word, _, _ := strings.Cut(strings.TrimSpace(line), "\t"); !strings.HasPrefix(word, ":") {
				offered = append(offered, word)
			}
		}
		if got.code != 0 || !slices.Equal(offered, tt.want) {
			t.Errorf("%q: %v", tt.line, offered)
		}
	}
}

// TestTreesKeepNothing: making a tree registers nothing for good, so that a
// program may run the command any number of times.
func TestTreesKeepNothing(t *testing.T) {
	root := testRoot("en")
	for _, cmd := range commandTree(root) {
		cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if _, kept := cmd.GetFlagCompletionFunc(f.Name); kept {
				t.Errorf("%s --%s", cmd.CommandPath(), f.Name)
			}
		})
	}
}

// TestHintHarmless: a hint that quotes a file's name is as harmless as the error is.
func TestHintHarmless(t *testing.T) {
	t.Chdir(t.TempDir())
	name := "a\x1b[31mX\a.png"
	if err := os.WriteFile(name, nil, 0o600); err != nil {
		t.Skip("no such names here: ", err)
	}
	got := runIn(false, nil, name)
	if got.code != cli.ExitUsage || !strings.Contains(got.err, "verify a") {
		t.Errorf("%+v", got)
	}
	expect.Harmless(t, got.err, "\n")
}

// TestLongNames: a path that is longer than what is shown of a card does not hide the cause.
func TestLongNames(t *testing.T) {
	got := runIn(false, nil, "verify", "--trust", strings.Repeat("long/", 60)+"x", "y")
	if !strings.Contains(got.out+got.err, "no such file") {
		t.Errorf("%+v", got)
	}
}
