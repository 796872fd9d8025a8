package show

import (
	"cmp"
	"strings"

	"vaxcheck/cmd/words"
	"vaxcheck/verify"
)

// ReasonText is a reason's sentence, and the bare code for one without.
func (w *Sentences) ReasonText(reason verify.Reason) string {
	if sentence := w.Reasons(string(reason)).Sentence; sentence != "" {
		return sentence
	}
	return string(reason)
}

// LesserReason is the sentence of a reason that stands after a graver one, where the usual
// sentence would say that all else is in order.
func (w *Sentences) LesserReason(reason verify.Reason) string {
	if sentence, other := w.ReasonsToo().Lookup(string(reason)); other {
		return sentence
	}
	return w.ReasonText(reason)
}

// named returns a word for a code. A code without one, which may be the card's
// own invention, is shown as it is, made harmless.
func named[K ~string](table words.Group, code K) string {
	if word, known := table.Lookup(string(code)); known {
		return word
	}
	return SafeText(string(code))
}

// Source names where a set or key is from, ours in the language. Several that were
// united stand side by side.
func (w *Sentences) Source(names string) string {
	names, local := strings.CutSuffix(names, "+local")
	var all []string
	for name := range strings.SplitSeq(names, ", ") {
		all = append(all, named(w.Sources(), name))
	}
	text := strings.Join(all, w.And())
	if local {
		return w.SourceLocal(text)
	}
	return text
}

// LanguageFromArgs finds --lang among the arguments before they are parsed, so
// that what is wrong with them can be said in that language.
func LanguageFromArgs(args []string, otherwise string) string {
	for i, arg := range args {
		value, found := strings.CutPrefix(arg, "--lang=")
		if arg == "--lang" && i+1 < len(args) {
			value, found = args[i+1], true
		}
		if tag, ok := words.Parse(value); found && ok {
			otherwise = tag
		}
	}
	return otherwise
}

// In chooses between names that tables have in English and Japanese: readers of all other
// languages get the English one. A table may have only one of the two.
func (w *Sentences) In(en, ja string) string {
	if w.Tag() == "ja" {
		return cmp.Or(ja, en)
	}
	return cmp.Or(en, ja)
}
