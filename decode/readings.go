package decode

import (
	"regexp"
	"slices"
	"strings"

	"vaxcheck/decode/find"
	"vaxcheck/internal/finding"
)

// What scanners put before a code when told to.
var (
	identifierAIM = regexp.MustCompile(`^\][A-Za-z][0-9A-Za-z]`)
	identifierECI = regexp.MustCompile(`^\\[0-9]{6}`)
)

// reading is what a text may mean, and what has to be forgiven for it.
type reading struct {
	text  string
	notes []Note
}

// code is the code of a reading.
func (r reading) code(from Code) Code {
	from.Text, from.Notes = r.text, slices.Concat(from.Notes, r.notes)
	return from
}

// forgive reads a text that is no code as it stands: the codes that it can only mean, nil
// if it means none.
func forgive(code Code, text string) []Code {
	if rest, notes := withoutIdentifiers(text); len(notes) > 0 {
		return expand(reading{rest, notes}.code(code))
	}
	readings := forms(text)
	for _, r := range readings {
		if isComplete(r.text) {
			return []Code{r.code(code)}
		}
	}
	if codes := within(code, text); codes != nil {
		return codes
	}
	for _, r := range readings { // too long, but nothing else
		if isWhole(r.text) {
			return []Code{r.code(code)}
		}
	}
	return typed(code, text)
}

// wellFormed tells a text that is written as it should be, so that nothing has to be
// forgiven. Whether it can be read is another matter. A version of a format that is not read
// may be a damaged one that is.
func wellFormed(text string) bool {
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
	case hasPrefixFold(text, prefixSHC):
		rest := text[len(prefixSHC):]
		return find.IsAll(find.Digits, rest) && !strings.HasPrefix(rest, "/"), true
	case looksLikeJWS(text):
		return find.IsAll(find.JWS, text), true
	}
	return false, false
}

// writtenDCC is whether an EU certificate is written as it should be.
func writtenDCC(text string) (is, mine bool) {
	rest, mine := strings.CutPrefix(text, prefixDCC)
	is = mine && find.IsAll(find.Base45, rest) && !strings.HasPrefix(rest, " ") && !strings.Contains(rest, prefixDCC)
	return is, mine
}

// withoutWords takes off what stands behind an EU certificate and looks like more of its
// base45: a number, a word in capitals. Any other code is left as it is.
func withoutWords(code Code, text string) []Code {
	if strings.HasPrefix(text, prefixDCC) && !isWhole(text) {
		codes := within(code, text)
		if slices.ContainsFunc(codes, func(c Code) bool { return c.Problem == nil }) {
			return codes
		}
	}
	return []Code{code}
}

// withoutIdentifiers takes off what scanners put before a code when told to. Alone it is
// what it is.
func withoutIdentifiers(text string) (rest string, notes []Note) {
	for range 2 {
		if id := identifierAIM.FindString(text); id != "" && id != text {
			text, notes = text[len(id):], append(notes, noteAIM)
		}
		if id := identifierECI.FindString(text); id != "" && id != text {
			text, notes = text[len(id):], append(notes, noteECI)
		}
	}
	return text, notes
}

// forms are what a text means that is one code, and not quite written as one: in other
// letters, with blanks, or without its prefix.
func forms(text string) []reading {
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
func cardForms(text, rest string) []reading {
	var notes []Note
	if rest != text {
		notes = []Note{noteBlanks}
	}
	switch {
	case strings.HasPrefix(rest, beginsDigits) && find.IsAll(find.Digits, rest):
		return []reading{{prefixSHC + rest, append(notes, notePrefix)}}
	case !hasPrefixFold(rest, prefixSHC) && garbledHead(rest) > len("shc/"):
		return []reading{{prefixSHC + rest[garbledHead(rest):], append(notes, noteForm)}}
	case hasPrefixFold(rest, "shc") && len(rest) > len("shc"):
		digits := strings.TrimLeft(strings.TrimPrefix(rest[len("shc"):], ":"), "/")
		if !find.IsAll(find.Digits, digits) {
			return nil
		}
		if !hasPrefixFold(rest, prefixSHC) || len(rest) != len(prefixSHC)+len(digits) {
			notes = append(notes, noteForm)
		}
		return []reading{{prefixSHC + digits, notes}}
	case looksLikeJWS(rest):
		return []reading{{rest, notes}}
	}
	return nil
}

// garbledHead is the length of what stands in the place of shc:/ before digits, 0 if it
// is no garbled prefix.
func garbledHead(text string) int {
	const longest = 16 // five characters of several bytes
	at := strings.Index(text[:min(len(text), longest)], beginsDigits)
	if at > 0 && find.IsAll(find.Digits, text[at:]) && !strings.ContainsAny(text[:at], "/#=0123456789") {
		return at
	}
	return 0
}

// base45Forms are the forms of an EU certificate. A blank is a character of base45, and
// behind the prefix it may be one or none.
func base45Forms(text, _ string) (all []reading) {
	if !hasPrefixFold(text, prefixDCC) && !find.IsZlib(text) {
		return nil
	}
	var notes []Note
	digits, prefixed := strings.CutPrefix(strings.ToUpper(text), prefixDCC)
	if !prefixed {
		notes = append(notes, notePrefix)
	}
	if strings.ToUpper(text) != text {
		notes = append(notes, noteCase)
	}
	all = append(all, reading{prefixDCC + digits, notes})
	if trimmed := strings.TrimLeft(digits, " "); trimmed != digits {
		all = append(all, reading{prefixDCC + trimmed, append(notes, noteBlanks)})
	}
	return all
}

// within reads the codes inside of a text that holds more: a link or a sentence. Of what
// a link may mean the reading is taken in which most codes can be read, and with the fewest
// that cannot and the fewest notes. What clearly holds a code that cannot be read is damaged.
func within(code Code, text string) (codes []Code) {
	note := noteEmbedded
	if find.IsLink(text) {
		note = noteLink
	}
	var best content
	held, more := false, false
	tries := attempts{known: map[string]bool{}}
	for _, meaning := range find.Readings(text) {
		found := inside(meaning, &tries)
		held, more = held || found.held, more || found.more
		if found.betterThan(best) {
			best = found
		}
	}
	damaged := func(reason Reason, detail finding.Finding) []Code {
		return withProblem(code, Problem{Stage: StageDecode, Reason: reason, Detail: detail, Spec: note.Spec})
	}
	for _, r := range best.codes {
		if r.text == "" {
			codes = append(codes, damaged(ReasonCodeDamaged, codeDamaged)...)
			continue
		}
		r.notes = append(r.notes, note)
		codes = append(codes, r.code(code))
	}
	switch {
	case best.more || best.good == 0 && more || tries.up():
		codes = append(codes, damaged(ReasonFileDamaged, codeTooMany)...)
	case codes == nil && held:
		return damaged(ReasonCodeDamaged, codeDamaged)
	}
	return codes
}

// content is what one reading of a text holds.
type content struct {
	codes []reading // in their order, without a text what cannot be read beside what can
	good  int
	held  bool // there is more that is meant as a code of ours
	more  bool // not all of it was looked at
}

// betterThan tells which of two readings of one text is meant.
func (c content) betterThan(o content) bool {
	switch damaged, others := len(c.codes)-c.good, len(o.codes)-o.good; {
	case c.good != o.good:
		return c.good > o.good
	case damaged != others:
		return damaged < others
	}
	return countNotes(c.codes) < countNotes(o.codes)
}

func countNotes(readings []reading) (count int) {
	for _, r := range readings {
		count += len(r.notes)
	}
	return count
}

// inside finds the codes in one text, each once. What begins the text speaks for itself,
// where no other code can be read.
func inside(text string, tries *attempts) (c content) {
	places, more := finder.Places(text)
	seals := find.Seals(text)
	c.more = more || len(seals) > find.MaxPlaces
	places = append(places, seals...)
	slices.SortStableFunc(places, func(a, b find.Place) int { return a.At - b.At })
	known := map[string]bool{}
	end := 0 // of the last one that was read, in which others may seem to begin
	for _, p := range places {
		if !p.Long(text) || p.At < end {
			continue
		}
		r, length, ok := placed(text, p, tries)
		end = p.At + length
		switch {
		case !ok && meant(text, p):
			c.held = c.held || p.At > 0 && !p.Bare && p.Kind != find.Seal
			c.codes = append(c.codes, reading{})
		case ok && !known[r.text]:
			known[r.text] = true
			c.codes, c.good = append(c.codes, r), c.good+1
		}
	}
	if c.good == 0 {
		c.codes = nil
	}
	return c
}

// meant tells whether what cannot be read is meant as a code of ours, and no other token.
func meant(text string, p find.Place) bool {
	switch candidate := p.Candidates(text)[0]; p.Kind {
	case find.JWS:
		return isCardToken(candidate)
	case find.Seal:
		return strings.Contains(candidate, `"hdr"`)
	}
	return true
}

// attempts are what was tried in one text, whose readings have much in common. Base45 does
// not tell where it ends, so that only so much of it is tried.
type attempts struct {
	known  map[string]bool
	failed int
}

// maxAttempts is more than a text with as many codes as there may be leads to, if they can
// be read.
const maxAttempts = 2000

func (a *attempts) up() bool { return a.failed >= maxAttempts }

// isWhole is as the function, but for what is too much.
func (a *attempts) isWhole(text string) bool {
	is, known := a.known[text]
	if known || a.up() {
		return is
	}
	if is = isWhole(text); !is {
		a.failed++
	}
	a.known[text] = is
	return is
}

// placed reads the code at a place of a text, and tells how much of the text it is.
func placed(text string, p find.Place, tries *attempts) (r reading, length int, ok bool) {
	if tries.up() || !p.Starts(text) {
		return reading{}, 0, false
	}
	for _, candidate := range p.Candidates(text) {
		if !ends(text[p.At+len(candidate):]) {
			continue
		}
		if !p.Bare && wellFormed(candidate) && !isNamed(candidate) && tries.isWhole(candidate) {
			return reading{text: candidate}, len(candidate), true
		}
		if tries.up() {
			break
		}
		for _, r := range forms(candidate) {
			if tries.isWhole(r.text) {
				return r, len(candidate), true
			}
		}
	}
	return reading{}, 0, false
}

// ends tells whether a code may end before the rest of a text: not in the middle of a word,
// unless that begins another code.
func ends(rest string) bool {
	if rest == "" || finder.Begins(rest) {
		return true
	}
	b := rest[0]
	return (b|0x20 < 'a' || b|0x20 > 'z') && (b < '0' || b > '9') && b != '=' && b != '+'
}

// isNamed tells a token of another kind, which is named where it stands alone.
func isNamed(text string) bool { return recognise(text).reason != "" }

// Bounds of what is tried against keyboards. Layouts are many, and a text that none of
// them typed is to cost little.
const (
	maxTyped    = 16 << 10 // characters of what a scanner typed
	maxRepaired = 128      // candidates that are read
)

// typed reads a code that a scanner typed under another keyboard layout than its own: the
// first that can be read, or else one that is damaged. Of which too
// much is lost, that is named.
func typed(code Code, text string) []Code {
	if len(text) > maxTyped || hasPrefixFold(text, prefixSHC) && isASCII(text) || find.IsLink(text) || !typing.Promising(text) {
		return nil
	}
	if i, lost := typing.Lost(text); lost {
		return withProblem(code, formats[i].named)
	}
	var damaged []Code
	tried := 0
	for candidate := range typing.Repair(text) {
		if tried++; tried > maxRepaired {
			break
		}
		if candidate == text {
			continue
		}
		repaired := []Code{reading{candidate, []Note{noteTyped}}.code(code)}
		if isWhole(candidate) {
			return repaired
		}
		if damaged == nil {
			damaged = repaired
		}
	}
	return damaged
}
