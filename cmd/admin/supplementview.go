package admin

import (
	"cmp"
	"strings"

	"vaxcheck/cmd/cli"
	"vaxcheck/cmd/show"
	"vaxcheck/trust"
	"vaxcheck/trust/inforce"
)

// Schemas of what list and show print of a supplement.
const (
	schemaCertificates = "vaxcheck.trust-certificates/1"
	schemaCertificate  = "vaxcheck.trust-certificate/1"
)

// certificateList is what a set holds of a supplement, or the part that was asked for.
type certificateList struct {
	Schema     string `json:"schema"`
	Supplement string `json:"kind"`
	TrustHead
	Count        int               `json:"count"` // of the whole set
	Search       string            `json:"search,omitempty"`
	Certificates []certificateView `json:"certificates"`
	members      []trust.Member    // of which these are views
	inDetail     bool
}

func newCertificateList(k *trust.Supplement, set *trust.Set, take func(*trust.Member) bool) certificateList {
	all := k.Members(set)
	l := certificateList{Schema: schemaCertificates, Supplement: k.Name,
		TrustHead: supplementHead(k, set, len(all)), Count: len(all)}
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

// supplementHead tells where a set has a supplement from: nothing but the set's name if
// it holds nothing of it.
func supplementHead(k *trust.Supplement, set *trust.Set, count int) TrustHead {
	if count == 0 {
		return TrustHead{Source: set.Info().Name()}
	}
	return HeadOf(k.Info(set))
}

// listSupplement prints the members of a supplement.
func listSupplement(c *cli.Console, o *cli.Options, k *trust.Supplement, search string) error {
	return withTrust(c, o, func(s *show.Settings, set *trust.Set) (show.Document, error) {
		l := newCertificateList(k, set, func(m *trust.Member) bool { return m.Matches(search) })
		if l.Search = search; len(l.Certificates) == 0 {
			c.Talk(s, partsIn(s.Words).NoMatch(partsIn(s.Words).Names().Of(k.Name)))
		}
		return l, nil
	})
}

// showSupplement prints all that is known of certificates that a country, a key id or
// a SHA-256 names.
func showSupplement(c *cli.Console, o *cli.Options, k *trust.Supplement, what string) error {
	return withTrust(c, o, func(s *show.Settings, set *trust.Set) (show.Document, error) {
		l := newCertificateList(k, set, func(m *trust.Member) bool { return m.IsNamed(what) })
		if len(l.Certificates) == 0 {
			return nil, noCertificate(s, k)
		}
		l.inDetail = true
		if len(o.Trust) == 0 {
			l.tellBringers(inforce.OpenImports(c.Env.Places.Trust()).Of(k))
		}
		return l, nil
	})
}

// noCertificate is the error for what is not held, which it does not quote:
// someone may have given a code.
func noCertificate(s *show.Settings, k *trust.Supplement) error {
	w := partsIn(s.Words)
	return cli.WithHint(cli.Usage(w.NotFound(w.Names().Of(k.Name))), w.TrySearch(k.Name))
}

func (l certificateList) Object() any { return l }

type certificateLine struct {
	Schema     string `json:"schema"`
	Supplement string `json:"kind"`
	certificateView
}

func (l certificateList) Objects() []any {
	var lines []any
	for _, c := range l.Certificates {
		lines = append(lines, certificateLine{schemaCertificate, l.Supplement, c})
	}
	return lines
}

func (l certificateList) Rows() [][]string {
	rows := [][]string{{"kind", "country", "state", "subject", "key_id", "not_before", "not_after",
		"key_type", "lists", "source", "sha256", "withdrawn",
		"listed_kid", "signs", "bare", "number", "entries", "used"}}
	for _, c := range l.Certificates {
		rows = append(rows, []string{l.Supplement, c.Country, c.State, c.Subject, c.KeyID,
			show.TimeText(c.NotBefore), show.TimeText(c.NotAfter),
			valueOr(c.KeyType, ""), strings.Join(c.Lists, " "), c.Source, c.SHA256, yes(c.Withdrawn),
			c.ListedKID, strings.Join(c.Signs, " "), yes(c.Bare), c.Number, intText(c.Entries),
			yes(show.Value(c.Used))})
	}
	return rows
}

func (l certificateList) Text(s *show.Settings) string {
	w := partsIn(s.Words)
	if l.inDetail {
		var out string
		for _, c := range l.Certificates {
			out += s.Table(c.rows(s)) + "\n"
		}
		return out + s.Table(l.head(s, TrustIn(s.Words).Unknown()))
	}
	var rows [][]string
	if s.Terminal && len(l.Certificates) > 0 {
		rows = append(rows, []string{w.CountryColumn(), w.PeriodColumn(), w.MarksColumns().Of(l.Supplement),
			w.SourceColumn(), w.KeyColumn(), w.SubjectColumn()})
	}
	for _, c := range l.Certificates {
		rows = append(rows, c.row(s))
	}
	return s.Table(rows)
}

// row tells who vouches, in a table of facts.
func (v importView) row(s *show.Settings) []string {
	k := partsIn(s.Words)
	whose := renewIn(s.Words).For().Of(string(v.Scope))
	told := k.ImportedBy(v.Supplement, k.Units(v.Supplement, v.Count), v.Dated.String(), whose, show.SafeText(v.Who),
		v.When.String(), show.SafeText(cmp.Or(v.Why, "-")), show.SafeText(cmp.Or(v.File, "-")), show.SafeText(v.SHA256))
	return []string{k.Imported(), told}
}
