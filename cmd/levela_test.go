package cmd

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/words"
	"vaxcheck/decode"
	"vaxcheck/internal/alike"
	"vaxcheck/trust"
	"vaxcheck/verify"
	"vaxcheck/verify/rules"
)

// alikeWays are all ways in which verify and inspect answer.
func alikeWays() (ways [][]string) {
	for _, format := range []string{"text", "json", "ndjson", "csv"} {
		for _, lang := range words.Tags() {
			ways = append(ways, []string{"verify", "--format", format, "--lang", lang})
			if format != "csv" {
				ways = append(ways, []string{"inspect", "--level", "A", "--format", format, "--lang", lang})
			}
		}
	}
	return append(ways, []string{"verify", "-q"})
}

// TestLevelATellsNoFormat compares, byte by byte, all that level A says of
// certificates of all formats that get the same answer.
func TestLevelATellsNoFormat(t *testing.T) {
	set := alikeTrust(t)
	for name, test := range alike.All() {
		t.Run(name, func(t *testing.T) {
			if len(test.Cards) < 2 {
				t.Fatal("nothing to compare")
			}
			for _, way := range alikeWays() {
				for _, face := range []bool{false, true} {
					alike.Same(t, test.Cards, func(text string) string { return ask(t, test, set, way, face, text) })
				}
			}
		})
	}
}

// ask runs the command on a file, and on standard input, and returns all that comes
// out of it.
func ask(t *testing.T, a alike.Alike, set, way []string, terminal bool, text string) string {
	t.Helper()
	t.Chdir(t.TempDir())
	if err := os.WriteFile("card.txt", []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	var all string
	inputs := []string{"card.txt"}
	if !terminal {
		inputs = append(inputs, "-")
	}
	for _, from := range inputs {
		now, flags := a.Clock()
		var out, errs bytes.Buffer
		code := Main(context.Background(),
			append(append(append(append([]string{}, way...), set...), flags...), from), cli.Env{
				In: strings.NewReader(text), Out: &out, Err: &errs, InTTY: true, OutTTY: terminal, ErrTTY: terminal,
				Size: func() (int, int) { return 140, 70 }, Getenv: func(string) string { return "" },
				Now:   func() time.Time { return now },
				Layer: func(s *trust.Set) (*trust.Set, error) { return s.With(a.Local, nil, time.Time{}) },
			})
		all += fmt.Sprintf("%s\n%s\n%d\n", out.String(), errs.String(), code)
		expectAlike(t, a, way, out.String())
	}
	return all
}

// expect holds the answer, where it can be read, against the one that is meant.
func expectAlike(t *testing.T, a alike.Alike, way []string, out string) {
	t.Helper()
	if strings.Join(way, " ") != "verify --format ndjson --lang en" {
		return
	}
	if got := readResults(t, "ndjson", out)[0].String(); got != a.Answer {
		t.Errorf("%s, want %s", got, a.Answer)
	}
}

// TestLevelATrust: the trust set is named as a whole at every level, for what was not
// read too; from level B on with the part that was used.
func TestLevelATrust(t *testing.T) {
	valid := alike.All()["valid"].Cards
	valid["nothing"] = "https://example.com/menu"
	parts := map[string]trust.PartName{"shc": trust.PartIssuers,
		"vds_nc": trust.PartAuthorities,
		"eu_dcc": trust.PartSigners, "nothing": ""}
	set, err := trust.Bundled()
	if err != nil {
		t.Fatal(err)
	}
	var status struct{ Whole struct{ SHA256 string } }
	decodeInto(t, runOK(t, false, "trust", "status", "--format", "json"), &status)
	if status.Whole.SHA256 != set.Whole().SHA256 {
		t.Errorf("trust status: %s", status.Whole.SHA256)
	}
	for format, text := range valid {
		for _, level := range []verify.Level{verify.LevelA, verify.LevelB, verify.LevelC} {
			report := verify.Check(decode.Parse(decode.Code{Text: text}), set, rules.Builtin()[0],
				verify.Instant{Time: alike.Now})
			got := report.View(level).Trust
			whole := set.Whole()
			if got.Source != "bundled" || got.SHA256 != whole.SHA256 ||
				got.Oldest.String() != "2024-01-08T00:00:00Z" ||
				got.Newest.String() != "2026-08-22T04:43:50Z" || *got.AgeDays != 1049 {
				t.Errorf("%s at %s: %+v", format, level, got)
			}
			if want := parts[format]; level == verify.LevelA || want == "" {
				if got.Part != nil {
					t.Errorf("%s at %s: part %+v", format, level, got.Part)
				}
			} else if part, _ := set.Part(want); got.Part == nil || got.Part.Name != want ||
				got.Part.SHA256 != part.SHA256 || time.Time(*got.Part.Created) != part.Created {
				t.Errorf("%s at %s: part %+v, want %+v", format, level, got.Part, part)
			}
		}
	}
}

// alikeTrust writes the trust set and returns the flags that name it.
func alikeTrust(t *testing.T) (flags []string) {
	t.Helper()
	for name, data := range alike.Trust() {
		file := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
		flags = append(flags, "--trust", file)
	}
	return flags
}
