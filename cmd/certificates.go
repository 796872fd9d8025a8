package cmd

import (
	"cmp"
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"fmt"
	"slices"
	"strings"

	"vaxcheck/trust"
	"vaxcheck/verify"
)

// certificateView is one certificate, bare key or revocation list, whatever its
// kind. What a kind does not have is left out.
type certificateView struct {
	Country   string            `json:"country"`
	State     string            `json:"state,omitempty"` // three letters
	Subject   string            `json:"subject"`         // of a list its issuer
	KeyID     string            `json:"key_id"`
	ListedKID string            `json:"listed_kid,omitempty"` // what its list calls the key, if that is something else
	NotBefore *verify.Timestamp `json:"not_before"`           // of a list when it was made
	NotAfter  *verify.Timestamp `json:"not_after"`            // of a list when a newer one is due
	KeyType   *string           `json:"key_type"`             // null for one that is not supported, and of a list
	Lists     []string          `json:"lists,omitzero"`       // of ICAO that name an authority
	Signs     []string          `json:"signs,omitzero"`       // what a signer may sign, by certificate or list
	Bare      bool              `json:"bare,omitempty"`       // a key without a certificate
	Number    string            `json:"number,omitempty"`     // of a revocation list
	Entries   *int              `json:"entries,omitempty"`    // certificates that it takes back
	Used      *bool             `json:"used,omitempty"`       // it speaks for its authority
	Source    string            `json:"source"`
	SHA256    string            `json:"sha256"`
	Withdrawn bool              `json:"withdrawn,omitempty"`
	Imported  *importView       `json:"imported,omitempty"` // where it is asked for
}

func authoritiesOf(set *trust.Set) []certificateView {
	views := []certificateView{}
	for a := range set.Authorities().All() {
		views = append(views, certificateView{
			Country: a.Country, State: a.State, Subject: a.Subject, KeyID: a.KeyID(),
			NotBefore: optionalTime(a.NotBefore), NotAfter: optionalTime(a.NotAfter), KeyType: keyType(a.Public()),
			Lists: a.Lists.Names(), Source: a.Source, SHA256: a.SHA256,
		})
	}
	return views
}

func signersOf(set *trust.Set) []certificateView {
	views := []certificateView{}
	for s := range set.Signers().All() {
		views = append(views, certificateView{
			Country: s.Country, Subject: s.Name, KeyID: s.KeyID, ListedKID: s.ListedID,
			NotBefore: optionalTime(s.NotBefore), NotAfter: optionalTime(s.NotAfter), KeyType: keyType(s.Public()),
			Signs: s.Signs().Names(), Bare: s.Bare, Source: s.Source, SHA256: s.SHA256, Withdrawn: s.Withdrawn,
		})
	}
	return views
}

func revocationListsOf(set *trust.Set) []certificateView {
	views := []certificateView{}
	for l, used := range set.Authorities().RevocationLists() {
		entries := l.Len()
		views = append(views, certificateView{
			Country: l.Country, Subject: l.Issuer, KeyID: l.KeyID(), NotBefore: optionalTime(l.ThisUpdate), NotAfter: optionalTime(l.NextUpdate),
			Number: l.Number, Entries: &entries, Used: &used, Source: l.Source, SHA256: l.SHA256,
		})
	}
	return views
}

// keyType names a key for people and programs, nil for one of no kind that is
// supported.
func keyType(public crypto.PublicKey) *string {
	var name string
	switch k := public.(type) {
	case *ecdsa.PublicKey:
		name = k.Params().Name
	case *rsa.PublicKey:
		name = fmt.Sprintf("RSA-%d", k.N.BitLen())
	default:
		return nil
	}
	return &name
}

// isOf tells whether the certificate belongs to a country, or contains a text in
// its subject. Two letters are a country: many stand in every subject.
func (c certificateView) isOf(search string) bool {
	if len(search) == 2 {
		return strings.EqualFold(c.Country, search)
	}
	return search == "" || strings.EqualFold(c.Country, search) || strings.EqualFold(c.State, search) ||
		strings.Contains(strings.ToLower(c.Subject), strings.ToLower(search))
}

// isNamed tells whether a country, a key id or a SHA-256 names the certificate,
// as others write these too: in capitals, and with colons between the bytes.
func (c certificateView) isNamed(what string) bool {
	digits := strings.ToLower(strings.ReplaceAll(what, ":", ""))
	return strings.EqualFold(c.Country, what) || c.State != "" && strings.EqualFold(c.State, what) ||
		slices.Contains([]string{c.KeyID, c.ListedKID}, what) || c.KeyID == digits || c.SHA256 == digits
}

// maxKeyID is how much of a key id a column on a terminal shows.
const maxKeyID = 16

// row shows a certificate in one line.
func (c certificateView) row(s *settings) []string {
	return []string{cmp.Or(safeText(c.Country), "-"), c.period(s), c.marks(s), s.words.source(c.Source), s.brief(c.KeyID, maxKeyID), s.brief(c.Subject, maxShown)}
}

// marks tell in short what a certificate is good for.
func (c certificateView) marks(s *settings) string {
	w := s.words.Admin.Trust
	switch {
	case c.Withdrawn:
		return w.Withdrawn
	case c.Used != nil && *c.Used:
		return w.ListUsed
	case c.Used != nil:
		return w.ListNotUsed
	}
	return cmp.Or(strings.Join(slices.Concat(c.Lists, c.Signs), " "), "-")
}

// period is as days for people and as instants for programs.
func (c certificateView) period(s *settings) string {
	return s.day(c.NotBefore) + "/" + s.day(c.NotAfter)
}

// facts tell all that is known of a certificate.
func (c certificateView) facts(s *settings) [][]string {
	w := s.words.Admin.Kinds
	country := safeText(c.Country)
	if c.State != "" {
		country += " (" + safeText(c.State) + ")"
	}
	rows := fact(fact(nil, w.Subject, safeText(c.Subject)), w.Country, country)
	rows = fact(fact(rows, w.KeyID, safeText(c.KeyID)), w.ListedKID, safeText(c.ListedKID))
	rows = append(rows, c.ownFacts(s)...)
	rows = append(rows, []string{s.words.Admin.Trust.KeySource, s.words.source(c.Source)})
	if c.Imported != nil {
		rows = append(rows, c.Imported.fact(s))
	}
	return append(rows, []string{s.words.Admin.Trust.SHA256, c.SHA256})
}

// ownFacts tell what not all kinds have.
func (c certificateView) ownFacts(s *settings) [][]string {
	w := s.words.Admin.Kinds
	period := []string{w.Period, cmp.Or(timeText(c.NotBefore), "-") + " – " + cmp.Or(timeText(c.NotAfter), "-")}
	if c.Entries != nil {
		rows := [][]string{period, {w.Entries, s.words.Inspect.Entries(*c.Entries)}, {w.Use, c.marks(s)}}
		return fact(rows, w.Number, safeText(c.Number))
	}
	key := valueOr(c.KeyType, w.Unsupported)
	if c.Bare {
		key += w.Bare
	}
	rows := [][]string{{w.KeyType, key}, period}
	if c.Withdrawn {
		rows = append(rows, []string{s.words.Admin.Trust.Withdrawn, w.WithdrawnHere})
	}
	return fact(fact(rows, w.Lists, strings.Join(c.Lists, " ")), w.Signs, strings.Join(c.Signs, " "))
}
