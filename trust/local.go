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
	keys   []keyContents
}

// Block refuses all cards of an issuer, or all cards signed with a key: under whatever issuer
// if the key's id can be that of one key alone, which is a thumbprint, or in base64 the eight
// bytes by which an EU DCC names its key; else, with both given, under that issuer alone. Other
// ids, such as key-1, may be those of several issuers' keys, and mean nothing by themselves.
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
	// maxLocalKeyID bounds the id of a key in a block, in bytes. Those of formats that
	// name keys otherwise than by a hash have up to a few dozen.
	maxLocalKeyID = 256
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
	a := Addition{Entry: by, Issuer: issuer, Name: name, keys: s.compact.contents().issuers[0].keys}
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

// NewKeyBlock makes a block of one key of an issuer, whatever the form of its id. The error
// is ErrLocal.
func NewKeyBlock(issuer, kid string, by Entry) (Block, error) {
	by.When = by.When.UTC().Truncate(time.Second)
	b := Block{Entry: by, Issuer: issuer, KeyID: kid}
	if issuer == "" || kid == "" {
		return b, fmt.Errorf("%w: block of a key of an issuer without both", ErrLocal)
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
// a key id, and these. A key id names blocks, and in additions the one key; an addition
// without keys goes as a whole. A block of one key of an issuer stays: it is not named by
// half of it.
func (l Local) Without(what string) (rest, gone Local) {
	return l.part(func(issuer, kid string) bool { return kid == what || issuer == what },
		func(b Block) bool { return b.Issuer+b.KeyID == what && (b.Issuer == "" || b.KeyID == "") })
}

// WithoutKey is Without for one key of an issuer.
func (l Local) WithoutKey(issuer, kid string) (rest, gone Local) {
	return l.part(func(of, id string) bool { return of == issuer && id == kid },
		func(b Block) bool { return b.Issuer == issuer && b.KeyID == kid })
}

// part parts a layer by which keys of its additions go, and which of its blocks.
func (l Local) part(key func(issuer, kid string) bool, block func(Block) bool) (rest, gone Local) {
	for _, a := range l.Additions {
		stays, goes := a, a
		goes.keys = slices.DeleteFunc(slices.Clone(a.keys), func(k keyContents) bool { return !key(a.Issuer, k.id) })
		stays.keys = slices.DeleteFunc(slices.Clone(a.keys), func(k keyContents) bool { return key(a.Issuer, k.id) })
		if len(goes.keys) > 0 {
			gone.Additions = append(gone.Additions, goes)
		}
		if len(stays.keys) > 0 {
			rest.Additions = append(rest.Additions, stays)
		}
	}
	for _, b := range l.Blocks {
		if block(b) {
			gone.Blocks = append(gone.Blocks, b)
		} else {
			rest.Blocks = append(rest.Blocks, b)
		}
	}
	return rest, gone
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
	case b.Issuer == "" && b.KeyID == "":
		return fmt.Errorf("%w: block of neither an issuer nor a key", ErrLocal)
	case len(b.Issuer) > maxIssuerID || !utf8.ValidString(b.Issuer):
		return fmt.Errorf("%w: issuer of a block too long", ErrLocal)
	case len(b.KeyID) > maxLocalKeyID || !utf8.ValidString(b.KeyID):
		return fmt.Errorf("%w: key id of a block too long", ErrLocal)
	case b.Issuer == "" && !validKeyID(b.KeyID):
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
