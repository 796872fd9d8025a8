package show

import (
	"testing"
	"time"

	"vaxcheck/decode"
	"vaxcheck/internal/expect"
	"vaxcheck/internal/mint"
	"vaxcheck/trust"
	"vaxcheck/trust/inforce"
	"vaxcheck/verify"
	"vaxcheck/verify/rules"
)

// layered judges a card of a key that lies over the set: one that was listed in
// two years and is withdrawn, or one that was added here.
func layered(t *testing.T, withdrawn bool) verify.Report {
	t.Helper()
	key := mint.NewIssuer(textIssuer.URL, "", "text tests, another key")
	past := new(trust.History)
	var local trust.Local
	if withdrawn {
		for _, year := range []int{2020, 2021} {
			set, err := trust.LoadSnapshot(mint.Snapshot(time.Date(year, 3, 7, 4, 30, 0, 0, time.UTC), key), "")
			if err != nil {
				t.Fatal(err)
			}
			past = past.Extend(set)
		}
	} else {
		a, _, err := trust.NewAddition(key.URL, "", mint.JWKS(key), trust.Entry{Who: "tester", When: textNow})
		if err != nil {
			t.Fatal(err)
		}
		local.Additions = append(local.Additions, a)
	}
	set, err := textSet(t).With(local, func() *trust.History { return past }, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	return verify.Check(decode.Parse(decode.Code{Text: cardCode(key, mint.Hanako())}), set,
		rules.Builtin()[0], verify.Instant{Time: textNow})
}

// TestWithdrawnText: level A says that the key is withdrawn and not when, level
// B and inspect tell both dates.
func TestWithdrawnText(t *testing.T) {
	r := layered(t, true)
	for lang, want := range map[string][]string{
		"en": {"The issuer no longer lists the key that was used. (key_withdrawn)", "key history",
			"withdrawn; listed from 2020-03-07 to 2021-03-07"},
		"ja": {"署名に使われた鍵は、発行者がすでに取り下げています。 (key_withdrawn)", "鍵の履歴", "取り下げ済み(掲載 2020-03-07 から 2021-03-07 まで)"},
	} {
		atA := rendered(t, settingsFor(expect.Face{Lang: lang, Terminal: false}, verify.LevelA), r, textOf)
		expect.Lines(t, atA, SentencesIn(lang).Verdicts().Of(string(verify.Review)), want[0])
		expect.Without(t, atA, append([]string{"2020", "2021", textIssuer.Name}, want[1:]...))
		expect.Lines(t, rendered(t, settingsFor(expect.Face{Lang: lang, Terminal: false}, verify.LevelB), r,
			textOf), want...)
		expect.Lines(t, rendered(t, settingsFor(expect.Face{Lang: lang, Terminal: false}, verify.LevelB), r,
			inspectOf), append(want,
			SentencesIn(lang).Inspect.Withdrawn(), "2020-03-07T04:30:00Z - 2021-03-07T04:30:00Z",
			SentencesIn(lang).Finding("key.withdrawn"))...)
	}
	row := csvRow(t, verify.LevelB, r)
	if row["key_source"] != "history" || row["key_last_listed"] != "2021-03-07T04:30:00Z" ||
		row["reason"] != "key_withdrawn" {
		t.Errorf("%v", row)
	}
	if row := csvRow(t, verify.LevelB, textReports(t)[verify.Valid]); row["key_source"] != "test.json" ||
		row["key_last_listed"] != "" {
		t.Errorf("%v", row)
	}
}

// TestLocalText: what was added here is shown as that wherever a key is shown.
func TestLocalText(t *testing.T) {
	r := layered(t, false)
	for lang, want := range map[string]string{"en": "added on this machine", "ja": "この端末で追加"} {
		expect.Lines(t, rendered(t, settingsFor(expect.Face{Lang: lang, Terminal: false}, verify.LevelB), r,
			textOf), "(ES256"+SentencesIn(lang).Comma()+want+")")
		expect.Lines(t, rendered(t, settingsFor(expect.Face{Lang: lang, Terminal: false}, verify.LevelB), r,
			inspectOf), want)
	}
	if row := csvRow(t, verify.LevelB, r); row["key_source"] != "local" || row["verdict"] != "valid" {
		t.Errorf("%v", row)
	}
}

// setInForce is the set that is in force where nothing is installed.
func setInForce(t *testing.T) *trust.Set {
	t.Helper()
	known, err := inforce.Open(inforce.Places{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return known.Set
}

// TestBundledTrust: what the command judges with where nothing is installed knows the withdrawn keys, and
// is otherwise the bundled set.
func TestBundledTrust(t *testing.T) {
	set := setInForce(t)
	bundled, err := trust.Bundled()
	if err != nil || set.Info() != bundled.Info() {
		t.Errorf("%+v, %v", set.Info(), err)
	}
	count := 0
	for range set.Withdrawals() {
		count++
	}
	if count != 57 {
		t.Errorf("%d withdrawn keys", count)
	}
}
