package trust

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Member is one certificate, bare key or revocation list of a supplement, whatever
// its sort. What a sort does not have is left out.
type Member struct {
	Country   string
	State     string // three letters
	Subject   string // of a list its issuer
	KeyID     string
	ListedID  string    // what its list calls the key, if that is something else
	NotBefore time.Time // of a list when it was made
	NotAfter  time.Time // of a list when a newer one is due
	KeyType   string    // such as "P-256"; "" for one that is not supported, and of a list
	Lists     []string  // of ICAO that name an authority
	Signs     []string  // what a signer may sign, by certificate or list
	Bare      bool      // a key without a certificate
	Revokes   *Revokes  // of a revocation list; nil for all else
	Source    string
	SHA256    string
	Withdrawn bool
}

// Revokes describes a revocation list: what other members have not.
type Revokes struct {
	Number  string
	Entries int  // certificates that it takes back
	Used    bool // it speaks for its authority
}

func authorityMembers(set *Set) []Member {
	var all []Member
	for a := range set.Authorities().All() {
		all = append(all, Member{
			Country: a.Country, State: a.State, Subject: a.Subject, KeyID: a.KeyID(),
			NotBefore: a.NotBefore, NotAfter: a.NotAfter, KeyType: keyType(a.Public()),
			Lists: a.Lists.Names(), Source: a.Source, SHA256: a.SHA256,
		})
	}
	return all
}

func signerMembers(set *Set) []Member {
	var all []Member
	for s := range set.Signers().All() {
		all = append(all, Member{
			Country: s.Country, Subject: s.Name, KeyID: s.KeyID, ListedID: s.ListedID,
			NotBefore: s.NotBefore, NotAfter: s.NotAfter, KeyType: keyType(s.Public()),
			Signs: s.Signs().Names(), Bare: s.Bare, Source: s.Source, SHA256: s.SHA256, Withdrawn: s.Withdrawn,
		})
	}
	return all
}

func revocationMembers(set *Set) []Member {
	var all []Member
	for l, used := range set.Authorities().RevocationLists() {
		all = append(all, Member{
			Country: l.Country, Subject: l.Issuer, KeyID: l.KeyID(), NotBefore: l.ThisUpdate, NotAfter: l.NextUpdate,
			Revokes: &Revokes{l.Number, l.Len(), used}, Source: l.Source, SHA256: l.SHA256,
		})
	}
	return all
}

// keyType names a key for people and programs, "" for one of no kind that is
// supported.
func keyType(public crypto.PublicKey) string {
	switch k := public.(type) {
	case *ecdsa.PublicKey:
		return k.Params().Name
	case *rsa.PublicKey:
		return fmt.Sprintf("RSA-%d", k.N.BitLen())
	}
	return ""
}

// Matches tells whether the member belongs to a country, or contains a text in its
// subject. Two letters are a country: many stand in every subject.
func (m *Member) Matches(search string) bool {
	if len(search) == 2 {
		return strings.EqualFold(m.Country, search)
	}
	return search == "" || strings.EqualFold(m.Country, search) || strings.EqualFold(m.State, search) ||
		strings.Contains(strings.ToLower(m.Subject), strings.ToLower(search))
}

// IsNamed tells whether a country, a whole subject, a key id or a SHA-256 names the member,
// as others write these too: in capitals, and with colons between the bytes.
func (m *Member) IsNamed(what string) bool {
	digits := strings.ToLower(strings.ReplaceAll(what, ":", ""))
	return strings.EqualFold(m.Country, what) || m.Subject == what ||
		m.State != "" && strings.EqualFold(m.State, what) ||
		slices.Contains([]string{m.KeyID, m.ListedID}, what) || m.KeyID == digits || m.SHA256 == digits
}

// HasMember tells whether the set holds something beside the issuers' directory, of
// whatever part, that a test takes.
func (s *Set) HasMember(takes func(*Member) bool) bool {
	for _, sort := range supplements {
		if slices.ContainsFunc(sort.Members(s), func(m Member) bool { return takes(&m) }) {
			return true
		}
	}
	return false
}

// HasID tells whether the member is the key of an id, by certificate or list.
func (m *Member) HasID(id string) bool { return id != "" && (m.KeyID == id || m.ListedID == id) }

// Is tells whether two members are one thing, however it is judged.
func (m *Member) Is(other *Member) bool { return m.id() == other.id() }

// memberID is what makes a member one thing: of a key without a certificate also whose it
// is, as two issuers may have the same.
type memberID struct{ keyID, sha256, subject string }

func (m *Member) id() memberID { return memberID{m.KeyID, m.SHA256, m.Subject} }

// countsAs tells whether two members that are one thing have it judged alike.
func (m *Member) countsAs(other *Member) bool {
	return m.Withdrawn == other.Withdrawn && slices.Equal(m.Lists, other.Lists) && slices.Equal(m.Signs, other.Signs) &&
		m.used() == other.used() && m.NotBefore.Equal(other.NotBefore) && m.NotAfter.Equal(other.NotAfter)
}

func (m *Member) used() bool { return m.Revokes != nil && m.Revokes.Used }

// MemberChanges tells how members become others.
type MemberChanges struct {
	Before, After           int      // how many there are
	Added, Removed, Changed []Member // Changed as they are afterwards: withdrawn, say
}

// CompareMembers tells how the members of one list become those of another.
func CompareMembers(before, after []Member) MemberChanges {
	added, changed := difference(before, after)
	removed, _ := difference(after, before)
	return MemberChanges{len(before), len(after), added, removed, changed}
}

// difference lists what is in others and not in list, and what is otherwise there.
func difference(list, others []Member) (missing, changed []Member) {
	have := map[memberID]*Member{}
	for i := range list {
		have[list[i].id()] = &list[i]
	}
	for _, m := range others {
		known, is := have[m.id()]
		switch {
		case !is:
			missing = append(missing, m)
		case !m.countsAs(known):
			changed = append(changed, m)
		}
	}
	return missing, changed
}
