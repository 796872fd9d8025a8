package show

import (
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"vaxcheck/internal/expect"
	"vaxcheck/internal/mint"
	"vaxcheck/verify"
)

// csvRow renders one report and returns the row by the names of the columns.
func csvRow(t *testing.T, level verify.Level, r verify.Report) map[string]string {
	t.Helper()
	text := rendered(t, settingsFor(expect.Face{Lang: "ja", Terminal: false}, level), r, csvOf)
	text, marked := strings.CutPrefix(text, "\ufeff")
	if !marked || strings.Count(text, "\r\n") != 2 {
		t.Errorf("no byte order mark, or other ends of lines: %q", text)
	}
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || len(rows) != 2 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	row := map[string]string{}
	for i, name := range rows[0] {
		row[name] = rows[1][i]
	}
	if len(row) != len(rows[1]) {
		t.Errorf("two columns of one name in %v", rows[0])
	}
	return row
}

func TestCSVColumns(t *testing.T) {
	want := map[verify.Level]string{
		verify.LevelA: "input,index,verdict,reason,checked_at,as_of,trust_source,trust_sha256,trust_oldest,trust_newest,trust_age_days,policy",
		verify.LevelB: "format,issuer_id,issuer_name,key_id,issued_at,expires_at,sha256,qr_version,qr_level,chunks,key_source,key_last_listed,trust_part,trust_part_source,trust_part_sha256,trust_part_created,trust_part_age_days",
		verify.LevelC: "family,given,birth_date,dose_count,doses,tests,exemptions,policy_details,recoveries",
	}
	got := map[verify.Level][]string{}
	for _, c := range csvColumns {
		got[c.level] = append(got[c.level], c.name)
	}
	for level, names := range want {
		if strings.Join(got[level], ",") != names {
			t.Errorf("level %s: %v, want %s", level, got[level], names)
		}
	}
	if !slices.IsSortedFunc(csvColumns, func(a, b column) int { return int(a.level) - int(b.level) }) {
		t.Error("columns of a lower level behind those of a higher one")
	}
}

func TestCSVRow(t *testing.T) {
	row := csvRow(t, verify.LevelC, textReports(t)[verify.Valid])
	for name, want := range map[string]string{
		"input": "a.png", "verdict": "valid", "reason": "", "checked_at": "2022-07-01T00:30:00Z", "as_of": "",
		"trust_source": "test.json", "trust_age_days": "29", "policy": "any", "issuer_name": "Example Health Agency",
		"expires_at": "", "family": "見本", "given": "花子", "birth_date": "1985-04-01", "dose_count": "3",
		"doses": "2021-07-10 cvx:208 ZZ0001; 2021-07-31 cvx:208 ZZ0002; 2022-03-05 cvx:207 YY0003",
	} {
		if row[name] != want {
			t.Errorf("%s: got %q, want %q", name, row[name], want)
		}
	}
	row = csvRow(t, verify.LevelC, textReports(t)[verify.Insufficient])
	for name, want := range map[string]string{
		"reason": "policy_not_met", "policy_details": "no_covid19_dose", "dose_count": "0",
		"tests": "2022-01-10T09:30:00+09:00 loinc:94558-4 antigen snomed-ct:260415000 negative",
	} {
		if row[name] != want {
			t.Errorf("%s: got %q, want %q", name, row[name], want)
		}
	}
	exempt := judged(t, cardCode(textIssuer, mint.Exempt()), verify.Instant{Time: textNow})
	if got, want := csvRow(t, verify.LevelC, exempt)["exemptions"],
		"https://policy.example/vaccination vaccine-exemption 2022-01-01 2022-02-01"; got != want {
		t.Errorf("exemptions: got %q, want %q", got, want)
	}
	family := csvRow(t, verify.LevelC, judged(t, cardCode(textIssuer, mint.Family()), verify.Instant{Time: textNow}))
	if family["family"] != "見本; 見本; 旧姓" || family["birth_date"] != "1985-04-01; 1950-12-31" {
		t.Errorf("family: %q, %q", family["family"], family["birth_date"])
	}
}

// TestCSVOfOtherFormats: what no health card says has its place as well.
func TestCSVOfOtherFormats(t *testing.T) {
	for want, got := range map[string]string{
		"2021-07-31 eu-mp:EU/1/20/1528 2/2":                    csvDose(statedDose),
		"2021-05-01 snomed-ct:840539006 2021-05-12 2021-10-28": csvRecovery(statedRecovery),
		"1 (not_counted)": csvRecovery(verify.RecoveryView{ValidFrom: &statedDose.Maker}),
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// TestCSVInjection: no cell of a card is a formula to a spreadsheet.
func TestCSVInjection(t *testing.T) {
	for _, name := range []string{"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u3000=1", "＝1+1",
		"＋1", "－1", "＠A1"} {
		p := mint.Sample()
		p.Names = []mint.Name{{Family: name, Given: []string{"x", "y"}}}
		p.Doses[0].Date, p.Doses[0].Lot = "2021-01-01", name
		row := csvRow(t, verify.LevelC, judged(t, mint.Numeric(mint.US(textIssuer, p).JWS(textIssuer)),
			verify.Instant{Time: textNow}))
		if cell := row["family"]; !strings.HasPrefix(cell, "'") {
			t.Errorf("%q becomes %q", name, cell)
		}
	}
	for in, want := range map[string]string{
		"": "", "a=b": "a=b", "'a": "'a", "=cmd": "'=cmd", "\n=1": `'\u{000a}=1`, "見本": "見本",
		"2021-01-01": "2021-01-01",
	} {
		if got := csvCell(in); got != want {
			t.Errorf("csvCell(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzCSVCell(f *testing.F) {
	for _, tt := range safeTextTests {
		f.Add(tt.in)
	}
	f.Add("=1")
	f.Fuzz(func(t *testing.T, text string) {
		cell := csvCell(text)
		expect.Harmless(t, cell, "")
		if strings.ContainsAny(cell[:min(1, len(cell))], "=+-@\t\r") {
			t.Errorf("%q becomes %q", text, cell)
		}
	})
}
