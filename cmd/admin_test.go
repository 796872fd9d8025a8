package cmd

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/show"
	"vaxcheck/internal/expect"
	"vaxcheck/internal/mint"
)

// outcome is what a run of the command left behind.
type outcome struct {
	code     int
	out, err string
}

// testConsole is a run in a world of a test.
func testConsole(env cli.Env, lang string) *cli.Console {
	return &cli.Console{Env: env, Words: show.SentencesIn(lang)}
}

// runIn runs the command in a made-up world.
func runIn(terminal bool, variables map[string]string, args ...string) outcome {
	var out, err bytes.Buffer
	code := Main(context.Background(), args, cli.Env{
		In: strings.NewReader(""), InTTY: true, Out: &out, Err: &err, OutTTY: terminal, ErrTTY: terminal,
		Size:   func() (int, int) { return 100, 30 },
		Getenv: func(name string) string { return variables[name] },
		Now:    func() time.Time { return time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC) },
	})
	return outcome{code, out.String(), err.String()}
}

func runOK(t *testing.T, terminal bool, args ...string) string {
	t.Helper()
	got := runIn(terminal, nil, args...)
	if got.code != 0 || got.err != "" {
		t.Fatalf("%v: code %d, said %q", args, got.code, got.err)
	}
	return got.out
}

// expectText compares with a text that begins with a line feed; hashes differ
// with every change of what they are of, so they are left out.
func expectText(t *testing.T, want, got string) {
	t.Helper()
	got = regexp.MustCompile(`\b[0-9a-f]{64}\b`).ReplaceAllString(got, "HASH")
	if diff := cmp.Diff(strings.TrimPrefix(want, "\n"), got); diff != "" {
		t.Error(diff)
	}
}

// decodeInto reads one JSON document that ends with a line feed.
func decodeInto(t *testing.T, text string, v any) {
	t.Helper()
	if !strings.HasSuffix(text, "\n") || strings.Count(text, "\n") != 1 {
		t.Errorf("not one line: %.80q", text)
	}
	if err := json.Unmarshal([]byte(text), v); err != nil {
		t.Fatalf("%v in %.80q", err, text)
	}
}

// readCSV reads what spreadsheets are given, and names the cells of each row.
func readCSV(t *testing.T, text string) []map[string]string {
	t.Helper()
	text, marked := strings.CutPrefix(text, "\ufeff")
	if !marked || !strings.HasSuffix(text, "\r\n") {
		t.Errorf("no byte order mark or no CRLF: %.40q", text)
	}
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || len(rows) < 2 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	var named []map[string]string
	for _, row := range rows[1:] {
		cells := map[string]string{}
		for i, name := range rows[0] {
			cells[name] = row[i]
		}
		named = append(named, cells)
	}
	return named
}

// directoryFile writes a directory of three issuers: one with a period, one
// with a revocation list, and one that is hostile and announces a list it does
// not have. One of its keys is dropped.
func directoryFile(t *testing.T) string {
	t.Helper()
	day := func(year, month, day int) time.Time {
		return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	}
	period := mint.NewIssuer("https://a.example/issuer", "発行者A",
		"admin test a").WithCertificate(day(2021, 12, 1), day(2022, 12, 1))
	period.LastRetrieved = day(2024, 9, 20)
	list := mint.NewIssuer("https://b.example/issuer", "Issuer B", "admin test b")
	list.CRLVersion, list.CRL = 3, &mint.CRL{Ctr: 3, RIDs: []string{"AAAA", "BBBB.1650000000"}}
	hostile := mint.NewIssuer("https://c.example/issuer", "C \x1b[2J\u202e\tname", "admin test c")
	hostile.CRLVersion = 1
	broken := mint.NewIssuer("https://d.example/issuer", "Issuer D", "admin test d")
	broken.KID = "not-the-thumbprint"
	name := filepath.Join(t.TempDir(), "directory.json")
	if err := os.WriteFile(name, mint.Snapshot(day(2026, 8, 22), period, list, hostile, broken), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// TestEveryFormat: each command answers in each format, programs get the same in
// every language and on every screen, and nothing reaches a terminal that could
// speak to it.
func TestEveryFormat(t *testing.T) {
	file := directoryFile(t)
	for _, command := range []string{
		"trust status --trust " + file, "trust list --trust " + file,
		"trust show https://c.example/issuer --trust " + file,
		"trust show k-hU54F77DgvCTAqISIoyTzk5q1We5bQm2xNQQhL6Gs --trust " + file,
		"policy list", "policy show primary", "version", "licenses",
	} {
		for _, format := range []string{"text", "json", "ndjson", "csv"} {
			en := append(strings.Fields(command), "--format", format, "--lang", "en")
			ja := append(strings.Fields(command), "--format", format, "--lang", "ja")
			got := runOK(t, true, en...)
			if format != "text" && got != runOK(t, false, ja...) {
				t.Errorf("%s as %s: another answer in a pipe or in Japanese", command, format)
			}
			expect.Harmless(t, strings.TrimPrefix(got, "\ufeff"), "\r\n")
			expect.Harmless(t, strings.TrimPrefix(runOK(t, false, ja...), "\ufeff"), "\r\n\t")
			for line := range strings.Lines(got) {
				if strings.HasSuffix(format, "json") && !json.Valid([]byte(line)) {
					t.Errorf("%s as %s: %.80q", command, format, line)
				}
			}
		}
	}
}
