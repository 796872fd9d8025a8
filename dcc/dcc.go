// Package dcc reads the content of an EU Digital COVID Certificate in the words
// of its own schema (version 1.3.3 and those before it): a vaccination, a test or
// a recovery. It judges nothing and cleans no text beyond what its functions
// say; every string it returns is the issuer's own and may be hostile. States
// depart from the schema in many ways: what can be read without guessing is
// read, and noted.
package dcc

import (
	"iter"
	"slices"

	"vaxcheck/internal/strictjson"
)

// MaxEntries bounds the entries that are read. The schema has one, some states
// wrote two.
const MaxEntries = 20

// Reasons why a certificate cannot be read without guessing. None
// carries content.
var (
	ErrObject  = dccNoMap
	ErrNoGroup = dccNoGroup
	ErrGroups  = dccSeveralGroups
	ErrEntries = dccNoEntries
	ErrTooMany = dccTooMany(MaxEntries)
)

// Group is what a certificate is about: the name of the member that holds it.
// Keys are certified for groups.
type Group string

// The groups. The zero Group is none.
const (
	GroupVaccination Group = "v"
	GroupTest        Group = "t"
	GroupRecovery    Group = "r"
)

// groups lists all of them.
var groups = [...]Group{GroupVaccination, GroupTest, GroupRecovery}

// Certificate is the content of an EU DCC. Of Vaccinations, Tests and
// Recoveries the one that Group names is filled, with one entry unless the issuer
// broke the rule.
type Certificate struct {
	Version   string // ver, of the schema
	Name      Name
	BirthDate string // dob: YYYY-MM-DD, YYYY-MM, YYYY, or "" if the issuer does not know
	Group     Group

	Vaccinations []Vaccination
	Tests        []Test
	Recoveries   []Recovery
	Notes        []Note
}

// Name is a person's name (nam) as it is written, and in the letters A to Z with
// < for all else, as in the machine-readable zone of a passport (Doc 9303-3).
// Some people have only one of the parts.
type Name struct {
	Family, Given                             string // fn, gn
	FamilyTransliterated, GivenTransliterated string // fnt, gnt
}

// Entry holds what an entry of any group says: the disease, the country, who issued it
// under which number.
type Entry struct {
	Disease string // tg, SNOMED CT
	Country string // co, where it happened: two letters
	Issuer  string // is, who states it
	ID      string // ci, the number of the certificate (UVCI), of any form
	// Unread are the names of members that are there and cannot be read, which is not the
	// same as not there.
	Unread []string
}

// Misses tells whether a member is there and cannot be read.
func (e Entry) Misses(members ...string) bool {
	return slices.ContainsFunc(members, func(m string) bool { return slices.Contains(e.Unread, m) })
}

// Vaccination is one dose. Number and Series are 0 if they are no whole numbers;
// they may be negative, and Number may be above Series in a booster.
type Vaccination struct {
	Entry
	Kind    string // vp, SNOMED CT or ATC
	Product string // mp
	Maker   string // ma
	Number  int    // dn
	Series  int    // sd
	Date    string // dt
}

// Test is one test and its result.
type Test struct {
	Entry
	Kind    string // tt, LOINC
	Name    string // nm, of the kit
	Device  string // ma, a number of the JRC's list, or the maker
	Sampled string // sc: RFC 3339, or as it stands if it is no such time
	Result  string // tr, SNOMED CT
	Centre  string // tc
}

// Recovery states that someone has had the disease.
type Recovery struct {
	Entry
	FirstPositive string // fr
	ValidFrom     string // df
	ValidUntil    string // du
}

// Read reads a certificate, whose signature has been found good. The error is one
// of the Err values of this package.
func Read(certificate strictjson.Value) (Certificate, error) {
	var c Certificate
	nam := certificate.Get("nam")
	named := nam.Kind() == strictjson.Object
	if certificate.Kind() != strictjson.Object || !named && !empty(nam) {
		return c, ErrObject
	}
	group, err := c.findGroup(certificate)
	if err != nil {
		return c, err
	}
	c.head(reader{notes: &c.Notes, v: certificate}, reader{notes: &c.Notes, v: nam, at: "nam."})
	for entry := range entries(certificate.Get(string(group))) {
		if entry.Kind() != strictjson.Object {
			return c, ErrEntries
		}
		c.entry(group, reader{notes: &c.Notes, v: entry, at: string(group) + "."})
	}
	c.Group = group
	return c, nil
}

// entries returns those of a list, or one that stands alone.
func entries(list strictjson.Value) iter.Seq[strictjson.Value] {
	if list.Kind() == strictjson.Object {
		return func(yield func(strictjson.Value) bool) { yield(list) }
	}
	return list.Items()
}

// GroupOf tells what a certificate is about. The error is that of Read.
func GroupOf(certificate strictjson.Value) (Group, error) {
	var c Certificate
	return c.findGroup(certificate)
}

// findGroup finds the one group that is filled.
func (c *Certificate) findGroup(certificate strictjson.Value) (Group, error) {
	var found Group
	for _, g := range groups {
		switch entries := certificate.Get(string(g)); {
		case !entries.Exists():
		case empty(entries):
			c.note(noteEmptyGroup, string(g))
		case found != "":
			return "", ErrGroups
		case entries.Kind() != strictjson.Array && entries.Kind() != strictjson.Object:
			return "", ErrEntries
		case entries.Kind() == strictjson.Array && entries.Len() > MaxEntries:
			return "", ErrTooMany
		default:
			found = g
		}
	}
	switch list := certificate.Get(string(found)); {
	case found == "":
		return "", ErrNoGroup
	case list.Kind() == strictjson.Object:
		c.note(noteListForm, string(found))
	case list.Len() > 1:
		c.note(noteSeveral, string(found))
	}
	return found, nil
}

// empty tells whether a value is not there, or holds nothing.
func empty(v strictjson.Value) bool {
	switch v.Kind() {
	case strictjson.Number, strictjson.Bool:
		return false
	case strictjson.String:
		return v.Text() == ""
	}
	return v.Len() == 0
}

// head reads what stands beside the entries.
func (c *Certificate) head(top, name reader) {
	c.Version = top.required("ver")
	if !isVersion(c.Version) {
		top.note(noteVersion, "ver")
	}
	for member := range top.v.Members() {
		if !known[member] {
			top.note(noteExtra, "")
		}
	}
	c.BirthDate = top.birthDate("dob")
	c.Name = Name{
		Family: name.name("fn"), Given: name.name("gn"),
		FamilyTransliterated: name.transliterated("fnt"), GivenTransliterated: name.transliterated("gnt"),
	}
	if c.Name.FamilyTransliterated+c.Name.GivenTransliterated == "" {
		name.note(noteMissing, "fnt")
	}
}

// known lists the members that the schema has at the top.
var known = map[string]bool{"ver": true, "nam": true, "dob": true, "v": true, "t": true, "r": true}
