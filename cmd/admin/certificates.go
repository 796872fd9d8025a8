package admin

import (
	"cmp"
	"slices"
	"strings"

	"vaxcheck/cmd/show"
	"vaxcheck/trust"
	"vaxcheck/verify"
)

// certificateView is one certificate, bare key or revocation list, of
// whatever supplement. What a supplement does not have is left out.
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

// certificateOf shows a member of a list. Only a revocation list has no key.
func certificateOf(m *trust.Member) certificateView {
	v := certificateView{
		Country: m.Country, State: m.State, Subject: m.Subject, KeyID: m.KeyID, ListedKID: m.ListedID,
		NotBefore: show.OptionalTime(m.NotBefore), NotAfter: show.OptionalTime(m.NotAfter), Lists: m.Lists,
		Signs: m.Signs, Bare: m.Bare,
		Source: m.Source, SHA256: m.SHA256, Withdrawn: m.Withdrawn,
	}
	if m.KeyType != "" {
		v.KeyType = &m.KeyType
	}
	if r := m.Revokes; r != nil {
		v.Number, v.Entries, v.Used = r.Number, &r.Entries, &r.Used
	}
	return v
}

// certificatesOf shows members of a list, in their order.
func certificatesOf(members []trust.Member) []certificateView {
	views := []certificateView{}
	for i := range members {
		views = append(views, certificateOf(&members[i]))
	}
	return views
}

// maxKeyID is how much of a key id a column on a terminal shows.
const maxKeyID = 16

// row shows a certificate in one line.
func (c certificateView) row(s *show.Settings) []string {
	return []string{cmp.Or(show.SafeText(c.Country), "-"), c.period(s), c.marks(s), s.Words.Source(c.Source),
		s.Brief(c.KeyID, maxKeyID), s.Brief(c.Subject, show.MaxShown)}
}

// marks tell in short what a certificate is good for.
func (c certificateView) marks(s *show.Settings) string {
	w := TrustIn(s.Words)
	switch {
	case c.Withdrawn:
		return w.Withdrawn()
	case c.Used != nil && *c.Used:
		return w.ListUsed()
	case c.Used != nil:
		return w.ListNotUsed()
	}
	return cmp.Or(strings.Join(slices.Concat(c.Lists, c.Signs), " "), "-")
}

// period is as days for people and as instants for programs.
func (c certificateView) period(s *show.Settings) string {
	return s.Day(c.NotBefore) + "/" + s.Day(c.NotAfter)
}

// rows tell all that is known of a certificate.
func (c certificateView) rows(s *show.Settings) [][]string {
	w := partsIn(s.Words)
	country := show.SafeText(c.Country)
	if c.State != "" {
		country += " (" + show.SafeText(c.State) + ")"
	}
	rows := show.AddRow(show.AddRow(nil, w.Subject(), show.SafeText(c.Subject)), w.Country(), country)
	rows = show.AddRow(show.AddRow(rows, w.KeyID(), show.SafeText(c.KeyID)), w.ListedKID(), show.SafeText(c.ListedKID))
	rows = append(rows, c.ownRows(s)...)
	rows = append(rows, []string{TrustIn(s.Words).KeySource(), s.Words.Source(c.Source)})
	if c.Imported != nil {
		rows = append(rows, c.Imported.row(s))
	}
	return append(rows, []string{TrustIn(s.Words).SHA256(), c.SHA256})
}

// ownRows tell what only some supplements have.
func (c certificateView) ownRows(s *show.Settings) [][]string {
	w := partsIn(s.Words)
	period := []string{w.Period(),
		cmp.Or(show.TimeText(c.NotBefore), "-") + " – " + cmp.Or(show.TimeText(c.NotAfter), "-")}
	if c.Entries != nil {
		rows := [][]string{period, {w.Entries(), s.Words.Inspect.Entries(*c.Entries)}, {w.Use(), c.marks(s)}}
		return show.AddRow(rows, w.Number(), show.SafeText(c.Number))
	}
	key := valueOr(c.KeyType, w.Unsupported())
	if c.Bare {
		key += w.Bare()
	}
	rows := [][]string{{w.KeyType(), key}, period}
	if c.Withdrawn {
		rows = append(rows, []string{TrustIn(s.Words).Withdrawn(), w.WithdrawnHere()})
	}
	return show.AddRow(show.AddRow(rows, w.Lists(), strings.Join(c.Lists, " ")), w.Signs(), strings.Join(c.Signs, " "))
}
