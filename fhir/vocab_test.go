package fhir

import (
	"slices"
	"strconv"
	"strings"
	"testing"
)

// allTables lists the vocabulary tables, for checks that go over all of them.
var allTables = map[string]struct {
	text, columns string
	rows          int // how many there are, so that none gets lost unnoticed
}{
	"cvx":      {cvxTable, vaccineColumns, 205},
	"vaccines": {vaccineTable, vaccineColumns, 109},
	"tests":    {testTable, testColumns, 89},
	"results":  {resultTable, resultColumns, 36},
}

func isSlug(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-_") == "" && strings.Trim(s, "-_") == s
}

// systems are the short names of the code systems each table may hold.
const systems = " cvx icd-11 snomed-ct atc air eu-mp loinc "

func TestTables(t *testing.T) {
	for name, table := range allTables {
		t.Run(name, func(t *testing.T) {
			rows, err := parseTable(table.text, table.columns)
			if err != nil {
				t.Fatal(err)
			}
			if len(rows) != table.rows {
				t.Errorf("%d rows, want %d", len(rows), table.rows)
			}
			for _, f := range rows {
				en, ja := f[len(f)-2], f[len(f)-1]
				if en == "" || ja == "" || strings.TrimSpace(en) != en || strings.TrimSpace(ja) != ja {
					t.Errorf("%s %s: names %q and %q", f[0], f[1], en, ja)
				}
				if !strings.Contains(systems, " "+f[0]+" ") || f[1] == "" || strings.TrimSpace(f[1]) != f[1] {
					t.Errorf("code %q of system %q", f[1], f[0])
				}
			}
		})
	}
}

func TestVaccineRows(t *testing.T) {
	products := knownVaccines()
	if len(products) != allTables["cvx"].rows+allTables["vaccines"].rows {
		t.Fatalf("%d products", len(products))
	}
	covid := 0
	for key, p := range products {
		if p.System != key.System || p.Code != key.Code {
			t.Errorf("%v is filed under %v", p, key)
		}
		if p.Slug != "" && !isSlug(p.Slug) {
			t.Errorf("%s %s: slug %q", p.System, p.Code, p.Slug)
		}
		switch p.Kind {
		case "vaccine":
			for disease := range strings.SplitSeq(p.Group, "+") {
				if !isSlug(disease) || !p.Against(disease) {
					t.Errorf("%s %s: group %q", p.System, p.Code, p.Group)
				}
			}
		case "not_given", "immune_globulin_or_other", "unspecified":
			if p.Group != "" || p.Slug != "" {
				t.Errorf("%s %s is no vaccine, but has a group or slug", p.System, p.Code)
			}
		default:
			t.Errorf("%s %s: kind %q", p.System, p.Code, p.Kind)
		}
		if p.System == "cvx" && p.Against("covid-19") {
			covid++
		}
		if strings.Contains(strings.ToLower(p.EN), "monovalent") ||
			strings.Contains(p.JA, "1価") && p.Group == "covid-19" {
			t.Errorf("%s %s claims to be monovalent, which no code for it tells", p.System, p.Code)
		}
	}
	if covid != 47 {
		t.Errorf("%d CVX codes against COVID-19, want 47", covid)
	}
}

// All CVX codes against COVID-19, spelled out against a slip in the table.
func TestCOVIDCodes(t *testing.T) {
	ranges := [][2]int{{207, 208}, {210, 213}, {217, 219}, {221, 221}, {225, 230}, {300, 302}, {308, 313}, {500, 521}}
	count := 0
	for _, r := range ranges {
		for code := r[0]; code <= r[1]; code++ {
			count++
			p, ok := LookupVaccine(Coding{systemCVX, strconv.Itoa(code)})
			if !ok || p.Group != "covid-19" || p.Kind != "vaccine" {
				t.Errorf("CVX %d: %+v", code, p)
			}
		}
	}
	if count != 47 {
		t.Errorf("the ranges hold %d codes", count)
	}
}

func TestLookupVaccine(t *testing.T) {
	tests := map[string]struct {
		coding             Coding
		code, slug, en, ja string
	}{
		"Pfizer":           {Coding{systemCVX, "208"}, "208", "comirnaty", "Comirnaty (Pfizer-BioNTech)", "コミナティ"},
		"leading zero":     {Coding{systemCVX, "0208"}, "208", "comirnaty", "Comirnaty (Pfizer-BioNTech)", "コミナティ"},
		"temporary system": {Coding{systemCVXTemporary, "207"}, "207", "spikevax", "Spikevax (Moderna)", "スパイクバックス"},
		"children": {Coding{systemCVX, "218"}, "218", "comirnaty",
			"Comirnaty, 5-11 years (Pfizer-BioNTech)", "コミナティ(5~11歳用)"},
		"bivalent": {Coding{systemCVX, "300"}, "300", "comirnaty",
			"Comirnaty bivalent original/BA.4-5 (Pfizer-BioNTech)", "コミナティ(BA.4-5)"},
		"no Japanese name": {Coding{systemCVX, "511"}, "511", "coronavac", "CoronaVac (Sinovac), inactivated",
			"新型コロナウイルスワクチン(不活化、シノバック)"},
		"one digit":    {Coding{systemCVX, "4"}, "04", "", "Measles, rubella (M/R)", "麻しん・風しん混合(MR)ワクチン"},
		"two digits":   {Coding{systemCVX, "04"}, "04", "", "Measles, rubella (M/R)", "麻しん・風しん混合(MR)ワクチン"},
		"three digits": {Coding{systemCVX, "004"}, "04", "", "Measles, rubella (M/R)", "麻しん・風しん混合(MR)ワクチン"},
		"not a dose":   {Coding{systemCVX, "998"}, "998", "", "No vaccine given", "接種なし"},
		"ICD-11":       {Coding{systemICD11, "XM0GQ8"}, "XM0GQ8", "", "COVID-19 vaccine, RNA", "新型コロナウイルスワクチン(RNA)"},
		"ICD-11 short": {Coding{systemICD11Short, "XM8NQ0"}, "XM8NQ0", "comirnaty",
			"Comirnaty (Pfizer-BioNTech)", "コミナティ"},
		"SNOMED CT": {Coding{systemSNOMED, "37311000087109"}, "37311000087109", "spikevax",
			"Spikevax bivalent original/BA.1 (Moderna)", "スパイクバックス(BA.1)"},
		"ATC": {Coding{systemATC, "J07BX03"}, "J07BX03", "", "COVID-19 vaccine, any", "新型コロナウイルスワクチン"},
		"EU": {CodingEUProduct("EU/1/20/1528"), "EU/1/20/1528", "comirnaty",
			"Comirnaty (Pfizer-BioNTech)", "コミナティ"},
		"EU, by a word": {Coding{systemEUTemporary, "Sputnik-Light"}, "Sputnik-Light", "sputnik-light",
			"Sputnik Light (Gamaleya)", "新型コロナウイルスワクチン(ウイルスベクター、スプートニク・ライト)"},
		"EU, kind": {CodingEUKind("1119349007"), "1119349007", "", "COVID-19 vaccine, mRNA",
			"新型コロナウイルスワクチン(mRNA)"},
		"EU, first kind": {CodingEUKind("J07BX03"), "J07BX03", "", "COVID-19 vaccine, any", "新型コロナウイルスワクチン"},
		"Australia":      {Coding{systemAIR, "COVAST"}, "COVAST", "vaxzevria", "Vaxzevria (AstraZeneca)", "バキスゼブリア"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			p, ok := LookupVaccine(tt.coding)
			if !ok || p.Code != tt.code || p.Slug != tt.slug || p.EN != tt.en || p.JA != tt.ja {
				t.Errorf("%v %+v", ok, p)
			}
		})
	}
}

// TestSystemForms: a code system is known by other spellings of its URI, and by its object
// identifier.
func TestSystemForms(t *testing.T) {
	for _, uri := range []string{"HTTP://hl7.org/fhir/sid/cvx", systemCVX + "/",
		"https://hl7.org/fhir/sid/CVX", " " + systemCVX, "urn:oid:2.16.840.1.113883.12.292"} {
		if p, ok := LookupVaccine(Coding{uri, "208"}); !ok || p.Slug != "comirnaty" || SystemName(uri) != "cvx" {
			t.Errorf("%q: %v %+v", uri, ok, p)
		}
	}
}

func TestLookupUnknown(t *testing.T) {
	tests := []Coding{
		{}, {systemCVX, ""}, {systemCVX, "0"}, {systemCVX, "000"}, {systemCVX, "9999"}, {systemCVX, "208 "},
		{systemCVX, "２０８"},
		{systemCVX, "-208"}, {systemCVX, "-"}, {"", "208"}, {"cvx", "208"},
		{"http://hl7.org/fhir/sid/cvx/1", "208"}, {"urn:oid:2.16", "208"},
		{systemICD11, "xm8nq0"}, {systemICD11, "0XM8NQ0"}, {systemSNOMED, "208"}, {systemGTIN, "208"},
		{systemLOINC, "94558"},
		{systemSNOMED, "94558-4"},
	}
	for _, c := range tests {
		if p, ok := LookupVaccine(c); ok || p != (Product{}) {
			t.Errorf("%v: %v", c, p)
		}
		if x, ok := LookupTest(c); ok || x != (Test{}) {
			t.Errorf("%v: %v", c, x)
		}
		if x, ok := LookupResult(c); ok || x != (Result{}) {
			t.Errorf("%v: %v", c, x)
		}
	}
}

// TestEUProducts: what has a name in other systems has the same slug there. What
// the EU tells apart stays apart.
func TestEUProducts(t *testing.T) {
	others, products := map[string]bool{}, map[string]string{}
	for key, p := range knownVaccines() {
		if key.System == "eu-mp" {
			products[p.Code] = p.Slug
		} else {
			others[p.Slug] = true
		}
	}
	if len(products) != 39 {
		t.Errorf("%d products", len(products))
	}
	alone := []string{"abdala", "azd2816", "bimervax", "covid-19-adsorvida-inativada", "covid-19-recombinant",
		"cvncov", "nvsi-06-08", "r-covi", "sctv01c", "sputnik-m", "ys-sc2-010"}
	for code, slug := range products {
		if slug == "" || others[slug] == slices.Contains(alone, slug) {
			t.Errorf("%s is %q, which stands in other systems: %v", code, slug, others[slug])
		}
	}
	for one, same := range map[string]string{"NVX-CoV2373": "EU/1/21/1618", "VLA2001": "EU/1/21/1624",
		"Vidprevtyn": "EU/1/21/1580", "Inactivated-SARS-CoV-2-Vero-Cell": "WIBP-CorV"} {
		if products[one] != products[same] {
			t.Errorf("%s became %s", one, same)
		}
	}
}

func TestAgainst(t *testing.T) {
	mr, _ := LookupVaccine(Coding{systemCVX, "4"})
	if !mr.Against("measles") || !mr.Against("rubella") || mr.Against("mumps") || mr.Against("") ||
		mr.Against("measles+rubella") {
		t.Errorf("M/R: %q", mr.Group)
	}
	if (Product{}).Against("") {
		t.Error("nothing is against something")
	}
}

func TestLookupTest(t *testing.T) {
	want := map[string]string{"94500-6": "nucleic_acid", "94764-8": "sequence", "94558-4": "antigen",
		"94563-4": "antibody",
		"94763-0": "culture", "95970-0": "t_cell"}
	kinds := map[string]bool{}
	for code, kind := range want {
		got, ok := LookupTest(Coding{systemLOINC, code})
		if !ok || got.Kind != kind || got.Group != "covid-19" {
			t.Errorf("%s: %+v", code, got)
		}
		kinds[kind] = true
	}
	for key, test := range knownTests() {
		if !kinds[test.Kind] || key.System != "loinc" || !isSlug(test.Group) {
			t.Errorf("%v: %+v", key, test)
		}
	}
}

func TestLookupResult(t *testing.T) {
	want := map[Coding]string{
		{systemSNOMED, "260373001"}: "positive", {systemLOINC, "LA11882-0"}: "positive", {systemSNOMED,
			"10828004"}: "positive",
		{systemSNOMED, "11214006"}: "positive", {systemSNOMED, "260415000"}: "negative", {systemLOINC,
			"LA28480-4"}: "negative",
		{systemSNOMED, "720735008"}: "presumptive_positive", {systemSNOMED, "415684004"}: "suspected",
		{systemSNOMED, "82334004"}: "indeterminate", {systemLOINC, "LA4259-3"}: "indeterminate",
		{systemSNOMED, "125154007"}: "invalid",
		{systemLOINC, "LA28481-2"}:  "past_infection", {systemLOINC, "LA28482-0"}: "recent_infection",
		{systemSNOMED, "407479009"}: "finding",
	}
	classes := map[string]bool{}
	for coding, class := range want {
		got, ok := LookupResult(coding)
		if !ok || got.Class != class {
			t.Errorf("%v: %+v", coding, got)
		}
		classes[class] = true
	}
	for key, r := range knownResults() {
		if !classes[r.Class] || !isSlug(r.Slug) {
			t.Errorf("%v: %+v", key, r)
		}
	}
}

func TestParseTableRefuses(t *testing.T) {
	const head = "# a table, version " + tableVersion + ";\n"
	tests := map[string]string{
		"empty":         "",
		"other version": "# a table, version 1999-01-01.1;\nsystem\tcode\nx\ty\n",
		"other columns": head + "system\tkode\nx\ty\n",
		"missing field": head + "system\tcode\nx\n",
		"a code twice":  head + "system\tcode\nx\ty\nx\ty\n",
		"a blank line":  head + "system\tcode\nx\ty\n\nx\tz\n",
		"without a row": head + "system\tcode\n",
	}
	for name, text := range tests {
		if _, err := parseTable(text, "system code"); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	for text, where := range map[string]string{"x\ty\nx\n": "line 4 ", "x\ty\nu\tv\nx\ty\n": "line 5 "} {
		if _, err := parseTable(head+"system\tcode\n"+text, "system code"); err == nil ||
			!strings.Contains(err.Error(), where) {
			t.Errorf("%q: %v, want %s", text, err, where)
		}
	}
	rows, err := parseTable("# a table, version "+tableVersion+";\r\nsystem\tcode\r\nx\t-\r\n", "system code")
	if err != nil || len(rows) != 1 || rows[0][1] != "" {
		t.Errorf("Windows line ends: %v %v", rows, err)
	}
}

func TestTableVersion(t *testing.T) {
	day, number, found := strings.Cut(TableVersion(), ".")
	if d, ok := ParseDate(day); !found || !ok || d.Day == 0 || number == "" {
		t.Errorf("version %q", TableVersion())
	}
}

func TestBrands(t *testing.T) {
	rows, err := parseTable(brandTable, brandColumns)
	if err != nil || len(rows) != 18 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for _, f := range rows {
		p, ok := LookupBrand(strings.ToUpper(f[0]))
		if !ok || p.Slug == "" || p.Code != f[1] || f[0] != strings.ToLower(f[0]) || f[2] == "" {
			t.Errorf("%s names %+v", f[0], p)
		}
	}
	for name, want := range map[string]string{
		"COMIRNATY": "comirnaty", "AstraZeneca Vaxzevria": "vaxzevria", "Spikevax Bivalent": "spikevax",
		"": "", "unknown": "",
		"Comirnaty Spikevax": "", "Comirnaty COMIRNATY": "comirnaty", "Comirnatyx": "",
	} {
		if p, ok := LookupBrand(name); p.Slug != want || ok != (want != "") {
			t.Errorf("%q names %q", name, p.Slug)
		}
	}
}
