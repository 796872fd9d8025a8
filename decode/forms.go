package decode

import (
	"strings"
	"vaxcheck/decode/find"
)

// Reading is what a text may mean, and what has to be forgiven for it.
type Reading struct {
	Text  string
	Notes []Note
}

// WellFormed tells a text that is written as it should be, so that nothing has to be
// forgiven. Whether it can be read is another matter. A version of a format that is not read
// may be a damaged one that is.
func WellFormed(text string) bool {
	for _, f := range formats {
		if f.written == nil {
			continue
		}
		if is, mine := f.written(text); mine {
			return is
		}
	}
	r := recognise(text)
	known := Format(r.kind).row()
	return r.judged() && known.written == nil || r.reason != "" && known.name == ""
}

// writtenSHC is whether a SMART Health Card is written as it should be.
func writtenSHC(text string) (is, mine bool) {
	switch {
	case find.HasPrefixFold(text, PrefixSHC):
		rest := text[len(PrefixSHC):]
		return find.IsAll(find.Digits, rest) && !strings.HasPrefix(rest, "/"), true
	case looksLikeJWS(text):
		return find.IsAll(find.JWS, text), true
	}
	return false, false
}

// writtenDCC is whether an EU certificate is written as it should be.
func writtenDCC(text string) (is, mine bool) {
	rest, mine := strings.CutPrefix(text, PrefixDCC)
	is = mine && find.IsAll(find.Base45, rest) && !strings.HasPrefix(rest, " ") &&
		!strings.Contains(rest, PrefixDCC)
	return is, mine
}

// Readings are what a text means that is one code, and not quite written as one: in other
// letters, with blanks, or without its prefix.
func Readings(text string) []Reading {
	squeezed := strings.Join(strings.Fields(text), "")
	for _, f := range formats {
		if f.forms == nil {
			continue
		}
		if all := f.forms(text, squeezed); all != nil {
			return all
		}
	}
	return nil
}

// cardForms are the forms of a SMART Health Card, which holds no blanks.
func cardForms(text, rest string) []Reading {
	var notes []Note
	if rest != text {
		notes = []Note{noteBlanks}
	}
	switch {
	case strings.HasPrefix(rest, find.BeginsDigits) && find.IsAll(find.Digits, rest):
		return []Reading{{PrefixSHC + rest, append(notes, notePrefix)}}
	case !find.HasPrefixFold(rest, PrefixSHC) && garbledHead(rest) > len("shc/"):
		return []Reading{{PrefixSHC + rest[garbledHead(rest):], append(notes, noteForm)}}
	case find.HasPrefixFold(rest, "shc") && len(rest) > len("shc"):
		digits := strings.TrimLeft(strings.TrimPrefix(rest[len("shc"):], ":"), "/")
		if !find.IsAll(find.Digits, digits) {
			return nil
		}
		if !find.HasPrefixFold(rest, PrefixSHC) || len(rest) != len(PrefixSHC)+len(digits) {
			notes = append(notes, noteForm)
		}
		return []Reading{{PrefixSHC + digits, notes}}
	case looksLikeJWS(rest):
		return []Reading{{rest, notes}}
	}
	return nil
}

// garbledHead is the length of what stands in the place of shc:/ before digits, 0 if it
// is no garbled prefix.
func garbledHead(text string) int {
	const longest = 16 // five characters of several bytes
	at := strings.Index(text[:min(len(text), longest)], find.BeginsDigits)
	if at > 0 && find.IsAll(find.Digits, text[at:]) && !strings.ContainsAny(text[:at], "/#=0123456789") {
		return at
	}
	return 0
}

// base45Forms are the forms of an EU certificate. A blank is a character of base45, and
// behind the prefix it may be one or none.
func base45Forms(text, _ string) (all []Reading) {
	if !find.HasPrefixFold(text, PrefixDCC) && !find.IsZlib(text) {
		return nil
	}
	var notes []Note
	digits, prefixed := strings.CutPrefix(strings.ToUpper(text), PrefixDCC)
	if !prefixed {
		notes = append(notes, notePrefix)
	}
	if strings.ToUpper(text) != text {
		notes = append(notes, noteCase)
	}
	all = append(all, Reading{PrefixDCC + digits, notes})
	if trimmed := strings.TrimLeft(digits, " "); trimmed != digits {
		all = append(all, Reading{PrefixDCC + trimmed, append(notes, noteBlanks)})
	}
	return all
}
