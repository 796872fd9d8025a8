package verify

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"vaxcheck/dcc"
	"vaxcheck/decode"
	"vaxcheck/internal/mint"
	"vaxcheck/internal/strictjson"
	"vaxcheck/verify/record"
	"vaxcheck/verify/rules"
)

// Certificates of an invented person.
const (
	dccHead = `"ver":"1.3.0","nam":{"fn":"Müller Ōta","fnt":"MUELLER<OTA","gn":"Hanna","gnt":"HANNA"},"dob":"1985-03"`
	dccV    = `{` + dccHead +
		`,"v":[{"tg":"840539006","vp":"1119349007","mp":"EU/1/20/1528","ma":"ORG-100030215","dn":2,"sd":2,` +
		`"dt":"2021-07-20","co":"UT","is":"Utopia Test Health","ci":"URN:UVCI:01:UT:A0B1"}]}`
	dccT = `{` + dccHead +
		`,"t":[{"tg":"840539006","tt":"LP217198-3","nm":"Kit","ma":"1232","sc":"2021-07-20T12:00:00+0200",` +
		`"tr":"260415000","tc":"Airport","co":"DE","is":"Utopia","ci":"1"}]}`
	dccR = `{` + dccHead +
		`,"r":[{"tg":"840539006","fr":"2021-05-01","co":"JP","is":"Utopia","df":"2021-05-12","du":"2021-10-28","ci":"1"}]}`
)

// fromDCC maps a certificate in which a text that stands in it is replaced.
func fromDCC(t *testing.T, text, from, to string) record.Record {
	t.Helper()
	if !strings.Contains(text, from) {
		t.Fatalf("%q does not stand in the certificate", from)
	}
	r, err := dccRecord(parsed(t, strings.ReplaceAll(text, from, to)))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func parsed(t *testing.T, text string) strictjson.Value {
	t.Helper()
	v, err := strictjson.Parse([]byte(text), strictjson.DefaultDepth)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// TestDCCRecord: all that the three groups say has its place in the record.
func TestDCCRecord(t *testing.T) {
	who := []record.Subject{{BirthDate: "1985-03",
		Names: []record.Name{{Family: "Müller Ōta", Given: []string{"Hanna"}},
			{Use: "transliterated", Family: "MUELLER OTA", Given: []string{"HANNA"}}}}}
	product := record.Coded{System: "eu-mp", Code: "EU/1/20/1528",
		Name: &record.Words{EN: "Comirnaty (Pfizer-BioNTech)", JA: "コミナティ"}, Known: "eu-mp:EU/1/20/1528"}
	kind := record.Coded{System: "snomed-ct", Code: "1119349007",
		Name: &record.Words{EN: "COVID-19 vaccine, mRNA", JA: "新型コロナウイルスワクチン(mRNA)"}, Known: "snomed-ct:1119349007"}
	for text, want := range map[string]record.Record{
		dccV: {Subjects: who, Doses: []record.Dose{{Stated: record.Stated{Issuer: "Utopia Test Health",
			CertificateID: "URN:UVCI:01:UT:A0B1"}, Date: "2021-07-20",
			Status: "completed", Vaccine: product, Kind: kind, Codes: []record.Coded{product, kind},
			Number: 2, Series: 2, Disease: record.COVID19, Product: "comirnaty",
			Country: "UTO", Maker: "ORG-100030215",
			MakerName: &record.Words{EN: "BioNTech Manufacturing GmbH", JA: "ビオンテック"}, Counts: true}}},
		dccT: {Subjects: who, Tests: []record.Test{{Stated: record.Stated{Issuer: "Utopia",
			CertificateID: "1"}, Date: "2021-07-20T12:00:00+02:00", Status: "final",
			Final: true, Disease: record.COVID19, Kind: "antigen", Result: "negative", Performer: "Airport",
			Country: "DEU", Product: "Kit", Device: "1232",
			Test: record.Coded{System: "loinc", Code: "LP217198-3",
				Name: &record.Words{EN: "rapid antigen test", JA: "抗原検査(迅速)"}},
			Value: record.Coded{System: "snomed-ct", Code: "260415000",
				Name: &record.Words{EN: "not detected", JA: "不検出"}}}}},
		dccR: {Subjects: who, Recoveries: []record.Recovery{{Stated: record.Stated{Issuer: "Utopia",
			CertificateID: "1"}, Disease: record.COVID19, FirstPositive: "2021-05-01",
			ValidFrom: "2021-05-12", ValidUntil: "2021-10-28", Country: "JPN", Counts: true,
			Condition: record.Coded{System: "snomed-ct", Code: "840539006",
				Name: &record.Words{EN: "COVID-19", JA: "新型コロナウイルス感染症"}}}}},
	} {
		got := fromDCC(t, text, "", "")
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty(),
			cmp.AllowUnexported(record.Record{}, record.Dose{}, record.Test{}, record.Recovery{},
				record.Coded{})); diff != "" {
			t.Error(diff)
		}
	}
}

func TestDCCMalformed(t *testing.T) {
	if _, err := dccRecord(parsed(t, strings.Replace(dccV, `"v":`, `"t":[{}],"v":`, 1))); !errors.Is(err,
		dcc.ErrGroups) {
		t.Error(err)
	}
	if notes := dccNotes(parsed(t, `{}`)); notes != nil {
		t.Errorf("%v", notes)
	}
}

// TestDCCDoses: which doses count, and as which product.
func TestDCCDoses(t *testing.T) {
	for name, tt := range map[string]struct {
		from, to, product, shown string
		counts                   bool
	}{
		"another name of it": {"EU/1/20/1528", "EU/1/21/1618", "nuvaxovid",
			"eu-mp:EU/1/21/1618 Nuvaxovid (Novavax)", true},
		"unknown product": {"EU/1/20/1528", "EU/9/99/9999", "", "eu-mp:EU/9/99/9999 ", true},
		"brand in place of it": {"EU/1/20/1528", "COMIRNATY", "comirnaty",
			"eu-mp:COMIRNATY Comirnaty (Pfizer-BioNTech)", true},
		"two brands": {"EU/1/20/1528", "Comirnaty Spikevax", "", "eu-mp:Comirnaty Spikevax ", true},
		"no product": {"EU/1/20/1528", "", "", "snomed-ct:1119349007 COVID-19 vaccine, mRNA", true},
		"first kind": {"1119349007", "J07BX03", "comirnaty",
			"eu-mp:EU/1/20/1528 Comirnaty (Pfizer-BioNTech)", true},
		"unknown kind": {"1119349007", "1", "comirnaty",
			"eu-mp:EU/1/20/1528 Comirnaty (Pfizer-BioNTech)", true},
		"another disease": {"840539006", "14189004", "comirnaty",
			"eu-mp:EU/1/20/1528 Comirnaty (Pfizer-BioNTech)", false},
		"no disease": {"840539006", "", "comirnaty",
			"eu-mp:EU/1/20/1528 Comirnaty (Pfizer-BioNTech)", false},
		"number beyond belief": {`"dn":2`, `"dn":-2`, "comirnaty",
			"eu-mp:EU/1/20/1528 Comirnaty (Pfizer-BioNTech)", true},
		"code of another system": {"EU/1/20/1528", "208", "", "eu-mp:208 ", true},
		"products' codes as kind": {"1119349007", "28571000087109", "comirnaty",
			"eu-mp:EU/1/20/1528 Comirnaty (Pfizer-BioNTech)", true},
	} {
		t.Run(name, func(t *testing.T) {
			d := fromDCC(t, dccV, tt.from, tt.to).Doses[0]
			shown := d.Vaccine.System + ":" + d.Vaccine.Code + " "
			if d.Vaccine.Name != nil {
				shown += d.Vaccine.Name.EN
			}
			if d.Product != tt.product || shown != tt.shown || d.Counts != tt.counts || d.Number < 0 {
				t.Errorf("%+v, shown as %s", d, shown)
			}
		})
	}
}

// TestDCCPolicies: a certificate meets the policies that another format would
// meet with what it proves.
func TestDCCPolicies(t *testing.T) {
	at := time.Date(2021, 7, 22, 12, 0, 0, 0, time.UTC)
	const negative = "[test]\naccept = true\nmax_age_hours = 72\n"
	const recovery = "[recovery]\naccept = true\nmin_age_days = 11\nmax_age_days = 180\n"
	for name, tt := range map[string]struct {
		rules, text, from, to string
		want                  []string
	}{
		"second dose":          {"min_doses = 2", dccV, "", "", nil},
		"first dose":           {"min_doses = 2", dccV, `"dn":2`, `"dn":1`, []string{"too_few_doses"}},
		"number in a fraction": {"min_doses = 2", dccV, `"dn":2`, `"dn":1.5`, []string{"too_few_doses"}},
		"by slug":              {"min_doses = 1\naccepted_products = ['comirnaty']", dccV, "", "", nil},
		"by code":              {"min_doses = 1\naccepted_products = ['eu-mp:EU/1/20/1528']", dccV, "", "", nil},
		"by a brand": {"min_doses = 1\naccepted_products = ['comirnaty']", dccV, "EU/1/20/1528",
			"Comirnaty", nil},
		"other product": {"min_doses = 1\naccepted_products = ['spikevax']", dccV, "", "",
			[]string{"product_not_accepted"}},
		"single dose": {"min_doses = 2\nsingle_dose_products = ['jcovden']",
			strings.Replace(dccV, `"dn":2,"sd":2`, `"dn":1,"sd":1`, 1), "EU/1/20/1528", "EU/1/20/1525", nil},
		"other disease": {"min_doses = 1", dccV, "840539006", "1", []string{"no_covid19_dose"}},
		"no date": {"min_doses = 1\nmax_days_since_last_dose = 10", dccV, "2021-07-20",
			"summer", []string{"too_old"}},
		"negative test":        {negative, dccT, "", "", nil},
		"positive test":        {negative, dccT, "260415000", "260373001", []string{"no_accepted_test"}},
		"result in words":      {negative, dccT, "260415000", "negative", []string{"no_accepted_test"}},
		"kind in words":        {negative, dccT, "LP217198-3", "COVID-19 test", []string{"no_accepted_test"}},
		"test against others":  {negative, dccT, "840539006", "1", []string{"no_accepted_test"}},
		"hours, by its offset": {negative, dccT, "2021-07-20T12:00:00+0200", "2021-07-19T14:00:00+02", nil},
		"a second over": {negative, dccT, "2021-07-20T12:00:00+0200", "2021-07-19T13:59:59.000+02",
			[]string{"no_accepted_test"}},
		"no offset": {negative, dccT, "2021-07-20T12:00:00+0200", "2021-07-22T12:00:00", nil},
		"no offset, perhaps older": {negative, dccT, "2021-07-20T12:00:00+0200", "2021-07-19T23:00:00",
			[]string{"no_accepted_test"}},
		"recovery": {recovery, dccR, "", "", nil},
		"recovery over": {recovery, dccR, "2021-10-28", "2021-07-21T00:00:00Z",
			[]string{"no_accepted_recovery"}},
		"from another disease": {recovery, dccR, "840539006", "1", []string{"no_accepted_recovery"}},
		"recovery is no dose":  {"min_doses = 1", dccR, "", "", []string{"no_covid19_dose"}},
	} {
		t.Run(name, func(t *testing.T) {
			p, err := rules.Parse([]byte("name = 'test'\ndisease = 'covid-19'\n" + tt.rules))
			if err != nil {
				t.Fatal(err)
			}
			if e := p.Evaluate(fromDCC(t, tt.text, tt.from, tt.to), at); e.Met == (tt.want != nil) ||
				!slices.Equal(e.Details, tt.want) {
				t.Errorf("got %v, want %v", e.Details, tt.want)
			}
		})
	}
}

func TestDCCNames(t *testing.T) {
	const nam = `"fn":"Müller Ōta","fnt":"MUELLER<OTA","gn":"Hanna","gnt":"HANNA"`
	for members, want := range map[string][]record.Name{
		`"fnt":"ONLY"`:           {{Use: "transliterated", Family: "ONLY"}},
		`"gn":"Só","gnt":"SO<<"`: {{Given: []string{"Só"}}, {Use: "transliterated", Given: []string{"SO"}}},
		`"fn":"見本","fnt":"<"`:    {{Family: "見本"}},
		``:                       nil,
	} {
		got := fromDCC(t, dccV, nam, members).Subjects[0].Names
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", members, diff)
		}
	}
}

func TestDCCNotes(t *testing.T) {
	two := strings.Replace(dccV, `"v":[`,
		`"v":[{"tg":"840539006","mp":" X","vp":"Y","ma":"Z","dn":1,"sd":1,"dt":"2021-01-01","co":"UT","is":"x","ci":"x"},`, 1)
	var got []string
	for _, n := range dccNotes(parsed(t, strings.ReplaceAll(two, "EU/1/20/1528", "Q"))) {
		got = append(got, n.Code+" "+n.Path)
		if n.Detail == "" {
			t.Errorf("%+v", n)
		}
	}
	want := []string{"dcc_several_entries v", "dcc_white_space v.mp", "dcc_code_unknown v.ma",
		"dcc_code_unknown v.mp", "dcc_code_unknown v.vp"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if notes := dccNotes(parsed(t, dccV)); len(notes) != 0 {
		t.Errorf("%v", notes)
	}
}

// TestOnePersonThreeFormats: a health card, a VDS-NC and an EU DCC of the same two
// doses tell the same person and product, and meet the same policies.
func TestOnePersonThreeFormats(t *testing.T) {
	at := time.Date(2022, 1, 1, 12, 0, 0, 0, time.UTC)
	hanako := mint.HanakoAbroad()
	hanako.Doses = []mint.Dose{{Code: "208", Date: "2021-07-10"}, {Code: "207", Date: "2021-07-31"}}
	issuer := mint.NewIssuer("https://issuer.example/shc", "Example", "one person")
	card, problem := readSHC(decode.Parse(decode.Code{Text: mint.Japan(issuer, hanako).JWS(issuer)}))
	seal, sealProblem := readVDSNC(&decode.Credential{Payload: parsed(t, mint.Vaccinated("JPN").Data)})
	if problem != nil || sealProblem != nil {
		t.Fatal(problem, sealProblem)
	}
	eu, err := dccRecord(parsed(t,
		`{"ver":"1.3.0","nam":{"fn":"見本","fnt":"MIHON","gn":"花子","gnt":"HANAKO"},"dob":"1985-04-01","v":[{"tg":"840539006",`+
			`"vp":"1119349007","mp":"EU/1/20/1507","ma":"ORG-100031184","dn":2,"sd":2,"dt":"2021-07-31","co":"JP","is":"Example","ci":"1"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	for name, r := range map[string]record.Record{"shc": card, "vds_nc": seal, "eu_dcc": eu} {
		newest := r.Doses[len(r.Doses)-1]
		if r.Subjects[0].BirthDate != "1985-04-01" || newest.Date != "2021-07-31" ||
			newest.Product != "spikevax" || newest.Disease != record.COVID19 {
			t.Errorf("%s: %+v %+v", name, r.Subjects[0], newest)
		}
		if names := r.Subjects[0].Names; !slices.ContainsFunc(names, func(n record.Name) bool {
			return strings.TrimSpace(n.Family+" "+strings.Join(n.Given, " ")+n.Text) == "MIHON HANAKO"
		}) {
			t.Errorf("%s: %+v", name, names)
		}
		for _, p := range append(rules.Builtin(),
			rules.Policy{Disease: record.COVID19, MinDoses: 2,
				AcceptedProducts: []string{"spikevax", "comirnaty"}, MaxDaysSinceLastDose: 200}) {
			if e := p.Evaluate(r, at); e.Met != (p.Series != "booster") {
				t.Errorf("%s under %s: %+v", name, p.Name, e)
			}
		}
	}
}

// FuzzDCCRecord: whatever a certificate says, what is made of it can be judged and
// shown.
func FuzzDCCRecord(f *testing.F) {
	for _, text := range []string{dccV, dccT, dccR, `{"v":[{"tg":1,"dn":1e9,"dt":""}]}`} {
		f.Add([]byte(text))
	}
	at := time.Date(2021, 7, 22, 12, 0, 0, 0, time.UTC)
	p := rules.Policy{Disease: record.COVID19, MinDoses: 2, SingleDoseProducts: []string{"jcovden"},
		Series: "booster", MaxDaysSinceLastDose: 10,
		Test:     rules.TestRule{Accept: true, MaxAgeHours: 72},
		Recovery: rules.RecoveryRule{Accept: true, MaxAgeDays: 180}}
	f.Fuzz(func(t *testing.T, text []byte) {
		v, err := strictjson.ParseSmall(text, 16, 1000)
		if err != nil {
			return
		}
		r, err := dccRecord(v)
		if (err == nil) != (len(r.Subjects) == 1 && len(r.Doses)+len(r.Tests)+len(r.Recoveries) > 0) {
			t.Errorf("%v with %d subjects", err, len(r.Subjects))
		}
		e := p.Evaluate(r, at)
		if e.Met && err != nil {
			t.Error("what cannot be read meets a policy")
		}
		dccNotes(v)
	})
}
