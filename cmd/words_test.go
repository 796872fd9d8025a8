package cmd

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/show"
	"vaxcheck/cmd/words"
	"vaxcheck/gate/camera"
	"vaxcheck/trust"
	"vaxcheck/trust/refresh"
	"vaxcheck/trust/store"
	"vaxcheck/verify"
)

// TestWordsForEveryCode holds the words against the lists of the codes.
func TestWordsForEveryCode(t *testing.T) {
	for _, w := range show.AllLanguages() {
		expectCodes(t, w.Tag()+" verdicts", w.Verdicts(), verify.Verdicts())
		expectCodes(t, w.Tag()+" help of the page", w.Group("page-help"), camera.HelpKinds())
		expectAdvice(t, w, "reason", verify.Reasons())
		expectCodes(t, w.Tag()+" checks", w.Checks(), verify.CheckIDs())
		expectCodes(t, w.Tag()+" outcomes", w.Outcomes(), []string{"not_run", "pass", "fail", "undecided", "absent"})
		expectCodes(t, w.Tag()+" kinds", w.Kinds(), append(kindsInSource(t), inSource(t, "verify", `"vds_nc_typed": "(\w+)"`)...))
		expectCodes(t, w.Tag()+" whys", w.Whys(), inSource(t, filepath.Join("decode", "qr"), `\n\tWhy\w+ +(?:Why )?= "(\w+)"`))
		expectCodes(t, w.Tag()+" sources", w.Sources(),
			append(inSource(t, "trust", `\b[sS]ource[A-Z]\w* = "([\w-]+)"`), inSource(t, "trust/inforce", `\bSource[A-Z]\w* += "([\w-]+)"`)...))
		expectCodes(t, w.Tag()+" parts of a trust set", w.TrustParts(), codesOf[trust.PartName](inSource(t, "trust", ` PartName = "(\w+)"`)))
		expectCodes(t, w.Tag()+" notes of stores", cli.StoresIn(w).Notes(), codesOf[store.Code](inSource(t, filepath.Join("trust", "store"), `\n\tCode\w+ +Code = "(\w+)"`)))
		expectAdvice(t, w, "renew-reasons", codesOf[refresh.Reason](inSource(t, filepath.Join("trust", "refresh"), ` Reason = "(\w+)"`)))
		expectCodes(t, w.Tag()+" kinds of changes", w.Group("renew-kinds"), inSource(t, "trust/refresh", `json:"((?:issuers|keys|revocation_lists)_(?:added|removed|renamed|changed))"`))
		expectCodes(t, w.Tag()+" what to do", cli.StoresIn(w).Next(), inSource(t, "trust/inforce", `\n\t(?:About|File)[A-Z]\w+ += "(\w+)"`))
		expectCodes(t, w.Tag()+" rules", w.Rules(), inSource(t, "verify", `p\.rule\("(\w+)"`))
		expectCodes(t, w.Tag()+" details", w.Details(), append(inSource(t, "verify", `detail\w+ += "(\w+)"`), append(verify.UnclearDetails(), "no_covid19_dose")...))
		expectCodes(t, w.Tag()+" test kinds", w.TestKinds(), column3(t, "tests.tsv"))
		expectCodes(t, w.Tag()+" results", w.Results(), column3(t, "results.tsv"))
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

func codesOf[K ~string](texts []string) []K {
	var codes []K
	for _, text := range texts {
		codes = append(codes, K(text))
	}
	return codes
}

// kindsInSource finds the names package decode has for what is no certificate.
func kindsInSource(t *testing.T) []string {
	kinds := inSource(t, "decode", `(?:[kK]ind: |unsupported\(|noCredential\(.*, |fileKind\{name: )"(\w+)"`)
	kinds = append(kinds, inSource(t, "decode", `\n\t+return "(fhir|json|unsigned_payload)"\n`)...)
	kinds = append(kinds, inSource(t, "decode", `case "(heic)", "avif":`)...)
	kinds = append(kinds, inSource(t, "decode", `case "heic", "(avif)":`)...)
	kinds = append(kinds, inSource(t, "cmd", `(?:NotRead\(|nothing\(root, )"(\w+)"`)...)
	kinds = slices.DeleteFunc(kinds, func(k string) bool { return k == "shc" })
	slices.Sort(kinds)
	return slices.Compact(kinds)
}

// inSource finds the texts in a package of ours that a pattern's group takes.
func inSource(t *testing.T, pkg, pattern string) []string {
	t.Helper()
	files, _ := filepath.Glob(filepath.Join("..", pkg, "*.go"))
	var found []string
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(string(source), -1) {
			found = append(found, m[1])
		}
	}
	if len(found) == 0 {
		t.Fatalf("package %s has nothing like %s", pkg, pattern)
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// column3 reads the third column of a table of codes.
func column3(t *testing.T, table string) []string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "fhir", "tables", table))
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for line := range strings.Lines(string(text)) {
		if f := strings.Split(line, "\t"); len(f) > 3 && f[0] != "system" {
			found = append(found, f[2])
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
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
		if en, ja := show.SentencesIn("en").Verdicts().Of(string(v)), show.SentencesIn("ja").Verdicts().Of(string(v)); en != w[0] || ja != w[1] {
			t.Errorf("%s: got %s and %s, want %v", v, en, ja, w)
		}
	}
}
