package show

import (
	"slices"
	"strings"
	"unicode"

	"vaxcheck/verify/record"
)

// nameOrder says which forms of a name come first; the rest follow as the card
// has them.
var nameOrder = []string{"official", "usual", ""}

// SortedNames returns the forms of a name, those in present use first.
func SortedNames(names []record.Name) []record.Name {
	place := func(n record.Name) int {
		if i := slices.Index(nameOrder, n.Use); i >= 0 {
			return i
		}
		return len(nameOrder)
	}
	sorted := slices.Clone(names)
	slices.SortStableFunc(sorted, func(a, b record.Name) int { return place(a) - place(b) })
	return sorted
}

// ComposeName writes a name as its script does: the family first where there
// are Han, kana or Hangul in it, else last. What the card gives as text stands
// in place of missing parts, or beside them if it says something else. It is
// "" for a name without any part, and made harmless.
func ComposeName(n record.Name) string {
	parts := slices.Concat(n.Prefix, n.Given, []string{n.Family}, n.Suffix)
	if slices.ContainsFunc(parts, familyFirst) {
		parts = slices.Concat(n.Prefix, []string{n.Family}, n.Given, n.Suffix)
	}
	name := joinSafe(parts)
	switch text := joinSafe([]string{n.Text}); {
	case name == "":
		return text
	case text == "" || text == name:
		return name
	default:
		return name + " / " + text
	}
}

// familyFirst tells whether a part of a name is in a script that puts the
// family first.
func familyFirst(part string) bool {
	return strings.ContainsFunc(part, func(r rune) bool {
		return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
	})
}

// joinSafe joins the parts of a name that are given with one space.
func joinSafe(parts []string) string {
	var given []string
	for _, part := range parts {
		if part = strings.TrimSpace(part); part != "" {
			given = append(given, SafeText(part))
		}
	}
	return strings.Join(given, " ")
}
