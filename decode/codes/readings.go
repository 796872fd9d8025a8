package codes

import (
	"encoding/base64"
	"regexp"
	"slices"
	"strings"

	"vaxcheck/decode"
	"vaxcheck/decode/find"
	"vaxcheck/internal/finding"
)

// What scanners put before a code when told to.
var (
	identifierAIM = regexp.MustCompile(`^\][A-Za-z][0-9A-Za-z]`)
	identifierECI = regexp.MustCompile(`^\\[0-9]{6}`)
)

// as is a code read in one of the ways in which it can be.
func as(code decode.Code, r decode.Reading) decode.Code {
	code.Text, code.Notes = r.Text, slices.Concat(code.Notes, r.Notes)
	return code
}

// forgive reads a text that is no code as it stands: the codes that it can only mean, nil
// if it means none.
func forgive(code decode.Code, text string) []decode.Code {
	if rest, notes := withoutIdentifiers(text); len(notes) > 0 {
		return expand(as(code, decode.Reading{Text: rest, Notes: notes}))
	}
	readings := decode.Readings(text)
	for _, r := range readings {
		if decode.IsComplete(r.Text) {
			return []decode.Code{as(code, r)}
		}
	}
	if codes := within(code, text); codes != nil {
		return codes
	}
	for _, r := range readings { // too long, but nothing else
		if decode.IsWhole(r.Text) {
			return []decode.Code{as(code, r)}
		}
	}
	return typed(code, text)
}

// withoutWords takes off what stands behind an EU certificate and looks like more of its
// base45: a number, a word in capitals. Any other code is left as it is.
func withoutWords(code decode.Code, text string) []decode.Code {
	if strings.HasPrefix(text, decode.PrefixDCC) && !decode.IsWhole(text) {
		codes := within(code, text)
		if slices.ContainsFunc(codes, func(c decode.Code) bool { return c.Problem == nil }) {
			return codes
		}
	}
	return []decode.Code{code}
}

// withoutIdentifiers takes off what scanners put before a code when told to. Alone it is
// what it is.
func withoutIdentifiers(text string) (rest string, notes []decode.Note) {
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

// within reads the codes inside of a text that holds more: a link or a sentence. Of what
// a link may mean the reading is taken in which most codes can be read, and with the fewest
// that cannot and the fewest notes. What clearly holds a code that cannot be read is damaged.
func within(code decode.Code, text string) (codes []decode.Code) {
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
	damaged := func(reason decode.Reason, detail finding.Finding) []decode.Code {
		return withProblem(code, decode.Problem{Stage: decode.StageDecode, Reason: reason, Detail: detail,
			Spec: note.Spec})
	}
	for _, r := range best.codes {
		if r.Text == "" {
			codes = append(codes, damaged(decode.ReasonCodeDamaged, codeDamaged)...)
			continue
		}
		r.Notes = append(r.Notes, note)
		codes = append(codes, as(code, r))
	}
	switch {
	case best.more || best.good == 0 && more || tries.up():
		codes = append(codes, damaged(decode.ReasonFileDamaged, codeTooMany)...)
	case codes == nil && held:
		return damaged(decode.ReasonCodeDamaged, codeDamaged)
	}
	return codes
}

// content is what one reading of a text holds.
type content struct {
	codes []decode.Reading // in their order, without a text what cannot be read beside what can
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

func countNotes(readings []decode.Reading) (count int) {
	for _, r := range readings {
		count += len(r.Notes)
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
			c.codes = append(c.codes, decode.Reading{})
		case ok && !known[r.Text]:
			known[r.Text] = true
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

// IsWhole is as the function, but for what is too much.
func (a *attempts) isWhole(text string) bool {
	is, known := a.known[text]
	if known || a.up() {
		return is
	}
	if is = decode.IsWhole(text); !is {
		a.failed++
	}
	a.known[text] = is
	return is
}

// placed reads the code at a place of a text, and tells how much of the text it is.
func placed(text string, p find.Place, tries *attempts) (r decode.Reading, length int, ok bool) {
	if tries.up() || !p.Starts(text) {
		return decode.Reading{}, 0, false
	}
	for _, candidate := range p.Candidates(text) {
		if !ends(text[p.At+len(candidate):]) {
			continue
		}
		if !p.Bare && decode.WellFormed(candidate) && !isNamed(candidate) && tries.isWhole(candidate) {
			return decode.Reading{Text: candidate}, len(candidate), true
		}
		if tries.up() {
			break
		}
		for _, r := range decode.Readings(candidate) {
			if tries.isWhole(r.Text) {
				return r, len(candidate), true
			}
		}
	}
	return decode.Reading{}, 0, false
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
func isNamed(text string) bool { return decode.Recognise(text).Reason != "" }

// Bounds of what is tried against keyboards. Layouts are many, and a text that none of
// them typed is to cost little.
const (
	maxTyped    = 16 << 10 // characters of what a scanner typed
	maxRepaired = 128      // candidates that are read
)

// typed reads a code that a scanner typed under another keyboard layout than its own: the
// first that can be read, or else one that is damaged. Of which too
// much is lost, that is named.
func typed(code decode.Code, text string) []decode.Code {
	if len(text) > maxTyped || find.HasPrefixFold(text, decode.PrefixSHC) && isASCII(text) ||
		find.IsLink(text) || !typing.Promising(text) {
		return nil
	}
	if i, lost := typing.Lost(text); lost {
		return withProblem(code, decode.Formats()[i].Lost())
	}
	var damaged []decode.Code
	tried := 0
	for candidate := range typing.Repair(text) {
		if tried++; tried > maxRepaired {
			break
		}
		if candidate == text {
			continue
		}
		repaired := []decode.Code{as(code, decode.Reading{Text: candidate, Notes: []decode.Note{noteTyped}})}
		if decode.IsWhole(candidate) {
			return repaired
		}
		if damaged == nil {
			damaged = repaired
		}
	}
	return damaged
}

// isCardToken tells the text of a JWS, whole or not, whose header says that it is a card
// and no other token: only cards are packed so.
func isCardToken(text string) bool {
	head, _, _ := strings.Cut(text, ".")
	head = head[:len(head)/4*4]
	packed, _ := base64.RawURLEncoding.Strict().DecodeString(head)
	return strings.Contains(string(packed), `"zip"`)
}

// finder finds the codes of all formats inside of other text, and typing repairs them.
var (
	finder = find.New(decode.Prefixes())
	typing = decode.TypedForms()
)
