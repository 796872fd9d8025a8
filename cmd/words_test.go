package cmd

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"vaxcheck/gate/camera"
	"vaxcheck/trust"
	"vaxcheck/trust/refresh"
	"vaxcheck/trust/store"
	"vaxcheck/verify"
)

func bothLanguages() []*words { return []*words{wordsFor("en"), wordsFor("ja")} }

// TestWordsComplete walks both languages: nothing is empty, and both have the
// same keys.
func TestWordsComplete(t *testing.T) {
	seen := 0
	walkWords(t, "words", reflect.ValueOf(*wordsFor("en")), reflect.ValueOf(*wordsFor("ja")), &seen)
	if seen < 200 {
		t.Errorf("found only %d words", seen)
	}
}

func walkWords(t *testing.T, path string, en, ja reflect.Value, seen *int) {
	t.Helper()
	*seen++
	switch en.Kind() {
	case reflect.Struct:
		for i := range en.NumField() {
			walkWords(t, path+"."+en.Type().Field(i).Name, en.Field(i), ja.Field(i), seen)
		}
	case reflect.Map:
		if en.Len() == 0 || en.Len() != ja.Len() {
			t.Errorf("%s: %d words in English, %d in Japanese", path, en.Len(), ja.Len())
		}
		for _, key := range en.MapKeys() {
			if !ja.MapIndex(key).IsValid() {
				t.Errorf("%s: %v is missing in Japanese", path, key)
				continue
			}
			walkWords(t, fmt.Sprintf("%s[%v]", path, key), en.MapIndex(key), ja.MapIndex(key), seen)
		}
	case reflect.Slice, reflect.Array:
		if en.Len() != ja.Len() {
			t.Errorf("%s: %d words in English, %d in Japanese", path, en.Len(), ja.Len())
			return
		}
		for i := range en.Len() {
			walkWords(t, fmt.Sprintf("%s[%d]", path, i), en.Index(i), ja.Index(i), seen)
		}
	case reflect.Bool: // a word's grammar, not a word
	default:
		if en.IsZero() || ja.IsZero() {
			t.Errorf("%s: empty (English %v, Japanese %v)", path, en.IsZero(), ja.IsZero())
		}
	}
}

// TestWordsForEveryCode holds the words against the lists of the codes.
func TestWordsForEveryCode(t *testing.T) {
	for _, w := range bothLanguages() {
		expectKeys(t, w.Lang+" verdicts", w.Verdicts, verify.Verdicts())
		expectKeys(t, w.Lang+" verdicts of the page", w.Gate.Page.Verdicts, camera.VerdictKeys())
		expectKeys(t, w.Lang+" help of the page", w.Gate.Page.Help, camera.HelpKinds())
		expectKeys(t, w.Lang+" reasons", w.Reasons, verify.Reasons())
		expectKeys(t, w.Lang+" checks", w.Checks, verify.CheckIDs())
		expectKeys(t, w.Lang+" outcomes", w.Outcomes,
			[]verify.Outcome{verify.NotRun, verify.Pass, verify.Fail, verify.Undecided, verify.Absent})
		expectKeys(t, w.Lang+" kinds", w.Kinds, append(kindsInSource(t), inSource(t, "verify", `"vds_nc_typed": "(\w+)"`)...))
		expectKeys(t, w.Lang+" whys", w.Whys, inSource(t, filepath.Join("decode", "qr"), `\n\tWhy\w+ +(?:Why )?= "(\w+)"`))
		expectKeys(t, w.Lang+" sources", w.Sources,
			append(inSource(t, "trust", `\bsource[A-Z]\w* = "([\w-]+)"`), inSource(t, "cmd", `\bsource[A-Z]\w* += "([\w-]+)"`)...))
		expectKeys(t, w.Lang+" parts of a trust set", w.TrustParts, codesOf[trust.PartName](inSource(t, "trust", ` PartName = "(\w+)"`)))
		expectKeys(t, w.Lang+" notes of stores", w.Admin.Stores.Notes, codesOf[store.Code](inSource(t, filepath.Join("trust", "store"), `\n\tCode\w+ +Code = "(\w+)"`)))
		expectKeys(t, w.Lang+" reasons of refreshing", w.Admin.Renew.Reasons, codesOf[refresh.Reason](inSource(t, filepath.Join("trust", "refresh"), ` Reason = "(\w+)"`)))
		expectKeys(t, w.Lang+" errors of stores", w.Admin.Stores.Errors, storeErrors)
		expectKeys(t, w.Lang+" kinds of changes", w.Admin.Renew.Kinds, inSource(t, "trust/refresh", `json:"((?:issuers|keys|revocation_lists)_(?:added|removed|renamed|changed))"`))
		expectKeys(t, w.Lang+" what to do", w.Admin.Stores.Next, inSource(t, "cmd", `\n\twhat[A-Z]\w+ += "(\w+)"`))
		expectKeys(t, w.Lang+" rules", w.Rules, inSource(t, "verify", `p\.rule\("(\w+)"`))
		expectKeys(t, w.Lang+" details", w.Details, append(inSource(t, "verify", `detail\w+ += "(\w+)"`), append(verify.UnclearDetails(), "no_covid19_dose")...))
		expectKeys(t, w.Lang+" test kinds", w.TestKinds, column3(t, "tests.tsv"))
		expectKeys(t, w.Lang+" results", w.Results, column3(t, "results.tsv"))
		expectKeys(t, w.Lang+" name uses", w.NameUses,
			[]string{"usual", "official", "temp", "nickname", "anonymous", "old", "maiden", "transliterated"})
	}
}

func expectKeys[K comparable, V any](t *testing.T, what string, table map[K]V, keys []K) {
	t.Helper()
	if len(keys) == 0 {
		t.Errorf("%s: no codes found", what)
	}
	for _, k := range keys {
		if _, ok := table[k]; !ok {
			t.Errorf("%s: no words for %v", what, k)
		}
	}
	for k := range table {
		if !slices.Contains(keys, k) {
			t.Errorf("%s: words for %v, which is no code", what, k)
		}
	}
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
		if en, ja := wordsEN.Verdicts[v], wordsJA.Verdicts[v]; en != w[0] || ja != w[1] {
			t.Errorf("%s: got %s and %s, want %v", v, en, ja, w)
		}
	}
}

// TestWordsAvoid: nobody is accused, and nothing sounds like more than a
// signature.
func TestWordsAvoid(t *testing.T) {
	avoid := regexp.MustCompile(`(?i)verified|fake|forge|counterfeit|偽造|偽物|検証済`)
	for _, w := range bothLanguages() {
		if found := avoid.FindString(fmt.Sprintf("%+v %v %v", *w, findingsJA, findingFormsJA)); found != "" {
			t.Errorf("%s: %q is among the words", w.Lang, found)
		}
	}
}

func TestLanguageFromEnv(t *testing.T) {
	tests := []struct {
		env  map[string]string
		want string
	}{
		{nil, "en"},
		{map[string]string{"LANG": "ja_JP.UTF-8"}, "ja"},
		{map[string]string{"LANG": "ja"}, "ja"},
		{map[string]string{"LANG": "ja_JP@mod"}, "ja"},
		{map[string]string{"LANG": "Japanese_Japan.932"}, "ja"},
		{map[string]string{"LANG": "C.UTF-8"}, "en"},
		{map[string]string{"LANG": "de_DE.UTF-8"}, "en"},
		{map[string]string{"LANG": "ja_JP.UTF-8", "LC_ALL": "C"}, "en"},
		{map[string]string{"LANG": "en_US.UTF-8", "LC_MESSAGES": "ja_JP.UTF-8"}, "ja"},
		{map[string]string{"LC_MESSAGES": "ja_JP.UTF-8", "LC_ALL": "en_GB"}, "en"},
	}
	for _, tt := range tests {
		if got := languageFromEnv(func(name string) string { return tt.env[name] }); got != tt.want {
			t.Errorf("%v: got %s, want %s", tt.env, got, tt.want)
		}
	}
}

func TestParseLanguage(t *testing.T) {
	for flag, want := range map[string]string{
		"en": "en", "ja": "ja", "JA": "ja", "ja-JP": "ja", "ja_JP.UTF-8": "ja", "en-US": "en", "en_GB.UTF-8": "en",
		"": "", "de": "", "jav": "", "japanese": "", "-": "", "ja JP": "",
	} {
		got, ok := parseLanguage(flag)
		if ok != (want != "") || ok && got != want {
			t.Errorf("parseLanguage(%q) = %q, %v; want %q", flag, got, ok, want)
		}
	}
}
