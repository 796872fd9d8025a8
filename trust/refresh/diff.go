package refresh

import (
	"reflect"
	"slices"

	"vaxcheck/trust"
	"vaxcheck/trust/revocation"
)

// Changes tells how a set differs from the one before it. Lists are in the
// order of the issuers' ids.
type Changes struct {
	Before         Counts    `json:"before"`
	After          Counts    `json:"after"`
	IssuersAdded   []Issuer  `json:"issuers_added"`
	IssuersRemoved []Issuer  `json:"issuers_removed"`
	IssuersRenamed []Renamed `json:"issuers_renamed"`
	// Keys are told of issuers that both sets list.
	KeysAdded    []Key  `json:"keys_added"`
	KeysRemoved  []Key  `json:"keys_removed"`
	KeysChanged  []Key  `json:"keys_changed"`
	ListsChanged []List `json:"revocation_lists_changed"`
}

// Issuer is one that only one of the sets lists.
type Issuer struct {
	ID   string `json:"issuer"`
	Name string `json:"name"`
	Keys int    `json:"keys"`
}

// Renamed is an issuer that has another name now.
type Renamed struct {
	ID     string `json:"issuer"`
	Before string `json:"before"`
	After  string `json:"after"`
}

// Key is one that was added, removed or changed.
type Key struct {
	Issuer string `json:"issuer"`
	ID     string `json:"kid"`
	// What changed: "periods" of its certificates, or the "crl_version" of the
	// list that it announces. Nothing for keys added or removed.
	What []string `json:"what,omitempty"`
}

// List is a revocation list that was added, removed or changed.
type List struct {
	Issuer string     `json:"issuer"`
	KeyID  string     `json:"kid"`
	Before *ListFacts `json:"before"` // null if there was none
	After  *ListFacts `json:"after"`
}

// ListFacts tells two versions of a list apart for people.
type ListFacts struct {
	Counter string `json:"counter"`
	Entries int    `json:"entries"`
}

// Empty tells whether the sets say the same about issuers, keys and lists. Their
// ages may differ.
func (c Changes) Empty() bool {
	return len(c.IssuersAdded)+len(c.IssuersRemoved)+len(c.IssuersRenamed)+
		len(c.KeysAdded)+len(c.KeysRemoved)+len(c.KeysChanged)+len(c.ListsChanged) == 0
}

// Compare tells how after differs from before, which may be nil.
func Compare(before, after *trust.Set) Changes {
	c := Changes{
		After:        countsOf(after),
		IssuersAdded: []Issuer{}, IssuersRemoved: []Issuer{}, IssuersRenamed: []Renamed{},
		KeysAdded: []Key{}, KeysRemoved: []Key{}, KeysChanged: []Key{}, ListsChanged: []List{},
	}
	old := map[string]trust.Issuer{}
	if before != nil {
		c.Before = countsOf(before)
		for is := range before.Issuers() {
			old[is.ID] = is
		}
	}
	for is := range after.Issuers() {
		was, listed := old[is.ID]
		delete(old, is.ID)
		if !listed {
			c.IssuersAdded = append(c.IssuersAdded, issuerOf(is))
			continue
		}
		if was.Name != is.Name {
			c.IssuersRenamed = append(c.IssuersRenamed, Renamed{is.ID, was.Name, is.Name})
		}
		c.keys(is.ID, before.Keys(is.ID), after.Keys(is.ID))
	}
	c.removed(before, old)
	return c
}

// removed adds the issuers that only the set before has, in the order of that set.
func (c *Changes) removed(before *trust.Set, left map[string]trust.Issuer) {
	if len(left) == 0 {
		return
	}
	for is := range before.Issuers() {
		if _, ok := left[is.ID]; ok {
			c.IssuersRemoved = append(c.IssuersRemoved, issuerOf(is))
		}
	}
}

func (c *Changes) keys(issuer string, before, after []trust.Key) {
	for _, k := range after {
		at := slices.IndexFunc(before, func(was trust.Key) bool { return was.ID == k.ID })
		if at < 0 {
			c.KeysAdded = append(c.KeysAdded, Key{Issuer: issuer, ID: k.ID})
			c.list(issuer, trust.Key{}, k)
			continue
		}
		if what := keyChanges(before[at], k); len(what) > 0 {
			c.KeysChanged = append(c.KeysChanged, Key{issuer, k.ID, what})
		}
		c.list(issuer, before[at], k)
	}
	for _, was := range before {
		if !slices.ContainsFunc(after, func(k trust.Key) bool { return k.ID == was.ID }) {
			c.KeysRemoved = append(c.KeysRemoved, Key{Issuer: issuer, ID: was.ID})
		}
	}
}

func keyChanges(before, after trust.Key) []string {
	var what []string
	if !slices.Equal(before.Periods, after.Periods) {
		what = append(what, "periods")
	}
	if before.CRLVersion != after.CRLVersion {
		what = append(what, "crl_version")
	}
	return what
}

func (c *Changes) list(issuer string, before, after trust.Key) {
	if !reflect.DeepEqual(before.Revocation, after.Revocation) {
		c.ListsChanged = append(c.ListsChanged,
			List{issuer, after.ID, listFacts(before.Revocation), listFacts(after.Revocation)})
	}
}

func listFacts(l *revocation.List) *ListFacts {
	if l == nil {
		return nil
	}
	return &ListFacts{l.Counter, l.Len()}
}

func issuerOf(is trust.Issuer) Issuer { return Issuer{is.ID, is.Name, is.KeyCount} }

func countsOf(s *trust.Set) Counts {
	info := s.Info()
	return Counts{info.Issuers, info.Keys}
}
