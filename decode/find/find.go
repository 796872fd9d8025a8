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
	Digits      // of a SMART Health Card, and of chunks of one
	JWS         // the same as it was signed
	Base45      // of an EU certificate
	Base32      // of RFC 4648, with or without its padding
	Seal        // an ICAO VDS-NC, which is JSON; Seals finds it, and Places does not
)

// makeup is what is known of the codes of a kind.
type makeup struct {
	chars string // that they consist of
	fold  bool   // small letters may stand for capital ones
	words bool   // blanks and stops are among the characters, as in sentences
	// starts tells whether a text begins as they do, nil if that is not known.
	starts func(text string) bool
}

const (
	digits   = "0123456789"
	capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	base45   = digits + capitals + " $%*+-./:" // in the order of their values
)

var makeups = [...]makeup{
	Digits: {chars: digits + "/"},
	JWS:    {chars: digits + capitals + "abcdefghijklmnopqrstuvwxyz-_."},
	Base45: {chars: base45, fold: true, words: true,
		starts: func(text string) bool { return IsZlib(text) || IsZlib(strings.TrimLeft(text, " ")) }},
	Base32: {chars: capitals + "234567=", fold: true},
	Seal:   {},
}

// alphabets tell the characters of each kind.
var alphabets = func() (all [len(makeups)][256]bool) {
	for kind, f := range makeups {
		for i := range len(f.chars) {
			all[kind][f.chars[i]] = true
		}
	}
	return all
}()

// A Prefix is what names the kind of the code behind it, in any case.
type Prefix struct {
	Text string
	Kind Kind
}

// A Finder finds codes that have such prefixes, and what of them is known without.
type Finder struct {
	prefixes []Prefix
	initials [256]bool
}

// New returns a Finder of codes with these prefixes.
func New(prefixes []Prefix) *Finder {
	f := &Finder{prefixes: prefixes}
	for _, p := range prefixes {
		f.initials[p.Text[0]|0x20], f.initials[upper(p.Text[0])] = true, true
	}
	return f
}

// prefix is the one that a text begins with, the zero Prefix if it is none.
func (f *Finder) prefix(text string) Prefix {
	if text == "" || !f.initials[text[0]] {
		return Prefix{}
	}
	for _, p := range f.prefixes {
		if HasPrefixFold(text, p.Text) {
			return p
		}
	}
	return Prefix{}
}

// Begins tells whether a text begins with what names the kind of a code.
func (f *Finder) Begins(text string) bool { return f.prefix(text).Kind != None }

// Place is where in a text a code may begin.
type Place struct {
	Kind Kind
	At   int
	Head int // how long the prefix is that names the kind, 0 if there is none
	// Bare tells that what names the kind is missing.
	Bare bool

	by *Finder
}

// Limits of what is looked at.
const (
	// MaxPlaces bounds the codes of one text, as many as a file may hold.
	MaxPlaces = 1000
	// maxShort bounds what only has the name of a code, which is kept for what it tells of
	// the text around.
	maxShort = 10 * MaxPlaces
	// MinDigits and MinBase45 are shorter than any code without its prefix, and longer
	// than other things of the same characters.
	MinDigits = 100
	MinBase45 = 60
	// maxBase45 is longer than any code in which another seems to begin.
	maxBase45 = 8 << 10
)

// What codes begin with that have no prefix: a JWS, and its digits.
const (
	BeginsJWS    = "eyJ"
	BeginsDigits = "567629"
)

// Places are where codes may begin in a text, in their order. more tells that there are
// others, beyond the limit; what is too short for a code does not count.
func (f *Finder) Places(text string) (places []Place, more bool) {
	long, short := 0, 0
	for at := 0; at < len(text); at++ {
		p := f.place(text, at)
		if p.Kind == None {
			continue
		}
		if p.Long(text) {
			long++
		} else {
			short++
		}
		if long > MaxPlaces {
			return places, true
		}
		if p.Long(text) || short <= maxShort {
			places = append(places, p)
		}
		at += len(p.own(text)) - 1
	}
	return places, false
}

// place tells whether a code may begin at a place.
func (f *Finder) place(text string, at int) Place {
	rest := text[at:]
	if p := f.prefix(rest); p.Kind != None {
		return Place{Kind: p.Kind, At: at, Head: len(p.Text), by: f}
	}
	switch {
	case rest[0] == BeginsJWS[0] && strings.HasPrefix(rest, BeginsJWS):
		return Place{Kind: JWS, At: at, by: f}
	case rest[0] == BeginsDigits[0] && strings.HasPrefix(rest, BeginsDigits) &&
		(at == 0 || !isDigit(text[at-1])) && runOf(Digits, rest) >= MinDigits:
		return Place{Kind: Digits, At: at, Bare: true, by: f}
	case IsZlib(rest) && apart(text, at) && runFold(Base45, rest[:min(len(rest), MinBase45)]) >= MinBase45:
		return Place{Kind: Base45, At: at, Bare: true, by: f}
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
	if len(text) < 3 || text[2] != 'F' && text[2] != 'f' { // 0x78 and anything
		return false
	}
	n := 0
	for i := 2; i >= 0; i-- {
		v := strings.IndexByte(base45, upper(text[i]))
		if v < 0 {
			return false
		}
		n = n*len(base45) + v
	}
	return n>>8 == 0x78 && n%31 == 0
}

// Is tells whether a code of a kind may hold a character: digits those of chunks, base45
// capital letters.
func Is(kind Kind, b byte) bool { return alphabets[kind][b] }

// IsAll tells whether a text consists of characters that a code of a kind may hold.
func IsAll(kind Kind, text string) bool { return runOf(kind, text) == len(text) }

// IsAllFold is IsAll where small letters stand for capital ones in codes of the kind that
// allow it.
func IsAllFold(kind Kind, text string) bool {
	return IsAll(kind, text) || makeups[kind].fold && runFold(kind, text) == len(text)
}

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
	if p.Kind == Seal {
		return rest[:object(rest[:min(len(rest), maxSeal)])]
	}
	if body := rest[p.Head:]; makeups[p.Kind].fold && lower(body) {
		return rest[:p.Head+runFold(p.Kind, body)]
	}
	return rest[:p.Head+runOf(p.Kind, rest[p.Head:])]
}

// lower tells whether a code is written in small letters: its first one is.
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

// runFold is runOf in either case.
func runFold(kind Kind, text string) int {
	for i := range len(text) {
		if !Is(kind, upper(text[i])) {
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
	if !makeups[p.Kind].words {
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
		if p.by.Begins(text[i:]) {
			return p.run(text[:i])
		}
		if i > p.At+p.Head && !p.may(text[i]) {
			break
		}
	}
	return p.run(text)
}

// may tells whether a code may hold a character, in whatever case it is written.
func (p Place) may(b byte) bool { return Is(p.Kind, b) || makeups[p.Kind].fold && Is(p.Kind, upper(b)) }

// Reaches tells whether the code at a place may go on in the next line: the text ends
// with it.
func (p Place) Reaches(text string) bool { return p.At+len(p.own(text)) == len(text) }

// Starts tells whether what stands at a place, behind its prefix, begins as codes of the
// kind do, as far as that is known.
func (p Place) Starts(text string) bool {
	starts := makeups[p.Kind].starts
	return starts == nil || starts(text[p.At+p.Head:])
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

// HasPrefixFold is strings.HasPrefix for ASCII prefixes in any case.
func HasPrefixFold(text, prefix string) bool {
	return len(text) >= len(prefix) && strings.EqualFold(text[:len(prefix)], prefix)
}
