package cmd

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vaxcheck/cmd/admin"
	"vaxcheck/cmd/cli"
)

const japan = "https://vc.vrs.digital.go.jp/issuer"

// japanKeys are Japan's keys with the periods of their certificates.
func japanKeys() map[string]string {
	return map[string]string{
		"f1vhQP9oOZkityrguynQqB4aVh8u9xcf3wm4AFF4aVw": "2021-11-25T12:55:16Z/2022-11-25T12:55:16Z",
		"5fGcRveDtGxLX2q_CjXLUOITyAR5KuVNsfe9TkjE86k": "2022-10-06T06:35:53Z/2023-12-31T06:35:53Z",
		"zAa3HKmmj-gAlTasE5Wc_7PAvY9hR_8La5XVr60E41w": "2023-11-07T06:35:00Z/2024-12-31T06:35:00Z",
	}
}

const statusEN = `
source                 directory.json
created                2026-08-22T00:00:00Z (91 days ago)
origin                 https://directory.example/issuers.json
SHA-256 of the origin  HASH
SHA-256                HASH
issuers                4
keys                   3, 1 of them with a period
revocation lists       1 with 2 entries; 1 announced but MISSING
in results             directory.json of 2026-08-22 (91 days old)
SHA-256 in results     HASH

1 issuer was not reached in the 30 days before the set was made. Longest ago:
  2024-09-20  発行者A                            https://a.example/issuer
  2026-08-22  Issuer B                           https://b.example/issuer
  2026-08-22  C \u{001b}[2J\u{202e}\u{0009}name  https://c.example/issuer
  2026-08-22  Issuer D                           https://d.example/issuer

1 note from reading the set:
  LEFT OUT  key_id  kid is not the thumbprint of the key  https://d.example/issuer  not-the-thumbprint
`

const statusJA = `
入手元              directory.json
作成日時            2026-08-22T00:00:00Z (91日経過)
元データ            https://directory.example/issuers.json
元データの SHA-256  HASH
SHA-256             HASH
発行者              4
鍵                  3件(うち期間の記載あり 1件)
取り消し一覧        1件(登録 2件)、告知されたのに手元にないもの 1件
結果での表示        directory.json 2026-08-22 作成 (91日経過)
結果での SHA-256    HASH

リスト作成前の30日間に取得できていない発行者 1件。最も古いもの:
  2024-09-20  発行者A                            https://a.example/issuer
  2026-08-22  Issuer B                           https://b.example/issuer
  2026-08-22  C \u{001b}[2J\u{202e}\u{0009}name  https://c.example/issuer
  2026-08-22  Issuer D                           https://d.example/issuer

読み込み時の注記 1件:
  除外  key_id  kid が鍵のサムプリントと一致しない  https://d.example/issuer  not-the-thumbprint
`

func TestTrustStatusText(t *testing.T) {
	file := directoryFile(t)
	expectText(t, statusEN, runOK(t, true, "trust", "status", "--trust", file))
	expectText(t, statusJA, runOK(t, true, "trust", "status", "--trust", file, "--lang", "ja"))

	piped := runOK(t, false, "trust", "status", "--trust", file)
	for _, want := range []string{"source\tdirectory.json\n", "issuers\t4\n",
		"  2024-09-20T00:00:00Z\t発行者A\thttps://a.example/issuer\n"} {
		if !strings.Contains(piped, want) {
			t.Errorf("no %q in\n%s", want, piped)
		}
	}
}

func TestTrustStatusData(t *testing.T) {
	file := directoryFile(t)
	var st struct {
		Schema  string
		AgeDays int `json:"age_days"`
		Counts  map[string]int
		Notes   []struct{ Dropped bool }
	}
	decodeInto(t, runOK(t, false, "trust", "status", "--trust", file, "--format", "json"), &st)
	want := map[string]int{
		"issuers": 4, "keys": 3, "keys_with_periods": 1, "revocation_lists": 1, "revocation_entries": 2,
		"missing_revocation_lists": 1, "issuers_not_reached": 1,
	}
	if diff := cmp.Diff(want, st.Counts); diff != "" {
		t.Error(diff)
	}
	if st.Schema != "vaxcheck.trust-status/1" || st.AgeDays != 91 || len(st.Notes) != 1 || !st.Notes[0].Dropped {
		t.Errorf("got %+v", st)
	}
	if lines := runOK(t, false, "trust", "status", "--trust", file, "--format",
		"ndjson"); strings.Count(lines, "\n") != 1 {
		t.Errorf("ndjson of several lines: %q", lines)
	}
	row := readCSV(t, runOK(t, false, "trust", "status", "--format", "csv"))[0]
	for column, want := range map[string]string{
		"source": "bundled", "created": "2026-08-22T04:43:50Z", "age_days": "91", "issuers": "651", "keys": "961",
		"revocation_lists": "6", "revocation_entries": "1343", "missing_revocation_lists": "0", "notes": "0",
	} {
		if row[column] != want {
			t.Errorf("%s is %q, want %q", column, row[column], want)
		}
	}
}

func TestTrustListText(t *testing.T) {
	file := directoryFile(t)
	expectText(t, `
KEYS  RETRIEVED   NAME                               ISSUER
1     2024-09-20  発行者A                            https://a.example/issuer
1     2026-08-22  Issuer B                           https://b.example/issuer
1     2026-08-22  C \u{001b}[2J\u{202e}\u{0009}name  https://c.example/issuer
0     2026-08-22  Issuer D                           https://d.example/issuer
`, runOK(t, true, "trust", "list", "--trust", file))
	expectText(t, "鍵  最終取得    名称     発行者\n1   2024-09-20  発行者A  https://a.example/issuer\n",
		runOK(t, true, "trust", "list", "--trust", file, "--search", "A.EXAMPLE", "--lang", "ja"))
	expectText(t, "1\t2026-08-22T00:00:00Z\tIssuer B\thttps://b.example/issuer\n",
		runOK(t, false, "trust", "list", "--trust", file, "--search", "issuer b"))

	if n := strings.Count(runOK(t, false, "trust", "list"), "\n"); n != 651 {
		t.Errorf("%d lines for the bundled set", n)
	}
	got := runIn(true, nil, "trust", "list", "--search", "nobody of that name")
	if got.code != 0 || got.out != "" || got.err != "no issuer matches\n" {
		t.Errorf("no match: %+v", got)
	}
}

// listed is what the tests read of the JSON of the trust commands.
type listed struct {
	Schema             string
	Counts             admin.SetCounts
	Issuers, Specimens []struct {
		ID       string
		Specimen bool
		Keys     []struct {
			KID, Thumbprint, X, Y, Source string
			Specimen                      bool
			Periods                       []struct {
				NotBefore   string `json:"not_before"`
				NotAfter    string `json:"not_after"`
				NamesIssuer bool   `json:"names_issuer"`
			}
			RevocationEntries *int `json:"revocation_entries"`
		}
	}
}

func TestTrustListData(t *testing.T) {
	var l listed
	decodeInto(t, runOK(t, false, "trust", "list", "--format", "json"), &l)
	keys := 0
	for _, is := range l.Issuers {
		keys += len(is.Keys)
	}
	if got := []int{l.Counts.Issuers, l.Counts.Keys, len(l.Issuers), keys,
		len(l.Specimens)}; !slices.Equal(got, []int{651, 961, 651, 961, 2}) {
		t.Errorf("counts %v", got)
	}
	if l.Schema != "vaxcheck.trust/1" {
		t.Errorf("schema %q", l.Schema)
	}
	lines := strings.Split(strings.TrimSuffix(runOK(t, false, "trust", "list", "--format", "ndjson"), "\n"), "\n")
	for _, line := range lines {
		if !strings.HasPrefix(line, `{"schema":"vaxcheck.trust-issuer/1","id":"`) {
			t.Fatalf("line %.80q", line)
		}
	}
	if len(lines) != 651 {
		t.Errorf("%d lines", len(lines))
	}
}

func TestTrustListCSV(t *testing.T) {
	rows := readCSV(t, runOK(t, false, "trust", "list", "--format", "csv"))
	got := map[string]string{}
	for _, row := range rows {
		if row["issuer_id"] == japan {
			got[row["kid"]] = row["periods"]
		}
	}
	if diff := cmp.Diff(japanKeys(), got); diff != "" || len(rows) != 961 {
		t.Errorf("%d rows; %s", len(rows), diff)
	}
}

func TestTrustShowIssuer(t *testing.T) {
	var l listed
	decodeInto(t, runOK(t, false, "trust", "show", japan, "--format", "json"), &l)
	got := map[string]string{}
	for _, k := range l.Issuers[0].Keys {
		got[k.KID] = k.Periods[0].NotBefore + "/" + k.Periods[0].NotAfter
		if k.KID != k.Thumbprint || len(k.X) != 43 || len(k.Y) != 43 || k.Source != "bundled" ||
			!k.Periods[0].NamesIssuer {
			t.Errorf("key %+v", k)
		}
	}
	if diff := cmp.Diff(japanKeys(), got); diff != "" {
		t.Error(diff)
	}
	text := runOK(t, true, "trust", "show", japan)
	for _, kid := range slices.Collect(maps.Keys(japanKeys())) {
		if !strings.Contains(text, "key              "+kid+"\n") {
			t.Errorf("no %s in\n%s", kid, text)
		}
	}
}

const showJA = `
発行者    https://b.example/issuer
名称      Issuer B
最終取得  2026-08-22T00:00:00Z

鍵                rvZpw6vFJ7yqwDUzuUMPEeG1PclfuGBZi0bRgB7SR1s
方式              ES256
サムプリント      rvZpw6vFJ7yqwDUzuUMPEeG1PclfuGBZi0bRgB7SR1s
x                 15LBwnWw7l_6U_btsxjYtLWESn9Nn1j6IhdZFASP6YU
y                 cpn45wQt6vsEXIYhra8YrbyvKUMv4JYlKJ0EWm0VJoU
電子証明書の期間  記載なし
取り消し一覧      登録 2件、方式 rid、番号 3
鍵の入手元        directory.json

入手元              directory.json
作成日時            2026-08-22T00:00:00Z
元データ            https://directory.example/issuers.json
元データの SHA-256  HASH
SHA-256             HASH
`

func TestTrustShowText(t *testing.T) {
	file := directoryFile(t)
	expectText(t, showJA, runOK(t, true, "trust", "show", "https://b.example/issuer", "--trust", file, "--lang", "ja"))
	for issuer, want := range map[string]string{
		"https://a.example/issuer":                 "period           2021-12-01T00:00:00Z – 2022-12-01T00:00:00Z (made out to the issuer)\n",
		"https://c.example/issuer":                 "revocation list  MISSING, or not usable: counter 1\n",
		"https://specimen.vaxcheck.example/issuer": "SPECIMEN  an issuer for tests: never a real certificate (vaxcheck's own specimens, whose private key is public)\n",
	} {
		text := runOK(t, true, "trust", "show", issuer, "--trust", file)
		if !strings.Contains(text, want) || strings.ContainsAny(text, "\x1b\u202e") {
			t.Errorf("%s: no %q in\n%s", issuer, want, text)
		}
	}
}

// TestTrustShowKey asks for the key id that most issuers share.
func TestTrustShowKey(t *testing.T) {
	counts := map[string]int{}
	for _, row := range readCSV(t, runOK(t, false, "trust", "list", "--format", "csv")) {
		counts[row["kid"]]++
	}
	shared := slices.MaxFunc(slices.Collect(maps.Keys(counts)), func(a, b string) int { return counts[a] - counts[b] })
	var l listed
	decodeInto(t, runOK(t, false, "trust", "show", "--format", "json", "--", shared), &l)
	if len(l.Issuers) != 161 || counts[shared] != 161 {
		t.Errorf("%d issuers, %d rows", len(l.Issuers), counts[shared])
	}
	text := runOK(t, true, "trust", "show", "--", shared)
	if strings.Count(text, shared) != 2 || !strings.Contains(text, "\nListed by 161 issuers:\n") {
		t.Errorf("the key is not told once, or its issuers are not counted:\n%.400s", text)
	}
}

func TestTrustShowSpecimen(t *testing.T) {
	var l listed
	decodeInto(t, runOK(t, false, "trust", "show", "--format", "json",
		"https://spec.smarthealth.cards/examples/issuer"), &l)
	if len(l.Issuers) != 1 || !l.Issuers[0].Specimen || len(l.Issuers[0].Keys) != 2 || !l.Issuers[0].Keys[0].Specimen {
		t.Errorf("got %+v", l.Issuers)
	}
}

func TestTrustErrors(t *testing.T) {
	file := directoryFile(t)
	for _, tt := range []struct {
		args []string
		code int
		err  string
	}{
		{[]string{"trust", "show", japan + "/"}, cli.ExitUsage, "did you mean: " + japan},
		{[]string{"trust", "show", "nobody"}, cli.ExitUsage, "trust list --search"},
		{[]string{"trust", "show"}, cli.ExitUsage, "takes 1 argument, not 0"},
		{[]string{"trust", "list", "x"}, cli.ExitUsage, "takes 0 arguments, not 1"},
		{[]string{"trust", "nosuch"}, cli.ExitUsage, `unknown command "nosuch" for "vaxcheck trust"`},
		{[]string{"trust", "lst"}, cli.ExitUsage, "did you mean: list"},
		{[]string{"trust", "status", "--trust", file + ".missing"}, cli.ExitNotReady, "trust set missing"},
		{[]string{"trust", "status", "--trust", "root.go"}, cli.ExitNotReady, "trust set refused"},
		{[]string{"trust", "list", "--issuer", "x"}, cli.ExitUsage, "--issuer needs --trust"},
		{[]string{"trust", "list", "--format", "xml"}, cli.ExitUsage, "xml"},
	} {
		got := runIn(false, nil, tt.args...)
		if got.code != tt.code || got.out != "" || !strings.Contains(got.err, tt.err) {
			t.Errorf("%v: %+v", tt.args, got)
		}
	}
}
