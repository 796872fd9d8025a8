package show

import (
	"testing"

	"vaxcheck/verify"
	"vaxcheck/verify/record"
)

// TestCompare: people are asked to compare what the certificate has, and nothing
// that it has not.
func TestCompare(t *testing.T) {
	born, names := "1985-04-01", []record.Name{{Family: "Mihon"}}
	for _, tt := range []struct {
		all    []verify.SubjectView
		en, ja string
	}{
		{[]verify.SubjectView{{Names: names, BirthDate: &born}},
			"Compare name and birth date below with an identity document;", "下の氏名と生年月日を本人確認書類と見比べて"},
		{[]verify.SubjectView{{Names: names}}, "Compare name below with an identity document;", "下の氏名を本人確認書類と"},
		{[]verify.SubjectView{{Names: []record.Name{{Use: "usual"}}, BirthDate: &born}},
			"Compare birth date below", "下の生年月日を"},
		{[]verify.SubjectView{{}, {Names: names}}, "Compare name below", "下の氏名を"},
		{[]verify.SubjectView{{Names: names, BirthDate: &born, Document: "X1"}},
			"Compare name, birth date and document number below with the passport", "下の氏名、生年月日、旅券などの番号を、その現物と"},
		{[]verify.SubjectView{{Document: "X1"}}, "Compare document number below with the passport", "下の旅券などの番号を、その現物と"},
		{[]verify.SubjectView{{}}, "The certificate has neither a name nor a birth date", "氏名も生年月日も記載がなく"},
		{nil, "The certificate has neither a name nor a birth date", "氏名も生年月日も記載がなく"},
	} {
		for lang, want := range map[string]string{"en": tt.en, "ja": tt.ja} {
			p := &Sheet{W: SentencesIn(lang)}
			if got := p.compare(ToCompare(verify.Content{Subjects: tt.all})); len(got) < len(want) ||
				got[:len(want)] != want {
				t.Errorf("%s: %s, want %s", lang, got, want)
			}
		}
	}
}
