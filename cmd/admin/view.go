package admin

import (
	"encoding/base64"
	"slices"
	"strings"

	"vaxcheck/cmd/show"
	"vaxcheck/internal/finding"
	"vaxcheck/trust"
	"vaxcheck/verify"
)

// schemas of what the trust commands print.
const (
	schemaTrust       = "vaxcheck.trust/1"
	schemaTrustIssuer = "vaxcheck.trust-issuer/1"
	schemaTrustStatus = "vaxcheck.trust-status/1"
)

// keySourceLocal is the source of keys that were added here.
const keySourceLocal = "local"

// TrustHead tells which set is shown.
type TrustHead struct {
	Source       string            `json:"source"`
	Origin       string            `json:"origin"`
	Created      *verify.Timestamp `json:"created"`
	SHA256       string            `json:"sha256"`
	OriginSHA256 string            `json:"origin_sha256"`
}

// HeadOf returns the head of a set that is described.
func HeadOf(info trust.Info) TrustHead {
	return TrustHead{
		Source: info.Name(), Origin: info.Origin, Created: show.OptionalTime(info.Created),
		SHA256: info.SHA256, OriginSHA256: info.OriginSHA256,
	}
}

// issuerView is one issuer with its keys.
type issuerView struct {
	ID            string            `json:"id"`
	Name          string            `json:"name"`
	Website       string            `json:"website"`
	Canonical     string            `json:"canonical"`
	LastRetrieved *verify.Timestamp `json:"last_retrieved"`
	Specimen      bool              `json:"specimen,omitempty"`
	// SpecimenReason is why.
	SpecimenReason finding.Finding `json:"specimen_reason,omitempty"`
	Local          bool            `json:"local,omitempty"`   // added on this machine
	Blocked        *show.WhyView   `json:"blocked,omitempty"` // on this machine
	Gone           bool            `json:"gone,omitempty"`    // listed earlier, if at all
	Keys           []keyView       `json:"keys"`
}

// keyView is one key of an issuer. What is not known or not offered is nil.
type keyView struct {
	KID     string       `json:"kid"`
	Periods []periodView `json:"periods"`
	// CRLVersion is the counter of the revocation list the key announces,
	// RevocationEntries the length of the list at hand, and RevocationUnreadable how
	// many more entries it has that cannot be read.
	CRLVersion           *string `json:"crl_version"`
	RevocationEntries    *int    `json:"revocation_entries"`
	RevocationUnreadable int     `json:"revocation_entries_unreadable,omitempty"`
	Specimen             bool    `json:"specimen,omitempty"`
	Local                bool    `json:"local,omitempty"` // added on this machine
	// Withdrawn tells when the directory first and last listed a key that it
	// lists no longer.
	Withdrawn *spanView     `json:"withdrawn,omitempty"`
	Blocked   *show.WhyView `json:"blocked,omitempty"` // on this machine, under every issuer
	*keyDetail
}

// keyDetail is what only those want who look at one key.
type keyDetail struct {
	Algorithm  string `json:"alg"`
	Thumbprint string `json:"thumbprint"`
	X          string `json:"x"`
	Y          string `json:"y"`
	// Shortened tells that the issuer left leading zero bytes of a coordinate
	// out when it computed the thumbprint.
	Shortened         bool    `json:"shortened_coordinates,omitempty"`
	Source            string  `json:"source"`
	RevocationMethod  *string `json:"revocation_method"`
	RevocationCounter *string `json:"revocation_counter"`
}

type spanView struct {
	FirstListed verify.Timestamp `json:"first_listed"`
	LastListed  verify.Timestamp `json:"last_listed"`
}

type periodView struct {
	NotBefore   verify.Timestamp `json:"not_before"`
	NotAfter    verify.Timestamp `json:"not_after"`
	NamesIssuer bool             `json:"names_issuer"`
}

// issuerOf describes an issuer with those of its keys that are wanted.
func issuerOf(is trust.Issuer, keys []trust.Key, describe func(trust.Key) keyView) issuerView {
	v := issuerView{
		ID: is.ID, Name: is.Name, Website: is.Website, Canonical: is.Canonical,
		LastRetrieved: show.OptionalTime(is.LastRetrieved), Specimen: is.Specimen,
		SpecimenReason: is.SpecimenReason, Local: is.Local, Keys: []keyView{},
	}
	for _, k := range keys {
		v.Keys = append(v.Keys, describe(k))
	}
	return v
}

func keyOf(k trust.Key) keyView {
	v := keyView{KID: k.ID, Periods: []periodView{}, Specimen: k.Specimen, Local: k.Source == keySourceLocal}
	for _, p := range k.Periods {
		v.Periods = append(v.Periods, periodView{verify.Timestamp(p.NotBefore), verify.Timestamp(p.NotAfter),
			p.NamesIssuer})
	}
	if k.CRLVersion != "" {
		v.CRLVersion = &k.CRLVersion
	}
	if k.Revocation != nil {
		n := k.Revocation.Len()
		v.RevocationEntries, v.RevocationUnreadable = &n, k.Revocation.Unreadable()
	}
	return v
}

// keyInDetail is keyOf with all there is to know.
func keyInDetail(k trust.Key) keyView {
	v := keyOf(k)
	v.keyDetail = &keyDetail{Algorithm: k.Algorithm, Source: k.Source}
	if k.Revocation != nil {
		v.RevocationMethod, v.RevocationCounter = &k.Revocation.Method, &k.Revocation.Counter
	}
	if k.Public == nil { // of old keys only the id may be known
		return v
	}
	v.Thumbprint = k.Thumbprint
	// An uncompressed point is a type byte and two coordinates of equal length.
	if point, err := k.Public.Bytes(); err == nil {
		half := (len(point) + 1) / 2
		v.X = base64.RawURLEncoding.EncodeToString(point[1:half])
		v.Y = base64.RawURLEncoding.EncodeToString(point[half:])
		v.Shortened = trust.Thumbprint("P-256", "EC", v.X, v.Y) != k.Thumbprint
	}
	return v
}

// period writes a validity as an interval of ISO 8601.
func (p periodView) String() string { return p.NotBefore.String() + "/" + p.NotAfter.String() }

// matches tells whether an issuer's name or a URL of it contains a text,
// whatever the case.
func matches(is trust.Issuer, search string) bool {
	search = strings.ToLower(search)
	return slices.ContainsFunc([]string{is.ID, is.Name, is.Website}, func(text string) bool {
		return strings.Contains(strings.ToLower(text), search)
	})
}

// listing is a trust set, or the part of it that was asked for.
type listing struct {
	set       *trust.Set
	search    string
	issuers   []trust.Issuer
	specimens []trust.Issuer
}

func newListing(set *trust.Set, search string) listing {
	l := listing{set: set, search: search}
	for is := range set.Issuers() {
		if matches(is, search) {
			l.issuers = append(l.issuers, is)
		}
	}
	for _, is := range trust.Specimens() {
		if matches(is, search) {
			l.specimens = append(l.specimens, is)
		}
	}
	return l
}

// SetCounts counts a whole set, whatever part of it is shown.
type SetCounts struct {
	Issuers int `json:"issuers"`
	Keys    int `json:"keys"`
}

type listingView struct {
	Schema string `json:"schema"`
	TrustHead
	Counts    SetCounts    `json:"counts"`
	Search    string       `json:"search,omitempty"`
	Issuers   []issuerView `json:"issuers"`
	Specimens []issuerView `json:"specimens,omitempty"`
}

func (l listing) views(issuers []trust.Issuer) []issuerView {
	views := []issuerView{}
	for _, is := range issuers {
		views = append(views, issuerIn(l.set, is, l.set.Keys(is.ID), keyOf))
	}
	return views
}

func (l listing) Object() any {
	info := l.set.Info()
	return listingView{
		Schema: schemaTrust, TrustHead: HeadOf(info), Counts: SetCounts{info.Issuers, info.Keys},
		Search: l.search, Issuers: l.views(l.issuers), Specimens: l.views(l.specimens),
	}
}

func (l listing) Objects() []any { return issuerLines(l.views(l.issuers)) }

func (l listing) Rows() [][]string { return keyRows(l.views(l.issuers)) }

type issuerLine struct {
	Schema string `json:"schema"`
	issuerView
}

func issuerLines(issuers []issuerView) []any {
	var lines []any
	for _, is := range issuers {
		lines = append(lines, issuerLine{schemaTrustIssuer, is})
	}
	return lines
}

// keyRows makes one row of each key. Several periods of a key stand in one cell.
func keyRows(issuers []issuerView) [][]string {
	rows := [][]string{{"issuer_id", "issuer_name", "website", "canonical", "last_retrieved", "kid",
		"periods", "crl_version", "revocation_entries", "local", "blocked", "last_listed", "specimen"}}
	for _, is := range issuers {
		for _, k := range is.Keys {
			rows = append(rows, []string{
				is.ID, is.Name, is.Website, is.Canonical, show.TimeText(is.LastRetrieved),
				k.KID, periodsText(k.Periods), valueOr(k.CRLVersion, ""), intText(k.RevocationEntries),
				yes(k.Local), yes(is.Blocked != nil || k.Blocked != nil), k.lastListed(), specimenText(is, k),
			})
		}
	}
	return rows
}

// specimenText tells why no card of a key is a real one, "" if it may be.
func specimenText(is issuerView, k keyView) string {
	if is.SpecimenReason == "" && k.Specimen {
		return trust.SpecimenKey.String()
	}
	return is.SpecimenReason.String()
}

// yes marks what holds.
func yes(holds bool) string {
	if holds {
		return "yes"
	}
	return ""
}

// lastListed is "" for a key that is listed.
func (k keyView) lastListed() string {
	if k.Withdrawn == nil {
		return ""
	}
	return k.Withdrawn.LastListed.String()
}

func periodsText(periods []periodView) string {
	var texts []string
	for _, p := range periods {
		texts = append(texts, p.String())
	}
	return strings.Join(texts, " ")
}
