// Package find finds what may be the code of a certificate inside of other text: a
// link, a sentence, markup. It is pure and proves nothing: it knows codes by how they
// begin and by the characters they consist of, and whoever asks reads them.
package find

import "strings"

// Kind is a kind of code, by the characters it consists of.
type Kind uint8

// The kinds.
const (
	None   Kind = iota
	Digits      // a SMART Health Card: shc:/ and digits, or the digits alone
	JWS         // the same as it was signed
	Base45      // an EU certificate: HC1: and base45, or that alone
	Seal        // an ICAO VDS-NC, which is JSON; Seals finds it, and Places does not
)

// Place is where in a text a code may begin.
type Place struct {
	Kind Kind
	At   int
	// Bare tells that what names the kind is missing.
	Bare bool
}

// Limits of what is looked at.
const (
	// MaxPlaces bounds the codes of one text, as many as a file may hold.
	MaxPlaces = 1000
	// MinDigits and MinBase45 are shorter than any code without its prefix, and longer
	// than other things of the same characters.
	MinDigits = 100
	MinBase45 = 60
	// maxBase45 is longer than any code in which another seems to begin.
	maxBase45 = 8 << 10
)

// The beginnings of codes. The digits are those of `eyJ`, with which a JWS begins.
const (
	prefixSHC   = "shc:"
	prefixDCC   = "hc1:"
	prefixJWS   = "eyJ"
	beginDigits = "567629"
)

// Places are where codes may begin in a text, in their order. more tells that there are
// others, beyond the limit; what is too short for a code does not count.
func Places(text string) (places []Place, more bool) {
	long := 0
	for at := 0; at < len(text); at++ {
		p := place(text, at)
		if p.Kind == None {
			continue
		}
		if p.Long(text) {
			long++
		}
		if long > MaxPlaces {
			return places, true
		}
		places = append(places, p)
		at += len(p.own(text)) - 1
	}
	return places, false
}

// place tells whether a code may begin at a place.
func place(text string, at int) Place {
	rest := text[at:]
	switch rest[0] {
	case 's', 'S':
		if hasPrefixFold(rest, prefixSHC) {
			return Place{Kind: Digits, At: at}
		}
	case 'h', 'H':
		if hasPrefixFold(rest, prefixDCC) {
			return Place{Kind: Base45, At: at}
		}
	case 'e':
		if strings.HasPrefix(rest, prefixJWS) {
			return Place{Kind: JWS, At: at}
		}
	case '5':
		if strings.HasPrefix(rest, beginDigits) && (at == 0 || !isDigit(text[at-1])) && runOf(Digits, rest) >= MinDigits {
			return Place{Kind: Digits, At: at, Bare: true}
		}
	}
	if IsZlib(rest) && apart(text, at) && runFold(rest[:min(len(rest), MinBase45)]) >= MinBase45 {
		return Place{Kind: Base45, At: at, Bare: true}
	}
	return Place{}
}

// apart tells whether base45 without its prefix may begin at a place: not inside of other
// base45, nor behind another prefix such as HC2:, but behind a blank.
func apart(text string, at int) bool {
	return at == 0 || text[at-1] == ' ' || !Is(Base45, upper(text[at-1]))
}

// IsZlib tells whether a text of base45 begins as a zlib stream does (RFC 1950), in
// either case.
func IsZlib(text string) bool {
	const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
	if len(text) < 3 || text[2] != 'F' && text[2] != 'f' { // 0x78 and anything
		return false
	}
	n := 0
	for i := 2; i >= 0; i-- {
		v := strings.IndexByte(alphabet, upper(text[i]))
		if v < 0 {
			return false
		}
		n = n*len(alphabet) + v
	}
	return n>>8 == 0x78 && n%31 == 0
}

// Is tells whether a code of a kind may hold a character: digits those of chunks, base45
// capital letters.
func Is(kind Kind, b byte) bool {
	switch {
	case isDigit(b):
		return true
	case kind == Digits:
		return b == '/'
	case kind == Base45:
		return b >= 'A' && b <= 'Z' || strings.IndexByte(" $%*+-./:", b) >= 0
	}
	return b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' || b == '-' || b == '_' || b == '.'
}

// IsAll tells whether a text consists of characters that a code of a kind may hold.
func IsAll(kind Kind, text string) bool { return runOf(kind, text) == len(text) }

// runOf is how many characters a code of a kind may have at the beginning of a text.
func runOf(kind Kind, text string) int {
	for i := range len(text) {
		if !Is(kind, text[i]) {
			return i
		}
	}
	return len(text)
}

// run is the longest text that the code at a place may be.
func (p Place) run(text string) string {
	rest := text[p.At:]
	switch {
	case p.Kind == Seal:
		return rest[:object(rest[:min(len(rest), maxSeal)])]
	case p.Kind == Digits && !p.Bare:
		return rest[:len(prefixSHC)+runOf(Digits, rest[len(prefixSHC):])]
	case p.Kind == Base45 && !p.Bare && lower(rest[len(prefixDCC):]):
		return rest[:runFold(rest)]
	case p.Kind == Base45 && !p.Bare:
		return rest[:len(prefixDCC)+runOf(Base45, rest[len(prefixDCC):])]
	case p.Kind == Base45 && lower(rest):
		return rest[:runFold(rest)]
	}
	return rest[:runOf(p.Kind, rest)]
}

// lower tells whether base45 is written in small letters: its first one is.
func lower(text string) bool {
	for i := range len(text) {
		switch {
		case text[i] >= 'a' && text[i] <= 'z':
			return true
		case text[i] >= 'A' && text[i] <= 'Z':
			return false
		}
	}
	return false
}

// runFold is runOf base45 in either case.
func runFold(text string) int {
	for i := range len(text) {
		if !Is(Base45, upper(text[i])) {
			return i
		}
	}
	return len(text)
}

// maxCuts bounds how many words behind a code are cut off one by one.
const maxCuts = 8

// Candidates are what the code at a place may be, the longest first. Base45 holds
// blanks and stops, as sentences do: what follows may be no part of it. What begins
// another code may be a part of it, but hardly ever is: that is tried last.
func (p Place) Candidates(text string) []string {
	own := p.own(text)
	if p.Kind != Base45 {
		return []string{strings.TrimRight(own, "./")}
	}
	all := cuts(own)
	if run := p.run(text[:min(len(text), p.At+maxBase45)]); len(run) > len(own) {
		all = append(all, cuts(run)...)
	}
	return all
}

// cuts are a run of base45 and what is left of it without its last words.
func cuts(run string) (all []string) {
	for range maxCuts {
		run = strings.TrimRight(run, " ")
		all = append(all, run)
		if short := strings.TrimRight(run, ".,:-/ "); short != run {
			all = append(all, short)
		}
		end := strings.LastIndexByte(run, ' ')
		if end < 0 {
			break
		}
		run = run[:end]
	}
	return all
}

// own is the run at a place up to where the next code begins, which may follow without
// anything between.
func (p Place) own(text string) string {
	if p.Kind == Seal {
		return p.run(text)
	}
	for i := p.At + 1; i < len(text); i++ {
		if Begins(text[i:]) {
			return p.run(text[:i])
		}
		if i > p.At+len(prefixSHC) && !p.may(text[i]) {
			break
		}
	}
	return p.run(text)
}

// may tells whether a code may hold a character, in whatever case it is written.
func (p Place) may(b byte) bool { return Is(p.Kind, b) || p.Kind == Base45 && Is(Base45, upper(b)) }

// Begins tells whether a text begins with what names the kind of a code.
func Begins(text string) bool {
	return text != "" && (text[0]|0x20 == 's' || text[0]|0x20 == 'h') && (hasPrefixFold(text, prefixSHC) || hasPrefixFold(text, prefixDCC))
}

// Reaches tells whether the code at a place may go on in the next line: the text ends
// with it.
func (p Place) Reaches(text string) bool { return p.At+len(p.own(text)) == len(text) }

// Zlib tells whether the base45 at a place begins as a zlib stream does.
func (p Place) Zlib(text string) bool {
	rest := text[p.At:]
	if p.Kind != Base45 {
		return false
	}
	if !p.Bare {
		rest = rest[len(prefixDCC):]
	}
	return IsZlib(rest) || IsZlib(strings.TrimLeft(rest, " "))
}

// Long tells whether there is so much behind a place that it is meant as a code, and
// not the name of one.
func (p Place) Long(text string) bool {
	const enough = 24
	return len(p.own(text)) >= enough
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

func upper(b byte) byte {
	if b >= 'a' && b <= 'z' {
		return b - 'a' + 'A'
	}
	return b
}

func hasPrefixFold(text, prefix string) bool {
	return len(text) >= len(prefix) && strings.EqualFold(text[:len(prefix)], prefix)
}
