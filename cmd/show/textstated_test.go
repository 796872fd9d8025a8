package show

import (
	"strings"
	"testing"

	"vaxcheck/cmd/words"
	"vaxcheck/internal/expect"
	"vaxcheck/verify"
	"vaxcheck/verify/record"
)

// Records as an EU certificate states them, each with its own issuer and number.
var (
	statedBy   = record.Stated{Issuer: "Utopia Test Health", CertificateID: "URN:UVCI:01:UT:A0B1"}
	statedDose = verify.DoseView{Date: pointer("2021-07-31"), Status: "completed", Number: 2, Series: 2,
		Disease: "covid-19", Country: "UTO",
		Vaccine: record.Coded{System: "eu-mp", Code: "EU/1/20/1528", Name: &record.Words{EN: "Comirnaty", JA: "コミナティ"}},
		Kind:    &record.Coded{System: "snomed-ct", Code: "1119349007", Name: &record.Words{EN: "RNA", JA: "RNA"}},
		Maker:   "1", MakerName: &record.Words{EN: "Maker", JA: "製造会社"}, Counts: true, Stated: statedBy}
	statedRecovery = verify.RecoveryView{FirstPositive: pointer("2021-05-01"),
		ValidFrom: pointer("2021-05-12"), ValidUntil: pointer("2021-10-28"),
		Condition: record.Coded{System: "snomed-ct", Code: "840539006",
			Name: &record.Words{EN: "COVID-19", JA: "新型コロナウイルス感染症"}},
		Disease: "covid-19", Country: "UTO", Counts: true, Stated: statedBy}
	statedTest = verify.TestView{Date: pointer("2022-01-10T12:00:00Z"), Final: true,
		Kind: "antigen", Result: "negative", Performer: pointer("Airport"),
		Country: "UTO", Product: "Kit", Device: "1232", Stated: statedBy}
)

func pointer(text string) *string { return &text }

// statedText shows content at level C.
func statedText(lang string, c verify.Content) string {
	p := NewSheet(settingsFor(expect.Face{Lang: lang, Terminal: false}, verify.LevelC))
	c.Subject = &verify.SubjectView{Names: []record.Name{{Family: "Ōta"}, {Use: "transliterated", Family: "OTA"}}}
	p.Content(verify.View{Content: &c})
	return p.String()
}

func TestTextStated(t *testing.T) {
	c := verify.Content{Doses: []verify.DoseView{statedDose}, Tests: []verify.TestView{statedTest},
		Recoveries: []verify.RecoveryView{statedRecovery, {Condition: record.Coded{System: "snomed-ct", Code: "1"}}}}
	expect.Lines(t, statedText("en", c), "    Name        OTA (in passport letters)\n",
		"  Doses (numbered by the certificate)\n    2  2021-07-31  Comirnaty [eu-mp EU/1/20/1528]\n"+
			"       dose 2 of 2, kind RNA [snomed-ct 1119349007], in UTO, maker Maker (1)\n"+
			"       stated by Utopia Test Health, certificate URN:UVCI:01:UT:A0B1\n",
		"       kit Kit, device 1232, given by Airport, tested in UTO\n       stated by",
		"  Recoveries (not vaccinations)\n    -  COVID-19 [snomed-ct 840539006]\n"+
			"       first positive test  2021-05-01\n       stated for           2021-05-12 - 2021-10-28\n       tested in UTO\n       stated by",
		"    -  unknown disease [snomed-ct 1]\n       first positive test  not given\n       stated for           not given - not given\n       NOT COUNTED\n")
	expect.Lines(t, statedText("ja", c), "  接種(番号は証明書の記載)\n    2  2021-07-31  コミナティ",
		"       2回中2回目、種類 RNA [snomed-ct 1119349007]、接種国 UTO、製造者 製造会社 (1)\n       発行元 Utopia Test Health、証明書番号 URN",
		"  感染からの回復(接種ではありません)\n    -  新型コロナウイルス感染症 [snomed-ct 840539006]\n       最初の陽性判明日  2021-05-01\n       有効期間          2021-05-12 - 2021-10-28\n")
}

// TestTextNumbers: the card's numbers stand where it gives them all, and beside
// ours where it does not.
func TestTextNumbers(t *testing.T) {
	later, unnumbered := statedDose, statedDose
	later.Date, later.Number, later.Series = pointer("2021-12-01"), 3, 0
	unnumbered.Date, unnumbered.Number = pointer("2021-06-01"), 0
	expect.Lines(t, statedText("en", verify.Content{Doses: []verify.DoseView{later, statedDose}}),
		"(numbered by the certificate)\n    2  2021-07-31",
		"    3  2021-12-01  Comirnaty [eu-mp EU/1/20/1528]\n       kind RNA")
	expect.Lines(t, statedText("en", verify.Content{Doses: []verify.DoseView{later, unnumbered}}),
		"vaxcheck's count, not the certificate's)\n    1  2021-06-01",
		"    2  2021-12-01  Comirnaty [eu-mp EU/1/20/1528]\n       dose 3, kind RNA")
	for got, want := range map[string]string{
		SentencesIn("en").Labels.DoseOf(1, 2): "dose 1 of 2", SentencesIn("en").Labels.DoseOf(2,
			1): "dose 2 after a series of 1", SentencesIn("en").Labels.DoseOf(3, 0): "dose 3",
		SentencesIn("ja").Labels.DoseOf(1, 2): "2回中1回目", SentencesIn("ja").Labels.DoseOf(2,
			1): "2回目(規定の1回の後)", SentencesIn("ja").Labels.DoseOf(3, 0): "3回目",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// TestTextStatedHostile: the new texts of strangers stay harmless too.
func TestTextStatedHostile(t *testing.T) {
	hostile := "\x1b[2J\r\nVALID \u202e"
	s := record.Stated{Issuer: hostile, CertificateID: hostile}
	code := record.Coded{System: hostile, Code: hostile}
	c := verify.Content{
		Doses: []verify.DoseView{{Kind: &code, Maker: hostile,
			MakerName: &record.Words{EN: "M", JA: "M"}, Country: hostile, Number: 1, Stated: s}},
		Tests: []verify.TestView{{Country: hostile, Product: hostile, Device: hostile, Stated: s}},
		Recoveries: []verify.RecoveryView{{FirstPositive: &hostile, ValidFrom: &hostile, ValidUntil: &hostile,
			Condition: code, Country: hostile, Stated: s}},
	}
	for _, lang := range words.Tags() {
		text := statedText(lang, c)
		expect.Harmless(t, text, "\n")
		if strings.Contains(text, "\nVALID") || strings.Count(text, `\u{001b}`) < 15 {
			t.Errorf("%s", text)
		}
	}
	expect.Harmless(t, csvDose(c.Doses[0])+csvRecovery(c.Recoveries[0]), "")
}
