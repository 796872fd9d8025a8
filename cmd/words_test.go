package cmd

import (
	"reflect"
	"slices"
	"testing"

	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/show"
	"vaxcheck/cmd/words"
	"vaxcheck/decode/codes"
	"vaxcheck/fhir"
	"vaxcheck/gate/camera"
	"vaxcheck/trust"
	"vaxcheck/trust/inforce"
	"vaxcheck/trust/refresh"
	"vaxcheck/trust/store"
	"vaxcheck/verify"
	"vaxcheck/verify/rules"
)

// TestWordsForEveryCode holds the words against the lists of the codes.
func TestWordsForEveryCode(t *testing.T) {
	for _, tag := range words.Tags() {
		w := show.SentencesIn(tag)
		expectCodes(t, w.Tag()+" verdicts", w.Verdicts(), verify.Verdicts())
		expectCodes(t, w.Tag()+" help of the page", w.Group("page-help"), camera.HelpKinds())
		expectAdvice(t, w, "reason", verify.Reasons())
		expectCodes(t, w.Tag()+" checks", w.Checks(), verify.CheckIDs())
		expectCodes(t, w.Tag()+" outcomes", w.Outcomes(), []string{"not_run", "pass", "fail", "undecided", "absent"})
		expectCodes(t, w.Tag()+" kinds", w.CodeKinds(), slices.Concat(verify.Kinds(), codes.Kinds()))
		expectCodes(t, w.Tag()+" whys", w.Whys(), codes.Whys())
		expectCodes(t, w.Tag()+" sources", w.Sources(), inforce.Sources())
		expectCodes(t, w.Tag()+" parts of a trust set", w.TrustParts(), trust.PartNames())
		expectCodes(t, w.Tag()+" notes of stores", cli.StoresIn(w).Notes(), store.Codes())
		expectAdvice(t, w, "renew-reasons", refresh.Reasons())
		expectCodes(t, w.Tag()+" kinds of changes", w.Group("renew-kinds"), kindsOfChanges())
		expectCodes(t, w.Tag()+" what to do", cli.StoresIn(w).Next(), inforce.Abouts())
		expectCodes(t, w.Tag()+" rules", w.Rules(), rules.Names())
		expectCodes(t, w.Tag()+" details", w.Details(), verify.Details())
		expectCodes(t, w.Tag()+" test kinds", w.TestKinds(), fhir.TestKinds())
		expectCodes(t, w.Tag()+" results", w.Results(), fhir.ResultClasses())
		expectCodes(t, w.Tag()+" name uses", w.NameUses(),
			[]string{"usual", "official", "temp", "nickname", "anonymous", "old", "maiden", "transliterated"})
	}
}

// expectCodes holds the codes that have a sentence against those that there are.
func expectCodes[K ~string](t *testing.T, what string, g words.Group, codes []K) {
	t.Helper()
	if len(codes) == 0 {
		t.Errorf("%s: no codes found", what)
	}
	for _, c := range codes {
		if _, ok := g.Lookup(string(c)); !ok {
			t.Errorf("%s: no words for %v", what, c)
		}
	}
	for _, c := range g.Codes() {
		if !slices.Contains(codes, K(c)) {
			t.Errorf("%s: words for %v, which is no code", what, c)
		}
	}
}

// expectAdvice is expectCodes for a group that has a next step for each code.
func expectAdvice[K ~string](t *testing.T, w *show.Sentences, group string, codes []K) {
	t.Helper()
	expectCodes(t, w.Tag()+" "+group, w.Group(group), codes)
	expectCodes(t, w.Tag()+" next steps of "+group, w.Group(group+"-next"), codes)
}

// kindsOfChanges are the members of Changes that list something.
func kindsOfChanges() (kinds []string) {
	for _, f := range reflect.VisibleFields(reflect.TypeFor[refresh.Changes]()) {
		if f.Type.Kind() == reflect.Slice {
			kinds = append(kinds, f.Tag.Get("json"))
		}
	}
	return kinds
}

// TestVerdictWords holds the words against the contract.
func TestVerdictWords(t *testing.T) {
	want := map[verify.Verdict][2]string{
		verify.Valid:        {"VALID", "有効"},
		verify.Insufficient: {"NOT ENOUGH", "条件未達"},
		verify.Review:       {"CHECK", "要確認"},
		verify.Invalid:      {"INVALID", "無効"},
		verify.Specimen:     {"SPECIMEN", "見本"},
		verify.Unreadable:   {"NOT READ", "読取不可"},
		verify.NotReady:     {"NOT READY", "準備中"},
	}
	for v, w := range want {
		if en, ja := show.SentencesIn("en").Verdicts().Of(string(v)),
			show.SentencesIn("ja").Verdicts().Of(string(v)); en != w[0] || ja != w[1] {
			t.Errorf("%s: got %s and %s, want %v", v, en, ja, w)
		}
	}
}
