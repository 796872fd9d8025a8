package cmd

import (
	"cmp"
	"errors"
	"strings"

	"vaxcheck/trust"
	"vaxcheck/trust/inforce"
)

// schemas of what list and show print of a kind beside the directory.
const (
	schemaCertificates = "vaxcheck.trust-certificates/1"
	schemaCertificate  = "vaxcheck.trust-certificate/1"
)

// certificateList is what a set holds of a kind, or the part that was asked for.
type certificateList struct {
	Schema string `json:"schema"`
	Kind   string `json:"kind"`
	trustHead
	Count        int               `json:"count"` // of the whole set
	Search       string            `json:"search,omitempty"`
	Certificates []certificateView `json:"certificates"`
	members      []trust.Member    // of which these are views
	inDetail     bool
}

func newCertificateList(k *trust.Supplement, set *trust.Set, take func(*trust.Member) bool) certificateList {
	all := k.Members(set)
	l := certificateList{Schema: schemaCertificates, Kind: k.Name, trustHead: kindHead(k, set, len(all)), Count: len(all)}
	for i := range all {
		if take(&all[i]) {
			l.members = append(l.members, all[i])
		}
	}
	l.Certificates = certificatesOf(l.members)
	return l
}

// tellBringers tells with which import each came.
func (l certificateList) tellBringers(from *inforce.Imported) {
	for i := range l.members {
		if h := from.Bringer(&l.members[i]); h != nil {
			v := importOf(h)
			l.Certificates[i].Imported = &v
		}
	}
}

// kindHead tells where what a set holds of a kind is from: nothing but the set's
// name if it holds nothing.
func kindHead(k *trust.Supplement, set *trust.Set, count int) trustHead {
	if count == 0 {
		return trustHead{Source: set.Info().Name()}
	}
	return headOf(k.Info(set))
}

// listKind prints the certificates of a kind.
func listKind(c *console, o *options, k *trust.Supplement, search string) error {
	return withTrust(c, o, func(s *settings, set *trust.Set) (document, error) {
		l := newCertificateList(k, set, func(m *trust.Member) bool { return m.Matches(search) })
		if l.Search = search; len(l.Certificates) == 0 {
			c.talk(s, kindsIn(s.words).NoMatch(kindsIn(s.words).Names().Of(k.Name)))
		}
		return l, nil
	})
}

// showKind prints all that is known of certificates that a country, a key id or
// a SHA-256 names.
func showKind(c *console, o *options, k *trust.Supplement, what string) error {
	return withTrust(c, o, func(s *settings, set *trust.Set) (document, error) {
		l := newCertificateList(k, set, func(m *trust.Member) bool { return m.IsNamed(what) })
		if len(l.Certificates) == 0 {
			return nil, noCertificate(s, k)
		}
		l.inDetail = true
		if len(o.trust) == 0 {
			l.tellBringers(inforce.OpenImports(c.env.Places.trust()).Of(k))
		}
		return l, nil
	})
}

// noCertificate is the error for what is not held, which it does not quote:
// someone may have given a code.
func noCertificate(s *settings, k *trust.Supplement) error {
	w := kindsIn(s.words)
	return &codedError{code: exitUsage, err: errors.New(w.NotFound(w.Names().Of(k.Name))), hint: w.TrySearch(k.Name)}
}

func (l certificateList) object() any { return l }

type certificateLine struct {
	Schema string `json:"schema"`
	Kind   string `json:"kind"`
	certificateView
}

func (l certificateList) objects() []any {
	var lines []any
	for _, c := range l.Certificates {
		lines = append(lines, certificateLine{schemaCertificate, l.Kind, c})
	}
	return lines
}

func (l certificateList) rows() [][]string {
	rows := [][]string{{"kind", "country", "state", "subject", "key_id", "not_before", "not_after", "key_type", "lists", "source", "sha256", "withdrawn",
		"listed_kid", "signs", "bare", "number", "entries", "used"}}
	for _, c := range l.Certificates {
		rows = append(rows, []string{l.Kind, c.Country, c.State, c.Subject, c.KeyID, timeText(c.NotBefore), timeText(c.NotAfter),
			valueOr(c.KeyType, ""), strings.Join(c.Lists, " "), c.Source, c.SHA256, yes(c.Withdrawn),
			c.ListedKID, strings.Join(c.Signs, " "), yes(c.Bare), c.Number, intText(c.Entries), yes(value(c.Used))})
	}
	return rows
}

func (l certificateList) text(s *settings) string {
	w := kindsIn(s.words)
	if l.inDetail {
		var out string
		for _, c := range l.Certificates {
			out += s.table(c.facts(s)) + "\n"
		}
		return out + s.table(l.head(s, trustIn(s.words).Unknown()))
	}
	var rows [][]string
	if s.terminal && len(l.Certificates) > 0 {
		rows = append(rows, []string{w.CountryColumn(), w.PeriodColumn(), w.MarksColumns().Of(l.Kind), w.SourceColumn(), w.KeyColumn(), w.SubjectColumn()})
	}
	for _, c := range l.Certificates {
		rows = append(rows, c.row(s))
	}
	return s.table(rows)
}

// fact tells who vouches, in a table of facts.
func (v importView) fact(s *settings) []string {
	w := s.words
	return []string{kindsIn(w).Imported(), fill(cmp.Or(kindsIn(w).ImportedOf().Of(v.Kind), kindsIn(w).Say("part.imported-facts")), "count", kindsIn(w).Units(v.Kind, v.Count), "dated", v.Dated.String(),
		"whose", renewIn(w).For().Of(string(v.Scope)), "who", v.Who, "when", v.When.String(), "why", orDash(v.Why), "file", orDash(v.File), "sha256", v.SHA256)}
}
