package trust

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"vaxcheck/internal/finding"
	"vaxcheck/trust/revocation"
)

// Limits of what is remembered of a set in which very much is wrong.
const (
	maxNotes  = 10_000
	maxNoteID = 64 // bytes of a key id in a note
)

// codeListCounter is the code of the one note that merging may make untrue.
const codeListCounter = "list_counter"

// builder puts a set together. What concerns a key may stand before it, under
// another issuer or in another set, so lists and private halves are gathered
// first and applied when every key is known.
type builder struct {
	issuers union
	loose   []looseList
	exposed map[coordinates]bool
	notes   []Note
	parts   partsHeld // beside the issuers; nil for nothing
}

// hold holds something of a part beside the issuers, nil for nothing.
func (b *builder) hold(name PartName, held any) {
	if b.parts == nil {
		b.parts = partsHeld{}
	}
	b.parts.put(name, held)
}

// looseList is a revocation list that has not been given to its key. One without a
// method cannot be used, and only tells that the key has a list.
type looseList struct {
	issuer, kid string
	listing     revocation.Listing
}

func (l looseList) note() Note {
	return Note{Issuer: l.issuer, KeyID: l.kid, Code: "list_key", Detail: trustListWithoutKey, Dropped: true}
}

func (b *builder) note(n Note) {
	n.Issuer = clip(n.Issuer, maxIssuerID)
	n.KeyID = clip(n.KeyID, maxNoteID)
	if len(b.notes) < maxNotes {
		b.notes = append(b.notes, n)
	}
}

// expose remembers that the private half of the key at this point is public.
// Keys are told apart by the padded point: with and without a leading zero one
// key has two thumbprints.
func (b *builder) expose(c coordinates) {
	if b.exposed == nil {
		b.exposed = map[coordinates]bool{}
	}
	b.exposed[c.padded()] = true
}

// exposeAll takes over what another set knows.
func (b *builder) exposeAll(exposed map[coordinates]bool) {
	for c := range exposed {
		b.expose(c)
	}
}

// set makes the set, by the same road that a stored set takes. sum is the hash
// of what the set was made from.
func (b *builder) set(f contents, source string, sum [sha256.Size]byte) (*Set, error) {
	b.settle()
	f.issuers = b.issuers.list
	compact, err := f.encode()
	if err != nil {
		return nil, err
	}
	s, err := open(string(compact), source)
	if err != nil {
		return nil, err
	}
	if s.compact.entries == 0 && len(b.parts) == 0 {
		return nil, b.noKeys()
	}
	s.sum = func() string { return hex.EncodeToString(sum[:]) }
	s.notes, s.loose, s.exposed, s.held = b.notes, b.loose, b.exposed, b.parts
	return s, nil
}

// noKeys tells why the first key was dropped, as the notes go down with the set.
func (b *builder) noKeys() error {
	for _, n := range b.notes {
		if n.Dropped {
			return fmt.Errorf("%w: %s", ErrNoKeys, n.Detail)
		}
	}
	return ErrNoKeys
}

// settle applies what was gathered. Lists go to their keys before any key is
// left out, or the list of an exposed key would seem to belong to none.
func (b *builder) settle() {
	b.attachLists()
	for i := range b.issuers.list {
		is := &b.issuers.list[i]
		is.keys = slices.DeleteFunc(is.keys, func(k keyContents) bool { return b.dropExposed(is.id, &k) })
		for j := range is.keys {
			b.joinLists(is.id, &is.keys[j])
		}
	}
}

// attachLists gives the lists to their keys, each inside its issuer only. What
// remains loose may find its key when the set is merged.
func (b *builder) attachLists() {
	b.loose = slices.DeleteFunc(b.loose, func(l looseList) bool {
		k := b.issuers.at(l.issuer).find(l.kid)
		switch {
		case k == nil:
			return false
		case l.listing.Usable():
			k.lists = append(k.lists, l.listing)
		case k.crlVersion == "":
			k.crlVersion = unreadableCounter
		}
		return true
	})
}

// exposedNote tells that a key is left out because anyone can sign with it.
func exposedNote(issuer, kid string) Note {
	return Note{Issuer: issuer, KeyID: kid, Code: "private_key", Dropped: true,
		Detail: trustPrivateHalfElsewhere}
}

// dropExposed tells whether anyone can sign with the key, and notes it.
func (b *builder) dropExposed(issuer string, k *keyContents) bool {
	if !b.exposed[k.coordinates.padded()] {
		return false
	}
	b.note(exposedNote(issuer, k.id))
	return true
}

// joinLists settles which of the key's lists count.
func (b *builder) joinLists(issuer string, k *keyContents) {
	if len(k.lists) == 0 {
		return
	}
	note := func(code string, detail finding.Finding, dropped bool) {
		b.note(Note{Issuer: issuer, KeyID: k.id, Code: code, Detail: detail, Dropped: dropped})
	}
	lists, united := revocation.Join(k.lists)
	lists, cut := revocation.Cut(lists)
	if cut {
		note("list_count", trustKeyLists, true)
	}
	k.lists = lists
	if united {
		note("list_joined", trustListsJoined, false)
	}
	if !revocation.New(lists).InStep(k.crlVersion) {
		note(codeListCounter, trustListOtherCounter, false)
	}
}
