package words

import (
	"strconv"
	"testing"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// TestGoI18n: go-i18n, whose files these are, reads every one of them and says the same
// of every id, in every plural form.
func TestGoI18n(t *testing.T) {
	for _, tag := range Tags() {
		data, err := files.ReadFile(fileName(tag))
		if err != nil {
			t.Fatal(err)
		}
		bundle := i18n.NewBundle(language.English)
		if _, err := bundle.ParseMessageFileBytes(data, fileName(tag)); err != nil {
			t.Fatalf("%s: %v", tag, err)
		}
		for _, id := range For(tag).IDs() {
			expectAsGoI18n(t, i18n.NewLocalizer(bundle, tag), For(tag), id)
		}
	}
}

// expectAsGoI18n says a sentence of several counts in both ways.
func expectAsGoI18n(t *testing.T, theirs *i18n.Localizer, ours *Language, id string) {
	t.Helper()
	values := map[string]string{}
	var pairs []string
	for _, name := range valuesIn(ours.Say(id)) {
		if values[name] = "<" + name + ">"; name != "Count" {
			pairs = append(pairs, name, values[name])
		}
	}
	for _, count := range []int{0, 1, 2, 5, 11, 101} {
		values["Count"] = strconv.Itoa(count)
		want, err := theirs.Localize(&i18n.LocalizeConfig{MessageID: id, TemplateData: values, PluralCount: count})
		if err != nil { // a plain text has no plural forms
			want, err = theirs.Localize(&i18n.LocalizeConfig{MessageID: id, TemplateData: values})
		}
		if got := ours.Plural(id, count, pairs...); err != nil || got != want {
			t.Errorf("%s: %s of %d is %q, with go-i18n %q, %v", ours.Tag(), id, count, got, want, err)
		}
	}
}
