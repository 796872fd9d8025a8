package verify

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"vaxcheck/decode"
	"vaxcheck/internal/mint"
	"vaxcheck/trust"
	"vaxcheck/verify/record"
	"vaxcheck/verify/rules"
)

// TestNZCPCorpus judges the examples of the specification, which stand beside the project,
// with the program's own trust set.
func TestNZCPCorpus(t *testing.T) {
	folder := filepath.Join("..", "..", "shared", "corpus", "nzcp")
	table, err := os.ReadFile(filepath.Join(folder, "expected.tsv"))
	if err != nil {
		t.Skip("the examples of NZ COVID Pass are not beside the project: ", folder)
	}
	rows := strings.Fields(string(table))
	if len(rows) == 0 || len(rows)%3 != 0 {
		t.Fatalf("%d words in the table", len(rows))
	}
	set, err := trust.Bundled()
	if err != nil {
		t.Fatal(err)
	}
	for ; len(rows) > 0; rows = rows[3:] {
		text, err := os.ReadFile(filepath.Join(folder, rows[0]))
		if err != nil {
			t.Fatal(err)
		}
		r := Check(decode.Parse(decode.Code{Text: string(text)}), set, rules.Builtin()[0],
			Instant{Time: time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC)})
		if r.Verdict() != Verdict(rows[1]) || r.Reasons()[0] != Reason(rows[2]) {
			t.Errorf("%s: %s %v", rows[0], r.Verdict(), r.Reasons())
		}
	}
}

// TestNZCPLevels: level A says nothing that only passes have, C whose it is.
func TestNZCPLevels(t *testing.T) {
	issuer := mint.NewPassIssuer("did:web:pass.example", "key-1", "verify: passes")
	set, err := trust.LoadPassIssuers(mint.DIDDocument(issuer), "own", time.Unix(5, 0))
	if err != nil {
		t.Fatal(err)
	}
	pass := decode.Parse(decode.Code{Text: issuer.Pass().Sign(issuer, mint.DCCOptions{})})
	r := Check(pass, set, rules.Builtin()[0], Instant{Time: time.Unix(mint.DCCIssued, 0)})
	for level, want := range map[Level][]string{LevelA: nil, LevelB: {"nzcp", "did:web", "pass_issuers"},
		LevelC: {"nzcp", "no_dose_stated", "Hanako", "1985-04-01", "state_passes"}} {
		shown, err := json.Marshal(r.Inspect(level))
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range []string{"nzcp", "did:web", "pass_issuers", "no_dose_stated", "Hanako",
			"1985-04-01", "state_passes"} {
			is, meant := strings.Contains(string(shown), word), false
			for _, w := range want {
				meant = meant || w == word
			}
			if meant && !is || level == LevelA && is || level == LevelB && is && !meant {
				t.Errorf("level %s: %s is there: %t", level, word, is)
			}
		}
	}
}

// TestNZCPNames: people have one name or two; a pass of nobody is nobody's.
func TestNZCPNames(t *testing.T) {
	issuer := mint.NewPassIssuer("did:web:pass.example", "key-1", "verify: passes")
	for name, tt := range map[string]struct {
		given, family any
		want          []record.Name
	}{
		"both":        {"Hanako", "Mihon", []record.Name{{Family: "Mihon", Given: []string{"Hanako"}}}},
		"given alone": {"Hanako", nil, []record.Name{{Given: []string{"Hanako"}}}},
		"family":      {nil, "Mihon", []record.Name{{Family: "Mihon"}}},
		"neither":     {nil, "", nil},
	} {
		pass := issuer.Pass().WithSubject("givenName", tt.given).WithSubject("familyName", tt.family)
		r, problem := readNZCP(decode.Parse(decode.Code{Text: pass.Sign(issuer, mint.DCCOptions{})}))
		if problem != nil || !reflect.DeepEqual(r.Subjects[0].Names, tt.want) ||
			r.Passes[0].Counts != (tt.want != nil) || len(r.Doses) > 0 {
			t.Errorf("%s: %+v, %v", name, r, problem)
		}
	}
}
