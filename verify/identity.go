package verify

import (
	"crypto/hmac"
	"crypto/sha256"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"vaxcheck/verify/record"
)

// Identity stands for who a card is about, or for a card that does not say. Without
// the key it was made with it tells nothing.
type Identity [sha256.Size]byte

// Identities returns an Identity for each form in which a proven card names a
// person, so that cards of different formats and issues can be told to be of one
// person: two of them are if they have an Identity in common. What goes in is the
// name, without case, marks, order and all that is no letter, and the birth date
// as the card has it. A card that names nobody by both stands for itself, with what
// its issuer signed, and one that is not proven for nothing.
func (r Report) Identities(key []byte) []Identity {
	if !r.Proven() || r.content == nil {
		return nil
	}
	all := r.people(key)
	if len(all) == 0 {
		all = []Identity{identity(key, "signed\n"+r.credential.Signed)}
	}
	return all
}

// people returns the identities of those whom the card names together with a birth
// date.
func (r Report) people(key []byte) (all []Identity) {
	for _, s := range r.content.Subjects {
		for _, n := range s.Names {
			name := normalName(n)
			if name == "" || s.BirthDate == "" || n.Former {
				continue
			}
			all = append(all, identity(key, "person\n"+name+"\n"+s.BirthDate))
		}
	}
	return all
}

func identity(key []byte, of string) Identity {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(of))
	return Identity(mac.Sum(nil))
}

// normalName brings the spellings of one name together: formats differ in the
// order of its parts, and Doc 9303-3 writes no marks.
func normalName(n record.Name) string {
	text := strings.Join(append([]string{n.Family}, n.Given...), " ")
	if strings.TrimSpace(text) == "" {
		text = n.Text
	}
	letters := func(r rune) rune {
		switch {
		case r >= 0x300 && r <= 0x36f, r == '\'', r == '’': // marks of Latin letters; apostrophes are left out
			return -1
		case unicode.IsLetter(r), unicode.Is(unicode.Mn, r), r == 'ー':
			return unicode.ToUpper(r)
		}
		return ' '
	}
	parts := strings.Fields(norm.NFC.String(strings.Map(letters, norm.NFKD.String(text))))
	slices.Sort(parts)
	return strings.Join(parts, " ")
}

// SeenBefore returns the report with the reason that somebody of the same
// identity was let in before, at first. Who has come twice may have lent the card.
func (r Report) SeenBefore(first time.Time) Report {
	r.seen = first
	return r
}
