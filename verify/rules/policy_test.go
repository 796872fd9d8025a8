package rules_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"vaxcheck/decode"
	"vaxcheck/internal/mint"
	"vaxcheck/trust"
	"vaxcheck/verify"
	"vaxcheck/verify/rules"
)

var issuer = mint.NewIssuer("https://vc.example.jp/issuer", "Example", "rules tests")

// person with doses of CVX codes on dates.
func vaccinated(doses ...string) mint.Person {
	p := mint.Person{Names: []mint.Name{{Family: "Sample", Given: []string{"Person"}}}, BirthDate: "1980"}
	for i := 0; i < len(doses); i += 2 {
		p.Doses = append(p.Doses, mint.Dose{Code: doses[i], Date: doses[i+1]})
	}
	return p
}

// coded has one dose with several codes.
func coded(codes ...string) mint.Person {
	p := vaccinated("208", "2022-03-01")
	p.Doses[0].Code = ""
	for _, c := range codes {
		p.Doses[0].Codings = append(p.Doses[0].Codings, mint.Coding{System: "http://hl7.org/fhir/sid/cvx", Code: c})
	}
	return p
}

// details judges a person under a policy text and returns the details at level
// C, nil if the policy is met.
func details(t *testing.T, asked string, p mint.Person, at time.Time) []string {
	t.Helper()
	pol, err := rules.Parse([]byte("name = \"test\"\ndisease = \"covid-19\"\n" + asked))
	if err != nil {
		t.Fatal(err)
	}
	set, err := trust.LoadJWKS(mint.JWKS(issuer), issuer.URL, "test")
	if err != nil {
		t.Fatal(err)
	}
	c := decode.Parse(decode.Code{Text: mint.US(issuer, p).JWS(issuer)})
	r := verify.Check(c, set, pol, verify.Instant{Time: at, Stated: true})
	for _, reason := range r.View(verify.LevelC).Reasons {
		if reason.Code == verify.ReasonPolicyNotMet {
			return append([]string{}, reason.Details...)
		}
		if reason.Code == decode.ReasonContentUnclear {
			return []string{"unclear: " + strings.Join(reason.Details, " ")}
		}
	}
	if r.Verdict() != verify.Valid {
		t.Fatalf("%s %v", r.Verdict(), r.Reasons())
	}
	return nil
}

// TestTooOld: to the day of the limit, and whatever does not tell its age.
func TestTooOld(t *testing.T) {
	now := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	for name, tt := range map[string]struct {
		limit   int
		created time.Time
		want    bool
	}{
		"at the limit":               {30, now.AddDate(0, 0, -30), false},
		"before the day is over":     {30, now.AddDate(0, 0, -31).Add(time.Second), false},
		"older":                      {30, now.AddDate(0, 0, -31), true},
		"made later":                 {30, now.AddDate(0, 0, 1), false},
		"made at a time not known":   {30, time.Time{}, true},
		"no limit":                   {0, now.AddDate(-9, 0, 0), false},
		"no limit, time not known":   {0, time.Time{}, false},
		"a limit below nothing":      {-1, now.AddDate(-9, 0, 0), false},
		"made at the very same time": {1, now, false},
	} {
		if got := (rules.TrustRules{MaxAgeDays: tt.limit}).TooOld(tt.created, now); got != tt.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestPolicyRules(t *testing.T) {
	tokyo := time.FixedZone("", 9*3600)
	day := time.Date(2023, 3, 11, 8, 0, 0, 0, tokyo) // still 10 March in UTC
	two := vaccinated("208", "2022-03-01", "208", "2022-03-22")
	partial := vaccinated("208", "2023-02")
	tests := map[string]struct {
		rules string
		who   mint.Person
		want  []string
	}{
		"one dose":                 {"min_doses = 1", vaccinated("208", "2022-03-01"), nil},
		"none":                     {"min_doses = 1", vaccinated(), []string{"no_covid19_dose"}},
		"another disease":          {"min_doses = 1", vaccinated("03", "2022-03-01"), []string{"no_covid19_dose"}},
		"no vaccine given":         {"min_doses = 1", vaccinated("998", "2022-03-01"), []string{"no_covid19_dose"}},
		"unknown code":             {"min_doses = 1", vaccinated("9999", "2022-03-01"), []string{"unclear: product"}},
		"unknown code, not needed": {"min_doses = 1", vaccinated("9999", "2022-03-01", "208", "2022-03-22"), nil},
		"unknown code, of no use": {"min_doses = 3", vaccinated("9999", "2022-03-01", "208", "2022-03-22"),
			[]string{"too_few_doses"}},
		"unknown code, accepted": {"min_doses = 1\naccepted_products = [\"spikevax\"]",
			vaccinated("9999", "2022-03-01", "208", "2022-03-22"), []string{"unclear: product"}},
		"leading zero": {"min_doses = 1", vaccinated("0208", "2022-03-01"), nil},
		"two doses":    {"min_doses = 2", two, nil},
		"too few":      {"min_doses = 3", two, []string{"too_few_doses"}},
		"one day twice": {"min_doses = 2", vaccinated("208", "2022-03-01", "207", "2022-03-01"),
			[]string{"too_few_doses"}},
		"one month twice": {"min_doses = 2", vaccinated("208", "2022-03", "208", "2022-03"),
			[]string{"too_few_doses"}},
		"month and a day of it": {"min_doses = 2", vaccinated("208", "2022-03", "208", "2022-03-09"),
			[]string{"too_few_doses"}},
		"two months": {"min_doses = 2", vaccinated("208", "2022-03", "208", "2022-04"), nil},
		"no day at all": {"min_doses = 2", vaccinated("208", "", "208", "2022-04"),
			[]string{"unclear: date"}},
		"no day, and too few": {"min_doses = 3", vaccinated("208", "", "208", "2022-04"),
			[]string{"too_few_doses"}},
		"no day, too recent at best": {"min_doses = 2\nmin_days_since_last_dose = 14",
			vaccinated("208", "", "208", "2023-03-01"), []string{"too_few_doses", "too_recent"}},
		"no day, perhaps too old": {"min_doses = 1\nmax_days_since_last_dose = 9",
			vaccinated("208", "x", "208", "2022-04"), []string{"unclear: date"}},
		"no day twice":       {"min_doses = 2", vaccinated("208", "", "208", "x"), []string{"unclear: date"}},
		"from the future":    {"min_doses = 1", vaccinated("208", "2023-03-13"), []string{"no_covid19_dose"}},
		"tomorrow elsewhere": {"min_doses = 1", vaccinated("208", "2023-03-12"), nil},
		"single dose second": {"min_doses = 3\nsingle_dose_products = [\"jcovden\"]",
			vaccinated("208", "2022-03-01", "212", "2022-03-22"), []string{"too_few_doses"}},
		"single dose first": {"min_doses = 3\nsingle_dose_products = [\"jcovden\"]",
			vaccinated("208", "2022-09-01", "212", "2022-03-22"), nil},
		"code with a zero": {"min_doses = 1\naccepted_products = [\"cvx:208\"]",
			vaccinated("0208", "2022-03-01"), nil},
		"none given, in other words": {"min_doses = 1", coded("208", "998"), []string{"unclear: product"}},
		"against two diseases":       {"min_doses = 1", coded("208", "141"), []string{"unclear: product"}},
		"two products":               {"min_doses = 1", coded("208", "212"), nil},
		"two products, one accepted": {"min_doses = 1\naccepted_products = [\"comirnaty\"]",
			coded("208", "212"), []string{"product_not_accepted"}},
		"single dose": {"min_doses = 2\nsingle_dose_products = [\"jcovden\"]",
			vaccinated("212", "2022-03-01"), nil},
		"single dose by code": {"min_doses = 2\nsingle_dose_products = [\"cvx:212\"]",
			vaccinated("212", "2022-03-01"), nil},
		"single dose, not listed": {"min_doses = 2", vaccinated("212", "2022-03-01"), []string{"too_few_doses"}},
		"single dose is no third": {"min_doses = 3\nsingle_dose_products = [\"jcovden\"]",
			vaccinated("212", "2022-03-01"), []string{"too_few_doses"}},
		"accepted":         {"min_doses = 2\naccepted_products = [\"comirnaty\"]", two, nil},
		"accepted by code": {"min_doses = 2\naccepted_products = [\"cvx:208\"]", two, nil},
		"not accepted": {"min_doses = 1\naccepted_products = [\"spikevax\"]", two,
			[]string{"product_not_accepted"}},
		"one of two accepted": {"min_doses = 2\naccepted_products = [\"spikevax\"]",
			vaccinated("208", "2022-03-01", "207", "2022-03-22"), []string{"too_few_doses"}},
		"day 14, local day": {"min_doses = 1\nmin_days_since_last_dose = 14",
			vaccinated("208", "2023-02-25"), nil},
		"day 13": {"min_doses = 1\nmin_days_since_last_dose = 14",
			vaccinated("208", "2023-02-26"), []string{"too_recent"}},
		"day 9": {"min_doses = 1\nmax_days_since_last_dose = 9",
			vaccinated("208", "2023-03-02"), nil},
		"day 10": {"min_doses = 1\nmax_days_since_last_dose = 9",
			vaccinated("208", "2023-03-01"), []string{"too_old"}},
		"month, least favourable":   {"min_doses = 1\nmin_days_since_last_dose = 12", partial, []string{"too_recent"}},
		"month, surely old enough":  {"min_doses = 1\nmin_days_since_last_dose = 11", partial, nil},
		"month, surely not too old": {"min_doses = 1\nmax_days_since_last_dose = 38", partial, nil},
		"month, perhaps too old":    {"min_doses = 1\nmax_days_since_last_dose = 37", partial, []string{"too_old"}},
		"date in words": {"min_doses = 1\nmin_days_since_last_dose = 1",
			mint.Person{Doses: []mint.Dose{{Code: "208", DateText: "last year"}}, Names: two.Names},
			[]string{"unclear: date"}},
		"not completed": {"min_doses = 1",
			mint.Person{Names: two.Names, Doses: []mint.Dose{{Code: "208", Date: "2022-03-01",
				Status: "entered-in-error"}}}, []string{"no_covid19_dose"}},
		"Completed": {"min_doses = 1",
			mint.Person{Names: two.Names, Doses: []mint.Dose{{Code: "208", Date: "2022-03-01",
				Status: "Completed"}}}, nil},
		"status unknown": {"min_doses = 1",
			mint.Person{Names: two.Names, Doses: []mint.Dose{{Code: "208", Date: "2022-03-01",
				Status: "given"}}}, []string{"unclear: status"}},
		"Not-Done": {"min_doses = 1",
			mint.Person{Names: two.Names, Doses: []mint.Dose{{Code: "208", Date: "2022-03-01",
				Status: "Not_Done"}}}, []string{"no_covid19_dose"}},
		"in doubt in every way": {"min_doses = 1",
			mint.Person{Names: two.Names, Doses: []mint.Dose{{Code: "9999", Date: "x", Status: "given"}}},
			[]string{"unclear: date status product"}},
		"primary":             {"series = 'primary'", two, nil},
		"primary, one dose":   {"series = 'primary'", vaccinated("208", "2022-03-01"), []string{"too_few_doses"}},
		"primary, one of one": {"series = 'primary'", vaccinated("212", "2022-03-01"), nil},
		"primary and two": {"series = 'primary'\nmin_doses = 2", vaccinated("212", "2022-03-01"),
			[]string{"too_few_doses"}},
		"primary, no day": {"series = 'primary'", vaccinated("208", "x", "208", "2022-03-01"),
			[]string{"unclear: date"}},
		"booster": {"series = 'booster'",
			vaccinated("208", "2022-03-01", "208", "2022-03-22", "207", "2022-09-01"), nil},
		"booster, two doses": {"series = 'booster'", two, []string{"too_few_doses"}},
		"booster of one":     {"series = 'booster'", vaccinated("212", "2022-03-01", "208", "2022-09-01"), nil},
		"booster, one dose second": {"series = 'booster'",
			vaccinated("208", "2022-03-01", "212", "2022-09-01"), []string{"too_few_doses"}},

		"of reduced potency": {"min_doses = 1",
			mint.Person{Names: two.Names, Doses: []mint.Dose{{Code: "208", Date: "2022-03-01",
				Subpotent: true}}}, []string{"no_covid19_dose"}},
		"several people": {"min_doses = 1",
			mint.Person{Names: two.Names, Doses: two.Doses, Others: []mint.Person{two}}, nil},
		"several people, one without": {"min_doses = 1",
			mint.Person{Names: two.Names, Doses: two.Doses, Others: []mint.Person{vaccinated()}},
			[]string{"no_covid19_dose"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := details(t, tt.rules, tt.who, day); !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestPolicyTestsAndExemptions(t *testing.T) {
	at := time.Date(2022, 3, 3, 12, 0, 0, 0, time.UTC)
	tested := func(code, date, result string) mint.Person {
		p := vaccinated()
		p.Doses, p.NotBefore = nil, "1640000000"
		p.Tests = []mint.Test{{Code: code, Date: date, Status: "final",
			Result: mint.Coding{System: "http://snomed.info/sct", Code: result}}}
		return p
	}
	const negative, positive, pcr, antibody = "260415000", "260373001", "94500-6", "94563-4"
	rules := "[test]\naccept = true\nmax_age_hours = 72\n"
	twoValues := tested(pcr, "2022-03-01T12:00:00Z", negative)
	twoValues.Tests[0].ResultText = "POSITIVE"
	twoPositive := tested(pcr, "2022-03-01T12:00:00Z", positive)
	twoPositive.Tests[0].ResultText = "POSITIVE"
	exempt := mint.Exempt()
	exempt.NotBefore, exempt.Expires = "1640000000", "1800000000"
	for name, tt := range map[string]struct {
		rules string
		who   mint.Person
		met   bool
	}{
		"negative":                  {rules, tested(pcr, "2022-03-01T12:00:00Z", negative), true},
		"72 hours, by zone":         {rules, tested(pcr, "2022-02-28T21:00:00+09:00", negative), true},
		"a second over":             {rules, tested(pcr, "2022-02-28T11:59:59Z", negative), false},
		"positive":                  {rules, tested(pcr, "2022-03-01T12:00:00Z", positive), false},
		"antibody":                  {rules, tested(antibody, "2022-03-01T12:00:00Z", negative), false},
		"from the future":           {rules, tested(pcr, "2022-03-04T12:00:00Z", negative), false},
		"day only":                  {rules, tested(pcr, "2022-03-02", negative), true},
		"day only, perhaps earlier": {rules, tested(pcr, "2022-03-01", negative), false},
		"month only":                {rules, tested(pcr, "2022-03", negative), false},
		"kind not taken": {rules + "kinds = [\"antigen\"]",
			tested(pcr, "2022-03-01T12:00:00Z", negative), false},
		"tests not taken":            {"min_doses = 1", tested(pcr, "2022-03-01T12:00:00Z", negative), false},
		"positive, said in two ways": {rules, twoPositive, false},
		"exempt":                     {"exemption_policies = ['https://policy.example/vaccination']", exempt, true},
		"exempt elsewhere":           {"exemption_policies = ['https://other.example']", exempt, false},
		"exemptions not taken":       {"min_doses = 1", exempt, false},
	} {
		t.Run(name, func(t *testing.T) {
			if got := details(t, tt.rules, tt.who, at); (got == nil) != tt.met {
				t.Errorf("details %v, want met %v", got, tt.met)
			}
		})
	}
	for want, who := range map[string]mint.Person{"unclear: structure": twoValues,
		"unclear: date": tested(pcr, "yesterday", negative)} {
		if got := details(t, rules, who, at); !slices.Equal(got, []string{want}) {
			t.Errorf("%v, want %s", got, want)
		}
	}
}

func TestParsePolicyRefuses(t *testing.T) {
	for name, text := range map[string]string{
		"empty":             "",
		"no name":           "disease = 'covid-19'\nmin_doses = 1",
		"odd name":          "name = 'a b'\ndisease = 'covid-19'\nmin_doses = 1",
		"no disease":        "name = 'a'\nmin_doses = 1",
		"asks for nothing":  "name = 'a'\ndisease = 'covid-19'",
		"misspelt":          "name = 'a'\ndisease = 'covid-19'\nmin_dose = 1",
		"misspelt in table": "name = 'a'\ndisease = 'covid-19'\nmin_doses = 1\n[test]\nacept = true",
		"twice":             "name = 'a'\nname = 'b'\ndisease = 'covid-19'\nmin_doses = 1",
		"wrong type":        "name = 'a'\ndisease = 'covid-19'\nmin_doses = '1'",
		"negative":          "name = 'a'\ndisease = 'covid-19'\nmin_doses = -1",
		"bounds crossed":    "name = 'a'\ndisease = 'covid-19'\nmin_doses = 1\nmin_days_since_last_dose = 9\nmax_days_since_last_dose = 8",
		"days, no doses":    "name = 'a'\ndisease = 'covid-19'\nexemption_policies = ['https://a.example']\nmax_days_since_last_dose = 8",
		"test, no age":      "name = 'a'\ndisease = 'covid-19'\n[test]\naccept = true",
		"recovery, no age":  "name = 'a'\ndisease = 'covid-19'\n[recovery]\naccept = true",
		"recovery crossed":  "name = 'a'\ndisease = 'covid-19'\n[recovery]\naccept = true\nmin_age_days = 9\nmax_age_days = 8",
		"recovery negative": "name = 'a'\ndisease = 'covid-19'\n[recovery]\naccept = true\nmin_age_days = -1\nmax_age_days = 8",
		"odd series":        "name = 'a'\ndisease = 'covid-19'\nseries = 'none'",
		"odd product":       "name = 'a'\ndisease = 'covid-19'\nmin_doses = 1\naccepted_products = ['Comirnaty!']",
		"odd kind of test":  "name = 'a'\ndisease = 'covid-19'\n[test]\naccept = true\nmax_age_hours = 1\nkinds = ['antibody']",
		"no TOML":           "{}",
		"too large":         strings.Repeat("#", rules.MaxFile+1),
	} {
		t.Run(name, func(t *testing.T) {
			p, err := rules.Parse([]byte(text))
			if !errors.Is(err, rules.ErrPolicy) || p.Name != "" {
				t.Errorf("got %v and policy %q", err, p.Name)
			}
		})
	}
}

// TestPolicyBounds: what lies on a bound is taken.
func TestPolicyBounds(t *testing.T) {
	const doses = "name = 'a'\ndisease = 'covid-19'\nmin_doses = 1\n"
	for name, text := range map[string]string{
		"most doses":       "name = 'a'\ndisease = 'covid-19'\nmin_doses = 20",
		"one day of doses": doses + "min_days_since_last_dose = 9\nmax_days_since_last_dose = 9",
		"one day":          "name = 'a'\ndisease = 'covid-19'\n[recovery]\naccept = true\nmin_age_days = 9\nmax_age_days = 9",
		"largest":          doses + strings.Repeat("#", rules.MaxFile-len(doses)),
	} {
		if _, err := rules.Parse([]byte(text)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := rules.Parse([]byte("name = 'a'\ndisease = 'covid-19'\nmin_doses = 21")); err == nil {
		t.Error("21 doses are taken")
	}
}

func TestBuiltinPolicies(t *testing.T) {
	for name, series := range map[string]string{"any": "", "primary": "primary", "booster": "booster"} {
		p, known := rules.Find(name)
		if !known || p.Series != series || p.Title.EN == "" || p.Title.JA == "" || p.Title.KO == "" || p.Title.ZhHans == "" {
			t.Errorf("%+v", p)
		}
	}
}

func FuzzParsePolicy(f *testing.F) {
	f.Add("name = 'a'\ndisease = 'covid-19'\nmin_doses = 1")
	f.Add("[test]\naccept = true\n[trust]\nmax_age_days = 3")
	f.Fuzz(func(t *testing.T, text string) {
		if p, err := rules.Parse([]byte(text)); (err == nil) == (p.Name == "") {
			t.Errorf("policy %q with error %v", p.Name, err)
		}
	})
}

// TestTitleIn: in the reader's language, else in English, else in whatever there is.
func TestTitleIn(t *testing.T) {
	all := rules.Title{EN: "e", JA: "j", KO: "k", ZhHans: "z"}
	for tag, want := range map[string]string{"en": "e", "ja": "j", "ko": "k", "zh-Hans": "z", "vi": "e"} {
		if got := all.In(tag); got != want {
			t.Errorf("%s: %s", tag, got)
		}
	}
	for want, title := range map[string]rules.Title{
		"e": {EN: "e", JA: "j"}, "j": {JA: "j", ZhHans: "z"}, "z": {ZhHans: "z"}, "": {},
	} {
		if got := title.In("ko"); got != want {
			t.Errorf("%+v: %s", title, got)
		}
	}
}
