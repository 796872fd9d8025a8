package cmd

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
	"time"

	"vaxcheck/cmd/cli"
)

// sharedFolder is a folder of others' data beside the project, which is not
// part of it. The test is skipped where it is not there.
func sharedFolder(t *testing.T, parts ...string) string {
	t.Helper()
	dir := filepath.Join(append([]string{"..", "..", "shared"}, parts...)...)
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no data of others at %s: this test needs it", filepath.Join(parts...))
	}
	return dir
}

// corpusCase is one run over files of the reference validator's test data, and
// what the specification leads to: a verdict and its gravest reason for each
// result. gate says it in the words of that data's own documentation, save where the
// contract forgives what that refuses: "read + note".
type corpusCase struct {
	files []string
	gate  string
	want  []string
}

func one(gate, want string, files ...string) corpusCase {
	return corpusCase{files, gate, []string{want}}
}

const (
	wantSpecimen      = "specimen/specimen"
	wantUnknownIssuer = "review/issuer_unknown"
	wantUnknownKey    = "review/key_unknown"
)

// jwsCases, fileCases, … follow the sections of the reference on its test data.
// The example issuer is a specimen to us: what others call verified is that.
func jwsCases() []corpusCase {
	f := func(name string) string { return "test-example-00-d-jws-" + name + ".txt" }
	return []corpusCase{
		one("verified + note", wantSpecimen, f("bad-fhir-metadata")),
		one("rejected:bad-signature", "invalid/signature_malformed", f("der-signature")),
		one("rejected:bad-signature", "invalid/signature_malformed", f("der-signature-r-neg")),
		one("rejected:bad-signature", "invalid/signature_malformed", f("der-signature-s-neg")),
		one("rejected:bad-signature", "invalid/signature_malformed", f("der-signature-rs-neg")),
		one("rejected:bad-signature", "invalid/signature_invalid", f("invalid-signature")),
		one("rejected:unknown-key", wantUnknownKey, f("issuer-kid-mismatch")),
		one("rejected:untrusted-issuer", wantUnknownIssuer, f("issuer-not-valid-with-smart-key")),
		one("rejected:untrusted-issuer", wantUnknownIssuer, f("jws_too_long")),
		one("read + note", wantSpecimen, f("no_deflate")),
		one("rejected:bad-algorithm", "invalid/algorithm_not_allowed", f("no_jws_header_alg")),
		one("rejected:bad-header", "invalid/header_malformed", f("no_jws_header_kid")),
		one("rejected:bad-signature", "invalid/signature_invalid", f("no_jws_header_zip")),
		one("rejected:unknown-key", wantUnknownKey, f("wrong_jws_header_kid")),
		one("verified + note", wantSpecimen, f("trailing_chars")),
		one("verified + note", wantSpecimen, f("utf8_bom_prefix")),
	}
}

func fileCases() []corpusCase {
	f := func(name string) string { return "test-example-00-e-file-" + name + ".smart-health-card" }
	twice := []string{wantSpecimen, wantSpecimen}
	return []corpusCase{
		one("rejected:untrusted-issuer", wantUnknownIssuer, f("bad_jwks")),
		one("read + note", wantSpecimen, f("invalid_deflate")),
		one("rejected:untrusted-issuer", wantUnknownIssuer, f("invalid_issuer_url")),
		one("read + note", wantSpecimen, f("invalid_issuer_url_http")),
		one("read + note", wantSpecimen, f("issuer_url_with_trailing_slash")),
		one("rejected:untrusted-issuer", wantUnknownIssuer, f("jws_too_long")),
		{[]string{f("multi-jws")}, "verified, verified", twice},
		{[]string{f("multi-jws-issues")}, "rejected:bad-algorithm, verified",
			[]string{"invalid/algorithm_not_allowed", wantSpecimen}},
		one("read + note", wantSpecimen, f("no_deflate")),
		one("verified + note", wantSpecimen, f("trailing_chars")),
		one("verified + note", wantSpecimen, "test-example-00-e-file.wrong-extension"),
		one("verified", wantSpecimen, "test-example-00-fhirhealthcard.json"),
		{[]string{"test-example-00-fhirhealthcard-multi-jws.json"}, "verified, verified", twice},
		{[]string{"test-example-00-fhirhealthcard-with-resource-link.json"}, "verified, verified", twice},
	}
}

func numericCases() []corpusCase {
	f := func(name string) string { return "test-example-00-f-qr-code-numeric-value-0-" + name + ".txt" }
	var small []string
	for i := range 17 {
		small = append(small, fmt.Sprintf("test-example-00-f-qr-code-numeric-value-%d-qr_chunk_too_small.txt", i))
	}
	return []corpusCase{
		one("unreadable:bad-qr-header", "unreadable/code_damaged", f("index-out-of-range")),
		one("unreadable:bad-qr-digits", "unreadable/code_damaged", f("number-too-big")),
		one("unreadable:bad-qr-digits", "unreadable/code_damaged", f("odd-count")),
		one("verified + notes", wantSpecimen, small...),
		one("unreadable:missing-chunk", "unreadable/chunks_missing", small[1:]...),
		one("verified + note", wantSpecimen, f("trailing_chars")),
		one("verified + note", wantSpecimen, f("wrong-multi-chunk")),
		one("unreadable:bad-qr-header", wantSpecimen,
			f("wrong_qr_header")), // shc: without a slash can mean nothing else
		one("verified + notes", wantSpecimen,
			"test-example-02-f-qr-code-numeric-value-0-qr_chunk_too_big.txt",
			"test-example-02-f-qr-code-numeric-value-1-qr_chunk_too_big.txt"),
		one("verified", wantSpecimen, "test-example-1195-byte-qrnumeric.txt"),
	}
}

func pictureCases() []corpusCase {
	f := func(name string) string { return "test-example-00-g-qr-code-" + name }
	return []corpusCase{
		one("verified", wantSpecimen, f("0-scaled-23.jpg")),
		one("verified", wantSpecimen, f("0-scaled-85.jpg")),
		one("verified + notes", wantSpecimen, f("0-qr_chunk_too_small.png"), f("1-qr_chunk_too_small.png")),
		one("verified", wantSpecimen, f("inflated-to-v22.png")),
		one("verified + notes", wantSpecimen, f("0-single_qr_segment.png")),
		one("unreadable:bad-qr-digits", "unreadable/code_damaged", f("0-too_many_qr_segment.png")),
		one("verified + note", wantSpecimen, f("0-bad_qr_version.png")),
		// The damage is within what erasures repair; it is a whole card of an
		// issuer that nobody lists any more.
		one("unreadable:no-qr", wantUnknownIssuer, f("0-corrupted.png")),
		one("unreadable:not-json", "invalid/payload_malformed", "test-invalid-jws-payload.png"),
	}
}

func TestReferenceData(t *testing.T) {
	dir := sharedFolder(t, "corpus", "shc-reference")
	for name, cases := range map[string][]corpusCase{"jws": jwsCases(), "files": fileCases(),
		"texts": numericCases(), "pictures": pictureCases()} {
		t.Run(name, func(t *testing.T) {
			for _, c := range cases {
				if c.files = existing(t, dir, c.files); c.files != nil {
					checkCorpus(t, c, "--at", "2025-01-01T00:00:00Z")
				}
			}
		})
	}
}

// existing returns the files with their folder; nil, with a failure, if one is
// not there.
func existing(t *testing.T, dir string, names []string) []string {
	t.Helper()
	var paths []string
	for _, name := range names {
		path := filepath.Join(dir, name)
		if _, err := os.Stat(path); err != nil {
			t.Errorf("%s is not there", name)
			return nil
		}
		paths = append(paths, path)
	}
	return paths
}

func checkCorpus(t *testing.T, c corpusCase, flags ...string) {
	t.Helper()
	got := verdicts(t, append(append([]string{"verify", "--format", "ndjson"}, flags...), c.files...)...)
	first := filepath.Base(c.files[0])
	t.Logf("%-75s %-32s %s", first, c.gate, strings.Join(got, ", "))
	if strings.Join(got, ", ") != strings.Join(c.want, ", ") {
		t.Errorf("%s: got %v, want %v", first, got, c.want)
	}
}

// verdicts runs the command and returns "verdict/reason" for each result.
func verdicts(t *testing.T, args ...string) []string {
	t.Helper()
	var out, errs bytes.Buffer
	Main(context.Background(), args, cli.Env{
		In: strings.NewReader(""), Out: &out, Err: &errs, Getenv: func(string) string { return "" },
		Now: func() time.Time { return time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC) },
	})
	var got []string
	for line := range strings.Lines(out.String()) {
		var r struct {
			Verdict string
			Reasons []struct{ Code string }
		}
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatalf("%v: %q, stderr %q", err, line, errs.String())
		}
		verdict := r.Verdict
		if len(r.Reasons) > 0 {
			verdict += "/" + r.Reasons[0].Code
		}
		got = append(got, verdict)
	}
	return got
}

// The specification's own examples, in each form it publishes but SVG.
func TestSpecificationExamples(t *testing.T) {
	dir := sharedFolder(t, "corpus", "shc-spec-examples")
	cases := 0
	for number := range 4 {
		id := fmt.Sprintf("%02d", number)
		texts, err := filepath.Glob(filepath.Join(dir, "example-"+id+"-f-qr-code-numeric-value-*.txt"))
		if err != nil || len(texts) == 0 {
			t.Fatalf("no texts of example %s: %v", id, err)
		}
		sort.Sort(sort.Reverse(sort.StringSlice(texts)))
		for _, files := range [][]string{
			{filepath.Join(dir, "example-"+id+"-d-jws.txt")},
			{filepath.Join(dir, "example-"+id+"-e-file.smart-health-card")}, texts,
		} {
			cases++
			got := verdicts(t, append([]string{"verify", "--format", "ndjson", "--at",
				"2026-12-01T00:00:00Z"}, files...)...)
			t.Logf("%-50s %v", filepath.Base(files[0]), got)
			if len(got) != 1 || got[0] != wantSpecimen {
				t.Errorf("%s: got %v, want %s", filepath.Base(files[0]), got, wantSpecimen)
			}
		}
	}
	if cases != 12 {
		t.Errorf("%d cases", cases)
	}
	if two := verdicts(t, "verify", "--format",
		"ndjson", filepath.Join(dir, "example-02-f-qr-code-numeric-value-0.txt"),
		filepath.Join(dir, "example-02-f-qr-code-numeric-value-2.txt")); len(two) != 1 ||
		two[0] != "unreadable/chunks_missing" {
		t.Errorf("two chunks of three: %v", two)
	}
}

// Lists with faults: the private half of the key is public, so whoever trusts
// these issuers gets specimens, and who does not, unknown issuers.
func TestReferenceRevocationLists(t *testing.T) {
	dir := sharedFolder(t, "corpus", "shc-reference", "badcrl")
	cards, err := filepath.Glob(filepath.Join(dir, "*", "jws-crl-*.txt"))
	if err != nil || len(cards) < 5 {
		t.Fatalf("%d cards, %v", len(cards), err)
	}
	for _, card := range cards {
		name := filepath.Base(filepath.Dir(card))
		checkCorpus(t, one("without trust", wantUnknownIssuer, card))
		checkCorpus(t, one("verified + note", wantSpecimen, card), "--at", "2025-01-01T00:00:00Z",
			"--trust", directoryOf(t, name, filepath.Dir(card)))
	}
}

// directoryOf writes a directory of one issuer with its keys and lists.
func directoryOf(t *testing.T, name, dir string) string {
	t.Helper()
	read := func(path string) json.RawMessage {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	var set struct {
		Keys []json.RawMessage `json:"keys"`
	}
	if err := json.Unmarshal(read(filepath.Join(dir, ".well-known", "jwks.json")), &set); err != nil {
		t.Fatal(err)
	}
	var lists []json.RawMessage
	paths, _ := filepath.Glob(filepath.Join(dir, ".well-known", "crl", "*.json"))
	for _, path := range paths {
		lists = append(lists, read(path))
	}
	url := "https://raw.githubusercontent.com/smart-on-fhir/health-cards-dev-tools/main/testdata/badcrl/" + name
	data, err := json.Marshal(map[string]any{"directory": "test", "time": "2024-01-01T00:00:00Z",
		"issuerInfo": []any{map[string]any{
			"issuer": map[string]string{"iss": url, "name": name}, "keys": set.Keys, "crls": lists,
			"lastRetrieved": "2024-01-01T00:00:00Z",
		}}})
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "directory.json")
	if err := os.WriteFile(out, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return out
}
