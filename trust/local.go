package trust

import (
	"errors"
	"fmt"
	"slices"
	"time"
	"unicode/utf8"

	"vaxcheck/trust/dsc"
)

// Local is what the people in charge of a machine add to the directory's set,
// and what they refuse although the directory lists it. It never changes how
// old a set is or what the directory calls its issuers.
type Local struct {
	Additions []Addition
	Blocks    []Block
}

// Entry says who made a change, when and why. The texts are for people.
type Entry struct {
	Who  string    // up to 2,048 bytes, not empty
	When time.Time // kept to the second
	Why  string    // up to 2,048 bytes, may be empty
}

// Addition lets an issuer sign with further keys; make one with NewAddition.
type Addition struct {
	Entry
	Issuer string
	Name   string // shown for an issuer that the directory does not list
	keys   []keyFacts
}

// Block refuses all cards of an issuer, or all cards signed with a key under
// whatever issuer. Exactly one of Issuer and KeyID is given. A key id is a
// thumbprint, or in base64 the eight bytes by which an EU DCC names its key.
type Block struct {
	Entry
	Issuer string
	KeyID  string
}

// Limits of a local layer.
const (
	maxLocal     = 4 << 20 // bytes of its JSON
	maxAdditions = 1_000
	maxBlocks    = 10_000
)

// ErrLocal is matched by every error about a local layer that is not one of the
// other values here.
var ErrLocal = errors.New("local trust data not usable")

// sourceLocal is the Source of keys that were added here.
const sourceLocal = "local"

// NewAddition reads the key set that an issuer publishes, by the rules of
// LoadJWKS. What is dropped or odd is told in the notes; revocation lists are no
// part of a key set. The error is one of those of LoadJWKS, or ErrLocal.
func NewAddition(issuer, name string, jwks []byte, by Entry) (Addition, []Note, error) {
	s, err := LoadJWKS(jwks, issuer, sourceLocal)
	if err != nil {
		return Addition{}, nil, err
	}
	by.When = by.When.UTC().Truncate(time.Second)
	a := Addition{Entry: by, Issuer: issuer, Name: name, keys: s.compact.facts().issuers[0].keys}
	if err := a.validate(); err != nil {
		return Addition{}, nil, err
	}
	return a, s.Notes(), nil
}

// NewBlock makes a block of a key if what is a key id, else of an issuer. The
// error is ErrLocal.
func NewBlock(what string, by Entry) (Block, error) {
	by.When = by.When.UTC().Truncate(time.Second)
	b := Block{Entry: by, Issuer: what}
	if validKeyID(what) {
		b.Issuer, b.KeyID = "", what
	}
	return b, b.validate()
}

// Keys returns the keys of the addition.
func (a Addition) Keys() []Key {
	var keys []Key
	for i := range a.keys {
		if k, ok := a.keys[i].key(a.Issuer, sourceLocal); ok {
			keys = append(keys, k)
		}
	}
	return keys
}

// Union returns the entries of both layers, such as the machine's and a user's.
func (l Local) Union(other Local) Local {
	return Local{slices.Concat(l.Additions, other.Additions), slices.Concat(l.Blocks, other.Blocks)}
}

// Without returns the layer without the additions and blocks of an issuer or of
// a key id, and how many entries that were. A key id names blocks, and in
// additions the one key; an addition without keys goes as a whole.
func (l Local) Without(what string) (rest Local, removed int) {
	for _, a := range l.Additions {
		keys := slices.DeleteFunc(slices.Clone(a.keys), func(k keyFacts) bool { return k.id == what || a.Issuer == what })
		if len(keys) < len(a.keys) {
			removed++
		}
		if a.keys = keys; len(keys) > 0 {
			rest.Additions = append(rest.Additions, a)
		}
	}
	for _, b := range l.Blocks {
		if b.Issuer == what || b.KeyID == what {
			removed++
			continue
		}
		rest.Blocks = append(rest.Blocks, b)
	}
	return rest, removed
}

// Empty tells that the layer changes nothing.
func (l Local) Empty() bool { return len(l.Additions) == 0 && len(l.Blocks) == 0 }

// validate is the one place that says what a layer may be.
func (l Local) validate() error {
	if len(l.Additions) > maxAdditions || len(l.Blocks) > maxBlocks {
		return fmt.Errorf("%w: too many entries", ErrLocal)
	}
	for _, a := range l.Additions {
		if err := a.validate(); err != nil {
			return err
		}
	}
	for _, b := range l.Blocks {
		if err := b.validate(); err != nil {
			return err
		}
	}
	return nil
}

func (a Addition) validate() error {
	switch {
	case !validIssuerID(a.Issuer) || !utf8.ValidString(a.Issuer):
		return fmt.Errorf("%w: issuer of an addition missing or too long", ErrLocal)
	case !validText(a.Name):
		return fmt.Errorf("%w: name in an addition too long", ErrLocal)
	case len(a.keys) == 0 || len(a.keys) > maxKeys:
		return fmt.Errorf("%w: addition without keys or with too many", ErrLocal)
	}
	return a.Entry.validate()
}

func (b Block) validate() error {
	switch {
	case (b.Issuer == "") == (b.KeyID == ""):
		return fmt.Errorf("%w: block of neither an issuer nor a key, or of both", ErrLocal)
	case len(b.Issuer) > maxIssuerID || !utf8.ValidString(b.Issuer):
		return fmt.Errorf("%w: issuer of a block too long", ErrLocal)
	case b.KeyID != "" && !validKeyID(b.KeyID):
		return fmt.Errorf("%w: key id of a block is neither a thumbprint nor that of an EU DCC", ErrLocal)
	}
	return b.Entry.validate()
}

func (e Entry) validate() error {
	if e.Who == "" || !validText(e.Who) || !validText(e.Why) || e.When.IsZero() || e.When.Year() > 9999 {
		return fmt.Errorf("%w: entry without who or when, or with texts too long", ErrLocal)
	}
	return nil
}

// validKeyID tells whether a text can be a key id and nothing else: no issuer is
// called so.
func validKeyID(text string) bool {
	return decodeSum(new([sumSize]byte), text) || dsc.ValidKeyID(text)
}

func validText(s string) bool { return len(s) <= maxText && utf8.ValidString(s) }
