package cmd

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vaxcheck/cmd/cli"
	"vaxcheck/decode"
	"vaxcheck/internal/expect"
	"vaxcheck/internal/vectors"
	"vaxcheck/trust"
	"vaxcheck/verify"
)

// testdata is the folder that testdata/generate writes; its README tells what
// the words in a vector's head mean.
var testdata = filepath.Join("..", "testdata")

// vector is one input and the answer it must get.
type vector struct{ vectors.Vector }

func readVectors(t *testing.T) (list []vector) {
	t.Helper()
	all, err := vectors.All(os.DirFS(testdata))
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range all {
		list = append(list, vector{v})
	}
	return list
}

// road is one way of asking the command about an input.
type road struct {
	expect.Face
	format string
	level  verify.Level
	stdin  bool
}

func (r road) String() string {
	return fmt.Sprintf("%s, level %s, %s, stdin %v", r.format, r.level, r.Face, r.stdin)
}

// roads are all ways: text in every face, and JSON, which looks the same in
// every face, in one of them each. Level B, between the two others, is asked
// for in text only on a terminal, where it draws.
func roads() []road {
	var list []road
	for _, level := range []verify.Level{verify.LevelA, verify.LevelB, verify.LevelC} {
		for i, f := range expect.Faces() {
			if level != verify.LevelB || f.Terminal {
				list = append(list, road{Face: f, format: "text", level: level})
			}
			if i == int(level) {
				list = append(list, road{Face: f, format: "json", level: level})
			}
			if i == len(expect.Faces())-1-int(level) {
				list = append(list, road{Face: f, format: "ndjson", level: level})
			}
		}
	}
	return append(list, road{Face: expect.Faces()[0], format: "ndjson", level: verify.LevelA, stdin: true})
}

// arguments are the flags that a vector's head stands for.
func (v vector) arguments() []string {
	var args []string
	if v.At != "" {
		args = append(args, "--at", v.At)
	}
	switch file := v.PolicyFile(); {
	case file != "":
		args = append(args, "--policy", filepath.Join(testdata, file))
	case v.Policy != "":
		args = append(args, "--policy", v.Policy)
	}
	if v.Trust != "bundled" {
		args = append(args, "--trust", filepath.Join(testdata, v.TrustFile()))
	}
	return args
}

// clock is the time that the machine's own clock shows: the vector's, or for
// one that states a time any other.
func (v vector) clock(t *testing.T) time.Time {
	t.Helper()
	if v.Now == "" {
		return time.Date(2027, 6, 1, 0, 0, 0, 0, time.UTC)
	}
	now, err := time.Parse(time.RFC3339, v.Now)
	if err != nil {
		t.Fatal(err)
	}
	return now
}

// ask runs verify about a file that holds the vector's body.
func (v vector) ask(t *testing.T, file string, r road) outcome {
	t.Helper()
	var in, out, errs bytes.Buffer
	if r.stdin {
		in.Write(v.Body)
		file = "-"
	}
	args := append([]string{"verify", "--format", r.format, "--level", r.level.String(), "--lang", r.Lang},
		v.arguments()...)
	code := Main(context.Background(), append(args, file), cli.Env{
		In: &in, Out: &out, Err: &errs, InTTY: !r.stdin, OutTTY: r.Terminal, ErrTTY: r.Terminal,
		Size:   func() (int, int) { return 140, 70 }, // room for the codes
		Getenv: func(string) string { return "" },
		Now:    func() time.Time { return v.clock(t) },
		Layer:  v.layer,
	})
	return outcome{code, out.String(), errs.String()}
}

// layer puts over a set what the vector's head names.
func (v vector) layer(set *trust.Set) (*trust.Set, error) { return v.Layer(os.DirFS(testdata), set) }

// shortRoads is by how many roads one is taken with -short: the race detector makes
// pictures ten times as slow to read, and each is read anew by every road.
const shortRoads = 5

// TestVectors asks about every vector by every road.
func TestVectors(t *testing.T) {
	folder := t.TempDir()
	for i, v := range readVectors(t) {
		file := filepath.Join(folder, fmt.Sprint(i))
		if err := os.WriteFile(file, v.Body, 0o600); err != nil {
			t.Fatal(err)
		}
		t.Run(v.Name, func(t *testing.T) {
			private := v.private(t)
			for n, r := range roads() {
				if !testing.Short() || (i+n)%shortRoads == 0 {
					v.on(r).expect(t, r, v.ask(t, file, r), private)
				}
			}
		})
	}
}

// on is the vector as a road leads to it.
func (v vector) on(r road) vector {
	if r.stdin && len(v.Stream) > 0 {
		v.Results, v.Fails, v.Details = v.Stream, []string{"decode"}, nil
	}
	return v
}

// expect holds what a road led to against the vector.
func (v vector) expect(t *testing.T, r road, got outcome, private private) {
	t.Helper()
	if want := v.exitCode(); got.code != want {
		t.Errorf("%s: code %d, want %d; said %q", r, got.code, want, got.err)
	}
	if r.format == "text" {
		v.expectText(t, r, got.out)
	} else {
		v.Expect(t, r.String(), r.level, readResults(t, r.format, got.out))
	}
	all := got.out + got.err
	if r.Terminal && r.format == "text" {
		all = expect.Uncoloured(all)
	}
	expect.Harmless(t, all, "\n\t")
	for _, word := range private.from(r.level) {
		if strings.Contains(all, word) {
			t.Errorf("%s: shows %q", r, word)
		}
	}
	if slices.Equal(v.Results, []string{"valid"}) && private.code != nil {
		private.expectShown(t, r, all)
	}
}

// exitCodes is the contract's table, and gravestFirst its rule for several.
var (
	contractCodes = map[string]int{"valid": 0, "invalid": 1, "review": 3, "insufficient": 3, "unreadable": 4,
		"not_ready": 5, "specimen": 7}
	gravestFirst = []int{5, 1, 3, 7, 4, 0}
)

func (v vector) exitCode() int {
	gravest := len(gravestFirst)
	for _, result := range v.Results {
		verdict, _, _ := strings.Cut(result, "/")
		gravest = min(gravest, slices.Index(gravestFirst, contractCodes[verdict]))
	}
	return gravestFirst[gravest]
}

// contractWords are the verdicts as people read them.
var contractWords = map[string]map[string]string{
	"en": {"valid": "VALID", "insufficient": "NOT ENOUGH", "review": "CHECK", "invalid": "INVALID",
		"specimen": "SPECIMEN", "unreadable": "NOT READ", "not_ready": "NOT READY"},
	"ja": {"valid": "有効", "insufficient": "条件未達", "review": "要確認", "invalid": "無効", "specimen": "見本",
		"unreadable": "読取不可", "not_ready": "準備中"},
}

// expectText finds the verdicts on the lines that are not indented.
func (v vector) expectText(t *testing.T, r road, out string) {
	t.Helper()
	var got, want []string
	for line := range strings.Lines(expect.Uncoloured(out)) {
		if strings.TrimSpace(line) == "" || line[0] == ' ' {
			continue
		}
		word, _, _ := strings.Cut(strings.TrimLeft(line, "[ "), "  ")
		got = append(got, strings.TrimRight(word, " ]"))
	}
	for _, result := range v.Results {
		verdict, _, _ := strings.Cut(result, "/")
		want = append(want, contractWords[r.Lang][verdict])
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s: %s", r, diff)
	}
}

func readResults(t *testing.T, format, out string) []vectors.Answer {
	t.Helper()
	if format == "ndjson" {
		var list []vectors.Answer
		for line := range strings.Lines(out) {
			list = append(list, vectors.Answer{})
			decodeInto(t, line, &list[len(list)-1])
		}
		return list
	}
	var report struct{ Results []vectors.Answer }
	if err := json.Unmarshal([]byte(out), &report); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return report.Results
}

// TestVectorsCover looks for a vector in which only one check fails, for each
// check, and for one of each reason.
func TestVectorsCover(t *testing.T) {
	alone, reasons := map[string]bool{}, map[string]bool{}
	for _, v := range readVectors(t) {
		if len(v.Fails) == 1 {
			alone[v.Fails[0]] = true
		}
		for _, result := range v.Results {
			_, reason, _ := strings.Cut(result, "/")
			reasons[reason] = true
		}
	}
	for _, id := range verify.CheckIDs() {
		if !alone[string(id)] {
			t.Errorf("no vector in which only the check %s fails", id)
		}
	}
	// A vector is a file that was read, judged with a trust set that is there,
	// and by itself.
	elsewhere := []verify.Reason{verify.ReasonTrustMissing, verify.ReasonTrustRefused,
		decode.ReasonFileNotRead, verify.ReasonSeenBefore}
	for _, reason := range verify.Reasons() {
		if !reasons[string(reason)] && !slices.Contains(elsewhere, reason) {
			t.Errorf("no vector for the reason %s", reason)
		}
	}
}
