package words

import (
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"vaxcheck/internal/catalogue"
	"vaxcheck/internal/finding"
)

func TestParse(t *testing.T) {
	for name, want := range map[string]string{
		"en": "en", "ja": "ja", "JA": "ja", "ja-JP": "ja", "ja_JP.UTF-8": "ja", "en-US": "en", "en_GB.UTF-8": "en",
		"": "", "de": "", "jav": "", "japanese": "", "-": "", "ja JP": "", "C": "", "ja_JP@mod": "ja",
		"ko": "ko", "ko_KR.UTF-8": "ko", "ko-KP": "ko", "kok": "", "zh": "zh-Hans", "zh_CN.UTF-8": "zh-Hans",
		"zh_SG":   "zh-Hans",
		"zh-hans": "zh-Hans", "zh-Hans-HK": "zh-Hans", "zh_TW": "", "zh_HK.Big5": "", "zh-Hant": "",
	} {
		if got, ok := Parse(name); ok != (want != "") || got != want {
			t.Errorf("%q: got %q, %v; want %q", name, got, ok, want)
		}
	}
}

func TestFromEnv(t *testing.T) {
	tests := []struct {
		env  map[string]string
		want string
	}{
		{nil, "en"},
		{map[string]string{"LANG": "ja_JP.UTF-8"}, "ja"},
		{map[string]string{"LANG": "ja"}, "ja"},
		{map[string]string{"LANG": "ja_JP@mod"}, "ja"},
		{map[string]string{"LANG": "Japanese_Japan.932"}, "ja"},
		{map[string]string{"LANG": "English_United States.1252"}, "en"},
		{map[string]string{"LANG": "Japanesque_Japan.932"}, "en"},
		{map[string]string{"LANG": "C.UTF-8"}, "en"},
		{map[string]string{"LANG": "de_DE.UTF-8"}, "en"},
		{map[string]string{"LANG": "zh_TW.UTF-8"}, "en"},
		{map[string]string{"LANG": "zh_CN.GB18030"}, "zh-Hans"},
		{map[string]string{"LANG": "zh_SG.UTF-8"}, "zh-Hans"},
		{map[string]string{"LANG": "ko_KR.eucKR"}, "ko"},
		{map[string]string{"LANG": "Korean_Korea.949"}, "ko"},
		{map[string]string{"LANG": "Chinese (Simplified)_China.936"}, "zh-Hans"},
		{map[string]string{"LANG": "Chinese_China.936"}, "zh-Hans"},
		{map[string]string{"LANG": "Chinese_Singapore.936"}, "zh-Hans"},
		{map[string]string{"LANG": "Chinese (Traditional)_Taiwan.950"}, "en"},
		{map[string]string{"LANG": "Chinese_Taiwan.950"}, "en"},
		{map[string]string{"LANG": "ja_JP.UTF-8", "LC_ALL": "C"}, "en"},
		{map[string]string{"LANG": "en_US.UTF-8", "LC_MESSAGES": "ja_JP.UTF-8"}, "ja"},
		{map[string]string{"LC_MESSAGES": "ja_JP.UTF-8", "LC_ALL": "en_GB"}, "en"},
	}
	for _, tt := range tests {
		if got := FromEnv(func(name string) string { return tt.env[name] }); got != tt.want {
			t.Errorf("%v: got %s, want %s", tt.env, got, tt.want)
		}
	}
}

// TestFiles holds every catalogue against the English ones, this and that of findings:
// each file is well-formed, names no id twice and none that English lacks, has the same
// values in its sentences, and no plural form that the language does not have.
func TestFiles(t *testing.T) {
	english := read(t, English)
	for _, id := range finding.IDs() {
		english[finding.Prefix+id] = map[string]string{"other": finding.English(id)}
	}
	for _, tag := range Tags() {
		own := read(t, tag)
		if len(own) < 100 {
			t.Errorf("%s: only %d sentences", tag, len(own))
		}
		for id, forms := range own {
			if english[id] == nil {
				t.Errorf("%s: %s is no id of the English catalogue", tag, id)
				continue
			}
			if forms["other"] == "" && english[id]["other"] != "" {
				t.Errorf("%s: %s is empty", tag, id)
			}
			want := valuesIn(english[id]["other"])
			for category, text := range forms {
				if got := valuesIn(text); !slices.Equal(got, want) {
					t.Errorf("%s: %s (%s) has the values %v, English %v", tag, id, category, got, want)
				}
				if !slices.Contains(categories(For(tag)), category) {
					t.Errorf("%s: %s has the form %q, which the language has not", tag, id, category)
				}
			}
		}
	}
}

// read reads a file as a translator's tool would: ids with their plural forms, a
// plain text as that of "other".
func read(t *testing.T, tag string) map[string]map[string]string {
	t.Helper()
	data, err := files.ReadFile(fileName(tag))
	if err != nil {
		t.Fatal(err)
	}
	var raw map[string]any
	if err := json.Unmarshal(data, &raw); err != nil {
		t.Fatalf("%s: %v", tag, err)
	}
	if ids := slices.Sorted(maps.Keys(raw)); !slices.Equal(ids, catalogue.File(data).IDs()) {
		t.Errorf("%s: an id stands there twice, out of order, or not on a line of its own, two blanks in", tag)
	}
	all := map[string]map[string]string{}
	for id, value := range raw {
		all[id] = map[string]string{}
		switch v := value.(type) {
		case string:
			all[id]["other"] = v
		case map[string]any:
			for category, text := range v {
				all[id][category], _ = text.(string)
			}
		}
	}
	return all
}

// TestLookup: the search finds every id, and nothing else.
func TestLookup(t *testing.T) {
	for _, tag := range Tags() {
		l := For(tag)
		for _, id := range l.text().IDs() {
			if m, own := l.find(id); m == nil || own != l || l.Say(id) == id {
				t.Errorf("%s: %s is not found", tag, id)
			}
			for _, other := range []string{id + "x", id[:len(id)-1], "\x00" + id} {
				if m := l.text().Lookup(other); m != nil && !slices.Contains(l.text().IDs(), other) {
					t.Errorf("%s: %s is found", tag, other)
				}
			}
		}
	}
}

// valuesIn lists the names of the values in a sentence, in order.
func valuesIn(text string) []string { return slices.Sorted(slices.Values(catalogue.Names(text))) }

// categories are those of the language's whole numbers.
func categories(l *Language) []string {
	seen := map[string]bool{}
	for n := range 200 {
		seen[l.category(n)] = true
	}
	return slices.Collect(maps.Keys(seen))
}

// TestFindingsInJapanese: a sentence for auditors is Japanese, but for names of things.
func TestFindingsInJapanese(t *testing.T) {
	englishWords := regexp.MustCompile(`[a-z]{2,} [a-z]{2,}`)
	all := For("ja").Group("finding")
	for _, id := range finding.IDs() {
		said := all.Of(id)
		if !strings.ContainsFunc(said, isJapanese) || englishWords.MatchString(said) {
			t.Errorf("%s is in Japanese %q", id, said)
		}
	}
}

func isJapanese(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) }

// TestAvoid: nobody is accused, and nothing sounds like more than a signature.
func TestAvoid(t *testing.T) {
	avoid := regexp.MustCompile(`(?i)verified|fake|forge|counterfeit|偽造|偽物|検証済|伪造|假冒|假证|已验证|验真|위조|가짜|검증됨|검증 완료|진위`)
	for _, tag := range Tags() {
		data, err := files.ReadFile(fileName(tag))
		if err != nil {
			t.Fatal(err)
		}
		if found := avoid.Find(data); found != nil {
			t.Errorf("%s: %q is among the words", tag, found)
		}
	}
	for _, id := range finding.IDs() {
		if found := avoid.FindString(finding.English(id)); found != "" {
			t.Errorf("%s: %q is among the words", id, found)
		}
	}
}

func TestSay(t *testing.T) {
	en, ja := For("en"), For("ja")
	tests := []struct{ got, want string }{
		{en.Plural("label.age-days", 1), "1 day old"},
		{en.Plural("label.age-days", 0), "0 days old"},
		{ja.Plural("label.age-days", 1), "1日経過"},
		{en.Fill("label.made-from", "First", "a", "Last", "{{.First}}"), "of a to {{.First}}"},
		{ja.Say("no.such"), "no.such"},
		{For("xx").Say("verdict.valid"), "VALID"},
		{ja.Group("verdict").Of("valid"), "有効"},
		{ja.Group("verdict").Of("nonsense"), ""},
		{ja.Advice("reason", "expired").Next, ja.Say("reason-next.expired")},
	}
	for _, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
	if codes := ja.Group("verdict").Codes(); len(codes) < 7 || !slices.IsSorted(codes) {
		t.Errorf("verdicts: %v", codes)
	}
}

func BenchmarkFirstSentence(b *testing.B) {
	for b.Loop() {
		l := &Language{tag: "ja"}
		l.Say("verdict.valid")
	}
}
