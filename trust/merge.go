package trust

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"vaxcheck/trust/revocation"
)

// Merge unites sets: all issuers, each with all its keys, save those whose
// private half any of the sets was loaded with. Where they describe the same
// thing differently, the first set's description stays, except that of two
// revocation lists with numbers the newer wins, and where nothing tells which is
// newer the entries of both count. A list may be for a key that only another
// set has.
//
// The result is as old as the oldest set, and of unknown age if one of them is;
// its SHA256 is that of the parts' hashes in hex, each followed by a line feed.
// Layers that the sets have are left behind.
// The error is ErrTooLarge, ErrNoKeys or ErrNoAuthority, that of Sound, or tells that a
// set is missing.
func Merge(sets ...*Set) (*Set, error) {
	if len(sets) == 0 || slices.Contains(sets, nil) {
		return nil, errors.New("merge trust sets: a set is missing")
	}
	merged, err := merge(sets)
	if err == nil && merged.listsAlone() {
		err = ErrNoAuthority
	}
	if err != nil {
		return nil, fmt.Errorf("merge trust sets: %w", err)
	}
	return merged, nil
}

func merge(sets []*Set) (*Set, error) {
	if len(sets) == 1 {
		return sets[0], nil
	}
	var m merger
	for _, s := range sets {
		if err := s.Sound(); err != nil {
			return nil, err
		}
		m.add(s)
	}
	m.contents.created = oldest(m.created)
	m.contents.origin = strings.Join(m.origins, ", ")
	merged, err := m.set(m.contents, "", sha256.Sum256([]byte(m.sums.String())))
	if err != nil {
		return nil, err
	}
	merged.latest = m.latest
	merged.notes = distinct(append(m.partNotes, merged.notes...))
	return merged, nil
}

// oldest returns the earliest of the times, zero if one of them is not known.
func oldest(times []time.Time) time.Time {
	if slices.ContainsFunc(times, time.Time.IsZero) {
		return time.Time{}
	}
	return slices.MinFunc(times, time.Time.Compare)
}

// distinct leaves out what was noted before, as merging finds some things anew.
func distinct(notes []Note) []Note {
	seen := map[Note]bool{}
	return slices.DeleteFunc(notes, func(n Note) bool {
		again := seen[n]
		seen[n] = true
		return again
	})
}

type merger struct {
	builder
	contents  contents
	created   []time.Time
	latest    time.Time
	origins   []string
	partNotes []Note
	sums      strings.Builder
}

func (m *merger) add(s *Set) {
	part := s.compact.contents()
	before := len(m.contents.sources)
	if len(part.sources) == 0 {
		part.sources = []string{s.source}
	}
	m.contents.sources = append(m.contents.sources, part.sources...)
	m.created = append(m.created, part.created)
	if latest := s.Info().Latest; latest.After(m.latest) {
		m.latest = latest
	}
	if part.origin != "" && !slices.Contains(m.origins, part.origin) {
		m.origins = append(m.origins, part.origin)
	}
	for _, n := range s.notes {
		if n.Code != codeListCounter { // noted anew if the united keys and lists are out of step
			m.partNotes = append(m.partNotes, n)
		}
	}
	m.loose = append(m.loose, s.loose...)
	m.exposeAll(s.exposed)
	for _, row := range partRows {
		m.hold(row.name, row.merge([]any{m.parts.of(row.name), s.held.of(row.name)}))
	}
	m.sums.WriteString(s.sum() + "\n")
	for _, one := range part.issuers {
		to := m.issuers.at(one.id)
		to.describe(one)
		for _, k := range one.keys {
			k.source = before + max(k.source, 1)
			if !to.add(k) {
				m.note(Note{Issuer: one.id, KeyID: k.id, Code: "key_count", Detail: trustTooManyKeys, Dropped: true})
			}
		}
	}
}

// union holds each issuer once.
type union struct {
	list  []issuerContents
	index map[string]int
}

func (u *union) has(id string) bool {
	_, ok := u.index[id]
	return ok
}

// at returns the issuer of this id, a new one if there is none. The pointer
// holds until the next call.
func (u *union) at(id string) *issuerContents {
	if u.index == nil {
		u.index = map[string]int{}
	}
	i, ok := u.index[id]
	if !ok {
		i = len(u.list)
		u.index[id] = i
		u.list = append(u.list, issuerContents{id: id})
	}
	return &u.list[i]
}

// describe fills in what is not known yet.
func (f *issuerContents) describe(other issuerContents) {
	f.name = firstOf(f.name, other.name)
	f.website = firstOf(f.website, other.website)
	f.canonical = firstOf(f.canonical, other.canonical)
	if other.lastRetrieved.After(f.lastRetrieved) {
		f.lastRetrieved = other.lastRetrieved
	}
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// find returns the key with this id, nil if there is none.
func (f *issuerContents) find(kid string) *keyContents {
	for i := range f.keys {
		if f.keys[i].id == kid {
			return &f.keys[i]
		}
	}
	return nil
}

// add adds a key. Entries of one key that differ in their certificates are one
// key with several periods. It returns false if the issuer has too many keys.
func (f *issuerContents) add(k keyContents) bool {
	i := slices.IndexFunc(f.keys, func(have keyContents) bool { return have.id == k.id })
	if i < 0 {
		if len(f.keys) >= maxKeys {
			return false
		}
		f.keys = append(f.keys, k)
		return true
	}
	have := &f.keys[i]
	for _, p := range k.periods {
		if !slices.Contains(have.periods, p) && len(have.periods) < maxPeriods {
			have.periods = append(have.periods, p)
		}
	}
	if revocation.CompareCounters(k.crlVersion, have.crlVersion) > 0 {
		have.crlVersion = k.crlVersion
	}
	have.lists = append(have.lists, k.lists...)
	return true
}
