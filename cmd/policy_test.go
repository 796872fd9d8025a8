package cmd

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/show"
	"vaxcheck/cmd/words"
	"vaxcheck/internal/expect"
	"vaxcheck/internal/mint"
	"vaxcheck/verify/rules"
)

// fullPolicy has every key set to something else than nothing, and texts that
// TOML must escape.
func fullPolicy() rules.Policy {
	return rules.Policy{
		Name: "full", Disease: "measles", MinDoses: 2, Series: "booster", SingleDoseProducts: []string{"jcovden"},
		AcceptedProducts: []string{"comirnaty", "cvx:208"}, MinDaysSinceLastDose: 14, MaxDaysSinceLastDose: 270,
		ExemptionPolicies: []string{"https://policy.example/vaccination"},
		Title:             rules.Title{EN: "\"two\"\\\x1b[2J\n", JA: "二回\u202e𠮷", KO: "두 번", ZhHans: "两剂"},
		AcceptStatePass:   true,
		Test:              rules.TestRule{Accept: true, Kinds: []string{"antigen"}, MaxAgeHours: 24},
		Recovery:          rules.RecoveryRule{Accept: true, MinAgeDays: 11, MaxAgeDays: 180},
		Trust:             rules.TrustRules{MaxAgeDays: 30, AllowMissingLists: true},
	}
}

// TestPolicyText writes policies as files and reads them again: no key may be
// forgotten or change on the way.
func TestPolicyText(t *testing.T) {
	full := reflect.ValueOf(fullPolicy())
	for i := range full.NumField() {
		if full.Field(i).IsZero() {
			t.Errorf("%s is not tried out", full.Type().Field(i).Name)
		}
	}
	for _, p := range append(rules.Builtin(), fullPolicy()) {
		for _, tag := range words.Tags() {
			w := show.SentencesIn(tag)
			text := policyPage(p).Text(&show.Settings{Words: w, Terminal: true})
			got, err := rules.Parse([]byte(text))
			if err != nil {
				t.Fatalf("%s, %s: %v\n%s", p.Name, w.Tag(), err, text)
			}
			if diff := cmp.Diff(p, got, cmp.Transformer("empty", func(s []string) int { return len(s) })); diff != "" {
				t.Errorf("%s, %s: %s", p.Name, w.Tag(), diff)
			}
			expect.Harmless(t, text, "\n")
		}
	}
}

func TestPolicyKeysHaveComments(t *testing.T) {
	keys := show.PolicyKeys(rules.Policy{})
	for _, tag := range words.Tags() {
		w := show.SentencesIn(tag)
		for _, k := range keys {
			if policyIn(w).PolicyKeys().Of(k.Path()) == "" {
				t.Errorf("%s: no comment on %s", w.Tag(), k.Path())
			}
		}
		if len(policyIn(w).PolicyKeys().Codes()) != len(keys) {
			t.Errorf("%s: %d comments, %d keys", w.Tag(), len(policyIn(w).PolicyKeys().Codes()), len(keys))
		}
	}
}

func TestPolicyList(t *testing.T) {
	expectText(t, `
any      at least one COVID-19 vaccination
         新型コロナワクチン接種1回以上
         - at least 1 dose against covid-19
primary  a completed primary series against COVID-19
         新型コロナワクチンの初回接種完了
         - a primary series is complete, by the card's own count or that of its doses
booster  a completed primary series and a booster against COVID-19
         新型コロナワクチンの初回接種完了と追加接種1回以上
         - a booster after a primary series, by the card's own count or that of its doses
`, runOK(t, true, "policy", "list"))
	piped := runOK(t, false, "policy", "list", "--lang", "ja")
	want := "any\t新型コロナワクチン接種1回以上\tat least one COVID-19 vaccination\tcovid-19 に対する接種 1回以上\n"
	if !strings.HasPrefix(piped, want) || strings.Count(piped, "\n") != 3 {
		t.Errorf("got %q", piped)
	}
}

// TestPolicyRules: every rule has a sentence, and a policy that asks for
// nothing else has none.
func TestPolicyRules(t *testing.T) {
	for _, tag := range words.Tags() {
		w := show.SentencesIn(tag)
		told := policyRules(w, fullPolicy())
		if len(told) != 12 || len(policyRules(w, rules.Policy{})) != 0 {
			t.Errorf("%s: %q", w.Tag(), told)
		}
		all := strings.Join(told, "\n")
		for _, want := range []string{"measles", "2", "jcovden", "comirnaty, cvx:208", "14", "270", "antigen",
			"24", "11", "180", "30"} {
			if !strings.Contains(all, want) {
				t.Errorf("%s: no %q in %q", w.Tag(), want, all)
			}
		}
	}
}

func TestPolicyData(t *testing.T) {
	var list struct {
		Schema   string
		Policies []map[string]any
	}
	decodeInto(t, runOK(t, false, "policy", "list", "--format", "json"), &list)
	if list.Schema != "vaxcheck.policies/1" || len(list.Policies) != 3 ||
		list.Policies[0]["min_doses"] != 1.0 || list.Policies[1]["series"] != "primary" {
		t.Errorf("got %+v", list)
	}
	var one struct {
		Schema string
		Policy map[string]any
	}
	decodeInto(t, runOK(t, false, "policy", "show", "any", "--format", "json"), &one)
	if diff := cmp.Diff(list.Policies[0], one.Policy); diff != "" || one.Schema != "vaxcheck.policy/1" {
		t.Errorf("schema %q; %s", one.Schema, diff)
	}
	if lists, ok := one.Policy["accepted_products"].([]any); !ok || len(lists) != 0 {
		t.Errorf("an empty list is %v", one.Policy["accepted_products"])
	}
	if n := strings.Count(runOK(t, false, "policy", "list", "--format", "ndjson"), "\n"); n != 3 {
		t.Errorf("%d lines", n)
	}
	rows := readCSV(t, runOK(t, false, "policy", "list", "--format", "csv"))
	if len(rows) != 3 || rows[2]["series"] != "booster" || rows[0]["test.accept"] != "false" {
		t.Errorf("rows %v", rows)
	}
}

// TestPolicyFile goes the way of someone who writes their own.
func TestPolicyFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "event.toml")
	text := strings.NewReplacer(`name = "booster"`, `name = "event"`, "min_doses = 0", "min_doses = 4").
		Replace(runOK(t, false, "policy", "show", "booster"))
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if again := runOK(t, false, "policy", "show", name); again != text {
		t.Error(cmp.Diff(text, again))
	}
}

func TestPolicyTest(t *testing.T) {
	dir := t.TempDir()
	issuer := mint.NewIssuer("https://a.example/issuer", "Issuer A", "policy test")
	directory, card := filepath.Join(dir, "directory.json"), filepath.Join(dir, "card.smart-health-card")
	for name, data := range map[string][]byte{
		directory: mint.Snapshot(time.Date(2022, 7, 1, 0, 30, 0, 0, time.UTC), issuer),
		card:      mint.File(mint.Japan(issuer, mint.Hanako()).JWS(issuer)),
	} {
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	args := func(policy string, more ...string) []string {
		return append([]string{"policy", "test", policy, card, "--trust", directory, "--format", "ndjson"}, more...)
	}
	var got struct {
		Level, Verdict, Policy string
		PolicyRules            []struct{ Rule, Outcome, Want, Have string } `json:"policy_rules"`
	}
	r := runIn(false, nil, args("booster")...)
	decodeInto(t, r.out, &got)
	if r.code != cli.ExitValid || got.Level != "C" || got.Policy != "booster" || len(got.PolicyRules) != 1 ||
		got.PolicyRules[0].Rule != "series" || got.PolicyRules[0].Have != "booster" {
		t.Errorf("%+v %+v", r, got)
	}
	r = runIn(false, map[string]string{cli.EnvMaxLevel: "A"}, args("booster")...)
	if r.code != cli.ExitValid || strings.Contains(r.out, "policy_rules") || strings.Contains(r.out, "doses") {
		t.Errorf("the cap does not hold: %+v", r)
	}
	if r = runIn(false, nil, args("any", "--policy", "booster")...); r.code != cli.ExitUsage {
		t.Errorf("two policies: %+v", r)
	}
}

func TestPolicyErrors(t *testing.T) {
	const code = "shc:/567629595326546034602925407728043360287028647167452228092863336138625905562441275342672632614007524325773663400334404163424036744177447455265942526337643363675944416729410324605736010641293361123274243503696800275229652"
	for _, args := range [][]string{
		{"policy", "show", "nosuch"}, {"policy", "show"}, {"policy", "test"}, {"policy", "nosuch"},
		{"policy", "test", code}, {"policy", "show", code}, {"trust", "show", code}, {code}, {"help", code},
		{"policy", "list", code}, {"version", code}, {"trust", code},
	} {
		got := runIn(false, nil, args...)
		if got.code != cli.ExitUsage || got.out != "" || got.err == "" || strings.Contains(got.err, "56762959") {
			t.Errorf("%.40v: %+v", args, got)
		}
	}
}
