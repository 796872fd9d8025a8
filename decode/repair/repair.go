// Package repair undoes what keyboard layouts, Caps Lock and input methods make of a
// code that a scanner typed. It is pure, and knows codes by their form alone.
package repair

import (
	"iter"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A Form is how the codes of one format come from a scanner that types.
type Form struct {
	// Hints are what stands near the beginning of a code under the layouts that are tried,
	// in small letters; none for a code that is told by its digits.
	Hints []string
	// Sign stands near the beginning of what was typed on a US keyboard, in small letters.
	Sign string
	// Code is the text of the code that was typed on a US keyboard, "" for what is none.
	// The beginning of one is one too.
	Code func(typed string) string
	// Lost tells that keyboards lose too much of such codes to repair them.
	Lost bool
}

// Forms are those of all formats.
type Forms []Form

// Repair yields what a text may have been before keyboards changed it, the text
// itself first. Whoever reads codes takes the first that can be read.
func (f Forms) Repair(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		seen := map[string]bool{}
		offer := func(text string) bool {
			again := seen[text]
			seen[text] = true
			return again || yield(text)
		}
		if !offer(text) {
			return
		}
		for typed := range f.typings(text, func(head string) bool { return f.code(head) != "" }) {
			for _, form := range f {
				if form.Lost {
					continue
				}
				if candidate := form.Code(typed); candidate != "" && !offer(candidate) {
					return
				}
			}
		}
	}
}

// code is the first text of a code that a typed one can be, of those that can be repaired.
func (f Forms) code(typed string) string {
	for _, form := range f {
		if form.Lost {
			continue
		}
		if code := form.Code(typed); code != "" {
			return code
		}
	}
	return ""
}

// Bounds of Promising.
const (
	lead      = 12 // characters that may stand before the digits of a card
	minDigits = 20
	fewest    = 4  // different characters that digits are typed as
	most      = 14 // with those between the numbers of a chunk
)

// Promising tells at little cost whether a text can be one that Repair repairs, or a
// one that is lost: the digits of a card are few different characters whatever the keyboard,
// and others have hints.
func (f Forms) Promising(text string) bool {
	beginning := strings.ToLower(narrowed(head(text)))
	for _, form := range f {
		for _, word := range form.Hints {
			if at := strings.Index(beginning, word); at >= 0 && at < lead {
				return true
			}
		}
	}
	var different [most]rune
	count, length := 0, 0
	for _, r := range text {
		if length++; length <= lead || slices.Contains(different[:count], r) {
			continue
		}
		if count == most {
			return false
		}
		different[count] = r
		count++
	}
	return length >= minDigits && count >= fewest
}

// Lost tells which of the forms a text is of that a scanner typed under another layout
// than its own, and of which too much is lost to repair it.
func (f Forms) Lost(text string) (form int, is bool) {
	for i, form := range f {
		if !form.Lost || form.Code(text) != "" {
			continue
		}
		for range f.typings(text, func(head string) bool { return form.Code(head) != "" }) {
			return i, true
		}
	}
	return 0, false
}

// typings yields what may have been typed on a US keyboard, if its beginning is as
// it should be: a text is long, and layouts are many.
func (f Forms) typings(text string, promising func(head string) bool) iter.Seq[string] {
	return func(yield func(string) bool) {
		forms := []string{text, narrowed(text), katakana(text)}
		work := 0
		for i, form := range forms {
			if slices.Index(forms, form) < i {
				continue
			}
			for w := range ways() {
				if !f.plausible(w, form) || !promising(w.read(head(form), 0)[0]) {
					continue
				}
				all := w.read(form, maxDead)
				for _, typed := range all {
					if !yield(typed) {
						return
					}
				}
				if work += len(all) * len(form); work > maxWork {
					return
				}
			}
		}
	}
}

// maxWork bounds how many bytes are put out for one text, in all ways together. A card of
// 2,000 characters with as many dead keys as are tried takes an eighth of it for one way.
const maxWork = 1 << 20

// maxHead is what it takes to tell what a text is, in characters.
const maxHead = 48

func head(text string) string {
	count := 0
	for i := range text {
		if count++; count > maxHead {
			return text[:i]
		}
	}
	return text
}

// A card, as scanners type it when only its digits can be relied on: what stands
// before them is garbled or lost, and what stands between the numbers of a chunk
// is garbled alike. The digits begin as a JWS does, `eyJ`.
var (
	wholeCard = regexp.MustCompile(`^.{0,8}?(567629[0-9]{20,})$`)
	chunkCard = regexp.MustCompile(`^(?:.{0,7}[^0-9])?([0-9]{1,2})([^0-9])([0-9]{1,2})([^0-9])([0-9]{20,})$`)
)

// Card is the canonical text of a SMART Health Card, "" for what is none.
func Card(typed string) string {
	if m := wholeCard.FindStringSubmatch(typed); m != nil {
		return "shc:/" + m[1]
	}
	if m := chunkCard.FindStringSubmatch(typed); m != nil && m[2] == m[4] {
		return "shc:/" + m[1] + "/" + m[3] + "/" + m[5]
	}
	return ""
}

// Capitals returns the Code of a form that is a prefix and characters behind it, none of
// them a small letter, so that Caps Lock changes nothing. chars are those of a class of a
// regular expression.
func Capitals(prefix, chars string) func(typed string) string {
	whole := sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^` + regexp.QuoteMeta(prefix) + `[` + chars + `]+$`)
	})
	return func(typed string) string {
		if typed = strings.ToUpper(typed); whole().MatchString(typed) {
			return typed
		}
		return ""
	}
}

// Headed is Capitals for a prefix of which only letters and digits can be relied on: keyboards
// that are not a US one make `NZCP:-1-` of `NZCP:/1/`. Nor is a blank among chars.
func Headed(prefix, chars string) func(typed string) string {
	const between = `[^A-Z0-9]{0,3}` // what stands between the letters and digits
	words := strings.FieldsFunc(prefix, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	whole := sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^` + strings.Join(words, between) + between + `([` + chars + `]+)$`)
	})
	return func(typed string) string {
		if m := whole().FindStringSubmatch(strings.ToUpper(typed)); m != nil {
			return prefix + m[1]
		}
		return ""
	}
}

// Object returns the Code of a form that is a JSON object with one of these names as its
// first.
func Object(names ...string) func(typed string) string {
	begins := sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^\s*\{\s*"(` + strings.Join(names, "|") + `)"\s*:`)
	})
	return func(typed string) string {
		if begins().MatchString(typed) {
			return typed
		}
		return ""
	}
}

// aim matches the identifier of the symbology that scanners put before a code when
// told to (ISO/IEC 15424): `]Q1` for a QR code.
var aim = regexp.MustCompile(`^\][A-Za-z][0-9A-Za-z]`)

// TrimAIM takes the identifier of the symbology off a text.
func TrimAIM(text string) string { return text[len(aim.FindString(text)):] }

// Narrow is a character typed in full width as it is otherwise.
func Narrow(r rune) rune {
	const first, last, toASCII = '！', '～', '！' - '!'
	switch {
	case r >= first && r <= last:
		return r - toASCII
	case r == '　':
		return ' '
	}
	return r
}

// narrowed undoes what a Japanese input method makes of a code typed in Roman
// letters.
func narrowed(text string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '・':
			return '/'
		case 'ー', '−':
			return '-'
		case '。':
			return '.'
		case '、':
			return ','
		case '”', '“':
			return '"'
		}
		return Narrow(r)
	}, text)
}

// katakana brings the forms of kana together: half width, and hiragana.
func katakana(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'ぁ' && r <= 'ゖ' {
			return r + 'ァ' - 'ぁ'
		}
		return r
	}, norm.NFKC.String(text))
}

// keyboard is a layout made ready to be undone.
type keyboard struct {
	key  map[rune]rune // what the layout types → what a US keyboard types
	flip map[rune]rune // the same with Shift the other way round
	dead map[rune]rune // mark → what the layout prints for its key alone
}

var keyboards = sync.OnceValue(func() (all []keyboard) {
	us := [2][]rune{[]rune(usPlain), []rune(usShifted)}
	for _, l := range layouts {
		k := keyboard{key: map[rune]rune{' ': ' '}, flip: map[rune]rune{' ': ' '}, dead: l.dead}
		for shift, row := range [2]string{l.plain, l.shifted} {
			for i, r := range []rune(row) {
				if _, known := k.key[r]; !known && r != nothing {
					k.key[r], k.flip[r] = us[shift][i], us[1-shift][i]
				}
			}
		}
		all = append(all, k)
	}
	return all
})

// way is one way in which a keyboard may have typed a text: with the keys as they
// are, with the letters in the other case as under Caps Lock, or with Shift the
// other way round on all keys, as Caps Lock does in France.
type way struct {
	keyboard
	keys map[rune]rune
	fold bool
}

func ways() iter.Seq[way] {
	return func(yield func(way) bool) {
		for _, k := range keyboards() {
			if !yield(way{k, k.key, false}) || !yield(way{k, k.key, true}) || !yield(way{k, k.flip, false}) {
				return
			}
		}
	}
}

func otherCase(r rune) rune {
	if unicode.IsUpper(r) {
		return unicode.ToLower(r)
	}
	return unicode.ToUpper(r)
}

// maxDead bounds how many dead keys with or without a space behind them are tried
// in all combinations.
const maxDead = 6

// plausible tells from a few characters whether a way can have typed a text: the sign of a
// form is at its beginning, or it ends in digits.
func (f Forms) plausible(w way, text string) bool {
	const few = 12
	beginning := make([]rune, 0, few)
	for _, r := range text {
		if beginning = append(beginning, w.key1(r)); len(beginning) == few {
			break
		}
	}
	start := strings.ToLower(string(beginning))
	if slices.ContainsFunc(f, func(form Form) bool { return form.Sign != "" && strings.Contains(start, form.Sign) }) {
		return true
	}
	for range few {
		r, size := utf8.DecodeLastRuneInString(text)
		if key := w.key1(r); key < '0' || key > '9' {
			return false
		}
		text = text[:len(text)-size]
	}
	return true
}

// key1 is what a US keyboard types with the key of one character.
func (w way) key1(r rune) rune {
	if w.fold {
		r = otherCase(r)
	}
	return translate(w.keys, r)
}

// read translates a text key by key, and leaves out what names the kind of code. A
// dead key and a space behind it print as the dead key alone: the space may have
// been typed or not, which is tried for so many dead keys.
func (w way) read(text string, maxDead int) []string {
	if w.fold {
		text = strings.Map(otherCase, text)
	}
	var typed []rune
	var dead []int // places behind dead keys
	for _, r := range text {
		base, mark := w.compose(r)
		if mark != 0 {
			typed = append(typed, translate(w.keys, mark), translate(w.keys, base))
			continue
		}
		typed = append(typed, translate(w.keys, r))
		if w.isDead(r) {
			dead = append(dead, len(typed))
		}
	}
	if len(dead) > maxDead {
		dead = nil
	}
	all := make([]string, 0, 1<<len(dead))
	for choice := range 1 << len(dead) {
		all = append(all, TrimAIM(withSpaces(typed, dead, choice)))
	}
	return all
}

// compose tells whether a character was made by a dead key and another.
func (k keyboard) compose(r rune) (base, dead rune) {
	if _, direct := k.key[r]; direct || r < 0x80 {
		return r, 0
	}
	parts := []rune(norm.NFD.String(string(r)))
	if len(parts) != 2 {
		return r, 0
	}
	return parts[0], k.dead[parts[1]]
}

func (k keyboard) isDead(r rune) bool {
	for _, printed := range k.dead {
		if printed == r {
			return true
		}
	}
	return false
}

// translate leaves what no key types as it is.
func translate(keys map[rune]rune, r rune) rune {
	if key, known := keys[r]; known {
		return key
	}
	return r
}

// withSpaces puts a space at those of the places whose bit is set.
func withSpaces(typed []rune, places []int, choice int) string {
	var b strings.Builder
	from := 0
	for i, place := range places {
		b.WriteString(string(typed[from:place]))
		if from = place; choice&(1<<i) != 0 {
			b.WriteByte(' ')
		}
	}
	b.WriteString(string(typed[from:]))
	return b.String()
}
