package words

import (
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// English is the tag of the language that has every sentence.
const English = "en"

// languages are all catalogues that there are, English first.
var languages = sync.OnceValue(func() []*Language {
	english := &Language{tag: English}
	all := []*Language{english}
	entries, _ := files.ReadDir(".")
	for _, e := range entries {
		tag := strings.TrimSuffix(strings.TrimPrefix(e.Name(), "active."), ".json")
		if tag != English {
			all = append(all, &Language{tag: tag, fallback: english})
		}
	}
	return all
})

// Tags returns the tags of all languages, English first, then in the order of the
// alphabet.
func Tags() []string {
	var tags []string
	for _, l := range languages() {
		tags = append(tags, l.tag)
	}
	return tags
}

// TagsFrom returns the tags of all languages as somebody goes through them who began with
// that one: English comes next, then the others in the order of the alphabet.
func TagsFrom(first string) []string {
	others := slices.DeleteFunc(Tags(), func(tag string) bool { return tag == first })
	return append([]string{first}, others...)
}

// TagList names the tags of all languages in a sentence: "en, ja, ko".
func TagList() string { return strings.Join(Tags(), ", ") }

// For returns the language of a tag that Parse, FromEnv or Tags returned, English for
// any other.
func For(tag string) *Language {
	all := languages()
	if i := slices.IndexFunc(all, func(l *Language) bool { return l.tag == tag }); i >= 0 {
		return all[i]
	}
	return all[0]
}

// Parse finds the language that a name of people or systems means: ja, ja-JP,
// ja_JP.UTF-8, zh-Hans, zh_SG. It is not ok if there is no catalogue of that language
// in that script.
func Parse(name string) (tag string, ok bool) {
	want := parse(name)
	if want == (written{}) {
		return "", false
	}
	for _, tag := range Tags() {
		if parse(tag) == want {
			return tag, true
		}
	}
	return "", false
}

// written is a language in a script: what has to be the same for people to read it.
type written struct{ base, script string }

// parse reads a locale as far as it tells a language and its script; where the script
// is not told, it is the usual one of the language there. It is zero for what is none.
func parse(locale string) written {
	if i := strings.IndexAny(locale, ".@"); i >= 0 {
		locale = locale[:i]
	}
	t, err := language.Parse(strings.ReplaceAll(locale, "_", "-"))
	if err != nil {
		return written{}
	}
	base, certain := t.Base()
	if certain == language.No {
		return written{}
	}
	script, _ := t.Script()
	return written{base.String(), script.String()}
}

// FromEnv finds the language in the variables of POSIX locales, of which the first that
// is set decides; English for any there is no catalogue of.
func FromEnv(getenv func(string) string) string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		value := getenv(name)
		if value == "" {
			continue
		}
		if tag, ok := Parse(value); ok {
			return tag
		}
		return fromWindows(value)
	}
	return English
}

// fromWindows finds the language of a locale as the C library of Windows names it,
// Japanese_Japan.932: catalogues tell under "language.windows" how theirs begin.
func fromWindows(locale string) string {
	for _, l := range languages() {
		for name := range strings.SplitSeq(l.Say("language.windows"), ", ") {
			if rest, ok := strings.CutPrefix(locale, name); ok && strings.IndexAny(rest, "_.") <= 0 {
				return l.tag
			}
		}
	}
	return English
}

// category is the plural category (CLDR) of a count in the language.
func (l *Language) category(count int) string {
	switch plural.Cardinal.MatchPlural(language.Make(l.tag), count, 0, 0, 0, 0) {
	case plural.Zero:
		return "zero"
	case plural.One:
		return "one"
	case plural.Two:
		return "two"
	case plural.Few:
		return "few"
	case plural.Many:
		return "many"
	}
	return "other"
}
