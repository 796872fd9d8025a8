package cmd

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"vaxcheck/cmd/cli"
)

// fieldCase is an input as real issuers, apps and scanners produce it, and what is right
// for it: others decided that, in the words of their own runner.
type fieldCase struct {
	What    string
	Args    []string
	Stdin   string
	Expect  fieldAnswer
	Control *struct {
		Args   []string
		Stdin  string
		Expect fieldAnswer
	}
}

// fieldAnswer is what must come of a case. Or has other answers that are right too, each
// with what it says otherwise.
type fieldAnswer struct {
	Verdict  string
	Verdicts []string
	Results  int
	Exit     int
	Reason   string // a regular expression for the code and the details
	Or       []json.RawMessage

	AtLevelC    []string `json:"at_level_c_contains"`
	NotContains []string `json:"not_contains"`
	Same        *struct{ Args, Members []string }
}

func TestFieldCases(t *testing.T) {
	root := sharedFolder(t, "corpus", "field")
	files, err := filepath.Glob(filepath.Join(root, "*", "case.json"))
	if err != nil || len(files) < 40 {
		t.Fatalf("%d cases found, %v", len(files), err)
	}
	for _, file := range files {
		name := filepath.Base(filepath.Dir(file))
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile(file)
			var c fieldCase
			if err != nil || json.Unmarshal(text, &c) != nil {
				t.Fatal(err, string(text))
			}
			c.Expect.check(t, filepath.Dir(file), c.Args, c.Stdin)
			if c.Control != nil {
				c.Control.Expect.check(t, filepath.Dir(file), c.Control.Args, c.Control.Stdin)
			}
		})
	}
}

// fieldRun is what the command answers.
type fieldRun struct {
	code    int
	all     string // that it said, on both streams
	results []map[string]any
}

func runField(t *testing.T, dir string, args []string, stdin string) fieldRun {
	t.Helper()
	in := &bytes.Buffer{}
	if stdin != "" {
		data, err := os.ReadFile(filepath.Join(dir, stdin))
		if err != nil {
			t.Fatal(err)
		}
		in.Write(data)
	}
	full := []string{}
	for _, arg := range args {
		full = append(full, strings.ReplaceAll(arg, "{dir}", dir))
	}
	var out, errs bytes.Buffer
	r := fieldRun{code: Main(context.Background(), append(full, "--format", "ndjson"),
		cli.Env{In: in, Out: &out, Err: &errs,
			Getenv: func(string) string { return "" },
			Now:    func() time.Time { return time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC) }})}
	for line := range strings.Lines(out.String()) {
		var result map[string]any
		if err := json.Unmarshal([]byte(line), &result); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		r.results = append(r.results, result)
	}
	r.all = out.String() + errs.String()
	return r
}

func (want fieldAnswer) check(t *testing.T, dir string, args []string, stdin string) {
	t.Helper()
	got := runField(t, dir, args, stdin)
	ways := []fieldAnswer{want}
	for _, other := range want.Or {
		way := want
		if err := json.Unmarshal(other, &way); err != nil {
			t.Fatal(err)
		}
		ways = append(ways, way)
	}
	if !slices.ContainsFunc(ways, func(way fieldAnswer) bool { return way.fits(got) }) {
		t.Errorf("want %s %v %s, %d results; got exit %d: %s", want.Verdict, want.Verdicts, want.Reason,
			want.Results, got.code, got.all)
	}
	for _, words := range want.NotContains {
		if strings.Contains(got.all, words) {
			t.Errorf("says %q: %s", words, got.all)
		}
	}
	if len(want.AtLevelC) > 0 {
		open := runField(t, dir, append(slices.Clone(args), "--level", "C"), stdin)
		for _, words := range want.AtLevelC {
			if !strings.Contains(open.all, words) {
				t.Errorf("level C lacks %q: %s", words, open.all)
			}
		}
	}
	if want.Same != nil {
		other := runField(t, dir, want.Same.Args, stdin)
		for _, member := range want.Same.Members {
			if len(other.results) == 0 || !reflect.DeepEqual(got.results[0][member], other.results[0][member]) {
				t.Errorf("%s differs: %s %s", member, got.all, other.all)
			}
		}
	}
}

// fits tells whether a run came out so. An exit code that is not stated is the one of the
// verdict.
func (want fieldAnswer) fits(got fieldRun) bool {
	exits := map[string]int{"valid": cli.ExitValid, "invalid": cli.ExitInvalid, "review": cli.ExitReview,
		"insufficient": cli.ExitReview,
		"unreadable":   cli.ExitUnreadable, "specimen": cli.ExitSpecimen, "not_ready": cli.ExitNotReady}
	exit := want.Exit
	if exit == 0 {
		exit = exits[want.Verdict]
	}
	if len(got.results) != want.Results || got.code != exit {
		return false
	}
	for i, r := range got.results {
		verdict := want.Verdict
		if want.Verdicts != nil {
			verdict = want.Verdicts[i]
		}
		if r["verdict"] != verdict || !regexp.MustCompile(want.Reason).MatchString(reasonsTold(r)) {
			return false
		}
	}
	return true
}

// reasonsTold are the codes of a result's reasons, each with its details.
func reasonsTold(result map[string]any) string {
	var told []string
	reasons, _ := result["reasons"].([]any)
	for _, one := range reasons {
		reason, _ := one.(map[string]any)
		words, _ := reason["code"].(string)
		details, _ := reason["details"].([]any)
		for _, detail := range details {
			text, _ := detail.(string)
			words += " " + text
		}
		told = append(told, words)
	}
	return strings.Join(told, "; ")
}
